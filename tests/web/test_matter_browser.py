"""Papers, parties, triggers, timeline and sources of a matter in a real browser: to look at, by keyboard, hostile."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.court.test_read import ORDER
from tests.web.living import HOSTILE, Lived
from tests.web.serving import come_in, serving
from tests.web.test_browser import looked_at, sound
from tests.web.test_case_browser import Case

VIEWS = [(1280, "light"), (1280, "dark"), (390, "light"), (360, "light")]
PAGES = ["matter", "opening", "papers", "parties", "triggers", "timeline", "sources"]
BAD = ["bad matter", "bad papers", "bad parties", "bad triggers", "bad timeline"]


class Desk(Case):
    """The owner's tab at the pages of a matter."""

    @property
    def pages(self) -> dict[str, str]:
        places = {"opening": "/matters/new/"}
        for start, matter in (("", self.lived.matter), ("bad ", self.lived.hostile)):
            at = f"/matters/{matter}/"
            places[start + "matter"] = at
            for name in ("papers", "parties", "triggers", "timeline", "sources", "orders"):
                places[start + name] = f"{at}{name}/"
        return places


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
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
        desk = Desk(tab, served.base, lived.matter, complaints)
        object.__setattr__(desk, "lived", lived)
        yield desk


@pytest.mark.parametrize("name", [*PAGES, *BAD])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(desk: Desk, name: str) -> None:
    desk.complaints.clear()
    # What is hostile is looked at where there is least room.
    for width, scheme in VIEWS if name in PAGES else [(1280, "dark"), (360, "light")]:
        desk.show(name, width, scheme)
        looked_at(desk.tab, f"desk {name}-{width}-{scheme}")
        sound(desk.tab, width)
    assert desk.complaints == []
    assert desk.tab.title() != "owned"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", ["timeline", "bad timeline"])
def test_no_label_of_the_timeline_touches_another_or_leaves_the_picture(desk: Desk, name: str, width: int) -> None:
    desk.show(name, width)
    picture = desk.tab.locator("figure").bounding_box()
    boxes = [one.bounding_box() for one in desk.tab.locator("figure svg text").all()]
    there = [box for box in boxes if box is not None]
    assert picture is not None
    assert len(there) == len(boxes) >= 20
    for at, one in enumerate(there):
        assert picture["x"] <= one["x"]
        assert one["x"] + one["width"] <= picture["x"] + picture["width"]
        for other in there[at + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"] + 1
                or other["y"] + other["height"] <= one["y"] + 1
            )
            assert apart, (one, other)


def test_the_list_beside_the_timeline_has_every_event_of_the_picture(desk: Desk) -> None:
    desk.show("timeline")
    told = desk.tab.locator(".days li")
    days = [one.get_attribute("datetime") for one in told.locator("time").all()]
    due = [text.strip().partition(" ")[0] == "Due:" for text in told.locator("> span").all_inner_texts()]
    # What falls on one day is marked once.
    places = set(zip(days, due, strict=True))
    assert len(days) >= 12
    assert desk.tab.locator("figure svg .dot").count() == sum(not one for _, one in places)
    assert desk.tab.locator("figure svg .dued").count() == sum(one for _, one in places) > 0
    expect(desk.tab.locator("h1")).to_contain_text("The first hold followed")


def test_a_matter_is_opened_from_a_paper_by_keyboard(desk: Desk, tmp_path: Path) -> None:
    tab = desk.tab
    paper = tmp_path / "scheduling-order.txt"
    paper.write_text(ORDER, encoding="utf-8")
    desk.show("opening")
    tab.get_by_label("The paper").set_input_files(paper)
    tab.get_by_role("button", name="Read the paper").press("Enter")
    expect(tab.locator("h1")).to_contain_text("values found.")
    for width, scheme in VIEWS:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=scheme, media="screen")  # type: ignore[arg-type]
        looked_at(tab, f"desk reading-{width}-{scheme}")
        sound(tab, width)
    tab.get_by_label("Value of Judge", exact=True).fill("Rosalind Varga")
    tab.get_by_label("On whose side do you stand?").select_option("defendants")
    tab.get_by_role("button", name="Accept what is ticked, and open the matter").press("Enter")
    tab.wait_for_url(re.compile(r"/matters/m-\w+/$"))
    expect(tab.get_by_label("Caption of the case")).to_contain_text("our side")
    tab.get_by_role("link", name="What papers say").click()
    expect(tab.locator("h1")).to_contain_text("from 1 paper.")
    expect(tab.get_by_role("row", name=re.compile("^Judge"))).to_contain_text("corrected; read as")
    assert desk.complaints == []


