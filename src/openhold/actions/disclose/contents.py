"""What a disclosure shows: which lines, which items, and the ground for everything that is withheld."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from openhold.formats import canonical
from openhold.formats.merkle import leaf_hash
from openhold.vault import line as lines
from openhold.vault import manifest, unit
from openhold.vault.pack import members
from openhold.vault.store import CHUNK, Store

NOT_SELECTED = "not selected"


@dataclass(frozen=True, slots=True)
class Selection:
    """What the producer decided. Digests are hex; every value of a mapping is a ground.

    `items`: all, none, or these; `facts`: bodies withheld by number; `bytes`: items withheld; `lines`: items
    withheld together with every line that names them. Facts of privileged kinds are withheld without being named
    here, but for those in `waived`; messages that were sent too, and what is designated
    under a protective order, but for those in `items` or `waived_items`.
    """

    items: Literal["all", "none"] | frozenset[str] = "all"
    facts: Mapping[int, str] = field(default_factory=dict)
    bytes: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    waived: frozenset[int] = frozenset()
    waived_items: frozenset[str] = frozenset()

    def ground(self, sha256: str) -> str | None:
        """Return why the bytes of an item that a shown line names are withheld; None where they are given."""
        if sha256 in self.bytes:
            return self.bytes[sha256]
        if self.items == "all" or sha256 in self.items:
            return None
        return NOT_SELECTED


class Shown:
    """The contents that shown lines name, on disk, so that their number does not matter."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("CREATE TABLE shown (digest BLOB PRIMARY KEY, unit TEXT, done INT) WITHOUT ROWID")
        self._db.execute("BEGIN")

    def add(self, unit_id: str, digests: list[str]) -> None:
        """Note contents (hex) that lines of `unit_id` name."""
        rows = [(bytes.fromhex(digest), unit_id) for digest in digests]
        self._db.executemany("INSERT OR IGNORE INTO shown VALUES (?, ?, 0)", rows)

    def take(self, digest: bytes) -> bool:
        """Tell whether `digest` is shown and was not taken before; it is taken now."""
        return self._db.execute("UPDATE shown SET done = 1 WHERE digest = ? AND done = 0", (digest,)).rowcount == 1

    def digests(self) -> Iterator[str]:
        """Yield all contents (hex), sorted."""
        for (digest,) in self._db.execute("SELECT digest FROM shown ORDER BY digest"):
            yield digest.hex()

    def units(self) -> list[str]:
        """Return the units whose lines named something."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT unit FROM shown ORDER BY unit")]

    def missing(self, selection: Selection) -> Iterator[str]:
        """Yield the contents (hex) that were to be given and were never taken."""
        for (digest,) in self._db.execute("SELECT digest FROM shown WHERE done = 0 ORDER BY digest"):
            if selection.ground(digest.hex()) is None:
                yield digest.hex()

    def __contains__(self, sha256: str) -> bool:
        row = self._db.execute("SELECT 1 FROM shown WHERE digest = ?", (bytes.fromhex(sha256),)).fetchone()
        return row is not None


def manifest_pieces(store: Store, unit_id: str, collection: str, selection: Selection, shown: Shown) -> Iterator[bytes]:
    """Yield a manifest as disclosed, one piece per block, and note in `shown` what its lines name."""
    document = manifest.read(store, unit_id, collection)
    for page in manifest.lines(store, unit_id, document):
        digests: list[str] = []
        out = []
        for line in page:
            digest = lines.quick(line).get("sha256")
            if isinstance(digest, str) and digest in selection.lines:
                hidden = {"leaf": leaf_hash(line).hex(), "withheld": selection.lines[digest]}
                out.append(canonical.dumps(hidden))
                continue
            out.append(line)
            if isinstance(digest, str):
                digests.append(digest)
        shown.add(unit_id, digests)
        yield b"\n".join([*out, b""])


def items(store: Store, shown: Shown, selection: Selection) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield every item to be given, as its digest (hex) and its bytes, in the order in which the vault holds them."""
    for unit_id in shown.units():
        for key in store.keys(f"units/{unit_id}/packs/"):
            if key.endswith(".tar"):
                with store.open(key) as file:
                    for member in members(file):
                        if selection.ground(member.digest.hex()) is None and shown.take(member.digest):
                            place = unit.Place(key, member.at, member.size)
                            yield member.digest.hex(), unit.chunks_of(file, place, member.digest)
        for key in store.keys(f"units/{unit_id}/large/"):
            digest = bytes.fromhex(key.rpartition("/")[2])
            if selection.ground(digest.hex()) is None and shown.take(digest):
                yield digest.hex(), unit.chunks(store, unit.Place(key, 0, store.size(key)), digest)


def withheld_pieces(shown: Shown, selection: Selection) -> Iterator[bytes]:
    """Yield the lines of ``withheld-items.jsonl``."""
    waiting: list[bytes] = []
    for digest in shown.digests():
        ground = selection.ground(digest)
        if ground is not None:
            waiting.append(canonical.dumps({"sha256": digest, "withheld": ground}) + b"\n")
            if len(waiting) == CHUNK >> 10:
                yield b"".join(waiting)
                waiting.clear()
    yield b"".join(waiting)
