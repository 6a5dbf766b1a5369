"""A hold: who has answered, what it covers, its versions; approve one, return it, issue it; note what people answer."""

from collections.abc import Mapping
from datetime import UTC
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.errors import ActionError, RefusedError, UsageError
from openhold.actions.find_custodian import custodians
from openhold.actions.holds import approve as deciding
from openhold.actions.holds.acknowledge_on_paper import acknowledge_on_paper
from openhold.actions.holds.answering import ACKNOWLEDGED, OPEN, SHOWS, Answers
from openhold.actions.holds.answers import answered_by_version, is_open_question, reminded_on
from openhold.actions.holds.look import Looked, look_at, weak_holds
from openhold.actions.holds.notices import acknowledge as note_acknowledgement
from openhold.actions.holds.questions import answer as answer_question
from openhold.actions.list_tasks import tasks
from openhold.actions.name_actors import name_actors
from openhold.actions.read_privileged import read_open_questions, read_words
from openhold.filings.notice.difference import Difference, difference
from openhold.filings.reports.answering import headline, last_message
from openhold.filings.reports.picture import Answered
from openhold.jobs.asking import ask_to_send
from openhold.projections.hold import APPROVED, ISSUED, PROPOSED, HoldVersion
from openhold.projections.notice import NoticeText
from openhold.web.delivery import delivery
from openhold.web.held import changes, row_state, weak
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import one_of, page_of
from openhold.web.pictures import answers_over_time
from openhold.web.uploads import counted, scan_of
from openhold.web.words import count, place

APPROVE, PROPOSE = "approve what another proposed", "propose a hold, a release or a disposition"
ISSUE, NOTE = "issue a hold and send its notices", "note what custodians say, and answer them"
_QUESTIONS = 10
"""So many open questions are answered on one page, the oldest first."""
_FILTERS = (("all", "All"), ("open", "No answer"), ("acknowledged", "Acknowledged"), ("alarm", "Alarm"))


@require_safe
def hold(request: HttpRequest, matter: str, hold: str) -> HttpResponse:
    """Show who has answered, and whether the hold is really on."""
    return _hold_page(cast(Inside, request), hold)


@for_deed(PROPOSE)
@require_safe
def version(request: HttpRequest, matter: str, hold: str, version: int) -> HttpResponse:
    """Show one version with the words of its notice, and what it says otherwise than the one before."""
    return _version_page(cast(Inside, request), hold, version)


@for_deed(APPROVE)
@require_POST
def approve(request: HttpRequest, matter: str, hold: str, version: int) -> HttpResponse:
    """Approve a version as it was shown; somebody else proposed it."""
    asked = cast(Inside, request)
    saw = request.POST.get("saw", "")
    try:
        done = deciding.approve_hold(asked.home, asked.actor, asked.matter.id, _exact(asked, hold), version, saw)
    except ActionError as error:
        return _version_page(asked, hold, version, error)
    messages.success(request, f"You approved version {done.version}. It is in force once somebody issues it.")
    return redirect("hold", matter, hold)


@for_deed(PROPOSE)
@require_POST
def send_back(request: HttpRequest, matter: str, hold: str, version: int) -> HttpResponse:
    """Return a version with a reason: it goes no further."""
    asked = cast(Inside, request)
    why = request.POST.get("why", "")
    try:
        done = deciding.return_hold(asked.home, asked.actor, asked.matter.id, _exact(asked, hold), version, why)
    except ActionError as error:
        return _version_page(asked, hold, version, error)
    messages.success(request, f"You returned version {done.version}: it goes no further.")
    return redirect("hold", matter, hold)


