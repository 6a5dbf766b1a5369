"""Who has answered: over all matters at once, without whoever was released, and by custodian."""

from openhold.actions.describe_custodian import describe_custodian
from openhold.actions.holds.answers import (
    answered_by_version,
    answers,
    open_answers,
    open_questions,
    reminded_on,
    words_of,
)
from openhold.actions.holds.notices import acknowledge, note_bounced, remind, send_first
from openhold.actions.holds.questions import answer, ask, report_loss
from openhold.actions.name_actors import name_actors
from openhold.actions.read_privileged import read_questions
from openhold.projections.notice import Sending
from tests.actions.holds.conftest import ANN, BOB, DAY, Case, by_folder


def told(case: Case) -> list[tuple[str, int, int, int, int]]:
    return [(one.hold.id, one.asked, one.acknowledged, one.open, one.untold) for one in answers(case.home)]


def test_those_who_were_asked_and_have_answered_are_counted(case: Case) -> None:
    first, second, _ = case.custodians
    hold = case.issue()
    assert told(case) == [(hold, 2, 0, 2, 2)]
    send_first(case.home, ANN, case.matter, hold, by_folder())  # type: ignore[arg-type]
    assert told(case) == [(hold, 2, 0, 2, 0)]
    message = Sending.objects.get(custodian=second.id).message_sha256
    note_bounced(case.home, ANN, case.matter, hold, message, "550 no such mailbox")
    acknowledge(case.home, ANN, case.matter, hold, first.id)
    assert told(case) == [(hold, 2, 1, 1, 1)]
    assert answers(case.home)[0].acknowledge_by == DAY
    case.release(hold, "custodian", second.id)
    assert told(case) == [(hold, 1, 1, 0, 0)]
    case.release(hold)
    assert told(case) == []


def test_only_the_version_in_force_counts(case: Case) -> None:
    hold = case.issue()
    for one in case.custodians[:2]:
        acknowledge(case.home, ANN, case.matter, hold, one.id)
    case.propose(hold, why="Once more.")
    assert told(case) == [(hold, 2, 2, 0, 0)], "what is only proposed asks nobody"
    case.issue(hold, custodians=tuple(one.id for one in case.custodians), why="All three.")
    assert told(case) == [(hold, 3, 0, 3, 3)]
    assert answered_by_version(case.home, case.matter, hold) == {1: (2, 2), 3: (3, 0)}


def test_a_proposed_and_a_silent_hold_ask_nobody(case: Case) -> None:
    case.propose()
    assert told(case) == []
    silent = case.issue(silent=tuple(one.id for one in case.custodians[:2]))
    assert told(case) == [(silent, 0, 0, 0, 0)]


def test_only_the_matters_that_are_asked_for_are_told(case: Case, other: Case) -> None:
    one, two = case.issue(), other.issue()
    assert {each.hold.id for each in answers(case.home)} == {one, two}
    assert [each.hold.id for each in answers(case.home, {other.matter})] == [two]
    assert answers(case.home, ()) == ()


def test_what_somebody_has_not_answered_goes_by_custodian(case: Case) -> None:
    first, second, _ = case.custodians
    hold, quiet = case.issue(), case.issue(title="Second", custodians=(first.id,))
    assert open_answers(case.home, case.matter) == {first.id: tuple(sorted((hold, quiet))), second.id: (hold,)}
    acknowledge(case.home, ANN, case.matter, hold, second.id)
    case.release(quiet)
    assert open_answers(case.home, case.matter) == {first.id: (hold,)}


def test_reminders_are_counted_by_day_without_the_first_message(case: Case) -> None:
    hold = case.issue()
    send_first(case.home, ANN, case.matter, hold, by_folder())  # type: ignore[arg-type]
    assert reminded_on(case.home, case.matter, hold, 1) == {}
    remind(case.home, ANN, case.matter, hold, by_folder("reminder"))  # type: ignore[arg-type]
    assert list(reminded_on(case.home, case.matter, hold, 1).values()) == [2]


def test_one_custodian_is_described_with_all_that_is_known(case: Case) -> None:
    first, second, third = case.custodians
    hold = case.issue()
    question = ask(case.home, first.id, case.matter, hold, first.id, "Are drafts included?")
    report_loss(case.home, first.id, case.matter, hold, first.id, "My phone was exchanged.")
    found = describe_custodian(case.home, case.matter, first.id)
    assert [(one.hold.id, one.released, one.notice is not None) for one in found.under] == [(hold, False, True)]
    assert found.asked == 1
    asked = read_questions(case.home, BOB, case.matter, first.id)
    assert [one.text for one in asked] == ["Are drafts included?"]
    assert [one.text for one in found.losses] == ["My phone was exchanged."]
    assert [one.id for one in found.sources] == [case.sources[0].id]
    assert [one.id for one in open_questions(case.home, case.matter, hold)] == [question.id]
    answer(case.home, ANN, case.matter, question.id, "Yes.")
    assert open_questions(case.home, case.matter, hold) == ()
    case.release(hold, "custodian", first.id)
    assert [one.released for one in describe_custodian(case.home, case.matter, first.id).under] == [True]
    assert describe_custodian(case.home, case.matter, second.id).asked == 0
    assert describe_custodian(case.home, case.matter, third.id).under == ()


def test_words_come_by_version_and_language_and_actors_by_name(case: Case) -> None:
    hold = case.issue()
    words = words_of(case.home, case.matter, hold, [1])
    assert {key: one.subject for key, one in words.items()} == {
        (1, "en"): "Keep what you have",
        (1, "es"): "Guarde",
    }
    who = case.custodians[0]
    assert name_actors(case.home, case.matter, [who.id, "p-nobody", None, who.id]) == {who.id: who.name}
