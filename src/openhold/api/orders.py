"""Protective orders: list, note, state anew and lift them; designate what is kept, and take that back."""

import os
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from openhold.actions.orders import note as noting
from openhold.actions.orders.designate import designate, withdraw_designation
from openhold.api.asking import Body, Day, Text
from openhold.api.door import Asked, Bearer
from openhold.api.duty import Why
from openhold.api.telling import MissingError
from openhold.rows import orders as rows

router = Router(tags=["Protective orders"])
_SAY, _DESIGNATE = "say what a protective order says", "designate under a protective order"


class Level(Body):
    """A level's name, and the roles that may open what it covers: some of those who read what was collected."""

    name: Text
    roles: list[Text]


class NewOrder(Body):
    """What a protective order says."""

    paper: Text
    on: Day
    docket: Text | None = None
    state: Literal["entered", "stipulated"] = "entered"
    levels: list[Level]


class Amended(NewOrder):
    """What an order says now, all of it, and what changed it."""

    why: Text


class Lifted(Body):
    """From which day the order binds no more, and why."""

    on: Day
    why: Text


class NewDesignation(Body):
    """What is designated, an item by its SHA-256 or path or a unit by its id, under which level and why."""

    what: Literal["item", "unit"] = "item"
    which: Text
    level: Text
    why: Text


class Withdrawn(Why):
    """What is no longer designated, by its SHA-256 or the unit's id."""

    what: Literal["item", "unit"] = "item"
    which: Text


class Orders(TypedDict):
    """The protective orders of a matter."""

    orders: list[rows.ListedRow]


@router.get("/{matter}/orders", response=Orders)
def list_orders(request: HttpRequest, matter: str) -> Any:
    """List the protective orders, and what is designated under each."""
    return {"orders": [rows.listed(one) for one in noting.orders(cast("Asked", request).home, matter)]}


@router.post("/{matter}/orders", response=rows.OrderRow, auth=Bearer(_SAY))
def note_new_order(request: HttpRequest, matter: str, body: NewOrder) -> Any:
    """Note a protective order."""
    asked = cast("Asked", request)
    return rows.order(noting.note_order(asked.home, asked.actor, matter, _stated(body)))


@router.put("/{matter}/orders/{order}", response=rows.OrderRow, auth=Bearer(_SAY))
def amend_one_order(request: HttpRequest, matter: str, order: str, body: Amended) -> Any:
    """State an order anew; a level that something is under stays."""
    asked = _with(request, order)
    return rows.order(noting.amend_order(asked.home, asked.actor, matter, order, _stated(body), why=body.why))


@router.post("/{matter}/orders/{order}/lift", response=rows.OrderRow, auth=Bearer(_SAY))
def lift_one_order(request: HttpRequest, matter: str, order: str, body: Lifted) -> Any:
    """Lift an order: what was designated under it is open as it was before."""
    asked = _with(request, order)
    return rows.order(noting.lift_order(asked.home, asked.actor, matter, order, on=body.on, why=body.why))


@router.post("/{matter}/orders/{order}/designations", response=rows.DesignationRow, auth=Bearer(_DESIGNATE))
def designate_one(request: HttpRequest, matter: str, order: str, body: NewDesignation) -> Any:
    """Designate an item or a unit; what is designated already changes its level."""
    asked = _with(request, order)
    which = os.fsencode(body.which)
    done = designate(asked.home, asked.actor, matter, order, body.level, what=body.what, which=which, why=body.why)
    return rows.designation(done)


@router.post("/{matter}/orders/{order}/designations/withdraw", response=rows.DesignationRow, auth=Bearer(_DESIGNATE))
def withdraw_one_designation(request: HttpRequest, matter: str, order: str, body: Withdrawn) -> Any:
    """Withdraw a designation; only whom its level admits may."""
    asked = _with(request, order)
    done = withdraw_designation(asked.home, asked.actor, matter, order, what=body.what, which=body.which, why=body.why)
    return rows.designation(done)


def _with(request: HttpRequest, order: str) -> Asked:
    """Return the request, once it is known that the order is there; raise MissingError where it is not."""
    asked = cast("Asked", request)
    if all(one.order.id != order for one in noting.orders(asked.home, asked.matter.id)):
        raise MissingError(f"There is no protective order {order!r} in this matter.")
    return asked


def _stated(body: NewOrder) -> noting.Stated:
    levels = [(one.name, one.roles) for one in body.levels]
    return noting.Stated(paper=body.paper, on=body.on, levels=levels, docket=body.docket, state=body.state)
