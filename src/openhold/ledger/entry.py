"""Entries, what is logged; and the lines of the bodies files, what stands behind them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring

from openhold.formats import canonical
from openhold.formats.errors import FormatError
from openhold.ledger.errors import LedgerError

MAX_ENTRY = 65_535
"""An entry has at most so many bytes: its length is written in two."""
_KIND = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+/[1-9][0-9]*")
_HEX = re.compile(r"[0-9a-f]{64}")
_KEYS = {"actor", "at", "body", "kind", "seq", "v"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the log says of a fact: number, time as published, opaque actor, kind, commitment to the body (hex)."""

    seq: int
    at: str
    actor: str
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of a bodies file: salt and body bytes, or the ground on which they were erased."""

    seq: int
    salt: bytes | None
    body: bytes | None
    erased: str | None


def encode(entry: Entry) -> bytes:
    """Return the canonical bytes of `entry`; raise LedgerError where it cannot be logged."""
    _check(entry)
    # Written out because facts come in batches; a test holds it against the canonical form.
    data = (
        f'{{"actor":{encode_basestring(entry.actor)},"at":"{entry.at}","body":"{entry.body}",'
        f'"kind":"{entry.kind}","seq":{entry.seq},"v":1}}'
    ).encode()
    if len(data) > MAX_ENTRY:
        raise LedgerError(f"An entry of {len(data)} bytes is longer than {MAX_ENTRY}.")
    return data


def decode(data: bytes) -> Entry:
    """Return the entry that `data` is; raise LedgerError unless it is one exactly as published."""
    if len(data) > MAX_ENTRY:
        raise LedgerError(f"An entry of {len(data)} bytes is longer than {MAX_ENTRY}.")
    try:
        values = canonical.loads_object(data)
    except FormatError as error:
        raise LedgerError(f"An entry cannot be read: {error}") from error
    if set(values) != _KEYS or repr(values["v"]) != "1" or type(values["seq"]) is not int:
        raise LedgerError("An entry does not have the keys of version 1.")
    texts = {name: values[name] for name in ("at", "actor", "kind", "body")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise LedgerError(f"Entry {values['seq']} has something other than a text where one belongs.")
    entry = Entry(seq=values["seq"], **texts)  # type: ignore[arg-type]
    _check(entry)
    return entry


def _check(entry: Entry) -> None:
    if not 0 <= entry.seq < 2**53 or not entry.actor or not entry.actor.isprintable():
        raise LedgerError("An entry lacks its number or its actor.")
    if not _is_kind(entry.kind):
        raise LedgerError(f"The kind of entry {entry.seq} is not one: {entry.kind!r}.")
    if not _HEX.fullmatch(entry.body):
        raise LedgerError(f"The commitment of entry {entry.seq} is not a SHA-256.")
    if not _is_time(entry.at):
        raise LedgerError(f"The time of entry {entry.seq} is not one: {entry.at!r}.")


# Facts of one batch share their time and mostly their kind.
@lru_cache(maxsize=256)
def _is_kind(text: str) -> bool:
    return _KIND.fullmatch(text) is not None


@lru_cache(maxsize=16)
def _is_time(text: str) -> bool:
    try:
        canonical.parse_time(text)
    except FormatError:
        return False
    return True


def commit(salt: bytes, body: bytes) -> bytes:
    """Return the commitment SHA-256(salt || body), 32 bytes; the salt has 32 bytes."""
    return sha256(salt + body).digest()


def body_line(seq: int, salt: bytes, body: bytes) -> bytes:
    """Return the line of a bodies file, with its newline."""
    return b'{"body":%b,"salt":"%b","seq":%d}\n' % (body, salt.hex().encode(), seq)


def erased_line(seq: int, ground: str) -> bytes:
    """Return the line that stands for an erased body, with its newline."""
    return canonical.dumps({"erased": ground, "seq": seq}) + b"\n"


def parse_body_line(line: bytes) -> BodyLine:
    """Return what `line` (without newline) says; raise LedgerError unless it is a line of a bodies file."""
    try:
        values = canonical.loads_object(line)
    except FormatError as error:
        raise LedgerError(f"A line of a bodies file cannot be read: {error}") from error
    seq = values.get("seq")
    if type(seq) is not int or seq < 0:
        raise LedgerError("A line of a bodies file has no number.")
    ground = values.get("erased")
    if set(values) == {"erased", "seq"} and isinstance(ground, str) and ground.strip():
        return BodyLine(seq, None, None, ground)
    salt = values.get("salt")
    if set(values) != {"body", "salt", "seq"} or not isinstance(salt, str) or not _HEX.fullmatch(salt):
        raise LedgerError(f"Line {seq} of a bodies file has neither a salted body nor a ground.")
    if not isinstance(values["body"], dict):
        raise LedgerError(f"The body of line {seq} of a bodies file is not a JSON object.")
    body = line[len(b'{"body":') : line.rindex(b',"salt":"')]
    return BodyLine(seq, bytes.fromhex(salt), body, None)
