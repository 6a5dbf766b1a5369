"""Rules on discovery and its time, and the shapes of scheduling orders, as the tables have them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openhold.law.fields import Field, maybe
from openhold.law.holidays import Authority, read_authority

UNITS = ("days", "hours", "months")
DIRECTIONS = ("after", "before")


@dataclass(frozen=True, slots=True)
class Period:
    """How long, and after or before what."""

    length: int
    unit: str
    direction: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision: what it asks of whom, in which period if any, and what follows where it is not obeyed.

    A provision that was changed has one entry for each version: same `id`, one in force from `authority.effective`
    to the day before `until`. None as a bound: not known, or none. `seen` is the last day on which a court was seen to
    apply this version.
    """

    id: str
    what: str
    who: str
    period: Period | None
    consequence: str | None
    notes: str | None
    authority: Authority
    until: date | None
    seen: date | None


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of scheduling orders seen: months from the order to each date, `least` and `most` of them."""

    judge: str
    years: str
    months: dict[str, tuple[int, int]]
    notes: str | None
    checked: bool


class SeveralVersionsError(LookupError):
    """Which version of a rule is in force on a day is not known: it has several whose dates are not known."""


def in_force(rules: Iterable[Rule], rule: str, on: date) -> Rule | None:
    """Return the version of the provision `rule` that is in force on a day, None where there is none.

    Raises SeveralVersionsError where the tables do not know when one version followed another.
    """
    found = [
        one
        for one in rules
        if one.id == rule
        and (one.authority.effective is None or one.authority.effective <= on)
        and (one.until is None or on < one.until)
    ]
    if len(found) > 1:
        # What a court applied later than `on` stood on that day too.
        found = [one for one in found if one.seen is not None and on <= one.seen] or found
    if len(found) > 1:
        says = "; ".join(f"{one.period.length} {one.period.unit}" if one.period else one.what for one in found)
        raise SeveralVersionsError(
            f"{found[0].authority.cite} has versions that differ ({says}); look up which one stands."
        )
    return found[0] if found else None


def read_rules(field: Field) -> tuple[Rule, ...]:
    """Return the provisions of a table."""
    rules = tuple(map(_read_rule, field.each()))
    for one, rule in zip(field.each(), rules, strict=True):
        if rule.until is not None and rule.authority.effective is not None and rule.until <= rule.authority.effective:
            raise one.wrong("ends before it begins")
        for other in rules:
            known = None not in (rule.authority.effective, other.authority.effective)
            if other is not rule and other.id == rule.id and known and _overlap(rule, other):
                raise one.wrong(f"is in force at the same time as another version of {rule.id!r}")
    return rules


def read_shapes(field: Field) -> tuple[Shape, ...]:
    """Return the shapes of scheduling orders of a table."""
    return tuple(map(_read_shape, field.each()))


def _overlap(one: Rule, other: Rule) -> bool:
    first, second = sorted((one, other), key=lambda rule: rule.authority.effective or date.min)
    return first.until is None or first.until > (second.authority.effective or date.min)


def _read_rule(field: Field) -> Rule:
    named = field.named("id what who cite effective checked", "period consequence notes until seen")
    return Rule(
        named["id"].text(),
        named["what"].text(),
        named["who"].text(),
        maybe(named.get("period"), _read_period),
        maybe(named.get("consequence"), Field.text),
        maybe(named.get("notes"), Field.text),
        read_authority(named),
        maybe(named.get("until"), Field.day),
        maybe(named.get("seen"), Field.day),
    )


def _read_period(field: Field) -> Period:
    named = field.named("length unit direction trigger")
    return Period(
        named["length"].whole(0, 1000),
        named["unit"].one_of(UNITS),
        named["direction"].one_of(DIRECTIONS),
        named["trigger"].text(),
    )


def _read_shape(field: Field) -> Shape:
    named = field.named("judge years months checked", "notes")
    months = {}
    for what, one in named["months"].entries().items():
        bounds = [bound.whole(1, 60) for bound in one.each()]
        if len(bounds) != 2 or bounds[0] > bounds[1]:
            raise one.wrong("must be the least and the most number of months")
        months[what] = (bounds[0], bounds[1])
    return Shape(
        named["judge"].text(),
        named["years"].text(),
        months,
        maybe(named.get("notes"), Field.text),
        named["checked"].truth(),
    )
