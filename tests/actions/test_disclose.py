"""What a disclosure shows, what it withholds, and that nothing half-written is left."""

import hashlib
import json
import os
from pathlib import Path

import bagit
import pytest

from openhold.actions.collect.action import collect
from openhold.actions.disclose.action import Disclosed, disclose
from openhold.actions.disclose.contents import Selection
from openhold.actions.errors import RefusedError, StoppedError, UsageError, WantingError
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.set_up import Instance
from openhold.projections.collection import Collection
from openhold.projections.matter import Matter
from tests.actions.conftest import Watching

REPORT = hashlib.sha256(b"shift report\n").hexdigest()
EMPTY = hashlib.sha256(b"").hexdigest()


@pytest.fixture
def kept(home: Home, instance: Instance, matter: Matter, folder: Path) -> Collection:
    (folder / "huge").write_bytes(b"h" * (17 << 20))
    source = name_source(home, instance.actor, matter.id, kind="directory", at=os.fsencode(folder), custodian="Alder")
    collect(home, instance.actor, source, reread=False, watch=Watching())
    return Collection.objects.get()


def make(home: Home, matter: Matter, to: Path, selection: Selection | None = None) -> Disclosed:
    return disclose(home, "p-1", matter.id, to, selection or Selection(), Watching())


def jsonl(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def test_everything_disclosed_is_a_valid_bag_with_every_item(
    home: Home, matter: Matter, kept: Collection, tmp_path: Path
) -> None:
    made = make(home, matter, tmp_path / "bag")
    bagit.Bag(str(made.bag)).validate()
    items = sorted(file.name for file in (made.bag / "data/items").iterdir())
    assert len(items) == made.items == 4
    for file in (made.bag / "data/items").iterdir():
        assert hashlib.sha256(file.read_bytes()).hexdigest() == file.name
    assert [fact["seq"] for fact in jsonl(made.bag / "data/facts.jsonl")] == [0, 1, 2]
    assert (made.bag / "data/withheld-items.jsonl").read_bytes() == b""
    assert hashlib.sha256((made.bag / "tagmanifest-sha256.txt").read_bytes()).hexdigest() == made.tagmanifest_sha256


def test_what_is_not_selected_is_listed_with_its_ground(
    home: Home, matter: Matter, kept: Collection, tmp_path: Path
) -> None:
    made = make(home, matter, tmp_path / "bag", Selection(items=frozenset({REPORT})))
    assert [file.name for file in (made.bag / "data/items").iterdir()] == [REPORT]
    grounds = {line["sha256"]: line["withheld"] for line in jsonl(made.bag / "data/withheld-items.jsonl")}
    assert len(grounds) == made.withheld == 3
    assert set(grounds.values()) == {"not selected"}


def test_a_hidden_item_leaves_only_the_leaf_of_each_line_that_names_it(
    home: Home, matter: Matter, kept: Collection, tmp_path: Path
) -> None:
    made = make(home, matter, tmp_path / "bag", Selection(lines={REPORT: "privilege"}))
    lines = jsonl(made.bag / "data/manifests" / f"{kept.id}.jsonl")
    hidden = [line for line in lines if "leaf" in line]
    assert len(hidden) == 2
    assert all(set(line) == {"leaf", "withheld"} and line["withheld"] == "privilege" for line in hidden)
    assert REPORT not in (made.bag / "data/withheld-items.jsonl").read_text()
    assert not (made.bag / "data/items" / REPORT).exists()


def test_a_withheld_fact_keeps_its_place_and_its_manifest_stays_out(
    home: Home, matter: Matter, kept: Collection, tmp_path: Path
) -> None:
    made = make(home, matter, tmp_path / "bag", Selection(facts={kept.seq: "work product"}))
    assert jsonl(made.bag / "data/facts.jsonl")[kept.seq] == {"seq": kept.seq, "withheld": "work product"}
    assert not (made.bag / "data/manifests").exists()
    assert not (made.bag / "data/items").exists()


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection(bytes={"abc": "x"}), "is no SHA-256"),
        (Selection(bytes={"0" * 64: "x"}), "No line that this disclosure shows"),
        (Selection(items=frozenset({"0" * 64})), "No line that this disclosure shows"),
        (Selection(facts={99: "x"}), "no fact 99"),
        (Selection(facts={1: "  "}), "needs a ground"),
        (Selection(bytes={REPORT: "a"}, lines={REPORT: "b"}), "both withheld and hidden"),
    ],
)
def test_a_selection_that_fits_nothing_writes_nothing(
    home: Home, matter: Matter, kept: Collection, tmp_path: Path, selection: Selection, said: str
) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UsageError, match=said):
        make(home, matter, tmp_path / "bag", selection)
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_with_something_in_it_is_refused_and_an_empty_one_is_used(
    home: Home, matter: Matter, kept: Collection, tmp_path: Path
) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag/x").write_bytes(b"x")
    with pytest.raises(UsageError, match="not an empty folder"):
        make(home, matter, tmp_path / "bag")
    (tmp_path / "bag/x").unlink()
    make(home, matter, tmp_path / "bag")
    with pytest.raises(RefusedError, match="inside the home"):
        make(home, matter, home.folder / "bag")


def test_damaged_bytes_are_not_disclosed(home: Home, matter: Matter, kept: Collection, tmp_path: Path) -> None:
    large = next((home.folder / "vault/units" / kept.unit / "large").iterdir())
    large.chmod(0o600)
    large.write_bytes(b"x" * large.stat().st_size)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(WantingError, match="Nothing was disclosed"):
        make(home, matter, tmp_path / "bag")
    assert sorted(tmp_path.iterdir()) == before


def test_stopping_leaves_no_bag(home: Home, instance: Instance, matter: Matter, tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    for number in range(200):
        (root / str(number)).write_bytes(b"%d" % number)
    source = name_source(home, "p-1", matter.id, kind="directory", at=os.fsencode(root), custodian=None)
    collect(home, "p-1", source, reread=False, watch=Watching())
    with pytest.raises(StoppedError):
        disclose(home, "p-1", matter.id, tmp_path / "bag", Selection(), Watching(stop_after=1))
    assert not [path for path in tmp_path.iterdir() if "bag" in path.name]


def test_the_bag_shows_the_log_as_it_stood_before_its_own_fact(
    home: Home, matter: Matter, kept: Collection, tmp_path: Path
) -> None:
    first = make(home, matter, tmp_path / "one")
    second = make(home, matter, tmp_path / "two")
    assert (first.facts, second.facts) == (3, 4)
    stated = jsonl(tmp_path / "two/data/facts.jsonl")[3]["body"]
    assert stated["tagmanifest_sha256"] == first.tagmanifest_sha256  # type: ignore[index]
