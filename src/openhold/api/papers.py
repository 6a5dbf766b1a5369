"""Court papers: read one, say which of its values hold, open a matter by that; list what was taken from papers.

What was read is sent sealed and comes back so: nobody notes a quote that is not in the paper. Nothing is kept between.
"""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict

from openhold.actions.errors import UsageError
from openhold.actions.note_values import note_values, open_matter_said, values_of
from openhold.actions.open_matter import matter_by_id
from openhold.actions.papers.reading import LARGEST, BusyError, Reading, decided, fields, opened, read_sent, sealed
from openhold.actions.papers.values import Decided, label
from openhold.api.asking import Body, Number, Text
from openhold.api.door import Asked, Bearer
from openhold.api.files import body_of, sent_file
from openhold.api.matters import Opened
from openhold.api.telling import TooOftenError
from openhold.rows import matters as matter_rows
from openhold.rows.matters import ValueRow, value
from openhold.workbench.counting import PAPER

router = Router(tags=["Papers"])
before = Router(tags=["Papers"])
"""Papers of which there is no matter yet."""
_SAY = "say what a paper says"
_KINDS = ("application/octet-stream", "application/pdf", "text/plain", "text/html", "message/rfc822")


class Called(Body):
    """What the paper is called: the name of its file."""

    name: str = Field("a paper without a name", max_length=255)


class Take(Body):
    """What holds of one field, by its `place`: as it was read where nothing is said, null where the paper is silent."""

    place: Number
    value: Text | None = None


class Accepted(Body):
    """A `reading` as it was answered, and what is taken of it."""

    reading: Text
    take: list[Take]


class NewMatter(Accepted):
    """A reading, what is taken of it, and on whose side we stand in the matter."""

    side: Text | None = None


class FieldRow(TypedDict):
    """A field to decide on: what was read in which words (None: nothing), where, and whether the reader was sure."""

    place: int
    field: str
    label: str
    value: str | None
    quote: str | None
    page: int | None
    line: int | None
    sure: bool


class ReadingRow(TypedDict):
    """What was read of a paper; `reading` is to be sent back. `more` counts values that are too many or too long."""

    reading: str
    paper: str
    name: str
    fields: list[FieldRow]
    more: int


class Values(TypedDict):
    """What was accepted and corrected of a matter's papers."""

    values: list[ValueRow]


class Noted(TypedDict):
    """How many facts were recorded of which paper."""

    paper: str
    recorded: int


@before.post("/read", response=ReadingRow, openapi_extra=body_of(*_KINDS))
def read_first(request: HttpRequest, called: Query[Called]) -> Any:
    """Read the paper of which a matter is to be opened; nothing of it is kept."""
    return _read(cast("Asked", request), called.name, "")


@before.post("/open", response=Opened)
def open_from_paper(request: HttpRequest, body: NewMatter) -> Any:
    """Open a matter with what was taken of a paper as its first facts; whoever opens it is its counsel."""
    asked = cast("Asked", request)
    reading, said = _decided(asked, body, "")
    done = open_matter_said(asked.home, asked.actor, reading.paper, said, side=body.side)
    return {**matter_rows.matter(matter_by_id(asked.home, done.matter)), "key": done.key}


@router.get("/{matter}/papers", response=Values)
def list_values(request: HttpRequest, matter: str) -> Any:
    """List what was accepted and corrected, paper by paper, each with its words."""
    return {"values": [value(one) for one in values_of(cast("Asked", request).home, matter)]}


@router.post("/{matter}/papers/read", response=ReadingRow, auth=Bearer(_SAY), openapi_extra=body_of(*_KINDS))
def read_more(request: HttpRequest, matter: str, called: Query[Called]) -> Any:
    """Read another paper of a matter; nothing of it is kept."""
    return _read(cast("Asked", request), called.name, matter)


@router.post("/{matter}/papers", response=Noted, auth=Bearer(_SAY))
def note_taken(request: HttpRequest, matter: str, body: Accepted) -> Any:
    """Note what is taken of a paper that was read, each value with its words."""
    asked = cast("Asked", request)
    reading, said = _decided(asked, body, matter)
    return {
        "paper": reading.paper.sha256,
        "recorded": note_values(asked.home, asked.actor, matter, reading.paper, said),
    }


def _read(asked: Asked, name: str, matter: str) -> ReadingRow:
    data = sent_file(asked, PAPER, LARGEST, _KINDS)
    try:
        found = read_sent(asked.home, asked.actor, data, name, matter)
    except BusyError as error:
        raise TooOftenError(str(error)) from error
    return {
        "reading": sealed(found),
        "paper": found.paper.sha256,
        "name": found.paper.name,
        "fields": [
            {
                "place": place,
                "field": field,
                "label": label(field),
                "value": None if one is None else one.value,
                "quote": None if one is None else one.quote,
                "page": None if one is None else one.page,
                "line": None if one is None else one.line,
                "sure": one is not None and one.sure,
            }
            for place, (field, one) in enumerate(fields(found))
        ],
        "more": found.more,
    }


def _decided(asked: Asked, body: Accepted, matter: str) -> tuple[Reading, list[Decided]]:
    """Return the reading that was sent back, and what is taken of it; raise UsageError where a value does not fit."""
    reading = opened(body.reading, asked.actor, matter)
    there = fields(reading)
    taken: dict[int, str] = {}
    for one in body.take:
        if not 0 <= one.place < len(there):
            raise UsageError(f"take: this reading has no field at the place {one.place}.")
        read = there[one.place][1]
        if read is not None and "value" not in one.model_fields_set:
            taken[one.place] = read.value
        else:
            taken[one.place] = one.value or ""
    said, wrong = decided(reading, taken)
    for place, why in wrong.items():
        raise UsageError(f"take: the value at the place {place}: {why}")
    return reading, said
