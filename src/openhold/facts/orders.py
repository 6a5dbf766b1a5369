"""Facts about protective orders: what each says of who may open what, and what is designated under it.

A protective order narrows who opens an item that is kept; it lets nobody in whom the role table keeps out. `level` is
a level's name as the order has it, such as ``CONFIDENTIAL``. Days are ``YYYY-MM-DD``.
"""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact

ENTERED, STIPULATED = "entered", "stipulated"
"""Whether the court has entered the order, or the parties have only agreed to it."""
ITEM, UNIT = "item", "unit"
"""What is designated: one content, by its SHA-256 in hex, or all that is kept of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of an order, and the `roles` of the matter that may open what is designated under it."""

    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderNoted(Fact):
    """A protective order: which `paper`, of which day, the number that the court's docket gives it, null where none.

    `state` is ``entered`` or ``stipulated``.
    """

    KIND: ClassVar[str] = "order.noted/1"
    SENTENCE: ClassVar[str] = "A protective order was noted, with its levels and who may open what each covers."
    order: str
    paper: str
    on: str
    docket: str | None
    state: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAmended(Fact):
    """A protective order was stated anew, all of it; `why` says what changed it."""

    KIND: ClassVar[str] = "order.amended/1"
    SENTENCE: ClassVar[str] = "A protective order was stated anew, with the reason."
    order: str
    paper: str
    on: str
    docket: str | None
    state: str
    levels: tuple[Level, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLifted(Fact):
    """A protective order binds no more from the day `on`; what was designated under it is open as before."""

    KIND: ClassVar[str] = "order.lifted/1"
    SENTENCE: ClassVar[str] = "A protective order was lifted, with the reason."
    order: str
    on: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationMade(Fact):
    """An item or unit (`what`) was designated under a level of an order; it takes the place of one made before.

    `which` is the item's SHA-256 or the unit's id.
    """

    KIND: ClassVar[str] = "designation.made/1"
    SENTENCE: ClassVar[str] = "An item or a unit was designated under a level of a protective order."
    order: str
    level: str
    what: str
    which: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationWithdrawn(Fact):
    """An item or unit is no longer designated under an order."""

    KIND: ClassVar[str] = "designation.withdrawn/1"
    SENTENCE: ClassVar[str] = "The designation of an item or a unit under a protective order was withdrawn."
    order: str
    what: str
    which: str
    why: str


KINDS: tuple[type[Fact], ...] = (OrderNoted, OrderAmended, OrderLifted, DesignationMade, DesignationWithdrawn)
"""All of them, in the order of the docs."""
