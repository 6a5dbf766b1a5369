"""The store contract, and the directory that fulfils it.

Promises of every store:
- `put` and `Stage.publish` are **create-only** and **durable on return**: when they return, the bytes and
  the name are on the device; when they raise, the key is either absent or whole, never in part.
- what was put is **readable at once** by every process.
- nothing but `replace` (checkpoints, `vault.json`), `remove` and a stage ever changes a key.
- temporary files end in `.tmp`, are never listed, and are removed by the next `sweep` under the lock.

What reading back cannot prove: `Disk.forget` asks the kernel for its copy to be dropped, but a device
may answer from a cache of its own.
"""

import errno
import fcntl
import itertools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from openhold.vault.disk import SEALED_MODE, Disk
from openhold.vault.errors import BusyError, StorageFailedError

CHUNK = 1 << 20
"""Bytes read or written at a time (1 MiB)."""


class Stage(Protocol):
    """A file being written that has no final name yet; `size` counts the bytes written so far."""

    size: int

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Append `data`."""

    def write_zeros(self, count: int) -> None:
        """Append `count` zero bytes, as a hole where the store can."""

    def truncate(self, size: int) -> None:
        """Cut the file to `size` bytes and go on from there."""

    def sync(self) -> None:
        """Return when all that was written is on the device."""

    def read_part(self, start: int, end: int, update: Callable[[memoryview], object]) -> int:
        """Read the bytes from `start` to `end`, past the kernel's copy, into `update`; return where they ended."""

    def read_back(self) -> tuple[int, bytes]:
        """Read the file again and return its size and SHA-256 (32 bytes)."""

    def publish(self, key: str) -> None:
        """Give the synced file its final name, create-only, mode 0444."""

    def discard(self) -> None:
        """Throw the file away."""

    def close(self) -> None:
        """Stop writing; the file stays under its working name."""


