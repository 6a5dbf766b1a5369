"""What the picture of answers shows, and the same in words: for the page and for the paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

_APART = 10
"""Two lines of the picture are at least a tenth of its height apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the picture of answers shows: who was asked from `start` on, the days of answers, reminders by day."""

    asked: int
    start: date
    due: date
    today: date
    days: Sequence[date]
    reminders: Mapping[date, int]


def steps(shown: Answered) -> list[tuple[date, int]]:
    """Return on which days how many had acknowledged, from the first day on."""
    counts = dict.fromkeys((*shown.days, shown.start), 0)
    for day in shown.days:
        counts[day] += 1
    return list(zip(sorted(counts), accumulate(counts[day] for day in sorted(counts)), strict=True))


def ticks(asked: int) -> list[int]:
    """Return the round numbers at which the picture has a line, none of them too near to all who were asked."""
    step = next(one * ten for ten in (10**n for n in range(9)) for one in (1, 2, 5) if asked <= 4 * one * ten)
    return [one for one in range(step, asked, step) if (asked - one) * _APART > asked]


def told(shown: Answered) -> str:
    """Return what the picture shows, in words."""
    done = len(shown.days)
    text = f"{shown.asked:,} {'was' if shown.asked == 1 else 'were'} asked on {long(shown.start)}. "
    if not done:
        text += f"None has acknowledged by {long(shown.today)}. "
    else:
        text += f"{done:,} had acknowledged by {long(shown.today)}: the first on {long(min(shown.days))}"
        text += f", the last on {long(max(shown.days))}. " if max(shown.days) != min(shown.days) else ". "
    for day, number in list(shown.reminders.items())[-6:]:
        text += f"{number:,} {'reminder was' if number == 1 else 'reminders were'} sent on {long(day)}. "
    return f"{text}Due on {long(shown.due)}."


def short(day: date) -> str:
    """Return ``5 Mar``."""
    return f"{day.day} {day:%b}"


def long(day: date) -> str:
    """Return ``Thu 5 March 2026``."""
    return f"{day:%a} {day.day} {day:%B} {day.year}"
