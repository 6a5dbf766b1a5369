"""Releases: what somebody wants to let go of, and who agreed."""

from django.db import models

from openhold.facts.holds import HoldReleased, ReleaseApproved, ReleaseProposed, ReleaseReturned
from openhold.projections.noted import Noted

PROPOSED, RETURNED, APPROVED, DONE = "proposed", "returned", "approved", "done"
"""How far a release has come."""


class Release(models.Model):
    """A release of a hold, or of one custodian or source from it (`which`). `units` lost their last protection."""

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    hold = models.CharField(max_length=64, db_index=True)
    what = models.CharField(max_length=16)
    which = models.CharField(max_length=64, null=True)
    why = models.TextField()
    state = models.CharField(max_length=16)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    seq = models.BigIntegerField()
    approved_by = models.CharField(max_length=64, null=True)
    approved_at = models.DateTimeField(null=True)
    preview = models.CharField(max_length=64, null=True)
    units = models.JSONField()
    returned_by = models.CharField(max_length=64, null=True)
    returned_why = models.TextField(null=True)
    released_seq = models.BigIntegerField(null=True)
    released_at = models.DateTimeField(null=True)


def fold(noted: Noted) -> None:
    """Take the release one step further."""
    fact = noted.fact
    if isinstance(fact, ReleaseProposed):
        Release.objects.create(
            matter=noted.matter,
            id=fact.release,
            hold=fact.hold,
            what=fact.what,
            which=fact.which,
            why=fact.why,
            state=PROPOSED,
            proposed_by=noted.actor,
            proposed_at=noted.at,
            seq=noted.seq,
            units=[],
        )
    elif isinstance(fact, ReleaseApproved | ReleaseReturned | HoldReleased):
        Release.objects.filter(matter=noted.matter, id=fact.release).update(**_step(noted, fact))


def _step(noted: Noted, fact: ReleaseApproved | ReleaseReturned | HoldReleased) -> dict[str, object]:
    if isinstance(fact, ReleaseApproved):
        return {
            "state": APPROVED,
            "approved_by": noted.actor,
            "approved_at": noted.at,
            "preview": fact.preview,
            "units": list(fact.units),
        }
    if isinstance(fact, ReleaseReturned):
        return {"state": RETURNED, "returned_by": noted.actor, "returned_why": fact.why}
    return {"state": DONE, "released_seq": noted.seq, "released_at": noted.at}
