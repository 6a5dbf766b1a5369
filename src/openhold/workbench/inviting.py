"""Make a link that opens an account, and let it be used: once, and within seven days."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from openhold.workbench import tokens
from openhold.workbench.account import Account
from openhold.workbench.errors import SpentError
from openhold.workbench.invitation import Invitation

LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invited:
    """A link just made: the path that opens it, until when, and whether it renews an account that is there."""

    path: str
    ends_at: datetime
    renews: bool


def invite(
    now: datetime,
    *,
    email: str,
    owner: bool = False,
    matter: str = "",
    role: str = "",
    by: str = "",
    renew: bool = False,
) -> Invited:
    """Make the link for `email`; an older one for the same address that nobody used is void.

    With `renew` the link of an account that is there replaces its password and second factors, which only whoever
    has the terminal may want. Without an address (the first owner's link) whoever opens it says their own.
    """
    email = email.strip().lower()
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Invitation.objects.filter(email=email, used_at=None, matter=matter).delete()
        made = Invitation.objects.create(
            token=_digest(token),
            email=email,
            owner=owner,
            renews=renew and Account.objects.filter(email=email).exists(),
            matter=matter,
            role=role,
            by=by,
            made_at=now,
            ends_at=now + LASTS,
        )
    return Invited(f"/invited/{token}/", made.ends_at, made.renews)


def find(token: str, now: datetime) -> Invitation:
    """Return the invitation that `token` opens; raise SpentError where it opens none."""
    found = Invitation.objects.filter(token=_digest(token), used_at=None, ends_at__gt=now).first()
    if found is None:
        raise SpentError(
            "This link opens nothing: it was used before, or its seven days are over. "
            "Ask whoever sent it to you for a new one."
        )
    return found


def use(token: str, now: datetime, *, name: str, email: str, password: str) -> Account:
    """Use the link: make its account, or renew the one that is there. Raises SpentError where somebody was faster."""
    with transaction.atomic():
        found = find(token, now)
        # One of two who use it at the same moment changes a row here, the other none.
        if not Invitation.objects.filter(pk=found.pk, used_at=None).update(used_at=now):
            raise SpentError("This link was used a moment ago.")
        email = found.email or email.strip().lower()
        if found.renews:
            account = Account.objects.get(email=email)
            # What the link gives beside the password is given at the next step, as for a new account.
            account.person = ""
            Authenticator.objects.filter(user=account).delete()
            for session in UserSession.objects.filter(user=account):
                session.end()
            tokens.revoke_all(now, account)
        elif Account.objects.filter(email=email).exists():
            raise SpentError("This address has an account by now. Sign in, and ask whoever invited you to add you.")
        else:
            account = Account(email=email, name=name.strip())
        account.set_password(password)
        account.save()
        EmailAddress.objects.get_or_create(user=account, email=email, defaults={"verified": True, "primary": True})
        Invitation.objects.filter(pk=found.pk).update(account=account)
        # Whoever was invited to several matters has them all by the first link that they open.
        others = Invitation.objects.filter(email=email, used_at=None, ends_at__gt=now, renews=False)
        others.update(used_at=now, account=account)
    return account


def to_be_given(account: Account) -> tuple[Invitation, ...]:
    """Return the invitations that the account came by and whose gifts it does not have yet, in the order made."""
    return tuple(Invitation.objects.filter(account=account, given=False).order_by("made_at", "pk"))


def give(invitation: Invitation) -> None:
    """Note that the account has what the invitation gives."""
    Invitation.objects.filter(pk=invitation.pk).update(given=True)


def waiting(now: datetime, matter: str | None = None) -> tuple[Invitation, ...]:
    """Return the links that nobody has used yet and that still open something, of one matter or of all."""
    there = Invitation.objects.filter(used_at=None, ends_at__gt=now).exclude(email="").order_by("made_at")
    return tuple(there if matter is None else there.filter(matter=matter))


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
