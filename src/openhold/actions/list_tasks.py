"""List the tasks of a matter's stewards: what is open first, and what is overdue."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.custodian import Custodian
from openhold.projections.task import Task

_LAST_ZONE = timedelta(hours=12)
"""A day is over when it is over everywhere on earth: UTC-12 is the last zone."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A task, its steward's name, and by how many days it is overdue: 0 where it is not, or is done."""

    task: Task
    steward: str
    overdue: int


def tasks(home: Home, matter: str) -> tuple[Listed, ...]:
    """Return the tasks of a matter: the open ones by the day they are due, then the done ones, the newest first."""
    with database_told(home):
        there = list(Task.objects.filter(matter=matter))
        stewards = Custodian.objects.filter(matter=matter, id__in={one.steward for one in there})
        names = dict(stewards.values_list("id", "name"))
    moment = home.clock()
    listed = [Listed(one, names.get(one.steward, one.steward), overdue(one, moment)) for one in there]
    done = sorted((one for one in listed if one.task.done_at), key=lambda one: one.task.said, reverse=True)
    still = sorted((one for one in listed if not one.task.done_at), key=lambda one: (one.task.due, one.task.seq))
    return (*still, *done)


def overdue(task: Task, moment: datetime) -> int:
    """Return by how many days `task` is overdue at `moment` (aware): 0 where it is done, or its day is not over."""
    if task.done_at is not None:
        return 0
    return max(0, (last_over(moment) - task.due).days)


def last_over(moment: datetime) -> date:
    """Return the day before which all days are over everywhere on earth at `moment` (aware)."""
    return (moment - _LAST_ZONE).date()


def find_task(home: Home, matter: str, wanted: str) -> Task:
    """Return the task whose id is `wanted`; raise UsageError naming the open ones."""
    with database_told(home):
        found = Task.objects.filter(matter=matter, id=wanted).first()
        still = Task.objects.filter(matter=matter, done_at=None).order_by("due", "seq")
        named = "; ".join(f"{one.id} ({one.what[:60]})" for one in still[:8])
    if found is None:
        raise UsageError(f"There is no task {wanted!r} in this matter. Open is: {named or 'none'}.")
    return found
