"""Checks one pack, or one large object, against its seal and its name. Returns findings, never stops at the first.

Everything is derived from the bytes of the file: every header, every member's digest, the padding, the zero
blocks at the end and the root. Where these are those that the seal states, no byte of the file is left free: a header
follows from digest and size, what fills up is zero, and the root binds the digests in their order. So the file is
the sealed one without being hashed a second time; its own digest is computed where something is not right, to tell
what. Bytes come from the device where the kernel allows to ask for that.
"""

from collections.abc import Callable
from contextlib import suppress
from hashlib import file_digest, sha256
from typing import BinaryIO, NamedTuple

from openhold.formats.merkle import RootBuilder
from openhold.vault.disk import Disk
from openhold.vault.findings import Finding
from openhold.vault.hasher import Hasher
from openhold.vault.pack import BLOCK, ITEM_LIMIT, TRAILER, Sealable, header, parse_header
from openhold.vault.rescue import rescue
from openhold.vault.store import CHUNK, Store

RECORD = 40
"""A record of a content that is there: its digest (32 bytes) and its size (8 bytes, big-endian)."""
MOST = 1000
"""A pack names at most this many of its own findings one by one."""

_WINDOW = 2 * CHUNK
_PADS = [bytes(n) for n in range(BLOCK)]
_LEAVES = 4096


class Checked(NamedTuple):
    """What checking one file came to: findings, items and bytes read, and a `RECORD` for each content that is there."""

    findings: list[Finding]
    items: int
    read: int
    records: bytes


def open_fresh(store: Store, key: str, *, whole: bool) -> BinaryIO:
    """Open `key` for reading, after asking the kernel to forget its copy of the bytes.

    With `whole` the file will be read from end to end: then the kernel is asked to fetch ahead, which makes
    two processes read twice as fast.
    """
    file = store.open(key)
    with suppress(OSError):  # a store that is no directory has no descriptor to ask with
        Disk().forget(file.fileno())
        if whole:
            Disk().in_order(file.fileno())
    return file


def check_large(store: Store, key: str, progress: Callable[[int, int], None]) -> Checked:
    """Return what reading the large object `key` found: its name must be the SHA-256 of its bytes."""
    name = key.rpartition("/")[2]
    size = 0
    buffers = [bytearray(CHUNK), bytearray(CHUNK)]
    with open_fresh(store, key, whole=True) as file, Hasher() as hasher:
        while count := file.readinto(buffers[0]):  # type: ignore[attr-defined]
            hasher.update(memoryview(buffers[0])[:count])
            buffers.reverse()
            size += count
            progress(0, count)
        seen = hasher.digest().hex()
    progress(1, 0)
    findings = []
    if seen != name:
        findings = [Finding("vault-large-altered", key, f"its {size} bytes have the SHA-256 {seen}")]
    return Checked(findings, 1, size, bytes.fromhex(name) + size.to_bytes(8, "big"))


def check_pack(store: Store, key: str, stated: Sealable | None, progress: Callable[[int, int], None]) -> Checked:
    """Return what reading the pack `key` found; `stated` is what its seal states, None where no seal can be trusted."""
    with open_fresh(store, key, whole=True) as file:
        reading = _Reading(file, key, progress)
        reading.read()
        findings = reading.findings
        if reading.broken_at is not None:
            more, records = rescue(file, key, reading.broken_at, reading.size)
            findings += more
            reading.take(records)
    if len(findings) > MOST:
        rest = len(findings) - MOST
        findings = [*findings[:MOST], Finding("vault-pack-altered", key, f"{rest} more things are wrong in it")]
    if stated is not None:
        findings += _against_seal(store, key, stated, reading, explained=bool(findings))
    return Checked(findings, reading.items, reading.size, bytes(reading.records))


def _against_seal(store: Store, key: str, stated: Sealable, reading: "_Reading", *, explained: bool) -> list[Finding]:
    if reading.size != stated.size:
        text = f"it has {reading.size} bytes, its seal states {stated.size}"
        return [Finding("vault-pack-altered", key, text)]
    same = (reading.items, reading.root.root()) == (stated.members, stated.root)
    if same and not explained:
        return []
    whole = _digest(store, key)
    if whole != stated.digest:
        text = f"the file's SHA-256 is {whole.hex()}, its seal states {stated.digest.hex()}"
        return [] if explained else [Finding("vault-pack-altered", key, text)]
    if not same:
        seal = key.removesuffix("tar") + "seal"
        return [Finding("vault-seal-wrong", seal, "the pack's bytes are those sealed, but not its members or root")]
    return []


