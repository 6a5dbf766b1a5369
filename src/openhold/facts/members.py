"""Who may see a matter and do what in it: accounts and owners of the instance, members of a matter.

What concerns the whole instance stands on the instance's own log, membership on the matter's. `person` is the opaque
id that `person.named/1` gave.
"""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(Fact):
    """A person can sign in by this e-mail address. From then on their roles say what they may do.

    `invited_by` is the person who invited them, or null for whoever came by the link on the terminal.
    """

    KIND: ClassVar[str] = "account.opened/1"
    SENTENCE: ClassVar[str] = "An account was opened by which a person signs in."
    person: str
    name: str
    email: str
    invited_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Fact):
    """The person cannot sign in any more. Their roles stay as they are, and show nothing."""

    KIND: ClassVar[str] = "account.closed/1"
    SENTENCE: ClassVar[str] = "An account was closed, so that the person cannot sign in by it."
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReopened(Fact):
    """The person can sign in again."""

    KIND: ClassVar[str] = "account.reopened/1"
    SENTENCE: ClassVar[str] = "A closed account was opened again."
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerNamed(Fact):
    """The instance's owner: sees every matter and may do everything in it."""

    KIND: ClassVar[str] = "owner.named/1"
    SENTENCE: ClassVar[str] = "A person was named as an owner of this instance, who sees every matter."
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdded(Fact):
    """A person became a member of the matter, or a member's role was changed. `role` is one of the role table."""

    KIND: ClassVar[str] = "member.added/1"
    SENTENCE: ClassVar[str] = "A person was given a role in the matter."
    person: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRemoved(Fact):
    """A person is no longer a member, and sees nothing of the matter from then on."""

    KIND: ClassVar[str] = "member.removed/1"
    SENTENCE: ClassVar[str] = "A person was taken out of the matter."
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRead(Fact):
    """The actor opened the content of these items (SHA-256, hex)."""

    KIND: ClassVar[str] = "evidence.read/1"
    SENTENCE: ClassVar[str] = "A person opened the content of items that are kept."
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivilegedRead(Fact):
    """The actor opened privileged words: `what` they are, `which` by an id.

    Of ``questionnaires`` and ``questions`` that is the custodian whose they are, or the hold that they are about; of
    a ``notice`` the hold and its version (``h-4k7t0z9xqd/2``); of a ``draft`` of a hold its key.
    """

    KIND: ClassVar[str] = "privileged.read/1"
    SENTENCE: ClassVar[str] = "A person opened privileged words of the matter."
    what: str
    which: str


KINDS: tuple[type[Fact], ...] = (
    AccountOpened,
    AccountClosed,
    AccountReopened,
    OwnerNamed,
    MemberAdded,
    MemberRemoved,
    EvidenceRead,
    PrivilegedRead,
)
"""All of them, in the order of the docs."""
