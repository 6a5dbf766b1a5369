"""One bit of the database or of a cache flips: noticed, or no row that is read is another. Nothing in between.

Precisely, for the database: a flip is *noticed* if `fsck` finds something or refuses, or `rebuild` refuses or says
that a table was not the same. A flip that is not noticed must change nothing: every row of every table reads as
before, and every command that shows rows shows the same.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from .running import WRITER, InTwos, Server, copied, run
from .sound import Promises
from .trees import Tree

FLIPS = 100


@pytest.fixture
def lived(new_home: Callable[[str], Path], server: Server, tmp_path: Path) -> Promises:
    """A home with every table filled, closed, its database one file."""
    promises = Promises(new_home("lived"), server)
    matter = promises.run("matter", "show", "quintrell", "--json").json["matter"]
    tree = Tree(tmp_path / "tree", 31, 4, 25, large=False)
    promises.acknowledge(promises.run("collect", matter, str(tree.root), "--json"))
    tree.change(0.3, large=False)
    promises.acknowledge(promises.run("collect", matter, str(tree.root), "--json"))
    assert run(promises.home, matter, "60", "20", program=WRITER).code == 0
    promises.run("disclose", matter, "--to", str(tmp_path / "bag"))
    promises.sound()
    promises.look()
    assert [file.name for file in promises.home.glob("openhold.sqlite3*")] == ["openhold.sqlite3"]
    return promises


def _commands(promises: Promises) -> list[tuple[str, ...]]:
    """Return the commands that show what stands in the tables of the matter."""
    matter = next(iter(promises.collections.values()))["matter"]
    return [("matter", "show", matter, "--json"), ("item", "list", matter, "--json")]


def test_a_flipped_bit_of_the_database_is_noticed_or_changes_nothing(
    lived: Promises, two_at_once: InTwos, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    data = (lived.home / "openhold.sqlite3").read_bytes()
    rows = _rows(lived.home / "openhold.sqlite3")
    assert rows is not None
    shown = [lived.run(*words).out for words in _commands(lived)]
    random = Random(37)
    places = random.sample(range(8 * len(data)), FLIPS)

    def one(server: Server, place: int) -> tuple[str, str]:
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        homes = [copied(lived.home, tmp_path / f"{place} {name}") for name in ("fsck", "rebuild", "shown")]
        for home in homes:
            (home / "openhold.sqlite3").write_bytes(flipped)
        checked = server.run(homes[0], "fsck", "--json")
        rebuilt = server.run(homes[1], "rebuild", "--json")
        for done in (checked, rebuilt):
            assert done.code in (0, 1) or done.refused_well(), f"bit {place}: {done}"
        noticed = checked.code != 0 or rebuilt.code != 0 or not rebuilt.json["same"]
        if noticed:
            healed = Promises(homes[0], server, dict(lived.collections), dict(lived.checkpoints))
            healed.run("rebuild", "--from-vault")
            healed.kept()
            assert healed.run("fsck", "--json").json["findings"] == [], f"bit {place}"
            assert [healed.run(*words).out for words in _commands(lived)] == shown, f"bit {place}"
            return _how(checked.code, rebuilt.code), ""
        wrong = ""
        now = _rows(homes[2] / "openhold.sqlite3")
        if now != rows:
            other = set(rows) ^ set(now or [])
            wrong = f"bit {place}: rows differ, and nobody noticed: {str(sorted(map(str, other)))[:500]}"
        for words, before in zip(_commands(lived), shown, strict=True):
            if server.run(homes[2], *words).out != before:
                wrong += f"\nbit {place}: {words} shows something else, and nobody noticed"
        return "made no difference", wrong

    results = two_at_once.do(one, places)
    wrong = [text for _, text in results if text]
    assert not wrong, "\n".join(wrong)
    kinds = Counter(kind for kind, _ in results)
    assert sum(kinds.values()) == FLIPS
    assert kinds["made no difference"] < FLIPS
    told = "; ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    figure("one-bit flips of the database", f"{FLIPS} ({len(data):,} bytes): {told}; 0 silent")


def _how(checked: int, rebuilt: int) -> str:
    if checked == 4:
        return "refused (exit 4)"
    return "named by fsck" if checked == 1 else ("stopped a rebuild" if rebuilt == 4 else "mended by rebuild")


def _rows(database: Path) -> list[tuple[object, ...]] | None:
    """Return every row of every table, as they stand in the file; None where they cannot be read."""
    connection = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
    connection.text_factory = bytes
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return [
            (name, *row)
            for (name,) in tables
            for row in connection.execute(f'SELECT * FROM "{name.decode("utf-8", "replace")}"')
        ]
    except sqlite3.Error:
        return None
    finally:
        connection.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE projections_log SET size = size - 1 WHERE matter LIKE 'm-%'",
        "UPDATE projections_log SET size = size + 1 WHERE matter LIKE 'm-%'",
        "UPDATE projections_logrow SET packed = X'00027b7d' WHERE seq = 3 AND matter LIKE 'm-%'",
        "UPDATE projections_logrow SET packed = packed || X'20' WHERE seq = 3 AND matter LIKE 'm-%'",
        "DELETE FROM projections_logrow WHERE seq = 3 AND matter LIKE 'm-%'",
        "UPDATE projections_logrow SET erased = 'no ground' WHERE seq = 3 AND matter LIKE 'm-%'",
        "UPDATE projections_collection SET lines = lines - 1",
        "DELETE FROM projections_collection",
        "UPDATE projections_source SET \"at\" = '/elsewhere'",
    ],
)
def test_a_row_that_was_changed_by_hand_is_noticed(lived: Promises, change: str) -> None:
    connection = sqlite3.connect(lived.home / "openhold.sqlite3")
    with connection:
        assert connection.execute(change).rowcount > 0
    connection.close()
    checked = lived.server.run(lived.home, "fsck", "--json")
    rebuilt = lived.server.run(lived.home, "rebuild", "--json")
    assert checked.code in (1, 4) or rebuilt.code == 4 or not rebuilt.json["same"]
    lived.run("rebuild", "--from-vault")
    lived.sound()


def test_a_flipped_bit_of_a_cache_costs_time_and_never_an_item(
    new_home: Callable[[str], Path],
    server: Server,
    two_at_once: InTwos,
    tmp_path: Path,
    figure: Callable[[str, str], None],
) -> None:
    before = Promises(new_home("before"), server)
    tree = Tree(tmp_path / "tree", 41, 4, 25, large=False)
    before.acknowledge(before.run("collect", "quintrell", str(tree.root), "--json"))
    tree.change(0.2, large=False)
    caches = sorted(file.relative_to(before.home) for file in (before.home / "cache").rglob("*.idx"))
    assert {file.name for file in caches} == {"0.idx", "carry.idx", "contents.idx"}
    random = Random(43)
    places = [(file, random.random()) for file in caches for _ in range(12)]

    def one(server: Server, place: tuple[Path, float]) -> Counter[str]:
        file, share = place
        promises = Promises(copied(before.home, tmp_path / f"{file.name} {share}"), server, dict(before.collections))
        data = bytearray((promises.home / file).read_bytes())
        bit = int(share * 8 * len(data))
        data[bit // 8] ^= 1 << bit % 8
        (promises.home / file).write_bytes(data)
        done = server.run(promises.home, "collect", "quintrell", str(tree.root), "--json")
        assert done.code == 0 or done.refused_well(), f"{file} bit {bit}: {done}"
        again = promises.run("collect", "quintrell", str(tree.root), "--reread", "--json")
        for one in [done, again] if done.code == 0 else [again]:
            promises.acknowledge(one)
        promises.kept()
        listed = promises.run("item", "list", "quintrell", "--json").json["items"]
        assert {item["path"]: item["sha256"] for item in listed} == tree.digests
        found = promises.run("audit", "--json").json["findings"]
        return Counter(one["code"] for one in found) + Counter({f"exit {done.code}": 1})

    total: Counter[str] = sum(two_at_once.do(one, places), Counter())
    # The same content may be stored a second time; nothing else may ever follow from a damaged cache.
    assert set(total) <= {"exit 0", "exit 4", "vault-item-twice"}, total
    figure(
        "one-bit flips of caches",
        f"{len(places)}: {total['exit 0']} made no difference, {total['exit 4']} refused and made anew, "
        f"{total['vault-item-twice']} items stored twice, none lost",
    )
