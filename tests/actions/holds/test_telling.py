"""Custodians are told, answer, ask and report; everything once, whatever is sent twice."""

from dataclasses import replace
from hashlib import sha256

import pytest

from openhold.actions.collect.action import collect
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.holds.look import look_at, weak_holds
from openhold.actions.holds.notices import (
    PAUSE,
    Addressee,
    Sent,
    acknowledge,
    note_bounced,
    note_sent,
    remind,
    send_first,
    waiting,
)
from openhold.actions.holds.questions import answer, ask, report_loss
from openhold.actions.record import rows
from openhold.projections.notice import Notice, Sending
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, BOB, Case, by_folder

DIGEST = sha256(b"the exact bytes").hexdigest()


def facts(case: Case) -> int:
    return len(list(rows(case.matter)))


def test_each_gets_the_notice_once_in_their_language(case: Case) -> None:
    hold = case.issue()
    seen: list[tuple[str, str]] = []

    def send(to: Addressee) -> Sent:
        seen.append((to.custodian.name, to.words.language))
        return by_folder()(to)

    first, second, _ = case.custodians
    assert {one.custodian for one in send_first(case.home, ANN, case.matter, hold, send)} == {first.id, second.id}
    assert set(seen) == {("Paul Renwick", "en"), ("Lucia Marchetti", "es")}
    assert send_first(case.home, ANN, case.matter, hold, send) == ()
    assert Notice.objects.exclude(sent_at=None).count() == Sending.objects.count() == 2


def test_whom_the_sender_did_not_reach_is_asked_for_again(case: Case) -> None:
    hold = case.issue()
    assert send_first(case.home, ANN, case.matter, hold, lambda _: None) == ()
    assert len(send_first(case.home, ANN, case.matter, hold, by_folder())) == 2


def test_a_sender_that_breaks_off_leaves_on_record_what_had_left(case: Case) -> None:
    hold = case.issue()
    left: list[Addressee] = []

    def send(to: Addressee) -> Sent:
        if left:
            raise OSError("the mail server is down")
        left.append(to)
        return by_folder()(to)

    with pytest.raises(OSError, match="server is down"):
        send_first(case.home, ANN, case.matter, hold, send)
    assert Sending.objects.count() == 1
    assert len(send_first(case.home, ANN, case.matter, hold, by_folder())) == 1


def test_only_those_who_were_told_and_have_not_answered_are_reminded(case: Case) -> None:
    first, second, _ = case.custodians
    hold = case.issue()
    assert remind(case.home, ANN, case.matter, hold, by_folder("reminder")) == (), "nobody was told yet"
    send_first(case.home, ANN, case.matter, hold, by_folder())
    acknowledge(case.home, first.id, case.matter, hold, first.id, way="portal")
    assert [one.custodian for one in remind(case.home, ANN, case.matter, hold, by_folder("reminder"))] == [second.id]
    assert remind(case.home, ANN, case.matter, hold, by_folder("reminder")) == (), "nobody twice on one day"
    case.home.clock.moment += PAUSE  # type: ignore[attr-defined]
    assert [one.custodian for one in remind(case.home, ANN, case.matter, hold, by_folder("reminder"))] == [second.id]
    assert [(one.custodian.id, one.notice.reminders) for one in waiting(case.home, case.matter, hold)] == [
        (second.id, 2)
    ]


def test_the_same_message_is_recorded_once_and_a_bounce_too(case: Case) -> None:
    first, _, third = case.custodians
    hold = case.issue()
    sent = Sent(first.id, "first", "mail", first.email, DIGEST)
    assert note_sent(case.home, ANN, case.matter, hold, 1, [sent, sent]) == 1
    before = facts(case)
    assert note_sent(case.home, ANN, case.matter, hold, 1, [sent]) == 0
    assert facts(case) == before
    assert note_bounced(case.home, ANN, case.matter, hold, DIGEST, "550 no such mailbox")
    assert not note_bounced(case.home, ANN, case.matter, hold, DIGEST, "550 no such mailbox")
    assert Notice.objects.get(custodian=first.id).bounced_why == "550 no such mailbox"
    with pytest.raises(UsageError, match="No message"):
        note_bounced(case.home, ANN, case.matter, hold, "0" * 64, "550")
    for wrong in (
        replace(sent, custodian=third.id),
        replace(sent, sending="threat"),
        replace(sent, way="pigeon"),
        replace(sent, message_sha256="abc"),
        replace(sent, to="a\r\nBcc: b"),
    ):
        with pytest.raises(UsageError):
            note_sent(case.home, ANN, case.matter, hold, 1, [wrong])
    assert facts(case) == before + 1


