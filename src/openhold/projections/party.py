"""Who is in a matter, as people named them: our side, the parties, their counsel."""

from django.db import models

from openhold.facts.parties import CounselNamed, NamingWithdrawn, PartyNamed, SideSaid
from openhold.projections.noted import Noted


class Side(models.Model):
    """On which side of a matter those stand who keep its record, as it was last said."""

    matter = models.CharField(max_length=64, primary_key=True)
    side = models.CharField(max_length=32)
    seq = models.BigIntegerField()


class Party(models.Model):
    """A party or, where `is_counsel`, counsel, as last stated; `withdrawn` is why they are none any more."""

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    is_counsel = models.BooleanField()
    name = models.TextField()
    firm = models.TextField(null=True)
    side = models.CharField(max_length=32)
    withdrawn = models.TextField(null=True)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    said_by = models.CharField(max_length=64)


def fold(noted: Noted) -> None:
    """Note the side, name the party or counsel, or withdraw them."""
    fact = noted.fact
    if isinstance(fact, SideSaid):
        Side.objects.update_or_create(matter=noted.matter, defaults={"side": fact.side, "seq": noted.seq})
    elif isinstance(fact, PartyNamed):
        _name(noted, fact.party, is_counsel=False, name=fact.name, firm=None, side=fact.side)
    elif isinstance(fact, CounselNamed):
        _name(noted, fact.counsel, is_counsel=True, name=fact.name, firm=fact.firm, side=fact.side)
    elif isinstance(fact, NamingWithdrawn):
        Party.objects.filter(matter=noted.matter, id=fact.which).update(withdrawn=fact.why)


def _name(noted: Noted, which: str, **said: object) -> None:
    stated = {**said, "withdrawn": None, "seq": noted.seq, "at": noted.at, "said_by": noted.actor}
    Party.objects.update_or_create(matter=noted.matter, id=which, defaults=stated)
