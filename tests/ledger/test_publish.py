"""Publishing: the same files however it is cut, nothing signed that does not continue, one log after any failure."""

from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.ledger import fsck, publish, read, tiles
from openhold.ledger.checkpoint import open_checkpoint
from openhold.ledger.errors import LedgerError
from openhold.ledger.row import Row
from tests.ledger.logs import KEY, ORIGIN, SIGNER, leaves, log, naive_root, row
from tests.ledger.memory_files import FailureError, MemoryFiles


def put_out(files: MemoryFiles, rows: list[Row]) -> bytes:
    return publish.publish(files, ORIGIN, SIGNER, lambda start: rows[start:]).root


@pytest.mark.parametrize("size", [1, 2, 3, 255, 256, 257, 511, 512, 513, 1000])
def test_a_published_log_has_exactly_the_files_of_its_size(size: int) -> None:
    files = MemoryFiles()
    rows = log(size)
    assert put_out(files, rows) == naive_root(leaves(rows))
    named = {"checkpoint", f"checkpoints/{size}", *tiles.paths_of(size)}
    assert {key for key in files.data if not key.startswith("bodies/")} == named
    assert list(read.rows(files, size)) == rows


def test_tiles_of_the_second_level_appear_after_65536_entries() -> None:
    size = 65_537
    rows = log(size)
    files = MemoryFiles()
    put_out(files, rows[:65_535])
    assert "tile/1/000.p/255" in files.data
    put_out(files, rows[:65_536])
    assert {"tile/1/000", "tile/2/000.p/1"} <= set(files.data)
    assert "tile/0/x001/000" not in files.data
    root = put_out(files, rows)
    assert set(tiles.paths_of(size)) <= set(files.data)
    assert open_checkpoint(files.data["checkpoint"], KEY).root == root
    assert fsck.check(files, ORIGIN, KEY, rows) == []


@pytest.mark.parametrize("seed", range(8))
def test_however_it_is_cut_the_tiles_are_the_same(seed: int) -> None:
    rows = log(900)
    whole, cut = MemoryFiles(), MemoryFiles()
    put_out(whole, rows)
    random = Random(seed)
    size = 0
    while size < len(rows):
        size = min(len(rows), size + random.choice([1, 2, 3, 100, 255, 256, 257]))
        assert put_out(cut, rows[:size]) == naive_root(leaves(rows[:size]))
    for key in tiles.paths_of(len(rows)):
        assert cut.data[key] == whole.data[key]
    assert list(read.rows(cut, len(rows))) == rows
    assert fsck.check(cut, ORIGIN, KEY, rows) == []


def test_a_full_tile_replaces_its_partial_ones() -> None:
    files = MemoryFiles()
    rows = log(300)
    for size in (1, 100, 255, 300):
        put_out(files, rows[:size])
    assert not [key for key in files.data if key.startswith(("tile/0/000.p", "tile/entries/000.p"))]


def test_nothing_new_signs_nothing_new() -> None:
    files = MemoryFiles()
    put_out(files, log(5))
    before = dict(files.data)
    put_out(files, log(5))
    assert files.data == before


def test_an_empty_log_has_nothing_to_sign() -> None:
    with pytest.raises(LedgerError, match="nothing to publish"):
        put_out(MemoryFiles(), [])


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(("first", "second"), [(3, 5), (3, 4), (200, 300), (256, 257), (300, 301), (511, 1025)])
def test_whatever_call_fails_a_retry_gives_the_same_log(first: int, second: int, late: bool) -> None:
    rows = log(second)
    clean = MemoryFiles()
    put_out(clean, rows[:first])
    start = dict(clean.data)
    clean.calls = 0
    put_out(clean, rows)
    for number in range(1, clean.calls + 1):
        files = MemoryFiles()
        files.data = dict(start)
        files.fail_at, files.late = number, late
        with pytest.raises(FailureError):
            put_out(files, rows)
        files.fail_at = None
        # Between the kept checkpoint and the current one the check says so; the next publication puts it right.
        codes = {one.code for one in fsck.check(files, ORIGIN, KEY, rows)}
        assert codes <= {"ledger-checkpoint-older"}
        put_out(files, rows)
        assert fsck.check(files, ORIGIN, KEY, rows) == []
        assert {k: v for k, v in files.data.items() if k in clean.data} == clean.data


