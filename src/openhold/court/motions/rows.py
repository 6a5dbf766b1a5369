"""Outcomes while their words are still being gathered: two that tell of the same motion become one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from openhold.court.refs import Found

Place = tuple[int, int]
"""From where to where in the words read."""


@dataclass(slots=True)
class Row:
    """One outcome. `bare` tells that only a noun names the motion; `by` and `filed` come with where they stand.

    `owner` are the names of whose it is, where `by` is a side.
    """

    motion: str
    motion_at: list[Place]
    result: str
    result_at: list[Place]
    by: tuple[str, int, int] | None = None
    ecf: Found | None = None
    filed: tuple[str, int, int] | None = None
    bare: bool = False
    owner: frozenset[str] = frozenset()


@dataclass(slots=True)
class Rows:
    """All outcomes of a paper, in the order of the paper."""

    found: list[Row] = field(default_factory=list)

    def add(self, row: Row, beside: Sequence[Row] = ()) -> Row:
        """Take an outcome, or what it adds to one that is there; return the one that it became.

        `beside` are outcomes known to be others.
        """
        for old in reversed(self.found):
            if not any(old is other for other in beside) and _same(old, row, last=old is self.found[-1]):
                _merge(old, row)
                return old
        self.found.append(row)
        return row

    def split(self, rows: list[Row], base: str, place: Place) -> bool:
        """Make what was granted or denied just before granted in part and denied in part; tell whether it could."""
        done = False
        for row in rows:
            result = row.result.removeprefix("recommended ")
            if (base, result.split()[0]) in (("deny", "granted"), ("grant", "denied")):
                row.result = row.result.removesuffix(result) + _BOTH
                row.result_at.append(place)
                done = True
        return done


_BOTH = "granted in part, denied in part"
_NOUNS = frozenset(("motion", "request", "application", "petition", "stipulation"))
_COMMON = _NOUNS | frozenset(("for", "to", "of", "and", "or", "leave", "in"))
_SAME_THING = (
    (re.compile(r"\bappointment of\b"), "appoint"),
    (re.compile(r"\breconsideration\b"), "reconsider"),
    (re.compile(r"\b(?:extension|enlargement) of time\b|\bextend time\b"), "more time"),
    (re.compile(r"\bcontinuance(?: of)?\b"), "continue"),
    (re.compile(r"\bproduction of\b"), "produce"),
    (re.compile(r"\bin forma pauperis\b"), "ifp"),
    (re.compile(r"\b(?:for (?:leave|order)(?= \w)|for|to)\b"), "to"),
    (re.compile(r"\bto (?:to )+"), "to "),
)
"""A motion `for appointment of counsel` is the motion `to appoint counsel` of the title."""


def _same(old: Row, new: Row, *, last: bool) -> bool:
    """Tell whether two outcomes tell of one motion; `last` where nothing else was decided between them."""
    apart = (old.ecf and new.ecf and old.ecf.ref != new.ecf.ref) or (old.by and new.by and old.by[0] != new.by[0])
    apart = apart or bool(old.owner and new.owner and old.owner.isdisjoint(new.owner))
    if apart or {_prejudice(old), _prejudice(new)} == {"with", "without"}:
        return False
    if new.bare and not new.ecf:
        return (
            last
            and noun(old.motion) == noun(new.motion)
            and (_compatible(old, new) or ("in part" in new.result and _recommended(old) == _recommended(new)))
        )
    numbered = bool(old.ecf and new.ecf)
    if (
        numbered
        and old.motion == new.motion
        and _opposed(old.result, new.result)
        and _recommended(old) == _recommended(new)
    ):
        return True
    if not _compatible(old, new) or (old.bare and not new.bare and old.result != new.result):
        return False
    if numbered and (old.bare or new.bare or _alike(old.motion, new.motion) or _both_time(old.motion, new.motion)):
        return True
    one, other = key(old.motion), key(new.motion)
    return one == other or _covers(one, other)


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Return the name of a motion so that two ways to word it are one."""
    for said, meant in _SAME_THING:
        name = said.sub(meant, name)
    return " ".join(name.split())


def noun(name: str) -> str:
    """Return `motion`, `request`, …: what kind of paper the name names."""
    return next((word for word in name.split() if word in _NOUNS), "")


def _covers(one: str, other: str) -> bool:
    return one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _alike(one: str, other: str) -> bool:
    return bool((set(one.split()) & set(other.split())) - _COMMON)


def _both_time(one: str, other: str) -> bool:
    """Tell whether both ask for more time, in one paper: `to extend` of the clerk, `for extension of time`."""
    return all(re.search(r"\bexten(?:d|sion)", name) for name in (one, other))


def _compatible(old: Row, new: Row) -> bool:
    if "unstated" in (old.result, new.result):
        return True
    return _first(old.result) == _first(new.result) and _recommended(old) == _recommended(new)


def _prejudice(row: Row) -> str:
    """Return how a dismissal was made; a part of a case may be dismissed with and another without prejudice."""
    words = row.result.split() if row.motion == "dismissal" else []
    return words[-2] if words[-1:] == ["prejudice"] else ""


def _recommended(row: Row) -> bool:
    return row.result.startswith("recommended ")


def _first(result: str) -> str:
    return result.removeprefix("recommended ").split()[0]


def _opposed(old: str, new: str) -> bool:
    return {_first(old), _first(new)} == {"granted", "denied"}


def _merge(old: Row, new: Row) -> None:
    if _opposed(old.result, new.result) and old.ecf and new.ecf:
        recommended = "recommended " if old.result.startswith("recommended") else ""
        old.result, old.result_at = f"{recommended}{_BOTH}", old.result_at + new.result_at
        return
    if old.bare and not new.bare:
        old.motion, old.motion_at, old.bare = new.motion, new.motion_at, False
    elif old.motion == new.motion:
        old.motion_at += [place for place in new.motion_at if place not in old.motion_at]
    elif not new.bare and old.motion.startswith(f"{new.motion} "):
        # A title runs into the caption's other column; the shorter name is the one that both have.
        old.motion, old.motion_at = new.motion, new.motion_at
    elif not new.bare and not (old.by or old.ecf) and (new.by or new.ecf):
        # The name that comes with whose it is, or with its number, is the one by which the paper calls it.
        old.motion, old.motion_at = new.motion, new.motion_at
    if new.result == old.result:
        old.result_at += [place for place in new.result_at if place not in old.result_at]
    elif old.result == "unstated" or (new.result != "unstated" and len(new.result) > len(old.result)):
        old.result, old.result_at = new.result, new.result_at
    old.by = old.by or new.by
    old.ecf = old.ecf or new.ecf
    old.filed = old.filed or new.filed
    old.owner = old.owner or new.owner
