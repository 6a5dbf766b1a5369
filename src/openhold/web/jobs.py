"""What goes on beside the pages: the jobs, for owners of the instance."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.name_actors import name_actors
from openhold.jobs import asking
from openhold.jobs.standing import STANDING
from openhold.web.inside import Inside
from openhold.workbench import configuration


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """Show each job: whether it is on time, when it runs next, what it did last, and what went wrong."""
    asked = owner_of(request)
    them = asking.jobs(asked.home)
    said = configuration.read(asked.home.folder)
    shown = {
        "jobs": them,
        "wrong": [one for one in them if one.row.error],
        "late": [one for one in them if one.state in ("late", "not begun")],
        "paused": [one for one in them if one.state == "paused"],
        "names": name_actors(asked.home, "", [one.row.paused_by for one in them]),
        "mail": said.mail,
        "outbox": asking.outbox(asked.home),
        "reminders": said.reminders,
        "now": asked.home.clock(),
    }
    return render(request, "jobs.html", shown)


@require_POST
def change(request: HttpRequest, job: str, deed: str) -> HttpResponse:
    """Run a job now, pause it, or let it go on."""
    asked = owner_of(request)
    if job not in STANDING:
        raise Http404
    if deed == "run":
        asking.run_now(asked.home, job)
        messages.success(request, f"{job} runs as soon as its turn comes. Load this page again to see what it did.")
    elif deed == "pause":
        asking.pause(asked.home, job, asked.actor)
        messages.success(request, f"{job} is paused: the clock does not start it until somebody goes on.")
    elif deed == "resume":
        asking.resume(job)
        messages.success(request, f"{job} goes on.")
    else:
        raise Http404
    return redirect("jobs")


def owner_of(request: HttpRequest) -> Inside:
    """Return the request of an owner; to everybody else there is no such page."""
    asked = cast(Inside, request)
    if not asked.owner:
        raise Http404
    return asked
