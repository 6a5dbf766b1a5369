"""The jobs, for owners of the instance: where each stands; run one now, pause it, let it go on."""

from datetime import datetime
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from openhold.api.door import Asked, Bearer
from openhold.api.telling import MissingError
from openhold.jobs import asking
from openhold.jobs.asking import Shown
from openhold.jobs.standing import STANDING

router = Router(tags=["Jobs"])


class JobRow(TypedDict):
    """A job: its state, when it runs next, what it did last, and what it could not do."""

    job: str
    does: str
    state: str
    next_run: str | None
    last_run: str | None
    said: str | None
    error: str | None


class Listed(TypedDict):
    """All jobs."""

    jobs: list[JobRow]


@router.get("", response=Listed, auth=Bearer(owners=True))
def list_jobs(request: HttpRequest) -> Any:
    """List the jobs: whether each is on time, when it runs next, what it did last."""
    return {"jobs": [_job(one) for one in asking.jobs(cast("Asked", request).home)]}


@router.post("/{job}/{deed}", response=JobRow, auth=Bearer(owners=True))
def change_job(request: HttpRequest, job: str, deed: Literal["run", "pause", "resume"]) -> Any:
    """Run a job as soon as its turn comes, pause it, or let it go on."""
    asked = cast("Asked", request)
    if job not in STANDING:
        raise MissingError(f"There is no job {job!r}. There is: {', '.join(STANDING)}.")
    if deed == "run":
        asking.run_now(asked.home, job)
    elif deed == "pause":
        asking.pause(asked.home, job, asked.actor)
    else:
        asking.resume(job)
    return _job(next(one for one in asking.jobs(asked.home) if one.standing.name == job))


def _job(one: Shown) -> JobRow:
    row = one.row
    return {
        "job": one.standing.name,
        "does": one.standing.does,
        "state": one.state,
        "next_run": None if row.paused_at is not None else _at(row.next_run),
        "last_run": _at(row.ended_at),
        "said": row.said or None,
        "error": row.error or None,
    }


def _at(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
