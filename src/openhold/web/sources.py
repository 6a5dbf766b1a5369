"""The sources of a matter: the list, what is known of one of them, and the forms that name and describe one."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.collect_again import why_not_collectable
from openhold.actions.describe import describe
from openhold.actions.describe_source import describe_source
from openhold.actions.errors import ActionError, RefusedError, UsageError
from openhold.actions.find_custodian import custodians
from openhold.actions.name_actors import name_actors
from openhold.actions.name_source import KINDS, find_source, name_source
from openhold.actions.orders.admit import Marks
from openhold.actions.tell_source import RETENTIONS, covering, tell_source
from openhold.actions.write_receipt import collection_numbers
from openhold.jobs import errands
from openhold.jobs.asking import start_errands
from openhold.projections.source import Source
from openhold.web.holds import status_of
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import one_of, page_of
from openhold.web.orders import DESIGNATE, choices
from openhold.web.words import place
from openhold.workbench.errand import COLLECT as COLLECTION

NAME, COLLECT = "name a source", "collect"
_UNKNOWN = "unknown"
_SHOWN = 50
"""So many of a source's newest collections are shown."""
_FILTERS = (("all", "All"), ("unknown", "Retention unknown"), ("uncollected", "Never collected"))


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the sources in the order and choice that the address asks for."""
    return _list(cast(Inside, request))


@for_deed(NAME)
@require_POST
def name(request: HttpRequest, matter: str) -> HttpResponse:
    """Name a source: a folder that this machine can read."""
    asked = cast(Inside, request)
    at, custodian, kind = (asked.POST.get(key, "").strip() for key in ("at", "custodian", "kind"))
    try:
        if not at:
            raise UsageError("Write the folder's path, as this machine sees it.")
        named = name_source(
            asked.home,
            asked.actor,
            matter,
            kind=kind,
            at=_bytes(at),
            custodian=custodian or None,
            within=settings.CONFIGURED.folders,
        )
    except ActionError as error:
        return _list(asked, error)
    messages.success(request, "The source is named. Nothing was collected of it yet.")
    return redirect("source", matter, named.id)


@require_safe
def one(request: HttpRequest, matter: str, source: str) -> HttpResponse:
    """Show what is known of one source."""
    return _one(cast(Inside, request), source)


@for_deed(COLLECT)
@require_POST
def collect(request: HttpRequest, matter: str, source: str) -> HttpResponse:
    """Have a source collected in the background."""
    asked = cast(Inside, request)
    try:
        errands.ask_to_collect(asked.home, asked.matter.id, asked.actor, source, reread=False)
    except RefusedError as error:
        return _one(asked, source, error)
    messages.success(request, start_errands(asked.home))
    return redirect("source", matter, source)


@for_deed(COLLECT)
@require_POST
def stop(request: HttpRequest, matter: str, source: str) -> HttpResponse:
    """Let the collection that somebody asked for end."""
    asked = cast(Inside, request)
    found = find_source(asked.home, matter, source).id
    told = errands.stop(asked.home, asked.matter.id, COLLECTION, found)
    messages.success(request, f"{told} What was stored is kept, and gone on from.")
    return redirect("source", matter, source)


@for_deed(NAME)
@require_POST
def describe_it(request: HttpRequest, matter: str, source: str) -> HttpResponse:
    """Record who looks after a source, and what becomes of what it holds."""
    asked = cast(Inside, request)
    find_source(asked.home, matter, source)
    said = asked.POST
    try:
        describe_source(
            asked.home,
            asked.actor,
            matter,
            source,
            steward=said.get("steward") or None,
            retention=said.get("retention", ""),
            days=_number(said.get("days", "")),
            on=_day(said.get("on", "")),
            said=said.get("words"),
            learned_from=said.get("learned_from"),
        )
    except ActionError as error:
        return _one(asked, source, error)
    messages.success(request, "The description is recorded.")
    return redirect("source", matter, source)


def _list(asked: Inside, wrong: ActionError | None = None) -> HttpResponse:
    told = describe(asked.home, asked.matter, newest=0)
    shows = {
        "all": told.sources,
        "unknown": [each for each in told.sources if each.retention == _UNKNOWN],
        "uncollected": [each for each in told.sources if each.id not in told.latest],
    }
    sorts: dict[str, Callable[[Source], str]] = {
        "named": lambda _: "",
        "place": lambda each: place(each).casefold(),
        "custodian": lambda each: told.whose.get(each.id, "\uffff").casefold(),
        "retention": lambda each: each.retention,
    }
    show, sort = one_of(asked, "show", shows), one_of(asked, "sort", sorts)
    page = page_of(asked, sorted(shows[show], key=sorts[sort]))
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "total": len(told.sources),
        "unknown": len(shows["unknown"]),
        "filters": [(key, words, len(shows[key])) for key, words in _FILTERS],
        "sorts": tuple(sorts),
        "show": show,
        "sort": sort,
        "page": page,
        "rows": [
            (each, told.whose.get(each.id), told.kept.get(each.id), holds)
            for each, holds in zip(page, covering(asked.home, asked.matter.id, list(page)), strict=True)
        ],
        "may_name": asked.standing.may(NAME),
        "kinds": KINDS,
        "folders": settings.CONFIGURED.folders,
        "wrong": wrong,
        "typed": asked.POST,
    }
    return render(asked, "sources.html", shown, status=status_of(wrong))


def _one(asked: Inside, source: str, wrong: ActionError | None = None) -> HttpResponse:
    told = tell_source(asked.home, asked.matter.id, source)
    newest = told.collections[: -_SHOWN - 1 : -1]
    numbers = collection_numbers(asked.home, asked.matter.id, [each.seq for each in newest])
    waiting = errands.unfinished(asked.matter.id, COLLECTION, told.source.id)
    typed: Mapping[str, object] = asked.POST
    if wrong is None:
        found = told.source
        typed = {
            "steward": found.steward or "",
            "retention": found.retention,
            "days": "" if found.days is None else found.days,
            "on": "" if found.on is None else found.on.isoformat(),
            "words": found.words,
            "learned_from": found.learned_from or "",
        }
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "told": told,
        "one": told.source,
        "collections": [(each, numbers[each.seq]) for each in newest],
        "older": len(told.collections) - len(newest),
        "asked_for": waiting,
        "names": name_actors(asked.home, asked.matter.id, [waiting.asked_by] if waiting else []),
        "may_ask": asked.standing.may(COLLECT) and not why_not_collectable(told.source),
        "may_name": asked.standing.may(NAME),
        "people": custodians(asked.home, asked.matter.id) if asked.standing.may(NAME) else (),
        "retentions": RETENTIONS,
        "designated": Marks(asked.home, asked.matter.id).of_unit(told.source.unit),
        "choices": choices(asked) if asked.standing.may(DESIGNATE) else (),
        "wrong": wrong,
        "typed": typed,
    }
    return render(asked, "source.html", shown, status=status_of(wrong))


def _bytes(path: str) -> bytes:
    if "\0" in path:
        raise UsageError("That cannot be a path: there is a sign in it that no path has.")
    return os.fsencode(path)


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or len(text.strip()) > 6:
        raise UsageError("Write the number of days in digits, such as 90.")
    return int(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise UsageError("Write the day as year, month and day: 2026-03-05.") from error
