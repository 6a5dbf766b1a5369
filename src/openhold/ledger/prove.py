"""Inclusion and consistency proofs from published tiles (RFC 9162, 2.1.3 and 2.1.4)."""

from openhold.formats.errors import FormatError
from openhold.formats.merkle import node_hash, path_ranges
from openhold.ledger.errors import LedgerError
from openhold.ledger.files import Files
from openhold.ledger.tiles import Tiles


def inclusion(files: Files, index: int, size: int) -> list[bytes]:
    """Return the path from entry `index` upwards in the log of `size` entries; LedgerError where there is none."""
    tiles = Tiles(files, size)
    try:
        ranges = path_ranges(index, size)
    except FormatError as error:
        raise LedgerError(str(error)) from error
    return [tiles.range_root(first, behind) for first, behind in ranges]


def consistency(files: Files, old: int, new: int) -> list[bytes]:
    """Return the proof that the log of `new` entries continues the one of `old`; LedgerError from or for size 0."""
    if not 0 < old <= new:
        raise LedgerError(f"There is no consistency proof from size {old} to size {new}.")
    tiles = Tiles(files, new)
    first, behind = 0, new
    ranges: list[tuple[int, int]] = []
    whole = True
    while old != behind:
        split = first + (1 << ((behind - first - 1).bit_length() - 1))
        if old <= split:
            ranges.append((split, behind))
            behind = split
        else:
            ranges.append((first, split))
            first, whole = split, False
    if not whole:
        ranges.append((first, behind))
    return [tiles.range_root(*span) for span in reversed(ranges)]


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> None:
    """Raise LedgerError unless `proof` shows that the larger log continues the smaller (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= new or any(len(digest) != 32 for digest in (old_root, new_root, *proof)):
        raise LedgerError("That is no consistency proof: a size is 0 or too large, or a digest is not 32 bytes.")
    if old == new:
        if proof or old_root != new_root:
            raise LedgerError("Two roots of one size differ.")
        return
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        raise LedgerError("The consistency proof is too short.")
    if _climb(old, new, path) != (old_root, new_root):
        raise LedgerError("The log does not continue the older one.")


def _climb(old: int, new: int, path: list[bytes]) -> tuple[bytes, bytes]:
    """Return the old and the new root that `path` leads to."""
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    from_old = from_new = path[0]
    for digest in path[1:]:
        if sn == 0:
            raise LedgerError("The consistency proof is too long.")
        if fn & 1 or fn == sn:
            from_old, from_new = node_hash(digest, from_old), node_hash(digest, from_new)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            from_new = node_hash(from_new, digest)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise LedgerError("The consistency proof is too short.")
    return from_old, from_new
