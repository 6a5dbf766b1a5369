"""Designate an item or all of a unit under a level of a protective order, change that, and take it back."""

import re
from collections.abc import Mapping

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.list_items import find_item
from openhold.actions.orders.admit import admits
from openhold.actions.orders.note import find_order
from openhold.actions.record import database_told, decide, publish
from openhold.actions.wording import words
from openhold.facts.fact import Fact
from openhold.facts.orders import ITEM, UNIT, DesignationMade, DesignationWithdrawn
from openhold.projections.order import Designation, ProtectiveOrder
from openhold.projections.source import Source

_DIGEST = re.compile(r"[0-9a-f]{64}")


def designate(
    home: Home, actor: str, matter: str, order: str, level: str, *, what: str, which: str | bytes, why: str
) -> Designation:
    """Record that an item (its SHA-256 or path) or a unit (its id) is under a level of an order (an id); return it.

    One made before under the same order is changed by it; the same again records nothing. Raises UsageError where there
    is no such thing, order or level; RefusedError where `actor` would change a level that does not admit them.
    """
    found = _which(home, matter, what, which)
    fact = DesignationMade(order=order, level=level, what=what, which=found, why=words(why, "why it is designated"))

    def decision() -> list[Fact]:
        about = find_order(home, matter, order)
        if about.lifted is not None:
            raise UsageError(f"The protective order {order} was lifted, so nothing more is designated under it.")
        if level not in _levels(about):
            raise UsageError(f"That order has no level {level!r}. It has: {'; '.join(_levels(about))}.")
        before = _standing(matter, order, what, found)
        if before is not None and before.level == level:
            return []
        _check_admits(actor, about, before)
        return [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        return Designation.objects.get(matter=matter, order=order, what=what, which=found)


def withdraw_designation(
    home: Home, actor: str, matter: str, order: str, *, what: str, which: str | bytes, why: str
) -> Designation:
    """Record that an item or unit is no longer designated under an order (an id), and return what was.

    Raises UsageError where it is not, RefusedError where its level does not admit `actor`.
    """
    found = which if isinstance(which, str) else which.decode("utf-8", "replace")
    fact = DesignationWithdrawn(order=order, what=what, which=found, why=words(why, "why it is withdrawn"))

    def decision() -> list[Fact]:
        about = find_order(home, matter, order)
        before = _standing(matter, order, what, found)
        if before is None:
            raise UsageError(f"{found!r} is not designated under {order}, so there is nothing to withdraw.")
        _check_admits(actor, about, before)
        return [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        return Designation.objects.get(matter=matter, order=order, what=what, which=found)


def _standing(matter: str, order: str, what: str, which: str) -> Designation | None:
    return Designation.objects.filter(matter=matter, order=order, what=what, which=which, withdrawn=None).first()


def _check_admits(actor: str, order: ProtectiveOrder, before: Designation | None) -> None:
    """Raise RefusedError where a designation stands that keeps `actor` out: nobody lets themselves in."""
    if before is not None and not admits(order.matter, actor, _levels(order)[before.level]):
        who = " or ".join(_levels(order)[before.level])
        raise RefusedError(
            f"It is designated {before.level}, which does not admit you: only {who} may change or withdraw that."
        )


def _levels(order: ProtectiveOrder) -> Mapping[str, list[str]]:
    return {one["name"]: one["roles"] for one in order.levels}


def _which(home: Home, matter: str, what: str, which: str | bytes) -> str:
    """Return what is designated as the fact names it: an item's digest, or a unit's id."""
    if what == ITEM:
        return find_item(home, matter, which if isinstance(which, bytes) else which.encode()).sha256
    if what != UNIT:
        raise UsageError(f"{what!r} is nothing that is designated. There is: {ITEM}, {UNIT}.")
    named = which if isinstance(which, str) else which.decode("utf-8", "replace")
    with database_told(home):
        there = dict(Source.objects.filter(matter=matter, disposed=None).values_list("unit", "id"))
    by_source = {source: unit for unit, source in there.items()}
    if named not in there and named not in by_source:
        raise UsageError(f"There is no unit {named!r} in this matter; `openhold source list` shows them.")
    return named if named in there else by_source[named]
