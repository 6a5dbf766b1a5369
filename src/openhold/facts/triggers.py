"""Facts about what started the duty to preserve. Days are ``YYYY-MM-DD``."""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerNoted(Fact):
    """An event that may have started the duty: `what` happened `on` which day, and who learned of it, how and when.

    `learned_by` is a person or an office in words. `evidence` says in words what shows it, null where nothing does yet.
    """

    KIND: ClassVar[str] = "trigger.noted/1"
    SENTENCE: ClassVar[str] = "An event was noted that may have started the duty to preserve."
    trigger: str
    what: str
    on: str
    learned_by: str
    learned_how: str
    learned_on: str
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerWithdrawn(Fact):
    """A trigger was noted by mistake, or wrongly; `why` says so. It proposes nothing any more."""

    KIND: ClassVar[str] = "trigger.withdrawn/1"
    SENTENCE: ClassVar[str] = "An event that had been noted as a trigger was withdrawn, with the reason."
    trigger: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDated(Fact):
    """A person confirmed the day `on` which the duty began, and the trigger it rests on.

    `words` say why it is that day, null where it is the one that the trigger proposes. A later one takes its place.
    """

    KIND: ClassVar[str] = "duty.dated/1"
    SENTENCE: ClassVar[str] = "The day on which the duty to preserve began was confirmed, with its trigger."
    trigger: str
    on: str
    words: str | None
