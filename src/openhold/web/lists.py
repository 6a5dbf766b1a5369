"""Long lists: a page of them at a time, and all of them as a CSV file that no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse

ROWS = 50
"""So many rows stand on a page."""
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CONTROLS = ("\t", "\r", "\n")

Row = TypeVar("Row")


def page_of(request: HttpRequest, rows: Sequence[Row]) -> "Page[Row]":
    """Return the page of `rows` that the address asks for; the first or the last where there is no such."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def one_of(request: HttpRequest, name: str, choices: Iterable[str]) -> str:
    """Return what the address says for `name` where that is one of `choices`, else the first of them."""
    there = tuple(choices)
    said = request.GET.get(name, "")
    return said if said in there else there[0]


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return a CSV file (UTF-8 with its mark, so that every spreadsheet reads it) to be saved under `name`."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(one) for one in row] for row in rows)
    response = HttpResponse(text.getvalue().encode("utf-8-sig", "backslashreplace"), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(value: object) -> str:
    """Return a value as text; what a spreadsheet would run is marked as text by an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith(_CONTROLS) else text
