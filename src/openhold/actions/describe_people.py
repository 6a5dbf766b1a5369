"""Describe where a matter stands with its people: custodians, alarms, stewards' tasks, and the start of its duty."""

from dataclasses import dataclass

from openhold.actions.find_custodian import alarms
from openhold.actions.home import Home
from openhold.actions.list_tasks import last_over
from openhold.actions.note_trigger import Triggers, triggers
from openhold.actions.record import database_told
from openhold.projections.custodian import Custodian
from openhold.projections.task import Task


@dataclass(frozen=True, slots=True)
class People:
    """Counts of custodians, of those who raise an alarm, of open tasks and of overdue ones; and the triggers."""

    custodians: int
    alarms: int
    open: int
    overdue: int
    triggers: Triggers


def describe_people(home: Home, matter: str) -> People:
    """Return where `matter` stands with its people at the home's present moment."""
    with database_told(home):
        still = Task.objects.filter(matter=matter, done_at=None)
        return People(
            custodians=Custodian.objects.filter(matter=matter).count(),
            alarms=alarms(home, matter),
            open=still.count(),
            overdue=still.filter(due__lt=last_over(home.clock())).count(),
            triggers=triggers(home, matter),
        )