class Store(Protocol):
    """Keys are paths with `/`; values are bytes. See the module's promises."""

    def put(self, key: str, data: bytes) -> None:
        """Create `key`. The same bytes again are no error; other bytes raise FileExistsError."""

    def replace(self, key: str, data: bytes) -> None:
        """Set `key` in one step."""

    def read(self, key: str) -> bytes:
        """Return the bytes of `key`; FileNotFoundError if there is none."""

    def open(self, key: str) -> BinaryIO:
        """Open `key` for reading at any place; FileNotFoundError if there is none."""

    def size(self, key: str) -> int:
        """Return the size of `key` in bytes; FileNotFoundError if there is none."""

    def exists(self, key: str) -> bool:
        """Tell whether `key` stands."""

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield every key that begins with `prefix`; temporary files are not keys."""

    def folders(self, key: str) -> list[str]:
        """Return the names of the folders directly below `key`, sorted; none where there is no `key`."""

    def remove(self, key: str) -> None:
        """Take `key` away."""

    def stage(self, key: str) -> Stage:
        """Begin a file under the working name `key`."""

    def resume(self, key: str) -> Stage:
        """Take up the file that an interrupted run left under `key`."""

    def lock(self, prefix: str, *, wait: bool = True) -> AbstractContextManager[int]:
        """Hold `prefix` alone among processes."""

    def sweep(self, prefix: str, *, deep: bool = True) -> None:
        """Remove what interrupted writers left in `prefix`, and below it if `deep`."""


class DirectoryStore:
    """A store in a directory. OSError becomes StorageFailedError, which names the path."""

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self.root = root
        self.disk = disk or Disk()
        self._tmp = itertools.count()
        self._durable: set[Path] = set()

    def put(self, key: str, data: bytes) -> None:
        """Create `key`. The same bytes again are no error; other bytes raise FileExistsError."""
        path = self.path(key)
        with _told(path):
            self._folder(path.parent)
            if self._already(path, data):
                # Whoever made it may have been stopped before its name was on the device.
                self.disk.sync_folder(path.parent)
                return
            temporary = self._write_temporary(path, data)
            try:
                self.disk.link(temporary, path)
            except FileExistsError:
                # Somebody else was faster: whose bytes stand there decides.
                self.disk.unlink(temporary)
                if not self._already(path, data):
                    raise
            else:
                self.disk.unlink(temporary)
            self.disk.sync_folder(path.parent)

    def replace(self, key: str, data: bytes) -> None:
        """Set `key` to `data` in one step: a reader sees the old bytes or the new ones."""
        path = self.path(key)
        with _told(path):
            self._folder(path.parent)
            temporary = self._write_temporary(path, data)
            self.disk.rename(temporary, path)
            self.disk.sync_folder(path.parent)

    def read(self, key: str) -> bytes:
        """Return the bytes of `key`; FileNotFoundError if there is none."""
        path = self.path(key)
        with _told(path):
            return path.read_bytes()

    def open(self, key: str) -> BinaryIO:
        """Open `key` for reading at any place; FileNotFoundError if there is none."""
        path = self.path(key)
        with _told(path):
            return path.open("rb", buffering=0)

    def size(self, key: str) -> int:
        """Return the size of `key` in bytes; FileNotFoundError if there is none."""
        path = self.path(key)
        with _told(path):
            return path.stat().st_size

    def exists(self, key: str) -> bool:
        """Tell whether `key` stands."""
        return self.path(key).exists()

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield every key that begins with `prefix`, sorted by folder; temporary files are not keys."""
        folder = prefix.rpartition("/")[0]
        for key in self._walk(folder):
            if key.startswith(prefix):
                yield key

    def folders(self, key: str) -> list[str]:
        """Return the names of the folders directly below `key`, sorted; none where there is no `key`."""
        path = self.path(key)
        with _told(path):
            return sorted(entry.name for entry in path.iterdir() if entry.is_dir()) if path.is_dir() else []

    def remove(self, key: str) -> None:
        """Take `key` away. Evidence goes only through the gate in `dispose`; this is its last step."""
        path = self.path(key)
        with _told(path):
            self.disk.unlink(path)
            self.disk.sync_folder(path.parent)

    def stage(self, key: str) -> "DirectoryStage":
        """Begin a file under the working name `key` (`….open`, `….tmp`), which must not exist."""
        path = self.path(key)
        with _told(path):
            self._folder(path.parent)
            return DirectoryStage(self, path, self.disk.create(path), 0)

    def resume(self, key: str) -> "DirectoryStage":
        """Take up the file that an interrupted run left under the working name `key`."""
        path = self.path(key)
        with _told(path):
            fd = self.disk.reopen(path)
            return DirectoryStage(self, path, fd, os.fstat(fd).st_size)

    @contextmanager
    def lock(self, prefix: str, *, wait: bool = True) -> Iterator[int]:
        """Hold the folder `prefix` alone among processes; yields the descriptor that carries the lock.

        A child process that inherits the descriptor keeps the lock until it ends too. Raises BusyError
        when `wait` is false and somebody else holds it.
        """
        path = self.path(prefix)
        with _told(path):
            self._folder(path)
            fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            with _told(path):
                try:
                    fcntl.flock(fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
                except BlockingIOError as error:
                    raise BusyError(f"Another process is writing to {path}; try again when it is done.") from error
            yield fd
        finally:
            os.close(fd)

    def sweep(self, prefix: str, *, deep: bool = True) -> None:
        """Remove what interrupted writers left in `prefix`, and below it if `deep`. The caller holds its lock."""
        for folder, below, names in os.walk(self.path(prefix)):
            if not deep:
                below.clear()
            for name in names:
                if name.endswith(".tmp"):
                    with _told(Path(folder, name)):
                        self.disk.unlink(Path(folder, name))

    def path(self, key: str) -> Path:
        """Return where `key` stands on this disk."""
        return self.root / key

    def _walk(self, folder: str) -> Iterator[str]:
        path = self.path(folder) if folder else self.root
        try:
            names = sorted(entry.name for entry in path.iterdir())
        except FileNotFoundError:
            return
        except OSError as error:
            raise _failure(error, path) from error
        for name in names:
            key = f"{folder}/{name}" if folder else name
            if (path / name).is_dir() and not (path / name).is_symlink():
                yield from self._walk(key)
            elif not name.endswith(".tmp"):
                yield key

    def _already(self, path: Path, data: bytes) -> bool:
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            return False
        if size != len(data) or path.read_bytes() != data:
            raise FileExistsError(errno.EEXIST, "other bytes stand under this name", str(path))
        return True

    def _write_temporary(self, path: Path, data: bytes) -> Path:
        temporary, fd = self._create_temporary(path)
        try:
            try:
                self.disk.write(fd, data)
                self.disk.sync(fd)
            finally:
                os.close(fd)
        except OSError:
            with suppress(OSError):
                self.disk.unlink(temporary)
            raise
        return temporary

    def _create_temporary(self, path: Path) -> tuple[Path, int]:
        while True:
            temporary = path.with_name(f"{path.name}.{os.getpid()}-{next(self._tmp)}.tmp")
            # An earlier process of the same number may have left one: in a container that is the rule.
            with suppress(FileExistsError):
                return temporary, self.disk.create(temporary)

    def _folder(self, path: Path) -> None:
        """Make the folder durable. One that is there may have been made by a process that was stopped: see `put`."""
        there = path.is_dir()
        if there and (path in self._durable or self.root not in path.parents):
            return
        self._folder(path.parent)
        if not there:
            with suppress(FileExistsError):
                self.disk.mkdir(path)
        self.disk.sync_folder(path.parent)
        self._durable.add(path)


class DirectoryStage:
    """A file under a working name in a directory store. `size` counts the bytes written so far."""

    def __init__(self, store: DirectoryStore, path: Path, fd: int, size: int) -> None:
        self._store = store
        self._path = path
        self._fd = fd
        self.size = size
        os.lseek(fd, size, os.SEEK_SET)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Append `data`."""
        with _told(self._path):
            self._store.disk.write(self._fd, data)
        self.size += len(data)

    def write_zeros(self, count: int) -> None:
        """Append `count` zero bytes as a hole."""
        self.truncate(self.size + count)

    def truncate(self, size: int) -> None:
        """Cut or extend the file to `size` bytes and go on from there."""
        with _told(self._path):
            self._store.disk.truncate(self._fd, size)
            os.lseek(self._fd, size, os.SEEK_SET)
        self.size = size

    def sync(self) -> None:
        """Return when all that was written is on the device."""
        with _told(self._path):
            self._store.disk.sync(self._fd)

    def read_part(self, start: int, end: int, update: Callable[[memoryview], object]) -> int:
        """Read the bytes from `start` to `end`, past the kernel's copy, into `update`; return where they ended."""
        disk = self._store.disk
        buffer = memoryview(bytearray(CHUNK))
        with _told(self._path):
            disk.forget(self._fd, start)
            while start < end and (count := disk.read(self._fd, [buffer[: end - start]], start)):
                update(buffer[:count])
                start += count
        return start

    def read_back(self) -> tuple[int, bytes]:
        """Read the whole file again, past the kernel's copy, and return its size and SHA-256 (32 bytes)."""
        digest = sha256()
        return self.read_part(0, sys.maxsize, digest.update), digest.digest()

    def publish(self, key: str) -> None:
        """Give the synced file its final name, mode 0444, create-only; FileExistsError if that is taken."""
        path = self._store.path(key)
        disk = self._store.disk
        with _told(path):
            self._store._folder(path.parent)  # noqa: SLF001 -- a stage is the other half of its store
            disk.chmod(self._path, SEALED_MODE)
            disk.link(self._path, path)
            disk.unlink(self._path)
            disk.sync_folder(path.parent)
            if path.parent != self._path.parent:
                disk.sync_folder(self._path.parent)
        self.close()

    def discard(self) -> None:
        """Throw the file away."""
        self.close()
        with _told(self._path):
            self._store.disk.unlink(self._path)

    def close(self) -> None:
        """Close the descriptor; the file stays under its working name."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the operating system says about `path` into a sentence; two answers are part of the contract."""
    try:
        yield
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError as error:
        raise _failure(error, path) from error


def _failure(error: OSError, path: Path) -> StorageFailedError:
    advice = "Make room there and run the command again" if error.errno in (errno.ENOSPC, errno.EDQUOT) else None
    advice = advice or ("Check the permissions" if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else None)
    advice = advice or "Check the disk"
    return StorageFailedError(f"{path}: {error.strerror or error}. {advice}; nothing was acknowledged.")
