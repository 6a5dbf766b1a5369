"""Add a person to a matter, or give a member another role."""

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told, publish, record
from openhold.actions.roles import ROLES, check_may
from openhold.facts.members import MemberAdded
from openhold.projections.member import Member
from openhold.projections.person import Person


class NoAccountError(UsageError):
    """Nobody signs in by that e-mail address."""


def add_member(home: Home, actor: str, matter: str, *, person: str, role: str) -> Member:
    """Give `person` the role in the matter and return the membership; the same role again records nothing.

    Raises UsageError for an unknown role or person, RefusedError where `actor` may not choose the members.
    """
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role. There is: {', '.join(ROLES)}.")
    with database_told(home):
        check_may(matter, actor, "choose the members")
        if not Person.objects.filter(id=person).exclude(email="").exists():
            raise UsageError(f"There is no person {person!r} who signs in.")
        present = Member.objects.filter(matter=matter, person=person).first()
    if present is not None and present.role == role:
        return present
    record(home, matter, actor, MemberAdded(person=person, role=role))
    publish(home, matter)
    with database_told(home):
        return Member.objects.get(matter=matter, person=person)


def person_by_email(home: Home, email: str) -> Person:
    """Return the person who signs in by `email`; raise NoAccountError where nobody does."""
    with database_told(home):
        found = Person.objects.filter(email=email.strip().lower()).exclude(email="").first()
    if found is None:
        raise NoAccountError(f"Nobody signs in by {email.strip()!r} yet. Invite them: openhold invite {email.strip()}")
    return found


def members(home: Home, matter: str) -> tuple[tuple[Person, Member], ...]:
    """Return the members of a matter with who they are, in the order in which they got their roles."""
    with database_told(home):
        there = list(Member.objects.filter(matter=matter).order_by("seq"))
        people = Person.objects.in_bulk([one.person for one in there])
    return tuple((people[one.person], one) for one in there)
