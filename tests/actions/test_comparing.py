"""Whatever a directory says, in whatever order: what was recorded once is not recorded again, and nobody is lost."""

from collections.abc import Sequence
from itertools import count

from hypothesis import assume, given
from hypothesis import strategies as st

from openhold.actions.comparing import Comparison
from openhold.actions.errors import UsageError
from openhold.actions.known_person import Known
from openhold.actions.roster import Entry, Roster
from openhold.facts.custodians import CustodianChanged, CustodianNamed
from openhold.facts.fact import Fact
from openhold.sources.people.contract import Broken, Person

NUMBERS = count()


def maybe(*values: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


PERSON = st.builds(
    Person,
    where=st.builds(lambda: f"line {next(NUMBERS)}"),
    name=maybe("Paz", "paz", "Sund", "Strand"),
    external=maybe("1", "2", "3"),
    email=maybe("a@x.example", "A@x.example", "b@x.example", "not one"),
    title=maybe("captain", "nurse"),
    place=maybe("Jail"),
    manager=maybe("1", "2", "b@x.example", "Sund", "nobody"),
    language=maybe("es", "fr"),
)
ROWS = st.lists(PERSON | st.just(Broken("line 0", "broken")), min_size=1, max_size=8)


def compared(rows: Sequence[Person | Broken], known: dict[str, Known]) -> tuple[list[Fact], Comparison]:
    ids = (f"k-{n}" for n in count(len(known)))
    comparison = Comparison(lambda: next(ids))
    there = Roster(Entry(key, one) for key, one in known.items())
    try:
        return comparison.facts(there, rows, None, skip_broken=True), comparison
    except UsageError:
        return [], comparison


def after(known: dict[str, Known], facts: Sequence[Fact]) -> dict[str, Known]:
    """Return what is known after the facts: as the projection folds them."""
    them = dict(known)
    for fact in facts:
        assert isinstance(fact, CustodianNamed | CustodianChanged)
        assert (fact.custodian in them) == isinstance(fact, CustodianChanged)
        them[fact.custodian] = Known(
            fact.name, fact.email, fact.language, fact.title, fact.place, fact.manager, fact.external
        )
    return them


@given(ROWS, ROWS)
def test_a_directory_that_does_not_contradict_itself_says_nothing_new_again(
    before: list[Person | Broken], rows: list[Person | Broken]
) -> None:
    known = after({}, compared(before, {})[0])
    facts, comparison = compared(rows, known)
    assume(not [one for one in comparison.broken if "too, and" in one.what or "fits" in one.what])
    again, _ = compared(rows, after(known, facts))
    assert again == []


@given(ROWS, ROWS)
def test_every_row_is_somebody_or_is_told(before: list[Person | Broken], rows: list[Person | Broken]) -> None:
    known = after({}, compared(before, {})[0])
    _, comparison = compared(rows, known)
    assert len(comparison.touched) + len(comparison.broken) + len(comparison.repeated) == len(rows)


@given(ROWS, ROWS)
def test_nothing_that_was_known_is_lost(before: list[Person | Broken], rows: list[Person | Broken]) -> None:
    known = after({}, compared(before, {})[0])
    now = after(known, compared(rows, known)[0])
    for custodian, one in known.items():
        for field in ("email", "title", "place", "manager", "external"):
            assert getattr(now[custodian], field) is not None or getattr(one, field) is None
        assert now[custodian].external == one.external or one.external is None, "a person keeps their id"


@given(ROWS)
def test_managers_are_other_custodians(rows: list[Person | Broken]) -> None:
    now = after({}, compared(rows, {})[0])
    for custodian, one in now.items():
        assert one.manager is None or (one.manager in now and one.manager != custodian)


@given(ROWS)
def test_an_id_in_the_directory_is_one_custodian(rows: list[Person | Broken]) -> None:
    ids = [one.external for one in after({}, compared(rows, {})[0]).values() if one.external]
    assert len(ids) == len(set(ids))
