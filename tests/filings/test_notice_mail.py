"""The mail: the exact bytes, read back by the standard library and over a line, and safe against injection."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.filings.notice.fields import NoticeError, NoticeFields
from openhold.filings.notice.mail import Envelope, Mailbox, message, plain_message
from openhold.filings.notice.words import short
from openhold.filings.notice.write import write
from tests.filings.notices import english, hostile, spanish

WHEN = datetime(2026, 2, 17, 9, 0, tzinfo=timezone(timedelta(hours=-8)))
SENDER = Mailbox(name="Maren Tolliver", address="holds@alder.example")


def mail(
    fields: NoticeFields, name: str = "Owen Baptiste-Cole", sender: Mailbox = SENDER, reply: Mailbox | None = None
) -> bytes:
    return message(
        write(fields).document,
        Envelope(
            sender=sender,
            to=Mailbox(name=name, address="owen@alder.example"),
            reply_to=reply,
            message_id="<h-1.2.k-7@alder.example>",
            date=WHEN,
        ),
    )


def read(raw: bytes) -> EmailMessage:
    found = message_from_bytes(raw, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def name_beside(raw: bytes, head: str) -> str:
    """The name in a header, by the older reader: the newer one of Python 3.11 puts spaces between encoded words."""
    value = message_from_bytes(raw, policy=policy.compat32)[head]
    phrase = value.rpartition("<")[0].strip()
    if phrase.startswith('"'):
        return unquote(phrase)
    return str(make_header(decode_header(phrase)))


def part(found: EmailMessage, kind: str) -> str:
    body = found.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


ALL = pytest.mark.parametrize("fields", [english(), spanish(), hostile()], ids=["en", "es", "hostile"])


@ALL
def test_a_reader_gets_the_words_back(fields: NoticeFields) -> None:
    notice = write(fields)
    found = read(mail(fields))
    assert found["Subject"] == notice.subject
    assert part(found, "plain") == notice.text
    assert part(found, "html") == notice.html
    assert found.get_content_type() == "multipart/alternative"
    assert [one.get_content_type() for one in found.iter_parts()] == ["text/plain", "text/html"]
    assert found["Message-ID"] == "<h-1.2.k-7@alder.example>"
    assert found["Date"].datetime == WHEN
    assert found["Content-Language"] == fields.language


@ALL
def test_the_bytes_are_plain_short_lines_and_the_same_each_time(fields: NoticeFields) -> None:
    raw = mail(fields)
    assert raw == mail(fields)
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 78
    head = raw.partition(b"\r\n\r\n")[0]
    assert all(re.match(rb"[A-Za-z-]+: ?|[ \t]+\S", line) for line in head.split(b"\r\n"))


def test_another_message_has_another_boundary_and_no_part_holds_it() -> None:
    boundaries = {read(mail(fields)).get_boundary() for fields in (english(), spanish(), hostile())}
    assert len(boundaries) == 3
    for fields in (english(), hostile()):
        raw = mail(fields)
        assert raw.count(str(read(raw).get_boundary()).encode()) == 4


def test_an_answer_to_the_mail_goes_to_the_person_to_ask() -> None:
    found = read(mail(english(), reply=Mailbox(name="Maren Tolliver", address="maren.tolliver@alder.example")))
    assert found["Reply-To"].addresses[0].addr_spec == "maren.tolliver@alder.example"
    assert read(mail(english()))["Reply-To"] is None


NAMES = st.text() | st.text('abcÑñ,;:<>@"\\()[]\r\n =?_', max_size=80) | st.from_regex(r"=\?utf-8\?[qb]\?.{0,9}\?=")


@given(NAMES, NAMES, NAMES)
def test_no_name_and_no_matter_adds_a_header_or_a_recipient(name: str, sender: str, matter: str) -> None:
    fields = replace(english(), matter=f"a{matter}")
    raw = mail(fields, name, Mailbox(name=sender, address="holds@alder.example"))
    found = read(raw)
    assert found.keys() == [
        *("From", "To", "Subject", "Date", "Message-ID", "Content-Language", "MIME-Version", "Content-Type"),
    ]
    assert [one.addr_spec for one in found["To"].addresses] == ["owen@alder.example"]
    assert [one.addr_spec for one in found["From"].addresses] == ["holds@alder.example"]
    assert found["Subject"] == write(fields).subject
    assert name_beside(raw, "To") == short(name)
    assert name_beside(raw, "From") == short(sender)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert part(found, "plain") == write(fields).text


@pytest.mark.parametrize(
    "name",
    [
        *("Owen Baptiste-Cole", "Íñigo Peña Núñez de la Torre y Álvarez-Quiñones", "王小明", ""),
        *("Baptiste-Cole, Owen", "Peña, Íñigo; <b@c.example>", 'Dana "Dee" Whitcomb', "=?utf-8?q?a=2C_b?=", "a\\b"),
    ],
)
def test_a_name_stands_beside_its_address(name: str) -> None:
    raw = mail(english(), name)
    assert name_beside(raw, "To") == name
    assert [one.addr_spec for one in read(raw)["To"].addresses] == ["owen@alder.example"]


def test_a_long_name_and_a_long_address_stand_on_two_short_lines() -> None:
    to = Mailbox(name="Assistant Deputy Superintendent Maximiliana Wood", address="maximiliana.wood@alder.example")
    raw = message(
        write(english()).document,
        Envelope(sender=SENDER, to=to, reply_to=None, message_id="<h@a.example>", date=WHEN),
    )
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert [one.addr_spec for one in read(raw)["To"].addresses] == ["maximiliana.wood@alder.example"]


@pytest.mark.parametrize(
    "address",
    [
        *("", "owen", "owen@", "@alder.example", "a b@alder.example", "a@b.example\r\nBcc: c@d.example"),
        *("a@b.example, c@d.example", "<a@b.example>", "íñigo@alder.example", "a..b@alder.example", ".a@alder.example"),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(NoticeError, match="is no e-mail address"):
        mail(english(), sender=Mailbox(name="x", address=address))


@pytest.mark.parametrize("name", ["h-1@a.example", "<h 1@a.example>", "<h@a.example>\r\nBcc: a@b.example", "<h@>"])
def test_what_is_no_message_id_is_refused(name: str) -> None:
    with pytest.raises(NoticeError, match="Message-ID"):
        message(
            write(english()).document,
            Envelope(sender=SENDER, to=SENDER, reply_to=None, message_id=name, date=WHEN),
        )


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(NoticeError, match="time zone"):
        message(
            write(english()).document,
            Envelope(
                sender=SENDER,
                to=SENDER,
                reply_to=None,
                message_id="<h@a.example>",
                date=datetime(2026, 2, 17, 9, tzinfo=UTC).replace(tzinfo=None),
            ),
        )


@pytest.mark.parametrize(
    "words",
    ["Keep it.\n\nThank you.\n", ".\n..\n", "línea " * 40 + "\n", "end \nof \t\n", "a\r\nb\rc\u2028d", "=_x=\n", ""],
)
def test_own_words_arrive_as_they_were_written_and_in_short_lines(words: str) -> None:
    raw = plain_message(
        "Keep it\r\nBcc: all@alder.example",
        words,
        "es",
        Envelope(sender=None, to=SENDER, reply_to=None, message_id="<h@a.example>", date=WHEN),
    )
    mail = read(raw)
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == re.sub("\r\n?", "\n", words).rstrip("\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert (mail["Bcc"], mail["From"], mail["X-Unsent"]) == (None, None, "1")
    assert mail["Subject"] == "Keep it Bcc: all@alder.example"
    assert b"\n" not in raw.replace(b"\r\n", b"")
