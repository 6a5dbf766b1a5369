"""Members: who has which role in a matter."""

from django.db import models

from openhold.facts.members import MemberAdded, MemberRemoved
from openhold.projections.noted import Noted


class Member(models.Model):
    """A person's present role in a matter, and when and by whom it was given."""

    pk = models.CompositePrimaryKey("matter", "person")
    matter = models.CharField(max_length=64)
    person = models.CharField(max_length=64, db_index=True)
    role = models.CharField(max_length=32)
    since = models.DateTimeField()
    by = models.CharField(max_length=64)
    seq = models.BigIntegerField()


def fold(noted: Noted) -> None:
    """Give the person the role, or take them out."""
    fact = noted.fact
    if isinstance(fact, MemberAdded):
        Member.objects.filter(matter=noted.matter, person=fact.person).delete()
        Member.objects.create(
            matter=noted.matter, person=fact.person, role=fact.role, since=noted.at, by=noted.actor, seq=noted.seq
        )
    elif isinstance(fact, MemberRemoved):
        Member.objects.filter(matter=noted.matter, person=fact.person).delete()
