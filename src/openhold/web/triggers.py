"""Triggers and the duty: what may have started it, which day is proposed, and the day that a person confirms."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.date_duty import date_duty
from openhold.actions.errors import ActionError, UsageError
from openhold.actions.name_actors import name_actors
from openhold.actions.note_trigger import find_trigger, note_trigger, triggers, withdraw_trigger
from openhold.web.holds import status_of
from openhold.web.inside import Inside, for_deed

SAY = "say when the duty began"


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the triggers, what is proposed, and what was confirmed."""
    return _page(cast(Inside, request))


@for_deed(SAY)
@require_POST
def note(request: HttpRequest, matter: str) -> HttpResponse:
    """Record an event that may have started the duty."""
    asked = cast(Inside, request)

    def deed() -> object:
        said = asked.POST
        on = day_of(said.get("on", ""), "it happened")
        return note_trigger(
            asked.home,
            asked.actor,
            matter,
            what=said.get("what", ""),
            on=on,
            learned_by=said.get("learned_by", ""),
            learned_how=said.get("learned_how", ""),
            learned_on=day_of(said.get("learned_on", ""), "it was learned of"),
            evidence=said.get("evidence"),
        )

    return _done(asked, "The trigger is recorded.", deed)


@for_deed(SAY)
@require_POST
def confirm(request: HttpRequest, matter: str) -> HttpResponse:
    """Record the day on which the duty began, and the trigger that it rests on."""
    asked = cast(Inside, request)

    def deed() -> object:
        found = find_trigger(asked.home, matter, asked.POST.get("trigger", ""))
        typed = asked.POST.get("on", "").strip()
        day = day_of(typed, "the duty began") if typed else None
        why = asked.POST.get("why", "")
        if day not in (None, found.learned_on) and not why.strip():
            raise UsageError("That is not the day on which it was learned of. Say why the duty began on another.")
        return date_duty(asked.home, asked.actor, matter, trigger=found.id, on=day, why=why)

    return _done(asked, "The start of the duty is recorded.", deed)


@for_deed(SAY)
@require_POST
def withdraw(request: HttpRequest, matter: str) -> HttpResponse:
    """Record that a trigger was noted wrongly."""
    asked = cast(Inside, request)
    which, why = asked.POST.get("trigger", ""), asked.POST.get("why", "")
    told = "The trigger is withdrawn; that it was noted stays on the record."
    return _done(asked, told, lambda: withdraw_trigger(asked.home, asked.actor, matter, which, why=why))


def _done(asked: Inside, told: str, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except ActionError as error:
        return _page(asked, error)
    messages.success(asked, told)
    return redirect("triggers", asked.matter.id)


def _page(asked: Inside, wrong: ActionError | None = None) -> HttpResponse:
    found = triggers(asked.home, asked.matter.id)
    acted = [one.said_by for one in (*found.listed, *found.withdrawn)]
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "found": found,
        "rests_on": next((one for one in found.listed if found.duty and one.id == found.duty.trigger), None),
        "names": name_actors(asked.home, asked.matter.id, [*acted, found.duty.said_by if found.duty else None]),
        "may_say": asked.standing.may(SAY),
        "today": asked.home.clock().date(),
        "wrong": wrong,
        "typed": asked.POST,
    }
    return render(asked, "triggers.html", shown, status=status_of(wrong))


def day_of(text: str, what: str) -> date:
    """Return the day that a form says; `what` happened on it. Raises UsageError where it says none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f"Say on which day {what}, as year, month and day: 2026-03-05.") from error
