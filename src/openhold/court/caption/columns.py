"""The head of a paper as its columns: who against whom on the left, number and title on the right.

A caption is printed in two columns, parted by white space, by a row of `)`, `§`, `|` or `:`, or (text taken from a
scan) not at all. A `Strip` is one column as running text, with the way back to every character's place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from openhold.court.view import View, ViewLine
from openhold.extract.text import Span

HEAD_LINES = 130
"""So many lines of a paper can belong to its head."""
HEAD_LETTERS = 9000
"""So many characters of a paper can belong to its head, however they stand in lines."""

_GAP = re.compile(r"\s{3,}|\t\s*")
_RULE = re.compile(
    r"(?:^|(?<=\s))(?:[|}\u23ab-\u23ae](?=\s|$)|\u00a7(?=\s{2}|\s*$|\s[^\d\s]))"
    r"|(?:^|(?<=\s\s))[:*](?=\s|$)|(?<=\s)[:*](?=\s*$)|(?<=\S)[\u00a7|](?=\s*$)"
)
_VERSUS = re.compile(r"^\s*(?:[vV][sS]?\.?|versus|-\s?against\s?-)\s*$|\s[vV][sS]?\.(?:\s|$)")
_BEHIND_VERSUS = 9
"""So many lines behind `v.` its caption can go on."""
_LEFT_WIDEST = 70
"""The left half of a caption is never so wide."""
_LONG_LINE = 200
"""A line of so many characters is a page without its lines: gaps in it part no columns."""
_RAGGED = 5
"""A line of the right half can begin so many characters before the others."""
_LEFT_HALF = 18
"""The right half of a caption never begins before this column."""
_DASHES = re.compile(r"[-_=*\u2014\u2013.]{3,}[ /]*[xX+]?|(?<![\w.'\u2019])[xX](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Strip:
    """Running text made of pieces of a paper. `places` has the offset in `Text.text` of each character."""

    text: str
    places: Sequence[int]

    def spans(self, view: View, start: int, end: int) -> tuple[Span, ...]:
        """Return where the characters from `start` to `end` stand: more than one place where others stand between."""
        found: list[Span] = []
        for at in range(start, end):
            place = self.places[at]
            if self.text[at].isspace():
                continue
            if found and (found[-1][1] == place or view.quote((found[-1][1], place)).isspace()):
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
        return tuple(found)

    def at(self, place: int) -> int:
        """Return the first character of the strip that stands at `place` or behind it."""
        return next((at for at, one in enumerate(self.places) if one >= place), len(self.places))


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line between gaps or rules: `line.text[start:end]`. `ruled`: it stands behind a rule."""

    line: ViewLine
    start: int
    end: int
    ruled: bool = False

    @property
    def width(self) -> int:
        """How many characters it has."""
        return self.end - self.start

    @property
    def text(self) -> str:
        """The words of the cell."""
        return self.line.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a paper: all of it line by line, its left and its right column (empty where there is none), cells."""

    whole: Strip
    left: Strip
    right: Strip
    rows: tuple[tuple[Cell, ...], ...]


def head(view: View) -> Head:
    """Return the head of a paper. Where no columns show, everything is in the left one."""
    return _head(view.lines)


@lru_cache(maxsize=1)
def _head(all_lines: tuple[ViewLine, ...]) -> Head:
    lines = _head_lines(all_lines)
    rows = tuple(_cells(line) for line in lines)
    split = _split(rows)
    left: list[Cell] = []
    right: list[Cell] = []
    for row in rows:
        for cell in row:
            behind = split is not None and cell.start >= split and len(cell.line.text) < _LONG_LINE
            (right if cell.ruled or behind else left).append(cell)
    return Head(strip([Cell(line, 0, len(line.text)) for line in lines]), strip(left), strip(right), rows)


def strip(cells: Sequence[Cell]) -> Strip:
    """Return cells as running text, each ended by a newline."""
    letters: list[str] = []
    places: list[int] = []
    for cell in cells:
        if cell.start == cell.end:
            continue
        letters.append(cell.text + "\n")
        places += [cell.line.places[at] for at in range(cell.start, cell.end)]
        places.append(cell.line.places[cell.end - 1] + 1)
    return Strip("".join(letters), places)


def _head_lines(lines: Sequence[ViewLine]) -> list[ViewLine]:
    found: list[ViewLine] = []
    letters = 0
    for line in lines:
        if not line.text.strip():
            continue
        if len(found) == HEAD_LINES or letters > HEAD_LETTERS:
            break
        rest = HEAD_LETTERS - letters
        found.append(
            line if len(line.text) <= rest else ViewLine(line.text[:rest], line.page, line.number, line.places)
        )
        letters += len(line.text)
    return found


def _cells(line: ViewLine) -> tuple[Cell, ...]:
    """Return the pieces of a line that white space or a rule parts; what is behind a rule is of the right column."""
    text = line.text
    marks = sorted(
        [(gap.start(), gap.end(), False) for gap in _GAP.finditer(text)]
        + [(rule.start(), rule.end(), True) for rule in _RULE.finditer(text)]
        + [(at, at + 1, True) for at in _lone_brackets(text)]
        + [(dashes.start(), dashes.end(), False) for dashes in _DASHES.finditer(text)]
    )
    cells, at, ruled = [], 0, False
    for start, end, rule in [*marks, (len(text), len(text), False)]:
        if start > at and text[at:start].strip():
            first = at + len(text[at:start]) - len(text[at:start].lstrip())
            cells.append(Cell(line, first, at + len(text[at:start].rstrip()), ruled))
        at = max(at, end)
        # In one long line without columns a rule parts words, but what follows can be of either column.
        ruled = (ruled or rule) and len(text) < _LONG_LINE
    return tuple(cells)


def _lone_brackets(text: str) -> list[int]:
    """Return where a closing bracket stands that closes nothing."""
    depth, found = 0, []
    for at, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            if depth:
                depth -= 1
            elif at + 1 == len(text) or text[at + 1].isspace() or text[at + 1] == ")":
                found.append(at)
    return found


def _split(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return the column in which the right half of the caption begins, or None where there is but one half."""
    versus = next((at for at, row in enumerate(rows) if any(_VERSUS.search(cell.text) for cell in row)), 30)
    near = rows[: versus + _BEHIND_VERSUS]
    seconds = [
        row[1].start
        for row in near
        if len(row) == 2
        and not row[1].ruled
        and _LEFT_HALF <= row[1].start < _LONG_LINE
        and row[0].width < _LEFT_WIDEST
    ]
    if not seconds:
        return None
    starts = [cell.start for row in near for cell in row]
    best = max(seconds, key=lambda column: (sum(column <= other <= column + 6 for other in starts), -column))
    return best - _RAGGED
