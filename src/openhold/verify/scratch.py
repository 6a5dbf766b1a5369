"""A throw-away SQLite database on disk: joins of a million names without a million names in memory."""

import sqlite3

# Pages kept in memory: 48 MiB, so that the whole check stays well under 256 MiB.
_SCHEMA = """
PRAGMA journal_mode=OFF;
PRAGMA synchronous=OFF;
PRAGMA temp_store=FILE;
PRAGMA cache_size=-49152;
CREATE TABLE file(path TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE listed(
  path TEXT NOT NULL, algorithm TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY(path, algorithm)
) WITHOUT ROWID;
CREATE TABLE content(sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE line(number INTEGER PRIMARY KEY, sha256 BLOB NOT NULL, size INTEGER NOT NULL, stored INTEGER NOT NULL);
CREATE TABLE item(sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE withheld(sha256 BLOB PRIMARY KEY) WITHOUT ROWID;
"""


def open_scratch() -> sqlite3.Connection:
    """An empty private database; SQLite keeps it in a nameless temporary file that ends with the connection."""
    database = sqlite3.connect("", isolation_level=None)
    database.executescript(_SCHEMA)
    database.execute("BEGIN")
    return database
