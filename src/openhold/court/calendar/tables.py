"""Tables of dates, as scheduling orders have them: a row is a label, a wide gap or a colon, and a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openhold.court.calendar.settings import EVENT
from openhold.court.view import View, ViewLine
from openhold.court.when import When, whens

_LABEL = re.compile(
    r"[\s|]*(?:\(?(?:\d{1,2}|[a-z])[.)]\s+)?(?P<label>[A-Z][^:|.;\t]{3,90}?)(?:\s{3,}|[ .]{4,}|\t\s*|\s*\|\s*|\s*:\s+)"
    r"(?:on |by )?(?:(?:Mon|Tues|Wednes|Thurs|Fri)day,? )?"
)
_NO_ROW = re.compile(
    r"(?:dated?|time|filed|signed|entered|judge|case|re|from|to|issued|argued|decided|submitted|hearing date|"
    r"date (?:filed|signed|of)|judgment|order|complaint filed|served|current|new|old)\b",
    re.IGNORECASE,
)
"""How the head of a paper labels its dates, which are no deadlines."""
_SECOND = re.compile(r"[\s|,;]*(?:(?:Mon|Tues|Wednes|Thurs|Fri)day,? )?")
"""What stands between the dates of two columns."""
_OLD_NEW = re.compile(
    r"\b(?:current|old|existing|previous|prior|present|original)\b.{0,40}\b(?:new|proposed|amended|modified|revised|"
    r"continued|extended|updated|court'?s?)\b",
    re.IGNORECASE,
)
"""The head of a table whose first column of dates gives way to its second."""
_HEAD = 4
"""So many lines before its first row stands a table's head."""
_REST = re.compile(r"[\s,.;|]*(?:(?:in|before|at)\b.{0,40}|\(.{0,60}\)[\s.]*)?")
_TOLD = re.compile(
    r"\b(?:deadlines?|cut-?\s?offs?|last day|close|completion|discovery|motions?|disclosures?|reports?|pleadings?|"
    r"statements?|briefs?|designations?|oppositions?|reply|parties|filing|exchange)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\s*\((?:\w+[- ])?\w+ days?\)")
_BESIDE = re.compile(r"\s*\([^()]{1,40}\)$|\s+date(?=\s*\(|$)", re.IGNORECASE)
"""What a label may have beside a setting: `Trial date (7 day jury trial)`."""
_BY = re.compile(
    r"\s+(?:(?:(?:is|are|must be|to be|shall be) )?(?:held|heard|conducted|completed|filed|served|exchanged|lodged) )?"
    r"(?:by|(?:no|not) later than|on or before|(?:is |are )?due(?: (?:by|on))?|held|filed|completed|served)$",
    re.IGNORECASE,
)
"""How a label ends that says by when something must be done: `Settlement conference held no later than`."""
_BEGUN = re.compile(r"\s*(?P<label>[A-Z][^:|.;\t\d]{10,90})")
"""The first line of a label that runs on in the next one, which has the date."""
_RUNS_ON = re.compile(
    r"(?P<indent>\s*)(?P<label>[a-z(][^:|.;\t]{2,60}?)(?:\s{3,}|[ .]{4,}|\t\s*|\s*\|\s*|\s*:\s+)(?:on |by )?"
)
_FEW = 3
"""So many rows make a table."""
_APART = 2
"""So many lines between two rows at most."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its line, its label there, whether a setting is labelled, and its date; places count in the line.

    `old` is the date that another takes the place of. Where two dates stand and nothing says which of them counts,
    `sure` is false. `plain` tells that the label speaks of a deadline or a setting; others count between such rows.
    """

    line: ViewLine
    start: int
    label: str
    event: bool
    when: When
    old: When | None = None
    sure: bool = True
    plain: bool = True


def table_rows(view: View) -> Iterator[TableRow]:
    """Yield the rows of the tables of dates of a paper."""
    rows: list[TableRow] = []
    last = 0
    replacing = False
    for n, line in enumerate(view.lines):
        row = _row(line, None, replacing=replacing or _replacing(view, n))
        if row is None and rows and n - last <= _APART:
            row = _row(line, view.lines[n - 1], replacing=replacing)
        if row is None:
            continue
        if rows and n - last > _APART + 1:
            yield from _table(rows)
            rows = []
            row = _row(line, None, replacing=_replacing(view, n)) or row
        replacing = row.sure and row.old is not None
        rows.append(row)
        last = n
    yield from _table(rows)


def _table(rows: list[TableRow]) -> list[TableRow]:
    return rows if sum(row.plain for row in rows) >= _FEW else []


def _replacing(view: View, n: int) -> bool:
    """Tell whether the lines right before a line head a column of dates and one of those that replace them."""
    return any(_OLD_NEW.search(line.text) for line in view.lines[max(0, n - _HEAD) : n])


def _row(line: ViewLine, above: ViewLine | None, *, replacing: bool) -> TableRow | None:
    """Return the row that a line is, with the line `above` where its label begins there; None for any other line."""
    found = (_LABEL if above is None else _RUNS_ON).match(line.text)
    begun = None if above is None else _BEGUN.fullmatch(above.text.rstrip())
    if found is None or _NO_ROW.match(found["label"]) or (above is not None and begun is None):
        return None
    dates = [one for one in whens(line.text) if one.start >= found.end()]
    if not dates or dates[0].start != found.end():
        return None
    two = len(dates) == 2 and _SECOND.fullmatch(line.text, dates[0].time_end, dates[1].start)
    when = dates[1] if two else dates[0]
    if when.day is None or not _REST.fullmatch(line.text, when.time_end):
        return None
    label = _LENGTH.sub("", found["label"]).strip()
    by = _BY.search(label)
    label = label[: by.start()] if by else label
    setting = _BESIDE.sub("", label)
    event = by is None and begun is None and EVENT.fullmatch(setting) is not None
    label = setting if event else f"{begun['label'].strip()} {label}" if begun else label
    old = dates[0] if two else None
    plain = event or by is not None or _TOLD.search(label) is not None
    return TableRow(line, found.start("label"), label, event, when, old, sure=replacing or old is None, plain=plain)
