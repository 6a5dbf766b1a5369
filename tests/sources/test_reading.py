"""Reading files: what is stored of them when they are strange, change, or are swapped for something else."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from openhold.sources.contract import Content
from openhold.sources.directory import Directory
from openhold.sources.errors import CannotRead
from openhold.sources.reading import GROWTH, UNTOLD

from .contract import descriptors
from .trees import as_nobody, dig, failing, grow

LIMIT = 16 << 20
LONG_AGO = 1_000_000_000_000_000_000


def refused(tree: Path, path: bytes) -> CannotRead:
    """Return the refusal that both ways of reading give, having left nothing open."""
    before = descriptors()
    reader = Directory(tree).reader()
    with pytest.raises(CannotRead) as whole:
        reader.read(path, LIMIT)
    with pytest.raises(CannotRead) as stream:
        reader.open(path)
    reader.close()
    assert descriptors() == before
    assert whole.value.args == stream.value.args
    return whole.value


# Strange files


def test_holes_are_read_as_the_zeros_that_they_stand_for(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(1 << 20)
        file.seek(1 << 19)
        file.write(b"island")
    reader = Directory(tmp_path).reader()
    data = reader.read(b"sparse", LIMIT).data
    assert data == bytes(1 << 19) + b"island" + bytes((1 << 19) - 6)


def test_a_huge_file_is_not_read_whole_and_its_stream_starts_at_once(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(1 << 40)
    reader = Directory(tmp_path).reader()
    assert reader.read(b"huge", LIMIT) is None
    with reader.open(b"huge") as stream:
        assert stream.stat.size == 1 << 40
        buffer = memoryview(bytearray(b"x" * 4096))
        assert stream.readinto(buffer) == 4096
        assert buffer == bytes(4096)


def test_a_size_that_no_line_can_state_is_refused(tmp_path: Path) -> None:
    place = Path("/dev/shm")
    if not place.is_dir():
        pytest.skip("no file system for such a file")
    file = place / f"openhold-test-{os.getpid()}"
    try:
        with file.open("wb") as absurd:
            absurd.truncate(1 << 60)
        reader = Directory(place).reader()
        assert reader.read(os.fsencode(file.name), LIMIT) is None
        with pytest.raises(CannotRead, match="unsupported: it says that it has 1152921504606846976 bytes"):
            reader.open(os.fsencode(file.name))
    finally:
        file.unlink()


@pytest.mark.parametrize("path", [b"cpuinfo", b"self/maps", b"sys/kernel/pid_max"])
def test_a_file_that_tells_a_size_of_0_and_has_content_is_read(path: bytes) -> None:
    expected = Path("/proc", os.fsdecode(path))
    if not expected.exists():
        pytest.skip("this system has no such file")
    reader = Directory("/proc").reader()
    try:
        # /proc/self is a link, which is not followed.
        content = reader.read(path.replace(b"self", str(os.getpid()).encode()), LIMIT)
    finally:
        reader.close()
    assert content.stat.size == 0
    assert len(content.data) == len(expected.read_bytes()) or path == b"self/maps"
    assert content.data
    assert not content.changed


def test_a_file_that_tells_more_than_it_has_is_read_to_its_end() -> None:
    path = Path("/sys/kernel/mm/transparent_hugepage/enabled")
    if not path.exists():
        pytest.skip("this system has no such file")
    content = Directory(path.parent).reader().read(os.fsencode(path.name), LIMIT)
    assert content.data == path.read_bytes()
    assert content.stat.size > len(content.data)
    assert not content.changed


def test_the_limit_also_holds_for_what_a_file_does_not_tell() -> None:
    if not Path("/proc/cpuinfo").exists():
        pytest.skip("this system has no such file")
    reader = Directory("/proc").reader()
    assert reader.read(b"cpuinfo", 100) is None
    reader.close()


def test_times_before_1970_and_owners_are_told(tmp_path: Path) -> None:
    (tmp_path / "old").touch(mode=0o640)
    os.utime(tmp_path / "old", ns=(-5, -1_500_000_001))
    stat = Directory(tmp_path).reader().read(b"old", LIMIT).stat
    assert stat.mtime_ns == -1_500_000_001
    assert (stat.mode & 0o7777, stat.uid, stat.gid) == (0o640, os.getuid(), os.getgid())


@pytest.mark.parametrize("name", [b"\xff\xfe", b"new\nline", b" ", b"-rf", b"a\\b", b"\xc3\xbc" * 120, b"...", b"\x7f"])
def test_every_name_that_a_folder_can_hold_is_read_by_it(tmp_path: Path, name: bytes) -> None:
    tree = grow(tmp_path / "tree", {name + b"/" + name: b"found"})
    assert Directory(tree).reader().read(name + b"/" + name, LIMIT).data == b"found"


def test_files_of_many_folders_are_read_in_any_order(tmp_path: Path) -> None:
    paths = [b"a/b/c/1", b"a/b/2", b"a/3", b"4", b"a/b/c/d/e/5", b"a/bb/6", b"b/a/7", b"a/b/c/8"]
    reader = Directory(grow(tmp_path / "tree", {path: path for path in paths})).reader()
    for step in (1, 3, 5, 7):
        for number in range(len(paths)):
            path = paths[number * step % len(paths)]
            assert reader.read(path, LIMIT).data == path
    reader.close()


# Leaving the evidence alone


def test_reading_and_walking_do_not_touch_the_time_of_last_access(tmp_path: Path) -> None:
    tree = grow(tmp_path / "tree", {b"f/read": b"1", b"g/plain": b"2"})
    for place in ("f/read", "f", "g/plain"):
        os.utime(tree / place, ns=(LONG_AGO, LONG_AGO + 1))
    (tree / "g" / "plain").read_bytes()
    if (tree / "g" / "plain").stat().st_atime_ns == LONG_AGO:
        pytest.skip("this file system never records it")
    source = Directory(tree)
    assert len([thing for batch in source.walk() for thing in batch]) == 2
    reader = source.reader()
    reader.read(b"f/read", LIMIT)
    reader.open(b"f/read").readinto(memoryview(bytearray(10)))
    assert (tree / "f" / "read").stat().st_atime_ns == LONG_AGO
    assert (tree / "f").stat().st_atime_ns == LONG_AGO


def test_one_who_may_read_but_does_not_own_a_file_reads_it_all_the_same(public: Path) -> None:
    tree = grow(public / "tree", {b"f/x": b"another's"})
    assert as_nobody(lambda: Directory(tree).reader().read(b"f/x", LIMIT).data) == b"another's"


# Swapped between the walk and the reading


def test_a_file_swapped_for_a_link_is_refused(tmp_path: Path) -> None:
    grow(tmp_path, {b"outside": b"secret"})
    tree = grow(tmp_path / "tree", {})
    (tree / "x").symlink_to(tmp_path / "outside")
    assert refused(tree, b"x").args == ("unsupported", "a symbolic link stands where a file or folder was")


def test_a_folder_swapped_for_a_link_is_refused(tmp_path: Path) -> None:
    grow(tmp_path / "outside", {b"x": b"secret"})
    tree = grow(tmp_path / "tree", {b"real/x": b"1"})
    (tree / "f").symlink_to("../outside")
    (tree / "g").symlink_to("real")
    for path in (b"f/x", b"g/x", b"f/deeper/x"):
        assert refused(tree, path).args == ("unsupported", "a symbolic link stands where a folder was")


def test_a_folder_swapped_while_it_is_open_gives_its_own_files(tmp_path: Path) -> None:
    grow(tmp_path / "outside", {b"y": b"secret"})
    tree = grow(tmp_path / "tree", {b"f/x": b"1", b"f/y": b"2"})
    reader = Directory(tree).reader()
    reader.read(b"f/x", LIMIT)
    (tree / "f").rename(tree / "g")
    (tree / "f").symlink_to("../outside")
    assert reader.read(b"f/y", LIMIT).data == b"2"
    reader.close()


def test_a_file_swapped_for_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x")
    assert refused(tmp_path, b"x").args == ("unsupported", "it is no regular file any more")


def test_a_file_swapped_for_a_socket_is_refused(tmp_path: Path) -> None:
    os.mknod(tmp_path / "x", 0o140600)
    assert refused(tmp_path, b"x").args == ("unsupported", "it is no regular file")


def test_a_file_swapped_for_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    assert refused(tmp_path, b"x").args == ("unsupported", "it is no regular file any more")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes device nodes")
def test_a_file_swapped_for_a_device_is_refused(tmp_path: Path) -> None:
    os.mknod(tmp_path / "x", 0o020600, os.makedev(1, 5))
    assert refused(tmp_path, b"x").args == ("unsupported", "it is no regular file any more")


def test_a_deleted_file_has_vanished(tmp_path: Path) -> None:
    tree = grow(tmp_path / "tree", {b"f/x": b"1", b"f/y": b"2"})
    reader = Directory(tree).reader()
    reader.read(b"f/x", LIMIT)
    (tree / "f" / "y").unlink()
    with pytest.raises(CannotRead, match=r"^vanished$"):
        reader.read(b"f/y", LIMIT)
    reader.close()


def test_a_folder_swapped_for_a_file_has_vanished(tmp_path: Path) -> None:
    assert refused(grow(tmp_path / "tree", {b"f": b""}), b"f/x").reason == "vanished"


def test_a_path_deeper_than_the_walk_goes_is_only_a_matter_of_descriptors(pit: Path) -> None:
    bottom = dig(pit, b"d", 1200, last=b"file")
    reader = Directory(pit).reader()
    assert reader.read(bottom, LIMIT).data == b"at the bottom"
    reader.close()


# Changing while they are read


def test_what_is_appended_while_a_stream_is_read_is_read_too_and_said(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"first")
    with Directory(tmp_path).reader().open(b"log") as stream:
        buffer = memoryview(bytearray(100))
        assert stream.readinto(buffer) == 5
        with log.open("ab") as writer:
            writer.write(b" and more")
        assert stream.readinto(buffer) == 9
        assert stream.readinto(buffer) == 0
        stat, changed = stream.finish()
    assert (stat.size, changed) == (5, True)


def test_a_file_that_shrinks_while_a_stream_is_read_has_changed(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(bytes(1000))
    with Directory(tmp_path).reader().open(b"log") as stream:
        assert stream.readinto(memoryview(bytearray(10))) == 10
        os.truncate(tmp_path / "log", 5)
        assert stream.readinto(memoryview(bytearray(10))) == 0
        assert stream.finish() == (stream.stat, True)


def test_a_file_rewritten_in_place_has_changed_though_its_size_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"before")
    os.utime(tmp_path / "x", ns=(LONG_AGO, LONG_AGO))
    with Directory(tmp_path).reader().open(b"x") as stream:
        (tmp_path / "x").write_bytes(b"after!")
        assert stream.finish()[1]
        assert stream.stat.mtime_ns == LONG_AGO


def test_a_file_that_grows_without_end_comes_to_one(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"12345")
    with Directory(tmp_path).reader().open(b"log") as stream:
        os.truncate(tmp_path / "log", 1 << 40)
        buffer, size = memoryview(bytearray(3 << 20)), 0
        while count := stream.readinto(buffer):
            size += count
        assert size == 5 + GROWTH
        # Its being cut off is a change of its own, whatever the file says afterwards.
        os.truncate(tmp_path / "log", 5)
        os.utime(tmp_path / "log", ns=(stream.stat.mtime_ns, stream.stat.mtime_ns))
        assert stream.finish() == (stream.stat, True)


def test_a_file_that_told_no_size_comes_to_an_end_too(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    with Directory(tmp_path).reader().open(b"log") as stream:
        os.truncate(tmp_path / "log", 1 << 40)
        buffer, size = memoryview(bytearray(3 << 20)), 0
        while count := stream.readinto(buffer):
            size += count
        assert size == UNTOLD
        assert stream.finish()[1]


LINE = b"one line of a log that is never finished\n"


def until_changed(file: Path, write: Callable[[BinaryIO], object]) -> Iterator[Content]:
    """Yield what is read of `file` while a thread writes to it, up to the first content that changed."""
    done = threading.Event()

    def keep_writing() -> None:
        with file.open("r+b", buffering=0) as log:
            while not done.wait(0.0002):
                write(log)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    reader = Directory(file.parent).reader()
    try:
        for _ in range(5000):
            content = reader.read(os.fsencode(file.name), LIMIT)
            yield content
            if content.changed:
                return
        pytest.fail("no reading of a file that is written all the time was said to have changed")
    finally:
        done.set()
        writer.join()
        reader.close()


def test_a_log_that_is_written_all_the_time_is_stored_as_it_was_read_and_said_to_have_changed(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(LINE * 50_000)
    for content in until_changed(tmp_path / "log", lambda log: (log.seek(0, os.SEEK_END), log.write(LINE))):
        assert len(content.data) >= content.stat.size
        assert not content.data.replace(LINE, b"")
        assert content.changed or len(content.data) == content.stat.size


def test_a_file_whose_size_stays_has_changed_when_its_time_has(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(LINE * 50_000)
    for content in until_changed(tmp_path / "log", lambda log: (log.seek(0), log.write(LINE))):
        assert len(content.data) == content.stat.size == 50_000 * len(LINE)


# Disks that fail

READ = """
import sys
from openhold.sources.directory import Directory
from openhold.sources.errors import CannotRead
reader = Directory(sys.argv[1]).reader()
for path in (b"good", b"bad", b"good"):
    try:
        print(len(reader.read(path, 1 << 20).data))
    except CannotRead as error:
        print(error)
try:
    with reader.open(b"bad") as stream:
        print(stream.readinto(memoryview(bytearray(100))))
        print(stream.finish()[1])
except CannotRead as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("call", "error", "printed"),
    [
        ("read,readv", "EIO", ["4", "io-error", "4", "io-error"]),
        ("fstat,newfstatat", "EIO", ["4", "io-error", "4", "io-error"]),
        ("openat", "ESTALE", ["4", "vanished", "4", "vanished"]),
        ("openat", "ETXTBSY", ["4", "io-error: Text file busy", "4", "io-error: Text file busy"]),
        ("openat", "EACCES", ["4", "permission", "4", "permission"]),
        ("flistxattr", "EIO", ["4", "3", "4", "3", "False"]),
    ],
)
def test_what_the_disk_refuses_is_a_reason_and_not_an_end(
    tmp_path: Path, call: str, error: str, printed: list[str]
) -> None:
    tree = grow(tmp_path / "tree", {b"bad": b"bad", b"good": b"good"})
    # By name: opening is relative to the folder, so strace sees the bare name there and the whole path later.
    inject = ("-P", "bad", "-P", str(tree / "bad"), "-e", f"inject={call}:error={error}")
    assert failing(tree, READ, *inject) == printed
