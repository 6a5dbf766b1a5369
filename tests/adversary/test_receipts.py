"""A malicious operator and a reader of receipts, who holds the item in the hand."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from openhold.formats.notes import SigningKey
from tests.adversary.conftest import Stage
from tests.adversary.forger import Operator
from tests.adversary.reader import NOT_NOTICED, check, failing, outcome, printed, table

HEAD = ("the operator …", "the receipt and the item", "+ the key from elsewhere", "+ an older checkpoint")
Document = dict[str, Any]


def document(file: Path) -> Document:
    found: Document = json.loads(file.read_bytes())
    return found


@dataclass(frozen=True)
class Attack:
    """A row of the table. `make` gives the receipt, from the operator's place; `item` is the file handed over."""

    make: Callable[[Stage, Path], Document]
    item: str = "letter.txt"
    since: str = "early"


def as_it_is(stage: Stage, place: Path) -> Document:
    return document(stage.late)


def of_the_first_day(stage: Stage, place: Path) -> Document:
    return document(stage.early)


def putting(*parts: str) -> Callable[[Stage, Path], Document]:
    """Parts of the receipt of another item of the same collection, in the receipt of this one."""
    return lambda stage, place: document(stage.late) | {part: document(stage.other)[part] for part in parts}


def of_an_older_day(*parts: str) -> Callable[[Stage, Path], Document]:
    return lambda stage, place: document(stage.late) | {part: document(stage.early)[part] for part in parts}


def with_a_changed_fact(stage: Stage, place: Path) -> Document:
    found = document(stage.late)
    return found | {"fact": found["fact"].replace('"bytes":', '"bytes":1')}


def with_an_entry_dated_back(stage: Stage, place: Path) -> Document:
    found = document(stage.late)
    return found | {"entry": found["entry"].replace('"at":"2', '"at":"1')}


def signed_by_another(stage: Stage, place: Path) -> Document:
    found = document(stage.late)
    text = found["checkpoint"].split("\n\n")[0] + "\n"
    return found | {"checkpoint": SigningKey(bytes(32)).sign(text.split("\n")[0], text).decode()}


def of_another_matter(stage: Stage, place: Path) -> Document:
    """The same folder, collected in another matter of the same instance."""
    home = stage.operator.twin(place / "home").folder
    other = Operator(stage.operator.program, home, "Alder v. Alder")
    other.do("collect", other.matter, str(stage.evidence))
    return document(other.receipt("letter.txt", place / "made.json"))


def of_a_rewritten_history(stage: Stage, place: Path) -> Document:
    operator = stage.operator.twin(place / "home")
    history = operator.history()[:5]
    history[0].body["title"] = "In re nothing much"
    operator.sign(history)
    return document(operator.receipt("letter.txt", place / "made.json"))


ATTACKS: dict[str, Attack] = {
    "hands over another item": Attack(as_it_is, item="reply.txt"),
    "puts another item's line in": Attack(putting("line")),
    "puts another item's line in, with its proof": Attack(putting("line", "line_proof")),
    "puts another item's line in, with its proof, and hands that item over": Attack(
        putting("line", "line_proof"), item="reply.txt"
    ),
    "puts another item's line proof in": Attack(putting("line_proof")),
    "puts the entry proof of an older receipt in": Attack(of_an_older_day("entry_proof")),
    "puts the fact of an older receipt in": Attack(of_an_older_day("fact")),
    "puts the entry of an older receipt in": Attack(of_an_older_day("entry")),
    "puts the checkpoint of an older receipt in": Attack(of_an_older_day("checkpoint")),
    "puts entry, proof, fact and checkpoint of an older receipt in": Attack(
        of_an_older_day("entry", "entry_proof", "fact", "checkpoint")
    ),
    "changes the fact": Attack(with_a_changed_fact),
    "dates the entry back": Attack(with_an_entry_dated_back),
    "signs the checkpoint with another key": Attack(signed_by_another),
    "gives the receipt of another matter": Attack(of_another_matter),
    "rewrites history and signs it again; the older checkpoint has the receipt's size": Attack(
        of_a_rewritten_history, since="late"
    ),
    "rewrites history and signs it again; the older checkpoint has another size": Attack(of_a_rewritten_history),
    "gives the right receipt of an older day": Attack(of_the_first_day, since="late"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, stage: Stage) -> dict[str, Path]:
    """Every attack's receipt; each deed is done once."""
    done: dict[object, Path] = {}
    for attack in ATTACKS.values():
        if attack.make not in done:
            place = tmp_path_factory.mktemp("bad")
            done[attack.make] = place / "receipt.json"
            done[attack.make].write_text(json.dumps(attack.make(stage, place)))
    return {name: done[attack.make] for name, attack in ATTACKS.items()}


def knowing(stage: Stage, attack: Attack) -> tuple[tuple[str, ...], ...]:
    item = ("--item", str(stage.evidence / attack.item))
    since = {"early": stage.early, "late": stage.late}[attack.since]
    return item, (*item, "--key", stage.key), (*item, "--since", str(since))


def test_the_honest_receipt_holds_whatever_the_reader_knows(stage: Stage) -> None:
    for since in ("early", "late"):
        for words in knowing(stage, Attack(as_it_is, since=since)):
            assert failing(check(stage.late, *words)) == []


def test_the_page_says_of_every_attack_what_the_program_finds(
    stage: Stage, made: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    honest = [check(stage.late, *words) for words in knowing(stage, Attack(as_it_is))]
    rows = {}
    for name, attack in ATTACKS.items():
        reports = [check(made[name], *words) for words in knowing(stage, attack)]
        rows[name] = tuple(map(outcome, reports, honest))
    with capsys.disabled():
        print("\n" + printed(rows, HEAD))
    assert table("A malicious operator's receipt") == rows


def test_the_receipt_of_another_matter_does_not_pass_with_the_key_of_this_one(
    stage: Stage, made: dict[str, Path]
) -> None:
    item, key, _ = knowing(stage, Attack(as_it_is))
    report = check(made["gives the receipt of another matter"], *key)
    assert failing(report) == [2]
    assert "You gave a key of" in report["steps"][1]["detail"]
    assert outcome(check(stage.late, *item), check(stage.late, *item)) == NOT_NOTICED
