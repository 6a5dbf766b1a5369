"""Audits that were run."""

from django.db import models

from openhold.facts.kinds import AuditRun
from openhold.projections.noted import Noted


class Audit(models.Model):
    """One run: what was checked (items), how many bytes were read, what was found, by code."""

    pk = models.CompositePrimaryKey("log", "seq")
    log = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    scope = models.CharField(max_length=64)
    sample = models.CharField(max_length=64)
    checked = models.BigIntegerField()
    bytes = models.BigIntegerField()
    findings = models.BigIntegerField()
    codes = models.JSONField()

    class Meta:
        """What is looked up by more than its key."""

        indexes = (models.Index("scope", "sample", "at", name="audit_newest"),)


def fold(noted: Noted) -> None:
    """Note the run."""
    fact = noted.fact
    if isinstance(fact, AuditRun):
        Audit.objects.create(
            log=noted.matter,
            seq=noted.seq,
            at=noted.at,
            scope=fact.scope,
            sample=fact.sample,
            checked=fact.checked,
            bytes=fact.bytes,
            findings=fact.findings,
            codes=dict(fact.codes),
        )
