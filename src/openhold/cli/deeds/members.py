"""Members: who sees a matter, and as what."""

from openhold.cli import context
from openhold.rows import people


def add(matter: str, email: str, /, *, role: str) -> None:
    """Make somebody who signs in a member of a matter, or give a member another role.

    Example: `openhold member add quintrell dana.whitfield@alder.example --role counsel`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    email: str
        By which they sign in. Who has no account yet is invited: `openhold invite`.
    role: str
        counsel, 'case manager', 'IT steward', reviewer or auditor.
    """
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.add_member import add_member, person_by_email
    from openhold.actions.open_matter import find_matter

    found = find_matter(home, matter)
    person = person_by_email(home, email)
    member = add_member(home, instance.actor, found.id, person=person.id, role=role)
    if context.current.json:
        context.document({"matter": found.id, **people.member(person, member)})
        return
    context.tell(f"{person.shown} is {member.role} in {found.title} (entry {member.seq}).")


def list_(matter: str, /) -> None:
    """List a matter's members.

    Example: `openhold member list quintrell`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.add_member import members
    from openhold.actions.open_matter import find_matter

    found = members(home, find_matter(home, matter).id)
    if context.current.json:
        context.document({"members": [people.member(person, member) for person, member in found]})
        return
    if not found:
        context.tell("Nobody is a member of this matter yet. Add one: openhold member add MATTER EMAIL --role counsel")
        return
    from openhold.cli import tables

    tables.show(
        ("name", "e-mail", "role", "since"),
        [(who.shown, who.email, one.role, f"{one.since:%Y-%m-%d}") for who, one in found],
    )


def remove(matter: str, email: str, /) -> None:
    """Take somebody out of a matter; they see nothing of it from then on.

    Example: `openhold member remove quintrell dana.whitfield@alder.example`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    email: str
        By which they sign in.
    """
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.add_member import person_by_email
    from openhold.actions.open_matter import find_matter
    from openhold.actions.remove_member import remove_member

    found = find_matter(home, matter)
    person = person_by_email(home, email)
    remove_member(home, instance.actor, found.id, person=person.id)
    if context.current.json:
        context.document({"matter": found.id, "person": person.id, "email": person.email})
        return
    context.tell(f"{person.shown} is out of {found.title}.")
