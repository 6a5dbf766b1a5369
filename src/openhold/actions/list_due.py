"""List what is due: the tasks of stewards that are open, and the days that court papers set."""

import re
from collections import Counter
from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

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


@dataclass(frozen=True, slots=True)
class Coming:
    """What is due: how much there is, how much on each day up to one, and the first of it, the soonest first."""

    number: int
    days: Mapping[date, int]
    first: tuple[Due, ...]


def list_due(home: Home, matters: Some[str] | None = None) -> tuple[Due, ...]:
    """Return what is due in `matters`, or in all, the soonest first.

    A task stays until it is done. A day that a paper set is listed as a person accepted or corrected it, until it is
    over; where two papers set two days for the same thing, both are.
    """
    with database_told(home):
        there = _open_tasks(matters)
        return tuple(sorted([*_tasks(home, there), *_set(home, matters)], key=_order))


def first_due(home: Home, matters: Some[str] | None, *, until: date, most: int) -> Coming:
    """Return how much is due in `matters`, or in all, on which days, and the `most` that come first, up to `until`."""
    with database_told(home):
        there, said = _open_tasks(matters), list(_set(home, matters))
        soon = there.filter(due__lte=until)
        days = Counter({one["due"]: one["number"] for one in soon.values("due").annotate(number=Count("*"))})
        days.update(one.day for one in said if one.day <= until)
        tasks = _tasks(home, soon.order_by("due", "matter", "what")[:most])
        first = sorted([*tasks, *(one for one in said if one.day <= until)], key=_order)[:most]
        return Coming(there.count() + len(said), days, tuple(first))


def _order(one: Due) -> tuple[date, str, str, str]:
    return one.day, one.time or "", one.matter, one.what


def _open_tasks(matters: Some[str] | None) -> "QuerySet[Task]":
    return Task.objects.filter(done_at=None, **_within(matters))


def _within(matters: Some[str] | None) -> dict[str, list[str]]:
    return {} if matters is None else {"matter__in": list(matters)}


def _tasks(home: Home, there: Iterable[Task]) -> list[Due]:
    moment, them = home.clock(), list(there)
    stewards = Custodian.objects.filter(
        matter__in={one.matter for one in them}, id__in={one.steward for one in them}
    ).values_list("matter", "id", "name")
    names = {(matter, which): name for matter, which, name in stewards}
    return [
        Due(one.matter, one.due, None, one.what, overdue(one, moment), one, names.get((one.matter, one.steward), ""))
        for one in them
    ]


def _set(home: Home, matters: Some[str] | None) -> Iterator[Due]:
    """Yield the days that papers set and that are not over; a value that is no date is none."""
    today = home.clock().date()
    dates = Q(field__startswith="dates.") | Q(field__startswith="events[", field__endswith="].at")
    # Days are written from the year on, so that a text is no smaller than an earlier one.
    there = PaperValue.objects.filter(dates, value__gte=today.isoformat(), **_within(matters))
    them = list(there.order_by("matter", "seq"))
    events = PaperValue.objects.filter(
        matter__in={one.matter for one in them}, paper__in={one.paper for one in them}, field__endswith="].what"
    )
    whats = {(one.matter, one.paper, one.field): one.value for one in events}
    for one in them:
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
