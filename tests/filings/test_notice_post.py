"""What one custodian gets: only approved words, addressed; as a mail or as a sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from openhold.filings.notice.content import addressed
from openhold.filings.notice.draft import to_json
from openhold.filings.notice.fields import NoticeFields
from openhold.filings.notice.mail import Envelope, Mailbox
from openhold.filings.notice.plain import text
from openhold.filings.notice.post import Occasion, contact_of, mail_of, sheet_of
from openhold.filings.notice.write import write
from openhold.projections.notice import NoticeText
from tests.filings.notices import english, hostile, spanish

LINK = "https://hold.alder.example/n/m-1.h-2.1.k-3.x/"
ENVELOPE = Envelope(
    sender=Mailbox(name="", address="holds@alder.example"),
    to=Mailbox(name="Owen", address="owen@alder.example"),
    reply_to=None,
    message_id="<h.v1.k@alder.example>",
    date=datetime(2026, 3, 5, 9, tzinfo=UTC),
)
NOTICE = Occasion(
    recipient="Íñigo <b>Peña</b>",
    today=date(2026, 3, 5),
    acknowledge_by=date(2026, 3, 20),
    link=LINK,
    reminds_of=None,
)
REMINDER = replace(NOTICE, reminds_of=date(2026, 2, 18))


def approved(said: NoticeFields) -> NoticeText:
    record = replace(said, recipient=None, link=None)
    notice = write(record)
    return NoticeText(language=said.language, subject=notice.subject, text=notice.text, fields=to_json(record))


def own(language: str = "en") -> NoticeText:
    return NoticeText(language=language, subject="Keep it", text="Do not <b>delete</b>.\n\nThank you.\n", fields=None)


def plain(data: bytes) -> str:
    part = cast(EmailMessage, message_from_bytes(data, policy=default)).get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("said", [english(), spanish(), hostile()])
def test_a_notice_that_is_addressed_says_what_it_would_say_if_it_were_written_for_one(said: NoticeFields) -> None:
    record = replace(said, recipient=None, link=None)
    for recipient, link in (("Íñigo Peña", LINK), ("Owen", None)):
        own_fields = replace(said, recipient=recipient, link=link)
        assert addressed(write(record).document, record, recipient, link) == write(own_fields).document


def test_the_mail_holds_the_approved_words_with_the_name_and_the_link() -> None:
    words = approved(english())
    told = plain(mail_of(words, NOTICE, ENVELOPE))
    assert told == text(write(replace(english(), recipient=NOTICE.recipient, link=LINK)).document)
    assert LINK in told
    assert contact_of(words) == Mailbox(name="Maren Tolliver", address="maren.tolliver@alder.example")


def test_words_that_the_fields_no_longer_give_go_as_they_were_approved() -> None:
    words = approved(english())
    words.text = words.text.replace("Not sure? Keep it.", "In doubt, keep it.")
    told = plain(mail_of(words, NOTICE, ENVELOPE))
    assert told.startswith(words.text.rstrip())
    assert told.endswith(f"{LINK}\n")
    assert contact_of(words) is None
    words.fields = '{"old":true}'
    assert plain(mail_of(words, NOTICE, ENVELOPE)) == told


@pytest.mark.parametrize(("language", "said"), [("en", "Reminder: Keep it"), ("es", "Recordatorio: Keep it")])
def test_own_words_go_plain_and_a_reminder_of_them_says_that_it_is_one(language: str, said: str) -> None:
    mail = message_from_bytes(mail_of(own(language), REMINDER, ENVELOPE), policy=default)
    assert (mail["Subject"], mail.get_content_type()) == (said, "text/plain")
    without = plain(mail_of(own(language), replace(NOTICE, link=None), ENVELOPE))
    assert without == "Do not <b>delete</b>.\n\nThank you.\n"


def test_a_reminder_is_a_letter_that_names_the_day_on_which_the_notice_left() -> None:
    told = plain(mail_of(approved(english()), REMINDER, ENVELOPE))
    assert "Wednesday 18 February 2026" in told
    assert "Marisol" not in told


@pytest.mark.parametrize("occasion", [NOTICE, REMINDER])
@pytest.mark.parametrize("words", [approved(english()), own()])
def test_a_sheet_ends_in_lines_to_sign_and_markup_in_it_is_only_text(words: NoticeText, occasion: Occasion) -> None:
    page = sheet_of(words, replace(occasion, link=None)).decode()
    assert page.startswith("<!doctype html>")
    assert 'class="sign"' in page
    assert "&lt;b&gt;" in page
    assert "Peña</b>" not in page
    assert "<b>delete" not in page
    assert "<script" not in page
