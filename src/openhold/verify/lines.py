"""The form of one manifest line, as a pure rule."""

from typing import NamedTuple

from .canonical import is_count, is_hex, is_signed_decimal, parse_b64, parse_object
from .errors import RuleError

REASONS = frozenset({"permission", "vanished", "io-error", "unsupported", "too-deep"})
SPECIAL_RULES = frozenset({"special:symlink", "special:device", "special:socket", "special:fifo"})
ENDS = ("duplicate", "excluded", "failed", "stored")
_OCTAL = frozenset("01234567")


class Line(NamedTuple):
    """What a checked manifest line says. `sha256` is None and `size` 0 where nothing was kept."""

    end: str
    order: bytes  # the path with 0x00 for `/`: compared as bytes, this is the walk order
    sha256: bytes | None
    size: int


def _bytes_of(found: dict[str, object], key: str) -> bytes:
    """The bytes under `key`, or under `key_b64` where they are not UTF-8."""
    plain, coded = found.get(key), found.get(f"{key}_b64")
    if coded is None:
        if not isinstance(plain, str):
            raise RuleError(f"it has no {key}")
        return plain.encode("utf-8")
    if key in found or not isinstance(coded, str):
        raise RuleError(f"it has no {key}, or two")
    data = parse_b64(coded)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    raise RuleError(f"its {key} is UTF-8 and stands in base64")


def _path(found: dict[str, object]) -> bytes:
    path = _bytes_of(found, "path")
    # The source itself could not be entered: the one path without a name.
    if path == b"." and found["end"] == "failed":
        return path
    if b"\x00" in path or any(name in (b"", b".", b"..") for name in path.split(b"/")):
        raise RuleError("its path is not a relative path of plain names")
    return path


def _ending(found: dict[str, object]) -> None:
    """What each of the four ends must bring along, and must not."""
    end = found.get("end")
    if end in ("stored", "duplicate"):
        if not is_hex(found.get("sha256"), 64):
            raise RuleError("its sha256 is not 64 lower-case hex digits")
        if not is_count(found.get("size")) or "mtime_ns" not in found:
            raise RuleError("it lacks size or mtime_ns")
        return
    if end not in ("excluded", "failed"):
        raise RuleError("its end is none of stored, duplicate, excluded, failed")
    if "sha256" in found:
        raise RuleError(f"it is {end} and yet names a content")
    if end == "failed":
        if found.get("reason") not in REASONS:
            raise RuleError("it failed without one of the known reasons")
        return
    _rule(found)


def _rule(found: dict[str, object]) -> None:
    rule = found.get("rule")
    if not isinstance(rule, str) or not rule.strip():
        raise RuleError("it was excluded without a rule")
    if rule.startswith("special:") and rule not in SPECIAL_RULES:
        raise RuleError("it names a special rule that the formats do not know")
    if rule == "special:symlink":
        _bytes_of(found, "target")


def check_line(data: bytes) -> Line:
    """What the manifest line `data` (without newline) says; RuleError where its form is wrong."""
    return check_fields(parse_object(data))


def check_fields(found: dict[str, object]) -> Line:
    """The same for a line that is already parsed from canonical bytes."""
    _ending(found)
    path = _path(found)
    if not is_hex(found.get("salt"), 32):
        raise RuleError("its salt is not 32 lower-case hex digits")
    mode = found.get("mode", "0000")
    if not isinstance(mode, str) or len(mode) != 4 or not _OCTAL.issuperset(mode):
        raise RuleError("its mode is not four octal digits")
    if not is_signed_decimal(found.get("mtime_ns", "0")):
        raise RuleError("its mtime_ns is not a decimal string")
    size = found.get("size", 0)
    if type(size) is not int or size < 0:
        raise RuleError("its size is not a number of bytes")
    if found.get("changed", True) is not True:
        raise RuleError("its mark `changed` is not true")
    sha256 = found.get("sha256")
    kept = bytes.fromhex(sha256) if isinstance(sha256, str) else None
    return Line(str(found["end"]), path.replace(b"/", b"\x00"), kept, size if kept is not None else 0)
