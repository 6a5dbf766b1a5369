"""Tasks: what stewards have to do, by when, and what proves that it was done."""

from datetime import date

from django.db import models

from openhold.facts.tasks import TaskDone, TaskGiven, TaskReopened
from openhold.projections.noted import Noted
from openhold.projections.source import Source


class Task(models.Model):
    """A steward's task. It is open while `done_at` is null; then `done_by`, `proof` and `proof_sha256` are null too.

    `reopened` is the reason for which it was opened again, null where it never was or is done again.
    """

    pk = models.CompositePrimaryKey("matter", "id")
    matter = models.CharField(max_length=64)
    id = models.CharField(max_length=64)
    hold = models.CharField(max_length=64, null=True)
    source = models.CharField(max_length=64, null=True)
    steward = models.CharField(max_length=64)
    what = models.TextField()
    due = models.DateField()
    given_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.TextField(null=True)
    proof = models.TextField(null=True)
    proof_sha256 = models.CharField(max_length=64, null=True)
    reopened = models.TextField(null=True)
    seq = models.BigIntegerField()
    said = models.BigIntegerField()

    class Meta:
        """What is looked up by more than its key."""

        indexes = (models.Index("due", condition=models.Q(done_at=None), name="task_open"),)


def fold(noted: Noted) -> None:
    """Give the task, note it done, or open it again."""
    fact = noted.fact
    if isinstance(fact, TaskGiven):
        Task.objects.create(
            matter=noted.matter,
            id=fact.task,
            hold=fact.hold,
            source=fact.source,
            steward=fact.steward,
            what=fact.what,
            due=date.fromisoformat(fact.due),
            given_at=noted.at,
            seq=noted.seq,
            said=noted.seq,
        )
    elif isinstance(fact, TaskDone):
        Task.objects.filter(matter=noted.matter, id=fact.task).update(
            done_at=noted.at,
            done_by=fact.by,
            proof=fact.proof,
            proof_sha256=fact.proof_sha256,
            reopened=None,
            said=noted.seq,
        )
    elif isinstance(fact, TaskReopened):
        Task.objects.filter(matter=noted.matter, id=fact.task).update(
            done_at=None, done_by=None, proof=None, proof_sha256=None, reopened=fact.why, said=noted.seq
        )
    if isinstance(fact, TaskDone | TaskReopened):
        task = Task.objects.get(matter=noted.matter, id=fact.task)
        if task.source is not None:
            done = Task.objects.filter(matter=noted.matter, source=task.source, done_at__isnull=False)
            Source.objects.filter(matter=noted.matter, id=task.source).update(stopped=done.exists())
