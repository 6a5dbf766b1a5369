"""Which weekdays are holidays, of which kind, and why; a year is worked out once and kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from openhold.law.holidays import SATURDAY, SUNDAY, Authority, Holiday
from openhold.law.tables import Tables

FEDERAL, FRIDAY, STATE, CLOSURE, NOTED = 1, 2, 4, 8, 16
"""Kinds of days: a federal holiday or the Monday in its place; the Friday in its place; a state's; a closure of the
executive; a day that is only told."""

UNSETTLED = FRIDAY | STATE | CLOSURE
_FLAGS = {FRIDAY: "in-lieu-friday", STATE: "state-holiday", CLOSURE: "closure-order"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MOVED = {SATURDAY: -1, SUNDAY: 1}


class OutOfReachError(ValueError):
    """A day is outside the years for which the tables have holidays."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is more than a day of the week; `in_lieu` of the day of the holiday itself where that is another."""

    day: date
    kind: int
    name: str
    authority: Authority
    since: date | None
    in_lieu: date | None = None
    flag: str | None = None
    place: str | None = None


@dataclass(slots=True)
class Look:
    """All that a weekday is, from Monday to Friday: `kinds` is their sum."""

    kinds: int
    days: tuple[Day, ...]
    _why: str = ""

    @property
    def why(self) -> str:
        """The words for it: `Labor Day`."""
        if not self._why:
            self._why = " and ".join(map(_words, self.days))
        return self._why


class Calendar:
    """The holidays of the United States, and of one state if any, under the law of each day or of one day.

    `version` is None where every day stands under the law of that day; else the holidays in force on `version` stand
    for all days, and no others.
    """

    def __init__(self, tables: Tables, state: str | None, version: date | None) -> None:
        self._federal = tables.federal
        self._state = None if state is None else tables.state(state)
        self._version = version
        self._years: dict[int, dict[date, Look]] = {}

    def look(self, day: date) -> Look | None:
        """Tell what a weekday is, None where it is nothing but a weekday; raises OutOfReachError."""
        return (self._years.get(day.year) or self._work_out(day.year)).get(day)

    def days(self, year: int) -> list[Day]:
        """Return all days of a year that are something, those on weekends too, in order; raises OutOfReachError."""
        if not self._federal.first <= year <= self._federal.last:
            raise OutOfReachError(
                f"The holiday tables cover the years {self._federal.first} to {self._federal.last}, not {year}."
            )
        days = [one for near in (year - 1, year, year + 1) for one in self._all(near) if one.day.year == year]
        return sorted(days, key=lambda one: (one.day, one.kind, one.name))

    def _work_out(self, year: int) -> dict[date, Look]:
        looks: dict[date, Look] = {}
        for one in self.days(year):
            if one.day.weekday() < SATURDAY:
                before = looks.get(one.day)
                days = (*before.days, one) if before else (one,)
                looks[one.day] = Look((before.kinds if before else 0) | one.kind, days)
        self._years[year] = looks
        return looks

    def _all(self, year: int) -> Iterator[Day]:
        federal, state = self._federal, self._state
        for holiday in federal.holidays:
            yield from self._observed(holiday, year, FEDERAL, federal.in_lieu)
        for closure in federal.closures:
            if closure.day.year == year:
                yield Day(closure.day, CLOSURE, closure.name, closure.authority, None, flag=_FLAGS[CLOSURE])
        if state is not None:
            for holiday in state.holidays:
                yield from self._observed(holiday, year, STATE, state.in_lieu, state.name)
            for holiday in state.noted:
                yield from self._observed(holiday, year, NOTED, {}, state.name)

    def _observed(
        self, holiday: Holiday, year: int, kind: int, in_lieu: Mapping[int, Authority], place: str | None = None
    ) -> Iterator[Day]:
        day = holiday.on.of(year)
        since = holiday.authority.effective
        if day is None or not self._in_force(since, day):
            return
        flag = holiday.flag or _FLAGS.get(kind)
        yield Day(day, kind, holiday.name, holiday.authority, since, None, flag, place)
        weekday = day.weekday()
        if weekday in holiday.moves:
            moved = day + timedelta(_MOVED[weekday])
            if self._in_force(since, moved):
                kind = FRIDAY if kind == FEDERAL and weekday == SATURDAY else kind
                yield Day(moved, kind, holiday.name, in_lieu[weekday], since, day, _FLAGS.get(kind), place)

    def _in_force(self, since: date | None, day: date) -> bool:
        return since is None or since <= (day if self._version is None else self._version)


def calendar_of(tables: Tables, state: str | None = None, version: date | None = None) -> Calendar:
    """Return the calendar for a state (None: no state) and a version of the holidays (None: each day under its law)."""
    if version is not None:
        holidays = (*tables.federal.holidays, *(tables.state(state).holidays if state else ()))
        # Between two changes of the law all versions are the same one, and its years are worked out once.
        changes = (one.authority.effective for one in holidays if one.authority.effective is not None)
        version = max((change for change in changes if change <= version), default=date.min)
    return _calendar(tables, state, version)


@lru_cache(maxsize=256)
def _calendar(tables: Tables, state: str | None, version: date | None) -> Calendar:
    return Calendar(tables, state, version)


@lru_cache(maxsize=8192)
def long(day: date) -> str:
    """Return a day as a person writes it: `Friday, May 26, 2017`."""
    return f"{_WEEKDAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _words(day: Day) -> str:
    moved = "" if day.in_lieu is None else f", observed in place of {long(day.in_lieu)}"
    if day.kind == CLOSURE:
        return f"{day.name}, a day on which the executive was closed"
    if day.place is not None:
        return f"{day.name} in {day.place}{moved}"
    return f"{day.name}{moved}"
