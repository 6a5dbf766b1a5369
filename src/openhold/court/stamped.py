"""Page stamps and page counters in plain text: what a filing system prints on each page, and the pages' own numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from openhold.extract.text import Noise, Piece

_STAMP = re.compile(
    r"(?:(?:\b(?:USCA|Appellate)\s)?\bCase[:\s]\s?\#?\d[\w:.-]{4,30},?|(?<!\S)\d{1,2}:\d\d-(?:cv|cr|mc|mj)-\d[\w.-]{3,24})(?:\s?(?:-[A-Z]{2,4}|\(\w{1,4}\)))?"
    r"(?:\s{1,20}(?:Doc(?:ument|\.)?\s?(?:No\.?)?[:\#\s]{1,5}\d[\d-]{0,15}"
    r"|DktEntry:?\s[\d.-]{1,8}|ID:?\s\d{5,12}|(?:Date\s)?(?:Filed|Entered):?(?:\sin\s[A-Z]{3,4})?(?:\son)?\s\d\d/\d\d/\d{2,4}(?:\sin\s[A-Z]{3,4}\b)?"
    r"|(?i:page)\s?(?i:id)\s?(?:No\.)?\s?[\#.:]{0,3}\s?<?\d{1,7}>?|\d\d/\d\d/\d{4}|\d{5,12}),?){1,6}"
    r"\s{1,20}(?:Page|Pg)(?:\(s\))?:?\s{0,5}\d{1,4}(?:\sof\s\d{1,4})?"
    r"(?:\s{1,20}(?:(?i:pa?ge?)\s?(?i:id)\s?(?:No\.)?\s?[\#.:]{0,3}\s?<?\d{1,7}>?|Date\sFiled:?\s\d\d/\d\d/\d{4}|Entry\sID:?\s\d{5,9})){0,2}",
    re.VERBOSE,
)
_FOOTER = re.compile(
    r"(?:[-\u2013\u2014]\s?)?(?:Page\s)?(\d{1,3})(?:\sof\s\d{1,4})?(?:\s?[-\u2013\u2014])?", re.IGNORECASE
)
_COUNTER_LAST = re.compile(
    r"(?<!\S)([-\u2013\u2014]\s?\d{1,3}\s?[-\u2013\u2014]|(?:Page\s)?\d{1,3}(?:\sof\s\d{1,4})?)\s*$"
)
_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_LATE = 20
"""A page ends behind this line number at the earliest."""


def stamps(words: str) -> list[Piece]:
    """Return what a filing system stamped on the pages: case, document, date, page."""
    return (
        [Piece(*match.span(), Noise.STAMP) for match in _STAMP.finditer(words)]
        if "Page" in words or "Pg" in words
        else []
    )


def counters(words: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the page counters. `pieces` are the stamps and line numbers that begin and end pages."""
    return [*_footers(words, pieces), *_page_counters(words)]


def _footers(words: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return page counters: numbers right before the noise that begins a page, or right behind what ends one.

    A bare number must be the one that the page would have.
    """
    found = []
    page = 0
    ordered = sorted(pieces, key=lambda piece: piece.start)
    for last, next_ in pairwise([*ordered, Piece(len(words), len(words), Noise.STAMP)]):
        ends = last.noise is Noise.STAMP or int(words[last.start : last.end]) >= _LATE
        begins = next_.noise is Noise.STAMP or int(words[next_.start : next_.end]) <= 2
        if not (ends and begins):
            continue
        page += 1
        match = _COUNTER_LAST.search(words, max(last.end, next_.start - 40), next_.start)
        if match is None:
            continue
        if not match[1].isdigit() or int(match[1]) in (page, page + 1):
            found.append(Piece(*match.span(1), Noise.FOOTER))
    return found


def _page_counters(words: str) -> list[Piece]:
    """Return counters that stand alone on the first or the last line of pages that form feeds part.

    A bare number counts only where the pages are counted on: two of them are as far apart as their pages.
    """
    found: list[tuple[int, Piece, bool]] = []
    start = 0
    for page, body in enumerate(words.split("\f") if "\f" in words else []):
        lines = [match for match in _LINE.finditer(body) if not _STAMP.search(match[0])]
        for line in {match.start(): match for match in (*lines[:1], *lines[-1:])}.values():
            match = _FOOTER.fullmatch(line[0])
            if match:
                place = Piece(start + line.start(), start + line.end(), Noise.FOOTER)
                found.append((int(match[1]) - page, place, not line[0].isdigit()))
        start += len(body) + 1
    ahead = Counter(offset for offset, _, _ in found)
    return [place for offset, place, marked in found if marked or ahead[offset] > 1]
