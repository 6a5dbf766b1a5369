"""Journey 3 in a real browser, by keyboard alone: propose, a second person approves, issue. And how each step looks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.serving import come_in
from tests.web.test_browser import looked_at, sound
from tests.web.test_case_browser import Case, case  # noqa: F401 -- a fixture

VIEWS = [(1280, "light"), (1280, "dark"), (390, "light"), (360, "dark")]
STEPS = ["scope", "who", "where", "tasks", "notice", "en", "es", "look"]
GO_ON = "Keep this, and go on"


def reach(tab: Page, wanted: Locator) -> Locator:
    """Press Tab until what is wanted has the focus, as somebody does who has no mouse."""
    expect(wanted).to_be_visible()
    for _ in range(150):
        if wanted.evaluate("one => one === document.activeElement"):
            return wanted
        tab.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached by keyboard")


def type_into(tab: Page, label: str, words: str) -> None:
    field = reach(tab, tab.get_by_label(label, exact=True))
    if field.get_attribute("type") != "date":
        tab.keyboard.press("Control+A")
    tab.keyboard.type(words)


def press(tab: Page, role: str, name: str, to: str) -> None:
    reach(tab, tab.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]
    tab.keyboard.press("Enter")
    tab.wait_for_url(to)


@pytest.fixture(scope="module")
def second(case: Case) -> Iterator[Page]:  # noqa: F811
    """Counsel, invited by the owner, in a browser of their own."""
    case.tab.goto(f"{case.base}/matters/{case.matter}/people/")
    case.tab.get_by_label("E-mail address").fill("gideon@alder.example")
    case.tab.get_by_label("Role", exact=True).select_option("counsel")
    case.tab.get_by_role("button", name="Add to this matter").click()
    link = case.tab.locator("#link").inner_text()
    browser = case.tab.context.browser
    assert browser is not None
    page = browser.new_context().new_page()
    come_in(page, link, name="Gideon Achterberg")
    yield page
    page.close()


def test_a_hold_is_proposed_approved_by_another_and_issued_by_keyboard_alone(
    case: Case,  # noqa: F811
    second: Page,
) -> None:
    tab = case.tab
    case.complaints.clear()
    case.show("matter")
    press(tab, "link", "Stop deleting: propose a hold", "**/holds/new/")
    type_into(tab, "What the hold is called", "Chat of the night shift")
    type_into(tab, "Why now", "A claim came in.")
    type_into(tab, "From", "09162025")
    type_into(tab, "Topic 1", "The night of 16 September")
    type_into(tab, "Examples of topic 1, one a line", "messages")
    press(tab, "button", GO_ON, "**/who/")
    for name in ("Lucia Marchetti", "Ravi Osterman"):
        reach(tab, tab.get_by_label(f"Cover {name}"))
        tab.keyboard.press("Space")
        expect(tab.get_by_label(f"Cover {name}")).to_be_checked()
    press(tab, "button", GO_ON, "**/where/")
    press(tab, "button", GO_ON, "**/tasks/")
    type_into(tab, "What is to be done, task 1", "Suspend the rule of chat")
    type_into(tab, "Who does it, task 1", "Ravi Osterman")
    type_into(tab, "By which day, task 1", "03202100")
    press(tab, "button", GO_ON, "**/notice/")
    type_into(tab, "Acknowledge by", "04202100")
    press(tab, "button", GO_ON, "**/en/")
    type_into(tab, "Who says what against whom, in one paragraph", "Marisol Quintrell has sued the County.")
    type_into(tab, "What happened", "the County was served")
    type_into(tab, "On which day", "02122026")
    reach(tab, tab.get_by_role("button", name=GO_ON, exact=True))
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("alert")).to_contain_text("3 things are missing or wrong.")
    expect(tab.get_by_text("Missing: where it may be")).to_be_visible()
    looked_at(tab, "draft missing")
    sound(tab, 1280)
    type_into(tab, "Chat", "the group of the shift")
    type_into(tab, "Who suspends it (1)", "Ravi Osterman")
    type_into(tab, "What is suspended (1)", "chat older than 90 days")
    reach(tab, tab.locator("#sender_role"))
    tab.keyboard.type("County Counsel")
    press(tab, "button", GO_ON, "**/look/")
    expect(tab.locator("h1")).to_have_text("2 custodians are to be told. Nothing is missing.")
    looked_at(tab, "draft ready")
    press(tab, "link", "See the notice exactly as it is received", "**/preview/")
    expect(tab.frame_locator("iframe").locator("body")).to_contain_text("Marisol Quintrell has sued the County.")
    press(tab, "link", "Back", "**/look/")
    press(tab, "button", "Propose the hold", "**/versions/1/")
    expect(tab.locator("h1")).to_have_text("Version 1 waits for a second person to approve it.")
    second.goto(tab.url)
    press(second, "button", "Approve version 1", "**/holds/h-*/")
    press(second, "link", "Read version 1 and decide", "**/versions/1/")
    press(second, "button", "Issue version 1", "**/holds/h-*/")
    expect(second.get_by_role("status")).to_contain_text("1 task was given to stewards.")
    expect(second.locator("h1")).to_have_text("None of the 2 custodians has acknowledged.")
    press(second, "link", "Amend it", "**/amend/")
    expect(second.get_by_label("What the hold is called")).to_have_value("Chat of the night shift")
    looked_at(second, "draft amend")
    # The browser itself notes that one step came back because something was missing.
    assert [one for one in case.complaints if "422" not in one] == []


@pytest.fixture(scope="module")
def drafted(case: Case) -> str:  # noqa: F811
    """A draft in both languages, and its address."""
    tab = case.tab
    tab.goto(f"{case.base}/matters/{case.matter}/holds/new/")
    tab.get_by_label("What the hold is called").fill("Road 7")
    tab.get_by_label("Topic 1", exact=True).fill("Bids")
    tab.get_by_label("Examples of topic 1, one a line").fill("letters")
    tab.get_by_role("button", name=GO_ON, exact=True).click()
    tab.wait_for_url("**/who/")
    tab.get_by_role("button", name="Choose all").click()
    tab.wait_for_url("**/who/?*")
    expect(tab.locator("h1")).to_contain_text("12 of 12 custodians are chosen.")
    base = tab.url.partition("who/")[0]
    tab.goto(base + "notice/")
    tab.get_by_label("The notice in Spanish").select_option("own")
    tab.get_by_role("button", name=GO_ON, exact=True).click()
    expect(tab.get_by_role("alert")).to_be_visible()
    tab.goto(base + "es/")
    tab.get_by_label("Subject").fill("Guarde todo")
    tab.get_by_label("The whole text").fill("No borre nada.\n\nGracias.")
    tab.get_by_role("button", name=GO_ON, exact=True).click()
    tab.wait_for_url("**/look/")
    return base


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_axe_finds_nothing_in_any_step_and_none_scrolls_sideways(
    case: Case,  # noqa: F811
    drafted: str,
    width: int,
    scheme: str,
) -> None:
    tab = case.tab
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme, media="screen")  # type: ignore[arg-type]
    case.complaints.clear()
    for step in STEPS:
        tab.goto(f"{drafted}{step}/?check=1")
        looked_at(tab, f"draft {step}-{width}-{scheme}")
        sound(tab, width)
    version = f"{case.base}/matters/{case.matter}/holds/{case.lived.hold}/versions/2/preview/"
    for way in ("mail", "html", "sheet", "page"):
        tab.goto(f"{version}?way={way}")
        looked_at(tab, f"preview {way}-{width}-{scheme}")
        if way in ("mail", "sheet"):
            sound(tab, width)
    case.show("matter", width, scheme)
    looked_at(tab, f"drafts on the matter-{width}-{scheme}")
    sound(tab, width)
    assert case.complaints == []
