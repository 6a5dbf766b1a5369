"""SIGKILL at random moments: nothing acknowledged is lost, recovery needs nobody, no log forks, a rerun ends."""

import time
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from .running import Done, Server, killed, run
from .sound import Promises
from .trees import Tree

HOMES, ROUNDS = 12, 5
_WORDS = ("collect", "quintrell")


def test_sixty_kills_of_collect_lose_nothing_that_was_acknowledged(
    new_home: Callable[[str], Path], server: Server, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    random = Random(20260305)
    tree = Tree(tmp_path / "tree", 5, 40, 50, large=True)
    words = (*_WORDS, str(tree.root), "--json")
    hit: Counter[str] = Counter()
    acknowledged = checkpoints = checked = recovered = again = 0
    # How long an undisturbed run takes: the last five say it, so that a busy machine only shifts the scale.
    lengths = deque([_seconds(run, new_home("measured"), *words)[0]], 5)
    for number in range(HOMES):
        promises = Promises(new_home(f"home {number}"), server)
        for turn in range(ROUNDS):
            if turn:
                tree.change(random.choice((0.02, 0.2)), large=turn == 2)
            more = ("--reread",) if turn == 3 else ()
            before = _manifests(promises.home)
            delay, begun = _moment(random, number * ROUNDS + turn, median(lengths), promises.home)
            done = killed(tmp_path, promises.home, (*words, *more), delay, group=(number + turn) % 2 == 0, begun=begun)
            promises.look()
            hit[_where(promises.home, before, printed=_printed(promises, done))] += 1
            if turn == 4:
                # Recovery itself is killed too.
                done = killed(tmp_path, promises.home, words, median(lengths) * random.uniform(0.5, 0.9), group=True)
                again += 1
                promises.look()
                _printed(promises, done)
            seconds, done = _seconds(run, promises.home, *words)
            lengths.append(seconds)
            assert done.code == 0, done.err
            promises.acknowledge(done)
            recovered += done.json["recovered"]
            assert done.json["lines"] == 2001
            assert done.json["ends"]["failed"] == 0
            assert _kept(promises, done.json["matter"]) == tree.digests
            promises.sound()
            counted = promises.run("matter", "show", done.json["matter"], "--json").json["counts"]["items"]
            assert counted == promises.checked, "what a matter says is kept is what an audit reads"
        acknowledged += len(promises.collections)
        checkpoints += len(promises.checkpoints)
        checked += promises.checked
    figure("SIGKILL during collect", f"{HOMES * ROUNDS} rounds, {again} more during recovery: nothing lost")
    for where, count in hit.most_common():
        figure("  hit", f"{count:>3}  {where}")
    figure("  acknowledged, all found", f"{acknowledged} collections; {checked:,} items re-read at the end")
    figure("  packs recovered", str(recovered))
    figure("  checkpoints seen", f"{checkpoints}, each a beginning of its log")
    assert sum(count for where, count in hit.items() if where not in (_BEFORE, _AFTER)) >= HOMES * ROUNDS / 4


def _moment(random: Random, turn: int, length: float, home: Path) -> tuple[float, Callable[[], bool]]:
    """Return when to kill a run of this length: so many seconds after what.

    One in six falls anywhere into the run; the others are spread evenly over the time after it began to write,
    which is the last quarter of such a run.
    """
    if turn % 6 == 5:
        return random.uniform(0, length), lambda: True
    return 0.27 * length * (turn * 0.618034 % 1), lambda: _writes(home)


def _writes(home: Path) -> bool:
    """Tell whether something in a unit has a working name."""
    return any(file.name.endswith((".tmp", ".open")) for file in (home / "vault" / "units").glob("*/*/*"))


def _seconds(what: Callable[..., Done], *arguments: Any) -> tuple[float, Done]:
    """Return how long something took, and what it returned."""
    begun = time.monotonic()
    done = what(*arguments)
    return time.monotonic() - begun, done


_BEFORE = "before anything was written"
_AFTER = "after it was acknowledged"


def _printed(promises: Promises, done: Done) -> bool:
    """Tell whether the collection was acknowledged: its whole receipt was printed, whatever came after."""
    if not done.out.endswith("}\n"):
        return False
    promises.acknowledge(done)
    return True


def _where(home: Path, before: set[str], *, printed: bool) -> str:
    """Return what the kill left, where `before` names the manifests that stood before."""
    if printed:
        return _AFTER
    if _manifests(home) - before:
        return "the manifest stood, nothing was acknowledged"
    names = {str(file) for file in (home / "vault" / "units").rglob("*")}
    if {n.removesuffix(".seal") for n in names if n.endswith(".seal")} - {n.removesuffix(".tar") for n in names}:
        return "a seal stood before its pack had its name"
    if any(name.endswith(".tar.open") for name in names):
        return "a pack was open"
    if any(name.endswith(".tmp") for name in names):
        return "a file had no name yet"
    return _BEFORE


def _manifests(home: Path) -> set[str]:
    return {file.name for file in (home / "vault" / "units").glob("*/manifests/*.json")}


def _kept(promises: Promises, matter: str) -> dict[str, str]:
    """Return path and digest of every item in the newest collection."""
    return {one["path"]: one["sha256"] for one in promises.run("item", "list", matter, "--json").json["items"]}
