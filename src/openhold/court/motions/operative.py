"""Which part of a whole order decides: its title, its conclusion, and what it orders."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from openhold.court.motions import told_before
from openhold.court.motions.rows import Place, Row
from openhold.court.refs import find

_TITLE = re.compile(
    r"(?:\b(?:ORDER|JUDGMENT|FINDINGS? AND RECOMMENDATIONS?|REPORT AND RECOMMENDATION|OPINION)\b[^a-z]{0,400}"
    r"|\b(?:Order|Findings and Recommendations"
    r"|Report and Recommendation):?\s+(?:and\s+Order\s+)?(?:[A-Z][\w'\u2019.-]*,?\s+|(?:to|for|of|and|in|as|the|a"
    r"|an|re|that|be|with|on)\s+){1,40})",
)
_TITLE_WITHIN = 3500
"""A title stands within so many characters of the beginning."""
_BESIDE = 150
"""The number of the motion may stand so many characters behind the title, across the caption's columns."""
_ORDERED = re.compile(
    r"(?<!previously )\b(?:it\s+is|the\s+court)\s+(?:(?:hereby|therefore|further|accordingly|also|now|so)[\s,]+)*"
    r"(?P<word>ordered|recommended|orders|recommends|adjudged)\b",
    re.IGNORECASE,
)
_SO = re.compile(r"\bso\s+$", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"(?:(?<=[.;:)\"] )|(?<=CONCLUSION )|^)(?:Accordingly|Therefore|Thus|Consequently|Hence|In\s+(?:sum|conclusion"
    r"|summary)"
    r"|Based\s+on\s+the\s+foregoing"
    r"|For\s+(?:all\s+)?(?:the|these|those)\s+(?:foregoing\s+|above\S*\s+|following\s+"
    r"|same\s+)?(?:stated\s+)?reasons?)\b"
)
_CAPITALS = re.compile(
    r"\b(?:court|judge)\s+(?:\w+\s+){0,2}(?:GRANTS|DENIES|DISMISSES|APPROVES|REMANDS|AFFIRMS)\b", re.IGNORECASE
)
_PLAINLY = re.compile(
    r"(?<=[.)] )(?:The\s+)?[A-Z][\w-]{2,40}(?:\s+[A-Z][\w-]{1,40}){0,3}(?:['\u2019]s?|s['\u2019])\s+(?:\w+\s+){0,2}"
    r"(?:[Mm]otion|[Rr]equest|[Aa]pplication)s?\b(?:[^.;]|(?<=No)\.|(?<=Nos)\.){0,200}?\b(?:is|are)\s+(?:granted|denied|GRANTED|DENIED)\b"
    r"(?!\s+(?:if|only|when|where|unless)\b)"
)
"""What a paper decides that orders nothing in so many words: `Roe's motion to file late is granted.`"""
_SENTENCE = re.compile(r"(?<![A-Z])(?<!\bNo)(?<!\bDoc)(?<!\bDkt)(?<!\bNos)\.\s+(?=[A-Z\d])")
_SIGNED = re.compile(r"\bIT\s+IS\s+SO\s+ORDERED\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Operative:
    """The parts that decide, in order and apart, but for words `quoted` in them; `title` is where the title stands."""

    parts: tuple[Place, ...]
    title: Place
    quoted: tuple[Place, ...]

    def holds(self, at: int) -> bool:
        """Tell whether the offset `at` is in a part that decides."""
        return _within(self.parts, at) and not _within(self.quoted, at)

    def complete(self, flow: str, rows: list[Row]) -> None:
        """Add to each row its number, whose motion it is and when it was filed, where the paper tells it."""
        if not rows:
            return
        refs = find(flow, "order")
        beside = [ref for ref in refs if self.title[0] <= ref.label < self.title[1] + _BESIDE]
        if len(rows) == 1 and len({ref.ref for ref in beside}) == 1:
            rows[0].ecf = rows[0].ecf or beside[0]
        told_before.complete(flow, rows, refs, self.holds)


def operative(flow: str, quoted: tuple[Place, ...]) -> Operative:
    """Return the parts of a whole order that decide; `quoted` are the places of somebody's words, in order."""
    parts: list[Place] = [found.span() for found in _TITLE.finditer(flow, 0, _TITLE_WITHIN)]
    title = parts[0] if parts else (0, 0)
    ordered = [
        found for found in _ORDERED.finditer(flow) if not _SO.search(flow, found.start("word") - 4, found.start("word"))
    ]
    if ordered:
        parts.append((ordered[0].start(), len(flow)))
    else:
        parts += [found.span() for found in _PLAINLY.finditer(flow)]
    for found in (*_CONCLUDES.finditer(flow), *_CAPITALS.finditer(flow)):
        end = _SENTENCE.search(flow, found.end())
        parts.append((found.start(), end.start() if end else len(flow)))
    return Operative(_joined(parts), title, quoted)


def _within(places: tuple[Place, ...], at: int) -> bool:
    index = bisect_right(places, (at, 1 << 62)) - 1
    return index >= 0 and at < places[index][1]


def _joined(parts: list[Place]) -> tuple[Place, ...]:
    """Return the parts in order, those that overlap as one."""
    joined: list[Place] = []
    for start, end in sorted(parts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
