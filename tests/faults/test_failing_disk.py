"""A disk that fails at its n-th call of a kind, for every n of a whole collection: never a wrong acknowledgement."""

import errno
import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from openhold.actions.audit import audit
from openhold.actions.check_ledgers import check_ledgers
from openhold.actions.collect.action import collect
from openhold.actions.errors import StorageError
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.open_matter import open_matter
from openhold.actions.set_up import set_up
from openhold.projections.collection import Collection
from openhold.vault.disk import Disk
from openhold.vault.store import DirectoryStore
from openhold.vault.vault import Vault

from .trees import Tree

KINDS = ("create", "write", "truncate", "sync", "sync_folder", "link", "rename", "unlink", "chmod", "mkdir", "read")


class FailingDisk(Disk):
    """A disk whose `when`-th call of `kind` fails with `error`, and every later one where `on`.

    A failing write puts half of its bytes down first. `lie` lets a read give back one wrong bit instead.
    """

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.plan("", 0, 0)

    def plan(self, kind: str, when: int, error: int, *, on: bool = False, lie: bool = False) -> None:
        """Fail so from now on."""
        self.calls.clear()
        self.fired = 0
        self._kind, self._when, self._error, self._on, self._lie = kind, when, error, on, lie

    def _due(self, kind: str) -> bool:
        self.calls[kind] += 1
        count = self.calls[kind]
        due = kind == self._kind and (count == self._when or (self._on and count > self._when))
        self.fired += due
        return due

    def _fail(self, kind: str) -> None:
        if self._due(kind):
            raise OSError(self._error, os.strerror(self._error))

    def create(self, path: Path) -> int:
        self._fail("create")
        return super().create(path)

    def write(self, fd: int, data: bytes | bytearray | memoryview) -> None:
        if self._due("write"):
            super().write(fd, memoryview(data)[: len(data) // 2])
            raise OSError(self._error, os.strerror(self._error))
        super().write(fd, data)

    def truncate(self, fd: int, size: int) -> None:
        self._fail("truncate")
        super().truncate(fd, size)

    def sync(self, fd: int) -> None:
        self._fail("sync")
        super().sync(fd)

    def sync_folder(self, path: Path) -> None:
        self._fail("sync_folder")
        super().sync_folder(path)

    def link(self, old: Path, new: Path) -> None:
        self._fail("link")
        super().link(old, new)

    def rename(self, old: Path, new: Path) -> None:
        self._fail("rename")
        super().rename(old, new)

    def unlink(self, path: Path) -> None:
        self._fail("unlink")
        super().unlink(path)

    def chmod(self, path: Path, mode: int) -> None:
        self._fail("chmod")
        super().chmod(path, mode)

    def mkdir(self, path: Path) -> None:
        self._fail("mkdir")
        super().mkdir(path)

    def read(self, fd: int, buffers: Sequence[memoryview], offset: int) -> int:
        if not self._lie:
            self._fail("read")
        count = super().read(fd, buffers, offset)
        if self._lie and count and self._due("read"):
            buffers[0][count // 2] ^= 1
        return count


class Quiet:
    """Looks on and says nothing."""

    def progress(self, items: int, size: int, failed: int) -> None:
        pass

    def stopped(self) -> bool:
        return False


class Bench:
    """A home on a failing disk, one matter, and evidence with a small pack and a large item."""

    def __init__(self, folder: Path, tree: Tree) -> None:
        self.disk = FailingDisk()
        self.tree = tree
        self.home = Home(folder / "home", random=Random(3).randbytes)
        vars(self.home)["vault"] = Vault(DirectoryStore(self.home.folder / "vault", self.disk), folder / "cache")
        self.actor = set_up(self.home, "alder").actor
        self.matter = open_matter(self.home, self.actor, title="Quintrell", court=None, number=None).matter
        self.acknowledged: list[str] = []

    def attempt(self, kind: str, when: int, error: int, *, on: bool = False, lie: bool = False) -> int:
        """Name a new source, collect it on a disk that fails so, then on a good one; return how often it failed."""
        at = os.fsencode(self.tree.root)
        source = name_source(self.home, self.actor, self.matter, kind="directory", at=at, custodian=None)
        self.disk.plan(kind, when, error, on=on, lie=lie)
        said = "."
        try:
            done = collect(self.home, self.actor, source, reread=False, watch=Quiet())
            self.acknowledged.append(done.fact.collection)
        except StorageError as failure:
            said = str(failure)
        assert said.endswith(".")
        assert "\n" not in said
        fired = self.disk.fired
        self.disk.plan("", 0, 0)
        done = collect(self.home, self.actor, source, reread=False, watch=Quiet())
        assert done.fact.lines == len(self.tree.digests)
        assert done.fact.ends.failed == 0
        self.acknowledged.append(done.fact.collection)
        self.sound(source.unit)
        return fired

    def sound(self, unit: str) -> None:
        """Every acknowledged collection stands in the record, and this unit's and all ledgers' bytes are right."""
        known = set(Collection.objects.values_list("id", flat=True))
        assert set(self.acknowledged) <= known
        assert check_ledgers(self.home, None) == ()
        units = self.home.vault.units
        try:
            # The units of earlier faults were audited then; auditing them all each time would take minutes.
            vars(self.home.vault)["units"] = lambda: [unit]
            found = audit(self.home, self.actor, None, sample=None, watch=Quiet())
        finally:
            vars(self.home.vault)["units"] = units
        assert found.findings == ()
        assert found.checked == len(self.tree.digests)


@pytest.fixture
def bench(tmp_path: Path, transactional_db: None) -> Bench:
    tree = Tree(tmp_path / "tree", 13, 2, 3, large=False)
    (tree.root / "film.bin").write_bytes(bytes(16 << 20) + b"end")
    tree.digests["film.bin"] = ""
    return Bench(tmp_path, tree)


@pytest.mark.parametrize("kind", KINDS)
def test_every_call_of_a_kind_may_fail(bench: Bench, kind: str, figure: Callable[[str, str], None]) -> None:
    faults = 0
    for error, on in ((errno.EIO, False), (errno.ENOSPC, True)):
        when = 1
        while bench.attempt(kind, when, error, on=on):
            faults += 1
            when += _step(kind, when)
    assert faults >= 2
    figure("failing disk, every call of a kind", f"{faults:>3} faults of {kind}: nothing wrong acknowledged")


def test_a_disk_that_gives_back_another_bit_is_never_acknowledged(
    bench: Bench, figure: Callable[[str, str], None]
) -> None:
    when = 1
    while True:
        attempts = len(bench.acknowledged)
        if not bench.attempt("read", when, 0, lie=True):
            break
        assert len(bench.acknowledged) == attempts + 1, "the collection whose bytes read back wrong was acknowledged"
        when += _step("read", when)
    assert when > 10
    figure("a disk that gives back one wrong bit", f"at {when - 1} reads: never acknowledged")


def _step(kind: str, when: int) -> int:
    """Return how far the next place is: a large item's many chunks are alike, so there not every one is tried."""
    return 5 if kind in ("read", "truncate", "write") and 8 <= when < 16 else 1