@pytest.mark.parametrize("late", [False, True])
def test_whatever_call_of_a_first_publication_fails_a_retry_gives_the_same_log(late: bool) -> None:
    rows = log(300)
    clean = MemoryFiles()
    put_out(clean, rows)
    for number in range(1, clean.calls + 1):
        files = MemoryFiles()
        files.fail_at, files.late = number, late
        with pytest.raises(FailureError):
            put_out(files, rows)
        files.fail_at = None
        put_out(files, rows)
        assert files.data == clean.data


def test_rows_added_after_a_failure_join_the_leftovers() -> None:
    rows = log(9)
    files = MemoryFiles()
    put_out(files, rows[:3])
    fail_after_writing(files, rows[:6])
    put_out(files, rows)
    assert {"bodies/3.jsonl", "bodies/6.jsonl"} <= set(files.data)
    assert list(read.rows(files, 9)) == rows
    assert fsck.check(files, ORIGIN, KEY, rows) == []


def fail_after_writing(files: MemoryFiles, rows: list[Row]) -> None:
    """Publish until all is written and nothing signed: the first call that signs is the one that fails."""
    put = files.put

    def failing(key: str, data: bytes) -> None:
        if key.startswith("checkpoints/"):
            raise FailureError(5, "input/output error")
        put(key, data)

    files.put = failing  # type: ignore[method-assign]
    with pytest.raises(FailureError):
        put_out(files, rows)
    files.put = put  # type: ignore[method-assign]


def test_leftovers_of_facts_that_never_were_signed_do_not_outlive_them() -> None:
    """A database may be put back to any state that is not older than what was signed."""
    files = MemoryFiles()
    put_out(files, log(5))
    fail_after_writing(files, log(8))
    fail_after_writing(files, log(600))
    other = [*log(5), *(row(seq, "other") for seq in range(5, 700))]
    for size in (6, 9, 10, 300, 610, 700):
        put_out(files, other[:size])
        assert fsck.check(files, ORIGIN, KEY, other[:size]) == []
        assert list(read.rows(files, size)) == other[:size]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_through_failures_and_facts_lost_before_they_were_signed_there_is_one_log(data: st.DataObject) -> None:
    files = MemoryFiles()
    rows: list[Row] = []
    signed: dict[str, bytes] = {}
    for number in range(data.draw(st.integers(1, 12))):
        last = publish.state(files, KEY)
        # What was never signed may be lost, but for a log of which nothing was: there it cannot be told from a loss.
        keep = data.draw(st.integers(last.size, len(rows))) if last else len(rows)
        grown = keep + data.draw(st.sampled_from([0, 1, 2, 5, 250, 256, 300]))
        rows = [*rows[:keep], *(row(seq, str(number)) for seq in range(keep, grown))]
        files.calls, files.fail_at = 0, data.draw(st.none() | st.integers(1, 40))
        files.late = data.draw(st.booleans())
        with suppress(FailureError, LedgerError):
            put_out(files, rows)
        files.fail_at = None
        now = {key: note for key, note in files.data.items() if key.startswith("checkpoints/")}
        assert signed.items() <= now.items()
        signed = now
    rows += [row(len(rows), "last")]
    put_out(files, rows)
    assert fsck.check(files, ORIGIN, KEY, rows) == []
    assert list(read.rows(files, len(rows))) == rows
    assert publish.state(files, KEY) == open_checkpoint(files.data["checkpoint"], KEY)


