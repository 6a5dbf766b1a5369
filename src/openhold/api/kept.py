"""What is kept: list items, give one back, its receipt; have all of it read again."""

import os
import tempfile
from itertools import islice
from typing import Any, Literal, cast

from django.http import FileResponse, HttpRequest, HttpResponseBase
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict

from openhold.actions.audit import audit
from openhold.actions.collect.pipeline import Watch
from openhold.actions.describe import describe
from openhold.actions.errors import UsageError
from openhold.actions.list_items import list_items
from openhold.actions.orders.admit import Marks
from openhold.actions.read_item import read_item
from openhold.actions.survey_matters import overview
from openhold.actions.tell_audits import tell_audits
from openhold.actions.write_receipt import make_receipt
from openhold.api.asking import Body, Text
from openhold.api.door import Asked, Bearer
from openhold.jobs.asking import start_errands
from openhold.jobs.errands import ask_to_reread, stop
from openhold.rows import items as rows
from openhold.rows.matters import CollectionRow, collection
from openhold.workbench.errand import REREAD

router = Router(tags=["What is kept"])
vault = Router(tags=["What is kept"])
_AUDIT, _READ = "have what is kept read again", "read what was collected"
_NO_BODY: dict[str, Any] = {
    "responses": {200: {"description": "The bytes.", "content": {"application/octet-stream": {"schema": {}}}}}
}


class Page(Body):
    """Where to go on in a list: after so many."""

    after: int = Field(0, ge=0, le=2**62)
    limit: int = Field(100, ge=1, le=1000)


class Collections(TypedDict):
    """Sealed collections, the oldest first; `next` is what to ask `after` for more, None at the end."""

    collections: list[CollectionRow]
    next: int | None


class Which(Body):
    """Which items: of one `collection`, or with `every` of all instead of the newest of each source; that ended so."""

    collection: str | None = None
    every: bool = False
    end: Literal["stored", "duplicate", "excluded", "failed"] | None = None
    after: int = Field(0, ge=0, le=2**62)
    limit: int = Field(100, ge=1, le=1000)


class Item(Body):
    """An item, by its SHA-256 or its path."""

    item: Text


class Items(TypedDict):
    """Items; `next` is what to ask `after` for more, None at the end."""

    items: list[rows.ItemRow]
    next: int | None


class Sample(Body):
    """How much is to be read: a percentage such as ``5%``, all of it where nobody says."""

    sample: Text | None = None


class Audits(rows.RereadRow):
    """What audits say of a matter, and all of them, the newest first: its own and those of the whole vault."""

    runs: list[rows.AuditRow]


class Told(TypedDict):
    """What was asked for, and in a sentence what becomes of it."""

    matter: str
    told: str


class _Silent:
    """Nobody looks on while a program waits for its answer."""

    def progress(self, items: int, size: int, failed: int) -> None:
        """Tell nobody."""

    def stopped(self) -> bool:
        """Go on to the end."""
        return False


_WATCH: Watch = _Silent()


@router.get("/{matter}/collections", response=Collections)
def list_collections(request: HttpRequest, matter: str, asked: Query[Page]) -> Any:
    """List the collections that were sealed, a page at a time."""
    who = cast("Asked", request)
    there = describe(who.home, who.matter).collections
    end = asked.after + asked.limit
    found = [collection(one) for one in there[asked.after : end]]
    return {"collections": found, "next": end if len(there) > end else None}


@router.get("/{matter}/items", response=Items)
def list_kept(request: HttpRequest, matter: str, asked: Query[Which]) -> Any:
    """List what the collections saw, a page at a time."""
    home = cast("Asked", request).home
    marks = Marks(home, matter)
    there = list_items(home, matter, asked.collection, every=asked.every)
    wanted = (one for one in there if asked.end in (None, one.end))
    found = list(islice(wanted, asked.after, asked.after + asked.limit + 1))
    more = len(found) > asked.limit
    return {
        "items": [rows.item(one, marks) for one in found[: asked.limit]],
        "next": asked.after + asked.limit if more else None,
    }


@router.post("/{matter}/items/read", auth=Bearer(_READ), openapi_extra=_NO_BODY)
def read_one(request: HttpRequest, matter: str, body: Item) -> HttpResponseBase:
    """Give the bytes of one item; that they were read is recorded before."""
    asked = cast("Asked", request)
    if asked.first is not None:
        raise UsageError("Bytes are given each time they are asked for, and each time is recorded: leave out the key.")
    out = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it when it was sent
    try:
        got = read_item(asked.home, asked.actor, matter, os.fsencode(body.item), out.write)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=got.sha256, content_type="application/octet-stream")


@router.get("/{matter}/receipt", response=dict[str, Any])
def show_receipt(request: HttpRequest, matter: str, asked: Query[Item]) -> Any:
    """Give the receipt of one item: what was kept, and the proof that it is in the signed record."""
    who = cast("Asked", request)
    return make_receipt(who.home, who.matter, os.fsencode(asked.item)).document


@router.get("/{matter}/audits", response=Audits)
def show_audits(request: HttpRequest, matter: str) -> Any:
    """Show the audits: the newest, the newest that read all, the newest that found something wrong, and all."""
    asked = cast("Asked", request)
    runs = [rows.run(one) for one in tell_audits(asked.home, matter).runs]
    return {**rows.reread(describe(asked.home, asked.matter).reread), "runs": runs}


@router.post("/{matter}/audits", response=rows.AuditedRow, auth=Bearer(_AUDIT))
def run_audit(request: HttpRequest, matter: str, body: Sample) -> Any:
    """Have what is kept of this matter read again, and answer when it was."""
    asked = cast("Asked", request)
    return rows.audited(audit(asked.home, asked.actor, matter, sample=body.sample, watch=_WATCH))


@router.post("/{matter}/audits/ask", response=Told, auth=Bearer(_AUDIT))
def ask_audit(request: HttpRequest, matter: str) -> Any:
    """Have all that is kept of this matter read again in the background."""
    asked = cast("Asked", request)
    ask_to_reread(asked.home, matter, asked.actor)
    return {"matter": matter, "told": start_errands(asked.home)}


@router.post("/{matter}/audits/stop", response=Told, auth=Bearer(_AUDIT))
def stop_audit(request: HttpRequest, matter: str) -> Any:
    """Let the re-reading that somebody asked for end; nothing of it is recorded."""
    return {"matter": matter, "told": stop(cast("Asked", request).home, matter, REREAD)}


@vault.get("", response=rows.RereadRow, auth=Bearer(owners=True))
def show_vault_audits(request: HttpRequest) -> Any:
    """Show the audits of the whole vault."""
    return rows.reread(overview(cast("Asked", request).home).reread)


@vault.post("", response=rows.AuditedRow, auth=Bearer(owners=True))
def run_vault_audit(request: HttpRequest, body: Sample) -> Any:
    """Have the whole vault read again, with all ledgers."""
    asked = cast("Asked", request)
    return rows.audited(audit(asked.home, asked.actor, None, sample=body.sample, watch=_WATCH))
