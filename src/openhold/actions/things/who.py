"""Who has a thing, and who says so: custodians, people with an account, or somebody who is only known by name."""

from openhold.actions.find_custodian import known_as
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.actions.wording import words
from openhold.projections.custodian import Custodian
from openhold.projections.member import Member
from openhold.projections.person import Person

LONGEST_NAME = 200
"""Signs of a name at most."""


def who_is(home: Home, matter: str, text: str, what: str) -> str:
    """Return whom `text` means: a custodian's or person's id where it is the id, address or name of one, else the text.

    `what` is what it is called, e.g. ``who took it``. Raises UsageError where it says nothing.
    """
    said = words(text, what, LONGEST_NAME)
    custodian = known_as(home, matter, said)
    if custodian != said:
        return custodian
    folded = said.casefold()
    with database_told(home):
        known = [*_people(matter)]
    fits = [one.id for one in known if folded in (one.id, one.email.casefold(), one.account.casefold())]
    fits = fits or [one.id for one in known if folded == one.shown.casefold()]
    return fits[0] if len(fits) == 1 else said


def speaks_for(actor: str, matter: str, who: str) -> bool:
    """Whether `actor` is `who`: by id, or as the custodian with the address by which the actor signs in."""
    if actor == who:
        return True
    custodian = Custodian.objects.filter(matter=matter, id=who).exclude(email=None).first()
    if custodian is None or not custodian.email:
        return False
    return Person.objects.filter(id=actor, email__iexact=custodian.email, closed=False).exists()


def choices(home: Home, matter: str) -> tuple[tuple[str, str], ...]:
    """Return everybody who is known in the matter, as id and name: its custodians by name, then its members by name."""
    with database_told(home):
        custodians = Custodian.objects.filter(matter=matter, left=None).values_list("id", "name")
        members = set(Member.objects.filter(matter=matter).values_list("person", flat=True))
        people = [(one.id, one.shown) for one in Person.objects.filter(id__in=members, closed=False)]
    return (*sorted(custodians, key=_by_name), *sorted(people, key=_by_name))


def _by_name(one: tuple[str, str]) -> tuple[str, str]:
    return one[1].casefold(), one[0]


def _people(matter: str) -> list[Person]:
    """Return who may be meant: members of the matter, owners, and the machine's accounts that act on the record."""
    members = set(Member.objects.filter(matter=matter).values_list("person", flat=True))
    return [one for one in Person.objects.all() if one.owner or not one.email or one.id in members]
