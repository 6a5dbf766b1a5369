"""The form that proposes or amends a hold: each step is kept as a draft, nothing is recorded before the last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from openhold.actions.describe import sources
from openhold.actions.errors import ActionError
from openhold.actions.find_custodian import custodians
from openhold.actions.holds.look import Looked
from openhold.actions.holds.propose import propose_hold
from openhold.actions.name_actors import name_actors
from openhold.actions.read_privileged import read_draft, read_words
from openhold.actions.record import database_told
from openhold.projections.hold import CUSTODIAN, RETURNED, SOURCE, Cover, Hold, HoldVersion
from openhold.projections.trigger import Duty, Trigger
from openhold.web import draft_plan, draft_start
from openhold.web.draft_fields import LANGUAGES, NONE, Said, groups, taken
from openhold.web.draft_plan import Told
from openhold.web.holds import PROPOSE, look, status_of
from openhold.web.inside import Inside, for_deed
from openhold.web.words import place
from openhold.workbench import draft as drafts
from openhold.workbench.draft import HoldDraft

STEPS = {
    "scope": "1 Scope",
    "who": "2 Who",
    "where": "and where",
    "tasks": "and who does what",
    "notice": "3 Notice",
    "en": "in English",
    "es": "in Spanish",
    "look": "4 Look and propose",
}
"""The steps by their names in addresses, in their order."""
_TITLES = {
    "scope": "What is not to be deleted?",
    "tasks": "What has to be done so that it really stays?",
    "notice": "How are custodians told?",
    "en": "What does the notice say in English?",
    "es": "What does the notice say in Spanish?",
}
_ROWS = 100
"""So many people or places are shown at once to choose from."""
_DATALIST = 200


@dataclass(frozen=True, slots=True)
class _Choice:
    """Somebody or something to choose: `locked` is what the version in force covers, so that it stays."""

    id: str
    name: str
    more: str
    chosen: bool
    silent: bool
    locked: bool


@for_deed(PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, matter: str) -> HttpResponse:
    """Show the first step of a new hold, and begin a draft once somebody has typed something."""
    asked = cast(Inside, request)
    return _begin(asked, None, _beginning(asked))


@for_deed(PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, matter: str, hold: str) -> HttpResponse:
    """Show the first step of the next version of a hold, with all that the last one says."""
    asked = cast(Inside, request)
    found = look(asked, hold)
    if found.standing.hold.released_at is not None:
        raise Http404
    there = [one for one in found.versions if one.state != RETURNED] or list(found.versions)
    said = read_words(asked.home, asked.actor, matter, hold, [there[-1].version])
    texts = {language: text for (_, language), text in said.items()}
    return _begin(asked, found, draft_start.continued(_beginning(asked), there[-1], texts))


@for_deed(PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, matter: str, draft: str, step: str) -> HttpResponse:
    """Show a step of a draft; keep what its form says, and go on."""
    asked = cast(Inside, request)
    found = _found(asked, draft)
    if found.version is not None:
        return _proposed(asked, found)
    if step not in STEPS:
        raise Http404
    if request.method != "POST":
        return _page(asked, found, step, checked="check" in request.GET)
    if step == "look":
        return propose(request, matter=matter, draft=draft)
    return _take(asked, found, step)


@for_deed(PROPOSE)
@require_POST
def propose(request: HttpRequest, matter: str, draft: str) -> HttpResponse:
    """Propose what the draft says, once however often the button is pressed."""
    asked = cast(Inside, request)
    found = _found(asked, draft)
    if found.version is not None:
        return _proposed(asked, found)
    told, version = _read(asked, found)
    if not told.ready or told.plan is None:
        return _page(asked, found, "look", checked=True, status=422)
    hold, fresh = (found.hold, None) if found.amends else (None, found.hold)
    try:
        done = propose_hold(
            asked.home, asked.actor, matter, told.plan, told.notices, hold=hold, version=version, new=fresh
        )
    except ActionError as error:
        status = status_of(error)
        with database_told(asked.home):
            mine = HoldVersion.objects.filter(
                matter=matter, hold=found.hold, version=version, proposed_by=asked.actor
            ).exists()
        if not mine:
            return _page(asked, found, "look", checked=True, wrong=error, status=status)
        # The other press of the same button was faster.
        drafts.finish(found, version)
        return _proposed(asked, _found(asked, draft))
    drafts.finish(found, done.version)
    messages.success(
        request,
        f"Version {done.version} is proposed. Nothing that it covers can be destroyed from here on; nobody is told "
        "before a second person approves.",
    )
    return redirect("hold-version", matter, done.hold, done.version)


@for_deed(PROPOSE)
@require_POST
def discard(request: HttpRequest, matter: str, draft: str) -> HttpResponse:
    """Throw a draft away."""
    drafts.throw_away(_found(cast(Inside, request), draft))
    messages.success(request, "The draft is thrown away. Nothing of it was recorded.")
    return redirect("matter", matter)


def of_matter(asked: Inside) -> list[tuple[HoldDraft, str, str]]:
    """Return the drafts of the matter that wait, each with its title and who changed it last; none for whom may not."""
    if not asked.standing.may(PROPOSE):
        return []
    there = drafts.unfinished(asked.matter.id)
    names = name_actors(asked.home, asked.matter.id, [one.changed_by for one in there])
    return [(one, one.said.get("title") or "", names.get(one.changed_by, one.changed_by)) for one in there]


def told_of(asked: Inside, draft: str) -> tuple[HoldDraft, Told, int]:
    """Return a draft that waits, what it makes, and as which version, for its preview."""
    found = _found(asked, draft)
    if found.version is not None:
        raise Http404
    _note_read(asked, found)
    return (found, *_read(asked, found))


def _beginning(asked: Inside) -> Said:
    with database_told(asked.home):
        duty = Duty.objects.filter(matter=asked.matter.id).first()
        trigger = Trigger.objects.filter(matter=asked.matter.id, id=duty.trigger).first() if duty else None
    told: tuple[str, date] | None = (trigger.what, trigger.on) if trigger else None
    return draft_start.beginning(asked.user.name, asked.user.email, told)


def _begin(asked: Inside, amended: Looked | None, said: Said) -> HttpResponse:
    """Show the first step of what is not kept yet; once it is sent, keep it under the key that the form carries."""
    key = asked.POST.get("draft", "")
    if asked.method == "POST" and not (len(key) == 12 and key.startswith("d-") and key[2:].isalnum()):
        raise Http404
    made = HoldDraft(
        matter=asked.matter.id,
        key=key or asked.home.new_id("d"),
        hold=asked.home.new_id("h") if amended is None else amended.standing.hold.id,
        amends=amended is not None,
        said=said,
        begun_by=asked.actor,
        changed_by=asked.actor,
        changed_at=asked.home.clock(),
    )
    if asked.method != "POST":
        return _page(asked, made, "scope")
    kept = drafts.begin(
        made.matter,
        key,
        hold=made.hold,
        amends=made.amends,
        said=said,
        by=asked.actor,
        now=made.changed_at,
    )
    return _proposed(asked, kept) if kept.version is not None else _take(asked, kept, "scope")


def _take(asked: Inside, draft: HoldDraft, step: str) -> HttpResponse:
    """Keep what was typed, whatever it is, and lead on; or show the step again with what is missing."""
    sent, do = asked.POST, asked.POST.get("then", "go")
    said = _chosen(asked, draft, step) if step in ("who", "where") else taken(step, sent)
    kept = drafts.keep(draft, said, by=asked.actor, now=asked.home.clock())
    if kept.version is not None:
        return _proposed(asked, kept)
    here = reverse("hold-draft", args=[kept.matter, kept.key, step])
    if do == "later":
        messages.success(asked, "The draft is kept. Nothing is recorded yet, and nothing is protected by it.")
        return redirect("matter", kept.matter)
    if do == "more":
        return redirect(here)
    if do != "go":
        page = do.removeprefix("page-") if do.startswith("page-") else sent.get("page", "1") if do != "search" else "1"
        return redirect(f"{here}?{urlencode({'q': sent.get('q', ''), 'page': page})}")
    if step in _read(asked, kept)[0].wrong:
        return _page(asked, kept, step, checked=True, status=422)
    # In another window the language of this step may have been left out since the page was opened.
    there, after = _steps(kept), list(STEPS)[list(STEPS).index(step) + 1 :]
    return redirect("hold-draft", kept.matter, kept.key, next((one for one in after if one in there), "look"))


def _chosen(asked: Inside, draft: HoldDraft, step: str) -> Said:
    """Return who or what is chosen, changed by what the form shows; what it does not show stays as it is."""
    sent, do = asked.POST, asked.POST.get("then", "go")
    name = "custodians" if step == "who" else "sources"
    there = [one.id for one in _choices(asked, draft, step, "")]
    shown = set(sent.get("shown", "").split()) & set(there)
    before = set(draft.said.get(name, ()))
    now = shown if do == "all" else set() if do == "none" else set(sent.getlist("covers")) & shown
    # What the version in force covers is not let go of by the way.
    all_of_them = ((before - shown) | now | _locked(draft, CUSTODIAN if step == "who" else SOURCE)) & set(there)
    said: Said = {name: [one for one in there if one in all_of_them]}
    if step == "who":
        silent = (set(draft.said.get("silent", ())) - shown) | (set(sent.getlist("silent")) & shown)
        said["silent"] = [one for one in there if one in silent & all_of_them]
    return said


def _choices(asked: Inside, draft: HoldDraft, step: str, wanted: str) -> list[_Choice]:
    """Return the people or places of the matter that have `wanted` in what is said of them."""
    what, name = (CUSTODIAN, "custodians") if step == "who" else (SOURCE, "sources")
    chosen, silent, locked = set(draft.said.get(name, ())), set(draft.said.get("silent", ())), _locked(draft, what)
    if step == "who":
        there = [
            (one.id, one.name, ", ".join(filter(None, (one.title, one.place, one.email or "no e-mail"))))
            for one in custodians(asked.home, asked.matter.id)
        ]
    else:
        whose = {one.id: one.name for one in custodians(asked.home, asked.matter.id)}
        there = [
            (one.id, place(one), ", ".join(filter(None, (one.kind, whose.get(one.custodian or "", one.custodian)))))
            for one in sources(asked.home, asked.matter.id)
        ]
    part = wanted.strip().casefold()
    return [
        _Choice(one, named, more, one in chosen or one in locked, one in silent, one in locked)
        for one, named, more in there
        if part in f"{named} {more}".casefold()
    ]


def _locked(draft: HoldDraft, what: str) -> set[str]:
    if not draft.amends:
        return set()
    there = Cover.objects.filter(matter=draft.matter, hold=draft.hold, what=what, released_at=None)
    return set(there.values_list("which", flat=True))


def _found(asked: Inside, draft: str) -> HoldDraft:
    found = drafts.find(asked.matter.id, draft)
    if found is None:
        raise Http404
    return found


def _note_read(asked: Inside, draft: HoldDraft) -> None:
    """Record that a draft is read, by whoever did not write all of it."""
    if draft.pk is not None and {draft.begun_by, draft.changed_by} != {asked.actor}:
        read_draft(asked.home, asked.actor, draft.matter, draft.key)


def _proposed(asked: Inside, draft: HoldDraft) -> HttpResponse:
    return redirect("hold-version", draft.matter, draft.hold, draft.version)


def _read(asked: Inside, draft: HoldDraft) -> tuple[Told, int]:
    """Return what the draft makes, and the number of the version that it would be."""
    with database_told(asked.home):
        newest = Hold.objects.filter(matter=draft.matter, id=draft.hold).values_list("newest", flat=True).first()
    version = (newest or 0) + 1 if draft.amends else 1
    hold = draft.hold if draft.amends else None
    return draft_plan.read(asked.home, asked.matter, draft.said, hold=hold, version=version), version


def _steps(draft: HoldDraft) -> list[str]:
    return [one for one in STEPS if one not in LANGUAGES or draft.said.get(f"way_{one}") not in (None, NONE)]


def _page(
    asked: Inside,
    draft: HoldDraft,
    step: str,
    *,
    checked: bool = False,
    wrong: ActionError | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = draft.pk is not None
    _note_read(asked, draft)
    told, version = _read(asked, draft)
    wrongs = told.wrong.get(step, {}) if checked else {}
    shown: dict[str, Any] = {
        "matter": asked.matter,
        "standing": asked.standing,
        "draft": draft,
        "kept": kept,
        "version": version,
        "step": step,
        "steps": [(name, STEPS[name], kept and name in told.wrong and checked) for name in _steps(draft)],
        "title": _TITLES.get(step, ""),
        "wrong": wrong,
        "count_wrong": len(wrongs),
        "language": step if step in LANGUAGES else "",
    }
    if step in ("who", "where"):
        return render(asked, "draft_choose.html", {**shown, **_choosing(asked, draft, step)}, status=status)
    if step == "look":
        return render(asked, "draft_look.html", {**shown, **_looking(asked, draft, told)}, status=status)
    named = [
        (one.id, place(one)) for one in sources(asked.home, asked.matter.id) if one.id in draft.said.get("sources", ())
    ]
    shown["groups"] = groups(step, draft.said, wrongs, named)
    shown["stewards"] = (
        [one.name for one in custodians(asked.home, asked.matter.id)[:_DATALIST]] if step == "tasks" else []
    )
    return render(asked, "draft_step.html", shown, status=status)


def _choosing(asked: Inside, draft: HoldDraft, step: str) -> Mapping[str, Any]:
    wanted = asked.GET.get("q", "")
    there = _choices(asked, draft, step, wanted)
    page = Paginator(there, _ROWS).get_page(asked.GET.get("page"))
    name = "custodians" if step == "who" else "sources"
    everyone = there if not wanted.strip() else _choices(asked, draft, step, "")
    return {
        "page": page,
        "q": wanted,
        "found": len(there),
        "total": len(everyone),
        "chosen": sum(one.chosen for one in everyone),
        "quiet": len(draft.said.get("silent", ())),
        "what": name,
    }


def _looking(asked: Inside, draft: HoldDraft, told: Told) -> Mapping[str, Any]:
    plan = told.plan
    people = {one.id: one.name for one in custodians(asked.home, asked.matter.id)}
    places = {one.id: place(one) for one in sources(asked.home, asked.matter.id)}
    silent = set(plan.silent) if plan else set()
    return {
        "told": told,
        "plan": plan,
        "people": [people.get(one, one) for one in (plan.custodians if plan else ()) if one not in silent],
        "silent": [people.get(one, one) for one in (plan.silent if plan else ())],
        "places": [places.get(one, one) for one in (plan.sources if plan else ())],
        "tasks": _task_lines(told, people),
        "day": None if plan is None or plan.acknowledge_by == date.max else plan.acknowledge_by,
        "missing": [
            (name, STEPS[name], list(dict.fromkeys(sentences.values()))) for name, sentences in told.wrong.items()
        ],
    }


def _task_lines(told: Told, people: Mapping[str, str]) -> Sequence[str]:
    if told.plan is None:
        return ()
    return [
        one.what
        if one.steward is None or one.due is None
        else f"{one.what} (for {people.get(one.steward, one.steward)}, due {one.due.day} {one.due:%B} {one.due.year})"
        for one in told.plan.tasks
    ]
