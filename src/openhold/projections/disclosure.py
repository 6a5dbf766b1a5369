"""Disclosures that were made."""

from django.db import models

from openhold.facts.kinds import DisclosureMade
from openhold.projections.noted import Noted


class Disclosure(models.Model):
    """One bag: the ledger size it shows, what is in it and what was withheld, and the digest that names it (hex)."""

    pk = models.CompositePrimaryKey("matter", "seq")
    matter = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    bag = models.TextField()
    size = models.BigIntegerField()
    items = models.BigIntegerField()
    withheld_facts = models.BigIntegerField()
    withheld_items = models.BigIntegerField()
    tagmanifest_sha256 = models.CharField(max_length=64)


def fold(noted: Noted) -> None:
    """Note the disclosure."""
    fact = noted.fact
    if isinstance(fact, DisclosureMade):
        Disclosure.objects.create(
            matter=noted.matter,
            seq=noted.seq,
            at=noted.at,
            bag=fact.bag,
            size=fact.size,
            items=fact.items,
            withheld_facts=fact.withheld_facts,
            withheld_items=fact.withheld_items,
            tagmanifest_sha256=fact.tagmanifest_sha256,
        )
