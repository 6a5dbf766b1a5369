"""The directory as a source: the contract, and what a folder can throw at it."""

import contextlib
import os
import socket
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from openhold.sources.contract import File, NotRead, Source
from openhold.sources.directory import Directory
from openhold.sources.errors import CannotRead, NotReachableError
from openhold.sources.rules import Exclude

from .contract import SourceContract, paths, things
from .trees import as_nobody, grow, mounted


class TestDirectory(SourceContract):
    def fill(self, place: Path, files: Mapping[bytes, bytes]) -> Source:
        return Directory(grow(place / "tree", files))


def excluded(source: Directory) -> dict[bytes, dict[str, object]]:
    return {thing.path: thing.fields for thing in things(source) if isinstance(thing, NotRead)}


def files(source: Directory) -> list[bytes]:
    return [thing.path for thing in things(source) if isinstance(thing, File)]


# What cannot be walked at all


def test_a_folder_that_does_not_exist_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotReachableError, match=r"There is no folder '.*/nothing'; check the path"):
        next(Directory(tmp_path / "nothing").walk())


def test_a_file_where_a_folder_is_meant_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("x")
    with pytest.raises(NotReachableError, match=r"'.*/paper' is not a folder; give the folder"):
        next(Directory(tmp_path / "paper").walk())


def test_a_path_below_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("x")
    with pytest.raises(NotReachableError, match="There is no folder"):
        next(Directory(tmp_path / "paper" / "inside").walk())


@pytest.mark.parametrize("root", ["a\0b", b"\xff\0", "n" * 300])
def test_a_path_that_the_system_cannot_take_is_told_in_a_sentence(root: str | bytes) -> None:
    with pytest.raises(NotReachableError, match=r"cannot be opened .*; check it"):
        next(Directory(root).walk())


def test_a_root_that_may_not_be_opened_is_told_in_a_sentence(public: Path) -> None:
    (public / "locked").mkdir(mode=0o000)

    def walk() -> str:
        with pytest.raises(NotReachableError) as refusal:
            next(Directory(public / "locked").walk())
        return str(refusal.value)

    assert "may not be opened by this user" in as_nobody(walk)


def test_a_root_given_through_a_link_is_the_folder_that_it_leads_to(tmp_path: Path) -> None:
    grow(tmp_path / "real", {b"x": b"1"})
    (tmp_path / "link").symlink_to("real")
    source = Directory(tmp_path / "link")
    assert paths(source) == [b"x"]
    (tmp_path / "link").unlink()
    assert source.reader().read(b"x", 10).data == b"1"


def test_a_root_that_became_a_link_after_the_source_was_built_is_not_followed(tmp_path: Path) -> None:
    source = Directory(grow(tmp_path / "tree", {b"x": b"inside"}))
    (tmp_path / "tree").rename(tmp_path / "elsewhere")
    (tmp_path / "tree").symlink_to("elsewhere")
    with pytest.raises(NotReachableError, match="is not a folder"):
        next(source.walk())


def test_a_relative_root_stays_the_same_folder_when_the_process_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(tmp_path / "tree", {b"x": b"1"})
    monkeypatch.chdir(tmp_path)
    source = Directory("tree")
    monkeypatch.chdir("/")
    assert paths(source) == [b"x"]


# What is seen and never opened


def test_links_of_every_kind_are_excluded_with_their_target(tmp_path: Path) -> None:
    outside = grow(tmp_path / "outside", {b"secret": b"not evidence"})
    tree = grow(tmp_path / "tree", {b"f/x": b"1"})
    (tree / "in").symlink_to("f/x")
    (tree / "out").symlink_to(outside / "secret")
    (tree / "dangling").symlink_to("nowhere")
    (tree / "to-folder").symlink_to(outside)
    (tree / "to-itself").symlink_to("to-itself")
    (tree / "odd").symlink_to(os.fsdecode(b"\xff/target"))
    source = Directory(tree)
    assert files(source) == [b"f/x"]
    assert excluded(source) == {
        b"dangling": {"rule": "special:symlink", "target": "nowhere"},
        b"in": {"rule": "special:symlink", "target": "f/x"},
        b"odd": {"rule": "special:symlink", "target_b64": "/y90YXJnZXQ="},
        b"out": {"rule": "special:symlink", "target": str(outside / "secret")},
        b"to-folder": {"rule": "special:symlink", "target": str(outside)},
        b"to-itself": {"rule": "special:symlink", "target": "to-itself"},
    }


def test_pipes_and_sockets_are_excluded_and_do_not_stop_the_walk(tmp_path: Path) -> None:
    tree = grow(tmp_path / "tree", {b"z": b"1"})
    os.mkfifo(tree / "pipe")
    with contextlib.chdir(tree), socket.socket(socket.AF_UNIX) as server:
        server.bind("listening")
    source = Directory(tree)
    assert files(source) == [b"z"]
    assert excluded(source) == {b"listening": {"rule": "special:socket"}, b"pipe": {"rule": "special:fifo"}}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes device nodes")
