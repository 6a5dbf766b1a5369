"""An old copy put back: of the database beside a newer vault, of the vault beside a newer database."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .running import Server, copied
from .sound import Promises
from .trees import Tree


class Times:
    """One home as it was after a first collection, and as it was after a second and a second matter."""

    def __init__(self, home: Path, server: Server, folder: Path) -> None:
        self.folder = folder
        self.server = server
        self.tree = Tree(folder / "tree", 29, 3, 20, large=False)
        self.promises = Promises(home, server)
        self.matter = self.promises.run("matter", "show", "quintrell", "--json").json["matter"]
        self._collect()
        self.old = copied(home, folder / "old")
        self.tree.change(0.5, large=False)
        self._collect()
        self.new = copied(home, folder / "new")

    def _collect(self) -> None:
        done = self.promises.run("collect", self.matter, str(self.tree.root), "--json")
        self.promises.acknowledge(done)
        self.promises.look()

    def mixed(self, name: str, *, database: Path | None, vault: Path) -> Promises:
        """Return a home of this vault and that database (None: none at all), with everything ever promised."""
        home = copied(self.new, self.folder / name)
        shutil.rmtree(home / "vault")
        shutil.copytree(vault / "vault", home / "vault")
        for file in home.glob("openhold.sqlite3*"):
            file.unlink()
        if database is not None:
            for file in database.glob("openhold.sqlite3*"):
                shutil.copy2(file, home / file.name)
        return Promises(home, self.server, dict(self.promises.collections), dict(self.promises.checkpoints))

    def commands(self) -> dict[str, tuple[str, ...]]:
        """Return every command that reads from, or writes to, the matter."""
        item = min(self.tree.digests.values())
        return {
            "show": ("matter", "show", self.matter),
            "source list": ("source", "list", self.matter),
            "source add": ("source", "add", self.matter, "--kind", "directory", "--at", str(self.tree.root)),
            "collect": ("collect", self.matter, str(self.tree.root)),
            "item list": ("item", "list", self.matter),
            "item get": ("item", "get", self.matter, item, "--to", str(self.folder / "given back")),
            "receipt": ("receipt", self.matter, item),
            "disclose": ("disclose", self.matter, "--to", str(self.folder / "bag")),
            "audit": ("audit", "--matter", self.matter),
            "fsck": ("fsck", "--matter", self.matter),
            "rebuild": ("rebuild",),
        }


@pytest.fixture
def times(new_home: Callable[[str], Path], server: Server, tmp_path: Path) -> Times:
    return Times(new_home("home"), server, tmp_path)


def test_an_old_database_beside_a_newer_vault_is_refused_until_it_is_rebuilt(
    times: Times, figure: Callable[[str, str], None]
) -> None:
    promises = times.mixed("mixed", database=times.old, vault=times.new)
    before = _files(promises.home / "vault")
    for name, words in times.commands().items():
        done = times.server.run(promises.home, *words)
        assert done.refused_well(), f"{name}: exit {done.code}: {done.out}{done.err}"
        assert "rebuild --from-vault" in done.err
        assert _files(promises.home / "vault") == before, f"{name} wrote to the vault"
    whole = promises.run("fsck", "--json")
    assert (whole.code, {one["code"] for one in whole.json["findings"]}) == (1, {"ledger-rows-behind"})
    again = promises.run("rebuild", "--from-vault", "--json")
    assert again.json["same"] is False
    promises.sound()
    promises.acknowledge(promises.run("collect", times.matter, str(times.tree.root), "--json"))
    promises.sound()
    figure("old database, newer vault", f"{len(times.commands())} commands refused with exit 4; rebuilt, all is well")


def test_a_database_that_is_gone_is_refused_until_it_is_rebuilt(times: Times) -> None:
    promises = times.mixed("mixed", database=None, vault=times.new)
    commands = {
        **times.commands(),
        "matter list": ("matter", "list"),
        "matter open": ("matter", "open", "--title", "Another"),
        "whole audit": ("audit",),
        "whole fsck": ("fsck",),
    }
    for name, words in commands.items():
        done = times.server.run(promises.home, *words)
        assert done.refused_well(), f"{name}: exit {done.code}: {done.out}{done.err}"
    promises.run("rebuild", "--from-vault")
    promises.sound()


def test_a_database_from_before_a_matter_is_refused_until_it_is_rebuilt(times: Times) -> None:
    # The home is the newer one now: it learns of one more matter.
    opened = times.promises.run("matter", "open", "--title", "Another v. County of Alder", "--json").json["matter"]
    times.promises.look()
    for file in times.promises.home.glob("openhold.sqlite3*"):
        file.unlink()
    for file in times.new.glob("openhold.sqlite3*"):
        shutil.copy2(file, times.promises.home / file.name)
    for words in (("matter", "list"), ("matter", "show", opened), ("collect", "another", str(times.tree.root))):
        assert times.server.run(times.promises.home, *words).refused_well()
    times.promises.run("rebuild", "--from-vault")
    assert opened in {one["matter"] for one in times.promises.run("matter", "list", "--json").json["matters"]}
    times.promises.sound()


def test_an_old_vault_beside_a_newer_database_is_named_and_never_forks(
    times: Times, figure: Callable[[str, str], None]
) -> None:
    promises = times.mixed("mixed", database=times.new, vault=times.old)
    lost = times.promises.collections.keys() - {
        file.stem for file in (times.old / "vault" / "units").glob("*/manifests/*.json")
    }
    assert len(lost) == 1
    for words in (("item", "list", times.matter), ("disclose", times.matter, "--to", str(times.folder / "bag"))):
        done = times.server.run(promises.home, *words)
        assert (done.code, done.out) == (1, "")
        assert min(lost) in done.err
    audited = promises.run("audit", "--json")
    assert audited.code == 1
    missing = [one["subject"] for one in audited.json["findings"] if one["code"] == "vault-manifest-missing"]
    assert [subject.rpartition("/")[2] for subject in missing] == [f"{min(lost)}.json"]
    # Going on writes the same log again, out of the database: every checkpoint ever signed is still true.
    promises.acknowledge(promises.run("collect", times.matter, str(times.tree.root), "--json"))
    promises.kept()
    assert promises.run("fsck", "--json").json["findings"] == []
    again = promises.run("audit", "--json").json["findings"]
    assert {one["code"] for one in again} == {"vault-manifest-missing"}
    figure("old vault, newer database", "what is lost is named; the log is written again from the database, no fork")


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every file with its size and time of change."""
    return {
        str(file.relative_to(folder)): (file.stat().st_size, file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }
