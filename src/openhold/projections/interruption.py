"""Collections that were interrupted, with what they kept all the same."""

from django.db import models

from openhold.facts.kinds import CollectionStopped
from openhold.projections.matter import keep
from openhold.projections.noted import Noted


class Interruption(models.Model):
    """One interruption: when it was recorded, and what was kept that no sealed collection counts (items, bytes).

    `followed` is true where a later collection of its unit was sealed, or was interrupted with something kept: that one
    went on from there. `disposed` is the fact with which the destruction of its unit began, null where it did not.
    """

    pk = models.CompositePrimaryKey("matter", "seq")
    matter = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    unit = models.CharField(max_length=64, db_index=True)
    items = models.BigIntegerField()
    bytes = models.BigIntegerField()
    followed = models.BooleanField(default=False)
    disposed = models.BigIntegerField(null=True)


def fold(noted: Noted) -> None:
    """Count what was kept."""
    fact = noted.fact
    if isinstance(fact, CollectionStopped):
        before = follow(noted.matter, fact.unit) if fact.new_items else 0
        keep(noted.matter, (1 if fact.new_items else 0) - before, fact.new_items, fact.new_bytes)
        Interruption.objects.create(
            matter=noted.matter,
            seq=noted.seq,
            at=noted.at,
            unit=fact.unit,
            items=fact.new_items,
            bytes=fact.new_bytes,
        )


def follow(matter: str, unit: str) -> int:
    """Note that a collection of a unit went on from what was interrupted, and return from how many that counted."""
    there = Interruption.objects.filter(matter=matter, unit=unit, followed=False, disposed=None)
    return there.filter(items__gt=0).update(followed=True)
