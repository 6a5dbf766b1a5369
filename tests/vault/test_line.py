import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from openhold.vault import check_block, line
from openhold.vault.errors import DamagedError

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
PATHS = st.one_of(NAMES.map(str.encode), st.binary(min_size=1).filter(lambda path: b"\0" not in path))
SALTS = st.binary(min_size=16, max_size=16).map(bytes.hex)
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
OWNERS = st.builds(
    line.Owner, uid=st.integers(0, 2**32), gid=st.integers(0, 2**32), user=st.none() | NAMES, group=st.none() | NAMES
)
XATTRS = st.none() | st.dictionaries(NAMES, NAMES, max_size=3)
CONTENT_LINES = st.builds(
    lambda end, path, owner, changed, xattrs, **values: line.content_line(
        end, path, owner=line.owner_texts(owner), more=line.more_of(changed=changed, xattrs=xattrs), **values
    ),
    end=st.sampled_from(["stored", "duplicate"]),
    path=PATHS,
    owner=OWNERS,
    changed=st.booleans(),
    xattrs=XATTRS,
    mode=st.integers(0, 0o7777),
    mtime_ns=st.integers(-(2**70), 2**70),
    size=st.integers(0, 2**53 - 1),
    sha256=DIGESTS,
    salt=SALTS,
)


@given(CONTENT_LINES)
def test_a_content_line_is_canonical_and_says_what_was_given(written):
    fields = json.loads(written)
    assert written == rfc8785.dumps(fields)
    read = line.parse_line(written)
    assert (read.end, read.sha256, read.size) == (fields["end"], fields["sha256"], fields["size"])
    assert line.quick(written) == fields


@given(path=PATHS, salt=SALTS, rule=NAMES)
def test_a_line_without_content_is_canonical_and_gives_its_path_back(path, salt, rule):
    written = line.other_line("excluded", path, salt, {"rule": rule})
    assert written == rfc8785.dumps(json.loads(written))
    assert line.parse_line(written).path == path
    assert line.path_needle(path) in written


@given(written=CONTENT_LINES, salt=SALTS)
def test_a_restated_line_differs_in_its_end_and_salt_alone(written, salt):
    fields = json.loads(written)
    again = line.restated(fields, "duplicate", salt)
    assert json.loads(again) == {**fields, "end": "duplicate", "salt": salt}
    assert again == rfc8785.dumps(json.loads(again))


@given(CONTENT_LINES)
def test_what_the_audit_takes_for_a_line_at_a_glance_is_canonical_and_read_alike(written):
    [(end, path, digest, size, _)] = check_block._LINE.findall(written.decode())
    if end:
        read = line.parse_line(written)
        assert (read.end, read.path, read.sha256, read.size) == (end, path.encode(), digest, int(size))


@given(written=CONTENT_LINES, at=st.integers(0), flip=st.integers(1, 255))
def test_the_audit_takes_no_line_at_a_glance_that_is_not_canonical(written, at, flip):
    altered = bytearray(written)
    altered[at % len(altered)] ^= flip
    try:
        text = altered.decode()
    except UnicodeDecodeError:
        return
    for glance in check_block._LINE.findall(text):
        if glance[0]:
            line.parse_line(text.encode())


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"{}",
        b"[]",
        b'{"end":"stored","path":"a","salt":"00"}',
        b'{"end":"stored","path":"a","salt":"00","sha256":"00","size":1}',
        b'{"end":"kept","path":"a","salt":"00"}',
        b'{"end":"failed","salt":"00"}',
        b'{"end":"failed","path":"a","path_b64":"YQ==","salt":"00"}',
        b'{"end":"failed", "path":"a","salt":"00"}',
        b'{"end":"failed","path":"a","path":"a","salt":"00"}',
        b'{"end":"failed","path":"a","salt":"00","sha256":"' + b"0" * 64 + b'"}',
        b'{"end":"failed","path":"\xff","salt":"00"}',
    ],
)
def test_what_is_no_manifest_line_is_refused(bad):
    with pytest.raises(DamagedError):
        line.parse_line(bad)
