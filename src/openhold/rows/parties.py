"""Who is in a matter, and what happened in it day by day."""

from datetime import date
from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.name_party import Named, Parties
    from openhold.actions.tell_timeline import Timeline
    from openhold.projections.party import Party


class PartyRow(TypedDict):
    """A party of a side: its id where a person named it, and the facts of the papers that name it."""

    name: str
    party: str | None
    papers: list[int]


class CounselRow(TypedDict):
    """Counsel of a side."""

    counsel: str
    name: str
    firm: str | None
    side: str
    seq: int


class PartiesRow(TypedDict):
    """Who is in a matter: `side` is ours, None where nobody said it; the parties of each side."""

    side: str | None
    parties: dict[str, list[PartyRow]]
    counsel: list[CounselRow]


class EventRow(TypedDict):
    """Something on a day, and its fact; `hold` is the one that it is about, None where it is about none."""

    day: str
    what: str
    text: str
    named: str
    hold: str | None
    seq: int


class StoodRow(TypedDict):
    """A hold that was in force from a day until another, None where it still is."""

    hold: str
    title: str
    since: str
    until: str | None


class TimelineRow(TypedDict):
    """What happened in a matter and what is due in it; `duty` is the day on which its duty began."""

    duty: str | None
    events: list[EventRow]
    holds: list[StoodRow]


def parties(found: "Parties") -> PartiesRow:
    """Return who is in a matter."""
    return {
        "side": found.ours,
        "parties": {side: [_party(one) for one in them] for side, them in found.of.items()},
        "counsel": [counsel(one) for one in found.counsel],
    }


def counsel(one: "Party") -> CounselRow:
    """Return counsel."""
    return {"counsel": one.id, "name": one.name, "firm": one.firm, "side": one.side, "seq": one.seq}


def timeline(told: "Timeline") -> TimelineRow:
    """Return what happened and what is due."""
    return {
        "duty": _day(told.duty),
        "events": [
            {
                "day": one.day.isoformat(),
                "what": one.what,
                "text": one.text,
                "named": one.named,
                "hold": one.hold,
                "seq": one.seq,
            }
            for one in told.events
        ],
        "holds": [
            {"hold": one.hold, "title": one.title, "since": one.since.isoformat(), "until": _day(one.until)}
            for one in told.holds
        ],
    }


def _party(one: "Named") -> PartyRow:
    by_hand = None if one.by_hand is None else one.by_hand.id
    return {"name": one.name, "party": by_hand, "papers": [each.seq for each in one.papers]}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
