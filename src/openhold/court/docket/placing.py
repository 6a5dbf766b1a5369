"""Where the words of a value stand in a text, when the value was read from markup that the text was made from.

Markup and text differ in white space alone: a line break that shows nothing in a cell is a newline in the text. So
both are compared letter by letter, without any space, and the answer is given in offsets of the text as it is.
"""

import re
from bisect import bisect_right

from openhold.extract.text import Span

_WORD = re.compile(r"\S+")
_SHORTEST = 12
"""A beginning of a value that is shorter than this is too common to say where the value stands."""


class Places:
    """The letters of a text, and the way back from each to its place in the text."""

    __slots__ = ("_letters", "_starts", "_words")

    def __init__(self, text: str) -> None:
        self._words: list[int] = []
        self._starts: list[int] = []
        parts = []
        length = 0
        for match in _WORD.finditer(text):
            self._words.append(match.start())
            self._starts.append(length)
            length += match.end() - match.start()
            parts.append(match[0])
        self._letters = "".join(parts)

    def find(self, words: str, start: int = 0, end: int | None = None) -> Span | None:
        """Return where `words` first stand between the offsets `start` and `end` of the text, or None."""
        return self._at(squeezed(words), self._letter(start), self._letter(end))

    def last(self, words: str, start: int, end: int) -> Span | None:
        """Return where `words` last stand between two offsets of the text, or None."""
        sought = squeezed(words)
        at = self._letters.rfind(sought, self._letter(start), self._letter(end)) if sought else -1
        return self._span(at, len(sought)) if at >= 0 else None

    def nearest(self, words: str, start: int = 0, end: int | None = None) -> Span | None:
        """Return where `words` stand, or where as long a beginning of them as can be found does."""
        sought = squeezed(words)
        first, last = self._letter(start), self._letter(end)
        while sought:
            if span := self._at(sought, first, last):
                return span
            if len(sought) <= _SHORTEST:
                return None
            sought = sought[: max(_SHORTEST, len(sought) // 2)]
        return None

    def _at(self, sought: str, first: int, last: int) -> Span | None:
        at = self._letters.find(sought, first, last) if sought else -1
        return self._span(at, len(sought)) if at >= 0 else None

    def _span(self, at: int, length: int) -> Span:
        return self._offset(at), self._offset(at + length - 1) + 1

    def _offset(self, letter: int) -> int:
        word = bisect_right(self._starts, letter) - 1
        return self._words[word] + letter - self._starts[word]

    def _letter(self, offset: int | None) -> int:
        """Return how many letters stand before an offset of the text."""
        if offset is None:
            return len(self._letters)
        word = bisect_right(self._words, offset) - 1
        if word < 0:
            return 0
        following = self._starts[word + 1] if word + 1 < len(self._starts) else len(self._letters)
        return min(self._starts[word] + offset - self._words[word], following)


def squeezed(words: str) -> str:
    """Return words without any white space."""
    return "".join(words.split())
