"""Sources: where evidence lives, and the unit that each makes."""

from base64 import b64decode
from datetime import date

from django.db import models

from openhold.facts.kinds import SourceNamed
from openhold.facts.retention import SourceDescribed
from openhold.projections.alike import digests
from openhold.projections.noted import Noted

SENT_NOTICES = "sent notices"
"""The kind of the source that is the outbox of a matter."""
SIGNED_NOTICES, SCANS = "signed notices", "scans"
"""The kinds of the sources that are scans: of notices that came back signed; and of things, by photograph and sheet."""
INSIDE_HOME = (SENT_NOTICES, SIGNED_NOTICES, SCANS)
"""The kinds of the sources that lie inside the home, at places relative to it: the deeds that write there keep them."""
NOTICES = (SENT_NOTICES, SIGNED_NOTICES)
"""The kinds of the sources whose items hold the words of notices."""
THING = "physical thing"
"""The kind of a source that is a physical thing or paper: it is handed over, never collected. `at` says what it is."""


class Source(models.Model):
    """A source of a matter. `at` is text, or null where `at_b64` stands because the name is not UTF-8.

    What follows `seq` is as last described: `steward` a custodian's id, `retention` one of `BEHAVIOURS` of
    `facts.retention` (unknown until somebody describes it), `days` and `on` when that deletes, `described` its fact.
    `stopped` is true where a steward's task about it is done. `disposed` is the fact with which the destruction of its
    unit began, null where it did not.
    """

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    at = models.TextField(null=True)
    at_b64 = models.TextField(null=True)
    custodian = models.TextField(null=True)
    unit = models.CharField(max_length=64, db_index=True)
    excludes = models.JSONField()
    seq = models.BigIntegerField()
    steward = models.CharField(max_length=64, null=True)
    retention = models.CharField(max_length=64, default="unknown")
    days = models.BigIntegerField(null=True)
    on = models.DateField(null=True)
    words = models.TextField(default="")
    learned_from = models.TextField(null=True)
    described = models.BigIntegerField(null=True)
    stopped = models.BooleanField(default=False)
    disposed = models.BigIntegerField(null=True)


class SourcePlace(models.Model):
    """The place of a source, and each place around it, by its digest: `itself` tells them apart.

    So sources at one place, inside and around are found, in any matter.
    """

    pk = models.CompositePrimaryKey("matter", "source", "digest")
    matter = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    itself = models.BooleanField()

    class Meta:
        """By what rows of any matter are looked up."""

        indexes = (models.Index(fields=["digest", "itself"], name="source_place"),)


def fold(noted: Noted) -> None:
    """Name the source, or describe it."""
    fact = noted.fact
    if isinstance(fact, SourceNamed):
        Source.objects.create(
            matter=noted.matter,
            id=fact.source,
            kind=fact.source_kind,
            at=fact.at,
            at_b64=fact.at_b64,
            custodian=fact.custodian,
            unit=fact.unit,
            excludes=list(fact.excludes),
            seq=noted.seq,
        )
        at = fact.at.encode() if fact.at is not None else b64decode(fact.at_b64 or "")
        names = (fact.source.encode(),) if fact.source_kind == THING else tuple(name for name in at.split(b"/") if name)
        put(noted.matter, fact.source, fact.source_kind, names)
    elif isinstance(fact, SourceDescribed):
        Source.objects.filter(matter=noted.matter, id=fact.source).update(
            steward=fact.steward,
            retention=fact.retention,
            days=fact.days,
            on=None if fact.on is None else date.fromisoformat(fact.on),
            words=fact.words,
            learned_from=fact.learned_from,
            described=noted.seq,
        )


def put(matter: str, source: str, kind: str, names: tuple[bytes, ...]) -> None:
    """Keep where a source is, in place of what was kept: `names` from the root on; of a thing what it is known by."""
    SourcePlace.objects.filter(matter=matter, source=source).delete()
    *around, itself = digests(kind, names)
    SourcePlace.objects.bulk_create(
        [
            *(SourcePlace(matter=matter, source=source, digest=one, itself=False) for one in around),
            SourcePlace(matter=matter, source=source, digest=itself, itself=True),
        ]
    )
