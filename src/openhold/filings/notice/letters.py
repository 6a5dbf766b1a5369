"""The letters that follow a notice: reminder, escalation to the manager, quarterly refresh, release.

Each is short and names the version and the day of the notice. None repeats what the notice says about the dispute.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openhold.filings.notice.content import Answer, Block, Document, Section, answer, ask, kicker, text
from openhold.filings.notice.fields import Contact, Language, NoticeError, check_common, says_something
from openhold.filings.notice.words import Line, Run, day, line, short, speaking, value


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFields:
    """What all letters say. `version` and `noticed_on` are those of the notice, `written_on` is the letter's day.

    `link` opens the page with the notice and its button; None where the custodian answers on paper.
    """

    language: Language
    matter: str
    version: int
    noticed_on: date
    written_on: date
    contact: Contact
    recipient: str | None
    sender: str
    sender_role: str
    link: str | None


def reminder(fields: LetterFields, acknowledge_by: date) -> Document:
    """Return a reminder to a custodian who has not acknowledged; it says so where the day has passed."""
    _check(fields)
    with speaking(fields.language):
        return _document(
            fields,
            subject=_("Reminder: please answer about {matter} (version {version})"),
            title=_("Please answer: everything about {matter} must be kept"),
            lead=line(
                _(
                    "On **{day}** we sent you a notice (version {version}). We have no answer from you yet. "
                    "It takes a minute."
                ),
                day=day(fields.noticed_on),
                version=fields.version,
            ),
            asked=answer(fields.contact, acknowledge_by, fields.written_on, fields.version, fields.link),
            sections=(
                Section(
                    heading=_("Until then"),
                    blocks=(
                        text(
                            line(_("Do not delete, change or throw away anything that the notice lists.")),
                            line(_("If you no longer have the notice, ask us for another copy.")),
                        ),
                    ),
                ),
            ),
        )


def escalation(fields: LetterFields, waiting: tuple[str, ...], acknowledge_by: date) -> Document:
    """Return a letter to the manager of the custodians `waiting`, who have not acknowledged."""
    _check(fields)
    if not waiting or not all(map(says_something, waiting)):
        raise NoticeError(
            "The letter to the manager needs the names of those who have not answered: name at least one."
        )
    with speaking(fields.language):
        return _document(
            fields,
            subject=_("Please help: no answer yet about {matter} (version {version})"),
            title=ngettext(
                "{count} person who works with you has not answered",
                "{count} people who work with you have not answered",
                len(waiting),
            ),
            count=len(waiting),
            lead=line(
                _(
                    "On **{day}** we asked them to keep everything about {matter} (version {version}) and to answer by "
                    "**{by}**."
                ),
                day=day(fields.noticed_on),
                matter=fields.matter,
                version=fields.version,
                by=day(acknowledge_by),
            ),
            asked=None,
            sections=(
                Section(
                    heading=_("Who has not answered"),
                    blocks=(Block(kind="list", lines=tuple(map(value, waiting))),),
                ),
                Section(
                    heading=_("What we ask of you"),
                    blocks=(
                        text(
                            line(_("Ask them today to open the notice and to answer.")),
                            line(
                                _(
                                    "Tell us if somebody is ill, on leave, has moved or has left, and see that nobody "
                                    "resets or hands out that person's phone or computer."
                                )
                            ),
                        ),
                    ),
                ),
            ),
        )


def refresh(fields: LetterFields) -> Document:
    """Return the quarterly letter to a custodian: the notice still holds."""
    _check(fields)
    with speaking(fields.language):
        return _document(
            fields,
            subject=_("Still in force: please keep everything about {matter} (version {version})"),
            title=_("You still have to keep everything about {matter}"),
            lead=line(
                _(
                    "The notice of **{day}** (version {version}) is still in force. Nothing in it has changed. "
                    "**You do not have to answer again.**"
                ),
                day=day(fields.noticed_on),
                version=fields.version,
            ),
            asked=None,
            sections=(
                Section(
                    heading=_("Please tell us"),
                    blocks=(
                        Block(
                            kind="keep",
                            lines=(
                                line(_("if you will leave, change your job or get another phone or computer")),
                                line(_("if something that was to be kept is gone")),
                                line(_("if somebody else could have something")),
                            ),
                        ),
                    ),
                ),
                *_read_again(fields),
            ),
        )


def release(fields: LetterFields, sources: tuple[str, ...] = ()) -> Document:
    """Return the release in writing: of everything, or only of the `sources` that are named."""
    _check(fields)
    if not all(map(says_something, sources)):
        raise NoticeError("A released source has no name: name each one.")
    with speaking(fields.language):
        whole = not sources
        return _document(
            fields,
            subject=_("Released: {matter} (version {version})")
            if whole
            else _("Released in part: {matter} (version {version})"),
            title=_("You no longer have to keep things about {matter}")
            if whole
            else _("You no longer have to keep some things about {matter}"),
            lead=line(
                _("From **{today}** on, the notice of **{day}** (version {version}) no longer binds you.")
                if whole
                else _(
                    "From **{today}** on, the notice of **{day}** (version {version}) no longer covers what is listed "
                    "here. **Everything else in it stays.**"
                ),
                today=day(fields.written_on),
                day=day(fields.noticed_on),
                version=fields.version,
            ),
            asked=None,
            sections=(
                *_released(sources),
                Section(
                    heading=_("What this means"),
                    blocks=(
                        text(
                            line(_("The usual rules for keeping and deleting hold again.")),
                            line(_("**Other holds that you were told about stay.** Not sure? Ask before you delete.")),
                        ),
                    ),
                ),
            ),
        )


def _check(fields: LetterFields) -> None:
    check_common(fields.language, fields.contact, fields.link)
    said = (fields.matter, fields.contact.name, fields.sender, fields.sender_role)
    if not all(map(says_something, said)):
        raise NoticeError("A letter needs the matter, whom to ask, and the name and role of the person who sends it.")
    if not (says_something(fields.contact.email) or says_something(fields.contact.phone)):
        raise NoticeError("A letter needs an e-mail address or a telephone number of the person to ask.")
    if fields.version < 1:
        raise NoticeError("A letter needs the version of the notice, from 1.")


def _document(
    fields: LetterFields,
    *,
    subject: str,
    title: str,
    lead: Line,
    asked: Answer | None,
    sections: tuple[Section, ...],
    count: int = 0,
) -> Document:
    matter = short(fields.matter)
    return Document(
        language=fields.language,
        subject=subject.format(matter=matter, version=fields.version),
        kicker=kicker(fields.recipient, fields.written_on, fields.version),
        title=line(title, matter=matter, count=count),
        lead=lead,
        answer=asked,
        sections=(
            *sections,
            ask(fields.contact),
            Section(
                heading=_("This letter"),
                blocks=(
                    text(
                        line(
                            _("{day}, from {sender}, {role}. It follows version {version} of the notice of {noticed}."),
                            day=day(fields.written_on),
                            sender=fields.sender,
                            role=fields.sender_role,
                            version=fields.version,
                            noticed=day(fields.noticed_on),
                        )
                    ),
                ),
            ),
        ),
    )


def _read_again(fields: LetterFields) -> tuple[Section, ...]:
    if fields.link is None:
        return ()
    return (
        Section(heading=_("Read the notice again"), blocks=(text((Run(fields.link, value=True, link=fields.link),)),)),
    )


def _released(sources: tuple[str, ...]) -> tuple[Section, ...]:
    if not sources:
        return ()
    return (
        Section(
            heading=_("You no longer have to keep what is in"),
            blocks=(Block(kind="list", lines=tuple(map(value, sources))),),
        ),
    )
