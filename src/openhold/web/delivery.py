"""The messages of a hold: what goes when, before it goes; send now, send again, pause and go on."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.errors import RefusedError
from openhold.actions.find_custodian import custodians
from openhold.actions.holds.find import hold_in_force
from openhold.actions.holds.look import holds
from openhold.actions.home import Home
from openhold.jobs import asking
from openhold.jobs.agenda import WORDS, agenda
from openhold.jobs.asking import Outlook
from openhold.projections.notice import FIRST
from openhold.web.inside import Inside, for_deed
from openhold.workbench import configuration

ISSUE = "issue a hold and send its notices"
_NAMED = 3
"""So many are named where many are meant."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Messages of one kind that go on one day: what, to how many, the names of the first, and how many more.

    `run` is when messages of that kind go next; None where the clock was never there yet.
    """

    day: date
    run: datetime | None
    what: str
    number: int
    names: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that was asked for and has not left all: what, and why it waits, empty where it is being sent."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """The messages of a hold as its page shows them."""

    coming: tuple[Coming, ...]
    waiting: tuple[Waiting, ...]
    outlook: Outlook
    today: date


def delivery(home: Home, matter: str, hold: str) -> Delivery:
    """Return what a hold's page says of its messages."""
    seen = asking.outlook(home, matter, hold)
    waiting = [Waiting(WORDS[one.sending], one.waits) for one in seen.wishes if one.waits or one.sending != FIRST]
    return Delivery(_days(seen), tuple(waiting), seen, seen.today)


def _days(seen: Outlook) -> tuple[Coming, ...]:
    found = []
    for (day, sending), group in groupby(seen.coming, key=lambda one: (one.day, one.sending)):
        names = [one.name for one in group]
        more = max(0, len(names) - _NAMED)
        found.append(Coming(day, seen.runs[sending], WORDS[sending], len(names), tuple(names[:_NAMED]), more))
    return tuple(found)


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show what is sent next in a matter, hold by hold: those in force, and those released lately."""
    asked = cast(Inside, request)
    there = [one.hold for one in holds(asked.home, asked.matter.id) if one.hold.in_force]
    found = [(one, delivery(asked.home, asked.matter.id, one.id)) for one in there]
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "holds": [(hold, seen) for hold, seen in found if hold.released_at is None or seen.coming],
        "number": sum(one.number for _, seen in found for one in seen.coming),
        "mail": configuration.read(asked.home.folder).mail,
        "outbox": asking.outbox(asked.home) / asked.matter.id,
    }
    return render(asked, "sending.html", shown)


@require_safe
def calendar(request: HttpRequest, matter: str) -> HttpResponse:
    """Give the days of the matter as a file for a calendar program."""
    asked = cast(Inside, request)
    response = HttpResponse(agenda(asked.home, asked.matter), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{matter}.ics"'
    return response


@for_deed(ISSUE)
@require_POST
def send(request: HttpRequest, matter: str, hold: str) -> HttpResponse:
    """Send now: the notice to whoever has not got it, reminders to whoever has not answered, or it again to one."""
    asked = cast(Inside, request)
    exact = _exact(asked, hold)
    who, sending = request.POST.get("custodian", ""), request.POST.get("what", FIRST)
    if who and all(one.id != who for one in custodians(asked.home, asked.matter.id)):
        raise Http404
    way = asking.ask_to_send(asked.home, asked.matter.id, exact, asked.actor, sending, who)
    messages.success(request, f"Asked for: {WORDS[sending]}. This page shows who was sent it. {way}")
    return redirect("custodian", matter, who) if who else redirect("hold", matter, hold)


@for_deed(ISSUE)
@require_POST
def pause(request: HttpRequest, matter: str, hold: str) -> HttpResponse:
    """Let nobody be reminded of a hold by itself."""
    asked = cast(Inside, request)
    asking.pause_hold(asked.home, asked.matter.id, _exact(asked, hold), asked.actor)
    messages.success(request, "Nobody is reminded of this hold by itself, until somebody goes on.")
    return redirect("hold", matter, hold)


@for_deed(ISSUE)
@require_POST
def resume(request: HttpRequest, matter: str, hold: str) -> HttpResponse:
    """Let custodians be reminded again."""
    asked = cast(Inside, request)
    asking.resume_hold(asked.home, asked.matter.id, _exact(asked, hold))
    messages.success(request, "Custodians are reminded again, as the list says.")
    return redirect("hold", matter, hold)


def _exact(asked: Inside, hold: str) -> str:
    """Return the hold whose id is in the address, never one whose title has it as a part; it must be in force."""
    try:
        found = hold_in_force(asked.home, asked.matter.id, hold)
    except RefusedError as error:
        raise Http404 from error
    if found.id != hold:
        raise Http404
    return found.id
