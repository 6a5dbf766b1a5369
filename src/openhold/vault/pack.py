"""Packs: many small items in one ustar file, laid down so that one file of bytes follows from its members.

A header depends on the digest and the size alone, so a pack can be checked byte for byte, and
GNU tar and Python's tarfile read it.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import BinaryIO, NamedTuple
from zlib import adler32

from openhold.formats.merkle import RootBuilder, leaf_hash
from openhold.vault.errors import DamagedError
from openhold.vault.store import CHUNK, Stage

BLOCK = 512
ITEM_LIMIT = 16 << 20
"""Items of this many bytes or more are large objects (16 MiB)."""
PACK_LIMIT = 256 << 20
"""A pack that has reached this many bytes is sealed (256 MiB)."""
TRAILER = 2 * BLOCK
PLACE = 40
"""Bytes of a record of `PackWriter.places`: the digest (32) and where its bytes begin (8, big-endian)."""

_GROUP = 32 << 20
"""So many bytes are made durable and read back together, while the next ones are written (group commit)."""

_PREFIX = b"blobs/sha256/"
_BEFORE_SIZE = b"0000444\x000000000\x000000000\x00"
_AFTER_SIZE = b"\x0000000000000\x00"
_AFTER_SUM = b"\x00 0" + bytes(100) + b"ustar\x0000" + bytes(64 + 16 + 155 + 12)
_FIXED_SUM = sum(_PREFIX) + sum(_BEFORE_SIZE) + sum(_AFTER_SIZE) + sum(b"        ") + sum(_AFTER_SUM[2:])
_NAME_PAD = bytes(100 - len(_PREFIX) - 64)
_PADS = [bytes(-n % BLOCK) for n in range(BLOCK)]


def header(digest_hex: str, size: int) -> bytes:
    """Return the 512-byte ustar header of a member named ``blobs/sha256/<digest_hex>`` of `size` bytes."""
    name = digest_hex.encode()
    length = b"%011o" % size
    # The low half of Adler-32 is one more than the sum of the bytes: seven times as fast as adding them up here.
    check = b"%06o" % (_FIXED_SUM - 2 + (adler32(name) & 0xFFFF) + (adler32(length) & 0xFFFF))
    return b"".join((_PREFIX, name, _NAME_PAD, _BEFORE_SIZE, length, _AFTER_SIZE, check, _AFTER_SUM))


def padded(size: int) -> int:
    """Return the bytes that a member of `size` bytes takes up in a pack, header and padding included."""
    return BLOCK + size + -size % BLOCK


class Member(NamedTuple):
    """One member as it stands in a pack: `at` is where its bytes begin."""

    digest: bytes
    at: int
    size: int


class Sealable(NamedTuple):
    """What the seal of a finished pack states, measured by reading the file back."""

    size: int
    members: int
    root: bytes
    digest: bytes


class PackWriter:
    """Appends members to a staged pack. `size` is the pack's length so far, in bytes."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.size = stage.size
        self.members = 0
        self._whole = sha256()
        self._root = RootBuilder()
        self._leaves: list[bytes] = []
        self._places = bytearray()
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self._seen = sha256()
        self._seen_to = 0
        self._asked_to = 0
        self._reader = ThreadPoolExecutor(1)
        self._readings: list[Future[None]] = []

    def add(self, digest: bytes, data: bytes) -> None:
        """Append one member. Its bytes are on their way, not durable before `finish` returns."""
        size = len(data)
        self._waiting += (header(digest.hex(), size), data, _PADS[size % BLOCK])
        self._leaves.append(leaf_hash(digest))
        self._places += digest + (self.size + BLOCK).to_bytes(8, "big")
        total = padded(size)
        self.size += total
        self.members += 1
        self._waiting_bytes += total
        if self._waiting_bytes >= CHUNK:
            self.flush()

    def take_over(self, file: BinaryIO, whole: Sequence[Member]) -> None:
        """Count the members that already stand in the staged file, which `file` reads, as if added here."""
        file.seek(0)
        left = self.size
        while left and (data := file.read(min(CHUNK, left))):
            self._whole.update(data)
            left -= len(data)
        self._root.extend([leaf_hash(member.digest) for member in whole])
        self._places += b"".join(member.digest + member.at.to_bytes(8, "big") for member in whole)
        self.members = len(whole)

    def flush(self) -> None:
        """Hand what waits to the operating system, in one write (group commit)."""
        whole = b"".join(self._waiting)
        self._waiting.clear()
        self._waiting_bytes = 0
        self._whole.update(whole)
        self.stage.write(whole)
        self._root.extend(self._leaves)
        self._leaves.clear()
        if self.stage.size - self._asked_to >= _GROUP:
            self._read_behind()

    def finish(self) -> Sealable:
        """End the pack, make it durable, read it back, and return what its seal must state.

        Raises DamagedError when the device gives back other bytes than were written.
        """
        self._waiting.append(bytes(TRAILER))
        self.flush()
        self.size += TRAILER
        self._read_behind()
        try:
            for reading in self._readings:
                reading.result()
        finally:
            self._reader.shutdown()
        longer = self.stage.read_part(self.size, self.size + 1, self._seen.update)
        if self._seen_to != self.size or longer != self.size or self._seen.digest() != self._whole.digest():
            raise DamagedError("A pack read back differently from what was written; the disk is not to be trusted.")
        return Sealable(self.size, self.members, self._root.root(), self._seen.digest())

    def abandon(self) -> None:
        """Stop: what was written stays under the working name, for recovery."""
        self._reader.shutdown(cancel_futures=True)
        self.stage.close()

    def _read_behind(self) -> None:
        """Make what was written so far durable and read it back, in a second thread, while more is written."""
        self._asked_to = self.stage.size
        self._readings.append(self._reader.submit(self._sync_and_read, self._asked_to))

    def _sync_and_read(self, end: int) -> None:
        self.stage.sync()
        self._seen_to = self.stage.read_part(self._seen_to, end, self._seen.update)

    def places(self) -> bytes:
        """Return where each member's bytes begin: one record of `PLACE` bytes for each, in order (for a cache)."""
        return bytes(self._places)


def members(file: BinaryIO) -> Iterator[Member]:
    """Yield the members of a pack by its headers, in order; the bytes themselves are not read.

    Stops before the first block that is not the header of a member. Raises nothing for a cut pack:
    the caller compares with the seal.
    """
    at = 0
    while True:
        file.seek(at)
        block = file.read(BLOCK)
        member = parse_header(block, at)
        if member is None:
            return
        yield member
        at += padded(member.size)


def parse_header(block: bytes | memoryview, at: int) -> Member | None:
    """Return the member whose header is `block`, which stands at `at`; None unless it is exactly that."""
    block = bytes(block)
    name = block[len(_PREFIX) : len(_PREFIX) + 64]
    length = block[124:135]
    if len(block) != BLOCK or not length.isdigit() or not name.isalnum():
        return None
    try:
        digest, size = bytes.fromhex(name.decode()), int(length, 8)
    except ValueError:
        return None
    if block != header(digest.hex(), size):
        return None
    return Member(digest, at + BLOCK, size)
