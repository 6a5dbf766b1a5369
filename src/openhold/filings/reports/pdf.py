"""A report as a PDF: tagged, archivable (PDF/A-2a, PDF/UA-1), the same bytes for the same report of the same day."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import typst

from openhold.filings.reports.drawable import drawable
from openhold.filings.reports.picture import Answered, long, short, steps, ticks, told
from openhold.filings.reports.report import Report, Rows, Section, Shown

_TEMPLATE = Path(__file__).with_name("report.typ")
_TITLE, _SENTENCE, _CODE, _SHORTEST = 40, 60, 96, 12
"""So many signs of one word have room in the title's line, a sentence's, one of code, and in the narrowest column."""
_BREAK = "\u200b"
_DIGEST = re.compile(r"[0-9a-f]{64}\W?$")
"""A SHA-256, which has room in the widest column and is copied as it is."""
_LONG = 1200
"""A row with more signs may be parted by the end of a page."""
_WEEKENDS = 130
"""So many days of a picture still show their weekends."""
_WIDE = 0.2
"""So much of the picture's width a label takes at most."""


def pdf(report: Report) -> bytes:
    """Return the report as PDF; nothing in it depends on this machine or on the time of day."""
    timestamp = datetime(report.day.year, report.day.month, report.day.day, tzinfo=UTC)
    return typst.compile(
        _template(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"report": json.dumps(_document(report))},
        timestamp=timestamp,
    )


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _document(report: Report) -> dict[str, object]:
    matter = report.matter
    of = "" if matter is None else f"{matter.title}{f', No. {matter.number}' if matter.number else ''}"
    day = long(report.day)
    return {
        "heading": drawable(f"{report.what}: {report.title}"),
        "running": drawable(of),
        "what": drawable(report.what.split(" \u00b7 ", maxsplit=1)[0]),
        "kicker": drawable(f"{report.what} \u00b7 {day}"),
        "foot": drawable(f"Openhold \u00b7 as the record stands on {day} \u00b7 days and times are UTC"),
        "day": [report.day.year, report.day.month, report.day.day],
        "title": _broken(report.title, _TITLE),
        "headline": _sentences(report.headline),
        "lead": _sentences(report.lead),
        "facts": [_sentences(one) for one in report.facts],
        "picture": None if report.picture is None else _picture(report.picture),
        "sections": [_section(one) for one in report.sections],
    }


def _all(them: Sequence[str]) -> list[str]:
    return [drawable(one) for one in them]


def _sentences(them: Sequence[str]) -> list[str]:
    return [_broken(one, _SENTENCE) for one in them]


def _section(one: Section) -> dict[str, object]:
    return {
        "title": drawable(one.title),
        "words": _sentences(one.words),
        "table": None if one.table is None else _table(one.table),
        "none_": drawable(one.none),
        "code": [_broken(line, _CODE) for line in one.code],
    }


def _table(table: Rows) -> dict[str, object]:
    widths = [width for _, width in table.heads]
    return {
        "heads": _all([head for head, _ in table.heads]),
        "widths": widths,
        "rows": [
            {"cells": [_cell(*one) for one in zip(row, widths, strict=True)], "long": _is_long(row)}
            for row in table.rows
        ],
    }


def _cell(one: Shown, width: int) -> dict[str, object]:
    longest = max(_SHORTEST, width * 9 // 10)
    small = [_broken(line, longest) for line in one.small]
    return {"words": _broken(one.words, longest), "small": small, "sign": one.sign, "tone": one.tone}


def _broken(text: str, longest: int) -> str:
    """Return `text` as it is drawn, with places to break in words that are longer than their line, but for digests.

    An address breaks after its sign before it breaks anywhere else.
    """
    words = drawable(text).split(" ")
    return " ".join(word if len(word) <= longest or _DIGEST.match(word) else _parted(word, longest) for word in words)


def _parted(word: str, longest: int) -> str:
    parts = word.replace("@", "@ ").split(" ")
    return _BREAK.join(part[at : at + longest] for part in parts for at in range(0, len(part), longest))


def _is_long(row: Sequence[Shown]) -> bool:
    return max(len(one.words) + sum(map(len, one.small)) for one in row) > _LONG


def _picture(shown: Answered) -> dict[str, object]:
    """Return the picture with every place as a share of its width and height."""
    first = shown.start
    last = max(shown.due, shown.today, first + timedelta(days=1))
    span = (last - first).days + 1

    def x(day: date) -> float:
        return round((day - first).days / span, 4)

    line: list[tuple[float, float]] = [(0, 0)]
    for day, number in steps(shown):
        line += [(x(day), line[-1][1]), (x(day), round(number / max(1, shown.asked), 4))]
    line.append((max(x(shown.today), line[-1][0]), line[-1][1]))
    labels = list(
        _labels([(x(first), short(first)), (x(shown.today), "today"), (x(shown.due), f"due {short(shown.due)}")])
    )
    marks = [0, *ticks(shown.asked), shown.asked]
    weekends = [n for n in range(span if span <= _WEEKENDS else 0) if (first + timedelta(days=n)).weekday() >= 5]
    return {
        "words": told(shown),
        "title": f"acknowledged, of {shown.asked:,} asked",
        "weekends": [(round(n / span, 4), round(1 / span, 4)) for n in weekends],
        "grid": [(round(one / max(1, shown.asked), 4), f"{one:,}") for one in marks],
        "line": line,
        "today": x(shown.today),
        "due": x(shown.due),
        "dots": [x(day) for day in shown.reminders if first <= day <= last],
        "labels": labels,
        "rows": 1 + max(row for _, row, _, _ in labels),
    }


def _labels(labels: Sequence[tuple[float, str]]) -> Iterator[tuple[float, int, str, str]]:
    """Yield each label with the first row in which it touches none before it, and where it is anchored."""
    rows: list[float] = []
    for at, words in sorted(labels):
        anchor = "start" if at < _WIDE / 2 else "end" if at > 1 - _WIDE / 2 else "middle"
        start = {"start": at, "end": at - _WIDE, "middle": at - _WIDE / 2}[anchor]
        row = next((n for n, taken in enumerate(rows) if start > taken), len(rows))
        rows[row:] = [start + _WIDE, *rows[row + 1 :]]
        yield at, row, anchor, words
