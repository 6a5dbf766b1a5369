"""Notices in a real browser: on a phone, by keyboard, light and dark, and on paper."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from openhold.filings.notice.difference import difference
from openhold.filings.notice.fields import NoticeFields, Places, Topic
from openhold.filings.notice.letters import release, reminder
from openhold.filings.notice.pages import page, portal_body, print_page
from openhold.filings.notice.style import DIFFERENCE, PORTAL
from openhold.filings.notice.write import letter, write
from tests.filings.notices import english, hostile, letter_fields, spanish

BODY = "body { margin: 0; padding: 0 1rem 1rem; background: var(--paper); } .bar { height: 3rem; }"
"""What the room around the body of the portal's page takes: margins, and a bar 3 rem high above it."""

LONG = "WWWWWWW " * 40


def portal(fields: NoticeFields) -> str:
    body = portal_body(write(fields).document, action="/answer", token="t0k3n")
    return page(fields.language, "Notice", BODY + PORTAL, f'<div class="bar"></div>{body}')


def changed() -> str:
    old = write(english()).text
    html = difference(old, write(replace(english(), version=3, until=None, do=("Keep the roster.",))).text).html
    return page("en", "Difference", BODY + DIFFERENCE, f"<h1>What has changed</h1>{html}")


PAGES = {
    "portal en": lambda: portal(english()),
    "portal es": lambda: portal(spanish()),
    "portal hostile": lambda: portal(hostile()),
    "mail en": lambda: write(english()).html,
    "mail hostile": lambda: write(hostile()).html,
    "print en": lambda: print_page(write(english()).document),
    "print hostile": lambda: print_page(write(hostile()).document),
    "reminder": lambda: letter(reminder(letter_fields(spanish()), english().written_on)).html,  # type: ignore[arg-type]
    "release": lambda: letter(release(letter_fields(english()), ("county mailbox",))).html,
    "difference": changed,
}


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Page]:
    tab = chromium.new_page()
    yield tab
    tab.close()


def show(tab: Page, html: str, folder: Path, width: int = 360, scheme: str = "light") -> None:
    file = folder / "notice.html"
    file.write_text(html, encoding="utf-8")
    tab.set_viewport_size({"width": width, "height": 640})
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(file.as_uri())


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(opened: Page, tmp_path: Path, name: str) -> None:
    html = PAGES[name]()
    for width, scheme in ((360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")):
        show(opened, html, tmp_path, width, scheme)
        found = Axe().run(opened)
        assert found.violations_count == 0, found.generate_report()
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "fields",
    [
        english(),
        spanish(),
        hostile(),
        replace(spanish(), matter=LONG, recipient=LONG, acknowledge_by=spanish().trigger_on),
    ],
    ids=["en", "es", "hostile", "longest"],
)
def test_the_button_is_seen_on_a_phone_without_scrolling(opened: Page, tmp_path: Path, fields: NoticeFields) -> None:
    show(opened, portal(fields), tmp_path)
    box = opened.get_by_role("button").bounding_box()
    assert box is not None
    assert box["height"] >= 48
    assert box["y"] + box["height"] <= 640
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_the_button_is_the_first_stop_of_the_keyboard_and_sends_only_the_token(opened: Page, tmp_path: Path) -> None:
    sent: list[tuple[str, str, str | None]] = []

    def caught(route: object) -> None:
        request = route.request  # type: ignore[attr-defined]
        sent.append((request.method, request.url, request.post_data))
        route.fulfill(body="", content_type="text/plain")  # type: ignore[attr-defined]

    policy = "default-src 'none'; style-src 'unsafe-inline'"
    html = portal(english()).replace(policy, f"{policy}; form-action *")
    opened.route("http://hold.alder.example/answer", caught)
    opened.route("http://hold.alder.example/notice", lambda route: route.fulfill(body=html, content_type="text/html"))
    opened.goto("http://hold.alder.example/notice")
    assert sent == []
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "I will keep these things"
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/answer")
    assert sent == [("POST", "http://hold.alder.example/answer", "csrfmiddlewaretoken=t0k3n")]


def full() -> NoticeFields:
    """A notice that says a lot: longer than most that a county sends."""
    fields = spanish()
    topic = Topic(what="La noche en la Unidad C y los días siguientes", examples=("mensajes de texto",) * 6)
    return replace(
        fields,
        dispute=" ".join([fields.dispute] * 3),
        topics=(topic,) * 6,
        places=Places(
            sources=("carpeta compartida de la Unidad C",) * 4,
            devices=("teléfono del Condado", "su propio teléfono", "tableta"),
            accounts=("correo privado", "copia en la nube"),
            chat=("grupo de WhatsApp del turno de noche",) * 2,
            paper=("libro de turnos", "notas", "formularios"),
        ),
        do=fields.do * 2,
        suspensions=fields.suspensions * 3,
        link=None,
    )


@pytest.mark.parametrize("fields", [english(), spanish(), full()], ids=["en", "es", "full"])
def test_the_sheet_prints_on_at_most_two_letter_pages_and_ends_with_the_signature(
    opened: Page, tmp_path: Path, fields: NoticeFields
) -> None:
    show(opened, print_page(write(fields).document), tmp_path)
    pages = list(pypdfium2.PdfDocument(opened.pdf(prefer_css_page_size=True)))
    assert len(pages) <= 2
    assert all(one.get_size() == (612, 792) for one in pages)
    last = pages[-1].get_textpage().get_text_bounded()
    assert ("Signature" if fields.language == "en" else "Firma") in last


def test_a_third_page_would_be_noticed(opened: Page, tmp_path: Path) -> None:
    show(opened, print_page(write(hostile()).document), tmp_path)
    assert len(pypdfium2.PdfDocument(opened.pdf(prefer_css_page_size=True))) > 2


def test_the_browser_runs_nothing_and_asks_for_nothing(opened: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    opened.on("console", lambda message: said.append(message.text))
    for html in (write(hostile()).html, print_page(write(hostile()).document), portal(hostile())):
        show(opened, html, tmp_path)
    assert set(asked) == {(tmp_path / "notice.html").as_uri()}
    assert said == []
