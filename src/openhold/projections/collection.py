"""Collections that ended, with their counts."""

from django.db import models
from django.db.models import Sum
from django.db.models.functions import Coalesce

from openhold.facts.kinds import CollectionSealed
from openhold.projections.interruption import Interruption, follow
from openhold.projections.matter import Matter, keep
from openhold.projections.noted import Noted


class Collection(models.Model):
    """A sealed collection; counts are items, `bytes` and `new_bytes` are bytes, digests are hex.

    `disposed` is the fact with which the destruction of its unit began, null where it did not.
    """

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    unit = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    lines = models.BigIntegerField()
    stored = models.BigIntegerField()
    duplicate = models.BigIntegerField()
    excluded = models.BigIntegerField()
    failed = models.BigIntegerField()
    bytes = models.BigIntegerField()
    read = models.BigIntegerField()
    carried = models.BigIntegerField()
    new_items = models.BigIntegerField()
    new_bytes = models.BigIntegerField()
    root = models.CharField(max_length=64)
    manifest_sha256 = models.CharField(max_length=64)
    disposed = models.BigIntegerField(null=True)

    class Meta:
        """What is looked up by more than its key."""

        indexes = (models.Index("matter", "disposed", "sealed_at", name="collection_ended"),)


def fold(noted: Noted) -> None:
    """Count the collection."""
    fact = noted.fact
    if isinstance(fact, CollectionSealed):
        Collection.objects.create(
            matter=noted.matter,
            id=fact.collection,
            unit=fact.unit,
            source=fact.source,
            seq=noted.seq,
            sealed_at=noted.at,
            lines=fact.lines,
            stored=fact.ends.stored,
            duplicate=fact.ends.duplicate,
            excluded=fact.ends.excluded,
            failed=fact.ends.failed,
            bytes=fact.bytes,
            read=fact.read,
            carried=fact.carried,
            new_items=fact.new_items,
            new_bytes=fact.new_bytes,
            root=fact.root,
            manifest_sha256=fact.manifest_sha256,
        )
        before = follow(noted.matter, fact.unit)
        keep(noted.matter, 1 - before, fact.new_items, fact.new_bytes, sealed_at=noted.at)


def add_up(matter: str) -> None:
    """Add up anew what is kept of a matter, after the destruction of a unit began."""
    there = Collection.objects.filter(matter=matter, disposed=None)
    cut = Interruption.objects.filter(matter=matter, disposed=None)
    newest = there.order_by("-seq").first()
    sums = [
        of.aggregate(items=Coalesce(Sum(items), 0), size=Coalesce(Sum(size), 0))
        for of, items, size in (
            (there, "new_items", "new_bytes"),
            (cut, "items", "bytes"),
        )
    ]
    Matter.objects.filter(id=matter).update(
        collections=there.count() + cut.filter(items__gt=0, followed=False).count(),
        items=sum(one["items"] for one in sums),
        bytes=sum(one["size"] for one in sums),
        sealed_at=None if newest is None else newest.sealed_at,
    )
