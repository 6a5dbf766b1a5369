"""Days as an iCalendar file (RFC 5545), for any calendar program: the live dates of a paper, or any others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event


def calendar(
    answer: Mapping[str, Any],
    *,
    name: str,
    zone: str | None,
    moment: datetime,
    computed: Mapping[int, tuple[str, str]] = MappingProxyType({}),
) -> bytes | None:
    """Return the file, or None where the paper sets no live date.

    `answer` is what `openhold read --json` prints, `name` the paper's file name, `zone` the court's time zone (None:
    times of day float, as iCalendar calls it), `moment` an aware time at which the file is made. An entry is the same
    one in every file made from the same paper, so that a calendar program takes a second file for an update. `computed`
    has the date that a period ends on and a sentence on it, by the period's place in the answer.
    """
    case = _case(answer)
    entries = [
        Entry(
            key=f"{case}/{name}/{field}",
            summary=f"{summary} ({case})" if case else summary,
            at=at,
            text=said or _description(answer, field, name),
        )
        for field, summary, at, said in _entries(answer, computed)
    ]
    return calendar_of(entries, zone=zone, moment=moment) if entries else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `at` is ``2026-08-14`` or ``2026-08-14T10:00``; equal `key`s make it the same entry in every file."""

    key: str
    summary: str
    at: str
    text: str


def calendar_of(entries: Iterable[Entry], *, zone: str | None, moment: datetime) -> bytes:
    """Return the file of `entries`; `zone` and `moment` as for `calendar`."""
    file = Calendar()
    file.add("prodid", "-//Openhold//openhold//EN")
    file.add("version", "2.0")
    timed = False
    for one in entries:
        event = Event()
        event.add("uid", f"{sha256(one.key.encode()).hexdigest()[:32]}@openhold")
        event.add("dtstamp", moment)
        event.add("summary", one.summary)
        event.add("description", one.text)
        event.add("transp", "TRANSPARENT")
        if "T" in one.at:
            timed = True
            start = datetime.fromisoformat(one.at)
            start = start.replace(tzinfo=ZoneInfo(zone)) if zone else start
            event.add("dtstart", start)
            event.add("dtend", start + timedelta(hours=1))
        else:
            event.add("dtstart", date.fromisoformat(one.at))
        file.add_component(event)
    if zone and timed:
        file.add_missing_timezones()
    return bytes(file.to_ical())


def _entries(
    answer: Mapping[str, Any], computed: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[str, str, str, str | None]]:
    for what, at in answer["dates"].items():
        yield f"dates.{what}", f"Due: {what}", at, None
    for n, one in enumerate(answer["events"]):
        yield f"events[{n}]", one["what"][:1].upper() + one["what"][1:], one["at"], None
    for n, (at, sentence) in computed.items():
        yield f"periods[{n}]", f"Due, as computed: {answer['periods'][n]['what']}", at, sentence


def _case(answer: Mapping[str, Any]) -> str:
    return str(answer["case"] or answer["case_name"] or "")


def _description(answer: Mapping[str, Any], field: str, name: str) -> str:
    words = [one for one in answer["found"] if one["field"] == field or one["field"].startswith(f"{field}.")]
    quotes = "; ".join(dict.fromkeys(" ".join(one["quote"].split()) for one in words))
    place = f", page {words[0]['page']}" if words else ""
    return f"Read from {name}{place}: “{quotes}”. Read by a program: look at the paper before you rely on it."
