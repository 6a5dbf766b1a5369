"""What a unit holds is counted from seals and headers, and where something is damaged not at all."""

import pytest

from openhold.vault import unit
from openhold.vault.held import count_bytes, count_items

from .making import KEY, NAME, UNIT, add_pack, overwrite


def _items(small):
    return count_items(small.store, UNIT, KEY.verifier(NAME))


def test_packs_and_large_objects_are_counted(small):
    everything = [*small.contents, *small.more, small.big]
    assert _items(small) == len(everything)
    assert count_bytes(small.store, UNIT, len(everything)) == sum(map(len, everything))


def test_a_unit_that_is_not_there_holds_nothing(small):
    assert count_items(small.store, "u-none", KEY.verifier(NAME)) == 0
    assert count_bytes(small.store, "u-none", 0) == 0


def _forge(small, seal):
    overwrite(seal, seal.read_bytes().replace(b'"members":10', b'"members":99'))


def _exchange(small, seal):
    overwrite(seal, small.store.path(unit.pack_key(UNIT, 1, "seal")).read_bytes())


def _lose_seal(small, seal):
    seal.unlink()


def _lose_pack(small, seal):
    small.store.path(unit.pack_key(UNIT, 0)).unlink()


def _add_strange(small, seal):
    add_pack(small.store, 2, [b"strange"], key=type(KEY)(bytes(32)))


@pytest.mark.parametrize("damage", [_forge, _exchange, _lose_seal, _lose_pack, _add_strange])
def test_where_a_pack_is_not_sealed_by_this_instance_nothing_is_counted(small, damage):
    damage(small, small.store.path(unit.pack_key(UNIT, 0, "seal")))
    assert _items(small) is None


def test_a_pack_that_shows_fewer_items_than_its_seal_has_no_bytes_to_count(small):
    pack = small.store.path(unit.pack_key(UNIT, 0))
    overwrite(pack, pack.read_bytes()[:1024])
    items = _items(small)
    assert items == len(small.contents) + len(small.more) + 1
    assert count_bytes(small.store, UNIT, items) is None
