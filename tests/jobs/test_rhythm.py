"""When a job runs next, also on the days on which clocks are changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from openhold.jobs.rhythm import Daily, Every, following

ZONE = ZoneInfo("America/Los_Angeles")


def runs(rhythm: Daily, after: datetime, number: int) -> list[str]:
    found = []
    for _ in range(number):
        after = following(rhythm, after, ZONE)
        found.append(f"{after.astimezone(ZONE):%d %H:%M %z}")
    return found


def test_a_daily_job_keeps_its_time_of_day_when_clocks_are_changed() -> None:
    spring, autumn = datetime(2026, 3, 7, 12, tzinfo=UTC), datetime(2026, 10, 31, 12, tzinfo=UTC)
    assert runs(Daily(time(8)), spring, 3) == ["07 08:00 -0800", "08 08:00 -0700", "09 08:00 -0700"]
    assert runs(Daily(time(8)), autumn, 3) == ["31 08:00 -0700", "01 08:00 -0800", "02 08:00 -0800"]


def test_a_time_that_a_day_skips_or_has_twice_is_run_once() -> None:
    spring, autumn = datetime(2026, 3, 7, 12, tzinfo=UTC), datetime(2026, 10, 31, 12, tzinfo=UTC)
    assert runs(Daily(time(2, 30)), spring, 2) == ["08 03:30 -0700", "09 02:30 -0700"]
    assert runs(Daily(time(1, 30)), autumn, 3) == ["01 01:30 -0700", "02 01:30 -0800", "03 01:30 -0800"]


def test_a_weekly_job_runs_on_its_day() -> None:
    assert runs(Daily(time(5), 6), datetime(2026, 3, 4, tzinfo=UTC), 2) == ["08 05:00 -0700", "15 05:00 -0700"]


def test_again_and_again_is_counted_in_minutes_that_pass() -> None:
    before = datetime(2026, 3, 8, 9, 50, tzinfo=UTC)
    assert following(Every(20), before, ZONE) == before + timedelta(minutes=20)


@given(
    after=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 -- made aware below
    at=st.times(),
    zone=st.sampled_from(["America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "UTC"]),
)
def test_from_any_moment_the_next_run_is_ahead_and_within_two_days(after: datetime, at: time, zone: str) -> None:
    moment = after.replace(tzinfo=UTC)
    found = following(Daily(at), moment, ZoneInfo(zone))
    assert moment < found <= moment + timedelta(hours=49)
