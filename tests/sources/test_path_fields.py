"""A path as a manifest line carries it."""

from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from openhold.sources.contract import path_fields


def test_utf_8_stands_as_text_and_anything_else_as_base64() -> None:
    assert path_fields("a/ü\n".encode()) == {"path": "a/ü\n"}
    assert path_fields(b"a/\xff") == {"path_b64": "YS//"}
    assert path_fields(b"\xed\xb2\x80") == {"path_b64": "7bKA"}  # a lone surrogate, spelled out


def test_another_key_can_be_named() -> None:
    assert path_fields(b"x", "target") == {"target": "x"}
    assert path_fields(b"\xff", "target") == {"target_b64": "/w=="}


@given(st.binary(max_size=30))
def test_no_byte_is_lost(path: bytes) -> None:
    [(key, text)] = path_fields(path).items()
    assert (text.encode() if key == "path" else b64decode(text)) == path
