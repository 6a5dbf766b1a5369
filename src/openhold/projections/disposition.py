"""Dispositions: units that somebody wants destroyed, who agreed, and what was destroyed."""

from django.db import models

from openhold.facts.dispositions import DisposalBegun, DispositionApproved, DispositionProposed, UnitDisposed
from openhold.projections.collection import Collection, add_up
from openhold.projections.interruption import Interruption
from openhold.projections.noted import Noted
from openhold.projections.source import Source

PROPOSED, APPROVED, BEGUN, DISPOSED = "proposed", "approved", "begun", "disposed"
"""How far a disposition has come. From `BEGUN` on, some of the unit may be gone."""


class Disposition(models.Model):
    """One disposition of one unit; counts, digests (hex) and `released` holds are those of the certificate."""

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    unit = models.CharField(max_length=64, db_index=True)
    why = models.TextField()
    state = models.CharField(max_length=16)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    seq = models.BigIntegerField()
    approved_by = models.CharField(max_length=64, null=True)
    approved_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    disposed_by = models.CharField(max_length=64, null=True)
    disposed_at = models.DateTimeField(null=True)
    disposed_seq = models.BigIntegerField(null=True)
    items = models.BigIntegerField(null=True)
    bytes = models.BigIntegerField(null=True)
    manifests = models.JSONField()
    released = models.JSONField()


def fold(noted: Noted) -> None:
    """Take the disposition one step further."""
    fact = noted.fact
    if isinstance(fact, DispositionProposed):
        Disposition.objects.create(
            matter=noted.matter,
            id=fact.disposition,
            unit=fact.unit,
            why=fact.why,
            state=PROPOSED,
            proposed_by=noted.actor,
            proposed_at=noted.at,
            seq=noted.seq,
            manifests=[],
            released=[],
        )
    elif isinstance(fact, DispositionApproved | DisposalBegun | UnitDisposed):
        Disposition.objects.filter(matter=noted.matter, id=fact.disposition).update(**_step(noted, fact))
        if not isinstance(fact, DispositionApproved):
            for table in (Source, Collection, Interruption):
                table.objects.filter(matter=noted.matter, unit=fact.unit, disposed=None).update(disposed=noted.seq)
            add_up(noted.matter)


def _step(noted: Noted, fact: DispositionApproved | DisposalBegun | UnitDisposed) -> dict[str, object]:
    if isinstance(fact, DispositionApproved):
        return {"state": APPROVED, "approved_by": noted.actor, "approved_at": noted.at}
    if isinstance(fact, DisposalBegun):
        return {"state": BEGUN, "begun_at": noted.at}
    return {
        "state": DISPOSED,
        "disposed_by": noted.actor,
        "disposed_at": noted.at,
        "disposed_seq": noted.seq,
        "items": fact.items,
        "bytes": fact.bytes,
        "manifests": list(fact.manifests),
        "released": list(fact.released),
    }
