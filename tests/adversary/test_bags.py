"""A malicious operator and a reader of bags: every row of the page's table is done and looked at."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from openhold.cli.deeds.forging import drop_a_fact, flip_a_byte, fork_the_log
from tests.adversary.conftest import Stage
from tests.adversary.forger import Bag
from tests.adversary.reader import NOT_NOTICED, check, failing, outcome, printed, table

HEAD = ("the operator …", "only the bag", "+ the key from elsewhere", "+ an older checkpoint")
FACTS = "facts.jsonl"


@dataclass(frozen=True)
class Attack:
    """A row of the table. `make` writes the bag; `since` is the older checkpoint that the reader holds."""

    make: Callable[[Stage, Path], object]
    since: Callable[[Stage, Path], Path] = lambda stage, bag: stage.early


def late(stage: Stage, bag: Path) -> Path:
    return stage.bag


def own(stage: Stage, bag: Path) -> Path:
    """A checkpoint that the reader was given when this very history was young."""
    return bag / "data/ledger/checkpoints/3"


# --- Changes of what was disclosed --------------------------------------------------------------------------------


def changes_an_item(stage: Stage, to: Path) -> None:
    item = Bag(stage.bag, to).items()[0]
    item.write_bytes(item.read_bytes().swapcase())


def changes_an_item_and_the_checksums(stage: Stage, to: Path) -> None:
    flip_a_byte(Bag(stage.bag, to).folder, stage.operator.home.key_file)


def gives_another_item(stage: Stage, to: Path) -> None:
    bag = Bag(stage.bag, to)
    bag.items()[0].rename(bag.data / "items" / sha256(b"another").hexdigest()).write_bytes(b"another")
    bag.seal()


def gives_an_item_more(stage: Stage, to: Path) -> None:
    bag = Bag(stage.bag, to)
    (bag.data / "items" / sha256(b"more").hexdigest()).write_bytes(b"more")
    bag.seal()


def leaves_an_item_out(stage: Stage, to: Path) -> None:
    bag = Bag(stage.bag, to)
    bag.items()[0].unlink()
    bag.seal()


def changes_a_line(stage: Stage, to: Path) -> None:
    with Bag(stage.bag, to).manifest() as lines:
        lines[1] = lines[1].replace(b"letter.txt", b"lettre.txt")


def changes_a_body(stage: Stage, to: Path) -> None:
    with Bag(stage.bag, to).lines(FACTS) as lines:
        lines[0] = lines[0].replace(b"Quintrell", b"Quintrall")


def changes_an_entry(stage: Stage, to: Path) -> None:
    with Bag(stage.bag, to).entries(tiles_too=False) as entries:
        entries[1] = entries[1].replace(b'"at":"2', b'"at":"1')


def changes_an_entry_and_its_hash(stage: Stage, to: Path) -> None:
    with Bag(stage.bag, to).entries(tiles_too=True) as entries:
        entries[1] = entries[1].replace(b'"at":"2', b'"at":"1')


def drops_a_fact_from_the_list(stage: Stage, to: Path) -> None:
    drop_a_fact(Bag(stage.bag, to).folder, stage.operator.home.key_file)


def drops_a_fact_and_its_entry(stage: Stage, to: Path) -> None:
    bag = Bag(stage.bag, to)
    with bag.lines(FACTS) as lines, bag.entries(tiles_too=True) as entries:
        del lines[4], entries[4]


def reorders_facts(stage: Stage, to: Path) -> None:
    with Bag(stage.bag, to).lines(FACTS) as lines:
        lines[0], lines[1] = lines[1], lines[0]


def reorders_entries(stage: Stage, to: Path) -> None:
    with Bag(stage.bag, to).entries(tiles_too=True) as entries:
        entries[3], entries[4] = entries[4], entries[3]


def leaves_a_checkpoint_out(stage: Stage, to: Path) -> None:
    bag = Bag(stage.bag, to)
    (bag.data / "ledger/checkpoints/3").unlink()
    bag.seal()


# --- Histories signed again -----------------------------------------------------------------------------------------


def rewrites_in_the_bag(stage: Stage, to: Path) -> None:
    fork_the_log(Bag(stage.bag, to).folder, stage.operator.home.key_file)


def rewrites(stage: Stage, to: Path) -> None:
    operator = stage.operator.twin(to.with_name("home"))
    history = operator.history()[:5]
    history[0].body["title"] = "In re nothing much"
    operator.sign(history)
    operator.disclose(to)


def drops(stage: Stage, to: Path) -> None:
    operator = stage.operator.twin(to.with_name("home"))
    history = operator.history()[:5]
    del history[2]
    operator.sign(history)
    operator.disclose(to)


def reorders(stage: Stage, to: Path) -> None:
    operator = stage.operator.twin(to.with_name("home"))
    history = operator.history()[:5]
    times = [fact.at for fact in history]
    history[1], history[2] = history[2], history[1]
    for fact, at in zip(history, times, strict=True):
        fact.at = at
    operator.sign(history)
    operator.disclose(to)


def rewrites_the_last_day(stage: Stage, to: Path) -> None:
    operator = stage.operator.twin(to.with_name("home"))
    history = operator.history()[:5]
    history[4].body["findings"] = 0
    history[4].body["checked"] = 1_000_000
    operator.sign(history)
    operator.disclose(to)


def rolls_back(stage: Stage, to: Path) -> None:
    operator = stage.operator.twin(to.with_name("home"))
    operator.sign(operator.history()[:3])
    operator.disclose(to)


def puts_the_first_day_back(stage: Stage, to: Path) -> None:
    stage.young.twin(to.with_name("home")).disclose(to)


def goes_on_twice(stage: Stage, to: Path) -> None:
    """A copy of the home goes on from the first day, on a folder in which the video never was."""
    operator = stage.young.twin(to.with_name("home"))
    folder = to.with_name("evidence")
    folder.mkdir()
    (folder / "letter.txt").write_bytes((stage.evidence / "letter.txt").read_bytes())
    operator.do("collect", operator.matter, str(folder))
    operator.disclose(to)


def dates_back(stage: Stage, to: Path) -> None:
    operator = stage.operator.twin(to.with_name("home"))
    history = operator.history()[:5]
    history[4].at = "2019-07-01T09:00:00.000000Z"
    operator.sign(history)
    operator.disclose(to)


def dates_back_a_little(stage: Stage, to: Path) -> None:
    operator = stage.operator.twin(to.with_name("home"))
    history = operator.history()[:5]
    history[4].at = history[3].at
    operator.sign(history)
    operator.disclose(to)


def sets_the_clock_back(stage: Stage, to: Path) -> None:
    operator = stage.operator.twin(to.with_name("home"))
    history = operator.history()[:5]
    for number, fact in enumerate(history):
        fact.at = f"2019-07-0{number + 1}T09:00:00.000000Z"
    operator.sign(history)
    operator.disclose(to)


def replaces_the_key(stage: Stage, to: Path) -> None:
    operator = stage.operator.twin(to.with_name("home"))
    operator.change_key()
    operator.disclose(to)


# --- Withholding, and what never was --------------------------------------------------------------------------------


def named(stage: Stage, number: int) -> str:
    manifest = max((stage.bag / "data/manifests").iterdir(), key=lambda file: file.stat().st_size)
    return str(json.loads(manifest.read_bytes().splitlines()[number])["sha256"])


def hides_a_line(stage: Stage, to: Path) -> None:
    stage.operator.twin(to.with_name("home")).disclose(to, "--hide", f"{named(stage, 0)}=privilege")


def hides_a_line_without_a_ground(stage: Stage, to: Path) -> None:
    hides_a_line(stage, to.with_name("hidden"))
    with Bag(to.with_name("hidden"), to).manifest() as lines:
        lines[0] = lines[0].replace(b"privilege", b"")


def takes_a_line_out(stage: Stage, to: Path) -> None:
    bag = Bag(stage.bag, to)
    (bag.data / "items" / named(stage, 0)).unlink()
    with bag.manifest() as lines:
        del lines[0]


def withholds_an_item(stage: Stage, to: Path) -> None:
    stage.operator.twin(to.with_name("home")).disclose(to, "--withhold", f"{named(stage, 0)}=privilege")


def withholds_a_fact(stage: Stage, to: Path) -> None:
    stage.operator.twin(to.with_name("home")).disclose(to, "--withhold", "4=work product")


def withholds_a_fact_without_a_ground(stage: Stage, to: Path) -> None:
    with Bag(stage.bag, to).lines(FACTS) as lines:
        lines[4] = b'{"seq":4,"withheld":" "}'


def withholds_a_collection(stage: Stage, to: Path) -> None:
    stage.operator.twin(to.with_name("home")).disclose(to, "--withhold", "3=work product")


def never_records(stage: Stage, to: Path) -> None:
    """An audit is run on a copy that is thrown away; the home knows nothing of it."""
    copy = stage.operator.twin(to.with_name("copy"))
    copy.do("audit", "--matter", copy.matter)
    stage.operator.twin(to.with_name("home")).disclose(to)


ATTACKS: dict[str, Attack] = {
    "changes a disclosed item": Attack(changes_an_item),
    "changes a disclosed item and the bag's checksums": Attack(changes_an_item_and_the_checksums),
    "gives another item in its place, named by its own digest": Attack(gives_another_item),
    "gives an item that no line names": Attack(gives_an_item_more),
    "leaves a disclosed item out": Attack(leaves_an_item_out),
    "changes a manifest line": Attack(changes_a_line),
    "changes a fact's body": Attack(changes_a_body),
    "changes an entry, and neither tile nor checkpoint": Attack(changes_an_entry),
    "changes an entry and its tile, and not the checkpoint": Attack(changes_an_entry_and_its_hash),
    "drops a fact from the list": Attack(drops_a_fact_from_the_list),
    "drops a fact and its entry, and not the checkpoint": Attack(drops_a_fact_and_its_entry),
    "reorders the facts in the list": Attack(reorders_facts),
    "reorders entries, and not the checkpoint": Attack(reorders_entries),
    "leaves a checkpoint of the past out of the bag": Attack(leaves_a_checkpoint_out),
    "rewrites history in the bag and signs it again with the same key": Attack(rewrites_in_the_bag),
    "rewrites history in vault and database and signs it again with the same key": Attack(rewrites),
    "drops a fact from history and signs it again": Attack(drops),
    "reorders history, with times that fit, and signs it again": Attack(reorders),
    "rewrites only what is newer than the reader's checkpoint, and signs it again": Attack(rewrites_the_last_day),
    "drops the newest facts and signs the shorter log again (roll back)": Attack(rolls_back, late),
    "puts the home of an older day back (roll back)": Attack(puts_the_first_day_back, late),
    "shows two readers two histories (fork), and one has the other's checkpoint": Attack(goes_on_twice, late),
    "shows two readers two histories (fork), and the checkpoint is from before they part": Attack(goes_on_twice),
    "dates a new entry back, behind the one before it": Attack(dates_back),
    "dates a new entry back, not behind the one before it": Attack(dates_back_a_little),
    "keeps a false clock from the first entry on": Attack(sets_the_clock_back, own),
    "signs with another key (replace key)": Attack(replaces_the_key),
    "hides a manifest line": Attack(hides_a_line),
    "hides a manifest line and gives no ground": Attack(hides_a_line_without_a_ground),
    "takes a manifest line out": Attack(takes_a_line_out),
    "withholds an item": Attack(withholds_an_item),
    "withholds a fact": Attack(withholds_a_fact),
    "withholds a fact and gives no ground": Attack(withholds_a_fact_without_a_ground),
    "withholds the fact of a whole collection": Attack(withholds_a_collection),
    "never collects something": Attack(goes_on_twice, own),
    "never records an event": Attack(never_records),
}


def knowing(stage: Stage, since: Path) -> tuple[tuple[str, ...], ...]:
    """The columns of the table, as arguments of `verify`."""
    return (), ("--key", stage.key), ("--since", str(since))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, stage: Stage) -> dict[str, Path]:
    """Every attack's bag; each deed is done once."""
    done = {attack.make: tmp_path_factory.mktemp("bad") / "bag" for attack in ATTACKS.values()}
    # Most of the time goes into runs of the program, and two of them run as fast as one.
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda make: make(stage, done[make]), done))
    return {name: done[attack.make] for name, attack in ATTACKS.items()}


