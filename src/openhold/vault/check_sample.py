"""Checks a sample: every pack's headers, root and end, and the bytes of some items drawn at random.

Items are drawn without replacement and one after another, so that no list of them is kept.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import BinaryIO

from openhold.formats.merkle import RootBuilder, leaf_hash
from openhold.vault.check_pack import Checked, check_large, open_fresh
from openhold.vault.errors import StorageFailedError
from openhold.vault.findings import Finding
from openhold.vault.pack import BLOCK, TRAILER, Member, Sealable, members, padded
from openhold.vault.store import CHUNK, Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sample:
    """Re-read only `percent` of the items (above 0, at most 100), chosen by `random`."""

    percent: float
    random: Random


def detection(population: int, sampled: int, damaged: int) -> float:
    """Return the chance (0 to 1) that a sample holds at least one of `damaged` items.

    `sampled` of `population` items are drawn without replacement (hypergeometric distribution).
    """
    missed = 1.0
    for drawn in range(min(damaged, population)):
        missed *= max(population - sampled - drawn, 0) / (population - drawn)
    return 1.0 - missed if damaged > 0 else 0.0


class _Draw:
    """Draws `sampled` of `population` items, asked in order: each is taken with the chance that is left for it."""

    def __init__(self, population: int, sample: Sample) -> None:
        self._left = population
        self._wanted = min(population, math.ceil(population * sample.percent / 100))
        self._random = sample.random

    def takes(self) -> bool:
        """Tell whether the next item is in the sample."""
        taken = self._left > 0 and self._random.random() * self._left < self._wanted
        self._left -= 1
        self._wanted -= taken
        return taken


def check_sample(
    store: Store, seals: Mapping[str, Sealable | None], large: Sequence[str], sample: Sample, progress: Progress
) -> Iterator[Checked]:
    """Yield what each pack and large object came to; `items` counts those whose bytes were read."""
    population = len(large) + sum(_count(store, key, stated) for key, stated in seals.items())
    draw = _Draw(population, sample)
    for key, stated in seals.items():
        try:
            with open_fresh(store, key, whole=False) as file:
                yield _pack(file, key, stated, draw, progress, store.size(key))
        except (OSError, StorageFailedError) as error:
            yield Checked([Finding("vault-unreadable", key, str(error))], 0, 0, b"")
    for key in large:
        if draw.takes():
            try:
                yield check_large(store, key, progress)
            except (OSError, StorageFailedError) as error:
                yield Checked([Finding("vault-unreadable", key, str(error))], 0, 0, b"")
        else:
            yield Checked([], 0, 0, bytes.fromhex(key.rpartition("/")[2]) + store.size(key).to_bytes(8, "big"))


def _count(store: Store, key: str, stated: Sealable | None) -> int:
    if stated is not None:
        return stated.members
    with store.open(key) as file:
        return sum(1 for _ in members(file))


def _pack(file: BinaryIO, key: str, stated: Sealable | None, draw: _Draw, progress: Progress, size: int) -> Checked:
    findings: list[Finding] = []
    records: list[bytes] = []
    root = RootBuilder()
    items = read = end = 0
    for member in members(file):
        records.append(member.digest + member.size.to_bytes(8, "big"))
        root.extend([leaf_hash(member.digest)])
        end = member.at - BLOCK + padded(member.size)
        read += BLOCK
        if draw.takes():
            items += 1
            read += member.size
            progress(1, member.size)
            findings += _member(file, key, member)
    file.seek(end)
    if not TRAILER <= size - end <= CHUNK or file.read(size - end).strip(b"\x00"):
        findings.append(
            Finding("vault-pack-altered", key, f"behind byte {end} stands what is no item; audit all of it")
        )
    if stated is not None and (size, len(records), root.root()) != (stated.size, stated.members, stated.root):
        findings.append(Finding("vault-pack-altered", key, "its size or its members are not those of its seal"))
    return Checked(findings, items, read, b"".join(records))


def _member(file: BinaryIO, key: str, member: Member) -> list[Finding]:
    file.seek(member.at)
    if sha256(file.read(member.size)).digest() == member.digest:
        return []
    return [Finding("vault-member-altered", f"{key}#{member.digest.hex()}", "its bytes have another SHA-256")]
