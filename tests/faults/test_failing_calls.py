"""System calls of a whole process fail one by one: never a wrong "ok", always one sentence, and a retry succeeds."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from .running import Done, InTwos, Server, copied
from .sound import Promises
from .tracing import CALLS, counted, injected, spread
from .trees import Tree

MOST = 8
"""So many places of each call, spread over the run; fewer where there are fewer."""


class Fault(NamedTuple):
    """Which call fails, with what, at which time of calling it (in each thread); `on` also every time after."""

    call: str
    error: str
    when: int
    on: bool

    def spelled(self) -> str:
        return f"error={self.error}:when={self.when}{'+' * self.on}"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(tmp_path_factory.mktemp("evidence") / "tree", 7, 3, 5, large=True)


def test_whichever_call_of_a_collection_fails_nothing_wrong_is_acknowledged(
    new_home: Callable[[str], Path],
    opened: Path,
    two_at_once: InTwos,
    tree: Tree,
    tmp_path: Path,
    figure: Callable[[str, str], None],
) -> None:
    words = ("collect", "quintrell", str(tree.root), "--json")
    calls = counted(tmp_path, new_home("counted"), *words)
    faults = [
        Fault(call, ("EIO", "ENOSPC")[place % 2], when, on=place % 5 == 4)
        for call in CALLS
        for place, when in enumerate(spread(calls[call], MOST))
    ]

    def one(server: Server, fault: Fault) -> tuple[int, str]:
        promises = Promises(copied(opened, tmp_path / "-".join(map(str, fault))), server)
        done = injected(promises.home, fault.call, fault.spelled(), *words)
        return done.code, _wrong(promises, done, fault, tree, words)

    results = two_at_once.do(one, faults)
    wrong = [text for _, text in results if text]
    assert not wrong, "\n".join([f"{len(wrong)} of {len(results)}:", *wrong])
    codes = Counter(code for code, _ in results)
    assert codes[4] > len(faults) / 2
    kinds = sum(1 for call in CALLS if calls[call])
    figure(
        "failing system calls (strace)",
        f"{len(faults)} faults in {kinds} calls: {codes[4]} refused with exit 4, {codes[0]} ended well",
    )


def _wrong(promises: Promises, done: Done, fault: Fault, tree: Tree, words: tuple[str, ...]) -> str:
    """Return what is wrong with what a run with a fault left, and with running it again; empty where nothing is."""
    said = f"{fault}: exit {done.code}\n{done.err}{done.out}"
    # Where every write fails from some time on, no sentence can be written either: the exit code says it all.
    silent = fault.call == "write" and fault.on and done == Done(4, "", "")
    if done.code != 0 and not done.refused_well() and not silent:
        return said
    try:
        promises.look()
        if done.code == 0:
            promises.acknowledge(done)
            promises.sound()
        again = promises.run(*words)
        promises.acknowledge(again)
        promises.sound()
        for one in promises.collections.values():
            shown = promises.run("item", "list", one["matter"], "--collection", one["collection"], "--json")
            assert {item["path"]: item["sha256"] for item in shown.json["items"]} == tree.digests
            assert one["ends"]["failed"] == 0
    except AssertionError as error:
        return f"{said}then: {error}"
    return ""
