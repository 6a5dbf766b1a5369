"""Open a paper, whatever it is called: what it is shows in its bytes."""

import re

from openhold.extract.decoding import decode
from openhold.extract.errors import NotAPaperError
from openhold.extract.html import looks_like_html, open_html
from openhold.extract.mail import looks_like_mail, open_mail
from openhold.extract.pdf import open_pdf
from openhold.extract.text import Form, Text, lines_of

PDF_WITHIN = 1024
"""How many bytes may stand before the header of a PDF."""

OTHERS = (
    (rb"PK\x03\x04", "a packed file, such as a Word document"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or an Outlook message"),
    (rb"\{\\rtf", "a document in Rich Text Format"),
    (rb"\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|II\*\0|MM\0\*", "a picture"),
    (rb"%!PS", "a PostScript file"),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh\d|\xfd7zXZ", "a packed file"),
    (rb"\x7fELF|MZ.{58}", "a program"),
)
"""How other kinds of files begin, and what they are. None of them is ever taken apart here."""
_OTHERS = tuple((re.compile(begins, re.DOTALL), what) for begins, what in OTHERS)


def open_paper(data: bytes, name: str) -> Text:
    """Return the text of a paper: mail, PDF, HTML or plain text, told by content and never by its name.

    `name` is only for sentences to people. Raises `NotAPaperError` with one sentence for bytes that cannot be read.
    """
    if not data.strip():
        raise NotAPaperError(f"{name} is empty.")
    try:
        return _open(data)
    except NotAPaperError as error:
        raise NotAPaperError(f"{name} cannot be read. {error}") from None


def _open(data: bytes) -> Text:
    if looks_like_mail(data):
        return open_mail(data)
    if b"%PDF-" in data[:PDF_WITHIN]:
        return open_pdf(data)
    for begins, what in _OTHERS:
        if begins.match(data):
            raise NotAPaperError(f"It is {what}: save it as PDF or as text and read that.")
    if looks_like_html(data):
        return open_html(data)
    text, warnings = decode(data)
    return Text(text, Form.TEXT, lines_of(text), warnings=warnings)
