"""What an interrupted publication, an old database or a lost file leaves behind does no harm to what comes after."""

import pytest

from openhold.ledger import fsck, read
from openhold.ledger.errors import LedgerError
from openhold.ledger.row import Row
from tests.ledger.logs import KEY, ORIGIN, log, row
from tests.ledger.memory_files import MemoryFiles
from tests.ledger.test_publish import put_out


@pytest.mark.parametrize("rows", [log(3), [*log(4), row(4, "other"), row(5)]], ids=["shorter", "forked"])
def test_a_database_that_is_older_than_what_was_signed_is_refused(rows: list[Row]) -> None:
    files = MemoryFiles()
    put_out(files, log(5))
    before = dict(files.data)
    with pytest.raises(LedgerError, match="was signed"):
        put_out(files, rows)
    assert files.data == before


@pytest.mark.parametrize("said", [["other"], ["", "other"]])
@pytest.mark.parametrize("sizes", [(6, 9, 12), (9, 6, 12), (9, 7, 8), (300, 250, 310), (300, 310, 320), (300, 9, 600)])
def test_leftovers_that_nothing_signed_covers_never_disturb_what_comes_after(
    sizes: tuple[int, int, int], said: list[str]
) -> None:
    files = MemoryFiles()
    start = log(3)
    put_out(files, start)
    signed = dict(files.data)
    for length, words in zip((sizes[0], sizes[0] + 2), said, strict=False):
        lost = [*start, *log(length, words)[3:]]
        files.data = {**files.data, **left_over(signed, lost)}
    rows = log(sizes[2])
    for size in (min(sizes[1:]), max(sizes[1:])):
        put_out(files, rows[:size])
        assert list(read.rows(files, size)) == rows[:size]
        assert fsck.check(files, ORIGIN, KEY, rows[:size]) == []


def left_over(signed: dict[str, bytes], rows: list[Row]) -> dict[str, bytes]:
    """What a publication that stopped just before it signed leaves on top of `signed`."""
    files = MemoryFiles()
    files.data = dict(signed)
    put_out(files, rows)
    return {key: data for key, data in files.data.items() if key.startswith(("tile/", "bodies/"))}


def test_a_checkpoint_that_gained_a_witness_keeps_it() -> None:
    files = MemoryFiles()
    put_out(files, log(5))
    files.data["checkpoint"] += b"\xe2\x80\x94 witness.example AAAAAAAA\n"
    before = dict(files.data)
    put_out(files, log(5))
    assert files.data == before


@pytest.mark.parametrize("rows", [[row(0, "other")], log(3), [*log(3), row(3, "other")]], ids=["new", "old", "forked"])
def test_facts_whose_checkpoints_were_all_lost_are_never_cleared_away(rows: list[Row]) -> None:
    files = MemoryFiles()
    for size in (2, 5, 300):
        put_out(files, log(size))
    files.data = {key: data for key, data in files.data.items() if not key.startswith("checkpoint")}
    before = dict(files.data)
    with pytest.raises(LedgerError, match=r"bodies/[025]\.jsonl holds facts that no checkpoint covers"):
        put_out(files, rows)
    assert files.data == before


def test_a_first_publication_that_was_cut_off_is_written_anew() -> None:
    files = MemoryFiles()
    put_out(files, log(300))
    files.data = {key: data for key, data in files.data.items() if not key.startswith("checkpoint")}
    put_out(files, log(310))
    assert list(read.rows(files, 310)) == log(310)
    assert fsck.check(files, ORIGIN, KEY, log(310)) == []
