"""Caches of what a unit holds, outside the vault: they may be deleted at any time and are made anew.

A cache is used only while the unit's packs and large objects are exactly those it was made from
(`state`), so an older or newer vault under it costs time, never an item.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from openhold.vault.errors import StorageFailedError
from openhold.vault.pack import members
from openhold.vault.store import Store

_BATCH = 256


def state(store: Store, unit: str) -> str:
    """Return a digest (hex) of the names and seals of all packs and the names of all large objects of `unit`."""
    digest = sha256()
    for key in store.keys(f"units/{unit}/packs/"):
        digest.update(key.encode() + b"\n")
        if key.endswith(".seal"):
            digest.update(store.read(key))
    for key in store.keys(f"units/{unit}/large/"):
        digest.update(key.encode() + b"\n")
    return digest.hexdigest()


class ContentIndex:
    """Which contents a unit holds, on disk; and which of them the manifest being written has named.

    While in use the file has another name, so one that an interrupted run left half-written is never read.
    """

    def __init__(self, store: Store, unit: str, folder: Path) -> None:
        """Open the index, or make it anew. Raises StorageFailedError where the disk fails."""
        self._path = folder / "contents.idx"
        self._working = folder / "contents.idx.tmp"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._working.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            self._path.replace(self._working)
        with self._told():
            self._db = sqlite3.connect(self._working, isolation_level=None)
            if not self._made_from(state(store, unit)):
                self._db.close()
                self._working.unlink()
                self._db = sqlite3.connect(self._working, isolation_level=None)
                self._begin()
                self._fill(store, unit)
            self._run = int(self._meta("run") or "0") + 1
        rows = ",".join(f"(?,{self._run},1)" for _ in range(_BATCH))
        self._sql = self._statement(rows)

    def mark(self, digests: Sequence[bytes]) -> dict[bytes, bool]:
        """Name `digests` (32 bytes each) in this manifest; return those named for the first time.

        The value tells whether the unit did not hold the content before: then it must be stored now.
        Raises StorageFailedError where the disk fails or the index turns out to be damaged.
        """
        first: dict[bytes, bool] = {}
        with self._told():
            for at in range(0, len(digests), _BATCH):
                part = digests[at : at + _BATCH]
                sql = self._sql
                if len(part) != _BATCH:
                    sql = self._statement(",".join(f"(?,{self._run},1)" for _ in part))
                first.update({digest: fresh == 1 for digest, fresh in self._db.execute(sql, part)})
        return first

    def close(self, store: Store, unit: str) -> None:
        """Keep the index for the next run: everything it names is sealed."""
        with self._told():
            for name, value in (("run", str(self._run)), ("state", state(store, unit))):
                self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            self._db.execute("COMMIT")
            self._db.close()
        self._working.replace(self._path)

    def abandon(self) -> None:
        """Throw the index away: something it names may not have been stored."""
        with suppress(sqlite3.Error):
            self._db.close()
        self._working.unlink(missing_ok=True)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what SQLite says into a sentence that names the file; the next run makes it anew."""
        try:
            yield
        except sqlite3.Error as error:
            with suppress(OSError):
                self._working.unlink()
            raise StorageFailedError(
                f"{self._path}: {error}. Check the disk and run the command again; nothing was acknowledged."
            ) from error

    def _made_from(self, current: str) -> bool:
        """Tell whether the index can be read and was made from the unit as it is now."""
        try:
            self._begin()
            return self._meta("state") == current
        except sqlite3.DatabaseError:
            # A damaged cache is made anew; a disk that fails will fail again then.
            return False

    @staticmethod
    def _statement(rows: str) -> str:
        return (
            f"INSERT INTO content (digest, seen, fresh) VALUES {rows} "  # noqa: S608 -- rows are placeholders
            "ON CONFLICT (digest) DO UPDATE SET seen = excluded.seen, fresh = 0 WHERE seen <> excluded.seen "
            "RETURNING digest, fresh"
        )

    def _begin(self) -> None:
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-48000;"
            "CREATE TABLE IF NOT EXISTS content (digest BLOB PRIMARY KEY, seen INT, fresh INT) WITHOUT ROWID;"
            "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
            "BEGIN"
        )

    def _meta(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _fill(self, store: Store, unit: str) -> None:
        for key in store.keys(f"units/{unit}/packs/"):
            if key.endswith(".tar"):
                with store.open(key) as file:
                    self._known(member.digest for member in members(file))
        self._known(bytes.fromhex(key.rpartition("/")[2]) for key in store.keys(f"units/{unit}/large/"))

    def _known(self, digests: Iterable[bytes]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO content VALUES (?, 0, 0)", ((digest,) for digest in digests))
