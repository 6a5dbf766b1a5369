"""A release: what it would let go of, shown before anybody proposes or approves it; two people, by a typed name."""

from collections import Counter
from collections.abc import Iterable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.describe import matters, sources
from openhold.actions.errors import ActionError, RefusedError, UsageError
from openhold.actions.find_custodian import custodians
from openhold.actions.holds.look import Looked
from openhold.actions.holds.release import (
    approve_release,
    pending_releases,
    preview_release,
    propose_release,
    return_release,
)
from openhold.actions.name_actors import name_actors
from openhold.actions.record import database_told
from openhold.actions.roles import matters_of
from openhold.filings.receipt_page import shown as plain
from openhold.jobs.asking import tell_release
from openhold.projections.hold import CUSTODIAN, SOURCE, WHOLE, Hold
from openhold.web.holds import APPROVE, PROPOSE, look, status_of
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import page_of
from openhold.web.pictures import destroyed_over_time
from openhold.web.words import place

_STAYING = 20
"""So many of the units that stay are named on the page."""


@require_safe
def preview(request: HttpRequest, matter: str, hold: str) -> HttpResponse:
    """Show what would lose its last protection, and when it would then be destroyed."""
    asked = cast(Inside, request)
    return _page(asked, hold, *_asked(request.GET.get(CUSTODIAN), request.GET.get(SOURCE)))


@for_deed(PROPOSE)
@require_POST
def propose(request: HttpRequest, matter: str, hold: str) -> HttpResponse:
    """Propose what the page showed; somebody else approves it."""
    asked = cast(Inside, request)
    what, which = _asked(request.POST.get(CUSTODIAN), request.POST.get(SOURCE))
    found = look(asked, hold).standing.hold
    try:
        _check_typed(request.POST.get("typed", ""), found)
        why = request.POST.get("why", "")
        propose_release(asked.home, asked.actor, asked.matter.id, found.id, what=what, which=which, why=why)
    except ActionError as error:
        return _page(asked, hold, what, which, error)
    messages.success(request, "The release is proposed. Nothing is let go of before a second person approves it.")
    return redirect("hold", matter, hold)


@for_deed(APPROVE)
@require_POST
def approve(request: HttpRequest, matter: str, hold: str, release: str) -> HttpResponse:
    """Approve what somebody else proposed, as the page showed it; it takes effect at once."""
    asked = cast(Inside, request)
    found = look(asked, hold)
    what, which = _of_release(found, release)
    try:
        _check_typed(request.POST.get("typed", ""), found.standing.hold)
        done = approve_release(asked.home, asked.actor, asked.matter.id, release, request.POST.get("saw", ""))
    except ActionError as error:
        return _page(asked, hold, what, which, error)
    lost = f"{len(done.losing):,} {'unit' if len(done.losing) == 1 else 'units'}"
    told = tell_release(asked.home, asked.matter.id, hold)
    messages.success(
        request, f"The release took effect. {lost} lost their last protection; nothing was destroyed. {told}"
    )
    return redirect("hold", matter, hold)


@for_deed(PROPOSE)
@require_POST
def send_back(request: HttpRequest, matter: str, hold: str, release: str) -> HttpResponse:
    """Return a release with a reason: it goes no further."""
    asked = cast(Inside, request)
    what, which = _of_release(look(asked, hold), release)
    try:
        return_release(asked.home, asked.actor, asked.matter.id, release, request.POST.get("why", ""))
    except ActionError as error:
        return _page(asked, hold, what, which, error)
    messages.success(request, "The release is returned. The hold stays as it is.")
    return redirect("hold", matter, hold)


def _asked(custodian: str | None, source: str | None) -> tuple[str, str | None]:
    if custodian:
        return CUSTODIAN, custodian
    return (SOURCE, source) if source else (WHOLE, None)


def _of_release(found: Looked, release: str) -> tuple[str, str | None]:
    """Return what a release that waits is about: this hold's alone, so that the page's preview is its own."""
    one = next((one for one in found.releases if one.id == release), None)
    if one is None:
        raise Http404
    return one.what, one.which


def _check_typed(typed: str, hold: Hold) -> None:
    """Raise UsageError unless the hold's title, or its id, was typed."""
    names = (hold.title, plain(hold.title), hold.id)
    if " ".join(typed.split()).casefold() not in (" ".join(name.split()).casefold() for name in names):
        raise UsageError(f"Type what the hold is called, or {hold.id}, so that it is this one that you mean.")


def _page(asked: Inside, hold: str, what: str, which: str | None, wrong: ActionError | None = None) -> HttpResponse:
    home, matter = asked.home, asked.matter.id
    status = status_of(wrong)
    found = look(asked, hold)
    try:
        seen = preview_release(home, matter, hold, what=what, which=which)
    except RefusedError as error:
        shown = {"matter": asked.matter, "standing": asked.standing, "hold": found.standing.hold, "why": str(error)}
        return render(asked, "hold_release.html", shown, status=max(status, 409))
    waiting = next((o for o in pending_releases(home, matter, hold) if (o.what, o.which) == (what, which)), None)
    with database_told(home):
        theirs = matters_of(asked.actor)
    # Another matter is named only to whom it is shown.
    titles = {one.id: one.title for one in matters(home) if theirs is None or one.id in theirs}
    people = {one.id: one.name for one in custodians(home, matter)}
    days = Counter(one.death.on for one in seen.losing if one.death.on is not None)
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "hold": found.standing.hold,
        "what": what,
        "which": which,
        "about": people.get(which or "") if what == CUSTODIAN else _place(asked, which),
        "seen": seen,
        "named": seen.digest[:12],
        "of": len(seen.losing) + len(seen.staying),
        "picture": destroyed_over_time(home.clock().date(), days) if days else "",
        "page": page_of(asked, seen.losing),
        "staying": [
            (one, _because(titles, [(by.matter, by.hold) for by in one.by])) for one in seen.staying[:_STAYING]
        ],
        "more_staying": max(0, len(seen.staying) - _STAYING),
        "titles": titles,
        "people": people,
        "waiting": waiting,
        "names": name_actors(home, matter, [waiting.proposed_by if waiting else None]),
        "own": waiting is not None and waiting.proposed_by == asked.actor,
        "may_propose": asked.standing.may(PROPOSE),
        "may_approve": asked.standing.may(APPROVE),
        "wrong": wrong,
        "typed": asked.POST,
        "today": home.clock(),
    }
    return render(asked, "hold_release.html", shown, status=status)


def _place(asked: Inside, which: str | None) -> str | None:
    return next((place(one) for one in sources(asked.home, asked.matter.id) if one.id == which), None)


def _because(titles: dict[str, str], holds: Iterable[tuple[str, str]]) -> list[str]:
    """Return by what a unit stays protected, each hold once; one of a matter that is not shown is not named."""
    told = (f"hold {hold} of {titles[of]}" if of in titles else "a hold of another matter" for of, hold in holds)
    return list(dict.fromkeys(told))
