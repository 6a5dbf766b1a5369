"""Protective orders, and what is designated under them."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.orders.note import Listed
    from openhold.projections.order import Designation, ProtectiveOrder


class LevelRow(TypedDict):
    """A level of an order, and the roles that may open what is under it."""

    name: str
    roles: list[str]


class OrderRow(TypedDict):
    """A protective order as it was last stated, in which entry; `lifted_on` is None while it is in force."""

    order: str
    paper: str
    on: str
    docket: str | None
    state: str
    levels: list[LevelRow]
    stated: int
    lifted_on: str | None
    lifted_why: str | None


class DesignationRow(TypedDict):
    """What is designated: an ``item`` by its SHA-256 or a ``unit`` by its id.

    `withdrawn` is the entry that ended it, None while it stands.
    """

    order: str
    level: str
    what: str
    which: str
    why: str
    by: str
    seq: int
    withdrawn: int | None


class ListedRow(OrderRow):
    """An order with what is designated under it, withdrawn ones last."""

    designated: list[DesignationRow]


def order(one: "ProtectiveOrder") -> OrderRow:
    """Return an order."""
    return {
        "order": one.id,
        "paper": one.paper,
        "on": one.on.isoformat(),
        "docket": one.docket,
        "state": one.state,
        "levels": one.levels,
        "stated": one.stated,
        "lifted_on": None if one.lifted_on is None else one.lifted_on.isoformat(),
        "lifted_why": one.lifted_why,
    }


def designation(one: "Designation") -> DesignationRow:
    """Return a designation."""
    return {
        "order": one.order,
        "level": one.level,
        "what": one.what,
        "which": one.which,
        "why": one.why,
        "by": one.said_by,
        "seq": one.seq,
        "withdrawn": one.withdrawn,
    }


def listed(one: "Listed") -> ListedRow:
    """Return an order with what is designated under it."""
    return {**order(one.order), "designated": [designation(each) for each in (*one.standing, *one.withdrawn)]}
