"""Releases: look at what one would let go of, propose it, approve it as a second person, or return it."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Query, Router

from openhold.actions.errors import UsageError
from openhold.actions.holds.release import approve_release, preview_release, propose_release, return_release
from openhold.api.asking import Body, Text
from openhold.api.custodians import one_custodian
from openhold.api.door import Asked, Bearer, shown
from openhold.api.duty import Why
from openhold.api.holds import APPROVE, PROPOSE, one_hold
from openhold.api.sources import one_source
from openhold.api.telling import MissingError
from openhold.jobs.asking import tell_release
from openhold.projections.hold import CUSTODIAN, SOURCE, WHOLE
from openhold.rows import releases as rows

router = Router(tags=["Releases"])


class What(Body):
    """What is to be released: one custodian or one source by its id, or the whole hold where neither is said."""

    custodian: Text | None = None
    source: Text | None = None


class NewRelease(What):
    """What is to be released, and why."""

    why: Text


class Seen(Body):
    """What names the preview that was seen."""

    saw: Text


class Approved(rows.PreviewRow):
    """What was let go of, and in a sentence how its custodians are told."""

    told: str


@router.get("/{matter}/holds/{hold}/release", response=rows.PreviewRow)
def show_preview(request: HttpRequest, matter: str, hold: str, what: Query[What]) -> Any:
    """Show what would lose its last protection, and when it would then be destroyed. It changes nothing."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold.id
    kind, which = _asked(asked, what)
    return rows.preview(preview_release(asked.home, matter, found, what=kind, which=which), shown(asked))


@router.post("/{matter}/holds/{hold}/releases", response=rows.ReleaseRow, auth=Bearer(PROPOSE))
def propose_one(request: HttpRequest, matter: str, hold: str, body: NewRelease) -> Any:
    """Propose a release; nothing is let go of before a second person approves it."""
    asked = cast("Asked", request)
    found = one_hold(asked, hold).standing.hold.id
    kind, which = _asked(asked, body)
    done = propose_release(asked.home, asked.actor, matter, found, what=kind, which=which, why=body.why)
    return rows.release(done)


@router.post("/{matter}/holds/{hold}/releases/{release}/approve", response=Approved, auth=Bearer(APPROVE))
def approve_one(request: HttpRequest, matter: str, hold: str, release: str, body: Seen) -> Any:
    """Approve what somebody else proposed, having seen the preview, and have its custodians told.

    It takes effect at once and destroys nothing.
    """
    asked = cast("Asked", request)
    _check_there(asked, hold, release)
    done = approve_release(asked.home, asked.actor, matter, release, body.saw)
    return {**rows.preview(done, shown(asked)), "told": tell_release(asked.home, matter, hold)}


@router.post("/{matter}/holds/{hold}/releases/{release}/return", response=rows.ReleaseRow, auth=Bearer(PROPOSE))
def return_one(request: HttpRequest, matter: str, hold: str, release: str, body: Why) -> Any:
    """Return a release that was not approved, with a reason: it goes no further."""
    asked = cast("Asked", request)
    _check_there(asked, hold, release)
    return rows.release(return_release(asked.home, asked.actor, matter, release, body.why))


def _asked(asked: Asked, what: What) -> tuple[str, str | None]:
    if what.custodian is not None and what.source is not None:
        raise UsageError("Release one custodian or one source at a time.")
    if what.custodian is not None:
        return CUSTODIAN, one_custodian(asked, what.custodian).id
    return (SOURCE, one_source(asked, what.source).id) if what.source is not None else (WHOLE, None)


def _check_there(asked: Asked, hold: str, release: str) -> None:
    """Raise MissingError unless the release waits for a second person, and is of this hold."""
    if all(one.id != release for one in one_hold(asked, hold).releases):
        raise MissingError(f"No release {release!r} of this hold waits for a second person.")
