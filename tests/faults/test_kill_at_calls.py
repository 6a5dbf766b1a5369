"""SIGKILL on the way into a system call: of the first use, of a collection, of a publication, of a disclosure."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from openhold.formats import canonical
from openhold.formats.notes import SigningKey

from .running import WRITER, Done, InTwos, Server, copied, run
from .sound import Promises
from .tracing import CALLS, counted, injected, spread
from .trees import Tree

KILLED = -9
"""What strace ends with when its program was killed: by the same signal."""


class Moment(NamedTuple):
    """On the way into which call, at which time of calling it (in each thread)."""

    call: str
    when: int

    def spelled(self) -> str:
        return f"signal=KILL:when={self.when}"


def moments(calls: dict[str, int], most: int) -> list[Moment]:
    """Return at most `most` moments of each call; reading back is left out, for nothing differs before and after."""
    return [Moment(call, when) for call in CALLS if call != "preadv" for when in spread(calls[call], most)]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(tmp_path_factory.mktemp("evidence") / "tree", 11, 3, 5, large=True)


def test_a_first_use_that_is_killed_anywhere_is_finished_by_the_next(
    two_at_once: InTwos, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    words = ("matter", "open", "--title", "Quintrell v. County of Alder", "--json")
    places = moments(counted(tmp_path, tmp_path / "counted", *words), 3)

    def one(server: Server, moment: Moment) -> None:
        promises = Promises(tmp_path / "-".join(map(str, moment)), server)
        done = injected(promises.home, moment.call, moment.spelled(), *words)
        assert done.code == KILLED
        promises.look()
        again = promises.run(*words)
        shown = promises.run("matter", "list", "--json").json["matters"]
        assert again.json["matter"] in {one["matter"] for one in shown}
        promises.sound()

    two_at_once.do(one, places)
    figure("SIGKILL at a call, first use", f"{len(places)} moments: the next command finished the set-up")


def test_a_collection_that_is_killed_anywhere_is_finished_by_the_next(
    new_home: Callable[[str], Path],
    opened: Path,
    two_at_once: InTwos,
    tree: Tree,
    tmp_path: Path,
    figure: Callable[[str, str], None],
) -> None:
    words = ("collect", "quintrell", str(tree.root), "--json")
    places = moments(counted(tmp_path, new_home("counted"), *words), 3)

    def one(server: Server, moment: Moment) -> int:
        promises = Promises(copied(opened, tmp_path / "-".join(map(str, moment))), server)
        done = injected(promises.home, moment.call, moment.spelled(), *words)
        assert done.code == KILLED
        promises.look()
        again = promises.run(*words)
        promises.acknowledge(again)
        promises.sound()
        listed = promises.run("item", "list", "quintrell", "--json").json["items"]
        assert {item["path"]: item["sha256"] for item in listed} == tree.digests
        return int(again.json["recovered"])

    recovered = two_at_once.do(one, places)
    figure("SIGKILL at a call, collect", f"{len(places)} moments: nothing lost, {sum(recovered)} packs recovered")


def test_a_publication_that_is_killed_anywhere_is_finished_by_the_next(
    opened: Path, server: Server, two_at_once: InTwos, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    matter = server.run(opened, "matter", "show", "quintrell", "--json").json["matter"]
    nearly = copied(opened, tmp_path / "nearly a full tile")
    assert run(nearly, matter, "250", "50", program=WRITER).code == 0
    words = (matter, "20", "10")
    places = moments(counted(tmp_path, copied(nearly, tmp_path / "counted"), *words, program=WRITER), 2)

    def one(server: Server, moment: Moment) -> int:
        promises = Promises(copied(nearly, tmp_path / "-".join(map(str, moment))), server)
        promises.look()
        done = injected(promises.home, moment.call, moment.spelled(), *words, program=WRITER)
        assert done.code == KILLED
        promises.look()
        said = acknowledged(done)
        promises.run("source", "add", matter, "--kind", "directory", "--at", str(tmp_path))
        promises.sound()
        sources = promises.run("matter", "show", matter, "--json").json["sources"]
        assert {source for *_, source in said} <= {source["source"] for source in sources}
        return len(said)

    said = two_at_once.do(one, places)
    figure("SIGKILL at a call, publish", f"{len(places)} moments: {sum(said)} acknowledgements, all found; no fork")


def acknowledged(done: Done) -> list[list[object]]:
    """Return what a writer said was done: first number, size, size and root of the checkpoint, first source."""
    return [json.loads(line) for line in done.out.splitlines() if line.startswith("[") and line.endswith("]")]


def test_a_disclosure_that_is_killed_anywhere_leaves_a_whole_bag_or_none(
    opened: Path, server: Server, two_at_once: InTwos, tree: Tree, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    kept = copied(opened, tmp_path / "kept")
    collected = server.run(kept, "collect", "quintrell", str(tree.root), "--json").json
    calls = counted(tmp_path, copied(kept, tmp_path / "counted"), "disclose", "quintrell", "--to", str(tmp_path / "b"))
    places = moments(calls, 2)

    def one(server: Server, moment: Moment) -> bool:
        name = "-".join(map(str, moment))
        promises = Promises(copied(kept, tmp_path / name), server)
        promises.collections[collected["collection"]] = collected
        place = tmp_path / f"bags {name}"
        bag = place / "bag"
        done = injected(promises.home, moment.call, moment.spelled(), "disclose", "quintrell", "--to", str(bag))
        assert done.code == KILLED
        stood = bag.exists()
        if stood:
            assert whole(server, promises.home, bag, collected["key"])
            shutil.rmtree(bag)
        assert server.run(promises.home, "disclose", "quintrell", "--to", str(bag)).code == 0
        assert whole(server, promises.home, bag, collected["key"])
        assert [entry.name for entry in place.iterdir()] == ["bag"], "the killed run's working folder is still there"
        promises.sound()
        return stood

    stood = two_at_once.do(one, places)
    figure(
        "SIGKILL at a call, disclose",
        f"{len(places)} moments: {sum(stood)} left a whole bag, {len(places) - sum(stood)} none, 0 half a one",
    )


def whole(server: Server, home: Path, bag: Path, key: str) -> bool:
    """Tell whether a bag verifies with the key."""
    done = server.run(home, "verify", str(bag), "--key", key, "--json")
    return done.code == 0 and done.json["ok"]


def test_a_matter_that_was_announced_and_never_opened_is_no_finding(
    new_home: Callable[[str], Path], server: Server
) -> None:
    # This moment is a few microseconds wide, between vault.json and the first fact, so it is made by hand.
    promises = Promises(new_home("home"), server)
    promises.look()
    stated = promises.home / "vault" / "vault.json"
    document = json.loads(stated.read_bytes())
    name, _, rest = document["ledgers"]["instance"].partition("+")
    _, key = SigningKey.parse((promises.home / "keys" / "instance.key").read_text())
    document["ledgers"]["m-never"] = key.verifier(f"{name.partition('/')[0]}/m-never").text()
    stated.write_bytes(canonical.dumps(document))
    promises.sound()
    # With another key it is not ours, and a finding.
    document["ledgers"]["m-never"] = f"{name}+{rest}"
    stated.write_bytes(canonical.dumps(document))
    findings = promises.run("audit", "--json").json["findings"]
    assert [one["code"] for one in findings] == ["vault-json-altered"]
