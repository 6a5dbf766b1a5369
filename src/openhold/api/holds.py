"""Holds: list them, show one; note and answer what custodians say."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict

from openhold.actions.holds.acknowledge_on_paper import acknowledge_on_paper
from openhold.actions.holds.answers import is_open_question
from openhold.actions.holds.look import Looked, holds, look_at, weak_holds
from openhold.actions.holds.notices import acknowledge
from openhold.actions.holds.questions import answer
from openhold.actions.keep_scan import LARGEST
from openhold.actions.read_privileged import read_heard
from openhold.api.asking import Body, Number, Text
from openhold.api.custodians import NOTE, one_custodian
from openhold.api.door import Asked, Bearer
from openhold.api.files import SCAN_KINDS, body_of, sent_file
from openhold.api.telling import MissingError
from openhold.rows import holds as rows
from openhold.workbench.counting import UPLOAD

router = Router(tags=["Holds"])
PROPOSE, APPROVE = "propose a hold, a release or a disposition", "approve what another proposed"
ISSUE = "issue a hold and send its notices"


class Acknowledged(Body):
    """Who acknowledged on paper or by word of mouth; `evidence` is the SHA-256 of a kept item that shows it."""

    custodian: Text
    version: Number | None = None
    evidence: Text | None = None


class Signed(Body):
    """Whose signature the scan shows, and under which version; the one in force where none is said."""

    custodian: str = Field(max_length=64)
    version: int | None = Field(None, ge=1, le=2**31 - 1)


class Answer(Body):
    """The answer to a question."""

    text: Text


class Listed(TypedDict):
    """The holds of a matter, and what keeps them from being really on."""

    holds: list[rows.HoldRow]
    weak: list[rows.WeakRow]


class Noted(TypedDict):
    """Whether something new was recorded of a custodian."""

    custodian: str
    recorded: bool


class Said(TypedDict):
    """What custodians said about a hold. It is privileged."""

    said: list[rows.HeardRow]


class Answered(TypedDict):
    """A question that was answered."""

    question: str
    custodian: str


@router.get("/{matter}/holds", response=Listed)
def list_holds(request: HttpRequest, matter: str) -> Any:
    """List the holds, and what keeps them from being really on."""
    home = cast("Asked", request).home
    return {"holds": [rows.hold(one) for one in holds(home, matter)], "weak": rows.weak(weak_holds(home, matter))}


@router.get("/{matter}/holds/{hold}", response=rows.WholeRow)
def show_hold(request: HttpRequest, matter: str, hold: str) -> Any:
    """Show a hold: what it covers, who has answered, its versions and the releases that wait."""
    return rows.whole(one_hold(cast("Asked", request), hold))


@router.post("/{matter}/holds/{hold}/acknowledgements", response=Noted, auth=Bearer(ISSUE))
def note_acknowledgement(request: HttpRequest, matter: str, hold: str, body: Acknowledged) -> Any:
    """Note that a custodian acknowledged on paper or by word of mouth; those with a link answer for themselves."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold.id
    who = one_custodian(asked, body.custodian).id
    new = acknowledge(asked.home, asked.actor, matter, found, who, version=body.version, evidence=body.evidence)
    return {"custodian": who, "recorded": new}


@router.post(
    "/{matter}/holds/{hold}/acknowledgements/scan",
    response=Noted,
    auth=Bearer(ISSUE),
    openapi_extra=body_of(*SCAN_KINDS),
)
def note_signed(request: HttpRequest, matter: str, hold: str, who: Query[Signed]) -> Any:
    """Keep the scan of a notice that a custodian signed, and note that they acknowledged."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold.id
    custodian = one_custodian(asked, who.custodian).id
    scan = sent_file(asked, UPLOAD, LARGEST, SCAN_KINDS)
    new = acknowledge_on_paper(asked.home, asked.actor, matter, found, custodian, scan, version=who.version)
    return {"custodian": custodian, "recorded": new}


@router.get("/{matter}/holds/{hold}/said", response=Said, auth=Bearer(NOTE))
def list_said(request: HttpRequest, matter: str, hold: str) -> Any:
    """Show what custodians asked, reported lost, and said about where something may be, once it is recorded as read."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold.id
    return {"said": [rows.heard(one) for one in read_heard(asked.home, asked.actor, matter, found)]}


@router.post("/{matter}/holds/{hold}/questions/{question}/answer", response=Answered, auth=Bearer(NOTE))
def answer_one(request: HttpRequest, matter: str, hold: str, question: str, body: Answer) -> Any:
    """Answer a custodian's question; the custodian reads it on the page that the notice's link opens."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold.id
    if not is_open_question(asked.home, matter, found, question):
        raise MissingError(f"There is no open question {question!r} about this hold.")
    done = answer(asked.home, asked.actor, matter, question, body.text)
    return {"question": done.id, "custodian": done.custodian}


def one_hold(asked: Asked, hold: str) -> Looked:
    """Return the hold of this very id, never one whose title has it as a part; raise MissingError where none is."""
    if all(one.hold.id != hold for one in holds(asked.home, asked.matter.id)):
        raise MissingError(f"There is no hold {hold!r} in this matter.")
    return look_at(asked.home, asked.matter.id, hold)
