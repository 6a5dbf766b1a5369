"""Pleading-paper line numbers in plain text, found by their rising sequence, before anything else is read.

Each page of pleading paper has the numbers 1 to 28 (older paper 24 to 26) down its left edge. In plain text they turn
up before the text, on lines of their own, before their lines, or in the middle of sentences and citations. A number
is taken for a line number only where it is a member of a long rising sequence, so numbered paragraphs, statutes,
dates and amounts stay. Where two equal numbers stand between their neighbours, the one that means less as a word of
the text is taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from openhold.court.stamped import counters, stamps
from openhold.court.when import MONTHS, MONTHS_SHORT
from openhold.extract.text import Line, Noise, Piece, Text

_LAST = 28
_OLDER_LAST = (24, 25, 26)
_BARE = re.compile(r"(?<!\S)(?:[1-9]|1\d|2[0-8])(?!\S)")
_PAGE_LETTERS = 4000
"""No two neighbours in a sequence stand farther apart than the text of a full page."""
_START = 8.0
"""What a sequence must be worth before it counts: so ten numbers or more."""
_NEXT_START, _NEXT_PAGE_LETTERS = 3.0, 400
"""The same for a page that follows close upon one that was found."""
_MISSING = 1.2
_CAPTIONED = re.compile(r"\s*1\s(?:\s*\d{1,2}\s)*\s*(?:IN\sTHE\s)?(?:UNITED\sSTATES|SUPERIOR)\s")
"""A text that begins so has its first line's number before its caption."""
_ENOUGH_LINES = 20
"""A sequence that reaches this far needs no more proof; a shorter one might be a table's rows."""
_DIGIT_NEXT = re.compile(r"\s+[(\[]?\d")
_DIGIT_BEFORE = re.compile(r"\d\)*\s+$")
_MEANT_BEFORE = re.compile(
    r"(?:\b(?:[A-Z][\w.]*\.|[Rr]ules?|nos?\.?|[Nn]umbers?|pages?|pp?\.|at|[Pp]aragraphs?|[Cc]h(?:apter)?|[Tt]itle"
    r"|[Ss]ections?|[Ee]xhibits?|[Dd]oc(?:ket|ument)?s?|[Ee]ntry|within|than|approximately|[Ll]ines?"
    rf"|{MONTHS_SHORT}|{MONTHS}"
    r"|[Cc]ounts?|[Cc]laims?|v\.|[Vv]ol(?:ume)?|\dd)|§§?|¶¶?|[$=/-])\s+$"
)
_MAYBE_BEFORE = re.compile(r"(?:\b(?:of|by|for|is|was|about|and|or|to|through|the|['\u2019]s)|[:(])\s+$")
_MEANT_NEXT = re.compile(
    r"\s+(?:(?:calendar |court |business |additional )?(?:day|month|year|week|hour|minute|page|request|interrogator"
    r"|deposition|defendant|plaintiff|inmate|percent|of\b)|[ap]\.?m\b|(?!(?:Mrs?|Ms|Dr|Id|Cf)\.)[A-Z][\w.]*\.|§|%|\("
    rf"|(?:{MONTHS_SHORT}))"
)
_ABBREVIATION_BEFORE = re.compile(r"\b(?:Fed|R|Civ|Crim|Evid|App|P|F|Supp|Cal|L|S|Ct|Cir|U\.\s?S\.\s?C|[A-Z]\.D)\.\s+$")
_ABBREVIATION_NEXT = re.compile(r"\s+(?:[A-Z][\w.]{0,9}\.|§)")
_REPORTER_BEFORE = re.compile(r"(?:\b\d?d|\dth|U\.\s?S\.|Ct\.|Cl\.|WL)\s+$")
_PAGE_NEXT = re.compile(r"\s+at\s+\*?\d")
_NEVER_BEFORE = re.compile(r"(?:#|\.\s?\.\s?\.)\s*$")
_DASH_BEFORE, _DASH_NEXT = re.compile(r"[-\u2013\u2014]\s$"), re.compile(r"\s[-\u2013\u2014](?:\s|$)")
_LEAST, _PLAIN_RUN = 0.05, 3
"""What a number is worth at least; so many that rise side by side are no words of the text."""
_SENTENCE_END = re.compile(r"[.:;?!)\"'\u201d\u2019]\s*$")
_DATE_NEXT = re.compile(r"\s+\d{1,2}/\d{1,2}/\d{2,4}\b")
_LOWER_NEXT = re.compile(r"\s+[a-z]")


