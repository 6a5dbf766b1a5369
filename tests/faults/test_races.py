"""Several processes at once: one linear log, no gap, nothing acknowledged twice or lost."""

import shutil
import time
from base64 import b64decode
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from .running import WRITER, Server, ended, start
from .sound import Promises, entries_of, roots_of
from .test_kill_at_calls import acknowledged, whole
from .trees import Tree

PROCESSES, TURNS = 4, 250


def test_a_thousand_races_for_one_log_make_one_linear_log(
    new_home: Callable[[str], Path], server: Server, figure: Callable[[str, str], None]
) -> None:
    promises = Promises(new_home("home"), server)
    promises.look()
    matter = promises.run("matter", "show", "quintrell", "--json").json["matter"]
    begun = time.monotonic()
    writers = [start(promises.home, matter, str(TURNS), "1", program=WRITER) for _ in range(PROCESSES)]
    done = [ended(writer, 300) for writer in writers]
    seconds = time.monotonic() - begun
    assert [one.code for one in done] == [0] * PROCESSES, [one.err for one in done]
    said = [acknowledged(one) for one in done]
    numbers = [int(str(first)) for one in said for first, *_ in one]
    total = 1 + PROCESSES * TURNS
    assert sorted(numbers) == list(range(1, total)), "a number was given twice, or left out"
    for one in said:
        assert [line[0] for line in one] == sorted(int(str(line[0])) for line in one)
        # A checkpoint covers the fact it acknowledges.
        assert all(int(str(line[2])) > int(str(line[0])) for line in one)
    turns = sum(a != b for a, b in _neighbours(said))
    promises.look()
    published = {size for name, size in promises.checkpoints if name == matter}
    assert {int(str(size)) for one in said for _, _, size, *_ in one} <= published
    roots = _hex_roots(promises.home, matter, total)
    assert all(roots[int(str(size))] == root for one in said for _, _, size, root, _ in one)
    assert len(entries_of(promises.home, matter, total)) == total
    promises.sound()
    sources = promises.run("matter", "show", matter, "--json").json["sources"]
    assert {source["source"] for source in sources} == {str(line[4]) for one in said for line in one}
    assert turns > PROCESSES * TURNS / 20, "the processes hardly met"
    figure(
        "races for one log",
        f"{PROCESSES * TURNS} facts by {PROCESSES} processes, {turns} changes of writer: one log, no gap, "
        f"{len(published)} checkpoints; {PROCESSES * TURNS / seconds:.0f} a second",
    )


def _neighbours(said: list[list[list[object]]]) -> list[tuple[int, int]]:
    """Return the writers of each fact and the one after it."""
    writer = {int(str(line[0])): number for number, one in enumerate(said) for line in one}
    order = [writer[number] for number in sorted(writer)]
    return list(pairwise(order))


def _hex_roots(home: Path, matter: str, size: int) -> dict[int, str]:
    return {count: b64decode(root).hex() for count, root in roots_of(home, matter, size)}


def test_collections_of_one_source_at_once_follow_one_another(
    new_home: Callable[[str], Path], server: Server, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    promises = Promises(new_home("home"), server)
    tree = Tree(tmp_path / "tree", 19, 10, 40, large=True)
    source = ("source", "add", "quintrell", "--kind", "directory", "--at", str(tree.root))
    assert promises.run(*source).code == 0
    rounds = 6
    for turn in range(rounds):
        if turn:
            tree.change(0.3, large=turn == 3)
        both = [start(promises.home, "collect", "quintrell", str(tree.root), "--json") for _ in range(2)]
        for done in [ended(one) for one in both]:
            assert done.code == 0, done.err
            assert done.json["lines"] == len(tree.digests)
            promises.acknowledge(done)
        listed = promises.run("item", "list", "quintrell", "--json").json["items"]
        assert {item["path"]: item["sha256"] for item in listed} == tree.digests
        promises.sound()
    assert len(promises.collections) == 2 * rounds
    # Each content was stored once, whoever came first.
    assert promises.checked == sum(one["new_items"] for one in promises.collections.values())
    figure("collections of one source at once", f"{rounds} pairs: all {2 * rounds} acknowledged, nothing stored twice")


def test_everything_at_once_in_one_home(
    new_home: Callable[[str], Path], server: Server, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    promises = Promises(new_home("home"), server)
    trees = [Tree(tmp_path / f"tree {number}", 23 + number, 5, 60, large=False) for number in range(2)]
    key = promises.run("matter", "show", "quintrell", "--json").json["key"]
    collects = [("collect", "quintrell", str(tree.root), "--json") for tree in trees]
    rounds = 4
    for turn in range(rounds):
        bag = tmp_path / f"bag {turn}"
        others = [
            ("audit", "--json"),
            ("disclose", "quintrell", "--to", str(bag)),
            ("fsck", "--json"),
            ("matter", "open", "--title", f"Another {turn}"),
        ]
        for tree in trees:
            tree.change(0.5, large=False)
        running = [start(promises.home, *words) for words in (*collects, *others)]
        for words, done in zip((*collects, *others), [ended(one) for one in running], strict=True):
            assert done.code == 0, f"{words[0]}: {done.out}{done.err}"
            if words[0] == "collect":
                promises.acknowledge(done)
        assert whole(server, promises.home, bag, key)
        shutil.rmtree(bag)
        promises.sound()
    figure("everything at once", f"{rounds} times 2 collect, audit, disclose, fsck, matter open: all right")


def test_a_first_use_by_several_at_once_makes_one_home(
    server: Server, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    rounds, each = 4, 4
    for turn in range(rounds):
        promises = Promises(tmp_path / f"home {turn}", server)
        words = ("matter", "open", "--json", "--title")
        done = [ended(one) for one in [start(promises.home, *words, f"Matter {number}") for number in range(each)]]
        assert [one.code for one in done] == [0] * each, [one.err for one in done]
        matters = promises.run("matter", "list", "--json").json["matters"]
        assert {one["matter"] for one in matters} == {one.json["matter"] for one in done}
        assert len({one.json["key"].partition("/")[0] for one in done}) == 1, "two keys for one home"
        promises.sound()
    figure("first use at once", f"{rounds} homes, {each} processes each: one key, every matter there")
