"""Take a person out of a matter."""

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told, publish, record
from openhold.actions.roles import check_may
from openhold.facts.members import MemberRemoved
from openhold.projections.member import Member


def remove_member(home: Home, actor: str, matter: str, *, person: str) -> None:
    """Take `person` out of the matter: nothing of it is shown to them from then on; what they did stays recorded.

    Raises UsageError where they are no member, RefusedError where `actor` may not choose the members.
    """
    with database_told(home):
        check_may(matter, actor, "choose the members")
        if not Member.objects.filter(matter=matter, person=person).exists():
            raise UsageError("That person is no member of this matter.")
    record(home, matter, actor, MemberRemoved(person=person))
    publish(home, matter)
