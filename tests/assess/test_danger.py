"""What is about to be lost: the day on which the first of it goes, and in which order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from openhold.assess.danger import Held, dangers, death

DAY = date(2026, 3, 5)
MAIL = Held("m-1", "s-1", "/mail", "deleted after", 180, None, None, None, 7)


@pytest.mark.parametrize(
    ("since", "on", "before"),
    [
        (None, DAY, date(2025, 9, 6)),
        (date(2025, 9, 16), date(2026, 3, 15), date(2025, 9, 16)),
        (date(2025, 9, 6), DAY, date(2025, 9, 6)),
        (date(2020, 1, 1), DAY, date(2025, 9, 6)),
        (date(2026, 3, 4), date(2026, 8, 31), date(2026, 3, 4)),
        (date.max, date.max, date.max - timedelta(days=180)),
    ],
)
def test_a_rule_reaches_what_is_asked_for_when_that_is_old_enough(since: date | None, on: date, before: date) -> None:
    found = death(MAIL, DAY, since)
    assert (found.on, found.before) == (on, before)


def test_what_goes_first_stands_first_and_what_has_no_day_is_left_out() -> None:
    swap = replace(MAIL, source="s-2", retention="device replaced", days=None, on=date(2026, 3, 27), said=9)
    late = replace(MAIL, source="s-3", since=date(2026, 3, 1), said=3)
    left = replace(MAIL, source="s-4", retention="account closed on leaving", days=30, left=date(2026, 3, 1), said=4)
    blank = replace(MAIL, source="s-5", retention="scheduled destruction", days=None)
    unknown = replace(MAIL, source="s-6", retention="unknown", days=None)
    found = dangers([late, blank, swap, unknown, left, MAIL], DAY)
    assert [(one.held.source, one.death.on) for one in found] == [
        ("s-1", DAY),
        ("s-2", date(2026, 3, 27)),
        ("s-4", date(2026, 3, 31)),
        ("s-3", date(2026, 8, 28)),
    ]


@given(
    days=some.integers(0, 10**9),
    since=some.none() | some.dates(),
    day=some.dates(),
    rule=some.sampled_from(["deleted after", "overwritten"]),
)
def test_nothing_goes_before_today_or_before_it_is_old_enough(
    days: int, since: date | None, day: date, rule: str
) -> None:
    found = death(replace(MAIL, retention=rule, days=days), day, since)
    assert found.on is not None
    assert found.before is not None
    assert found.on >= day
    assert found.before <= found.on
    assert since is None or found.on == date.max or (found.on - since).days >= days
