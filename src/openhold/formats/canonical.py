"""Canonical bytes: RFC 8785 JSON, restricted as the formats page says.

No floats, integers below 2**53 in absolute value, no lone surrogates, no duplicate keys, times as
RFC 3339 UTC with exactly six decimals. A reader refuses bytes that are not canonical.
"""

import json
import re
from datetime import UTC, datetime
from typing import NoReturn, TypeAlias

import rfc8785

from openhold.formats.errors import FormatError

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T(?!24)\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
"""Hour 24 is left out here because newer versions of Python read it as the next day."""
_MAX_DEPTH = 64
_LIMIT = 2**53
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def dumps(value: object) -> bytes:
    """Return the RFC 8785 bytes of `value`.

    For the values that are allowed here, the standard library's encoder writes the same bytes as the RFC's
    library, ten times as fast (a test compares them); but for keys beyond the Basic Multilingual Plane, whose
    order differs, which go to the library.
    Raises FormatError for floats, integers of 2**53 or more, lone surrogates, and values JSON does not know.
    """
    try:
        if _plain_keys(value, 0):
            return _ENCODER.encode(value).encode()
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, TypeError) as error:
        raise FormatError(f"A value cannot be written as canonical JSON: {error}.") from error


def loads(data: bytes) -> Json:
    """Return the value that `data` encodes; raise FormatError unless `data` is exactly its canonical form.

    Writing the parsed value again and comparing finds duplicate keys, white space, key order, other
    spellings of strings and numbers, in one step.
    """
    try:
        value: Json = json.loads(data.decode("utf-8"), parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"Not JSON as published: {error}.") from error
    if dumps(value) != data:
        raise FormatError("Not canonical JSON (RFC 8785): key order, spacing, spelling or a key that stands twice.")
    return value


def loads_object(data: bytes) -> dict[str, Json]:
    """Return the JSON object that `data` encodes, checked as by `loads`."""
    value = loads(data)
    if not isinstance(value, dict):
        raise FormatError("Not a JSON object.")
    return value


def time_text(moment: datetime) -> str:
    """Return `moment` (aware) as RFC 3339 UTC with six decimals, e.g. ``2026-03-05T09:00:00.000000Z``.

    Raises FormatError where the zone is missing or the moment has no date in UTC.
    """
    if moment.tzinfo is None:
        raise FormatError("A time without a zone cannot be recorded.")
    try:
        utc = moment.astimezone(UTC)
    except OverflowError as error:
        raise FormatError(f"The time {moment} is outside the calendar in UTC.") from error
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_time(text: str) -> datetime:
    """Return the aware UTC datetime that `text` spells; raise FormatError for any other spelling."""
    if not _TIME.fullmatch(text):
        raise FormatError(f"Not a time as published: {text!r}.")
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise FormatError(f"No such time: {text!r}.") from error


def _plain_keys(value: object, depth: int) -> bool:
    """Refuse what published JSON does not allow; tell whether every key sorts alike in UTF-8 and UTF-16."""
    if depth > _MAX_DEPTH:
        raise FormatError(f"Nested deeper than {_MAX_DEPTH} levels.")
    if isinstance(value, dict):
        plain = True
        for key, item in value.items():
            if type(key) is not str:
                raise FormatError(f"The key {key!r} is not a text.")
            plain = (key.isascii() or max(key) < "\ud800") and plain
            if type(item) is not str:
                plain = _plain_keys(item, depth + 1) and plain
        return plain
    if isinstance(value, list | tuple):
        plain = True
        for item in value:
            if type(item) is not str:
                plain = _plain_keys(item, depth + 1) and plain
        return plain
    return _scalar(value)


def _scalar(value: object) -> bool:
    if type(value) is int:
        if -_LIMIT < value < _LIMIT:
            return True
        raise FormatError("A number is not below 2**53 in absolute value: write it as a text of digits.")
    if type(value) in (str, bool) or value is None:
        return True
    raise FormatError(f"A value of type {type(value).__name__} is not allowed in published JSON.")


def _no_float(text: str) -> NoReturn:
    raise ValueError(f"the number {text!r} is not allowed")
