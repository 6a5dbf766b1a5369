"""Checks manifests and their blocks: bytes against names, lines against the format, the whole against the record.

A block is read and taken apart once, however many manifests name it; what is kept of it (leaf hashes, and
digest, size and end of each line with content) goes to a temporary file, so memory does not grow with lines.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from openhold.formats.merkle import RootBuilder
from openhold.vault import manifest
from openhold.vault.buckets import Buckets
from openhold.vault.check_block import DUPLICATE, NAMED, take_apart
from openhold.vault.check_pack import RECORD
from openhold.vault.errors import DamagedError, StorageFailedError
from openhold.vault.findings import Finding
from openhold.vault.store import Store

_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Expected:
    """What the facts state about a collection: lines, root and SHA-256 of its manifest (hex), bytes, count per end."""

    lines: int
    root: str
    manifest_sha256: str
    bytes: int
    ends: Mapping[str, int]


class _Block(NamedTuple):
    """What is kept of a block that was taken apart; `at` is its place in the temporary file."""

    at: int
    lines: int
    named: int
    size: int
    ends: dict[str, int]
    first: bytes
    last: bytes


class _Measured(NamedTuple):
    """What the lines of a manifest come to, all of them computed from the blocks."""

    lines: int
    root: str
    sha256: str
    size: int
    ends: dict[str, int]


class Manifests:
    """Checks the manifests of one unit. `named` gathers what their lines name: digest, size (40 bytes each)."""

    def __init__(self, store: Store, unit: str, progress: Callable[[int, int], None]) -> None:
        self._store = store
        self._unit = unit
        self._progress = progress
        self._tape = tempfile.TemporaryFile(prefix="openhold-audit-")  # noqa: SIM115 -- `close` closes it
        self._blocks: dict[str, _Block | None] = {}
        self._measured: dict[bytes, _Measured] = {}
        self.named = Buckets(RECORD)
        self.findings: list[Finding] = []
        self.bytes = 0

    def check_block(self, name: str) -> None:
        """Check the block `name` by itself, if that has not been done."""
        if name in self._blocks:
            return
        self._blocks[name] = None
        data = self._whole_block(name)
        if data is None:
            return
        try:
            self._blocks[name] = self._take_apart(data)
        except (DamagedError, ValueError) as error:
            self._found("vault-line-wrong", manifest.block_key(self._unit, name), str(error))

    def check_leftover(self, name: str) -> None:
        """Check a block that no manifest may name: its bytes must fit its name, its lines count for nothing."""
        if name not in self._blocks:
            self._whole_block(name)

    def check(self, collection: str, expected: Expected | None) -> None:
        """Check one manifest: its file, its blocks, and what they come to against `expected` (None: unknown)."""
        key = manifest.manifest_key(self._unit, collection)
        try:
            stated = manifest.read(self._store, self._unit, collection)
        except DamagedError as error:
            self._found("vault-manifest-altered", key, str(error))
            return
        except StorageFailedError as error:
            self._found("vault-unreadable", key, str(error))
            return
        for name in stated.blocks:
            if not _NAME.fullmatch(name):
                self._found("vault-manifest-altered", key, f"it names a block by {name!r}, which is no digest")
                return
            self.check_block(name)
        blocks = [self._blocks[name] for name in stated.blocks]
        if None in blocks:
            if any(not self._store.exists(manifest.block_key(self._unit, name)) for name in stated.blocks):
                self._found("vault-manifest-altered", key, "it names a block that is not there")
            return
        measured = self._measure(key, stated.blocks, [block for block in blocks if block is not None])
        if measured is not None:
            self._compare(key, stated, measured, expected)

    def unaccounted(self, there: Sequence[str], collections: Mapping[str, Expected]) -> None:
        """Name manifests that the record does not know, and collections of the record that have none."""
        for collection in sorted(set(there).symmetric_difference(collections)):
            key = manifest.manifest_key(self._unit, collection)
            if collection in collections:
                self._found("vault-manifest-missing", key, "the record says that this collection was sealed")
            else:
                self._found("vault-manifest-unknown", key, "no fact names this collection")

    def lines_naming(self, missing: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
        """Yield, for contents that are not in the unit, a block that names each: the block's name and the digest."""
        left = set(missing)
        for name, block in self._blocks.items():
            if block is not None and left:
                for record in self._names(block):
                    if record[:RECORD] in left:
                        left -= {record[:RECORD]}
                        yield name, record[:32]

    def close(self) -> None:
        """Give the temporary files back."""
        self._tape.close()
        self.named.close()

    def _whole_block(self, name: str) -> bytes | None:
        key = manifest.block_key(self._unit, name)
        try:
            data = self._store.read(key)
        except FileNotFoundError:
            self._found("vault-block-missing", key, "a manifest names it; either it was removed or that name is wrong")
            return None
        except StorageFailedError as error:
            self._found("vault-unreadable", key, str(error))
            return None
        self.bytes += len(data)
        self._progress(0, len(data))
        seen = sha256(data).hexdigest()
        if seen != name:
            self._found("vault-block-altered", key, f"its {len(data)} bytes have the SHA-256 {seen}")
            return None
        return data

    def _take_apart(self, data: bytes) -> _Block:
        parts = take_apart(data)
        at = self._tape.seek(0, 2)
        self._tape.write(parts.leaves)
        self._tape.write(parts.named)
        self.named.add(b"".join([parts.named[n : n + RECORD] for n in range(0, len(parts.named), NAMED)]))
        return _Block(at, parts.lines, len(parts.named) // NAMED, parts.size, parts.ends, parts.first, parts.last)

    def _measure(self, key: str, names: tuple[str, ...], blocks: list[_Block]) -> _Measured | None:
        """Return what the manifest comes to. The same list of blocks again costs nothing."""
        same = sha256("\n".join(names).encode()).digest()
        if same in self._measured:
            return self._measured[same]
        if any(a.last >= b.first for a, b in pairwise(blocks)):
            self._found("vault-line-wrong", key, "its blocks are out of order, or a path stands twice")
        root, whole = RootBuilder(), sha256()
        by_digest = Buckets(NAMED)
        ends: Counter[str] = Counter()
        for name, block in zip(names, blocks, strict=True):
            whole.update(self._store.read(manifest.block_key(self._unit, name)))
            self._tape.seek(block.at)
            leaves = self._tape.read(32 * block.lines)
            root.extend([leaves[n : n + 32] for n in range(0, len(leaves), 32)])
            by_digest.add(b"".join(self._names(block)))
            ends.update(block.ends)
        self._check_ends(key, by_digest)
        by_digest.close()
        measured = _Measured(
            lines=sum(block.lines for block in blocks),
            root=root.root().hex(),
            sha256=whole.hexdigest(),
            size=sum(block.size for block in blocks),
            ends=dict(ends),
        )
        self._measured[same] = measured
        return measured

    def _names(self, block: _Block) -> list[bytes]:
        self._tape.seek(block.at + 32 * block.lines)
        data = self._tape.read(NAMED * block.named)
        return [data[n : n + NAMED] for n in range(0, len(data), NAMED)]

    def _check_ends(self, key: str, by_digest: Buckets) -> None:
        wrong = 0
        example = b""
        for first in range(256):
            seen: set[bytes] = set()
            for record in by_digest.bucket(first):
                digest = record[:32]
                if (digest in seen) != (record[RECORD:] == DUPLICATE):
                    wrong, example = wrong + 1, digest
                seen.add(digest)
        if wrong:
            self._found("vault-ends-wrong", f"{key}#{example.hex()}", f"{wrong} lines of this manifest are so")

    def _compare(self, key: str, stated: manifest.Manifest, measured: _Measured, expected: Expected | None) -> None:
        if stated.lines != measured.lines:
            text = f"it states {stated.lines} lines, its blocks have {measured.lines}"
            self._found("vault-manifest-altered", key, text)
        elif expected is not None:
            ends = {end: count for end, count in expected.ends.items() if count}
            recorded = (expected.lines, expected.root, expected.manifest_sha256, expected.bytes, ends)
            if recorded != tuple(measured):
                names = ("lines", "root", "SHA-256", "bytes", "ends")
                differ = [n for n, a, b in zip(names, recorded, measured, strict=True) if a != b]
                self._found("vault-manifest-altered", key, f"the record states other {', '.join(differ)} for it")

    def _found(self, code: str, subject: str, detail: str) -> None:
        self.findings.append(Finding(code, subject, detail))
