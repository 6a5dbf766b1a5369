"""What is done with a thing: hand it over, confirm or dispute that, note what was seen, seal it, print its papers."""

from base64 import b64encode
from hashlib import sha256
from typing import cast

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openhold.actions.errors import ActionError, UsageError
from openhold.actions.keep_scan import keep_scan
from openhold.actions.moments import past_moment
from openhold.actions.things.confirm_hand_over import LOOK_AFTER, confirm_hand_over, dispute_hand_over
from openhold.actions.things.hand_over import Handing, hand_over
from openhold.actions.things.look_at import Look, look_at_thing
from openhold.actions.things.reseal import Sealing, reseal_thing
from openhold.filings.document import style_element
from openhold.filings.thing_sheets import Papers, handover_sheet
from openhold.filings.thing_sheets import label as label_page
from openhold.filings.thing_style import STYLE
from openhold.projections.source import SCANS
from openhold.projections.thing import ThingEvent
from openhold.web.holds import status_of
from openhold.web.inside import Inside, for_deed
from openhold.web.things import SAY, form_of, look, thing_page, who_of
from openhold.web.uploads import counted, scan_of

_PAPER_STYLE = f"'sha256-{b64encode(sha256(style_element(STYLE).encode()).digest()).decode()}'"
"""The papers carry their own style, as the files that the command line writes must: only this one."""


@for_deed(LOOK_AFTER)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, matter: str, thing: str) -> HttpResponse:
    """Show the form by which a hand-over is noted, and note it."""
    asked = cast(Inside, request)
    if request.method != "POST":
        return _form(asked, thing, "thing_give.html")
    said = request.POST.get
    try:
        done = Handing(
            taker=who_of(request, "taker"),
            giver=who_of(request, "giver") or None,
            at=past_moment(asked.home, said("at"), said("zone") or "UTC", "it was handed over"),
            why=said("why", ""),
            place=said("place", ""),
            seal=said("seal"),
            seal_state=said("state"),
        )
        hand_over(asked.home, asked.actor, matter, look(asked, thing).thing.id, done)
    except ActionError as error:
        return _form(asked, thing, "thing_give.html", error)
    messages.success(request, "The hand-over is noted. Now both sides confirm it: by their account, or on a sheet.")
    return redirect("thing", matter, thing)


@for_deed(LOOK_AFTER)
@require_http_methods(["GET", "HEAD", "POST"])
@counted
def see(request: HttpRequest, matter: str, thing: str) -> HttpResponse:
    """Show the form by which it is noted what somebody saw of a thing, and note it."""
    asked = cast(Inside, request)
    if request.method != "POST":
        return _form(asked, thing, "thing_seen.html")
    said = request.POST.get
    try:
        found = look(asked, thing).thing.id
        saw = Look(
            by=who_of(request, "by"),
            at=past_moment(asked.home, said("at"), said("zone") or "UTC", "somebody looked at it"),
            place=said("place"),
            condition=said("condition"),
            seal=said("seal"),
            seal_state=said("state"),
            photographs=_pictures(asked),
        )
        look_at_thing(asked.home, asked.actor, matter, found, saw)
    except ActionError as error:
        return _form(asked, thing, "thing_seen.html", error)
    messages.success(request, "What was seen is noted.")
    return redirect("thing", matter, thing)


@for_deed(LOOK_AFTER)
@require_http_methods(["GET", "HEAD", "POST"])
@counted
def seal(request: HttpRequest, matter: str, thing: str) -> HttpResponse:
    """Show the form by which a new seal is noted, and note it."""
    asked = cast(Inside, request)
    if request.method != "POST":
        return _form(asked, thing, "thing_seal.html")
    said = request.POST.get
    try:
        found = look(asked, thing).thing.id
        done = Sealing(
            by=who_of(request, "by"),
            at=past_moment(asked.home, said("at"), said("zone") or "UTC", "it was sealed"),
            seal=said("seal", ""),
            why=said("why", ""),
            before=said("before"),
            before_state=said("state"),
            photographs=_pictures(asked),
        )
        reseal_thing(asked.home, asked.actor, matter, found, done)
    except ActionError as error:
        return _form(asked, thing, "thing_seal.html", error)
    messages.success(request, "The seal is noted.")
    return redirect("thing", matter, thing)


