from hashlib import sha256
from random import Random

import pytest

from openhold.formats.merkle import leaf_hash, root_of
from openhold.vault import manifest
from openhold.vault.errors import DamagedError, StorageFailedError
from openhold.vault.store import DirectoryStore

from .making import FaultyDisk, content


def _lines(count, rng, prefix=b"f"):
    return [content("stored", b"%s-%06d" % (prefix, n), b"%d" % n, rng.randbytes(16).hex()) for n in range(count)]


def _write(store, collection, lines, batch=256):
    writer = manifest.ManifestWriter(store, "u")
    for at in range(0, len(lines), batch):
        writer.add(lines[at : at + batch])
    return writer.seal(collection)


@pytest.fixture(scope="module")
def many():
    return _lines(20_000, Random(1))


@pytest.fixture
def store(tmp_path):
    return DirectoryStore(tmp_path)


def test_a_manifest_is_its_lines_in_order(store, many):
    sealed = _write(store, "c1", many[:3000])
    read = manifest.read(store, "u", "c1")
    assert [line for part in manifest.lines(store, "u", read) for line in part] == many[:3000]
    assert (read.collection, read.blocks, read.lines) == ("c1", sealed.blocks, 3000)
    assert sealed.root == root_of(leaf_hash(line) for line in many[:3000]).hex()
    assert sealed.sha256 == sha256(b"".join(line + b"\n" for line in many[:3000])).hexdigest()


def test_an_empty_manifest_has_no_blocks(store):
    sealed = _write(store, "c1", [])
    assert (sealed.lines, sealed.blocks, sealed.root) == (0, (), sha256(b"").hexdigest())
    assert manifest.read(store, "u", "c1").blocks == ()


def test_unchanged_lines_name_the_same_blocks_however_they_are_handed_over(store, many):
    assert _write(store, "c1", many, batch=256).blocks == _write(store, "c2", many, batch=1000).blocks


def test_blocks_have_64_to_4096_lines(store, many):
    sizes = [
        len(part) for part in manifest.lines(store, "u", manifest.Manifest("", _write(store, "c", many).blocks, 0))
    ]
    assert len(sizes) > 8
    assert min(sizes[:-1]) >= manifest.MIN_LINES
    assert max(sizes) <= manifest.MAX_LINES


def test_an_insertion_a_change_and_a_removal_cost_few_blocks_each(store, many):
    before = set(_write(store, "c0", many).blocks)
    new = content("stored", b"f-004999a", b"new", "00" * 16)
    for number, changed in enumerate(
        ([*many[:5000], new, *many[5000:]], [*many[:5000], new, *many[5001:]], [*many[:5000], *many[5001:]])
    ):
        after = set(_write(store, f"c{number + 1}", changed).blocks)
        assert len(after - before) <= 3


def test_a_block_that_does_not_fit_its_name_is_refused(store, many):
    sealed = _write(store, "c1", many[:100])
    path = store.path(manifest.block_key("u", sealed.blocks[0]))
    path.write_bytes(path.read_bytes().replace(b"0644", b"0666", 1))
    with pytest.raises(DamagedError, match="does not fit its name"):
        manifest.block_lines(store, "u", sealed.blocks[0])
    path.unlink()
    with pytest.raises(DamagedError, match="is missing"):
        manifest.block_lines(store, "u", sealed.blocks[0])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'{"blocks":[],"collection":"c1","lines":0,"v":2}',
        b'{"blocks":[],"collection":"c2","lines":0,"v":1}',
        b'{"blocks":["00"],"collection":"c1","lines":0,"v":1}',
        b'{"blocks":[],"collection":"c1","lines":"0","v":1}',
        b'{"blocks":[],"collection":"c1","lines":0,"v":1}\n',
        b'{"blocks":[],"collection":"c1","lines":0,"more":1,"v":1}',
    ],
)
def test_what_is_no_manifest_of_the_collection_is_refused(store, data):
    store.put(manifest.manifest_key("u", "c1"), data)
    with pytest.raises(DamagedError):
        manifest.read(store, "u", "c1")


def test_a_manifest_that_is_not_there_is_told(store):
    with pytest.raises(DamagedError, match="is missing"):
        manifest.read(store, "u", "c1")


def test_a_manifest_never_stands_before_all_its_blocks(tmp_path, many):
    for fail_at in range(1, 60):
        disk = FaultyDisk(fail_at)
        store = DirectoryStore(tmp_path / str(fail_at), disk)
        writer = manifest.ManifestWriter(store, "u")
        try:
            for at in range(0, 400, 100):
                writer.add(many[at : at + 100])
                writer.cut()
            writer.seal("c1")
        except StorageFailedError:
            assert disk.failed
        there = DirectoryStore(tmp_path / str(fail_at))
        if there.exists(manifest.manifest_key("u", "c1")):
            read = manifest.read(there, "u", "c1")
            assert [one for part in manifest.lines(there, "u", read) for one in part] == many[:400]
        if disk.failed is None:
            return
    pytest.fail("the manifest was never written without a failure")
