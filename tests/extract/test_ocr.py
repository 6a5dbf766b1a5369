"""Pictures of pages, recognised where tesseract is installed."""

import shutil
import stat
from pathlib import Path

import pytest

from openhold.extract import ocr
from openhold.extract.opening import open_paper
from openhold.extract.rules import without_rules
from openhold.extract.text import Noise, Text
from tests.extract import papers
from tests.extract.soundness import check

needs_tesseract = pytest.mark.skipif(shutil.which(ocr.PROGRAM) is None, reason="tesseract-ocr is not installed")


def read(data: bytes) -> Text:
    text = open_paper(data, "scan.pdf")
    check(text)
    return text


def noise(text: Text, kind: Noise) -> list[str]:
    return [text.text[piece.start : piece.end] for piece in text.pieces if piece.noise is kind]


def body(text: Text) -> str:
    """Return the text without its pieces, single spaces."""
    letters = list(text.text)
    for piece in text.pieces:
        letters[piece.start : piece.end] = " " * (piece.end - piece.start)
    return " ".join("".join(letters).split())


@needs_tesseract
def test_a_picture_is_recognised_and_its_words_say_how_surely() -> None:
    text = read(papers.scanned(papers.plain_pages([list(papers.BODY)], size=12)))
    assert body(text) == " ".join(papers.BODY)
    assert text.warnings == (("read-by-ocr", "Recognised from a picture, letters may be wrong: page 1."),)
    assert [text.text[word.start : word.end] for word in text.words] == " ".join(papers.BODY).split()
    assert sum(word.confidence for word in text.words) / len(text.words) > 0.85


@needs_tesseract
@pytest.mark.parametrize("turn", [0.0, 0.7, -0.7])
def test_pleading_paper_is_recognised_with_its_numbers_even_askew(turn: float) -> None:
    text = read(papers.scanned(papers.pleading(1, stamped=False), turn=turn))
    said = body(text)
    for line in papers.BODY:
        assert line in said
    assert "464 F.3d 951, 959" in said
    beside = {line.number: text.text[line.start : line.end] for line in text.lines if line.number is not None}
    assert papers.BODY[0] in beside[17]
    assert papers.BODY[6] in beside[23]
    assert len(noise(text, Noise.LINE_NUMBER)) > 20
    row = beside[10]
    assert "FRAME,   " in row
    assert row.index(")") < row.index("Case No.")


@needs_tesseract
def test_the_stamp_on_a_picture_stays_text() -> None:
    text = read(papers.scanned(papers.plain_pages([list(papers.BODY)], size=12), stamped=True))
    [stamp] = noise(text, Noise.STAMP)
    assert " ".join(stamp.split()) == "Case 2:17-cv-09876-ABC-DEF Document 40 Filed 06/20/12 Page 1 of 1"
    assert body(text) == " ".join(papers.BODY)
    assert all(word.start > text.text.index("Page 1 of 1") for word in text.words)


@needs_tesseract
def test_pages_with_text_are_not_recognised() -> None:
    text = read(papers.pleading(2))
    assert text.words == ()
    assert text.warnings == ()


@needs_tesseract
def test_an_empty_picture_is_an_empty_page() -> None:
    assert read(papers.scanned(papers.plain_pages([[]]))).text == ""


def test_without_the_program_the_pages_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    text = read(papers.scanned(papers.plain_pages([["An order."], ["More."]]), dpi=60))
    [(code, detail)] = text.warnings
    assert code == "not-read"
    assert detail.endswith("(install tesseract-ocr): pages 1-2.")
    assert text.text == "\f"


def test_a_program_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / ocr.PROGRAM
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    text = read(papers.scanned(papers.plain_pages([["An order."]]), dpi=60))
    assert text.warnings == (("not-read", "A picture that tesseract could not read: page 1."),)


def test_pictures_beyond_the_limit_are_left_and_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / ocr.PROGRAM
    program.write_text("#!/bin/sh\ncat >/dev/null\necho header\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(ocr, "PAGES", 2)
    text = read(papers.scanned(papers.plain_pages([["An order."]] * 4), dpi=60))
    assert text.warnings == (
        ("read-by-ocr", "Recognised from a picture, letters may be wrong: pages 1-2."),
        ("not-read", "Pictures beyond what is read at once: pages 3-4."),
    )


def test_long_upright_rules_are_cleared_and_letters_are_not() -> None:
    width, height = 200, 900
    picture = bytearray(b"\xff" * (width * height))
    for line in range(height):
        for dot in range(3):
            picture[line * width + 50 + dot + line // 300] = 0  # a rule, a little askew
    for line in range(100, 140):
        picture[line * width + 120] = 0  # the stem of a letter
    for line in range(400, 600):
        picture[line * width + 160] = 0  # something short and tall
    without_rules(picture, width, height)
    dark = {(at % width, at // width) for at, value in enumerate(picture) if value < 128}
    assert {column for column, _ in dark} == {120, 160}
    assert len(dark) == 40 + 200
