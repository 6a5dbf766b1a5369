"""The tasks of a matter's stewards: which are open, which overdue, and saying with proof that one is done."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.errors import ActionError
from openhold.actions.finish_task import finish_task
from openhold.actions.list_tasks import tasks
from openhold.web.holds import status_of
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import page_of

_FINISH = "say that a task is done"


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the tasks, open ones first."""
    asked = cast(Inside, request)
    there = tasks(asked.home, matter)
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "total": len(there),
        "open": sum(one.task.done_at is None for one in there),
        "overdue": sum(one.overdue > 0 for one in there),
        "page": page_of(request, there),
        "may_finish": asked.standing.may(_FINISH),
    }
    return render(request, "tasks.html", shown)


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
