"""The schedule: the jobs that the clock starts, what somebody asked for, and what is paused."""

from django.db import models


class Job(models.Model):
    """A job, and where it stands. `next_run` is when the clock starts it, null before the clock first saw it.

    `started_at` is later than `ended_at` while it runs, or after a run that was killed. `error` says why the last run
    did not do all of it, empty where it did; `failures` counts such runs in a row; `said` is what the last run did.
    """

    name = models.CharField(max_length=32, primary_key=True)
    next_run = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    paused_by = models.CharField(max_length=64, default="")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    said = models.TextField(default="")
    error = models.TextField(default="")
    failures = models.IntegerField(default=0)


class Wish(models.Model):
    """Somebody asked for messages of a version of a hold to be sent: of a kind, to all who are to get one or to one.

    `custodian` is empty for all. `waits` says in a sentence what kept the last run from sending all. A wish for the
    notice stays while the version is in force, so that it goes to a corrected address too; others end once fulfilled.
    """

    pk = models.CompositePrimaryKey("matter", "hold", "sending", "custodian")
    matter = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    sending = models.CharField(max_length=16)
    custodian = models.CharField(max_length=64)
    version = models.IntegerField()
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    waits = models.TextField(default="")


class Pause(models.Model):
    """Of this hold nobody is reminded, and no letter follows by itself, until somebody goes on; releases are told."""

    pk = models.CompositePrimaryKey("matter", "hold")
    matter = models.CharField(max_length=64)
    hold = models.CharField(max_length=64)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
