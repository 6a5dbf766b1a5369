"""The pages of a matter in a real browser: a case that has lived, and one whose every word is hostile."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.web.living import Lived
from tests.web.serving import come_in, serving
from tests.web.test_browser import Visit, looked_at, sound

VIEWS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"), (360, "light")]
PAGES = ["front", "matter", "custodians", "arroway", "thiele", "tasks", "task", "hold", "version", "in force"]
PAGES += ["release", "waiting release", "source release", "bad matter", "bad hold", "bad version", "bad person"]
PAGES += ["bad custodians", "bad tasks", "bad release", "jobs", "sending", "bad sending", "audits", "bad audits"]
PAGES += ["reports", "answers report", "history report", "stale report", "bad history report"]
PAGES += ["things", "thing", "box", "new thing", "give", "seen", "seal", "sheet", "label", "bad things", "bad thing"]
PAGES += ["bad give", "bad label"]


class Case(Visit):
    """The owner's tab, and where the pages of the case stand."""

    lived: Lived

    @property
    def pages(self) -> dict[str, str]:
        one, bad = f"/matters/{self.lived.matter}/", f"/matters/{self.lived.hostile}/"
        phone, bad_thing = f"{one}things/{self.lived.telephone}/", f"{bad}things/{self.lived.hostile_thing}/"
        hold, bad_hold = f"{one}holds/{self.lived.hold}/", f"{bad}holds/{self.lived.hostile_hold}/"
        return {
            "front": "/",
            "matter": one,
            "custodians": one + "custodians/",
            "arroway": f"{one}custodians/{self.lived.arroway}/",
            "thiele": f"{one}custodians/{self.lived.thiele}/",
            "tasks": one + "tasks/",
            "task": f"{one}tasks/{self.lived.task}/",
            "hold": hold,
            "version": hold + "versions/3/",
            "in force": hold + "versions/2/",
            "release": hold + "release/",
            "waiting release": f"{one}holds/{self.lived.waiting}/release/",
            "source release": f"{hold}release/?custodian={self.lived.renwick}",
            "bad matter": bad,
            "bad hold": bad_hold,
            "bad version": bad_hold + "versions/1/",
            "bad person": f"{bad}custodians/{self.lived.hostile_person}/",
            "bad custodians": bad + "custodians/?sort=name&show=open",
            "bad tasks": bad + "tasks/",
            "bad release": bad_hold + "release/",
            "jobs": "/jobs/",
            "reports": one + "reports/",
            "answers report": f"{one}reports/acknowledgement/{self.lived.hold}/",
            "history report": f"{one}reports/history/{self.lived.hold}/",
            "stale report": "/reports/stale/?days=1&holds=2",
            "bad history report": f"{bad}reports/history/{self.lived.hostile_hold}/",
            "sending": one + "sending/",
            "bad sending": bad + "sending/",
            "audits": one + "audits/",
            "bad audits": bad + "audits/",
            "things": one + "things/",
            "thing": phone,
            "box": f"{one}things/{self.lived.box}/",
            "new thing": one + "things/new",
            "give": phone + "hand-over",
            "seen": phone + "seen",
            "seal": phone + "seal",
            "sheet": f"{phone}hand-overs/{self.lived.handed}/sheet",
            "label": phone + "label",
            "bad things": bad + "things/",
            "bad thing": bad_thing,
            "bad give": bad_thing + "hand-over",
            "bad label": bad_thing + "label",
        }


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("case")
    made = subprocess.run(
        [sys.executable, "-m", "tests.web.living", str(folder)], check=True, capture_output=True, text=True
    )
    lived = Lived(**json.loads(made.stdout))
    with serving(folder / "home") as served, chromium() as browser:
        tab = browser.new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        assert served.link is not None
        come_in(tab, served.link)
        case = Case(tab, served.base, lived.matter, complaints)
        object.__setattr__(case, "lived", lived)
        yield case


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(case: Case, name: str, width: int, scheme: str) -> None:
    case.complaints.clear()
    case.show(name, width, scheme)
    for one in case.tab.locator("main summary").all():
        one.click()
    looked_at(case.tab, f"case {name}-{width}-{scheme}")
    sound(case.tab, width)
    assert case.complaints == []
    assert case.tab.title() != "owned"


@pytest.mark.parametrize("width", [1280, 390, 360])
@pytest.mark.parametrize(("name", "least"), [("hold", 6), ("release", 4), ("thing", 6), ("bad thing", 4)])
def test_no_label_of_a_picture_touches_another(case: Case, name: str, least: int, width: int) -> None:
    case.show(name, width)
    boxes = [one.bounding_box() for one in case.tab.locator("figure text").all()]
    there = [box for box in boxes if box is not None]
    assert len(there) == len(boxes) >= least
    for at, one in enumerate(there):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= width
        for other in there[at + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"] + 1
                or other["y"] + other["height"] <= one["y"] + 1
            )
            assert apart, (one, other)


def test_the_words_are_read_and_approved_and_a_hold_is_released_by_keyboard_and_mouse(case: Case) -> None:
    tab = case.tab
    case.show("hold")
    tab.get_by_role("link", name="Read version 3 and decide").click()
    expect(tab.locator("h1")).to_have_text("Version 3 waits for a second person to approve it.")
    tab.get_by_text("What is different from version 2").click()
    assert "Also your phone." in tab.locator(".words").inner_text()
    tab.get_by_role("button", name="Approve version 3").press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("You approved version 3.")
    tab.get_by_role("link", name="Read version 3 and decide").click()
    tab.get_by_role("button", name="Issue version 3").click()
    expect(tab.get_by_role("status")).to_contain_text("Version 3 is in force; 12 are asked.")
    expect(tab.locator("h1")).to_contain_text("None of the 12 custodians has acknowledged.")
    case.show("waiting release")
    tab.get_by_label("To go on, type").fill("something else")
    tab.get_by_role("button", name="Release the hold today").click()
    expect(tab.get_by_role("alert")).to_contain_text("Type what the hold is called")
    tab.get_by_label("To go on, type").fill("road 7  bids")
    tab.get_by_role("button", name="Release the hold today").click()
    expect(tab.locator("h1")).to_contain_text("This hold was released on")


def test_what_is_printed_has_no_form_and_keeps_the_picture(case: Case) -> None:
    case.show("hold")
    case.tab.emulate_media(media="print")
    assert not any(one.is_visible() for one in case.tab.locator("form").all())
    assert not any(one.is_visible() for one in case.tab.locator("nav").all())
