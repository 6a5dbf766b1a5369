"""The tasks of a matter's stewards: which are open, which overdue, and saying with proof that one is done."""

from collections.abc import Callable, Sequence
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.describe import describe
from openhold.actions.errors import ActionError
from openhold.actions.find_custodian import custodians, find_custodian
from openhold.actions.finish_task import finish_task
from openhold.actions.give_task import give_task
from openhold.actions.list_tasks import Listed, tasks
from openhold.filings.table import Table
from openhold.web.holds import status_of
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import one_of, page_of, saved
from openhold.web.triggers import day_of
from openhold.web.words import plain

_FINISH, _GIVE = "say that a task is done", "give a task"
_OFFERED = 200
"""So many custodians and sources are offered by name; of more, a person types which one."""
_HEAD = (
    "task", "what", "steward", "due", "days overdue", "hold", "source", "given (UTC)", "done (UTC)", "done by",
    "proof", "proof SHA-256", "opened again because",
)  # fmt: skip


_SHOWS: dict[str, Callable[[Listed], bool]] = {
    "all": lambda _: True,
    "open": lambda one: one.task.done_at is None,
    "overdue": lambda one: one.overdue > 0,
    "done": lambda one: one.task.done_at is not None,
}
_FILTERS = (("all", "All"), ("open", "Open"), ("overdue", "Overdue"), ("done", "Done"))
_SORTS: dict[str, Callable[[Listed], str]] = {
    "state": lambda _: "",
    "due": lambda one: one.task.due.isoformat(),
    "steward": lambda one: one.steward.casefold(),
}
"""By what the list can be sorted; it comes with open ones first, then by the day, and equal rows stay so."""


def _chosen(asked: Inside, there: Sequence[Listed]) -> tuple[str, str, Sequence[Listed]]:
    """Return the filter and the order that the address asks for, and the tasks so chosen."""
    show, sort = one_of(asked, "show", _SHOWS), one_of(asked, "sort", _SORTS)
    return show, sort, sorted(filter(_SHOWS[show], there), key=_SORTS[sort])


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the tasks, open ones first."""
    return _list(cast(Inside, request))


@for_deed(_GIVE)
@require_POST
def give(request: HttpRequest, matter: str) -> HttpResponse:
    """Give a steward something to do."""
    asked = cast(Inside, request)
    said = request.POST
    try:
        steward = find_custodian(asked.home, matter, said.get("to", ""))
        due = day_of(said.get("due", ""), "it is due")
        source = said.get("source") or None
        what = said.get("what", "")
        given = give_task(asked.home, asked.actor, matter, steward=steward.id, what=what, due=due, source=source)
    except ActionError as error:
        return _list(asked, error)
    messages.success(request, f"{plain(steward.name)} has the task. It is given in this record; tell them of it.")
    return redirect("task", matter, given.id)


def _list(asked: Inside, wrong: ActionError | None = None) -> HttpResponse:
    matter = asked.matter.id
    there = tasks(asked.home, matter)
    show, sort, them = _chosen(asked, there)
    may_give = asked.standing.may(_GIVE)
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "total": len(there),
        "open": sum(one.task.done_at is None for one in there),
        "overdue": sum(one.overdue > 0 for one in there),
        "filters": [(name, words, sum(map(_SHOWS[name], there))) for name, words in _FILTERS],
        "show": show,
        "sorts": tuple(_SORTS),
        "sort": sort,
        "page": page_of(asked, them),
        "may_finish": asked.standing.may(_FINISH),
        "may_give": may_give,
        "people": custodians(asked.home, matter)[:_OFFERED] if may_give else (),
        "sources": describe(asked.home, asked.matter).sources[:_OFFERED] if may_give else (),
        "wrong": wrong,
        "typed": asked.POST,
    }
    return render(asked, "tasks.html", shown, status=status_of(wrong))


@require_safe
def as_file(request: HttpRequest, matter: str, form: str) -> HttpResponseBase:
    """Give the tasks that the address asks for as a file, in their order."""
    asked = cast(Inside, request)
    *_, them = _chosen(asked, tasks(asked.home, matter))
    rows = (
        (
            one.task.id, one.task.what, one.steward, one.task.due, one.overdue, one.task.hold, one.task.source,
            one.task.given_at, one.task.done_at, one.task.done_by, one.task.proof, one.task.proof_sha256,
            one.task.reopened,
        )
        for one in them
    )  # fmt: skip
    return saved(f"tasks-{matter}", form, [Table("Tasks", _HEAD, rows)], asked.home.clock().date())


@for_deed(_FINISH)
@require_safe
def one(request: HttpRequest, matter: str, task: str) -> HttpResponse:
    """Show one task, and where it is open the form to say that it is done."""
    return _page(cast(Inside, request), task)


@for_deed(_FINISH)
@require_POST
def done(request: HttpRequest, matter: str, task: str) -> HttpResponse:
    """Record that a task is done, and what proves it."""
    asked = cast(Inside, request)
    by, proof, item = (request.POST.get(name, "") for name in ("by", "proof", "item"))
    try:
        finish_task(asked.home, asked.actor, matter, task, by=by, proof=proof, item=item.strip() or None)
    except ActionError as error:
        return _page(asked, task, error)
    messages.success(request, "The task is done, and its proof is recorded.")
    return redirect("tasks", matter)


def _page(asked: Inside, task: str, wrong: ActionError | None = None) -> HttpResponse:
    status = status_of(wrong)
    found = next((one for one in tasks(asked.home, asked.matter.id) if one.task.id == task), None)
    if found is None:
        raise Http404
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "one": found,
        "by": asked.POST.get("by", found.steward),
        "wrong": wrong,
        "typed": asked.POST,
    }
    return render(asked, "task.html", shown, status=status)
