"""The queue: start a job at its time, or at once where somebody asks; take up again what a killed worker left."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from openhold.jobs import tasks, work
from openhold.jobs.rhythm import Daily, following
from openhold.jobs.standing import STANDING, Standing
from openhold.workbench.reminding import Reminders
from openhold.workbench.schedule import Job

TRIES = 5
"""So often a run may end the worker that has it, before it is given up."""
_KEPT = timedelta(days=30)


def tick(now: datetime, said: Reminders) -> tuple[str, ...]:
    """Start every job whose time has come, once however many ask, and return their names.

    A job that the clock has never seen gets its first time; what was due while no worker ran is started once. What
    `web.toml` `said` is when messages are sent, and where the people are.
    """
    started = []
    for one in STANDING.values():
        first = following(one.rhythm or Daily(said.at), now, said.zone)
        row, _ = Job.objects.get_or_create(name=one.name, defaults={"next_run": first})
        if row.next_run is None:
            # Somebody ran or paused it before the clock saw it.
            Job.objects.filter(name=one.name, next_run=None).update(next_run=first)
            continue
        if row.next_run > first:
            # The clock was set back, or `web.toml` names another time: nothing waits for what was far ahead.
            Job.objects.filter(name=one.name, next_run=row.next_run).update(next_run=first)
            continue
        if row.paused_at is not None or row.next_run > now:
            continue
        with transaction.atomic():
            # Of two who see the same time only one moves it on.
            if Job.objects.filter(name=one.name, next_run=row.next_run).update(next_run=first):
                _enqueue(one, now)
                started.append(one.name)
    return tuple(started)


def start_now(name: str, now: datetime) -> None:
    """Have a job run as soon as its lane is free, paused or not; at its own time it runs all the same."""
    with transaction.atomic():
        Job.objects.get_or_create(name=name)
        _enqueue(STANDING[name], now)


def start_unless_paused(name: str, now: datetime) -> bool:
    """Have a job run as soon as its lane is free, or, while it is paused, once it goes on; say whether it runs."""
    if Job.objects.filter(name=name).exclude(paused_at=None).update(next_run=now):
        return False
    start_now(name, now)
    return True


def take_up(now: datetime) -> None:
    """Let every run that was under way be run again: whoever calls this is the only worker, so its worker is gone."""
    for one in DBTaskResult.objects.running():
        if len(one.worker_ids) < TRIES:
            DBTaskResult.objects.filter(pk=one.pk).update(status=TaskResultStatus.READY)
        else:
            one.set_failed(ChildProcessError("its worker ended each time"))
            work.gave_up(_name(one), now)


def under_way() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the jobs that wait for their lane, and of those that run."""
    them = [(each.status, _name(each)) for each in _open()]
    return (
        frozenset(name for status, name in them if status == TaskResultStatus.READY),
        frozenset(name for status, name in them if status == TaskResultStatus.RUNNING),
    )


def _enqueue(one: Standing, now: datetime) -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=now - _KEPT).delete()
    # One that runs may have passed what is asked for now; one that waits has not.
    if all(_name(each) != one.name or each.status != TaskResultStatus.READY for each in _open()):
        tasks.run_job.using(queue_name=one.lane).enqueue(one.name)


def _open() -> "Iterable[DBTaskResult[Any, Any]]":
    return DBTaskResult.objects.filter(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))


def _name(one: "DBTaskResult[Any, Any]") -> str:
    return str(one.args_kwargs["args"][0])