def test_the_honest_bag_reads_the_same_to_whoever_holds_an_honest_checkpoint(stage: Stage) -> None:
    honest = [check(stage.bag, *words) for words in knowing(stage, stage.early)]
    for since in (stage.early, stage.late, stage.bag, own(stage, stage.bag)):
        reports = [check(stage.bag, *words) for words in knowing(stage, since)]
        assert list(map(outcome, reports, honest)) == [NOT_NOTICED] * 3
        assert not any(map(failing, reports))


def test_of_two_histories_either_reader_sees_the_fork_with_the_checkpoint_of_the_other(
    stage: Stage, made: dict[str, Path]
) -> None:
    fork = made["shows two readers two histories (fork), and one has the other's checkpoint"]
    assert failing(check(fork, "--since", str(stage.bag))) == [4]
    assert failing(check(stage.bag, "--since", str(fork))) == [4]


def test_the_page_says_of_every_attack_what_the_program_finds(
    stage: Stage, made: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    honest = [check(stage.bag, *words) for words in knowing(stage, stage.early)]
    rows = {}
    for name, attack in ATTACKS.items():
        states = knowing(stage, attack.since(stage, made[name]))
        reports = [check(made[name], *words) for words in states]
        rows[name] = tuple(map(outcome, reports, honest))
    with capsys.disabled():
        print("\n" + printed(rows, HEAD))
    assert table("A malicious operator") == rows


def test_who_holds_both_key_and_checkpoint_notices_what_either_shows(stage: Stage, made: dict[str, Path]) -> None:
    for name, attack in ATTACKS.items():
        _, key, since = knowing(stage, attack.since(stage, made[name]))
        with_key, with_since = (failing(check(made[name], *words)) for words in (key, since))
        with_both = failing(check(made[name], *key, *since))
        assert bool(with_both) == bool(with_key or with_since), name
        assert set(with_key) <= set(with_both), name
