"""One value of two readings: confirmed where both say it, else the one that stands in the paper, with a warning.

What the first reading has stays in every case: it is as printed and has its place. What only the second has is taken,
as not sure, where its words stand in the paper where they should.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from openhold.court.docket.placing import Places
from openhold.court.said import Said, Warned
from openhold.extract.text import Span

A = TypeVar("A")
B = TypeVar("B")
Same = Callable[[str, str], bool | None]
_NAMED = 3
"""So many values of one kind are named in the warning; of the others it says how many there are."""
_SHOWN = 90
"""So many letters of a value are named."""
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DIFFERS, _LACKS = "second-reading-differs", "second-reading-adds"


class Joining:
    """Joins the values of one paper; `tally` counts by field how they meet.

    That is `agrees`, `differs`, `adds` (only the second reading has it, and it was taken), `lacks` (the same, but the
    paper lacks its words) or `less` (the second leaves out what it is known to leave out). What only the first reading
    has is not counted.
    """

    def __init__(self, text: str) -> None:
        self.tally: Counter[tuple[str, str]] = Counter()
        self._text = text
        self._places: Places | None = None
        self._told: dict[tuple[str, str], list[str]] = {}

    def value(
        self, field: str, first: Said[str] | None, second: str | None, same: Same, within: Span
    ) -> Said[str] | None:
        """Return the value of `field`; words that only the second reading has must stand `within` two offsets."""
        if second is None:
            return first
        if first is None:
            return self._added(field, second, within)
        agrees = same(first.value, second)
        if agrees:
            self._count(field, "agrees")
            return replace(first, confirmed=first.sure)
        if agrees is None:
            self._count(field, "less")
        else:
            self._count(field, "differs")
            self._tell(_DIFFERS, field, f"it says {_short(second)!r}, where {_short(first.value)!r} was read")
        return first

    def place(self, words: str, within: Span) -> Span | None:
        """Return where `words`, or a day given as ISO, stand as a whole between two offsets of the text, or None."""
        day = _ISO.fullmatch(words)
        if day is not None:
            year, month, number = day[1], int(day[2]), int(day[3])
            printed = re.compile(rf"(?<!\d)0?{month}([/-])0?{number}\1{year}(?!\d)")
            match = printed.search(self._text, *within)
            return match.span() if match else None
        if self._places is None:
            self._places = Places(self._text)
        at = within[0]
        while span := self._places.find(words, at, within[1]):
            if self._whole(span):
                return span
            at = span[0] + 1
        return None

    def warnings(self) -> Iterator[Warned]:
        """Yield what whoever relies on the answer should know."""
        for (code, field), told in self._told.items():
            more = f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
            listed = "; ".join(told[:_NAMED]) + more
            if code == _DIFFERS:
                detail = f"A second reading (juriscraper) differs on the {field}: {listed}. What was read stays."
            else:
                detail = (
                    f"A second reading (juriscraper) gives as the {field}: {listed}. "
                    "These words do not stand there in the paper, so they were left out."
                )
            yield Warned(code, detail)

    def _added(self, field: str, second: str, within: Span) -> Said[str] | None:
        span = self.place(second, within)
        if span is None:
            self._count(field, "lacks")
            self._tell(_LACKS, field, repr(_short(second)))
            return None
        self._count(field, "adds")
        return Said(second, (span,), sure=False)

    def _whole(self, span: Span) -> bool:
        start, end = span
        return not (self._text[start - 1 : start].isalnum() and self._text[start].isalnum()) and not (
            self._text[end : end + 1].isalnum() and self._text[end - 1].isalnum()
        )

    def _count(self, field: str, how: str) -> None:
        self.tally[field, how] += 1

    def _tell(self, code: str, field: str, detail: str) -> None:
        self._told.setdefault((code, field), []).append(detail)


def paired(
    first: Sequence[A], second: Sequence[B], keys: Sequence[tuple[Callable[[A], Hashable], Callable[[B], Hashable]]]
) -> tuple[dict[int, B], list[B]]:
    """Return which of `second` belongs to which place of `first`, and those that belong to none.

    They belong together whose keys are equal, by the first pair of keys that tells, each once and in order; what is
    left of both belongs together in its order where it is equally many.
    """
    found: dict[int, B] = {}
    rest = list(second)
    for of_first, of_second in keys:
        waiting: dict[Hashable, list[int]] = {}
        for place in reversed(range(len(first))):
            if place not in found and (key := of_first(first[place])) is not None:
                waiting.setdefault(key, []).append(place)
        left = []
        for one in rest:
            places = waiting.get(of_second(one))
            if places:
                found[places.pop()] = one
            else:
                left.append(one)
        rest = left
    alone = [place for place in range(len(first)) if place not in found]
    if len(alone) == len(rest):
        return found | dict(zip(alone, rest, strict=True)), []
    return found, rest


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]} …"
