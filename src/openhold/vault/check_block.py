"""Takes a block of manifest lines apart, and refuses lines that do not have the published form.

Nearly every line is one that the writer's own form matches, spelled so that a match is canonical by itself;
any other line is parsed and compared with its canonical form, which takes twenty times as long.
"""

import re
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from openhold.vault import manifest
from openhold.vault.errors import DamagedError
from openhold.vault.line import parse_line

NAMED = 41
"""A record of a line with content: digest (32 bytes), size (8, big-endian) and end (1: `STORED` or `DUPLICATE`)."""
STORED, DUPLICATE = b"\x00", b"\x01"

_TEXT = r'"[^"\\\x00-\x1f]*"'
_COUNT = r"(?:0|[1-9]\d{0,14})"
_LINE = re.compile(
    r'^(?:\{(?:"changed":true,)?"end":"(stored|duplicate)"'
    rf'(?:,"gid":{_COUNT})?(?:,"group":{_TEXT})?,"mode":"[0-7]{{4}}","mtime_ns":"(?:0|-?[1-9]\d{{0,30}})"(?:,"owner":{_TEXT})?,'
    rf'"path":"([^"\\\x00-\x1f]+)","salt":"[0-9a-f]{{32}}","sha256":"([0-9a-f]{{64}})","size":({_COUNT})'
    rf'(?:,"uid":{_COUNT})?\}}|(.*))$',
    re.MULTILINE | re.ASCII,
)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FLAG = {"stored": STORED.hex(), "duplicate": DUPLICATE.hex()}


class Parts(NamedTuple):
    """What a block comes to: the leaf hash of every line (32 bytes each), a `NAMED` record for each line with content.

    `size` is the sum of their sizes; `first` and `last` are sort keys of the paths, see `_in_walk_order`.
    """

    lines: int
    leaves: bytes
    named: bytes
    size: int
    ends: dict[str, int]
    first: bytes
    last: bytes


def take_apart(data: bytes) -> Parts:
    """Return the parts of the block `data`; raise DamagedError or ValueError where its lines are not as published."""
    lines = data.removesuffix(b"\n").split(b"\n")
    if not data.endswith(b"\n") or not 1 <= len(lines) <= manifest.MAX_LINES:
        raise DamagedError("It is not 1 to 4,096 lines, each ended by one newline.")
    found = _LINE.findall(data[:-1].decode())
    ends, paths, digests, sizes, others = (list(column) for column in zip(*found, strict=True))
    keys: list[bytes] = [path.encode() for path in paths]
    for number, end in enumerate(ends):
        if not end:
            ends[number], keys[number], digests[number], sizes[number] = _parsed(others[number])
    named = [(d, int(s), e) for d, s, e in zip(digests, sizes, ends, strict=True) if d]
    keys = _in_walk_order(keys)
    return Parts(
        lines=len(lines),
        leaves=b"".join([sha256(b"\x00" + line).digest() for line in lines]),
        named=bytes.fromhex("".join([f"{digest}{size:016x}{_FLAG[end]}" for digest, size, end in named])),
        size=sum(size for _, size, _ in named),
        ends={end: ends.count(end) for end in set(ends)},
        first=keys[0],
        last=keys[-1],
    )


def _parsed(text: str) -> tuple[str, bytes, str, int]:
    line = parse_line(text.encode())
    if line.sha256 is None:
        return line.end, line.path, "", 0
    if not _DIGEST.fullmatch(line.sha256) or line.size is None or line.size < 0:
        raise DamagedError(f"A line names its content by something that is no digest: {line.sha256!r}.")
    return line.end, line.path, line.sha256, line.size


def _in_walk_order(paths: list[bytes]) -> list[bytes]:
    """Return sort keys of the paths; raise DamagedError unless they ascend, so that no path stands twice.

    A zero byte in place of `/` sorts a folder's content before its longer-named neighbours: the order of the walk.
    """
    keys = [path.replace(b"/", b"\x00") for path in paths]
    if any(a >= b for a, b in pairwise(keys)):
        raise DamagedError("Its lines are not in the order of the walk, or a path stands twice.")
    return keys
