"""The pages: each loads what an action tells, and shows it."""

import hashlib
import json
import tempfile
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs

from csp.decorators import csp_replace, csp_update
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.describe import describe
from openhold.actions.describe_people import describe_people
from openhold.actions.errors import UsageError
from openhold.actions.foresee_losses import Danger, foresee_losses
from openhold.actions.holds.answers import answers, not_answered
from openhold.actions.holds.look import holds, weak_holds
from openhold.actions.list_due import first_due
from openhold.actions.name_party import parties
from openhold.actions.orders.note import count_orders
from openhold.actions.read_item import read_item
from openhold.actions.record import database_told
from openhold.actions.roles import matters_of
from openhold.actions.survey_matters import SHOWS, SORTS, overview, titles_of
from openhold.actions.write_receipt import Receipt, collection_numbers, make_receipt
from openhold.filings.document import style_element
from openhold.filings.receipt_page import Fields, page
from openhold.filings.receipt_style import STYLE
from openhold.web.drafts import of_matter
from openhold.web.held import weak
from openhold.web.holds import PROPOSE
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import one_of, page_of
from openhold.web.pictures import days_ahead

_AHEAD = 60
"""So many days the front page looks ahead: what is lost or due later is counted."""
_NEXT = 12
"""So much of what is lost, of what is due and of what has no answer is listed on the front page, the soonest first."""
_FILTERS = (("all", "All"), ("behind", "Not re-read"), ("empty", "Never collected"))
_SORTED = (
    ("opened", "oldest"), ("newest", "newest"), ("title", "name"), ("collected", "last collection"), ("size", "size"),
)  # fmt: skip
_SHOWN = 50
"""So many of the newest collections and disclosures are shown; the command line lists all."""

_FORM = "application/x-www-form-urlencoded"
_STYLE = b"".join((Path(__file__).parent / name).read_bytes() for name in ("style.css", "holds.css", "things.css"))
_RECEIPT_STYLE = f"'sha256-{b64encode(hashlib.sha256(style_element(STYLE).encode()).digest()).decode()}'"
"""The receipt page carries its own style, as the file that `openhold receipt --html` writes must: only this one."""


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Say what is about to be lost, what is due, who has not answered; and whether what is kept is still whole."""
    asked = cast(Inside, request)
    with database_told(asked.home):
        theirs = matters_of(asked.actor)
    show, sort = one_of(request, "show", SHOWS), one_of(request, "sort", SORTS)
    everything = overview(asked.home, theirs, show=show, sort=sort)
    page = page_of(request, everything.matters)
    today = asked.home.clock().date()
    last = today + timedelta(days=_AHEAD)
    waiting = not_answered(asked.home, theirs, _NEXT)
    foreseen = foresee_losses(asked.home, theirs, most=_NEXT)
    due = first_due(asked.home, theirs, until=last, most=_NEXT)
    soon = [one for one in foreseen.dangers if one.death.on and one.death.on <= last]
    first = soon[:_NEXT]
    named = {one.held.matter for one in first} | {one.matter for one in due.first}
    named |= {one.hold.matter for one in waiting.first}
    shown = {
        "all": everything,
        "page": page,
        "show": show,
        "filters": [(name, words, everything.counts[name]) for name, words in _FILTERS],
        "sort": sort,
        "sorts": _SORTED,
        "today": today,
        "soon": first,
        "dangers": len(soon),
        "later": len(foreseen.dangers) - len(soon),
        "foreseen": foreseen,
        "asked": {one.held.source: foreseen.asked.get((one.held.matter, one.held.source)) for one in first},
        "coming": due.first,
        "more_due": due.number - len(due.first),
        "picture": _ahead(today, soon, due.days),
        "titles": titles_of(asked.home, named),
        "waiting": waiting.first,
        "more_waiting": waiting.holds - len(waiting.first),
        "unanswered": waiting.unanswered,
        "home": asked.home,
        "now": asked.home.clock(),
        "owner": asked.owner,
    }
    return render(request, "front.html", shown)


def _ahead(today: date, soon: Sequence[Danger], coming: Mapping[date, int]) -> str:
    """Return the picture of the days ahead, empty where there is nothing in it; what is overdue stands at today."""
    lost = Counter(one.death.on for one in soon if one.death.on)
    due: Counter[date] = Counter()
    for day, number in coming.items():
        due[max(today, day)] += number
    return days_ahead(today, _AHEAD, lost, due) if lost or due else ""


@require_safe
def matter(request: HttpRequest, matter: str) -> HttpResponse:
    """Show one matter."""
    return _matter_page(cast(Inside, request))


@require_safe
def receipt(request: HttpRequest, matter: str) -> HttpResponseBase:
    """Show the receipt of one item, or the matter's page again where there is no such item."""
    asked = cast(Inside, request)
    try:
        made = make_receipt(asked.home, asked.matter, _item(request.META.get("QUERY_STRING", "")))
    except UsageError as error:
        return _matter_page(asked, str(error))
    text = page(_fields(made, asked.home.origin(asked.matter.id)))
    styled = csp_update({"style-src": _RECEIPT_STYLE})
    return styled(lambda _: HttpResponse(text))(request)


