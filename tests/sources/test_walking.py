"""The walk: its order, its memory, its depth, and what changes while it goes on."""

import os
import resource
import shutil
import tempfile
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.sources.contract import BATCH, File, NotRead
from openhold.sources.directory import Directory
from openhold.sources.errors import CannotRead
from openhold.sources.walking import DEEPEST

from .contract import descriptors, paths, things
from .trees import dig, failing, grow, in_child

names = (
    st.binary(min_size=1, max_size=6)
    .map(lambda raw: raw.translate(None, b"\0/"))
    .filter(lambda name: name not in (b"", b".", b".."))
)
trees = st.recursive(st.none(), lambda inner: st.dictionaries(names, inner, max_size=5), max_leaves=25).filter(
    lambda tree: tree is not None
)


def plant(tree: dict[bytes, Any], place: Path) -> None:
    for name, inner in tree.items():
        if inner is None:
            (place / os.fsdecode(name)).touch()
        else:
            (place / os.fsdecode(name)).mkdir()
            plant(inner, place / os.fsdecode(name))


def in_definition_order(tree: dict[bytes, Any], prefix: bytes = b"") -> list[bytes]:
    order = []
    for name in sorted(tree):
        inner = tree[name]
        order += [prefix + name] if inner is None else in_definition_order(inner, prefix + name + b"/")
    return order


@given(trees)
@settings(max_examples=80, deadline=None)
def test_the_order_is_the_definition_whatever_the_names(tree: dict[bytes, Any]) -> None:
    with tempfile.TemporaryDirectory() as place:
        plant(tree, Path(place))
        assert paths(Directory(place)) == in_definition_order(tree)


def test_names_are_ordered_by_their_bytes_where_characters_would_order_otherwise(tmp_path: Path) -> None:
    # As Python text, the lone byte 0x80 becomes U+DC80, which sorts before U+FFFD and U+1F4C1.
    awkward = [b"\x80", "\ufffd".encode(), "\U0001f4c1".encode(), b"\xff", b"a\nb", b"a b", b"-rf"]
    grow(tmp_path / "tree", dict.fromkeys(awkward, b""))
    assert paths(Directory(tmp_path / "tree")) == sorted(awkward)


# Size


def test_a_folder_of_20_000_names_is_walked_without_a_list_of_its_items(tmp_path: Path) -> None:
    for number in range(20_000):
        os.close(os.open(tmp_path / f"a rather long name of a file {number:06}", os.O_CREAT))
    source = Directory(tmp_path)
    tracemalloc.start()
    seen = sum(len(batch) for batch in source.walk())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seen == 20_000
    # 83 bytes for each name and its place, and two batches; a list of all items would be eleven million.
    assert peak < 3_500_000


def test_a_tree_600_levels_deep_is_walked_and_read_to_the_bottom(pit: Path) -> None:
    bottom = dig(pit, b"d", 600, last=b"file")
    source = Directory(pit)
    assert paths(source) == [bottom]
    reader = source.reader()
    assert reader.read(bottom, 100).data == b"at the bottom"
    reader.close()


def test_a_path_longer_than_the_system_takes_is_walked_and_read(pit: Path) -> None:
    bottom = dig(pit, b"n" * 250, 40, last=b"file")
    assert len(bottom) > 2 * os.pathconf(pit, "PC_PATH_MAX")
    with pytest.raises(OSError, match="name too long"):
        os.lstat(os.fsencode(pit) + b"/" + bottom)
    source = Directory(pit)
    assert paths(source) == [bottom]
    reader = source.reader()
    assert reader.read(bottom, 100).data == b"at the bottom"
    reader.close()