@for_deed(ISSUE)
@require_POST
def issue(request: HttpRequest, matter: str, hold: str, version: int) -> HttpResponse:
    """Put an approved version in force."""
    asked = cast(Inside, request)
    try:
        done = deciding.issue_hold(asked.home, asked.actor, asked.matter.id, _exact(asked, hold), version)
    except ActionError as error:
        return _version_page(asked, hold, version, error)
    in_force = f"Version {done.version} is in force; {len(done.custodians):,} are asked."
    if done.custodians:
        told = ask_to_send(asked.home, asked.matter.id, done.hold, asked.actor)
        in_force = f"{in_force} This page shows who was sent the notice. {told}"
    messages.success(request, in_force)
    if done.tasks:
        messages.success(request, f"{count(len(done.tasks), 'task was,tasks were')} given to stewards.")
    for unit in done.gone:
        messages.warning(request, f"It came too late for {unit}: its destruction had begun before.")
    return redirect("hold", matter, hold)


@for_deed(ISSUE)
@require_POST
@counted
def acknowledge(request: HttpRequest, matter: str, hold: str) -> HttpResponse:
    """Note that a custodian acknowledged on paper: with the scan that is sent, with a kept item, or on your word."""
    asked = cast(Inside, request)
    who = request.POST.get("custodian", "")
    evidence = request.POST.get("evidence", "").strip().lower() or None
    try:
        number = int(request.POST.get("version", ""))
    except ValueError:
        return _hold_page(asked, hold, UsageError("Say which version was signed."))
    try:
        exact, scan = _exact(asked, hold), scan_of(request)
        if scan is not None and evidence is not None:
            raise UsageError("Send the scan, or say the SHA-256 of one that is kept, not both.")
        if scan is None:
            new = note_acknowledgement(asked.home, asked.actor, matter, exact, who, version=number, evidence=evidence)
        else:
            new = acknowledge_on_paper(asked.home, asked.actor, matter, exact, who, scan, version=number)
    except ActionError as error:
        return _hold_page(asked, hold, error)
    messages.success(request, "Noted: acknowledged on paper." if new else "That was acknowledged already.")
    return redirect("custodian", matter, who)


@for_deed(NOTE)
@require_POST
def answer(request: HttpRequest, matter: str, hold: str) -> HttpResponse:
    """Record the answer to a custodian's question."""
    asked = cast(Inside, request)
    question, text = request.POST.get("question", ""), request.POST.get("text", "")
    try:
        if not is_open_question(asked.home, asked.matter.id, _exact(asked, hold), question):
            raise UsageError("There is no such open question about this hold: it may have been answered just now.")
        answer_question(asked.home, asked.actor, asked.matter.id, question, text)
    except ActionError as error:
        return _hold_page(asked, hold, error)
    messages.success(request, "The answer is recorded. It is not sent by that: tell it to whoever asked.")
    return redirect("hold", matter, hold)


def status_of(error: ActionError | None) -> int:
    """Return the status of a page that says `error`: what was typed makes no sense, or the record says no."""
    if error is None:
        return 200
    if isinstance(error, UsageError):
        return 422
    if isinstance(error, RefusedError):
        return 409
    raise error


def look(asked: Inside, hold: str) -> Looked:
    """Return the hold whose id is in the address, never one whose title has it as a part."""
    found = look_at(asked.home, asked.matter.id, hold, everybody=False)
    if found.standing.hold.id != hold:
        raise Http404
    return found


def _exact(asked: Inside, hold: str) -> str:
    return look(asked, hold).standing.hold.id