def test_a_version_is_acknowledged_once_and_the_next_one_again(case: Case) -> None:
    first, second, third = case.custodians
    hold = case.issue(silent=(second.id,))
    assert acknowledge(case.home, first.id, case.matter, hold, first.id, way="portal")
    before = facts(case)
    assert not acknowledge(case.home, BOB, case.matter, hold, first.id)
    assert facts(case) == before
    for nobody in (second.id, third.id):
        with pytest.raises(UsageError, match="gets no notice"):
            acknowledge(case.home, BOB, case.matter, hold, nobody)
    case.issue(hold)
    for evidence, said in (("scan.pdf", "is no SHA-256"), (DIGEST, "is kept in this matter")):
        with pytest.raises(UsageError, match=said):
            acknowledge(case.home, BOB, case.matter, hold, second.id, evidence=evidence)
    assert not acknowledge(case.home, first.id, case.matter, hold, first.id, version=1, way="portal"), "as before"
    assert acknowledge(case.home, first.id, case.matter, hold, first.id, way="portal")
    collect(case.home, ANN, case.sources[0], reread=False, watch=Watching())
    scan = sha256(b"Paul Renwick").hexdigest()
    assert acknowledge(case.home, BOB, case.matter, hold, second.id, evidence=scan)
    assert Notice.objects.get(version=2, custodian=second.id).evidence == scan
    shown = look_at(case.home, case.matter, hold)
    assert (shown.standing.asked, shown.standing.acknowledged) == (2, 2)


def test_an_old_version_is_not_acknowledged_any_more(case: Case) -> None:
    first = case.custodians[0]
    hold = case.issue()
    case.issue(hold)
    with pytest.raises(RefusedError, match="version 2 is to be answered"):
        acknowledge(case.home, first.id, case.matter, hold, first.id, version=1, way="portal")


def check_that_nobody_is_asked(case: Case, hold: str, said: str) -> None:
    first = case.custodians[0]
    for deed in (
        lambda: acknowledge(case.home, first.id, case.matter, hold, first.id),
        lambda: send_first(case.home, ANN, case.matter, hold, by_folder()),
        lambda: remind(case.home, ANN, case.matter, hold, by_folder()),
    ):
        with pytest.raises(RefusedError, match=said):
            deed()
    assert waiting(case.home, case.matter, hold) == ()


def test_before_it_is_issued_and_after_it_is_released_nobody_is_asked(case: Case) -> None:
    hold = case.propose()
    check_that_nobody_is_asked(case, hold, "No version of")
    case.issue(hold)
    case.release(hold)
    check_that_nobody_is_asked(case, hold, "was released")


def test_a_released_custodian_is_not_reminded(case: Case) -> None:
    first, second, _ = case.custodians
    hold = case.issue()
    send_first(case.home, ANN, case.matter, hold, by_folder())
    case.release(hold, "custodian", first.id)
    assert [one.custodian.id for one in waiting(case.home, case.matter, hold)] == [second.id]


def test_a_question_is_asked_once_and_answered_once(case: Case) -> None:
    first, _, third = case.custodians
    hold = case.issue()
    asked = ask(case.home, first.id, case.matter, hold, first.id, "  Are drafts\n included? ")
    assert asked.text == "Are drafts\n included?"
    assert ask(case.home, first.id, case.matter, hold, first.id, "Are drafts\n included?").id == asked.id
    assert look_at(case.home, case.matter, hold).questions == 1
    assert answer(case.home, ANN, case.matter, asked.id, "Yes.").answer == "Yes."
    with pytest.raises(RefusedError, match="answered already"):
        answer(case.home, BOB, case.matter, asked.id, "No.")
    assert ask(case.home, first.id, case.matter, hold, first.id, "Are drafts\n included?").id != asked.id
    for custodian, text in ((third.id, "Me too?"), (first.id, " \n "), (first.id, "x" * 10_001), (first.id, "\x00")):
        with pytest.raises(UsageError):
            ask(case.home, ANN, case.matter, hold, custodian, text)
    with pytest.raises(UsageError, match="no question"):
        answer(case.home, ANN, case.matter, "q-none", "Yes.")


def test_a_loss_is_reported_once_in_the_custodians_words(case: Case) -> None:
    first = case.custodians[0]
    hold = case.issue()
    words = "My phone was exchanged.\n\u0627\u0644\u0647 \U0001f4f1"
    one = report_loss(case.home, first.id, case.matter, hold, first.id, words)
    before = facts(case)
    assert report_loss(case.home, first.id, case.matter, hold, first.id, words).id == one.id
    assert one.text == words
    assert facts(case) == before


def test_a_hold_that_is_not_really_on_says_why(case: Case) -> None:
    def codes() -> list[str]:
        return [one.code for one in weak_holds(case.home, case.matter)]

    first, second, _ = case.custodians
    hold = case.propose()
    assert codes() == ["not-issued"]
    case.issue(hold)
    assert codes() == ["nobody-acknowledged", "not-told", "not-told", "no-task-done", "no-task-done"]
    send_first(case.home, ANN, case.matter, hold, by_folder())
    assert codes() == ["nobody-acknowledged", "no-task-done", "no-task-done"]
    bounced = Sending.objects.get(custodian=second.id).message_sha256
    note_bounced(case.home, ANN, case.matter, hold, bounced, "550")
    acknowledge(case.home, first.id, case.matter, hold, first.id, way="portal")
    assert codes() == ["not-told", "no-task-done", "no-task-done"]
    acknowledge(case.home, second.id, case.matter, hold, second.id, way="portal")
    assert codes() == ["no-task-done", "no-task-done"]
    case.release(hold)
    assert codes() == []
