"""The flow of a paper with a caption in two columns: the left one whole, then the right one, then what follows."""

import re
from collections.abc import Sequence
from itertools import pairwise

from openhold.court.caption.columns import Cell, Head, head
from openhold.court.view import View, ViewLine

_ROLE = re.compile(r"\W*(?:Plaintiff|Defendant|Petitioner|Respondent|Appell(?:ant|ee)|Intervenor|Claimant)s?\W*", re.I)
_APART = 4
"""So many lines without a right half end the caption."""


def columned(view: View) -> View:
    """Return a view whose `flow` does not run across the columns of the caption; the same where there are none."""
    first, last, halves = _caption(head(view))
    if first is None or last is None:
        return view
    left = [_line(cell) for cell, right in halves if not right]
    right = [_line(cell) for cell, right in halves if right]
    start = next(at for at, line in enumerate(view.lines) if line.places is first.places)
    stop = next(at for at, line in enumerate(view.lines) if line.places is last.places)
    return view.flowing([*view.lines[:start], *left, *right, *view.lines[stop + 1 :]])


def _caption(found: Head) -> tuple[ViewLine | None, ViewLine | None, list[tuple[Cell, bool]]]:
    """Return the first and the last line of the two columns, and their cells, each with whether it is a right one."""
    behind = set(found.right.places)
    rows = [[(cell, cell.line.places[cell.start] in behind) for cell in row] for row in found.rows]
    two = [at for at, row in enumerate(rows) if any(right for _, right in row)]
    if len(two) < 2:
        return None, None, []
    ends = next((place for place, (one, other) in enumerate(pairwise(two)) if other - one > _APART), -1)
    first, last = two[0], two[ends]
    # The role of the last party may stand alone below the right half.
    while last + 1 < len(rows) and len(rows[last + 1]) == 1 and _ROLE.fullmatch(rows[last + 1][0][0].text):
        last += 1
    return _of(rows[first]), _of(rows[last]), [cell for row in rows[first : last + 1] for cell in row]


def _of(row: Sequence[tuple[Cell, bool]]) -> ViewLine:
    return row[0][0].line


def _line(cell: Cell) -> ViewLine:
    line = cell.line
    return ViewLine(cell.text, line.page, line.number, line.places[cell.start : cell.end])
