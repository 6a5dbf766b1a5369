"""The page on what was read: every value at its words, what is unsure first, and nothing that a paper can do to it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from openhold.filings.reading_page import page
from openhold.filings.reading_rows import day, rows
from tests.filings.answers import WORDS, answer

NAME = "scheduling order.pdf"
STAMP = (0, WORDS.index("\n"))


class Marks(HTMLParser):
    """The paper's words as a reader gets them, and the words that are marked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.marked: list[str] = []
        self.elements: list[str] = []
        self._in: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag == "div" and dict(attributes).get("class") == "words":
            self._in.append("words")
        elif self._in and tag in ("mark", "sup"):
            self._in.append(tag)
            if tag == "mark":
                self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._in and tag == {"words": "div"}.get(self._in[-1], self._in[-1]):
            self._in.pop()

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1] != "sup":
            self.words += data
            if self._in[-1] == "mark":
                self.marked[-1] += data


def made() -> str:
    return page(answer(), WORDS, [STAMP], name=NAME, calendar="scheduling order.ics")


def test_the_paper_stands_whole_on_the_page_with_every_value_marked_at_its_words() -> None:
    read = Marks(made())
    assert read.words == WORDS.replace("\f", "")
    for one in answer()["found"]:
        assert "".join(one["quote"].split()) in "".join("".join(read.marked).split()), one["field"]


def test_every_number_leads_from_the_value_to_its_words_and_back() -> None:
    html = made()
    values = re.findall(r'<a id="v(\d+)" href="#q(\d+)">', html)
    assert values
    assert all(value == mark for value, mark in values)
    for number, _ in values:
        assert html.count(f'id="q{number}"') == 1
        assert f'href="#v{number}"' in html


def test_the_title_counts_and_what_is_not_sure_stands_first() -> None:
    html = made()
    assert "values found. One needs your eyes.</h1>" in html
    assert rows(answer())[0].label == "Other entries"
    assert html.index("? Not sure") < html.index("Due: discovery")


def test_what_a_paper_should_say_and_does_not_is_said_to_be_absent() -> None:
    absent = [row.label for row in rows(answer()) if not row.parts]
    assert absent == ["Judge", "Entered"]
    assert rows(answer())[-1].label == "Entered"


def test_a_value_that_the_caller_gave_has_no_mark_and_says_so() -> None:
    said = answer() | {"entered": "2026-02-12", "given": ["entered"]}
    [part] = next(row for row in rows(said) if row.label == "Entered").parts
    assert (part.spans, part.where) == ((), "given, not in the paper")


def test_the_computed_end_of_a_period_stands_beside_it_and_says_that_the_paper_does_not_say_it() -> None:
    row = next(row for row in rows(answer(), {0: "Fri 13 March 2026"}) if row.label == "Due: respond")
    assert [(part.text, part.where, bool(part.spans)) for part in row.parts][1:] == [
        ("Fri 13 March 2026", "computed, not in the paper", False)
    ]


def test_what_a_second_reading_says_too_is_counted_and_what_it_says_otherwise_stands_first() -> None:
    said = answer()
    assert "second reading" not in page(said, WORDS, [], name="order.pdf", calendar=None)
    for one in said["found"]:
        if one["field"] in ("case", "signed", "events[0].what"):  # Of the event it says only half.
            one["confirmed"] = True
    said["warnings"] = [{"code": "second-reading-differs", "detail": "It says 'Ed Low', where 'Jo Low' was read."}]
    html = page(said, WORDS, [], name="order.pdf", calendar=None)
    assert "A second reading, by another reader, agrees on 2 values." in html
    assert html.index("Look at this first") < html.index("&#x27;Ed Low&#x27;, where") < html.index("What it says")


def test_a_paper_without_any_value_says_so() -> None:
    said = answer()
    nothing = {key: [] if isinstance(value, list) else {} if key == "dates" else None for key, value in said.items()}
    nothing |= {"kind": "other", "et_al": False, "citations": {"cases": [], "statutes": [], "rules": []}}
    html = page(nothing, "Dear diary.", [], name="diary.txt", calendar=None)
    assert "<h1>Nothing was found.</h1>" in html
    assert "there is no calendar file" in html


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6))
def test_no_words_and_no_overlap_of_marks_break_the_page(text: str, spans: list[tuple[int, int]]) -> None:
    said = answer()
    said["found"] = [
        {
            "field": f"ecf_refs[{n}]",
            "value": n,
            "quote": text[start : start + length],
            "page": 1,
            "line": None,
            "start": start,
            "end": start + length,
            "sure": True,
        }
        for n, (start, length) in enumerate(spans)
        if start + length <= len(text)
    ]
    said["ecf_refs"] = [one["value"] for one in said["found"]]
    html = page(said, text, [], name="<script>alert(1)</script>", calendar=None)
    read = Marks(html)
    assert "script" not in read.elements
    shown = text.replace("\f", "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    assert read.words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "") == shown


@pytest.mark.parametrize(
    ("iso", "text"),
    [("2026-08-14", "Fri 14 August 2026"), ("2026-03-01T16:00", "Sun 1 March 2026, 16:00")],
)
def test_days_are_written_with_their_weekday(iso: str, text: str) -> None:
    assert day(iso) == text


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "read.html"
    file.write_text(made(), encoding="utf-8")
    tab = chromium.new_page()
    tab.goto(file.as_uri())
    yield tab
    tab.close()


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"), (360, "light")]
)
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(opened: Page, width: int, scheme: str) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    result = Axe().run(opened)
    assert result.violations_count == 0, result.generate_report()
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_number_beside_a_value_brings_its_words_into_view(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 500})
    opened.click('a[href="#q1"]')
    assert opened.evaluate("document.getElementById('q1').getBoundingClientRect().top < window.innerHeight")
