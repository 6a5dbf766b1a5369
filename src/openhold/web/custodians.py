"""The custodians of a matter: the list with alarms first, the same as a CSV file, and one of them."""

from collections.abc import Callable
from dataclasses import asdict
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openhold.actions.describe_custodian import describe_custodian
from openhold.actions.errors import ActionError
from openhold.actions.find_custodian import custodians
from openhold.actions.holds.answers import open_answers
from openhold.actions.known_person import known_of
from openhold.actions.name_actors import name_actors
from openhold.projections.custodian import Custodian
from openhold.web.custodian_forms import ChangeCustodian, NoteLeft, SettleAlarm
from openhold.web.held import answer_state, last_message
from openhold.web.holds import ISSUE, NOTE, status_of
from openhold.web.inside import Inside
from openhold.web.lists import csv_file, one_of, page_of

NAME = "name custodians"
_SORTS: dict[str, Callable[[Custodian], str]] = {
    "alarm": lambda _: "",
    "name": lambda one: one.name.casefold(),
    "title": lambda one: (one.title or "\uffff").casefold(),
    "place": lambda one: (one.place or "\uffff").casefold(),
}
"""By what the list can be sorted; it comes with alarms first, then by name, and equal rows stay so."""
_HEAD = (
    "custodian", "name", "title", "place", "e-mail", "language", "manager", "left", "alarm", "holds not answered",
)  # fmt: skip


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the custodians, those with an alarm first."""
    asked = cast(Inside, request)
    everybody = custodians(asked.home, matter)
    waiting = open_answers(asked.home, matter)
    names = {one.id: one.name for one in everybody}
    alarms = sum(1 for one in everybody if one.alarm)
    shows = {
        "all": everybody,
        "alarm": [one for one in everybody if one.alarm],
        "open": [one for one in everybody if one.id in waiting],
    }
    show, sort = one_of(request, "show", shows), one_of(request, "sort", _SORTS)
    page = page_of(request, sorted(shows[show], key=_SORTS[sort]))
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "total": len(everybody),
        "alarms": alarms,
        "waiting": len(waiting),
        "may_name": asked.standing.may(NAME),
        "filters": [(name, words, len(shows[name])) for name, words in _FILTERS],
        "show": show,
        "sort": sort,
        "page": page,
        "rows": [(one, names.get(one.manager or ""), len(waiting.get(one.id, ()))) for one in page],
    }
    return render(request, "custodians.html", shown)


_FILTERS = (("all", "All"), ("alarm", "Alarm"), ("open", "No answer"))


@require_safe
def as_csv(request: HttpRequest, matter: str) -> HttpResponse:
    """Give all custodians as a CSV file."""
    asked = cast(Inside, request)
    everybody = custodians(asked.home, matter)
    waiting = open_answers(asked.home, matter)
    names = {one.id: one.name for one in everybody}
    rows = [
        (
            one.id, one.name, one.title, one.place, one.email, one.language, names.get(one.manager or ""),
            one.left, one.alarm, " ".join(waiting.get(one.id, ())),
        )
        for one in everybody
    ]  # fmt: skip
    return csv_file(f"custodians-{matter}.csv", _HEAD, rows)


@require_safe
def one(request: HttpRequest, matter: str, custodian: str) -> HttpResponse:
    """Show one custodian: holds and answers, sources, tasks; what they asked, to whom it may be shown."""
    return custodian_page(cast(Inside, request), custodian)


def manager_shown(manager: Custodian | None) -> str:
    """Return how a form says who somebody's manager is."""
    return "" if manager is None else manager.email or manager.name


def custodian_page(
    asked: Inside,
    custodian: str,
    *,
    changing: ChangeCustodian | None = None,
    leaving: NoteLeft | None = None,
    settling: SettleAlarm | None = None,
    wrong: ActionError | None = None,
) -> HttpResponse:
    """Return the page of one custodian, with a form as it was sent where something in it is `wrong`."""
    matter = asked.matter.id
    status = status_of(wrong) if wrong or not (changing or leaving or settling) else 422
    found = describe_custodian(asked.home, matter, custodian)
    now = asked.home.clock()
    told = asked.standing.may(NOTE)
    open_ones = [
        under
        for under in found.under
        if under.notice is not None and under.notice.acknowledged_at is None and not under.released
    ]
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "one": found.custodian,
        "manager": found.manager,
        "under": [
            (under, answer_state(under.notice, released=under.released, now=now), *last_message(under.notice))
            for under in found.under
        ],
        "covered": sum(1 for under in found.under if not under.released),
        "open": open_ones,
        "questions": found.questions if told else (),
        "asked": len(found.questions),
        "losses": found.losses,
        "sources": found.sources,
        "looks_after": found.looks_after,
        "tasks": found.tasks,
        "names": name_actors(asked.home, matter, [question.answered_by for question in found.questions]),
        "may_note": told,
        "may_acknowledge": asked.standing.may(ISSUE),
        "may_name": asked.standing.may(NAME),
        "wrong": wrong,
        "opened": changing is not None or leaving is not None,
        **_forms(found.custodian, found.manager, changing, leaving, settling),
    }
    return render(asked, "custodian.html", shown, status=status)


def _forms(
    one: Custodian,
    manager: Custodian | None,
    changing: ChangeCustodian | None,
    leaving: NoteLeft | None,
    settling: SettleAlarm | None,
) -> dict[str, object]:
    """Return the forms about a custodian, filled with what is known where they were not sent."""
    known = {**asdict(known_of(one)), "manager": manager_shown(manager), "cause": "corrected", "saw": one.said}
    return {
        "changing": changing or ChangeCustodian(initial=known, auto_id="change-%s"),
        "leaving": leaving or NoteLeft(initial={"on": one.left, "saw": one.said}, auto_id="left-%s"),
        "settling": settling or SettleAlarm(auto_id="settle-%s"),
    }
