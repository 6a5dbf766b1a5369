"""Writes a folder whose bytes, modes and times are the same on every machine."""

import errno
import os
import stat
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from openhold.cli.sample_case.errors import SampleCaseError


class Tree:
    """A folder being written. `files` and `bytes` count the regular files and their bytes so far."""

    def __init__(self, folder: Path) -> None:
        """Make `folder`, or take it if it is empty; raise `SampleCaseError` if it is neither."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            empty = next(folder.iterdir(), None) is None
        except OSError as failed:
            message = (
                f"The sample case cannot be written to {folder} ({failed.strerror}): name an empty folder instead."
            )
            raise SampleCaseError(message) from failed
        if not empty:
            raise SampleCaseError(f"{folder} is not empty: name an empty or a new folder for the sample case.")
        self._root = os.fsencode(folder)
        self.files = 0
        self.bytes = 0
        self._newest = {self._root: 0}

    def file(self, path: str | bytes, data: bytes | Iterable[bytes], when: datetime, mode: int = 0o644) -> None:
        """Write one file, its folders too; `path` is relative, its bytes are taken as they are."""
        place = self._place(path, when)
        try:
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as failed:
            if failed.errno == errno.EILSEQ:
                return  # some file systems take no name that is not UTF-8
            raise
        with os.fdopen(handle, "wb") as file:
            for piece in [data] if isinstance(data, bytes) else data:
                self.bytes += file.write(piece)
        self.files += 1
        self._finish(place, when, mode)

    def link(self, path: str, target: str, when: datetime) -> None:
        """Write a symbolic link; nobody looks whether `target` exists."""
        place = self._place(path, when)
        os.symlink(target, place)  # noqa: PTH211
        os.utime(place, ns=_times(when), follow_symlinks=False)

    def pipe(self, path: str, when: datetime) -> None:
        """Write a fifo."""
        place = self._place(path, when)
        os.mkfifo(place)
        self._finish(place, when, 0o644)

    def close(self) -> None:
        """Give every folder the time of its newest entry. Call it once, after all has been written."""
        for folder in sorted(self._newest, key=len, reverse=True):
            os.chmod(folder, 0o755)  # noqa: PTH101, S103 - as shared folders are; names here are bytes, which Path does not take
            os.utime(folder, ns=(self._newest[folder], self._newest[folder]))

    def _place(self, path: str | bytes, when: datetime) -> bytes:
        place = os.path.join(self._root, os.fsencode(path))  # noqa: PTH118
        folder = os.path.dirname(place)  # noqa: PTH120
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        while len(folder) >= len(self._root):
            self._newest[folder] = max(self._newest.get(folder, 0), _times(when)[1])
            folder = os.path.dirname(folder)  # noqa: PTH120
        return place

    def _finish(self, place: bytes, when: datetime, mode: int) -> None:
        os.chmod(place, stat.S_IMODE(mode))  # noqa: PTH101
        os.utime(place, ns=_times(when))


def _times(when: datetime) -> tuple[int, int]:
    moment = int(when.timestamp()) * 1_000_000_000
    return moment, moment
