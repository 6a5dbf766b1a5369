"""Note that somebody looked at a thing: where it is, its condition, its seal as found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import decide, publish
from openhold.actions.things.find import check_stands, find_thing
from openhold.actions.things.name_thing import LONGEST_NUMBER, kept
from openhold.actions.things.who import who_is
from openhold.actions.wording import words_or_none
from openhold.facts.fact import Fact
from openhold.facts.things import SEAL_STATES, ThingSeen
from openhold.formats.canonical import time_text
from openhold.projections.thing import SEEN, Thing, ThingEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What somebody (`by`) saw. `seal` is the number as it was read, `seal_state` is ``whole`` or ``broken``."""

    by: str
    at: datetime
    place: str | None = None
    condition: str | None = None
    seal: str | None = None
    seal_state: str | None = None
    photographs: Sequence[str] = ()


def look_at_thing(home: Home, actor: str, matter: str, thing: str, saw: Look) -> Thing:
    """Record what somebody saw of a thing and return it; the same again records nothing.

    Raises UsageError where nothing is said about the thing, or a photograph is not kept.
    """
    found = find_thing(home, matter, thing)
    fact = ThingSeen(
        thing=found.id,
        at=time_text(saw.at),
        by=who_is(home, matter, saw.by, "who looked at it"),
        place=words_or_none(saw.place, "where it is kept"),
        condition=words_or_none(saw.condition, "its condition"),
        seal=words_or_none(saw.seal, "the seal's number", LONGEST_NUMBER),
        seal_state=state_of(saw.seal_state),
        photographs=kept(home, matter, saw.photographs),
    )
    if not (fact.place or fact.condition or fact.seal or fact.seal_state or fact.photographs):
        raise UsageError("Say what was seen: where it is, its condition, its seal, or a photograph.")

    def decision() -> Sequence[Fact]:
        check_stands(found)
        same = ThingEvent.objects.filter(
            matter=matter, thing=found.id, kind=SEEN, at=saw.at, by=fact.by, place=fact.place, condition=fact.condition,
            seal=fact.seal, state=fact.seal_state,
        )  # fmt: skip
        return [] if any(tuple(one.photographs) == fact.photographs for one in same) else [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_thing(home, matter, found.id)


def state_of(text: str | None) -> str | None:
    """Return how a seal was found, None where nobody looked; raise UsageError for another word."""
    if not text:
        return None
    if text not in SEAL_STATES:
        raise UsageError(f"{text!r} is nothing that a seal can be. There is: {', '.join(SEAL_STATES)}.")
    return text
