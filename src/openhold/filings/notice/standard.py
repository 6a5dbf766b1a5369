"""The words that a notice begins with where nobody has written better ones."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from openhold.filings.notice.fields import Language
from openhold.filings.notice.words import speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """Values for the fields of the same names, to be kept or changed by the person who writes the notice."""

    do: tuple[str, ...]
    do_not: tuple[str, ...]
    leaving: str
    consequences: str
    reminders: str
    release: str


def standard(language: Language) -> Standard:
    """Return the standard words in `language`."""
    with speaking(language):
        return Standard(
            do=(
                _("Keep everything that could matter, also on your own phone and in private accounts."),
                _("Leave it where it is and as it is. Drafts, copies and notes count too."),
                _("Tell us at once if something is already gone."),
            ),
            do_not=(
                _("delete, change, hide or throw away anything that is listed here"),
                _("clean up, reset or exchange a phone or computer before you have called us"),
                _("turn on messages that disappear"),
                _("write new messages about what happened"),
            ),
            leaving=_(
                "Tell us before you leave, change your job, or get another phone or computer. We will save what is "
                "on it first."
            ),
            consequences=_(
                "A court can punish the loss of something that was to be kept: with fines, or by telling the jury to "
                "think the worst about what is missing. Whoever deletes on purpose can be held responsible in "
                "person."
            ),
            reminders=_("We remind you in writing every three months."),
            release=_(
                "This lasts until we tell you in writing that it is over. Something said in passing does not end it."
            ),
        )
