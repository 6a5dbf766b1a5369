"""The lines of a view as one string, line ends kept, with the way back to each place."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from openhold.court.view import ViewLine
from openhold.extract.text import Span

_PART = re.compile(r"\S+(?:[ \t]{1,2}\S+)*")
_RULES = ")|:*§ "


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one line that stand together: three spaces or more part them from others.

    `row` counts lines, `left` and `right` columns; `start` is the offset in `Sheet.words`; `alone` says that nothing
    else stands on the line.
    """

    text: str
    row: int
    left: int
    start: int
    alone: bool

    @property
    def right(self) -> int:
        """The column behind the last letter."""
        return self.left + len(self.text)


class Sheet:
    """Lines joined by line ends: `words` is what is searched, `span` leads back to `Text.text`."""

    __slots__ = ("_lines", "_starts", "words")

    def __init__(self, lines: Sequence[ViewLine]) -> None:
        self._lines = lines
        self._starts: list[int] = []
        at = 0
        for line in lines:
            self._starts.append(at)
            at += len(line.text) + 1
        self.words = "\n".join([line.text for line in lines])

    def span(self, start: int, end: int) -> Span:
        """Return where the words from `start` to `end` stand; neither may be a line end."""
        return self._place(start), self._place(end - 1) + 1

    def parts(self, start: int, stop: int) -> list[Part]:
        """Return the parts of the lines between two offsets, without the marks that rule a caption's columns."""
        found = []
        at = start
        for row, line in enumerate(self.words[start:stop].split("\n")):
            matches = [match for match in _PART.finditer(line) if match[0].strip(" )|:§*_-")]
            for match in matches:
                text = match[0].lstrip(_RULES)
                left = match.end() - len(text)
                found.append(Part(text, row, left, at + left, len(matches) == 1))
            at += len(line) + 1
        return found

    def _place(self, at: int) -> int:
        row = bisect_right(self._starts, at) - 1
        return self._lines[row].places[at - self._starts[row]]
