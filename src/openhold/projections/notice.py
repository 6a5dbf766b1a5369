"""Notices: their words, what was sent to whom, who acknowledged, who asked, who reported a loss."""

from django.db import models
from django.db.models import F, Subquery, Value
from django.db.models.functions import Coalesce

from openhold.facts.holds import HoldIssued
from openhold.facts.notices import (
    LossReported,
    NoticeAcknowledged,
    NoticeAnswered,
    NoticeAsked,
    NoticeBounced,
    NoticeSent,
    NoticeWritten,
)
from openhold.projections.noted import Noted

FIRST, AGAIN, REMINDER = "first", "again", "reminder"
ESCALATION, REFRESH, RELEASE = "escalation", "refresh", "release"
"""Why a message is sent. An escalation goes to a custodian's manager, all others to the custodian."""


class NoticeText(models.Model):
    """The words of one version in one language. Privileged: a disclosure leaves them out by itself."""

    pk = models.CompositePrimaryKey("matter", "hold", "version", "language")
    matter = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    version = models.IntegerField()
    language = models.CharField(max_length=16)
    subject = models.TextField()
    text = models.TextField()
    fields = models.TextField(null=True)
    written_by = models.CharField(max_length=64)
    at = models.DateTimeField()
    seq = models.BigIntegerField()


class Notice(models.Model):
    """What became of one custodian's notice of one version. Times are null until the thing happened.

    `sent_at` is the first time that it left, `last_at` the last time that anything did, by `last_way` to `last_to`;
    `reminders` counts reminders and escalations; `bounced_why` is empty unless the last message did not arrive. What
    goes to a manager instead of the custodian is only counted.
    """

    pk = models.CompositePrimaryKey("matter", "hold", "version", "custodian")
    matter = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    version = models.IntegerField()
    custodian = models.CharField(max_length=64, db_index=True)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    last_way = models.CharField(max_length=16)
    last_to = models.TextField(null=True)
    reminders = models.IntegerField()
    bounced_why = models.TextField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_way = models.CharField(max_length=16)
    evidence = models.CharField(max_length=64, null=True)
    acknowledged_seq = models.BigIntegerField(null=True)


class Sending(models.Model):
    """One message that left, in the order of the ledger. `bounced_at` is null unless it came back."""

    pk = models.CompositePrimaryKey("matter", "seq")
    matter = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    hold = models.CharField(max_length=64)
    version = models.IntegerField()
    custodian = models.CharField(max_length=64)
    sending = models.CharField(max_length=16)
    way = models.CharField(max_length=16)
    to = models.TextField(null=True)
    message_sha256 = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()
    bounced_at = models.DateTimeField(null=True)
    bounced_why = models.TextField()


class Question(models.Model):
    """A custodian's question, and its answer where there is one. Privileged, like the notice's words."""

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    version = models.IntegerField()
    custodian = models.CharField(max_length=64)
    text = models.TextField()
    asked_at = models.DateTimeField()
    seq = models.BigIntegerField()
    answer = models.TextField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, null=True)


class LossReport(models.Model):
    """What a custodian says is gone."""

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    custodian = models.CharField(max_length=64)
    text = models.TextField()
    at = models.DateTimeField()
    seq = models.BigIntegerField()


def fold(noted: Noted) -> None:
    """Note what was written, asked for, sent or answered."""
    fact = noted.fact
    if isinstance(fact, HoldIssued):
        _ask_for(noted, fact)
    elif isinstance(fact, NoticeWritten):
        NoticeText.objects.create(
            matter=noted.matter,
            hold=fact.hold,
            version=fact.version,
            language=fact.language,
            subject=fact.subject,
            text=fact.text,
            fields=fact.fields,
            written_by=noted.actor,
            at=noted.at,
            seq=noted.seq,
        )
    elif isinstance(fact, NoticeSent):
        _send(noted, fact)
    elif isinstance(fact, NoticeBounced):
        _bounce(noted, fact)
    elif isinstance(fact, NoticeAcknowledged):
        _notice(noted, fact).filter(acknowledged_at=None).update(
            acknowledged_at=noted.at, acknowledged_way=fact.way, evidence=fact.evidence, acknowledged_seq=noted.seq
        )
    else:
        _tell(noted)


def _notice(noted: Noted, fact: NoticeSent | NoticeBounced | NoticeAcknowledged) -> "models.QuerySet[Notice]":
    return Notice.objects.filter(matter=noted.matter, hold=fact.hold, version=fact.version, custodian=fact.custodian)


def _ask_for(noted: Noted, fact: HoldIssued) -> None:
    Notice.objects.bulk_create(
        [
            Notice(
                matter=noted.matter,
                hold=fact.hold,
                version=fact.version,
                custodian=one,
                asked_at=noted.at,
                last_way="",
                reminders=0,
                bounced_why="",
                acknowledged_way="",
            )
            for one in fact.custodians
        ],
        batch_size=500,
    )


def _send(noted: Noted, fact: NoticeSent) -> None:
    Sending.objects.create(
        matter=noted.matter,
        seq=noted.seq,
        hold=fact.hold,
        version=fact.version,
        custodian=fact.custodian,
        sending=fact.sending,
        way=fact.way,
        to=fact.to,
        message_sha256=fact.message_sha256,
        at=noted.at,
        bounced_why="",
    )
    if fact.sending == ESCALATION:
        _notice(noted, fact).update(reminders=F("reminders") + 1)
        return
    _notice(noted, fact).update(
        last_at=noted.at,
        last_way=fact.way,
        last_to=fact.to,
        bounced_why="",
        reminders=F("reminders") + (1 if fact.sending == REMINDER else 0),
        sent_at=Coalesce(F("sent_at"), Value(noted.at)),
    )


def messages(noted: Noted, fact: NoticeBounced) -> "models.QuerySet[Sending]":
    """Return the messages that did not arrive."""
    return Sending.objects.filter(
        matter=noted.matter, hold=fact.hold, custodian=fact.custodian, message_sha256=fact.message_sha256
    )


def _bounce(noted: Noted, fact: NoticeBounced) -> None:
    sent = messages(noted, fact)
    sent.update(bounced_at=noted.at, bounced_why=fact.why)
    if is_of_last_address(noted, fact):
        _notice(noted, fact).update(bounced_why=fact.why)


def is_of_last_address(noted: Noted, fact: NoticeBounced) -> bool:
    """Tell whether a message did not arrive that went to a custodian at the address to which the last one went.

    What comes back late may be of an address that was corrected meanwhile.
    """
    last = _notice(noted, fact).values("last_to")[:1]
    return messages(noted, fact).exclude(sending=ESCALATION).filter(to=Subquery(last)).exists()


def _tell(noted: Noted) -> None:
    fact = noted.fact
    if isinstance(fact, NoticeAsked):
        Question.objects.create(
            matter=noted.matter,
            id=fact.question,
            hold=fact.hold,
            version=fact.version,
            custodian=fact.custodian,
            text=fact.text,
            asked_at=noted.at,
            seq=noted.seq,
        )
    elif isinstance(fact, NoticeAnswered):
        Question.objects.filter(matter=noted.matter, id=fact.question).update(
            answer=fact.text, answered_at=noted.at, answered_by=noted.actor
        )
    elif isinstance(fact, LossReported):
        LossReport.objects.create(
            matter=noted.matter,
            id=fact.report,
            hold=fact.hold,
            custodian=fact.custodian,
            text=fact.text,
            at=noted.at,
            seq=noted.seq,
        )