@dataclass(frozen=True, slots=True)
class _Number:
    """A bare number of the text: where it stands, and how much it is worth as a line number."""

    start: int
    end: int
    value: int
    worth: float


@dataclass(frozen=True, slots=True)
class _Chain:
    """The best sequence that ends with one number: its worth, its last number, and what came before."""

    worth: float
    number: _Number
    before: "_Chain | None"


def numbered(text: Text) -> Text:
    """Return `text` with every printed line number, page stamp and page counter as a piece.

    A line that begins with its number, or stands alone behind it, has the number in `Line.number`. A text without
    such things is returned as it is.
    """
    words = text.text
    stamped = stamps(words)
    matches = list(_BARE.finditer(words))
    numbers = _line_numbers(words, matches) if len(matches) >= _START + 2 else []
    if not stamped and not numbers and "\f" not in words:
        return text
    pieces = [*stamped, *(Piece(one.start, one.end, Noise.LINE_NUMBER) for one in numbers)]
    pieces += counters(words, pieces)
    return replace(text, pieces=tuple(_apart(pieces)), lines=tuple(_with_numbers(text, numbers)))


def _line_numbers(words: str, matches: Sequence[re.Match[str]]) -> list[_Number]:
    found: list[_Number] = []
    page: list[_Number] = []
    firsts = sum(_begins_line(words, match.start()) for match in matches)
    first_worth = 0.4 if firsts > len(matches) / 2 else 0.1
    at = 0
    for run in _rising(words, matches):
        start, end = run[0].start(), run[-1].end()
        if page and words.find("\f", at, start) >= 0:
            found += _sequence(words, page)
            page = []
        at = start
        worth = _worth(words, start, end, first_worth)
        if worth is not None:
            worth = max(worth, 1.0 if len(run) >= _PLAIN_RUN else _LEAST)
            page += [_Number(match.start(), match.end(), int(match[0]), worth) for match in run]
    return found + _sequence(words, page)


