"""Holds: list them, show one; propose, approve, return and issue a version; note and answer what custodians say."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router
from pydantic import ConfigDict, Field
from typing_extensions import TypedDict

from openhold.actions.find_custodian import find_custodian
from openhold.actions.holds import approve as deciding
from openhold.actions.holds.answers import is_open_question
from openhold.actions.holds.look import Looked, holds, look_at, weak_holds
from openhold.actions.holds.notices import acknowledge
from openhold.actions.holds.propose import Plan, PlannedTask, Words, propose_hold
from openhold.actions.holds.questions import answer
from openhold.actions.read_privileged import read_heard, read_words
from openhold.api.asking import Body, Day, Number, Text
from openhold.api.custodians import one_custodian
from openhold.api.door import Asked, Bearer
from openhold.api.duty import Why
from openhold.api.telling import MissingError
from openhold.projections.hold import HoldVersion
from openhold.rows import holds as rows

router = Router(tags=["Holds"])
PROPOSE, APPROVE = "propose a hold, a release or a disposition", "approve what another proposed"
_ISSUE, _NOTE = "issue a hold and send its notices", "note what custodians say, and answer them"


class NoticeWords(Body):
    """The words of a notice in one language. They are privileged."""

    subject: Text
    text: Text


class NewPlannedTask(Body):
    """What has to be done, and who gets it as a task at the issue, by when; `steward` is an id, address or name."""

    what: Text
    steward: Text | None = None
    due: Day | None = None
    source: Text | None = None


class NewVersion(Body):
    """What a version of a hold says; custodians are named by id, address or name, sources by id.

    Whoever is in `silent` is covered and gets no notice. An amendment names all that the version in force covers.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=False)

    title: Text
    acknowledge_by: Day
    scope_from: Day | None = Field(None, alias="from")
    scope_to: Day | None = Field(None, alias="to")
    topics: list[Text] = []
    sources: list[Text] = []
    custodians: list[Text] = []
    silent: list[Text] = []
    tasks: list[Text | NewPlannedTask] = []
    why: Text | None = None
    notice: dict[Text, NoticeWords] = {}


class Saw(Body):
    """What names the version as it was read: `saw` of the hold."""

    saw: Text


class Acknowledged(Body):
    """Who acknowledged on paper or by word of mouth; `evidence` is the SHA-256 of a kept item that shows it."""

    custodian: Text
    version: Number | None = None
    evidence: Text | None = None


class Answer(Body):
    """The answer to a question."""

    text: Text


class Listed(TypedDict):
    """The holds of a matter, and what keeps them from being really on."""

    holds: list[rows.HoldRow]
    weak: list[rows.WeakRow]


class Proposed(TypedDict):
    """A version that was proposed; `saw` names it for whoever approves it."""

    hold: str
    version: int
    saw: str


class Version(rows.VersionRow):
    """A version with the words of its notice by language. They are privileged."""

    notice: dict[str, rows.WordsRow]


class Issued(TypedDict):
    """A version in force; custodians are asked, and told when its notice is sent. `gone` are units that it missed."""

    hold: str
    version: int
    custodians: list[str]
    gone: list[str]


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


@router.post("/{matter}/holds", response=Proposed, auth=Bearer(PROPOSE))
def propose_new(request: HttpRequest, matter: str, body: NewVersion) -> Any:
    """Propose a hold; a second person approves it before it is issued."""
    return _propose(cast("Asked", request), body)


@router.get("/{matter}/holds/{hold}", response=rows.WholeRow)
def show_hold(request: HttpRequest, matter: str, hold: str) -> Any:
    """Show a hold: what it covers, who has answered, its versions and the releases that wait."""
    return rows.whole(one_hold(cast("Asked", request), hold))


@router.post("/{matter}/holds/{hold}/versions", response=Proposed, auth=Bearer(PROPOSE))
def propose_next(request: HttpRequest, matter: str, hold: str, body: NewVersion) -> Any:
    """Propose the next version of a hold."""
    asked = cast("Asked", request)
    return _propose(asked, body, one_hold(asked, hold).standing.hold.id)


