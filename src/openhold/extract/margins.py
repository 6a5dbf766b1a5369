"""What stands on a page and is no part of what the paper says: line numbers, the stamps of filing, running footers."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median

from openhold.extract.marks import Mark, Row

FEWEST = 10
"""So many figures at least make a column of line numbers."""
FIRST = 12
"""The column begins with this number at the latest: recognition overlooks figures of one digit."""
MOST = 2000
"""So many figures below each other are no column of line numbers."""
LONGEST = 36
"""No pleading paper has more lines."""
EXTENT = 0.45
"""The column spans at least this share of the page's height."""
BESIDE = 0.42
"""A row belongs to the number whose base line is less than this share of the numbers' distance away."""
EDGE = 0.13
"""Stamps and footers stand within this share of the page's height from an edge."""
OFTEN = 0.2
"""A footer stands on at least this share of the pages."""

_DAY = r"\d{1,2}/\d{1,2}/\d{2,4}(?:\s+\d\d:\d\d(?::\d\d)?)?"
_COURT = r"(?:(?:in|on)\s+[\w/ ]{2,24}?\s+(?:on\s+)?)?"
_CASE = (
    r"(?:USCA\w{0,3}\s+)?(?:Appellate\s+)?(?:Case|Appeal)\s*:?\s*(?:MDL\s+)?(?:No\.?\s*)?#?\s*[\w:./-]*\d[\w:./()-]*"
)
_BARE_CASE = r"^\s*\d{1,2}:\d\d-[a-z]{2}-\d{3,5}(?:-[\w-]{1,20})?"
_FIELDS = (
    r"Document\s*:?\s*#?\s*\d[\d.-]*",
    r"Doc\s*\.?\s*:?\s*#?:?\s*\d[\d.-]*",
    r"DktEntry\s*:?\s*\d[\d.-]*",
    rf"(?:Date\s+)?(?:Filed|Entered)\s*:?\s*{_COURT}{_DAY}",
    r"(?:Page|Pg)\s*:?\s*\d+(?:\s*of\s*\d+)?",
    r"(?:Page|Pg)\s*ID\s*[.#:]*\s*#?:?\s*[\d-]+",
    r"(?:Entry\s+)?ID\s*:?\s*\d+",
    r"Desc(?:\s+(?:Main|Exhibit|Attachment|Imaged|Proposed|Supporting)\b[\w /]{0,30}?(?=\s{2}|\s+Page|\s*$))?",
    r"Document(?=\s+Page)",
    r"Main\s+Document",
    r"Total\s+Pages\s*:?\s*\d+",
    r"\(\d+\s+of\s+\d+\)",
    _DAY,
    r"\d{6,}",
)
_ALONE = (
    r"Page\s*ID\s*[.#:]*\s*#?:?\s*[\d-]+",
    r"\(\d+\s+of\s+\d+\)",
    r"Document\s+Page\s+\d+\s+of\s+\d+",
    r"Desc\s+Main(?:\s+Document)?(?:\s+Page\s+\d+\s+of\s+\d+)?",
    r"Page\s+\d+\s+of\s+\d+\s+Page\s*ID\s*#?:?\s*\d+",
)
"""What of a stamp may stand in a row of its own."""
_STAMP = re.compile(
    rf"(?:{_CASE}|{_BARE_CASE}),?(?:\s*,?\s*(?:{'|'.join(_FIELDS)})){{2,12}}|^\s*(?:{'|'.join(_ALONE)})\s*$",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?:[-\u2013\u2014]\s*)?(?:page\s+)?(?:\d{1,4}|[ivx]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?"
                   r"(?:\s*[-\u2013\u2014])?\s*", re.IGNORECASE)  # fmt: skip


def number_column(marks: Sequence[Mark], height: float) -> list[tuple[Mark, int | None]]:
    """Return the marks that are line numbers of pleading paper, each with its number, from top to bottom.

    A mark in the column that is no figure counts too, with the number that belongs at its place: whoever recognised
    the page, we or the maker of the PDF, may have misread it.
    """
    figures = [
        mark for mark in marks
        if len(mark.text) <= 2 and mark.text.isascii() and mark.text.isdigit() and 0 < int(mark.text) <= LONGEST
        and not mark.turned
    ]  # fmt: skip
    best: list[Mark] = []
    for column in _columns(figures):
        rising = _rising(sorted(column, key=lambda mark: mark.base))
        if len(rising) > len(best) and _is_column(rising, marks, height):
            best = rising
    if not best:
        return []
    chosen = {id(mark): int(mark.text) for mark in best}
    used: set[int | None] = {None, *chosen.values()}
    left, right = min(mark.left for mark in best) - 5, max(mark.right for mark in best) + 5
    found: list[tuple[Mark, int | None]] = []
    for mark in marks:
        if id(mark) in chosen:
            found.append((mark, chosen[id(mark)]))
        elif len(mark.text) <= 3 and left <= mark.left and mark.right <= right and not mark.turned:
            number = _fitting(mark.base, _read(best))
            if mark.sure is not None or number not in used:
                found.append((mark, None if number in used else number))
                used.add(number)
    return sorted(found, key=lambda pair: pair[0].base)


