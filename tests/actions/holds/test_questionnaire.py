"""What custodians say about where something may be: the newest stands, nothing is recorded twice, the end ends it."""

import json

import pytest

from openhold.actions.errors import UsageError
from openhold.actions.holds.heard import heard
from openhold.actions.holds.questionnaire import LONGEST, PLACES, answer_questionnaire
from openhold.actions.holds.questions import answer, ask, report_loss
from openhold.actions.record import rows
from openhold.ledger.entry import decode
from tests.actions.holds.conftest import ANN, Case


def told(case: Case) -> list[dict[str, object]]:
    return [json.loads(row.body) for row in rows(case.matter) if decode(row.entry).kind == "questionnaire.answered/1"]


def test_the_newest_answers_stand_and_the_same_again_is_none(case: Case) -> None:
    hold, who = case.issue(), case.custodians[0].id
    said = {"devices": " My phone.\r\nAnd a tablet. ", "chat": "Signal", "paper": " \n"}
    first = answer_questionnaire(case.home, who, case.matter, hold, who, said)
    assert (first.devices, first.chat, first.paper, first.accounts) == (
        "My phone.\nAnd a tablet.",
        "Signal",
        None,
        None,
    )
    assert answer_questionnaire(case.home, who, case.matter, hold, who, said).seq == first.seq
    newer = answer_questionnaire(case.home, who, case.matter, hold, who, {"others": "Lucia"})
    assert (newer.devices, newer.others, newer.version) == (None, "Lucia", 1)
    assert [dict(one.words) for one in heard(case.home, case.matter, hold)] == [
        {"who else may have something": "Lucia"}
    ]
    assert [one["devices"] for one in told(case)] == ["My phone.\nAnd a tablet.", None]


def test_each_custodian_has_answers_of_their_own(case: Case) -> None:
    hold = case.issue()
    for number, who in enumerate(case.custodians[:2]):
        answer_questionnaire(case.home, who.id, case.matter, hold, who.id, {"paper": f"Box {number}"})
    assert [dict(one.words) for one in heard(case.home, case.matter, hold)] == [{"paper": "Box 0"}, {"paper": "Box 1"}]


@pytest.mark.parametrize(
    "said",
    [{}, dict.fromkeys(PLACES, "  "), {"car": "x"}, {"paper": "x" * (LONGEST + 1)}, {"paper": "x\x00"}],
    ids=["nothing", "empty", "not asked", "too long", "no text"],
)
def test_what_says_nothing_or_too_much_is_refused(case: Case, said: dict[str, str]) -> None:
    hold, who = case.issue(), case.custodians[0].id
    with pytest.raises(UsageError):
        answer_questionnaire(case.home, who, case.matter, hold, who, said)
    assert told(case) == []


def test_whoever_the_hold_does_not_cover_is_not_asked(case: Case) -> None:
    with pytest.raises(UsageError, match="is no custodian of hold"):
        answer_questionnaire(
            case.home, ANN, case.matter, case.issue(), case.custodians[2].id, {"paper": "A box in the cellar"}
        )


def test_all_that_was_said_is_heard_in_its_order(case: Case) -> None:
    hold, who = case.issue(), case.custodians[0]
    asked = ask(case.home, who.id, case.matter, hold, who.id, "My phone too?")
    lost = report_loss(case.home, who.id, case.matter, hold, who.id, "The tablet is broken.")
    answer_questionnaire(case.home, who.id, case.matter, hold, who.id, {"paper": "A box"})
    answer(case.home, ANN, case.matter, asked.id, "Yes.")
    them = heard(case.home, case.matter, hold)
    assert [(one.kind, one.id, one.name) for one in them] == [
        ("question", asked.id, who.name), ("loss", lost.id, who.name), ("places", "", who.name),
    ]  # fmt: skip
    assert [dict(one.words) for one in them] == [
        {"asked": "My phone too?", "answered": "Yes."}, {"lost": "The tablet is broken."}, {"paper": "A box"},
    ]  # fmt: skip
