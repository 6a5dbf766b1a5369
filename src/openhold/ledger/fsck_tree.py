"""The check's own reading of bundles and tiles, and its own way from the signed root down to the entries.

Shares no code with the writer, see `fsck`. Belief runs from the signed root downwards: a tile is right if it
leads to the hash that a right tile above it states. Where it does not, what stands below it is asked: what
leads to the believed hash is right, and the file that does not is at fault, however many others are.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice, product
from typing import NamedTuple

from openhold.ledger.files import Files
from openhold.ledger.findings import Finding
from openhold.ledger.fsck_forms import FULL, leaf_hash, parse_tile_key, split_bundle, stated_number, tile_key

_NOT_BEGUN = "It does not begin the newer file of the same place."


_VARIANTS = 64
_TRIES = 4_096
"""So many readings are tried where files contradict one another in several places at once."""


class Block(NamedTuple):
    """256 entries of the log, or the last ones: the believed leaf hashes, and the entries that have them.

    `leaves` is None where no file tells them; `root` is the root of a full block, None where it is not known.
    """

    first: int
    width: int
    leaves: list[bytes] | None
    entries: list[bytes | None]
    root: bytes | None


class Peaks:
    """The roots of the full subtrees that a log consists of so far, largest first; None where one is not known."""

    def __init__(self, peaks: Iterable[tuple[int, bytes | None]] = ()) -> None:
        self._peaks = list(peaks)

    def add(self, level: int, digest: bytes | None) -> None:
        """Add the root of the next 2**`level` entries."""
        while self._peaks and self._peaks[-1][0] == level:
            digest = _node(self._peaks.pop()[1], digest)
            level += 1
        self._peaks.append((level, digest))

    def root(self) -> bytes | None:
        """Return the root over all that was added, 32 bytes; None where it is not known."""
        root = self._peaks[-1][1]
        for _, peak in self._peaks[-2::-1]:
            root = _node(peak, root)
        return root

    def within(self, leaves: list[bytes] | None, widths: list[int]) -> Iterator[tuple[int, bytes | None]]:
        """Yield each of `widths` (ascending) and the root with so many of the next `leaves` added."""
        grown = Peaks(self._peaks)
        added = 0
        for width in widths:
            while added < width:
                grown.add(0, leaves[added] if leaves is not None else None)
                added += 1
            yield width, grown.root()


class Tree:
    """Bundles and tiles of a log of `size` entries, believed from `roots` down: what was signed for that size.

    `keys` are the files that there are; `found` is what was wrong with those that `blocks` came by.
    """

    def __init__(self, files: Files, keys: Iterable[str], size: int, roots: Iterable[bytes]) -> None:
        self._files = files
        self._size = size
        self._roots = list(roots)
        self._older: dict[tuple[str, int], list[int]] = {}
        self.found: list[Finding] = []
        for key in keys:
            place = parse_tile_key(key)
            if place is not None and place[2] < FULL:
                self._older.setdefault(place[:2], []).append(place[2])

    def blocks(self) -> Iterator[Block]:
        """Yield the log, block by block."""
        edge = self._edge()
        for level in range(len(edge) - 1, 0, -1):
            number, width = divmod(self._size >> 8 * level, FULL)
            for at, digest in enumerate(edge[level] or [None] * width):
                yield from self._full(level - 1, number * FULL + at, digest)
        if self._size % FULL:
            yield self._block(*divmod(self._size, FULL), edge[0], None)

    def _edge(self) -> list[list[bytes] | None]:
        """Return the believed hashes of the last tile on each level, which is not full: they make up the root."""
        places: list[tuple[int, int, int]] = []
        while rest := self._size >> 8 * len(places):
            places.append((len(places), *divmod(rest, FULL)))
        edge = [self._tile(*place) for place in places]
        if _root_of_edge(edge) not in self._roots:
            choices = [self._readings(*place, stated) for place, stated in zip(places, edge, strict=True)]
            some = islice(product(*choices), _TRIES)
            edge = next((list(one) for one in some if _root_of_edge(one) in self._roots), [one[0] for one in choices])
        for place, hashes in zip(places, edge, strict=True):
            self._judge(*place, hashes)
        return edge

    def _full(self, level: int, number: int, root: bytes | None) -> Iterator[Block]:
        """Yield the blocks below a full tile of which `root` is believed."""
        hashes = self._tile(level, number, FULL)
        if root is None or _root_of_run(hashes) != root:
            readings = self._readings(level, number, FULL, hashes)
            # Where no reading leads to what is believed, all files it was read from are at fault.
            hashes = readings[0] if root is None else next((one for one in readings if _root_of_run(one) == root), None)
        self._judge(level, number, FULL, hashes)
        if not level:
            yield self._block(number, FULL, hashes, root)
            return
        for at, digest in enumerate(hashes or [None] * FULL):
            yield from self._full(level - 1, number * FULL + at, digest)

    def _readings(self, level: int, number: int, width: int, stated: list[bytes] | None) -> list[list[bytes] | None]:
        """Return what a tile may be: first what follows from below, last what it states; [None] where nothing tells."""
        if not level:
            entries = split_bundle(self._read("entries", number, width), width)
            readings: list[list[bytes] | None] = []
            if entries is not None:
                readings.append([leaf_hash(entry) for entry in entries])
        else:
            options = [
                self._options(level - 1, number * FULL + at, stated[at] if stated is not None else None)
                for at in range(width)
            ]
            readings = [list(some) for some in islice(product(*options), _VARIANTS)]
        return [*readings, stated] if stated is not None or not readings else readings

    def _options(self, level: int, number: int, said: bytes | None) -> list[bytes]:
        """Return what the root of a full tile may be; the one alone on which two readings agree, where two do."""
        stated = self._tile(level, number, FULL)
        root = _root_of_run(stated)
        if root is not None and root == said:
            return [root]
        below = [root for one in self._readings(level, number, FULL, stated) if (root := _root_of_run(one)) is not None]
        twice = [one for one in below if one == said or below.count(one) > 1]
        return twice[:1] or list(dict.fromkeys(below)) or ([said] if said is not None else [])

    def _block(self, number: int, width: int, leaves: list[bytes] | None, root: bytes | None) -> Block:
        first = number * FULL
        key = tile_key("entries", number, width)
        data = self._read("entries", number, width)
        entries = split_bundle(data, width)
        believed: list[bytes | None] = [None] * width
        if entries is not None and leaves is not None:
            for at, (entry, leaf) in enumerate(zip(entries, leaves, strict=True)):
                believed[at] = entry if leaf_hash(entry) == leaf else None
        if data is None:
            self._say("ledger-entry-missing", key, "It is not there.")
        elif None in believed:
            self._say("ledger-entry-altered", key, "Its entries do not lead to the signed root.")
        elif wrong := [seq for seq, entry in enumerate(entries or (), first) if stated_number(entry) != seq]:
            self._say("ledger-entry-altered", key, f"Entry {wrong[0]} has not the published form, or another number.")
        for older, some in self._older_files("entries", number, width):
            parts = split_bundle(some, older)
            if parts is None or (leaves is not None and [leaf_hash(part) for part in parts] != leaves[:older]):
                self._say("ledger-entry-altered", tile_key("entries", number, older), _NOT_BEGUN)
        return Block(first, width, leaves, believed, root)

    def _judge(self, level: int, number: int, width: int, hashes: list[bytes] | None) -> None:
        """Say what is wrong with a tile, of which `hashes` are believed, and with the older ones in its place."""
        if not width:
            return
        key = tile_key(str(level), number, width)
        data = self._read(str(level), number, width)
        if data is None:
            self._say("ledger-tile-missing", key, "It is not there.")
        elif hashes is None or data != b"".join(hashes):
            self._say("ledger-tile-altered", key, "It does not follow from the entries.")
        for older, some in self._older_files(str(level), number, width):
            if len(some) != 32 * older or (hashes is not None and some != b"".join(hashes[:older])):
                self._say("ledger-tile-altered", tile_key(str(level), number, older), _NOT_BEGUN)

    def _older_files(self, level: str, number: int, width: int) -> Iterator[tuple[int, bytes]]:
        """Yield the partial files that older sizes had in this place: each begins the newest one."""
        for older in sorted(self._older.get((level, number), ())):
            if older < width:
                # A publication that goes on at the same time may remove what a full file replaces.
                with suppress(FileNotFoundError):
                    yield older, self._files.read(tile_key(level, number, older))

    def _tile(self, level: int, number: int, width: int) -> list[bytes] | None:
        """Return the hashes that a tile states, None where it does not hold exactly so many."""
        if not width:
            return []
        data = self._read(str(level), number, width)
        if data is None or len(data) != 32 * width:
            return None
        return [data[at : at + 32] for at in range(0, len(data), 32)]

    def _read(self, level: str, number: int, width: int) -> bytes | None:
        """Return a tile or bundle. Where a partial file is gone, the full one that replaced it begins the same."""
        with suppress(FileNotFoundError):
            return self._files.read(tile_key(level, number, width))
        with suppress(FileNotFoundError):
            full = self._files.read(tile_key(level, number, FULL))
            if level != "entries":
                return full[: 32 * width]
            entries = split_bundle(full, FULL) or []
            return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries[:width])
        return None

    def _say(self, code: str, subject: str, detail: str) -> None:
        self.found.append(Finding(code, subject, detail))


def _node(left: bytes | None, right: bytes | None) -> bytes | None:
    return None if left is None or right is None else sha256(b"\1" + left + right).digest()


def _root_of_run(hashes: list[bytes] | None) -> bytes | None:
    """Return the root over 2**n hashes."""
    row = hashes or []
    while len(row) > 1:
        row = [sha256(b"\1" + row[at] + row[at + 1]).digest() for at in range(0, len(row), 2)]
    return row[0] if row else None


def _root_of_edge(edge: Sequence[list[bytes] | None]) -> bytes | None:
    """Return the root over the last tiles of all levels, lowest first, each not full."""
    peaks = Peaks()
    for level, hashes in reversed(list(enumerate(edge))):
        if hashes is None:
            return None
        for digest in hashes:
            peaks.add(8 * level, digest)
    return peaks.root()