@for_deed(SAY)
@require_POST
@counted
def confirm(request: HttpRequest, matter: str, thing: str, handover: str) -> HttpResponse:
    """Note that one side, or both, says that a hand-over is right: by account, or on the sheet that is sent."""
    asked = cast(Inside, request)
    sides = request.POST.getlist("side")
    try:
        _one(asked, thing, handover)
        if not sides:
            raise UsageError("Say who signed the sheet: who gave it, who took it, or both.")
        scan = scan_of(request)
        if scan is None and "sheet" in request.POST:
            raise UsageError("Choose the scan of the signed sheet: a PDF, JPEG or PNG.")
        for side in sides:
            confirm_hand_over(asked.home, asked.actor, matter, handover, side, scan=scan)
    except ActionError as error:
        return thing_page(asked, thing, error)
    messages.success(
        request, "The hand-over is confirmed by that side." if len(sides) == 1 else "Both have confirmed it."
    )
    return redirect("thing", matter, thing)


@for_deed(SAY)
@require_POST
@counted
def dispute(request: HttpRequest, matter: str, thing: str, handover: str) -> HttpResponse:
    """Note that one side says that a hand-over is not so."""
    asked = cast(Inside, request)
    side, why = request.POST.get("side", ""), request.POST.get("why", "")
    try:
        _one(asked, thing, handover)
        dispute_hand_over(asked.home, asked.actor, matter, handover, side, why, scan=scan_of(request))
    except ActionError as error:
        return thing_page(asked, thing, error)
    messages.success(request, "It is noted that this side says it is not so.")
    return redirect("thing", matter, thing)


@require_safe
def sheet(request: HttpRequest, matter: str, thing: str, handover: str) -> HttpResponseBase:
    """Show the sheet that both sides of a hand-over sign, to be printed."""
    asked = cast(Inside, request)
    return _printed(request, handover_sheet(_papers(asked, thing), _one(asked, thing, handover)))


@require_safe
def label(request: HttpRequest, matter: str, thing: str) -> HttpResponseBase:
    """Show the label that goes with a thing, to be printed."""
    return _printed(request, label_page(_papers(cast(Inside, request), thing)))


def _one(asked: Inside, thing: str, handover: str) -> ThingEvent:
    """Return the hand-over of this thing that the address names."""
    found = next((one for one in look(asked, thing).events if one.handover == handover), None)
    if found is None:
        raise Http404
    return found


def _papers(asked: Inside, thing: str) -> Papers:
    told = look(asked, thing)
    return Papers(
        matter=asked.matter,
        origin=asked.home.origin(asked.matter.id),
        thing=told.thing,
        events=told.events,
        names=told.names,
        whose=told.source.custodian,
        seal=told.custody.seal,
    )


def _printed(request: HttpRequest, page: str) -> HttpResponseBase:
    return csp_update({"style-src": _PAPER_STYLE})(lambda _: HttpResponse(page))(request)


def _pictures(asked: Inside) -> tuple[str, ...]:
    picture = scan_of(asked, "photograph")
    return () if picture is None else (keep_scan(asked.home, asked.actor, asked.matter.id, picture, SCANS),)


def _form(asked: Inside, thing: str, template: str, wrong: ActionError | None = None) -> HttpResponse:
    told = look(asked, thing)
    shown = {
        **form_of(asked, wrong),
        "thing": told.thing,
        "holder": told.named(told.thing.holder),
        "seal": told.custody.seal,
        "own": asked.actor,
    }
    return render(asked, template, shown, status=status_of(wrong))
