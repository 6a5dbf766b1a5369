"""The fields of a draft of a hold, step by step: how they are shown, and what a form that was sent says in them.

Nothing is refused here: a draft keeps whatever was typed, and `draft_plan` says what is missing or wrong in it.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

Said = dict[str, Any]
"""What was typed so far, as it was typed: texts by name, rows as lists of texts, ids as lists."""

LANGUAGES = {"en": "English", "es": "Spanish"}
ELEMENTS, OWN, NONE = "elements", "own", "none"
"""How a notice is written in a language: from its fifteen elements, in somebody's own words, or not at all."""
WAYS = (
    (ELEMENTS, "Written from its fifteen elements"),
    (OWN, "In my own words"),
    (NONE, "Not in this language"),
)
TOPICS, TASKS, SUSPENSIONS = ("what", "examples"), ("what", "steward", "due", "source"), ("steward", "what")
PLACES = {
    "sources": "Drives and systems",
    "devices": "Devices",
    "accounts": "Accounts",
    "chat": "Chat",
    "paper": "Paper",
}
_SCOPE, _NOTICE = ("title", "why", "from", "to"), ("acknowledge_by", "way_en", "way_es")
_TEXTS = (
    "dispute",
    "trigger",
    "trigger_on",
    *(f"places_{kind}" for kind in PLACES),
    "do",
    "do_not",
    "leaving",
    "consequences",
    "contact_name",
    "contact_email",
    "contact_phone",
    "reminders",
    "release",
    "sender",
    "sender_role",
    "subject",
    "text",
)
_SPARE, _MOST = 2, 60
"""So many empty rows follow those that are filled; so many rows are read."""
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to type: `kind` is ``line``, ``area``, ``date`` or ``choice``; `wrong` is what is wrong with it."""

    name: str
    label: str
    value: str
    kind: str = "line"
    hint: str = ""
    wrong: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    many: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that say one thing together; `name` is the code of the element, `wrong` what is missing of it."""

    name: str
    legend: str
    fields: tuple[Field, ...]
    hint: str = ""
    wrong: str = ""
    rows: bool = False


def taken(step: str, sent: QueryDict) -> Said:
    """Return what the form of a step says, to be kept beside what the other steps say."""
    if step == "scope":
        return {**_texts(sent, _SCOPE), "topics": _rows(sent, "topics", TOPICS)}
    if step == "tasks":
        return {"tasks": _rows(sent, "tasks", TASKS)}
    if step == "notice":
        return _texts(sent, _NOTICE)
    told = _texts(sent, [name for name in _TEXTS if name in sent])
    rows = {"topics": _rows(sent, "topics", TOPICS), "suspensions": _rows(sent, "suspensions", SUSPENSIONS)}
    return {step: {**told, **rows}}


def groups(
    step: str, said: Mapping[str, Any], wrong: Mapping[str, str], sources: Sequence[tuple[str, str]] = ()
) -> list[Group]:
    """Return the fields of a step with what was typed and what is wrong, by the name of a field or group."""
    told = said.get(step, {}) if step in LANGUAGES else said
    shown = {"scope": _scope, "notice": _notice}.get(step)
    if shown is not None:
        found = shown(told)
    elif step == "tasks":
        found = [_tasks(told, sources)]
    else:
        found = _words(told, step, str(said.get(f"way_{step}", "")))
    return [
        replace(
            group,
            wrong=wrong.get(group.name, ""),
            fields=tuple(
                replace(field, wrong="" if field.name == group.name else wrong.get(field.name, ""))
                for field in group.fields
            ),
        )
        for group in found
    ]


