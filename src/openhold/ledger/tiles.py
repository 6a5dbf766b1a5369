"""C2SP tlog-tiles: where hashes and entries stand, and which files a log of a given size has."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from openhold.formats.merkle import node_hash
from openhold.ledger.errors import LedgerError
from openhold.ledger.files import Files

WIDTH = 256
"""A full tile has so many hashes, a full bundle so many entries (height 8)."""


def tile_path(level: int | str, number: int, width: int) -> str:
    """Return the key of a tile (or bundle: level ``entries``) with `width` hashes or entries in it."""
    groups = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        groups.append(f"x{number % 1000:03d}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(reversed(groups))}{partial}"


def paths_of(size: int) -> Iterator[str]:
    """Yield the keys of exactly the tiles and bundles that a log of `size` entries has."""
    for number, width in _rows(size):
        yield tile_path("entries", number, width)
    level = 0
    while size:
        for number, width in _rows(size):
            yield tile_path(level, number, width)
        level, size = level + 1, size // WIDTH


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Return the bytes of an entry bundle: each entry after its length as two bytes, big-endian."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def decode_bundle(data: bytes) -> list[bytes]:
    """Return the entries of a bundle; raise LedgerError where it is cut short."""
    entries = []
    at = 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 2], "big")
        entry = data[at + 2 : at + 2 + length]
        if len(entry) != length or at + 2 > len(data):
            raise LedgerError("An entry bundle is cut short.")
        entries.append(entry)
        at += 2 + length
    return entries


class Tiles:
    """Reads hashes of a log of `size` entries from its tiles; keeps the tiles it has read."""

    def __init__(self, files: Files, size: int) -> None:
        self._files = files
        self._size = size
        self._read: dict[tuple[int, int], bytes] = {}

    def node(self, level: int, number: int) -> bytes:
        """Return the root of the full subtree of 2**`level` leaves that begins at leaf `number` * 2**`level`."""
        tile_level, within = divmod(level, 8)
        first = number << within
        tile = self._tile(tile_level, first // WIDTH)
        start = first % WIDTH
        hashes = [tile[32 * at : 32 * at + 32] for at in range(start, start + (1 << within))]
        while len(hashes) > 1:
            hashes = [node_hash(a, b) for a, b in zip(hashes[::2], hashes[1::2], strict=True)]
        return hashes[0]

    def row(self, level: int, number: int) -> list[bytes]:
        """Return the hashes of a full tile."""
        tile = self._tile(level, number)
        return [tile[32 * at : 32 * at + 32] for at in range(WIDTH)]

    def range_root(self, first: int, behind: int) -> bytes:
        """Return the root over leaves `first` to `behind` - 1, a range as it stands in a proof or a tree."""
        peaks = []
        while first < behind:
            level = min((first & -first).bit_length() - 1 if first else 63, (behind - first).bit_length() - 1)
            peaks.append(self.node(level, first >> level))
            first += 1 << level
        root = peaks[-1]
        for peak in reversed(peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def _tile(self, level: int, number: int) -> bytes:
        known = self._read.get((level, number))
        if known is None:
            width = min(WIDTH, (self._size >> 8 * level) - number * WIDTH)
            if width <= 0:
                raise LedgerError(f"A log of {self._size} entries has no tile {number} on level {level}.")
            key = tile_path(level, number, width)
            known = wider(self._files, level, number, width)
            if known is None:
                raise LedgerError(f"{key} is missing.")
            if len(known) < 32 * width:
                raise LedgerError(f"{key} holds fewer hashes than belong there.")
            self._read[level, number] = known
        return known


def wider(files: Files, level: int | str, number: int, width: int) -> bytes | None:
    """Return the tile or bundle with `width` hashes or entries, or one that begins with it and holds more; else None.

    A partial file may have been deleted when the full one was written, or never been written at that width.
    """
    full = tile_path(level, number, WIDTH)
    for key in (tile_path(level, number, width), full):
        with suppress(FileNotFoundError):
            return files.read(key)
    widths = sorted(int(name) for key in files.keys(f"{full}.p/") if (name := key.rpartition("/")[2]).isdecimal())
    larger = next((one for one in widths if one > width), None)
    return None if larger is None else files.read(f"{full}.p/{larger}")


def read_bundle(files: Files, number: int, width: int) -> list[bytes]:
    """Return the first `width` entries of bundle `number`; raise LedgerError where they are not there."""
    key = tile_path("entries", number, width)
    data = wider(files, "entries", number, width)
    if data is None:
        raise LedgerError(f"{key} is missing.")
    try:
        entries = decode_bundle(data)
    except LedgerError as error:
        raise LedgerError(f"{key}: {error}") from error
    if len(entries) < width:
        raise LedgerError(f"{key} holds {len(entries)} entries where {width} belong.")
    return entries[:width]


def _rows(size: int) -> Iterator[tuple[int, int]]:
    for number in range(size // WIDTH):
        yield number, WIDTH
    if size % WIDTH:
        yield size // WIDTH, size % WIDTH
