"""A notice as a person drafts it, and as it is recorded: between mappings, fields and canonical JSON.

A draft says only what nobody else knows: the hold says its title, days and version, and there are standard words.
"""

import json
import types
import typing
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, TypeVar, cast

from openhold.filings.notice.fields import LANGUAGES, Contact, NoticeError, NoticeFields, Places
from openhold.filings.notice.standard import standard

_STANDARD = ("do", "do_not", "leaving", "consequences", "reminders", "release")
_ASKED = ("dispute", "trigger", "trigger_on", "topics", "places", "suspensions", "contact", "sender", "sender_role")
KEYS = (*_ASKED, *_STANDARD)
"""What a draft may say."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the matter and its hold say already, so that no draft says it again."""

    matter: str
    court: str | None
    number: str | None
    since: date | None
    until: date | None
    acknowledge_by: date
    version: int
    written_on: date


def from_draft(language: str, draft: Mapping[str, object], known: Known) -> NoticeFields:
    """Return the fields of a draft, filled from what is `known` and from the standard words of its language.

    A draft is a table as TOML or JSON reads it; days may be texts such as 2026-02-12. Raises NoticeError that names
    the key where something is unknown or of the wrong kind. What is missing is found when the notice is written.
    """
    if language not in LANGUAGES:
        raise NoticeError(f"There is no notice in {language!r}: choose one of {', '.join(LANGUAGES)}.")
    if strange := sorted(draft.keys() - set(KEYS)):
        raise NoticeError(f"A notice has no {strange[0]!r}; it has {', '.join(KEYS)}.")
    words = standard(language)
    empty: dict[str, object] = {
        "dispute": "", "trigger": "", "trigger_on": None, "topics": (), "places": Places(), "suspensions": (),
        "contact": Contact(name=""), "sender": "", "sender_role": "",
    }  # fmt: skip
    hints = typing.get_type_hints(NoticeFields)
    said = {key: _read(hints[key], value, key, tidy=True) for key, value in draft.items()}
    stated: dict[str, Any] = {**empty, **{key: getattr(words, key) for key in _STANDARD}, **said}
    return NoticeFields(
        language=language,
        recipient=None,
        link=None,
        matter=_text(known.matter, "matter", tidy=True),
        court=None if known.court is None else _text(known.court, "court", tidy=True),
        number=None if known.number is None else _text(known.number, "number", tidy=True),
        since=known.since,
        until=known.until,
        acknowledge_by=known.acknowledge_by,
        version=known.version,
        written_on=known.written_on,
        **stated,
    )


def to_json(said: NoticeFields) -> str:
    """Return canonical JSON of the fields without recipient and link: the same for all custodians."""
    values = {**asdict(said), "recipient": None, "link": None}
    # All keys are plain words, so that this is the canonical form of RFC 8785: sorted, without spaces.
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=date.isoformat)


def from_json(text: str) -> NoticeFields:
    """Return the fields that `to_json` wrote. Raises NoticeError where the text is not one of its."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoticeError(f"The fields of the notice are no JSON: {error}.") from error
    said = cast("NoticeFields", _read(NoticeFields, values, "the notice", tidy=False))
    if to_json(said) != text:
        raise NoticeError(
            "The fields of the notice are not written as they are recorded: order, spaces or a key twice."
        )
    return said


def _read(hint: object, value: object, key: str, *, tidy: bool) -> object:
    """Return `value` as `hint`, the type of a field, wants it; `tidy` is for what people write."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _read(inside[0], value, key, tidy=tidy)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise NoticeError(f"{key!r} is a list, not {_shown(value)}.")
        return tuple(_read(inside[0], one, f"{key}[{number}]", tidy=tidy) for number, one in enumerate(value, 1))
    if isinstance(hint, type) and is_dataclass(hint):
        return _table(cast("Callable[..., object]", hint), value, key, tidy=tidy)
    return _plain(hint, value, key, tidy=tidy)


def _plain(hint: object, value: object, key: str, *, tidy: bool) -> object:
    if hint is date:
        return _day(value, key)
    if hint is str:
        return _text(value, key, tidy=tidy)
    # What is left are the language, which has its choices, and the version.
    choices = typing.get_args(hint)
    if (value not in choices) if choices else type(value) is not int:
        raise NoticeError(f"{key!r} is {' or '.join(choices) or 'a number'}, not {_shown(value)}.")
    return value


def _table(made: Callable[..., _T], value: object, key: str, *, tidy: bool) -> _T:
    there = fields(cast("Any", made))
    names = [one.name for one in there]
    if not isinstance(value, Mapping):
        raise NoticeError(f"{key!r} is a table with {', '.join(names)}, not {_shown(value)}.")
    if strange := sorted(str(one) for one in value.keys() - set(names)):
        raise NoticeError(f"{key!r} has no {strange[0]!r}; it has {', '.join(names)}.")
    hints = typing.get_type_hints(made)
    inside = {name: _read(hints[name], one, f"{key}.{name}", tidy=tidy) for name, one in value.items()}
    wanted = [one.name for one in there if one.default is MISSING]
    if missing := [name for name in wanted if name not in inside]:
        raise NoticeError(f"{key!r} lacks {missing[0]!r}; it has {', '.join(names)}.")
    return made(**inside)


def _day(value: object, key: str) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise NoticeError(f"{key!r} is a day, such as 2026-02-12, not {_shown(value)}.")


def _text(value: object, key: str, *, tidy: bool) -> str:
    if not isinstance(value, str):
        raise NoticeError(f"{key!r} is a text, not {_shown(value)}.")
    if any(unicodedata.category(sign) == "Cs" for sign in value):
        raise NoticeError(f"{key!r} holds half a sign (a lone surrogate), which is no text.")
    return " ".join(unicodedata.normalize("NFC", value).split()) if tidy else value


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