def test_a_past_that_was_rewritten_in_the_files_is_not_continued() -> None:
    files, forged = MemoryFiles(), MemoryFiles()
    put_out(files, log(5))
    put_out(forged, [*log(3), row(3, "other"), row(4)])
    before = files.data["checkpoint"]
    for key in ("tile/entries/000.p/5", "tile/0/000.p/5"):
        files.data[key] = forged.data[key]
    with pytest.raises(LedgerError, match="do not continue"):
        put_out(files, log(7))
    assert files.data["checkpoint"] == before
    assert "checkpoints/7" not in files.data


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (log(3), "Fact 4 was signed and is gone"),
        ([], "Fact 4 was signed and is gone"),
        ([*log(3), row(3, "other"), row(4, "other")], "Fact 4 is not the one that was signed"),
        ([*log(3), row(3, "other"), row(4, "other"), row(5)], "Fact 4 is not the one that was signed"),
        ([*log(4), row(5), row(6)], "Fact 4 is not the one that was signed"),
    ],
)
def test_an_older_or_another_history_is_refused_and_nothing_is_written(rows: list[Row], sentence: str) -> None:
    files = MemoryFiles()
    put_out(files, log(5))
    before = dict(files.data)
    with pytest.raises(LedgerError, match=sentence):
        put_out(files, rows)
    assert files.data == before


def test_a_tile_that_stands_where_none_belongs_is_not_written_over() -> None:
    files = MemoryFiles()
    put_out(files, log(5))
    files.data["tile/entries/000.p/6"] = b"x"
    with pytest.raises(LedgerError, match=r"tile/entries/000\.p/6 stands there already"):
        put_out(files, log(6))
    assert files.data["tile/entries/000.p/6"] == b"x"
    assert "checkpoints/6" not in files.data


@pytest.mark.parametrize("key", ["checkpoints/5", "checkpoints/\u0665", "checkpoints/007", "checkpoints/" + "9" * 5000])
def test_the_state_is_the_newest_that_was_signed_whatever_else_stands_there(key: str) -> None:
    files = MemoryFiles()
    assert publish.state(files, KEY) is None
    put_out(files, log(5))
    files.data.setdefault(key, b"x")
    del files.data["checkpoint"]
    state = publish.state(files, KEY)
    assert state is not None
    assert state.size == 5


def test_the_state_is_the_newest_when_an_older_checkpoint_was_put_back() -> None:
    files = MemoryFiles()
    put_out(files, log(5))
    older = files.data["checkpoint"]
    put_out(files, log(8))
    put_out(files, log(9))
    files.data["checkpoint"] = older
    state = publish.state(files, KEY)
    assert state is not None
    assert state.size == 9
    put_out(files, log(10))
    assert fsck.check(files, ORIGIN, KEY, log(10)) == []


def test_a_checkpoint_under_the_number_of_another_is_refused() -> None:
    files = MemoryFiles()
    put_out(files, log(5))
    fail_after_writing(files, log(9))
    files.data["checkpoints/9"] = files.data["checkpoints/5"]
    with pytest.raises(LedgerError, match="checkpoints/9 states size 5"):
        publish.state(files, KEY)


def test_one_row_more_touches_the_right_edge_alone() -> None:
    files = MemoryFiles()
    rows = log(5_001)
    put_out(files, rows[:1_000])
    files.calls = 0
    put_out(files, rows[:1_001])
    few = files.calls
    put_out(files, rows[:5_000])
    files.calls = 0
    put_out(files, rows)
    assert files.calls <= few + 2


def test_a_gap_in_the_rows_is_refused() -> None:
    with pytest.raises(LedgerError, match="Fact 2 stands where 1 belongs"):
        put_out(MemoryFiles(), [row(0), row(2)])


def test_a_checkpoint_of_another_key_is_not_continued() -> None:
    files = MemoryFiles()
    put_out(files, log(2))
    files.data["checkpoint"] = files.data["checkpoint"].replace(b"alder/m-1\n2", b"alder/m-1\n3")
    with pytest.raises(LedgerError):
        put_out(files, log(5))


def test_an_erased_body_leaves_the_log_whole() -> None:
    files = MemoryFiles()
    rows = log(4)
    rows[2] = rows[2]._replace(salt=b"", body=b"", erased="ordered by the court")
    put_out(files, rows)
    assert list(read.rows(files, 4)) == rows
    assert fsck.check(files, ORIGIN, KEY, rows) == []
