"""From the signs that a PDF page draws to words with places: pdfium says where each sign stands, we say what belongs
together.
"""

import ctypes
import math
from collections import Counter
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as c

from openhold.extract.decoding import sound
from openhold.extract.marks import Mark

SIGNS = 200_000
"""More signs than this on one page are not looked at."""
LARGEST = 1000.0
"""Type of this height or more is none: no letter of it would fit on a page."""
BREAK = 0.14
"""A gap of this share of the type's height parts two words even where no space is drawn."""
COLUMN = 1.2
"""A gap of this share parts two runs."""
BACK = 0.25
"""So much may a sign stand left of the end of the one before it and still belong to its word."""
SHIFT = 0.15
"""So much may its base line differ."""

_SPACES = frozenset((9, 10, 11, 12, 13, 32, 0xA0, 0x2000, 0x2002, 0x2003, 0x2009, 0x200B, 0x3000, 0xFEFF))
_SIGNS = {0: "\ufffd", 2: "-", 0xFFFE: "-", 0xAD: "-"} | {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"
}  # fmt: skip


_Drawn = tuple[int, list[str], float, float, float, float, bool]
"""A word: its turn, signs, left and right end, base line, height, and whether a space is drawn before it."""


class Glyphs:
    """The words of one page. `cut` tells that it holds more signs than are looked at."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._box: tuple[float, float, float, float] = page.get_cropbox()
        left, bottom, right, top = self._box
        self.width, self.height = right - left, top - bottom
        textpage = page.get_textpage()
        try:
            count = max(0, textpage.count_chars())
            self.cut = count > SIGNS
            self.marks = self._words(textpage.raw, min(count, SIGNS))
        finally:
            textpage.close()

    def _words(self, raw: object, count: int) -> list[Mark]:
        """Return the words in the order in which they are drawn, upright ones and turned ones."""
        letter, origin, box = c.FPDFText_GetUnicode, c.FPDFText_GetCharOrigin, c.FPDFText_GetLooseCharBox
        x, y, rect = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
        to_x, to_y, to_rect = ctypes.byref(x), ctypes.byref(y), ctypes.byref(rect)
        words: list[_Drawn] = []
        signs: list[str] = []
        turn, start, end, base, size, spaced = 0, 0.0, 0.0, 0.0, 1.0, True

        def close() -> None:
            if signs:
                words.append((turn, signs, start, end, base, size, spaced))

        for at in range(count):
            code = letter(raw, at)
            if code in _SPACES:
                close()
                signs = []
                spaced = True
                continue
            origin(raw, at, to_x, to_y)
            box(raw, at, to_rect)
            if not signs:
                turn = _turn(raw, at)
            px, py, right, height = self._measured(x.value, y.value, rect, turn)
            if signs:
                tall = max(size, height)
                apart = px - end
                if apart > BREAK * tall or apart < -BACK * tall or abs(py - base) > SHIFT * tall:
                    close()
                    signs = []
                    spaced = False
                    turn = _turn(raw, at)
            if not signs:
                start, base, size, end = px, py, height, px
            signs.append(_SIGNS.get(code) or chr(code))
            size = max(size, height)
            end = max(end, right)
        close()
        return self._marks(words)

    def _measured(self, x: float, y: float, rect: c.FS_RECTF, turn: int) -> tuple[float, float, float, float]:
        """Return where a sign begins, its base line, where it ends, and its height, all as if it stood upright."""
        if turn == 0:
            left, _, _, top = self._box
            px, py, right, height = x - left, top - y, rect.right - left, rect.top - rect.bottom
        else:
            px, py = self._turned(x, y, turn)
            corners = self._turned(rect.left, rect.bottom, turn), self._turned(rect.right, rect.top, turn)
            right, height = max(corners[0][0], corners[1][0]), abs(corners[0][1] - corners[1][1])
        if height <= 0.5 * (right - px):
            # Some fonts do not say how tall they are; their signs are seldom wider than they are tall.
            height = max(1.0, 1.5 * (right - px))
        return px, py, right, height

    def _turned(self, x: float, y: float, turn: int) -> tuple[float, float]:
        """Return the place, from the upper left corner, that a point has once text so turned is made upright."""
        left, bottom, right, top = self._box
        if turn == 1:
            return y - bottom, x - left
        if turn == 2:
            return right - x, y - bottom
        return top - y, right - x

    def _marks(self, words: list[_Drawn]) -> list[Mark]:
        letters = Counter[int]()
        for turn, signs, *_ in words:
            letters[turn] += len(signs)
        upright = letters.most_common(1)[0][0] if letters else 0
        if upright % 2:
            self.width, self.height = self.height, self.width
        marks: list[Mark] = []
        seen: dict[tuple[str, int], list[Mark]] = {}
        for turn, signs, start, end, base, size, spaced in words:
            text = "".join(signs)
            if not text.isascii():
                text = sound(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
            mark = Mark(text, start, end, base, size, turned=turn != upright, spaced=spaced)
            across, down = (self.height, self.width) if (turn - upright) % 2 else (self.width, self.height)
            inside = size < LARGEST and -size < start < across and -size < base < down + size
            if inside and not _again(mark, seen):
                seen.setdefault((text, round(base)), []).append(mark)
                marks.append(mark)
        _number_runs(marks)
        return marks


def _turn(raw: object, at: int) -> int:
    """Return by how many quarters, against the clock, a sign is turned on the page.

    A page that is shown turned has its signs turned the other way, so the direction of most is the one that is read.
    """
    angle: float = c.FPDFText_GetCharAngle(raw, at)
    return round(-angle / (math.pi / 2)) % 4 if angle >= 0 else 0  # pdfium counts with the clock


def _again(mark: Mark, seen: dict[tuple[str, int], list[Mark]]) -> bool:
    """Tell whether a word was drawn already at this place: some programs draw twice what shall look bold.

    `seen` has the words before it by their letters and base lines, in whole points.
    """
    near = min(0.15 * mark.size, 10.0)
    return any(
        abs(old.left - mark.left) < near
        for base in range(round(mark.base - near), round(mark.base + near) + 1)
        for old in seen.get((mark.text, base), ())[-40:]
    )


def _number_runs(marks: list[Mark]) -> None:
    run = 0
    for one, other in pairwise(marks):
        tall = max(one.size, other.size)
        apart = other.left - one.right
        if not -BACK * tall < apart < COLUMN * tall or abs(other.base - one.base) > SHIFT * tall:
            run += 1
        if one.turned != other.turned:
            run += 1
        other.run = run
