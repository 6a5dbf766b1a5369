"""What can still be said about the members of a pack behind a damaged header.

The last words of a pack before this are a place where no header can be read. From there on every
512-byte block that is a header is a landmark; what lies between two landmarks is one member or damage.
"""

import bisect
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from openhold.vault.findings import Finding
from openhold.vault.pack import BLOCK, ITEM_LIMIT, TRAILER, Member, header, padded, parse_header
from openhold.vault.store import CHUNK

_MARK = b"blobs/sha256/"
_CLOSE = 8
"""A header that differs in at most this many bytes from the one its content would have is that one, damaged."""


def rescue(file: BinaryIO, key: str, start: int, size: int) -> tuple[list[Finding], list[bytes]]:
    """Return findings and the records (digest, size) of the members that stand in bytes `start` to `size` of a pack."""
    limit = max(size - TRAILER, start)
    marks = [*_headers(file, start, limit), limit]
    findings, records = [], []
    at = start
    while at < limit:
        member = _header_at(file, at)
        if member is not None and at + padded(member.size) <= limit:
            end = at + padded(member.size)
            findings += _content(file, key, member)
        else:
            end = marks[bisect.bisect_right(marks, at)]
            member = _identify(file, at, end)
            findings.append(_damaged(key, member, at))
        if member is not None:
            records.append(member.digest + member.size.to_bytes(8, "big"))
        at = end
    if _read(file, limit, size - limit).strip(b"\x00") or size - limit < TRAILER:
        findings.append(Finding("vault-pack-altered", key, "it does not end in the zero blocks of a whole pack"))
    return findings, records


def _headers(file: BinaryIO, start: int, limit: int) -> Iterator[int]:
    for base in range(start, limit, CHUNK):
        data = _read(file, base, min(CHUNK, limit - base))
        found = data.find(_MARK)
        while found >= 0:
            if found % BLOCK == 0 and parse_header(data[found : found + BLOCK], base + found) is not None:
                yield base + found
            found = data.find(_MARK, found + 1)


def _header_at(file: BinaryIO, at: int) -> Member | None:
    member = parse_header(_read(file, at, BLOCK), at)
    return member if member is not None and member.size < ITEM_LIMIT else None


def _content(file: BinaryIO, key: str, member: Member) -> list[Finding]:
    data = _read(file, member.at, padded(member.size) - BLOCK)
    subject = f"{key}#{member.digest.hex()}"
    if sha256(memoryview(data)[: member.size]).digest() != member.digest:
        return [Finding("vault-member-altered", subject, "its bytes have another SHA-256")]
    if data[member.size :].strip(b"\x00"):
        return [Finding("vault-pack-altered", subject, "the bytes that fill up its last block are not zero")]
    return []


def _identify(file: BinaryIO, at: int, end: int) -> Member | None:
    """Return the member whose header at `at` was damaged, if its content up to `end` tells which it is."""
    block = _read(file, at, BLOCK)
    if end - at - BLOCK > ITEM_LIMIT:
        return None
    data = memoryview(_read(file, at + BLOCK, end - at - BLOCK))
    try:
        name = bytes.fromhex(block[len(_MARK) : len(_MARK) + 64].decode())
    except ValueError:
        name = b""
    # The name may be right: some length within the last block then gives this digest.
    shortest = max(len(data) - BLOCK, 0)
    seen = sha256(data[:shortest])
    for size in range(shortest, len(data) + 1):
        longer = seen.copy()
        longer.update(data[shortest:size])
        if longer.digest() == name:
            return Member(name, at + BLOCK, size)
    # The name may be what was damaged: then the content's own name is close to it.
    try:
        size = int(block[124:135], 8)
    except ValueError:
        return None
    digest = sha256(data[: max(size, 0)]).digest()
    likely = header(digest.hex(), size) if 0 <= size <= len(data) else b""
    close = likely and sum(a != b for a, b in zip(likely, block, strict=True)) <= _CLOSE
    return Member(digest, at + BLOCK, size) if close else None


def _damaged(key: str, member: Member | None, at: int) -> Finding:
    if member is None:
        return Finding("vault-pack-altered", key, f"what stands at byte {at} is no item with a whole header")
    return Finding(
        "vault-member-altered", f"{key}#{member.digest.hex()}", "its header was altered; its bytes are whole"
    )


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at)
    parts = []
    while count > 0 and (data := file.read(count)):
        parts.append(data)
        count -= len(data)
    return b"".join(parts)
