"""Inclusion and consistency proofs from published tiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.formats.merkle import root_from_path
from openhold.ledger import prove
from openhold.ledger.errors import LedgerError
from tests.ledger.logs import leaves, log, naive_root
from tests.ledger.memory_files import MemoryFiles
from tests.ledger.test_publish import put_out

ROWS = log(600)
LEAVES = leaves(ROWS)
FILES = MemoryFiles()
put_out(FILES, ROWS)
SIZES = st.integers(1, len(ROWS))


@given(SIZES, st.data())
def test_every_entry_is_proved_under_every_size(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = prove.inclusion(FILES, index, size)
    assert root_from_path(index, size, LEAVES[index], path) == naive_root(LEAVES[:size])


@given(SIZES, SIZES)
def test_growth_is_proved_between_any_two_sizes(one: int, two: int) -> None:
    old, new = sorted((one, two))
    proof = prove.consistency(FILES, old, new)
    prove.verify_consistency(old, naive_root(LEAVES[:old]), new, naive_root(LEAVES[:new]), proof)


@given(st.integers(1, 599), st.data())
def test_a_wrong_growth_is_not_proved(old: int, data: st.DataObject) -> None:
    new = data.draw(st.integers(old + 1, 600))
    proof = prove.consistency(FILES, old, new)
    roots = naive_root(LEAVES[:old]), naive_root(LEAVES[:new])
    for bad_old, bad_new, bad_proof in (
        (bytes(32), roots[1], proof),
        (roots[0], bytes(32), proof),
        (roots[0], roots[1], [*proof, bytes(32)]),
        (roots[0], roots[1], proof[:-1]),
        (roots[0], roots[1], [*proof[:-1], bytes(32)]),
        (roots[0], roots[1], [digest[:31] for digest in proof]),
    ):
        with pytest.raises(LedgerError):
            prove.verify_consistency(old, bad_old, new, bad_new, bad_proof)


@pytest.mark.parametrize(("old", "new"), [(0, 5), (0, 0), (6, 5), (-1, 3)])
def test_there_is_no_proof_from_or_for_nothing(old: int, new: int) -> None:
    with pytest.raises(LedgerError):
        prove.consistency(FILES, old, new)
    with pytest.raises(LedgerError):
        prove.verify_consistency(old, bytes(32), new, bytes(32), [])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5), (0, 601)])
def test_there_is_no_proof_for_an_entry_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(LedgerError):
        prove.inclusion(FILES, index, size)
