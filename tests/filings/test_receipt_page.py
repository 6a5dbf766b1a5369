"""The receipt page: what it says, what hostile names cannot do to it, how it prints, and who can read it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from openhold.filings.receipt_page import Fields, page, shown

DIGEST = "3dc9498bba42f8d60c7f1be95a24d3187790cc4ea1f5062b83de49b720fc6d15"
KEY = "alder-counsel/quintrell+5d0c91ae+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PLAIN = Fields(
    number="7Q4MK-2XTVR-90AZC-HJ3NP",
    matter="Quintrell v. County of Alder",
    court="caed",
    matter_number="1:25-cv-01292",
    path=b"cam4/2025-09-16 2350.mp4",
    sha256=DIGEST,
    size=4_812_331_220,
    sealed_at=datetime(2025, 10, 21, 14, 22, tzinfo=timezone(timedelta(hours=-7))),
    entry=57,
    checkpoint_size=58,
    key=KEY,
    origin="alder-counsel/quintrell",
)
HOSTILE = replace(
    PLAIN,
    number="<b>-&amp;",
    matter="</i><script>alert(1)</script>\u202e" + "漢" * 500,
    court='"><img src=x onerror=alert(1)>' + "W" * 300,
    matter_number="\x00\r\n" + "M" * 300,
    path=(b"\xff/\xe2\x80\xae<script>alert('x')</script>\n&lt;" + b"\xcc\xb6" * 9) * 200,
    size=2**63,
    entry=2**52,
    checkpoint_size=2**53 - 1,
    origin="i" * 64 + "/" + "m" * 64,
    key="i" * 64 + "/" + "m" * 64 + "+5d0c91ae+" + "A" * 44,
)
LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"), (360, "light")]


class Reading(HTMLParser):
    """What a page holds: its words as a reader gets them, its elements and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(html)
        self.words = re.sub(r"\s+", " ", self.words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:  # neither style nor script
            self.words += data


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    tab = chromium.new_page()
    yield tab
    tab.close()


def show(tab: Page, fields: Fields, folder: Path, width: int = 1280, scheme: str = "light") -> None:
    """Open the page of `fields` in `tab` as a file, as a person would."""
    file = folder / "receipt.html"
    file.write_text(page(fields), encoding="utf-8")
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(file.as_uri())


def pages_of(pdf: bytes) -> int:
    return int(re.search(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)", pdf)[1])


def test_the_page_states_every_field():
    words = Reading(page(PLAIN)).words
    for said in (
        "7Q4MK-2XTVR-90AZC-HJ3NP",
        "Quintrell v. County of Alder",
        "caed, 1:25-cv-01292",
        "cam4/2025-09-16 2350.mp4",
        DIGEST,
        "4,812,331,220 bytes (about 4.81 GB)",
        "Tuesday 21 October 2025 at 21:22 UTC",
        "entry 57; checkpoint of 58 entries",
        "openhold verify RECEIPT.json --item FILE --key KEY",
        KEY,
        "Log alder-counsel/quintrell",
        "What this receipt does not prove",
    ):
        assert said in words


def test_a_court_or_number_that_nobody_said_is_left_out():
    without = Reading(page(replace(PLAIN, court=None, matter_number=None))).words
    assert "None" not in without
    assert "Quintrell v. County of Alder Item" in without
    assert "Alder1:25-cv-01292 Item" in Reading(page(replace(PLAIN, court=None))).words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1,000 bytes (about 1 kB)"),
        (999_499, "999,499 bytes (about 999 kB)"),
        (999_999, "999,999 bytes (about 1 MB)"),
        (16_777_216, "16,777,216 bytes (about 16.8 MB)"),
        (2**63, "9,223,372,036,854,775,808 bytes (about 9.22 EB)"),
    ],
)
def test_a_size_stands_in_digits_and_in_words(size, words):
    assert f"Size{words} SHA-256" in Reading(page(replace(PLAIN, size=size))).words


