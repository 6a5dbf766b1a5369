"""The portal in a real browser with script switched off, on a phone and wider; and by two at the same moment."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium
from tests.cli.conftest import run_program
from tests.web.serving import serving

OPEN = ["asked", "asked es", "newer", "newer es", "hard", "long es", "own words", "own words in another language"]
SHUT = ["done", "done es", "over", "released", "old", "none"]
VIEWS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


@dataclass(frozen=True)
class Portal:
    """A server, the paths of its links by name, its home, and a browser."""

    base: str
    links: dict[str, str]
    home: Path
    browser: Browser

    def show(self, name: str, width: int = 360, scheme: str = "light", *, script: bool = False) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 640},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        tab = context.new_page()
        tab.goto(self.base + self.links[name])
        return tab

    @property
    def matter(self) -> str:
        return self.links["asked"].removeprefix("/n/").split(".")[0]

    @property
    def facts(self) -> int:
        """How many facts of the matter are signed: the second line of its checkpoint."""
        return int((self.home / "vault/ledgers" / self.matter / "checkpoint").read_text().splitlines()[1])

    def hold_of(self, name: str) -> Any:
        return run_program("hold", "show", self.matter, self.links[name].split(".")[1], "--json", home=self.home).json

    def acknowledged(self, name: str) -> bool:
        who = self.links[name].split(".")[3]
        (mine,) = [one for one in self.hold_of(name)["custodians"] if one["custodian"] == who]
        return bool(mine["acknowledged_at"])


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    home = tmp_path_factory.mktemp("portal") / "home"
    root = Path(__file__).parents[2]
    made = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("noticing.py")), str(home)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    with serving(home) as served, chromium() as browser:
        yield Portal(served.base, json.loads(made.stdout), home, browser)


def looked_at(tab: Page, name: str) -> None:
    """Keep a picture where the run is told to: `OPENHOLD_PICTURES` names a folder."""
    if folder := os.environ.get("OPENHOLD_PICTURES"):
        tab.screenshot(path=Path(folder) / f"portal {name}.png")
        tab.screenshot(path=Path(folder) / f"portal {name} whole.png", full_page=True)


@pytest.mark.parametrize("name", OPEN)
def test_the_button_is_seen_on_a_phone_without_scrolling_and_without_script(portal: Portal, name: str) -> None:
    tab = portal.show(name)
    looked_at(tab, name)
    box = tab.get_by_role("button").first.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    assert box["y"] + box["height"] <= 640
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    tab.context.close()


@pytest.mark.parametrize("name", [*OPEN, *SHUT])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(portal: Portal, name: str) -> None:
    tab = portal.show(name, script=True)
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.reload()
    # What the browser says of a page that there is not is no complaint.
    assert [one for one in complaints if "status of 4" not in one] == []
    assert all(url.startswith((portal.base + "/n/", "data:")) for url in asked)
    assert tab.title() != "1"
    for width, scheme in VIEWS:
        tab.set_viewport_size({"width": width, "height": 640})
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        looked_at(tab, f"{name} {width} {scheme}")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        small = tab.evaluate(
            "[...document.querySelectorAll('button, textarea, .bar a, .answer a')]"
            ".filter(one => one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"
        )
        assert small == []
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()
    tab.context.close()


def test_by_keyboard_alone_and_without_script_one_answers_asks_and_reports(portal: Portal) -> None:
    tab = portal.show("pressed")
    assert not portal.acknowledged("pressed")

    def press_until(text: str) -> None:
        for _ in range(40):
            tab.keyboard.press("Tab")
            if tab.locator("*:focus").count() and text in tab.locator("*:focus").inner_text() + (
                tab.locator("*:focus").get_attribute("id") or ""
            ):
                return
        pytest.fail(f"{text} is not reached")

    press_until("Conservaré")
    assert "solid" in (tab.locator("*:focus").evaluate("one => getComputedStyle(one).outlineStyle"))
    tab.keyboard.press("Enter")
    # A key that is pressed waits for no page; what is looked for is waited for.
    expect(tab.locator(".answer")).to_contain_text("Usted respondió el")
    assert portal.acknowledged("pressed")
    looked_at(tab, "just answered")
    tab.reload()
    assert "Usted respondió el" in tab.inner_text(".answer"), "to load it again sends nothing"
    press_until("places-paper")
    tab.keyboard.type("Una caja")
    press_until("Enviar esto")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**#places")
    expect(tab.get_by_label("Papel")).to_have_value("Una caja")
    for field, button, section in (("question", "Enviar la pregunta", "#ask"), ("loss", "Avisar", "#loss")):
        press_until(field)
        tab.keyboard.type(f"¿Y mi teléfono? {field} 👍")
        press_until(button)
        tab.keyboard.press("Enter")
        expect(tab.locator(f"{section} .words")).to_contain_text(f"¿Y mi teléfono? {field} 👍")
        assert tab.url.endswith(section)
    looked_at(tab, "asked and reported")
    tab.context.close()


def test_an_empty_question_is_said_beside_the_field_in_ones_own_language(portal: Portal) -> None:
    tab = portal.show("asked es")
    tab.get_by_role("button", name="Enviar la pregunta").click()
    expect(tab.locator("#question-error")).to_contain_text("No se envió.")
    looked_at(tab, "empty question")
    tab.get_by_label("Su pregunta").fill("¿Hasta cuándo?")
    tab.get_by_role("button", name="Enviar la pregunta").click()
    expect(tab.locator("#ask .words")).to_contain_text("¿Hasta cuándo?")
    tab.context.close()


def test_the_other_language_is_one_link_away(portal: Portal) -> None:
    tab = portal.show("newer es")
    tab.get_by_role("link", name="English").click()
    assert tab.get_by_role("button", name="I will keep these things").is_visible()
    assert tab.get_by_role("link", name="Español").is_visible()
    assert tab.context.cookies() == []
    tab.context.close()


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def send(portal: Portal, name: str, **form: str) -> int:
    opener = build_opener(_Stay)
    page = opener.open(portal.base + portal.links[name]).read().decode()
    proof = page.partition('name="proof" value="')[2].partition('"')[0]
    request = Request(portal.base + portal.links[name], urlencode({"proof": proof, **form}).encode())
    try:
        return int(opener.open(request).status)
    except OSError as error:
        return int(error.code)  # type: ignore[attr-defined]


def test_two_at_the_same_moment_are_one_acknowledgement_and_one_question(portal: Portal) -> None:
    before = portal.facts
    with ThreadPoolExecutor(8) as pool:
        sent = [pool.submit(send, portal, "newer") for _ in range(4)]
        sent += [pool.submit(send, portal, "newer", deed="question", words="Both at once?") for _ in range(4)]
        assert {one.result() for one in sent} == {303}
    assert portal.facts == before + 2
    assert portal.acknowledged("newer")
    assert portal.hold_of("newer")["questions"] == 1
