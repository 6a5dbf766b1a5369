"""Describe where a matter stands with its people: custodians, alarms, stewards' tasks, and the start of its duty."""

from dataclasses import dataclass

from openhold.actions.find_custodian import alarms, custodians
from openhold.actions.home import Home
from openhold.actions.list_tasks import tasks
from openhold.actions.note_trigger import Triggers, triggers


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
    listed = tasks(home, matter)
    return People(
        custodians=len(custodians(home, matter)),
        alarms=alarms(home, matter),
        open=sum(one.task.done_at is None for one in listed),
        overdue=sum(one.overdue > 0 for one in listed),
        triggers=triggers(home, matter),
    )
