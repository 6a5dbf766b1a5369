"""From fields to a notice, ready to be approved, sent and recorded."""

from dataclasses import dataclass

from openhold.filings.notice.content import Document, notice
from openhold.filings.notice.fields import Element, NoticeFields, elements
from openhold.filings.notice.pages import mail_page
from openhold.filings.notice.plain import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is sent to one person; `document` is shown in other ways by `pages` and `mail`."""

    document: Document
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Letter):
    """A notice with all its `elements`, each of them present."""

    elements: tuple[Element, ...]


def letter(document: Document) -> Letter:
    """Return what `document` says as it is sent."""
    return Letter(document=document, subject=document.subject, text=text(document), html=mail_page(document))


def write(fields: NoticeFields) -> Notice:
    """Return the notice of `fields`. Raises NoticeError that names each missing element and what to write."""
    document = notice(fields)
    return Notice(
        document=document,
        subject=document.subject,
        text=text(document),
        html=mail_page(document),
        elements=elements(fields),
    )
