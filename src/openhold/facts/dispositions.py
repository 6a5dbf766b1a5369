"""What happened on the way to the destruction of a unit: asked for, agreed to, begun, done."""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionProposed(Fact):
    """Somebody asks for everything that is kept in `unit` to be destroyed."""

    KIND: ClassVar[str] = "disposition.proposed/1"
    SENTENCE: ClassVar[str] = "It was proposed to destroy what is kept in a unit."
    disposition: str
    unit: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionApproved(Fact):
    """A second person agreed. It permits nothing by itself: the gate asks again when the unit is to be destroyed."""

    KIND: ClassVar[str] = "disposition.approved/1"
    SENTENCE: ClassVar[str] = "The destruction of a unit was approved by a person who had not proposed it."
    disposition: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalBegun(Fact):
    """The gate was open and the destruction begins. Recorded first, so that an interrupted one is not denied."""

    KIND: ClassVar[str] = "disposal.begun/1"
    SENTENCE: ClassVar[str] = "The destruction of a unit began; from here on some of it may be gone."
    disposition: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDisposed(Fact):
    """What a certificate needs: what was destroyed, where it had come from, who had asked and who had agreed.

    `at` and `at_b64` are the source's place as it was named; `items` and `bytes` count each content once;
    `manifests` are the SHA-256 (hex) of the manifests that listed it, `released` the matter's holds, all released.
    """

    KIND: ClassVar[str] = "unit.disposed/1"
    SENTENCE: ClassVar[str] = "Everything that was kept in a unit was destroyed, with the agreement of two people."
    disposition: str
    unit: str
    source: str
    at: str | None
    at_b64: str | None
    custodian: str | None
    items: int
    bytes: int
    manifests: tuple[str, ...]
    released: tuple[str, ...]
    proposed_by: str
    approved_by: str


KINDS: tuple[type[Fact], ...] = (DispositionProposed, DispositionApproved, DisposalBegun, UnitDisposed)
"""The kinds of this module, in the order in which they happen."""
