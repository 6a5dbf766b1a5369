"""Many files damaged at once, whole files gone, names and sizes that no writer would write."""

from collections.abc import Callable, Iterator
from random import Random

import pytest

from openhold.ledger import fsck, tiles
from openhold.ledger.checkpoint import Checkpoint
from openhold.ledger.row import Row
from tests.ledger.logs import KEY, ORIGIN, SIGNER, log, row
from tests.ledger.memory_files import MemoryFiles
from tests.ledger.test_publish import fail_after_writing, put_out

ROWS = log(1_500)
SIZES = (1, 3, 250, 257, 511, 600, 1_300, 1_499, 1_500)
NEEDED = {
    "checkpoint",
    "checkpoints/1500",
    *tiles.paths_of(1_500),
    *(f"bodies/{first}.jsonl" for first in (0, 1, 3, 250, 256, 257, 511, 512, 600, 768, 1024, 1280, 1300, 1499)),
}
EDGE = {"tile/entries/005.p/220", "tile/0/005.p/220", "tile/1/000.p/5"}
"""The last bundle and tiles: only together do they lead to the root, and nothing above them says which one is right."""


@pytest.fixture(scope="module")
def good() -> dict[str, bytes]:
    files = MemoryFiles()
    for size in SIZES:
        put_out(files, ROWS[:size])
    return files.data


@pytest.fixture
def files(good: dict[str, bytes]) -> MemoryFiles:
    made = MemoryFiles()
    made.data = dict(good)
    return made


def found(files: MemoryFiles, rows: list[Row] | None = ROWS) -> list[tuple[str, str]]:
    before = dict(files.data)
    findings = fsck.check(files, ORIGIN, KEY, rows)
    assert files.data == before
    assert all(finding.code in fsck.CODES and finding.detail.endswith(".") for finding in findings)
    return [(finding.code, finding.subject) for finding in findings]


def flip(files: MemoryFiles, key: str, random: Random) -> None:
    data = bytearray(files.data[key])
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    files.data[key] = bytes(data)


@pytest.mark.parametrize("seed", range(60))
def test_of_many_damaged_files_each_is_named_and_no_other(files: MemoryFiles, seed: int) -> None:
    random = Random(seed)
    # The whole edge but one file may be gone: that one is enough if the blocks before it are whole.
    spared = {random.choice(sorted(EDGE))} if seed % 2 else EDGE
    blocks = {key.split(".")[0][-3:]: [] for key in files.data if key.startswith(("tile/0", "tile/e"))}
    for key in sorted(files.data):
        if key.startswith(("tile/0", "tile/e")) and key not in EDGE:
            blocks[key.split(".")[0][-3:]].append(key)
    candidates = [random.choice(keys) for keys in blocks.values() if keys]
    candidates += [
        key for key in files.data if key.startswith(("bodies/", "checkpoints/")) and key != "checkpoints/1500"
    ]
    candidates += sorted(EDGE - spared)[:1]
    damaged = set(random.sample(sorted(candidates), random.randint(2, len(candidates))))
    for key in sorted(damaged):
        flip(files, key, random)
    assert {subject for _, subject in found(files)} == damaged


def test_a_bundle_and_its_tile_that_both_mislead_are_both_named(files: MemoryFiles) -> None:
    forged = MemoryFiles()
    put_out(forged, [*ROWS[:300], row(300, "other"), *ROWS[301:]])
    for key in ("tile/entries/001", "tile/0/001"):
        files.data[key] = forged.data[key]
    assert set(found(files)) == {
        ("ledger-entry-altered", "tile/entries/001"),
        ("ledger-tile-altered", "tile/0/001"),
    }


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2 - 5],
        lambda data: data + b"\n",
        lambda data: data + b"x",
        lambda data: b"\xff\xfe" * 40,
        lambda data: b"\xff\xff" + data,
        lambda data: b"[" * 100_000,
        lambda data: b"",
    ],
    ids=["short", "half", "newline", "longer", "noise", "length", "deep", "empty"],
)
def test_a_spoilt_file_is_named_alone(files: MemoryFiles, spoil: Callable[[bytes], bytes]) -> None:
    for key in sorted(files.data):
        whole = files.data[key]
        files.data[key] = spoil(whole)
        assert {subject for _, subject in found(files)} == {key}
        files.data[key] = whole


