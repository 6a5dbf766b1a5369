"""Let go of a unit: propose it, approve it as a second person, and then ask for it to be destroyed."""

from typing import Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError


def dispose(
    matter: str,
    unit: str,
    /,
    *,
    propose: str | None = None,
    approve: Annotated[bool, Parameter(negative=())] = False,
) -> None:
    """Ask for a unit to be destroyed. Refused, which is recorded, unless no hold covers it and two people agreed.

    Example: `openhold dispose quintrell u-4k7t0z9xqd`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    unit: str
        The unit, as `openhold matter show` lists it.
    propose: str
        Propose it, with this reason; nothing is destroyed.
    approve: bool
        Approve what somebody else proposed; nothing is destroyed.
    """
    if propose is not None and approve:
        raise MisuseError("Nobody approves what they propose. Say --propose or --approve.")
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.dispose_unit import approve_disposition, dispose_unit, propose_disposition
    from openhold.actions.open_matter import find_matter

    found = find_matter(home, matter).id
    if propose is not None:
        done = propose_disposition(home, instance.actor, found, unit, propose)
        said = f"It is proposed to destroy {unit}. A second person: openhold dispose {found} {unit} --approve"
    elif approve:
        done = approve_disposition(home, instance.actor, found, unit)
        said = f"The destruction of {unit} is approved. To do it: openhold dispose {found} {unit}"
    else:
        done = dispose_unit(home, instance.actor, found, unit)
        said = f"{unit} was destroyed: {done.items:,} items, {context.size_text(done.bytes or 0)}."
    if context.current.json:
        from openhold.rows.dispositions import disposition

        context.document(disposition(done))
    else:
        context.tell(said)
