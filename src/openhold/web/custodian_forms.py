"""The forms about custodians: what may be typed of one, and from where many come."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from openhold.actions.known_person import Known

_LANGUAGES = [("en", "English"), ("es", "Spanish")]
_CAUSES = [
    ("corrected", "A mistake is corrected, or something is known at last"),
    ("moved", "The person works elsewhere, or as something else: raise an alarm"),
]
_NO_FILL = {"autocomplete": "off"}
_LEAVERS = "This is the whole directory: who has an id in it and is missing has left"


def _text(label: str, hint: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=300, widget=forms.TextInput(attrs=_NO_FILL)
    )


class AboutCustodian(forms.Form):
    """What is known of one person."""

    name = _text("Name", required=True)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        max_length=254,
        help_text="Without it notices are printed, handed over and signed.",
        widget=forms.EmailInput(attrs=_NO_FILL),
    )
    language = forms.ChoiceField(label="Language of notices", choices=_LANGUAGES)
    title = _text("What they do")
    place = _text("Where they work")
    manager = _text("Manager", "Another custodian: a name, an address or an id. Reminders go up to them.")
    external = _text("Id in your directory", "So that an import finds them again.")

    def known(self, manager: str | None) -> Known:
        """Return what was typed; `manager` is the id of the custodian whom it names."""
        given: dict[str, str] = self.cleaned_data
        texts = {name: given[name] or None for name in ("email", "title", "place", "external")}
        return Known(name=given["name"], language=given["language"], manager=manager, **texts)


class ChangeCustodian(AboutCustodian):
    """The same, with why it is stated anew, and the newest entry that whoever changes it has before their eyes."""

    cause = forms.ChoiceField(label="Why", choices=_CAUSES)
    saw = forms.IntegerField(widget=forms.HiddenInput)


class NoteLeft(forms.Form):
    """The last day of somebody who leaves; empty where they stay."""

    on = forms.DateField(
        label="Last day",
        required=False,
        help_text="Past or to come. Empty: they stay, or came back.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    saw = forms.IntegerField(widget=forms.HiddenInput)


class SettleAlarm(forms.Form):
    """What was done about what somebody has."""

    done = forms.CharField(
        label="What was done",
        max_length=2000,
        help_text="Look after what they have, then say it: mailbox and phone were collected. That ends the alarm.",
        widget=forms.TextInput(attrs=_NO_FILL),
    )


class FromFile(forms.Form):
    """A file of people."""

    file = forms.FileField(
        label="CSV file with headings",
        max_length=200,
        help_text="Name, id, e-mail, title, place, manager, language, in English or Spanish; at most 20 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )
    leavers = forms.BooleanField(label=_LEAVERS, required=False)


class FromDirectory(forms.Form):
    """A configured directory, whole or those in it alone whose attribute has a value."""

    directory = forms.ChoiceField(label="Directory")
    attribute = _text("Only where this attribute", "Such as departmentNumber; empty for everybody.")
    value = _text("is exactly")
    leavers = forms.BooleanField(label=_LEAVERS, required=False)

    def __init__(self, *args: Any, directories: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        field = self.fields["directory"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as it is declared above
        field.choices = list(directories)

    def clean(self) -> dict[str, Any]:
        """Refuse half a condition, and leavers by a part of a directory."""
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("attribute")) != bool(given.get("value")):
            raise ValidationError("Attribute and value go together. Give both or neither.")
        if given.get("attribute") and given.get("leavers"):
            raise ValidationError("A part of a directory tells nobody who left. Take the condition or the tick away.")
        return given

    @property
    def only(self) -> list[tuple[str, str]]:
        """The condition, as pairs."""
        given = self.cleaned_data
        return [(given["attribute"], given["value"])] if given["attribute"] else []
