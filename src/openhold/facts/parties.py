"""Facts about who is in a matter: on whose side we stand, the parties and their counsel, as a person names them.

What was read from a paper about them is a value of that paper; here stands what somebody says without one.
"""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact

SIDES: tuple[str, ...] = ("plaintiffs", "defendants", "neither")
"""On which side somebody stands, in the words of the record; ``neither`` for whoever is no party or intervenes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSaid(Fact):
    """It was said on which `side`, one of `SIDES`, those stand who keep this record. A later one takes its place."""

    KIND: ClassVar[str] = "side.said/1"
    SENTENCE: ClassVar[str] = "It was said on whose side of the matter those stand who keep this record."
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyNamed(Fact):
    """A party was named by hand, or one named before was stated anew: `party` is its id. `side` is one of `SIDES`."""

    KIND: ClassVar[str] = "party.named/1"
    SENTENCE: ClassVar[str] = "A party to the matter was named by a person, or stated anew."
    party: str
    name: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselNamed(Fact):
    """Counsel was named by hand, or stated anew: `counsel` is an id, `firm` null where nobody said it."""

    KIND: ClassVar[str] = "counsel.named/1"
    SENTENCE: ClassVar[str] = "Counsel for a side of the matter was named by a person, or stated anew."
    counsel: str
    name: str
    firm: str | None
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingWithdrawn(Fact):
    """A party or counsel (an id) had been named wrongly, or left the matter; `why` says so."""

    KIND: ClassVar[str] = "naming.withdrawn/1"
    SENTENCE: ClassVar[str] = "A party or counsel that had been named was withdrawn, with the reason."
    which: str
    why: str


KINDS: tuple[type[Fact], ...] = (SideSaid, PartyNamed, CounselNamed, NamingWithdrawn)
"""All of them, in the order of the docs."""
