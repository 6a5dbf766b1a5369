"""What the last collection of a unit saw, so that the next one need not read what has not changed.

A cache beside the vault: 16 bytes for each line of the last manifest, in walk order, taken from path, size,
times, inode, mode and owner as they were before reading. Deleting it costs reading everything again.
A thing that changed within `RACY_NS` before it was read may change again without a new time: it gets no
fingerprint, so it is read again next time.
"""

import json
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path

from openhold.sources.contract import File, NotRead
from openhold.vault import manifest
from openhold.vault.store import Store

RACY_NS = 20_000_000
"""Twice the coarsest tick of a common kernel's file clock, in nanoseconds."""
NONE = bytes(16)
"""The fingerprint of what must be looked at again."""
_EVERY = 1024
_STAT = struct.Struct("<QqqQIII")
_FILE = "carry.idx"
_IN_FILE = ("blocks", "lines", "marks", "root", "rules", "sha256", "state", "totals", "whole")


@dataclass(frozen=True, slots=True)
class Last:
    """The last collection as cached: its manifest's numbers and where its walk stood at every 1,024th line.

    `whole` tells whether its walk ended; `totals` are its fact's counts, by name.
    """

    state: str
    rules: str
    blocks: tuple[str, ...]
    lines: int
    whole: bool
    marks: tuple[str, ...]
    totals: dict[str, int]
    root: str
    sha256: str
    prints: bytes


def fingerprint(thing: File | NotRead) -> bytes:
    """Return 16 bytes that change when anything about `thing` does but its content under equal times."""
    if isinstance(thing, File):
        return stat_print(thing.stat)
    stat = thing.stat
    text = json.dumps([thing.end, thing.fields, stat and (stat.mtime_ns, stat.mode)], sort_keys=True)
    return blake2b(text.encode(), digest_size=16).digest()


def stat_print(stat: tuple[int, int, int, int, int, int, int, int]) -> bytes:
    """Return the fingerprint of a regular file with these numbers (size, mtime, ctime, inode, device, mode, owner)."""
    size, mtime_ns, ctime_ns, ino, _, mode, uid, gid = stat
    return blake2b(_STAT.pack(size, mtime_ns, ctime_ns, ino, mode, uid, gid), digest_size=16).digest()


