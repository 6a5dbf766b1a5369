"""What one person gets: the notice, or a letter that follows it, as a mail or as a sheet to print and sign.

Only words that were approved are sent. Where they were written from fields, the fields are rendered for the custodian,
as long as they still give exactly those words; else, and where a person wrote the words, the words themselves go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Protocol

from django.utils.translation import gettext as _

from openhold.filings.notice import letters
from openhold.filings.notice.content import Document, addressed
from openhold.filings.notice.draft import from_json
from openhold.filings.notice.fields import Language, NoticeError, NoticeFields, clean
from openhold.filings.notice.mail import Envelope, Mailbox, message, plain_message
from openhold.filings.notice.pages import print_page, words_page
from openhold.filings.notice.words import speaking
from openhold.filings.notice.write import write
from openhold.projections.custodian import Custodian
from openhold.projections.notice import ESCALATION, REFRESH, RELEASE, REMINDER, Notice, NoticeText


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For whom, on which day, and where the custodian answers (None: on paper, or to the contact by mail).

    `reminds_of` is the day on which the notice left, where this is a letter that follows it; None where it is the
    notice. `letter` says which one. `waiting` are the names that a letter to a manager is about, `sources` the places
    that a release names, none where it is of everything.
    """

    recipient: str
    today: date
    acknowledge_by: date
    link: str | None
    reminds_of: date | None
    letter: str = REMINDER
    waiting: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Addressed(Protocol):
    """Somebody who is to get something: who, the notice as it stands, and the approved words in their language."""

    @property
    def custodian(self) -> Custodian:
        """Who."""

    @property
    def notice(self) -> Notice:
        """What became of it so far."""

    @property
    def words(self) -> NoticeText:
        """The words."""

    @property
    def acknowledge_by(self) -> date:
        """The day by which they are to answer."""

    @property
    def about(self) -> tuple[Custodian, ...]:
        """Of whom a letter to a manager speaks."""

    @property
    def sources(self) -> tuple[str, ...]:
        """What a release names, none where it is of everything."""


Link = Callable[[Notice, datetime], str]
"""Makes the link to a custodian's own page for a mail that is written then."""
Compose = Callable[[Addressed, str, datetime], bytes | str]
"""Writes what somebody gets, with this Message-ID, at this time; or says in words why that cannot be written."""


def composer(
    *, reminds: bool, sender: Mailbox | None, link: Link | None, zone: tzinfo, letter: str = REMINDER
) -> Compose:
    """Return what writes notices, or where it `reminds` this letter: a mail, or a sheet for whoever has no address.

    `sender` is whom mails are from; without one mail programs open them as drafts. Without `link` custodians answer to
    the contact that the notice names. Days are those of `zone`, where the people are.
    """

    def compose(one: Addressed, message_id: str, at: datetime) -> bytes | str:
        who, notice = one.custodian, one.notice
        occasion = Occasion(
            recipient=who.name,
            today=at.astimezone(zone).date(),
            acknowledge_by=one.acknowledge_by,
            # A manager answers nothing, and whoever is released has nothing left to answer.
            link=None if link is None or who.email is None or letter in (ESCALATION, RELEASE) else link(notice, at),
            reminds_of=(notice.sent_at or notice.asked_at).astimezone(zone).date() if reminds else None,
            letter=letter,
            waiting=tuple(each.name for each in one.about),
            sources=one.sources,
        )
        if letter == ESCALATION and who.email is None:
            return "no e-mail address is known; ask them about those who have not answered"
        try:
            if who.email is None:
                return sheet_of(one.words, occasion)
            to = Mailbox(name=who.name, address=who.email)
            envelope = Envelope(sender=sender, to=to, reply_to=contact_of(one.words), message_id=message_id, date=at)
            return mail_of(one.words, occasion, envelope)
        except NoticeError as error:
            return str(error)

    return compose


def mail_of(words: NoticeText, occasion: Occasion, envelope: Envelope) -> bytes:
    """Return the mail. Raises NoticeError for an address or a link that no mail can carry, and as `_document`."""
    document = _document(words, occasion)
    if document is not None:
        return message(document, envelope)
    language = _language(words)
    with speaking(language):
        answer = "" if occasion.link is None else f"\n\n{_('Open your page to answer')}:\n{occasion.link}\n"
    return plain_message(_subject(words, occasion), f"{words.text.rstrip()}{answer or chr(10)}", language, envelope)


def sheet_of(words: NoticeText, occasion: Occasion) -> bytes:
    """Return one HTML file to print, ending in lines to sign on."""
    document = _document(words, occasion)
    if document is not None:
        return print_page(document).encode()
    return words_page(_language(words), _subject(words, occasion), words.text, occasion.recipient).encode()


def contact_of(words: NoticeText) -> Mailbox | None:
    """Return the person to ask, where the words were written from fields that say it and that name an address."""
    base = _base(words.fields, words.subject, words.text)
    contact = None if base is None else base[0].contact
    return None if contact is None or contact.email is None else Mailbox(name=contact.name, address=contact.email)


def _document(words: NoticeText, occasion: Occasion) -> Document | None:
    """Return what the fields make of it, None where a person wrote the words; then only a reminder repeats them."""
    base = _base(words.fields, words.subject, words.text)
    if base is None:
        if occasion.reminds_of is not None and occasion.letter != REMINDER:
            raise NoticeError("this notice is in a person's own words, so its letters are written by a person too")
        return None
    fields, document = base
    if occasion.reminds_of is None:
        return addressed(document, fields, occasion.recipient, occasion.link)
    return _letter(
        letters.LetterFields(
            language=fields.language,
            matter=fields.matter,
            version=fields.version,
            noticed_on=occasion.reminds_of,
            written_on=occasion.today,
            contact=fields.contact,
            recipient=occasion.recipient,
            sender=fields.sender,
            sender_role=fields.sender_role,
            link=occasion.link,
        ),
        occasion,
    )


def _letter(fields: letters.LetterFields, occasion: Occasion) -> Document:
    if occasion.letter == ESCALATION:
        return letters.escalation(fields, occasion.waiting, occasion.acknowledge_by)
    if occasion.letter == REFRESH:
        return letters.refresh(fields)
    if occasion.letter == RELEASE:
        return letters.release(fields, occasion.sources)
    return letters.reminder(fields, occasion.acknowledge_by)


@lru_cache(maxsize=16)
def _base(fields: str | None, subject: str, text: str) -> tuple[NoticeFields, Document] | None:
    """Return the fields and their document, as long as it says what was approved: `subject` and `text`."""
    if fields is None:
        return None
    try:
        said = from_json(fields)
        notice = write(said)
    except NoticeError:
        # Written by another version, which had other fields: the approved words stand beside them.
        return None
    return (said, notice.document) if (notice.subject, notice.text) == (subject, text) else None


def _subject(words: NoticeText, occasion: Occasion) -> str:
    if occasion.reminds_of is None:
        return words.subject
    with speaking(_language(words)):
        return _("Reminder: {subject}").format(subject=clean(words.subject))


def _language(words: NoticeText) -> Language:
    return "es" if words.language == "es" else "en"
