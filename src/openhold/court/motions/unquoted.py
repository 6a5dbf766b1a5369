"""Quotation marks in whole orders: a motion's title within them is read as if they were not there, other words decide
nothing.
"""

import re

from openhold.court.motions.rows import Place
from openhold.court.view import View, ViewLine

_QUOTED = re.compile(
    r"[\"\u201c](?P<title>(?=[^\"\u201c\u201d]{0,150}?\b(?:Motion|Request|Application|Petition|Stipulation)\b)"
    r"[A-Z(][^\"\u201c\u201d.;:]{4,150}?)[\"\u201d]"
)
_SMALL = re.compile(r"\b[a-z]{5,}\b")
_WORDS = re.compile(r"(?<![^\s(\[])[\"\u201c][^\"\u201c\u201d]{1,240}[\"\u201d](?![A-Za-z])")
_STAYS_SMALL = {"under", "against", "about", "regarding", "pursuant", "between", "their", "without"}
"""Long words that a title leaves small; any other small one tells that the marks are about no title."""


def unquoted(view: View) -> View:
    """Return a view whose `flow` has no quotation marks around the titles of motions; the same where there are none."""
    marks = []
    for found in _QUOTED.finditer(view.flow):
        if all(word in _STAYS_SMALL for word in _SMALL.findall(found["title"])):
            marks += [found.start(), found.end() - 1]
    if not marks:
        return view
    starts, ends = [0, *(mark + 1 for mark in marks)], [*marks, len(view.flow)]
    return view.flowing(
        [
            ViewLine(view.flow[start:end], 1, None, view.places[start:end])
            for start, end in zip(starts, ends, strict=True)
        ]
    )


def quoted(flow: str) -> tuple[Place, ...]:
    """Return where somebody's words stand in quotation marks."""
    return tuple(found.span() for found in _WORDS.finditer(flow))