def _digest(store: Store, key: str) -> bytes:
    with open_fresh(store, key, whole=True) as file:
        return file_digest(file, "sha256").digest()  # type: ignore[arg-type]


class _Reading:
    """One pass over a pack from its first byte to its last, in windows that grow to the largest member."""

    def __init__(self, file: BinaryIO, key: str, progress: Callable[[int, int], None]) -> None:
        self._file = file
        self._key = key
        self._progress = progress
        self._buffer = bytearray(_WINDOW)
        self._start = self._stop = self._base = 0
        self._zeros = 0
        self._leaves: list[bytes] = []
        self.root = RootBuilder()
        self.records = bytearray()
        self.findings: list[Finding] = []
        self.items = self.size = 0
        self.broken_at: int | None = None
        """Where the members can no longer be followed by their headers."""

    def read(self) -> None:
        """Check what can be checked in one pass."""
        before = 0
        while count := self._fill():
            self._follow()
            self._progress(self.items - before, count)
            before = self.items
        if self.broken_at is None and (self._start < self._stop or self._zeros < TRAILER):
            self.broken_at = self._base + self._start - self._zeros
        self._extend_root()

    def take(self, records: list[bytes]) -> None:
        """Count members that were found behind a damaged header."""
        self.records += b"".join(records)
        self.root.extend([sha256(b"\x00" + record[:32]).digest() for record in records])
        self.items += len(records)

    def _fill(self) -> int:
        """Move what is left to the front and fill up behind it; return the number of new bytes."""
        left = self._stop - self._start
        buffer = self._buffer
        if left > len(buffer) - CHUNK:
            # A member larger than the window: its bytes are hashed in one piece, so it must fit.
            buffer = bytearray(len(buffer) * 2)
        buffer[:left] = self._buffer[self._start : self._stop]
        self._buffer = buffer
        self._base += self._start
        self._start, self._stop = 0, left
        count = self._file.readinto(memoryview(buffer)[left:]) or 0  # type: ignore[attr-defined]
        self._stop += count
        self.size += count
        return int(count)

    def _follow(self) -> None:
        """Check the members that are whole in the window."""
        buffer, at, stop = self._buffer, self._start, self._stop
        view = memoryview(buffer)
        records, leaves = self.records, self._leaves
        while self.broken_at is None and not self._zeros and at + BLOCK <= stop and buffer[at]:
            try:
                size = int(buffer[at + 124 : at + 135], 8)
            except ValueError:
                size = -1
            begin = at + BLOCK
            end = begin + size
            pad = -size % BLOCK
            if not 0 <= size < ITEM_LIMIT:
                self.broken_at = self._base + at
                break
            if end + pad > stop:
                break
            content = sha256(view[begin:end])
            digest = content.digest()
            if not buffer.startswith(header(content.hexdigest(), size), at):
                member = parse_header(view[at:begin], at)
                if member is None:
                    self.broken_at = self._base + at
                    break
                digest = member.digest
                self._altered(digest, "its bytes have another SHA-256")
            if pad and not buffer.startswith(_PADS[pad], end):
                self._altered(digest, "the bytes that fill up its last block are not zero", "vault-pack-altered")
            records += digest
            records += size.to_bytes(8, "big")
            leaves.append(sha256(b"\x00" + digest).digest())
            at = end + pad
            self.items += 1
        if len(leaves) >= _LEAVES:
            self._extend_root()
        view.release()
        self._start = at if self.broken_at is None else stop
        if self.broken_at is None and (self._zeros or (at < stop and not buffer[at])):
            self._end(at, stop)

    def _end(self, at: int, stop: int) -> None:
        """Behind the last member only zeros may stand."""
        if self._buffer.count(0, at, stop) != stop - at:
            self.broken_at = self._base + at - self._zeros
        self._zeros += stop - at
        self._start = stop

    def _altered(self, digest: bytes, detail: str, code: str = "vault-member-altered") -> None:
        self.findings.append(Finding(code, f"{self._key}#{digest.hex()}", detail))

    def _extend_root(self) -> None:
        self.root.extend(self._leaves)
        self._leaves.clear()
