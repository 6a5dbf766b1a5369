"""The jobs that send, over a real mail server: what was asked for, and what is due by itself."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from openhold.actions.holds.notices import to_remind, to_send
from openhold.actions.holds.release import approve_release, preview_release, propose_release
from openhold.jobs.asking import ask_to_send, outlook, pause_hold, resume_hold
from openhold.jobs.queueing import tick
from openhold.projections.hold import HoldVersion
from openhold.projections.notice import AGAIN, REMINDER, Notice, Sending
from openhold.workbench.reminding import Reminders
from openhold.workbench.schedule import Job, Wish
from tests.jobs.conftest import ANN, BOB, Held, plain, subject


def release(held: Held, what: str = "whole", which: str | None = None) -> None:
    asked = propose_release(held.home, ANN, held.matter, held.hold, what=what, which=which, why="It is over.")
    seen = preview_release(held.home, held.matter, held.hold, what=what, which=which)
    approve_release(held.home, BOB, held.matter, asked.id, seen.digest)


def test_what_was_asked_for_is_sent_once_and_who_has_no_address_gets_a_sheet(held: Held) -> None:
    assert held.run("notices").said == "Nobody was to get anything.", "nobody asked for it yet"
    done = held.send()
    assert (done.said, done.error) == ("2 sent by mail; 1 to print and hand over", "")
    assert sorted(to for to, _ in held.came()) == ["marchetti@alder.example", "renwick@alder.example"]
    assert held.run("notices").said == "1 to print and hand over"
    assert held.came() == []
    assert len(held.sent()) == 2


def test_while_the_mail_server_is_down_all_wait_and_the_tries_grow_rarer(held: Held) -> None:
    port = held.server.port
    (held.home.folder / "web.toml").write_text(held.server.toml().replace(str(port), "1"))
    ask_to_send(held.home, held.matter, held.hold, ANN)
    waits = []
    for _ in range(5):
        done = held.run("notices")
        assert "is not to be reached" in done.error
        row = Job.objects.get(name="notices")
        assert row.next_run is not None
        assert row.ended_at is not None
        waits.append(round((row.next_run - row.ended_at).total_seconds() / 60))
        held.home.clock.moment = row.next_run  # type: ignore[attr-defined]
        assert "notices" in tick(row.next_run, Reminders())
    assert waits == [1, 5, 15, 60, 60]
    assert row.error == done.error
    assert "is not to be reached" in Wish.objects.get().waits
    assert [one.waits for one in outlook(held.home, held.matter, held.hold).wishes] == [done.error]
    (held.home.folder / "web.toml").write_text(held.server.toml())
    assert held.run("notices").error == ""
    assert len(held.came()) == 2
    after = Job.objects.get(name="notices")
    assert (after.failures, after.error, Wish.objects.get().waits) == (0, "", "")


def test_a_wish_that_a_newer_version_or_a_release_overtook_sends_nothing(held: Held) -> None:
    ask_to_send(held.home, held.matter, held.hold, ANN)
    release(held)
    assert held.run("notices").error == ""
    assert held.came() == []
    assert not Wish.objects.exists()


def test_one_hold_that_cannot_be_sent_keeps_no_other_from_being_sent(held: Held) -> None:
    Wish.objects.create(matter="m-gone", hold="h-gone", sending="first", custodian="", version=1, asked_by=ANN,
                        asked_at=held.home.clock())  # fmt: skip
    held.server.recipient = lambda to: "450 4.2.1 later" if to.startswith("renwick") else None
    done = held.send()
    assert "450 4.2.1 later" in done.error
    assert [to for to, _ in held.came()] == ["marchetti@alder.example"]
    held.server.recipient = lambda to: None
    assert held.run("notices").error == ""
    assert [to for to, _ in held.came()] == ["renwick@alder.example"]


def test_a_notice_is_sent_again_to_one_as_often_as_somebody_asks(held: Held) -> None:
    held.send()
    held.came()
    for _ in range(2):
        ask_to_send(held.home, held.matter, held.hold, ANN, AGAIN, held.paul.id)
        assert held.run("notices").said.startswith("1 sent by mail")
        assert held.run("notices").said == "1 to print and hand over", "asked once, sent once"
    assert [to for to, _ in held.came()] == ["renwick@alder.example"] * 2
    assert Sending.objects.filter(sending=AGAIN).count() == 2
    assert Notice.objects.get(custodian=held.paul.id).reminders == 0


def test_reminders_go_on_their_days_to_whoever_has_not_answered_and_to_nobody_twice(held: Held) -> None:
    held.send()
    held.came()
    assert held.run("reminders", on="2026-03-12").said == "Nobody was to get anything."
    assert held.run("reminders", on="2026-03-13").said == "2 sent by mail"
    assert sorted(to for to, _ in held.came()) == ["marchetti@alder.example", "renwick@alder.example"]
    assert held.run("reminders", on="2026-03-13").said == "Nobody was to get anything."
    held.answer(held.lucia)
    assert held.run("reminders", on="2026-03-21").said == "1 sent by mail"
    [(to, said)] = held.came()
    assert (to, said.split(":")[0]) == ("renwick@alder.example", "Reminder")
    # A week in which nothing ran is one reminder, not several.
    assert held.run("reminders", on="2026-04-20").said == "1 sent by mail"
    assert held.run("reminders", on="2026-04-21").said == "Nobody was to get anything."


def test_reminders_of_a_paused_hold_wait_and_then_go(held: Held) -> None:
    held.send()
    held.came()
    pause_hold(held.home, held.matter, held.hold, ANN)
    assert held.run("reminders", on="2026-03-13").said == "Nobody was to get anything."
    assert outlook(held.home, held.matter, held.hold).paused is not None
    resume_hold(held.home, held.matter, held.hold)
    assert held.run("reminders", on="2026-03-13").said == "2 sent by mail"


def test_one_letter_goes_to_the_manager_and_names_all_who_have_not_answered(held: Held) -> None:
    held.send()
    held.server.came.clear()
    assert held.run("escalations", on="2026-04-02").said == "Nobody was to get anything."
    held.at("2026-04-03")
    letter = held.run("escalations")
    assert (letter.said, letter.error) == ("1 sent by mail", "")
    [(_, to, data)] = held.server.came
    assert to == "sund@alder.example"
    assert "Paul Renwick" in plain(data)
    assert "Lucia Marchetti" in plain(data)
    assert "/n/" not in plain(data), "no link that would answer for somebody else"
    assert sorted(held.sent()[-2:]) == sorted((one.id, "escalation", "mail") for one in (held.paul, held.lucia))
    assert held.run("escalations", on="2026-05-03").said == "Nobody was to get anything."
    # The custodians' own notices are as before: what came to their own addresses.
    assert set(Notice.objects.exclude(last_to=None).values_list("last_to", flat=True)) == {
        "renwick@alder.example",
        "marchetti@alder.example",
    }


def test_managers_get_one_letter_for_all_who_became_due_while_nothing_ran(held: Held) -> None:
    held.server.recipient = lambda to: "450 4.2.1 later" if to.startswith("marchetti") else None
    held.send()
    held.server.recipient = lambda to: None
    held.at("2026-03-30")
    held.send()
    held.server.came.clear()
    # Paul was due on the third of April, and Lucia, who was told late, on the thirteenth.
    days = [one.day for one in outlook(held.home, held.matter, held.hold).coming if one.sending == "escalation"]
    assert days == [date(2026, 4, 3), date(2026, 4, 13)]
    assert held.run("escalations", on="2026-04-14").said == "1 sent by mail"
    [(_, _, data)] = held.server.came
    assert "Paul Renwick" in plain(data)
    assert "Lucia Marchetti" in plain(data)
    assert Sending.objects.filter(sending="escalation").count() == 2


def test_a_letter_that_waited_for_the_mail_server_names_nobody_who_has_answered_meanwhile(held: Held) -> None:
    held.send()
    held.server.came.clear()
    port = f"port = {held.server.port}"
    (held.home.folder / "web.toml").write_text(held.server.toml().replace(port, "port = 1"))
    assert "is not to be reached" in held.run("escalations", on="2026-04-03").error
    (held.home.folder / "web.toml").write_text(held.server.toml())
    held.answer(held.lucia)
    assert held.run("escalations", on="2026-04-04").said == "1 sent by mail"
    [(_, _, data)] = held.server.came
    assert "Paul Renwick" in plain(data)
    assert "Lucia Marchetti" not in plain(data)


def test_managers_get_a_letter_of_its_own_for_whoever_becomes_due_later(held: Held) -> None:
    held.server.recipient = lambda to: "450 4.2.1 later" if to.startswith("marchetti") else None
    held.send()
    held.server.recipient = lambda to: None
    held.at("2026-03-30")
    held.send()
    held.server.came.clear()
    for day in ("2026-04-03", "2026-04-13"):
        assert held.run("escalations", on=day).said == "1 sent by mail"
    first, second = (plain(data) for _, _, data in held.server.came)
    assert "Paul Renwick" in first
    assert "Lucia Marchetti" not in first
    assert "Lucia Marchetti" in second


def test_a_letter_to_a_manager_that_comes_back_is_no_bounce_of_the_notice(held: Held) -> None:
    held.send()
    held.server.recipient = lambda to: "550 5.1.1 no such mailbox" if to.startswith("sund") else None
    held.run("escalations", on="2026-04-03")
    assert Sending.objects.filter(sending="escalation").exclude(bounced_at=None).count() == 2
    assert set(Notice.objects.values_list("bounced_why", flat=True)) == {""}
    assert [one.custodian.id for one in to_send(held.home, held.matter, held.hold)] == [held.calvin.id]
    assert {one.custodian.id for one in to_remind(held.home, held.matter, held.hold)} == {held.paul.id, held.lucia.id}


def test_whoever_has_answered_is_told_each_quarter_that_it_still_holds(held: Held) -> None:
    held.send()
    held.answer(held.paul)
    held.server.came.clear()
    assert held.run("refreshes", on="2026-05-30").said == "Nobody was to get anything."
    assert held.run("refreshes", on="2026-05-31").said == "1 sent by mail"
    assert held.run("refreshes", on="2026-06-01").said == "Nobody was to get anything."
    assert held.run("refreshes", on="2026-08-30").said == "1 sent by mail"
    assert [to for _, to, _ in held.server.came] == ["renwick@alder.example"] * 2
    assert subject(held.server.came[0][2]).startswith("Still in force")


@pytest.mark.parametrize("what", ["whole", "custodian"])
def test_a_release_is_told_in_writing_to_whoever_was_told_of_the_hold(held: Held, what: str) -> None:
    held.send()
    held.came()
    assert held.run("releases").said == "Nobody was to get anything."
    release(held, what, held.paul.id if what == "custodian" else None)
    assert held.run("releases").error == ""
    told = held.came()
    assert {to for to, _ in told} >= {"renwick@alder.example"}
    assert len(told) == (2 if what == "whole" else 1)
    assert dict(told)["renwick@alder.example"].startswith("Released:")
    assert held.run("releases").said == "Nobody was to get anything."
    assert held.came() == []


def test_an_old_release_surprises_nobody(held: Held) -> None:
    held.send()
    release(held)
    held.came()
    assert held.run("releases", on="2026-05-01").said == "Nobody was to get anything."
    assert held.came() == []


def test_what_is_to_come_is_known_before_and_is_what_then_goes(held: Held) -> None:
    held.send()
    held.answer(held.lucia)
    seen = [(one.day, one.sending, one.to) for one in outlook(held.home, held.matter, held.hold).coming]
    assert seen == [
        (date(2026, 3, 13), "reminder", held.paul.id),
        (date(2026, 4, 3), "escalation", held.harriet.id),
        (date(2026, 5, 31), "refresh", held.lucia.id),
    ]
    held.server.came.clear()
    for day, job in (("2026-03-13", "reminders"), ("2026-04-03", "escalations"), ("2026-05-31", "refreshes")):
        assert held.run(job, on=day).said == "1 sent by mail"
    assert [to for to, _ in held.came()] == ["renwick@alder.example", "sund@alder.example", "marchetti@alder.example"]


def test_the_day_is_that_of_the_zone_in_which_people_are(held: Held) -> None:
    held.send()
    held.came()
    zone = '[reminders]\nzone = "America/Los_Angeles"\n'
    (held.home.folder / "web.toml").write_text(f"{held.server.toml()}{zone}")
    # In California the clocks went forward on the eighth; there the 13th begins at seven in Greenwich, not at eight.
    held.at("2026-03-13", 6)
    assert held.run("reminders").said == "Nobody was to get anything."
    held.at("2026-03-13", 7)
    assert held.run("reminders").said == "2 sent by mail"


def test_without_a_mail_server_nothing_leaves_and_the_job_says_so(held: Held) -> None:
    (held.home.folder / "web.toml").unlink()
    done = held.send()
    assert "2 written to the outbox, because there is no mail server: nothing left" in done.said
    assert held.came() == []
    assert "Nothing leaves by mail" in outlook(held.home, held.matter, held.hold).way
    assert {way for _, _, way in held.sent()} == {"folder"}


CALIFORNIA = '[reminders]\nzone = "America/Los_Angeles"\n'


def in_california(held: Held) -> None:
    (held.home.folder / "web.toml").write_text(f"{held.server.toml()}{CALIFORNIA}")


def test_days_in_letters_are_those_of_the_zone_and_not_of_greenwich(held: Held) -> None:
    in_california(held)
    # Nine in the evening of the second of March where the people are, and the third in Greenwich.
    held.at("2026-03-03", 5)
    held.send()
    held.server.came.clear()
    held.run("reminders", on="2026-03-13")
    [letter] = [plain(data) for _, to, data in held.server.came if to == "renwick@alder.example"]
    assert "Monday 2 March 2026" in letter
    assert "Tuesday 3 March 2026" not in letter


def test_whether_the_day_to_answer_by_has_passed_is_told_by_the_clock_of_the_people(held: Held) -> None:
    in_california(held)
    held.send()
    held.server.came.clear()
    # The twentieth ends at seven in the morning of the twenty-first in Greenwich.
    held.at("2026-03-21", 6)
    ask_to_send(held.home, held.matter, held.hold, ANN, REMINDER)
    held.run("notices")
    held.at("2026-03-22", 7)
    ask_to_send(held.home, held.matter, held.hold, ANN, REMINDER)
    held.run("notices")
    on_the_day, after = (plain(data) for _, to, data in held.server.came if to == "renwick@alder.example")
    assert "The day was" not in on_the_day
    assert "The day was Friday 20 March 2026" in after


@pytest.mark.parametrize(("begins", "due"), [("2026-03-01", date(2026, 3, 14)), ("2026-10-25", date(2026, 11, 7))])
def test_over_the_nights_in_which_clocks_are_changed_each_reminder_goes_once_on_its_day(
    held: Held, begins: str, due: date
) -> None:
    in_california(held)
    zone = ZoneInfo("America/Los_Angeles")
    HoldVersion.objects.filter(matter=held.matter).update(acknowledge_by=due)
    held.at(begins)
    held.send()
    held.server.came.clear()
    went = []
    # The job runs every other hour, as if the clock of the machine had gone mad: nobody gets one more for that.
    for hour in range(0, 24 * 18, 2):
        now = datetime.fromisoformat(f"{begins}T18:30+00:00") + timedelta(hours=hour)
        held.home.clock.moment = now  # type: ignore[attr-defined]
        held.run("reminders")
        went += [(to.partition("@")[0], now.astimezone(zone).date()) for to, _ in held.came()]
    days = [due - timedelta(days=7), due + timedelta(days=1)]
    assert sorted(went) == sorted((who, day) for day in days for who in ("marchetti", "renwick"))


def test_a_clock_that_is_set_back_and_then_right_again_sends_nothing_twice_and_loses_nothing(held: Held) -> None:
    held.send()
    held.came()
    assert held.run("reminders", on="2026-03-13").said == "2 sent by mail"
    held.came()
    for wrong in ("2026-03-12", "2026-03-10", "2026-02-20"):
        assert held.run("reminders", on=wrong).said == "Nobody was to get anything."
    assert held.run("reminders", on="2026-03-13").said == "Nobody was to get anything."
    assert held.run("reminders", on="2026-03-21").said == "2 sent by mail"


def test_after_the_mail_server_was_down_for_a_day_all_that_was_due_goes_once(held: Held) -> None:
    held.send()
    held.answer(held.lucia)
    held.came()
    right = (held.home.folder / "web.toml").read_text()
    (held.home.folder / "web.toml").write_text(re.sub(r"port = \d+", "port = 1", right))
    release(held, "custodian", held.lucia.id)
    for hour in range(24):
        held.at("2026-03-13", hour)
        for job in ("reminders", "releases", "notices"):
            held.run(job)
    assert held.came() == []
    assert "is not to be reached" in Job.objects.get(name="reminders").error
    (held.home.folder / "web.toml").write_text(right)
    for hour in range(24):
        held.at("2026-03-14", hour)
        for job in ("reminders", "releases", "notices"):
            held.run(job)
    came = held.came()
    assert sorted((to.partition("@")[0], said.partition(":")[0]) for to, said in came) == [
        ("marchetti", "Liberado"),
        ("renwick", "Reminder"),
    ]
    assert Job.objects.get(name="reminders").error == ""
