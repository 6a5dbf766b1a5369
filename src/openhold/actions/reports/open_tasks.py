"""Tell which tasks of stewards are open, over all matters that are shown to whoever asks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.home import Home
from openhold.actions.list_tasks import Listed, overdue
from openhold.actions.record import database_told
from openhold.actions.reports.scope import noon, shown_matters
from openhold.projections.custodian import Custodian
from openhold.projections.matter import Matter
from openhold.projections.task import Task


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """Open tasks, the earliest due first."""

    matters: Mapping[str, Matter]
    tasks: tuple[Listed, ...]
    moment: datetime


def open_tasks(home: Home, only: Collection[str] | None) -> OpenTasks:
    """Return the open tasks of the matters in `only`, or of all."""
    matters, moment = shown_matters(home, only), noon(home)
    with database_told(home):
        there = list(Task.objects.filter(matter__in=list(matters), done_at=None).order_by("due", "matter", "seq"))
        stewards = Custodian.objects.filter(matter__in=list(matters), id__in={one.steward for one in there})
        names = {(of, which): name for of, which, name in stewards.values_list("matter", "id", "name")}
    listed = tuple(
        Listed(one, names.get((one.matter, one.steward), one.steward), overdue(one, moment)) for one in there
    )
    return OpenTasks(matters, listed, moment)
