"""The check's own reading of the published forms: names of files, entries, bundles, bodies lines, signed checkpoints.

Shares no code with the writer, see `fsck`.
"""

import base64
import json
import re
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from openhold.formats.notes import VerifierKey

FULL = 256
"""A full tile has so many hashes, a full bundle so many entries."""

_OTHER = re.compile(r"checkpoint|timestamps/[1-9][0-9]{0,18}\.(?:tsr|pem)")
_KEPT = re.compile(r"checkpoints/([1-9][0-9]{0,18})")
_BODIES = re.compile(r"bodies/(0|[1-9][0-9]{0,18})\.jsonl")
_TILE = re.compile(
    r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?"
)
_ENTRY = re.compile(
    rb'\{"actor":"[^"\\\x00-\x1f]*(?:\\(?:["\\bfnrt]|u00[01][0-9a-f])[^"\\\x00-\x1f]*)*",'
    rb'"at":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z","body":"([0-9a-f]{64})",'
    rb'"kind":"[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+/[1-9][0-9]*","seq":(0|[1-9][0-9]{0,15}),"v":1\}'
)
_LINE = re.compile(rb'\{"body":(\{.*\}),"salt":"([0-9a-f]{64})","seq":(0|[1-9][0-9]{0,15})\}')
_ERASED = re.compile(rb'\{"erased":("[^\x00-\x1f]+"),"seq":(0|[1-9][0-9]{0,15})\}')
_SIGNATURE = re.compile("\u2014 ([^\\s+\x00-\x1f]+) ([A-Za-z0-9+/=]+)")


class Line(NamedTuple):
    """A line of a bodies file: its number, and the commitment to its body (hex) or the ground of its erasure."""

    seq: int
    commitment: str | None
    erased: str | None


class Signed(NamedTuple):
    """What a signed checkpoint states: the log's size and its root, 32 bytes."""

    size: int
    root: bytes


def is_known(key: str) -> bool:
    """Tell whether a file of a ledger is called so."""
    return bool(_OTHER.fullmatch(key) or _KEPT.fullmatch(key) or _BODIES.fullmatch(key) or parse_tile_key(key))


def kept_size(key: str) -> int | None:
    """Return the size in the name of a kept checkpoint, None for other names."""
    match = _KEPT.fullmatch(key)
    return int(match[1]) if match else None


def first_body(key: str) -> int | None:
    """Return the number of the first fact in the name of a bodies file, None for other names."""
    match = _BODIES.fullmatch(key)
    return int(match[1]) if match else None


def read_line(line: bytes) -> Line | None:
    """Return what a line of a bodies file states, None where it has not the published form."""
    if match := _LINE.fullmatch(line):
        salt = bytes.fromhex(match[2].decode())
        return Line(int(match[3]), sha256(salt + match[1]).hexdigest(), None) if _is_json(match[1]) else None
    if (match := _ERASED.fullmatch(line)) and _is_json(match[1]):
        ground = str(json.loads(match[1]))
        as_published = json.dumps(ground, ensure_ascii=False).encode("utf-8", "surrogatepass") == match[1]
        return Line(int(match[2]), None, ground) if as_published and ground.strip() else None
    return None


def read_signed(note: bytes, origin: str, key: VerifierKey) -> Signed | None:
    """Return what `note` states of the log `origin`, None unless it is a checkpoint that `key` signed."""
    try:
        text, blank, signatures = note.decode().rpartition("\n\n")
    except UnicodeDecodeError:
        return None
    lines = text.split("\n")
    if not blank or len(lines) != 3 or lines[0] != origin or not re.fullmatch(r"[1-9][0-9]{0,18}", lines[1]):
        return None
    root = _unb64(lines[2])
    if root is None or len(root) != 32 or not _is_signed((text + "\n").encode(), signatures, key):
        return None
    return Signed(int(lines[1]), root)


def _is_signed(text: bytes, signatures: str, key: VerifierKey) -> bool:
    """Tell whether all lines are signature lines, and those of `key` are right and at least one."""
    ours = False
    for line in signatures.removesuffix("\n").split("\n"):
        match = _SIGNATURE.fullmatch(line)
        raw = _unb64(match[2]) if match else None
        if match is None or raw is None or len(raw) < 5:
            return False
        if match[1] == key.name and raw[:4] == key.hash:
            try:
                Ed25519PublicKey.from_public_bytes(key.public).verify(raw[4:], text)
            except InvalidSignature:
                return False
            ours = True
    return ours and signatures.endswith("\n")


def leaf_hash(entry: bytes) -> bytes:
    """Return the RFC 6962 leaf hash, 32 bytes."""
    return sha256(b"\0" + entry).digest()


def stated_number(entry: bytes) -> int | None:
    """Return the number in an entry of the published form, else None."""
    match = _ENTRY.fullmatch(entry)
    return int(match[2]) if match else None


def stated_commitment(entry: bytes) -> str | None:
    """Return the commitment in an entry of the published form (hex), else None."""
    match = _ENTRY.fullmatch(entry)
    return match[1].decode() if match else None


def tile_key(level: str, number: int, width: int) -> str:
    """Return the key of a tile, or of a bundle for level `entries`."""
    text = f"{number:03d}"
    text = "0" * (-len(text) % 3) + text
    groups = [text[at : at + 3] for at in range(0, len(text), 3)]
    name = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
    return f"tile/{level}/{name}" + ("" if width == FULL else f".p/{width}")


def parse_tile_key(key: str) -> tuple[str, int, int] | None:
    """Return level, number and width of the tile or bundle that `key` names, None where it names none."""
    match = _TILE.fullmatch(key)
    if match is None:
        return None
    place = match[1], int(match[2].replace("x", "").replace("/", "")), int(match[3] or FULL)
    return place if tile_key(*place) == key else None


def split_bundle(data: bytes | None, width: int) -> list[bytes] | None:
    """Return the entries of a bundle, None unless it holds exactly `width` of them."""
    entries = []
    at = 0
    while data is not None and at < len(data):
        behind = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if behind > len(data):
            return None
        entries.append(data[at + 2 : behind])
        at = behind
    return entries if len(entries) == width else None


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _unb64(text: str) -> bytes | None:
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return raw if base64.b64encode(raw).decode() == text else None
