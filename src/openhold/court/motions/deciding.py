"""Which motion each word that decides is about, and which act of the court's own."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace

from openhold.court.motions.acting import AUX, LEAVE, Verdict, conditional, modes, quals, verdicts
from openhold.court.motions.completing import complete, stipulated, whose
from openhold.court.motions.names import Mention, edge
from openhold.court.motions.own_acts import Act, decision_affirmed, object_after, subject_before
from openhold.court.motions.owners import SIDES, moved_by, owner_among
from openhold.court.motions.paper import Paper
from openhold.court.motions.rows import Row, Rows
from openhold.court.motions.things import FILL, is_granted, thing
from openhold.court.refs import Found

_LIST = re.compile(r"\s*:\s*\[?\d")
_NOT = re.compile(
    r"\b(?:not|never|may|might|could|would|cannot|no\s+further)\b(?:(?!\s(?:is|are)\b)[^,;]){0,24}$", re.IGNORECASE
)
_UNAPPROVED = re.compile(r"\bnot\s+(?:be\s+)?$", re.IGNORECASE)
_OR = re.compile(r"\bor(?:\s+(?:the|this|his|her|\w+['\u2019]s?))?\s*$", re.IGNORECASE)
_PARTED = re.compile(r"(?<!\b[A-Za-z])(?<!\b[A-Za-z]{2})[.;]\s")
_OTHERWISE = re.compile(
    r"\botherwise\s+(?:\w+\s+)?$|\s(?:and|but)\s+(?:(?:is|are|be)\s+)?(?:hereby\s+)?$", re.IGNORECASE
)
_OBLIQUE = re.compile(
    r"\b(?:to|on|at|(?<!each )(?<!all )of|for|re|regarding|in|from|with|by|under|upon|as|opposing|supporting"
    r"|filing|file|filed)\s+$",
    re.IGNORECASE,
)
_BE = re.compile(r"\bbe\s+(?:hereby\s+)?$", re.IGNORECASE)
_COUNTS = re.compile(r"(?:\(s\))?[\s\dIVXand,&-]{1,30}")
_CLOSED = re.compile(r"\s*(?:$|[.,;)]|(?:with(?:out)?|(?:up)?on|for|in|pursuant)\b)", re.IGNORECASE)
_CONSENT = re.compile(r"\b(?:consent|failure|if|may|could)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:other|remaining)\b[^.;,]*$", re.IGNORECASE)
_UNLESS = re.compile(r"[^.;]{0,80}\bunless\b(?!\s+otherwise)", re.IGNORECASE)
_THE = re.compile(r"(?:the|this|his|her|\w+['\u2019]s?)\s", re.IGNORECASE)
_TO_DO = re.compile(
    r"\b(?:(?:recommend\w*|order)\s+(?:\d{1,4}\s+)?(?:to\s+(?:\(1\)\s+)?)?|that\s+the\s+court\s+(?:should\s+)?"
    r"|(?<!if\s)(?<!whether\s)(?<!should\s)(?<!can\s)(?<!that\s)(?<!why\s)\bwe\s+)$",
    re.IGNORECASE,
)
_UPHELD = ("overrul", "sustain")
"""Words for an objection, to which the interface page has no result."""
_NEAR = {"continue": 20, "modify": 20, "authorize": 0, "terminate": 40, "withdraw": 60, "strike": 60}
"""How far from its motion a word may stand, for words that more often speak of something else."""


def decided(flow: str, kind: str, within: Callable[[int], bool]) -> list[Row]:
    """Return one row for each motion that `flow` decides and each act of the court.

    `within` tells of an offset whether what stands there may decide anything (`kind` is a word of `--kind`).
    """
    return _Reader(flow, kind, within).read()


class _Reader:
    def __init__(self, flow: str, kind: str, within: Callable[[int], bool]) -> None:
        self.flow = flow
        self.within = within
        self.whole = kind == "docket-text"
        self.rows = Rows()
        self.last_rows: list[Row] = []
        self.last_index = -1
        self.verdicts = [one for one in verdicts(flow) if within(one.start)]
        self.modes = modes(flow)
        self.paper = Paper(flow, kind, [one.start for one in self.verdicts])

    def read(self) -> list[Row]:
        last = 0
        for verdict in self.verdicts:
            if verdict.form == "to" and not _TO_DO.search(self.flow, max(0, verdict.start - 40), verdict.start):
                continue
            if self.flow[verdict.start : verdict.end].endswith("of") and not self.modes.recommended(verdict.start):
                continue  # an order on what was denied before
            forward = verdict.form in ("ing", "to") or (verdict.form == "s" and not self._aux(verdict))
            if verdict.base == "terminate" and not forward and not self._aux(verdict):
                continue  # the clerk's note `motions terminated`
            if self._active(verdict) if forward else self._passive(verdict, last) or self._headlong(verdict):
                last = verdict.end
        paper = self.paper
        return complete(self.rows, self.flow, paper.numbers, paper.mentions, self.modes, self.within, whole=self.whole)

    def _recommended(self, verdict: Verdict) -> bool:
        wished = bool(_BE.search(self.flow, max(0, verdict.start - 12), verdict.start))
        return self.modes.recommended(verdict.start, wished=wished)

    def _aux(self, verdict: Verdict) -> bool:
        return bool(AUX.search(self.flow, max(0, verdict.start - 30), verdict.start))

    def _reaches(self, at: int, start: int) -> bool:
        """Tell whether a verb that ends at `at` has as its object what begins at `start`."""
        return start - at < 90 and bool(FILL.match(self.flow[at : max(at, start)]))

    def _active(self, verdict: Verdict) -> bool:
        flow, at, known = self.flow, verdict.end, self.paper.mentions
        if self.paper.history(verdict.start) or (
            verdict.form == "s" and conditional(flow, self.paper.part(verdict.start), verdict.start)
        ):
            return False
        index = bisect_left(self.paper.heads, at)
        first = known[index] if index < len(known) else None
        if first and first.bare and first.plural and not first.refs and _LIST.match(flow, first.end):
            # `the following motions: 22 Motion for Release; 23 Motion for Notice`
            at, index = first.end, min(index + 1, len(known) - 1)
            first = known[index]
        if first and index == self.last_index:
            return True
        if lesser := self._lesser_behind(verdict, at, first):
            return self._decide(verdict, [lesser])
        if first and (self._reaches(at, first.start) or self._owned(first, at)):
            if verdict.base in ("authorize", "modify", "continue", "affirm", "remand"):
                return False
            self.last_index = index
            return self._decide(verdict, self.paper.group(index, len(flow), active=True))
        found = decision_affirmed(flow, at) if verdict.base == "affirm" else object_after(flow, at, verdict.base)
        return self._act(verdict, found) if found else self._thing(verdict, at, min(len(flow), at + 130), behind=False)

    def _lesser_behind(self, verdict: Verdict, at: int, first: Mention | None) -> Mention | None:
        """Return the objection, the bill of costs that is the object of a verb, where no motion stands before it."""
        one = self.paper.lesser_from(at)
        if one is None or (first and first.start <= one.start) or not self._decides_lesser(verdict):
            return None
        return one if self._reaches(at, one.start) else None

    def _owned(self, first: Mention, at: int) -> bool:
        """Tell whether only the long name of whose motion it is stands between a verb and its object; take the name."""
        found = owner_among(self.flow, at, first.start)
        if found is None:
            return False
        by, low = found
        first.by = by if by and (by[0] in SIDES or not first.by) else first.by
        first.refs = first.refs or self.paper.numbers.between(low, first.start)[:1]
        return True

    def _headlong(self, verdict: Verdict) -> bool:
        """Take `DENIED 12 MOTION to stay`, where a clerk's participle goes before its motion and its number."""
        index = bisect_left(self.paper.heads, verdict.end)
        if verdict.form != "ed" or index == len(self.paper.mentions) or self._aux(verdict):
            return False
        one = self.paper.mentions[index]
        led = one.start >= verdict.end and bool(one.refs) and one.refs[0].start < one.head
        if not led or self.flow[verdict.end : one.start].strip():
            return False
        return self._decide(verdict, self.paper.group(index, len(self.flow), active=True))

    def _decides_lesser(self, verdict: Verdict) -> bool:
        """Tell whether a word decides a paper that is no motion: an objection, a bill of costs."""
        word = self.flow[verdict.start : verdict.end].lower()
        return verdict.base in ("grant", "deny", "approve", "moot") and not word.startswith(_UPHELD)

    def _passive(self, verdict: Verdict, last: int) -> bool:
        flow, at = self.flow, verdict.start
        low = max(last, self.paper.part(at))
        index = bisect_left(self.paper.starts, low)
        known = self.paper.mentions
        first = known[index] if index < len(known) and known[index].head < at else None
        lesser = self._lesser_before(verdict, low, first)
        subject = lesser or first
        refused = _UNLESS.match(flow, verdict.end, verdict.end + 100) or (
            verdict.base != "approve" and _NOT.search(flow, max(low, at - 50), at)
        )
        if refused or conditional(flow, low, subject.start if subject else at):
            return False
        act = subject_before(flow, max(low, at - 300), at, verdict.base)
        if verdict.base == "affirm" and (whose_decision := decision_affirmed(flow, low)) and whose_decision.end < at:
            act, first = whose_decision, None
        if act and (first is None or act.start > first.end):
            alternative = _OR.search(flow, max(0, act.whole - 20), act.whole)
            return not alternative and (self._aux(verdict) or self._clipped(verdict, act)) and self._act(verdict, act)
        if lesser:
            return self._decide(verdict, self.paper.joined(lesser, at))
        if first is not None:
            return any(
                self._decided_before(verdict, at_index, low, tried=at_index - index)
                for at_index in range(index, self._last_tried(verdict, index))
            )
        return self._unnamed(verdict, low, last)

    def _unnamed(self, verdict: Verdict, low: int, last: int) -> bool:
        """Take what is decided where no motion is named: a party's dismissal, the rest of a motion, an extension."""
        flow, at = self.flow, verdict.start
        if verdict.base == "dismiss" and (named := self._named_party(low, at)):
            return self._act(verdict, named)
        if last and at - last < 300 and not _PARTED.search(flow, last, at) and _OTHERWISE.search(flow, last, at):
            return self.rows.split(self.last_rows, verdict.base, (at, verdict.end))
        if not self.rows.found and is_granted(flow, low, verdict) and not self.paper.history(at):
            return self._thing(verdict, verdict.end, min(len(flow), verdict.end + 130), behind=False)
        return self._thing(verdict, low, at, behind=True)

    def _named_party(self, low: int, at: int) -> Act | None:
        """Return whose dismissal it is where only a name goes before `is dismissed`: `Roe Prison is DISMISSED`."""
        aux = AUX.search(self.flow, max(low, at - 30), at)
        if aux is None or aux.start() - low < 4 or not owner_among(self.flow, low, aux.start()):
            return None
        return Act("dismissal", low, aux.start(), low)

    def _clipped(self, verdict: Verdict, act: Act) -> bool:
        """Tell whether a clerk left out `is`: `Count 2 dismissed.`"""
        return bool(
            _COUNTS.fullmatch(self.flow, act.end, verdict.start)
            and _CLOSED.match(self.flow, verdict.end)
            and not _CONSENT.search(self.flow, max(0, act.whole - 120), act.whole)
        )

    def _last_tried(self, verdict: Verdict, index: int) -> int:
        """Return behind which mention not to look for the subject of a word; the first is it, or one that follows."""
        if verdict.base not in ("grant", "deny", "moot", "dismiss"):
            return index + 1
        return max(
            index + 1, bisect_left(self.paper.heads, verdict.start, index, min(len(self.paper.heads), index + 8))
        )

    def _told(self, verdict: Verdict, end: int) -> bool:
        """Tell whether a participle is said of what ends at `end`."""
        flow, at = self.flow, verdict.start
        gap = flow[end:at].removesuffix("not ")
        glued = flow[at : at + 2].lower() in ("is", "ar")
        lone = flow[at : at + 4].isupper() and edge(flow, at, " )]") in self.paper.numbers.by_end
        told = glued or lone or not gap.strip(" ,:-()[]\"'*") or bool(AUX.search(flow, end, end + len(gap)))
        return told and len(gap) <= _NEAR.get(verdict.base, 240)

    def _lesser_before(self, verdict: Verdict, low: int, first: Mention | None) -> Mention | None:
        """Return the objection, the bill of costs that a word behind it decides, where it begins its sentence."""
        one = self.paper.lesser_from(low)
        if one is None or one.head >= verdict.start or (first and first.start <= one.start):
            return None
        begins = FILL.match(self.flow[low : max(low, one.start)])
        return one if begins and self._decides_lesser(verdict) and self._told(verdict, one.end) else None

    def _decided_before(self, verdict: Verdict, index: int, low: int, *, tried: int) -> bool:
        """Take the motion at `index` as what the word behind it decides, if it is its subject."""
        flow, at = self.flow, verdict.start
        if verdict.base == "approve" and _UNAPPROVED.search(flow, low, at):
            verdict = replace(verdict, base="deny")
        group = self.paper.group(index, at, active=False)
        if group[0].bare and not group[0].refs and tried and not _THE.search(flow, group[0].start, group[0].head + 1):
            return False
        if not self._told(verdict, group[-1].end) or self._oblique(verdict, low, group[0]):
            return False
        if self._again(group, verdict) and self.rows.split(self.last_rows, verdict.base, (at, verdict.end)):
            return True
        if group[0].bare and "otherwise" in flow[group[-1].end : at]:
            return self.rows.split(self.last_rows, verdict.base, (at, verdict.end))
        return self._decide(verdict, group)

    def _oblique(self, verdict: Verdict, low: int, one: Mention) -> bool:
        """Tell whether a motion is no subject: `in opposition to the motion`; `re 4 Motion be denied` is one."""
        found = _OBLIQUE.search(self.flow, low, one.start)
        if found is None or ")" in self.flow[one.start : one.head]:  # `(re 4) Roe's motion`
            return False
        wished = _BE.search(self.flow, max(0, verdict.start - 12), verdict.start)
        return not (wished and found.group().lower().startswith("re"))

    def _again(self, group: list[Mention], verdict: Verdict) -> bool:
        """Tell whether `The motion is DENIED as to the rest` speaks of the motion decided just before."""
        one = group[0]
        if (
            len(group) > 1
            or one.refs
            or len(one.name.split()) > 1
            or verdict.both
            or verdict.base not in ("grant", "deny")
            or _OTHERS.search(self.flow, max(0, one.head - 25), one.head)
        ):
            return False
        return not (one.by and self.last_rows and self.last_rows[0].by and one.by[0] != self.last_rows[0].by[0])

    def _decide(self, verdict: Verdict, group: list[Mention]) -> bool:
        at = max(verdict.end, group[-1].end)
        narrowed = quals(self.flow[at : self.paper.tail(at)])
        result = verdict.result(narrowed, recommended=self._recommended(verdict))
        fresh = not self.rows.found
        self.last_rows = []
        for one in group:
            refs = one.refs or (self.paper.near(one, verdict) if len(group) == 1 else [])
            if len(refs) > 1 and refs[0].start > one.named[1] and self._unnumbered(one):
                # `Denying Motion to Compel, Denying Motions to Strike (Docs. 18, 27, 29)`: no telling which is whose.
                refs = []
            shared = self.paper.number_shared(one, group) if self.whole and not refs else []
            by = one.by or self.paper.owner_shared(group[0], one) or (group[0].by if shared else None)
            bare = one.bare and not self.paper.completed(one, group)
            for named in self.paper.meant(one, refs, fresh=fresh) if bare else [one]:
                own = refs or shared or (named.refs if named is not one else [])
                many = len(own) > 1 and (own is not refs or one.plural or refs[-1].start < one.head)
                many = many and (named is one or (one.plural and named.plural))
                several: list[Found | None] = [*own] if many else [*own[:1]] or [None]
                days = one.days if len(one.days) == len(several) else [named.filed] * len(several)
                for ecf, filed in zip(several, days, strict=True):
                    place = [(verdict.start, verdict.end)]
                    whose_it_is = by or named.by
                    row = Row(named.name, [named.named], result, place, whose_it_is, ecf, filed, named.bare)
                    row.owner = self.paper.owner(whose_it_is)
                    beside = [other for other in self.last_rows if other.motion != row.motion]
                    self.last_rows.append(self.rows.add(row, beside))
        return True

    def _unnumbered(self, one: Mention) -> bool:
        """Tell whether a motion decided before `one` has no number yet."""
        return any(
            row.ecf is None and row.motion not in ("dismissal", "remand") and row.motion_at[0][0] < one.head
            for row in self.rows.found
        )

    def _act(self, verdict: Verdict, act: Act) -> bool:
        at = max(verdict.end, act.end)
        behind = bisect_right(self.paper.bounds, at)
        end = min([at + 110, len(self.flow), *self.paper.bounds[behind : behind + 1]])
        narrowed = quals(self.flow[verdict.end : end])
        if act.name == "dismissal" and LEAVE.search(self.flow, verdict.end, at + 260) and not narrowed:
            narrowed = ("with leave to amend",)
        result = verdict.result(narrowed, recommended=self._recommended(verdict))
        by = moved_by(self.flow, verdict.end, act.whole) or whose(self.flow, act)
        refs = self.paper.numbers.between(act.start, verdict.start) if act.name.startswith("decision") else []
        ecf = refs[0] if len(refs) == 1 else None
        self.rows.add(Row(act.name, [(act.start, act.end)], result, [(verdict.start, verdict.end)], by, ecf))
        return True

    def _thing(self, verdict: Verdict, low: int, high: int, *, behind: bool) -> bool:
        """Take what is granted or denied without being called a motion."""
        found = thing(self.flow, low, high) if verdict.base in ("grant", "deny", "approve", "moot") else None
        if found is None:
            return False
        gap = self.flow[found.end : verdict.start]
        if behind and gap.strip() and not AUX.search(self.flow, found.end, verdict.start):
            return False
        if found.amends and "dismiss" in self.flow.lower():
            return False  # it narrows the dismissal
        if any(found.name in row.motion for row in self.rows.found):
            return True
        result = verdict.result((), recommended=self._recommended(verdict))
        refs = self.paper.numbers.between(low, found.start) or self.paper.numbers.after(self.flow, found.end)[1]
        place = (verdict.start, verdict.end)
        row = Row(
            found.name,
            [(found.start, found.end)],
            result,
            [place],
            stipulated(self.flow, 40),
            refs[0] if refs else None,
        )
        self.last_rows = [self.rows.add(row)]
        return True
