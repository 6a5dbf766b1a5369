"""What a release would let go of: only what loses its last protection, and when its own rule would then reach it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.assess.danger import death
from openhold.assess.release import Asked, Protection, Unit, preview

DAY = date(2026, 4, 1)
OWN = Protection("m-1", "h-1", "custodian", "k-1", in_force=True)
BY_SOURCE = Protection("m-1", "h-1", "source", "s-1", in_force=True)
SECOND = Protection("m-1", "h-2", "source", "s-1", in_force=True)
OTHER = Protection("m-2", "h-9", "custodian", "k-9", in_force=True)
WAITING = Protection("m-1", "h-2", "source", "s-1", in_force=False)
NEXT = Protection("m-1", "h-1", "custodian", "k-1", in_force=False)
WHOLE = Asked("m-1", "h-1", 1, "whole", None)


def unit(*protections: Protection, **changed: object) -> Unit:
    plain = Unit(
        unit="u-1", source="s-1", place="/mail", custodian="Paul Renwick", retention="deleted after", days=180, on=None,
        left=None, items=3, bytes=4096, collected_on=None, protections=protections, wanted_by=(),
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("protections", "asked", "losing", "staying"),
    [
        ((OWN,), WHOLE, 1, ()),
        ((OWN, BY_SOURCE), WHOLE, 1, ()),
        ((OWN, SECOND), WHOLE, 0, (SECOND,)),
        ((OWN, OTHER), WHOLE, 0, (OTHER,)),
        ((OWN, WAITING), WHOLE, 0, (WAITING,)),
        ((OWN, NEXT), WHOLE, 1, ()),
        ((OTHER,), WHOLE, 0, None),
        ((), WHOLE, 0, None),
        ((OWN,), Asked("m-1", "h-1", 1, "custodian", "k-1"), 1, ()),
        ((OWN,), Asked("m-1", "h-1", 1, "custodian", "k-2"), 0, None),
        ((OWN, BY_SOURCE), Asked("m-1", "h-1", 1, "custodian", "k-1"), 0, (BY_SOURCE,)),
        ((OWN, NEXT), Asked("m-1", "h-1", 1, "custodian", "k-1"), 0, (NEXT,)),
        ((OWN, BY_SOURCE), Asked("m-1", "h-1", 1, "source", "s-1"), 1, ()),
        ((OWN,), Asked("m-1", "h-1", 1, "source", "s-2"), 0, None),
        ((OWN, OTHER), Asked("m-1", "h-1", 1, "source", "s-1"), 0, (OTHER,)),
    ],
)
def test_a_unit_is_let_go_of_only_with_its_last_protection(
    protections: tuple[Protection, ...], asked: Asked, losing: int, staying: tuple[Protection, ...] | None
) -> None:
    seen = preview(asked, [unit(*protections)], DAY)
    assert len(seen.losing) == losing
    assert [one.by for one in seen.staying] == ([staying] if staying else [])
    assert (seen.items, seen.bytes) == ((3, 4096) if losing else (0, 0))


@pytest.mark.parametrize(
    ("changed", "on", "before", "known"),
    [
        ({}, DAY, date(2025, 10, 3), True),
        ({"retention": "overwritten", "days": 14}, DAY, date(2026, 3, 18), True),
        ({"days": None}, None, None, True),
        ({"days": 10**9}, DAY, date.min, True),
        ({"retention": "scheduled destruction", "on": date(2026, 9, 25)}, date(2026, 9, 25), None, True),
        ({"retention": "device replaced", "on": date(2026, 1, 1)}, DAY, None, True),
        ({"retention": "device replaced"}, None, None, True),
        (
            {"retention": "account closed on leaving", "left": date(2026, 3, 20), "days": 30},
            date(2026, 4, 19),
            None,
            True,
        ),
        ({"retention": "account closed on leaving", "left": date(2020, 3, 20), "days": 30}, DAY, None, True),
        ({"retention": "account closed on leaving", "left": None}, None, None, True),
        ({"retention": "account closed on leaving", "left": DAY, "days": 10**9}, date.max, None, True),
        ({"retention": "none known"}, None, None, True),
        ({"retention": "unknown"}, None, None, False),
    ],
)
def test_when_the_own_rule_of_a_source_reaches_it(
    changed: dict[str, object], on: date | None, before: date | None, known: bool
) -> None:
    found = death(unit(OWN, **changed), DAY)
    assert (found.on, found.before, found.known) == (on, before, known)
    assert found.why


def test_what_dies_first_stands_first_and_what_nobody_knows_last() -> None:
    units = [
        unit(OWN, unit="u-1", retention="unknown"),
        unit(OWN, unit="u-2", retention="scheduled destruction", on=DAY + timedelta(days=9)),
        unit(OWN, unit="u-3"),
    ]
    seen = preview(WHOLE, units, DAY)
    assert [one.unit.unit for one in seen.losing] == ["u-3", "u-2", "u-1"]
    assert (seen.first, seen.items) == (DAY, 9)


UNITS = st.lists(
    st.builds(
        lambda number, protections, items: unit(*sorted(protections), unit=f"u-{number}", items=items),
        st.integers(0, 5),
        st.sets(st.sampled_from([OWN, BY_SOURCE, SECOND, OTHER, WAITING, NEXT])),
        st.integers(0, 9),
    ),
    unique_by=lambda one: one.unit,
)


@given(UNITS, st.permutations(range(6)), st.integers(0, 400))
def test_the_name_of_a_preview_depends_on_the_state_alone(units: list[Unit], order: list[int], later: int) -> None:
    seen = preview(WHOLE, units, DAY)
    mixed = [units[place] for place in order if place < len(units)]
    assert preview(WHOLE, mixed, DAY + timedelta(days=later)).digest == seen.digest
    assert all(not one.by for one in [*seen.staying] if WHOLE.hold in {by.hold for by in one.by})
    assert len(seen.losing) + len(seen.staying) == sum(any(by.hold == "h-1" for by in one.protections) for one in units)


@pytest.mark.parametrize(
    "changed",
    [
        {"items": 4},
        {"bytes": 4097},
        {"days": 181},
        {"retention": "unknown"},
        {"left": DAY},
        {"on": DAY},
        {"wanted_by": ("m-3",)},
        {"protections": (OWN, OTHER)},
        {"unit": "u-2"},
    ],
)
def test_whatever_a_person_saw_changes_the_name_of_the_preview(changed: dict[str, object]) -> None:
    before = preview(WHOLE, [unit(OWN)], DAY).digest
    assert preview(WHOLE, [unit(OWN, **changed)], DAY).digest != before
    assert preview(replace(WHOLE, version=2), [unit(OWN)], DAY).digest != before
