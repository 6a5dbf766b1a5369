"""Readings: who was shown which privileged words, and when last."""

from django.db import models

from openhold.facts.members import PrivilegedRead
from openhold.projections.noted import Noted


class Reading(models.Model):
    """The newest time at which a person was shown privileged words; `what` and `which` as the fact says them."""

    pk = models.CompositePrimaryKey("matter", "person", "what", "which")
    matter = models.CharField(max_length=64)
    person = models.CharField(max_length=64)
    what = models.CharField(max_length=64)
    which = models.CharField(max_length=160)
    at = models.DateTimeField()
    seq = models.BigIntegerField()


def fold(noted: Noted) -> None:
    """Note the reading in the place of the person's last one of the same words."""
    fact = noted.fact
    if isinstance(fact, PrivilegedRead):
        Reading.objects.update_or_create(
            matter=noted.matter,
            person=noted.actor,
            what=fact.what,
            which=fact.which,
            defaults={"at": noted.at, "seq": noted.seq},
        )
