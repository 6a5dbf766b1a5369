"""What takes longer than an answer may: have a source collected, a disclosure made; where it stands; the bag."""

from typing import Any, Literal, cast

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja import Router
from typing_extensions import TypedDict

from openhold.actions.disclose.contents import Selection
from openhold.actions.errors import UsageError
from openhold.api.asking import Body, Flag, Text
from openhold.api.bags import tar_pieces
from openhold.api.door import Asked, Bearer
from openhold.api.files import answered_by
from openhold.api.holds import one_hold
from openhold.api.kept import Told
from openhold.api.sources import one_source
from openhold.api.telling import MissingError
from openhold.jobs import errands
from openhold.jobs.asking import start_errands
from openhold.workbench.errand import COLLECT, DISCLOSE, Errand

router = Router(tags=["Errands"])
_DISCLOSE, _COLLECT = "disclose", "collect"


class NewCollection(Body):
    """How a source is collected; `reread` reads every file again, also where nothing says that it changed."""

    reread: Flag = False


class NewDisclosure(Body):
    """What a disclosure shows: see `openhold disclose`; or of a `hold` (an id) its history alone.

    Grounds stand by what they withhold: the number of a fact or the SHA-256 of an item.
    """

    items: Literal["all", "none"] | list[Text] = "all"
    withhold: dict[Text, Text] = {}
    hide: dict[Text, Text] = {}
    waive: list[Text] = []
    hold: Text | None = None


class ErrandRow(TypedDict):
    """What was asked for: ``waiting``, ``running``, ``done`` or ``failed``; `found` is what came of it.

    `items`, `bytes` and `failed` say how far it is, None before it begins.
    """

    errand: str
    kind: str
    state: str
    asked_by: str
    asked_at: str
    ended_at: str | None
    found: dict[str, str | int] | None
    items: int | None
    bytes: int | None
    failed: int | None
    error: str | None


class Listed(TypedDict):
    """What was asked for in a matter, the newest first."""

    errands: list[ErrandRow]


@router.get("/{matter}/errands", response=Listed)
def list_errands(request: HttpRequest, matter: str) -> Any:
    """List the collections, audits and disclosures that somebody asked for."""
    return {"errands": [_row(one) for one in errands.errands(matter)]}


@router.get("/{matter}/errands/{errand}", response=ErrandRow)
def show_errand(request: HttpRequest, matter: str, errand: str) -> Any:
    """Show where a collection or disclosure stands."""
    return _row(_one(cast("Asked", request), errand))


@router.post("/{matter}/sources/{source}/collections", response=ErrandRow, auth=Bearer(_COLLECT))
def collect_source(request: HttpRequest, matter: str, source: str, body: NewCollection) -> Any:
    """Have what a source holds now collected, in the background."""
    asked = cast("Asked", request)
    found = one_source(asked, source).id
    return _begun(asked, errands.ask_to_collect(asked.home, matter, asked.actor, found, reread=body.reread))


@router.post("/{matter}/sources/{source}/collections/stop", response=Told, auth=Bearer(_COLLECT))
def stop_collection(request: HttpRequest, matter: str, source: str) -> Any:
    """Let the collection that somebody asked for end; what was stored is kept, and gone on from."""
    asked = cast("Asked", request)
    return {"matter": matter, "told": errands.stop(asked.home, matter, COLLECT, one_source(asked, source).id)}


@router.post("/{matter}/disclosures", response=ErrandRow, auth=Bearer(_DISCLOSE))
def make_disclosure(request: HttpRequest, matter: str, body: NewDisclosure) -> Any:
    """Have a disclosure made, in the background: a bag that a stranger can check."""
    asked = cast("Asked", request)
    hold = None if body.hold is None else one_hold(asked, body.hold).standing.hold.id
    if hold is not None and body.dict(exclude={"hold"}, exclude_defaults=True):
        raise UsageError("The history of a hold says itself what it shows: leave out what you select.")
    return _begun(asked, errands.ask_to_disclose(asked.home, matter, asked.actor, _selection(body), hold=hold))


@router.get("/{matter}/errands/{errand}/bag", auth=Bearer(_DISCLOSE), openapi_extra=answered_by("application/x-tar"))
def give_bag(request: HttpRequest, matter: str, errand: str) -> HttpResponseBase:
    """Give a disclosure that was made, as a tar archive of its folder."""
    asked = cast("Asked", request)
    one = _one(asked, errand)
    if one.kind != DISCLOSE or one.found is None:
        raise MissingError(f"{errand} is no disclosure that was made.")
    bag = errands.folder(asked.home) / one.found["bag"]
    if not bag.is_dir():
        raise MissingError(f"The bag {bag.name} was taken away from where it stood. Make the disclosure again.")
    answer = StreamingHttpResponse(tar_pieces(bag), content_type="application/x-tar")
    answer["Content-Disposition"] = f'attachment; filename="{bag.name}.tar"'
    return answer


def _begun(asked: Asked, one: Errand) -> ErrandRow:
    start_errands(asked.home)
    return _row(one)


def _one(asked: Asked, errand: str) -> Errand:
    found = next((one for one in errands.errands(asked.matter.id) if one.id == errand), None)
    if found is None:
        raise MissingError(f"There is no errand {errand!r} in this matter.")
    return found


def _selection(body: NewDisclosure) -> Selection:
    numbers = {one: int(one) for one in (*body.withhold, *body.waive) if _is_number(one)}
    return Selection(
        items=body.items if isinstance(body.items, str) else frozenset(body.items),
        facts={numbers[one]: ground for one, ground in body.withhold.items() if one in numbers},
        bytes={one: ground for one, ground in body.withhold.items() if one not in numbers},
        lines=dict(body.hide),
        waived=frozenset(numbers[one] for one in body.waive if one in numbers),
        waived_items=frozenset(one for one in body.waive if one not in numbers),
    )


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 19


def _row(one: Errand) -> ErrandRow:
    state = "failed" if one.error else "done" if one.ended_at is not None else "running" if one.tries else "waiting"
    return {
        "errand": one.id,
        "kind": one.kind,
        "state": state,
        "asked_by": one.asked_by,
        "asked_at": one.asked_at.isoformat(),
        "ended_at": None if one.ended_at is None else one.ended_at.isoformat(),
        "found": one.found,
        "items": one.items,
        "bytes": one.bytes,
        "failed": one.failed,
        "error": one.error or None,
    }
