"""Messages of holds: what goes next, before it goes; send now, once more, pause and go on."""

from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from openhold.actions.holds.look import holds
from openhold.api.asking import Body, Text
from openhold.api.custodians import one_custodian
from openhold.api.door import Asked, Bearer
from openhold.api.holds import ISSUE, one_hold
from openhold.jobs import asking

router = Router(tags=["Sending"])


class Wanted(Body):
    """What is to be sent: the notice to whoever has not got it, a reminder to whoever has not answered.

    ``again`` is the notice once more, to one `custodian` (an id).
    """

    what: Literal["first", "reminder", "again"] = "first"
    custodian: Text | None = None


class ComingRow(TypedDict):
    """A message that goes by itself on a day; `about` are the custodians whom a letter to somebody else is about."""

    day: str
    sending: str
    to: str
    name: str
    about: list[str]


class WaitingRow(TypedDict):
    """What somebody asked to have sent and has not left all: to one custodian or all; why it waits."""

    sending: str
    custodian: str | None
    version: int
    asked_at: str
    waits: str | None


class OutlookRow(TypedDict):
    """What becomes of a hold's messages; `way` says how they leave, or that they do not."""

    hold: str
    title: str
    coming: list[ComingRow]
    waiting: list[WaitingRow]
    paused: bool
    own_words: bool
    way: str


class Listed(TypedDict):
    """The holds of a matter that are or were in force, and what is sent about each."""

    holds: list[OutlookRow]


class Told(TypedDict):
    """What was asked for, and in a sentence what becomes of it."""

    hold: str
    told: str


@router.get("/{matter}/sending", response=Listed)
def list_sending(request: HttpRequest, matter: str) -> Any:
    """List what custodians are told next by itself, hold by hold, and what somebody asked to have sent."""
    asked = cast("Asked", request)
    there = [one.hold for one in holds(asked.home, matter) if one.hold.in_force]
    return {"holds": [_outlook(asked, one.id, one.title) for one in there]}


@router.post("/{matter}/holds/{hold}/send", response=Told, auth=Bearer(ISSUE))
def send_now(request: HttpRequest, matter: str, hold: str, body: Wanted) -> Any:
    """Have messages of the version in force sent in the background."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold.id
    who = "" if body.custodian is None else one_custodian(asked, body.custodian).id
    return {"hold": found, "told": asking.ask_to_send(asked.home, matter, found, asked.actor, body.what, who)}


@router.post("/{matter}/holds/{hold}/reminders/pause", response=OutlookRow, auth=Bearer(ISSUE))
def pause_reminders(request: HttpRequest, matter: str, hold: str) -> Any:
    """Let nobody be reminded of a hold by itself."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold
    asking.pause_hold(asked.home, matter, found.id, asked.actor)
    return _outlook(asked, found.id, found.title)


@router.post("/{matter}/holds/{hold}/reminders/resume", response=OutlookRow, auth=Bearer(ISSUE))
def resume_reminders(request: HttpRequest, matter: str, hold: str) -> Any:
    """Let custodians be reminded again."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold
    asking.resume_hold(asked.home, matter, found.id)
    return _outlook(asked, found.id, found.title)


def _outlook(asked: Asked, hold: str, title: str) -> OutlookRow:
    seen = asking.outlook(asked.home, asked.matter.id, hold)
    return {
        "hold": hold,
        "title": title,
        "coming": [
            {
                "day": one.day.isoformat(),
                "sending": one.sending,
                "to": one.to,
                "name": one.name,
                "about": list(one.about),
            }
            for one in seen.coming
        ],
        "waiting": [
            {
                "sending": one.sending,
                "custodian": one.custodian or None,
                "version": one.version,
                "asked_at": one.asked_at.isoformat(),
                "waits": one.waits or None,
            }
            for one in seen.wishes
        ],
        "paused": seen.paused is not None,
        "own_words": seen.own_words,
        "way": seen.way,
    }
