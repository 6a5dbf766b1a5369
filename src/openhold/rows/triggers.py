"""What may have started the duty to preserve, and the day that a person confirmed."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.note_trigger import Triggers
    from openhold.projections.trigger import Duty, Trigger


class TriggerRow(TypedDict):
    """An event, and how it became known."""

    trigger: str
    what: str
    on: str
    learned_by: str
    learned_how: str
    learned_on: str
    evidence: str | None
    seq: int


class WithdrawnRow(TriggerRow):
    """A trigger that was noted wrongly, and why."""

    why: str | None


class DutyRow(TypedDict):
    """Since when the duty stands, by which trigger; `why` only where it is another day than that of the trigger."""

    on: str
    trigger: str
    why: str | None
    seq: int


class TriggersRow(TypedDict):
    """All triggers of a matter, and what follows of them."""

    triggers: list[TriggerRow]
    withdrawn: list[WithdrawnRow]
    proposed: str | None
    duty: DutyRow | None
    earlier: list[str]


def trigger(one: "Trigger") -> TriggerRow:
    """Return a trigger."""
    return {
        "trigger": one.id,
        "what": one.what,
        "on": one.on.isoformat(),
        "learned_by": one.learned_by,
        "learned_how": one.learned_how,
        "learned_on": one.learned_on.isoformat(),
        "evidence": one.evidence,
        "seq": one.seq,
    }


def duty(one: "Duty") -> DutyRow:
    """Return the start of the duty."""
    return {"on": one.on.isoformat(), "trigger": one.trigger, "why": one.words, "seq": one.seq}


def duty_or_none(one: "Duty | None") -> DutyRow | None:
    """Return the start of the duty, None where nobody confirmed one."""
    return None if one is None else duty(one)


def triggers(there: "Triggers") -> TriggersRow:
    """Return the triggers of a matter."""
    return {
        "triggers": [trigger(one) for one in there.listed],
        "withdrawn": [{**trigger(one), "why": one.withdrawn} for one in there.withdrawn],
        "proposed": there.proposed.id if there.proposed else None,
        "duty": duty_or_none(there.duty),
        "earlier": [one.id for one in there.earlier],
    }
