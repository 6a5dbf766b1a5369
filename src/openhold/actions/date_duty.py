"""Confirm the day on which the duty to preserve began, and the trigger that it rests on."""

from datetime import date

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.note_trigger import find_trigger
from openhold.actions.record import database_told, decide, publish
from openhold.actions.wording import past_day, spelled, words_or_none
from openhold.facts.fact import Fact
from openhold.facts.triggers import DutyDated
from openhold.projections.trigger import Duty


def date_duty(
    home: Home, actor: str, matter: str, *, trigger: str, on: date | None = None, why: str | None = None
) -> Duty:
    """Record that the duty of `matter` began by `trigger` (an id); the same again records nothing.

    Without `on` it began on the day on which the trigger was learned of; another day needs a reason in words.
    Raises UsageError where that is missing, or where the day is before the event or still to come.
    """
    rests_on = find_trigger(home, matter, trigger)
    day = on or rests_on.learned_on
    said = words_or_none(why, "why it began on that day")
    if day < rests_on.on:
        raise UsageError(f"The duty cannot begin on {spelled(day)}, before what it rests on ({spelled(rests_on.on)}).")
    if day != rests_on.learned_on and said is None:
        raise UsageError(
            f"That was learned of on {spelled(rests_on.learned_on)}. Say why the duty began on {spelled(day)}: --why."
        )
    fact = DutyDated(trigger=rests_on.id, on=past_day(home, day, "the duty began"), words=said)

    def decision() -> list[Fact]:
        now = Duty.objects.filter(matter=matter).first()
        same = now is not None and (now.trigger, now.on, now.words) == (rests_on.id, day, said)
        return [] if same else [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        return Duty.objects.get(matter=matter)
