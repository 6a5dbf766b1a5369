"""Foresee what is about to be lost: the sources whose own rule nobody has stopped, and when each loses the first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from openhold.actions.holds.meant import Meant
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.assess.danger import Danger, Held, dangers
from openhold.projections.custodian import Custodian
from openhold.projections.hold import ISSUED, Hold, HoldVersion
from openhold.projections.source import INSIDE_HOME, THING, Source
from openhold.projections.task import Task

__all__ = ["Danger", "Foreseen", "Held", "foresee_losses"]

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
    holds = Hold.objects.filter(matter=OuterRef("matter"))
    done = Task.objects.filter(matter=OuterRef("matter"), source=OuterRef("id"), done_at__isnull=False)
    there = Source.objects.filter(disposed=None, **_within(matters)).exclude(kind__in=INSIDE_HOME)
    # No rule runs on a thing by itself; one that somebody told of is foreseen.
    there = there.exclude(kind=THING, described=None)
    there = there.exclude(retention="none known").exclude(Exists(done))
    return there.exclude(Exists(holds), ~Exists(holds.filter(released_at=None)))


def _held(sources: "QuerySet[Source]", matters: Collection[str] | None) -> Iterator[Held]:
    since = _since(matters)
    leaving = list(sources.filter(retention=_LEAVING))
    meant = Meant(leaving)
    left = {
        (one.matter, one.id): one.left
        for one in Custodian.objects.filter(matter__in={one.matter for one in leaving}, left__isnull=False)
        if one.left is not None
    }
    for one in sources.order_by("matter", "seq"):
        who = meant.people(one) if one.retention == _LEAVING else ()
        yield Held(
            matter=one.matter,
            source=one.id,
            place=one.at or one.at_b64 or "",
            retention=one.retention,
            days=one.days,
            on=one.on,
            left=min((left[one.matter, each] for each in who if (one.matter, each) in left), default=None),
            since=since.get(one.matter),
            said=one.seq if one.described is None else one.described,
        )


def _since(matters: Collection[str] | None) -> Mapping[str, date]:
    """Return, by matter, the day before which no hold in force asks for anything; not there where one asks for all."""
    in_force = Hold.objects.filter(
        matter=OuterRef("matter"), id=OuterRef("hold"), in_force=OuterRef("version"), released_at=None
    )
    versions = HoldVersion.objects.filter(Exists(in_force), state=ISSUED, **_within(matters))
    counted = versions.values("matter").annotate(
        first=Min("scope_from"), all=Count("version", filter=Q(scope_from=None))
    )
    return {one["matter"]: one["first"] for one in counted if not one["all"]}


def _within(matters: Collection[str] | None) -> dict[str, list[str]]:
    return {} if matters is None else {"matter__in": list(matters)}
