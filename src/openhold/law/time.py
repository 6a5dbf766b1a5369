"""Computing time under Rule 6 of the Federal Rules of Civil Procedure: days, hours, forward and backward."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from openhold.law.calendar import (
    CLOSURE,
    FEDERAL,
    FRIDAY,
    STATE,
    UNSETTLED,
    Calendar,
    Look,
    OutOfReachError,
    calendar_of,
    long,
)
from openhold.law.deadline import Deadline, Flag, Point, Step
from openhold.law.holidays import SATURDAY
from openhold.law.notes import authorities_of, before_2009, flags_of
from openhold.law.tables import TABLES, Service, Tables

RULE = "Fed. R. Civ. P. 6"
FORWARD, FORWARD_CAUTIOUS, FORWARD_ARGUABLE = FEDERAL | FRIDAY | STATE, FEDERAL, FEDERAL | FRIDAY | STATE | CLOSURE
BACKWARD, BACKWARD_CAUTIOUS = FEDERAL | FRIDAY, FEDERAL | FRIDAY | CLOSURE
EVERY = FORWARD_ARGUABLE
_ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Run:
    """One way through the days: the last day as counted, what was skipped behind it, and the same after three days.

    `looks` are the weekdays looked at that are more than weekdays.
    """

    first: date
    skipped: tuple[date, ...]
    rolled: date
    added: date | None
    again: tuple[date, ...]
    last: date
    looks: tuple[tuple[date, Look], ...]


class Rule6:
    """Rule 6 as one court applies it.

    `state` (a file of the tables) gives state holidays, `zone` is the court's, `as_of` the day whose version of rules
    and holidays stands; None, or the trigger day itself: holidays that begin while the period runs count too.
    `clerk_closed` are days on which the clerk's office is inaccessible (for filing only). Every method raises
    OutOfReachError for years that the tables do not cover.
    """

    def __init__(
        self,
        tables: Tables = TABLES,
        *,
        state: str | None = None,
        zone: ZoneInfo | None = None,
        as_of: date | None = None,
        clerk_closed: Collection[date] = (),
    ) -> None:
        self.tables = tables
        self.state = state
        self.zone = zone
        self.as_of = as_of
        self._clerk_closed = frozenset(clerk_closed)

    def after(self, trigger: date, days: int, service: str = "none") -> Deadline:
        """Return when a period of `days` after `trigger` ends: 6(a)(1), and 6(d) for the way of service."""
        kind = self.tables.services[service]
        adds = kind.days(self.as_of or trigger)
        calendar = self.calendar(trigger)
        run = self.run(calendar, trigger, days, FORWARD, adds)
        looks, cautious, arguable = run.looks, run.last, None
        if self._unsettled(looks):
            low = self.run(calendar, trigger, days, FORWARD_CAUTIOUS, adds)
            high = self.run(calendar, trigger, days, FORWARD_ARGUABLE, adds)
            looks, cautious = (*looks, *low.looks, *high.looks), low.last
            arguable = high.last if high.last > run.last else None
        return Deadline(
            run.last,
            cautious,
            (
                Step(trigger, f"{long(trigger)} is the day of the event; it is not counted.", f"{RULE}(a)(1)(A)"),
                *self.steps(run, days, kind, adds),
            ),
            authorities_of(self.tables.authorities, self.names(run, service, trigger), looks),
            (*before_2009(trigger, self.as_of), *flags_of(looks, "forward")),
            arguable,
        )

    def before(self, event: date, days: int) -> Deadline:
        """Return the last day of a period of `days` before `event`: 6(a)(1) with (a)(5)."""
        calendar = self.calendar(event)
        run = self.run(calendar, event, -days, BACKWARD, sign=-1)
        looks, cautious = run.looks, run.last
        if self._unsettled(looks):
            low = self.run(calendar, event, -days, BACKWARD_CAUTIOUS, sign=-1)
            looks, cautious = (*looks, *low.looks), low.last
        return Deadline(
            run.last,
            cautious,
            (
                Step(event, f"{long(event)} is the day of the event; it is not counted.", f"{RULE}(a)(1)(A)"),
                *self.steps(run, days, self.tables.services["none"], 0, backward=True),
            ),
            authorities_of(self.tables.authorities, ("6(a)(5)", *self.names(run)), looks),
            (*before_2009(event, self.as_of), *flags_of(looks, "backward")),
        )

    def hours(self, start: datetime, hours: int, *, backward: bool = False) -> Deadline:
        """Return when a period of `hours` from the local time `start` ends: 6(a)(2). Needs the zone.

        Raises ValueError for a time that the clocks of the zone skip.
        """
        if self.zone is None:
            raise ValueError("A period in hours needs a time zone.")
        begin = start.replace(tzinfo=self.zone).astimezone(UTC)
        if begin.astimezone(self.zone).replace(tzinfo=None) != start:
            raise ValueError(f"On {long(start)} the clocks of {self.zone.key} skip {start:%H:%M}.")
        calendar = self.calendar(start.date())
        sign = -1 if backward else 1
        try:
            end = (begin + sign * timedelta(hours=hours)).astimezone(self.zone).replace(tzinfo=None)
        except OverflowError as error:
            raise OutOfReachError("The period ends in no year that the holiday tables cover.") from error
        run = self.run(calendar, end.date(), 0, BACKWARD if backward else FORWARD, sign=sign)
        low = self.run(calendar, end.date(), 0, BACKWARD_CAUTIOUS if backward else FORWARD_CAUTIOUS, sign=sign)
        high = run if backward else self.run(calendar, end.date(), 0, FORWARD_ARGUABLE, sign=sign)
        looks = (*run.looks, *low.looks, *high.looks)

        def at(day: date) -> datetime:
            return datetime.combine(day, end.time())

        twice = start.replace(tzinfo=self.zone).utcoffset() != start.replace(tzinfo=self.zone, fold=1).utcoffset()
        direction = (
            f"{'back ' if backward else ''}from {'the first ' if twice else ''}{_moment(start)}, {self.zone.key}"
        )
        steps = [
            Step(start, f"The hours are counted at once {direction}.", f"{RULE}(a)(2)(A)"),
            Step(end, f"Hour {hours:,}, every hour counted as it passes, ends {_moment(end)}.", f"{RULE}(a)(2)(B)"),
        ]
        if run.skipped:
            clause, skipped = self._rolled(run.skipped, run.looks)
            why = f"{skipped} cannot end the period; it runs {'back ' if backward else ''}to {_moment(at(run.last))}."
            rule = f"{RULE}(a)(3)(B)" if clause == "6(a)(3)" else f"{RULE}(a)(2)(C)"
            steps.append(Step(at(run.last), why, rule))
        names = ["6(a)(2)", *(["6(a)(5)"] if backward else []), *self.names(run)[1:]]
        return Deadline(
            at(run.last),
            at(low.last),
            tuple(steps),
            authorities_of(self.tables.authorities, names, looks),
            (*before_2009(start.date(), self.as_of), *flags_of(looks, "backward" if backward else "forward")),
            at(high.last) if high.last > run.last else None,
        )

    def certain(self, due: date) -> Deadline:
        """Return what is to be said of a date that an order names: it stands; to be cautious, file on an open day."""
        run = self.run(self.calendar(due), due, 0, EVERY, sign=-1)
        flags = flags_of(run.looks, "certain")
        steps = []
        if run.skipped:
            _, skipped = self._rolled(run.skipped, run.looks)
            detail = f"{skipped}: a day that is named is not moved. To be cautious act by {long(run.last)}."
            flags = (Flag("date-certain", detail), *flags)
        why = f"{long(due)} is named as a day, not as a period: it stays where it is."
        steps.append(Step(due, why, f"{RULE}, note to the 2009 amendment"))
        return Deadline(
            due, run.last, tuple(steps), authorities_of(self.tables.authorities, ("2009 note",), run.looks), flags
        )

    def calendar(self, trigger: date) -> Calendar:
        """Return the holidays for a period that `trigger` begins."""
        return calendar_of(self.tables, self.state, None if self.as_of == trigger else self.as_of)

    def run(self, calendar: Calendar, trigger: date, days: int, counts: int, adds: int = 0, *, sign: int = 1) -> Run:
        """Go `days` from `trigger` (backward where negative), and on to a day that is no closed day under `counts`.

        With `adds`, go that many days more and on again. `sign` is the direction in which to go on: 1 or -1.
        """
        step = sign * _ONE_DAY
        looks: list[tuple[date, Look]] = []
        try:
            first = trigger + timedelta(days)
            skipped, rolled = self._roll(calendar, first, step, counts, looks)
            if not adds:
                return Run(first, skipped, rolled, None, (), rolled, tuple(looks))
            added = rolled + timedelta(adds)
            again, last = self._roll(calendar, added, step, counts, looks)
        except OverflowError as error:
            raise OutOfReachError("The period ends in no year that the holiday tables cover.") from error
        return Run(first, skipped, rolled, added, again, last, tuple(looks))

    def steps(self, run: Run, days: int, service: Service, adds: int, *, backward: bool = False) -> list[Step]:
        """Return the steps of a period in days behind the one for its trigger."""
        counted = f"Day {days:,}{' back' if backward else ''}, every day counted, is {long(run.first)}."
        steps = [
            Step(run.first, counted, f"{RULE}(a)(1)(B)"),
            self._end(run.first, run.skipped, run.rolled, run.looks, backward),
        ]
        if run.added is not None:
            why = f"Service {service.means} adds {adds} days, to {long(run.added)}."
            steps.append(Step(run.added, why, f"{RULE}(d), {service.rule}"))
            steps.append(self._end(run.added, run.again, run.last, run.looks, backward))
        elif service.id != "none":
            since = "" if service.until is None else f" since {long(service.until)}"
            why = f"Service {service.means} adds no days{since}."
            steps.append(Step(run.last, why, f"{RULE}(d), {service.rule}"))
        return steps

    def names(self, run: Run, service: str = "none", served: date | None = None) -> list[str]:
        """Return the short names of the clauses that a run rests on, with a way of service that of `served`."""
        names = ["6(a)(1)"]
        if self._clerk_closed and self._clerk_closed.intersection((*run.skipped, *run.again)):
            names.append("6(a)(3)")
        if service != "none" and served is not None:
            since = self.tables.authorities["6(d)"].effective
            old = since is not None and (self.as_of or served) < since
            names.append("6(d) before 2016" if old else "6(d)")
        return names

    def _roll(
        self, calendar: Calendar, day: date, step: timedelta, counts: int, looks: list[tuple[date, Look]]
    ) -> tuple[tuple[date, ...], date]:
        skipped: list[date] = []
        while True:
            if day.weekday() < SATURDAY:
                look = calendar.look(day)
                if look is not None:
                    looks.append((day, look))
                if (look is None or not look.kinds & counts) and day not in self._clerk_closed:
                    return tuple(skipped), day
            skipped.append(day)
            day += step

    def _end(
        self, first: date, skipped: tuple[date, ...], last: date, looks: tuple[tuple[date, Look], ...], backward: bool
    ) -> Step:
        if not skipped:
            return Step(last, f"{long(first)} is no Saturday, Sunday or legal holiday.", f"{RULE}(a)(1)(C)")
        clause, words = self._rolled(skipped, looks)
        rule = f"{RULE}(a)(3)(A)" if clause == "6(a)(3)" else f"{RULE}(a)(1)(C)"
        runs = f"it runs {'back ' if backward else ''}to {long(last)}"
        return Step(last, f"{words} cannot end the period; {runs}.", f"{rule}, (a)(5)" if backward else rule)

    def _rolled(self, skipped: tuple[date, ...], looks: tuple[tuple[date, Look], ...]) -> tuple[str, str]:
        """Return the clause by which days were skipped, and the days with why in words."""
        by_day = dict(looks)
        inaccessible = False
        words = []
        for day in skipped:
            if day in by_day and by_day[day].why and day not in self._clerk_closed:
                words.append(f"{long(day)} ({by_day[day].why})")
            elif day in self._clerk_closed:
                inaccessible = True
                words.append(f"{long(day)} (the clerk's office is inaccessible)")
            else:
                words.append(long(day))
        joined = words[0] if len(words) == 1 else f"{'; '.join(words[:-1])} and {words[-1]}"
        return "6(a)(3)" if inaccessible else "6(a)(1)", joined

    def _unsettled(self, looks: tuple[tuple[date, Look], ...]) -> bool:
        return any(look.kinds & UNSETTLED for _, look in looks)


def _moment(point: Point) -> str:
    return f"{point:%H:%M} on {long(point)}"
