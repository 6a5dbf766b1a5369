"""One's own tokens, by which programs act for one: what each opens, making one, and taking it back."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openhold.actions.describe import matters
from openhold.actions.record import database_told
from openhold.actions.roles import matters_of
from openhold.projections.matter import Matter
from openhold.web.forms import EVERY_MATTER, MakeToken
from openhold.web.inside import Inside
from openhold.workbench import tokens
from openhold.workbench.errors import TokenError


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show the tokens that open something."""
    asked = cast(Inside, request)
    titles = {one.id: one.title for one in _matters(asked)}
    there = [
        (one, [(titles.get(matter, matter), deeds) for matter, deeds in tokens.scopes_of(one).items()])
        for one in tokens.good(asked.home.clock(), asked.user)
    ]
    return render(request, "tokens.html", {"tokens": there})


@reauthentication_required  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a token, and show its secret this once."""
    asked = cast(Inside, request)
    form = MakeToken(request.POST or None, matters=_matters(asked))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            ticked = [tokens.EVERY if one == EVERY_MATTER else one for one in said["matters"]]
            scopes = dict.fromkeys(ticked, said["may"] == "deeds")
            try:
                made = tokens.make(asked.home.clock(), asked.user, name=said["name"], scopes=scopes, days=said["days"])
            except TokenError as error:
                form.add_error(None, str(error))
            else:
                return render(request, "token_made.html", {"token": made.token, "secret": made.secret})
    return render(request, "token_new.html", {"form": form}, status=status)


@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Take one of one's own tokens back: it opens nothing from then on."""
    asked = cast(Inside, request)
    try:
        found = tokens.revoke(asked.home.clock(), token, asked.user)
    except TokenError as error:
        raise Http404 from error
    messages.success(request, f"The token {found.name} opens nothing any more.")
    return redirect("tokens")


def _matters(asked: Inside) -> list[Matter]:
    with database_told(asked.home):
        theirs = matters_of(asked.actor)
    return [one for one in matters(asked.home) if theirs is None or one.id in theirs]
