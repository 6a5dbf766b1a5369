"""Tasks of stewards: list them, give one, note one done, open one again."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from openhold.actions.find_custodian import find_custodian
from openhold.actions.finish_task import finish_task, reopen_task
from openhold.actions.give_task import give_task
from openhold.actions.list_tasks import tasks
from openhold.api.asking import Body, Day, Text
from openhold.api.door import Asked, Bearer
from openhold.api.duty import Why
from openhold.api.telling import MissingError
from openhold.rows import tasks as rows

router = Router(tags=["Tasks"])
_GIVE, _FINISH = "give a task", "say that a task is done"


class NewTask(Body):
    """What a steward is to do by which day; `to` is a custodian's id, address or name."""

    to: Text
    what: Text
    due: Day
    source: Text | None = None
    hold: Text | None = None


class Done(Body):
    """Who did it and what proves it; `item` is a kept item that does, by its SHA-256 or path."""

    by: Text
    proof: Text
    item: Text | None = None


class Listed(TypedDict):
    """The tasks of a matter."""

    tasks: list[rows.ListedRow]


@router.get("/{matter}/tasks", response=Listed)
def list_tasks(request: HttpRequest, matter: str) -> Any:
    """List the tasks: the open ones by the day they are due, then the done ones."""
    return {"tasks": [rows.listed(one) for one in tasks(cast("Asked", request).home, matter)]}


@router.post("/{matter}/tasks", response=rows.TaskRow, auth=Bearer(_GIVE))
def give_new_task(request: HttpRequest, matter: str, body: NewTask) -> Any:
    """Give a steward something to do."""
    asked = cast("Asked", request)
    steward = find_custodian(asked.home, matter, body.to)
    given = give_task(
        asked.home,
        asked.actor,
        matter,
        steward=steward.id,
        what=body.what,
        due=body.due,
        hold=body.hold,
        source=body.source,
    )
    return rows.task(given)


@router.post("/{matter}/tasks/{task}/done", response=rows.TaskRow, auth=Bearer(_FINISH))
def finish_one(request: HttpRequest, matter: str, task: str, body: Done) -> Any:
    """Note that a task is done, and what proves it."""
    asked = cast("Asked", request)
    _check_there(asked, task)
    return rows.task(finish_task(asked.home, asked.actor, matter, task, by=body.by, proof=body.proof, item=body.item))


@router.post("/{matter}/tasks/{task}/reopen", response=rows.TaskRow, auth=Bearer(_GIVE))
def reopen_one(request: HttpRequest, matter: str, task: str, body: Why) -> Any:
    """Open a task again that was done."""
    asked = cast("Asked", request)
    _check_there(asked, task)
    return rows.task(reopen_task(asked.home, asked.actor, matter, task, why=body.why))


def _check_there(asked: Asked, task: str) -> None:
    if all(one.task.id != task for one in tasks(asked.home, asked.matter.id)):
        raise MissingError(f"There is no task {task!r} in this matter.")
