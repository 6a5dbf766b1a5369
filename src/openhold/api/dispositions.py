"""Dispositions: what somebody wants destroyed, proposed and approved by two people. What destroys is the terminal."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from openhold.actions.describe import sources
from openhold.actions.dispose_unit import approve_disposition, propose_disposition
from openhold.actions.list_dispositions import list_dispositions
from openhold.api.door import Asked, Bearer
from openhold.api.duty import Why
from openhold.api.holds import APPROVE, PROPOSE
from openhold.api.telling import MissingError
from openhold.rows import dispositions as rows

router = Router(tags=["Dispositions"])


class Listed(TypedDict):
    """The dispositions of a matter."""

    dispositions: list[rows.DispositionRow]


@router.get("/{matter}/dispositions", response=Listed)
def list_proposed(request: HttpRequest, matter: str) -> Any:
    """List what people want destroyed, who agreed, and what was destroyed."""
    return {"dispositions": [rows.disposition(one) for one in list_dispositions(cast("Asked", request).home, matter)]}


@router.post("/{matter}/units/{unit}/disposition", response=rows.DispositionRow, auth=Bearer(PROPOSE))
def propose_destroyed(request: HttpRequest, matter: str, unit: str, body: Why) -> Any:
    """Propose that everything kept in a unit be destroyed; nothing is by that."""
    asked = cast("Asked", request)
    _check_there(asked, unit)
    return rows.disposition(propose_disposition(asked.home, asked.actor, matter, unit, body.why))


@router.post("/{matter}/units/{unit}/disposition/approve", response=rows.DispositionRow, auth=Bearer(APPROVE))
def approve_destroyed(request: HttpRequest, matter: str, unit: str) -> Any:
    """Approve what somebody else proposed; nothing is destroyed by that."""
    asked = cast("Asked", request)
    _check_there(asked, unit)
    return rows.disposition(approve_disposition(asked.home, asked.actor, matter, unit))


def _check_there(asked: Asked, unit: str) -> None:
    if all(one.unit != unit for one in sources(asked.home, asked.matter.id)):
        raise MissingError(f"There is no unit {unit!r} in this matter.")
