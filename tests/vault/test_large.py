import io
from hashlib import sha256

import pytest

from openhold.vault import large
from openhold.vault.errors import DamagedError
from openhold.vault.store import CHUNK, DirectoryStore

CONTENTS = {
    "empty": b"",
    "small": b"x",
    "one chunk": b"y" * CHUNK,
    "a hole at the end": b"z" * 10 + bytes(3 * CHUNK),
    "holes between": bytes(2 * CHUNK) + b"data" + bytes(2 * CHUNK - 4) + b"more" + bytes(CHUNK),
    "nothing but a hole": bytes(4 * CHUNK),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_large_item_is_kept_byte_for_byte(tmp_path, name):
    data = CONTENTS[name]
    store = DirectoryStore(tmp_path)
    stage = store.stage("big.tmp")
    digest, size = large.copy(io.BytesIO(data).readinto, stage)
    large.make_durable(stage, digest)
    stage.publish("big")
    assert (digest, size, stage.size) == (sha256(data).digest(), len(data), len(data))
    assert store.read("big") == data


def test_chunks_of_zeros_take_no_room(tmp_path):
    store = DirectoryStore(tmp_path)
    stage = store.stage("big.tmp")
    digest, _ = large.copy(io.BytesIO(bytes(8 * CHUNK) + b"x").readinto, stage)
    large.make_durable(stage, digest)
    assert store.path("big.tmp").stat().st_blocks * 512 <= CHUNK
    stage.discard()


def test_short_reads_are_taken_as_they_come(tmp_path):
    source = io.BytesIO(b"abc" * 1000)
    stage = DirectoryStore(tmp_path).stage("big.tmp")
    digest, size = large.copy(lambda buffer: source.readinto(buffer[:7]), stage)
    assert (digest, size) == (sha256(b"abc" * 1000).digest(), 3000)
    stage.discard()


def test_bytes_that_read_back_differently_are_never_kept(tmp_path):
    stage = DirectoryStore(tmp_path).stage("big.tmp")
    digest, _ = large.copy(io.BytesIO(b"abc").readinto, stage)
    (tmp_path / "big.tmp").write_bytes(b"abd")
    with pytest.raises(DamagedError, match="read back differently"):
        large.make_durable(stage, digest)
    stage.discard()
