"""Settle an account on the record: its person, and the role that its invitation gave.

An account is made first and settled then; where that was broken off, the next request goes on from there.
"""

from contextlib import suppress

from openhold.actions.add_member import add_member
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.open_account import open_account
from openhold.workbench import inviting
from openhold.workbench.account import Account


def settle(home: Home, account: Account) -> None:
    """Name the account's person on the record, once, and give them the roles that they were invited to."""
    came_by = inviting.to_be_given(account)
    person = open_account(
        home,
        name=account.name,
        email=account.email,
        invited_by=came_by[0].by or None if came_by else None,
        owner=any(one.owner for one in came_by),
    )
    for one in came_by:
        if one.matter:
            # Whoever invited them may have lost the right to meanwhile, or the role is gone: then it gives nothing.
            with suppress(RefusedError, UsageError):
                add_member(home, one.by, one.matter, person=person, role=one.role)
        inviting.give(one)
    account.person = person
    account.save(update_fields=["person"])
