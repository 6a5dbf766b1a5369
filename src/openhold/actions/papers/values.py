"""What a paper proposes about a matter, what a person decides of it, and what the matter is called by that."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openhold.court.numbers import normal

_WANTED = re.compile(
    r"case_name|court|case|judge|judge_title|signed|filed|entered|(plaintiffs|defendants)\[\d+\]|dates\..+|events\[\d+\]\.(what|at)",
    re.DOTALL,
)
"""Which values of a paper are proposed: what names the matter, who is in it, and its live dates."""
_DATES = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")
TITLE, COURT, NUMBER = "case_name", "court", "case"
"""The fields that name a matter."""
_LABELS = {
    TITLE: "Title",
    COURT: "Court",
    NUMBER: "Case number",
    "judge": "Judge",
    "judge_title": "The judge's title",
    "signed": "Signed",
    "filed": "Filed",
    "entered": "Entered",
}
_NUMBERED = re.compile(r"(plaintiffs|defendants|events)\[(\d+)\](?:\.(what|at))?")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value as it was read: a path in the reader's answer, the value, its words, their page and printed line.

    `sure` is whether the reader was.
    """

    field: str
    value: str
    quote: str
    page: int
    line: int | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper that values come from: the SHA-256 (hex) of its bytes, and its file name."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person says about one field: what was read (None: nothing), and what holds (None: the paper is silent)."""

    field: str
    proposed: Proposed | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """What a matter is called by what was decided; `title` is empty where nothing says it."""

    title: str
    court: str | None
    number: str | None


def proposals(found: Mapping[str, Any]) -> Iterator[Proposed]:
    """Yield what the answer `found` of a reader proposes about a matter, each field once."""
    seen = set()
    for one in found["found"]:
        if one["field"] not in seen and _WANTED.fullmatch(one["field"]):
            seen.add(one["field"])
            yield Proposed(one["field"], str(one["value"]), one["quote"], one["page"], one["line"], one["sure"])


def label(field: str) -> str:
    """Return in words what a field of a paper says: ``Plaintiff``, ``Due: discovery``."""
    if field.startswith("dates."):
        return f"Due: {field.removeprefix('dates.')}"
    numbered = _NUMBERED.fullmatch(field)
    if numbered is None:
        return _LABELS.get(field, field)
    what, place, part = numbered[1], int(numbered[2]) + 1, numbered[3]
    if what == "events":
        return f"Event {place}: {'day' if part == 'at' else 'what'}"
    return f"{what.capitalize().removesuffix('s')} {place}"


def fits(proposed: Proposed, value: str) -> bool:
    """Tell whether `value` may take the place of what was read: in the place of a date only a date can stand."""
    return not _DATES.fullmatch(proposed.value) or _DATES.fullmatch(value) is not None


def named(decided: Iterable[Decided]) -> Named:
    """Return what a matter is called by what was decided of its paper."""
    holds = {one.field: one.value for one in decided}
    case = holds.get(NUMBER)
    return Named(
        title=holds.get(TITLE) or _sides(holds),
        court=holds.get(COURT),
        number=None if case is None else normal(case) or case,
    )


def _sides(holds: Mapping[str, str | None]) -> str:
    sides = [holds.get("plaintiffs[0]"), holds.get("defendants[0]")]
    return " v. ".join(side for side in sides if side) if all(sides) else ""
