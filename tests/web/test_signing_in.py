"""Signing in, in a real browser: by an app's code, by a recovery code, by a passkey; and out again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth as totp
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.cli.conftest import run_program
from tests.web.conftest import PASSWORD
from tests.web.serving import Served, come_in, serving, sign_out
from tests.web.test_accounts import code
from tests.web.test_browser import looked_at


@dataclass(frozen=True)
class Office:
    """A server, the browser before it, and the home that it serves."""

    served: Served
    browser: Browser
    home: Path

    def newcomer(self, email: str) -> Page:
        """Invite somebody on the terminal, and let them come in by a browser of their own."""
        made = run_program("invite", email, "--address", self.served.base, "--json", home=self.home)
        tab = self.browser.new_context().new_page()
        come_in(tab, made.json["link"], name="Dana Whitfield")
        return tab

    def before_the_door(self, email: str) -> Page:
        tab = self.browser.new_context().new_page()
        tab.goto(self.served.base + "/accounts/")
        tab.get_by_label("E-mail address").fill(email)
        tab.get_by_label("Password").fill(PASSWORD)
        tab.get_by_role("button", name="Sign in", exact=True).click()
        return tab


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("office") / "home"
    assert run_program("matter", "open", "--title", "Quintrell v. County of Alder", home=home).code == 0
    with serving(home) as served, chromium() as browser:
        yield Office(served, browser, home)


def sure(tab: Page) -> None:
    """Show once more that it is them, where that is asked."""
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Go on").click()


def sound(tab: Page, name: str) -> None:
    for width, scheme in ((1280, "light"), (390, "dark")):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        looked_at(tab, f"{name}-{width}-{scheme}")
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_by_an_app_then_by_a_recovery_code(office: Office) -> None:
    email = "dana.whitfield@alder.example"
    tab = office.newcomer(email)
    tab.get_by_role("link", name="Set up a second factor").click()
    assert tab.inner_text("h1") == "Your password alone opens your account."
    tab.get_by_role("link", name="Set up an app").click()
    sure(tab)
    secret = tab.locator("#secret").inner_text()
    tab.get_by_label("The code that the app shows").fill(code(secret))
    tab.get_by_role("button", name="Set it up").click()
    assert tab.inner_text("h1") == "Write these codes down and keep them away from your phone."
    codes = tab.locator(".codes li").all_inner_texts()
    sound(tab, "codes")
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Save them as a file").click()
    assert codes[0] in saved.value.path().read_text()
    sign_out(tab)
    assert tab.inner_text("h1") == "Sign in to see your matters."

    tab = office.before_the_door(email)
    assert tab.inner_text("h1") == "Type the code that your app shows now."
    sound(tab, "code")
    tab.get_by_label("Code").fill("000000" if code(secret) != "000000" else "111111")
    tab.get_by_role("button", name="Sign in", exact=True).click()
    assert "Incorrect code." in tab.inner_text(".err")
    sound(tab, "wrong code")
    # The code that set the app up was not one that opened anything; the next one is fresh in any case.
    tab.get_by_label("Code").fill(code(secret))
    tab.get_by_role("button", name="Sign in", exact=True).click()
    # An account that owns nothing finds nothing at the address it wanted.
    assert tab.inner_text("h1") == "There is no such page."
    tab.goto(office.served.base)
    assert tab.inner_text("h1") == "You are a member of no matter yet."

    tab = office.before_the_door(email)
    tab.get_by_label("Code").fill(codes[0])
    tab.get_by_role("button", name="Sign in", exact=True).click()
    assert tab.inner_text("h1") == "There is no such page."
    tab.goto(office.served.base + "/account/2fa/")
    assert "9 of 10 are not used yet." in tab.inner_text("main")
    sound(tab, "second factor on")
    assert re.fullmatch(r"[A-Z2-7]{32}", secret)
    assert totp.generate_totp_secret() != secret


def test_by_a_passkey_alone(office: Office) -> None:
    complaints: list[str] = []
    tab = office.newcomer("rey.viewer@alder.example")
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    developer = tab.context.new_cdp_session(tab)
    developer.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    developer.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    tab.goto(office.served.base + "/account/2fa/webauthn/add/")
    sure(tab)
    tab.get_by_label("What you call it").fill("<b>My</b> phone")
    tab.get_by_label("It opens my account alone, without the password").check()
    tab.get_by_role("button", name="Add it").click()
    tab.wait_for_url("**/recovery-codes/")
    tab.goto(office.served.base + "/account/2fa/webauthn/")
    assert tab.inner_text("h1") == "1 passkey opens your account."
    assert "<b>My</b> phone" in tab.inner_text("tbody")
    sound(tab, "passkeys")
    sign_out(tab)
    tab.wait_for_url("**/account/login/")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    tab.wait_for_url(office.served.base + "/")
    assert tab.inner_text("h1") == "You are a member of no matter yet."
    # After the password the same passkey is the second factor.
    sign_out(tab)
    tab.wait_for_url("**/account/login/")
    tab.get_by_label("E-mail address").fill("rey.viewer@alder.example")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    tab.get_by_role("button", name="Use your passkey").click()
    tab.wait_for_url(office.served.base + "/")
    for name in ("Rename", "Take out"):
        tab.goto(office.served.base + "/account/2fa/webauthn/")
        tab.get_by_role("link", name=name).click()
        if "reauthenticate" in tab.url:
            sound(tab, "again by passkey")
            tab.goto(tab.url.replace("/2fa/webauthn/reauthenticate/", "/reauthenticate/"))
            sure(tab)
        sound(tab, f"passkey {name}")
    tab.get_by_role("button", name="Take it out").click()
    assert tab.inner_text("h1") == "No passkey opens your account."
    assert complaints == []
