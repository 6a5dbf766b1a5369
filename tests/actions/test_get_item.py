"""An item comes back whole or not at all, and nobody's file is touched."""

import os
from pathlib import Path

import pytest

from openhold.actions.collect.action import collect
from openhold.actions.errors import UsageError, WantingError
from openhold.actions.get_item import get_item_to
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.open_matter import open_matter
from openhold.actions.set_up import Instance
from openhold.projections.matter import Matter
from tests.actions.conftest import Watching


@pytest.fixture
def kept(home: Home, instance: Instance, matter: Matter, folder: Path) -> Matter:
    source = name_source(home, "p-1", matter.id, kind="directory", at=os.fsencode(folder), custodian=None)
    collect(home, "p-1", source, reread=False, watch=Watching())
    return matter


def test_an_item_is_written_and_a_neighbour_called_tmp_stays(home: Home, kept: Matter, tmp_path: Path) -> None:
    neighbour = tmp_path / "out.tmp"
    neighbour.write_bytes(b"somebody's own")
    got = get_item_to(home, kept.id, b"a copy.txt", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"shift report\n"
    assert got.size == 13
    assert neighbour.read_bytes() == b"somebody's own"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["custodian", "home", "out", "out.tmp"]


def test_a_file_that_is_there_is_not_replaced(home: Home, kept: Matter, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(UsageError, match="exists already"):
        get_item_to(home, kept.id, b"a copy.txt", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_a_damaged_item_leaves_nothing_behind(home: Home, kept: Matter, tmp_path: Path) -> None:
    for pack in (home.folder / "vault/units").rglob("*.tar"):
        pack.chmod(0o600)
        pack.write_bytes(pack.read_bytes().replace(b"shift report", b"shift rapport"[:12]))
    with pytest.raises(WantingError):
        get_item_to(home, kept.id, b"a copy.txt", tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["custodian", "home"]


@pytest.mark.parametrize("title", ["caf\udce9", "x" * 1001, "  "])
def test_a_title_that_cannot_be_one_is_a_usage_error(home: Home, instance: Instance, title: str) -> None:
    before = sorted((home.folder / "vault/ledgers").iterdir())
    with pytest.raises(UsageError):
        open_matter(home, instance.actor, title=title, court=None, number=None)
    assert sorted((home.folder / "vault/ledgers").iterdir()) == before
