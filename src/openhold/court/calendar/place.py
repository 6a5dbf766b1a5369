"""Where a date stands: the words before and behind it in its clause, and the setting that these words are about."""

from dataclasses import dataclass
from enum import Enum

from openhold.court.calendar import cues
from openhold.court.calendar.clauses import Clause
from openhold.court.calendar.settings import EVENT, event_before
from openhold.court.when import When
from openhold.extract.text import Span


class Role(Enum):
    """What a date does: it is set or falls due (LIVE), something better takes its place (OLD), or neither."""

    LIVE = "live"
    OLD = "old"
    NONE = "none"


@dataclass(slots=True)
class Reading:
    """One date of a clause and its role.

    `event` is the setting that it belongs to; where there is none, `words` tell what falls due. `weak` says that only
    the noun beside the date speaks for it, so that it must at least lie ahead. `signed` marks a day on which something
    was signed or filed, `moved` one to which something is moved. `head` is the heading of a table whose rows go on.
    `gap` is where the words that belong to this date begin.
    """

    when: When
    gap: int
    role: Role = Role.NONE
    event: Span | None = None
    words: str = ""
    head: str = ""
    weak: bool = False
    noise: bool = False
    signed: bool = False
    vacating: bool = False
    moved: bool = False


class Place:
    """One date in its clause.

    `lead` are the words between the date before and this one, from `start` to `end`; `tail` those behind it up to the
    date at `following`; `event` is the setting last named before it. `before` is the date before, told already.
    """

    def __init__(self, flow: str, clause: Clause, one: Reading, before: Reading | None, following: int) -> None:
        """Find the words around a date."""
        self.flow, self.clause, self.one, self.before, self.following = flow, clause, one, before, following
        self.start = max(one.gap, one.when.start - 700)
        near = max(self.start, one.when.start - 70)
        self.lead = flow[self.start : near] + cues.FILL.sub("", flow[near : one.when.start])
        self.end = self.start + len(self.lead)
        self.event: Span | None = None
        self.tail = flow[one.when.time_end : min(self._tail_end(), one.when.time_end + 300)]

    def find_event(self) -> None:
        """Look for the setting that the words before the date name."""
        self.event = event_before(self.flow, self.start, self.end) or self._listed()

    def inside(self) -> bool:
        """Tell whether the setting is named between the date before and this one."""
        return self.event is not None and self.start <= self.event[0] < self.end

    def subject(self) -> bool:
        """Tell whether the date is a setting's and not a deadline's, and take the setting if so."""
        if self.event is None:
            return False
        if self.inside():
            after = self.flow[self.event[1] : self.end]
            if cues.STATEMENT.match(after) or (cues.DEADLINE_NOUN.search(after) and not cues.STILL.match(after)):
                return False
        self.one.event = self.event
        return True

    def past(self) -> bool:
        """Tell whether the words before the date tell what happened."""
        if self.inside() and self.event and cues.HELD.search(self.lead, self.event[1] - self.start):
            return True
        words = self.lead[: self.event[0] - self.start] if self.inside() and self.event else self.lead
        return cues.PAST.search(words[-60:]) is not None or self.failed()

    def failed(self) -> bool:
        """Tell whether someone failed to appear on the date: it is over."""
        return "fail" in self.lead and cues.FAILED.search(self.lead) is not None

    def beside(self) -> Span | None:
        """Return the setting that is named right behind the date: `the 5/1/2013 hearing`."""
        skip = cues.ADJECTIVE.match(self.flow, self.one.when.time_end, self.following)
        found = EVENT.match(self.flow, skip.end() if skip else self.one.when.time_end, self.following)
        return found.span() if found else None

    def next_start(self) -> int:
        """Return where the next date stands that is not joined to this one by `and`."""
        at = self.one.when.time_end
        for when in self.clause.dates:
            if when.start > self.one.when.start and not cues.AND.fullmatch(self.flow, at, when.start):
                return when.start
            at = max(at, when.time_end)
        return self.clause.end

    def _tail_end(self) -> int:
        """Return where the words behind the date end: at the next date, unless that only says when it was filed."""
        at = self.following
        for when in self.clause.dates:
            if when.start == at and cues.FILED_ON.search(self.flow, self.one.when.time_end, at):
                at = next((later.start for later in self.clause.dates if later.start > at), self.clause.end)
        return at

    def _listed(self) -> Span | None:
        """Return the setting before a list that semicolons part: `Status Conference, as to A; B; and C, is set`."""
        if (
            self.before is not None
            or not self.start
            or self.flow[self.start - 1] != ";"
            or not cues.LISTED.search(self.lead)
        ):
            return None
        sentence = max(self.flow.rfind(". ", 0, self.start), self.start - 400)
        found = event_before(self.flow, max(0, sentence), self.start)
        return found if found and cues.AS_TO.match(self.flow, found[1]) else None
