"""Recovery: whatever an interruption leaves, the next start makes it a whole unit again."""

import shutil
import subprocess
from hashlib import sha256

import pytest

from openhold.vault import audit, seal, unit
from openhold.vault.errors import DamagedError, NotKeptError, StorageFailedError
from openhold.vault.pack import PackWriter, padded
from openhold.vault.store import DirectoryStore

from .making import KEY, NAME, UNIT, FaultyDisk, add_large, add_pack, overwrite

CONTENTS = [b"first" * 300, b"second", b"", b"x" * 512, b"last one"]
PACK = unit.pack_key(UNIT, 0)


def _leave_open(store, contents=CONTENTS):
    stage = store.stage(unit.pack_key(UNIT, 0, "tar.open"))
    writer = PackWriter(stage)
    for data in contents:
        writer.add(sha256(data).digest(), data)
    writer.flush()
    stage.close()
    return store.path(unit.pack_key(UNIT, 0, "tar.open"))


def _findings(store):
    result = audit.audit_unit(store, UNIT, KEY.verifier(NAME), {}, sample=None, progress=lambda items, count: None)
    return [(finding.code, finding.subject) for finding in result.findings]


def _names_in(store):
    ran = subprocess.run(["tar", "-tf", store.path(PACK)], check=True, capture_output=True, text=True)
    assert ran.stderr == ""
    return [name.removeprefix("blobs/sha256/") for name in ran.stdout.splitlines()]


def test_an_open_pack_cut_at_every_byte_of_its_last_three_members_keeps_exactly_the_whole_ones(tmp_path):
    store = DirectoryStore(tmp_path / "vault")
    path = _leave_open(store)
    whole = path.read_bytes()
    ends = [sum(padded(len(data)) for data in CONTENTS[: n + 1]) for n in range(len(CONTENTS))]
    assert ends[-1] == len(whole)
    for cut in range(ends[-4], len(whole) + 1):
        path.write_bytes(whole[:cut])
        [done] = unit.recover(store, UNIT, KEY, NAME)
        kept = sum(end <= cut for end in ends)
        assert (done.pack, done.members, done.cut_bytes) == (PACK, kept, cut - ends[kept - 1])
        packed = store.read(PACK)
        assert packed == whole[: ends[kept - 1]] + bytes(1024)
        sealed = seal.read(store.read(unit.pack_key(UNIT, 0, "seal")), KEY.verifier(NAME))
        assert (sealed.members, sealed.sha256) == (kept, sha256(packed).hexdigest())
        if any(abs(cut - end) <= 1 for end in ends):
            assert _findings(store) == []
            assert _names_in(store) == [sha256(data).hexdigest() for data in CONTENTS[:kept]]
        store.remove(unit.pack_key(UNIT, 0, "seal"))
        store.remove(PACK)


def test_a_pack_cut_in_its_first_member_is_thrown_away_and_told(tmp_path):
    store = DirectoryStore(tmp_path)
    path = _leave_open(store)
    path.write_bytes(path.read_bytes()[:700])
    assert unit.recover(store, UNIT, KEY, NAME) == [unit.Recovery(PACK, 0, 700)]
    assert list(store.keys("")) == []


def test_an_open_pack_without_a_byte_leaves_nothing_to_tell(tmp_path):
    store = DirectoryStore(tmp_path)
    store.stage(unit.pack_key(UNIT, 0, "tar.open")).close()
    assert unit.recover(store, UNIT, KEY, NAME) == []
    assert list(store.keys("")) == []


def test_a_member_changed_in_an_open_pack_is_cut_off_with_all_behind_it(tmp_path):
    store = DirectoryStore(tmp_path)
    path = _leave_open(store)
    data = bytearray(path.read_bytes())
    data[padded(len(CONTENTS[0])) + 512] ^= 1
    path.write_bytes(data)
    [done] = unit.recover(store, UNIT, KEY, NAME)
    assert done.members == 1
    assert _findings(store) == []


def _finish(store):
    """Seal and publish pack 0 as the collection does; each step may be the last."""
    stage = store.stage(unit.pack_key(UNIT, 0, "tar.open"))
    try:
        writer = PackWriter(stage)
        for data in CONTENTS:
            writer.add(sha256(data).digest(), data)
        writer.flush()
        unit.seal_pack(store, UNIT, 0, writer.finish(), KEY, NAME)
        stage.publish(PACK)
    finally:
        stage.close()


