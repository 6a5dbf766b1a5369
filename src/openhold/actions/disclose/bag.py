"""A BagIt 1.0 bag (RFC 8493) written in one pass: every file is hashed while it is written, none is kept in memory."""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class BagWriter:
    """Writes into a working folder beside the final one, so that a bag is there whole or not at all."""

    def __init__(self, to: Path) -> None:
        self._to = to
        self._folder = to.with_name(f".{to.name}.{os.getpid()}.tmp")
        _remove_leftovers(to)
        self._folder.mkdir(parents=True)
        self._lock = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        try:
            self._manifest: BinaryIO = (self._folder / "manifest-sha256.txt").open("wb")
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            self.close()
            raise
        self.files = 0
        self.bytes = 0

    def add(self, path: str, pieces: Iterable[bytes]) -> str:
        """Write the payload file ``data/<path>`` from `pieces`; return its SHA-256 (hex)."""
        file = self._folder / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        digest = sha256()
        with file.open("xb") as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                self.bytes += len(piece)
        self.files += 1
        self._manifest.write(f"{digest.hexdigest()}  data/{path}\n".encode())
        return digest.hexdigest()

    def finish(self, identifier: str, day: date) -> str:
        """Write the tag files, make everything durable, give the bag its name; return the tag manifest's SHA-256.

        `identifier` is the log's origin.
        """
        self._manifest.close()
        info = (
            f"Bag-Software-Agent: openhold\nBagging-Date: {day.isoformat()}\nExternal-Identifier: {identifier}\n"
            f"Payload-Oxum: {self.bytes}.{self.files}\n"
        )
        tags = {"bagit.txt": _BAGIT, "bag-info.txt": info.encode()}
        for name, data in tags.items():
            (self._folder / name).write_bytes(data)
        listed = [(sha256(data).hexdigest(), name) for name, data in tags.items()]
        with (self._folder / "manifest-sha256.txt").open("rb") as file:
            listed.append((_digest(file), "manifest-sha256.txt"))
        tag_manifest = "".join(
            f"{digest}  {name}\n" for digest, name in sorted(listed, key=lambda row: row[1])
        ).encode()
        (self._folder / "tagmanifest-sha256.txt").write_bytes(tag_manifest)
        # One call for a whole tree of new files; syncing each of them would cost a turn of the disk per item.
        _sync_whole(self._lock)
        if self._to.exists():
            self._to.rmdir()
        self._folder.rename(self._to)
        try:
            with _open_folder(self._to.parent) as folder:
                os.fsync(folder)
        except OSError:
            self._to.rename(self._folder)
            raise
        return sha256(tag_manifest).hexdigest()

    def discard(self) -> None:
        """Remove what was written."""
        with suppress(OSError):  # what is still buffered may find no room; it is not wanted any more
            self._manifest.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the working folder's lock."""
        os.close(self._lock)


@contextmanager
def writing(to: Path) -> Iterator[BagWriter]:
    """Yield a writer for a new bag at `to`; nothing is left behind where the block raises."""
    bag = BagWriter(to)
    try:
        yield bag
    except BaseException:
        bag.discard()
        raise
    finally:
        bag.close()


def _remove_leftovers(to: Path) -> None:
    """Remove the working folders that runs which were killed left for a bag at `to`; one that is in use is locked."""
    if not to.parent.is_dir():
        return
    for folder in to.parent.iterdir():
        if folder.name.startswith(f".{to.name}.") and folder.name.endswith(".tmp"):
            # What cannot be locked or removed is not in the way of the new bag.
            with suppress(OSError), _open_folder(folder) as fd:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)


@contextmanager
def _open_folder(folder: Path) -> Iterator[int]:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        yield fd
    finally:
        os.close(fd)


def _sync_whole(fd: int) -> None:
    """Return when the whole file system of `fd` is on the device. `os.sync` would not say that a write failed."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
    elif syncfs(fd):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _digest(file: BinaryIO) -> str:
    digest = sha256()
    while data := file.read(1 << 20):
        digest.update(data)
    return digest.hexdigest()
