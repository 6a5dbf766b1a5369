"""Holidays as the tables have them: on which day of a year each falls, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openhold.law.fields import Field, maybe

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Authority:
    """Where a rule stands: its citation, since when it is in force (None: not known), and whether it was checked."""

    cite: str
    checked: bool
    effective: date | None


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same day every year, or every so many years since one."""

    month: int
    day: int
    every: int = 1
    since: int = 0

    def of(self, year: int) -> date | None:
        """Return the day in `year`, None where it has none."""
        return date(year, self.month, self.day) if (year - self.since) % self.every == 0 else None


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth such weekday of a month (-1: the last), and so many days after it."""

    month: int
    weekday: int
    nth: int
    plus: int = 0

    def of(self, year: int) -> date:
        """Return the day in `year`."""
        if self.nth > 0:
            first = date(year, self.month, 1)
            day = first + timedelta((self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        else:
            last = date(year, self.month, 28) + timedelta(4)
            last -= timedelta(last.day)
            day = last - timedelta((last.weekday() - self.weekday) % 7)
        return day + timedelta(self.plus)


@dataclass(frozen=True, slots=True)
class FromEaster:
    """So many days from Easter Sunday."""

    days: int

    def of(self, year: int) -> date:
        """Return the day in `year`, by the Gregorian reckoning of Easter."""
        golden, century = year % 19, year // 100
        epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
        moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
        weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
        return date(year, 3, 28) + timedelta(moon - weekday + self.days)


@dataclass(frozen=True, slots=True)
class Listed:
    """A day that the table gives for each year."""

    days: Mapping[int, date]

    def of(self, year: int) -> date | None:
        """Return the day in `year`, None where the table has none."""
        return self.days.get(year)


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday. `moves` are the weekdays from which it is moved; `flag` marks a day that is told but not counted."""

    name: str
    on: Fixed | Nth | FromEaster | Listed
    moves: frozenset[int]
    authority: Authority
    flag: str | None = None


def read_authority(named: Mapping[str, Field]) -> Authority:
    """Return the authority that the keys `cite`, `checked` and `effective` give."""
    return Authority(named["cite"].text(), named["checked"].truth(), maybe(named.get("effective"), Field.day))


def read_holiday(field: Field) -> Holiday:
    """Return one holiday of a table."""
    named = field.named("id name on cite effective checked", "moves note flag")
    moves = frozenset(
        WEEKDAYS.index(one.one_of(("saturday", "sunday")))
        for one in (named["moves"].each() if "moves" in named else ())
    )
    flag = maybe(named.get("flag"), lambda one: one.one_of(("state-court-holiday", "state-part-day")))
    return Holiday(named["name"].text(), _read_on(named["on"]), moves, read_authority(named), flag)


def read_in_lieu(field: Field) -> dict[int, Authority]:
    """Return by whose authority a holiday on a Saturday or a Sunday is moved, for each that is."""
    return {
        WEEKDAYS.index(weekday): read_authority(one.named("cite effective checked"))
        for weekday, one in field.named("", "saturday sunday").items()
    }


def _read_on(field: Field) -> Fixed | Nth | FromEaster | Listed:
    kinds = field.entries()
    if "easter" in kinds:
        return FromEaster(field.named("easter")["easter"].whole(-60, 60))
    if "dates" in kinds:
        days = [one.day() for one in field.named("dates")["dates"].each()]
        if len({day.year for day in days}) < len(days):
            raise field.wrong("has two days in one year")
        return Listed({day.year: day for day in days})
    if "weekday" in kinds:
        named = field.named("month weekday nth", "plus")
        nth = named["nth"].whole(-1, 4)
        if not nth:
            raise named["nth"].wrong("must be 1 to 4, or -1 for the last")
        weekday = WEEKDAYS.index(named["weekday"].one_of(WEEKDAYS))
        plus = maybe(named.get("plus"), lambda one: one.whole(0, 6)) or 0
        return Nth(named["month"].whole(1, 12), weekday, nth, plus)
    named = field.named("month day", "every since")
    month, day = named["month"].whole(1, 12), named["day"].whole(1, 31)
    try:
        date(2001, month, day)
    except ValueError as error:
        raise field.wrong("is no day of every year") from error
    every = maybe(named.get("every"), lambda one: one.whole(1, 100)) or 1
    return Fixed(month, day, every, maybe(named.get("since"), lambda one: one.whole(1, 9999)) or 0)
