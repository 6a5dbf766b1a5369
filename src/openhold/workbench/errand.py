"""What programs asked for and takes longer than an answer may: collections and disclosures."""

from django.db import models

COLLECT, DISCLOSE = "collect", "disclose"


class Errand(models.Model):
    """A collection or disclosure that a program asked for, done in the background as whoever asked.

    `asked` is what was asked for, `tries` how often it was begun. Once it ended, `found` is what came of it, or `error`
    says in a sentence why nothing did.
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
    error = models.TextField(default="")
