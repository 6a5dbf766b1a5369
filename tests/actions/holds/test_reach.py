"""What covers a unit: its source, its custodian, the same place or person by another name, in any matter."""

import os
from pathlib import Path

import pytest

from openhold.actions.change_custodian import change_custodian
from openhold.actions.errors import UsageError
from openhold.actions.holds.approve import approve_hold, return_hold
from openhold.actions.holds.release import covered_by
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.name_source import name_source
from openhold.projections.custodian import Custodian
from openhold.projections.source import Source
from tests.actions.holds.conftest import ANN, Case


def by(case: Case, source: Source) -> set[tuple[str, str, bool]]:
    """Return matter, hold and whether it is in force for everything that covers the unit of `source`."""
    return {(one.matter, one.hold, one.in_force) for one in covered_by(case.home, source.matter, source.unit)}


def test_a_hold_covers_by_custodian_and_by_source_and_nothing_else(case: Case) -> None:
    first, _, third = case.sources
    by_custodian = case.issue()
    by_source = case.issue(custodians=(), sources=(third.id,), title="Logs")
    assert by(case, first) == {(case.matter, by_custodian, True)}
    assert by(case, third) == {(case.matter, by_source, True)}


def test_a_version_that_waits_covers_too_until_it_is_returned(case: Case) -> None:
    hold = case.propose()
    assert by(case, case.sources[0]) == {(case.matter, hold, False)}
    approve_hold(case.home, "p-bob", case.matter, hold, 1)
    assert by(case, case.sources[0]) == {(case.matter, hold, False)}
    return_hold(case.home, "p-bob", case.matter, hold, 1, "No.")
    assert by(case, case.sources[0]) == set()


def test_a_custodian_who_was_renamed_is_still_covered_by_the_name_of_then(case: Case) -> None:
    hold = case.issue()
    first = case.custodians[0]
    change_custodian(
        case.home,
        ANN,
        case.matter,
        first.id,
        cause="corrected",
        left=None,
        known=Known("Paula Renwick-Sund", first.email, external="7"),
    )
    assert by(case, case.sources[0]) == {(case.matter, hold, True)}


def test_a_source_may_name_its_custodian_by_id_and_white_space_and_case_do_not_matter(
    case: Case, tmp_path: Path
) -> None:
    hold = case.issue()
    for number, said in enumerate((case.custodians[0].id, "  paul   RENWICK ", "Paul Renwick-Smith")):
        place = tmp_path / f"more{number}"
        place.mkdir()
        source = name_source(case.home, ANN, case.matter, kind="directory", at=os.fsencode(place), custodian=said)
        assert by(case, source) == ({(case.matter, hold, True)} if number < 2 else set())


def test_a_source_at_the_same_place_or_inside_or_around_is_covered(case: Case, tmp_path: Path) -> None:
    hold = case.issue(custodians=(), sources=(case.sources[0].id,))
    place = Path(case.sources[0].at or "")
    (place / "inside").mkdir()
    link = tmp_path / "by-another-name"
    link.symlink_to(place)
    beside = place.with_name(place.name + "-2")
    beside.mkdir()
    for at, covered in ((link, True), (place / "inside", True), (place.parent, True), (beside, False)):
        source = name_source(case.home, ANN, case.matter, kind="directory", at=os.fsencode(at), custodian=None)
        assert (by(case, source) == {(case.matter, hold, True)}) is covered, at


def test_a_hold_of_another_matter_covers_the_same_person_and_the_same_place(case: Case, other: Case) -> None:
    hold = other.issue()
    first, second, third = case.sources
    assert by(case, first) == {(other.matter, hold, True)}
    assert by(case, second) == {(other.matter, hold, True)}
    assert by(case, third) == set()
    same = name_source(other.home, ANN, other.matter, kind="directory", at=os.fsencode(third.at or ""), custodian=None)
    placed = other.issue(custodians=(), sources=(same.id,), title="A place")
    assert by(case, third) == {(other.matter, placed, True)}


def test_people_of_one_name_are_told_apart_by_the_directory_alone(case: Case, other: Case, tmp_path: Path) -> None:
    place = tmp_path / "lee"
    place.mkdir()
    name_custodian(case.home, ANN, case.matter, Known("Jo Lee", external="100"))
    source = name_source(case.home, ANN, case.matter, kind="directory", at=os.fsencode(place), custodian="Jo Lee")
    someone_else = name_custodian(other.home, ANN, other.matter, Known("Jo Lee", external="200"))
    unsure = name_custodian(other.home, ANN, other.matter, Known("JO LEE", "jo@elsewhere.example"))
    another = other.issue(custodians=(someone_else.id,), title="Another Lee")
    assert by(case, source) == set()
    perhaps = other.issue(custodians=(unsure.id,), title="Perhaps")
    assert by(case, source) == {(other.matter, perhaps, True)}
    # Where the matter knows nobody of that name, the name may be anybody's.
    Source.objects.filter(id=source.id).update(custodian="jo lee")
    Custodian.objects.filter(matter=case.matter, name="Jo Lee").delete()
    assert {hold for _, hold, _ in by(case, source)} == {another, perhaps}


def test_a_unit_that_the_matter_does_not_have_is_told(case: Case) -> None:
    with pytest.raises(UsageError, match="no unit 'u-none'"):
        covered_by(case.home, case.matter, "u-none")
