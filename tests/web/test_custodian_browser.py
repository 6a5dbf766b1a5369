"""Custodians by form in a real browser: by keyboard, without scripts, on a phone; shown before anything is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import chromium
from tests.cli.conftest import run_program
from tests.web.serving import come_in, serving
from tests.web.test_browser import looked_at, sound

VIEWS = [(1280, "light"), (1280, "dark"), (390, "light"), (360, "dark")]
LIST = """id,name,email,title,place,manager
1,Harriet Sund,sund@alder.example,jail commander,Jail,
2,Winifred Paz,,jail records,Court annex,1
3,<script>document.title='owned'</script>,long@alder.example,{long},,
4,No Address,not an address,,,
1,Harriet Sund,sund@alder.example,jail commander,Jail,
"""


@dataclass(frozen=True)
class Office:
    """A tab of the owner, at the custodians of a matter."""

    tab: Page
    base: str
    folder: Path
    complaints: list[str]

    def file(self, text: str) -> str:
        file = self.folder / "people.csv"
        file.write_text(text)
        return str(file)

    def look(self, name: str) -> None:
        """Look at the page that is open, in every view."""
        for width, scheme in VIEWS:
            self.tab.set_viewport_size({"width": width, "height": 800})
            self.tab.emulate_media(color_scheme=scheme, media="screen")  # type: ignore[arg-type]
            looked_at(self.tab, f"custodians {name}-{width}-{scheme}")
            sound(self.tab, width)
        # What a browser says of a page that answers 422 is no complaint about the page.
        assert [one for one in self.complaints if "422" not in one] == []


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    home = tmp_path / "home"
    matter = run_program("matter", "open", "--title", "Quintrell v. County of Alder", "--json", home=home).json[
        "matter"
    ]
    table = "[[directory]]\nid = 'county'\nserver = 'ldap.alder.example'\nbase = 'dc=alder,dc=example'\n"
    (home / "web.toml").write_text(table)
    with serving(home) as served, chromium() as browser:
        tab = browser.new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        assert served.link is not None
        come_in(tab, served.link)
        yield Office(tab, f"{served.base}/matters/{matter}/custodians/".replace("//m", "/m"), tmp_path, complaints)


def test_people_are_named_one_by_one_and_many_at_once(office: Office) -> None:
    tab = office.tab
    tab.goto(office.base)
    office.look("none yet")
    tab.get_by_role("link", name="Many at once").press("Enter")
    expect(tab.locator("h1")).to_have_text("Many custodians at once")
    office.look("import")
    tab.get_by_label("CSV file with headings").set_input_files(office.file(LIST.format(long="Long" * 70)))
    tab.get_by_role("button", name="Look at what it says").press("Enter")
    expect(tab.locator("h1")).to_have_text("3 people are new.")
    expect(tab.get_by_role("heading", name="1 row cannot be used")).to_be_visible()
    office.look("preview")
    tab.get_by_label("Leave 1 row out").check()
    tab.get_by_role("button", name="Record all of this").press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("Recorded: 3 named; 0 as known before.")

    left = LIST.partition("3,<")[0].replace("Court annex", "Jail")
    tab.get_by_role("link", name="Many at once").click()
    tab.get_by_label("CSV file with headings").set_input_files(office.file(left))
    tab.get_by_label("This is the whole directory").first.check()
    tab.get_by_role("button", name="Look at what it says").click()
    expect(tab.locator("h1")).to_have_text("1 person has left, 1 person moved.")
    office.look("preview of changes")
    tab.get_by_role("button", name="Record all of this").click()
    expect(tab.get_by_role("status")).to_contain_text("Recorded: 1 moved, 1 left; 1 as known before.")

    tab.get_by_role("link", name="Winifred Paz").click()
    office.look("alarm")
    tab.get_by_label("What was done").fill("The boxes were sealed.")
    tab.get_by_label("What was done").press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("Recorded of Winifred Paz")
    tab.get_by_text("Change what is known").click()
    tab.get_by_text("Note the last day").click()
    tab.get_by_label("What they do").fill("court records")
    tab.get_by_label("Name", exact=True).fill("")
    tab.evaluate("document.querySelectorAll('form').forEach(one => { one.noValidate = true })")
    tab.get_by_role("button", name="Record the change").click()
    expect(tab.get_by_text("This field is required.")).to_be_visible()
    office.look("change with a mistake")
    tab.get_by_label("Name", exact=True).fill("Winifred Paz-Lowry")
    tab.get_by_role("button", name="Record the change").press("Enter")
    expect(tab.locator("h1")).to_contain_text("Winifred Paz-Lowry")

    tab.goto(f"{office.base}add/")
    tab.get_by_label("Name", exact=True).fill("Calvin Strand")
    tab.get_by_label("Manager").fill("sund@alder.example")
    office.look("add")
    tab.get_by_role("button", name="Name this custodian").press("Enter")
    expect(tab.get_by_role("status")).to_contain_text("Calvin Strand is a custodian of this matter.")
    tab.goto(office.base)
    office.look("list")
