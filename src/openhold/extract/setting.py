"""Pages of words set as text: columns keep their gap, pages are parted by form feeds, every offset is exact."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from openhold.extract.margins import attach, footers, near_edge, number_column, stamps
from openhold.extract.marks import Mark, Row, rows_of
from openhold.extract.text import Form, Line, Noise, Piece, Text, Warned, Word

GAP = 1.1
"""A gap of this share of the type's height parts columns: they keep at least `WIDE` spaces between them."""
WIDE = 3
GLUED = 0.06
"""Words closer than this share of the type's height were one word whose letters differ in size."""
WIDEST = 240
"""No line is filled up with spaces beyond this column."""
NUMBERS = 4
"""How many places the line numbers take."""
AIR = 1.5
"""Rows further apart than this many usual distances have an empty line between them."""


@dataclass(slots=True)
class Sheet:
    """The words of one page as they were found, and its size in points."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class _Set:
    """A row as text: its words with where they begin in it."""

    row: Row | None
    text: str = ""
    places: list[tuple[int, Mark]] = field(default_factory=list)


def set_text(sheets: Sequence[Sheet], warnings: tuple[Warned, ...]) -> Text:
    """Return the pages as text of the form PDF."""
    pages = [_page(sheet) for sheet in sheets]
    heights = [sheet.height for sheet in sheets]
    stamped = {
        id(line.row): spans
        for lines, height in zip(pages, heights, strict=True)
        for line in lines
        if line.row is not None and near_edge(line.row, height) and (spans := stamps(line.text))
    }
    unstamped = [
        [
            (line.row, line.text)
            for line in lines
            if line.row is not None and line.row.marks and id(line.row) not in stamped
        ]
        for lines in pages
    ]
    return _whole(pages, stamped, footers(unstamped, heights), warnings)


def _page(sheet: Sheet) -> list[_Set]:
    numbers = number_column(sheet.marks, sheet.height)
    taken = {id(mark) for mark, _ in numbers}
    marks = [mark for mark in sheet.marks if id(mark) not in taken]
    rows = attach(numbers, rows_of(marks))
    wide = _letter_width(marks)
    margin = min((row.marks[0].left for row in rows if row.marks), default=0.0)
    pitch = median([low.base - high.base for high, low in pairwise(rows)] or [0.0])
    lines: list[_Set] = []
    for at, row in enumerate(rows):
        if at and row.base - rows[at - 1].base > AIR * max(pitch, row.size):
            lines.append(_Set(None))
        lines.append(_line(row, margin, wide, NUMBERS if numbers else 0))
    lines += [_turned(run, wide) for run in _turned_runs(sheet.marks)]
    return lines


def _line(row: Row, margin: float, wide: float, shift: int) -> _Set:
    line = _Set(row)
    if row.numeral is not None:
        line.text = row.numeral.text
        line.places.append((0, row.numeral))
    before: Mark | None = None
    for mark in row.marks:
        column = min(WIDEST, shift + round((mark.left - margin) / wide))
        if before is None:
            spaces = max(column - len(line.text), 1 if line.text else 0)
        else:
            gap = mark.left - before.right
            tall = max(mark.size, before.size)
            if gap > GAP * tall:
                spaces = max(WIDE, column - len(line.text))
            else:
                spaces = 0 if gap < GLUED * tall and _one_word(before, mark) else 1
        line.text += " " * spaces
        line.places.append((len(line.text), mark))
        line.text += mark.text
        before = mark
    return line


def _one_word(before: Mark, mark: Mark) -> bool:
    """Tell whether words that touch are one: the figure of a footnote is no part of the word that it stands after."""
    return not mark.spaced and not (before.base != mark.base and (mark.text[0].isdigit() or before.text[-1].isdigit()))


def _letter_width(marks: Sequence[Mark]) -> float:
    widths = [(mark.right - mark.left) / len(mark.text) for mark in marks if len(mark.text) > 1 and not mark.turned]
    return max(2.0, median(widths)) if widths else 6.0


def _turned_runs(marks: Sequence[Mark]) -> list[list[Mark]]:
    runs: list[list[Mark]] = []
    for mark in marks:
        if mark.turned and runs and runs[-1][-1].run == mark.run:
            runs[-1].append(mark)
        elif mark.turned:
            runs.append([mark])
    return runs


def _turned(run: Sequence[Mark], wide: float) -> _Set:
    """Return words that stand at a right angle to the rest as a line of their own."""
    line = _line(Row(run[0].base, run[0].size, sorted(run, key=lambda mark: mark.left)), run[0].left, wide, 0)
    line.row = None
    return line


def _whole(
    pages: Sequence[Sequence[_Set]],
    stamped: dict[int, list[tuple[int, int]]],
    footed: set[int],
    warnings: tuple[Warned, ...],
) -> Text:
    parts: list[str] = []
    lines: list[Line] = []
    pieces: list[Piece] = []
    words: list[Word] = []
    at = 0
    for page, sets in enumerate(pages, 1):
        for line in sets or [_Set(None)]:
            end = at + len(line.text)
            lines.append(Line(at, end, page, line.row.number if line.row else None))
            pieces += _pieces(line, at, stamped, footed)
            words += [
                Word(at + start, at + start + len(mark.text), mark.sure)
                for start, mark in line.places
                if mark.sure is not None
            ]
            parts += [line.text, "\n"]
            at = end + 1
        parts[-1] = "\f"
    text = "".join(parts[:-1])
    return Text(text, Form.PDF, tuple(lines), len(pages), tuple(pieces), tuple(words), warnings=warnings)


def _pieces(line: _Set, at: int, stamped: dict[int, list[tuple[int, int]]], footed: set[int]) -> list[Piece]:
    if line.row is None:
        return []
    found = []
    skipped = 0
    if line.row.numeral is not None:
        skipped = len(line.row.numeral.text)
        found.append(Piece(at, at + skipped, Noise.LINE_NUMBER))
    if id(line.row) in footed:
        start = len(line.text) - len(line.text[skipped:].lstrip())
        found.append(Piece(at + start, at + len(line.text), Noise.FOOTER))
    else:
        found += [
            Piece(at + max(start, skipped), at + end, Noise.STAMP)
            for start, end in stamped.get(id(line.row), ())
            if end > skipped
        ]
    return found
