"""The bag as files: what is really there, opened without following anything, read within bounds."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .errors import RuleError, UnreadableError
from .report import Tally, shown
from .scratch import open_scratch

MAX_LINE = 16 * 1024 * 1024  # bytes of one line of facts or of a manifest
MAX_NOTE = 1024 * 1024  # bytes of a checkpoint with all its signature lines
MAX_TILE = 256 * 32
MAX_BUNDLE = 256 * (2 + 65535)
MAX_TOKEN = 1024 * 1024  # bytes of a timestamp token or of its certificates


def open_handle(path: Path, *, follow: bool = False) -> int:
    """A descriptor of `path` for reading, no pipe waited for; RuleError where it is no plain file.

    A link is followed only where `follow` says so: the reader's own files, never those of a bag.
    """
    try:
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
        handle = os.open(path, flags)
    except OSError as error:
        raise RuleError(f"it cannot be opened ({error.strerror})") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise RuleError("it is not a regular file")
    return handle


def open_regular(path: Path, *, follow: bool = False) -> BinaryIO:
    """`path` as a stream for reading, under the rules of `open_handle`."""
    return os.fdopen(open_handle(path, follow=follow), "rb")


class Bag:
    """A bag on disk. Only files that the walk met as regular files, behind real folders, can be opened through it."""

    def __init__(self, root: Path) -> None:
        """Raises UnreadableError where `root` is no folder that looks like a bag."""
        self.root = root
        try:
            names = {entry.name for entry in os.scandir(root)}
        except OSError as error:
            raise UnreadableError(
                f"{shown(str(root))} cannot be read ({error.strerror}); name the folder of the bag."
            ) from None
        if not names & {"bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"}:
            raise UnreadableError(
                f"{shown(str(root))} is not a disclosure bag: it holds no bagit.txt; name the folder that does."
            )
        self.database: sqlite3.Connection = open_scratch()

    def walk(self, tally: Tally) -> None:
        """Take down every regular file with its size; everything that is neither file nor folder is a finding."""
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(self.root / folder) as entries:
                    rows = list(self._rows(folder, entries, folders, tally))
            except OSError as error:
                tally.wrong(f"The folder {shown(folder) or '.'} cannot be read ({error.strerror}).")
                continue
            self.database.executemany("INSERT INTO file VALUES(?, ?)", rows)

    @staticmethod
    def _rows(
        folder: str, entries: Iterator[os.DirEntry[str]], folders: list[str], tally: Tally
    ) -> Iterator[tuple[str, int]]:
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            # A name that is no text, or that would break a line of a manifest, is in no bag of ours.
            if not path.isprintable():
                tally.wrong(f"{shown(path)} has a name that no disclosure contains.")
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif entry.is_file(follow_symlinks=False):
                yield path, entry.stat(follow_symlinks=False).st_size
            else:
                tally.wrong(f"{shown(path)} is not a regular file.")

    def size_of(self, path: str) -> int | None:
        """The size of a file of the bag in bytes, or None where the walk met no such file."""
        row = self.database.execute("SELECT size FROM file WHERE path=?", (path,)).fetchone()
        return None if row is None else int(row[0])

    def names_under(self, folder: str) -> Iterator[str]:
        """The files below `folder` (which ends in `/`), as paths of the bag, in byte order."""
        past = folder[:-1] + "0"  # the character after `/`
        query = "SELECT path FROM file WHERE path>? AND path<? ORDER BY path"
        for (path,) in self.database.execute(query, (folder, past)):
            yield str(path)

    @contextmanager
    def opened(self, path: str) -> Iterator[BinaryIO]:
        """The file of the bag, open for reading; RuleError where it is missing or cannot be opened."""
        if self.size_of(path) is None:
            raise RuleError(f"{shown(path)} is missing")
        try:
            stream = open_regular(self.root / path)
        except RuleError as error:
            raise RuleError(f"{shown(path)}: {error}") from None
        with stream:
            yield stream

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a small file; RuleError where it is missing, unreadable or longer than `limit` bytes."""
        with self.opened(path) as stream:
            try:
                data = stream.read(limit + 1)
            except OSError as error:
                raise RuleError(f"{shown(path)} cannot be read ({error.strerror})") from None
        if len(data) > limit:
            raise RuleError(f"{shown(path)} is longer than {limit:,} bytes")
        return data

    def lines(self, path: str) -> Iterator[bytes]:
        """The lines of a file without their newlines, one at a time.

        RuleError where the file is missing or unreadable, where a line is too long, and where the last has no newline.
        """
        with self.opened(path) as stream:
            while True:
                try:
                    line = stream.readline(MAX_LINE + 1)
                except OSError as error:
                    raise RuleError(f"{shown(path)} cannot be read ({error.strerror})") from None
                if not line:
                    return
                if not line.endswith(b"\n"):
                    what = "a line is longer than this program reads" if len(line) > MAX_LINE else "no newline ends it"
                    raise RuleError(f"{shown(path)}: {what}")
                yield line[:-1]
