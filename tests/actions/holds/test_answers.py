"""Who has answered: over all matters at once, without whoever was released, and by custodian."""

from datetime import timedelta
from hashlib import sha256

from openhold.actions.describe_custodian import describe_custodian
from openhold.actions.holds.answers import (
    Waiting,
    answered_by_version,
    answers,
    not_answered,
    open_answers,
    open_questions,
    reminded_on,
    words_of,
)
from openhold.actions.holds.notices import Sent, acknowledge, note_bounced, note_sent, remind, send_first
from openhold.actions.holds.questions import answer, ask, report_loss
from openhold.actions.name_actors import name_actors
from openhold.actions.read_privileged import read_questions
from openhold.projections.answering import count
from openhold.projections.hold import Hold
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


def test_what_is_counted_fact_by_fact_is_what_counting_anew_finds(case: Case) -> None:
    first, second, _ = case.custodians
    hold, home, matter = case.issue(), case.home, case.matter

    def counted() -> tuple[int, int, int]:
        """Return how many were asked, acknowledged, and are untold; fail where counting anew finds otherwise."""
        before = Hold.objects.get(id=hold)
        count(matter, hold)
        after = Hold.objects.get(id=hold)
        found = (after.asked, after.acknowledged, after.untold)
        assert (before.asked, before.acknowledged, before.untold) == found
        return found

    def send(sending: str, who: str, name: str) -> str:
        message = sha256(name.encode()).hexdigest()
        note_sent(home, ANN, matter, hold, 1, [Sent(who, sending, "mail", "a@alder.example", message)])
        return message

    def come_back(message: str) -> None:
        note_bounced(home, ANN, matter, hold, message, "550 no such mailbox")

    assert counted() == (2, 0, 2)
    gone = send("first", first.id, "one")
    assert counted() == (2, 0, 1)
    come_back(gone)
    assert counted() == (2, 0, 2), "it did not arrive"
    again = send("again", first.id, "two")
    assert counted() == (2, 0, 1)
    come_back(send("escalation", first.id, "three"))
    assert counted() == (2, 0, 1), "what goes to a manager is not told to the custodian"
    acknowledge(home, ANN, matter, hold, second.id)
    assert counted() == (2, 1, 0), "who has answered is told, whatever was sent"
    assert not acknowledge(home, ANN, matter, hold, second.id)
    come_back(send("first", second.id, "four"))
    assert counted() == (2, 1, 0)
    come_back(again)
    assert counted() == (2, 1, 1)
    case.issue(hold, why="Once more.")
    assert counted() == (2, 0, 2)
    send("reminder", first.id, "five")
    assert counted() == (2, 0, 2), "of an earlier version nothing counts"
    case.release(hold, "custodian", first.id)
    assert counted() == (1, 0, 1)
    acknowledge(home, ANN, matter, hold, second.id)
    assert counted() == (1, 1, 0)
    case.release(hold)
    assert counted() == (0, 0, 0)


def test_the_holds_with_missing_answers_that_are_due_first_are_told(case: Case, other: Case) -> None:
    late, soon = case.issue(), other.issue(acknowledge_by=DAY - timedelta(days=3))
    done = case.issue(title="Second", custodians=(case.custodians[0].id,))
    acknowledge(case.home, ANN, case.matter, done, case.custodians[0].id)
    told = not_answered(case.home, None, 1)
    assert (told.unanswered, told.holds, [one.hold.id for one in told.first]) == (4, 2, [soon])
    assert [one.hold.id for one in not_answered(case.home, [case.matter], 9).first] == [late]
    assert not_answered(case.home, [], 9) == Waiting(0, 0, ())


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
