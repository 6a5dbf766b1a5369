"""The timeline: to scale, with its labels apart, with the days that lay without a hold; and the same in words."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.test import Client

from openhold.actions.date_duty import date_duty
from openhold.actions.home import Home
from openhold.actions.note_trigger import note_trigger, withdraw_trigger
from openhold.actions.note_values import note_values
from openhold.actions.papers.values import Decided, Paper, Proposed
from openhold.actions.set_up import Instance
from openhold.actions.tell_timeline import (
    COLLECTED,
    DUE,
    DUTY,
    ISSUED,
    LEARNED,
    RELEASED,
    SENT,
    Event,
    Standing,
    Timeline,
    tell_timeline,
)  # fmt: skip
from openhold.projections.matter import Matter
from openhold.projections.trigger import Trigger
from openhold.web.timeline import drawn, in_words, without_hold
from tests.actions.holds.conftest import ANN, a_case
from tests.web.living import HOSTILE
from tests.web.test_pages import words

TODAY = date(2026, 3, 5)


def dots(picture: str) -> list[float]:
    return [float(one) for one in re.findall(r'<circle class="dot" cx="72" cy="([\d.]+)"', picture)]


def rows(picture: str) -> list[float]:
    return [float(one) for one in re.findall(r'<text class="\w+" x="92" y="([\d.]+)"', picture)]


def told(*days: int, duty: date | None = None, holds: tuple[Standing, ...] = ()) -> Timeline:
    events = [Event(TODAY + timedelta(days=n), COLLECTED, "1 collection sealed", "", n) for n in sorted(days)]
    return Timeline(tuple(events), duty, holds)


def test_marks_stand_to_scale() -> None:
    first, second, third = dots(drawn(told(-200, -100, 0), TODAY))
    assert second - first == pytest.approx(third - second, abs=0.2)


@pytest.mark.parametrize(
    "days", [(0,), (-1, 0, 1), tuple(range(-20, 20)), (0,) * 60, (-40_000, 0, 1, 2), (5, 5, 5, 900)]
)
def test_labels_are_apart_in_order_and_inside(days: tuple[int, ...]) -> None:
    picture = drawn(told(*days), TODAY)
    at = rows(picture)
    height = float(re.findall(r'height="(\d+)"', picture)[0])
    assert len(at) == min(len(days), 36) + 1
    assert all(later - one >= 19.9 for one, later in pairwise(at))
    assert 0 < at[0] <= at[-1] < height
    assert 1 <= len(dots(picture)) <= len(set(days))
    assert len(set(dots(picture))) == len(dots(picture)), "what falls on the same place is marked once"


def test_the_days_between_the_duty_and_the_first_hold_are_drawn_and_counted() -> None:
    duty = TODAY - timedelta(days=60)
    hold = Standing("h-1", "Use of force", TODAY - timedelta(days=32), None)
    lived = told(-60, duty=duty, holds=(hold,))
    assert without_hold(lived, TODAY) == 28
    assert 'class="gap"' in drawn(lived, TODAY)
    assert "28 days after that lay without a hold." in in_words(lived, TODAY)
    assert without_hold(told(-60, duty=duty), TODAY) == 60
    early = Standing("h-1", "Use of force", duty - timedelta(days=1), TODAY)
    assert without_hold(told(-60, duty=duty, holds=(early,)), TODAY) == 0
    assert 'class="gap"' not in drawn(told(-60, duty=duty, holds=(early,)), TODAY)
    assert without_hold(told(-60), TODAY) is None


def test_hostile_words_are_text_and_long_ones_are_cut() -> None:
    events = (Event(TODAY, LEARNED, "Learned of", HOSTILE * 40, 1), Event(TODAY, DUE, "Due", "<b>x</b>", 2))
    picture = drawn(Timeline(events, None, ()), TODAY)
    assert "<script" not in picture
    assert "\u202e" not in picture
    assert "&lt;b&gt;" in picture
    assert max(len(one) for one in re.findall(r">([^<]*)</text>", picture)) < 80


def test_what_the_record_holds_of_days_is_told_with_its_entries(
    home: Home, instance: Instance, matter: Matter, tmp_path
) -> None:
    case = a_case(home, matter, tmp_path / "places")
    trigger = note_trigger(
        home, ANN, matter.id, what="Grievance", on=date(2025, 9, 16), learned_by="Noor", learned_how="at the counter",
        learned_on=date(2025, 9, 22),
    )  # fmt: skip
    gone = note_trigger(
        home, ANN, matter.id, what="Claim", on=date(2025, 9, 2), learned_by="Noor", learned_how="x",
        learned_on=date(2025, 9, 2),
    )  # fmt: skip
    withdraw_trigger(home, ANN, matter.id, gone.id, why="Another matter.")
    date_duty(home, ANN, matter.id, trigger=trigger.id)
    read = [
        Proposed("dates.discovery", "2026-08-14", "by August 14", 1, 15),
        Proposed("events[0].what", "hearing", "a hearing", 1, 2),
        Proposed("events[0].at", "2026-04-01T09:30", "April 1", 1, 2),
        Proposed("filed", "not a day", "Filed", 1, None),
        Proposed("case", "1:25-cv-1", "1:25", 1, None),
    ]
    note_values(
        home, ANN, matter.id, Paper("ab" * 32, "order.pdf"), [Decided(one.field, one, one.value) for one in read]
    )
    hold = case.issue()
    found = tell_timeline(home, matter.id)
    said = [(one.day.isoformat(), one.text, one.named) for one in found.events if one.what not in (ISSUED, SENT)]
    assert said == [
        ("2025-09-16", "Happened", "Grievance"),
        ("2025-09-22", "Learned of", "Grievance"),
        ("2025-09-22", "The duty to preserve began", ""),
        ("2026-04-01", "In court", "hearing"),
        ("2026-08-14", "Due", "discovery"),
    ]
    (issued,) = [one for one in found.events if one.what == ISSUED]
    assert (issued.hold, issued.day) == (hold, home.clock().date())
    assert [(one.hold, one.until) for one in found.holds] == [(hold, None)]
    assert found.duty == date(2025, 9, 22)
    assert not [one for one in found.events if one.what == RELEASED]
    assert [one.what for one in found.events if one.seq == 0] == []
    assert {DUTY, LEARNED, DUE} <= {one.what for one in found.events}


def test_releases_of_one_custodian_and_of_one_source_are_told_also_after_a_new_version(
    home: Home, instance: Instance, matter: Matter, tmp_path
) -> None:
    case = a_case(home, matter, tmp_path / "places")
    first, second, _ = case.custodians
    hold = case.issue(sources=(case.sources[2].id,))
    case.release(hold, "custodian", first.id)
    case.release(hold, "source", case.sources[2].id)
    case.issue(hold, custodians=(second.id,), sources=())
    found = tell_timeline(home, matter.id)
    said = [(one.text, one.named, one.hold) for one in found.events if one.what == RELEASED]
    assert said == [
        ("Custodian released", "Paul Renwick, from Use of force", hold),
        ("Source released", f"{case.sources[2].at}, from Use of force", hold),
    ]
    assert [one.until for one in found.holds] == [None]
    case.release(hold)
    assert [one.text for one in tell_timeline(home, matter.id).events if one.what == RELEASED][2:] == ["Hold released"]


def test_the_page_tells_the_same_and_an_empty_matter_says_so(visitor, matter: Matter, served: Home) -> None:
    client: Client = visitor("Dana Whitfield", matter.id, "auditor").client
    at = f"/matters/{matter.id}/timeline/"
    assert "Nothing on the record of this matter has a day yet." in words(client.get(at).content)
    note_trigger(
        served, ANN, matter.id, what=HOSTILE, on=date(2025, 9, 16), learned_by="x", learned_how="y",
        learned_on=date(2025, 9, 22),
    )  # fmt: skip
    page = client.get(at).content.decode()
    assert "2 events have a day on the record." in words(page.encode())
    assert "<script>document" not in page
    assert page.count("<li><time") == 2
    assert len(dots(page)) == 2


def test_the_list_beside_the_picture_comes_page_by_page(visitor, matter: Matter, served: Home) -> None:
    client: Client = visitor("Dana Whitfield", matter.id, "auditor").client
    for number in range(70):
        on = date(2025, 1, 1) + timedelta(days=number)
        Trigger.objects.create(
            matter=matter.id, id=f"t-{number}", what=f"Claim {number}", on=on, learned_by="Noor", learned_how="mail",
            learned_on=on, seq=number, at=served.clock(), said_by=ANN,
        )  # fmt: skip
    at = f"/matters/{matter.id}/timeline/"
    pages = [client.get(f"{at}?page={number}").content.decode() for number in (1, 2)]
    assert [page.count("<li><time") for page in pages] == [50, 20]
    assert "Rows 51 to 70 of 70" in words(pages[1].encode())
    assert "Claim 69" in pages[1]
