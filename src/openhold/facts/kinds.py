"""The kinds of fact, one frozen dataclass each. A kind carries its version; a changed body is a new version.

Times are RFC 3339 UTC text with six decimals, counts are items, sizes are bytes, digests are SHA-256 in
lower-case hex. Fields that a later program added are kept in `extra` and written back unchanged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from openhold.facts import dispositions, holds, members, notices, orders, parties, questionnaires, things
from openhold.facts.custodians import AlarmSettled, CustodianChanged, CustodianNamed
from openhold.facts.fact import Fact
from openhold.facts.retention import SourceDescribed
from openhold.facts.tasks import TaskDone, TaskGiven, TaskReopened
from openhold.facts.triggers import DutyDated, TriggerNoted, TriggerWithdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceOpened(Fact):
    """The first entry of the instance's own log. `verifier_key` is the seal key's line."""

    KIND: ClassVar[str] = "instance.opened/1"
    SENTENCE: ClassVar[str] = "This instance of Openhold was set up, with this key and this vault."
    instance: str
    vault: str
    verifier_key: str
    software: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNamed(Fact):
    """Who stands behind an opaque actor id; `account` is the operating system's account, or a sign-in address."""

    KIND: ClassVar[str] = "person.named/1"
    SENTENCE: ClassVar[str] = "A person who acts on the record was given an id."
    person: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterOpened(Fact):
    """The first entry of a matter's log. `court` and `number` are null where nobody said them."""

    KIND: ClassVar[str] = "matter.opened/1"
    SENTENCE: ClassVar[str] = "A matter was opened."
    matter: str
    title: str
    court: str | None
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAccepted(Fact):
    """A person accepted a value as it was read. `paper` is the SHA-256 of the paper's bytes, `name` its file name.

    `field` is a path in what `openhold read` answers (``dates.discovery``), `quote` the words that the value was read
    from, `page` counts from 1, `line` is the number printed beside the words, null where there is none.
    """

    KIND: ClassVar[str] = "paper.accepted/1"
    SENTENCE: ClassVar[str] = "A value that was read from a court paper was accepted, with its words."
    paper: str
    name: str
    field: str
    value: str
    quote: str
    page: int
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueCorrected(Fact):
    """A person put another value in the place of what was read: `read` and `quote` are null where nothing was.

    `value` is null where the person says that the paper does not say what was read from it.
    """

    KIND: ClassVar[str] = "paper.corrected/1"
    SENTENCE: ClassVar[str] = "A value that was read from a court paper was corrected by a person."
    paper: str
    name: str
    field: str
    read: str | None
    value: str | None
    quote: str | None
    page: int | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNamed(Fact):
    """Where evidence lives. `at` is the place as text, or `at_b64` where its name is not UTF-8.

    `excludes` are the named rules in force, each ``name=pattern``.
    """

    KIND: ClassVar[str] = "source.named/1"
    SENTENCE: ClassVar[str] = "A source of evidence was named, with its custodian."
    source: str
    source_kind: str
    at: str | None
    at_b64: str | None
    custodian: str | None
    unit: str
    excludes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """How many lines of a manifest ended how."""

    duplicate: int
    excluded: int
    failed: int
    stored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionSealed(Fact):
    """A collection ended: its manifest, counts and root, as the formats page lists them."""

    KIND: ClassVar[str] = "collection.sealed/1"
    SENTENCE: ClassVar[str] = "A collection ended and its manifest was sealed."
    collection: str
    unit: str
    source: str
    started: str
    lines: int
    ends: Ends
    bytes: int
    read: int
    carried: int
    new_items: int
    new_bytes: int
    root: str
    manifest_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionStopped(Fact):
    """A collection was interrupted before it was sealed; what it had kept stays in the vault.

    Where the program was ended with it, the next collection of the unit says so: `collection` is an id of its own,
    `lines` is 0, and what is new is what the unit holds beyond what the facts before count.
    """

    KIND: ClassVar[str] = "collection.stopped/1"
    SENTENCE: ClassVar[str] = "A collection was interrupted; the items it had stored are kept."
    collection: str
    unit: str
    lines: int
    new_items: int
    new_bytes: int
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRun(Fact):
    """Bytes were read again. `sample` is ``all`` or a percentage; `codes` counts findings by code."""

    KIND: ClassVar[str] = "audit.run/1"
    SENTENCE: ClassVar[str] = "Kept bytes were read again and compared with the record."
    scope: str
    sample: str
    checked: int
    bytes: int
    findings: int
    codes: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureMade(Fact):
    """A disclosure bag was written over the log as it stood at `size`; `tagmanifest_sha256` names the bag."""

    KIND: ClassVar[str] = "disclosure.made/1"
    SENTENCE: ClassVar[str] = "A disclosure was written, and what was withheld from it was counted."
    bag: str
    size: int
    root: str
    items: int
    withheld_facts: int
    withheld_items: int
    tagmanifest_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalRefused(Fact):
    """Somebody asked to destroy a unit and the gate said no, for these reasons."""

    KIND: ClassVar[str] = "disposal.refused/1"
    SENTENCE: ClassVar[str] = "A request to destroy a unit was refused."
    unit: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryDone(Fact):
    """After an interruption a pack was cut after its last whole, verified member and sealed."""

    KIND: ClassVar[str] = "recovery.done/1"
    SENTENCE: ClassVar[str] = "After an interruption the vault was brought back to a whole state."
    unit: str
    pack: str
    members: int
    cut_bytes: int


_ALL: tuple[type[Fact], ...] = (
    InstanceOpened,
    PersonNamed,
    MatterOpened,
    ValueAccepted,
    ValueCorrected,
    SourceNamed,
    CollectionSealed,
    CollectionStopped,
    AuditRun,
    DisclosureMade,
    DisposalRefused,
    RecoveryDone,
    CustodianNamed,
    CustodianChanged,
    AlarmSettled,
    SourceDescribed,
    TriggerNoted,
    TriggerWithdrawn,
    DutyDated,
    TaskGiven,
    TaskDone,
    TaskReopened,
    *parties.KINDS,
    *members.KINDS,
    *holds.KINDS,
    *notices.KINDS,
    *questionnaires.KINDS,
    *dispositions.KINDS,
    *things.KINDS,
    *orders.KINDS,
)

KINDS: Mapping[str, type[Fact]] = MappingProxyType({kind.KIND: kind for kind in _ALL})
"""Every kind that this program writes, by its name. Closed: a kind that is not here is not written."""