def test_every_missing_file_that_the_log_needs_is_named_alone(files: MemoryFiles) -> None:
    for key in sorted(files.data):
        data = files.data.pop(key)
        assert {subject for _, subject in found(files)} == {key} & NEEDED
        files.data[key] = data


def test_bodies_that_end_early_are_told_by_the_first_that_is_missing(files: MemoryFiles) -> None:
    lines = files.data["bodies/257.jsonl"].splitlines(keepends=True)
    files.data["bodies/257.jsonl"] = b"".join(lines[:100])
    assert found(files) == [("ledger-body-gap", "bodies/357.jsonl")]


@pytest.mark.parametrize("kept", ["tile/0/", "tile/entries/"])
def test_what_is_left_of_the_tiles_tells_what_is_missing(files: MemoryFiles, kept: str) -> None:
    gone = {key for key in files.data if key.startswith("tile/") and not key.startswith(kept)}
    for key in gone:
        del files.data[key]
    assert {subject for _, subject in found(files)} == gone & NEEDED


@pytest.mark.parametrize(
    "key",
    [
        "bodies/" + "9" * 5_000 + ".jsonl",
        "bodies/05.jsonl",
        "bodies/\u0665.jsonl",
        "checkpoints/" + "9" * 5_000,
        "checkpoints/\u0663",
        "checkpoints/0",
        "checkpoint/1",
        "tile/0/" + "x999/" * 2_000 + "999",
        "tile/0/x000/001",
        "tile/0/\u0660\u0660\u0661",
        "tile/64/000",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/entries/000.p/01",
        "timestamps/3.txt",
        "",
        "\udcff",
    ],
)
def test_a_name_that_no_writer_would_write_is_named(files: MemoryFiles, key: str) -> None:
    files.data[key] = b"x"
    assert found(files) == [("ledger-file-unknown", key)]


@pytest.mark.parametrize("key", ["tile/0/x999/x999/x999/999", "tile/7/000", "bodies/9999999999999999999.jsonl"])
def test_what_stands_beyond_the_signed_size_is_no_finding(files: MemoryFiles, key: str) -> None:
    files.data[key] = b"x"
    fail_after_writing(files, [*ROWS, row(1_500), row(1_501)])
    assert found(files) == []


@pytest.mark.parametrize("size", [10**6, 10**12, 10**18])
def test_a_signed_size_beyond_everything_ends_soon(files: MemoryFiles, size: int) -> None:
    note = SIGNER.sign(ORIGIN, Checkpoint(ORIGIN, size, bytes(32)).text())
    files.data["checkpoint"] = files.data[f"checkpoints/{size}"] = note
    assert found(files) == [("ledger-entry-missing", "tile/entries/005")]


@pytest.mark.parametrize("rows", [ROWS, None])
def test_entries_of_which_nothing_was_signed_are_told(files: MemoryFiles, rows: list[Row] | None) -> None:
    for key in [key for key in files.data if key.startswith("checkpoint")]:
        del files.data[key]
    assert found(files, rows) == [("ledger-checkpoint-missing", "checkpoint")]


def test_facts_that_are_yet_to_be_published_for_the_first_time_are_no_fault() -> None:
    assert found(MemoryFiles(), ROWS) == []
    assert found(MemoryFiles(), []) == []
    assert found(MemoryFiles(), None) == []