def test_whichever_call_fails_while_a_pack_is_finished_recovery_makes_the_unit_whole(tmp_path):
    failed = set()
    for fail_at in range(1, 100):
        disk = FaultyDisk(fail_at)
        root = tmp_path / str(fail_at)
        try:
            _finish(DirectoryStore(root, disk))
        except StorageFailedError:
            assert disk.failed
        else:
            assert disk.failed is None, f"{disk.failed} failed and nobody was told"
            break
        failed.add(disk.failed)
        store = DirectoryStore(root)
        acknowledged = store.exists(unit.pack_key(UNIT, 0, "seal"))
        unit.recover(store, UNIT, KEY, NAME)
        assert _findings(store) == []
        assert not [key for key in store.keys("") if key.endswith(".open")]
        if acknowledged:
            assert len(_names_in(store)) == len(CONTENTS)
    else:
        pytest.fail("the pack was never finished")
    assert failed >= {"create", "write", "sync", "link", "unlink", "chmod", "mkdir", "sync_folder"}


def test_whichever_call_fails_while_recovering_the_next_recovery_succeeds(tmp_path):
    start = tmp_path / "start"
    path = _leave_open(DirectoryStore(start))
    path.write_bytes(path.read_bytes()[:-100])
    for fail_at in range(1, 100):
        root = tmp_path / str(fail_at)
        shutil.copytree(start, root)
        disk = FaultyDisk(fail_at)
        try:
            unit.recover(DirectoryStore(root, disk), UNIT, KEY, NAME)
        except StorageFailedError:
            assert disk.failed
        else:
            assert disk.failed is None
            break
        store = DirectoryStore(root)
        unit.recover(store, UNIT, KEY, NAME)
        assert _findings(store) == []
        assert len(_names_in(store)) == len(CONTENTS) - 1
    else:
        pytest.fail("recovery never ended")


def test_a_sealed_pack_whose_open_bytes_were_changed_is_not_named(tmp_path):
    store = DirectoryStore(tmp_path)
    add_pack(store, 0, CONTENTS)
    data = bytearray(store.read(PACK))
    data[600] ^= 1
    store.remove(PACK)
    store.path(f"{PACK}.open").write_bytes(data)
    with pytest.raises(DamagedError, match="does not fit its seal"):
        unit.recover(store, UNIT, KEY, NAME)
    assert store.read(f"{PACK}.open") == data


def test_recovery_removes_temporary_files_of_the_unit(tmp_path):
    store = DirectoryStore(tmp_path)
    store.stage(f"units/{UNIT}/large/incoming.tmp").close()
    unit.recover(store, UNIT, KEY, NAME)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_pack_numbers_only_grow(tmp_path):
    store = DirectoryStore(tmp_path)
    assert unit.next_pack(store, UNIT) == 0
    for number in (0, 9, 10):
        add_pack(store, number, [b"%d" % number])
    assert unit.next_pack(store, UNIT) == 11
    store.remove(unit.pack_key(UNIT, 10))
    assert unit.next_pack(store, UNIT) == 11


@pytest.mark.parametrize("cached", [True, False])
def test_every_item_is_given_back_from_its_place(tmp_path, cached):
    store, cache = DirectoryStore(tmp_path / "vault"), tmp_path / "cache"
    add_pack(store, 0, CONTENTS)
    add_large(store, b"large" * 1000)
    if cached:
        cache.mkdir()
        scratch = PackWriter(store.stage("scratch.tmp"))
        for data in CONTENTS:
            scratch.add(sha256(data).digest(), data)
        (cache / "0.idx").write_bytes(scratch.places())
    for data in (*CONTENTS, b"large" * 1000):
        digest = sha256(data).digest()
        place = unit.locate(store, UNIT, digest, cache)
        assert b"".join(unit.chunks(store, place, digest)) == data
    with pytest.raises(NotKeptError, match="holds no item"):
        unit.locate(store, UNIT, bytes(32), cache)


def test_a_changed_item_is_told_while_it_is_given_back(tmp_path):
    store = DirectoryStore(tmp_path)
    add_pack(store, 0, CONTENTS)
    data = bytearray(store.read(PACK))
    data[520] ^= 1
    overwrite(store.path(PACK), data)
    digest = sha256(CONTENTS[0]).digest()
    place = unit.locate(store, UNIT, digest, tmp_path / "none")
    with pytest.raises(DamagedError, match="is not what was stored"):
        list(unit.chunks(store, place, digest))
