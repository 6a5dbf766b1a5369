"""Long lists: a page of them at a time, and all of them as a file, with what the address says of filter and order."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse

from openhold.filings.table import Table, csv_pieces
from openhold.filings.workbook import write_workbook

ROWS = 50
"""So many rows stand on a page."""
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Row = TypeVar("Row")


def page_of(request: HttpRequest, rows: Sequence[Row]) -> "Page[Row]":
    """Return the page of `rows` that the address asks for; the first or the last where there is no such."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def one_of(request: HttpRequest, name: str, choices: Iterable[str]) -> str:
    """Return what the address says for `name` where that is one of `choices`, else the first of them."""
    there = tuple(choices)
    said = request.GET.get(name, "")
    return said if said in there else there[0]


def saved(name: str, form: str, tables: Sequence[Table], day: date) -> HttpResponseBase:
    """Return the file of `tables` to be saved under `name`: the first as ``csv``, or all as ``xlsx``; else Http404."""
    if form == "csv":
        streamed = StreamingHttpResponse(csv_pieces(tables[0]), content_type="text/csv; charset=utf-8")
        streamed["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return streamed
    if form == "xlsx":
        out = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it when it was sent
        write_workbook(tables, out, day)
        out.seek(0)
        return FileResponse(out, as_attachment=True, filename=f"{name}.xlsx", content_type=_WORKBOOK)
    raise Http404
