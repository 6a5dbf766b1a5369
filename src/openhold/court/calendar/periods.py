"""Periods that a paper sets: so many days after something, for someone to do something."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openhold.court.calendar import due, due_acts, parts
from openhold.court.calendar import period_forms as forms
from openhold.court.calendar import words as calendar_words
from openhold.court.calendar.actors import actor
from openhold.court.calendar.clauses import ends
from openhold.court.calendar.triggers import ANSWERS, ANY_SERVICE, THEREAFTER, trigger
from openhold.court.said import Period, Said
from openhold.court.view import View
from openhold.court.when import When, whens
from openhold.extract.text import Span

_REACH = 500
_NEAR = 110
"""How far before a length the name of the paper may begin that is due within it."""
_NOT_SET = (
    forms.LAW, forms.CONDITION, forms.TOLD_BEFORE, forms.WARNING, forms.LAPSED, forms.HELD, forms.DID, forms.BY_LENGTH,
)  # fmt: skip
"""What may stand before a length that this paper does not set."""


def read_periods(view: View) -> tuple[Period, ...]:
    """Return the periods that the paper sets, in order, each once."""
    low = view.flow.lower()
    if "day" not in low and "hour" not in low and "week" not in low:
        return ()
    lengths = list(forms.LENGTH.finditer(view.flow))
    dates = list(whens(view.flow)) if lengths else []
    found = [_Length(view, match, dates) for match in lengths]
    return _once([(period, one.label) for one in found if one.sets() for period in one.periods()])


class _Length:
    """A number of days or hours in the text, and what the words around it make of it."""

    def __init__(self, view: View, match: re.Match[str], dates: list[When]) -> None:
        flow = view.flow
        self.view, self.flow, self.match, self.dates = view, flow, match, dates
        self.start = max(0, match.start() - _REACH)
        for end in ends(flow, self.start, match.start()):
            self.start = end
        limit = min(len(flow), match.end() + _REACH)
        self.end = next(ends(flow, match.end(), limit), limit)
        self.lead = flow[self.start : match.start()]
        self.tail = flow[match.end() : self.end]
        self.label = forms.LABEL.match(self.tail) is not None and not forms.WITHIN.search(self.lead)

    def sets(self) -> bool:
        """Tell whether the paper sets this period."""
        if self._refused():
            return False
        if forms.LEAVE.match(self.tail) or (forms.WITH_TIME.search(self.lead) and forms.TO_AMEND.match(self.tail)):
            return True
        if forms.LONGER.match(self.tail):
            return not self._ends_later() and forms.GRANTED.search(self.lead) is not None
        if self.label:
            return forms.POINTS_BACK.search(self.lead) is None
        if forms.WITHIN.search(self.lead):
            return not forms.PAST.search(self.lead[-60:]) or forms.TO_DO_THAT.search(self.lead) is not None
        return self._given()

    def _refused(self) -> bool:
        """Tell whether it is law, a fact, a wish or a recommendation, or the length of what ends on a given day."""
        lead, tail = self.lead, self.tail
        if not forms.count(self.match) or self._measured():
            return True
        if any(form.search(lead) for form in _NOT_SET) or self._law():
            return True
        if self._recommended() and not forms.OBJECTION.search(lead[-60:] + tail[:120]):
            return True
        if forms.BY_RULE.match(tail) or (forms.SET_ELSEWHERE.search(lead) and forms.ITS_PERIOD.match(tail)):
            return True
        if forms.NOUN_AFTER.match(tail) or forms.DONE.match(tail) or self._end_given():
            return True
        longer = self.label or forms.LONGER.match(tail) or forms.NEAR_EXTENSION.search(lead)
        return bool(longer and forms.WISHED.search(lead))

    def _law(self) -> bool:
        """Tell whether a general statement with its authority behind it says it."""
        return forms.GENERAL.match(self.lead) is not None and forms.CITED.match(self.flow, self.end) is not None

    def _measured(self) -> bool:
        """Tell whether it says how long something lasts, at most or at least, and not when something is due."""
        if forms.PLACE.search(self.lead[-90:]) and not forms.WITHIN.search(self.lead):
            return True
        backward = forms.AT_LEAST.search(self.lead) and forms.BACKWARD.match(self.tail)
        return not backward and forms.NOT.search(self.lead[-90:]) is not None

    def _recommended(self) -> bool:
        """Tell whether another judge is to order it first: here, or in a list of recommendations that goes on here."""
        if forms.RECOMMENDED.search(self.lead):
            return True
        if forms.SUBJUNCTIVE.search(self.lead):
            told = due_acts.last_match(forms.RECOMMENDING, self.flow[: self.start])
            return told is not None and forms.ORDERED_AGAIN.search(self.flow, told.end(), self.start) is None
        if re.search(r"\bbe\b", self.lead) is None:
            return False
        before = self.flow[max(0, self.start - _REACH) : self.start]
        told = due_acts.last_match(forms.RECOMMENDING, before)
        return told is not None and forms.ORDERING.search(before, told.end()) is None

    def _given(self) -> bool:
        """Tell whether time is given without `within`: `has 30 days to file`, `seven days thereafter`."""
        lead, tail = self.lead, self.tail
        if forms.EVERY.search(lead) and not THEREAFTER.match(tail):
            return False
        if forms.RUNS.match(tail) or forms.IN_WHICH.match(tail) or forms.GRANTED.search(lead):
            return True
        if forms.ASKED.search(lead):
            return False
        if forms.EXTENSION_OF.search(lead):
            return True
        return forms.EXTENSION.search(lead) is not None and forms.TO_DO.match(tail) is not None

    def periods(self) -> Iterator[Period]:
        """Yield the period, and another where a second thing is due within the same length."""
        match = self.match
        unit = match["unit"].lower()
        days = forms.count(match) * (7 if unit.startswith("week") else 1)
        started, words = trigger(self.flow, (self.start, self.end), match.span())
        stop = max(words[1], match.end()) if words else match.end()
        what = self._what(stop) or "deadline"
        if started == "service of order" and words and ANY_SERVICE.fullmatch(self.flow, *words):
            started = "service" if what in ("reply", "traverse") or ANSWERS.search(self.lead) else started
        one = Period(
            Said(what, (self._said(what),)),
            Said(days, (self.view.of(match),)),
            "hours" if unit.startswith("hour") else "days",
            started,
            Said(self.flow[words[0] : words[1]], (self.view.span(*words),)) if words else None,
            self._who(stop),
        )
        yield one
        also = self._also(stop)
        if also not in ("", what):
            yield replace(one, what=Said(also, (self._said(also),)))

    def _also(self, stop: int) -> str:
        """Return what else is due within the same length: `..., and shall file a statement`."""
        if self.label or forms.LENGTH.search(self.flow, stop, self.end):
            return ""
        if any(stop < when.start < self.end for when in self.dates):
            return ""
        also = forms.ALSO.search(self.flow, stop, self.end)
        return (due_acts.at_once(self.flow[also.end() : self.end]) or "") if also else ""

    def _end_given(self) -> bool:
        """Tell whether a date follows at once that says when the period ends."""
        last = next((when for when in reversed(self.dates) if when.end <= self.match.start()), None)
        if (
            last is not None
            and forms.COUNTED.fullmatch(self.flow, last.end, self.match.start())
            and forms.DUE_ON.search(self.flow, max(0, last.start - 20), last.start)
        ):
            return True
        at = next((when.start for when in self.dates if when.start >= self.match.end()), None)
        if at is None or at >= self.end or at - self.match.end() >= 130:
            return False
        between = self.flow[self.match.end() : at]
        if forms.END_SAID.fullmatch(between):
            return True
        return (
            len(between) < 90
            and forms.DATE_GIVEN.fullmatch(between) is not None
            and not forms.FROM_SOMETHING.match(between)
        )

    def _ends_later(self) -> bool:
        """Tell whether a date behind an extension of so many days says when that ends."""
        return any(
            0 < when.start - self.match.end() < _REACH
            and forms.ENDS_LATER.search(self.flow, when.start - 14, when.start)
            for when in self.dates
        )

    def _what(self, stop: int) -> str:
        lead = forms.CUE_END.sub("", self.lead)
        if self.label:
            return self._labelled(lead)
        before = self._earlier(lead)
        noun = self._noun()
        if noun:
            return calendar_words.name(noun["what"])
        if forms.ENDS_THEN.search(self.lead[-40:]):
            over = due_acts.last_match(forms.ENDING, self.lead)
            return f"termination of {over[0].lower()}" if over else "termination"
        tail = self.flow[stop : self.end]
        skip = forms.IN_WHICH.match(tail) or forms.LENGTHENED.match(tail) or forms.WHICHEVER.match(tail)
        tail = tail[skip.end() :] if skip else tail
        named = due_acts.done(tail) if skip else tail
        return named if isinstance(named, due_acts.Name) else due.due(lead, tail, before).name

    def _labelled(self, lead: str) -> str:
        """Return what a label such as `30-Day Objection Deadline` is about."""
        label = forms.LABEL.match(self.tail)
        words = label[0].strip(" -)") if label else ""
        if words.lower().startswith("leave"):
            return "amended complaint"
        about = calendar_words.name(forms.LABEL_NOUN.sub("", words))
        if about and about not in ("time", "filing"):
            return "objections" if about == "objection" else about
        after = forms.ABOUT.match(self.tail, label.end() if label else 0)
        if after:
            named = due_acts.done(after["what"])
            return named if isinstance(named, due_acts.Name) else calendar_words.name(named)
        if forms.RECOMMENDS.match(self.flow) or forms.OBJECTION.search(due_acts.last_piece(lead)):
            return "objections"
        return due.due("", "", self._earlier(lead)).name

    def _earlier(self, lead: str) -> str:
        return self.flow[max(0, self.start - _REACH) : self.start] + lead

    def _who(self, after: int) -> Said[str] | None:
        noun = self._noun()
        owned = noun is not None and noun["what"].lower().startswith(("obj", "opp", "rep"))
        begin = self.start
        if noun is None or owned:
            begin = noun.start() if noun else begin + parts.begins(self.lead)
        return actor(self.view, (self.start, self.end), begin, self.match.span(), after, label=self.label)

    def _noun(self) -> re.Match[str] | None:
        """Return the name of a paper that stands at once before the length, if it is one."""
        begin = self.match.start()
        return forms.NOUN_DUE.search(self.flow, max(self.start, begin - _NEAR), begin)

    def _said(self, what: str) -> Span:
        """Return where the paper says what is to be done: in this clause, else before it; else the length itself."""
        return said(self.view, what, self.match.span(), (self.start, self.end))


def said(view: View, what: str, near: Span, clause: Span) -> Span:
    """Return where the telling word of the name `what` stands nearest to `near`; `near` itself where it does not."""
    words = re.findall(r"[a-z]{4,}", what) or [what]
    for start, end in (clause, (max(0, clause[0] - _REACH), clause[0])):
        for word in words:
            places = [
                match.span()
                for match in re.finditer(rf"\b{re.escape(word[:6])}\w*", view.flow[start:end], re.IGNORECASE)
            ]
            if places:
                at = min(places, key=lambda place: abs(start + place[0] - near[0]))
                return view.span(start + at[0], start + at[1])
    return view.span(*near)


def _once(found: list[tuple[Period, bool]]) -> tuple[Period, ...]:
    """Leave out a label that repeats a period, and a period that is said twice."""
    kept: dict[tuple[str, int, str, str], Period] = {}
    spoken = {(one.length.value, one.unit) for one, label in found if not label}
    for one, label in found:
        if not label or (one.length.value, one.unit) not in spoken:
            kept.setdefault((one.what.value, one.length.value, one.unit, one.trigger), one)
    return tuple(kept.values())
