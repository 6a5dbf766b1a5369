"""RFC 6962 section 2.1 hash trees over SHA-256: leaves, nodes, roots and the two kinds of proof.

Everything here works on 32-byte digests in memory. Trees that stand in files are the ledger's.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from openhold.formats.errors import FormatError

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves, 32 bytes."""


def leaf_hash(data: bytes) -> bytes:
    """Return SHA-256(0x00 || data), 32 bytes."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 || left || right), 32 bytes."""
    return sha256(b"\x01" + left + right).digest()


class RootBuilder:
    """Computes a root over a stream of leaf hashes while holding one digest per level.

    `peaks` are the roots of the full subtrees so far, (level, digest), largest first.
    """

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[tuple[int, bytes]] = []

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Add leaf hashes (32 bytes each) in order."""
        at = 0
        count = len(leaves)
        while at < count:
            # The largest aligned run that fits is reduced level by level, without a call per leaf.
            run = 1 << ((count - at).bit_length() - 1)
            aligned = self.size & -self.size if self.size else run
            run = min(run, aligned)
            self._add(run.bit_length() - 1, _perfect_root(leaves[at : at + run]), run)
            at += run

    def root(self) -> bytes:
        """Return the root over all leaves added so far, 32 bytes."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1][1]
        for _, peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def _add(self, level: int, digest: bytes, leaves: int) -> None:
        while self.peaks and self.peaks[-1][0] == level:
            digest = node_hash(self.peaks.pop()[1], digest)
            level += 1
        self.peaks.append((level, digest))
        self.size += leaves


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over the leaf hashes, 32 bytes."""
    builder = RootBuilder()
    builder.extend(list(leaves))
    return builder.root()


def path_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """Return which leaves, (first, behind the last), each digest of an inclusion path covers, from the leaf upwards.

    Raises FormatError when there is no such leaf.
    """
    if not 0 <= index < size:
        raise FormatError(f"There is no leaf {index} in a tree of {size}.")
    first, behind = 0, size
    ranges = []
    while behind - first > 1:
        split = first + (1 << ((behind - first - 1).bit_length() - 1))
        if index < split:
            ranges.append((split, behind))
            behind = split
        else:
            ranges.append((first, split))
            first = split
    return ranges[::-1]


def inclusion_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the path from leaf `index` upwards (RFC 9162, 2.1.3) in the tree over `leaves`.

    Raises FormatError when there is no such leaf.
    """
    return [root_of(leaves[first:behind]) for first, behind in path_ranges(index, len(leaves))]


def root_from_path(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """Return the root that `path` claims for `leaf` at `index` of `size` leaves (RFC 9162, 2.1.3.2).

    Raises FormatError for an impossible index, a path of the wrong length, or a digest of another length.
    """
    if not 0 <= index < size:
        raise FormatError(f"There is no leaf {index} in a tree of {size}.")
    if any(len(digest) != 32 for digest in (leaf, *path)):
        raise FormatError("A digest in a proof is not 32 bytes long.")
    fn, sn, root = index, size - 1, leaf
    for sibling in path:
        if sn == 0:
            raise FormatError("The proof is longer than the tree is high.")
        if fn & 1 or fn == sn:
            root = node_hash(sibling, root)
            while fn and not fn & 1:
                fn >>= 1
                sn >>= 1
        else:
            root = node_hash(root, sibling)
        fn >>= 1
        sn >>= 1
    if sn:
        raise FormatError("The proof is shorter than the tree is high.")
    return root


def _perfect_root(leaves: Sequence[bytes]) -> bytes:
    level = leaves
    while len(level) > 1:
        level = [sha256(b"\x01" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=True)]
    return level[0]
