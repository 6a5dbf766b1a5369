"""What is about to be lost: when a source's own rule reaches what it holds, as long as nobody stops it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class Ruled(Protocol):
    """What becomes of a source, as it was described; `left` is the last day of a custodian who leaves."""

    @property
    def retention(self) -> str:
        """One of `BEHAVIOURS` of `facts.retention`."""

    @property
    def days(self) -> int | None:
        """How long things stay."""

    @property
    def on(self) -> date | None:
        """The day of a replacement or destruction that is planned."""

    @property
    def left(self) -> date | None:
        """The last day of a custodian who leaves."""


@dataclass(frozen=True, slots=True)
class Death:
    """When a source's own rule would destroy: from `on`, and then all that is older than `before`; `why` in words.

    Both null where nobody can say; `known` tells an absent rule from one that nobody knows.
    """

    on: date | None
    before: date | None
    why: str
    known: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A source whose rule nobody has stopped. Nothing that is older than `since` is asked for, null where all is.

    `place` is where it lies, `said` the number of the fact that described it.
    """

    matter: str
    source: str
    place: str
    retention: str
    days: int | None
    on: date | None
    left: date | None
    since: date | None
    said: int


@dataclass(frozen=True, slots=True)
class Danger:
    """A source that is about to lose something: the first of it on `death.on`."""

    held: Held
    death: Death


def death(ruled: Ruled, day: date, since: date | None = None) -> Death:
    """Return when the source's own rule would reach what it holds, if nothing protected it from `day` on.

    With `since` only what is as new as that day counts: a rule that deletes after so many days reaches it later.
    """
    rule, days = ruled.retention, ruled.days
    if rule == "unknown":
        return Death(None, None, "nobody knows what becomes of it", known=False)
    on = before = None
    why = f"{rule}; nobody said when"
    if rule == "none known":
        why = "no rule is known that destroys it"
    elif rule in ("deleted after", "overwritten") and days is not None:
        on = day if since is None else max(day, _after(since, days))
        before, why = _before(on, days), f"{rule} {days} days"
    elif rule in ("device replaced", "scheduled destruction") and ruled.on is not None:
        on, why = max(day, ruled.on), f"{rule}, planned for {ruled.on.isoformat()}"
    elif rule == "account closed on leaving" and ruled.left is None:
        why = "the account is closed when its custodian leaves; no last day is known"
    elif rule == "account closed on leaving" and ruled.left is not None and days is not None:
        on, why = max(day, _after(ruled.left, days)), f"{days} days after the last day"
    return Death(on, before, why, known=True)


def dangers(them: Iterable[Held], day: date) -> tuple[Danger, ...]:
    """Return the sources of which the day is known on which the first is lost, the soonest first."""
    found = [Danger(one, death(one, day, one.since)) for one in them]
    dated = [(one.death.on, one.held.matter, one.held.said, one) for one in found if one.death.on is not None]
    return tuple(one for *_, one in sorted(dated, key=lambda row: row[:3]))


def _after(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


def _before(day: date, days: int) -> date:
    return day - timedelta(days=min(days, (day - date.min).days))