def lines(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _texts(sent: QueryDict, names: Sequence[str]) -> Said:
    return {name: _text(sent, name) for name in names}


def _text(sent: QueryDict, name: str) -> str:
    # A database may hold no text with a NUL in it.
    return (sent.get(name) or "").replace("\r\n", "\n")[:_LONGEST]


def _rows(sent: QueryDict, name: str, parts: Sequence[str]) -> list[list[str]]:
    there = (
        [_text(sent, f"{name}-{number}-{part}") for part in parts]
        for number in itertools.takewhile(lambda n: f"{name}-{n}-{parts[0]}" in sent, range(_MOST))
    )
    return [row for row in there if any(part.strip() for part in row)]


def _shown_rows(rows: object, parts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    filled = [list(row) for row in rows] if isinstance(rows, list) else []
    yield from enumerate([*filled, *([""] * len(parts) for _ in range(_SPARE))])


def _scope(said: Mapping[str, Any]) -> list[Group]:
    topics = [
        field
        for number, (what, examples) in _shown_rows(said.get("topics"), TOPICS)
        for field in (
            Field(f"topics-{number}-what", f"Topic {number + 1}", what),
            Field(f"topics-{number}-examples", f"Examples of topic {number + 1}, one a line", examples, "area"),
        )
    ]
    return [
        Group(
            "what",
            "What it is about",
            (
                Field("title", "What the hold is called", _of(said, "title")),
                Field(
                    "why",
                    "Why now",
                    _of(said, "why"),
                    "area",
                    "One or two sentences for the record, which a court may read.",
                ),
            ),
        ),
        Group(
            "days",
            "From when things are to be kept",
            (
                Field("from", "From", _of(said, "from"), "date", "Empty: from the beginning."),
                Field("to", "To", _of(said, "to"), "date", "Empty: with no end."),
            ),
            rows=True,
        ),
        Group(
            "topics", "What to keep, with examples", tuple(topics), "More rows appear when these are saved.", rows=True
        ),
    ]


def _tasks(said: Mapping[str, Any], sources: Sequence[tuple[str, str]]) -> Group:
    fields = []
    for number, (what, steward, due, source) in _shown_rows(said.get("tasks"), TASKS):
        named, nth = f"tasks-{number}", f"task {number + 1}"
        choices = (("", "no source"), *sources)
        if source and source not in dict(choices):
            choices = (*choices, (source, source))
        fields += [
            Field(f"{named}-what", f"What is to be done, {nth}", what),
            Field(f"{named}-steward", f"Who does it, {nth}", steward, many="stewards"),
            Field(f"{named}-due", f"By which day, {nth}", due, "date"),
            Field(f"{named}-source", f"About which source, {nth}", source, "choice", choices=choices),
        ]
    hint = (
        "A steward is one of the custodians of this matter: a name, address or id. Each gets the task when the hold is "
        "issued. Without a steward and a day it is words alone, which nobody is given. More rows appear when these are "
        "saved."
    )
    return Group("tasks", "Tasks for stewards", tuple(fields), hint, rows=True)


def _notice(said: Mapping[str, Any]) -> list[Group]:
    return [
        Group(
            "acknowledge-by",
            "The day to acknowledge by",
            (Field("acknowledge_by", "Acknowledge by", _of(said, "acknowledge_by"), "date"),),
        ),
        Group(
            "languages",
            "In which languages, and how each is written",
            tuple(
                Field(
                    f"way_{language}",
                    f"The notice in {name}",
                    _of(said, f"way_{language}") or NONE,
                    "choice",
                    choices=WAYS,
                )
                for language, name in LANGUAGES.items()
            ),
            "Whoever reads another language gets the English words.",
        ),
    ]


def _words(said: Mapping[str, Any], language: str, way: str) -> list[Group]:
    """Return the fields of the notice in a language: one group for each element, or the words themselves."""

    def field(name: str, label: str, kind: str = "line", hint: str = "") -> Field:
        return Field(name, label, _of(said, name), kind, hint)

    if way == OWN:
        own = (field("subject", "Subject"), field("text", "The whole text", "area"))
        return [Group("own", "Your own words", own, "They go exactly as they stand here, as plain text.")]
    each = "One a line."
    topics = [
        part
        for number, (what, examples) in _shown_rows(said.get("topics"), TOPICS)
        for part in (
            Field(f"topics-{number}-what", f"Topic {number + 1}", what),
            Field(f"topics-{number}-examples", f"Examples of topic {number + 1}, one a line", examples, "area"),
        )
    ]
    suspensions = [
        part
        for number, (steward, what) in _shown_rows(said.get("suspensions"), SUSPENSIONS)
        for part in (
            Field(f"suspensions-{number}-steward", f"Who suspends it ({number + 1})", steward),
            Field(f"suspensions-{number}-what", f"What is suspended ({number + 1})", what),
        )
    ]
    # The English notice says the topics of the first step; in another language they need words of their own.
    keep = [Group("keep", "What to keep, with examples", tuple(topics), rows=True)] if language != "en" else []
    return [
        Group(
            "dispute",
            "What the dispute is about",
            (field("dispute", "Who says what against whom, in one paragraph", "area"),),
        ),
        Group(
            "why-now",
            "Why now",
            (field("trigger", "What happened"), field("trigger_on", "On which day", "date")),
            rows=True,
        ),
        *keep,
        Group(
            "where",
            "Where it may be",
            tuple(field(f"places_{kind}", label, "area", each) for kind, label in PLACES.items()),
            rows=True,
        ),
        Group("do", "What to do", (field("do", "Please do", "area", each),)),
        Group("do-not", "What not to do", (field("do_not", "Please do not", "area", each),)),
        Group("deletion", "Routine deletion suspended, and by whom", tuple(suspensions), rows=True),
        Group("leaving", "Leaving, or a new phone", (field("leaving", "What to do before", "area"),)),
        Group("consequences", "Consequences", (field("consequences", "What can happen", "area"),)),
        Group(
            "contact",
            "Whom to ask",
            (
                field("contact_name", "Name"),
                field("contact_email", "E-mail address"),
                field("contact_phone", "Telephone"),
            ),
            rows=True,
        ),
        Group("reminders", "Reminders", (field("reminders", "How often you remind", "area"),)),
        Group("release", "Release in writing", (field("release", "How it ends", "area"),)),
        Group(
            "date",
            "Who wrote it",
            (field("sender", "Name"), field("sender_role", "Role")),
            "The day is the day on which it is proposed.",
            rows=True,
        ),
    ]


def _of(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""
