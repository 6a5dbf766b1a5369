"""Docket sheets and docket histories."""

import re

from lxml.html import HtmlElement

from openhold.court.docket import appeal as docket_appeal
from openhold.court.docket import lines as docket_lines
from openhold.court.docket import parties as docket_parties
from openhold.court.docket import rows as docket_rows
from openhold.court.docket.head import Head, dated, placed, tidied
from openhold.court.docket.parties import Named
from openhold.court.docket.placing import Places
from openhold.court.docket.rows import Row, Table
from openhold.court.said import Docket, Entry, Said
from openhold.court.view import View
from openhold.extract.text import Span

_COLUMNS = re.compile(r"\bDocket Text\b|\bDates\s+Description\b")
_FAR = 100_000
"""An entry's text begins within so many characters of the entry before it: between them stand lists of attachments."""
_ENTERED = re.compile(r"\bEntered:\s*([\d/-]+)")
_ENTRY_DATES = ("Date Entered", "Docket Date")
"""What stands over the column of dates where a sheet is in the order of entry."""


def read_docket(view: View) -> Docket:
    """Return the head and the entries of a docket, or of a docket's history, from the markup of its page."""
    text = view.text.text
    places = Places(text)
    page = docket_rows.tree(view.text.source) if view.text.source else None
    if docket_appeal.is_appeal(text):
        return _of_appeal(text, places, page)
    history = page is not None and docket_rows.is_history(page)
    columns = _COLUMNS.search(text)
    head = Head(text[: columns.start()] if columns else text, places, page)
    if page is None:
        return Docket(head.caption(docket_lines.parties(view.text)), head.heading(), docket_lines.entries(view.text))
    table = docket_rows.history(page) if history else docket_rows.sheet(page)
    named = () if history else docket_parties.parties(page)
    return Docket(
        caption=head.caption(placed(named, places, len(head.words))),
        heading=head.heading(),
        entries=_entries(table, text, places, columns.end() if columns else 0),
    )


def _of_appeal(text: str, places: Places, page: HtmlElement | None) -> Docket:
    words = docket_appeal.head(text)
    named: tuple[Named, ...] = ()
    table = Table("", ())
    if page is not None:
        named, table = docket_appeal.parties(page), docket_appeal.sheet(page)
    return Docket(
        caption=docket_appeal.caption(words, placed(named, places, len(words), role_first=False)),
        heading=docket_appeal.heading(words),
        entries=_entries(table, text, places, len(words)),
    )


def _entries(table: Table, text: str, places: Places, at: int) -> tuple[Entry, ...]:
    """Place the entries, each behind the one before."""
    by_entry = table.dates in _ENTRY_DATES
    found = []
    for row in table.rows:
        if row.date:
            entry, at = _of_sheet(row, text, places, at, by_entry=by_entry)
        else:
            entry, at = _of_history(row, places, at)
        found.append(entry)
    return tuple(found)


def _of_sheet(row: Row, text: str, places: Places, at: int, *, by_entry: bool) -> tuple[Entry, int]:
    date = places.find(row.date, at)
    number = places.find(row.number, date[1] if date else at) if row.number else None
    said, at = _text(row, places, _end(number, date, at))
    first = dated(row.date, date) if date else None
    written = None
    if said is not None:
        for match in _ENTERED.finditer(text, *said.spans[0]):
            written = dated(match[1], match.span(1))
    # Where the sheet is in the order of entry, that date stands in the only column: the day of filing may be earlier.
    filed = Said(first.value, first.spans, sure=False) if first and by_entry else first
    entered = written or (first if by_entry else None)
    return Entry(Said(row.number, (number,)) if number else None, filed, entered, said), at


def _of_history(row: Row, places: Places, at: int) -> tuple[Entry, int]:
    number = places.find(row.number, at) if row.number else None
    filed = places.find(row.filed, number[1] if number else at) if row.filed else None
    said, end = _text(row, places, _end(filed, number, at))
    entered = None
    if row.entered:
        before = said.spans[0][0] if said else None
        # "Filed & Entered" has one date for both.
        entered = places.find(row.entered, _end(filed, number, at), before) or (
            filed if row.entered == row.filed else None
        )
    return (
        Entry(
            Said(row.number, (number,)) if number else None,
            dated(row.filed, filed) if filed else None,
            dated(row.entered, entered) if entered else None,
            said,
        ),
        end,
    )


def _text(row: Row, places: Places, at: int) -> tuple[Said[str] | None, int]:
    """Return an entry's text with its place, and where the search for the next entry begins."""
    span = places.nearest(row.text, at, at + _FAR + len(row.text))
    return (Said(tidied(row.text), (span,)), span[1]) if span else (None, at)


def _end(*spans: Span | int | None) -> int:
    """Return the end of the first span that there is; an offset stands for itself."""
    return next(span if isinstance(span, int) else span[1] for span in spans if span is not None)
