"""RFC 6962 hashing: leaves, nodes, roots while they grow, and inclusion paths (RFC 9162, 2.1.3)."""

import hashlib
from collections.abc import Sequence

from .errors import RuleError

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 || data), 32 bytes (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right), 32 bytes (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class GrowingRoot:
    """The root of a tree that is given leaf by leaf; memory grows with the logarithm of the leaves."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Take the next leaf hash (32 bytes)."""
        merges = self.size
        while merges & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            merges >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over the leaves so far; SHA-256 of nothing where there are none."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_of_leaves(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes held in memory."""
    growing = GrowingRoot()
    for leaf in leaves:
        growing.add(leaf)
    return growing.root()


def root_by_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that an inclusion path leads to (RFC 9162, 2.1.3.2).

    Raises RuleError where index, size and the length of the path do not fit together.
    """
    if not 0 <= index < size:
        raise RuleError("the place in the proof is not inside the tree")
    node, last = index, size - 1
    root = leaf
    for step in path:
        if last == 0:
            raise RuleError("the proof is longer than the tree is high")
        if node & 1 or node == last:
            root = node_hash(step, root)
            while not node & 1 and node:
                node >>= 1
                last >>= 1
        else:
            root = node_hash(root, step)
        node >>= 1
        last >>= 1
    if last:
        raise RuleError("the proof is shorter than the tree is high")
    return root
