"""Roots and inclusion proofs: published vectors, and the definition of RFC 6962 written out once more."""

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.formats.errors import FormatError
from openhold.formats.merkle import (
    EMPTY_ROOT,
    RootBuilder,
    inclusion_path,
    leaf_hash,
    node_hash,
    path_ranges,
    root_from_path,
    root_of,
)

# The eight leaves, their roots and their paths that implementations of Certificate Transparency share.
INPUTS = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
LEAVES = [leaf_hash(str(number).encode()) for number in range(600)]


def defined_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word, over leaf hashes."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + defined_root(leaves[:k]) + defined_root(leaves[k:])).digest()


def defined_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962 section 2.1.1, word for word, over leaf hashes."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if index < k:
        return [*defined_path(index, leaves[:k]), defined_root(leaves[k:])]
    return [*defined_path(index - k, leaves[k:]), defined_root(leaves[:k])]


def defined_turns(index: int, size: int) -> str:
    """Say on which side the sibling stands, from the leaf upwards: what a path of that leaf looks like."""
    if size == 1:
        return ""
    k = 1
    while k * 2 < size:
        k *= 2
    return defined_turns(index, k) + "r" if index < k else defined_turns(index - k, size - k) + "l"


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots_come_out(size):
    assert root_of(map(leaf_hash, INPUTS[:size])).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_the_published_paths_come_out_and_lead_to_the_root(index, size):
    path = [bytes.fromhex(digest) for digest in PATHS[index, size]]
    assert inclusion_path(index, [leaf_hash(data) for data in INPUTS[:size]]) == path
    assert root_from_path(index, size, leaf_hash(INPUTS[index]), path).hex() == ROOTS[size]


def test_a_leaf_is_never_a_node():
    left, right = LEAVES[:2]
    assert node_hash(left, right) != leaf_hash(left + right)
    assert leaf_hash(b"") != EMPTY_ROOT


@given(st.integers(0, 600), st.lists(st.integers(0, 600), max_size=8))
def test_a_root_does_not_depend_on_how_the_leaves_arrive(size, cuts):
    borders = [0, *sorted(min(cut, size) for cut in cuts), size]
    builder = RootBuilder()
    for first, behind in pairwise(borders):
        builder.extend(LEAVES[first:behind])
        assert builder.size == behind
        assert builder.root() == defined_root(LEAVES[:behind])


def test_leaf_by_leaf_every_size_has_the_defined_root():
    builder = RootBuilder()
    for size in range(130):
        assert builder.root() == defined_root(LEAVES[:size])
        builder.extend(LEAVES[size : size + 1])


@given(st.integers(0, 600))
def test_peaks_are_the_full_trees_of_the_binary_number(size):
    builder = RootBuilder()
    builder.extend(LEAVES[:size])
    first = 0
    for level, digest in builder.peaks:
        assert digest == defined_root(LEAVES[first : first + (1 << level)])
        first += 1 << level
    assert first == size
    assert [level for level, _ in builder.peaks] == [bit for bit in reversed(range(10)) if size >> bit & 1]


def test_every_proof_up_to_64_leaves_is_the_defined_one_and_holds():
    for size in range(1, 65):
        root = root_of(LEAVES[:size])
        for index in range(size):
            path = inclusion_path(index, LEAVES[:size])
            assert path == defined_path(index, LEAVES[:size])
            assert root_from_path(index, size, LEAVES[index], path) == root
            for (first, behind), digest in zip(path_ranges(index, size), path, strict=True):
                assert digest == root_of(LEAVES[first:behind])


def leads(index: int, size: int, leaf: bytes, path: list[bytes], root: bytes) -> bool:
    try:
        return root_from_path(index, size, leaf, path) == root
    except FormatError:
        return False


@given(st.data())
def test_a_proof_with_one_changed_bit_fails(data):
    size = data.draw(st.integers(1, 64))
    index = data.draw(st.integers(0, size - 1))
    proof = [LEAVES[index], *inclusion_path(index, LEAVES[:size])]
    which, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    proof[which] = (int.from_bytes(proof[which], "big") ^ 1 << bit).to_bytes(32, "big")
    assert not leads(index, size, proof[0], proof[1:], root_of(LEAVES[:size]))


@given(st.data())
def test_a_proof_with_a_digest_more_less_or_moved_fails(data):
    size = data.draw(st.integers(2, 64))
    index = data.draw(st.integers(0, size - 1))
    leaf, path, root = LEAVES[index], inclusion_path(index, LEAVES[:size]), root_of(LEAVES[:size])
    at = data.draw(st.integers(0, len(path) - 1))
    assert not leads(index, size, leaf, path[:at] + path[at + 1 :], root)
    assert not leads(index, size, leaf, [*path[:at], LEAVES[99], *path[at:]], root)
    assert not leads(index, size, leaf, [*path, root], root)
    if len(path) > 1:
        assert not leads(index, size, leaf, path[::-1], root)


def test_every_other_index_fails():
    for size in range(1, 65):
        root = root_of(LEAVES[:size])
        for index in (0, size // 3, size // 2, size - 1):
            path = inclusion_path(index, LEAVES[:size])
            for other in range(-1, size + 2):
                assert leads(other, size, LEAVES[index], path, root) == (other == index)


def test_another_size_fails_wherever_it_changes_the_shape_of_the_path():
    # A path alone does not fix the size (0 of 3 and 0 of 4 look the same): the signed checkpoint does.
    told = 0
    for size in range(1, 65):
        root = root_of(LEAVES[:size])
        for index in range(size):
            path = inclusion_path(index, LEAVES[:size])
            for other in range(index + 1, 70):
                alike = defined_turns(index, size) == defined_turns(index, other)
                assert leads(index, other, LEAVES[index], path, root) == alike
                told += not alike
    assert told > 50_000
    assert defined_turns(0, 3) == defined_turns(0, 4)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 1), (8, 8), (0, -1)])
def test_a_leaf_that_is_not_there_has_no_proof(index, size):
    with pytest.raises(FormatError):
        root_from_path(index, size, LEAVES[0], [])
    with pytest.raises(FormatError):
        path_ranges(index, size)


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_digests_of_another_length_are_refused(length):
    with pytest.raises(FormatError):
        root_from_path(0, 1, b"a" * length, [])
    with pytest.raises(FormatError):
        root_from_path(0, 2, LEAVES[0], [b"a" * length])


def test_a_proof_in_a_huge_tree_is_as_quick_as_its_path_is_long():
    size = 2**62 + 1
    assert len(path_ranges(0, size)) == 63
    assert len(path_ranges(size - 1, size)) == 1
    assert root_from_path(size - 1, size, LEAVES[0], [LEAVES[1]]) == node_hash(LEAVES[1], LEAVES[0])
