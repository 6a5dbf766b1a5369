"""The people of a matter: who they are, what they may do, and how somebody joins them."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.add_member import NoAccountError, add_member, members, person_by_email
from openhold.actions.remove_member import remove_member
from openhold.actions.roles import DEEDS, ROLES
from openhold.web.forms import AddMember, ChangeRole
from openhold.web.inside import Inside, for_deed
from openhold.workbench import inviting

_CHOOSE = "choose the members"


@require_safe
def people(request: HttpRequest, matter: str) -> HttpResponse:
    """Show who the members are and what each may do."""
    return _page(cast(Inside, request), AddMember(), 200)


@for_deed(_CHOOSE)
@require_POST
def add(request: HttpRequest, matter: str) -> HttpResponse:
    """Add whoever signs in by the address; where nobody does, make the link that invites them."""
    asked = cast(Inside, request)
    form = AddMember(request.POST)
    if not form.is_valid():
        return _page(asked, form, 422)
    email, role = form.cleaned_data["email"], form.cleaned_data["role"]
    try:
        person = person_by_email(asked.home, email)
    except NoAccountError:
        made = inviting.invite(asked.home.clock(), email=email, matter=asked.matter.id, role=role, by=asked.actor)
        shown = {"link": request.build_absolute_uri(made.path), "email": email, "role": role, "ends_at": made.ends_at}
        return render(request, "invitation.html", {**shown, "matter": asked.matter})
    add_member(asked.home, asked.actor, asked.matter.id, person=person.id, role=role)
    return redirect("people", asked.matter.id)


@for_deed(_CHOOSE)
@require_POST
def change_role(request: HttpRequest, matter: str, person: str) -> HttpResponse:
    """Give a member another role."""
    asked = cast(Inside, request)
    form = ChangeRole(request.POST)
    if not form.is_valid():
        return _page(asked, AddMember(), 422)
    add_member(asked.home, asked.actor, asked.matter.id, person=person, role=form.cleaned_data["role"])
    return redirect("people", asked.matter.id)


@for_deed(_CHOOSE)
@require_POST
def remove(request: HttpRequest, matter: str, person: str) -> HttpResponse:
    """Take a member out; whoever takes out themselves is back on the front page."""
    asked = cast(Inside, request)
    remove_member(asked.home, asked.actor, asked.matter.id, person=person)
    return redirect("front") if person == asked.actor and not asked.owner else redirect("people", asked.matter.id)


def _page(request: Inside, form: AddMember, status: int) -> HttpResponse:
    shown = {
        "matter": request.matter,
        "standing": request.standing,
        "members": members(request.home, request.matter.id),
        "may_choose": request.standing.may(_CHOOSE),
        "waiting": inviting.waiting(request.home.clock(), request.matter.id),
        "form": form,
        "roles": ROLES,
        "table": [(deed, [role for role in ROLES if role in whose]) for deed, whose in DEEDS.items()],
    }
    return render(request, "people.html", shown, status=status)
