"""List what is due: the tasks of stewards that are open, and the days that court papers set."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from openhold.actions.home import Home
from openhold.actions.list_tasks import overdue
from openhold.actions.record import database_told
from openhold.projections.custodian import Custodian
from openhold.projections.paper import PaperValue
from openhold.projections.task import Task

_DEADLINE = re.compile(r"dates\.(?P<what>.+)")
_EVENT = re.compile(r"(?P<event>events\[\d+\])\.at")


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day: a `task` of the steward named `who`, or what the court paper `said` says.

    `time` is the clock time that a paper prints, ``16:00``, null where it prints none; `overdue` counts days.
    """

    matter: str
    day: date
    time: str | None
    what: str
    overdue: int
    task: Task | None = None
    who: str = ""
    said: PaperValue | None = None


def list_due(home: Home, matters: Collection[str] | None = None) -> tuple[Due, ...]:
    """Return what is due in `matters`, or in all, the soonest first.

    A task stays until it is done. A day that a paper set is listed as a person accepted or corrected it, until it is
    over; where two papers set two days for the same thing, both are.
    """
    within = {} if matters is None else {"matter__in": list(matters)}
    with database_told(home):
        moment = home.clock()
        open_tasks = list(Task.objects.filter(done_at=None, **within))
        stewards = Custodian.objects.filter(id__in={one.steward for one in open_tasks})
        names = {(one.matter, one.id): one.name for one in stewards}
        values = list(PaperValue.objects.exclude(value=None).filter(**within))
    due = [
        Due(one.matter, one.due, None, one.what, overdue(one, moment), one, names.get((one.matter, one.steward), ""))
        for one in open_tasks
    ]
    due += (one for one in _set(values) if one.day >= moment.date())
    return tuple(sorted(due, key=lambda one: (one.day, one.time or "", one.matter, one.what)))


def _set(values: Collection[PaperValue]) -> Iterator[Due]:
    """Yield the days that papers set; a value that is no date is none."""
    whats = {(one.matter, one.paper, one.field): one.value for one in values}
    for one in values:
        if deadline := _DEADLINE.fullmatch(one.field):
            what = deadline["what"]
        elif event := _EVENT.fullmatch(one.field):
            what = whats.get((one.matter, one.paper, f"{event['event']}.what")) or "hearing or other setting"
        else:
            continue
        day, _, time = (one.value or "").partition("T")
        try:
            yield Due(one.matter, date.fromisoformat(day), time or None, what, 0, said=one)
        except ValueError:
            continue
