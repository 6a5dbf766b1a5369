"""Note that a thing was handed over: from whom, to whom, when, why, and in which state its seal was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.record import decide, publish
from openhold.actions.things.find import check_stands, find_handover, find_thing
from openhold.actions.things.look_at import state_of
from openhold.actions.things.name_thing import LONGEST_NUMBER
from openhold.actions.things.who import who_is
from openhold.actions.wording import words, words_or_none
from openhold.facts.fact import Fact
from openhold.facts.things import HandoverNoted
from openhold.formats.canonical import time_text
from openhold.projections.thing import HANDED_OVER, ThingEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """A hand-over; `place` is where the thing is kept since. The `giver` who is not said is whoever has it.

    `seal` is the number as it was read then, `seal_state` is ``whole`` or ``broken``.
    """

    taker: str
    at: datetime
    why: str
    place: str
    giver: str | None = None
    seal: str | None = None
    seal_state: str | None = None


def hand_over(home: Home, actor: str, matter: str, thing: str, done: Handing) -> ThingEvent:
    """Record that a thing was handed over, and return that; both sides are to confirm it.

    The same giver, taker and moment again record nothing. Raises UsageError where both sides are the same, or a word is
    missing; RefusedError where somebody else has it by now.
    """
    found = find_thing(home, matter, thing)
    said = done.giver if done.giver and done.giver.strip() else None
    fact = HandoverNoted(
        handover=home.new_id("g"),
        thing=found.id,
        giver=found.holder if said is None else who_is(home, matter, said, "who gave it"),
        taker=who_is(home, matter, done.taker, "who took it"),
        at=time_text(done.at),
        why=words(done.why, "why it was handed over"),
        place=words(done.place, "where it is kept since"),
        seal=words_or_none(done.seal, "the seal's number", LONGEST_NUMBER),
        seal_state=state_of(done.seal_state),
    )
    if fact.giver == fact.taker:
        raise UsageError(
            "The two sides are the same person, so it was not handed over. Where it is kept elsewhere now, say that it "
            f"was seen there: openhold thing seen {matter} {found.id} --place …"
        )
    noted: list[str] = []

    def decision() -> Sequence[Fact]:
        check_stands(found)
        if said is None and (now := find_thing(home, matter, found.id).holder) != fact.giver:
            raise RefusedError(f"Somebody noted just now that {now} has it. Look again, and say who gave it.")
        same = ThingEvent.objects.filter(
            matter=matter, thing=found.id, kind=HANDED_OVER, at=done.at, by=fact.giver, to=fact.taker
        ).first()
        noted.append(fact.handover if same is None else same.handover)
        return [] if same is not None else [fact]

    # Holds that name whoever has it cover it: that must not change beside a destruction.
    decide(home, matter, actor, decision, alone=True)
    publish(home, matter)
    return find_handover(home, matter, noted[-1])
