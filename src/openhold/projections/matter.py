"""Matters: the cases and disputes."""

from django.db import models

from openhold.facts.kinds import MatterOpened
from openhold.projections.noted import Noted


class Matter(models.Model):
    """A matter as opened. `court` and `number` are null where nobody said them."""

    id = models.CharField(max_length=64, primary_key=True)
    title = models.TextField()
    court = models.TextField(null=True)
    number = models.TextField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=64)


def fold(noted: Noted) -> None:
    """Open the matter."""
    fact = noted.fact
    if isinstance(fact, MatterOpened):
        Matter.objects.create(
            id=fact.matter,
            title=fact.title,
            court=fact.court,
            number=fact.number,
            opened_at=noted.at,
            opened_by=noted.actor,
        )
