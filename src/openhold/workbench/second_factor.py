"""The question for a second factor: a code may come half a minute early or late, and opens once all the same."""

from hashlib import sha256

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.core.cache import cache

from openhold.workbench.account import Account


def is_set_up(account: Account) -> bool:
    """Tell whether an account opens by a second factor too."""
    return bool(is_mfa_enabled(account, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))


class _Once:
    """What both forms share: allauth remembers a used code for one period, and it is good for several."""

    def clean_code(self) -> str:
        """Refuse a code that opened something while it is good."""
        code: str = super().clean_code()  # type: ignore[misc]
        lasts = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        used = sha256(f"{self.user.pk} {code}".encode()).hexdigest()  # type: ignore[attr-defined]
        if not cache.add(f"openhold.code.used.{used}", 1, timeout=lasts):
            raise get_adapter().validation_error("incorrect_code")
        return code


class Authenticate(_Once, forms.AuthenticateForm):  # type: ignore[misc]
    """Asked when somebody signs in."""


class Reauthenticate(_Once, forms.ReauthenticateForm):  # type: ignore[misc]
    """Asked before somebody changes what opens the account."""