def test_batches_of_very_long_paths_are_small(pit: Path) -> None:
    bottom = dig(pit, b"n" * 250, 60, last=b"0")
    folder = os.open(pit, os.O_RDONLY)
    for _ in range(60):
        below = os.open(b"n" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = below
    for number in range(1, 1000):
        os.close(os.open(str(number), os.O_CREAT, dir_fd=folder))
    os.close(folder)
    batches = [[thing.path for thing in batch] for batch in Directory(pit).walk()]
    assert sum(map(len, batches)) == 1000
    assert bottom in batches[0]
    assert max(sum(map(len, batch)) for batch in batches) < 5 << 20


def test_the_level_after_the_deepest_is_one_failed_line(pit: Path) -> None:
    dig(pit, b"d", DEEPEST + 5, last=b"file")
    [thing] = things(Directory(pit))
    assert thing.path == b"/".join([b"d"] * DEEPEST)
    assert isinstance(thing, NotRead)
    assert (thing.end, thing.fields) == (
        "failed",
        {"reason": "too-deep", "detail": f"it is more than {DEEPEST} folders deep"},
    )


def test_the_deepest_level_is_still_walked(pit: Path) -> None:
    bottom = dig(pit, b"d", DEEPEST - 1, last=b"file")
    assert paths(Directory(pit)) == [bottom]


def limit_descriptors(soft: int, hard: int) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def limit_that_leaves(free: int) -> int:
    """Return the limit under which `free` more descriptors can be opened: how many are open depends on what ran."""
    used = {int(number) for number in descriptors()}
    return next(limit for limit in range(free, 10_000) if limit - len([n for n in used if n < limit]) == free)


def test_a_low_soft_limit_of_descriptors_is_raised_when_it_is_reached(pit: Path) -> None:
    bottom = dig(pit, b"d", 300, last=b"file")

    def look() -> tuple[list[bytes], bytes]:
        source = Directory(pit)
        data = source.reader().read(bottom, 100).data
        limit_descriptors(few, 1000)
        return paths(source), data

    few = limit_that_leaves(80)
    assert in_child(look, lambda: limit_descriptors(few, 1000)) == ([bottom], b"at the bottom")


def test_where_descriptors_run_out_the_folder_fails_and_the_walk_goes_on(pit: Path) -> None:
    bottom = dig(pit, b"d", 300, last=b"file")
    (pit / "z").touch()

    def look() -> tuple[list[tuple[bytes, object]], str]:
        source = Directory(pit)
        seen = [(thing.path, getattr(thing, "fields", None)) for thing in things(source)]
        try:
            source.reader().read(bottom, 100)
        except CannotRead as error:
            return seen, str(error)
        return seen, ""

    few = limit_that_leaves(80)
    (deep, z), told = in_child(look, lambda: limit_descriptors(few, few))
    assert z == (b"z", None)
    assert set(deep[0]) == set(b"d/")
    assert deep[1]["reason"] in ("too-deep", "io-error")
    assert told == "too-deep: the system keeps no more folders open at once"


# What happens meanwhile


def paused(folder: Path, after: dict[bytes, bytes]) -> tuple[Any, list[File | NotRead]]:
    """Return a walk that has read the names of `folder` and yielded its first batch, of files called `0…`."""
    grow(folder, {b"0%04d" % number: b"" for number in range(BATCH)} | after)
    walk = Directory(folder).walk()
    return walk, next(walk)


def test_a_walk_that_is_given_up_leaves_nothing_open(tmp_path: Path) -> None:
    before = descriptors()
    walk, _ = paused(tmp_path / "tree", {b"x/inside": b"1"})
    assert len(descriptors()) == len(before) + 1
    walk.close()
    assert descriptors() == before


def test_a_file_that_vanishes_during_the_walk_is_a_failed_line(tmp_path: Path) -> None:
    walk, _ = paused(tmp_path, {b"x": b"1", b"y": b"2"})
    (tmp_path / "x").unlink()
    [[x, y]] = list(walk)
    assert (x.path, x.end, x.fields, x.stat) == (b"x", "failed", {"reason": "vanished"}, None)
    assert y.path == b"y"


def test_a_folder_that_vanishes_during_the_walk_is_a_failed_line(tmp_path: Path) -> None:
    walk, _ = paused(tmp_path, {b"x/inside": b"1"})
    shutil.rmtree(tmp_path / "x")
    [[x]] = list(walk)
    assert (x.path, x.fields) == (b"x", {"reason": "vanished"})


def test_a_folder_swapped_for_a_link_during_the_walk_is_not_followed(tmp_path: Path) -> None:
    outside = grow(tmp_path / "outside", {b"secret": b""})
    walk, _ = paused(tmp_path / "tree", {b"x/inside": b"1"})
    (tmp_path / "tree" / "x").rename(tmp_path / "gone")
    (tmp_path / "tree" / "x").symlink_to(outside)
    [[x]] = list(walk)
    assert (x.path, x.fields) == (b"x", {"rule": "special:symlink", "target": str(outside)})


def test_the_open_folder_is_walked_to_its_end_when_it_is_moved_away(tmp_path: Path) -> None:
    grow(tmp_path / "outside", {b"z": b"a name that the folder has too"})
    walk, _ = paused(tmp_path / "tree", {b"z": b"1"})
    inside = (tmp_path / "tree" / "z").stat().st_ino
    (tmp_path / "tree").rename(tmp_path / "moved")
    (tmp_path / "tree").symlink_to("outside")
    [[z]] = list(walk)
    assert (z.path, z.stat.ino) == (b"z", inside)


# Disks that fail

SHOW = """
import sys
from openhold.sources.directory import Directory
for batch in Directory(sys.argv[1]).walk():
    for thing in batch:
        print(thing.path.decode(), getattr(thing, "fields", {}).get("reason"))
"""


@pytest.mark.parametrize(
    ("folder", "printed"),
    [("b", ["a None", "b io-error", "c None"]), ("", [". io-error"])],
)
def test_a_folder_that_the_disk_cannot_list_is_a_failed_line(tmp_path: Path, folder: str, printed: list[str]) -> None:
    tree = grow(tmp_path / "tree", {b"a": b"", b"b/x": b"", b"c": b""})
    place = str(tree / folder)
    assert failing(tree, SHOW, "-P", place, "-e", "inject=getdents64:error=EIO") == printed


def test_names_listed_before_the_disk_failed_are_walked(tmp_path: Path) -> None:
    tree = grow(tmp_path / "tree", {b"b/%04d" % number: b"" for number in range(3000)} | {b"c": b""})
    printed = failing(tree, SHOW, "-P", str(tree / "b"), "-e", "inject=getdents64:error=EIO:when=2")
    assert printed[0] == "b io-error"
    assert printed[-1] == "c None"
    assert 100 < len(printed) < 3000
    assert printed[1:] == sorted(printed[1:])