@require_safe
def receipt_file(request: HttpRequest, matter: str) -> HttpResponse:
    """Give the receipt of one item as the file that proves it, or the matter's page where there is no such item."""
    asked = cast(Inside, request)
    try:
        made = make_receipt(asked.home, asked.matter, _item(request.META.get("QUERY_STRING", "")))
    except UsageError as error:
        return _matter_page(asked, str(error))
    text = json.dumps(made.document, ensure_ascii=False, indent=1) + "\n"
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{made.number}.json"'
    return response


@for_deed("read what was collected")
@require_POST
def item(request: HttpRequest, matter: str) -> HttpResponseBase:
    """Give the bytes of one item, to be saved and never shown here, and record that somebody read them."""
    asked = cast(Inside, request)
    # A form sent in parts was read as a whole already, and its bytes are gone: no page of ours sends one here.
    said = request.body.decode("ascii", "replace") if request.content_type == _FORM else ""
    out = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it when it was sent
    try:
        got = read_item(asked.home, asked.actor, asked.matter.id, _item(said), out.write)
    except UsageError as error:
        out.close()
        return _matter_page(asked, str(error))
    out.seek(0)
    response = FileResponse(out, as_attachment=True, filename=got.sha256, content_type="application/octet-stream")
    return csp_replace({"default-src": ["'none'"], "sandbox": []})(lambda _: response)(request)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Give the style sheet."""
    return HttpResponse(_STYLE, content_type="text/css; charset=utf-8")


def _item(query: str) -> bytes:
    """Return the item that a query or form asks for, in the very bytes: a path need not be UTF-8."""
    asked = parse_qs(query, errors="surrogateescape").get("item", [""])[0]
    if not asked.strip():
        raise UsageError("Write the item's path, as it was in its source, or its SHA-256.")
    return asked.encode("utf-8", "surrogateescape")


def _matter_page(request: Inside, wrong: str | None = None) -> HttpResponse:
    home, found = request.home, request.matter
    told = describe(home, found, newest=_SHOWN)
    newest = told.collections[::-1]
    numbers = collection_numbers(home, found.id, [one.seq for one in newest])
    shown_sources = told.sources[:_SHOWN]
    places = {one.id: one for one in told.sources}
    in_force, designated = count_orders(home, found.id)
    shown = {
        "told": told,
        "matter": found,
        "sources": [
            (one, told.kept.get(one.id), told.latest.get(one.id), told.whose.get(one.id)) for one in shown_sources
        ],
        "more_sources": len(told.sources) - len(shown_sources),
        "failed": sum(one.failed for one in told.latest.values()),
        "collections": [(one, places[one.source], numbers[one.seq]) for one in newest],
        "older": told.counts["collections"] - len(newest),
        "disclosures": told.disclosures[: -_SHOWN - 1 : -1],
        "older_disclosures": max(0, len(told.disclosures) - _SHOWN),
        "asked": request.POST.get("item", request.GET.get("item", "")),
        "wrong": wrong,
        "standing": request.standing,
        "may_read": request.standing.may("read what was collected"),
        "custodians": describe_people(home, found.id),
        "holds": holds(home, found.id),
        "drafts": of_matter(request),
        "may_propose": request.standing.may(PROPOSE),
        "answered": {one.hold.id: one for one in answers(home, [found.id])},
        "weak": weak(weak_holds(home, found.id)),
        "parties": parties(home, found.id),
        "orders_in_force": in_force,
        "designated": designated,
        "now": home.clock(),
    }
    return render(request, "matter.html", shown, status=200 if wrong is None else 404)


def _fields(made: Receipt, origin: str) -> Fields:
    return Fields(
        number=made.number,
        matter=made.matter.title,
        court=made.matter.court,
        matter_number=made.matter.number,
        path=made.path,
        sha256=made.sha256,
        size=made.size,
        sealed_at=made.sealed_at,
        entry=made.entry,
        checkpoint_size=made.checkpoint_size,
        key=made.key,
        origin=origin,
    )
