"""The tables of the law, read when they are asked for, checked, and kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache, cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from openhold.law.fields import Field, TableError, maybe, open_table
from openhold.law.holidays import Authority, Holiday, read_authority, read_holiday, read_in_lieu
from openhold.law.rules import Rule, Shape, read_rules, read_shapes


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which the executive was closed by an order of its own."""

    day: date
    name: str
    authority: Authority


@dataclass(frozen=True, slots=True)
class Federal:
    """The holidays of the United States, for the years from `first` to `last`."""

    first: int
    last: int
    holidays: tuple[Holiday, ...]
    in_lieu: Mapping[int, Authority]
    closures: tuple[Closure, ...]


@dataclass(frozen=True, slots=True)
class State:
    """The holidays of a state, and the days that are only told (`noted`)."""

    id: str
    name: str
    holidays: tuple[Holiday, ...]
    in_lieu: Mapping[int, Authority]
    noted: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True)
class Court:
    """A court: zone, state (None where no state's holidays are in the tables), when the clerk's office closes."""

    id: str
    name: str
    zone: ZoneInfo
    state: str | None
    clerk_closes: time
    clerk: Authority
    rules: tuple[Rule, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A way to serve: the days it adds, and the day from which it adds none any more."""

    id: str
    means: str
    adds: int
    until: date | None
    rule: str

    def days(self, on: date) -> int:
        """Return how many days it adds where the paper was served under the rules of `on`."""
        return 0 if self.until is not None and on >= self.until else self.adds


class Tables:
    """The tables below one folder; adding a court or a state there is adding a file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.court = cache(self._court)
        self.state = cache(self._state)

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """What the computation of time rests on, by its short name."""
        named = self._rule6["authorities"].entries()
        return {name: read_authority(one.named("cite effective checked")) for name, one in named.items()}

    @cached_property
    def services(self) -> dict[str, Service]:
        """The ways to serve, by their names on the command line."""
        return {name: _read_service(name, one) for name, one in self._rule6["services"].entries().items()}

    @cached_property
    def federal(self) -> Federal:
        """The holidays of the United States."""
        table = self._table("federal.json", "covers in_lieu holidays closures")
        covers = table["covers"].named("from to")
        in_lieu = read_in_lieu(table["in_lieu"])
        return Federal(
            covers["from"].whole(1971, 2200),
            covers["to"].whole(1971, 2200),
            _read_days(table["holidays"], in_lieu),
            in_lieu,
            tuple(map(_read_closure, table["closures"].each())),
        )

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The federal rules on discovery and its time."""
        return read_rules(self._table("rules/federal.json", "rules")["rules"])

    @cached_property
    def courts(self) -> tuple[str, ...]:
        """The ids of the courts that have a file."""
        return self._names("courts")

    @cached_property
    def states(self) -> tuple[str, ...]:
        """The short names of the states that have a file."""
        return self._names("states")

    @cached_property
    def _rule6(self) -> dict[str, Field]:
        return self._table("rule6.json", "authorities services")

    def _table(self, name: str, needed: str, optional: str = "") -> dict[str, Field]:
        named = open_table(self._root, name).named(f"edition {needed}", optional)
        named["edition"].day()
        return named

    def _names(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in (self._root / folder).glob("*.json")))

    def _court(self, court: str) -> Court:
        named = self._table(f"courts/{court}.json", "name zone state clerk", "rules shapes")
        clerk = named["clerk"].named("closes cite effective checked")
        state = maybe(named["state"], Field.text)
        if state is not None and state not in self.states:
            raise named["state"].wrong(f"is no state that has a file ({', '.join(self.states)})")
        rules, shapes = named.get("rules"), named.get("shapes")
        return Court(
            court,
            named["name"].text(),
            _read_zone(named["zone"]),
            state,
            clerk["closes"].clock(),
            read_authority(clerk),
            () if rules is None else read_rules(rules),
            () if shapes is None else read_shapes(shapes),
        )

    def _state(self, state: str) -> State:
        named = self._table(f"states/{state}.json", "name in_lieu holidays", "noted")
        in_lieu = read_in_lieu(named["in_lieu"])
        holidays = _read_days(named["holidays"], in_lieu)
        noted = tuple(map(_read_noted, named["noted"].each())) if "noted" in named else ()
        return State(state, named["name"].text(), holidays, in_lieu, noted)


def known(name: str, names: tuple[str, ...]) -> bool:
    """Tell whether `name` is one of `names`, and nothing that could lead out of the folder of tables."""
    return re.fullmatch(r"[A-Za-z0-9]+", name) is not None and name in names


def _read_days(field: Field, in_lieu: Mapping[int, Authority]) -> tuple[Holiday, ...]:
    holidays = tuple(map(read_holiday, field.each()))
    for one, holiday in zip(field.each(), holidays, strict=True):
        if holiday.moves - set(in_lieu):
            raise one.wrong("moves from a weekday for which in_lieu names no authority")
        if holiday.flag is not None:
            raise one.wrong("counts, so it has no 'flag'")
    return holidays


def _read_noted(field: Field) -> Holiday:
    holiday = read_holiday(field)
    if holiday.flag is None or holiday.moves:
        raise field.wrong("is only told: it needs a 'flag' and does not move")
    return holiday


def _read_zone(field: Field) -> ZoneInfo:
    try:
        return ZoneInfo(field.text())
    except (OSError, ValueError, KeyError) as error:
        raise field.wrong("is no time zone") from error


def _read_closure(field: Field) -> Closure:
    named = field.named("date name cite checked")
    return Closure(named["date"].day(), named["name"].text(), read_authority(named))


def _read_service(name: str, field: Field) -> Service:
    named = field.named("means adds rule", "until")
    return Service(
        name,
        named["means"].text(),
        named["adds"].whole(0, 30),
        maybe(named.get("until"), Field.day),
        named["rule"].text(),
    )


TABLES = Tables(Path(__file__).parent / "tables")
"""The tables that come with the program."""

__all__ = ["TABLES", "Closure", "Court", "Federal", "Service", "State", "TableError", "Tables", "known"]
