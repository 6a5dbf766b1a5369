"""Webhooks: which other programs are told what was recorded, and how far each has been told."""

from django.db import models


class Webhook(models.Model):
    """A program at `url` that is told of facts of a `matter`: of these `kinds`, of all where there are none.

    `position` is the number of the next fact to tell of. `salt` is what its secret is made from, beside the home's key.
    `failures` in a row put off the next try to `next_try`; after too many it is off since `off_at`. `error` says why.
    """

    matter = models.CharField(max_length=64, db_index=True)
    url = models.TextField()
    kinds = models.JSONField(default=list)
    salt = models.CharField(max_length=64)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    position = models.BigIntegerField()
    told_at = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    error = models.TextField(default="")
    next_try = models.DateTimeField()
    off_at = models.DateTimeField(null=True)
