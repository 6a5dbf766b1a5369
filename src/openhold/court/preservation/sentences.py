"""The sentences of a paper in which certain words stand."""

import re
from collections.abc import Iterator

from openhold.extract.text import Span

_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bLtd)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bNo)(?<!\bNos)(?<!\bDoc)"
    r"(?<!\bDocs)(?<!\bDkt)(?<!\bJr)(?<!\bSr)(?<!\bSt)(?<!\bv)(?<!\bvs)(?<!\bFed)(?<!\bCiv)(?<!\bCal)(?<!\bal)(?<!\bCt)"
    r"(?<!\bHon)(?<!\d)(?:[.?!][)\]\"'\u201d\u2019]{0,2}|;)\s(?=[\[(\"\u201c]?[A-Z0-9])"
    r"|(?<=\d)(?:\.|;)\s(?=[\[(\"\u201c]?[A-Z])|;\s(?:and\s)?(?=[a-z(])"
)
_LONGEST = 1500
_LONGEST_LIST = 40
_OPENS = re.compile(r"(?:^|[:\s])\s?\(?(?:a|A|1|i)\)\s|:\s(?=all\b|any\b|the\b)")
"""What opens a list of things: its first mark, or a colon before what is to be kept."""
_ITEM = re.compile(
    r"\s?(?:and\s|or\s|and/or\s)?(?:\(?(?:[a-zA-Z]|\d{1,2}|[ivx]{1,4})\)\s|(?:all|any|the)\s(?![^;.]{0,200}\b(?:shall|must)\b))"
)


def sentences(words: str, about: re.Pattern[str]) -> Iterator[Span]:
    """Yield where each sentence, or part between semicolons, that has a match of `about` begins and ends."""
    last = 0
    for match in about.finditer(words):
        if match.start() < last:
            continue
        low = max(last, match.start() - _LONGEST)
        start = low
        for end in _END.finditer(words, low, match.start()):
            start = end.end()
        following = _END.search(words, match.end(), match.end() + _LONGEST)
        following = _behind_list(words, match.end(), following)
        last = following.end() if following else min(len(words), match.end() + _LONGEST)
        while last > match.end() and words[last - 1] == " ":
            last -= 1
        while words[start] == " ":
            start += 1
        yield start, last


def _behind_list(words: str, at: int, end: re.Match[str] | None) -> re.Match[str] | None:
    """Return the end of the sentence where `end` only parts the items of a list that opens behind `at`."""
    if end is None or not end[0].startswith(";") or not _OPENS.search(words, at, end.start()):
        return end
    for _ in range(_LONGEST_LIST):
        item = _ITEM.match(words, end.start() + 1)
        following = _END.search(words, item.end(), item.end() + _LONGEST) if item else None
        if following is None:
            return end
        end = following
        if not end[0].startswith(";"):
            return end
    return end
