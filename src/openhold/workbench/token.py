"""Tokens: by which a program acts for a person, and the answers that it has had."""

from django.db import models

from openhold.workbench.account import Account


class Token(models.Model):
    """A token that was handed out: `digest` is the SHA-256 (hex) of its secret, which is kept nowhere.

    It is good until `ends_at`, unless it was revoked. `used_at` is when it last opened something, to the minute.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class TokenScope(models.Model):
    """What a token opens: a `matter` by its id, or all that its person sees where that is empty; `deeds` or reading."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="scopes")
    matter = models.CharField(max_length=64, blank=True, default="")
    deeds = models.BooleanField(default=False)

    class Meta:
        """One scope for a matter."""

        constraints = (models.UniqueConstraint(fields=["token", "matter"], name="one_scope_for_a_matter"),)


class Answered(models.Model):
    """What a token was answered to a request that it named by a `key`; `status` is None until it was.

    `asked` is the SHA-256 (hex) of the request: the same key for another request is a mistake.
    """

    token = models.ForeignKey(Token, on_delete=models.CASCADE)
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    at = models.DateTimeField()
    status = models.IntegerField(null=True)
    body = models.TextField(default="")

    class Meta:
        """One answer for a key."""

        constraints = (models.UniqueConstraint(fields=["token", "key"], name="one_answer_for_a_key"),)
