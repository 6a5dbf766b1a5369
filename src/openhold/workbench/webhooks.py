"""Make webhooks, sign what they are told, and post it: by the headers of Standard Webhooks, to hosts that were named.

Source of the form: the Standard Webhooks specification (webhook-id, webhook-timestamp, webhook-signature; HMAC-SHA256
over ``id.timestamp.body``; a secret begins with ``whsec_``).
"""

import hmac
import secrets
import urllib.error
import urllib.request
from base64 import b64decode, b64encode
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from typing_extensions import TypedDict

from openhold.workbench import configuration
from openhold.workbench.errors import HookError
from openhold.workbench.webhook import Webhook

MOST_FAILURES = 12
"""After so many failures in a row a webhook is off until somebody lets it go on."""
_BACKOFF = (1, 5, 15, 60, 180)
_TIMEOUT = 5.0
_LEASE = timedelta(minutes=2)
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_LONGEST, _MOST = 2000, 20


def add(
    now: datetime, *, matter: str, url: str, kinds: Sequence[str], known: Collection[str], hosts: Collection[str],
    by: str, position: int,
) -> Webhook:  # fmt: skip
    """Make a webhook that is told of what is recorded from number `position` on; `known` are the kinds that there are.

    Raises HookError where the address is not https to one of `hosts`, or http to this machine where it is one of them.
    """
    check(url, hosts)
    for one in kinds:
        if one not in known:
            raise HookError(f"There is no kind of fact {one!r}. docs/facts.md lists them.")
    if Webhook.objects.filter(matter=matter).count() >= _MOST:
        raise HookError(f"This matter has {_MOST} webhooks. Take one away first.")
    return Webhook.objects.create(
        matter=matter, url=url, kinds=list(dict.fromkeys(kinds)), salt=secrets.token_hex(32), made_by=by, made_at=now,
        position=position, next_try=now,
    )  # fmt: skip


def check(url: str, hosts: Collection[str]) -> None:
    """Raise HookError unless `url` may be told: nobody shall make this machine ask another in its own network."""
    try:
        parts = urlsplit(url)
        host, _ = parts.netloc.rpartition(":")[0] or parts.netloc, parts.port
    except ValueError as error:
        raise HookError(f"{url!r} is no address.") from error
    plain = url.isascii() and url.isprintable() and " " not in url and "@" not in parts.netloc
    if not plain or len(url) > _LONGEST or parts.scheme not in ("https", "http") or not parts.hostname:
        raise HookError(f"{url!r} is no address that can be told. It begins with https:// and names a host.")
    if parts.netloc not in hosts and host not in hosts:
        raise HookError(
            f'Whoever has the terminal names the hosts that may be told: webhook_hosts = ["{host}"] in web.toml.'
        )
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise HookError("Outside this machine it is told by https alone.")


class WebhookRow(TypedDict):
    """A webhook as JSON shows it: it is told next of fact `position`; `off` is since when it is told nothing."""

    webhook: int
    matter: str
    url: str
    kinds: list[str]
    position: int
    told_at: str | None
    failures: int
    error: str
    off: str | None


def row(one: Webhook) -> WebhookRow:
    """Return a webhook as JSON shows it."""
    return {
        "webhook": one.pk,
        "matter": one.matter,
        "url": one.url,
        "kinds": one.kinds,
        "position": one.position,
        "told_at": None if one.told_at is None else one.told_at.isoformat(),
        "failures": one.failures,
        "error": one.error,
        "off": None if one.off_at is None else one.off_at.isoformat(),
    }


def of_matter(matter: str) -> tuple[Webhook, ...]:
    """Return the webhooks of a matter, oldest first."""
    return tuple(Webhook.objects.filter(matter=matter).order_by("pk"))


def find(matter: str, number: int) -> Webhook:
    """Return the webhook of this number; raise HookError where the matter has none."""
    found = Webhook.objects.filter(matter=matter, pk=number).first()
    if found is None:
        raise HookError(f"This matter has no webhook {number}.")
    return found


def off() -> tuple[Webhook, ...]:
    """Return the webhooks that are off, of all matters."""
    return tuple(Webhook.objects.exclude(off_at=None).order_by("pk"))


def resume(now: datetime, one: Webhook) -> None:
    """Let a webhook go on from where it stood."""
    Webhook.objects.filter(pk=one.pk).update(off_at=None, failures=0, error="", next_try=now)


def secret_of(home: Path, one: Webhook) -> str:
    """Return the secret that whoever is told checks signatures with: made of the home's key, and kept nowhere."""
    key = configuration.key(home).encode()
    return "whsec_" + b64encode(hmac.digest(key, f"webhook {one.pk} {one.salt}".encode(), sha256)).decode()


def due(now: datetime) -> tuple[Webhook, ...]:
    """Return the webhooks whose time it is, and take each for a while, so that nobody tells the same meanwhile."""
    there = Webhook.objects.filter(off_at=None, next_try__lte=now).order_by("pk")
    return tuple(
        one
        for one in there
        if Webhook.objects.filter(pk=one.pk, off_at=None, next_try__lte=now).update(next_try=now + _LEASE)
    )


def signature(secret: str, number: str, at: int, body: bytes) -> str:
    """Return the signature of a message: ``v1,`` and base64 of HMAC-SHA256 over its number, time and body."""
    key = b64decode(secret.removeprefix("whsec_"))
    return "v1," + b64encode(hmac.digest(key, f"{number}.{at}.".encode() + body, sha256)).decode()


def post(one: Webhook, secret: str, number: str, now: datetime, body: bytes, hosts: Collection[str]) -> None:
    """Tell it once; raise HookError where it did not answer that it took it. It is never led to another address."""
    check(one.url, hosts)
    at = int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "openhold",
        "webhook-id": number,
        "webhook-timestamp": str(at),
        "webhook-signature": signature(secret, number, at, body),
    }
    request = urllib.request.Request(one.url, body, headers, method="POST")  # noqa: S310 -- `check` saw its scheme
    # No proxy of the environment either: the host that was named is the one that is told.
    opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_TIMEOUT) as answer:
            status = answer.status
    except urllib.error.HTTPError as error:
        error.close()
        status = error.code
    except (OSError, HTTPException, ValueError) as error:
        raise HookError(f"It cannot be reached: {getattr(error, 'reason', error)}.") from error
    if not 200 <= status < 300:
        raise HookError(f"It answered {status}.")


def note_told(one: Webhook, now: datetime, position: int) -> None:
    """Note that it knows everything before `position`."""
    Webhook.objects.filter(pk=one.pk).update(position=position, told_at=now, failures=0, error="")
    one.position, one.failures = position, 0


def note_failed(one: Webhook, now: datetime, why: str) -> None:
    """Note that it could not be told, and put off the next try; after too many it is off."""
    failures = one.failures + 1
    wait = timedelta(minutes=_BACKOFF[min(failures, len(_BACKOFF)) - 1])
    off = now if failures >= MOST_FAILURES else None
    Webhook.objects.filter(pk=one.pk).update(failures=failures, error=why[:500], next_try=now + wait, off_at=off)


def give_back(one: Webhook, now: datetime, position: int) -> None:
    """End the turn of a webhook that was told what there was, up to `position`."""
    Webhook.objects.filter(pk=one.pk).update(position=position, next_try=now)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Takes a redirection for an answer: an address that was not named is not asked."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""
