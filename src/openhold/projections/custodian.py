"""Custodians: the people of a matter, and which of them raise an alarm."""

from datetime import date

from django.db import models

from openhold.facts.custodians import AlarmSettled, CustodianChanged, CustodianNamed
from openhold.projections.alike import folded
from openhold.projections.noted import Noted

_STATED = ("name", "email", "language", "title", "place", "manager", "external")


class Custodian(models.Model):
    """A custodian of a matter as last stated.

    `left` is the last day of somebody who leaves or left. `alarm` says in words what makes it urgent to look after this
    person's evidence, and is empty where nothing does. `seq` is the fact that named the person, `said` the newest one.
    By `by_name`, `by_email` (both folded) and `by_external` the same person is found in other matters; empty where
    nothing is known.
    """

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    name = models.TextField()
    email = models.TextField(null=True)
    language = models.CharField(max_length=8)
    title = models.TextField(null=True)
    place = models.TextField(null=True)
    manager = models.CharField(max_length=64, null=True)
    external = models.TextField(null=True)
    left = models.DateField(null=True)
    alarm = models.TextField()
    seq = models.BigIntegerField()
    said = models.BigIntegerField()
    by_name = models.TextField()
    by_email = models.TextField()
    by_external = models.TextField()

    class Meta:
        """By what rows of any matter are looked up."""

        indexes = (
            models.Index(fields=["by_name"], name="custodian_by_name"),
            models.Index(fields=["by_email"], name="custodian_by_email"),
            models.Index(fields=["by_external"], name="custodian_by_external"),
        )


def fold(noted: Noted) -> None:
    """Name the custodian, or state anew what is known; a leaver and a mover raise an alarm until it is settled."""
    fact = noted.fact
    if isinstance(fact, CustodianNamed):
        Custodian.objects.create(
            matter=noted.matter,
            id=fact.custodian,
            left=None,
            alarm="",
            seq=noted.seq,
            said=noted.seq,
            **_stated(fact),
        )
    elif isinstance(fact, CustodianChanged):
        before = Custodian.objects.get(matter=noted.matter, id=fact.custodian)
        left = None if fact.left is None else date.fromisoformat(fact.left)
        Custodian.objects.filter(matter=noted.matter, id=fact.custodian).update(
            left=left,
            alarm=_alarm(before, fact, left),
            said=noted.seq,
            **_stated(fact),
        )
    elif isinstance(fact, AlarmSettled):
        Custodian.objects.filter(matter=noted.matter, id=fact.custodian).update(alarm="", said=noted.seq)


def recognised(name: str, email: str | None, external: str | None) -> dict[str, str]:
    """Return the columns by which a person is found in other matters."""
    return {"by_name": folded(name), "by_email": folded(email), "by_external": (external or "").strip()}


def _stated(fact: CustodianNamed | CustodianChanged) -> dict[str, str | None]:
    return {
        **{name: getattr(fact, name) for name in _STATED},
        **recognised(fact.name, fact.email, fact.external),
    }


def _alarm(before: Custodian, fact: CustodianChanged, left: date | None) -> str:
    """Return the alarm after `fact`: an open one stays until it is settled, or until the leaving is taken back."""
    if left != before.left:
        return "" if left is None else f"last day: {left:%a} {left.day} {left:%B %Y}"
    if fact.cause != "moved":
        return before.alarm
    now = _where(fact.title, fact.place)
    then = _where(before.title, before.place)
    moved = f"moved from {then} to {now}" if then != now else "has another manager"
    return f"{before.alarm}; {moved}" if before.alarm else moved


def _where(title: str | None, place: str | None) -> str:
    return ", ".join(part for part in (title, place) if part) or "a place that nobody named"
