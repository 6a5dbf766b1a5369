"""Tell what happened in a matter and what is due, day by day: for a picture to scale and the list beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, DateField, Func, Min
from django.db.models.sql.compiler import SQLCompiler

from openhold.actions.home import Home
from openhold.actions.note_trigger import triggers
from openhold.actions.papers.values import label
from openhold.actions.record import database_told
from openhold.projections.collection import Collection
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, SOURCE, WHOLE, Hold, HoldVersion
from openhold.projections.notice import FIRST, Sending
from openhold.projections.paper import PaperValue
from openhold.projections.release import Release
from openhold.projections.source import Source

HAPPENED, LEARNED, DUTY, ISSUED, RELEASED, SENT, COLLECTED, COURT, DUE = (
    "happened", "learned", "duty", "issued", "released", "sent", "collected", "court", "due",
)  # fmt: skip
"""What an event is."""
_AT = re.compile(r"events\[(\d+)\]\.at")


@dataclass(frozen=True, slots=True)
class Event:
    """Something on one day (UTC): what it is, `text` in our words, `named` in words of the record, its entry.

    `hold` is the hold that it is about, None where it is about none.
    """

    day: date
    what: str
    text: str
    named: str
    seq: int
    hold: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A hold that was in force from one day until another, None where it still is."""

    hold: str
    title: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of a matter in the order of days, the day on which its duty began, and its holds that were issued."""

    events: tuple[Event, ...]
    duty: date | None
    holds: tuple[Standing, ...]


def tell_timeline(home: Home, matter: str) -> Timeline:
    """Return what happened in a matter and what is due in it, of which the record holds a day."""
    found = triggers(home, matter)
    events = []
    for one in found.listed:
        if one.on != one.learned_on:
            events.append(Event(one.on, HAPPENED, "Happened", one.what, one.seq))
        events.append(Event(one.learned_on, LEARNED, "Learned of", one.what, one.seq))
    if found.duty is not None:
        events.append(Event(found.duty.on, DUTY, "The duty to preserve began", "", found.duty.seq))
    with database_told(home):
        holds = list(Hold.objects.filter(matter=matter, issued_at__isnull=False).order_by("seq"))
        titles = {one.id: one.title for one in holds}
        events += [*_versions(matter), *_releases(matter, titles), *_sendings(matter, titles), *_collections(matter)]
        events += _court(matter)
    return Timeline(
        events=tuple(sorted(events, key=lambda one: (one.day, one.seq))),
        duty=None if found.duty is None else found.duty.on,
        holds=tuple(
            Standing(one.id, one.title, _day(one.issued_at), None if one.released_at is None else _day(one.released_at))
            for one in holds
            if one.issued_at is not None
        ),
    )


def _versions(matter: str) -> Iterator[Event]:
    for one in HoldVersion.objects.filter(matter=matter, issued_at__isnull=False).order_by("seq"):
        if one.issued_at is not None and one.issued_seq is not None:
            text = "Hold issued" if one.version == 1 else f"Hold issued, version {one.version}"
            yield Event(_day(one.issued_at), ISSUED, text, one.title, one.issued_seq, one.hold)


def _releases(matter: str, titles: dict[str, str]) -> Iterator[Event]:
    """Yield the releases of whole holds, and those of one custodian or source from a hold that stays."""
    texts = {WHOLE: "Hold released", CUSTODIAN: "Custodian released", SOURCE: "Source released"}
    done = list(Release.objects.filter(matter=matter, released_at__isnull=False).order_by("released_seq"))
    some = [one.which for one in done if one.which is not None]
    named = dict(Custodian.objects.filter(matter=matter, id__in=some).values_list("id", "name"))
    named |= {one.id: one.at or one.id for one in Source.objects.filter(matter=matter, id__in=some)}
    for one in done:
        if one.released_at is not None and one.released_seq is not None:
            title = titles[one.hold]
            of = title if one.which is None else f"{named.get(one.which, one.which)}, from {title}"
            yield Event(_day(one.released_at), RELEASED, texts[one.what], of, one.released_seq, one.hold)


def _sendings(matter: str, titles: dict[str, str]) -> Iterator[Event]:
    days = (
        Sending.objects.filter(matter=matter)
        .annotate(day=DayOf("at"))
        .values("hold", "sending", "day")
        .annotate(number=Count("seq"), first=Min("seq"))
        .order_by("first")
    )
    for one in days:
        what = "notice" if one["sending"] == FIRST else f"{one['sending']} notice"
        text = f"1 {what} sent" if one["number"] == 1 else f"{one['number']:,} {what}s sent"
        yield Event(one["day"], SENT, text, titles.get(one["hold"], ""), one["first"], one["hold"])


def _collections(matter: str) -> Iterator[Event]:
    days = (
        Collection.objects.filter(matter=matter)
        .annotate(day=DayOf("sealed_at"))
        .values("day")
        .annotate(number=Count("id"), first=Min("seq"))
        .order_by("first")
    )
    for one in days:
        text = "1 collection sealed" if one["number"] == 1 else f"{one['number']:,} collections sealed"
        yield Event(one["day"], COLLECTED, text, "", one["first"])


def _court(matter: str) -> Iterator[Event]:
    values = list(PaperValue.objects.filter(matter=matter).exclude(value=None).order_by("seq"))
    said = {(one.paper, one.field): one.value or "" for one in values}
    for one in values:
        day = _date(one.value or "")
        event = _AT.fullmatch(one.field)
        if day is None:
            continue
        if one.field.startswith("dates."):
            yield Event(day, DUE, "Due", one.field.removeprefix("dates."), one.seq)
        elif event is not None:
            what = said.get((one.paper, f"events[{event[1]}].what"), label(one.field))
            yield Event(day, COURT, "In court", what, one.seq)
        elif one.field in ("signed", "filed", "entered"):
            yield Event(day, COURT, label(one.field), one.name, one.seq)


class DayOf(Func):
    """The day of a moment in UTC, by the database itself: of thousands of messages it is asked for each."""

    output_field = DateField()
    template = "date(%(expressions)s)"

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **said: Any) -> tuple[str, Any]:
        """Return the words for PostgreSQL, whose moments have a zone."""
        return self.as_sql(compiler, connection, template="(%(expressions)s AT TIME ZONE 'UTC')::date", **said)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
