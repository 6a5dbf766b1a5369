"""Extended attributes: as a line can carry them, and not at all where there are none."""

import os
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from openhold.sources.attributes import LIMIT, attributes
from openhold.sources.directory import Directory


@pytest.fixture
def file(tmp_path: Path) -> Iterator[int]:
    """Yield a descriptor of a file that can have attributes."""
    descriptor = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
    try:
        os.setxattr(descriptor, "user.probe", b"")
        os.removexattr(descriptor, "user.probe")
    except (OSError, AttributeError):
        os.close(descriptor)
        pytest.skip("this file system keeps no extended attributes")
    yield descriptor
    os.close(descriptor)


def test_a_file_without_any_has_none(file: int) -> None:
    assert attributes(file) is None


def test_values_are_base64_of_their_bytes(file: int) -> None:
    os.setxattr(file, "user.origin", b"\x00\xff")
    os.setxattr(file, "user.empty", b"")
    assert attributes(file) == {"user.empty": "", "user.origin": "AP8="}


def test_both_ways_of_reading_tell_them(file: int, tmp_path: Path) -> None:
    os.setxattr(file, "user.origin", b"the web")
    reader = Directory(tmp_path).reader()
    expected = {"user.origin": b64encode(b"the web").decode()}
    assert reader.read(b"file", 100).xattrs == expected
    with reader.open(b"file") as stream:
        assert stream.xattrs == expected


def test_a_name_that_is_not_utf_8_stands_as_base64(file: int) -> None:
    os.setxattr(file, b"user.\xff", b"1")
    assert attributes(file) == {"base64:dXNlci7/": "MQ=="}


def test_what_cannot_have_any_has_none() -> None:
    receiving, sending = os.pipe()
    assert attributes(receiving) is None
    os.close(receiving)
    os.close(sending)


def test_past_the_limit_a_digest_stands_for_the_value() -> None:
    place = Path("/dev/shm")
    if not place.is_dir():
        pytest.skip("no file system for so many attributes")
    name = place / f"openhold-test-attributes-{os.getpid()}"
    value = bytes(range(250)) * 240
    many = LIMIT // len(value) + 2
    descriptor = os.open(name, os.O_RDWR | os.O_CREAT)
    try:
        for number in range(many):
            os.setxattr(descriptor, f"user.{number}", value)
        found = attributes(descriptor)
    except OSError:
        pytest.skip("this file system does not keep that many attributes")
    finally:
        os.close(descriptor)
        name.unlink()
    assert found is not None
    assert len(found) == many
    assert list(found.values()).count(f"sha256:{sha256(value).hexdigest()}") == 2
    assert list(found.values()).count(b64encode(value).decode()) == many - 2
