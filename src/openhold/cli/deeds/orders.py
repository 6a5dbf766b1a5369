"""Protective orders: note one, state it anew, lift it; designate what is kept, and take that back."""

import os
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError
from openhold.rows import orders as rows

if TYPE_CHECKING:
    from openhold.projections.order import ProtectiveOrder

_Each = Annotated[tuple[str, ...], Parameter(negative=(), consume_multiple=False)]
_State = Literal["entered", "stipulated"]
_What = Literal["item", "unit"]


def note(
    matter: str, /, *, paper: str, on: date, level: _Each, docket: str | None = None, state: _State = "entered"
) -> None:
    """Note a protective order: its levels, and who may open what each covers.

    Example: `openhold order note quintrell --paper 'Protective order' --on 2026-03-09 --docket 41
    --level 'CONFIDENTIAL=counsel,case manager,reviewer' --level "ATTORNEYS' EYES ONLY=counsel"`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    paper: str
        Which paper it is.
    on: date
        Its day.
    level: tuple[str, ...]
        NAME=ROLE,ROLE: a level, and who may open what it covers: counsel, case manager, reviewer. Repeatable.
    docket: str
        Its number on the court's docket.
    state: str
        Whether the court entered it, or the parties only stipulated it.
    """
    levels = _levels(level)
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.orders.note import Stated, note_order

    stated = Stated(paper=paper, on=on, levels=levels, docket=docket, state=state)
    _tell(note_order(home, actor, found.id, stated), "is noted")


def amend(
    matter: str,
    order: str,
    /,
    *,
    paper: str,
    on: date,
    level: _Each,
    why: str,
    docket: str | None = None,
    state: _State = "entered",
) -> None:
    """State a protective order anew, all of it: when the court enters or changes it.

    Example: `openhold order amend quintrell o-4k7t0z9xqd --paper 'Protective order' --on 2026-03-09 --docket 41
    --level CONFIDENTIAL=counsel --why 'The court entered it.'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    order: str
        The order's id.
    paper: str
        Which paper it is.
    on: date
        Its day.
    level: tuple[str, ...]
        NAME=ROLE,ROLE, as `openhold order note` takes it. A level that something is under stays. Repeatable.
    why: str
        What changed it.
    docket: str
        Its number on the court's docket.
    state: str
        Whether the court entered it, or the parties only stipulated it.
    """
    levels = _levels(level)
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.orders.note import Stated, amend_order

    stated = Stated(paper=paper, on=on, levels=levels, docket=docket, state=state)
    _tell(amend_order(home, actor, found.id, order, stated, why=why), "is stated anew")


def lift(matter: str, order: str, /, *, on: date, why: str) -> None:
    """Lift a protective order: what was designated under it is open as it was before.

    Example: `openhold order lift quintrell o-4k7t0z9xqd --on 2026-06-01 --why 'Vacated by ECF No. 77.'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    order: str
        The order's id.
    on: date
        The day on which it was lifted.
    why: str
        Why.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.orders.note import lift_order

    _tell(lift_order(home, actor, found.id, order, on=on, why=why), "is lifted")


def list_(matter: str, /) -> None:
    """List the protective orders of a matter, and what is designated under each.

    Example: `openhold order list quintrell`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    """
    from openhold.cli.bootstrap import in_matter

    home, _, found = in_matter(matter)
    from openhold.actions.orders.note import orders

    there = orders(home, found.id)
    if context.current.json:
        context.document({"orders": [rows.listed(one) for one in there]})
        return
    if not there:
        context.tell("No protective order was noted.")
    for one in there:
        _tell(one.order, f"was lifted on {one.order.lifted_on}" if one.order.lifted_on else "is in force")
        for each in one.standing:
            context.tell(f"  {each.what} {each.which}: {context.printable(each.level)}, entry {each.seq:,}")


def designate(matter: str, order: str, which: str, /, *, level: str, why: str, what: _What = "item") -> None:
    """Designate an item, or all that is kept of a unit, under a level of a protective order.

    Example: `openhold order designate quintrell o-4k7t0z9xqd logs/report.txt --level CONFIDENTIAL --why 'Medical'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    order: str
        The order's id.
    which: str
        The item's SHA-256 or path; with `--what unit` the id of the unit or of its source.
    level: str
        The level's name, as the order has it.
    why: str
        Why.
    what: str
        An item, or all of a unit.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.orders.designate import designate as make

    done = make(home, actor, found.id, order, level, what=what, which=os.fsencode(which), why=why)
    if context.current.json:
        context.document(rows.designation(done))
        return
    context.tell(f"{done.what} {done.which} is designated {context.printable(done.level)}, entry {done.seq:,}.")


def withdraw(matter: str, order: str, which: str, /, *, why: str, what: _What = "item") -> None:
    """Withdraw the designation of an item or a unit.

    Example: `openhold order withdraw quintrell o-4k7t0z9xqd 9f86d081… --why 'It was made public.'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    order: str
        The order's id.
    which: str
        The item's SHA-256 or the unit's id, as `openhold order list` shows it.
    why: str
        Why.
    what: str
        An item, or all of a unit.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.orders.designate import withdraw_designation

    done = withdraw_designation(home, actor, found.id, order, what=what, which=which, why=why)
    if context.current.json:
        context.document(rows.designation(done))
        return
    context.tell(f"{done.what} {done.which} is no longer designated under {done.order}.")


def _levels(said: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    levels = []
    for one in said:
        name, equals, roles = one.partition("=")
        if not equals or not name.strip():
            raise MisuseError(f"{one!r} is no level. Write NAME=ROLE,ROLE, such as CONFIDENTIAL=counsel,reviewer.")
        levels.append((name, [role.strip() for role in roles.split(",") if role.strip()]))
    return levels


def _tell(one: "ProtectiveOrder", what: str) -> None:
    if context.current.json:
        context.document(rows.order(one))
        return
    docket = f", ECF No. {context.printable(one.docket)}" if one.docket else ""
    context.tell(f"{context.printable(one.paper)} of {one.on}{docket}, {one.state}, {one.id}, {what}.")
    for level in one.levels:
        context.tell(f"  {context.printable(level['name'])}: {', '.join(level['roles'])}")
