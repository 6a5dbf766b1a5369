"""Describe one custodian: holds and answers, what they asked and reported, their sources, and their tasks."""

from dataclasses import dataclass

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.list_tasks import Listed, overdue
from openhold.actions.record import database_told
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, Cover, Hold
from openhold.projections.notice import LossReport, Notice, Question
from openhold.projections.source import Source
from openhold.projections.task import Task


@dataclass(frozen=True, slots=True)
class Under:
    """A hold that covers the custodian, or did; `notice` is the one of the version in force, None where none is due."""

    hold: Hold
    released: bool
    notice: Notice | None


@dataclass(frozen=True, slots=True)
class Described:
    """A custodian with all that the matter knows of them. `asked` counts the questions, which are privileged.

    All lists are oldest first."""

    custodian: Custodian
    manager: Custodian | None
    under: tuple[Under, ...]
    asked: int
    losses: tuple[LossReport, ...]
    sources: tuple[Source, ...]
    looks_after: tuple[Source, ...]
    tasks: tuple[Listed, ...]


def describe_custodian(home: Home, matter: str, custodian: str) -> Described:
    """Return what is known of the custodian whose id is `custodian`; raise UsageError where there is none."""
    moment = home.clock()
    with database_told(home):
        one = Custodian.objects.filter(matter=matter, id=custodian).first()
        if one is None:
            raise UsageError(f"There is no custodian {custodian!r} in this matter.")
        covers = Cover.objects.filter(matter=matter, what=CUSTODIAN, which=one.id)
        released = {cover.hold: cover.released_at is not None for cover in covers}
        notices = {
            (notice.hold, notice.version): notice for notice in Notice.objects.filter(matter=matter, custodian=one.id)
        }
        holds = Hold.objects.filter(matter=matter, id__in=list(released)).order_by("seq")
        sources = Source.objects.filter(matter=matter, disposed=None).order_by("seq")
        tasks = Task.objects.filter(matter=matter, steward=one.id).order_by("due", "seq")
        return Described(
            custodian=one,
            manager=Custodian.objects.filter(matter=matter, id=one.manager).first() if one.manager else None,
            under=tuple(
                Under(hold, released[hold.id] or hold.released_at is not None, notices.get((hold.id, hold.in_force)))
                for hold in holds
            ),
            asked=Question.objects.filter(matter=matter, custodian=one.id).count(),
            losses=tuple(LossReport.objects.filter(matter=matter, custodian=one.id).order_by("seq")),
            sources=tuple(sources.filter(custodian__in=[one.id, one.name])),
            looks_after=tuple(sources.filter(steward=one.id)),
            tasks=tuple(Listed(task, one.name, overdue(task, moment)) for task in tasks),
        )
