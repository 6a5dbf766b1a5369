"""Reading canonical bytes: RFC 8785 JSON as the formats narrow it, strict base64, times, ids and digests.

Nothing is ever serialised again to compare. The bytes are looked at token by token, so what is not canonical is
refused as it stands.
"""

import base64
import binascii
import json
import re
from datetime import datetime

from .errors import RuleError

MAX_INTEGER = 2**53 - 1

# A token of canonical JSON. A string escapes what RFC 8785 (3.2.2.2) escapes, in that spelling, and nothing else;
# a number is an integer without a superfluous sign or zero. Quantifiers are possessive: no backtracking ever.
_STRING = r'"(?:[^"\\\x00-\x1f]++|\\["\\bfnrt]|\\u00(?:0[0-7be-f]|1[0-9a-f]))*+"'
_TOKENS = re.compile(rf"(?:[{{}}\[\]:,]|{_STRING}|0|-?[1-9][0-9]{{0,15}}|true|false|null)*+")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_KIND = re.compile(r"[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+/[1-9][0-9]*")
_HEX = re.compile(r"[0-9a-f]*")
_DECIMAL = re.compile(r"0|[1-9][0-9]*")
_SIGNED_DECIMAL = re.compile(r"0|-?[1-9][0-9]*")


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RuleError("a key stands twice in one object")
    return found


def _sorted(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = _unique(pairs)
    keys = list(found)
    ordered = sorted(keys) if "".join(keys).isascii() else sorted(keys, key=_utf16)
    if keys != ordered:
        raise RuleError("keys are not in canonical order")
    return found


def _integer(digits: str) -> int:
    number = int(digits)
    if abs(number) > MAX_INTEGER:
        raise RuleError("a number is 2^53 or more")
    return number


_CANONICAL = json.JSONDecoder(object_pairs_hook=_sorted, parse_int=_integer)
_ANY_SPACING = json.JSONDecoder(object_pairs_hook=_unique)


def parse_object(data: bytes) -> dict[str, object]:
    """The JSON object that `data` is in canonical bytes (RFC 8785; integers only, below 2^53).

    Raises RuleError for anything else: other spelling, a key twice, a float, bytes that are not UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise RuleError("it is not UTF-8") from None
    if _TOKENS.fullmatch(text) is None:
        raise RuleError("it is not canonical JSON")
    try:
        found, end = _CANONICAL.raw_decode(text)
    except (ValueError, RecursionError):
        raise RuleError("it is not JSON") from None
    if end != len(text) or not isinstance(found, dict):
        raise RuleError("it is not one JSON object")
    return found


def parse_any_spacing(data: bytes) -> dict[str, object]:
    """The JSON object in `data`, whatever its spacing and order (a receipt's own form).

    Raises ValueError where it is no JSON object at all, RuleError where a key stands twice.
    """
    try:
        text = data.decode("utf-8").strip(" \t\r\n")
        found, end = _ANY_SPACING.raw_decode(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if end != len(text) or not isinstance(found, dict):
        raise ValueError("not one JSON object")
    return found


def is_hex(value: object, digits: int) -> bool:
    """Whether `value` is exactly that many lower-case hexadecimal digits."""
    return isinstance(value, str) and len(value) == digits and _HEX.fullmatch(value) is not None


def is_id(value: object) -> bool:
    """Whether `value` is an id of the formats page (matter, unit, collection, source, vault)."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_kind(value: object) -> bool:
    """Whether `value` is the kind of a fact with its version, like `hold.issued/1`."""
    return isinstance(value, str) and _KIND.fullmatch(value) is not None


def is_count(value: object) -> bool:
    """Whether `value` is an integer of 0 or more (true and false are none)."""
    return type(value) is int and value >= 0


def is_ground(value: object) -> bool:
    """Whether `value` is a ground: a string that is not blank."""
    return isinstance(value, str) and value.strip() != ""


def is_signed_decimal(value: object) -> bool:
    """Whether `value` is a decimal string without superfluous zeros, negative allowed."""
    return isinstance(value, str) and _SIGNED_DECIMAL.fullmatch(value) is not None


def is_time(value: object) -> bool:
    """Whether `value` is an RFC 3339 UTC time with six decimals and `Z` that exists in the calendar."""
    if not isinstance(value, str) or _TIME.fullmatch(value) is None:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def parse_decimal(text: str) -> int:
    """The number of 0 or more that `text` spells without superfluous zeros; RuleError for any other spelling."""
    if len(text) > 16 or _DECIMAL.fullmatch(text) is None:
        raise RuleError("a number is not spelled as a plain decimal")
    return _integer(text)


def parse_b64(text: str) -> bytes:
    """The bytes that `text` spells in standard base64 with padding; RuleError for any other spelling of them."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError):
        raise RuleError("it is not base64") from None
    if base64.b64encode(data).decode("ascii") != text:
        raise RuleError("it is not canonical base64")
    return data
