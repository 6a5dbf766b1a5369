"""Versions of holds: propose, preview, approve, return and issue one. They stand on the router of holds."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from ninja import Query
from pydantic import ConfigDict, Field
from typing_extensions import TypedDict

from openhold.actions.find_custodian import find_custodian
from openhold.actions.holds import approve as deciding
from openhold.actions.holds.notices import in_language
from openhold.actions.holds.propose import Plan, PlannedTask, Words, propose_hold
from openhold.actions.read_privileged import read_words
from openhold.api.asking import Body, Day, Text
from openhold.api.custodians import one_custodian
from openhold.api.door import Asked, Bearer
from openhold.api.duty import Why
from openhold.api.holds import APPROVE, ISSUE, PROPOSE, one_hold, router
from openhold.api.telling import MissingError
from openhold.jobs import previewing
from openhold.jobs.asking import ask_to_send
from openhold.projections.hold import HoldVersion
from openhold.rows import holds as rows

__all__ = ["router"]


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


class To(Body):
    """Who gets it, and in which language; in their own where none is said."""

    custodian: str = Field(max_length=64)
    language: str | None = Field(None, max_length=16)


class Proposed(TypedDict):
    """A version that was proposed; `saw` names it for whoever approves it."""

    hold: str
    version: int
    saw: str


class Version(rows.VersionRow):
    """A version with the words of its notice by language. They are privileged."""

    notice: dict[str, rows.WordsRow]


class Preview(TypedDict):
    """A notice as a custodian gets it: the parts of the `mail` (None: it goes by none), and the `sheet` to print.

    The link is another than the custodian's. It is privileged.
    """

    custodian: str
    language: str
    subject: str
    mail: str | None
    html: str | None
    sheet: str


class Issued(TypedDict):
    """A version in force, and in a sentence how its custodians are `told`; None where there are none to be.

    `tasks` were given to stewards; `gone` are units that it missed.
    """

    hold: str
    version: int
    custodians: list[str]
    tasks: list[str]
    gone: list[str]
    told: str | None


@router.post("/{matter}/holds", response=Proposed, auth=Bearer(PROPOSE))
def propose_new(request: HttpRequest, matter: str, body: NewVersion) -> Any:
    """Propose a hold; a second person approves it before it is issued."""
    return _propose(cast("Asked", request), body)


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


@router.get("/{matter}/holds/{hold}/versions/{int:version}/preview", response=Preview, auth=Bearer(PROPOSE))
def show_as_sent(request: HttpRequest, matter: str, hold: str, version: int, to: Query[To]) -> Any:
    """Show the notice of a version as one custodian gets it; that its words were read is recorded before."""
    asked = cast("Asked", request)
    found = _version(asked, hold, version)
    who = one_custodian(asked, to.custodian)
    if who.id not in found.custodians or who.id in found.silent:
        raise MissingError(f"Nothing is sent to {who.id} by version {version}.")
    texts = read_words(asked.home, asked.actor, matter, hold, [version]).values()
    words = in_language(texts, to.language or who.language)
    if words is None:
        raise MissingError(f"Version {version} has no notice yet.")
    mail = previewing.mail(asked.home, settings.CONFIGURED, who, words, found.acknowledge_by)
    return {
        "custodian": who.id,
        "language": words.language,
        "subject": words.subject if mail is None else str(mail["Subject"]),
        "mail": previewing.text_of(mail, "plain"),
        "html": previewing.text_of(mail, "html"),
        "sheet": previewing.sheet(asked.home, settings.CONFIGURED, who, words, found.acknowledge_by),
    }


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


@router.post("/{matter}/holds/{hold}/versions/{int:version}/issue", response=Issued, auth=Bearer(ISSUE))
def issue_version(request: HttpRequest, matter: str, hold: str, version: int) -> Any:
    """Put an approved version in force, and have its notice sent in the background."""
    asked = cast("Asked", request)
    _version(asked, hold, version)
    done = deciding.issue_hold(asked.home, asked.actor, matter, hold, version)
    told = ask_to_send(asked.home, matter, done.hold, asked.actor) if done.custodians else None
    return {
        "hold": done.hold,
        "version": done.version,
        "custodians": list(done.custodians),
        "tasks": list(done.tasks),
        "gone": list(done.gone),
        "told": told,
    }


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
