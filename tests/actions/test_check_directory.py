"""A whole directory held against the custodians who are known: who left and who moved, and nobody new."""

from collections.abc import Iterator
from datetime import date

import pytest

from openhold.actions.check_directory import Checked, check_directory
from openhold.actions.errors import UsageError
from openhold.actions.find_custodian import custodians, find_custodian
from openhold.actions.home import Home
from openhold.actions.import_custodians import import_custodians
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.open_matter import open_matter
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.projections.matter import Matter
from openhold.sources.errors import DirectoryError
from openhold.sources.people.contract import Broken, Person, Taken

ALL = tuple(Person(f"row {n}", f"Person {n}", f"id-{n}", title="officer", place="Jail") for n in range(12))
TODAY = date(2026, 3, 5)


class Checking:
    """A matter whose custodians are the first three of a directory."""

    def __init__(self, home: Home, actor: str, matter: str) -> None:
        self.home, self.actor, self.matter = home, actor, matter
        import_custodians(home, actor, matter, Taken(ALL[:3], ()))

    def __call__(self, *people: Person | Broken, preview: bool = False) -> Checked:
        (done,) = check_directory(self.home, self.actor, Taken(people, ()), preview=preview)
        assert done.matter == self.matter
        return done

    def facts(self) -> int:
        return len(list(rows(self.matter)))


@pytest.fixture
def checking(home: Home, instance: Instance, matter: Matter) -> Checking:
    return Checking(home, instance.actor, matter.id)


def counts(checked: Checked) -> tuple[int, int, int, int, int]:
    assert checked.done is not None, checked.refused
    done = checked.done
    return done.named, done.corrected, done.moved, done.left, done.same


def test_nobody_new_is_named_and_a_second_run_records_nothing(checking: Checking) -> None:
    before = checking.facts()
    for _ in range(2):
        assert counts(checking(*ALL)) == (0, 0, 0, 0, 3)
    assert checking.facts() == before


def test_who_left_and_who_moved_raises_an_alarm_once(checking: Checking) -> None:
    now = (ALL[0]._replace(place="Annex"), *ALL[2:])
    assert counts(checking(*now, preview=True)) == (0, 0, 1, 1, 1)
    assert not any(one.alarm for one in custodians(checking.home, checking.matter))
    assert counts(checking(*now)) == (0, 0, 1, 1, 1)
    assert find_custodian(checking.home, checking.matter, "id-0").alarm.endswith("to officer, Annex")
    assert find_custodian(checking.home, checking.matter, "id-1").left == TODAY
    assert counts(checking(*now)) == (0, 0, 0, 0, 2)


def test_what_is_broken_about_others_stops_nothing_and_about_custodians_everything(checking: Checking) -> None:
    nameless = Person("row 7", None, "id-7")
    unreadable = Broken("row 8", "its title is no text in UTF-8", "id-8")
    assert counts(checking(*ALL[1:7], nameless, unreadable)) == (0, 0, 0, 1, 2)
    for one in (Broken("row 1", "x", "id-1"), Broken("row 1", "x"), Person("row 1", None, "id-1")):
        refused = checking(ALL[2], *ALL[3:], one)
        assert "nobody can tell who is missing" in refused.refused
    assert find_custodian(checking.home, checking.matter, "id-1").left is None


def test_another_directory_or_a_part_of_it_makes_nobody_a_leaver(checking: Checking) -> None:
    before = checking.facts()
    assert "3 custodians would be recorded as having left, and only 0" in checking(*ALL[5:]).refused
    with pytest.raises(UsageError, match=r"cut off\. Nothing was recorded"):
        check_directory(checking.home, checking.actor, CutOff())
    assert "nobody in that directory" in checking().refused
    assert checking.facts() == before


class CutOff:
    """A directory that breaks off after its first person."""

    notes: tuple[str, ...] = ()

    def people(self) -> Iterator[Person | Broken]:
        yield ALL[0]
        raise DirectoryError("It was cut off.")


def test_a_directory_that_breaks_off_records_nothing_by_import_either(checking: Checking) -> None:
    before = checking.facts()
    for day in (None, TODAY):
        with pytest.raises(UsageError, match="cut off"):
            import_custodians(checking.home, checking.actor, checking.matter, CutOff(), leavers=day)
    assert checking.facts() == before


def test_many_missing_of_many_is_refused_and_the_other_matters_go_on(checking: Checking) -> None:
    other = open_matter(checking.home, checking.actor, title="Fennimore claim", court=None, number=None).matter
    import_custodians(checking.home, checking.actor, other, Taken(ALL, ()))
    done = {one.matter: one for one in check_directory(checking.home, checking.actor, Taken(ALL[1:4], ()))}
    assert "9 custodians would be recorded as having left, and only 3" in done[other].refused
    assert counts(done[checking.matter]) == (0, 0, 0, 1, 2)
    assert [one.matter for one in check_directory(checking.home, checking.actor, Taken(ALL, ()), [other])] == [other]


def test_custodians_by_hand_are_known_by_their_address_and_never_leave(checking: Checking) -> None:
    name_custodian(checking.home, checking.actor, checking.matter, Known("Anne Fay", "fay@alder.example"))
    name_custodian(checking.home, checking.actor, checking.matter, Known("Person 9"))
    fay = Person("row 20", "Anne Fay", "id-20", "FAY@alder.example", "nurse")
    assert counts(checking(*ALL, fay)) == (0, 1, 0, 0, 3)
    assert find_custodian(checking.home, checking.matter, "fay").external == "id-20"
    assert find_custodian(checking.home, checking.matter, "Person 9").external is None
    assert not any(one.left for one in custodians(checking.home, checking.matter))


def test_without_anybody_to_look_for_nothing_is_checked(home: Home, instance: Instance, matter: Matter) -> None:
    assert check_directory(home, instance.actor, Taken(ALL, ())) == ()