@pytest.mark.parametrize(
    ("rows", "subjects"),
    [
        ([*ROWS[:7], *ROWS[8:]], ["database#7"]),
        ([*ROWS[1:], row(1_500)], ["database#0"]),
        ([*ROWS[:7], ROWS[8], ROWS[7], *ROWS[9:]], ["database#7"]),
        ([*ROWS[:8], ROWS[7], *ROWS[8:]], ["database#7"]),
        ([*ROWS[:7], *log(1_500, "other")[7:]], ["database#7"]),
        ([*ROWS[:7], row(7, "other"), ROWS[8], row(9, "other"), *ROWS[10:]], ["database#7", "database#9"]),
        ([ROWS[0]._replace(erased="by order", salt=b"", body=b""), *ROWS[1:]], ["database#0"]),
        ([], ["database"]),
        (ROWS[:-1], ["database"]),
    ],
    ids=["gap", "beginning", "swapped", "twice", "forked", "two", "erased", "empty", "last"],
)
def test_rows_that_differ_are_told_once_for_each_run(files: MemoryFiles, rows: list[Row], subjects: list[str]) -> None:
    assert [subject for _, subject in found(files, rows)] == subjects


def test_damaged_entries_and_bodies_accuse_no_row_and_right_rows_accuse_them(files: MemoryFiles) -> None:
    random = Random(1)
    for key in ("tile/entries/001", "bodies/257.jsonl"):
        flip(files, key, random)
    other = [*ROWS[:300], row(300, "other"), *ROWS[301:]]
    assert {subject for _, subject in found(files, other)} == {"tile/entries/001", "bodies/257.jsonl", "database#300"}


@pytest.mark.parametrize(
    "line",
    [
        b"\xe2\x80\x94 witness.example \xff\xff\xff\xff\n",
        b"\xe2\x80\x94 witness.example AAAA\n",
        b"\xe2\x80\x94 witness.example AAAAAAB=\n",
        b"\xe2\x80\x94 wit+ness AAAAAAAA\n",
        b"- witness.example AAAAAAAA\n",
        b"\n",
    ],
)
def test_a_line_that_is_no_signature_line_spoils_the_checkpoint(files: MemoryFiles, line: bytes) -> None:
    files.data["checkpoint"] += line
    assert found(files) == [("ledger-checkpoint-signature", "checkpoint")]


def test_a_witness_line_is_no_fault(files: MemoryFiles) -> None:
    files.data["checkpoint"] += b"\xe2\x80\x94 witness.example AAAAAAAA\n"
    assert found(files) == []


def test_a_publication_that_goes_on_at_the_same_time_is_no_fault(files: MemoryFiles) -> None:
    rows = log(2_100)

    class Busy(MemoryFiles):
        def __init__(self, more: list[int]) -> None:
            super().__init__()
            self.more = more

        def keys(self, prefix: str) -> Iterator[str]:
            yield from super().keys(prefix)
            if prefix == "" and self.more:
                put_out(self, rows[: self.more.pop(0)])

        def read(self, key: str) -> bytes:
            data = super().read(key)
            if key == "tile/0/002" and self.more:
                put_out(self, rows[: self.more.pop(0)])
            return data

    busy = Busy([1_501, 2_100])
    busy.data = dict(files.data)
    assert fsck.check(busy, ORIGIN, KEY, rows) == []
    assert not busy.more
    assert "tile/0/005.p/221" not in busy.data


def test_damage_on_the_upper_levels_of_a_large_log_is_named() -> None:
    rows = log(66_000)
    files = MemoryFiles()
    put_out(files, rows[:65_900])
    put_out(files, rows)
    good = dict(files.data)
    random = Random(3)
    for damaged, gone in (
        (["tile/1/000", "tile/0/200", "tile/entries/077"], []),
        (["tile/2/000.p/1", "tile/entries/000"], []),
        (["tile/entries/x000/255"], []),
        (["tile/0/077"], ["tile/1/000", "tile/2/000.p/1"]),
    ):
        files.data = dict(good)
        for key in damaged:
            if key in files.data:
                flip(files, key, random)
        for key in gone:
            del files.data[key]
        assert {subject for _, subject in found(files, rows)} == {*damaged, *gone} & set(good)
