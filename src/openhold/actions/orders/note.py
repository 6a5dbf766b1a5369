"""Note a protective order with its levels, state it anew, lift it; list the orders of a matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish, record
from openhold.actions.roles import DEEDS, ROLES
from openhold.actions.wording import past_day, words, words_or_none
from openhold.facts.fact import Fact
from openhold.facts.orders import ENTERED, STIPULATED, Level, OrderAmended, OrderLifted, OrderNoted
from openhold.projections.order import Designation, ProtectiveOrder

READ = "read what was collected"
READERS = tuple(role for role in ROLES if role in DEEDS[READ])
"""The roles among which a level chooses: nobody else reads what was collected."""
STATES = (ENTERED, STIPULATED)
_LONGEST_NAME, _MOST_LEVELS = 80, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a protective order says: its paper, day and docket number, whether it was entered, and who may open what.

    `levels` are the names of its levels, each with the roles that it admits.
    """

    paper: str
    on: date
    levels: Sequence[tuple[str, Sequence[str]]]
    docket: str | None = None
    state: str = ENTERED


@dataclass(frozen=True, slots=True)
class Listed:
    """An order, and what is designated under it: what stands, oldest first, and what was withdrawn."""

    order: ProtectiveOrder
    standing: tuple[Designation, ...]
    withdrawn: tuple[Designation, ...]


class _Fields(TypedDict):
    paper: str
    on: str
    docket: str | None
    state: str
    levels: tuple[Level, ...]


def note_order(home: Home, actor: str, matter: str, stated: Stated) -> ProtectiveOrder:
    """Record a protective order of `matter`, and return it.

    Raises UsageError where a text is empty, its day is still to come, or a level admits nobody who reads at all.
    """
    fact = OrderNoted(order=home.new_id("o"), **_checked(home, stated))
    record(home, matter, actor, fact)
    publish(home, matter)
    return find_order(home, matter, fact.order)


def amend_order(home: Home, actor: str, matter: str, order: str, stated: Stated, *, why: str) -> ProtectiveOrder:
    """Record that an order (an id) says all of `stated` now, and return it; the same again records nothing.

    Raises UsageError as `note_order`, and where it was lifted or leaves out a level that something is under.
    """
    fact = OrderAmended(order=order, why=words(why, "what changed it"), **_checked(home, stated))

    def decision() -> list[Fact]:
        found = _in_force(home, matter, order)
        used = Designation.objects.filter(matter=matter, order=order, withdrawn=None).values_list("level", flat=True)
        if left := sorted(set(used) - {one.name for one in fact.levels}):
            raise UsageError(f"Something is designated {left[0]}, so the order keeps that level. Withdraw that first.")
        return [] if _same(found, fact) else [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_order(home, matter, order)


def lift_order(home: Home, actor: str, matter: str, order: str, *, on: date, why: str) -> ProtectiveOrder:
    """Record that an order (an id) binds no more, and return it. Raises UsageError where it was lifted before."""
    fact = OrderLifted(order=order, on=past_day(home, on, "it was lifted"), why=words(why, "why it was lifted"))

    def decision() -> list[Fact]:
        _in_force(home, matter, order)
        return [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_order(home, matter, order)


def orders(home: Home, matter: str) -> tuple[Listed, ...]:
    """Return the protective orders of a matter, oldest first; those that were lifted too."""
    with database_told(home):
        there = list(Designation.objects.filter(matter=matter).order_by("seq"))
        return tuple(
            Listed(
                one,
                tuple(each for each in there if each.order == one.id and each.withdrawn is None),
                tuple(each for each in there if each.order == one.id and each.withdrawn is not None),
            )
            for one in ProtectiveOrder.objects.filter(matter=matter).order_by("seq")
        )


def count_orders(home: Home, matter: str) -> tuple[int, int]:
    """Return how many orders of a matter are in force, and how many items and units are designated under them."""
    with database_told(home):
        in_force = list(ProtectiveOrder.objects.filter(matter=matter, lifted=None).values_list("id", flat=True))
        if not in_force:
            return 0, 0
        designated = Designation.objects.filter(matter=matter, order__in=in_force, withdrawn=None)
        return len(in_force), designated.count()


def find_order(home: Home, matter: str, wanted: str) -> ProtectiveOrder:
    """Return the protective order whose id is `wanted`; raise UsageError naming those there are."""
    with database_told(home):
        there = list(ProtectiveOrder.objects.filter(matter=matter).order_by("seq"))
    found = next((one for one in there if one.id == wanted), None)
    if found is None:
        named = "; ".join(f"{one.id} ({one.paper[:60]})" for one in there) or "none yet"
        raise UsageError(f"There is no protective order {wanted!r} in this matter. There is: {named}.")
    return found


def _in_force(home: Home, matter: str, order: str) -> ProtectiveOrder:
    found = find_order(home, matter, order)
    if found.lifted is not None:
        raise UsageError(f"The protective order {order} was lifted, as entry {found.lifted:,} says. Note another one.")
    return found


def _checked(home: Home, stated: Stated) -> _Fields:
    if stated.state not in STATES:
        raise UsageError(f"{stated.state!r} is no state of a protective order. There is: {', '.join(STATES)}.")
    return {
        "paper": words(stated.paper, "which paper the order is"),
        "on": past_day(home, stated.on, "the order was made"),
        "docket": words_or_none(stated.docket, "the docket's number", 40),
        "state": stated.state,
        "levels": _levels(stated.levels),
    }


def _levels(said: Sequence[tuple[str, Sequence[str]]]) -> tuple[Level, ...]:
    found: dict[str, Level] = {}
    for name, roles in said:
        tidy = words(name, "a level's name", _LONGEST_NAME)
        if tidy in found:
            raise UsageError(f"The level {tidy} is named twice.")
        if wrong := next((one for one in roles if one not in READERS), None):
            raise UsageError(
                f"A level admits some of those who read what was collected: {', '.join(READERS)}. {wrong!r} is none of "
                "them."
            )
        if not roles:
            raise UsageError(f"Say who may open what is designated {tidy}: {', '.join(READERS)}, or some of them.")
        found[tidy] = Level(name=tidy, roles=tuple(one for one in READERS if one in roles))
    if not found:
        raise UsageError("Say at least one level, such as CONFIDENTIAL, and who may open what it covers.")
    if len(found) > _MOST_LEVELS:
        raise UsageError(f"An order has {_MOST_LEVELS} levels at most; these are {len(found)}.")
    return tuple(found.values())


def _same(found: ProtectiveOrder, fact: OrderAmended) -> bool:
    levels = [{"name": one.name, "roles": list(one.roles)} for one in fact.levels]
    said = (fact.paper, fact.on, fact.docket, fact.state, levels)
    return (found.paper, found.on.isoformat(), found.docket, found.state, found.levels) == said
