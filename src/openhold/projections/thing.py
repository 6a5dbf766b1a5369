"""Physical things and paper: what each is, who has it, and everything that happened to it."""

from datetime import datetime

from django.db import models

from openhold.facts.things import (
    HandoverConfirmed,
    HandoverDisputed,
    HandoverNoted,
    ThingNamed,
    ThingSealed,
    ThingSeen,
)
from openhold.projections.alike import folded
from openhold.projections.noted import Noted
from openhold.projections.source import THING, put

NAMED, SEEN, SEALED, HANDED_OVER = "named", "looked at", "sealed", "handed over"
"""What can happen to a thing."""
CONFIRMED, DISPUTED = "confirmed", "disputed"
"""What a side of a hand-over said last; empty where it said nothing."""


class Thing(models.Model):
    """A thing of a matter, by the id of its source, as last said by the time at which it happened.

    `holder` is a custodian's or person's id, or a name as it was said. `mark` stands on the thing and is empty where
    nothing does. `said` is the newest fact about it.
    """

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    what = models.TextField()
    mark = models.TextField()
    holder = models.TextField()
    since = models.DateTimeField()
    place = models.TextField()
    placed_at = models.DateTimeField()
    seq = models.BigIntegerField()
    said = models.BigIntegerField()


class ThingEvent(models.Model):
    """Something that happened to a thing `at` a moment: one of the words above says what.

    `by` had, looked, sealed or gave; `to` took, and is empty elsewhere. `seal` is the number that was put on, or that
    was read; `before` and `state` are the number taken off and how a seal was found. Null is what nobody said.
    `handover` names a hand-over; what its sides said last stands in the columns of `giver` and `taker`.
    """

    pk = models.CompositePrimaryKey("matter", "seq")
    matter = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    thing = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.TextField()
    to = models.TextField(default="")
    why = models.TextField(default="")
    place = models.TextField(null=True)
    condition = models.TextField(null=True)
    seal = models.TextField(null=True)
    before = models.TextField(null=True)
    state = models.CharField(max_length=16, null=True)
    photographs = models.JSONField(default=list)
    noted_by = models.CharField(max_length=64)
    noted_at = models.DateTimeField()
    handover = models.CharField(max_length=64, default="", db_index=True)
    giver_said = models.CharField(max_length=16, default="")
    giver_at = models.DateTimeField(null=True)
    giver_way = models.CharField(max_length=16, default="")
    giver_evidence = models.CharField(max_length=64, null=True)
    giver_why = models.TextField(default="")
    giver_seq = models.BigIntegerField(null=True)
    taker_said = models.CharField(max_length=16, default="")
    taker_at = models.DateTimeField(null=True)
    taker_way = models.CharField(max_length=16, default="")
    taker_evidence = models.CharField(max_length=64, null=True)
    taker_why = models.TextField(default="")
    taker_seq = models.BigIntegerField(null=True)


def fold(noted: Noted) -> None:
    """Name the thing, note what happened to it, or what a side of a hand-over said."""
    fact = noted.fact
    if isinstance(fact, ThingNamed):
        since = datetime.fromisoformat(fact.since)
        Thing.objects.create(
            matter=noted.matter,
            id=fact.thing,
            what=fact.what,
            mark=fact.mark or "",
            holder=fact.holder,
            since=since,
            place=fact.place,
            placed_at=since,
            seq=noted.seq,
            said=noted.seq,
        )
        if fact.mark:
            # Two things with one mark are one thing.
            put(noted.matter, fact.thing, THING, (f"no. {folded(fact.mark)}".encode(),))
        _happened(
            noted, fact.thing, NAMED, since,
            by=fact.holder, place=fact.place, condition=fact.condition, seal=fact.seal,
            photographs=list(fact.photographs),
        )  # fmt: skip
    elif isinstance(fact, ThingSeen):
        at = datetime.fromisoformat(fact.at)
        _happened(
            noted, fact.thing, SEEN, at,
            by=fact.by, place=fact.place, condition=fact.condition, seal=fact.seal, state=fact.seal_state,
            photographs=list(fact.photographs),
        )  # fmt: skip
        if fact.place is not None:
            _moved(noted.matter, fact.thing, at, fact.place)
    elif isinstance(fact, ThingSealed):
        _happened(
            noted, fact.thing, SEALED, datetime.fromisoformat(fact.at),
            by=fact.by, why=fact.why, seal=fact.seal, before=fact.before, state=fact.before_state,
            photographs=list(fact.photographs),
        )  # fmt: skip
    elif isinstance(fact, HandoverNoted):
        at = datetime.fromisoformat(fact.at)
        _happened(
            noted, fact.thing, HANDED_OVER, at,
            by=fact.giver, to=fact.taker, why=fact.why, place=fact.place, seal=fact.seal, state=fact.seal_state,
            handover=fact.handover,
        )  # fmt: skip
        # What is noted late does not undo what happened after it.
        Thing.objects.filter(matter=noted.matter, id=fact.thing, since__lte=at).update(holder=fact.taker, since=at)
        _moved(noted.matter, fact.thing, at, fact.place)
    elif isinstance(fact, HandoverConfirmed | HandoverDisputed):
        _said(noted, fact)


def _happened(noted: Noted, thing: str, kind: str, at: datetime, **said: object) -> None:
    ThingEvent.objects.create(
        matter=noted.matter,
        seq=noted.seq,
        thing=thing,
        kind=kind,
        at=at,
        noted_by=noted.actor,
        noted_at=noted.at,
        **said,
    )
    Thing.objects.filter(matter=noted.matter, id=thing).update(said=noted.seq)


def _moved(matter: str, thing: str, at: datetime, place: str) -> None:
    Thing.objects.filter(matter=matter, id=thing, placed_at__lte=at).update(place=place, placed_at=at)


def _said(noted: Noted, fact: HandoverConfirmed | HandoverDisputed) -> None:
    disputed = isinstance(fact, HandoverDisputed)
    values = {
        "said": DISPUTED if disputed else CONFIRMED,
        "at": noted.at,
        "way": fact.way,
        "evidence": fact.evidence,
        "why": fact.why if isinstance(fact, HandoverDisputed) else "",
        "seq": noted.seq,
    }
    ThingEvent.objects.filter(matter=noted.matter, handover=fact.handover).update(
        **{f"{fact.side}_{name}": value for name, value in values.items()}
    )
    Thing.objects.filter(matter=noted.matter, id=fact.thing).update(said=noted.seq)
