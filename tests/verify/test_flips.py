"""One bit, anywhere: a bag in which any bit of any file was turned over is never found right."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.verify import UnreadableError, check_bag, parse_key

from .bag_builder import Forge, Signer, tag_files, write_bag

KEY = parse_key(Signer().vkey)
FILES = Forge().files()
ALL = {**FILES, **tag_files(FILES)}
# What the ledger's signature reaches. The rest of the payload is the producer's free word (README, grounds), or is
# compared with what the reader holds (keys); the manifests of the bag guard that against accidents alone.
SIGNED = [name for name in FILES if "/ledger/" in name or "/manifests/" in name or "/items/" in name]


def places(names: list[str]) -> st.SearchStrategy[tuple[str, int]]:
    return st.sampled_from(sorted(names)).flatmap(
        lambda name: st.tuples(st.just(name), st.integers(0, 8 * len(ALL[name]) - 1))
    )


def flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ (1 << bit % 8)]) + data[bit // 8 + 1 :]


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bag(FILES, tmp_path_factory.mktemp("flips") / "bag")


def found_right(bag: Path) -> bool:
    try:
        return check_bag(bag, [KEY]).ok
    except UnreadableError:
        return False


@settings(max_examples=400, deadline=None)
@given(place=places(list(ALL)))
def test_any_bit_flipped_on_the_disk_is_found(bag: Path, place: tuple[str, int]) -> None:
    name, bit = place
    (bag / name).write_bytes(flipped(ALL[name], bit))
    try:
        assert not found_right(bag)
    finally:
        (bag / name).write_bytes(ALL[name])
    assert (bag / name).read_bytes() == ALL[name]


@settings(max_examples=300, deadline=None)
@given(place=places(SIGNED))
def test_any_signed_bit_flipped_is_found_although_the_bag_was_sealed_again(bag: Path, place: tuple[str, int]) -> None:
    name, bit = place
    changed = {**FILES, name: flipped(FILES[name], bit)}
    seal = tag_files(changed)
    for file, data in (seal | {name: changed[name]}).items():
        (bag / file).write_bytes(data)
    try:
        assert not found_right(bag)
    finally:
        for file in (*seal, name):
            (bag / file).write_bytes(ALL[file])


def test_upper_and_lower_case_are_not_the_same_in_the_tag_manifest(bag: Path) -> None:
    name = "tagmanifest-sha256.txt"
    try:
        for bit in range(5, 8 * len(ALL[name]), 8):  # the bit that tells `a` from `A`
            (bag / name).write_bytes(flipped(ALL[name], bit))
            assert not found_right(bag), bit
    finally:
        (bag / name).write_bytes(ALL[name])
    assert found_right(bag)
