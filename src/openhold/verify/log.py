"""Step 3: tiles and root derived again from the raw entries, and held against the files and the signed root."""

from .bag import MAX_BUNDLE, MAX_TILE, Bag
from .errors import RuleError
from .merkle import GrowingRoot, leaf_hash, root_of_leaves
from .note import Checkpoint
from .report import Tally, shown
from .tiles import FOLDER, WIDTH, bundles, check_entry, parse_bundle, tile_path

SEALED = "collection.sealed/"
GONE = ("disposal.begun/1", "unit.disposed/1")  # from such an entry on, what its unit held is or may be destroyed
MOST_MISSING = 1000  # bundles that are missed one by one


class Log:
    """What reading the log leaves behind for the later steps. Commitments are 32 bytes an entry, nothing else grows."""

    def __init__(self, size: int, wanted: frozenset[int]) -> None:
        self.size = size
        self.commitments = bytearray()
        self.known = bytearray()
        self.sealed: dict[int, str] = {}  # kind of every entry that says it sealed a collection, by seq
        self.gone: set[int] = set()  # entries that say that a unit is, or may be, destroyed
        self.roots: dict[int, bytes] = {}  # the root at each wanted size, by the entries or by the tiles
        self._wanted = wanted
        self._expected: set[str] = set()
        self._levels: list[list[bytes]] = []
        self._counts: list[int] = []
        self._by_entries = GrowingRoot()
        self._by_tiles = GrowingRoot()
        self._roots_by_tiles: dict[int, bytes] = {}
        self._tiles_whole = True
        self._entries_whole = True
        self._faulty_tiles: list[str] = []  # tiles that do not hold what the entries lead to
        self._faulty_bundles: list[str] = []  # bundles beside such tiles of level 0
        self._last_at = ""
        self._backward = 0

    def commitment(self, seq: int) -> bytes | None:
        """The commitment (32 bytes) of the entry at `seq`, or None where that entry could not be read."""
        return bytes(self.commitments[32 * seq : 32 * seq + 32]) if seq < len(self.known) and self.known[seq] else None

    def read(self, bag: Bag, checkpoint: Checkpoint, tally: Tally) -> None:
        """Read all bundles and tiles of the checkpoint's size and tell what does not fit."""
        there = sum(1 for _ in bag.names_under(f"{FOLDER}entries/"))
        needed = -(-self.size // WIDTH)
        if needed > there + MOST_MISSING:
            # A size that somebody made up must not keep the reader's computer busy for years.
            tally.wrong(f"{there:,} bundles of entries are there; a ledger of {self.size:,} entries has {needed:,}.")
            return
        for number, width in bundles(self.size):
            leaves = self._bundle(bag, number, width, tally)
            self._level_zero(bag, number, width, leaves, tally)
        for level, pending in enumerate(self._levels):
            if pending and level:
                self._tile(bag, level, pending, tally)
        self._verdict(checkpoint, tally)
        for path in bag.names_under(FOLDER):
            if path not in self._expected:
                tally.wrong(f"{shown(path)} does not belong to a log of {self.size:,} entries.")
        if self._backward:
            tally.note(f"The clock went backward at {self._backward:,} entries; the order is that of the ledger.")

    def _bundle(self, bag: Bag, number: int, width: int, tally: Tally) -> list[bytes] | None:
        """The leaf hashes of one bundle, or None where it cannot be taken apart."""
        path, first = tile_path("entries", number, width), number * WIDTH
        self._expected.add(path)
        try:
            entries = parse_bundle(bag.read(path, MAX_BUNDLE), width)
        except RuleError as error:
            said = str(error)
            tally.wrong(f"{said}." if path in said else f"{path}: {said}.")
            self.commitments += bytes(32 * width)
            self.known += bytes(width)
            self._entries_whole = False
            return None
        for seq, data in enumerate(entries, first):
            try:
                entry = check_entry(data, seq)
            except RuleError as error:
                tally.wrong(f"Entry {seq:,} in {path}: {error}.")
                self.commitments += bytes(32)
                self.known.append(0)
                continue
            self.commitments += entry.body
            self.known.append(1)
            self._backward += entry.at < self._last_at
            self._last_at = entry.at
            if entry.kind.startswith(SEALED):
                self.sealed[seq] = entry.kind
            elif entry.kind in GONE:
                self.gone.add(seq)
        return [leaf_hash(data) for data in entries]

    def _level_zero(self, bag: Bag, number: int, width: int, leaves: list[bytes] | None, tally: Tally) -> None:
        path = tile_path(0, number, width)
        self._expected.add(path)
        tile = self._tile_bytes(bag, path, width, tally)
        if tile is None:
            self._tiles_whole = False
        elif leaves is not None and tile != b"".join(leaves):
            odd = next(i for i in range(width) if tile[32 * i : 32 * i + 32] != leaves[i])
            self._faulty_tiles.append(path)
            self._faulty_bundles.append(f"{tile_path('entries', number, width)} (entry {number * WIDTH + odd:,})")
        rows = None if tile is None else [tile[i : i + 32] for i in range(0, len(tile), 32)]
        self._grow(self._by_entries, leaves if self._entries_whole else None, self.roots)
        self._grow(self._by_tiles, rows if self._tiles_whole else None, self._roots_by_tiles)
        best = leaves if leaves is not None else rows
        if best is not None and width == WIDTH:
            self._raise(bag, 1, root_of_leaves(best), tally)

    def _grow(self, growing: GrowingRoot, leaves: list[bytes] | None, roots: dict[int, bytes]) -> None:
        for leaf in leaves or ():
            growing.add(leaf)
            if growing.size in self._wanted:
                roots[growing.size] = growing.root()

    def _raise(self, bag: Bag, level: int, full_root: bytes, tally: Tally) -> None:
        """Take the root of a full tile into the level above; a tile that is full there is compared and raised too."""
        while len(self._levels) <= level:
            self._levels.append([])
            self._counts.append(0)
        self._levels[level].append(full_root)
        if len(self._levels[level]) == WIDTH:
            pending = self._levels[level]
            self._tile(bag, level, pending, tally)
            self._levels[level] = []
            self._counts[level] += 1
            self._raise(bag, level + 1, root_of_leaves(pending), tally)

    def _tile(self, bag: Bag, level: int, hashes: list[bytes], tally: Tally) -> None:
        path = tile_path(level, self._counts[level], len(hashes))
        self._expected.add(path)
        tile = self._tile_bytes(bag, path, len(hashes), tally)
        if tile is not None and tile != b"".join(hashes):
            tally.wrong(f"{path} does not hold the roots of the tiles below it.")

    @staticmethod
    def _tile_bytes(bag: Bag, path: str, width: int, tally: Tally) -> bytes | None:
        try:
            tile = bag.read(path, MAX_TILE)
        except RuleError as error:
            tally.wrong(f"{error}.")
            return None
        if len(tile) != 32 * width:
            tally.wrong(f"{path} does not hold {width} hashes.")
            return None
        return tile

    def _verdict(self, checkpoint: Checkpoint, tally: Tally) -> None:
        """Compare with the signed root; where entries and tiles differ, name the one that does not lead to it."""
        entries_right = self._entries_whole and self._by_entries.root() == checkpoint.root
        tiles_right = self._tiles_whole and self._by_tiles.root() == checkpoint.root
        if entries_right:
            for path in self._faulty_tiles:
                tally.wrong(f"{path} does not hold the hashes of its entries; the entries lead to the signed root.")
            tally.note(f"All {self.size:,} entries, counted again from the first, lead to the signed root.")
            return
        if tiles_right:
            self.roots = self._roots_by_tiles
            for place in self._faulty_bundles:
                tally.wrong(f"{place} does not hold what was logged; the tiles lead to the signed root, it does not.")
        elif self._entries_whole:
            root = self._by_entries.root().hex()
            tally.wrong(
                f"The {self.size:,} entries lead to the root {root}, not to the signed {checkpoint.root.hex()}."
            )
        if not tally.wrong_count:
            tally.wrong("The entries do not lead to the signed root.")
