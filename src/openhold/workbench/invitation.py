"""Invitations: links that make an account, each once."""

from django.db import models

from openhold.workbench.account import Account


class Invitation(models.Model):
    """A link that was handed out: `token` is the SHA-256 (hex) of its secret, which is kept nowhere.

    `matter` and `role` are what the invited person gets by it, empty where nothing. `by` is the inviter's person id,
    empty where the link came from the terminal. `renews` says that the address has an account already, whose password
    and second factors the link replaces. `given` says that its holder has what it gives.
    """

    token = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True, max_length=254)
    owner = models.BooleanField(default=False)
    renews = models.BooleanField(default=False)
    matter = models.CharField(max_length=64, blank=True, default="")
    role = models.CharField(max_length=32, blank=True, default="")
    by = models.CharField(max_length=64, blank=True, default="")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    given = models.BooleanField(default=False)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL)
