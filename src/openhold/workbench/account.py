"""Accounts: who signs in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by their e-mail address, whose case does not matter."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of an e-mail address."""
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """Who signs in by `email` (lower case). `person` is their id on the record, empty until they are named there."""

    email = models.EmailField(unique=True, max_length=254)
    name = models.CharField(max_length=200)
    person = models.CharField(max_length=64, blank=True, default="", db_index=True)
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]  # noqa: RUF012 -- Django reads a list

    def __str__(self) -> str:
        return self.name
