"""Protective orders, and what is designated under them."""

from dataclasses import asdict
from datetime import date

from django.db import models

from openhold.facts.orders import DesignationMade, DesignationWithdrawn, OrderAmended, OrderLifted, OrderNoted
from openhold.projections.noted import Noted


class ProtectiveOrder(models.Model):
    """A protective order as it was last stated; `lifted_on` is the day from which it binds no more, None before.

    `levels` are dicts with a `name` and the `roles` that it admits, in the order's own order; `stated` is the entry
    that stated it so.
    """

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    paper = models.TextField()
    on = models.DateField()
    docket = models.TextField(null=True)
    state = models.CharField(max_length=16)
    levels = models.JSONField()
    why = models.TextField(null=True)
    seq = models.BigIntegerField()
    stated = models.BigIntegerField()
    at = models.DateTimeField()
    said_by = models.CharField(max_length=64)
    lifted_on = models.DateField(null=True)
    lifted_why = models.TextField(null=True)
    lifted = models.BigIntegerField(null=True)
    lifted_by = models.CharField(max_length=64, null=True)


class Designation(models.Model):
    """An item or a unit under a level of an order; `withdrawn` is the entry that took it back, None before."""

    pk = models.CompositePrimaryKey("matter", "order", "what", "which")
    matter = models.CharField(max_length=64)
    order = models.CharField(max_length=64)
    what = models.CharField(max_length=16)
    which = models.CharField(max_length=64, db_index=True)
    level = models.TextField()
    why = models.TextField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    said_by = models.CharField(max_length=64)
    withdrawn = models.BigIntegerField(null=True)
    withdrawn_why = models.TextField(null=True)
    withdrawn_by = models.CharField(max_length=64, null=True)


def fold(noted: Noted) -> None:
    """Note the order, state it anew, lift it; designate, or take a designation back."""
    fact, matter = noted.fact, noted.matter
    if isinstance(fact, OrderNoted):
        ProtectiveOrder.objects.create(matter=matter, id=fact.order, seq=noted.seq, **_stated(noted, fact))
    elif isinstance(fact, OrderAmended):
        there = ProtectiveOrder.objects.filter(matter=matter, id=fact.order)
        there.update(why=fact.why, **_stated(noted, fact))
    elif isinstance(fact, OrderLifted):
        ProtectiveOrder.objects.filter(matter=matter, id=fact.order).update(
            lifted_on=date.fromisoformat(fact.on),
            lifted_why=fact.why,
            lifted=noted.seq,
            lifted_by=noted.actor,
        )
    elif isinstance(fact, DesignationMade):
        Designation.objects.update_or_create(
            matter=matter,
            order=fact.order,
            what=fact.what,
            which=fact.which,
            defaults={
                "level": fact.level,
                "why": fact.why,
                "seq": noted.seq,
                "at": noted.at,
                "said_by": noted.actor,
                "withdrawn": None,
                "withdrawn_why": None,
                "withdrawn_by": None,
            },
        )
    elif isinstance(fact, DesignationWithdrawn):
        Designation.objects.filter(matter=matter, order=fact.order, what=fact.what, which=fact.which).update(
            withdrawn=noted.seq, withdrawn_why=fact.why, withdrawn_by=noted.actor
        )


def _stated(noted: Noted, fact: OrderNoted | OrderAmended) -> dict[str, object]:
    return {
        "paper": fact.paper,
        "on": date.fromisoformat(fact.on),
        "docket": fact.docket,
        "state": fact.state,
        "levels": [{**asdict(one), "roles": list(one.roles)} for one in fact.levels],
        "stated": noted.seq,
        "at": noted.at,
        "said_by": noted.actor,
    }
