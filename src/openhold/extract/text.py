"""What opening a paper gives: its text, and where each line of it stands."""

import re
from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""Two offsets into `Text.text`, in code points: the first one of what is meant, and the one after its last."""

_END = re.compile(r"[\n\f]")
"""Where a line ends."""

Warned = tuple[str, str]
"""A warning: its code, and one sentence for a person."""


class Form(StrEnum):
    """What kind of bytes the text was in."""

    TEXT = "text"
    PDF = "pdf"
    HTML = "html"
    MAIL = "mail"


class Noise(StrEnum):
    """Why a piece of the text is no part of what the paper says."""

    LINE_NUMBER = "line number"
    STAMP = "stamp"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it stands in the text (without its newline), on which page (from 1), the number beside it."""

    start: int
    end: int
    page: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text that is no part of what the paper says: a reader skips it, or looks into it for a stamp."""

    start: int
    end: int
    noise: Noise


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was recognised from a picture, and how sure the recognition was (0 to 1)."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a paper as it was opened.

    `text` is what every offset counts in: for plain text the file itself (UTF-8, byte order mark dropped, newlines
    as they are), for everything else what was made of it, pages parted by form feeds. `lines` are all its lines in
    order. `pieces` are in order and do not overlap; for plain text there are none, since they show only when the
    words are read. `source` is the markup that HTML or the HTML part of mail was rendered from, `headers` the
    mail's headers that matter, decoded. `words` stand only where text was recognised from a picture.
    """

    text: str
    form: Form
    lines: tuple[Line, ...]
    pages: int | None = None
    pieces: tuple[Piece, ...] = ()
    words: tuple[Word, ...] = ()
    source: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Warned, ...] = ()


def plain(text: str) -> Text:
    """Return the text of a file or an argument that was text already; form feeds part its pages."""
    return Text(text, Form.TEXT, lines_of(text))


def lines_of(text: str) -> tuple[Line, ...]:
    """Return all lines of `text`, which end at newlines and form feeds, without the return before a newline."""
    lines = []
    start, page = 0, 1
    for end in (*(match.start() for match in _END.finditer(text)), len(text)):
        lines.append(Line(start, end - (text[end - 1 : end] == "\r" and end > start), page))
        page += text[end : end + 1] == "\f"
        start = end + 1
    return tuple(lines)
