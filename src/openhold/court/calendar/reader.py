"""Deadlines, settings and periods that a paper sets, and those that it takes away."""

import re
from datetime import date

from openhold.court.calendar import cues, due
from openhold.court.calendar.clauses import Clause, clauses
from openhold.court.calendar.gathered import Gathered
from openhold.court.calendar.history import tells_only
from openhold.court.calendar.periods import read_periods
from openhold.court.calendar.place import Reading, Role
from openhold.court.calendar.roles import readings
from openhold.court.calendar.settings import event_name
from openhold.court.calendar.tables import table_rows
from openhold.court.said import Calendar, Due, Event, Said
from openhold.court.view import View

_STRUCK = re.compile(
    r"^\W*(?:stricken|withdrawn|vacated)(?= ?[-\u2013:*]\W*(?:[a-z]+ ){0,2}order)|"
    r"(?:\*{1,8}|[\[(]) ?(?:vacated|withdrawn|dismissed|stricken|disregard(?:ed)?|discharged)\b"
    r"(?=[^)\]*]{0,40}?(?:\bper\b|\bpursuant\b|\bby\b|\bsee\b|\border\b|\bentered\b|\bduplicate\b|\*))",
    re.IGNORECASE,
)
"""What a clerk writes beside an entry that was undone later: nothing that it set stands."""

_AMEND = re.compile(r"^amend ")
_BARE = ("conference", "hearing")
"""Names of settings that say less than others of the same day and time."""


def read_calendar(view: View, kind: str, entered: str | None = None) -> Calendar:
    """Return the live dates, events and periods, and the vacated ones.

    `entered` is the day on which the caller says that the paper was entered: it was not signed after that.
    """
    flow = view.flow
    each = [(clause, readings(flow, clause)) for clause in clauses(flow)]
    since = _since([one for _, several in each for one in several], kind, entered)
    found = [
        (clause, one) for clause, several in each if not tells_only(flow, clause, several, since) for one in several
    ]
    gathered = Gathered(view)
    told = _tables(view, since, gathered) if kind == "order" else frozenset()
    for clause, one in found:
        day = one.when.day
        if one.role is Role.NONE or day is None or (told and view.span(one.when.start, one.when.end)[0] in told):
            continue
        if one.role is Role.LIVE and (day < since if since else one.weak):
            continue
        if one.role is not Role.LIVE and since and _told_only(clause, since):
            continue
        gathered.add(clause, one)
    dues, events, vacated = gathered.dues, gathered.events, gathered.vacated
    if kind == "docket-text" and _STRUCK.search(flow):
        undone = [Event(Said(named.name, at.spans), at) for named, at in dues]
        return Calendar(vacated=_once([*vacated, *events, *undone]))
    events = [one for one in events if not any(_same(one, old) for old in vacated)]
    gone = {(old.what.value, at) for old in vacated for at in (old.at.value, old.at.value[:10])}
    dues = [(named, at) for named, at in dues if (named.name, at.value) not in gone]
    return Calendar(_unique(dues), _once(events), read_periods(view), _once(vacated))


def _told_only(clause: Clause, since: date) -> bool:
    """Tell whether a clause only tells what was moved before: every date in it was past when the paper was made."""
    return all(when.day is None or when.day < since for when in clause.dates)


def _same(one: Event, old: Event) -> bool:
    """Tell whether a setting is the one that is taken away elsewhere, under its name or a shorter or longer one."""
    words, others = set(one.what.value.split()), set(old.what.value.split())
    return one.at.value in (old.at.value, old.at.value[:10]) and (words <= others or others <= words)


