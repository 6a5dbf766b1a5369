"""Sources: list them, name one, describe what becomes of one."""

import os
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from openhold.actions.describe import sources
from openhold.actions.describe_source import describe_source
from openhold.actions.find_custodian import find_custodian
from openhold.actions.name_source import name_source
from openhold.actions.tell_source import tell_source
from openhold.api.asking import Body, Day, Number, Text
from openhold.api.door import Asked, Bearer
from openhold.api.telling import MissingError
from openhold.projections.source import Source
from openhold.rows import sources as rows
from openhold.rows.matters import CollectionRow, collection

router = Router(tags=["Sources"])
_NAME = "name a source"


class NewSource(Body):
    """Where evidence lives: `at` is a folder of the machine that Openhold runs on. `excludes` are NAME=PATTERN."""

    at: Text
    kind: Text = "directory"
    custodian: Text | None = None
    excludes: list[Text] = []


class Description(Body):
    """What becomes of a source if nobody stops that: see `openhold source describe`. `steward` is an id or name."""

    retention: Text
    days: Number | None = None
    on: Day | None = None
    steward: Text | None = None
    words: Text | None = None
    learned_from: Text | None = None


class Told(rows.SourceRow):
    """A source with its sealed collections, oldest first, and the holds of its matter in force that cover it."""

    collections: list[CollectionRow]
    holds: list[str]


class Listed(TypedDict):
    """The sources of a matter."""

    sources: list[rows.SourceRow]


@router.get("/{matter}/sources", response=Listed)
def list_sources(request: HttpRequest, matter: str) -> Any:
    """List the sources, in the order in which they were named."""
    return {"sources": [rows.source(one) for one in sources(cast("Asked", request).home, matter)]}


@router.post("/{matter}/sources", response=rows.SourceRow, auth=Bearer(_NAME))
def add_source(request: HttpRequest, matter: str, body: NewSource) -> Any:
    """Name where evidence lives; nothing is read yet."""
    asked = cast("Asked", request)
    named = name_source(
        asked.home,
        asked.actor,
        matter,
        kind=body.kind,
        at=os.fsencode(body.at),
        custodian=body.custodian,
        excludes=tuple(body.excludes),
        within=settings.CONFIGURED.folders,
    )
    return rows.source(named)


@router.get("/{matter}/sources/{source}", response=Told)
def show_source(request: HttpRequest, matter: str, source: str) -> Any:
    """Show a source: what becomes of it, what was collected, and which holds cover it."""
    asked = cast("Asked", request)
    told = tell_source(asked.home, matter, one_source(asked, source).id)
    collections = [collection(one) for one in told.collections]
    return {**rows.source(told.source), "collections": collections, "holds": [one.id for one in told.holds]}


@router.put("/{matter}/sources/{source}/description", response=rows.SourceRow, auth=Bearer(_NAME))
def describe_one(request: HttpRequest, matter: str, source: str, body: Description) -> Any:
    """Say who looks after a source, and what becomes of what it holds; what was said before stays on the record."""
    asked = cast("Asked", request)
    steward = None if body.steward is None else find_custodian(asked.home, matter, body.steward).id
    described = describe_source(
        asked.home,
        asked.actor,
        matter,
        one_source(asked, source).id,
        steward=steward,
        retention=body.retention,
        days=body.days,
        on=body.on,
        said=body.words,
        learned_from=body.learned_from,
    )
    return rows.source(described)


def one_source(asked: Asked, source: str) -> Source:
    """Return the source of this very id; raise MissingError where there is none."""
    found = next((one for one in sources(asked.home, asked.matter.id) if one.id == source), None)
    if found is None:
        raise MissingError(f"There is no source {source!r} in this matter.")
    return found
