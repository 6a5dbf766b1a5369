"""Where the tiles and bundles of a log stand, and what an entry bundle holds (C2SP tlog-tiles)."""

from collections.abc import Iterator
from typing import NamedTuple

from .canonical import is_hex, is_kind, is_time, parse_object
from .errors import RuleError

WIDTH = 256
FOLDER = "data/ledger/tile/"
MAX_ENTRY = 65_535
_KEYS = ["actor", "at", "body", "kind", "seq", "v"]


class Entry(NamedTuple):
    """One ledger entry: its place, what the clock said, its kind, and the commitment (32 bytes) to its body."""

    seq: int
    at: str
    kind: str
    body: bytes


def spell(number: int) -> str:
    """A tile's number in groups of three digits, all but the last with `x` (1234067 is `x001/x234/067`)."""
    groups = []
    while True:
        groups.append(f"{number % 1000:03}")
        number //= 1000
        if not number:
            break
    return "/".join([f"x{group}" for group in reversed(groups[1:])] + [groups[0]])


def tile_path(level: int | str, number: int, width: int) -> str:
    """The path in the bag of a tile (`level` a number) or a bundle (level `entries`), `width` of 256 being filled."""
    partial = "" if width == WIDTH else f".p/{width}"
    return f"{FOLDER}{level}/{spell(number)}{partial}"


def bundles(size: int) -> Iterator[tuple[int, int]]:
    """(number, width) of every bundle of a log of `size` entries, in order."""
    for number in range(size // WIDTH):
        yield number, WIDTH
    if size % WIDTH:
        yield size // WIDTH, size % WIDTH


def parse_bundle(data: bytes, width: int) -> list[bytes]:
    """The `width` entries of a bundle; RuleError where bytes are left over or missing."""
    entries, at = [], 0
    for _ in range(width):
        length = int.from_bytes(data[at : at + 2], "big")
        entry = data[at + 2 : at + 2 + length]
        if len(entry) != length or at + 2 > len(data):
            raise RuleError(f"it ends before its {width} entries do")
        entries.append(entry)
        at += 2 + length
    if at != len(data):
        raise RuleError(f"bytes follow after its {width} entries")
    return entries


def check_entry(data: bytes, seq: int | None) -> Entry:
    """What the entry says, being the one at place `seq` (any where None); RuleError where its form is wrong."""
    if len(data) > MAX_ENTRY:
        raise RuleError("it is longer than 65,535 bytes")
    found = parse_object(data)
    if list(found) != _KEYS:
        raise RuleError("it has not exactly the keys actor, at, body, kind, seq, v")
    if type(found["v"]) is not int or found["v"] != 1:
        raise RuleError("its version is not 1")
    place, actor, at, kind, body = (found[key] for key in ("seq", "actor", "at", "kind", "body"))
    if type(place) is not int or place < 0 or (seq is not None and place != seq):
        raise RuleError("its seq is not its place")
    if not isinstance(actor, str) or not actor.strip():
        raise RuleError("its actor is blank")
    if not is_time(at):
        raise RuleError("its time is malformed")
    if not is_kind(kind):
        raise RuleError("its kind is malformed")
    if not is_hex(body, 64):
        raise RuleError("its commitment is not 64 lower-case hex digits")
    return Entry(place, str(at), str(kind), bytes.fromhex(str(body)))
