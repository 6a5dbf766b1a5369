"""Opening folders and files so that nobody can swap in a link, a pipe or a device half-way.

Everything is opened by its bare name, relative to the descriptor of its folder, and never through a link.
Reading leaves the time of last access alone where the system permits that.
"""

import errno
import os
import resource
import stat
from operator import attrgetter
from typing import Final

from openhold.sources.contract import Stat
from openhold.sources.errors import CannotRead

PERMISSION: Final = "permission"
VANISHED: Final = "vanished"
IO_ERROR: Final = "io-error"
UNSUPPORTED: Final = "unsupported"
TOO_DEEP: Final = "too-deep"

_NO_ATIME: Final = getattr(os, "O_NOATIME", 0)  # Linux alone has it
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
# Without O_NONBLOCK, opening a pipe that was swapped in would wait for ever.
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC

_REASONS: Final = {
    errno.EACCES: (PERMISSION, ""),
    errno.EPERM: (PERMISSION, ""),
    errno.ENOENT: (VANISHED, ""),
    errno.ESTALE: (VANISHED, ""),
    errno.ENOTDIR: (VANISHED, "something that is no folder stands where a folder was"),
    errno.ELOOP: (UNSUPPORTED, "a symbolic link stands where a file or folder was"),
    errno.ENXIO: (UNSUPPORTED, "it is no regular file"),
    errno.ENODEV: (UNSUPPORTED, "it is no regular file"),
    errno.EIO: (IO_ERROR, ""),
}
# The fields of the contract's Stat, in its order.
stat_fields: Final = attrgetter(*(f"st_{field}" for field in Stat._fields))


def to_stat(status: os.stat_result) -> Stat:
    """Return what the contract keeps of a stat result."""
    return Stat._make(stat_fields(status))


def cannot_read(error: OSError | ValueError) -> CannotRead:
    """Return the manifest's reason for a failed system call (ValueError: a path with a zero byte)."""
    if isinstance(error, OSError):
        number = error.errno or 0
        return CannotRead(*_REASONS.get(number, (IO_ERROR, os.strerror(number))))
    return CannotRead(UNSUPPORTED, "no name has a zero byte in it")


def open_file(name: bytes, folder: int) -> int:
    """Return a descriptor of the file `name` in `folder`; the caller makes sure that it is a regular one.

    Raises OSError, and ValueError for a zero byte in the name.
    """
    return _open(name, _FILE, folder)


def open_folder(name: bytes, folder: int | None) -> int:
    """Return a descriptor of the folder `name` in `folder` (None: `name` is the path of a root).

    Raises CannotRead; `too-deep` where the system has no descriptors left for yet another level.
    """
    try:
        return _open(name, _FOLDER, folder)
    except OSError as error:
        if error.errno in (errno.EMFILE, errno.ENFILE):
            raise CannotRead(TOO_DEEP, "the system keeps no more folders open at once") from None
        if error.errno == errno.ENOTDIR and _is_link(name, folder):
            raise CannotRead(UNSUPPORTED, "a symbolic link stands where a folder was") from None
        raise cannot_read(error) from None
    except ValueError as error:
        raise cannot_read(error) from None


def names_in(folder: int) -> tuple[list[bytes], OSError | None]:
    """Return the names in an open folder, sorted by their bytes, and the error that ended the listing early."""
    names: list[bytes] = []
    encode, append = os.fsencode, names.append
    failure = None
    try:
        with _scan(folder) as entries:
            # One at a time: as a list of entries or of texts, a million names would take twice the memory.
            for entry in entries:
                append(encode(entry.name))
    except OSError as error:
        failure = error
    names.sort()
    return names, failure


def _scan(folder: int) -> "os._ScandirIterator[str]":
    try:
        return os.scandir(folder)
    except OSError as error:
        if error.errno == errno.EMFILE and _allow_more_descriptors():
            return os.scandir(folder)
        raise


def _open(name: bytes, flags: int, folder: int | None) -> int:
    try:
        return os.open(name, flags | _NO_ATIME, dir_fd=folder)
    except OSError as error:
        # Leaving the access time alone is for the owner: EPERM says that, EACCES that reading itself is refused.
        again = error.errno == errno.EPERM or (error.errno == errno.EMFILE and _allow_more_descriptors())
        if not again:
            raise
    return os.open(name, flags, dir_fd=folder)


def _is_link(name: bytes, folder: int | None) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(name, dir_fd=folder).st_mode)
    except OSError:
        return False


def _allow_more_descriptors() -> bool:
    """Raise this process's soft limit to the hard one; false where that changes nothing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == hard:
        return False
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return True
