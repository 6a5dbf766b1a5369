"""Make tokens, find the one that a secret belongs to, and take them back.

A token never opens more than its person may do: it narrows, and the role table is asked all the same.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from openhold.workbench.account import Account
from openhold.workbench.errors import TokenError
from openhold.workbench.token import Token, TokenScope

EVERY = ""
"""In place of a matter's id: every matter that the person sees, those to come included."""
MOST_DAYS, USUAL_DAYS = 366, 90
_LONGEST_NAME, _MOST = 100, 50
_MARK = "openhold_"
_FRESH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A token just made, and its `secret`, which nobody can be told again."""

    token: Token
    secret: str


def make(now: datetime, account: Account, *, name: str, scopes: Mapping[str, bool], days: int = USUAL_DAYS) -> Made:
    """Make a token of `account` that ends after `days`; `scopes` says of each matter, or `EVERY`, whether deeds too.

    Raises TokenError with a sentence where name, scopes or days make no token, or the account has too many.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise TokenError(f"Say what the token is for, in up to {_LONGEST_NAME} signs: its name tells it from others.")
    if not scopes:
        raise TokenError("Say what the token opens: a matter, or all of yours.")
    if not 1 <= days <= MOST_DAYS:
        raise TokenError(f"A token is good for 1 to {MOST_DAYS} days, not {days}.")
    secret = _MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        if len(good(now, account)) >= _MOST:
            raise TokenError(f"This account has {_MOST} tokens that are good. Revoke one that is no longer needed.")
        token = Token.objects.create(
            account=account, name=name, digest=_digest(secret), made_at=now, ends_at=now + timedelta(days=days)
        )
        TokenScope.objects.bulk_create(
            TokenScope(token=token, matter=matter, deeds=deeds) for matter, deeds in scopes.items()
        )
    return Made(token, secret)


def find(secret: str, now: datetime) -> Token:
    """Return the token of a secret, and note that it was used; raise TokenError where there is none that is good."""
    token = Token.objects.select_related("account").filter(digest=_digest(secret)).first()
    if token is None:
        raise TokenError("There is no such token. Make one on the page Tokens of your account.")
    if token.revoked_at is not None:
        raise TokenError(f"The token {token.name!r} was revoked. Make another on the page Tokens of your account.")
    if token.ends_at <= now:
        raise TokenError(f"The time of the token {token.name!r} is over. Make another on the page Tokens.")
    if not token.account.is_active or not token.account.person:
        raise TokenError("The account of this token is closed. An owner of this instance can open it again.")
    if token.used_at is None or now - token.used_at >= _FRESH:
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token


def scopes_of(token: Token) -> dict[str, bool]:
    """Return what a token opens: by matter, or `EVERY`, whether deeds too."""
    return dict(token.scopes.values_list("matter", "deeds"))


def reach(scopes: Mapping[str, bool], matter: str) -> bool | None:
    """Return whether scopes let a token act in a matter; None where they do not even show it."""
    said = [scopes[one] for one in (matter, EVERY) if one in scopes]
    return any(said) if said else None


def good(now: datetime, account: Account | None = None) -> tuple[Token, ...]:
    """Return the tokens that open something, of one account or of all, the newest first."""
    there = Token.objects.select_related("account").filter(revoked_at=None, ends_at__gt=now)
    return tuple((there if account is None else there.filter(account=account)).order_by("-made_at", "-pk"))


def revoke(now: datetime, token: int, account: Account | None = None) -> Token:
    """Take a token back, of `account` alone where one is named; raise TokenError where there is no such."""
    there = Token.objects.filter(pk=token)
    found = (there if account is None else there.filter(account=account)).first()
    if found is None:
        raise TokenError(f"There is no token {token}.")
    Token.objects.filter(pk=found.pk, revoked_at=None).update(revoked_at=now)
    return found


def revoke_all(now: datetime, account: Account) -> None:
    """Take back every token of an account."""
    Token.objects.filter(account=account, revoked_at=None).update(revoked_at=now)


def _digest(secret: str) -> str:
    # 256 random bits need no slow hash: nobody tries them one after another.
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
