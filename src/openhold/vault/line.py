"""Manifest lines: one per thing seen. Written fast, and byte for byte what RFC 8785 says.

A test compares every line written here with the canonical form by the library.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring

from openhold.formats import canonical
from openhold.formats.canonical import Json
from openhold.formats.errors import FormatError
from openhold.vault.errors import DamagedError

quote: Callable[[str], str] = encode_basestring
"""JSON's spelling of a text, which for texts without lone surrogates is RFC 8785's too."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose file it is: numbers as the system has them, names where it knows them."""

    uid: int
    gid: int
    user: str | None
    group: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A manifest line as read: `path` is raw bytes; the rest is None where the line does not say it."""

    path: bytes
    end: str
    sha256: str | None
    size: int | None
    salt: str
    fields: Mapping[str, Json]


def content_line(
    end: str,
    path: bytes,
    *,
    mode: int,
    mtime_ns: int,
    size: int,
    sha256: str,
    salt: str,
    owner: tuple[str, str, str],
    more: str = "",
) -> bytes:
    """Return the line of a file whose content is kept, `end` being ``stored`` or ``duplicate``.

    `mode` is the permission bits, `salt` 32 hex digits, `owner` what `owner_texts` returned and `more` what
    `more_of` returned.
    """
    before, between, after = owner
    changed, _, xattrs = more.partition("\n")
    return (
        f'{{{changed}"end":"{end}",{before}"mode":"{mode:04o}","mtime_ns":"{mtime_ns}",{between}{_path(path)},'
        f'"salt":"{salt}","sha256":"{sha256}","size":{size},{after}{xattrs}}}'
    ).encode()


def more_of(*, changed: bool, xattrs: Mapping[str, str] | None) -> str:
    """Return the rarer parts of a content line in the form that `content_line` takes as `more`."""
    if not changed and not xattrs:
        return ""
    texts = canonical.dumps({"xattrs": dict(xattrs)}).decode()[1:-1] if xattrs else ""
    before = '"changed":true,' if changed else ""
    return f"{before}\n{',' + texts if texts else ''}"


def other_line(end: str, path: bytes, salt: str, fields: Mapping[str, object]) -> bytes:
    """Return the line of a thing that is not kept, ``excluded`` (with a rule) or ``failed`` (with a reason)."""
    return canonical.dumps({**path_fields(path), **fields, "end": end, "salt": salt})


def restated(fields: Mapping[str, Json], end: str, salt: str) -> bytes:
    """Return the content line whose parsed object is `fields`, with another `end` and `salt`."""
    return canonical.dumps({**fields, "end": end, "salt": salt})


def path_fields(path: bytes) -> dict[str, str]:
    """Return ``{"path": text}``, or ``{"path_b64": base64}`` where the name is not UTF-8."""
    try:
        return {"path": path.decode()}
    except UnicodeDecodeError:
        return {"path_b64": b64encode(path).decode()}


def parse_line(line: bytes) -> Line:
    """Return what `line` (without newline) says; raise DamagedError unless it is a canonical manifest line."""
    try:
        fields = canonical.loads_object(line)
    except FormatError as error:
        raise DamagedError(f"A manifest line cannot be read: {error}") from error
    return line_of(fields)


def line_of(fields: Mapping[str, Json]) -> Line:
    """Return the line whose parsed object is `fields`; raise DamagedError where a key is missing or of a wrong type."""
    digest, size = fields.get("sha256"), fields.get("size")
    end, salt = fields.get("end"), fields.get("salt")
    if not isinstance(end, str) or not isinstance(salt, str) or not _content_fits(end, digest, size):
        raise DamagedError("A manifest line lacks what its end needs.")
    return Line(
        path=path_of(fields),
        end=end,
        sha256=digest if isinstance(digest, str) else None,
        size=size if isinstance(size, int) else None,
        salt=salt,
        fields=fields,
    )


def path_of(fields: Mapping[str, Json]) -> bytes:
    """Return the raw bytes of a parsed line's path."""
    text, coded = fields.get("path"), fields.get("path_b64")
    if isinstance(text, str) and coded is None:
        return text.encode()
    if isinstance(coded, str) and text is None:
        return b64decode(coded)
    raise DamagedError("A manifest line has no path, or two.")


def salt_of(line: bytes) -> str:
    """Return the salt (hex) of a line: an unescaped quotation mark stands in no value, so this finds the key."""
    at = line.index(b'"salt":"') + len(b'"salt":"')
    return line[at : at + 32].decode()


def path_needle(path: bytes) -> bytes:
    """Return the part of a line that names `path`: as bytes, it stands in no other line."""
    return _path(path).encode() + b","


def quick(line: bytes) -> dict[str, Json]:
    """Return the parsed object of a line that is known to be whole (its block was checked by digest)."""
    fields: dict[str, Json] = json.loads(line)
    return fields


def _content_fits(end: str, digest: Json, size: Json) -> bool:
    if end in ("stored", "duplicate"):
        return isinstance(digest, str) and len(digest) == 64 and isinstance(size, int)
    return end in ("excluded", "failed") and digest is None


def _path(path: bytes) -> str:
    try:
        return f'"path":{quote(path.decode())}'
    except UnicodeDecodeError:
        return f'"path_b64":"{b64encode(path).decode()}"'


def owner_texts(owner: Owner) -> tuple[str, str, str]:
    """Return the three parts of a line that say whose file it is, in the places where the key order puts them."""
    group = f',"group":{quote(owner.group)}' if owner.group is not None else ""
    user = f'"owner":{quote(owner.user)},' if owner.user is not None else ""
    return f'"gid":{owner.gid}{group},', user, f'"uid":{owner.uid}'