def _tables(view: View, since: date | None, gathered: Gathered) -> frozenset[int]:
    """Add what the rows of tables set and take away; return where their dates stand."""
    told = set()
    for row in table_rows(view):
        line, when = row.line, row.when
        told |= {line.span(one.start, one.end)[0] for one in (when, row.old) if one}
        if not row.sure or when.day is None:
            continue
        at = Said(when.iso or "", (line.span(when.start, when.time_end),))
        label = line.span(row.start, row.start + len(row.label))
        heard = cues.LAST_HEARD.search(row.label)
        named = due.due(f"{heard['what']} hearing" if heard else row.label, "", "")
        name = event_name(row.label) if row.event else named.name
        if row.old and row.old.iso:
            gathered.vacated.append(
                Event(Said(name, (label,)), Said(row.old.iso, (line.span(row.old.start, row.old.time_end),)))
            )
        if since and when.day < since:
            continue
        if row.event:
            gathered.events.append(Event(Said(name, (label,)), at))
        else:
            gathered.dues.append((named, at))
    return frozenset(told)


def _since(found: list[Reading], kind: str, entered: str | None) -> date | None:
    """Return the day on which the paper was made, as far as it says: what lies before it is no deadline.

    A clerk's entry begins with it; an order ends with it, after the days of other papers. Where the day of the entry
    is known, nothing was done after it (a clerk may write a wrong year), the signature is the last thing that was done
    before it, and without a signature what lies before the entry is past.
    """
    days = [one.when.day for one in found if one.signed and one.when.day]
    if kind == "docket-text" and entered:
        last = date.fromisoformat(entered[:10])
        return max((day for day in days if day <= last), default=last)
    if not days:
        return None
    return days[0] if kind == "docket-text" else max(days)


def _unique(dues: list[tuple[due.Named, Said[str]]]) -> tuple[Due, ...]:
    """Give each deadline a name of its own: the fixed one, with the party, or the paper's fuller words.

    Of a day that is named elsewhere, the place that does not say what falls due is left out.
    """
    found: dict[str, Said[str]] = {}
    days: dict[str, set[str]] = {}
    told = {at.value[:10] for named, at in dues if not due.generic(named)}
    dues = [(named, at) for named, at in dues if not (due.generic(named) and at.value[:10] in told)]
    dues = _with_plurals(dues)
    for named, at in dues:
        days.setdefault(named.name, set()).add(at.value)
    for named, at in dues:
        names = [named.name]
        if len(days[named.name]) > 1:
            names = [f"{named.name} ({named.who})"] if named.who else []
            names += [named.full, named.name]
        names += [f"{named.name} ({n})" for n in range(2, len(dues) + 2)]
        for name in names:
            if name not in found or found[name].value == at.value:
                found.setdefault(name, at)
                break
    return tuple(Due(name, at) for name, at in found.items())


def _with_plurals(dues: list[tuple[due.Named, Said[str]]]) -> list[tuple[due.Named, Said[str]]]:
    """Leave out other forms of what is due on the same day: `pretrial motion`, as a label has the plural, and
    `amend pleadings` beside `amended pleadings`."""
    many = {(named.name, at.value) for named, at in dues}
    return [
        (named, at)
        for named, at in dues
        if (f"{named.name}s", at.value) not in many
        and (_AMEND.sub("amended ", named.name), at.value) not in many - {(named.name, at.value)}
    ]


def _once(events: list[Event]) -> tuple[Event, ...]:
    """Leave out what is said twice; of the same day with and without its time, the one without;
    and a bare `conference` beside the fuller name of it."""
    timed = [(one.at.value[:10], set(one.what.value.split())) for one in events if "T" in one.at.value]
    ends = {(one.what.value.rpartition(" ")[2], one.at.value) for one in events if " " in one.what.value}
    events = [one for one in events if one.what.value not in _BARE or (one.what.value, one.at.value) not in ends]
    seen: dict[tuple[str, str], Event] = {}
    for one in events:
        words = set(one.what.value.split()) - {"continued", "said"}
        if "T" in one.at.value or not any(day == one.at.value and words <= fuller for day, fuller in timed):
            seen.setdefault((one.what.value, one.at.value), one)
    return tuple(seen.values())
