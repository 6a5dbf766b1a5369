"""Facts about physical things and paper: what one is, who has it, its seal, and how it went from hand to hand.

A thing is a source of the matter, by the same id; its `source.named` stands before its `thing.named`. Times at which
something happened are the moment itself; when it was recorded is the entry's own time. People are ids of custodians or
of people who act on the record where they are known, else they stand as they were said. Digests name kept items, such
as photographs and scans of signed sheets. A seal is ``whole`` or ``broken``, null where nobody looked.
"""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact

WHOLE, BROKEN = "whole", "broken"
SEAL_STATES = (WHOLE, BROKEN)
"""What a seal can be found to be."""
GIVER, TAKER = "giver", "taker"
SIDES = (GIVER, TAKER)
"""The two sides of a hand-over."""
BY_ACCOUNT, BY_SHEET = "own account", "signed sheet"
WAYS = (BY_ACCOUNT, BY_SHEET)
"""How a side said that a hand-over is right, or is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingNamed(Fact):
    """A thing is known from now on. `mark` (a serial or inventory number) stands on it, `holder` has it since `since`.

    `condition` and `seal` (its number) are null where nobody said them.
    """

    KIND: ClassVar[str] = "thing.named/1"
    SENTENCE: ClassVar[str] = "A physical thing or paper was named, with who has it, where, and its seal."
    thing: str
    what: str
    mark: str | None
    condition: str | None
    holder: str
    since: str
    place: str
    seal: str | None
    photographs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingSeen(Fact):
    """Somebody looked at the thing: `place`, `condition` and the seal as found, each null where not said."""

    KIND: ClassVar[str] = "thing.seen/1"
    SENTENCE: ClassVar[str] = "A physical thing was looked at: where it is, its condition, and its seal as found."
    thing: str
    at: str
    by: str
    place: str | None
    condition: str | None
    seal: str | None
    seal_state: str | None
    photographs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingSealed(Fact):
    """The thing got the seal `seal`. `before` is the number that was taken off, null where there was none.

    `before_state` says how the seal that was taken off was found.
    """

    KIND: ClassVar[str] = "thing.sealed/1"
    SENTENCE: ClassVar[str] = "A physical thing was sealed, or sealed anew, with the reason."
    thing: str
    at: str
    by: str
    seal: str
    before: str | None
    before_state: str | None
    why: str
    photographs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverNoted(Fact):
    """The thing went from `giver` to `taker` at `at`, and is kept at `place` since. Neither confirms it by that."""

    KIND: ClassVar[str] = "handover.noted/1"
    SENTENCE: ClassVar[str] = "A physical thing was handed over: from whom, to whom, when, why, and where it went."
    handover: str
    thing: str
    giver: str
    taker: str
    at: str
    why: str
    place: str
    seal: str | None
    seal_state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverConfirmed(Fact):
    """One `side` of a hand-over said that it is right: by their own account, or on a sheet whose scan is `evidence`."""

    KIND: ClassVar[str] = "handover.confirmed/1"
    SENTENCE: ClassVar[str] = "One side of a hand-over confirmed it."
    handover: str
    thing: str
    side: str
    way: str
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDisputed(Fact):
    """One `side` of a hand-over said that it is not so; `why` in their words."""

    KIND: ClassVar[str] = "handover.disputed/1"
    SENTENCE: ClassVar[str] = "One side of a hand-over said that it is not so, with the reason."
    handover: str
    thing: str
    side: str
    way: str
    evidence: str | None
    why: str


KINDS: tuple[type[Fact], ...] = (
    ThingNamed,
    ThingSeen,
    ThingSealed,
    HandoverNoted,
    HandoverConfirmed,
    HandoverDisputed,
)
"""Every kind about things, in the order of a thing's life."""
