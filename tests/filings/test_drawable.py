"""Every sign that a PDF is said to draw, it draws; every other becomes its code; no text stops the paper."""

import unicodedata
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.filings.reports.drawable import RANGES, drawable
from openhold.filings.reports.pdf import pdf
from openhold.filings.reports.report import Report, Rows, Section, Shown

SIGNS = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
DAY = date(2026, 3, 5)


def paper(*texts: str, title: str = "Holds") -> bytes:
    table = Rows((("One", 60), ("Two", 40)), [(Shown(text, (text,)), Shown(text, tone="bad")) for text in texts])
    return pdf(
        Report(
            name="x", what="What", title=title, matter=None, day=DAY, headline=texts[:1],
            sections=(Section("Section", texts, table, code=texts),),
        )
    )  # fmt: skip


def words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_every_sign_of_the_ranges_is_drawn() -> None:
    assigned = [sign for sign in SIGNS if unicodedata.category(sign)[0] not in "CZ"]
    assert len(assigned) > 800
    text = words(paper(*(" ".join(assigned[at : at + 40]) for at in range(0, len(assigned), 40))))
    assert not [sign for sign in assigned if "a" < sign < "\u0100" and sign not in text]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Jos\u00e9 Nu\u00f1ez", "Jos\u00e9 Nu\u00f1ez"),
        ("\u041e\u043b\u044c\u0433\u0430", "\u041e\u043b\u044c\u0433\u0430"),
        ("\u05de\u05e9\u05e8\u05d3", "\u05de\u05e9\u05e8\u05d3"),
        ("\u674e\u660e", "\\u674e\\u660e"),
        ("fire \U0001f525", "fire \\U0001f525"),
        ("\u202eright", "\\u202eright"),
        ("a\\b", "a\\\\b"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_or_seen_is_written_as_its_code(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=80), st.text(SIGNS, max_size=120)), min_size=1, max_size=4))
def test_no_text_stops_the_paper(texts: list[str]) -> None:
    assert paper(*texts, title=f"Holds {texts[0]}").startswith(b"%PDF-")


def test_no_word_of_the_record_is_read_as_markup() -> None:
    hostile = '#panic("x") *bold* <label> @ref $x$ \\u{202e} = Heading'
    assert hostile.replace("\\", "\\\\") in words(paper(hostile)).replace("\r\n", " ")


def test_a_word_that_is_longer_than_its_column_breaks_but_a_digest_does_not() -> None:
    digest = "0123456789abcdef" * 4
    text = words(paper(f"see {digest}.", "Long" * 60))
    assert digest in text
    with pypdfium2.PdfDocument(paper("Long" * 60, title="Long" * 60)) as document:
        page = document[0]
        boxes = page.get_textpage()
        right = max(boxes.get_charbox(n)[2] for n in range(boxes.count_chars()))
        assert right <= page.get_width() - 50