def test_devices_are_excluded(tmp_path: Path) -> None:
    os.mknod(tmp_path / "null", 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    os.mknod(tmp_path / "disk", 0o600 | stat.S_IFBLK, os.makedev(7, 200))
    assert excluded(Directory(tmp_path)) == {
        b"disk": {"rule": "special:device"},
        b"null": {"rule": "special:device"},
    }


def test_what_is_excluded_keeps_its_stat(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o640)
    [thing] = things(Directory(tmp_path))
    assert thing.stat is not None
    assert stat.S_ISFIFO(thing.stat.mode)
    assert stat.S_IMODE(thing.stat.mode) == 0o640


# What this user may not see


def test_what_may_not_be_read_fails_by_name_and_the_rest_is_read(public: Path) -> None:
    tree = grow(public / "tree", {b"a": b"1", b"listed/x": b"2", b"locked/x": b"3", b"passing/x": b"4", b"z": b"5"})
    (tree / "a").chmod(0o000)
    (tree / "listed").chmod(0o744)  # its names can be read, what they name cannot
    (tree / "locked").chmod(0o700)
    (tree / "passing").chmod(0o711)

    def look() -> tuple[list[bytes], dict[bytes, dict[str, object]], list[str]]:
        source = Directory(tree)
        reader = source.reader()
        reasons = []
        for path in (b"a", b"locked/x", b"listed/x"):
            with pytest.raises(CannotRead) as failure:
                reader.read(path, 100)
            reasons.append(failure.value.reason)
        assert reader.read(b"z", 100).data == b"5"
        return files(source), excluded(source), reasons

    seen, failed, reasons = as_nobody(look)
    assert seen == [b"a", b"z"]
    assert failed == {path: {"reason": "permission"} for path in (b"listed/x", b"locked", b"passing")}
    assert reasons == ["permission"] * 3


def test_a_folder_that_cannot_be_entered_keeps_its_stat_and_what_cannot_be_seen_has_none(public: Path) -> None:
    tree = grow(public / "tree", {b"listed/x": b"2", b"locked/x": b"3"})
    (tree / "listed").chmod(0o744)
    (tree / "locked").chmod(0o700)
    stats = as_nobody(lambda: {thing.path: thing.stat for thing in things(Directory(tree))})
    assert stats[b"listed/x"] is None
    assert stats[b"locked"].ino == (tree / "locked").stat().st_ino


# What is left out on purpose


def test_a_rule_leaves_out_what_it_matches_and_all_below_a_folder_and_says_so_for_each(tmp_path: Path) -> None:
    tree = grow(
        tmp_path / "tree",
        {b"cache/deep/x": b"", b"cache/y": b"", b"keep/cache.txt": b"", b"keep/n.tmp": b"", b"a.tmp": b"", b"b": b""},
    )
    (tree / "cache" / "link").symlink_to("y")
    source = Directory(tree, (Exclude("browser-cache", "cache/"), Exclude("scratch", "*.tmp")))
    assert files(source) == [b"b", b"keep/cache.txt"]
    assert excluded(source) == {
        b"a.tmp": {"rule": "scratch"},
        b"cache/deep/x": {"rule": "browser-cache"},
        b"cache/link": {"rule": "browser-cache", "target": "y"},
        b"cache/y": {"rule": "browser-cache"},
        b"keep/n.tmp": {"rule": "scratch"},
    }


def test_what_no_rule_matches_keeps_its_own_end_where_there_are_rules(tmp_path: Path) -> None:
    tree = grow(tmp_path / "tree", {b"x": b""})
    (tree / "link").symlink_to("x")
    source = Directory(tree, (Exclude("scratch", "*.tmp"),))
    assert files(source) == [b"x"]
    assert excluded(source) == {b"link": {"rule": "special:symlink", "target": "x"}}


def test_the_home_has_one_line_and_is_not_walked(tmp_path: Path) -> None:
    tree = grow(tmp_path / "tree", {b"a": b"", b"home/vault/vault.json": b"{}", b"z": b""})
    home = (tree / "home").stat()
    source = Directory(tree, keep_out=((home.st_dev, home.st_ino),))
    assert paths(source) == [b"a", b"home", b"z"]
    assert excluded(source) == {b"home": {"rule": "openhold:home"}}


def test_another_file_system_is_entered_unless_told_otherwise(tmp_path: Path) -> None:
    tree = grow(tmp_path / "tree", {b"a": b"", b"m/.keep": b"", b"z": b""})
    with mounted(tree / "m", "-t", "tmpfs", "none"):
        grow(tree / "m", {b"x": b"other"})
        assert paths(Directory(tree)) == [b"a", b"m/x", b"z"]
        reader = Directory(tree).reader()
        assert reader.read(b"m/x", 10).data == b"other"
        reader.close()
        source = Directory(tree, one_file_system=True)
        assert excluded(source) == {b"m": {"rule": "special:other-filesystem"}}
        assert files(source) == [b"a", b"z"]


def test_a_folder_that_is_its_own_ancestor_ends_there(tmp_path: Path) -> None:
    tree = grow(tmp_path / "tree", {b"a/b/inside/.keep": b"", b"a/z": b""})
    with mounted(tree / "a" / "b" / "inside", "--bind", str(tree / "a")):
        assert files(Directory(tree)) == [b"a/z"]
        [line] = excluded(Directory(tree)).items()
    assert line == (
        b"a/b/inside",
        {"reason": "too-deep", "detail": "it is a loop: this folder is also one above itself"},
    )


@pytest.mark.skipif(not Path("/usr/share/doc").is_dir(), reason="this system keeps no such folder")
def test_a_real_folder_agrees_with_find() -> None:
    listed = subprocess.run(
        ["find", "/usr/share/doc", "-mindepth", "1", "!", "-type", "d", "-printf", r"%P\0"],
        stdout=subprocess.PIPE,
        check=True,
    ).stdout.split(b"\0")[:-1]
    assert sorted(paths(Directory("/usr/share/doc"))) == sorted(listed)
