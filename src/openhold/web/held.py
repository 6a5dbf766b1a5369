"""Holds in words: the sentence that answers the page, the state of one answer, what keeps a hold from being on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django import template

from openhold.actions.holds.look import CODES, Answering, Looked, Weakness
from openhold.filings.receipt_page import shown
from openhold.projections.hold import APPROVED, PROPOSED, HoldVersion
from openhold.projections.notice import Notice
from openhold.web.words import count, day

register = template.Library()

_NAMED = 3
"""So many are named where many are meant."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of an answer: a shape (the symbol's id), the words, a smaller line, and how loud it is."""

    sign: str
    words: str
    more: str = ""
    tone: str = ""


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


def headline(found: Looked, asked: int, acknowledged: int) -> tuple[str, ...]:
    """Return the answer to "Who has answered?", or why nobody could yet, in one or two sentences."""
    off = _not_on(found)
    if off:
        return off
    if not asked:
        return ("This hold is in force.", "Nobody is asked to acknowledge it.")
    if asked == 1:
        return ("The one custodian has acknowledged.",) if acknowledged else ("The one custodian has not answered.",)
    if acknowledged in (0, asked):
        whole = f"All {asked:,} custodians have" if acknowledged else f"None of the {asked:,} custodians has"
        return (f"{whole} acknowledged.",)
    left = asked - acknowledged
    return (f"{acknowledged:,} of {asked:,} custodians have acknowledged.", f"{count(left, 'has,have')} not.")


def _not_on(found: Looked) -> tuple[str, ...]:
    hold, newest = found.standing.hold, found.standing.newest
    name = f"Version {newest.version}"
    if hold.released_at is not None:
        return (f"This hold was released on {day(hold.released_at)}.", "Nobody is asked about it any more.")
    if hold.in_force:
        return ()
    if newest.state == PROPOSED:
        return (f"{name} waits for a second person to approve it.", "Nobody was told yet.")
    if newest.state == APPROVED:
        return (f"{name} is approved, and nobody has issued it.", "Nobody was told yet.")
    return (f"{name} was returned: it goes no further.", "Nothing of this hold is in force.")


def answer_state(notice: Notice | None, *, released: bool, now: datetime) -> State:
    """Return where one custodian's answer stands."""
    if released:
        return State("none", "Released", tone="off")
    if notice is None:
        return State("none", "Gets no notice", "covered all the same", "off")
    if notice.acknowledged_at is not None:
        way = "signed on paper" if notice.acknowledged_way == "by hand" else "by the link in the notice"
        return State("done", day(notice.acknowledged_at), way, "off")
    if notice.bounced_why:
        return State("lost", "Never arrived", f"\u201c{notice.bounced_why}\u201d", "bad")
    asked = f"asked {_ago((now - notice.asked_at).days)}"
    if notice.sent_at is None:
        return State("none", "Not told yet", asked)
    return State("none", "No answer", asked)


def last_message(notice: Notice | None) -> tuple[str, str]:
    """Return when and how the last message left, and the reminders, each empty where there is none."""
    if notice is None or notice.last_at is None:
        return ("", "")
    way = {"mail": "by e-mail", "folder": "written to the outbox", "by hand": "handed over"}
    reminders = count(notice.reminders, "reminder,reminders") if notice.reminders else "no reminder"
    return (f"{day(notice.last_at)}, {way.get(notice.last_way, notice.last_way)}", reminders)


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


def _ago(days: int) -> str:
    return "today" if days < 1 else "yesterday" if days == 1 else f"{days:,} days ago"
