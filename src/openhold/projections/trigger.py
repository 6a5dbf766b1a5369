"""Triggers: what may have started the duty to preserve; and the day on which it began."""

from datetime import date

from django.db import models

from openhold.facts.triggers import DutyDated, TriggerNoted, TriggerWithdrawn
from openhold.projections.noted import Noted


class Trigger(models.Model):
    """An event that may have started the duty, and how it became known; `withdrawn` is why it counts no more."""

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    what = models.TextField()
    on = models.DateField()
    learned_by = models.TextField()
    learned_how = models.TextField()
    learned_on = models.DateField()
    evidence = models.TextField(null=True)
    withdrawn = models.TextField(null=True)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    said_by = models.CharField(max_length=64)


class Duty(models.Model):
    """The day on which a matter's duty to preserve began, as a person last confirmed it."""

    matter = models.CharField(max_length=64, primary_key=True)
    trigger = models.CharField(max_length=64)
    on = models.DateField()
    words = models.TextField(null=True)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    said_by = models.CharField(max_length=64)


def fold(noted: Noted) -> None:
    """Note the trigger, withdraw it, or note the day of the duty."""
    fact = noted.fact
    if isinstance(fact, TriggerNoted):
        Trigger.objects.create(
            matter=noted.matter,
            id=fact.trigger,
            what=fact.what,
            on=date.fromisoformat(fact.on),
            learned_by=fact.learned_by,
            learned_how=fact.learned_how,
            learned_on=date.fromisoformat(fact.learned_on),
            evidence=fact.evidence,
            seq=noted.seq,
            at=noted.at,
            said_by=noted.actor,
        )
    elif isinstance(fact, TriggerWithdrawn):
        Trigger.objects.filter(matter=noted.matter, id=fact.trigger).update(withdrawn=fact.why)
    elif isinstance(fact, DutyDated):
        Duty.objects.update_or_create(
            matter=noted.matter,
            defaults={
                "trigger": fact.trigger,
                "on": date.fromisoformat(fact.on),
                "words": fact.words,
                "seq": noted.seq,
                "at": noted.at,
                "said_by": noted.actor,
            },
        )
