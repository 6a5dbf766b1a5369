"""Entries and bodies lines: written in one form, and no other form is read."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from openhold.ledger import entry as entries
from openhold.ledger.errors import LedgerError

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=40)
GOOD = entries.Entry(seq=17, at="2026-03-05T09:00:00.000000Z", actor="p-1", kind="hold.issued/1", body="ab" * 32)


@given(st.integers(0, 2**53 - 1), WORDS)
def test_an_entry_is_canonical_and_reads_back(seq: int, actor: str) -> None:
    entry = entries.Entry(seq=seq, at=GOOD.at, actor=actor, kind=GOOD.kind, body=GOOD.body)
    data = entries.encode(entry)
    assert data == rfc8785.dumps(json.loads(data))
    assert entries.decode(data) == entry


@pytest.mark.parametrize(
    "change",
    [
        {"seq": -1}, {"seq": "1"}, {"seq": True}, {"actor": ""}, {"actor": 5}, {"kind": "hold"}, {"v": 2}, {"v": None},
        {"v": True}, {"kind": "hold.issued/0"},
        {"kind": "Hold.issued/1"}, {"kind": "hold.issued/01"}, {"body": "AB" * 32},
        {"body": "ab"},
        {"at": "2026-03-05T09:00:00Z"}, {"at": "2026-02-30T09:00:00.000000Z"}, {"at": "2026-03-05 09:00:00.000000Z"},
        {"more": 1}, {"actor": "x" * 70_000},
    ],
)  # fmt: skip
def test_anything_else_is_no_entry(change: dict[str, object]) -> None:
    values = json.loads(entries.encode(GOOD)) | change
    with pytest.raises(LedgerError):
        entries.decode(rfc8785.dumps(values))


@pytest.mark.parametrize("spelling", [b" %b", b"%b\n", b"%b%b"])
def test_another_spelling_is_refused(spelling: bytes) -> None:
    data = entries.encode(GOOD)
    with pytest.raises(LedgerError):
        entries.decode(spelling.replace(b"%b", data))


@given(st.integers(0, 10**6), st.binary(min_size=32, max_size=32), st.dictionaries(WORDS, WORDS, max_size=4))
def test_a_bodies_line_reads_back_byte_for_byte(seq: int, salt: bytes, body: dict[str, str]) -> None:
    data = rfc8785.dumps(body)  # type: ignore[arg-type]
    line = entries.body_line(seq, salt, data)
    assert line == rfc8785.dumps(json.loads(line)) + b"\n"
    read = entries.parse_body_line(line[:-1])
    assert (read.seq, read.salt, read.body, read.erased) == (seq, salt, data, None)


def test_an_erased_line_needs_a_ground() -> None:
    assert entries.parse_body_line(entries.erased_line(3, "by order")[:-1]).erased == "by order"
    for line in (b'{"erased":"","seq":3}', b'{"erased":" ","seq":3}', b'{"seq":3}', b'{"body":{},"salt":"ab","seq":3}'):
        with pytest.raises(LedgerError):
            entries.parse_body_line(line)
