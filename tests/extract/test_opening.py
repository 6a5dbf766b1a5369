"""Plain text, and telling kinds of files by their bytes."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.extract.errors import NotAPaperError
from openhold.extract.opening import open_paper
from openhold.extract.text import Form, plain
from tests.extract import papers
from tests.extract.soundness import opened


def test_text_is_the_file_itself() -> None:
    said = "1 ORDER\r\n2 It is so ordered § 3.\rfin\n\fsecond page\n"
    text = open_paper(said.encode(), "order.txt")
    assert (text.text, text.form, text.pieces, text.warnings) == (said, Form.TEXT, (), ())
    assert text == plain(said)
    assert [text.text[line.start : line.end] for line in text.lines][:2] == ["1 ORDER", "2 It is so ordered § 3.\rfin"]
    assert text.lines[3].page == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (codecs.BOM_UTF8 + "Motion § denied".encode(), "Motion § denied"),
        (codecs.BOM_UTF16_LE + "Motion § denied".encode("utf-16-le"), "Motion § denied"),
        (codecs.BOM_UTF16_BE + "Motion § denied".encode("utf-16-be"), "Motion § denied"),
    ],
)
def test_a_byte_order_mark_is_obeyed_and_dropped(data: bytes, said: str) -> None:
    text = open_paper(data, "x")
    assert (text.text, text.warnings) == (said, ())


@pytest.mark.parametrize(
    ("data", "said", "named"),
    [(b"Plaintiff\x92s motion", "Plaintiff\u2019s motion", "1252"), (b"\x81 12", "\x81 12", "Latin-1")],
)
def test_another_encoding_is_supposed_and_told(data: bytes, said: str, named: str) -> None:
    text = open_paper(data, "x")
    assert text.text == said
    assert [code for code, detail in text.warnings if named in detail] == ["encoding"]


def test_one_stray_zero_is_no_reason_to_refuse_a_long_paper() -> None:
    said = "ORDER \0" + "words of an order " * 200
    assert open_paper(said.encode(), "x").text == said


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"PK\x03\x04" + b"word/document.xml" * 9, "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Office"),
        (b"{\\rtf1 ORDER}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"II*\0" + b"x" * 50, "picture"),
        (b"%!PS-Adobe-3.0\n", "PostScript"),
        (bytes(range(256)) * 40, "binary"),
        (b"ab\0cd\0" * 500, "binary"),
        (b"\xff\xfe" + b"\0\0" * 300, "binary"),
    ],
)
def test_what_is_no_paper_is_refused_in_one_sentence_with_its_name(data: bytes, says: str) -> None:
    with pytest.raises(NotAPaperError) as caught:
        open_paper(data, "thing.txt")
    assert says in str(caught.value)
    assert str(caught.value).startswith("thing.txt ")
    assert "\n" not in str(caught.value)


def test_the_form_shows_in_the_bytes_and_never_in_the_name() -> None:
    mail = b"From: Clerk <clerk@court.example>\r\nSubject: Activity\r\nDate: x\r\n\r\nbody\r\n"
    assert open_paper(mail, "order.pdf").form is Form.MAIL
    assert open_paper(papers.plain_pages([["An order."]]), "page.html").form is Form.PDF
    assert open_paper(b"\n<!DOCTYPE html><html><body>An order.</body></html>", "a.txt").form is Form.HTML
    assert open_paper(b"<head><title>x</title></head><body>An order.</body>", "a.txt").form is Form.HTML
    assert open_paper(b"An order that mentions <html> and %PDF and From: somebody.", "a.eml").form is Form.TEXT


@pytest.mark.parametrize(
    "said",
    [
        "TO: The Hon. Sam Sample\nFROM: Clerk\nDATE: May 1, 2017\nSUBJECT: Calendar\n\nThe motion is off calendar.",
        "To: All counsel\nFrom: Clerk\n\nThe motion is off calendar.",
        "ORDER: the motion is denied\nDate: May 1, 2017\n\nIT IS SO ORDERED",
        "ORDER by Magistrate Judge X: signed on 5/1/2017\nDENYING 57 Motion",
        "From: here on the text goes: without any header\nSubject to: change",
    ],
)
def test_a_paper_that_begins_like_a_letter_is_no_mail(said: str) -> None:
    assert open_paper(said.encode(), "x").text == said


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_text_or_one_sentence(data: bytes) -> None:
    text = opened(data)
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if text is not None and text.form is Form.TEXT and not text.warnings and not marked:
        assert text.text == data.decode("utf-8-sig")
