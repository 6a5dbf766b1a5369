"""Moments as people give them: with a zone, past, and never guessed where clocks are changed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.moments import ZONES, past_moment

FIRST, LAST = datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2030-01-01")
PACIFIC = "America/Los_Angeles"


def said(text: str | None, zone: str | None = None, now: str = "2026-12-31T00:00:00+00:00") -> datetime:
    return past_moment(Home(None, clock=lambda: datetime.fromisoformat(now)), text, zone, "it was sealed")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2026-03-05T14:00-08:00", None, "2026-03-05T22:00"),
        ("2026-03-05 14:00Z", PACIFIC, "2026-03-05T14:00"),
        ("2026-03-05 14:00", PACIFIC, "2026-03-05T22:00"),
        (" 2026-07-05 14:00 ", PACIFIC, "2026-07-05T21:00"),
        ("2026-11-01T01:30-07:00", PACIFIC, "2026-11-01T08:30"),
        (None, None, "2026-12-31T00:00"),
        ("  ", PACIFIC, "2026-12-31T00:00"),
    ],
)
def test_a_moment_is_told_in_utc(text: str | None, zone: str | None, utc: str) -> None:
    assert said(text, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone", "says"),
    [
        ("2026-03-05 14:00", None, "In which zone"),
        ("2026-03-05", PACIFIC, "a day without a time"),
        ("five o'clock", PACIFIC, "is no moment"),
        ("2026-13-05 14:00", "UTC", "is no moment"),
        ("2026-03-05 14:00", "Mars/Olympus", "There is no zone"),
        ("2026-03-05 14:00", "../../etc/passwd", "There is no zone"),
        ("2026-03-08 02:30", PACIFIC, "No clock showed 2026-03-08 02:30"),
        ("2026-11-01 01:30", PACIFIC, "twice in America/Los_Angeles.*with -07:00 or -08:00"),
        ("2026-12-31 00:01", "UTC", "still to come"),
        ("0001-01-01 00:00+14:00", None, "too far away"),
        ("9999-12-31 23:59-14:00", None, "too far away"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_sentence(text: str, zone: str | None, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        said(text, zone)


@given(st.datetimes(FIRST, LAST), st.sampled_from(ZONES))
def test_a_wall_clock_is_read_as_it_was_shown_or_not_at_all(shown: datetime, zone: str) -> None:
    text = shown.isoformat(" ", "minutes")
    try:
        moment = said(text, zone, "2031-01-01T00:00:00+00:00")
    except UsageError:
        first, second = (shown.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
        assert first != second
    else:
        assert moment.astimezone(ZoneInfo(zone)).isoformat(" ", "minutes").startswith(text)
