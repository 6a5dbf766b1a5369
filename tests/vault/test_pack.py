import io
import subprocess
import tarfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.formats.merkle import leaf_hash, root_of
from openhold.vault.errors import DamagedError
from openhold.vault.pack import ITEM_LIMIT, PLACE, TRAILER, PackWriter, header, members, padded, parse_header
from openhold.vault.store import DirectoryStore

CONTENTS = [b"", b"a", bytes(512), b"x" * 511, b"y" * 513, bytes(range(256)) * 40]


def _ustar(digest, size):
    info = tarfile.TarInfo(f"blobs/sha256/{digest}")
    info.size, info.mode, info.mtime = size, 0o444, 0
    return info.tobuf(tarfile.USTAR_FORMAT)


@given(digest=st.binary(min_size=32, max_size=32), size=st.integers(0, 8**11 - 1))
def test_a_header_is_what_tarfile_writes_for_ustar(digest, size):
    assert header(digest.hex(), size) == _ustar(digest.hex(), size)


@given(digest=st.binary(min_size=32, max_size=32), size=st.integers(0, ITEM_LIMIT), bit=st.integers(0, 512 * 8 - 1))
def test_a_header_is_read_back_and_no_flipped_bit_is_taken_for_one(digest, size, bit):
    block = bytearray(header(digest.hex(), size))
    member = parse_header(block, 1024)
    assert member == (digest, 1536, size)
    block[bit // 8] ^= 1 << bit % 8
    assert parse_header(block, 1024) is None


@pytest.mark.parametrize("block", [b"", bytes(512), bytes(511), b"\xff" * 512, header("0" * 64, 5)[:-1]])
def test_what_is_no_header_is_none(block):
    assert parse_header(block, 0) is None


@pytest.fixture
def pack(tmp_path):
    store = DirectoryStore(tmp_path)
    stage = store.stage("p/0.tar.open")
    writer = PackWriter(stage)
    for data in CONTENTS:
        writer.add(sha256(data).digest(), data)
    sealed = writer.finish()
    stage.publish("p/0.tar")
    return store.path("p/0.tar"), sealed, writer


def test_gnu_tar_reads_a_pack_as_it_was_written(pack, tmp_path):
    path, _, _ = pack
    out = tmp_path / "out"
    out.mkdir()
    ran = subprocess.run(["tar", "-xvf", path, "-C", out], check=True, capture_output=True, text=True)
    assert ran.stderr == ""
    names = [f"blobs/sha256/{sha256(data).hexdigest()}" for data in CONTENTS]
    assert ran.stdout.splitlines() == names
    assert [(out / name).read_bytes() for name in names] == CONTENTS


def test_tarfile_reads_a_pack_as_it_was_written(pack):
    with tarfile.open(pack[0]) as tar:
        infos = tar.getmembers()
        assert [tar.extractfile(info).read() for info in infos] == CONTENTS
        assert {(i.mode, i.uid, i.gid, i.mtime, i.uname, i.gname, i.type) for i in infos} == {
            (0o444, 0, 0, 0, "", "", tarfile.REGTYPE)
        }


def test_what_the_seal_must_state_follows_from_the_file(pack):
    path, sealed, _ = pack
    whole = path.read_bytes()
    assert sealed.digest == sha256(whole).digest()
    assert sealed.size == len(whole) == sum(padded(len(data)) for data in CONTENTS) + TRAILER
    assert whole[-TRAILER:] == bytes(TRAILER)
    assert sealed.members == len(CONTENTS)
    assert sealed.root == root_of(leaf_hash(sha256(data).digest()) for data in CONTENTS)


def test_members_and_places_tell_where_the_bytes_are(pack):
    path, _, writer = pack
    with path.open("rb") as file:
        found = list(members(file))
    whole = path.read_bytes()
    assert [whole[m.at : m.at + m.size] for m in found] == CONTENTS
    places = writer.places()
    records = [places[at : at + PLACE] for at in range(0, len(places), PLACE)]
    assert records == [m.digest + m.at.to_bytes(8, "big") for m in found]


def test_members_of_a_cut_pack_end_at_the_cut(pack):
    whole = pack[0].read_bytes()
    assert len(list(members(io.BytesIO(whole[: 3 * 512])))) == 2
    assert list(members(io.BytesIO(b""))) == []


class _OtherBytes:
    """A disk that gives back other bytes than were written."""

    def __init__(self, disk):
        self._disk = disk

    def __getattr__(self, name):
        return getattr(self._disk, name)

    def read(self, fd, buffers, offset):
        count = self._disk.read(fd, buffers, offset)
        if count:
            buffers[0][count // 2] ^= 1
        return count


def test_a_pack_that_reads_back_differently_is_never_sealed(tmp_path):
    store = DirectoryStore(tmp_path)
    store.disk = _OtherBytes(store.disk)
    stage = store.stage("p/0.tar.open")
    writer = PackWriter(stage)
    writer.add(sha256(b"x").digest(), b"x")
    with pytest.raises(DamagedError, match="read back differently"):
        writer.finish()
    stage.close()
