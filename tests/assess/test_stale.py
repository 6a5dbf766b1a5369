"""What may be stale or kept beyond need: told by the measures that were said, and no more than the record shows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.assess.stale import CODES, Burden, Covered, Finding, Held, Over, Standing, stale

DAY = date(2026, 4, 1)
QUIET = Standing("m-1", "h-1", "Use of force", DAY - timedelta(days=90))


def held(**given: object) -> Held:
    return Held(**{"holds": (), "matters": (), "custodians": (), "sources": (), **given})  # type: ignore[arg-type]


def codes(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in found]


def test_a_hold_is_quiet_from_the_last_of_so_many_days_on() -> None:
    assert codes(stale(held(holds=[QUIET]), DAY)) == [("no-activity", "h-1")]
    assert stale(held(holds=[QUIET]), DAY - timedelta(days=1)) == ()
    assert stale(held(holds=[QUIET]), DAY, quiet=91) == ()
    (found,) = stale(held(holds=[QUIET]), DAY)
    assert (found.days, found.detail) == (90, "The last fact about it is of Thu 1 January 2026, 90 days ago.")


def test_the_longest_quiet_comes_first() -> None:
    older = Standing("m-2", "h-2", "Road 7", DAY - timedelta(days=400))
    assert [one.hold for one in stale(held(holds=[QUIET, older]), DAY)] == ["h-2", "h-1"]


def test_a_hold_whose_case_ended_is_told_with_the_day_that_a_paper_says() -> None:
    new = Standing("m-1", "h-1", "Use of force", DAY)
    (found,) = stale(held(holds=[new], matters=[Over("m-1", date(2026, 2, 3), 0)]), DAY)
    assert (found.code, found.hold) == ("matter-over", "h-1")
    assert found.detail == "The case was terminated on Tue 3 February 2026, as a court paper says."
    assert stale(held(holds=[new], matters=[Over("m-2", date(2026, 2, 3), 0)]), DAY) == ()


@pytest.mark.parametrize(
    ("released", "said"),
    [(1, "One other hold of the matter was released."), (2, "2 other holds of the matter were released.")],
)
def test_a_hold_that_stands_alone_after_others_were_released_is_told(released: int, said: str) -> None:
    new = Standing("m-1", "h-1", "Use of force", DAY)
    (found,) = stale(held(holds=[new], matters=[Over("m-1", None, released)]), DAY)
    assert (found.code, found.detail) == ("others-released", said)


def test_a_custodian_is_told_from_so_many_holds_on() -> None:
    two = Burden("m-1", "k-1", "Paul Renwick", ("h-1", "h-2"))
    assert stale(held(custodians=[two]), DAY) == ()
    (found,) = stale(held(custodians=[two]), DAY, many=2)
    assert (found.code, found.hold, found.detail) == ("many-holds", "", "2 holds cover Paul Renwick.")


def test_a_source_is_told_where_nothing_of_it_is_kept() -> None:
    empty = Covered("m-1", "h-1", "Use of force", "s-1", "/mail", 0)
    kept = Covered("m-1", "h-1", "Use of force", "s-2", "/phone", 1)
    (found,) = stale(held(sources=[empty, kept]), DAY)
    assert (found.code, found.subject, found.detail) == (
        "nothing-collected",
        "s-1",
        "Nothing was collected from /mail.",
    )


@given(st.integers(0, 500), st.integers(1, 500))
def test_whatever_the_measure_the_answer_is_the_same_on_every_machine(ago: int, quiet: int) -> None:
    one = Standing("m-1", "h-1", "x", DAY - timedelta(days=ago))
    assert bool(stale(held(holds=[one]), DAY, quiet=quiet)) == (ago >= quiet)
    assert {found.code for found in stale(held(holds=[one]), DAY, quiet=quiet)} <= set(CODES)
