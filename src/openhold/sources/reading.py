"""Reading the files of a folder: whole where they are small, piece by piece where they are not.

Every file is opened by its bare name in its open folder, which is found name by name from the root, and must
then be a regular file. The folders of the last path stay open, because consecutive files share them.
"""

import os
import stat
from types import TracebackType
from typing import Final, Self

from openhold.sources.attributes import attributes
from openhold.sources.contract import Content, Stat
from openhold.sources.errors import CannotRead
from openhold.sources.opening import UNSUPPORTED, cannot_read, open_file, open_folder, to_stat

# A file is read to its end, but never to more than this beyond its size when it was opened: a log that grows as
# fast as it is read must come to an end. A file that tells a size of 0, as those of /proc do, may have more.
GROWTH: Final = 1 << 20
UNTOLD: Final = 16 << 20
LARGEST: Final = (1 << 53) - 1  # sizes are numbers in JSON (formats page, "Canonical bytes")

_FIRST: Final = 1 << 16  # for a file that tells a size of 0
_PIECE: Final = 1 << 20
_KIND_BITS: Final = 0o170000


class DirectoryReader:
    """Reads the files below `root`, for one thread. Keeps a descriptor for each level of the last folder."""

    def __init__(self, root: bytes) -> None:
        self._root = root
        self._folder: bytes | None = None  # the folder whose descriptor ends the chain
        self._names: list[bytes] = []  # its path, name by name
        self._chain: list[int] = []  # the descriptor of the root, then one for each name

    def read(self, path: bytes, limit: int) -> Content | None:
        """Return the file at `path`, or None where it has `limit` bytes or more. Raises CannotRead.

        What a file gains while it is read is read too, up to 1 MiB (16 MiB where it told a size of 0).
        """
        # Paid for every small file of a collection: eight system calls' worth of time, and little else.
        try:
            descriptor = self._descriptor(path)
            try:
                status = os.fstat(descriptor)
                if status.st_mode & _KIND_BITS != stat.S_IFREG:
                    raise _not_regular()
                size = status.st_size
                if size >= limit:
                    return None
                # Some files of /proc and /sys tell a size of 0 and answer the first read only.
                data = os.read(descriptor, size + 1 if size else _FIRST)
                cut = False
                if len(data) != size:
                    data, cut = _read_on(descriptor, data, min(limit, _most(size)))
                    if len(data) >= limit:
                        return None
                xattrs = attributes(descriptor)
                after = os.fstat(descriptor)
            finally:
                os.close(descriptor)
        except (OSError, ValueError) as error:
            raise cannot_read(error) from None
        changed = cut or after.st_mtime_ns != status.st_mtime_ns or after.st_size != size
        return Content(data, to_stat(status), changed, xattrs)

    def open(self, path: bytes) -> "FileStream":
        """Open the file at `path`, of whatever size. Raises CannotRead."""
        try:
            return FileStream(self._descriptor(path))
        except (OSError, ValueError) as error:
            raise cannot_read(error) from None

    def close(self) -> None:
        """Close the folders; a later `read` opens them again."""
        self._close_below(0)

    def _descriptor(self, path: bytes) -> int:
        folder, _, name = path.rpartition(b"/")
        if folder != self._folder:
            self._go_to(folder)
        return open_file(name, self._chain[-1])

    def _go_to(self, folder: bytes) -> None:
        names = folder.split(b"/") if folder else []
        if b".." in names or b"." in names:
            raise CannotRead(UNSUPPORTED, "its path does not run straight down from the root")
        if not self._chain:
            self._chain.append(open_folder(self._root, None))
        shared = 0
        for old, new in zip(self._names, names, strict=False):
            if old != new:
                break
            shared += 1
        self._close_below(shared + 1)
        for name in names[shared:]:
            self._chain.append(open_folder(name, self._chain[-1]))
            self._names.append(name)
        self._folder = folder

    def _close_below(self, levels: int) -> None:
        while len(self._chain) > levels:
            os.close(self._chain.pop())
        del self._names[max(0, levels - 1) :]
        self._folder = None  # until the chain is complete again, which it is not if opening fails


class FileStream:
    """An open file, read piece by piece; owns `descriptor` and closes it, also where it refuses the file.

    Raises CannotRead for what is no regular file, and for a size that no manifest line can state.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise _not_regular()
            if status.st_size > LARGEST:
                raise CannotRead(UNSUPPORTED, f"it says that it has {status.st_size} bytes")
            self.stat: Stat = to_stat(status)
            self.xattrs = attributes(descriptor)
        except BaseException:
            self.close()
            raise
        self._room = _most(self.stat.size)

    def readinto(self, buffer: memoryview) -> int:
        """Fill the beginning of `buffer`; return the number of bytes, 0 at the end. Raises CannotRead.

        The end is that of the file, or 1 MiB beyond its size when it was opened (16 MiB where it told a size of 0);
        what was cut off there counts as changed.
        """
        try:
            count = os.readv(self._descriptor, [buffer[: self._room]])
        except OSError as error:
            raise cannot_read(error) from None
        self._room -= count
        return count

    def finish(self) -> tuple[Stat, bool]:
        """Return the stat as when opened, and whether size or mtime differ now or the growth was cut off."""
        try:
            after = os.fstat(self._descriptor)
        except OSError as error:
            raise cannot_read(error) from None
        before = self.stat
        return before, not self._room or after.st_size != before.size or after.st_mtime_ns != before.mtime_ns

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _most(size: int) -> int:
    return size + (GROWTH if size else UNTOLD)


def _read_on(descriptor: int, data: bytes, most: int) -> tuple[bytes, bool]:
    """Return `data` and what follows it, up to `most` bytes in all, and whether that cut it off."""
    pieces = [data]
    size = len(data)
    while data:
        if size >= most:
            return b"".join(pieces), True
        data = os.read(descriptor, min(_PIECE, most - size))
        pieces.append(data)
        size += len(data)
    return b"".join(pieces), False


def _not_regular() -> CannotRead:
    return CannotRead(UNSUPPORTED, "it is no regular file any more")
