"""What the rest of an order tells of a motion that it decides: whose it is, its number, the day when it was filed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from openhold.court.motions.entries import Numbers
from openhold.court.motions.names import Mention, mentions
from openhold.court.motions.rows import Row, key, noun
from openhold.court.refs import Found
from openhold.court.when import whens

_DAY = r"(?P<day>[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4})"
_ON = re.compile(
    rf"\bOn\s+{_DAY},?\s+(?P<who>(?:(?!(?<!Inc)(?<!Co)(?<!Corp)(?<!\bM[rs])(?<!\bDr)(?<!\b[A-Z])\.\s+[A-Z])[^;()]){{3,90}}?)"
    r"\s+(?:(?:also|timely|then)\s+)?(?:filed|submitted|brought)\b"
)
_FILED = re.compile(
    rf"[\s,]*(?:\([^()]{{1,40}}\)[\s,]*)?(?:which\s+was\s+)?(?:filed|brought|submitted)\s+(?:by\s+(?:(?!\b(?:[Ss]igned|[Oo]rdered|[Dd]ue|until|shall|before)\b|\.\s+[A-Z])[^;()]){{3,60}}?\s+on\s+|on\s+)?{_DAY}"
)
_FILING = re.compile(r"\bfil(?:ed|ing)\s+(?:\S+\s+){0,4}$")
_ON_DAY = re.compile(rf"[\s,]*(?:\([^()]{{1,40}}\)[\s,]*)?on\s+{_DAY}")
_SIDE = re.compile(r"(?:[Tt]he\s+)?(?P<side>[Pp]laintiff|[Dd]efendant|[Pp]etitioner|[Rr]espondent|[Pp]arties)(?:s|\b)")
_PAST = re.compile(
    r"\b(?:denied|granted|denying|granting|denies|grants|ruled|previous\w*|prior|earlier|any|future|if|should)\b[^.;]*$",
    re.IGNORECASE,
)
_WAS = re.compile(r"[^.;]{0,40}\b(?:was|were|(?:has|have|had)\s+been)\s+(?:\w+\s+)?(?:granted|denied)", re.IGNORECASE)
_CONTENT = re.compile(r"[a-z]{5}")
_TOO_COMMON = frozenset(
    ("motio", "reque", "appli", "petit", "stipu", "order", "leave", "plain", "defen", "court", "direc")
)
V = TypeVar("V", bound=Hashable)


@dataclass(slots=True)
class _Told:
    """A place that names a motion, and what it tells of it."""

    name: str
    refs: list[Found]
    by: tuple[str, int, int] | None
    filed: tuple[str, int, int] | None


def complete(flow: str, rows: Sequence[Row], refs: Sequence[Found], holds: Callable[[int], bool]) -> None:
    """Add to each row whose motion it is, its number and its day, where the paper tells one and no other."""
    told = list(_told(flow, refs, holds))
    for row in rows:
        if row.motion in ("dismissal", "remand", "screening", "appeal") or row.bare:
            continue
        same = [
            one
            for one in told
            if row.ecf and any(ref.ref == row.ecf.ref for ref in one.refs) and noun(one.name) == noun(row.motion)
        ]
        same = same or [one for one in told if _alike(row.motion, one.name)]
        if not any(one.filed for one in same) and sum(_near(other.motion, row.motion) for other in rows) == 1:
            same += [one for one in told if one.filed and not one.refs and _near(row.motion, one.name)]
        taken = {other.ecf.ref for other in rows if other.ecf and other is not row}
        row.ecf = row.ecf or _one(
            [ref for one in same if len(one.refs) == 1 for ref in one.refs], lambda ref: ref.ref, taken
        )
        row.by = row.by or _one([one.by for one in same if one.by], lambda by: by[0])
        same = [one for one in same if not (one.by and row.by and one.by[0] != row.by[0])]
        row.filed = row.filed or _one([one.filed for one in same if one.filed], lambda day: day[0])


def _one(found: Sequence[V], value: Callable[[V], Hashable], taken: Iterable[Hashable] = ()) -> V | None:
    """Return the first of those found, where all of them are the same and nobody else has it."""
    values = {value(one) for one in found}
    return found[0] if len(values) == 1 and values.isdisjoint(taken) else None


def _alike(one: str, other: str) -> bool:
    one, other = key(one), key(other)
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _near(one: str, other: str) -> bool:
    """Tell whether two names have a word of their own in common: `motion to preserve evidence`, `to preserve tapes`."""
    first, second = (set(_CONTENT.findall(" ".join(word[:5] for word in name.split()))) for name in (one, other))
    return bool((first & second) - _TOO_COMMON)


def _told(flow: str, refs: Sequence[Found], holds: Callable[[int], bool]) -> Iterator[_Told]:
    numbers = Numbers(refs)
    on = list(_ON.finditer(flow))
    ends = [match.end() for match in on]
    for one in mentions(flow, numbers):
        if one.bare or (
            not holds(one.start)
            and (_PAST.search(flow, max(0, one.start - 60), one.start) or _WAS.match(flow, one.end))
        ):
            continue
        index = bisect_right(ends, one.head) - 1
        before = on[index] if index >= 0 and one.head - ends[index] <= 60 else None
        yield _Told(one.name, one.refs, one.by or _whose(before), one.filed or _day(flow, one, before))


def _whose(before: re.Match[str] | None) -> tuple[str, int, int] | None:
    side = _SIDE.match(before["who"]) if before else None
    if before is None or side is None:
        return None
    start = before.start("who")
    return side["side"].lower(), start + side.start("side"), start + side.end()


def _day(flow: str, one: Mention, before: re.Match[str] | None) -> tuple[str, int, int] | None:
    match = before or _FILED.match(flow, one.end) or _FILED.match(flow, one.named[1])
    if match is None and _FILING.search(flow, max(0, one.start - 50), one.start):
        match = _ON_DAY.match(flow, one.end) or _ON_DAY.match(flow, one.named[1])
    day = next(whens(match["day"]), None) if match else None
    return (day.iso, *match.span("day")) if match and day and day.iso else None