@router.get("/{matter}/holds/{hold}/versions/{int:version}", response=Version, auth=Bearer(PROPOSE))
def show_version(request: HttpRequest, matter: str, hold: str, version: int) -> Any:
    """Show one version with the words of its notice; that they were read is recorded before."""
    asked = cast("Asked", request)
    found = _version(asked, hold, version)
    words = read_words(asked.home, asked.actor, matter, hold, [version])
    return {**rows.version(found), "notice": rows.words(list(words.values()))}


@router.post("/{matter}/holds/{hold}/versions/{int:version}/approve", response=rows.VersionRow, auth=Bearer(APPROVE))
def approve_version(request: HttpRequest, matter: str, hold: str, version: int, body: Saw) -> Any:
    """Approve a version that somebody else proposed, as it was read."""
    asked = cast("Asked", request)
    _version(asked, hold, version)
    return rows.version(deciding.approve_hold(asked.home, asked.actor, matter, hold, version, body.saw))


@router.post("/{matter}/holds/{hold}/versions/{int:version}/return", response=rows.VersionRow, auth=Bearer(PROPOSE))
def return_version(request: HttpRequest, matter: str, hold: str, version: int, body: Why) -> Any:
    """Return a version that was not issued, with a reason: it goes no further."""
    asked = cast("Asked", request)
    _version(asked, hold, version)
    return rows.version(deciding.return_hold(asked.home, asked.actor, matter, hold, version, body.why))


@router.post("/{matter}/holds/{hold}/versions/{int:version}/issue", response=Issued, auth=Bearer(_ISSUE))
def issue_version(request: HttpRequest, matter: str, hold: str, version: int) -> Any:
    """Put an approved version in force. Nobody is told by that: its notice is sent afterwards."""
    asked = cast("Asked", request)
    _version(asked, hold, version)
    done = deciding.issue_hold(asked.home, asked.actor, matter, hold, version)
    return {"hold": done.hold, "version": done.version, "custodians": list(done.custodians), "gone": list(done.gone)}


@router.post("/{matter}/holds/{hold}/acknowledgements", response=Noted, auth=Bearer(_ISSUE))
def note_acknowledgement(request: HttpRequest, matter: str, hold: str, body: Acknowledged) -> Any:
    """Note that a custodian acknowledged on paper or by word of mouth; those with a link answer for themselves."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold.id
    who = one_custodian(asked, body.custodian).id
    new = acknowledge(asked.home, asked.actor, matter, found, who, version=body.version, evidence=body.evidence)
    return {"custodian": who, "recorded": new}


@router.get("/{matter}/holds/{hold}/said", response=Said, auth=Bearer(_NOTE))
def list_said(request: HttpRequest, matter: str, hold: str) -> Any:
    """Show what custodians asked, reported lost, and said about where something may be, once it is recorded as read."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold.id
    return {"said": [rows.heard(one) for one in read_heard(asked.home, asked.actor, matter, found)]}


@router.post("/{matter}/holds/{hold}/questions/{question}/answer", response=Answered, auth=Bearer(_NOTE))
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


def _version(asked: Asked, hold: str, version: int) -> HoldVersion:
    found = next((one for one in one_hold(asked, hold).versions if one.version == version), None)
    if found is None:
        raise MissingError(f"Hold {hold} has no version {version}.")
    return found


def _propose(asked: Asked, body: NewVersion, hold: str | None = None) -> Any:
    def people(them: list[str]) -> tuple[str, ...]:
        return tuple(find_custodian(asked.home, asked.matter.id, one).id for one in them)

    def task(one: str | NewPlannedTask) -> PlannedTask:
        if isinstance(one, str):
            return PlannedTask(what=one)
        steward = None if one.steward is None else people([one.steward])[0]
        return PlannedTask(what=one.what, steward=steward, due=one.due, source=one.source)

    silent = people(body.silent)
    plan = Plan(
        title=body.title,
        acknowledge_by=body.acknowledge_by,
        scope_from=body.scope_from,
        scope_to=body.scope_to,
        topics=tuple(body.topics),
        sources=tuple(body.sources),
        custodians=(*people(body.custodians), *silent),
        silent=silent,
        tasks=tuple(map(task, body.tasks)),
        why=body.why,
    )
    words = [Words(language, one.subject, one.text) for language, one in body.notice.items()]
    made = propose_hold(asked.home, asked.actor, asked.matter.id, plan, words, hold=hold)
    return {"hold": made.hold, "version": made.version, "saw": made.saw}
