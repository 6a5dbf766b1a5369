"""Which of several rules governs: the order in the case, the judge's standing order, the local or the federal rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LEVELS = ("order in the case", "standing order", "local rule", "federal rule")
"""From the one that goes before all others to the one that yields to all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that could govern: its level (one of LEVELS), what it says, where, and since when (None: not known)."""

    level: str
    says: str
    cite: str
    checked: bool = True
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rule that governs, why in one sentence, and those that it leaves behind, in their order.

    `settled` is False where another rule of the same level and date says otherwise: a person must choose.
    """

    governs: Candidate
    why: str
    passed_over: tuple[Candidate, ...]
    settled: bool


def governing(candidates: Iterable[Candidate]) -> Ruling | None:
    """Return which candidate governs, None where there is none; raises ValueError for a level that is none.

    On one level the later one goes before the earlier one, and one whose date is not known comes last.
    """
    ranked = sorted(candidates, key=_rank)
    if not ranked:
        return None
    first, rest = ranked[0], tuple(ranked[1:])
    level = f"The {first.level} ({first.cite})"
    if not rest:
        return Ruling(first, f"{level} is the only one that speaks to it.", (), settled=True)
    if rest[0].level != first.level:
        return Ruling(first, f"{level} goes before the {rest[0].level} ({rest[0].cite}).", rest, settled=True)
    if rest[0].effective != first.effective:
        since = "" if first.effective is None else f" of {first.effective.isoformat()}"
        return Ruling(first, f"{level}{since} is later than {rest[0].cite}.", rest, settled=True)
    if rest[0].says == first.says:
        return Ruling(first, f"{level} and {rest[0].cite} say the same.", rest, settled=True)
    why = f"{level} and {rest[0].cite} stand on one level and differ: a person must choose."
    return Ruling(first, why, rest, settled=False)


def _rank(one: Candidate) -> tuple[int, int]:
    if one.level not in LEVELS:
        raise ValueError(f"{one.level!r} is none of {', '.join(LEVELS)}.")
    return LEVELS.index(one.level), -(one.effective or date.min).toordinal()
