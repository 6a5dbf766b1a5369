"""Tell which holds nobody has touched for long, and what may be kept beyond need, over the matters that are shown."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, Max, Sum

from openhold.actions.errors import UsageError
from openhold.actions.holds.reach import Reach
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.actions.reports.scope import noon, shown_matters
from openhold.assess.stale import CODES, MANY, QUIET_DAYS, Burden, Covered, Finding, Held, Over, Standing, stale
from openhold.projections.collection import Collection as Collected
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, Cover, Hold, HoldVersion
from openhold.projections.interruption import Interruption
from openhold.projections.matter import Matter
from openhold.projections.notice import LossReport, Notice, Question, Sending
from openhold.projections.paper import PaperValue
from openhold.projections.release import Release
from openhold.projections.source import SENT_NOTICES, Source
from openhold.projections.task import Task

_LONGEST = 36_500
_MOMENTS = (
    (HoldVersion, ("proposed_at", "approved_at", "issued_at")),
    (Sending, ("at", "bounced_at")),
    (Notice, ("acknowledged_at",)),
    (Question, ("asked_at", "answered_at")),
    (LossReport, ("at",)),
    (Release, ("proposed_at", "approved_at")),
    (Task, ("given_at", "done_at")),
)
"""Where it stands when something was last recorded about a hold."""
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stale:
    """What is to be looked at, and by which measures: `quiet` days without a fact, `many` holds at once."""

    matters: Mapping[str, Matter]
    findings: tuple[Finding, ...]
    meanings: Mapping[str, str]
    looked_at: int
    quiet: int
    many: int
    moment: datetime


def stale_holds(
    home: Home, only: Collection[str] | None, *, quiet: int | None = None, many: int | None = None
) -> Stale:
    """Return what may be stale or kept beyond need in the matters in `only`, or in all, by the usual measures or these.

    Raises UsageError where `quiet` or `many` is no number to count by.
    """
    quiet, many = QUIET_DAYS if quiet is None else quiet, MANY if many is None else many
    if not 1 <= quiet <= _LONGEST or not 1 <= many <= _LONGEST:
        raise UsageError(f"Say a number from 1 to {_LONGEST:,}: of days without a fact, or of holds at once.")
    matters, moment = shown_matters(home, only), noon(home)
    with database_told(home):
        of = list(matters)
        holds = list(Hold.objects.filter(matter__in=of, released_at=None, in_force__gt=0).order_by("matter", "seq"))
        standing = {(one.matter, one.id): one for one in holds}
        last = _last(of)
        held = Held(
            holds=[Standing(one.matter, one.id, one.title, last[one.matter, one.id]) for one in holds],
            matters=_over(of),
            custodians=_burdens(of, standing),
            sources=list(_covered(standing)),
        )
    found = stale(held, moment.date(), quiet=quiet, many=many)
    return Stale(matters, found, CODES, len(holds), quiet, many, moment)


def _last(of: Iterable[str]) -> Mapping[_Key, date]:
    """Return by hold the day of the newest fact about it."""
    found: dict[_Key, datetime] = {}
    for model, fields in _MOMENTS:
        newest = {f"newest_{name}": Max(name) for name in fields}
        rows = model.objects.filter(matter__in=of).exclude(hold=None).values_list("matter", "hold").annotate(**newest)
        for matter, hold, *moments in rows:
            before = found.get((matter, hold))
            found[matter, hold] = max(one for one in (*moments, before) if one is not None)
    return {key: moment.astimezone(UTC).date() for key, moment in found.items()}


def _over(of: Iterable[str]) -> list[Over]:
    ended: dict[str, date] = {}
    for value in PaperValue.objects.filter(matter__in=of, field="terminated").exclude(value=None).order_by("seq"):
        # A paper may say a day that is none; then it says nothing here.
        with suppress(ValueError):
            ended[value.matter] = date.fromisoformat(value.value or "")
    counted = Hold.objects.filter(matter__in=of).exclude(released_at=None).values("matter").annotate(n=Count("id"))
    released = {row["matter"]: row["n"] for row in counted}
    return [Over(one, ended.get(one), released.get(one, 0)) for one in of]


def _burdens(of: Iterable[str], standing: Mapping[_Key, Hold]) -> list[Burden]:
    """Return who is under which holds; custodians of two matters are one by the directory's id or the address alone."""
    people = {(one.matter, one.id): one for one in Custodian.objects.filter(matter__in=of).order_by("matter", "seq")}
    first: dict[tuple[str, ...], Custodian] = {}
    holds: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for cover in Cover.objects.filter(matter__in=of, what=CUSTODIAN, released_at=None).order_by("matter", "hold"):
        who = people.get((cover.matter, cover.which))
        if who is not None and (cover.matter, cover.hold) in standing:
            key = _person(who)
            first.setdefault(key, who)
            holds[key].append(cover.hold)
    return [Burden(one.matter, one.id, one.name, tuple(holds[key])) for key, one in first.items()]


def _person(one: Custodian) -> tuple[str, ...]:
    if one.external:
        return ("directory", one.external)
    return ("address", one.email.casefold()) if one.email else (one.matter, one.id)


def _covered(standing: Mapping[_Key, Hold]) -> Iterator[Covered]:
    of = list(dict.fromkeys(matter for matter, _ in standing))
    items: defaultdict[_Key, int] = defaultdict(int)
    for model, name in ((Collected, "new_items"), (Interruption, "items")):
        rows = model.objects.filter(matter__in=of, disposed=None).values("matter", "unit")
        for row in rows.annotate(n=Sum(name)):
            items[row["matter"], row["unit"]] += row["n"]
    sources = Source.objects.filter(matter__in=of, disposed=None).exclude(kind=SENT_NOTICES).order_by("matter", "seq")
    empty = [one for one in sources if not items[one.matter, one.unit]]
    for matter, its in groupby(empty, key=attrgetter("matter")):
        there = list(its)
        reach = Reach(matter, there, own=True)
        for source in there:
            for one in reach.protections(source):
                hold = standing.get((one.matter, one.hold))
                if one.in_force and hold is not None:
                    yield Covered(hold.matter, hold.id, hold.title, source.id, source.at or source.id, 0)
                    break
