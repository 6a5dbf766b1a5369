"""What any source must do, whatever its kind: a new one adds a class with its own `fill`, and passes."""

import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from openhold.sources.contract import BATCH, File, NotRead, Reader, Source
from openhold.sources.errors import CannotRead

LIMIT = 16 << 20

FILES = {
    b"empty": b"",
    b"a/b": b"inside the folder a",
    b"a.txt": b"sorts after the content of a",
    b"a-b": b"sorts before a.txt",
    b"a/deep/er/file": bytes(range(256)) * 20,
    b"Z": b"capitals come first",
    b"caf\xc3\xa9/men\xc3\xbc": b"beyond ASCII",
    b"line\nbreak": b"a name with a newline",
    b"exactly-1024": bytes(1024),
}
# As the definition has it: the names of each folder by their bytes, depth first.
ORDER = [
    b"Z",
    b"a/b",
    b"a/deep/er/file",
    b"a-b",
    b"a.txt",
    b"caf\xc3\xa9/men\xc3\xbc",
    b"empty",
    b"exactly-1024",
    b"line\nbreak",
]


def things(source: Source) -> list[File | NotRead]:
    return [thing for batch in source.walk() for thing in batch]


def paths(source: Source) -> list[bytes]:
    return [thing.path for thing in things(source)]


def descriptors() -> set[str]:
    return {fd.name for fd in Path("/proc/self/fd").iterdir() if fd.exists()}


class SourceContract:
    def fill(self, place: Path, files: Mapping[bytes, bytes]) -> Source:
        """Return a source that holds exactly `files`."""
        raise NotImplementedError

    @pytest.fixture
    def source(self, tmp_path: Path) -> Source:
        return self.fill(tmp_path, FILES)

    @pytest.fixture
    def reader(self, source: Source) -> Iterator[Reader]:
        reader = source.reader()
        yield reader
        reader.close()

    def test_the_walk_yields_every_file_once_in_the_order_of_the_manifest(self, source: Source) -> None:
        assert paths(source) == ORDER

    def test_everything_in_a_plain_source_is_a_file_of_its_size(self, source: Source) -> None:
        assert {thing.path: thing.stat.size for thing in things(source) if isinstance(thing, File)} == {
            path: len(data) for path, data in FILES.items()
        }

    def test_a_second_walk_yields_the_same(self, source: Source) -> None:
        assert things(source) == things(source)

    def test_batches_have_1_to_1024_things(self, tmp_path: Path) -> None:
        source = self.fill(tmp_path, {b"%04d" % number: b"" for number in range(2 * BATCH + 1)})
        assert [len(batch) for batch in source.walk()] == [BATCH, BATCH, 1]

    def test_an_empty_source_yields_nothing(self, tmp_path: Path) -> None:
        assert list(self.fill(tmp_path, {}).walk()) == []

    def test_a_pickled_source_is_the_same_source(self, source: Source) -> None:
        copy = pickle.loads(pickle.dumps(source))
        assert things(copy) == things(source)
        reader = copy.reader()
        assert reader.read(b"a/b", LIMIT).data == FILES[b"a/b"]
        reader.close()

    def test_reading_gives_the_bytes_and_the_stat_of_the_walk(self, source: Source, reader: Reader) -> None:
        for thing in things(source):
            content = reader.read(thing.path, LIMIT)
            assert content is not None
            assert (content.data, content.changed) == (FILES[thing.path], False)
            assert content.stat == thing.stat

    def test_a_stream_gives_the_same_as_reading_whole(self, reader: Reader) -> None:
        for path, data in FILES.items():
            got, buffer = b"", memoryview(bytearray(100))
            with reader.open(path) as stream:
                while count := stream.readinto(buffer):
                    got += buffer[:count]
                assert stream.readinto(buffer) == 0
                assert stream.finish() == (stream.stat, False)
                assert stream.stat.size == len(data)
            assert got == data

    def test_an_item_of_the_limit_is_not_read_whole_and_a_smaller_one_is(self, reader: Reader) -> None:
        assert reader.read(b"exactly-1024", 1024) is None
        content = reader.read(b"exactly-1024", 1025)
        assert content is not None
        assert content.data == bytes(1024)

    @pytest.mark.parametrize("path", [b"nothing", b"a/nothing", b"nothing/at/all", b"a/b/c", b"Z/"])
    def test_what_is_not_there_has_vanished(self, reader: Reader, path: bytes) -> None:
        with pytest.raises(CannotRead) as whole:
            reader.read(path, LIMIT)
        with pytest.raises(CannotRead) as stream:
            reader.open(path)
        assert whole.value.reason == stream.value.reason == "vanished"

    @pytest.mark.parametrize("path", [b"", b"a", b"..", b"a/../Z", b"./Z", b"a/deep/../../Z", b"Z\0"])
    def test_what_is_no_path_of_an_item_is_refused(self, reader: Reader, path: bytes) -> None:
        for ask in (lambda: reader.read(path, LIMIT), lambda: reader.open(path)):
            with pytest.raises(CannotRead) as refusal:
                ask()
            assert refusal.value.reason in ("unsupported", "vanished")

    def test_a_failure_does_not_spoil_what_is_read_after_it(self, reader: Reader) -> None:
        for path in ORDER:
            for wrong in (b"nothing/" + path, path + b"/nothing", path.rpartition(b"/")[0] + b"/nothing"):
                assert reader.read(path, LIMIT).data == FILES[path]
                with pytest.raises(CannotRead):
                    reader.read(wrong, LIMIT)
                assert reader.read(path, LIMIT).data == FILES[path]

    def test_a_closed_reader_may_be_closed_again(self, source: Source) -> None:
        reader = source.reader()
        reader.read(b"Z", LIMIT)
        reader.close()
        reader.close()

    def test_nothing_stays_open(self, source: Source) -> None:
        before = descriptors()
        for batch in source.walk():
            assert batch
        half = source.walk()
        next(half)
        half.close()
        reader = source.reader()
        for path in ORDER:
            reader.read(path, LIMIT)
            reader.read(path, 1)
            reader.open(path).close()
            with pytest.raises(CannotRead):
                reader.read(path + b"/nothing", LIMIT)
        reader.close()
        assert descriptors() == before
