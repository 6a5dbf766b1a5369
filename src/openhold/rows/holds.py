"""Holds: where each stands, its versions, who has answered, what custodians said, and what keeps it from being on."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.holds.answering import Answering
    from openhold.actions.holds.heard import Heard
    from openhold.actions.holds.look import Looked, Standing, Weakness
    from openhold.projections.hold import HoldVersion
    from openhold.projections.notice import NoticeText
    from openhold.projections.release import Release


class HoldRow(TypedDict):
    """Where a hold stands: `in_force` is a version or None, `newest` one that may be proposed, in its `state`."""

    hold: str
    title: str
    in_force: int | None
    issued_at: str | None
    released_at: str | None
    newest: int
    state: str
    asked: int
    acknowledged: int


class WeakRow(TypedDict):
    """Something for which a hold is not really on; the codes are in docs/holds.md."""

    hold: str
    code: str
    subject: str
    detail: str


class AssignedRow(TypedDict):
    """One of a version's tasks that a steward gets: ids, and the day by which it is due."""

    what: str
    steward: str
    source: str | None
    due: str


VersionRow = TypedDict(
    "VersionRow",
    {
        "hold": str,
        "version": int,
        "state": str,
        "title": str,
        "why": str | None,
        "from": str | None,
        "to": str | None,
        "acknowledge_by": str,
        "topics": list[str],
        "sources": list[str],
        "custodians": list[str],
        "silent": list[str],
        "tasks": list[str],
        "assigned": list[AssignedRow],
        "proposed_by": str,
        "approved_by": str | None,
        "issued_by": str | None,
        "returned_why": str | None,
        "gone": list[str],
        "seq": int,
    },
)
"""What a version of a hold says, and who did what with it."""


class AnsweringRow(TypedDict):
    """One custodian under a hold: what was sent to them, and whether they answered."""

    custodian: str
    name: str
    silent: bool
    released: bool
    sent_at: str | None
    reminders: int
    bounced: str | None
    acknowledged_at: str | None
    acknowledged_by: str | None
    evidence: str | None


class WaitingReleaseRow(TypedDict):
    """A release that waits for a second person."""

    release: str
    what: str
    which: str | None
    why: str
    proposed_by: str


class WholeRow(HoldRow):
    """A hold with all that is known of it; `saw` names its newest version as whoever approves it must have read it."""

    saw: str
    versions: list[VersionRow]
    custodians: list[AnsweringRow]
    sources: list[str]
    questions: int
    releases: list[WaitingReleaseRow]


class WordsRow(TypedDict):
    """The words of a notice in one language, and what they were written from. They are privileged."""

    subject: str
    text: str
    fields: str | None


class HeardRow(TypedDict):
    """One thing that a custodian said; questions and places are privileged."""

    custodian: str
    name: str
    kind: str
    id: str
    at: str
    seq: int
    words: dict[str, str]


def hold(one: "Standing") -> HoldRow:
    """Return where a hold stands."""
    found = one.hold
    return {
        "hold": found.id,
        "title": found.title,
        "in_force": found.in_force or None,
        "issued_at": _at(found.issued_at),
        "released_at": _at(found.released_at),
        "newest": one.newest.version,
        "state": one.newest.state,
        "asked": one.asked,
        "acknowledged": one.acknowledged,
    }


def weak(them: "Sequence[Weakness]") -> list[WeakRow]:
    """Return what keeps holds from being on."""
    return [{"hold": one.hold, "code": one.code, "subject": one.subject, "detail": one.detail} for one in them]


def version(one: "HoldVersion") -> VersionRow:
    """Return a version."""
    return {
        "hold": one.hold,
        "version": one.version,
        "state": one.state,
        "title": one.title,
        "why": one.why,
        "from": None if one.scope_from is None else one.scope_from.isoformat(),
        "to": None if one.scope_to is None else one.scope_to.isoformat(),
        "acknowledge_by": one.acknowledge_by.isoformat(),
        "topics": one.topics,
        "sources": one.sources,
        "custodians": one.custodians,
        "silent": one.silent,
        "tasks": one.task_words,
        "assigned": [
            {"what": task["what"], "steward": task["steward"], "source": task["source"], "due": task["due"]}
            for task in one.tasks
            if task["steward"] is not None
        ],
        "proposed_by": one.proposed_by,
        "approved_by": one.approved_by,
        "issued_by": one.issued_by,
        "returned_why": one.returned_why,
        "gone": one.gone,
        "seq": one.seq,
    }


def whole(found: "Looked") -> WholeRow:
    """Return a hold with all that is known of it."""
    return {
        **hold(found.standing),
        "saw": found.saw,
        "versions": [version(one) for one in found.versions],
        "custodians": [_answering(one) for one in found.answering],
        "sources": [one.id for one in found.sources],
        "questions": found.questions,
        "releases": [_waiting(one) for one in found.releases],
    }


def words(texts: "Sequence[NoticeText]") -> dict[str, WordsRow]:
    """Return the words of a version's notice by their language."""
    return {one.language: {"subject": one.subject, "text": one.text, "fields": one.fields} for one in texts}


def heard(one: "Heard") -> HeardRow:
    """Return one thing that a custodian said."""
    return {
        "custodian": one.custodian,
        "name": one.name,
        "kind": one.kind,
        "id": one.id,
        "at": one.at.isoformat(),
        "seq": one.seq,
        "words": dict(one.words),
    }


def _answering(one: "Answering") -> AnsweringRow:
    notice = one.notice
    return {
        "custodian": one.custodian.id,
        "name": one.custodian.name,
        "silent": notice is None,
        "released": one.released,
        "sent_at": _at(notice.sent_at) if notice else None,
        "reminders": notice.reminders if notice else 0,
        "bounced": (notice.bounced_why if notice else "") or None,
        "acknowledged_at": _at(notice.acknowledged_at) if notice else None,
        "acknowledged_by": (notice.acknowledged_way if notice else "") or None,
        "evidence": notice.evidence if notice else None,
    }


def _waiting(one: "Release") -> WaitingReleaseRow:
    return {
        "release": one.id,
        "what": one.what,
        "which": one.which,
        "why": one.why,
        "proposed_by": one.proposed_by,
    }


def _at(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
