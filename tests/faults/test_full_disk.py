"""No room: refused with exit 4 before half an acknowledgement; with room again, the same command ends well."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from .mounting import mounted, remount
from .running import Done, InTwos, Server, copied, run
from .sound import Promises
from .trees import Tree


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(tmp_path_factory.mktemp("evidence") / "tree", 17, 6, 50, large=True)


def test_a_full_disk_is_refused_and_room_heals_it(
    opened: Path, server: Server, tree: Tree, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    words = ("collect", "quintrell", str(tree.root), "--json")
    codes: Counter[int] = Counter()
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=64m", "tmpfs") as small:
        for turn, spare in enumerate((0, 4, 12, 40, 100, 200, 400, 2000, 16000, 17400, 18000, 30000)):
            home = copied(opened, small / f"home {turn}")
            promises = Promises(home, server)
            promises.look()
            remount(small, f"size={_used(small) + spare}k")
            done = run(home, *words)
            codes[done.code] += 1
            _refused_or_right(done, promises, spare)
            # Nothing but room is missing: what is there can be read, or the refusal says what to do.
            shown = server.run(home, "matter", "show", "quintrell", "--json")
            assert shown.code == 0 or shown.refused_well(), shown
            remount(small, "size=64m")
            done = promises.run(*words)
            promises.acknowledge(done)
            assert done.json["ends"]["failed"] == 0
            listed = promises.run("item", "list", "quintrell", "--json").json["items"]
            assert {item["path"]: item["sha256"] for item in listed} == tree.digests
            promises.sound()
            # Room for the next one: nothing of this is evidence any more.
            _remove(home)
    assert codes[4] >= 8
    figure("full disk (tmpfs)", f"{sum(codes.values())} sizes: {codes[4]} refused with exit 4, {codes[0]} had room")


def test_a_limit_of_file_size_is_refused_and_lifting_it_heals(
    opened: Path, two_at_once: InTwos, tree: Tree, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    words = ("collect", "quintrell", str(tree.root), "--json")
    limits = (0, 1, 512, 4 << 10, 32 << 10, 100 << 10, 300 << 10, 4 << 20, 16 << 20, 32 << 20)

    def one(server: Server, limit: int) -> int:
        promises = Promises(copied(opened, tmp_path / f"limit {limit}"), server)
        promises.look()
        # `prlimit` sets it and becomes the program; nothing may run in this threaded process between fork and exec.
        done = run(promises.home, *words, before=("prlimit", f"--fsize={limit}"))
        _refused_or_right(done, promises, limit)
        promises.acknowledge(promises.run(*words))
        listed = promises.run("item", "list", "quintrell", "--json").json["items"]
        assert {item["path"]: item["sha256"] for item in listed} == tree.digests
        promises.sound()
        return done.code

    codes = Counter(two_at_once.do(one, limits))
    assert codes[4] >= len(limits) - 3
    figure("file size limit", f"{len(limits)} limits: {codes[4]} refused with exit 4, {codes[0]} had room")


def test_a_full_disk_at_first_use_is_refused_and_room_heals_it(
    server: Server, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    words = ("matter", "open", "--title", "Quintrell v. County of Alder", "--json")
    codes: Counter[int] = Counter()
    for spare in (4, 8, 28, 64, 128, 200, 300):
        with mounted(tmp_path / f"first {spare}", "-t", "tmpfs", "-o", f"size={spare}k", "tmpfs") as small:
            done = run(small / "home", *words)
            codes[done.code] += 1
            # A new home may have announced itself, with its key, before there was no room for the matter.
            last = replace(done, err=done.err.strip().rpartition("\n")[2])
            assert done.code == 0 or last.refused_well(), done
            remount(small, "size=64m")
            promises = Promises(small / "home", server)
            opened = promises.run(*words).json["matter"]
            assert opened in {one["matter"] for one in promises.run("matter", "list", "--json").json["matters"]}
            promises.sound()
    assert codes[4] >= 4
    figure(
        "full disk at first use", f"{sum(codes.values())} sizes: {codes[4]} refused with exit 4, {codes[0]} had room"
    )


def test_a_full_disk_under_a_disclosure_leaves_no_bag(
    new_home: Callable[[str], Path], server: Server, tree: Tree, tmp_path: Path
) -> None:
    home = new_home("home")
    assert server.run(home, "collect", "quintrell", str(tree.root)).code == 0
    for spare in (8, 400, 10_000, 18_000):
        with mounted(tmp_path / f"bags {spare}", "-t", "tmpfs", "-o", f"size={spare}k", "tmpfs") as small:
            done = server.run(home, "disclose", "quintrell", "--to", str(small / "bag"))
            assert done.refused_well(), done
            assert list(small.iterdir()) == []
            remount(small, "size=64m")
            assert server.run(home, "disclose", "quintrell", "--to", str(small / "bag")).code == 0
            assert server.run(home, "verify", str(small / "bag")).code == 0


def test_an_answer_that_cannot_be_written_is_no_success(new_home: Callable[[str], Path]) -> None:
    home = new_home("home")
    for words in (("matter", "list", "--json"), ("matter", "list"), ("fsck", "--json")):
        with Path("/dev/full").open("wb") as full:
            done = run(home, *words, stdout=full)
        assert done.code == 4
        assert done.err.strip().endswith(".")
        assert done.err.count("\n") == 1
    with Path("/dev/full").open("wb") as full:
        assert run(home, "matter", "show", "nobody", stderr=full).code == 2
        assert run(home, "matter", "list", stdout=full, stderr=full).code == 4


def _refused_or_right(done: Done, promises: Promises, case: int) -> None:
    """The first run is either refused without an acknowledgement, or right in everything it says."""
    assert done.code == 0 or done.refused_well(), f"{case}: exit {done.code}\n{done.out}{done.err}"
    promises.look()
    if done.code == 0:
        promises.acknowledge(done)
        promises.sound()


def _used(place: Path) -> int:
    """Return how many kibibytes are used on the file system of `place`."""
    stat = os.statvfs(place)
    return (stat.f_blocks - stat.f_bfree) * stat.f_frsize // 1024


def _remove(home: Path) -> None:
    shutil.rmtree(home)
