"""What somebody asked for and takes longer than an answer may: collections, disclosures, audits."""

from django.db import models

COLLECT, DISCLOSE, REREAD = "collect", "disclose", "reread"


class Errand(models.Model):
    """A collection, disclosure or audit of a matter that somebody asked for, done in the background as whoever asked.

    `asked` is what was asked for, `tries` how often it was begun. Once it ended, `found` is what came of it, or `error`
    says in a sentence why nothing did. `items`, `bytes` and `failed` say how far it is; they are null before it begins.
    `stop` says that somebody wants it to end.
    """

    id = models.CharField(max_length=64, primary_key=True)
    matter = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=16)
    asked = models.JSONField()
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    found = models.JSONField(null=True)
    items = models.BigIntegerField(null=True)
    bytes = models.BigIntegerField(null=True)
    failed = models.BigIntegerField(null=True)
    stop = models.BooleanField(default=False)
    error = models.TextField(default="")
