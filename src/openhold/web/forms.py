"""The forms of people and accounts: what may be typed, and what is said where it does not fit."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from openhold.actions.roles import ROLES
from openhold.projections.matter import Matter
from openhold.workbench.account import Account
from openhold.workbench.tokens import MOST_DAYS, USUAL_DAYS

_ROLES = [(role, role) for role in ROLES]


class Arrive(forms.Form):
    """What somebody says who opens an invitation. The address is asked for only where the link does not know it."""

    name = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="Your e-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="A password",
        strip=False,
        help_text="At least 12 characters. A few words that nobody would guess are easier to keep in mind.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The password again", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, name: str, **named: Any) -> None:
        super().__init__(*args, **named)
        self._email, self._name = email, name
        if email:
            del self.fields["email"]
        if name:
            del self.fields["name"]

    def clean_email(self) -> str:
        """Refuse an address that has an account."""
        email: str = self.cleaned_data["email"].strip().lower()
        if Account.objects.filter(email=email).exists():
            raise ValidationError("This address has an account already. Choose another, or sign in by it.")
        return email

    def clean(self) -> dict[str, Any]:
        """Hold the two passwords against each other and against what is too easy to guess."""
        given: dict[str, Any] = super().clean() or {}
        email, name = self._email or given.get("email", ""), self._name or given.get("name", "")
        password = given.get("password")
        if password:
            try:
                password_validation.validate_password(password, Account(email=email, name=name))
            except ValidationError as error:
                self.add_error("password", error)
            if password != given.get("again"):
                self.add_error("again", "The two passwords differ. Type the same one twice.")
        return {**given, "email": email, "name": name}


class AddMember(forms.Form):
    """Whom to add to a matter, and as what."""

    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label="Role", choices=_ROLES)


class ChangeRole(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label="Role", choices=_ROLES)


class Invite(forms.Form):
    """Whom to invite to this instance."""

    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    owner = forms.BooleanField(label="As another owner, who sees every matter", required=False)


EVERY_MATTER = "every"
"""What is ticked for all matters at once."""


class MakeToken(forms.Form):
    """What a token is for, what it opens, and for how long."""

    name = forms.CharField(label="What it is for", max_length=100, help_text="For example: the case system's sync.")
    matters = forms.MultipleChoiceField(
        label="Which matters it opens",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what it opens."},
    )
    may = forms.ChoiceField(
        label="What it may do there",
        choices=[("read", "only read"), ("deeds", "read, and do what your role there allows")],
    )
    days = forms.IntegerField(
        label="For how many days it is good", initial=USUAL_DAYS, min_value=1, max_value=MOST_DAYS
    )

    def __init__(self, *args: Any, matters: Iterable[Matter], **named: Any) -> None:
        super().__init__(*args, **named)
        field = cast(forms.MultipleChoiceField, self.fields["matters"])
        field.choices = [(EVERY_MATTER, "every matter that you see, those to come included")]
        field.choices += [(one.id, one.title) for one in matters]
