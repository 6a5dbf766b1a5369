"""Values of court papers: accepted and corrected ones are facts, and the newest word on a field is what stands."""

import pytest

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.note_values import note_values, open_matter_from
from openhold.actions.papers.values import Decided, Paper, Proposed
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.facts.body import from_body
from openhold.facts.fact import Fact
from openhold.facts.kinds import MatterOpened, ValueAccepted, ValueCorrected
from openhold.ledger.entry import decode
from openhold.projections.matter import Matter
from openhold.projections.paper import PaperValue

PAPER = Paper("ab" * 32, "order.pdf")
NUMBER = Proposed("case", "2:26-cv-00417", "2:26-cv-00417", 1, 6)
TITLE = Proposed("case_name", "QUINTREL v. ALDER", "QUINTREL", 1, 5)


def facts_of(matter: str) -> list[Fact | None]:
    return [from_body(decode(row.entry).kind, row.body) for row in rows(matter)]


def opened(home: Home, instance: Instance, *decided: Decided) -> str:
    return open_matter_from(
        home, instance.actor, PAPER, decided, title="Quintrell v. Alder", court="caed", number="2:26-cv-00417"
    ).matter


def test_a_matter_that_is_opened_from_a_paper_begins_with_what_was_accepted_and_corrected(
    home: Home, instance: Instance
) -> None:
    matter = opened(
        home,
        instance,
        Decided("case", NUMBER, "2:26-cv-00417"),
        Decided("case_name", TITLE, "Quintrell v. Alder"),
        Decided("judge", None, "Jo Alder"),
        Decided("signed", None, None),
    )
    first, number, title, judge = facts_of(matter)
    assert isinstance(first, MatterOpened)
    assert isinstance(number, ValueAccepted)
    assert (number.paper, number.value, number.quote, number.line) == ("ab" * 32, NUMBER.value, NUMBER.quote, 6)
    assert isinstance(title, ValueCorrected)
    assert (title.read, title.value, title.quote) == (TITLE.value, "Quintrell v. Alder", "QUINTREL")
    assert isinstance(judge, ValueCorrected)
    assert (judge.read, judge.value, judge.quote, judge.page) == (None, "Jo Alder", None, None)


def test_the_opening_and_its_values_are_signed_at_once(home: Home, instance: Instance) -> None:
    matter = opened(home, instance, Decided("case", NUMBER, "2:26-cv-00417"))
    kept = home.folder / "vault" / "ledgers" / matter / "checkpoints"
    assert [file.name for file in kept.iterdir()] == ["2"]


def test_a_later_correction_takes_the_place_and_both_stay_on_the_record(home: Home, instance: Instance) -> None:
    matter = opened(home, instance, Decided("case_name", TITLE, TITLE.value))
    assert note_values(home, instance.actor, matter, PAPER, [Decided("case_name", TITLE, None)]) == 1
    [stands] = PaperValue.objects.filter(matter=matter)
    assert (stands.value, stands.read, stands.seq) == (None, TITLE.value, 2)
    assert len(facts_of(matter)) == 3


def test_a_field_that_cannot_be_noted_opens_no_matter(home: Home, instance: Instance) -> None:
    with pytest.raises(UsageError, match="longer than 255 signs"):
        opened(home, instance, Decided("dates." + "x" * 300, None, "2026-03-05"))
    assert not Matter.objects.exists()
