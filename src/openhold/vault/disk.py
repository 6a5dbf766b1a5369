"""The system calls that make bytes durable, in one place, so that a test can make any of them fail.

Lives below the store: no other module of the vault calls `os` to write.
"""

import os
from collections.abc import Sequence
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
SEALED_MODE = 0o444


class Disk:
    """The calls as the operating system makes them; every method raises OSError."""

    def create(self, path: Path) -> int:
        """Open a new file for reading and writing, mode 0600; FileExistsError if it is there."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE)

    def reopen(self, path: Path) -> int:
        """Open an existing file for reading and writing."""
        return os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)

    def write(self, fd: int, data: bytes | bytearray | memoryview) -> None:
        """Write all of `data`; a short write is continued, so a full disk shows as ENOSPC."""
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]

    def truncate(self, fd: int, size: int) -> None:
        """Cut or extend the file to `size` bytes."""
        os.ftruncate(fd, size)

    def sync(self, fd: int) -> None:
        """Return when the file's bytes and size are on the device."""
        os.fdatasync(fd)

    def sync_folder(self, path: Path) -> None:
        """Return when the folder's names are on the device."""
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def link(self, old: Path, new: Path) -> None:
        """Give the file a second name; FileExistsError if that is taken."""
        os.link(old, new)

    def rename(self, old: Path, new: Path) -> None:
        """Give the file another name in place of what had it."""
        old.replace(new)

    def unlink(self, path: Path) -> None:
        """Take the name away."""
        path.unlink()

    def chmod(self, path: Path, mode: int) -> None:
        """Set the file's mode."""
        path.chmod(mode)

    def mkdir(self, path: Path) -> None:
        """Make the folder, mode 0700; FileExistsError if it is there."""
        path.mkdir(FOLDER_MODE)

    def forget(self, fd: int, start: int = 0) -> None:
        """Ask the kernel to drop its copy of the file from `start` on, so that the next read asks the device."""
        os.posix_fadvise(fd, start, 0, os.POSIX_FADV_DONTNEED)

    def in_order(self, fd: int) -> None:
        """Tell the kernel that the file will be read from its beginning to its end, so that it fetches ahead."""
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_SEQUENTIAL)

    def read(self, fd: int, buffers: Sequence[memoryview], offset: int) -> int:
        """Fill `buffers` from `offset`; return the number of bytes, 0 at the end."""
        return os.preadv(fd, buffers, offset)
