"""From bytes to letters: the encodings that papers really come in, and no silent guessing."""

import codecs
import re

from openhold.extract.errors import NotAPaperError
from openhold.extract.text import Warned

UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
SAMPLE = 65536
"""How many bytes are looked at to tell text from other things."""


def decode(data: bytes, named: str | None = None) -> tuple[str, tuple[Warned, ...]]:
    """Return the letters of `data`, without a byte order mark, and a warning where the encoding had to be supposed.

    `named` is the encoding that the bytes themselves or their envelope name, if any. Bytes that are no text in any
    way raise `NotAPaperError`.
    """
    for mark, encoding in UTF16.items():
        if data.startswith(mark):
            return _unbroken(data[len(mark) :].decode(encoding, "replace")), ()
    data = data.removeprefix(codecs.BOM_UTF8)
    _refuse_binary(data)
    if named and (text := _as_named(data, named)) is not None:
        return text, ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        supposed = "Windows-1252"
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            supposed, text = "Latin-1", data.decode("latin-1")
        detail = f"The text is not UTF-8 (byte {error.start}); it was read as {supposed}."
        return text, (("encoding", detail),)


def sound(text: str) -> str:
    """Return `text` with every half of a surrogate pair, which no file can hold, as a replacement character."""
    if text.isascii():
        return text
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def _as_named(data: bytes, named: str) -> str | None:
    try:
        return _unbroken(data.decode(named))
    except (UnicodeError, LookupError, ValueError):
        return None


def _unbroken(text: str) -> str:
    if text.count("\0") > len(text) // 1000:
        raise NotAPaperError("The file holds no text: it is binary data of some other kind.")
    return sound(text)


def _refuse_binary(data: bytes) -> None:
    sample = data[:SAMPLE]
    strange = len(sample) - len(sample.translate(None, CONTROLS))
    if data.count(0) > len(data) // 1000 or strange > len(sample) // 10:
        raise NotAPaperError("The file holds no text: it is binary data of some other kind.")
