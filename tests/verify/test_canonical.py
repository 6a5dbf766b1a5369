"""The reader of canonical bytes agrees with a library that writes them, and refuses every other spelling."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from openhold.verify.canonical import is_time, parse_b64, parse_decimal, parse_object
from openhold.verify.errors import RuleError

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
INTEGERS = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)
OBJECTS = st.dictionaries(TEXT, VALUES, max_size=6)


@given(OBJECTS)
def test_what_the_library_writes_is_read_back(found: dict[str, object]) -> None:
    assert parse_object(rfc8785.dumps(found)) == found


@given(OBJECTS)
def test_another_spelling_is_read_only_where_it_is_the_canonical_one(found: dict[str, object]) -> None:
    canonical = rfc8785.dumps(found)
    for options in ({"ensure_ascii": True}, {"ensure_ascii": False}, {"indent": 1}, {"separators": (",", ":")}):
        other = json.dumps(found, **options).encode("utf-8")
        if other != canonical:
            with pytest.raises(RuleError):
                parse_object(other)


@given(OBJECTS, st.data())
def test_no_two_byte_strings_are_both_canonical_for_one_object(found: dict[str, object], data: st.DataObject) -> None:
    canonical = rfc8785.dumps(found)
    at = data.draw(st.integers(0, len(canonical)))
    changed = (
        canonical[:at] + data.draw(st.binary(max_size=3)) + canonical[data.draw(st.integers(at, len(canonical))) :]
    )
    try:
        again = parse_object(changed)
    except RuleError:
        return
    assert rfc8785.dumps(again) == changed


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" {}",
        b"{}\n",
        b"[]",
        b'"a"',
        b"{}{}",
        b'{"a":01}',
        b'{"a":-0}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a":{"c":1,"b":1}}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u000A"}',
        b'{"a":"\\u000a"}',
        b'{"a":"\\u001F"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xed\xa0\x80"}',
        b'{"a":"\n"}',
        b'{"a":tru}',
        b'{"a":1,}',
        b'{"a"}',
        b"\xef\xbb\xbf{}",
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        '{"\U0001f600":1,"\ufb33":2}'.encode()[:0] + '{"\ufb33":2,"\U0001f600":1}'.encode(),
    ],
)
def test_bytes_that_are_not_canonical_are_refused(data: bytes) -> None:
    with pytest.raises(RuleError):
        parse_object(data)


def test_keys_are_ordered_by_their_utf_16_units() -> None:
    assert list(parse_object('{"\U0001f600":1,"\ufb33":2}'.encode())) == ["\U0001f600", "\ufb33"]


@pytest.mark.parametrize("text", ["YQ", "YQ=", "YQ==\n", "YR==", "Y Q==", "YQ==YQ==", "_-==", "é"])
def test_other_spellings_of_base64_are_refused(text: str) -> None:
    with pytest.raises(RuleError):
        parse_b64(text)


@pytest.mark.parametrize("text", ["", "01", "+1", "-1", "1 ", "1_0", "٣", "9007199254740992", "9" * 99])
def test_other_spellings_of_a_size_are_refused(text: str) -> None:
    with pytest.raises(RuleError):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2026-03-05T16:31:00.000000Z", True),
        ("2024-02-29T23:59:59.999999Z", True),
        ("2026-02-29T00:00:00.000000Z", False),
        ("2026-03-05T24:00:00.000000Z", False),
        ("2026-03-05T16:31:60.000000Z", False),
        ("2026-03-05 16:31:00.000000Z", False),
        ("2026-03-05T16:31:00Z", False),
        ("2026-03-05T16:31:00.000000z", False),
        ("٢026-03-05T16:31:00.000000Z", False),
        ("2026-03-05T16:31:00.000000Z\n", False),
    ],
)
def test_a_time_has_one_spelling_and_exists(text: str, right: bool) -> None:
    assert is_time(text) is right
