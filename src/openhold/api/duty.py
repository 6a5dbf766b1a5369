"""Triggers and the duty: note what may have started it, list and withdraw it, confirm the day."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router

from openhold.actions.date_duty import date_duty
from openhold.actions.note_trigger import note_trigger, triggers, withdraw_trigger
from openhold.api.asking import Body, Day, Text
from openhold.api.door import Asked, Bearer
from openhold.api.telling import MissingError
from openhold.rows import triggers as rows

router = Router(tags=["Duty"])
_SAY = "say when the duty began"


class NewTrigger(Body):
    """An event, and how it became known; it was learned of on its own day where nobody says another."""

    what: Text
    on: Day
    learned_by: Text
    learned_how: Text
    learned_on: Day | None = None
    evidence: Text | None = None


class Why(Body):
    """A reason in words."""

    why: Text


class Confirmed(Body):
    """The trigger that the duty rests on; another day than that on which it was learned of needs a reason."""

    trigger: Text
    on: Day | None = None
    why: Text | None = None


@router.get("/{matter}/triggers", response=rows.TriggersRow)
def list_triggers(request: HttpRequest, matter: str) -> Any:
    """List what may have started the duty to preserve, and the day that follows."""
    return rows.triggers(triggers(cast("Asked", request).home, matter))


@router.post("/{matter}/triggers", response=rows.TriggerRow, auth=Bearer(_SAY))
def add_trigger(request: HttpRequest, matter: str, body: NewTrigger) -> Any:
    """Note an event that may have started the duty to preserve."""
    asked = cast("Asked", request)
    said = {**body.dict(), "learned_on": body.learned_on or body.on}
    return rows.trigger(note_trigger(asked.home, asked.actor, matter, **said))


@router.post("/{matter}/triggers/{trigger}/withdraw", response=rows.TriggersRow, auth=Bearer(_SAY))
def withdraw_one(request: HttpRequest, matter: str, trigger: str, body: Why) -> Any:
    """Withdraw a trigger that was noted wrongly; it stays on the record."""
    asked = cast("Asked", request)
    if all(one.id != trigger for one in triggers(asked.home, matter).listed):
        raise MissingError(f"There is no trigger {trigger!r} in this matter, or it was withdrawn.")
    return rows.triggers(withdraw_trigger(asked.home, asked.actor, matter, trigger, why=body.why))


@router.put("/{matter}/duty", response=rows.DutyRow, auth=Bearer(_SAY))
def confirm_duty(request: HttpRequest, matter: str, body: Confirmed) -> Any:
    """Confirm the day on which the duty to preserve began."""
    asked = cast("Asked", request)
    return rows.duty(date_duty(asked.home, asked.actor, matter, trigger=body.trigger, on=body.on, why=body.why))
