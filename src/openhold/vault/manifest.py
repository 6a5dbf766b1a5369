"""Manifests: what a collection saw, as lines in blocks that are cut by content.

An unchanged tree names the same blocks again, and one changed file costs one block.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256

from openhold.formats import canonical
from openhold.formats.errors import FormatError
from openhold.formats.merkle import RootBuilder
from openhold.vault.errors import DamagedError
from openhold.vault.store import Store

MAX_LINES = 4096
"""A block holds at most this many lines."""
MIN_LINES = 64
"""No block but the last is cut before it has this many lines."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A manifest that stands in the vault: its blocks, number of lines, root (hex) and SHA-256 over all lines (hex)."""

    collection: str
    blocks: tuple[str, ...]
    lines: int
    root: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest file as read: which blocks, in order, and how many lines they have together."""

    collection: str
    blocks: tuple[str, ...]
    lines: int


class ManifestWriter:
    """Streams lines into blocks of `unit`; the manifest itself is written last, by `seal`."""

    def __init__(self, store: Store, unit: str) -> None:
        self._store = store
        self._unit = unit
        self._waiting: list[bytes] = []
        self._whole = sha256()
        self._root = RootBuilder()
        self.blocks: list[str] = []
        self.lines = 0
        self._behind = ThreadPoolExecutor(1)
        self._puts: deque[Future[None]] = deque()

    def add(self, lines: Sequence[bytes]) -> None:
        """Append lines (canonical, without newline) in walk order."""
        leaves = [sha256(b"\x00" + line).digest() for line in lines]
        self._root.extend(leaves)
        self.lines += len(lines)
        waiting = self._waiting
        for line, leaf in zip(lines, leaves, strict=True):
            waiting.append(line)
            # One line in 1,024 ends a block: its own salted leaf decides, so an insertion moves no later cut.
            count = len(waiting)
            if (leaf[31] == 0 and not leaf[30] & 3 and count >= MIN_LINES) or count == MAX_LINES:
                self.cut()

    def cut(self) -> None:
        """Write what waits as a block, if anything does."""
        if not self._waiting:
            return
        self._waiting.append(b"")
        data = b"\n".join(self._waiting)
        self._waiting.clear()
        self._whole.update(data)
        name = sha256(data).hexdigest()
        self.blocks.append(name)
        # A second thread waits for the disk; two blocks at most wait for that thread.
        self._puts.append(self._behind.submit(self._store.put, block_key(self._unit, name), data))
        while len(self._puts) > 2:
            self._puts.popleft().result()

    def settle(self) -> None:
        """Return when every block is durable; raise what went wrong with one."""
        self.cut()
        while self._puts:
            self._puts.popleft().result()

    def seal(self, collection: str) -> Sealed:
        """Write the manifest of `collection` over all lines so far and return its numbers."""
        self.settle()
        self._behind.shutdown()
        sealed = Sealed(collection, tuple(self.blocks), self.lines, self._root.root().hex(), self._whole.hexdigest())
        write(self._store, self._unit, sealed)
        return sealed


def write(store: Store, unit: str, sealed: Sealed) -> None:
    """Write the manifest file of `sealed`, whose blocks stand already."""
    document = canonical.dumps(
        {"blocks": list(sealed.blocks), "collection": sealed.collection, "lines": sealed.lines, "v": 1}
    )
    store.put(manifest_key(unit, sealed.collection), document)


def read(store: Store, unit: str, collection: str) -> Manifest:
    """Return the manifest of `collection`; raise DamagedError where it is missing or not one."""
    key = manifest_key(unit, collection)
    try:
        values = canonical.loads_object(store.read(key))
    except FileNotFoundError as error:
        raise DamagedError(f"{key} is missing; run `openhold audit`.") from error
    except FormatError as error:
        raise DamagedError(f"{key} cannot be read: {error}") from error
    blocks, lines = values.get("blocks"), values.get("lines")
    good = set(values) == {"blocks", "collection", "lines", "v"} and values["v"] == 1
    if not good or values["collection"] != collection or not isinstance(blocks, list) or type(lines) is not int:
        raise DamagedError(f"{key} is not a manifest of version 1 of this collection.")
    names = tuple(name for name in blocks if isinstance(name, str) and len(name) == 64)
    if len(names) != len(blocks):
        raise DamagedError(f"{key} names a block by something that is no digest.")
    return Manifest(collection, names, lines)


def block(store: Store, unit: str, name: str) -> bytes:
    """Return a block's bytes; raise DamagedError unless they fit its name."""
    key = block_key(unit, name)
    try:
        data = store.read(key)
    except FileNotFoundError as error:
        raise DamagedError(f"{key} is missing; run `openhold audit`.") from error
    if sha256(data).hexdigest() != name or not data.endswith(b"\n"):
        raise DamagedError(f"{key} does not fit its name; run `openhold audit`.")
    return data


def block_lines(store: Store, unit: str, name: str) -> list[bytes]:
    """Return the lines of a block without their newlines; raise DamagedError unless its bytes fit its name."""
    return block(store, unit, name)[:-1].split(b"\n")


def lines(store: Store, unit: str, manifest: Manifest) -> Iterator[list[bytes]]:
    """Yield the lines of a manifest, one list per block, in order."""
    for name in manifest.blocks:
        yield block_lines(store, unit, name)


def manifest_key(unit: str, collection: str) -> str:
    """Return the key of a collection's manifest."""
    return f"units/{unit}/manifests/{collection}.json"


def block_key(unit: str, name: str) -> str:
    """Return the key of a block."""
    return f"units/{unit}/blocks/{name}.jsonl"
