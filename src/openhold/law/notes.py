"""What must be told about the days that a computation looked at: flags, and the authorities that it rests on."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from openhold.law.calendar import CLOSURE, FEDERAL, FRIDAY, STATE, Day, Look, long
from openhold.law.deadline import Flag
from openhold.law.holidays import Authority

PRESENT_TEXT_FROM = date(2009, 12, 1)
"""Since when Rule 6 counts as it does."""

How = Literal["forward", "backward", "serving", "certain"]
"""How days are looked at: for the end of a period, backward, for the last day to serve, for a day that is named."""

_FRIDAY: dict[How, str] = {
    "forward": "rule_date counts it as a holiday, cautious_date does not.",
    "backward": "It is counted as a holiday.",
    "serving": "It is counted as a holiday.",
    "certain": "cautious_date keeps clear of it.",
}
_STATE: dict[How, str] = {
    "forward": "It counts, because the period runs after an event; cautious_date leaves it out.",
    "backward": "State holidays count only for periods after an event, so it does not count here.",
    "serving": "It counts, because the time to answer runs after an event.",
    "certain": "cautious_date keeps clear of it.",
}
_CLOSURE: dict[How, str] = {
    "forward": "rule_date and cautious_date do not count it; arguable_date does.",
    "backward": "rule_date does not count it; cautious_date does.",
    "serving": "rule_date does not count it; cautious_date does.",
    "certain": "cautious_date keeps clear of it.",
}
_CLAUSES = {FEDERAL: "6(a)(6)(A)", FRIDAY: "6(a)(6)(A)", STATE: "6(a)(6)(C)", CLOSURE: "6(a)(6)(B)"}


def flags_of(looks: Iterable[tuple[date, Look]], how: How) -> tuple[Flag, ...]:
    """Return the flags for the days that were looked at, each once, in the order of the days."""
    found: dict[Flag, None] = {}
    for _, look in sorted(looks, key=lambda one: one[0]):
        # What is a federal holiday anyway is closed, whatever else it is.
        if look.kinds & FEDERAL:
            continue
        for day in look.days:
            if day.flag is not None:
                found[Flag(day.flag, _detail(day, how))] = None
    return tuple(found)


def before_2009(trigger: date, as_of: date | None) -> tuple[Flag, ...]:
    """Return the flag for a computation by the present text where an older one was in force."""
    if min(trigger, as_of or trigger) >= PRESENT_TEXT_FROM:
        return ()
    detail = (
        "Before December 1, 2009 Rule 6 counted differently: periods under 11 days left out weekends and holidays. "
        "This is computed by the present text."
    )
    return (Flag("before-2009", detail),)


def authorities_of(
    table: dict[str, Authority], names: Iterable[str], looks: Iterable[tuple[date, Look]]
) -> tuple[Authority, ...]:
    """Return the authorities by the short names of the table, and those of the days that were looked at, each once."""
    found = dict.fromkeys(table[name] for name in names)
    for _, look in looks:
        for day in look.days:
            if day.kind in _CLAUSES:
                found[table[_CLAUSES[day.kind]]] = None
            found[day.authority] = None
    return tuple(found)


def _detail(day: Day, how: How) -> str:
    at = long(day.day)
    unsettled = "that the day is a legal holiday is not settled."
    if day.flag == "in-lieu-friday":
        held = f"{at} is observed in place of {day.name} on {long(day.in_lieu or day.day)}."
        return f"{held} 5 U.S.C. 6103(b) speaks of pay and leave only; {unsettled} {_FRIDAY[how]}"
    if day.flag == "state-holiday":
        moved = "" if day.in_lieu is None else f", observed in place of {long(day.in_lieu)}"
        return f"{at} is {day.name} in {day.place}{moved}. {_STATE[how]}"
    if day.flag == "closure-order":
        closed = f"{at}: {day.name}; the executive was closed by order ({day.authority.cite})."
        return f"{closed} The order speaks of pay and leave; {unsettled} {_CLOSURE[how]}"
    if day.flag == "state-court-holiday":
        return f"{at} is {day.name}, a holiday of the courts of {day.place} only; it is not counted as a holiday."
    return f"{at} is {day.name} in {day.place}; a part of a day is not counted as a holiday."
