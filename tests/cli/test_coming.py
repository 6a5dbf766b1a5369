"""What custodians are told next, as the command says it before it happens."""

from pathlib import Path

import pytest
from icalendar import Calendar
from tests.cli.test_drafts import EXAMPLE
from tests.cli.test_holds import Held, held

__all__ = ["held"]


@pytest.fixture
def issued(held: Held) -> Held:
    assert held.run("ann", "coming", "M").out == "No hold of this matter is in force.\n"
    assert held.run("ann", "propose", "M", str(EXAMPLE)).code == 0
    assert held.run("bob", "approve", "M", "force", "--version", "1").code == 0
    assert held.run("ann", "issue", "M", "force").code == 0
    return held


def test_what_goes_next_is_listed_of_one_hold_and_of_all(issued: Held) -> None:
    one = issued.run("ann", "coming", "M", "force", "--json").json["holds"]
    assert one == issued.run("ann", "coming", "M", "--json").json["holds"]
    [hold] = one
    assert {each["name"] for each in hold["coming"]} == {"Paul Renwick", "Lucia Marchetti"}
    assert {each["sending"] for each in hold["coming"]} == {"reminder"}
    assert (hold["paused"], hold["own_words"]) == (False, False)
    shown = issued.run("ann", "coming", "M").out
    assert "reminder" in shown
    assert "Nothing leaves by mail, because no mail server is set up" in shown
    assert issued.run("ann", "coming", "M", "nothing").code == 2


def test_the_calendar_is_a_file_that_is_never_written_over(issued: Held, tmp_path: Path) -> None:
    file = tmp_path / "m.ics"
    made = issued.program("ann", "matter", "calendar", "M", "--to", str(file), "--json")
    assert made.json["file"] == str(file)
    assert {str(one["summary"]).partition(":")[0] for one in Calendar.from_ical(file.read_bytes()).walk("VEVENT")} >= {
        "Acknowledge by",
        "Goes by itself",
    }
    assert issued.program("ann", "matter", "calendar", "M", "--to", str(file)).code == 2
