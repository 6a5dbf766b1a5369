"""The matter's calendar: what is due, and what goes by itself and when, before it happens."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from openhold.actions.holds.answers import answers
from openhold.actions.holds.look import holds
from openhold.actions.home import Home
from openhold.actions.list_due import Due, list_due
from openhold.filings.calendar_file import Entry, calendar_of
from openhold.jobs.asking import outlook
from openhold.projections.hold import Hold
from openhold.projections.matter import Matter
from openhold.projections.notice import AGAIN, ESCALATION, FIRST, REFRESH, RELEASE, REMINDER

WORDS: Mapping[str, str] = MappingProxyType(
    {
        FIRST: "the notice",
        AGAIN: "the notice once more",
        REMINDER: "a reminder",
        ESCALATION: "a letter to the manager",
        REFRESH: "a letter that the notice still holds",
        RELEASE: "a letter of release",
    }
)
"""What each kind of message is, in a few words."""


def agenda(home: Home, matter: Matter) -> bytes:
    """Return the days of the matter as an iCalendar file; a later one updates the entries of an earlier one.

    It names no custodian: a calendar is shown on many screens.
    """
    return calendar_of(_entries(home, matter), zone=None, moment=home.clock())


def _entries(home: Home, matter: Matter) -> Iterator[Entry]:
    for due in list_due(home, [matter.id]):
        yield _due(due, matter.title)
    for one in answers(home, [matter.id]):
        if one.open:
            yield Entry(
                f"{matter.id}/{one.hold.id}/acknowledge/{one.hold.in_force}",
                f"Acknowledge by: {one.hold.title} ({matter.title})",
                one.acknowledge_by.isoformat(),
                f"{one.open:,} of {one.asked:,} have not acknowledged version {one.hold.in_force}.",
            )
    for hold in (one.hold for one in holds(home, matter.id) if one.hold.in_force):
        seen = outlook(home, matter.id, hold.id)
        if seen.paused is None:
            together = Counter((one.day, one.sending) for one in seen.coming if one.day >= seen.today)
            for (day, sending), number in together.items():
                yield _message(hold, matter.title, day, sending, number)


def _due(due: Due, title: str) -> Entry:
    if due.task is not None:
        return Entry(
            f"{due.matter}/task/{due.task.id}",
            f"Due: {due.what} ({title})",
            due.day.isoformat(),
            f"Task {due.task.id}, open. It is done when its proof is kept.",
        )
    said = due.said
    text = "" if said is None else f"Set by a court paper, its SHA-256 {said.paper}; entry {said.seq:,} of the ledger."
    at = f"{due.day.isoformat()}T{due.time}" if due.time else due.day.isoformat()
    return Entry(f"{due.matter}/{due.what}/{at}", f"Due: {due.what} ({title})", at, text)


def _message(hold: Hold, title: str, day: date, sending: str, number: int) -> Entry:
    people = "1 person" if number == 1 else f"{number:,} people"
    return Entry(
        f"{hold.matter}/{hold.id}/{sending}/{day.isoformat()}",
        f"Goes by itself: {WORDS[sending]}, to {people} ({title})",
        day.isoformat(),
        f"Of the hold {hold.title}. It can be sent now, or paused, on the page of the hold before that day.",
    )
