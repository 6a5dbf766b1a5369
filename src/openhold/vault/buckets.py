"""Many small records, parted by their first byte, in bounded memory: what an audit joins digests with.

A bucket is read back whole and put into a set of its own, so no set ever holds all digests.
"""

import tempfile
from collections.abc import Iterator
from typing import IO

IN_MEMORY = 16 << 20
"""Bytes of records kept in memory before they go to a temporary file (16 MiB)."""


class Buckets:
    """Records of `width` bytes in 256 buckets, each in the order of adding."""

    def __init__(self, width: int, in_memory: int = IN_MEMORY) -> None:
        self._width = width
        self._limit = in_memory
        self._parts = [bytearray() for _ in range(256)]
        self._waiting = 0
        self._file: IO[bytes] | None = None
        self._spilled: list[list[tuple[int, int]]] = [[] for _ in range(256)]

    def add(self, records: bytes) -> None:
        """Add records that follow one another in `records`."""
        parts, width = self._parts, self._width
        for at in range(0, len(records), width):
            parts[records[at]] += records[at : at + width]
        self._waiting += len(records)
        if self._waiting > self._limit:
            self._spill()

    def bucket(self, first: int) -> Iterator[bytes]:
        """Yield the records that begin with the byte `first`, in the order of adding."""
        width = self._width
        for whole in (*self._read(first), self._parts[first]):
            for at in range(0, len(whole), width):
                yield bytes(whole[at : at + width])

    def close(self) -> None:
        """Give memory and the temporary file back."""
        self._parts = [bytearray() for _ in range(256)]
        if self._file is not None:
            self._file.close()

    def _read(self, first: int) -> Iterator[bytes]:
        if self._file is not None:
            for at, size in self._spilled[first]:
                self._file.seek(at)
                yield self._file.read(size)

    def _spill(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="openhold-audit-")  # noqa: SIM115 -- `close` closes it
        at = self._file.seek(0, 2)
        for first, part in enumerate(self._parts):
            self._file.write(part)
            self._spilled[first].append((at, len(part)))
            at += len(part)
            part.clear()
        self._waiting = 0
