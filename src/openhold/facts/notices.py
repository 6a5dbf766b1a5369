"""What happened to notices: the words of them, and who was told, who answered, who asked.

The words of a notice, and what a custodian and counsel write to each other about it, are privileged. That a notice
was sent, to whom, when and how, and who acknowledged it, is not.
"""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWritten(Fact):
    """The words of the notice that goes with a version, in one language (``en``, ``es``).

    `fields` is canonical JSON of what the words were written from, the same for all custodians; null where a person
    wrote the words.
    """

    KIND: ClassVar[str] = "notice.written/1"
    SENTENCE: ClassVar[str] = "The text of the notice of a version of a hold was written, in one language."
    PRIVILEGED: ClassVar[bool] = True
    GROUND: ClassVar[str] = "privileged: notice text"
    hold: str
    version: int
    language: str
    subject: str
    text: str
    fields: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(Fact):
    """A message about a hold left for a custodian, or for the custodian's manager.

    `sending` is ``first``, ``again`` (the notice once more), ``reminder``, ``escalation`` (to the manager, because the
    custodian has not answered), ``refresh`` or ``release``; `way` is ``mail``, ``folder``
    (written to a file for somebody to send) or ``by hand``. `to` is the address, null where there is none;
    `message_sha256` is over the exact bytes.
    """

    KIND: ClassVar[str] = "notice.sent/1"
    SENTENCE: ClassVar[str] = "A notice, or a message about one, was sent or handed to a custodian."
    hold: str
    version: int
    custodian: str
    sending: str
    way: str
    to: str | None
    message_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeBounced(Fact):
    """A message came back. `message_sha256` names it, `why` is what the mail server said."""

    KIND: ClassVar[str] = "notice.bounced/1"
    SENTENCE: ClassVar[str] = "A message to a custodian did not arrive."
    hold: str
    version: int
    custodian: str
    message_sha256: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAcknowledged(Fact):
    """A custodian confirmed a version. `way` is ``portal`` or ``by hand``; `evidence` the SHA-256 of a kept item."""

    KIND: ClassVar[str] = "notice.acknowledged/1"
    SENTENCE: ClassVar[str] = "A custodian acknowledged the notice of a version of a hold."
    hold: str
    version: int
    custodian: str
    way: str
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAsked(Fact):
    """A custodian's question about a notice, in the custodian's words."""

    KIND: ClassVar[str] = "notice.asked/1"
    SENTENCE: ClassVar[str] = "A custodian asked a question about a notice."
    PRIVILEGED: ClassVar[bool] = True
    GROUND: ClassVar[str] = "privileged: a custodian's question to counsel"
    question: str
    hold: str
    version: int
    custodian: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswered(Fact):
    """What was answered to a question of a custodian."""

    KIND: ClassVar[str] = "notice.answered/1"
    SENTENCE: ClassVar[str] = "A custodian's question about a notice was answered."
    PRIVILEGED: ClassVar[bool] = True
    GROUND: ClassVar[str] = "privileged: counsel's answer to a custodian"
    question: str
    hold: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LossReported(Fact):
    """A custodian says, in the custodian's own words, that something is gone or is about to be. `report` is its id."""

    KIND: ClassVar[str] = "loss.reported/1"
    SENTENCE: ClassVar[str] = "A custodian reported that something was lost."
    report: str
    hold: str
    custodian: str
    text: str


KINDS: tuple[type[Fact], ...] = (
    NoticeWritten,
    NoticeSent,
    NoticeBounced,
    NoticeAcknowledged,
    NoticeAsked,
    NoticeAnswered,
    LossReported,
)
"""The kinds of this module, in the order in which they happen."""
