"""What every kind of source promises, and the values that pass between it and a collection.

A source is described by its settings alone, so that each worker process builds its own from them. The walk
says what is there, in the order of the manifest; readers, one for each thread, fetch the bytes.
"""

from base64 import b64encode
from collections.abc import Iterator
from types import TracebackType
from typing import NamedTuple, Protocol, Self

EXCLUDED = "excluded"
FAILED = "failed"
BATCH = 1024


class Stat(NamedTuple):
    """What the file system says of an item: bytes, nanoseconds since 1970, and `mode` with the kind bits."""

    size: int
    mtime_ns: int
    ctime_ns: int
    ino: int
    dev: int
    mode: int
    uid: int
    gid: int


class File(NamedTuple):
    """A regular file that a reader can be asked for. `path` is relative, as raw bytes, `/` between names."""

    path: bytes
    stat: Stat


class NotRead(NamedTuple):
    """A thing that was seen and will not be read.

    `end` is "excluded", with `fields` "rule" (and "target" or "target_b64" for a symbolic link), or "failed", with
    `fields` "reason" and perhaps "detail". `stat` is None where it could not be had.
    """

    path: bytes
    end: str
    fields: dict[str, object]
    stat: Stat | None


class Content(NamedTuple):
    """A whole item. Its size is `len(data)`; `stat` is as it was when the item was opened.

    `changed` is true where size or mtime differed before and after, or where the item grew faster than it could
    be read. `xattrs` maps names to base64 values and is None where there are none.
    """

    data: bytes
    stat: Stat
    changed: bool
    xattrs: dict[str, str] | None


class Stream(Protocol):
    """An item opened to be read piece by piece; a context manager that closes it. `stat` is as when opened."""

    stat: Stat
    xattrs: dict[str, str] | None

    def readinto(self, buffer: memoryview) -> int:
        """Fill the beginning of `buffer` (not empty); return the number of bytes, 0 at the end. Raises CannotRead."""

    def finish(self) -> tuple[Stat, bool]:
        """Return the stat as when opened and whether the item changed while it was read. Raises CannotRead."""

    def close(self) -> None:
        """Close it; a second call does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Reader(Protocol):
    """Fetches items of one source, for one thread of one process."""

    def read(self, path: bytes, limit: int) -> Content | None:
        """Return the item at `path` if it has fewer than `limit` bytes, else None (then use `open`).

        Raises CannotRead.
        """

    def open(self, path: bytes) -> Stream:
        """Open the item at `path`, of whatever size. Raises CannotRead."""

    def close(self) -> None:
        """Let go of everything that is open; a second call does nothing."""


class Source(Protocol):
    """A place where evidence lives. Can be pickled, and costs nothing to build."""

    def walk(self) -> Iterator[list[File | NotRead]]:
        """Yield everything there, in lists of 1 to `BATCH` consecutive things, each path once.

        The order is that of the manifest: the names of each folder by their bytes, depth first. Never keeps a
        list of everything. Raises NotReachableError, at the first step, where the source cannot be read at all.
        """

    def reader(self) -> Reader:
        """Return a new reader; it raises nothing before it is asked for an item."""


def path_fields(path: bytes, key: str = "path") -> dict[str, str]:
    """Return `{key: text}` where `path` is UTF-8, else `{key_b64: base64}` (formats page, "Manifest line")."""
    try:
        return {key: path.decode()}
    except UnicodeDecodeError:
        return {f"{key}_b64": b64encode(path).decode("ascii")}
