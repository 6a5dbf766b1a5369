"""What is said of one custodian: named, stated anew, leaving, looked after."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from openhold.actions.change_custodian import change_custodian, settle_alarm
from openhold.actions.describe_custodian import describe_custodian
from openhold.actions.errors import ActionError
from openhold.actions.find_custodian import find_custodian
from openhold.actions.known_person import known_of
from openhold.actions.name_custodian import name_custodian
from openhold.projections.custodian import Custodian
from openhold.web.custodian_forms import AboutCustodian, ChangeCustodian, NoteLeft, SettleAlarm
from openhold.web.custodians import NAME, custodian_page, manager_shown
from openhold.web.holds import status_of
from openhold.web.inside import Inside, for_deed
from openhold.web.words import plain


@for_deed(NAME)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, matter: str) -> HttpResponse:
    """Name a custodian by hand."""
    asked = cast(Inside, request)
    form = AboutCustodian(request.POST or None)
    shown = {"matter": asked.matter, "standing": asked.standing, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "custodian_add.html", shown, status=422 if request.method == "POST" else 200)
    try:
        manager = _manager(asked, form.cleaned_data["manager"])
        named = name_custodian(asked.home, asked.actor, matter, form.known(manager))
    except ActionError as error:
        return render(request, "custodian_add.html", {**shown, "wrong": error}, status=status_of(error))
    messages.success(request, f"{plain(named.name)} is a custodian of this matter.")
    return redirect("custodian", matter, named.id)


@for_deed(NAME)
@require_POST
def change(request: HttpRequest, matter: str, custodian: str) -> HttpResponse:
    """State anew what is known of a custodian."""
    asked = cast(Inside, request)
    found = describe_custodian(asked.home, matter, custodian)
    before, form = found.custodian, ChangeCustodian(request.POST, auto_id="change-%s")
    if not form.is_valid():
        return custodian_page(asked, custodian, changing=form)
    given = form.cleaned_data
    try:
        same = given["manager"] == manager_shown(found.manager)
        now = change_custodian(
            asked.home,
            asked.actor,
            matter,
            custodian,
            form.known(before.manager if same else _manager(asked, given["manager"])),
            cause=given["cause"],
            left=before.left,
            saw=given["saw"],
        )
    except ActionError as error:
        return custodian_page(asked, custodian, changing=form, wrong=error)
    return _changed(asked, before, now)


@for_deed(NAME)
@require_POST
def left(request: HttpRequest, matter: str, custodian: str) -> HttpResponse:
    """Note somebody's last day, or that they stay."""
    asked = cast(Inside, request)
    before, form = (
        describe_custodian(asked.home, matter, custodian).custodian,
        NoteLeft(request.POST, auto_id="left-%s"),
    )
    if not form.is_valid():
        return custodian_page(asked, custodian, leaving=form)
    day = form.cleaned_data["on"]
    try:
        now = change_custodian(
            asked.home,
            asked.actor,
            matter,
            custodian,
            known_of(before),
            cause="left" if day else "corrected",
            left=day,
            saw=form.cleaned_data["saw"],
        )
    except ActionError as error:
        return custodian_page(asked, custodian, leaving=form, wrong=error)
    return _changed(asked, before, now)


@for_deed(NAME)
@require_POST
def settle(request: HttpRequest, matter: str, custodian: str) -> HttpResponse:
    """Say what was done about the evidence of somebody who left or moved."""
    asked = cast(Inside, request)
    before, form = (
        describe_custodian(asked.home, matter, custodian).custodian,
        SettleAlarm(request.POST, auto_id="settle-%s"),
    )
    if not form.is_valid():
        return custodian_page(asked, custodian, settling=form)
    try:
        now = settle_alarm(asked.home, asked.actor, matter, custodian, done=form.cleaned_data["done"])
    except ActionError as error:
        return custodian_page(asked, custodian, settling=form, wrong=error)
    return _changed(asked, before, now)


def _manager(asked: Inside, wanted: str) -> str | None:
    return find_custodian(asked.home, asked.matter.id, wanted).id if wanted else None


def _changed(asked: Inside, before: Custodian, now: Custodian) -> HttpResponse:
    if now.said == before.said:
        messages.info(asked, f"That is known of {plain(now.name)} already. Nothing was recorded.")
    else:
        messages.success(asked, f"Recorded of {plain(now.name)}, entry {now.said:,}.")
    return redirect("custodian", asked.matter.id, now.id)
