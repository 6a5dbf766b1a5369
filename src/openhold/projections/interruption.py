"""Collections that were interrupted, with what they kept all the same."""

from django.db import models

from openhold.facts.kinds import CollectionStopped
from openhold.projections.noted import Noted


class Interruption(models.Model):
    """One interruption: when it was recorded, and what was kept that no sealed collection counts (items, bytes).

    `disposed` is the fact with which the destruction of its unit began, null where it did not.
    """

    pk = models.CompositePrimaryKey("matter", "seq")
    matter = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    unit = models.CharField(max_length=64, db_index=True)
    items = models.BigIntegerField()
    bytes = models.BigIntegerField()
    disposed = models.BigIntegerField(null=True)


def fold(noted: Noted) -> None:
    """Count what was kept."""
    fact = noted.fact
    if isinstance(fact, CollectionStopped):
        Interruption.objects.create(
            matter=noted.matter,
            seq=noted.seq,
            at=noted.at,
            unit=fact.unit,
            items=fact.new_items,
            bytes=fact.new_bytes,
        )
