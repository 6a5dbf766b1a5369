"""The link on the terminal by which the first owner comes in."""

from collections.abc import Iterable
from datetime import datetime

from openhold.workbench import inviting
from openhold.workbench.account import Account


def link(now: datetime, owners: Iterable[str]) -> str | None:
    """Return the path of a new link where none of `owners` (persons) can sign in, else None. An older one is void."""
    if Account.objects.filter(is_active=True, person__in=owners).exists():
        return None
    return inviting.invite(now, email="", owner=True).path
