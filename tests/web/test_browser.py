"""The pages in a real browser: light, dark, on a phone, by keyboard, printed; hostile names do nothing."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.web.conftest import PASSWORD
from tests.web.serving import come_in, hostile_home, serving

KEYS = "a[href], button, select, input:not([type=hidden])"
VIEWS = [(1280, "light"), (1280, "dark"), (640, "light"), (390, "light"), (390, "dark"), (360, "light")]
PAGES = ["front", "matter", "people", "accounts", "own", "second factor", "set up an app", "add a passkey", "password"]
PAGES += ["sign out", "again", "new codes", "no item", "receipt", "no page"]


@dataclass(frozen=True)
class Visit:
    """The owner, who came in by the link, in a tab; and what the browser complained of."""

    tab: Page
    base: str
    matter: str
    complaints: list[str]

    def show(self, name: str, width: int = 1280, scheme: str = "light") -> None:
        self.tab.set_viewport_size({"width": width, "height": 800})
        self.tab.emulate_media(color_scheme=scheme, media="screen")
        self.tab.goto(self.base + self.pages[name])
        if "/account/reauthenticate/" in self.tab.url and name != "again":
            self.tab.get_by_label("Password").fill(PASSWORD)
            self.tab.get_by_role("button", name="Go on").click()
            self.tab.wait_for_url(lambda url: "/account/reauthenticate/" not in url)

    @property
    def pages(self) -> dict[str, str]:
        matter = f"/matters/{self.matter}/"
        return {
            "front": "/",
            "matter": matter,
            "people": matter + "people/",
            "accounts": "/accounts/",
            "own": "/account/",
            "help": "/help/",
            "settings": "/settings/",
            "second factor": "/account/2fa/",
            "set up an app": "/account/2fa/totp/activate/",
            "add a passkey": "/account/2fa/webauthn/add/",
            "password": "/account/password/",
            "sign out": "/account/logout/",
            "again": "/account/reauthenticate/",
            "new codes": "/account/2fa/recovery-codes/generate/",
            "no item": matter + "receipt?item=%3Cscript%3E",
            "receipt": matter + "receipt?item=x%FF%3Cscript%3E",
            "no page": "/nowhere",
        }


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    home, matter = hostile_home(tmp_path_factory.mktemp("browser"))
    with serving(home) as served, chromium() as browser:
        tab = browser.new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        assert served.link is not None
        come_in(tab, served.link, name="<b>Maren</b> \u202eTolliver")
        visit = Visit(tab, served.base, matter, complaints)
        # Somebody else joins the matter, and somebody is invited to it.
        visit.show("people")
        tab.get_by_label("E-mail address").fill("dana.whitfield@alder.example")
        tab.get_by_role("button", name="Add to this matter").click()
        other = browser.new_context().new_page()
        come_in(other, tab.locator("#link").inner_text(), name="Dana Whitfield")
        visit.show("people")
        tab.get_by_label("E-mail address").fill("rey.viewer@alder.example")
        tab.get_by_label("Role", exact=True).select_option("reviewer")
        tab.get_by_role("button", name="Add to this matter").click()
        yield visit


def looked_at(tab: Page, name: str) -> None:
    """Keep a picture where the run is told to: `OPENHOLD_PICTURES` names a folder."""
    if folder := os.environ.get("OPENHOLD_PICTURES"):
        tab.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def sound(tab: Page, width: int) -> None:
    """Check that axe finds nothing, that nothing scrolls sideways, and that whatever can be pressed is 24 px high."""
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    small = tab.evaluate(
        "[...document.querySelectorAll('button, input, select, nav a, td a, .btn')]"
        ".filter(one => one.type != 'hidden' && one.getClientRects().length && one.getBoundingClientRect().height < 24)"
        ".map(one => one.outerHTML)"
    )
    assert small == []


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(visit: Visit, name: str, width: int, scheme: str) -> None:
    visit.show(name, width, scheme)
    looked_at(visit.tab, f"{name}-{width}-{scheme}")
    sound(visit.tab, width)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_the_pages_of_whoever_is_not_in_yet_are_sound_too(visit: Visit, width: int, scheme: str) -> None:
    visit.show("accounts")
    visit.tab.get_by_label("E-mail address").fill(f"new-{width}-{scheme}@alder.example")
    visit.tab.get_by_role("button", name="Make the link").click()
    link = visit.tab.locator("#link").inner_text()
    sound(visit.tab, 1280)
    looked_at(visit.tab, "invitation")
    context = visit.tab.context.browser.new_context(  # type: ignore[union-attr]
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    tab = context.new_page()
    for name, address in {"sign in": visit.base, "invited": link, "spent": visit.base + "/invited/x/"}.items():
        tab.goto(address)
        looked_at(tab, f"{name}-{width}-{scheme}")
        sound(tab, width)
    tab.goto(visit.base)
    tab.get_by_label("E-mail address").fill("nobody@alder.example")
    tab.get_by_label("Password").fill("not that")
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab.locator(".err")).to_contain_text("are not correct")
    looked_at(tab, f"wrong password-{width}-{scheme}")
    sound(tab, width)
    context.close()


@pytest.mark.parametrize("name", ["front", "matter", "people", "own", "set up an app", "add a passkey", "receipt"])
def test_nothing_is_loaded_from_elsewhere_and_the_policy_stops_nothing_of_ours(visit: Visit, name: str) -> None:
    visit.complaints.clear()
    asked: list[str] = []
    visit.tab.on("request", lambda request: asked.append(request.url))
    visit.show(name)
    assert all(url.startswith((visit.base, "data:")) for url in asked)
    assert visit.complaints == []
    assert visit.tab.title() != "owned"
    # The style came through: it and nothing else makes the page's ground other than white.
    assert visit.tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 249, 246)"


def test_a_script_that_somebody_got_onto_a_page_does_not_run(visit: Visit) -> None:
    visit.show("front")
    visit.tab.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\\'document.title=1\\'>')")
    visit.tab.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'document.title=2'}))"
    )
    visit.tab.wait_for_timeout(200)
    assert visit.tab.title() == "Matters · Openhold"


@pytest.mark.parametrize(("width", "shape"), [(1280, "table-row"), (390, "block")])
def test_a_row_becomes_a_sheet_on_a_phone(visit: Visit, width: int, shape: str) -> None:
    visit.show("front", width)
    assert visit.tab.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == shape


@pytest.mark.parametrize("name", ["front", "matter", "people", "own"])
def test_everything_that_can_be_pressed_is_reached_by_keyboard_and_shows_it(visit: Visit, name: str) -> None:
    visit.show(name)
    # What only a phone shows is not there.
    wanted = set(
        visit.tab.evaluate(
            "keys => [...document.querySelectorAll(keys)].flatMap((one, at) => one.checkVisibility() ? [at] : [])", KEYS
        )
    )
    seen = set()
    for _ in wanted:
        visit.tab.keyboard.press("Tab")
        place, outline = visit.tab.evaluate(
            "() => { const at = document.activeElement, style = getComputedStyle(at);"
            " return [[...document.querySelectorAll('a[href], button, select, input:not([type=hidden])')].indexOf(at),"
            " style.outlineStyle + ' ' + style.outlineWidth]; }"
        )
        assert outline == "solid 3px"
        seen.add(place)
    assert seen == wanted


@pytest.mark.parametrize(("name", "scheme"), [("matter", "light"), ("help", "dark"), ("settings", "light")])
def test_on_a_phone_a_menu_opens_by_keyboard_and_has_every_way(visit: Visit, name: str, scheme: str) -> None:
    visit.show(name, 1280, scheme)
    looked_at(visit.tab, f"{name}-1280-{scheme}")
    wide = visit.tab.locator("header nav a:visible").all_inner_texts()
    sound(visit.tab, 1280)
    visit.show(name, 360, scheme)
    assert visit.tab.locator("header nav a:visible").count() == 0
    for menu in visit.tab.locator("header summary").all():
        menu.focus()
        visit.tab.keyboard.press("Enter")
    expect(visit.tab.locator("header nav a:visible")).to_have_count(len(wide))
    assert visit.tab.locator("header nav a:visible").all_inner_texts() == wide
    looked_at(visit.tab, f"{name}-menu-360-{scheme}")
    sound(visit.tab, 360)


def test_the_form_leads_to_the_receipt_and_saves_its_file(visit: Visit) -> None:
    visit.show("matter")
    visit.tab.get_by_label("Its path in the source, or its SHA-256").fill("later")
    visit.tab.get_by_role("button", name="Show its receipt").click()
    expect(visit.tab.locator("h1")).to_contain_text("Receipt for one preserved item")
    visit.show("matter")
    visit.tab.get_by_label("Its path in the source, or its SHA-256").fill("later")
    with visit.tab.expect_download() as saved:
        visit.tab.get_by_role("button", name="Save the receipt file").click()
    assert saved.value.suggested_filename.startswith("receipt-")


def test_what_is_printed_has_no_form_and_no_navigation(visit: Visit) -> None:
    visit.show("matter")
    visit.tab.emulate_media(media="print")
    assert not any(one.is_visible() for one in visit.tab.locator("form").all())
    assert not any(one.is_visible() for one in visit.tab.locator("nav").all())
    assert visit.tab.locator("#key").is_visible()
