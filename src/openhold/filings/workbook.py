"""Tables as an XLSX workbook: one sheet each, days as days, and every text a text."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from openhold.filings.table import Cell, Table, may_run

_LONGEST = 32_767
"""A cell holds so many signs."""
_EXACT = 10**15
"""Spreadsheets count exactly below this."""
_FIRST_DAY = date(1900, 3, 1)
"""From here on all spreadsheets mean the same by a day: before it some count a 29 February 1900."""
_WIDEST, _MEASURED = 60, 100


class _Formats:
    """How cells look; a text that might be run stays a text when somebody edits it."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"valign": "top"})
        self.quoted = book.add_format({"valign": "top", "quote_prefix": True})
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"})


def write_workbook(tables: Sequence[Table], out: BinaryIO, day: date) -> None:
    """Write `tables` to `out`, row by row; the same tables of the same day give the same bytes."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(day.year, day.month, day.day, tzinfo=UTC), "comments": "Openhold"})
    formats = _Formats(book)
    for table in tables:
        _write_sheet(book.add_worksheet(table.name), table, formats)
    book.close()


def _write_sheet(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    widths = [len(head) for head in table.heads]
    for column, head in enumerate(table.heads):
        sheet.write_string(0, column, head, formats.head)
    last = 0
    for last, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, last, column, cell, formats)
            if last <= _MEASURED:
                widths[column] = max(widths[column], len(str(cell or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(table.heads) - 1)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    if cell is None:
        return
    if isinstance(cell, datetime):
        moment = cell.astimezone(UTC).replace(tzinfo=None)
        if moment.date() >= _FIRST_DAY:
            sheet.write_datetime(row, column, moment, formats.moment)
            return
    elif isinstance(cell, date) and cell >= _FIRST_DAY:
        sheet.write_datetime(row, column, cell, formats.day)
        return
    elif isinstance(cell, int) and abs(cell) < _EXACT:
        sheet.write_number(row, column, cell, formats.text)
        return
    text = _cut(str(cell).encode("utf-8", "backslashreplace").decode())
    sheet.write_string(row, column, text, _how(text, formats))


def _how(text: str, formats: _Formats) -> Format:
    return formats.quoted if may_run(text) else formats.text


def _cut(text: str) -> str:
    """Return a text that fits into a cell, and says where it was cut."""
    if len(text) <= _LONGEST:
        return text
    end = f" [{len(text) - _LONGEST + 40:,} signs left out]"
    return text[: _LONGEST - 40] + end
