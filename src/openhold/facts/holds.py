"""What happened to holds: proposed, approved by a second person, issued, amended, released. No word of a notice.

A day is ``2026-03-05``. Ids of custodians, sources and units are those of the same matter.
"""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTask:
    """Something that has to be done for a version. `steward` (a custodian's id) gets it as a task once it is issued.

    `source` is an id, null where the task belongs to none; `due` is a day, null where `steward` is: then it is words
    alone, which nobody is given.
    """

    what: str
    steward: str | None
    source: str | None
    due: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldProposed(Fact):
    """A version of a hold, whole: an amendment states all of it again under the next number.

    `scope_from` and `scope_to` are days, null where that end is open. `names` are the names of `custodians` as they
    were then, in the same order. Those in `silent`, each one of `custodians`, get no notice. `tasks` are what is
    to be done for it. `why` is why there is this version, null where nobody said it.
    """

    KIND: ClassVar[str] = "hold.proposed/2"
    SENTENCE: ClassVar[str] = "A version of a hold was proposed: what is to be kept, where, and by whom."
    hold: str
    version: int
    title: str
    why: str | None
    scope_from: str | None
    scope_to: str | None
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    custodians: tuple[str, ...]
    names: tuple[str, ...]
    silent: tuple[str, ...]
    acknowledge_by: str
    tasks: tuple[HoldTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldApproved(Fact):
    """A second person approved a version.

    `saw` is the SHA-256 (hex) over the body commitments of what was approved, as 32 bytes each in the order of the
    ledger: the proposal's, then each notice text's of that version. So it names the words without saying them.
    """

    KIND: ClassVar[str] = "hold.approved/1"
    SENTENCE: ClassVar[str] = "A version of a hold was approved by a person who had not proposed it."
    hold: str
    version: int
    saw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReturned(Fact):
    """A version that was not issued goes no further: its reader, or whoever proposed it, says why."""

    KIND: ClassVar[str] = "hold.returned/1"
    SENTENCE: ClassVar[str] = "A version of a hold that had not been issued was returned, with a reason."
    hold: str
    version: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldIssued(Fact):
    """From here on the version is in force. `custodians` are those who get a notice and are asked to acknowledge it.

    `gone` are the units that it covers whose destruction had begun before: the hold came too late for them.
    """

    KIND: ClassVar[str] = "hold.issued/1"
    SENTENCE: ClassVar[str] = "A version of a hold was issued and is in force."
    hold: str
    version: int
    custodians: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseProposed(Fact):
    """Somebody asks for a release: `what` is ``whole``, ``custodian`` or ``source``, `which` its id or null."""

    KIND: ClassVar[str] = "release.proposed/1"
    SENTENCE: ClassVar[str] = "It was proposed to release a hold, or one custodian or one source from it."
    release: str
    hold: str
    what: str
    which: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseReturned(Fact):
    """A proposed release goes no further."""

    KIND: ClassVar[str] = "release.returned/1"
    SENTENCE: ClassVar[str] = "A proposed release was returned, with a reason."
    release: str
    hold: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseApproved(Fact):
    """A second person agreed, having seen what would lose its last protection: `units`.

    `preview` is the SHA-256 (hex) of the preview; see docs/holds.md.
    """

    KIND: ClassVar[str] = "release.approved/1"
    SENTENCE: ClassVar[str] = (
        "A release was approved by a second person who had seen what would lose its last protection."
    )
    release: str
    hold: str
    preview: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReleased(Fact):
    """The release took effect on the version in force. `what` and `which` are as proposed."""

    KIND: ClassVar[str] = "hold.released/1"
    SENTENCE: ClassVar[str] = "A hold no longer covers what was released from it."
    release: str
    hold: str
    version: int
    what: str
    which: str | None


KINDS: tuple[type[Fact], ...] = (
    HoldProposed,
    HoldApproved,
    HoldReturned,
    HoldIssued,
    ReleaseProposed,
    ReleaseReturned,
    ReleaseApproved,
    HoldReleased,
)
"""The kinds of this module, in the order of a hold's life."""
