"""The members of a matter: list them, give somebody a role, take somebody out."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from openhold.actions.add_member import add_member, members, person_by_email
from openhold.actions.remove_member import remove_member
from openhold.api.asking import Body, Text
from openhold.api.door import Asked, Bearer
from openhold.api.telling import MissingError
from openhold.rows import people as rows

router = Router(tags=["Members"])
_CHOOSE = "choose the members"


class NewMember(Body):
    """Who is to see the matter, by the address they sign in with, and as what."""

    email: Text
    role: Text


class Members(TypedDict):
    """The members of a matter."""

    members: list[rows.MemberRow]


class Removed(TypedDict):
    """Who was taken out of which matter."""

    matter: str
    person: str


@router.get("/{matter}/members", response=Members)
def list_members(request: HttpRequest, matter: str) -> Any:
    """List the members, in the order in which they got their roles."""
    return {"members": [rows.member(*one) for one in members(cast("Asked", request).home, matter)]}


@router.post("/{matter}/members", response=rows.MemberRow, auth=Bearer(_CHOOSE))
def add_new_member(request: HttpRequest, matter: str, body: NewMember) -> Any:
    """Make somebody who signs in a member, or give a member another role."""
    asked = cast("Asked", request)
    person = person_by_email(asked.home, body.email)
    return rows.member(person, add_member(asked.home, asked.actor, matter, person=person.id, role=body.role))


@router.delete("/{matter}/members/{person}", response=Removed, auth=Bearer(_CHOOSE))
def remove_one_member(request: HttpRequest, matter: str, person: str) -> Any:
    """Take a member out: they see nothing of the matter from then on."""
    asked = cast("Asked", request)
    if all(one.id != person for one, _ in members(asked.home, matter)):
        raise MissingError(f"No member of this matter has the id {person!r}.")
    remove_member(asked.home, asked.actor, matter, person=person)
    return {"matter": matter, "person": person}
