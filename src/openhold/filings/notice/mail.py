"""A notice or letter as a mail: the exact bytes, the same each time for the same values."""

import re
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, quote
from hashlib import sha256

from openhold.filings.notice.content import Document
from openhold.filings.notice.fields import NoticeError, check_address, clean
from openhold.filings.notice.pages import mail_page
from openhold.filings.notice.plain import text
from openhold.filings.notice.words import short

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+-]{1,100}@[A-Za-z0-9.-]{1,190}>")
_LINE = 76


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A name, which may be empty, and its e-mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stands on a mail beside its words. `date` is aware; `message_id` has its angle brackets.

    `sender` is None where nobody knows yet who will send it: mail programs then open it as a draft of theirs.
    """

    sender: Mailbox | None
    to: Mailbox
    reply_to: Mailbox | None
    message_id: str
    date: datetime


def message(document: Document, envelope: Envelope) -> bytes:
    """Return the mail as it goes over the wire: plain text and HTML with the same words, lines ended by CR LF.

    Raises NoticeError for an address, an id or a time that no mail can carry. No value can add a header or a recipient.
    """
    return _head(envelope, document.subject, document.language) + _body(document, envelope.message_id)


def plain_message(subject: str, words: str, language: str, envelope: Envelope) -> bytes:
    """Return a mail of plain text alone, else as `message`."""
    return _head(envelope, clean(subject), language) + b"MIME-Version: 1.0\r\n" + _part("plain", words)


def _head(envelope: Envelope, subject: str, language: str) -> bytes:
    if not _MESSAGE_ID.fullmatch(envelope.message_id):
        raise NoticeError(f"{envelope.message_id!r} is no Message-ID: write <name@host>, in plain letters.")
    if envelope.date.tzinfo is None:
        raise NoticeError("The time of a mail needs its time zone.")
    sender, reply_to = envelope.sender, envelope.reply_to
    heads = {
        **({"X-Unsent": "1"} if sender is None else {"From": _mailbox("From", sender)}),
        "To": _mailbox("To", envelope.to),
        **({} if reply_to is None else {"Reply-To": _mailbox("Reply-To", reply_to)}),
        "Subject": _encoded("Subject", subject),
        "Date": format_datetime(envelope.date),
        "Message-ID": envelope.message_id,
        "Content-Language": language,
    }
    # These lines are folded here: EmailMessage of Python 3.11 puts spaces into words that it encodes, and takes the
    # quotes from names that hold a comma.
    return "".join(f"{name}: {value}\r\n" for name, value in heads.items()).encode("ascii")


def _body(document: Document, message_id: str) -> bytes:
    plain, html = text(document), mail_page(document)
    # "=_" stands in no quoted-printable text, so the boundary stands in no part.
    boundary = f"=_{sha256((message_id + plain + html).encode()).hexdigest()[:32]}".encode()
    return b"".join(
        (
            b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="' + boundary + b'"\r\n\r\n',
            *(
                b"--" + boundary + b"\r\n" + _part(kind, words) + b"\r\n"
                for kind, words in (("plain", plain), ("html", html))
            ),
            b"--" + boundary + b"--\r\n",
        )
    )


def _part(subtype: str, words: str) -> bytes:
    """Return a part of a mail, made here because EmailMessage takes four times as long, which 5,000 mails notice."""
    rows = words.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    # Quoted-printable passes every relay unaltered and keeps lines short, however long the paragraphs are.
    coded = b2a_qp("".join(f"{row}\r\n" for row in rows).encode(), istext=True)
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return head.encode() + coded


def _mailbox(head: str, mailbox: Mailbox) -> str:
    check_address(mailbox.address)
    name = short(mailbox.name)
    if not name:
        return mailbox.address
    shown = f'"{quote(name)}"' if _plain(name) else _encoded(head, name)
    last = len(f"{head}: {shown}".rpartition("\n")[2])
    between = " " if last + len(mailbox.address) + 3 <= _LINE else "\r\n "
    return f"{shown}{between}<{mailbox.address}>"


def _encoded(head: str, words: str) -> str:
    charset = "us-ascii" if _plain(words) else "utf-8"
    return Header(words, charset, maxlinelen=_LINE, header_name=head).encode(linesep="\r\n")


def _plain(words: str) -> bool:
    """Tell whether `words` can stand in a header as they are; what looks like an encoded word cannot."""
    return words.isascii() and words.isprintable() and "=?" not in words
