"""Physical things and paper: list them, name one, note what was seen and sealed, hand it over, print its papers."""

from datetime import datetime
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from openhold.actions.errors import UsageError
from openhold.actions.keep_scan import LARGEST, keep_scan
from openhold.actions.moments import past_moment
from openhold.actions.things.confirm_hand_over import LOOK_AFTER, confirm_hand_over, dispute_hand_over
from openhold.actions.things.describe_thing import Told, describe_thing, things
from openhold.actions.things.hand_over import Handing, hand_over
from openhold.actions.things.look_at import Look, look_at_thing
from openhold.actions.things.name_thing import Described, name_thing
from openhold.actions.things.reseal import Sealing, reseal_thing
from openhold.api.asking import Body, Text
from openhold.api.door import Asked, Bearer, shown
from openhold.api.files import SCAN_KINDS, answered_by, attached, body_of, sent_file
from openhold.api.telling import MissingError
from openhold.filings.thing_sheets import Papers, handover_sheet, label
from openhold.projections.source import SCANS
from openhold.projections.thing import ThingEvent
from openhold.rows import things as rows
from openhold.workbench.counting import UPLOAD

router = Router(tags=["Things"])
_SAY = "say whether a hand-over is right"
_PAGE = "text/html; charset=utf-8"


class When(Body):
    """A moment such as ``2026-03-05T14:00-08:00``, or without its offset and with a `zone`; now where none is said."""

    at: Text | None = None
    zone: Text | None = None


class NewThing(When):
    """What is known of a thing; `at` is when its holder got it, `photographs` are kept items by SHA-256 or path."""

    what: Text
    holder: Text
    place: Text
    whose: Text | None = None
    mark: Text | None = None
    condition: Text | None = None
    seal: Text | None = None
    photographs: list[Text] = []


class Seen(When):
    """What somebody saw of a thing; `by` is you where nobody is said."""

    by: Text | None = None
    place: Text | None = None
    condition: Text | None = None
    seal: Text | None = None
    seal_state: Literal["whole", "broken"] | None = None
    photographs: list[Text] = []


class Sealed(When):
    """A seal that was put on; `before` is the number of the one that was taken off, and how that was found."""

    seal: Text
    why: Text
    by: Text | None = None
    before: Text | None = None
    before_state: Literal["whole", "broken"] | None = None
    photographs: list[Text] = []


class Handed(When):
    """Who took a thing (`to`) from whom, why, and where it is kept since; `giver` is whoever has it if not said."""

    to: Text
    why: Text
    place: Text
    giver: Text | None = None
    seal: Text | None = None
    seal_state: Literal["whole", "broken"] | None = None


class Confirmed(Body):
    """Which sides say so: you by your account, or by `item`, the kept scan of the sheet that they signed."""

    sides: list[Literal["giver", "taker"]]
    item: Text | None = None


class Disputed(Body):
    """Which side says that it is not so, and why; `item` is the kept scan of what they signed."""

    side: Literal["giver", "taker"]
    why: Text
    item: Text | None = None


class Listed(TypedDict):
    """The things of a matter."""

    things: list[rows.ListedRow]


class Kept(TypedDict):
    """A scan or photograph that is kept as an item."""

    sha256: str


@router.get("/{matter}/things", response=Listed)
def list_things(request: HttpRequest, matter: str) -> Any:
    """List the things, those with a gap in their record first."""
    return {"things": [rows.listed(one) for one in things(cast("Asked", request).home, matter)]}


@router.post("/{matter}/things", response=rows.ToldRow, auth=Bearer(LOOK_AFTER))
def add_thing(request: HttpRequest, matter: str, body: NewThing) -> Any:
    """Name a thing; it is a source from then on, which holds can cover."""
    asked = cast("Asked", request)
    said = Described(**body.dict(exclude={"at", "zone"}), since=_moment(asked, body, "somebody got it"))
    return _told(asked, name_thing(asked.home, asked.actor, matter, said).id)


@router.post("/{matter}/things/scans", response=Kept, auth=Bearer(LOOK_AFTER), openapi_extra=body_of(*SCAN_KINDS))
def keep_thing_scan(request: HttpRequest, matter: str) -> Any:
    """Keep a photograph of a thing, or the scan of a signed sheet, as an item; the same bytes are kept once."""
    asked = cast("Asked", request)
    data = sent_file(asked, UPLOAD, LARGEST, SCAN_KINDS)
    return {"sha256": keep_scan(asked.home, asked.actor, matter, data, SCANS)}


@router.get("/{matter}/things/{thing}", response=rows.ToldRow)
def show_thing(request: HttpRequest, matter: str, thing: str) -> Any:
    """Show a thing with its chain of custody, and every gap in it."""
    return _told(cast("Asked", request), thing)


@router.get("/{matter}/things/{thing}/label", openapi_extra=answered_by("text/html"))
def give_label(request: HttpRequest, matter: str, thing: str) -> Any:
    """Give the label that goes with a thing, as a page to print."""
    asked = cast("Asked", request)
    return attached(f"label-{thing}.html", label(_papers(asked, one_thing(asked, thing))).encode(), _PAGE)


