"""The numbers of docket entries beside a motion."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from openhold.court.motions.wording import NOUN
from openhold.court.refs import Found

_GAP = re.compile(r"[\s,;:&()\[\]#*.]*(?:and\s|re:?\s|related\s)?[\s,;:&()\[\]#*.]*$", re.IGNORECASE)
_AS_TO = re.compile(r"\s+as\s+to\s+[^;,.(]{2,50}\(\s*(?:related\s+)?$", re.IGNORECASE)
_NEXT_HEAD = re.compile(
    rf"[)\]]?\s*(?:(?![\d,;]|and\b|or\b)\S+\s+){{0,3}}?(?:{NOUN}|cross|findings|orders?|reports?|complaint)(?![a-z])"
    r"|\s(?:responses?|repl(?:y|ies)|notices?|objections?(?!\s+(?:to\s+\S*(?:&|port|finding)|due)))(?![a-z])",
    re.IGNORECASE,
)


class Numbers:
    """The entries referred to, by where they stand."""

    def __init__(self, refs: Sequence[Found]) -> None:
        self.refs = list(refs)
        self.starts = [ref.start for ref in self.refs]
        self.labels = [ref.label for ref in refs]
        self.by_end = {ref.end: ref for ref in refs}

    def after(self, flow: str, at: int) -> tuple[int, list[Found]]:
        """Return where the numbers that follow `at` at once end, and the numbers."""
        found: list[Found] = []
        for index in range(bisect_left(self.starts, at), len(self.refs)):
            ref = self.refs[index]
            inside = bool(found) and flow[ref.end : ref.end + 1] == ")" and "(" in flow[max(0, found[0].label - 1) : at]
            gap = flow[at : ref.label if ref.label >= at else ref.start]
            if not (len(gap) < 25 and _GAP.match(gap)) and not (ref.label < ref.start and _AS_TO.match(gap)):
                break
            if (
                (gap.strip() or found)
                and not inside
                and not set(gap) & set("([")
                and _NEXT_HEAD.match(flow, ref.end, ref.end + 60)
            ):
                break
            found.append(ref)
            at = ref.end
        while found and flow[at : at + 1] and flow[at] in ")]":
            at += 1
        return at, found

    def between(self, low: int, high: int) -> list[Found]:
        """Return the numbers from `low` to `high`."""
        return self.refs[bisect_left(self.labels, low) : bisect_left(self.labels, high)]
