"""Note what may have started the duty to preserve, withdraw it, list it with the day that it proposes."""

from dataclasses import dataclass
from datetime import date

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish, record
from openhold.actions.wording import past_day, words, words_or_none
from openhold.facts.fact import Fact
from openhold.facts.triggers import TriggerNoted, TriggerWithdrawn
from openhold.projections.trigger import Duty, Trigger


@dataclass(frozen=True, slots=True)
class Triggers:
    """The triggers of a matter in the order in which they were learned of.

    `proposed` is the first of them, None where there are none: the day on which it was learned of is proposed as the
    start of the duty. `withdrawn` ones propose nothing. `duty` is what a person confirmed, None before; `earlier` are
    others, learned of before that.
    """

    listed: tuple[Trigger, ...]
    withdrawn: tuple[Trigger, ...]
    proposed: Trigger | None
    duty: Duty | None
    earlier: tuple[Trigger, ...]


def note_trigger(
    home: Home,
    actor: str,
    matter: str,
    *,
    what: str,
    on: date,
    learned_by: str,
    learned_how: str,
    learned_on: date,
    evidence: str | None = None,
) -> Trigger:
    """Record an event that may have started the duty of `matter`, and return it.

    Raises UsageError where a text is empty or no text, or a day is still to come or before the event.
    """
    if learned_on < on:
        raise UsageError(f"Nobody learns of it on {learned_on.isoformat()}, before it happened on {on.isoformat()}.")
    fact = TriggerNoted(
        trigger=home.new_id("t"),
        what=words(what, "what happened"),
        on=past_day(home, on, "it happened"),
        learned_by=words(learned_by, "who learned of it"),
        learned_how=words(learned_how, "how they learned of it"),
        learned_on=past_day(home, learned_on, "somebody learned of it"),
        evidence=words_or_none(evidence, "what shows it"),
    )
    record(home, matter, actor, fact)
    publish(home, matter)
    return find_trigger(home, matter, fact.trigger)


def withdraw_trigger(home: Home, actor: str, matter: str, trigger: str, *, why: str) -> Triggers:
    """Record that `trigger` (an id) was noted wrongly, and return the triggers that are left.

    Raises UsageError where the duty rests on it: another has to be confirmed first; and where no word says why.
    """
    fact = TriggerWithdrawn(trigger=trigger, why=words(why, "why it is withdrawn"))

    def decision() -> list[Fact]:
        found, duty = find_trigger(home, matter, trigger), Duty.objects.filter(matter=matter).first()
        if duty is not None and duty.trigger == found.id:
            raise UsageError(f"The duty rests on {found.id}. Confirm another first: openhold trigger confirm MATTER ID")
        return [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return triggers(home, matter)


def find_trigger(home: Home, matter: str, wanted: str) -> Trigger:
    """Return the trigger whose id is `wanted`, unless it was withdrawn; raise UsageError naming those there are."""
    there = triggers(home, matter).listed
    found = next((one for one in there if one.id == wanted), None)
    if found is None:
        named = "; ".join(f"{one.id} ({one.what[:60]})" for one in there) or "none yet"
        raise UsageError(f"There is no trigger {wanted!r} in this matter. There is: {named}.")
    return found


def triggers(home: Home, matter: str) -> Triggers:
    """Return the triggers of a matter, and what follows of them for the start of its duty."""
    with database_told(home):
        every = tuple(Trigger.objects.filter(matter=matter).order_by("learned_on", "on", "seq"))
        duty = Duty.objects.filter(matter=matter).first()
    listed = tuple(one for one in every if one.withdrawn is None)
    return Triggers(
        listed=listed,
        withdrawn=tuple(one for one in every if one.withdrawn is not None),
        proposed=listed[0] if listed else None,
        duty=duty,
        earlier=tuple(one for one in listed if duty and one.learned_on < duty.on and one.id != duty.trigger),
    )
