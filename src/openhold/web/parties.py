"""Who is in a matter: the parties as papers and people name them, their counsel, and on whose side we stand."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.errors import ActionError
from openhold.actions.name_actors import name_actors
from openhold.actions.name_party import CHOICES, name_counsel, name_party, parties, say_side, withdraw_naming
from openhold.web.holds import status_of
from openhold.web.inside import Inside, for_deed

NAME = "say who the parties are"


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show who is in the matter, and by whose word."""
    return _page(cast(Inside, request))


@for_deed(NAME)
@require_POST
def side(request: HttpRequest, matter: str) -> HttpResponse:
    """Record on whose side we stand."""
    asked = cast(Inside, request)
    said = asked.POST.get("side", "")
    return _done(asked, "That is recorded.", lambda: say_side(asked.home, asked.actor, matter, said))


@for_deed(NAME)
@require_POST
def name(request: HttpRequest, matter: str) -> HttpResponse:
    """Name a party or counsel, or state one anew."""
    asked = cast(Inside, request)
    told, firm, stands, which = (asked.POST.get(key, "") for key in ("name", "firm", "side", "which"))

    def deed() -> object:
        if asked.POST.get("what") == "counsel":
            return name_counsel(
                asked.home, asked.actor, matter, name=told, firm=firm, side=stands, counsel=which or None
            )
        return name_party(asked.home, asked.actor, matter, name=told, side=stands, party=which or None)

    return _done(asked, "The name is recorded.", deed)


@for_deed(NAME)
@require_POST
def withdraw(request: HttpRequest, matter: str) -> HttpResponse:
    """Withdraw a party or counsel that a person named."""
    asked = cast(Inside, request)
    which, why = asked.POST.get("which", ""), asked.POST.get("why", "")
    told = "The name is withdrawn; that it stood here stays on the record."
    return _done(asked, told, lambda: withdraw_naming(asked.home, asked.actor, matter, which, why=why))


def _done(asked: Inside, told: str, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except ActionError as error:
        return _page(asked, error)
    messages.success(asked, told)
    return redirect("parties", asked.matter.id)


def _page(asked: Inside, wrong: ActionError | None = None) -> HttpResponse:
    found = parties(asked.home, asked.matter.id)
    by_hand = [one.by_hand for them in found.of.values() for one in them if one.by_hand is not None]
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "found": found,
        "total": sum(len(them) for them in found.of.values()),
        "named": [*by_hand, *found.counsel],
        "names": name_actors(asked.home, asked.matter.id, [one.said_by for one in (*by_hand, *found.counsel)]),
        "sides": CHOICES,
        "may_name": asked.standing.may(NAME),
        "wrong": wrong,
        "typed": asked.POST,
    }
    return render(asked, "parties.html", shown, status=status_of(wrong))
