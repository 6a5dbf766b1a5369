"""Holds on the pages: the state of one row, what keeps a hold from being on, what a version changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django import template

from openhold.actions.holds.answering import Answering
from openhold.actions.holds.look import CODES, Weakness
from openhold.filings.receipt_page import shown
from openhold.filings.reports.answering import State, answer_state
from openhold.projections.hold import HoldVersion
from openhold.web.words import count

register = template.Library()

_NAMED = 3
"""So many are named where many are meant."""


@dataclass(frozen=True, slots=True)
class Weak:
    """One kind of thing for which a hold is not really on: what it is, the first sentences, and how many more."""

    what: str
    first: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a version adds to, and takes from, one thing that a hold says."""

    what: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


def weak(found: Sequence[Weakness]) -> tuple[Weak, ...]:
    """Return weaknesses by kind, in the order of `CODES`, with the first few of each in a sentence."""
    order = {code: place for place, code in enumerate(CODES)}
    grouped = groupby(sorted(found, key=lambda one: order[one.code]), key=lambda one: one.code)
    kinds = []
    for code, group in grouped:
        # One source may be named for several holds.
        them = list(dict.fromkeys(one.detail for one in group))
        first = tuple(them[:_NAMED])
        kinds.append(Weak(CODES[code], first, len(them) - len(first)))
    return tuple(kinds)


def changes(old: HoldVersion, new: HoldVersion, names: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what `new` says otherwise than `old`; custodians and sources go by `names` where they have one."""

    def dates(one: HoldVersion) -> list[str]:
        opened, closed = (
            "open" if at is None else f"{at.day} {at:%B} {at.year}" for at in (one.scope_from, one.scope_to)
        )
        return [f"from {opened} to {closed}"]

    def named(ids: Sequence[str]) -> list[str]:
        return [names.get(one, one) for one in ids]

    told = (
        ("Title", [old.title], [new.title]),
        ("Dates", dates(old), dates(new)),
        ("Acknowledge by", [f"{old.acknowledge_by:%d %B %Y}"], [f"{new.acknowledge_by:%d %B %Y}"]),
        ("Topics", old.topics, new.topics),
        ("Custodians", named(old.custodians), named(new.custodians)),
        ("Without a notice", named(old.silent), named(new.silent)),
        ("Sources", named(old.sources), named(new.sources)),
        ("Tasks", [task_line(one, names) for one in old.tasks], [task_line(one, names) for one in new.tasks]),
    )
    return tuple(
        Change(what, _without(after, before), _without(before, after))
        for what, before, after in told
        if set(before) != set(after)
    )


def row_state(one: Answering, now: datetime) -> State:
    """Return where the answer of one row stands."""
    return answer_state(one.notice, released=one.released, now=now)


@register.filter
def get(them: Mapping[object, object], key: object) -> object:
    """Return what stands under a key, None where nothing does."""
    return them.get(key)


@register.filter
def called(names: Mapping[str, str], which: str) -> str:
    """Return what somebody or something is called, and its id where no name is known."""
    return names.get(which, which)


@register.filter
def task_line(task: Mapping[str, str | None], names: Mapping[str, str]) -> str:
    """Return what is to be done for a version, with its steward and day where it names them."""
    what, steward, due = task["what"] or "", task["steward"], task["due"]
    if steward is None or due is None:
        return what
    by = date.fromisoformat(due)
    source = f", about {names.get(task['source'], task['source'])}" if task["source"] else ""
    return f"{what} (for {names.get(steward, steward)}, due {by.day} {by:%B} {by.year}{source})"


@register.filter
def until(last: date, now: datetime) -> str:
    """Return how far away a day is: ``in 5 days``, ``today``, ``the day is over``."""
    days = (last - now.date()).days
    return "the day is over" if days < 0 else "today" if not days else f"in {count(days, 'day,days')}"


@register.filter
def plain_lines(text: str) -> str:
    """Return a text of several lines with every sign that could mislead written as its code."""
    return "\n".join(shown(line) for line in text.splitlines())


@register.filter
def few(them: Sequence[str], most: int = 8) -> Sequence[str]:
    """Return the first `most` of a list."""
    return them[:most]


@register.filter
def over(them: Sequence[str], most: int = 8) -> int:
    """Return how many of a list are beyond its first `most`."""
    return max(0, len(them) - most)


def _without(them: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    left_out = set(others)
    return tuple(one for one in them if one not in left_out)
