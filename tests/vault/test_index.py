from hashlib import sha256

import pytest

from openhold.vault.index import ContentIndex, state
from openhold.vault.store import DirectoryStore

from .making import add_large, add_pack

HELD = [b"one", b"two", b"three"]
DIGESTS = [sha256(data).digest() for data in HELD]
NEW = sha256(b"four").digest()


@pytest.fixture
def store(tmp_path):
    store = DirectoryStore(tmp_path / "vault")
    add_pack(store, 0, HELD[:2], "u")
    add_large(store, HELD[2], "u")
    return store


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def _fresh(store, cache):
    """Return what the index says of the held contents and a new one, and leave the index as it was."""
    index = ContentIndex(store, "u", cache)
    said = index.mark([*DIGESTS, NEW])
    index.abandon()
    return said


ALL = {**dict.fromkeys(DIGESTS, False), NEW: True}


def test_what_the_unit_holds_is_known_and_what_is_new_is_fresh(store, cache):
    assert _fresh(store, cache) == ALL


def test_a_content_named_twice_in_one_manifest_is_first_once(store, cache):
    index = ContentIndex(store, "u", cache)
    assert index.mark([NEW]) == {NEW: True}
    assert index.mark([NEW, DIGESTS[0]]) == {DIGESTS[0]: False}
    index.abandon()


def test_many_digests_are_marked_as_one_by_one(store, cache):
    digests = [sha256(b"%d" % n).digest() for n in range(1000)]
    index = ContentIndex(store, "u", cache)
    assert index.mark(digests) == dict.fromkeys(digests, True)
    assert index.mark(digests) == {}
    index.abandon()


def test_a_kept_index_serves_the_next_run(store, cache):
    index = ContentIndex(store, "u", cache)
    assert index.mark([NEW]) == {NEW: True}
    add_pack(store, 1, [b"four"], "u")
    index.close(store, "u")
    assert (cache / "contents.idx").exists()
    assert _fresh(store, cache) == dict.fromkeys([*DIGESTS, NEW], False)


def test_an_index_of_another_state_is_made_anew(store, cache):
    index = ContentIndex(store, "u", cache)
    index.mark([NEW])
    index.close(store, "u")
    kept = (cache / "contents.idx").read_bytes()
    add_pack(store, 1, [b"five"], "u")
    said = _fresh(store, cache)
    assert said == ALL, "what an older index names must not count as kept"
    (cache / "contents.idx").write_bytes(kept)
    store.remove("units/u/packs/0.seal")
    store.remove("units/u/packs/0.tar")
    assert _fresh(store, cache)[DIGESTS[0]] is True


def test_a_deleted_or_abandoned_index_is_made_anew(store, cache):
    index = ContentIndex(store, "u", cache)
    index.close(store, "u")
    (cache / "contents.idx").unlink()
    assert _fresh(store, cache) == ALL
    assert list(cache.iterdir()) == []


def test_an_index_left_open_by_a_crash_is_never_read(store, cache):
    index = ContentIndex(store, "u", cache)
    index.mark([NEW])
    index._db.close()
    assert (cache / "contents.idx.tmp").exists()
    assert _fresh(store, cache) == ALL


def test_the_state_changes_with_packs_seals_and_large_objects(store):
    states = {state(store, "u")}
    add_pack(store, 1, [b"five"], "u")
    states.add(state(store, "u"))
    add_large(store, b"six", "u")
    states.add(state(store, "u"))
    store.remove("units/u/packs/1.seal")
    states.add(state(store, "u"))
    assert len(states) == 4
