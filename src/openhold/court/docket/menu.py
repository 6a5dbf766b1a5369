"""The page on which the filing system offers a document with its attachments: whose court it is, and which entry."""

import re

from openhold.court.docket import rows as docket_rows
from openhold.court.docket.head import court
from openhold.court.docket.placing import Places
from openhold.court.said import Caption, Heading, Said
from openhold.court.view import View
from openhold.extract.text import Form, Text

_MENU = re.compile(
    r"\bDocument\s+Selection\s+Menu\b|\bSelect\s+the\s+document\s+you\s+wish\s+to\s+view\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\bDocument\s+Number:[^\S\n]*(?P<number>\d+)\b(?![^\S\n]*pages?\b)|^(?P<main>\d+)\tMain\s+Document\b", re.MULTILINE
)


def is_menu(text: Text) -> bool:
    """Tell whether a text is such a page."""
    return text.form is Form.HTML and _MENU.search(text.text) is not None


def read_menu(view: View) -> tuple[Caption, Heading]:
    """Return the court that the page's links lead to, and the number of the entry that it offers."""
    page = docket_rows.tree(view.text.source) if view.text.source else None
    number = _NUMBER.search(view.text.text)
    ecf_no: Said[int | str] | None = None
    if number is not None and number.lastgroup is not None:
        ecf_no = Said(int(number[number.lastgroup]), (number.span(number.lastgroup),))
    return Caption(court=court("", page, Places(view.text.text))), Heading(ecf_no=ecf_no)
