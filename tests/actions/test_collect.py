"""What a collection keeps, says and costs, and what becomes of it when it is interrupted."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from openhold.actions.collect import pipeline as pipelines
from openhold.actions.collect.action import Collected, collect
from openhold.actions.errors import RefusedError, StoppedError, UsageError
from openhold.actions.get_item import get_item
from openhold.actions.home import Home
from openhold.actions.list_items import list_items
from openhold.actions.name_source import name_source
from openhold.actions.open_matter import find_matter, open_matter
from openhold.actions.set_up import Instance, set_up
from openhold.projections.collection import Collection
from openhold.projections.matter import Matter
from openhold.projections.source import Source
from tests.actions.conftest import Watching, settle


@pytest.fixture
def source(home: Home, instance: Instance, matter: Matter, folder: Path) -> Source:
    settle()
    return name_source(home, instance.actor, matter.id, kind="directory", at=os.fsencode(folder), custodian="K. Alder")


def gather(home: Home, source: Source, *, reread: bool = False, watch: Watching | None = None) -> Collected:
    return collect(home, "p-1", source, reread=reread, watch=watch or Watching())


def lines_of(home: Home, source: Source, collection: str) -> list[dict[str, object]]:
    unit = home.folder / "vault" / "units" / source.unit
    document = json.loads((unit / "manifests" / f"{collection}.json").read_bytes())
    text = b"".join((unit / "blocks" / f"{name}.jsonl").read_bytes() for name in document["blocks"])
    return [json.loads(line) for line in text.splitlines()]


def raw_lines(home: Home, source: Source, collection: str) -> bytes:
    unit = home.folder / "vault" / "units" / source.unit
    document = json.loads((unit / "manifests" / f"{collection}.json").read_bytes())
    return b"".join((unit / "blocks" / f"{name}.jsonl").read_bytes() for name in document["blocks"])


def test_every_file_ends_in_one_line_in_walk_order(home: Home, source: Source) -> None:
    fact = gather(home, source).fact
    found = lines_of(home, source, fact.collection)
    assert [(line["path"], line["end"]) for line in found] == [
        ("a copy.txt", "stored"),
        ("logs/empty", "stored"),
        ("logs/report.txt", "duplicate"),
        ("zz.bin", "stored"),
    ]
    assert (fact.lines, fact.ends.stored, fact.ends.duplicate, fact.read, fact.carried) == (4, 3, 1, 4, 0)
    assert (fact.bytes, fact.new_items, fact.new_bytes) == (13 + 13 + 16384, 3, 13 + 16384)


def test_a_second_pass_reads_nothing_and_names_the_same_blocks(home: Home, source: Source) -> None:
    first = gather(home, source).fact
    second = gather(home, source).fact
    assert (second.read, second.carried, second.new_items) == (0, 4, 0)
    assert (second.root, second.manifest_sha256) == (first.root, first.manifest_sha256)
    assert raw_lines(home, source, second.collection) == raw_lines(home, source, first.collection)


def test_reread_reads_all_and_leaves_unchanged_lines_as_they_are(home: Home, source: Source) -> None:
    first = gather(home, source).fact
    second = gather(home, source, reread=True).fact
    assert (second.read, second.carried, second.new_items) == (4, 0, 0)
    assert raw_lines(home, source, second.collection) == raw_lines(home, source, first.collection)


def test_a_changed_file_costs_one_read_and_one_line(home: Home, source: Source, folder: Path) -> None:
    first = gather(home, source).fact
    (folder / "zz.bin").write_bytes(b"changed")
    settle()
    second = gather(home, source).fact
    assert (second.read, second.carried, second.new_items, second.new_bytes) == (1, 3, 1, 7)
    before, after = (raw_lines(home, source, f.collection).splitlines() for f in (first, second))
    assert before[:3] == after[:3]
    assert json.loads(after[3])["salt"] != json.loads(before[3])["salt"]


def test_when_the_first_of_two_equal_files_goes_the_other_becomes_stored(
    home: Home, source: Source, folder: Path
) -> None:
    first = gather(home, source).fact
    (folder / "a copy.txt").unlink()
    second = gather(home, source).fact
    found = lines_of(home, source, second.collection)
    assert [(line["path"], line["end"]) for line in found][1] == ("logs/report.txt", "stored")
    old = next(line for line in lines_of(home, source, first.collection) if line["path"] == "logs/report.txt")
    assert found[1]["salt"] != old["salt"]
    assert (second.read, second.carried, second.new_items) == (0, 3, 0)


def test_names_that_come_and_go_are_merged_in_walk_order(home: Home, source: Source, folder: Path) -> None:
    gather(home, source)
    (folder / "logs-old").mkdir()
    (folder / "logs-old" / "x").write_bytes(b"x")
    (folder / "logs" / "report.txt").unlink()
    (folder / "logs" / "zebra").write_bytes(b"z")
    settle()
    second = gather(home, source).fact
    found = [line["path"] for line in lines_of(home, source, second.collection)]
    assert found == ["a copy.txt", "logs/empty", "logs/zebra", "logs-old/x", "zz.bin"]
    assert (second.read, second.carried) == (2, 3)


def test_content_that_comes_back_is_not_stored_twice(home: Home, source: Source, folder: Path) -> None:
    gather(home, source)
    data = (folder / "zz.bin").read_bytes()
    (folder / "zz.bin").write_bytes(b"other")
    settle()
    gather(home, source)
    (folder / "zz.bin").write_bytes(data)
    settle()
    third = gather(home, source).fact
    assert (third.read, third.new_items) == (1, 0)


def test_without_its_cache_a_unit_reads_all_again_and_says_so(home: Home, source: Source) -> None:
    first = gather(home, source).fact
    for file in (home.folder / "cache" / source.unit).iterdir():
        file.unlink()
    second = gather(home, source).fact
    assert (second.read, second.carried, second.new_items) == (4, 0, 0)
    assert second.root == first.root


def test_a_file_touched_just_now_is_read_again_next_time(home: Home, source: Source, folder: Path) -> None:
    ahead = time.time_ns() + 3_600_000_000_000
    os.utime(folder / "zz.bin", ns=(ahead, ahead))
    gather(home, source)
    second = gather(home, source).fact
    assert (second.read, second.carried) == (1, 3)


def test_links_and_pipes_are_excluded_by_a_named_rule(home: Home, source: Source, folder: Path) -> None:
    (folder / "out").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe")
    fact = gather(home, source).fact
    rules = {line["path"]: line.get("rule") for line in lines_of(home, source, fact.collection)}
    assert (rules["out"], rules["pipe"]) == ("special:symlink", "special:fifo")
    assert fact.ends.excluded == 2
    assert gather(home, source).fact.root == fact.root


def test_named_rules_leave_out_and_say_so(home: Home, instance: Instance, matter: Matter, folder: Path) -> None:
    source = name_source(
        home, "p-1", matter.id, kind="directory", at=os.fsencode(folder), custodian=None, excludes=("old-logs=logs/",)
    )
    fact = gather(home, source).fact
    found = {line["path"]: line.get("rule") for line in lines_of(home, source, fact.collection)}
    assert found == {"a copy.txt": None, "logs/empty": "old-logs", "logs/report.txt": "old-logs", "zz.bin": None}


@pytest.mark.parametrize("size", [(16 << 20) - 1, 16 << 20, (16 << 20) + 1])
def test_items_around_the_limit_stand_where_they_belong_and_come_back(
    home: Home, source: Source, folder: Path, matter: Matter, size: int
) -> None:
    data = os.urandom(1 << 20) * 17
    (folder / "big").write_bytes(data[:size])
    fact = gather(home, source).fact
    unit = home.folder / "vault" / "units" / source.unit
    large = list((unit / "large").iterdir()) if (unit / "large").exists() else []
    assert len(large) == (size >= 16 << 20)
    got = bytearray()
    get_item(home, matter.id, b"big", got.extend)
    assert bytes(got) == data[:size]
    assert fact.new_items == 4
    again = gather(home, source, reread=True).fact
    assert again.new_items == 0
    assert not list(unit.rglob("*.tmp"))
    assert not list(unit.rglob("*.open"))


def test_worker_processes_decide_as_one_process_does(
    new_home: Callable[..., Home], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "many"
    for number in range(900):
        file = root / f"d{number % 7}" / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"%d" % (number // 3) * 50)
    settle()
    facts = []
    home = new_home()
    instance = set_up(home, "alder")
    for inline in (10**9, 0):
        monkeypatch.setattr(pipelines, "_INLINE_FILES", inline)
        opened = open_matter(home, instance.actor, title=f"case {inline}", court=None, number=None)
        matter = find_matter(home, opened.matter)
        source = name_source(home, "p-1", matter.id, kind="directory", at=os.fsencode(root), custodian=None)
        fact = gather(home, source).fact
        facts.append(
            [{k: v for k, v in line.items() if k != "salt"} for line in lines_of(home, source, fact.collection)]
        )
        assert (fact.ends.stored, fact.ends.duplicate, fact.new_items) == (300, 600, 300)
        kept = {item.path: item.sha256 for item in list_items(home, matter.id, None)}
        assert len(kept) == 900
    assert facts[0] == facts[1]


def test_stopping_keeps_what_was_stored_and_the_next_run_goes_on(
    home: Home, instance: Instance, matter: Matter, tmp_path: Path
) -> None:
    root = tmp_path / "many"
    root.mkdir()
    for number in range(3000):
        (root / f"{number:04d}").write_bytes(b"%d" % number)
    settle()
    source = name_source(home, "p-1", matter.id, kind="directory", at=os.fsencode(root), custodian=None)
    with pytest.raises(StoppedError, match="are kept"):
        gather(home, source, watch=Watching(stop_after=1))
    unit = home.folder / "vault" / "units" / source.unit
    assert not list(unit.rglob("*.open"))
    assert not Collection.objects.exists()
    fact = gather(home, source).fact
    assert fact.lines == 3000
    assert 0 < fact.new_items < 3000
    assert fact.carried == 3000 - fact.new_items


def test_a_manifest_that_no_fact_names_is_removed_and_its_items_stay(home: Home, source: Source) -> None:
    fact = gather(home, source).fact
    unit = home.folder / "vault" / "units" / source.unit / "manifests"
    (unit / "c-orphan.json").write_bytes((unit / f"{fact.collection}.json").read_bytes())
    second = gather(home, source).fact
    assert sorted(p.name for p in unit.iterdir()) == sorted([f"{fact.collection}.json", f"{second.collection}.json"])
    assert second.new_items == 0


def test_a_damaged_old_block_does_not_stop_the_next_collection(home: Home, source: Source, folder: Path) -> None:
    gather(home, source)
    block = next((home.folder / "vault" / "units" / source.unit / "blocks").iterdir())
    block.chmod(0o600)
    block.write_bytes(block.read_bytes().replace(b"stored", b"STORED"))
    (folder / "new").write_bytes(b"new")
    settle()
    fact = gather(home, source).fact
    assert (fact.lines, fact.read) == (5, 5)


def test_a_folder_that_is_gone_or_a_file_is_a_usage_error(home: Home, source: Source, folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    with pytest.raises(UsageError, match="cannot be read"):
        gather(home, source)
    folder.write_bytes(b"a file")
    with pytest.raises(UsageError, match="not a folder"):
        gather(home, source)


def test_the_home_does_not_collect_from_itself(home: Home, instance: Instance, matter: Matter, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="inside the home"):
        name_source(home, "p-1", matter.id, kind="directory", at=os.fsencode(home.folder / "vault"), custodian=None)
    source = name_source(home, "p-1", matter.id, kind="directory", at=os.fsencode(tmp_path), custodian=None)
    (tmp_path / "beside").write_bytes(b"beside")
    fact = gather(home, source).fact
    found = {line["path"]: line.get("rule") for line in lines_of(home, source, fact.collection)}
    assert found == {"beside": None, "home": "openhold:home"}


def test_names_that_are_not_utf8_come_back_by_their_bytes(
    home: Home, source: Source, folder: Path, matter: Matter
) -> None:
    name = os.fsencode(folder) + b"/caf\xe9\n.txt"
    with open(name, "wb") as file:  # noqa: PTH123 -- the name is bytes
        file.write(b"coffee")
    fact = gather(home, source).fact
    assert fact.ends.failed == 0
    got = bytearray()
    assert get_item(home, matter.id, b"caf\xe9\n.txt", got.extend).size == 6
    assert bytes(got) == b"coffee"
