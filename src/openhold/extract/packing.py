"""A `Text` as JSON and back: what comes back was written by a process that a stranger's bytes may have taken over."""

from collections.abc import Iterable, Mapping
from typing import Any

from openhold.extract.errors import NotAPaperError
from openhold.extract.text import Form, Line, Noise, Piece, Text, Word


def pack(text: Text) -> dict[str, Any]:
    """Return `text` as JSON can hold it."""
    return {
        "text": text.text,
        "form": text.form.value,
        "lines": [[line.start, line.end, line.page, line.number] for line in text.lines],
        "pages": text.pages,
        "pieces": [[piece.start, piece.end, piece.noise.value] for piece in text.pieces],
        "words": [[word.start, word.end, word.confidence] for word in text.words],
        "source": text.source,
        "headers": text.headers,
        "warnings": text.warnings,
    }


def unpack(packed: object) -> Text:
    """Return the `Text` that `pack` made `packed` of. Raises `NotAPaperError` if it is none."""
    try:
        if not isinstance(packed, Mapping):
            raise TypeError
        text = Text(
            str(packed["text"]),
            Form(packed["form"]),
            tuple(
                Line(int(start), int(end), int(page), _whole(number)) for start, end, page, number in packed["lines"]
            ),
            _whole(packed["pages"]),
            tuple(Piece(int(start), int(end), Noise(noise)) for start, end, noise in packed["pieces"]),
            tuple(Word(int(start), int(end), float(sure)) for start, end, sure in packed["words"]),
            str(packed["source"]),
            tuple((str(name), str(value)) for name, value in packed["headers"]),
            tuple((str(code), str(detail)) for code, detail in packed["warnings"]),
        )
    except (KeyError, TypeError, ValueError):
        raise NotAPaperError("The paper was opened, but what came of it is no text.") from None
    end = len(text.text)
    if not (_ordered(text.lines, end) and _ordered(text.pieces, end) and _ordered(text.words, end)):
        raise NotAPaperError("The paper was opened, but the places in its text do not fit it.")
    return text


def _whole(number: object) -> int | None:
    if number is not None and type(number) is not int:
        raise TypeError
    return number


def _ordered(spans: Iterable[Line | Piece | Word], length: int) -> bool:
    at = 0
    for span in spans:
        if not at <= span.start <= span.end <= length:
            return False
        at = span.end
    return True