def test_one_entry_is_not_called_entries():
    assert "checkpoint of 1 entry " in Reading(page(replace(PLAIN, entry=0, checkpoint_size=1))).words


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a/b c.txt", "a/b c.txt"),
        (b"line\nfeed\r\t\x1b\x7f", r"line\nfeed\r\t\x1b\u007f"),
        ("Rechnung-\u202etxt.exe".encode(), r"Rechnung-\u202etxt.exe"),
        (b"caf\xe9", r"caf\xe9"),
        ("café 漢 עברית".encode(), "café 漢 עברית"),
        (b"\\n", r"\\n"),
        ("a\u00a0b\u200bc\u3000\ufe0f\u3164".encode(), r"a\u00a0b\u200bc\u3000\ufe0f\u3164"),
        ("\U000e0041".encode(), r"\U000e0041"),
        (b"\xed\xa0\x80", r"\xed\xa0\x80"),
    ],
)
def test_signs_that_mislead_are_shown_as_codes(raw, text):
    assert shown(raw.decode("utf-8", "surrogateescape")) == text


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_no_two_paths_look_alike(one, other):
    one_shown, other_shown = (shown(raw.decode("utf-8", "surrogateescape")) for raw in (one, other))
    assert (one_shown == other_shown) == (one == other)


def test_hostile_values_add_no_element_and_no_attribute():
    plain, hostile = Reading(page(PLAIN)), Reading(page(HOSTILE))
    assert "script" not in hostile.elements
    assert "img" not in hostile.elements
    assert {name for name, _ in hostile.attributes} <= {name for name, _ in plain.attributes}
    assert r"\u202e<script>alert('x')</script>\n&lt;" in hostile.words
    assert "\u202e" not in page(HOSTILE)
    assert "\x00" not in page(HOSTILE)


@given(*[st.text() for _ in range(7)], st.binary())
def test_any_text_leaves_the_page_whole(number, matter, court, matter_number, sha256, key, origin, path):
    html = page(
        replace(
            PLAIN,
            number=number,
            matter=matter,
            court=court,
            matter_number=matter_number,
            sha256=sha256,
            key=key,
            origin=origin,
            path=path,
        )
    )
    html.encode("utf-8")
    reading = Reading(html)
    assert set(reading.elements) <= set(Reading(page(HOSTILE)).elements) | set(Reading(page(PLAIN)).elements)
    assert html.count("</main>") == 1


def test_a_long_path_says_how_much_of_it_is_left_out():
    words = Reading(page(replace(PLAIN, path=b"a" * 4000 + b"/end.txt"))).words
    assert "aaa [3,768 signs left out] aaa" in words
    assert "aaa/end.txt" in words


def test_the_verifier_key_is_never_cut():
    assert HOSTILE.key in Reading(page(HOSTILE)).words


def test_nothing_is_loaded_and_nothing_runs():
    html = page(PLAIN)
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|https?:|\son\w+=|src=|href=", html)
    assert "default-src 'none'" in html


@pytest.mark.parametrize("fields", [PLAIN, HOSTILE], ids=["plain", "hostile"])
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(opened, tmp_path, fields, width, scheme):
    show(opened, fields, tmp_path, width, scheme)
    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("fields", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_the_page_prints_on_one_letter_page(opened, tmp_path, fields):
    show(opened, fields, tmp_path)
    pdf = opened.pdf(prefer_css_page_size=True)
    assert pages_of(pdf) == 1
    assert re.search(rb"/MediaBox \[0 0 612 792\]", pdf)


def test_two_pages_would_be_noticed(opened, tmp_path):
    show(opened, PLAIN, tmp_path)
    opened.add_style_tag(content="main { padding-bottom: 12in !important }")
    assert pages_of(opened.pdf(prefer_css_page_size=True)) > 1


def test_the_copied_digest_holds_no_spaces(opened, tmp_path):
    show(opened, PLAIN, tmp_path)
    opened.evaluate("getSelection().selectAllChildren(document.querySelector('.digest'))")
    assert opened.evaluate("getSelection().toString()") == DIGEST


def test_the_browser_runs_nothing_and_asks_for_nothing(opened, tmp_path):
    asked, said = [], []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    opened.on("console", lambda message: said.append(message.text))
    show(opened, HOSTILE, tmp_path)
    assert asked == [(tmp_path / "receipt.html").as_uri()]
    assert said == []


def test_the_moment_is_told_in_utc_whatever_the_zone():
    there = replace(PLAIN, sealed_at=datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=2))))
    here = replace(PLAIN, sealed_at=datetime(2025, 12, 31, 22, 30, tzinfo=UTC))
    assert page(there) == page(here)
    assert "Wednesday 31 December 2025 at 22:30 UTC" in Reading(page(here)).words
