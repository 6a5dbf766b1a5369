"""The schedule and the queue: what starts when, what is started once, what a worker that was killed leaves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from openhold.actions.errors import StoppedError, UsageError
from openhold.actions.home import Home
from openhold.jobs import asking, work
from openhold.jobs.queueing import TRIES, start_now, take_up, tick, under_way
from openhold.jobs.standing import STANDING
from openhold.jobs.work import Outcome, Work
from openhold.workbench.reminding import Reminders
from openhold.workbench.schedule import Job
from tests.actions.conftest import Watching
from tests.jobs.conftest import ANN

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=11)
SAID = Reminders()


@pytest.fixture
def seen(transactional_db: None) -> None:
    """The clock has seen every job."""
    assert tick(NOW, SAID) == ()


def queued() -> list[str]:
    return sorted(one.args_kwargs["args"][0] for one in DBTaskResult.objects.ready())


def test_nothing_is_started_by_the_first_look_at_the_clock(seen: None) -> None:
    assert set(Job.objects.values_list("name", flat=True)) == set(STANDING)
    assert all(one.next_run is not None and one.next_run > NOW for one in Job.objects.all())
    assert Job.objects.get(name="reminders").next_run == datetime(2026, 3, 6, 8, tzinfo=UTC)
    assert queued() == []


def test_a_job_is_started_at_its_time_once_and_then_again(seen: None) -> None:
    assert tick(LATER, SAID) == ("webhooks", "checkpoints")
    assert tick(LATER, SAID) == ()
    # While the run waits for its lane another is not added.
    assert "checkpoints" in tick(LATER + timedelta(minutes=11), SAID)
    assert queued().count("checkpoints") == 1


def test_after_a_day_without_a_worker_each_job_is_started_once(seen: None) -> None:
    tomorrow = NOW + timedelta(days=1)
    assert len(tick(tomorrow, SAID)) == len(STANDING) - 1, "all but the weekly audit"
    assert tick(tomorrow, SAID) == ()


def test_a_clock_that_was_far_ahead_and_is_set_right_keeps_no_job_from_running(transactional_db: None) -> None:
    ahead = NOW + timedelta(days=365)
    assert tick(ahead, SAID) == ()
    assert tick(NOW, SAID) == ()
    assert Job.objects.get(name="reminders").next_run == datetime(2026, 3, 6, 8, tzinfo=UTC)
    assert tick(LATER, SAID) == ("webhooks", "checkpoints")


def test_a_paused_job_is_not_started_by_the_clock_but_by_a_person(seen: None, home: Home) -> None:
    assert asking.pause(home, "checkpoints", ANN) is True
    assert asking.pause(home, "checkpoints", ANN) is False
    assert tick(LATER, SAID) == ("webhooks",)
    start_now("checkpoints", LATER)
    assert queued() == ["checkpoints", "webhooks"]
    assert asking.resume("checkpoints") is True
    assert tick(LATER, SAID) == ("checkpoints",)


def test_a_job_that_was_run_by_hand_first_gets_its_time_all_the_same(transactional_db: None) -> None:
    start_now("audit", NOW)
    tick(NOW, SAID)
    assert Job.objects.get(name="audit").next_run == datetime(2026, 3, 8, 5, tzinfo=UTC)


def test_an_unknown_job_is_named_with_those_there_are(home: Home, transactional_db: None) -> None:
    with pytest.raises(UsageError, match="There is no job 'mail'"):
        asking.run_now(home, "mail")


def claimed(name: str, times: int) -> DBTaskResult:
    start_now(name, NOW)
    one = DBTaskResult.objects.ready().get()
    for number in range(times):
        one.claim(f"{number}-sending")
    return one


def test_what_a_killed_worker_left_is_run_again(transactional_db: None) -> None:
    one = claimed("notices", 1)
    assert under_way() == (frozenset(), frozenset({"notices"}))
    take_up(NOW)
    one.refresh_from_db()
    assert one.status == "READY"
    assert under_way() == (frozenset({"notices"}), frozenset())


def test_what_ends_its_worker_each_time_is_given_up_and_said(transactional_db: None) -> None:
    one = claimed("notices", TRIES)
    take_up(NOW)
    one.refresh_from_db()
    assert one.status == "FAILED"
    assert "again and again" in Job.objects.get(name="notices").error
    start_now("notices", NOW)
    assert queued() == ["notices"], "its next time comes all the same"


def run(home: Home, doing: Callable[[Work], Outcome]) -> Job:
    Job.objects.get_or_create(name="audit")
    work.run(Work(home, ANN, Watching()), "audit", doing)
    return Job.objects.get(name="audit")


def test_a_fault_is_said_and_tried_again_and_a_finding_is_said_and_waits(home: Home, transactional_db: None) -> None:
    def broken(_: Work) -> Outcome:
        raise ZeroDivisionError("by nothing")

    row = run(home, broken)
    assert "This is a fault of Openhold (ZeroDivisionError: by nothing)" in row.error
    assert row.next_run is not None
    before = row.next_run
    row = run(home, lambda _: Outcome("Read.", "1 wrong", again=False))
    assert (row.said, row.error, row.next_run, row.failures) == ("Read.", "1 wrong", before, 2)
    row = run(home, lambda _: Outcome("Read."))
    assert (row.error, row.failures) == ("", 0)


def test_a_run_that_is_stopped_goes_on_at_once_with_the_next_worker(home: Home, transactional_db: None) -> None:
    def stopped(_: Work) -> Outcome:
        raise StoppedError("Stopped.")

    row = run(home, stopped)
    assert row.ended_at is None
    assert row.next_run is not None
    assert "audit" in tick(row.next_run, replace(SAID))
