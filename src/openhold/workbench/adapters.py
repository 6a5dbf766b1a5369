"""How django-allauth is fitted to this instance: sign-up is closed, second factors lie locked in the database."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

_TOLD = {
    "account/messages/password_changed.txt": "Your password was changed.",
    "mfa/messages/totp_activated.txt": "The app is set up. From now on you are asked for its code when you sign in.",
    "mfa/messages/totp_deactivated.txt": "The app was taken out. You are no longer asked for its code.",
    "mfa/messages/recovery_codes_generated.txt": "Recovery codes were made. Only these open your account now.",
    "mfa/messages/webauthn_added.txt": "The passkey was added.",
    "mfa/messages/webauthn_removed.txt": "The passkey was taken out.",
}
"""What is told after a deed, by the template that allauth would use. The page itself says the rest."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: whoever has no invitation gets no account."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **__: Any
    ) -> None:
        """Tell it in our words, or not at all."""
        told = _TOLD.get(message_template or "")
        if told:
            messages.add_message(request, level, told)


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider may let somebody in whose address has an account, and never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Say no, as the account adapter does."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are locked with the home's key: a stolen database alone opens nothing."""

    def generate_authenticator_name(self, user: object, type: str) -> str:  # noqa: A002 -- allauth's name for it
        """Say what a new passkey is called until somebody says otherwise."""
        return "My passkey"

    def encrypt(self, text: str) -> str:
        """Lock a secret."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Unlock a secret."""
        return _lock().decrypt(encrypted_text.encode()).decode()


def _lock() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"openhold second factor\n" + settings.SECRET_KEY.encode()).digest()))
