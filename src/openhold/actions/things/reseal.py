"""Note that a thing was sealed, or that its seal was taken off and another put on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import decide, publish
from openhold.actions.things.find import check_stands, find_thing
from openhold.actions.things.look_at import state_of
from openhold.actions.things.name_thing import LONGEST_NUMBER, kept
from openhold.actions.things.who import who_is
from openhold.actions.wording import words, words_or_none
from openhold.facts.fact import Fact
from openhold.facts.things import ThingSealed
from openhold.formats.canonical import time_text
from openhold.projections.thing import SEALED, Thing, ThingEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """The seal that `by` put on. `before` is the number that was taken off, None where there was none.

    `before_state` is how that one was found: ``whole`` or ``broken``.
    """

    by: str
    at: datetime
    seal: str
    why: str
    before: str | None = None
    before_state: str | None = None
    photographs: Sequence[str] = ()


def reseal_thing(home: Home, actor: str, matter: str, thing: str, done: Sealing) -> Thing:
    """Record that a thing was sealed, or sealed anew, and return it; the same again records nothing.

    Raises UsageError where the new number is the old one, or a word is missing.
    """
    found = find_thing(home, matter, thing)
    fact = ThingSealed(
        thing=found.id,
        at=time_text(done.at),
        by=who_is(home, matter, done.by, "who sealed it"),
        seal=words(done.seal, "the new seal's number", LONGEST_NUMBER),
        before=words_or_none(done.before, "the number of the seal that was taken off", LONGEST_NUMBER),
        before_state=state_of(done.before_state),
        why=words(done.why, "why it was sealed"),
        photographs=kept(home, matter, done.photographs),
    )
    if fact.seal == fact.before:
        raise UsageError(f"The new seal has the number of the old one, {fact.seal}. Read both again.")
    if fact.before is None and fact.before_state is not None:
        raise UsageError("How was which seal found? Say the number of the seal that was taken off.")

    def decision() -> Sequence[Fact]:
        check_stands(found)
        same = ThingEvent.objects.filter(
            matter=matter, thing=found.id, kind=SEALED, at=done.at, by=fact.by, seal=fact.seal, before=fact.before
        )
        return [] if same.exists() else [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_thing(home, matter, found.id)