def test_a_trigger_is_noted_and_the_duty_confirmed_by_keyboard(desk: Desk) -> None:
    tab = desk.tab
    desk.show("triggers")
    tab.get_by_label("What happened").fill("Letter of a lawyer")
    tab.get_by_label("On which day").fill("2025-09-01")
    tab.get_by_label("Who learned of it").fill("The clerk")
    tab.get_by_label("How", exact=True).fill("by post")
    tab.get_by_label("Learned of on").fill("2025-09-02")
    tab.get_by_role("button", name="Note the trigger").press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("The trigger is recorded.")
    expect(tab.get_by_text("Learned of earlier, on Tue 2 September 2025")).to_be_visible()
    tab.get_by_label("It rests on").select_option(label="2 September 2025: Letter of a lawyer")
    tab.get_by_role("button", name="Confirm the start of the duty").press("Enter")
    expect(tab.locator("h1")).to_have_text("The duty to preserve began on Tue 2 September 2025.")


def test_a_source_is_described_by_keyboard_on_its_page(desk: Desk) -> None:
    tab = desk.tab
    desk.show("sources")
    tab.get_by_role("link", name=re.compile("chat C-Housing")).click()
    expect(tab.locator("h1")).to_contain_text("covered by 1 hold.")
    for width, scheme in VIEWS:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=scheme, media="screen")  # type: ignore[arg-type]
        looked_at(tab, f"desk source-{width}-{scheme}")
        sound(tab, width)
    tab.get_by_label("What becomes of it if nobody stops that").select_option("deleted after")
    tab.get_by_label("After how many days").fill("90")
    tab.get_by_label("In words").fill("")
    tab.get_by_role("button", name="Record the description").press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("The description is recorded.")
    expect(tab.locator(".facts")).to_contain_text("deleted after 90 days")


def test_a_protective_order_is_noted_and_a_source_designated_by_keyboard(desk: Desk) -> None:
    tab = desk.tab
    desk.complaints.clear()
    desk.show("orders")
    _seen(desk, "no orders")
    tab.get_by_label("Which paper it is").fill(f"Stipulated protective order {HOSTILE}")
    tab.get_by_label("Its day").fill("2025-10-02")
    tab.get_by_label("Its number on the court's docket").fill("41")
    tab.get_by_role("button", name="Record the order").press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("Nothing is designated under it yet.")
    expect(tab.get_by_role("table")).to_contain_text("counsel, case manager, reviewer")
    desk.show("sources")
    tab.get_by_role("link", name=re.compile("camera 4")).click()
    tab.get_by_label("Designate all that is kept of it").select_option(index=0)
    tab.get_by_label("Why", exact=True).fill("Medical records")
    tab.get_by_role("button", name="Designate it").press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("It is designated CONFIDENTIAL from here on.")
    tab.get_by_label("Its path in the source, or its SHA-256").fill("kept.txt")
    tab.get_by_label("Level", exact=True).select_option(index=1)
    tab.get_by_label("Why").first.fill("Names")
    tab.get_by_role("button", name="Designate the item").press("Enter")
    expect(tab.get_by_role("alert")).to_contain_text("stands for different items")
    kept = sha256(b"camera 4").hexdigest()
    tab.get_by_label("Its path in the source, or its SHA-256").fill(kept)
    tab.get_by_label("Level", exact=True).select_option(index=1)
    tab.get_by_label("Why").first.fill("Names of people in Unit C")
    tab.get_by_role("button", name="Designate the item").press("Enter")
    expect(tab.locator("h1")).to_contain_text("2 items or units are designated.")
    for one in tab.locator("summary").all():
        one.press("Enter")
    _seen(desk, "order")
    desk.show("orders")
    _seen(desk, "orders")
    desk.show("sources")
    tab.get_by_role("link", name=re.compile("camera 4")).click()
    expect(tab.get_by_text("All that is kept of it is designated")).to_be_visible()
    _seen(desk, "designated source")
    desk.show("matter")
    tab.get_by_label("Which one: its path, or its SHA-256").fill(kept)
    tab.get_by_role("button", name="Save the item, and record it").press("Enter")
    expect(tab.locator("main")).to_contain_text("only counsel may open it. You have no role in this matter.")
    _seen(desk, "not admitted")


def _seen(desk: Desk, name: str) -> None:
    for width, scheme in VIEWS:
        desk.tab.set_viewport_size({"width": width, "height": 800})
        desk.tab.emulate_media(color_scheme=scheme, media="screen")  # type: ignore[arg-type]
        looked_at(desk.tab, f"desk {name}-{width}-{scheme}")
        sound(desk.tab, width)
