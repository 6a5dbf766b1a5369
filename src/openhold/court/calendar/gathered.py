"""Gathers what the dates of a paper set and take away, with the names that other dates of it give them."""

import re
from datetime import date

from openhold.court.calendar import cues, due
from openhold.court.calendar.clauses import Clause
from openhold.court.calendar.periods import said
from openhold.court.calendar.place import Reading, Role
from openhold.court.calendar.settings import event_name
from openhold.court.said import Event, Said
from openhold.court.view import View
from openhold.court.when import time_of_day
from openhold.extract.text import Span

_TIME_LATER = re.compile(r"[^;()]{0,90}?\b(?:at|@)\s+(?=\d{1,2}(?::\d{2})?\s*[ap]\.?\s?m\b)", re.IGNORECASE)
"""What stands between a date and a time of day that is told later in its clause."""
_BESIDE = re.compile(
    r" ?\((?:the )?(?:prior|previous|original|existing) (?:deadline|date)\b[^()]{0,30}$", re.IGNORECASE
)
"""What stands between a deadline and the day that it had before: `by May 1 (the prior deadline of March 1 is ...)`."""
_PARTY_ALONE = re.compile(r"\W*(?:and )?(?:the )?(?:plaintiff|defendant|petitioner|respondent|government)s?\W*")
"""All that is said before a second date of the same thing: `plaintiff by May 1; defendant, by June 3`."""
_LOOK_BACK = 600
"""How far before a deadline the paper may have said what it is for."""


class Gathered:
    """What was found so far: what falls due, by its name, and the settings that stand or are taken away."""

    def __init__(self, view: View) -> None:
        """Begin with nothing."""
        self.dues: list[tuple[due.Named, Said[str]]] = []
        self.events: list[Event] = []
        self.vacated: list[Event] = []
        self._view = view
        self._stood: list[Event] = []
        self._nameless: Reading | None = None
        self._last_old: tuple[int, due.Named] | None = None
        self._last_due: tuple[int, due.Named] | None = None

    def add(self, clause: Clause, one: Reading) -> None:
        """Add a date that is set, falls due or is taken away."""
        if one.event is not None:
            self._add_event(clause, one, one.event)
        else:
            self._add_due(clause, one)

    def _add_event(self, clause: Clause, one: Reading, span: Span) -> None:
        event = _event(self._view, one, span, clause)
        if one.role is not Role.LIVE:
            self.vacated.append(event)
            return
        if one.moved:
            gone = [old for old in self._stood if old.what.value == event.what.value and old.at.value != event.at.value]
            self.vacated += gone
            self.events = [old for old in self.events if old not in gone]
        elif cues.STOOD_THEN.search(self._view.flow, clause.start, one.when.start):
            self._stood.append(event)
        self.events.append(event)

    def _add_due(self, clause: Clause, one: Reading) -> None:
        day, live, flow = one.when.day, one.role is Role.LIVE, self._view.flow
        if day is None:
            return
        named = self._named(clause, one, live=live)
        if (
            not live
            and due.generic(named)
            and self._last_due
            and _BESIDE.match(flow[self._last_due[0] : one.when.start])
        ):
            named = self._last_due[1]
        if not live and due.generic(named):
            # What it was is said with the date that replaces it.
            self._nameless = one
            return
        if not live:
            self.vacated.append(_old(self._view, one, day, named, clause))
            self._last_old = (clause.start, named)
            return
        self.dues.append((named, _at(self._view, one, day)))
        self._last_due = (one.when.time_end, named)
        nameless = self._nameless
        if nameless is not None and nameless.gap >= clause.start and nameless.when.day is not None:
            self.vacated.append(_old(self._view, nameless, nameless.when.day, named, clause))
            self._nameless = None

    def _named(self, clause: Clause, one: Reading, *, live: bool) -> due.Named:
        """Return what falls due: as its own words say, else as the date says that it replaces or that it stands by."""
        flow = self._view.flow
        before = flow[max(0, clause.start - _LOOK_BACK) : one.when.start]
        named = due.due(one.words, flow[one.when.time_end : _next(clause, one)], before)
        if not live or not due.generic(named):
            return named
        if self.dues and _PARTY_ALONE.fullmatch(one.words):
            return due.Named(self.dues[-1][0].name, self.dues[-1][0].full, named.who)
        if self._last_old and self._last_old[0] == clause.start:
            return self._last_old[1]
        return named


def _old(view: View, one: Reading, day: date, named: due.Named, clause: Clause) -> Event:
    place = said(view, named.name, (one.when.start, one.when.end), (clause.start, clause.end))
    return Event(Said(named.name, (place,)), _at(view, one, day))


def _next(clause: Clause, one: Reading) -> int:
    """Return where the words behind a date end: at the next date of its clause, or with the clause."""
    return min((when.start for when in clause.dates if when.start > one.when.start), default=clause.end)


def _at(view: View, one: Reading, day: date) -> Said[str]:
    value = one.when.iso or day.isoformat()
    return Said(value, (view.span(one.when.start, one.when.time_end),))


def _event(view: View, one: Reading, event: Span, clause: Clause) -> Event:
    flow, day = view.flow, one.when.day
    what = Said(event_name(flow[event[0] : event[1]]), (view.span(*event),))
    later = _TIME_LATER.match(flow, one.when.end, _next(clause, one)) if one.when.time is None else None
    time, end = time_of_day(flow, later.end()) if later else (None, 0)
    if later is None or time is None or day is None:
        return Event(what, Said(one.when.iso or "", (view.span(one.when.start, one.when.time_end),)))
    spans = (view.span(one.when.start, one.when.end), view.span(later.start(), end))
    return Event(what, Said(f"{day.isoformat()}T{time}", spans))
