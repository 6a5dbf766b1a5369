"""Who is in a matter: our side, the parties, their counsel; and what happened in it, day by day."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router

from openhold.actions import name_party as naming
from openhold.actions.tell_timeline import tell_timeline
from openhold.api.asking import Body, Text
from openhold.api.door import Asked, Bearer
from openhold.api.duty import Why
from openhold.api.telling import MissingError
from openhold.rows import parties as rows

router = Router(tags=["Parties"])
_NAME = "say who the parties are"


class Side(Body):
    """A side of the matter."""

    side: Text


class NewParty(Body):
    """A party; `party` is the id of one that is stated anew."""

    name: Text
    side: Text
    party: Text | None = None


class NewCounsel(Body):
    """Counsel of a side; `counsel` is the id of one that is stated anew."""

    name: Text
    side: Text
    firm: Text | None = None
    counsel: Text | None = None


@router.get("/{matter}/parties", response=rows.PartiesRow)
def list_parties(request: HttpRequest, matter: str) -> Any:
    """Show on whose side we stand, the parties of each side, and their counsel."""
    return _all(cast("Asked", request))


@router.put("/{matter}/side", response=rows.PartiesRow, auth=Bearer(_NAME))
def put_side(request: HttpRequest, matter: str, body: Side) -> Any:
    """Say on whose side we stand."""
    asked = cast("Asked", request)
    naming.say_side(asked.home, asked.actor, matter, body.side)
    return _all(asked)


@router.post("/{matter}/parties", response=rows.PartiesRow, auth=Bearer(_NAME))
def add_party(request: HttpRequest, matter: str, body: NewParty) -> Any:
    """Name a party, or state one anew."""
    asked = cast("Asked", request)
    naming.name_party(asked.home, asked.actor, matter, name=body.name, side=body.side, party=body.party)
    return _all(asked)


@router.post("/{matter}/counsel", response=rows.CounselRow, auth=Bearer(_NAME))
def add_counsel(request: HttpRequest, matter: str, body: NewCounsel) -> Any:
    """Name counsel, or state one anew."""
    asked = cast("Asked", request)
    return rows.counsel(naming.name_counsel(asked.home, asked.actor, matter, **body.dict()))


@router.post("/{matter}/parties/{which}/withdraw", response=rows.PartiesRow, auth=Bearer(_NAME))
def withdraw_named(request: HttpRequest, matter: str, which: str, body: Why) -> Any:
    """Withdraw a party or counsel that a person named; that they stood here stays on the record."""
    asked = cast("Asked", request)
    found = naming.parties(asked.home, matter)
    by_hand = [one.by_hand for them in found.of.values() for one in them if one.by_hand is not None]
    if all(one.id != which for one in (*by_hand, *found.counsel)):
        raise MissingError(f"Nobody of this matter was named as {which!r}.")
    naming.withdraw_naming(asked.home, asked.actor, matter, which, why=body.why)
    return _all(asked)


@router.get("/{matter}/timeline", response=rows.TimelineRow)
def show_timeline(request: HttpRequest, matter: str) -> Any:
    """Tell what happened and what is due, in the order of days."""
    return rows.timeline(tell_timeline(cast("Asked", request).home, matter))


def _all(asked: Asked) -> rows.PartiesRow:
    return rows.parties(naming.parties(asked.home, asked.matter.id))
