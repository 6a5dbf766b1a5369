"""A docket sheet that is no page: printed to PDF, or copied as text. Its columns are told by tabs and by wide gaps."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from openhold.court.docket.head import dated, tidied
from openhold.court.said import Entry, Party, Said
from openhold.extract.text import Noise, Span, Text

_COLUMNS = re.compile(
    r"\b(?:Date\s+(?:Filed|Entered)|Filing\s+Date)\b.*#|^[^\S\n]*(?:all / clear)?\s*Docket\s+Text\s*$"
)
_ENTRY = re.compile(
    r"\s*(?P<date>\d{1,2}/\d{1,2}/\d{4})(?:\s*\t\s*|\s{2,}|\s(?=\d{1,5}\s))(?:(?P<number>\d{1,5})(?:\s*\t\s*|\s+))?(?P<text>\S.*)?$"
)
_END = re.compile(r"\s*(?:PACER\s+Service\s+Center|Transaction\s+Receipt)\b")
_ENTERED = re.compile(r"\bEntered:\s*(\d[\d/-]*)")
_ROLE = re.compile(
    r"\s*(?P<role>(?:(?:Counter|Cross|Third[ -]?Party|Consol(?:idated)?|Lead|Intervenor|Joint)[ -]?)*"
    r"(?:Plaintiff|Defendant|Petitioner|Respondent|Movant|Intervenor|Debtor|Trustee|Creditor|Claimant|Amicus|Garnishee))"
    r"(?:\s*\(\d+\))?\s*$"
)
_PARTY = re.compile(r"\s*(?P<name>\S(?:(?!\s{2}|\t|\s+represented\s+by\b).)*)")


Numbered = tuple[str, int]
"""A line, and the offset in the text at which it begins."""


def entries(text: Text) -> tuple[Entry, ...]:
    """Return the entries below the line that names the columns, in order."""
    lines = list(_lines(text))
    head = next((n for n, (words, _) in enumerate(lines) if _COLUMNS.search(words)), None)
    if head is None:
        return ()
    return tuple(_entry(text, match, mine) for match, mine in _groups(lines[head + 1 :]))


def parties(text: Text) -> tuple[Party, ...]:
    """Return all parties: a role stands alone in its line, and the name begins the next."""
    found = []
    lines = list(_lines(text))
    for (words, start), (following, begins) in pairwise(lines):
        if _COLUMNS.search(words):
            break
        role, name = _ROLE.match(words), _PARTY.match(following)
        if role and name and not _ROLE.match(following):
            found.append(
                Party(
                    Said(tidied(name["name"]), (_span(name, "name", begins),)),
                    Said(tidied(role["role"]), (_span(role, "role", start),)),
                )
            )
    return tuple(found)


def _lines(text: Text) -> Iterator[Numbered]:
    """Yield the lines that are no stamps or footers. The numbers of entries look like those beside lines: they stay."""
    noise = [piece for piece in text.pieces if piece.noise is not Noise.LINE_NUMBER]
    at = 0
    for line in text.lines:
        while at < len(noise) and noise[at].end <= line.start:
            at += 1
        if at < len(noise) and noise[at].start < line.end:
            continue
        if (words := text.text[line.start : line.end]).strip():
            yield words, line.start


def _groups(lines: Sequence[Numbered]) -> Iterator[tuple[re.Match[str], list[Numbered]]]:
    """Yield for each entry what its first line says, and all its lines."""
    first: re.Match[str] | None = None
    mine: list[Numbered] = []
    for words, start in lines:
        if _END.match(words):
            break
        if begins := _ENTRY.match(words):
            if first is not None:
                yield first, mine
            first, mine = begins, [(words, start)]
        elif first is not None and not _COLUMNS.search(words):
            mine.append((words, start))
    if first is not None:
        yield first, mine


def _entry(text: Text, match: re.Match[str], lines: list[Numbered]) -> Entry:
    begins = lines[0][1]
    number = Said(match["number"], (_span(match, "number", begins),)) if match["number"] else None
    words = tidied(" ".join([match["text"] or "", *[more for more, _ in lines[1:]]]))
    said = entered = None
    if words:
        start = begins + match.start("text") if match["text"] else lines[1][1]
        last, offset = lines[-1]
        end = offset + len(last.rstrip())
        said = Said(words, ((start, end),))
        for written in _ENTERED.finditer(text.text, start, end):
            entered = dated(written[1], written.span(1))
    return Entry(number, dated(match["date"], _span(match, "date", begins)), entered, said)


def _span(match: re.Match[str], group: str, start: int) -> Span:
    return start + match.start(group), start + match.end(group)
