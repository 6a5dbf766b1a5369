"""Words with their places on a page, and the rows that they stand in.

All lengths are in points (1/72 inch), measured from the upper left corner of the page as it is read.
"""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

SAME_BASE = 0.28
"""Words whose base lines differ by less than this share of their height stand in one row."""
SAME_SEEN = 0.4
"""The same for recognised words, whose base lines are less sure."""
SMALL = 0.8
"""Type below this share of the usual size of the page may be a raised figure of the row beside it."""
OVERLAP = 0.3
"""A word may lie over this share of another one of its row; else the two were printed over each other."""
LOOK_BACK = 8
"""How many of the latest rows a run is tried on."""


@dataclass(slots=True)
class Mark:
    """A word: where it begins and ends, its base line, the height of its type, how sure a recognition was.

    `spaced` tells that a space is drawn before it, `turned` that it does not stand upright.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    run: int = 0
    sure: float | None = None
    turned: bool = False
    spaced: bool = True


@dataclass(slots=True)
class Row:
    """Words that stand beside each other, from left to right; the number beside them on pleading paper."""

    base: float
    size: float
    marks: list[Mark] = field(default_factory=list)
    number: int | None = None
    numeral: Mark | None = None

    def take(self, run: Sequence[Mark]) -> None:
        """Put the words of a run into their places."""
        for mark in run:
            insort(self.marks, mark, key=lambda at: at.left)

    def has_room(self, run: Sequence[Mark]) -> bool:
        """Tell whether the words of a run would stand beside these and not over them."""
        if not self.marks or run[0].left >= self.marks[-1].right or run[-1].right <= self.marks[0].left:
            return True
        return not any(_over(old, new) for old in self.marks for new in run)


def rows_of(marks: Sequence[Mark]) -> list[Row]:
    """Return the rows of a page from top to bottom. Words printed over others get a row of their own."""
    runs = _runs(mark for mark in marks if not mark.turned)
    if not runs:
        return []
    usual = median(mark.size for run in runs for mark in run)
    small = [run for run in runs if run[0].size < SMALL * usual]
    rows: list[Row] = []
    for run in sorted((run for run in runs if run[0].size >= SMALL * usual), key=lambda run: run[0].base):
        _place(run, rows)
    rest = [run for run in small if not _raised(run, rows)]
    tiny: list[Row] = []
    for run in sorted(rest, key=lambda run: run[0].base):
        _place(run, tiny)
    for row in tiny:
        if not _joined(row, rows):
            rows.append(row)
    return sorted(rows, key=lambda row: row.base)


def _joined(row: Row, rows: Sequence[Row]) -> bool:
    for other in rows:
        if abs(other.base - row.base) < SAME_BASE * row.size and other.has_room(row.marks):
            other.take(row.marks)
            return True
    return False


def _runs(marks: Iterable[Mark]) -> list[list[Mark]]:
    runs: list[list[Mark]] = []
    for mark in marks:
        if runs and runs[-1][-1].run == mark.run:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _place(run: Sequence[Mark], rows: list[Row]) -> None:
    base, size = run[0].base, run[0].size
    same = SAME_BASE if run[0].sure is None else SAME_SEEN
    for row in reversed(rows[-LOOK_BACK:]):
        if abs(row.base - base) < same * min(size, row.size) and row.has_room(run):
            row.take(run)
            return
    row = Row(base, size)
    row.take(run)
    rows.append(row)


def _raised(run: Sequence[Mark], rows: Sequence[Row]) -> bool:
    """Put a small run into the row whose words it is attached to, as the figure of a footnote is."""
    first, last = run[0], run[-1]
    for row in rows:
        if not row.base - 0.65 * row.size < first.base < row.base + 0.25 * row.size or first.size > 0.9 * row.size:
            continue
        near = 0.45 * row.size
        beside = any(
            -near < first.left - mark.right < near or -near < mark.left - last.right < near for mark in row.marks
        )
        if beside and row.has_room(run):
            row.take(run)
            return True
    return False


def _over(one: Mark, other: Mark) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > OVERLAP * max(0.1, min(one.right - one.left, other.right - other.left))
