"""Answer a repeated request as the first one was: by the key that a program gives it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from openhold.workbench.errors import RepeatError
from openhold.workbench.token import Answered, Token

KEPT = timedelta(days=7)
"""For so long a key is known."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was answered to the first request of the key."""

    status: int
    body: str


def begin(now: datetime, token: Token, key: str, asked: str) -> Answered | Before:
    """Return the row of a request that was not made before, to be ended, or what the first of its key was answered.

    `asked` is the digest of the request. Raises RepeatError where the key was given to another request, or to one
    whose answer nobody knows: it is under way, or was broken off.
    """
    Answered.objects.filter(at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            return Answered.objects.create(token=token, key=key, asked=asked, at=now)
    except IntegrityError:
        first = Answered.objects.get(token=token, key=key)
    if first.asked != asked:
        raise RepeatError(
            "The key was given to another request. A key names one request: choose a new one.", same=False
        )
    if first.status is None:
        raise RepeatError(
            "The first request of this key is under way, or was broken off. Look at what stands before you repeat it "
            "by another key.",
            same=True,
        )
    return Before(first.status, first.body)


def end(row: Answered, status: int, body: str) -> None:
    """Keep what a request was answered."""
    Answered.objects.filter(pk=row.pk).update(status=status, body=body)
