"""Matters: list them, open one, show one; its public log, its checkpoint and its key."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict

from openhold.actions.describe import describe, matters
from openhold.actions.describe_ledger import describe_ledger, entries
from openhold.actions.describe_people import describe_people
from openhold.actions.holds.look import holds, weak_holds
from openhold.actions.open_matter import matter_by_id, open_matter
from openhold.api.asking import Body, Text
from openhold.api.door import Asked, shown
from openhold.rows import ledger as ledger_rows
from openhold.rows import matters as rows

router = Router(tags=["Matters"])


class NewMatter(Body):
    """A matter to be opened, and on whose side we stand in it."""

    title: Text
    court: Text | None = None
    number: Text | None = None
    side: Text | None = None


class Listed(TypedDict):
    """The matters that this token shows."""

    matters: list[rows.MatterRow]


class Opened(rows.MatterRow):
    """A matter just opened, and the verifier key to write down."""

    key: str


class After(Body):
    """Where to go on in the log: after so many facts."""

    after: int = Field(0, ge=0, le=2**62)
    limit: int = Field(100, ge=1, le=1000)


class Facts(TypedDict):
    """Facts as anybody may know them, without their bodies; `next` is what to ask `after`, None at the end."""

    facts: list[ledger_rows.EntryRow]
    next: int | None


@router.get("", response=Listed)
def list_matters(request: HttpRequest) -> Any:
    """List the matters that this token shows, the oldest first."""
    asked = cast("Asked", request)
    is_shown = shown(asked)
    return {"matters": [rows.matter(one) for one in matters(asked.home) if is_shown(one.id)]}


@router.post("", response=Opened)
def open_new_matter(request: HttpRequest, body: NewMatter) -> Any:
    """Open a matter with a ledger and a key of its own; whoever opens it is its counsel."""
    asked = cast("Asked", request)
    opened = open_matter(
        asked.home, asked.actor, title=body.title, court=body.court, number=body.number, side=body.side
    )
    return {**rows.matter(matter_by_id(asked.home, opened.matter)), "key": opened.key}


@router.get("/{matter}", response=rows.DescribedRow)
def show_matter(request: HttpRequest, matter: str) -> Any:
    """Show a matter: its sources, collections and holds, and the key to check it with."""
    asked = cast("Asked", request)
    found = describe(asked.home, asked.matter)
    people = describe_people(asked.home, matter)
    return rows.described(found, people, holds(asked.home, matter), weak_holds(asked.home, matter))


@router.get("/{matter}/checkpoint", response=ledger_rows.LedgerRow)
def show_checkpoint(request: HttpRequest, matter: str) -> Any:
    """Give the newest signed checkpoint of the matter's ledger, and the key that it is checked with."""
    return ledger_rows.ledger(describe_ledger(cast("Asked", request).home, matter))


@router.get("/{matter}/facts", response=Facts)
def list_facts(request: HttpRequest, matter: str, asked: Query[After]) -> Any:
    """List facts without their bodies, in the order of the ledger: number, time, kind and who."""
    found = entries(cast("Asked", request).home, matter, asked.after, asked.limit)
    more = len(found) == asked.limit
    return {"facts": [ledger_rows.entry(one) for one in found], "next": asked.after + len(found) if more else None}