class Trail:
    """The running digest over a walk, noted at every 1,024th thing."""

    def __init__(self) -> None:
        self._digest = sha256()
        self._waiting: list[bytes] = []
        self.marks: list[str] = []

    def add(self, paths: Sequence[bytes], prints: Sequence[bytes]) -> None:
        """Take in the next things."""
        self._waiting += [print_ + path for print_, path in zip(prints, paths, strict=True)]
        while len(self._waiting) >= _EVERY:
            self._mark(_EVERY)

    def end(self) -> tuple[str, ...]:
        """Note where the walk ended; return all marks."""
        if self._waiting:
            self._mark(len(self._waiting))
        return tuple(self.marks)

    def _mark(self, count: int) -> None:
        self._digest.update(b"\0\0".join(self._waiting[:count]) + b"\0\0\0")
        del self._waiting[:count]
        self.marks.append(self._digest.hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Alike:
    """How far a new walk went as the last one did: so many lines, and what was seen beyond them.

    `ended` is true where both walks are the same from beginning to end.
    """

    lines: int
    beyond: list[File | NotRead]
    ended: bool


def compare(last: Last, walk: Iterator[list[File | NotRead]]) -> Alike:
    """Follow `walk` as long as it repeats `last`; it is then left after the things in `beyond`."""
    trail = Trail()
    beyond: list[File | NotRead] = []
    alike = 0
    for things in walk:
        beyond += things
        trail.add([thing.path for thing in things], [fingerprint(thing) for thing in things])
        while alike < len(trail.marks):
            if (
                trail.marks[alike : alike + 1] != list(last.marks[alike : alike + 1])
                or (alike + 1) * _EVERY > last.lines
            ):
                return Alike(alike * _EVERY, beyond, ended=False)
            alike += 1
            del beyond[:_EVERY]
    same = last.whole and trail.end() == last.marks and alike * _EVERY + len(beyond) == last.lines
    return Alike(last.lines, [], ended=True) if same else Alike(alike * _EVERY, beyond, ended=False)


class Notes:
    """Takes down fingerprints and the trail while a collection runs."""

    def __init__(self) -> None:
        self._prints = bytearray()
        self._trail = Trail()

    def add(self, paths: Sequence[bytes], prints: Sequence[bytes]) -> None:
        """Take in the things of the next lines."""
        self._prints += b"".join(prints)
        self._trail.add(paths, prints)

    def taken(self) -> tuple[tuple[str, ...], bytes]:
        """Return the marks and the fingerprints of all things taken in."""
        return self._trail.end(), bytes(self._prints)


def save(folder: Path, last: Last) -> None:
    """Write the cache, its own SHA-256 first: a fact may repeat its numbers, so a damaged one must not be used."""
    head = {name: getattr(last, name) for name in _IN_FILE}
    data = json.dumps(head).encode() + b"\n" + last.prints
    temporary = folder / f"{_FILE}.tmp"
    temporary.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
    temporary.replace(folder / _FILE)


def load(folder: Path, state: str, rules: str) -> Last | None:
    """Return the cached last collection, or None if there is none that fits the unit as it is, or it is damaged."""
    try:
        digest, _, data = (folder / _FILE).read_bytes().partition(b"\n")
        if sha256(data).hexdigest().encode() != digest:
            return None
        head, _, prints = data.partition(b"\n")
        values = json.loads(head)
        last = Last(
            state=values["state"],
            rules=values["rules"],
            blocks=tuple(values["blocks"]),
            lines=values["lines"],
            whole=values["whole"],
            marks=tuple(values["marks"]),
            totals=values["totals"],
            root=values["root"],
            sha256=values["sha256"],
            prints=prints,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if last.state != state or last.rules != rules or len(prints) != 16 * last.lines:
        return None
    return last


def lines_only(blocks: tuple[str, ...], count: int) -> Last:
    """Return a last collection of which only the lines are known: everything is to be looked at again."""
    return Last("", "", blocks, count, False, (), {}, "", "", b"")


def forget(folder: Path) -> None:
    """Delete the cache."""
    with suppress(FileNotFoundError):
        (folder / _FILE).unlink()


class Cursor:
    """Reads the last collection's lines beside a new walk, both in walk order."""

    def __init__(self, store: Store, unit: str, last: Last, start: int = 0) -> None:
        self._pages = self._read(store, unit, last.blocks)
        self._prints = last.prints
        self._page: list[bytes] = []
        self._at = 0
        self._number = 0
        self.skip(start)

    def peek(self) -> bytes | None:
        """Return the next line, or None at the end."""
        while self._at == len(self._page):
            page = next(self._pages, None)
            if page is None:
                return None
            self._page, self._at = page, 0
        return self._page[self._at]

    def take(self, count: int) -> Sequence[tuple[bytes, bytes]]:
        """Return up to `count` next lines with their fingerprints, and go past them."""
        taken: list[tuple[bytes, bytes]] = []
        while len(taken) < count and (line := self.peek()) is not None:
            taken.append((line, self.print))
            self.step()
        return taken

    @property
    def print(self) -> bytes:
        """The fingerprint of the next line's thing."""
        return self._prints[16 * self._number : 16 * self._number + 16]

    def step(self) -> None:
        """Go past the next line."""
        self._at += 1
        self._number += 1

    def skip(self, count: int) -> None:
        """Go past `count` lines."""
        for _ in range(count):
            if self.peek() is None:
                return
            self.step()

    @staticmethod
    def _read(store: Store, unit: str, blocks: Sequence[str]) -> Iterator[list[bytes]]:
        for name in blocks:
            yield manifest.block_lines(store, unit, name)
