"""The matter's calendar as a file: what goes by itself and what is due, on its day, and no custodian's name in it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from icalendar import Calendar

from openhold.actions.give_task import give_task
from openhold.actions.home import Home
from openhold.actions.set_up import Instance
from openhold.jobs.asking import run_here
from openhold.jobs.work import Work
from openhold.projections.matter import Matter
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, Case, a_case

DAY = date(2100, 3, 20)
"""Ahead of the clock of the wall, by which pages go."""


@pytest.fixture
def case(served: Home, instance: Instance, matter: Matter, tmp_path: Path) -> Case:
    return a_case(served, matter, tmp_path / "places")


def entries(client: Client, case: Case) -> tuple[dict[str, date], str]:
    answer = client.get(f"/matters/{case.matter}/calendar.ics")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    them = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["summary"]).partition(" (")[0]: one.decoded("dtstart") for one in them}, answer.content.decode()


def test_a_matter_with_nothing_ahead_gives_an_empty_calendar(insider: Client, case: Case) -> None:
    assert entries(insider, case)[0] == {}


def test_what_goes_by_itself_is_in_it_before_it_goes_and_not_while_it_is_paused(insider: Client, case: Case) -> None:
    hold = case.issue(acknowledge_by=DAY)
    insider.post(f"/matters/{case.matter}/holds/{hold}/send", {"what": "first"})
    run_here(Work(case.home, ANN, Watching()), "notices")
    task = give_task(case.home, ANN, case.matter, steward=case.custodians[2].id, what="Copy camera 4", due=DAY)
    assert task
    there, text = entries(insider, case)
    assert there == {
        "Acknowledge by: Use of force": DAY,
        "Due: Copy camera 4": DAY,
        "Goes by itself: a reminder, to 2 people": DAY - timedelta(days=7),
    }
    assert not any(one.name in text for one in case.custodians)
    again = Calendar.from_ical(entries(insider, case)[1]).walk("VEVENT")
    assert {one["uid"] for one in again} == {one["uid"] for one in Calendar.from_ical(text).walk("VEVENT")}
    insider.post(f"/matters/{case.matter}/holds/{hold}/reminders/pause")
    assert not any(one.startswith("Goes by itself") for one in entries(insider, case)[0])