def _rising(words: str, matches: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the numbers, those that stand side by side and rise by one (`19 20`) together."""
    run: list[re.Match[str]] = []
    for match in matches:
        if run and (int(match[0]) != int(run[-1][0]) + 1 or words[run[-1].end() : match.start()].strip(" \t\r\n")):
            yield run
            run = []
        run.append(match)
    yield run


def _worth(words: str, start: int, end: int, first_worth: float) -> float | None:
    """Return what a number, or a run of them, is worth as a line number; None where it can be none.

    A number that its neighbours need, as in `within 21 days`, is worth less; one that parts two numbers is worth more.
    """
    before, next_ = words[max(0, start - 20) : start], words[end : end + 24]
    if _NEVER_BEFORE.search(before) or (_DASH_BEFORE.search(before) and _DASH_NEXT.match(next_)):
        return None
    worth = 1.0 + (first_worth if _begins_line(words, start) else 0.0)
    digit_before, digit_next = _DIGIT_BEFORE.search(before), _DIGIT_NEXT.match(next_)
    if _ABBREVIATION_BEFORE.search(before) and _ABBREVIATION_NEXT.match(next_):
        return worth + 0.3
    if _REPORTER_BEFORE.search(before) and _PAGE_NEXT.match(next_):
        return worth + 0.3
    if digit_before or digit_next:
        worth += 0.3
    if not digit_next:
        worth -= 0.5 if _MEANT_BEFORE.search(before) else 0.2 if _MAYBE_BEFORE.search(before) else 0.0
    if not digit_before and _MEANT_NEXT.match(next_):
        worth -= 0.5
    return worth


def _begins_line(words: str, at: int) -> bool:
    while at and words[at - 1] in " \t":
        at -= 1
    return not at or words[at - 1] in "\r\n\f"


def _sequence(words: str, numbers: Sequence[_Number]) -> list[_Number]:
    """Return the members of the best sequences that are a page's line numbers."""
    runs: list[list[_Number]] = []
    for run in _runs(_best(numbers)):
        if _is_paper(words, run, follows=bool(runs)):
            runs.append(run)
    short = [_cut_tail(run) for run in runs]
    if not any(run[-1].value > _OLDER_LAST[-1] for run in short):
        runs = short
    return [one for run in runs for one in run]


def _best(numbers: Sequence[_Number]) -> list[_Number]:
    """Return the worthiest rising sequence, page after page, in which a few numbers may be lost."""
    ends: list[_Chain | None] = [None] * (_LAST + 1)
    best: _Chain | None = None
    closed: _Chain | None = None
    for number in numbers:
        chain = _longer(ends, closed, number)
        if chain is None:
            continue
        held = ends[number.value]
        better = held is not None and (chain.worth, number.value == 1) > (held.worth, False)
        if better or held is None or _too_far(held, number):
            ends[number.value] = chain
        if chain.worth > (best.worth if best else 0.0):
            best = chain
            if number.value >= _ENOUGH_LINES:
                closed = chain
    members: list[_Number] = []
    while best is not None:
        members.append(best.number)
        best = best.before
    members.reverse()
    return members


def _longer(ends: Sequence[_Chain | None], closed: _Chain | None, number: _Number) -> _Chain | None:
    """Return the best sequence that ends with `number`: a new page's, or one that it continues."""
    best: _Chain | None = None
    if number.value <= 3:
        before, start = 0.0, _START
        if closed is not None:
            follows = number.start - closed.number.end < _NEXT_PAGE_LETTERS
            before, start = closed.worth, _NEXT_START if follows else _START
        best = _Chain(before - start - _MISSING * (number.value - 1) + number.worth, number, closed)
    for back in range(1, min(number.value, 5)):
        last = ends[number.value - back]
        if last is None or _too_far(last, number):
            continue
        worth = last.worth + number.worth - _MISSING * (back - 1)
        if best is None or worth > best.worth:
            best = _Chain(worth, number, last)
    return best


def _too_far(last: _Chain, number: _Number) -> bool:
    return number.start - last.number.end > _PAGE_LETTERS


def _runs(members: Sequence[_Number]) -> Iterator[list[_Number]]:
    """Yield the members page by page."""
    run: list[_Number] = []
    for one in members:
        if run and one.value <= run[-1].value:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _cut_tail(run: list[_Number]) -> list[_Number]:
    """Drop a last number that the text needs, where the page may well have ended before it: 24 to 26 lines."""
    while len(run) > 1 and run[-1].worth < 0.6 and run[-2].value in _OLDER_LAST:
        run = run[:-1]
    return run


def _is_paper(words: str, run: Sequence[_Number], *, follows: bool) -> bool:
    """Tell a page's numbers from the rows of a table: they cut sentences, or stand with nothing beside them.

    A page that follows another one needs less. A docket's entries each have their date behind their number.
    """
    if sum(_DATE_NEXT.match(words, one.end) is not None for one in run) > len(run) / 2:
        return False
    if run[-1].value >= _ENOUGH_LINES:
        return True
    if (
        run[0].value == 1
        and len(run) == run[-1].value
        and _CAPTIONED.match(words)
        and not words[: run[0].start].strip()
    ):
        return True
    cuts = alone = 0
    for one, next_ in pairwise(run):
        before = words[max(0, one.start - 3) : one.start]
        cuts += _LOWER_NEXT.match(words, one.end) is not None and not _SENTENCE_END.search(before)
        alone += not words[one.end : next_.start].strip()
    return cuts >= (1 if follows else 3) or alone >= len(run) - 3


def _apart(pieces: Sequence[Piece]) -> Iterator[Piece]:
    end = 0
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if piece.start >= end:
            yield piece
            end = piece.end


def _with_numbers(text: Text, numbers: Sequence[_Number]) -> Iterator[Line]:
    """Yield the lines with the number that begins each, or that alone makes up the line before it."""
    at = 0
    alone: int | None = None
    lines = text.lines
    for index, line in enumerate(lines):
        while at < len(numbers) and numbers[at].start < line.start:
            at += 1
        inside = numbers[at] if at < len(numbers) and numbers[at].end <= line.end else None
        if inside is not None and not text.text[line.start : inside.start].strip():
            rest = text.text[inside.end : line.end].strip()
            alone = None if rest else inside.value
            several = at + 1 < len(numbers) and numbers[at + 1].start < line.end
            yield line if several else replace(line, number=inside.value)
        elif alone is not None and inside is None and text.text[line.start : line.end].strip():
            followed = _begins(text, lines[index + 1 : index + 4], numbers, at)
            yield replace(line, number=alone) if followed == alone + 1 else line
            alone = None
        else:
            yield line


def _begins(text: Text, lines: Sequence[Line], numbers: Sequence[_Number], at: int) -> int | None:
    """Return the line number with which the first of `lines` that is not blank begins."""
    for line in lines:
        if text.text[line.start : line.end].strip():
            if at < len(numbers) and line.start <= numbers[at].start < line.end:
                between = text.text[line.start : numbers[at].start]
                return None if between.strip() else numbers[at].value
            return None
    return None
