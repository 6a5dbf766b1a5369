"""The check names what is wrong, the file that is at fault and no other."""

from collections.abc import Callable
from random import Random

import pytest

from openhold.ledger import fsck
from openhold.ledger.row import Row
from tests.ledger.logs import KEY, ORIGIN, log, row
from tests.ledger.memory_files import MemoryFiles
from tests.ledger.test_publish import put_out

ROWS = log(600)


@pytest.fixture
def files() -> MemoryFiles:
    made = MemoryFiles()
    for size in (1, 3, 250, 257, 511, 600):
        put_out(made, ROWS[:size])
    return made


def found(files: MemoryFiles, rows: list[Row] | None = None) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in fsck.check(files, ORIGIN, KEY, ROWS if rows is None else rows)]


def test_nothing_is_found_in_a_good_log(files: MemoryFiles) -> None:
    assert found(files) == []


def test_every_flipped_bit_is_found_and_its_file_alone_is_named(files: MemoryFiles) -> None:
    random = Random(7)
    keys = sorted(files.data)
    for number in range(600):
        key = keys[number % len(keys)]
        whole = files.data[key]
        flipped = bytearray(whole)
        flipped[random.randrange(len(whole))] ^= 1 << random.randrange(8)
        files.data[key] = bytes(flipped)
        subjects = {subject for _, subject in found(files)}
        files.data[key] = whole
        assert subjects == {key}


@pytest.mark.parametrize(
    "key", ["tile/0/000", "tile/entries/001", "tile/1/000.p/2", "tile/0/002.p/88", "bodies/250.jsonl"]
)
def test_every_missing_file_is_named(files: MemoryFiles, key: str) -> None:
    del files.data[key]
    assert key in {subject for _, subject in found(files)}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda files: files.data.pop("checkpoint"), ("ledger-checkpoint-missing", "checkpoint")),
        (lambda files: files.data.pop("checkpoints/257"), None),
        (
            lambda files: files.data.update(checkpoint=files.data["checkpoints/511"]),
            ("ledger-checkpoint-older", "checkpoint"),
        ),
        (lambda files: files.data.update(notes=b"x"), ("ledger-file-unknown", "notes")),
        (lambda files: files.data.update({"tile/0/0": b"x"}), ("ledger-file-unknown", "tile/0/0")),
        (
            lambda files: files.data.update({"checkpoints/257": files.data["checkpoints/3"]}),
            ("ledger-checkpoint-signature", "checkpoints/257"),
        ),
    ],
)
def test_what_was_taken_away_or_put_in_is_named(
    files: MemoryFiles, change: Callable[[MemoryFiles], object], expected: tuple[str, str] | None
) -> None:
    change(files)
    assert (expected in found(files)) if expected else (found(files) == [])


def test_a_history_that_was_signed_but_does_not_follow_is_named(files: MemoryFiles) -> None:
    forged = MemoryFiles()
    put_out(forged, [*log(99), row(99, "other"), *ROWS[100:600]])
    files.data["checkpoints/600"] = files.data["checkpoint"] = forged.data["checkpoint"]
    assert ("ledger-checkpoint-root", "checkpoints/600") in found(files)


@pytest.mark.parametrize("key", ["checkpoint", "checkpoints/600"])
def test_a_second_root_of_one_size_is_named_with_the_file_that_states_it(files: MemoryFiles, key: str) -> None:
    forged = MemoryFiles()
    put_out(forged, [*log(99), row(99, "other"), *ROWS[100:600]])
    files.data[key] = forged.data[key]
    assert found(files) == [("ledger-checkpoint-root", key)]


def test_a_forged_old_checkpoint_accuses_no_bundle_beside_an_altered_one(files: MemoryFiles) -> None:
    forged = MemoryFiles()
    put_out(forged, [row(0, "other"), *log(3)[1:]])
    files.data["checkpoints/3"] = forged.data["checkpoints/3"]
    bundle = bytearray(files.data["tile/entries/001"])
    bundle[40] ^= 1
    files.data["tile/entries/001"] = bytes(bundle)
    assert set(found(files)) == {
        ("ledger-checkpoint-root", "checkpoints/3"),
        ("ledger-entry-altered", "tile/entries/001"),
    }


def test_the_database_is_named_where_it_differs_or_ends_early(files: MemoryFiles) -> None:
    assert found(files, [*ROWS[:7], row(7, "other"), *ROWS[8:]]) == [("ledger-rows-differ", "database#7")]
    altered = ROWS[7]._replace(body=b'{"n":8}')
    assert found(files, [*ROWS[:7], altered, *ROWS[8:]]) == [("ledger-rows-differ", "database#7")]
    assert found(files, ROWS[:500]) == [("ledger-rows-behind", "database")]
    assert found(files, [*ROWS, row(600)]) == []


def test_an_empty_ledger_is_no_finding() -> None:
    assert found(MemoryFiles(), []) == []


def test_every_code_has_a_sentence() -> None:
    assert all(sentence.endswith(".") and code.startswith("ledger-") for code, sentence in fsck.CODES.items())
