"""The check of a token: whose it is, what it shows, and whether the role table and its scope give it the deed.

Every operation names the deed that it is, and passes here before anything of the request is read: no operation has to
ask for itself. To whoever has no part in a matter it answers exactly as one that never was.
"""

import hashlib
from collections.abc import Callable
from typing import cast

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.open_matter import matter_by_id
from openhold.actions.record import database_told
from openhold.actions.roles import Standing, check_may, matters_of, standing
from openhold.api.files import read_file
from openhold.api.telling import DeniedError, MissingError, RepeatedError, TooOftenError
from openhold.projections.matter import Matter
from openhold.workbench import repeating, second_factor, tokens
from openhold.workbench.errors import TokenError
from openhold.workbench.token import Answered, Token

SEE = "see the matter"
_READS = ("GET", "HEAD")
_LIMITS = {"token": "600/m/key", "token-guess": "30/m/ip"}
_LONGEST_KEY = 200


class Asked(HttpRequest):
    """A request of a program: `actor` is the person it acts for; `matter` is there where the address names one.

    `first` is the row in which its answer is kept for when it is repeated, None where it named no key. `file` are the
    bytes of a file that it sends, where they had to be read to know it again.
    """

    home: Home
    token: Token
    scopes: dict[str, bool]
    actor: str
    owner: bool
    matter: Matter
    standing: Standing
    first: Answered | None
    file: bytes | None


class Bearer(HttpBearer):
    """The check for operations that are one deed of the role table, or for `owners` of the instance alone."""

    def __init__(self, deed: str = SEE, *, owners: bool = False) -> None:
        super().__init__()
        self._deed, self._owners = deed, owners

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """Let a request in, or raise what is to be told to whoever made it."""
        asked = cast("Asked", request)
        asked.home, asked.first, asked.file = Home(settings.HOME), None, None
        with database_told(asked.home):
            asked.token = _find(asked, token)
            asked.scopes = tokens.scopes_of(asked.token)
            asked.actor = asked.token.account.person
            asked.owner = matters_of(asked.actor) is None
            if settings.CONFIGURED.second_factor_required and not second_factor.is_set_up(asked.token.account):
                raise DeniedError("Whoever made this token must first set up a second factor, on their page.")
        assert request.resolver_match is not None  # noqa: S101 -- Django found the view by it
        named = request.resolver_match.kwargs
        if any("\0" in str(one) for one in named.values()):
            # Nothing is called so, and PostgreSQL does not even look for it.
            raise MissingError
        wanted = named.get("matter")
        if wanted is None:
            self._check_instance(asked)
        else:
            self._enter(asked, str(wanted))
        if request.method not in _READS and "Idempotency-Key" in request.headers:
            asked.first = _begin(asked)
        return asked.token

    def _enter(self, asked: Asked, wanted: str) -> None:
        """Put the matter on the request; raise MissingError where it is not shown, DeniedError where it is no deed."""
        may = tokens.reach(asked.scopes, wanted)
        with database_told(asked.home):
            asked.standing = standing(wanted, asked.actor)
        if may is None or not asked.standing.inside:
            raise MissingError
        try:
            asked.matter = matter_by_id(asked.home, wanted)
        except UsageError as error:
            raise MissingError from error
        try:
            with database_told(asked.home):
                check_may(wanted, asked.actor, self._deed)
        except RefusedError as error:
            raise DeniedError(str(error)) from error
        if asked.method not in _READS and not may:
            raise DeniedError("This token only reads in this matter. Make another that may do deeds.")

    def _check_instance(self, asked: Asked) -> None:
        """Raise DeniedError unless the token and its person may do what names no matter."""
        if asked.method not in _READS and not asked.scopes.get(tokens.EVERY):
            raise DeniedError("This takes a token that may do deeds in every matter. Make another.")
        if self._owners and not asked.owner:
            raise DeniedError("This concerns the whole instance. Ask an owner of it to do it.")


def shown(asked: Asked) -> Callable[[str], bool]:
    """Return what tells whether a matter is shown to a token: its person sees it, and its scope has it."""
    with database_told(asked.home):
        theirs = matters_of(asked.actor)
    return lambda one: tokens.reach(asked.scopes, one) is not None and (theirs is None or one in theirs)


def shown_matters(asked: Asked) -> frozenset[str] | None:
    """Return the ids of the matters that are shown to a token; None where that is all of them."""
    with database_told(asked.home):
        theirs = matters_of(asked.actor)
    if tokens.EVERY in asked.scopes:
        return theirs
    named = frozenset(asked.scopes)
    return named if theirs is None else named & theirs


def _find(asked: Asked, secret: str) -> Token:
    """Return the token, counting tries: guessed ones by the address that they come from."""
    try:
        token = tokens.find(secret, asked.home.clock())
    except TokenError:
        if not _counted(asked, "token-guess"):
            raise TooOftenError("That was tried too often. Wait a minute, then try again.") from None
        raise
    if not _counted(asked, "token", str(token.pk)):
        raise TooOftenError("This token was used too often: 600 times in a minute are the most. Wait a minute.")
    return token


def _counted(asked: Asked, what: str, key: str | None = None) -> bool:
    used = ratelimit.consume(asked, app="openhold", action=what, config=_LIMITS, key=key, limit_get=True)
    return used is not None


def _begin(asked: Asked) -> Answered:
    """Note that a request with a key is under way; raise RepeatedError with the answer where it was made before."""
    key = asked.headers["Idempotency-Key"]
    if not 1 <= len(key) <= _LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise UsageError(f"An Idempotency-Key has 1 to {_LONGEST_KEY} signs of plain text.")
    digest = hashlib.sha256(f"{asked.method} {asked.get_full_path()}\n".encode("utf-8", "surrogateescape"))
    digest.update(_sent(asked))
    with database_told(asked.home):
        before = repeating.begin(asked.home.clock(), asked.token, key, digest.hexdigest())
    if isinstance(before, repeating.Before):
        raise RepeatedError(before)
    return before


def _sent(asked: Asked) -> bytes:
    """Return what a request sends: a file is kept on it, because it can be read once."""
    if asked.content_type in ("", "application/json"):
        return asked.body
    asked.file = read_file(asked)
    return asked.file
