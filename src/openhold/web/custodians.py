"""The custodians of a matter: the list with alarms first, the same as a file, and one of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.describe_custodian import describe_custodian
from openhold.actions.errors import ActionError
from openhold.actions.find_custodian import custodians
from openhold.actions.holds.answers import open_answers
from openhold.actions.known_person import known_of
from openhold.actions.name_actors import name_actors
from openhold.actions.read_privileged import answered_questionnaires, read_questionnaires, read_questions
from openhold.filings.reports.answering import answer_state, last_message
from openhold.filings.table import Table
from openhold.projections.custodian import Custodian
from openhold.web.custodian_forms import ChangeCustodian, NoteLeft, SettleAlarm
from openhold.web.holds import ISSUE, NOTE, status_of
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import one_of, page_of, saved

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


@dataclass(frozen=True, slots=True)
class _List:
    """The list as the address asks for it: those shown in their order; `waiting` are the open holds of each."""

    everybody: tuple[Custodian, ...]
    waiting: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    show: str
    sort: str
    chosen: Sequence[Custodian]


def _list(asked: Inside) -> _List:
    everybody = custodians(asked.home, asked.matter.id)
    waiting = open_answers(asked.home, asked.matter.id)
    shows: dict[str, Sequence[Custodian]] = {
        "all": everybody,
        "alarm": [one for one in everybody if one.alarm],
        "open": [one for one in everybody if one.id in waiting],
    }
    show, sort = one_of(asked, "show", shows), one_of(asked, "sort", _SORTS)
    counts = {name: len(them) for name, them in shows.items()}
    return _List(everybody, waiting, counts, show, sort, sorted(shows[show], key=_SORTS[sort]))


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the custodians, those with an alarm first."""
    asked = cast(Inside, request)
    them = _list(asked)
    names = {one.id: one.name for one in them.everybody}
    page = page_of(request, them.chosen)
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "total": len(them.everybody),
        "alarms": them.counts["alarm"],
        "waiting": len(them.waiting),
        "may_name": asked.standing.may(NAME),
        "filters": [(name, words, them.counts[name]) for name, words in _FILTERS],
        "show": them.show,
        "sort": them.sort,
        "page": page,
        "rows": [(one, names.get(one.manager or ""), len(them.waiting.get(one.id, ()))) for one in page],
    }
    return render(request, "custodians.html", shown)


_FILTERS = (("all", "All"), ("alarm", "Alarm"), ("open", "No answer"))


@require_safe
def as_file(request: HttpRequest, matter: str, form: str) -> HttpResponseBase:
    """Give the custodians that the address asks for as a file, in their order."""
    asked = cast(Inside, request)
    them = _list(asked)
    names = {one.id: one.name for one in them.everybody}
    rows = (
        (
            one.id, one.name, one.title, one.place, one.email, one.language, names.get(one.manager or ""),
            one.left, one.alarm, " ".join(them.waiting.get(one.id, ())),
        )
        for one in them.chosen
    )  # fmt: skip
    return saved(f"custodians-{matter}", form, [Table("Custodians", _HEAD, rows)], asked.home.clock().date())


@require_safe
def one(request: HttpRequest, matter: str, custodian: str) -> HttpResponse:
    """Show one custodian: holds and answers, sources, tasks; what they asked, to whom it may be shown."""
    return custodian_page(cast(Inside, request), custodian)


@for_deed(NOTE)
@require_POST
def said(request: HttpRequest, matter: str, custodian: str) -> HttpResponse:
    """Show what a custodian said in questionnaires, and record that somebody read it."""
    asked = cast(Inside, request)
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "said": read_questionnaires(asked.home, asked.actor, matter, custodian),
        "one": describe_custodian(asked.home, matter, custodian).custodian,
    }
    return render(request, "questionnaires.html", shown)


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
    questions = read_questions(asked.home, asked.actor, matter, custodian) if told else ()
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
        "questionnaires": answered_questionnaires(asked.home, matter, custodian),
        "under": [
            (under, answer_state(under.notice, released=under.released, now=now), *last_message(under.notice))
            for under in found.under
        ],
        "covered": sum(1 for under in found.under if not under.released),
        "open": open_ones,
        "questions": questions,
        "asked": found.asked,
        "losses": found.losses,
        "sources": found.sources,
        "looks_after": found.looks_after,
        "tasks": found.tasks,
        "names": name_actors(asked.home, matter, [question.answered_by for question in questions]),
        "may_note": told,
        "may_acknowledge": asked.standing.may(ISSUE),
        "may_name": asked.standing.may(NAME),
        "wrong": wrong,
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
