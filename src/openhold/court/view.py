"""A paper's text as readers want it: without line numbers, stamps and footers, and with the way back to each place.

`flow` is the whole text in one line, every run of white space one space: what most readers search. `lines` are the
lines one by one, spaces kept, for captions and tables. Both leave out what is no part of what the paper says.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import TypeVar

from openhold.court.numbered import numbered
from openhold.court.said import Said
from openhold.extract.text import Form, Line, Noise, Span, Text

T = TypeVar("T")
_WELL = 0.6
"""A word that was recognised with less than this is as often wrong as right."""


@dataclass(frozen=True, slots=True, eq=False)
class ViewLine:
    """A line without its noise. `places` has the offset in `Text.text` of each of its characters."""

    text: str
    page: int
    number: int | None
    places: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return where in `Text.text` the characters from `start` to `end` of this line stand."""
        return self.places[start], self.places[end - 1] + 1


class View:
    """What readers look at. `text` is the text as it was opened, `flow` and `lines` are described above.

    `places` has the offset in `Text.text` of each character of `flow`.
    """

    __slots__ = ("_line_starts", "_numbers", "flow", "lines", "places", "text")

    def __init__(self, text: Text) -> None:
        if text.form is Form.TEXT and not text.pieces:
            text = numbered(text)
        self.text = text
        self.lines = tuple(_lines(text))
        self.flow, self.places = _flow(self.lines)
        self._line_starts = [line.start for line in text.lines]
        # On plain text a number may stand in the middle of what is one line there.
        self._numbers = [
            (piece.start, int(text.text[piece.start : piece.end]))
            for piece in text.pieces
            if piece.noise is Noise.LINE_NUMBER and text.form is Form.TEXT
        ]

    def flowing(self, lines: Sequence[ViewLine]) -> "View":
        """Return a view of the same text whose `flow` is that of `lines`: its lines, or pieces of them, reordered."""
        other = copy(self)
        other.flow, other.places = _flow(lines)
        return other

    def span(self, start: int, end: int) -> Span:
        """Return where in `Text.text` the characters from `start` to `end` of `flow` stand.

        Where they run from one column of a caption into the other, that is everything from the first to the last.
        """
        places = self.places[start:end]
        return min(places), max(places) + 1

    def of(self, match: re.Match[str], group: int | str = 0) -> Span:
        """Return where in `Text.text` a match in `flow`, or one group of it, stands."""
        return self.span(match.start(group), match.end(group))

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return where the characters from `start` to `end` of `flow` stand: two places where they are cut apart."""
        places = self.places[start:end]
        cut = next((at for at in range(1, len(places)) if places[at] < places[at - 1]), None)
        if cut is None:
            return (self.span(start, end),)
        return self.span(start, start + cut), self.span(start + cut, end)

    def said(self, value: T, match: re.Match[str], group: int | str = 0, *, sure: bool = True) -> Said[T]:
        """Return `value` as said by a match in `flow`, or by one group of it."""
        return Said(value, (self.of(match, group),), sure)

    def quote(self, span: Span) -> str:
        """Return the words of a span exactly as they stand in `Text.text`."""
        return self.text.text[span[0] : span[1]]

    def recognised(self, span: Span) -> bool:
        """Tell whether every word of a span that was recognised from a picture was recognised well."""
        words = self.text.words
        at = bisect_right(words, span[0], key=lambda word: word.end)
        while at < len(words) and words[at].start < span[1]:
            if words[at].confidence < _WELL:
                return False
            at += 1
        return True

    def line(self, offset: int) -> Line:
        """Return the line in which `offset` of `Text.text` stands."""
        return self.text.lines[bisect_right(self._line_starts, offset) - 1]

    def number(self, offset: int) -> int | None:
        """Return the number printed beside the line in which `offset` stands, if there is one."""
        line = self.line(offset)
        if line.number is not None or not self._numbers:
            return line.number
        at = bisect_right(self._numbers, (offset, 0)) - 1
        return self._numbers[at][1] if at >= 0 and self._numbers[at][0] >= line.start else None


def _lines(text: Text) -> list[ViewLine]:
    found = []
    pieces = iter(text.pieces)
    piece = next(pieces, None)
    for line in text.lines:
        kept: list[int] = []
        at = line.start
        while piece is not None and piece.start < line.end:
            kept += range(at, max(at, piece.start))
            at = max(at, min(piece.end, line.end))
            if piece.end > line.end:
                break
            piece = next(pieces, None)
        kept += range(at, line.end)
        found.append(ViewLine("".join([text.text[place] for place in kept]), line.page, line.number, kept))
    return found


def _flow(lines: Sequence[ViewLine]) -> tuple[str, "array[int]"]:
    places = array("Q")
    letters: list[str] = []
    for line in lines:
        for letter, place in zip(line.text, line.places, strict=True):
            if not letter.isspace():
                letters.append(letter)
                places.append(place)
            elif letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
        if letters and letters[-1] != " " and line.places:
            letters.append(" ")
            places.append(line.places[-1])
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places
