"""A table to be saved: typed cells, and the CSV file of them that no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO

Cell = str | int | date | datetime | None
"""What a cell may be: text, a number, a day, a moment (aware), or nothing."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CONTROLS = ("\t", "\r", "\n")
_BLOCK = 200
"""So many rows are handed on at a time."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is called (at most 31 signs, as sheets are), the heads of its columns, and its rows.

    Rows may be an iterator that is used once, so that their number does not matter. Moments are UTC, and the head of
    such a column says so.
    """

    name: str
    heads: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def csv_pieces(table: Table) -> Iterator[bytes]:
    """Yield the table as a CSV file: UTF-8 with its mark, so that every spreadsheet reads it; days as ``2026-03-05``.

    Text that a spreadsheet would run is marked as text by an apostrophe.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(table.heads)
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(table.rows, 1):
        writer.writerow([_text(one) for one in row])
        if not number % _BLOCK:
            yield _taken(text)
    yield _taken(text)


def may_run(text: str) -> bool:
    """Tell whether a spreadsheet might take a text for a formula."""
    return text.lstrip().startswith(_FORMULA) or text.startswith(_CONTROLS)


def plain(cell: Cell) -> str | int | None:
    """Return a cell as documents hold it: days and moments as ISO 8601 text."""
    return cell.isoformat() if isinstance(cell, date) else cell


def _taken(text: StringIO) -> bytes:
    piece = text.getvalue().encode("utf-8", "backslashreplace")
    text.seek(0)
    text.truncate()
    return piece


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, date):
        return cell.isoformat()
    return f"'{cell}" if isinstance(cell, str) and may_run(cell) else str(cell)
