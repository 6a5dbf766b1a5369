"""A home that was rolled back, copied or damaged: who notices, row by row of the page's table."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.adversary.conftest import Stage
from tests.adversary.forger import Operator
from tests.adversary.reader import check, failing, table


@pytest.fixture
def operator(stage: Stage, tmp_path: Path) -> Operator:
    """The home of the last day, to be spoilt."""
    return stage.operator.twin(tmp_path / "home")


def put(part: str, source: Operator, into: Operator) -> None:
    """Put the database or the vault of another day into a home."""
    if part == "vault":
        shutil.rmtree(into.folder / "vault")
        shutil.copytree(source.folder / "vault", into.folder / "vault")
        return
    for file in into.folder.glob("openhold.sqlite3*"):
        file.unlink()
    for file in source.folder.glob("openhold.sqlite3*"):
        shutil.copy2(file, into.folder)


def files(folder: Path) -> dict[str, str]:
    return {str(file): sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()}


def codes(operator: Operator, *words: str) -> set[str]:
    done = operator.run(*words, "--json")
    found = {finding["code"] for finding in done.json["findings"]}
    assert done.code == (1 if found else 0)
    return found


def refused(operator: Operator, said: str, *commands: tuple[str, ...]) -> None:
    """Every one of `commands` is refused with exit 4 in one sentence that tells what to do, and changes nothing."""
    before = files(operator.folder / "vault")
    for words in commands:
        done = operator.run(*words)
        assert (done.code, done.out) == (4, ""), words
        assert said in done.err, words
        assert "Traceback" not in done.err
    assert files(operator.folder / "vault") == before


def deeds(stage: Stage, operator: Operator) -> tuple[tuple[str, ...], ...]:
    """What reads the matter, what writes to it, what hands it over."""
    return (
        ("item", "list", operator.matter),
        ("collect", operator.matter, str(stage.evidence)),
        ("disclose", operator.matter, "--to", str(operator.folder.with_name("bag"))),
    )


def old_database(stage: Stage, operator: Operator, place: Path) -> None:
    put("database", stage.young, operator)
    refused(operator, "openhold rebuild --from-vault", *deeds(stage, operator))
    assert "ledger-rows-behind" in codes(operator, "fsck")
    assert "ledger-rows-behind" in codes(operator, "audit")
    operator.do("rebuild", "--from-vault")
    assert codes(operator, "fsck") == set()
    assert len(operator.history()) == len(stage.operator.history())


def old_vault(stage: Stage, operator: Operator, place: Path) -> None:
    put("vault", stage.young, operator)
    assert codes(operator, "fsck") == {"ledger-checkpoint-missing"}
    assert operator.run("disclose", operator.matter, "--to", str(place / "bag")).code == 1
    # What the ledger lacked is written again: a reader of the last day finds his log continued, not forked.
    assert codes(operator, "audit", "--matter", operator.matter) == {"vault-manifest-missing"}
    bag = operator.disclose(place / "bag", "--withhold", "3=its manifest is lost")
    assert failing(check(bag, "--key", stage.key, "--since", str(stage.bag))) == []


def vault_without_the_ledger(stage: Stage, operator: Operator, place: Path) -> None:
    shutil.rmtree(operator.ledger)
    refused(operator, "an older copy of the vault was put back", *deeds(stage, operator))


def no_database(stage: Stage, operator: Operator, place: Path) -> None:
    for file in operator.folder.glob("openhold.sqlite3*"):
        file.unlink()
    refused(operator, "openhold rebuild --from-vault", ("matter", "list"), *deeds(stage, operator)[1:2])
    (operator.folder / "openhold.sqlite3").write_bytes(b"no database\n" * 1024)
    refused(operator, "openhold rebuild --from-vault", ("matter", "list"), *deeds(stage, operator)[1:2])
    operator.do("rebuild", "--from-vault")
    assert codes(operator, "fsck") == set()


def no_key(stage: Stage, operator: Operator, place: Path) -> None:
    key = operator.home.key_file
    key.rename(place / "key")
    refused(operator, "put it back", *deeds(stage, operator))
    assert failing(check(stage.bag, "--key", stage.key)) == []
    (place / "key").rename(key)
    assert codes(operator, "fsck") == set()


def both_old(stage: Stage, operator: Operator, place: Path) -> None:
    put("database", stage.young, operator)
    put("vault", stage.young, operator)
    assert codes(operator, "audit", "--matter", operator.matter) == codes(operator, "fsck") == set()
    bag = operator.disclose(place / "bag")
    assert failing(check(bag, "--key", stage.key)) == []
    assert failing(check(bag, "--key", stage.key, "--since", str(stage.bag))) == [4]


def both_go_on(stage: Stage, operator: Operator, place: Path) -> None:
    copy = operator.twin(place / "copy")
    operator.do("audit", "--matter", operator.matter)
    copy.do("audit", "--matter", copy.matter)
    assert codes(operator, "fsck") == codes(copy, "fsck") == set()
    ours, theirs = operator.disclose(place / "ours"), copy.disclose(place / "theirs")
    assert failing(check(ours, "--key", stage.key, "--since", str(stage.bag))) == []
    assert failing(check(theirs, "--key", stage.key, "--since", str(stage.bag))) == []
    assert failing(check(ours, "--since", str(theirs))) == failing(check(theirs, "--since", str(ours))) == [4]


ROWS: dict[str, tuple[str, Callable[[Stage, Operator, Path], None]]] = {
    "an old copy of the database was put back beside a newer vault": (
        "every command on that matter: refused, exit 4, with what to do; `audit` and `fsck` of the whole home "
        "(`ledger-rows-behind`); `rebuild --from-vault` mends it",
        old_database,
    ),
    "an old copy of the vault was put back beside a newer database": (
        "`fsck`, `audit`, and every command that needs a manifest or an item that is gone (exit 1). What the "
        "ledger lacks is in the database: the next command that signs writes it again, the same log and no fork",
        old_vault,
    ),
    "the vault lacks a matter's whole ledger": (
        "every command on that matter: refused, exit 4",
        vault_without_the_ledger,
    ),
    "the database is gone or damaged": (
        "every command: refused, exit 4, with what to do; `rebuild --from-vault` restores it",
        no_database,
    ),
    "the key is gone": (
        "every command but `verify`: refused, exit 4; with the key put back all is as it was",
        no_key,
    ),
    "both database and vault are of the same old day": (
        "nobody inside; a reader with a newer checkpoint (step 4)",
        both_old,
    ),
    "the home was copied and both copies went on": (
        "nobody inside either; a reader who has a checkpoint of each (step 4)",
        both_go_on,
    ),
}


def test_the_page_has_these_rows() -> None:
    assert table("A rolled-back or copied home") == {what: (who,) for what, (who, _) in ROWS.items()}


@pytest.mark.parametrize("what", ROWS)
def test_who_notices_is_who_the_page_says(what: str, stage: Stage, operator: Operator, tmp_path: Path) -> None:
    ROWS[what][1](stage, operator, tmp_path)
