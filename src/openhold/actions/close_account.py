"""Close an account on the record, or open a closed one again."""

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.record import INSTANCE_LOG, database_told, publish, record
from openhold.facts.members import AccountClosed, AccountReopened
from openhold.projections.person import Person


def close_account(home: Home, actor: str, *, person: str) -> None:
    """Record that `person` cannot sign in any more; one that is closed already is left as it is.

    Raises UsageError where nobody of that id signs in, RefusedError for one's own account.
    """
    if person == actor:
        raise RefusedError("This is your own account. Let another owner close it.")
    if not _signs_in(home, person).closed:
        _record(home, actor, AccountClosed(person=person))


def reopen_account(home: Home, actor: str, *, person: str) -> None:
    """Record that `person` can sign in again; raise UsageError where nobody of that id has an account."""
    if _signs_in(home, person).closed:
        _record(home, actor, AccountReopened(person=person))


def _signs_in(home: Home, person: str) -> Person:
    with database_told(home):
        found = Person.objects.filter(id=person).exclude(email="").first()
    if found is None:
        raise UsageError(f"There is no person {person!r} who signs in.")
    return found


def _record(home: Home, actor: str, fact: AccountClosed | AccountReopened) -> None:
    record(home, INSTANCE_LOG, actor, fact)
    publish(home, INSTANCE_LOG)
