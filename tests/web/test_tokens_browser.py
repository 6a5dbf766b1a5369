"""A token made in a real browser, used by a program against the real server, and taken back on the terminal."""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.cli.conftest import run_program
from tests.web.conftest import PASSWORD
from tests.web.serving import come_in, serving
from tests.web.test_browser import looked_at, sound

VIEWS = [(1280, "light"), (1280, "dark"), (390, "light")]
TITLE = "Quintrell v. <b>County</b> of Alder"


def ask(base: str, path: str, secret: str, body: object = None) -> tuple[int, Any]:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{base}/api/v1{path}", data, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tokens") / "home"
    assert run_program("matter", "open", "--title", TITLE, home=made).code == 0
    return made


def test_a_token_is_made_on_a_page_used_by_a_program_and_revoked_on_the_terminal(home: Path) -> None:
    with serving(home) as served, chromium() as browser:
        tab = browser.new_page()
        complaints: list[str] = []
        tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        assert served.link is not None
        come_in(tab, served.link)
        tab.get_by_role("link", name="See them").nth(1).click()
        expect(tab.locator("h1")).to_have_text("No program acts for you.")
        tab.get_by_role("link", name="Make a token").click()
        expect(tab.get_by_label("Password")).to_be_visible()
        tab.get_by_label("Password").fill(PASSWORD)
        tab.get_by_role("button", name="Go on").click()
        expect(tab.locator("h1")).to_have_text("Make a token for a program.")
        for width, scheme in VIEWS:
            tab.set_viewport_size({"width": width, "height": 800})
            tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            looked_at(tab, f"token new-{width}-{scheme}")
            sound(tab, width)
        tab.get_by_label("What it is for").fill("The case system's sync")
        tab.get_by_label("every matter that you see").check()
        tab.get_by_label("What it may do there").select_option("deeds")
        tab.get_by_role("button", name="Make the token").click()
        expect(tab.locator("h1")).to_contain_text("Copy this token now.")
        secret = tab.locator("#secret").inner_text()
        looked_at(tab, "token made-390")
        sound(tab, 390)
        tab.get_by_role("link", name="I have copied it").click()
        expect(tab.locator("h1")).to_have_text("1 program acts for you.")
        for width, scheme in VIEWS:
            tab.set_viewport_size({"width": width, "height": 800})
            tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            looked_at(tab, f"tokens-{width}-{scheme}")
            sound(tab, width)
        assert complaints == []

        assert [one["title"] for one in ask(served.base, "/matters", secret)[1]["matters"]] == [TITLE]
        status, opened = ask(served.base, "/matters", secret, {"title": "Smith v. Jones"})
        assert (status, opened["title"]) == (200, "Smith v. Jones")
        narrow = run_program(
            "token", "make", "maren@alder.example", "--name", "reads", "--matter", "smith", "--days", "1", "--json",
            home=home,
        ).json  # fmt: skip
        assert narrow["scopes"] == [{"matter": opened["matter"], "deeds": False}]
        assert len(ask(served.base, "/matters", narrow["secret"])[1]["matters"]) == 1
        listed = run_program("token", "list", "--json", home=home).json["tokens"]
        assert [one["name"] for one in listed] == ["reads", "The case system's sync"]
        assert "secret" not in str(listed)
        assert run_program("token", "revoke", str(listed[1]["token"]), home=home).code == 0
        status, told = ask(served.base, "/matters", secret)
        assert (status, told["error"]["code"]) == (401, "no-token")
        for words in (("revoke", "999"), ("make", "nobody@alder.example", "--name", "x"),
                      ("make", "maren@alder.example", "--name", "x", "--days", "0")):  # fmt: skip
            done = run_program("token", *words, home=home)
            assert (done.code, done.out) == (2, "")
            assert done.err.count("\n") == 1


def test_a_webhook_is_made_told_and_taken_away_on_the_terminal(home: Path) -> None:
    def run(*words: str) -> Any:
        done = run_program("webhook", *words, "--json", home=home)
        assert done.code == 0, done.err
        return done.json

    refused = run_program("webhook", "add", "quintrell", "https://cases.example/", home=home)
    assert (refused.code, refused.out) == (2, "")
    assert 'webhook_hosts = ["cases.example"]' in refused.err
    (home / "web.toml").write_text('webhook_hosts = ["127.0.0.1"]\n')
    made = run("add", "quintrell", "http://127.0.0.1:1/", "--kind", "source.named/1")
    assert made["secret"].startswith("whsec_")
    assert run("deliver") == {"messages": 0, "failed": {}}
    place = home.parent / "place"
    place.mkdir()
    assert run_program("source", "add", "quintrell", "--at", str(place), home=home).code == 0
    late = run_program("webhook", "deliver", "--json", home=home)
    assert (late.code, list(late.json["failed"])) == (1, [str(made["webhook"])])
    assert run("list", "quintrell")["webhooks"][0]["failures"] == 1
    run("resume", "quintrell", str(made["webhook"]))
    run("remove", "quintrell", str(made["webhook"]))
    assert run("list", "quintrell")["webhooks"] == []
