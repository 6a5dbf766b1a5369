"""What custodians said about where something may be."""

from django.db import models

from openhold.facts.questionnaires import QuestionnaireAnswered
from openhold.projections.noted import Noted


class Questionnaire(models.Model):
    """A custodian's newest answers about one hold; null where nothing was said. Privileged, like a question."""

    pk = models.CompositePrimaryKey("matter", "hold", "custodian")
    matter = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    custodian = models.CharField(max_length=64)
    version = models.IntegerField()
    devices = models.TextField(null=True)
    accounts = models.TextField(null=True)
    chat = models.TextField(null=True)
    paper = models.TextField(null=True)
    others = models.TextField(null=True)
    at = models.DateTimeField()
    seq = models.BigIntegerField()


def fold(noted: Noted) -> None:
    """Put the newest answers in the place of the earlier ones."""
    fact = noted.fact
    if isinstance(fact, QuestionnaireAnswered):
        Questionnaire.objects.update_or_create(
            matter=noted.matter,
            hold=fact.hold,
            custodian=fact.custodian,
            defaults={
                "version": fact.version,
                "devices": fact.devices,
                "accounts": fact.accounts,
                "chat": fact.chat,
                "paper": fact.paper,
                "others": fact.others,
                "at": noted.at,
                "seq": noted.seq,
            },
        )
