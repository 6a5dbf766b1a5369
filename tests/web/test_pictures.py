"""The picture of answers: to scale, with the same in words, at every edge of the calendar."""

import re
from collections import Counter
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some

from openhold.web.pictures import Answered, answers_over_time, days_ahead, destroyed_over_time, told

START = date(2026, 2, 17)
"""A Tuesday."""


def shown(**changed: object) -> Answered:
    said = {
        "asked": 12,
        "start": START,
        "due": date(2026, 3, 9),
        "today": date(2026, 3, 5),
        "days": [],
        "reminders": {},
    }
    return Answered(**{**said, **changed})  # type: ignore[arg-type]


def drawn(picture: Answered) -> ElementTree.Element:
    return ElementTree.fromstring(str(answers_over_time(picture)))


def test_every_day_stands_where_it_belongs_on_the_line() -> None:
    # Twenty-one days from the first to the last: each takes so many per cent.
    day = 100 / 21
    root = drawn(shown(days=[START, START, START + timedelta(days=7)], reminders={START + timedelta(days=8): 9}))
    now, due, dot = (root.find(f"*[@class='{name}']") for name in ("now", "due", "dot"))
    assert now is not None
    assert due is not None
    assert dot is not None
    assert float(now.attrib["x1"].rstrip("%")) == pytest.approx(16 * day, abs=0.01)
    assert float(due.attrib["x1"].rstrip("%")) == pytest.approx(20 * day, abs=0.01)
    assert float(dot.attrib["cx"].rstrip("%")) == pytest.approx(8 * day, abs=0.01)
    path = root.findall(".//*[@class='step']")[0].attrib["d"]
    points = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]
    # The picture's own height of 150 is twelve answers: two are 25 of it, three 37.5.
    base = points[0][1]
    assert [round(base - y, 1) for _, y in points] == [0, 0, 25, 25, 37.5, 37.5]
    assert points[-1][0] == pytest.approx(16 * day, abs=0.01)


def test_weekends_are_shaded_while_days_can_be_told_apart() -> None:
    assert len(drawn(shown()).findall("*[@class='past']")) == 6
    assert drawn(shown(due=date(2027, 3, 9))).findall("*[@class='past']") == []


def test_the_words_say_what_the_picture_shows() -> None:
    days = [START, START + timedelta(days=1)]
    assert told(shown(days=days, reminders={date(2026, 2, 25): 10, date(2026, 3, 2): 1})) == (
        "12 were asked on Tue 17 February 2026. 2 had acknowledged by Thu 5 March 2026: the first on Tue 17 February "
        "2026, the last on Wed 18 February 2026. 10 reminders were sent on Wed 25 February 2026. 1 reminder was sent "
        "on Mon 2 March 2026. Due on Mon 9 March 2026."
    )
    assert "1 was asked on Tue 17 February 2026. None has acknowledged by" in told(shown(asked=1))
    root = drawn(shown())
    assert [root[0].tag, root[1].tag] == ["title", "desc"]
    assert root.attrib["aria-labelledby"].split() == [root[0].attrib["id"], root[1].attrib["id"]]


@given(
    asked=some.integers(1, 60_000),
    length=some.integers(0, 4000),
    today=some.integers(0, 4000),
    days=some.lists(some.integers(0, 4000), max_size=30),
    reminded=some.lists(some.integers(0, 5000), max_size=5),
)
def test_nothing_leaves_the_picture_and_it_never_falls(
    asked: int, length: int, today: int, days: list[int], reminded: list[int]
) -> None:
    answered = [START + timedelta(days=min(day, today)) for day in days][:asked]
    root = drawn(
        shown(
            asked=asked,
            due=START + timedelta(days=length),
            today=START + timedelta(days=today),
            days=answered,
            reminders=Counter(START + timedelta(days=day) for day in reminded),
        )
    )
    for one in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            if one.attrib.get(name, "").endswith("%"):
                assert 0 <= float(one.attrib[name].rstrip("%")) <= 100
    path = root.findall(".//*[@class='step']")[0].attrib["d"]
    points = [(float(x), float(y)) for x, y in re.findall(r"([\d.e+-]+) ([\d.e+-]+)", path)]
    assert points == sorted(points, key=lambda point: (point[0], -point[1]))
    assert all(26 <= y <= 176 for _, y in points)


@given(days=some.dictionaries(some.integers(0, 4000), some.integers(1, 5000), min_size=1, max_size=40))
def test_every_day_of_destruction_is_marked_where_it_belongs(days: dict[int, int]) -> None:
    root = ElementTree.fromstring(
        str(destroyed_over_time(START, {START + timedelta(days=day): number for day, number in days.items()}))
    )
    at = [float(one.attrib["x"].rstrip("%")) for one in root.findall("svg")]
    assert len(at) == len(days)
    assert at == sorted(at)
    assert all(0 <= one < 100 for one in at)
    span = max(days) + max(1, max(days) // 12)
    assert at == [pytest.approx(day * 100 / span, abs=0.01) for day in sorted(days)]
    labels = [one for one in root.findall("text") if one.attrib.get("class") == "deadt"]
    assert len(labels) == min(5, len(days))
    assert all(float(one.attrib["y"]) > 0 for one in labels)


@given(
    lost=some.dictionaries(some.integers(0, 60), some.integers(1, 5000), max_size=30),
    due=some.dictionaries(some.integers(0, 60), some.integers(1, 5000), max_size=30),
)
def test_the_days_ahead_are_to_scale_and_what_is_lost_and_due_is_told(
    lost: dict[int, int], due: dict[int, int]
) -> None:
    def days(them: dict[int, int]) -> dict[date, int]:
        return {START + timedelta(days=day): number for day, number in them.items()}

    root = ElementTree.fromstring(str(days_ahead(START, 60, days(lost), days(due))))
    for kind, them in (("dead", lost), ("duem", due)):
        at = [float(one.attrib["x"].rstrip("%")) for one in root.findall(f"svg/path[@class='{kind}']/..")]
        assert at == [pytest.approx(day * 100 / 60, abs=0.01) for day in sorted(them)]
    text = root.findtext("desc") or ""
    assert text.count("lost on") == min(20, len(lost))
    assert text.count("due on") == min(20, len(due))
    assert (text == "Nothing is lost or due.") == (not lost and not due)
    assert all(0 < float(one.attrib["y"]) <= float(root.attrib["height"]) for one in root.findall("text"))
