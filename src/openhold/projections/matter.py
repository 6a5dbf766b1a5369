"""Matters: the cases and disputes."""

from datetime import datetime

from django.db import models
from django.db.models import F

from openhold.facts.kinds import MatterOpened
from openhold.projections.noted import Noted


class Matter(models.Model):
    """A matter as opened. `court` and `number` are null where nobody said them.

    What follows `opened_by` adds up what is kept and not destroyed: how many `collections` ended, sealed or interrupted
    with something kept that no later one of the unit went on from; items and bytes, each content once per unit; and
    when the newest was sealed.
    """

    id = models.CharField(max_length=64, primary_key=True)
    title = models.TextField()
    court = models.TextField(null=True)
    number = models.TextField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=64)
    collections = models.BigIntegerField(default=0)
    items = models.BigIntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    sealed_at = models.DateTimeField(null=True)


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


def keep(matter: str, collections: int, items: int, size: int, **sealed: datetime) -> None:
    """Add to what is kept of a matter: so many collections that ended, items and bytes; and when one was sealed."""
    Matter.objects.filter(id=matter).update(
        collections=F("collections") + collections, items=F("items") + items, bytes=F("bytes") + size, **sealed
    )