def _hold_page(asked: Inside, hold: str, wrong: ActionError | None = None) -> HttpResponse:
    home, matter = asked.home, asked.matter.id
    status = status_of(wrong)
    found = look(asked, hold)
    held, now = found.standing.hold, home.clock()
    shows = one_of(asked, "show", SHOWS)
    answers = Answers(home, held, shows)
    counts, page = answers.counts, page_of(asked, answers)
    told = asked.standing.may(NOTE)
    questions = read_open_questions(home, asked.actor, matter, hold) if told else ()
    number = held.in_force
    in_force = next((one for one in found.versions if one.version == number), None)
    given = [one for one in tasks(home, matter) if one.task.hold == hold]
    who = [one for version in found.versions for one in (version.proposed_by, version.approved_by, version.issued_by)]
    places = {one.id: place(one) for one in found.sources}
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "hold": held,
        "newest": found.standing.newest,
        "version": in_force or found.standing.newest,
        "in_force": in_force,
        "headline": headline(
            held, found.standing.newest, counts["open"] + counts["acknowledged"], counts["acknowledged"]
        ),
        "counts": counts,
        "shows": shows,
        "filters": _FILTERS,
        "page": page,
        "rows": [(one, row_state(one, now), *last_message(one.notice)) for one in page],
        "picture": _picture(asked, found, in_force, answers),
        "weak": weak(weak_holds(home, matter, hold, covered=found.sources)),
        "sources": found.sources[:50],
        "more_sources": max(0, len(found.sources) - 50),
        "tasks": given,
        "done": sum(one.task.done_at is not None for one in given),
        "versions": found.versions[::-1],
        "answered": answered_by_version(home, matter, hold),
        "names": name_actors(home, matter, [*who, *(one.custodian for one in questions[:_QUESTIONS])]),
        "called_by": {**found.names, **places},
        "questions": questions[:_QUESTIONS],
        "asking": found.questions,
        "releases": found.releases,
        "delivery": delivery(home, matter, hold),
        "may_propose": asked.standing.may(PROPOSE),
        "may_issue": asked.standing.may(ISSUE),
        "may_note": told,
        "wrong": wrong,
        "typed": asked.POST,
        "now": now,
    }
    return render(asked, "hold.html", shown, status=status)


def _picture(asked: Inside, found: Looked, in_force: HoldVersion | None, answers: Answers) -> str:
    """Return the picture of answers to the version in force, empty where nobody was asked or the hold is released."""
    hold = found.standing.hold
    number = answers.counts[OPEN] + answers.counts[ACKNOWLEDGED]
    if in_force is None or in_force.issued_at is None or not number or hold.released_at is not None:
        return ""
    return answers_over_time(
        Answered(
            asked=number,
            start=in_force.issued_at.astimezone(UTC).date(),
            due=in_force.acknowledge_by,
            today=asked.home.clock().date(),
            days=[at.astimezone(UTC).date() for at in answers.answered],
            reminders=reminded_on(asked.home, hold.matter, hold.id, in_force.version),
        )
    )


def _version_page(asked: Inside, hold: str, version: int, wrong: ActionError | None = None) -> HttpResponse:
    home, matter = asked.home, asked.matter.id
    status = status_of(wrong)
    found = look(asked, hold)
    one = next((one for one in found.versions if one.version == version), None)
    if one is None:
        raise Http404
    before = next((old for old in reversed(found.versions) if old.version < version and old.state == ISSUED), None)
    words = read_words(home, asked.actor, matter, hold, [version, *([before.version] if before else [])])
    people = {each.id: each.name for each in custodians(home, matter)}
    names = {**people, **{source.id: place(source) for source in found.sources}}
    actors = name_actors(home, matter, [one.proposed_by, one.approved_by, one.issued_by, one.returned_by])
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "hold": found.standing.hold,
        "version": one,
        "saw": found.saw,
        "is_newest": one.version == found.standing.newest.version,
        "before": before,
        "changes": changes(before, one, names) if before else (),
        "words": [(text, _difference(words, before, text)) for (number, _), text in words.items() if number == version],
        "custodians": [names.get(each, each) for each in one.custodians],
        "silent": [names.get(each, each) for each in one.silent],
        "places": [names.get(each, each) for each in one.sources],
        "names": actors,
        "people": names,
        "proposed": one.state == PROPOSED,
        "approved": one.state == APPROVED,
        "own": one.proposed_by == asked.actor,
        "may_approve": asked.standing.may(APPROVE),
        "may_issue": asked.standing.may(ISSUE),
        "wrong": wrong,
        "typed": asked.POST,
    }
    return render(asked, "hold_version.html", shown, status=status)


def _difference(
    words: Mapping[tuple[int, str], NoticeText], before: HoldVersion | None, new: NoticeText
) -> Difference | None:
    """Return how words differ from those of the version before in their language, None where there were none."""
    old = None if before is None else words.get((before.version, new.language))
    return None if old is None else difference(old.text, new.text)
