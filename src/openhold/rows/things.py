"""Physical things and paper."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.things.describe_thing import Gap, Listed, Told
    from openhold.projections.thing import ThingEvent


class GapRow(TypedDict):
    """A gap in a chain of custody: its code, the fact that it is about, when that happened, and a sentence."""

    code: str
    seq: int
    at: str
    detail: str


class ListedRow(TypedDict):
    """A thing among the others: `holder` has it `since`; `holder_name` is what they are called."""

    thing: str
    what: str
    mark: str | None
    holder: str
    holder_name: str
    since: str
    place: str
    seal: str | None
    gone: bool
    gaps: list[GapRow]
    seq: int
    said: int


class SideRow(TypedDict):
    """What a side of a hand-over said last: ``confirmed`` or ``disputed``; None where it said nothing."""

    who: str
    name: str
    said: str | None
    at: str | None
    way: str | None
    evidence: str | None
    why: str | None
    seq: int | None


class EventRow(TypedDict):
    """Something that happened to a thing. `giver` and `taker` are None where it was not handed over."""

    kind: str
    seq: int
    at: str
    by: str
    by_name: str
    why: str | None
    place: str | None
    condition: str | None
    seal: str | None
    before: str | None
    seal_state: str | None
    photographs: list[str]
    handover: str | None
    giver: SideRow | None
    taker: SideRow | None
    noted_by: str
    noted_at: str


class CoveredRow(TypedDict):
    """A hold that protects a thing; both are null where the matter is not shown to whoever asks."""

    matter: str | None
    hold: str | None


class ToldRow(TypedDict):
    """A thing with its chain of custody; `covered_by` are the holds, of any matter, that protect it now."""

    thing: str
    unit: str
    what: str
    mark: str | None
    whose: str | None
    whose_name: str | None
    holder: str
    holder_name: str
    since: str
    place: str
    seal: str | None
    disposed: int | None
    covered_by: list[CoveredRow]
    events: list[EventRow]
    gaps: list[GapRow]
    seq: int
    said: int


def gap(one: "Gap") -> GapRow:
    """Return a gap."""
    return {"code": one.code, "seq": one.seq, "at": one.at.isoformat(), "detail": one.detail}


def listed(one: "Listed") -> ListedRow:
    """Return a thing among the others."""
    return {
        "thing": one.thing.id,
        "what": one.thing.what,
        "mark": one.thing.mark or None,
        "holder": one.thing.holder,
        "holder_name": one.holder,
        "since": one.thing.since.isoformat(),
        "place": one.thing.place,
        "seal": one.custody.seal,
        "gone": one.gone,
        "gaps": [gap(each) for each in one.custody.gaps],
        "seq": one.thing.seq,
        "said": one.thing.said,
    }


def told(one: "Told", shows: Callable[[str], bool] = lambda _: True) -> ToldRow:
    """Return a thing with all that is known of it; a matter that `shows` says no to is not named."""
    return {
        "thing": one.thing.id,
        "unit": one.source.unit,
        "what": one.thing.what,
        "mark": one.thing.mark or None,
        "whose": one.source.custodian,
        "whose_name": one.named(one.source.custodian) or None,
        "holder": one.thing.holder,
        "holder_name": one.named(one.thing.holder),
        "since": one.thing.since.isoformat(),
        "place": one.thing.place,
        "seal": one.custody.seal,
        "disposed": one.source.disposed,
        "covered_by": [
            {"matter": each.matter, "hold": each.hold} if shows(each.matter) else {"matter": None, "hold": None}
            for each in one.protections
        ],
        "events": [event(each, one) for each in one.events],
        "gaps": [gap(each) for each in one.custody.gaps],
        "seq": one.thing.seq,
        "said": one.thing.said,
    }


def event(one: "ThingEvent", told: "Told") -> EventRow:
    """Return something that happened to a thing."""
    handed = bool(one.handover)
    return {
        "kind": one.kind,
        "seq": one.seq,
        "at": one.at.isoformat(),
        "by": one.by,
        "by_name": told.named(one.by),
        "why": one.why or None,
        "place": one.place,
        "condition": one.condition,
        "seal": one.seal,
        "before": one.before,
        "seal_state": one.state,
        "photographs": list(one.photographs),
        "handover": one.handover or None,
        "giver": _side(one, "giver", one.by, told) if handed else None,
        "taker": _side(one, "taker", one.to, told) if handed else None,
        "noted_by": one.noted_by,
        "noted_at": one.noted_at.isoformat(),
    }


def _side(one: "ThingEvent", side: str, who: str, told: "Told") -> SideRow:
    at = getattr(one, f"{side}_at")
    return {
        "who": who,
        "name": told.named(who),
        "said": getattr(one, f"{side}_said") or None,
        "at": None if at is None else at.isoformat(),
        "way": getattr(one, f"{side}_way") or None,
        "evidence": getattr(one, f"{side}_evidence"),
        "why": getattr(one, f"{side}_why") or None,
        "seq": getattr(one, f"{side}_seq"),
    }
