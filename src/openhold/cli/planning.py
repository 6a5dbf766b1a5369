"""The plan of a hold as a person writes it: a TOML file, options, files with the words of a notice."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from openhold.cli.context import MisuseError

if TYPE_CHECKING:
    from openhold.actions.holds.propose import Plan, Words
    from openhold.actions.home import Home
    from openhold.projections.matter import Matter

_LISTS = ("topics", "sources", "custodians", "silent", "tasks")
_TASK = ("what", "steward", "due", "source")
_DAYS = ("from", "to", "acknowledge_by")
_KEYS = {"title", "why", "notice", *_LISTS, *_DAYS}
_OWN = {"subject", "text"}
_EITHER = "It has either subject and text, your own words, or what it is to say, such as dispute, trigger and topics."


def join(
    said: Mapping[str, object], values: Mapping[str, object], lists: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    """Return what the file said with what options say: a value takes the file's place, a list is added to it."""
    joined = {**said, **{key: value for key, value in values.items() if value is not None}}
    for key, more in lists.items():
        joined[key] = [*cast("list[str]", joined.get(key, [])), *more]
    return joined


def read(file: Path) -> dict[str, object]:
    """Return what a TOML file says of a hold; MisuseError where it is none, or says what no hold has."""
    try:
        said: dict[str, object] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MisuseError(f"{file} is not a TOML file: {error}.") from error
    except OSError as error:
        raise MisuseError(f"{file} cannot be read: {error.strerror}.") from error
    if strange := sorted(said.keys() - _KEYS):
        raise MisuseError(f"{file} has {strange[0]!r}; a hold has {', '.join(sorted(_KEYS))}.")
    for key, value in said.items():
        listed = value if isinstance(value, list) else [None]
        if key == "tasks":
            for one in (one for one in listed if isinstance(one, dict)):
                _check_task(file, one)
            listed = [one for one in listed if not isinstance(one, dict)]
        wrong = (
            (key in _LISTS and not all(isinstance(one, str) for one in listed))
            or (key in _DAYS and type(value) is not date)
            or (key in ("title", "why") and not isinstance(value, str))
        )
        if wrong:
            kind = "a list of texts" if key in _LISTS else "a day, such as 2026-03-06" if key in _DAYS else "a text"
            raise MisuseError(f"{key!r} in {file} is not {kind}.")
    return said


def _check_task(file: Path, said: Mapping[str, object]) -> None:
    """Raise MisuseError where a table of tasks says what no task has, or says it in no way that can be read."""
    if strange := sorted(said.keys() - set(_TASK)):
        raise MisuseError(f"A task in {file} has {strange[0]!r}; it has {', '.join(_TASK)}.")
    for key in ("what", "steward", "source"):
        if not isinstance(said.get(key, ""), str):
            raise MisuseError(f"{key!r} of a task in {file} is not a text.")
    if "what" not in said:
        raise MisuseError(f"A task in {file} lacks 'what': what is to be done, in words.")
    if "due" in said and type(said["due"]) is not date:
        raise MisuseError(f"'due' of a task in {file} is not a day, such as 2026-03-06.")


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in one language: words that a person wrote, or the draft that they are to be written from."""

    subject: str = ""
    text: str = ""
    draft: Mapping[str, object] | None = None


def texts_of(said: Mapping[str, object], options: Sequence[str]) -> dict[str, Told]:
    """Return the notices by language, from the file's tables and from files that options name."""
    found: dict[str, Told] = {}
    tables = said.get("notice", {})
    for language, one in tables.items() if isinstance(tables, dict) else [("", None)]:
        if not isinstance(one, dict):
            raise MisuseError(f"The notice needs a table for each language: [notice.en]. {_EITHER}")
        own = one.keys() & _OWN
        if own and (own != _OWN or one.keys() != _OWN or not all(isinstance(value, str) for value in one.values())):
            raise MisuseError(f"[notice.{language}] mixes the two ways to write a notice, or lacks a text. {_EITHER}")
        found[language] = Told(one["subject"], one["text"]) if own else Told(draft=one)
    for option in options:
        language, _, name = option.partition("=")
        if not name:
            raise MisuseError(f"{option!r} needs a language and a file: --notice en=notice.txt")
        try:
            subject, _, text = Path(name).read_text(encoding="utf-8").lstrip("\ufeff\n").partition("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise MisuseError(f"{name} cannot be read as UTF-8 text: {error}.") from error
        found[language] = Told(subject, text.strip("\n"))
    return found


def words_of(
    texts: Mapping[str, Told], matter: "Matter", plan: "Plan", version: int, written_on: date
) -> "list[Words]":
    """Return the words of the notices as the action takes them, drafts written out; MisuseError names what is wrong."""
    from openhold.actions.holds.propose import Words
    from openhold.actions.open_matter import court_name
    from openhold.filings.notice.draft import Known, from_draft, to_json
    from openhold.filings.notice.fields import NoticeError
    from openhold.filings.notice.write import write

    words = []
    for language, one in texts.items():
        if one.draft is None:
            words.append(Words(language, one.subject, one.text))
            continue
        known = Known(
            matter=matter.title,
            court=court_name(matter),
            number=matter.number,
            since=plan.scope_from,
            until=plan.scope_to,
            acknowledge_by=plan.acknowledge_by,
            version=version,
            written_on=written_on,
        )
        try:
            fields = from_draft(language, one.draft, known)
            notice = write(fields)
        except NoticeError as error:
            raise MisuseError(f"[notice.{language}] {error}") from error
        words.append(Words(language, notice.subject, notice.text, to_json(fields)))
    return words


def plan_of(home: "Home", matter: str, said: Mapping[str, object]) -> "Plan":
    """Return the plan that was said, its custodians found by what a person types."""
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.holds.propose import Plan, PlannedTask

    for key in ("title", "acknowledge_by"):
        if not said.get(key):
            raise MisuseError(f"Say {key.replace('_', '-')}: --{key.replace('_', '-')}, or {key} in the file.")

    def texts(key: str) -> tuple[str, ...]:
        return tuple(cast("list[str]", said.get(key, [])))

    def people(key: str) -> tuple[str, ...]:
        return tuple(find_custodian(home, matter, one).id for one in texts(key))

    def task(one: object) -> PlannedTask:
        if not isinstance(one, dict):
            return PlannedTask(what=str(one))
        steward = one.get("steward")
        return PlannedTask(
            what=one["what"],
            steward=None if steward is None else find_custodian(home, matter, steward).id,
            due=one.get("due"),
            source=one.get("source"),
        )

    silent = people("silent")
    return Plan(
        title=str(said["title"]),
        acknowledge_by=cast("date", said["acknowledge_by"]),
        scope_from=cast("date | None", said.get("from")),
        scope_to=cast("date | None", said.get("to")),
        topics=texts("topics"),
        sources=texts("sources"),
        custodians=(*people("custodians"), *silent),
        silent=silent,
        tasks=tuple(task(one) for one in cast("list[object]", said.get("tasks", []))),
        why=cast("str | None", said.get("why")),
    )
