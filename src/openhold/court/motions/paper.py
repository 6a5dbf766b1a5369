"""A paper as its decisions are read from it: the motions that it names, its numbers, and where its sentences part."""

import re
from bisect import bisect_left, bisect_right

from openhold.court.motions.acting import Verdict
from openhold.court.motions.completing import names_motion
from openhold.court.motions.entries import Numbers
from openhold.court.motions.names import Mention, lesser_papers, mentions
from openhold.court.motions.owners import SIDES
from openhold.court.motions.rows import noun
from openhold.court.refs import Found, find

_LINK = re.compile(
    r"[\s,;.)\]]*(?:and|&|as\s+well\s+as|alternatively|in\s+the\s+alternative|or(?:,?\s+(?:alternatively|in\s+the\s+alternative))?)?[\s,;]*(?:the\s+|\(\d\)\s*)*$",
    re.IGNORECASE,
)
_AS_TO = re.compile(
    r"\s+as\s+to\s+[A-Z][\w.' -]*(?:\(\d+\))?|\s+(?:without\s+prejudice|as\s+moot)|\(\d+\)", re.IGNORECASE
)
_OWNED = re.compile(r"['\u2019]s\s?$", re.IGNORECASE)
_AUX_NEXT = re.compile(r"[\s,)\]]*(?:is|are|be|shall|should|will)\s", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?:nos?|docs?|dk?c?kts?|dks|[js]r|[dm]rs?|ms|inc|corp|co|ltd|fed|civ|crim|app|evid|cal|cir|st|sgt|lt|pa|fla|mich|tex|ariz|neb|vs?"
    r"|al)$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?P<stop>\.)\s*(?=[A-Z\"(\d])|(?:;|:\s)(?!\s*(?:is|are)?\s*(?:GRANTED|DENIED))|(?<![\w)])\(\d\)\s*(?!\s*(?:is|are|be|shall)\b)|\)(?!(?:IS"
    r"|ARE)\b)(?=[A-Z])"
    r"|(?<!equest )(?<!otion )\b(?:that|THAT|ORDER(?:ING|ED|S)|ordering|RECOMMENDING|recommending)\b",
)
_PARENTHESIS = re.compile(r"\([^()]{1,160}\)")
_HISTORY = re.compile(
    r"(?P<before>\S*)\s*\borders?:?\s+(?:\([^)]*\)\s*)?$"
    r"|\b(?:modify|vacate|amend|clarify|reconsider|alter|aside|enforce|appeal)\s+(?:\S+\s+){0,4}(?:order|judgment)\s+$"
    r"|\bre:?\s+\d+\s+order\b[^.;:]*$"
    r"|\b(?:withdrawing|vacating)\b[^.;:*]{0,60}\b(?:recommendations?|order)\s+$"
    r"|\b(?:not|previously|was|were|rather\s+than|in\s+lieu\s+of|by|after|of)\s+$",
    re.IGNORECASE,
)
_TITLE_ORDER = re.compile(
    r"^$|[.;:)\]*,&-]$|^(?:and|amended|memorandum|final|second|minute|opinion|decision|text|stipulated|interim|standing"
    r"|screening|scheduling|judgment|following|recommendations?|protective|sealed|summary|agreed|preliminary|consent)$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"^(?:amended|renewed|supplemental|first|second|third) ")
_NAME = re.compile(r"(?!Plaintiff|Defendant|Petitioner|Respondent|The\b|And\b)[A-Z][a-z]\w+")
_AND = re.compile(r"[\s,)\]]*(?:and|&)?\s*")
_APART = re.compile(r",(?!\s+\d{4})|[.;]|\b(?:related|dismiss|grant|deny)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:to|on|of|for|in|oppose)\s+(?:the\s+)?$", re.IGNORECASE)
"""Before a motion that stands inside the name of a request: `to oppose`, `a hearing on`."""
_NUMBERED = re.compile(r"\s*(?:[,;.)\]&]|and\b|signed\b|$)")


def _bounds(flow: str) -> list[int]:
    """Return where sentences, their parts and the numbers of a list end."""
    ends = []
    within = [found.span() for found in _PARENTHESIS.finditer(flow)]
    for match in _BOUND.finditer(flow):
        at = bisect_right(within, (match.start(), len(flow))) - 1
        if at >= 0 and within[at][0] < match.start() and match.end() <= within[at][1] and match.group()[0] in ".;:":
            continue
        if match["stop"]:
            before = flow[max(0, match.start() - 12) : match.start()]
            word = re.split(r"[\s.(\[]", before)[-1]
            if _ABBREVIATED.match(word) or _OWNED.search(word) or (len(word) == 1 and word.isalpha()):
                continue
            if match.end() == match.start() + 1 and not (len(word) > 3 and word.isalpha()):
                continue
        ends.append(match.end())
    return ends


class Paper:
    """The words of a paper with the motions named in it, in order.

    `bounds` are where sentences, their parts and the numbers of a list end; `spoken` where its verdicts begin.
    """

    def __init__(self, flow: str, kind: str, spoken: list[int]) -> None:
        self.flow = flow
        self.spoken = spoken
        self.numbers = Numbers(find(flow, kind))
        self.mentions = mentions(flow, self.numbers)
        self.heads = [one.head for one in self.mentions]
        self.starts = [one.start for one in self.mentions]
        self.lesser = lesser_papers(flow, self.numbers)
        self.lesser_heads = [one.head for one in self.lesser]
        self.bounds = _bounds(flow)

    def part(self, at: int) -> int:
        """Return where the part of the sentence begins that `at` stands in."""
        behind = bisect_right(self.bounds, at)
        return self.bounds[behind - 1] if behind else 0

    def group(self, index: int, limit: int, *, active: bool) -> list[Mention]:
        """Return the mention at `index` and those that stand beside it, not inside its name."""
        group = [self.mentions[index]]
        for at in range(index + 1, len(self.mentions)):
            one = self.mentions[at]
            gap = self.flow[group[-1].end : one.start]
            if one.start < group[-1].end and _WITHIN.search(self.flow, group[-1].head, one.start):
                break
            if one.head >= limit or len(gap) > 90 or not _LINK.match(_AS_TO.sub(" ", gap)):
                break
            if not gap.strip() and _OWNED.search(self.flow, group[-1].end - 3, group[-1].end):
                break
            if "." in gap or (active and (_AUX_NEXT.match(self.flow, one.end) or (";" in gap and one.by))):
                break
            group.append(one)
        return group

    def history(self, at: int) -> bool:
        """Tell whether the word at `at` tells of an order that was made before."""
        found = _HISTORY.search(self.flow, max(0, at - 60), at)
        if found is None:
            return False
        before = found["before"]
        return before is None or not (before.isupper() or _TITLE_ORDER.search(before.strip('[]"').lower()))

    def near(self, one: Mention, verdict: Verdict) -> list[Found]:
        """Return the number that stands between a motion and the word that decides it, or behind that word."""
        if one.end > verdict.start:
            return self.beyond(one)
        _, after = self.numbers.after(self.flow, verdict.end)
        return self.numbers.between(one.end, verdict.start) or after

    def beyond(self, one: Mention) -> list[Found]:
        """Return the numbers that stand behind what narrows a motion: `to Seal Without Prejudice 12, 13`."""
        left = [ref for ref in self.numbers.between(one.end, self.tail(one.end)) if names_motion(self.flow, ref)]
        if not left or _APART.search(self.flow, one.end, left[0].label):
            return []
        return left if all(_NUMBERED.match(self.flow, ref.end) for ref in left) else []

    def tail(self, at: int) -> int:
        """Return how far what is said behind `at` may narrow it."""
        ends = [at + 90, len(self.flow)]
        for places, place in (
            (self.bounds, bisect_right(self.bounds, at)),
            (self.starts, bisect_right(self.starts, at)),
            (self.spoken, bisect_left(self.spoken, at)),
        ):
            ends += places[place : place + 1]
        return min(ends)

    def completed(self, one: Mention, group: list[Mention]) -> bool:
        """Give `Motion 2` in `Motion 2 and Amended Motion 3 to stay` the name of the last; tell whether it did."""
        last = group[-1]
        if last.bare or one is last or noun(one.name) != noun(last.name):
            return False
        one.name, one.named, one.bare = _ADJECTIVE.sub("", last.name), last.named, False
        return True

    def joined(self, one: Mention, limit: int) -> list[Mention]:
        """Return a paper that is no motion and the motions that stand beside it."""
        index = bisect_left(self.starts, one.end)
        beside = index < len(self.starts) and self.heads[index] < limit
        if not beside or not _LINK.match(self.flow[one.end : self.starts[index]]):
            return [one]
        return [one, *self.group(index, limit, active=False)]

    def lesser_from(self, at: int) -> Mention | None:
        """Return the first paper from `at` on that is decided without being a motion."""
        index = bisect_left(self.lesser_heads, at)
        return self.lesser[index] if index < len(self.lesser) else None

    def owner(self, by: tuple[str, int, int] | None) -> frozenset[str]:
        """Return the names in the words that say whose a motion is: `Roe` in `Defendant Roe's`."""
        return frozenset(_NAME.findall(self.flow[by[1] : by[2]])) if by and by[0] in SIDES else frozenset()

    def number_shared(self, one: Mention, group: list[Mention]) -> list[Found]:
        """Return the number that stands once for two motions in one paper, before the first or behind the last.

        `denying 3 Motion to Dismiss and Motion to Transfer`, `Motion to Dismiss and Motion to Transfer 3 are denied`.
        """
        first, last = group[0], group[-1]
        if one.bare or len(group) == 1:
            return []
        if one is not first and not one.by and len(first.refs) == 1 and first.refs[0].start < first.head:
            return first.refs
        behind = len(group) == 2 and one is first and not last.by and len(last.refs) == 1
        return last.refs if behind and last.refs[0].start > last.head and not last.plural else []

    def owner_shared(self, first: Mention, one: Mention) -> tuple[str, int, int] | None:
        """Return whose both are in `Plaintiff's 2 Motion to Stay and 3 Motion to Strike`."""
        if one is first or first.by is None or first.by[0] == "parties" or first.by[2] > first.head:
            return None
        led, also = (bool(each.refs) and each.refs[0].start < each.head for each in (first, one))
        whose_first = not led or first.by[1] < first.refs[0].start
        gap = self.flow[first.end : one.start]
        return first.by if led == also and whose_first and _AND.fullmatch(gap) else None

    def meant(self, one: Mention, refs: list[Found], *, fresh: bool) -> list[Mention]:
        """Return the motions that `the motion` or `the motions` means; `fresh` where none was decided before.

        They are those of its number, or else all named before, where they go by one name or each has a number.
        """
        index = bisect_left(self.starts, one.start)
        before = [
            other
            for other in self.mentions[max(0, index - 6) : index]
            if not other.bare and noun(other.name) == noun(one.name)
        ]
        if refs:
            numbers = {ref.ref for ref in refs}
            before = [other for other in before if numbers == {ref.ref for ref in other.refs}][-1:]
        elif fresh:
            if not before and not one.plural and self.flow[one.start : one.head].lower() == "the ":
                # `ORDER on 2 Application to stay. The motion is granted.`
                named = [other for other in self.mentions[max(0, index - 6) : index] if not other.bare]
                before = named if len(named) == 1 else []
            low = self.part(one.start)
            before = [other for other in before if other.start >= low] or before
            numbered = [other for other in before if other.refs and other.refs[0].start < other.head]
            if len({other.name for other in before}) == 1:
                before = numbered or before[-1:]
            elif not one.plural or len(numbered) < len(before):
                before = []
        else:
            before = []
        return before or [one]
