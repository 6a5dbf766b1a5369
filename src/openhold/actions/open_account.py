"""Open an account on the record: whoever signs in acts as a person, named once."""

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import INSTANCE_LOG, database_told, publish, record
from openhold.facts.fact import Fact
from openhold.facts.kinds import PersonNamed
from openhold.facts.members import AccountOpened, OwnerNamed
from openhold.projections.person import Person


def open_account(home: Home, *, name: str, email: str, invited_by: str | None, owner: bool) -> str:
    """Return the id of the person who signs in by `email`, naming them on first sight; `owner` of the instance or not.

    Idempotent: the same address is the same person, also after the accounts themselves were lost. Raises UsageError
    where name or address is empty.
    """
    name, email = name.strip(), email.strip().lower()
    if not name or not email:
        raise UsageError("An account needs a name and an e-mail address.")
    with home.locked():
        with database_told(home):
            known = Person.objects.filter(email=email).first()
        person = known.id if known else home.new_id("p")
        facts: list[Fact] = []
        if known is None:
            facts.append(PersonNamed(person=person, account=email))
            facts.append(AccountOpened(person=person, name=name, email=email, invited_by=invited_by))
        if owner and not (known and known.owner):
            facts.append(OwnerNamed(person=person))
        if facts:
            record(home, INSTANCE_LOG, "system" if known else person, *facts)
            publish(home, INSTANCE_LOG)
    return person


def owners(home: Home) -> frozenset[str]:
    """Return the ids of the persons who own this instance."""
    with database_told(home):
        return frozenset(Person.objects.filter(owner=True).values_list("id", flat=True))
