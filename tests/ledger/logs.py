"""Logs to test with: rows made from numbers, and the root that RFC 6962 defines, computed naively."""

from hashlib import sha256

from openhold.formats.notes import SigningKey
from openhold.ledger import entry as entries
from openhold.ledger.row import Row

ORIGIN = "alder/m-1"
SIGNER = SigningKey(b"k" * 32)
KEY = SIGNER.verifier(ORIGIN)


def row(seq: int, said: str = "") -> Row:
    salt = seq.to_bytes(32, "big")
    body = b'{"n":%d,"said":"%b"}' % (seq, said.encode())
    entry = entries.Entry(
        seq=seq,
        at="2026-03-05T09:00:00.000000Z",
        actor="p-1",
        kind="test.noted/1",
        body=entries.commit(salt, body).hex(),
    )
    return Row(seq, entries.encode(entry), salt, body)


def log(size: int, said: str = "") -> list[Row]:
    return [row(seq, said) for seq in range(size)]


def naive_root(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + naive_root(leaves[:split]) + naive_root(leaves[split:])).digest()


def leaves(rows: list[Row]) -> list[bytes]:
    return [sha256(b"\x00" + one.entry).digest() for one in rows]
