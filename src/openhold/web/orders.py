"""Protective orders: note one, state it anew, lift it; designate what is kept under its levels, and take that back."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.describe import sources
from openhold.actions.errors import ActionError, UsageError
from openhold.actions.name_actors import name_actors
from openhold.actions.orders.admit import called
from openhold.actions.orders.designate import designate as make_designation
from openhold.actions.orders.designate import withdraw_designation
from openhold.actions.orders.note import READERS, STATES, Listed, Stated, amend_order, lift_order, note_order
from openhold.actions.orders.note import orders as orders_of
from openhold.web.holds import status_of
from openhold.web.inside import Inside, for_deed

SAY, DESIGNATE = "say what a protective order says", "designate under a protective order"
USUAL = (("CONFIDENTIAL", READERS), ("ATTORNEYS' EYES ONLY", READERS[:1]))
"""What the form for a new order begins with: the two levels that most orders have."""
_ROWS = 3
"""So many levels the form has room for, or one more than the order has."""


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the protective orders of the matter."""
    return _list_page(cast(Inside, request))


@require_safe
def one(request: HttpRequest, matter: str, order: str) -> HttpResponse:
    """Show one order: who may open what, and what is designated under it."""
    return _order_page(cast(Inside, request), order)


@for_deed(SAY)
@require_POST
def note(request: HttpRequest, matter: str) -> HttpResponse:
    """Record a protective order."""
    asked = cast(Inside, request)
    try:
        made = note_order(asked.home, asked.actor, matter, _stated(asked))
    except ActionError as error:
        return _list_page(asked, error)
    messages.success(asked, "The protective order is recorded. Nothing is designated under it yet.")
    return redirect("order", matter, made.id)


@for_deed(SAY)
@require_POST
def amend(request: HttpRequest, matter: str, order: str) -> HttpResponse:
    """Record what an order says now."""
    asked = cast(Inside, request)

    def deed() -> object:
        return amend_order(asked.home, asked.actor, matter, order, _stated(asked), why=asked.POST.get("why", ""))

    return _done(asked, order, "What the order says now is recorded.", deed)


@for_deed(SAY)
@require_POST
def lift(request: HttpRequest, matter: str, order: str) -> HttpResponse:
    """Record that an order binds no more."""
    asked = cast(Inside, request)

    def deed() -> object:
        on = _day(asked.POST.get("on", ""), "it was lifted")
        return lift_order(asked.home, asked.actor, matter, order, on=on, why=asked.POST.get("why", ""))

    return _done(asked, order, "The order is lifted. What was designated under it is open as it was before.", deed)


@for_deed(DESIGNATE)
@require_POST
def designate(request: HttpRequest, matter: str) -> HttpResponse:
    """Designate an item or a unit under a level of an order."""
    asked = cast(Inside, request)
    order, _, level = asked.POST.get("under", "").partition(" ")
    what, which, why = (asked.POST.get(name, "") for name in ("what", "which", "why"))

    def deed() -> object:
        return make_designation(asked.home, asked.actor, matter, order, level, what=what, which=which.strip(), why=why)

    return _done(asked, order, f"It is designated {level} from here on.", deed)


@for_deed(DESIGNATE)
@require_POST
def withdraw(request: HttpRequest, matter: str, order: str) -> HttpResponse:
    """Take a designation back."""
    asked = cast(Inside, request)
    what, _, which = asked.POST.get("designated", "").partition(" ")

    def deed() -> object:
        why = asked.POST.get("why", "")
        return withdraw_designation(asked.home, asked.actor, matter, order, what=what, which=which, why=why)

    return _done(asked, order, "The designation is withdrawn; that it stood stays on the record.", deed)


def choices(asked: Inside) -> list[tuple[str, str]]:
    """Return under what something can be designated, as the form says it and in words."""
    return [
        (f"{one.order.id} {level['name']}", f"{level['name']}, {called(one.order)}")
        for one in orders_of(asked.home, asked.matter.id)
        if one.order.lifted is None
        for level in one.order.levels
    ]


def _done(asked: Inside, order: str, told: str, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except ActionError as error:
        there = any(one.order.id == order for one in orders_of(asked.home, asked.matter.id))
        return _order_page(asked, order, error) if there else _list_page(asked, error)
    messages.success(asked, told)
    return redirect("order", asked.matter.id, order)


def _list_page(asked: Inside, wrong: ActionError | None = None) -> HttpResponse:
    there = orders_of(asked.home, asked.matter.id)
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "orders": there,
        "in_force": [one for one in there if one.order.lifted is None],
        "designated": sum(len(one.standing) for one in there if one.order.lifted is None),
        "may_say": asked.standing.may(SAY),
        "wrong": wrong,
        **_form(asked, USUAL),
    }
    return render(asked, "orders.html", shown, status=status_of(wrong))


def _order_page(asked: Inside, order: str, wrong: ActionError | None = None) -> HttpResponse:
    there = orders_of(asked.home, asked.matter.id)
    found = next((one for one in there if one.order.id == order), None)
    if found is None:
        raise Http404
    about = found.order
    levels = {level["name"]: level["roles"] for level in about.levels}
    places = {each.unit: each for each in sources(asked.home, asked.matter.id)}
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "one": about,
        "called": called(about),
        "levels": [(name, roles, sum(each.level == name for each in found.standing)) for name, roles in levels.items()],
        "designated": [(each, levels.get(each.level, ()), places.get(each.which)) for each in found.standing],
        "withdrawn": found.withdrawn,
        "names": name_actors(asked.home, asked.matter.id, _acted(found)),
        "choices": [(value, words) for value, words in choices(asked) if value.split(" ")[0] == about.id],
        "may_say": asked.standing.may(SAY) and about.lifted is None,
        "may_designate": asked.standing.may(DESIGNATE) and about.lifted is None,
        "today": asked.home.clock().date(),
        "wrong": wrong,
        **_form(asked, tuple(levels.items()), about),
    }
    return render(asked, "order.html", shown, status=status_of(wrong))


def _acted(found: Listed) -> list[str | None]:
    by = [one for each in (*found.standing, *found.withdrawn) for one in (each.said_by, each.withdrawn_by)]
    return [found.order.said_by, found.order.lifted_by, *by]


def _form(asked: Inside, levels: tuple[tuple[str, object], ...], about: object = None) -> dict[str, object]:
    """Return the fields of what an order says: as they were sent, else as it says them."""
    sent = "paper" in asked.POST
    rows = max(_ROWS, len(levels) + 1)
    known = [*levels, *[("", ())] * (rows - len(levels))]
    if sent:
        known = [(asked.POST.get(f"level-{n}", ""), asked.POST.getlist(f"roles-{n}")) for n in range(1, rows + 1)]
    return {
        "typed": asked.POST,
        "told": asked.POST if sent else about,
        "told_on": asked.POST.get("said_on", "") if sent else getattr(about, "on", ""),
        "rows": [(n, name, roles) for n, (name, roles) in enumerate(known, 1)],
        "roles": READERS,
        "states": STATES,
    }


def _stated(asked: Inside) -> Stated:
    said = asked.POST
    named = (key for key in said if key.startswith("level-") and said[key].strip())
    levels = [(said[key], said.getlist(f"roles-{key.removeprefix('level-')}")) for key in named]
    return Stated(
        paper=said.get("paper", ""),
        on=_day(said.get("said_on", ""), "the order was made"),
        docket=said.get("docket"),
        state=said.get("state", ""),
        levels=levels,
    )


def _day(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f"Say on which day {what}, as year, month and day: 2026-03-05.") from error
