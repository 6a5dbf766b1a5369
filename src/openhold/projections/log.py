"""The ledgers' rows: not folded from anything, they are what all else is folded from.

They stand in this room because it alone has ORM models of the case; `actions.record` alone writes them.
"""

from django.db import models


class Log(models.Model):
    """One ledger. `size` counts its facts; `signed` is the last checkpoint published from this database."""

    matter = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField(default=0)
    signed = models.BinaryField(default=b"")


class LogRow(models.Model):
    """One fact, `packed`: its entry after the entry's length in two bytes, then the salt (32 bytes), then the body.

    `erased` is the ground on which the body was erased; then `packed` ends with the entry.
    """

    pk = models.CompositePrimaryKey("matter", "seq")
    matter = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    packed = models.BinaryField()
    erased = models.TextField(null=True)