@router.post("/{matter}/things/{thing}/seen", response=rows.ToldRow, auth=Bearer(LOOK_AFTER))
def note_seen(request: HttpRequest, matter: str, thing: str, body: Seen) -> Any:
    """Note what somebody saw of a thing: where it is, its condition, its seal as found."""
    asked = cast("Asked", request)
    found = one_thing(asked, thing).thing.id
    said = {**body.dict(exclude={"at", "zone"}), "by": body.by or asked.actor}
    look_at_thing(
        asked.home, asked.actor, matter, found, Look(**said, at=_moment(asked, body, "somebody looked at it"))
    )
    return _told(asked, found)


@router.post("/{matter}/things/{thing}/seals", response=rows.ToldRow, auth=Bearer(LOOK_AFTER))
def note_sealed(request: HttpRequest, matter: str, thing: str, body: Sealed) -> Any:
    """Note that a thing was sealed, or that its seal was taken off and another put on."""
    asked = cast("Asked", request)
    found = one_thing(asked, thing).thing.id
    said = {**body.dict(exclude={"at", "zone"}), "by": body.by or asked.actor}
    reseal_thing(asked.home, asked.actor, matter, found, Sealing(**said, at=_moment(asked, body, "it was sealed")))
    return _told(asked, found)


@router.post("/{matter}/things/{thing}/handovers", response=rows.ToldRow, auth=Bearer(LOOK_AFTER))
def note_handed(request: HttpRequest, matter: str, thing: str, body: Handed) -> Any:
    """Note that a thing was handed over; both sides are to confirm it."""
    asked = cast("Asked", request)
    found = one_thing(asked, thing).thing.id
    said = body.dict(exclude={"at", "zone", "to"})
    done = Handing(**said, taker=body.to, at=_moment(asked, body, "it was handed over"))
    hand_over(asked.home, asked.actor, matter, found, done)
    return _told(asked, found)


@router.get("/{matter}/things/{thing}/handovers/{handover}/sheet", openapi_extra=answered_by("text/html"))
def give_sheet(request: HttpRequest, matter: str, thing: str, handover: str) -> Any:
    """Give the sheet that both sides of a hand-over sign, as a page to print."""
    asked = cast("Asked", request)
    told, handed = _handover(asked, thing, handover)
    page = handover_sheet(_papers(asked, told), handed)
    return attached(f"hand-over-{handover}.html", page.encode(), _PAGE)


@router.post("/{matter}/things/{thing}/handovers/{handover}/confirm", response=rows.ToldRow, auth=Bearer(_SAY))
def confirm_handed(request: HttpRequest, matter: str, thing: str, handover: str, body: Confirmed) -> Any:
    """Note that a side of a hand-over, or both, says that it is right."""
    asked = cast("Asked", request)
    told, _ = _handover(asked, thing, handover)
    if not body.sides:
        raise UsageError("Say which sides confirm it: giver, taker or both.")
    for side in body.sides:
        confirm_hand_over(asked.home, asked.actor, matter, handover, side, evidence=body.item)
    return _told(asked, told.thing.id)


@router.post("/{matter}/things/{thing}/handovers/{handover}/dispute", response=rows.ToldRow, auth=Bearer(_SAY))
def dispute_handed(request: HttpRequest, matter: str, thing: str, handover: str, body: Disputed) -> Any:
    """Note that a side of a hand-over says that it is not so."""
    asked = cast("Asked", request)
    told, _ = _handover(asked, thing, handover)
    dispute_hand_over(asked.home, asked.actor, matter, handover, body.side, body.why, evidence=body.item)
    return _told(asked, told.thing.id)


def one_thing(asked: Asked, thing: str) -> Told:
    """Return the thing of this very id, never one of which it is a part; raise MissingError where there is none."""
    try:
        told = describe_thing(asked.home, asked.matter.id, thing)
    except UsageError as error:
        raise MissingError(str(error)) from error
    if told.thing.id != thing:
        raise MissingError(f"There is no thing {thing!r} in this matter.")
    return told


def _handover(asked: Asked, thing: str, handover: str) -> tuple[Told, ThingEvent]:
    told = one_thing(asked, thing)
    found = next((one for one in told.events if one.handover and one.handover == handover), None)
    if found is None:
        raise MissingError(f"There is no hand-over {handover!r} of this thing.")
    return told, found


def _told(asked: Asked, thing: str) -> rows.ToldRow:
    return rows.told(one_thing(asked, thing), shown(asked))


def _moment(asked: Asked, body: When, what: str) -> datetime:
    return past_moment(asked.home, body.at, body.zone, what)


def _papers(asked: Asked, told: Told) -> Papers:
    return Papers(
        matter=asked.matter,
        origin=asked.home.origin(asked.matter.id),
        thing=told.thing,
        events=told.events,
        names=told.names,
        whose=told.source.custodian,
        seal=told.custody.seal,
    )
