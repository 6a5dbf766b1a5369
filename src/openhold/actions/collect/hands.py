"""The hands of a collection: read batches of files, hold their bytes until told which to keep, fill packs.

The same object works inside the collecting process or in a worker process; the pipeline decides, in walk
order, what is kept. Bytes never cross a process border.
"""

from collections import deque
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from openhold.sources.contract import Reader
from openhold.sources.errors import CannotRead
from openhold.vault import large
from openhold.vault.pack import ITEM_LIMIT, PackWriter
from openhold.vault.store import Stage, Store
from openhold.vault.unit import large_key, pack_key


class Read(NamedTuple):
    """A file that was read: what its manifest line needs. `stat` is the source contract's, as a plain tuple."""

    digest: bytes
    size: int
    stat: tuple[int, int, int, int, int, int, int, int]
    changed: bool
    xattrs: dict[str, str] | None


class Unread(NamedTuple):
    """A file that could not be read, and why."""

    reason: str
    detail: str


class Finished(NamedTuple):
    """A pack that is complete, durable and read back: what its seal states."""

    pack: int
    size: int
    members: int
    root: bytes
    digest: bytes


class Hands:
    """Reads from one source and writes into one unit."""

    def __init__(self, reader: Reader, store: Store, unit: str, cache: Path) -> None:
        self._reader = reader
        self._store = store
        self._unit = unit
        self._cache = cache
        self._held: deque[list[bytes | Stage | None]] = deque()
        self._digests: deque[list[bytes]] = deque()
        self._packs: dict[int, PackWriter] = {}
        self._staged = 0

    def read(self, paths: Sequence[bytes]) -> list[Read | Unread]:
        """Read the files at `paths` and hold their bytes until `keep` is called for this batch."""
        results: list[Read | Unread] = []
        held: list[bytes | Stage | None] = []
        read = self._reader.read
        for path in paths:
            try:
                content = read(path, ITEM_LIMIT)
                if content is None:
                    result, kept = self._read_large(path)
                    results.append(result)
                    held.append(kept)
                    continue
            except CannotRead as error:
                results.append(Unread(error.reason, error.detail))
                held.append(None)
                continue
            data = content.data
            results.append(Read(sha256(data).digest(), len(data), (*content.stat,), content.changed, content.xattrs))
            held.append(data)
        self._held.append(held)
        self._digests.append([result.digest if isinstance(result, Read) else b"" for result in results])
        return results

    def keep(self, pack: int, wanted: Sequence[int]) -> None:
        """Store the `wanted` files (by their place) of the oldest batch, small ones in `pack`; drop the others."""
        held, digests = self._held.popleft(), self._digests.popleft()
        for place in wanted:
            content = held[place]
            if isinstance(content, bytes):
                self._pack(pack).add(digests[place], content)
            elif content is not None:
                large.make_durable(content, digests[place])
                content.publish(large_key(self._unit, digests[place]))
            held[place] = None
        for content in held:
            if content is not None and not isinstance(content, bytes):
                content.discard()

    def finish(self, pack: int) -> Finished:
        """End `pack`: durable, read back, its places cached. It still lacks its seal and its final name."""
        writer = self._packs[pack]
        measured = writer.finish()
        (self._cache / f"{pack}.idx").write_bytes(writer.places())
        return Finished(pack, measured.size, measured.members, measured.root, measured.digest)

    def publish(self, pack: int) -> None:
        """Give a finished pack, whose seal stands, its final name."""
        self._packs.pop(pack).stage.publish(pack_key(self._unit, pack))

    def close(self) -> None:
        """Let go: unfinished packs stay under their working names, for recovery."""
        for writer in self._packs.values():
            writer.abandon()
        self._packs.clear()
        self._reader.close()

    def _pack(self, number: int) -> PackWriter:
        if number not in self._packs:
            self._packs[number] = PackWriter(self._store.stage(pack_key(self._unit, number, "tar.open")))
        return self._packs[number]

    def _read_large(self, path: bytes) -> tuple[Read, Stage | bytes]:
        with self._reader.open(path) as stream:
            # Each process has its own working names; nobody else writes in a unit that is locked.
            self._staged += 1
            stage = self._store.stage(f"units/{self._unit}/large/{id(self)}-{self._staged}.tmp")
            try:
                digest, size = large.copy(stream.readinto, stage)
                stat, changed = stream.finish()
            except CannotRead:
                stage.discard()
                raise
        read = Read(digest, size, (*stat,), changed, stream.xattrs)
        if size >= ITEM_LIMIT:
            return read, stage
        # It shrank while it was read: what is smaller than the limit belongs into a pack.
        data = bytearray()
        stage.read_part(0, size, data.extend)
        stage.discard()
        return read, bytes(data)
