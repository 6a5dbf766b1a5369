"""Accounts: coming in by an invitation, one's own account and sessions, and the owner's list of all."""

from importlib.resources import files
from typing import cast

from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openhold.actions.close_account import close_account, reopen_account
from openhold.actions.home import Home, now
from openhold.web.arrival import settle
from openhold.web.forms import Arrive, Invite
from openhold.web.inside import Inside
from openhold.web.refusals import too_often
from openhold.workbench import inviting, second_factor, tokens
from openhold.workbench.account import Account
from openhold.workbench.errors import SpentError
from openhold.workbench.invitation import Invitation

_LIMIT = {"invitation": "20/m/ip"}

_SCRIPTS = {
    "webauthn-json.js": ("allauth.mfa", "static/mfa/js/webauthn-json.js"),
    "webauthn.js": ("allauth.mfa", "static/mfa/js/webauthn.js"),
    "onload.js": ("allauth.account", "static/account/js/onload.js"),
}
"""The only scripts that there are: what a browser needs to ask for a passkey, as django-allauth carries it."""


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page that an invitation opens; opening it spends nothing, only making the account does."""
    if not ratelimit.consume(request, app="openhold", action="invitation", config=_LIMIT, limit_get=True):
        return too_often(request)
    try:
        found = inviting.find(token, now())
        name = Account.objects.get(email=found.email).name if found.renews else ""
        form = Arrive(request.POST or None, email=found.email, name=name)
        if request.method != "POST" or not form.is_valid():
            return _arrival(request, found, form, 200 if request.method != "POST" else 422)
        given = form.cleaned_data
        logout(request)
        account = inviting.use(token, now(), name=given["name"], email=given["email"], password=given["password"])
    except SpentError as error:
        said = {"title": "This link opens nothing any more.", "text": str(error)}
        return render(request, "refused.html", said, status=404)
    settle(Home(settings.HOME), account)
    return cast(HttpResponse, perform_login(request, account, redirect_url="/account/"))


def _arrival(request: HttpRequest, found: Invitation, form: Arrive, status: int) -> HttpResponse:
    return render(request, "invited.html", {"invitation": found, "form": form}, status=status)


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show somebody their own account: how they sign in, and where they are signed in."""
    account = cast(Inside, request).user
    sessions = sorted(UserSession.objects.purge_and_list(account), key=lambda one: one.created_at, reverse=True)
    kinds = list(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    shown = {
        "sessions": sessions,
        "second": second_factor.is_set_up(account),
        "tokens": len(tokens.good(now(), account)),
        "app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "providers": settings.CONFIGURED.providers,
    }
    return render(request, "own.html", shown)


@require_POST
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    """End one of one's own sessions: whoever sits there is out at their next step."""
    found = get_object_or_404(UserSession, pk=session, user=cast(Inside, request).user)
    if found.is_current():
        logout(request)
        return redirect("account_login")
    found.end()
    return redirect("own")


@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """Show an owner who signs in here, and let them invite somebody."""
    asked = cast(Inside, request)
    _owner_only(asked)
    form = Invite(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and Account.objects.filter(email=form.cleaned_data["email"].lower()).exists():
            form.add_error("email", "This address has an account already.")
        if form.is_valid():
            email, owner = form.cleaned_data["email"], form.cleaned_data["owner"]
            made = inviting.invite(asked.home.clock(), email=email, owner=owner, by=asked.actor)
            link = request.build_absolute_uri(made.path)
            return render(request, "invitation.html", {"link": link, "email": email, "ends_at": made.ends_at})
        status = 422
    shown = {
        "accounts": Account.objects.order_by("opened_at"),
        "waiting": inviting.waiting(asked.home.clock()),
        "form": form,
    }
    return render(request, "accounts.html", shown, status=status)


@require_POST
def close(request: HttpRequest, account: int) -> HttpResponse:
    """Close an account, or open a closed one `again`: what it did stays on the record, its sessions end.

    Pressed twice it does it once.
    """
    asked = cast(Inside, request)
    _owner_only(asked)
    found = get_object_or_404(Account, pk=account)
    wanted = bool(request.POST.get("again"))
    if found.is_active == wanted:
        return redirect("accounts")
    if found.person:
        (reopen_account if wanted else close_account)(asked.home, asked.actor, person=found.person)
    found.is_active = wanted
    found.save(update_fields=["is_active"])
    tokens.revoke_all(asked.home.clock(), found)
    for session in UserSession.objects.filter(user=found):
        session.end()
    return redirect("accounts")


@require_safe
def script(request: HttpRequest, name: str) -> HttpResponse:
    """Give one of the few scripts."""
    if name not in _SCRIPTS:
        raise Http404
    package, path = _SCRIPTS[name]
    return HttpResponse(files(package).joinpath(path).read_bytes(), content_type="text/javascript; charset=utf-8")


def _owner_only(request: Inside) -> None:
    if not request.owner:
        raise Http404
