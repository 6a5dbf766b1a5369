"""Holds that nobody has touched for long, and what may be kept beyond need: questions for a person, never an answer.

No law is in here: whether a hold may end is for counsel to say. What is told is what the record shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

NO_ACTIVITY, MATTER_OVER, OTHERS_RELEASED = "no-activity", "matter-over", "others-released"
MANY_HOLDS, NOTHING_COLLECTED = "many-holds", "nothing-collected"
CODES = {
    NO_ACTIVITY: "Nothing was recorded about the hold for a long time.",
    MATTER_OVER: "A court paper says that the case ended, and the hold stands.",
    OTHERS_RELEASED: "Other holds of the matter were released, and this one stands.",
    MANY_HOLDS: "A custodian is under many holds at once.",
    NOTHING_COLLECTED: "A hold covers a source from which nothing was collected.",
}
"""What may be stale or kept beyond need, by code."""
QUIET_DAYS, MANY = 90, 3
"""Unless somebody says otherwise: so many days without a fact are long, and so many holds at once are many."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A hold that stands. `last` is the day (UTC) of the newest fact about it."""

    matter: str
    hold: str
    title: str
    last: date


@dataclass(frozen=True, slots=True)
class Over:
    """A matter that may be over: the day on which the case ended, as a paper says it (null where none does).

    `released` counts its holds that were released whole.
    """

    matter: str
    ended: date | None
    released: int


@dataclass(frozen=True, slots=True)
class Burden:
    """A custodian with the holds that cover them, of all matters that are looked at; `matter` and `who` name one."""

    matter: str
    who: str
    name: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A source that a hold in force covers: its place in words, and how many items of it are kept."""

    matter: str
    hold: str
    title: str
    source: str
    place: str
    items: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: a code of `CODES`, in which matter, about which hold, custodian or source, in a sentence.

    `hold` is empty where it is about a custodian. `days` says for how many days a hold was quiet, null for the others.
    """

    code: str
    matter: str
    hold: str
    subject: str
    title: str
    detail: str
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All that is looked at."""

    holds: Sequence[Standing]
    matters: Sequence[Over]
    custodians: Sequence[Burden]
    sources: Sequence[Covered]


def stale(held: Held, day: date, *, quiet: int = QUIET_DAYS, many: int = MANY) -> tuple[Finding, ...]:
    """Return what is to be looked at on `day`, by code, the longest first.

    `quiet` is the number of days without a fact from which a hold counts, `many` the number of holds at once.
    """
    over = {one.matter: one for one in held.matters}
    return (
        *sorted(_quiet(held.holds, day, quiet), key=lambda one: -(one.days or 0)),
        *_ended(held.holds, over),
        *_left_standing(held.holds, over),
        *sorted(_burdened(held.custodians, many), key=lambda one: (one.title.casefold(), one.subject)),
        *_empty(held.sources),
    )


def _quiet(holds: Sequence[Standing], day: date, quiet: int) -> Iterator[Finding]:
    for one in holds:
        days = (day - one.last).days
        if days >= quiet:
            said = f"The last fact about it is of {_spelled(one.last)}, {days:,} days ago."
            yield Finding(NO_ACTIVITY, one.matter, one.hold, one.hold, one.title, said, days)


def _ended(holds: Sequence[Standing], over: dict[str, Over]) -> Iterator[Finding]:
    for one in holds:
        ended = over[one.matter].ended if one.matter in over else None
        if ended is not None:
            said = f"The case was terminated on {_spelled(ended)}, as a court paper says."
            yield Finding(MATTER_OVER, one.matter, one.hold, one.hold, one.title, said, None)


def _left_standing(holds: Sequence[Standing], over: dict[str, Over]) -> Iterator[Finding]:
    for one in holds:
        released = over[one.matter].released if one.matter in over else 0
        if released:
            others = "One other hold" if released == 1 else f"{released:,} other holds"
            said = f"{others} of the matter {'was' if released == 1 else 'were'} released."
            yield Finding(OTHERS_RELEASED, one.matter, one.hold, one.hold, one.title, said, None)


def _burdened(custodians: Sequence[Burden], many: int) -> Iterator[Finding]:
    for one in custodians:
        if len(one.holds) >= many:
            said = f"{len(one.holds):,} holds cover {one.name}."
            yield Finding(MANY_HOLDS, one.matter, "", one.who, one.name, said, None)


def _empty(sources: Sequence[Covered]) -> Iterator[Finding]:
    for one in sources:
        if not one.items:
            said = f"Nothing was collected from {one.place}."
            yield Finding(NOTHING_COLLECTED, one.matter, one.hold, one.source, one.title, said, None)


def _spelled(day: date) -> str:
    return f"{day:%a} {day.day} {day:%B} {day.year}"
