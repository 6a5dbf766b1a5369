"""Rows of tables of dates: short labels, and the heading that says what they are the dates of."""

import re
from dataclasses import dataclass

_ROW = re.compile(
    r"[\s,;.)]*(?:[^:;]{0,160}?[\s,.)])??(?:(?P<head>[A-Z][A-Za-z/&' -]{2,50}?) "
    r"?: +)?(?P<label>[A-Z][A-Za-z/&'() -]{2,60}?) ?: *(?:[A-Z][a-z]+day, *)?"
)
"""A row of a table of dates, up to its date: `Discovery Deadlines: Non-Expert:`."""
_BARE_ROW = re.compile(
    r"(?:Filing|Hearing|Heard|Non-?\s?Expert|Expert|Fact|Supplemental|Rebuttal|Completion|Initial|Opening|Service)s?",
    re.IGNORECASE,
)
"""A label that says nothing without the heading of its table."""
_DEADLINES = re.compile(r"\b(?:deadlines?|cut-?\s?offs?|dates?|schedule)$", re.IGNORECASE)
_SHORT_ROW = re.compile(
    r"(?:(?:.*[.;])?\s*(?P<head>[A-Z][A-Za-z/' -]{2,45}?) Deadlines?: *)?[\s;,]*(?:and )?"
    r"(?P<label>Fil(?:ed|ing)|Hear(?:d|ing)|Non-?\s?Expert|Expert|Initial Disclosures|Rebuttal|Supplemental)"
    r"(?: (?:by|on|due|due by|no later than))?:?"
)
"""`Discovery Deadlines: Non-Expert`, and the rows after it that need its heading: `Expert`, `Filed by`."""
_HEAD = re.compile(r"(?P<head>[A-Z][A-Za-z/' -]{2,45}?) Deadlines?: ?(?:(?!Deadlines?:)(?:[^.]|\.(?!\s)))*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row up to its date: the words that name what falls due, its heading if rows go on under it, and whether the
    label needed that heading. `end` is the place behind the label."""

    words: str
    head: str
    needy: bool
    end: int


def short(flow: str, start: int, lead: str) -> str | None:
    """Return what a short row is about (`Filed by`, `Expert`), from the heading before it, or None for no such row."""
    row = _SHORT_ROW.fullmatch(lead)
    if row is None:
        return None
    earlier = _HEAD.search(flow, max(0, start - 200), start) if row["head"] is None else None
    head = row["head"] or (earlier["head"] if earlier else None)
    return None if head is None else _named(row["label"], head)


def row(flow: str, start: int, end: int, head: str) -> Row | None:
    """Return the row that stands between two dates, `head` being the heading of the one before; None for no row."""
    found = _ROW.fullmatch(flow, start, end)
    if found is None:
        return None
    label = found["label"]
    needy = _BARE_ROW.fullmatch(label) is not None
    own = found["head"]
    if own and _DEADLINES.search(own):
        head = own
    elif not needy:
        head = ""
    if needy and head:
        return Row(_named(label, _DEADLINES.sub("", head).strip()), head, True, found.end("label"))
    return Row(label, head, False, found.end("label"))


def _named(label: str, head: str) -> str:
    low = label.lower()
    if low.startswith("fil"):
        return head
    if low.startswith("hear"):
        return f"{head} hearing"
    return label if low.startswith("initial d") else f"{label} {head}"
