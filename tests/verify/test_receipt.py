"""Good and bad receipts: the step that must fail for each."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from openhold.verify import Report, UnreadableError, Verdict, check_receipt, parse_checkpoint, parse_key

from .bag_builder import CONTENTS, Forge, Signer, checkpoint_text, content_line, note

KEY = parse_key(Signer().vkey)
Receipt = dict[str, object]


def failing(report: Report) -> list[int]:
    return [step.n for step in report.steps if step.verdict is Verdict.FAILS]


def write(receipt: object, tmp_path: Path) -> Path:
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(receipt, indent=3), encoding="utf-8")
    return file


def item(tmp_path: Path, data: bytes) -> Path:
    file = tmp_path / "item"
    file.write_bytes(data)
    return file


def test_a_good_receipt_holds_with_key_and_item(tmp_path: Path) -> None:
    file = write({**Forge().receipt(1), "number": "7Q4M-K2XT"}, tmp_path)
    report = check_receipt(file, [KEY], item=item(tmp_path, CONTENTS["b"]))
    assert [step.n for step in report.steps if step.verdict is Verdict.HOLDS] == [1, 2, 3, 7, 9, 10]
    assert [step.n for step in report.steps if step.verdict is Verdict.NOT_CHECKED] == [4, 5, 6, 8]


def test_without_key_and_item_a_receipt_says_what_is_needed(tmp_path: Path) -> None:
    report = check_receipt(write(Forge().receipt(), tmp_path))
    assert report.ok
    assert "--key" in report.steps[1].detail
    assert "--item" in report.steps[9].detail


@pytest.mark.parametrize("count", [0, 1, 2, 5, 30, 254])
@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_proofs_of_every_place_hold(count: int, number: int, tmp_path: Path) -> None:
    names = ["p", "q", "r", "s", "t"][: number + 1]
    lines: list[object] = [content_line(name, name.encode()) for name in names]
    case = Forge(facts=[("note.made/1", {})] * count, lines={"desk-1": lines}, older=())
    assert failing(check_receipt(write(case.receipt(number), tmp_path), [KEY])) == []


@pytest.mark.parametrize("data", [b"", CONTENTS["a"], CONTENTS["b"] + b"!"])
def test_the_bytes_of_another_item_fail(data: bytes, tmp_path: Path) -> None:
    report = check_receipt(write(Forge().receipt(1), tmp_path), [KEY], item=item(tmp_path, data))
    assert failing(report) == [10]


def put(key: str, value: object) -> Callable[[Receipt], object]:
    return lambda receipt: receipt.update({key: value})


def part(key: str, change: Callable[[str], str]) -> Callable[[Receipt], object]:
    return lambda receipt: receipt.update({key: change(str(receipt[key]))})


def proof(key: str, **values: object) -> Callable[[Receipt], object]:
    return lambda receipt: receipt.update({key: {**dict(receipt[key]), **values}})  # type: ignore[call-overload]


OTHER = Forge(facts=[("note.made/1", {})] * 5).receipt()
ATTACKS: dict[str, tuple[int, Callable[[Receipt], object]]] = {
    "no version": (1, lambda r: r.pop("v")),
    "no line": (1, lambda r: r.pop("line")),
    "no fact": (1, lambda r: r.pop("fact")),
    "no entry": (1, lambda r: r.pop("entry")),
    "no checkpoint": (1, lambda r: r.pop("checkpoint")),
    "no line proof": (1, lambda r: r.pop("line_proof")),
    "no entry proof": (1, lambda r: r.pop("entry_proof")),
    "line that is no text": (1, put("line", 4)),
    "line with a lone surrogate": (1, put("line", "\ud800")),
    "proof that is a list": (1, put("line_proof", [])),
    "proof with an index that is a truth": (1, proof("line_proof", index=True)),
    "proof with an index below 0": (1, proof("line_proof", index=-1)),
    "proof with a float": (1, proof("line_proof", size=7.0)),
    "proof with digests of another length": (1, proof("line_proof", path=["00"])),
    "proof with digests in upper case": (1, proof("line_proof", path=["A" * 64] * 3)),
    "proof that never ends": (1, proof("line_proof", path=["0" * 64] * 65)),
    "checkpoint malformed": (2, part("checkpoint", lambda t: t.replace("\n", "\r\n"))),
    "checkpoint of another key": (2, put("checkpoint", Forge(signer=Signer(seed=9)).checkpoint().decode())),
    "checkpoint of another matter": (2, put("checkpoint", Forge(signer=Signer("a/b")).checkpoint().decode())),
    "checkpoint of another size": (3, put("checkpoint", Forge().checkpoint(5).decode())),
    "checkpoint of another root": (3, put("checkpoint", note(checkpoint_text(6, bytes(32)), Signer()).decode())),
    "entry of another receipt": (3, put("entry", OTHER["entry"])),
    "entry malformed": (3, part("entry", lambda t: t.replace(",", ", "))),
    "entry proof for another place": (3, proof("entry_proof", index=2)),
    "entry proof for a place outside": (3, proof("entry_proof", index=6)),
    "entry proof for another size": (3, proof("entry_proof", size=7)),
    "entry proof for size 0": (3, proof("entry_proof", size=0)),
    "entry proof too short": (3, lambda r: proof("entry_proof", path=r["entry_proof"]["path"][:-1])(r)),  # type: ignore[index]
    "entry proof too long": (3, lambda r: proof("entry_proof", path=[*r["entry_proof"]["path"], "0" * 64])(r)),  # type: ignore[index]
    "entry proof backward": (3, lambda r: proof("entry_proof", path=r["entry_proof"]["path"][::-1])(r)),  # type: ignore[index]
    "fact changed": (7, part("fact", lambda t: t.replace('"read":5', '"read":4'))),
    "fact of another receipt": (7, put("fact", OTHER["fact"])),
    "fact withheld": (7, put("fact", '{"seq":3,"withheld":"x"}')),
    "fact not canonical": (7, part("fact", lambda t: t + " ")),
    "line changed": (9, part("line", lambda t: t.replace("0644", "0600"))),
    "line of another place": (9, proof("line_proof", index=0)),
    "line proof for another size": (9, proof("line_proof", size=8)),
    "line malformed": (9, part("line", lambda t: t.replace("stored", "lost"))),
    "line with a newline": (9, part("line", lambda t: t + "\n")),
}


@pytest.mark.parametrize(("step", "attack"), ATTACKS.values(), ids=ATTACKS.keys())
def test_a_bad_receipt_fails_in_the_step_that_was_attacked(
    step: int, attack: Callable[[Receipt], object], tmp_path: Path
) -> None:
    receipt = Forge().receipt(1)
    attack(receipt)
    report = check_receipt(write(receipt, tmp_path), [KEY], item=item(tmp_path, CONTENTS["b"]))
    assert step in failing(report)


def test_the_key_of_another_matter_fails_step_2_alone(tmp_path: Path) -> None:
    report = check_receipt(write(Forge().receipt(), tmp_path), [parse_key(Signer("alder-counsel/other").vkey)])
    assert failing(report) == [2]


def test_a_line_of_which_nothing_was_kept_is_no_receipt_of_an_item(tmp_path: Path) -> None:
    assert failing(check_receipt(write(Forge().receipt(3), tmp_path), [KEY])) == [9]


def test_a_fact_of_another_kind_seals_no_list(tmp_path: Path) -> None:
    case = Forge(edit_entry=lambda seq, found: found.update({"kind": "collection.sealed/2"}) if seq == 3 else None)
    assert failing(check_receipt(write(case.receipt(), tmp_path), [KEY])) == [9]


@pytest.mark.parametrize(
    ("since", "verdict"),
    [
        (Forge().checkpoint(), Verdict.HOLDS),
        (Forge().checkpoint(2), Verdict.NOT_CHECKED),
        (note(checkpoint_text(6, bytes(32)), Signer()), Verdict.FAILS),
        (note(checkpoint_text(6, bytes(32), "a/b"), Signer("a/b")), Verdict.FAILS),
    ],
    ids=["same", "older", "fork", "another matter"],
)
def test_an_older_checkpoint_is_compared_where_a_receipt_allows(since: bytes, verdict: Verdict, tmp_path: Path) -> None:
    report = check_receipt(write(Forge().receipt(), tmp_path), [KEY], parse_checkpoint(since))
    assert report.steps[3].verdict is verdict


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not JSON",
        b"[]",
        b"{}",
        b'{"a":1}',
        b'{"v":1,"v":1,"line":""}',
        b'{"v":2,"line":""}',
        b'{"line":"",',
        b"[" * 100_000,
        b"\xff",
        b"{" + b" " * (17 * 1024 * 1024) + b"}",
    ],
    ids=[
        "empty",
        "no JSON",
        "list",
        "no parts",
        "other parts",
        "key twice",
        "version 2",
        "cut",
        "nested",
        "bytes",
        "long",
    ],
)
def test_what_is_no_receipt_at_all_is_refused_in_one_sentence(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "receipt.json"
    file.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        check_receipt(file)
    assert "\n" not in str(caught.value)
