"""The door: nobody is in without an account, and a matter is there only for its members.

To somebody who is not signed in every address answers alike: with the way to sign in. To somebody who is, an address
of a matter that is not theirs answers exactly as one of a matter that never was: 404. No page has to ask for itself:
whatever address names a matter passes here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve

from openhold.actions.errors import ActionError, UsageError
from openhold.actions.home import Home
from openhold.actions.open_matter import matter_by_id
from openhold.actions.record import database_told
from openhold.actions.roles import is_owner, standing
from openhold.web import refusals
from openhold.web.arrival import settle
from openhold.web.inside import Inside
from openhold.workbench import second_factor
from openhold.workbench.account import Account

_OPEN = (
    "/style.css",
    "/scripts/",
    "/invited/",
    "/account/login/",
    "/account/logout/",
    "/account/inactive/",
    "/account/2fa/authenticate/",
    "/account/2fa/webauthn/login/",
    "/account/sso/",
)
"""What is there for somebody who is not signed in: how to become it."""
_OWN = "/account/"
"""What is there for somebody who must set up a second factor first."""
_TOKENS = "/account/tokens/"
"""What stands there opens as much as the account does."""
_NOTICES = "/n/"
"""What is there for custodians, who have no account: signed in or not, it is the same for everybody."""
_PROGRAMS = "/api/"
"""What is there for programs, who have a token: no session opens it, and it has a door of its own."""

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), publickey-credentials-get=(self)",
    "X-Robots-Tag": "noindex",
}


class Headers:
    """Middleware: refuses an address that is not this instance's own, and gives every answer its headers."""

    def __init__(self, inside: Callable[[HttpRequest], HttpResponse]) -> None:
        self._inside = inside

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        request.get_host()
        response = self._inside(request)
        for name, value in _HEADERS.items():
            response[name] = value
        return response


class Door:
    """Middleware: lets in who is signed in, and to a matter its members."""

    def __init__(self, inside: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._inside = inside

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request, or send whoever makes it to where they sign in."""
        if not request.path_info.startswith(_PROGRAMS) and _too_large(request):
            return refusals.too_large(request)
        if request.path_info.startswith((_NOTICES, _PROGRAMS)):
            return self._inside(request)
        known = cast(Inside, request)
        known.home = Home(settings.HOME)
        try:
            with database_told(known.home):
                if not request.user.is_authenticated:
                    return self._inside(request) if request.path_info.startswith(_OPEN) else _sign_in(request)
                if _must_add_second_factor(known.user) and not _is_before_it(request.path_info):
                    return redirect("mfa_index")
                if not known.user.person:
                    settle(known.home, known.user)
                known.actor, known.owner = known.user.person, is_owner(known.user.person)
        except ActionError as error:
            return refusals.told(request, error)
        return self._inside(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: Sequence[object],
        named: Mapping[str, object],
    ) -> HttpResponseBase | None:
        """Look whether the matter that the address names is shown to whoever asks, and the deed theirs."""
        if request.path_info.startswith((_NOTICES, _PROGRAMS)):
            return None
        unfit = _unfit(request, named)
        if unfit is not None or "matter" not in named:
            return unfit
        known = cast(Inside, request)
        deed = getattr(view, "deed", "see the matter")
        try:
            _enter(known, str(named["matter"]))
            known.standing.check(deed)
        except Http404 as error:
            return refusals.missing(request, error)
        except ActionError as error:
            return refusals.told(request, error)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn an action's refusal into a page with its sentence."""
        return refusals.told(request, error) if isinstance(error, ActionError) else None


def _unfit(request: HttpRequest, named: Mapping[str, object]) -> HttpResponse | None:
    """Refuse an address, query or form with U+0000 in it: no keyboard types that, and PostgreSQL keeps no such text."""
    if any("\0" in str(one) for one in named.values()):
        return refusals.missing(request, Http404())
    said = (one for form in (request.GET, request.POST) for _, values in form.lists() for one in values)
    return refusals.no_text(request) if any("\0" in str(one) for one in said) else None


def _enter(request: Inside, wanted: str) -> None:
    """Put the matter that the address names on the request; raise Http404 where it is not shown to whoever asks."""
    with database_told(request.home):
        request.standing = standing(wanted, request.actor)
    if not request.standing.inside:
        raise Http404
    try:
        request.matter = matter_by_id(request.home, wanted)
    except UsageError as error:
        raise Http404 from error


def _too_large(request: HttpRequest) -> bool:
    """Return whether more is sent than the page takes that the address names; nothing of it was read yet."""
    said, most = request.META.get("CONTENT_LENGTH") or "0", settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    sent = int(said) if said.isdecimal() else most + 1
    if sent <= most:
        return False
    try:
        page = resolve(request.path_info).func
    except Http404:
        return False
    return sent > getattr(page, "largest", most)


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/")


def _must_add_second_factor(account: Account) -> bool:
    return settings.CONFIGURED.second_factor_required and not second_factor.is_set_up(account)


def _is_before_it(path: str) -> bool:
    """Tell whether an address is there for somebody who must set up a second factor first."""
    return path.startswith((_OWN, *_OPEN)) and not path.startswith(_TOKENS)
