"""Foresee what is about to be lost: the sources whose own rule nobody has stopped, and when each loses the first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from openhold.actions.holds.meant import Meant
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.assess.danger import Danger, Held, dangers
from openhold.projections.custodian import Custodian
from openhold.projections.hold import Hold
from openhold.projections.source import INSIDE_HOME, THING, Source
from openhold.projections.task import Task

__all__ = ["Danger", "Foreseen", "Held", "foresee_losses"]

_STILL = Q(released_at=None)
_LEAVING = "account closed on leaving"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The sources that lose something on a known day, the soonest first.

    `unknown` counts those of which nobody knows what becomes of them, `undated` those with a rule of which nobody said
    when. `asked` is the open task for a source that is due first, by matter and source.
    """

    dangers: tuple[Danger, ...]
    unknown: int
    undated: int
    asked: Mapping[tuple[str, str], Task]


def foresee_losses(home: Home, matters: Collection[str] | None = None, *, most: int | None = None) -> Foreseen:
    """Return what is about to be lost in `matters`, or in all; `asked` is looked up for the first `most` alone.

    A source whose steward's task is done is not in danger, nor is one without a known rule that deletes; nor are those
    of a matter that had holds and whose holds were all released: there the ordinary rules run again.
    """
    with database_told(home):
        running = _running(matters)
        known = running.exclude(retention="unknown")
        them = list(_held(known, matters))
        found = dangers(them, home.clock().date())
        asked = _asked(found if most is None else found[:most])
        return Foreseen(found, running.filter(retention="unknown").count(), len(them) - len(found), asked)


def _asked(found: Sequence[Danger]) -> dict[tuple[str, str], Task]:
    """Return the open task for each source that is due first, by matter and source."""
    there = Task.objects.filter(
        done_at=None, matter__in={one.held.matter for one in found}, source__in={one.held.source for one in found}
    )
    return {(one.matter, str(one.source)): one for one in there.order_by("-due", "-seq")}


def _running(matters: Collection[str] | None) -> "QuerySet[Source]":
    """Return the sources with a rule that may run: nobody has done a task for them, and they may be asked for."""
    there = Source.objects.filter(disposed=None, stopped=False, **_within(matters)).exclude(kind__in=INSIDE_HOME)
    # No rule runs on a thing by itself; one that somebody told of is foreseen.
    there = there.exclude(kind=THING, described=None).exclude(retention="none known")
    holds = Hold.objects.filter(**_within(matters)).values("matter").annotate(still=Count("matter", filter=_STILL))
    return there.exclude(matter__in=[one["matter"] for one in holds if not one["still"]])


def _held(sources: "QuerySet[Source]", matters: Collection[str] | None) -> Iterator[Held]:
    since = _since(matters)
    leaving = list(sources.filter(retention=_LEAVING))
    meant = Meant(leaving)
    left = {
        (one.matter, one.id): one.left
        for one in Custodian.objects.filter(matter__in={one.matter for one in leaving}, left__isnull=False)
        if one.left is not None
    }
    gone = {
        (one.matter, one.id): min((left[one.matter, each] for each in who if (one.matter, each) in left), default=None)
        for one in leaving
        for who in (meant.people(one),)
    }
    # There may be thousands, and of each only this is asked for.
    rows = sources.order_by("matter", "seq").values_list(
        "matter", "id", "at", "at_b64", "retention", "days", "on", "seq", "described"
    )
    for matter, source, at, at_b64, retention, days, on, seq, described in rows:
        yield Held(
            matter=matter,
            source=source,
            place=at or at_b64 or "",
            retention=retention,
            days=days,
            on=on,
            left=gone.get((matter, source)),
            since=since.get(matter),
            said=seq if described is None else described,
        )


def _since(matters: Collection[str] | None) -> Mapping[str, date]:
    """Return, by matter, the day before which no hold in force asks for anything; not there where one asks for all."""
    in_force = Hold.objects.filter(_STILL, in_force__gt=0, **_within(matters))
    counted = in_force.values("matter").annotate(
        first=Min("scope_from"), all=Count("matter", filter=Q(scope_from=None))
    )
    return {one["matter"]: one["first"] for one in counted if not one["all"]}


def _within(matters: Collection[str] | None) -> dict[str, list[str]]:
    return {} if matters is None else {"matter__in": list(matters)}