def attach(numbers: Sequence[tuple[Mark, int | None]], rows: list[Row]) -> list[Row]:
    """Return the rows with the numbers that are printed beside them; a number beside nothing gets an empty row."""
    if not numbers:
        return rows
    near = BESIDE * _pitch([(mark.base, number) for mark, number in numbers if number is not None])
    alone = []
    for mark, number in numbers:
        row = min(rows, key=lambda row: abs(row.base - mark.base), default=None)
        back = row and min((other for other, _ in numbers), key=lambda other: abs(other.base - row.base))
        if row is not None and back is mark and abs(row.base - mark.base) < near:
            row.number, row.numeral = number, mark
        else:
            alone.append(Row(mark.base, mark.size, [], number, mark))
    known = [(mark.base, number) for mark, number in numbers if number is not None]
    if any(mark.sure is not None for mark, _ in numbers):
        _fill(rows, known)
    return sorted([*rows, *alone], key=lambda row: row.base)


def _fill(rows: Sequence[Row], known: Sequence[tuple[float, int]]) -> None:
    """Give rows of a recognised page the number that must be printed beside them where it was not recognised."""
    used = {row.number for row in rows}
    for row in rows:
        if row.number is None and known[0][0] < row.base < known[-1][0]:
            number = _fitting(row.base, known)
            if number not in used:
                row.number = number


def stamps(text: str) -> list[tuple[int, int]]:
    """Return where in a row near the edge of a page a stamp of filing stands."""
    return [match.span() for match in _STAMP.finditer(text)]


def near_edge(row: Row, height: float) -> bool:
    """Tell whether a row stands where stamps do."""
    return row.base < EDGE * height or row.base > (1 - EDGE) * height


def footers(pages: Sequence[Sequence[tuple[Row, str]]], heights: Sequence[float]) -> set[int]:
    """Return the `id` of each row that is a bare page number, or a footer or header that repeats.

    `pages` has the rows of each page with their words, stamps left out. A header that repeats is
    kept on the first page: it may be the heading of the paper itself. What has a line number beside it is text.
    """
    found: set[int] = set()
    repeats: dict[tuple[bool, str], list[tuple[int, Row]]] = defaultdict(list)
    for number, (rows, height) in enumerate(zip(pages, heights, strict=True)):
        for row, text in _edges(rows, height):
            if _BARE.fullmatch(text):
                found.add(id(row))
            elif row.number is None:
                key = re.sub(r"\d+", "#", " ".join(text.split()))
                repeats[row.base > height / 2, key].append((number, row))
    for (low, _), places in repeats.items():
        often = [place for place in places if sum(abs(place[1].base - other.base) < 8 for _, other in places) > 1]
        if len({number for number, _ in often}) >= max(2, OFTEN * len(pages)):
            found |= {id(row) for number, row in often if low or number}
    return found


def _edges(rows: Sequence[tuple[Row, str]], height: float) -> Iterable[tuple[Row, str]]:
    said = [(row, text) for row, text in rows if text.strip()]
    yield from (pair for pair in said[:3] if pair[0].base < EDGE * height)
    yield from (pair for pair in said[-4:] if pair[0].base > (1 - EDGE) * height)


def _columns(figures: Sequence[Mark]) -> Iterable[list[Mark]]:
    """Return the groups of figures whose right edges, or whose left edges, stand below each other."""
    edges: tuple[Callable[[Mark], float], ...] = (lambda mark: mark.right, lambda mark: mark.left)
    for edge in edges:
        ordered = sorted(figures, key=edge)
        start = 0
        for at in range(1, len(ordered) + 1):
            if at == len(ordered) or edge(ordered[at]) - edge(ordered[at - 1]) > 2:
                if FEWEST <= at - start <= MOST:
                    yield ordered[start:at]
                start = at


def _rising(column: Sequence[Mark]) -> list[Mark]:
    """Return the longest sequence of marks, from top to bottom, whose figures rise."""
    best: list[tuple[int, int | None]] = []
    for at, mark in enumerate(column):
        before = max(
            (other for other in range(at) if int(column[other].text) < int(mark.text)),
            key=lambda other: best[other][0],
            default=None,
        )
        best.append((1 if before is None else best[before][0] + 1, before))
    step: int | None = max(range(len(best)), key=lambda at: best[at][0])
    found = []
    while step is not None:
        found.append(column[step])
        step = best[step][1]
    return found[::-1]


def _is_column(column: Sequence[Mark], marks: Sequence[Mark], height: float) -> bool:
    if len(column) < FEWEST or column[-1].base - column[0].base < EXTENT * height:
        return False
    pitch = _pitch(_read(column))
    even = sum(
        abs(other.base - one.base - pitch * (int(other.text) - int(one.text))) < 0.2 * pitch
        for one, other in pairwise(column)
    )
    if even < 0.8 * (len(column) - 1) or int(column[0].text) > FIRST or pitch < 8:
        return False
    right = max(mark.right for mark in column)
    own = {id(mark) for mark in column}
    beyond = sum(mark.left < right for mark in marks if id(mark) not in own and mark.sure is None and not mark.turned)
    return beyond <= 0.05 * len(marks) + 3


def _pitch(column: Iterable[tuple[float, int]]) -> float:
    """Return how far one number stands below the one before it."""
    steps = [
        (lower - upper) / (number - before)
        for (upper, before), (lower, number) in pairwise(column)
        if number > before and lower > upper
    ]
    return median(steps) if steps else 24.0


def _read(column: Iterable[Mark]) -> list[tuple[float, int]]:
    return [(mark.base, int(mark.text)) for mark in column]


def _fitting(base: float, column: Sequence[tuple[float, int]]) -> int | None:
    """Return the number that belongs at a base line, if one does."""
    near, number = min(column, key=lambda pair: abs(pair[0] - base))
    exact = number + (base - near) / _pitch(column)
    return round(exact) if abs(exact - round(exact)) < 0.25 and 1 <= round(exact) <= LONGEST else None
