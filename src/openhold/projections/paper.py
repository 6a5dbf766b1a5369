"""What a matter knows from court papers: values that a person accepted or corrected."""

from django.db import models

from openhold.facts.kinds import ValueAccepted, ValueCorrected
from openhold.projections.noted import Noted


class PaperValue(models.Model):
    """One value of one paper, as it stands: a later fact about the same field takes the place of an earlier one.

    `value` is null where a person said that the paper does not say it; `read` is what was read, null where nothing was.
    """

    pk = models.CompositePrimaryKey("matter", "paper", "field")
    matter = models.CharField(max_length=64)
    paper = models.CharField(max_length=64)
    field = models.CharField(max_length=255)
    name = models.TextField()
    value = models.TextField(null=True)
    read = models.TextField(null=True)
    quote = models.TextField(null=True)
    page = models.IntegerField(null=True)
    line = models.IntegerField(null=True)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    said_by = models.CharField(max_length=64)


def fold(noted: Noted) -> None:
    """Put the value in its place."""
    fact = noted.fact
    if isinstance(fact, ValueAccepted | ValueCorrected):
        PaperValue.objects.update_or_create(
            matter=noted.matter,
            paper=fact.paper,
            field=fact.field,
            defaults={
                "name": fact.name,
                "value": fact.value,
                "read": fact.read if isinstance(fact, ValueCorrected) else fact.value,
                "quote": fact.quote,
                "page": fact.page,
                "line": fact.line,
                "seq": noted.seq,
                "at": noted.at,
                "said_by": noted.actor,
            },
        )
