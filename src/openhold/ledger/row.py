"""What a ledger is made of, before it is published."""

from typing import NamedTuple


class Row(NamedTuple):
    """One fact: its number, its entry, and the salted body behind the entry's commitment.

    `erased` is the ground on which the body was erased; then `salt` and `body` are empty.
    """

    seq: int
    entry: bytes
    salt: bytes
    body: bytes
    erased: str | None = None
