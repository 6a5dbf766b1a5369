"""The papers of a matter: what was accepted of each, with its words; and another paper read and accepted."""

from itertools import groupby
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.errors import ActionError, UsageError
from openhold.actions.note_values import note_values, values_of
from openhold.actions.papers.reading import LARGEST, GoneError, Reading, opened
from openhold.actions.papers.values import label
from openhold.web import papers
from openhold.web.holds import status_of
from openhold.web.inside import Inside, at_most, for_deed
from openhold.web.opening import reading_page
from openhold.web.words import count

SAY = "say what a paper says"


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show what was accepted and corrected, paper by paper, the newest first."""
    return _page(cast(Inside, request))


@at_most(papers.BODY)
@for_deed(SAY)
@require_POST
def read(request: HttpRequest, matter: str) -> HttpResponse:
    """Read a paper, and show what it says; nothing of it is kept."""
    asked = cast(Inside, request)
    try:
        found = papers.read_sent(asked, asked.home, asked.actor, matter)
    except UsageError as error:
        return _page(asked, error)
    return reading_page(asked, found) if isinstance(found, Reading) else found


@for_deed(SAY)
@require_POST
def note(request: HttpRequest, matter: str) -> HttpResponse:
    """Note what a person accepted and corrected of a paper."""
    asked = cast(Inside, request)
    try:
        found = opened(asked.POST.get("reading", ""), asked.actor, matter)
    except GoneError as error:
        return _page(asked, error)
    said, wrong = papers.decided(found, asked.POST)
    if wrong:
        return reading_page(asked, found, UsageError("Some values do not fit; each says why below."), wrong)
    try:
        noted = note_values(asked.home, asked.actor, matter, found.paper, said)
    except UsageError as error:
        return reading_page(asked, found, error)
    messages.success(request, f"{count(noted, 'value was,values were')} recorded from {found.paper.name}.")
    return redirect("papers", matter)


def _page(asked: Inside, wrong: ActionError | None = None) -> HttpResponse:
    values = values_of(asked.home, asked.matter.id)
    by_paper = [list(them) for _, them in groupby(values, key=lambda one: one.paper)]
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "papers": [[(label(one.field), one) for one in them] for them in by_paper],
        "total": len(values),
        "may_say": asked.standing.may(SAY),
        "wrong": wrong,
        "largest": LARGEST,
    }
    return render(asked, "papers.html", shown, status=status_of(wrong))
