"""What a draft of a hold says: the plan and the words that it makes, and what is missing in it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.conf import settings

from openhold.actions.errors import ActionError, UsageError
from openhold.actions.find_custodian import find_custodian
from openhold.actions.holds.propose import Plan, PlannedTask, Words, check_proposal
from openhold.actions.home import Home
from openhold.actions.open_matter import court_name
from openhold.actions.wording import words, words_or_none
from openhold.filings.notice.draft import Known, from_draft, to_json
from openhold.filings.notice.fields import NoticeError, check_address, elements
from openhold.filings.notice.write import write
from openhold.projections.matter import Matter
from openhold.web.draft_fields import ELEMENTS, LANGUAGES, OWN, PLACES, Said, lines


@dataclass(slots=True)
class Told:
    """What a draft makes: the plan and words as far as they can be made, and what is wrong, by step and field."""

    plan: Plan | None = None
    notices: list[Words] = field(default_factory=list)
    wrong: dict[str, dict[str, str]] = field(default_factory=dict)
    whole: str = ""

    def note(self, step: str, name: str, sentence: str) -> None:
        """Note what is wrong at a field."""
        self.wrong.setdefault(step, {}).setdefault(name, sentence)

    @property
    def ready(self) -> bool:
        """Whether it can be proposed."""
        return not self.wrong and not self.whole


def read(home: Home, matter: Matter, said: Said, *, hold: str | None, version: int) -> Told:
    """Return what the draft makes as version `version`; `hold` is the one that it amends, None for a new one."""
    told = Told()
    plan = _plan(home, matter.id, said, told)
    if not _text(said, "acknowledge_by").strip():
        told.note("notice", "acknowledge-by", "Missing: the day to acknowledge by (choose a day).")
    known = Known(
        matter=matter.title,
        court=court_name(matter),
        number=matter.number,
        since=plan.scope_from,
        until=plan.scope_to,
        acknowledge_by=plan.acknowledge_by,
        version=version,
        written_on=settings.CONFIGURED.reminders.day(home.clock()),
    )
    for language in LANGUAGES:
        _write(language, said, known, told)
    told.plan = plan
    if not told.wrong:
        try:
            check_proposal(home, matter.id, plan, told.notices, hold=hold)
        except ActionError as error:
            told.whole = str(error)
    return told


def _plan(home: Home, matter: str, said: Said, told: Told) -> Plan:
    def day(step: str, name: str) -> date | None:
        return _day(told, step, name, _text(said, name))

    def tidy(step: str, name: str, made: Callable[[], str | None]) -> str | None:
        try:
            return made()
        except UsageError as error:
            told.note(step, name, str(error))
            return None

    title = tidy("scope", "title", lambda: words(_text(said, "title"), "the hold's title")) or "-"
    why = tidy("scope", "why", lambda: words_or_none(_text(said, "why"), "why there is this version"))
    topics = []
    for number, (what, _) in enumerate(said.get("topics", ())):
        topic = tidy("scope", f"topics-{number}-what", lambda what=what: words(what, "the topic"))  # type: ignore[misc]
        topics += [topic] if topic else []
    tasks = [_task(home, matter, number, row, told) for number, row in enumerate(said.get("tasks", ()))]
    # A day that is not said yet is told as missing; the plan needs one all the same.
    by = day("notice", "acknowledge_by") or date.max
    return Plan(
        title=title,
        acknowledge_by=by,
        scope_from=day("scope", "from"),
        scope_to=day("scope", "to"),
        topics=tuple(topics),
        sources=tuple(said.get("sources", ())),
        custodians=tuple(said.get("custodians", ())),
        silent=tuple(one for one in said.get("silent", ()) if one in set(said.get("custodians", ()))),
        tasks=tuple(one for one in tasks if one is not None),
        why=why,
    )


def _task(home: Home, matter: str, number: int, row: list[str], told: Told) -> PlannedTask | None:
    what, steward, due, source = row
    named = f"tasks-{number}"
    day = _day(told, "tasks", f"{named}-due", due)
    try:
        told_what = words(what, "the task")
    except UsageError as error:
        told.note("tasks", f"{named}-what", str(error))
        return None
    who = None
    if steward.strip():
        try:
            who = find_custodian(home, matter, steward).id
        except UsageError as error:
            told.note("tasks", f"{named}-steward", str(error))
            return None
    if (who is None) != (day is None):
        lacks, at = ("by which day it is due", "due") if day is None else ("which steward gets it", "steward")
        told.note("tasks", f"{named}-{at}", f"The task {told_what!r} does not say {lacks}. Say both, or neither.")
        return None
    return PlannedTask(what=told_what, steward=who, due=day, source=source or None)


def _write(language: str, said: Said, known: Known, told: Told) -> None:
    """Write the notice in a language, or note at its fields what is missing."""
    way, typed = _text(said, f"way_{language}"), said.get(language, {})
    if way == OWN:
        subject, text = _text(typed, "subject"), _text(typed, "text").strip("\n")
        if not subject.strip():
            told.note(language, "subject", "Say the notice's subject in words: it is empty.")
        if not text.strip():
            told.note(language, "text", "The notice has no words yet. Write them.")
        told.notices.append(Words(language, subject, text))
        return
    if way == ELEMENTS:
        _write_elements(language, said, known, told)


def _write_elements(language: str, said: Said, known: Known, told: Told) -> None:
    typed = said.get(language, {})
    day = _day(told, language, "trigger_on", _text(typed, "trigger_on"))
    try:
        fields = from_draft(language, _drafted(language, said, day), known)
        if not _text(said, "acknowledge_by").strip():
            fields = replace(fields, acknowledge_by=None)
        for one in elements(fields):
            # The day to acknowledge by is asked for once, for both languages.
            if not one.present and one.code != "acknowledge-by":
                step = "scope" if one.code == "keep" and language == "en" else language
                name = "topics" if step == "scope" else one.code
                told.note(step, name, f"Missing: {one.name} ({one.advice}).")
        if fields.contact.email is not None:
            _checked_address(language, fields.contact.email, told)
        if (
            language not in told.wrong
            and fields.acknowledge_by is not None
            and "topics" not in told.wrong.get("scope", {})
        ):
            written = write(fields)
            told.notices.append(Words(language, written.subject, written.text, to_json(fields)))
    except NoticeError as error:
        told.note(language, "dispute", str(error))


def _checked_address(language: str, address: str, told: Told) -> None:
    try:
        check_address(address)
    except NoticeError as error:
        told.note(language, "contact_email", str(error))


def _drafted(language: str, said: Said, day: date | None) -> dict[str, Any]:
    """Return the table that a notice is written from, out of what was typed."""
    typed = said.get(language, {})
    topics = said.get("topics", ()) if language == "en" else typed.get("topics", ())
    return {
        "dispute": _text(typed, "dispute"),
        "trigger": _text(typed, "trigger"),
        "trigger_on": day,
        "topics": [{"what": what, "examples": lines(examples)} for what, examples in topics],
        "places": {kind: lines(_text(typed, f"places_{kind}")) for kind in PLACES},
        "do": lines(_text(typed, "do")),
        "do_not": lines(_text(typed, "do_not")),
        "suspensions": [{"steward": steward, "what": what} for steward, what in typed.get("suspensions", ())],
        **{name: _text(typed, name) for name in ("leaving", "consequences", "reminders", "release")},
        "contact": {
            "name": _text(typed, "contact_name"),
            "email": _text(typed, "contact_email").strip() or None,
            "phone": _text(typed, "contact_phone").strip() or None,
        },
        "sender": _text(typed, "sender"),
        "sender_role": _text(typed, "sender_role"),
    }


def _day(told: Told, step: str, name: str, text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        told.note(step, name, f"{json.dumps(text[:40], ensure_ascii=False)} is no day. Write it as 2026-03-06.")
        return None


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""
