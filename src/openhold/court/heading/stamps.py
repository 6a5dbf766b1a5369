"""What a filing system and a clerk's office stamp on a paper: its number, its dates, an appeal court's long number.

Stamps are no part of what a paper says, so they are read from the text as it was opened, not from the view.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openhold.court.said import Said
from openhold.court.when import whens
from openhold.extract.text import Span

_HEAD = 6_000
_REACH = 220
_LONG = 7
"""A document number of this many digits or more is an appeal court's own number of the document, not a docket entry."""

_STAMP = re.compile(
    r"(?:\b(?:Appellate\s+)?Case|\bAppeal|\bUSCA\w*(?:\s+Case)?)\s*(?:No\.)?\s*:?\s*#?\s*[\w:.-]{4,40}|"
    r"(?:^|\n)\s*\d:\d\d-?(?:cv|cr|mc|mj|md|bk|ap|CV|CR)-?\d{3,6}[\w-]*(?=\s+Doc)"
)
_NUMBER = re.compile(
    r"\b(?:Document|DktEntry|Dkt\.?|Doc(?:ument)?\.?)\s*(?:No\.?|Number)?\s*:?\s*#?\s*:?\s*(?P<number>\d+(?:[-.]\d+)?)\b",
    re.IGNORECASE,
)
_ID = re.compile(r"(?<!Entry\s)(?<!Page\s)\bID:\s*(?P<id>\d{6,})|,\s*(?P<bare>\d{6,9}),\s*Page")
_FILED = re.compile(r"(?:\bDate\s+)?\bFiled\b\s*:?\s*(?:on\s+|in\s+\w+\s+on\s+)?(?P<date>\d[\d/-]{5,9})", re.IGNORECASE)
_FILED_BARE = re.compile(r"(?:[,\d]\s+)(?P<date>\d{1,2}/\d{1,2}/\d{4})(?=,\s*\d{6}|\s+ID:)")
_ENTERED = re.compile(r"\bEntered\b\s*(?:on\s+(?:\w+\s+)?(?:Docket\s+)?)?:?\s*(?P<date>\d[\d/-]{5,9})", re.IGNORECASE)
_DATE = r"(?P<date>(?:\d[\d/-]{5,9}|[A-Z][A-Za-z]{2,8}\.?\s{0,2}\d{1,2}\s?,?\s{0,2}\d{4}))"
_BREAK = r"(?:^|(?<=[\n\f*])|(?<=\s\s))"
_FILE_STAMP = re.compile(
    rf"{_BREAK}(?:(?:Opinion\s+|Date\s+|E-?)?F\s?I\s?L\s?E\s?D|(?:Opinion\s+|Date\s+|E-)?Filed)"
    rf"(?!\s+by)[ \t:]*(?:on\s+)?\s{{0,200}}{_DATE}"
)
_FILED_ABOVE = re.compile(
    rf"\bFILED[ \t]*\n(?:[^\n]*\n){{0,4}}?(?:[^\n]{{0,200}}?\s\s|[ \t]{{0,4}}){_DATE}[ \t]*(?=\n)"
)
_ENTRY_STAMP = re.compile(
    rf"{_BREAK}(?:Date\s+)?(?:ENTERED|Entered)(?!\s+by)[ \t:]*"
    rf"(?:on\s+(?:the\s+)?(?:docket\s*)?:?\s*|ON\s+DOCKET\s*:?\s*)?\s{{0,200}}{_DATE}"
)


@dataclass(frozen=True, slots=True)
class Stamps:
    """What the stamps of a paper say."""

    ecf_no: Said[int | str] | None = None
    document_id: Said[str] | None = None
    filed: Said[str] | None = None
    entered: Said[str] | None = None


def read_stamps(text: str) -> Stamps:
    """Return what the stamps on the first page say, each value with where it stands in `text`."""
    end = text.find("\f")
    head = text[: min(end if end > 0 else len(text), _HEAD)]
    ecf_no: Said[int | str] | None = None
    document_id = filed = entered = None
    for start, stop in _lines(head):
        if ecf_no is None or document_id is None:
            for match in _NUMBER.finditer(head, start, stop):
                number = match["number"]
                if number.isdigit() and len(number) >= _LONG:
                    document_id = document_id or Said(number, (match.span("number"),))
                elif ecf_no is None:
                    ecf_no = Said(int(number) if number.isdigit() else number, (match.span(),))
                break
        named = _ID.search(head, start, stop)
        if named is not None and document_id is None:
            group = named.lastgroup or "id"
            document_id = Said(named[group], (named.span(group),))
        filed = filed or _dated(_FILED, head, start, stop) or _dated(_FILED_BARE, head, start, stop)
        entered = entered or _dated(_ENTERED, head, start, stop)
    tail = max(0, len(text) - _HEAD)
    return Stamps(
        ecf_no,
        document_id,
        filed or _dated(_FILE_STAMP, head, 0, len(head)) or _dated(_FILED_ABOVE, head, 0, len(head)),
        entered or _dated(_ENTRY_STAMP, head, 0, len(head)) or _dated(_ENTRY_STAMP, text, tail, len(text)),
    )


def _lines(head: str) -> Iterator[Span]:
    for match in _STAMP.finditer(head):
        line = head.find("\n", match.start() + 1)
        stop = min(line if line > 0 else len(head), match.start() + _REACH)
        if _NUMBER.search(head, match.start(), stop) or (
            _FILED.search(head, match.start(), stop) and "Page" in head[match.start() : stop]
        ):
            yield match.start(), stop


def _dated(pattern: re.Pattern[str], text: str, start: int, stop: int) -> Said[str] | None:
    for match in pattern.finditer(text, start, stop):
        at = match.start("date")
        for when in whens(match["date"]):
            if when.day is not None and when.start == 0:
                return Said(when.day.isoformat(), ((at, at + when.end),))
    return None
