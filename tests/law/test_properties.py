"""What holds for every period: shifting, order, ways of service, and that caution never comes late."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.law.calendar import OutOfReachError
from openhold.law.serving import last_day_to_serve
from openhold.law.tables import TABLES
from openhold.law.time import Rule6

dates = st.dates(date(1980, 1, 1), date(2090, 12, 31))
lengths = st.integers(0, 400)
states = st.sampled_from([None, "CA", "DC"])
services = st.sampled_from(sorted(TABLES.services))
moments = st.datetimes(datetime.fromisoformat("2010-01-01"), datetime.fromisoformat("2040-01-01"))
zones = st.sampled_from(["America/Los_Angeles", "America/New_York", "Pacific/Honolulu", "America/Phoenix"])


@given(dates, lengths, states, services)
def test_caution_is_never_late_and_what_is_arguable_never_early(
    trigger: date, days: int, state: str | None, service: str
) -> None:
    done = Rule6(state=state).after(trigger, days, service)
    assert done.cautious_date <= done.rule_date
    assert done.arguable_date is None or done.arguable_date > done.rule_date
    assert done.steps[-1].date == done.rule_date
    assert done.rule_date >= trigger + timedelta(days)


@given(dates, lengths, states, services)
def test_a_day_later_is_never_due_earlier(trigger: date, days: int, state: str | None, service: str) -> None:
    rule6 = Rule6(state=state)
    # The day on which electronic service lost its three days is the one exception that the rule makes.
    if trigger != date(2016, 11, 30):
        assert (
            rule6.after(trigger, days, service).rule_date
            <= rule6.after(trigger + timedelta(1), days, service).rule_date
        )
    assert rule6.after(trigger, days, service).rule_date <= rule6.after(trigger, days + 1, service).rule_date
    assert rule6.before(trigger, days).rule_date >= rule6.before(trigger, days + 1).rule_date


@given(dates, lengths, states)
def test_a_shifted_trigger_is_a_longer_period(trigger: date, days: int, state: str | None) -> None:
    rule6 = Rule6(state=state)
    assert rule6.after(trigger, days + 7).rule_date == rule6.after(trigger + timedelta(7), days).rule_date


@given(dates, lengths, states)
def test_the_ways_of_service(trigger: date, days: int, state: str | None) -> None:
    rule6 = Rule6(state=state)
    bare = rule6.after(trigger, days).rule_date
    mailed = rule6.after(trigger, days, "mail").rule_date
    assert mailed >= bare + timedelta(3)
    assert rule6.after(trigger, days, "personal").rule_date == bare
    for service in ("clerk", "other"):
        assert rule6.after(trigger, days, service).rule_date == mailed
    for service in ("cmecf", "email"):
        assert rule6.after(trigger, days, service).rule_date == (mailed if trigger < date(2016, 12, 1) else bare)


@given(dates, st.integers(0, 120), states, services)
def test_what_is_served_on_the_last_day_is_answered_in_time(
    due: date, days: int, state: str | None, service: str
) -> None:
    rule6 = Rule6(state=state)
    done = last_day_to_serve(rule6, due, days, service)
    served = done.rule_date
    assert isinstance(served, date)
    assert rule6.after(served, days, service).rule_date <= due
    assert rule6.after(served + timedelta(1), days, service).rule_date > due
    assert done.cautious_date <= served
    assert done.last_business_day is not None
    assert done.last_business_day <= served
    assert done.last_business_day.weekday() < 5


@given(moments, st.integers(0, 500), zones, st.booleans())
def test_hours_are_hours_that_pass(start: datetime, hours: int, zone_name: str, backward: bool) -> None:
    start = start.replace(second=0, microsecond=0)
    zone = ZoneInfo(zone_name)
    rule6 = Rule6(zone=zone)
    begin = start.replace(tzinfo=zone).astimezone(UTC)
    if begin.astimezone(zone).replace(tzinfo=None) != start:
        with pytest.raises(ValueError, match="skip"):
            rule6.hours(start, hours)
        return
    done = rule6.hours(start, hours, backward=backward)
    passed = (begin + (-1 if backward else 1) * timedelta(hours=hours)).astimezone(zone).replace(tzinfo=None)
    assert isinstance(done.rule_date, datetime)
    assert done.rule_date.time() == passed.time()
    assert (
        done.rule_date.date()
        == (rule6.before(passed.date(), 0) if backward else rule6.after(passed.date(), 0)).rule_date
    )
    assert done.cautious_date <= done.rule_date


@given(st.dates(), st.integers(0, 40_000))
def test_far_years_are_refused_and_never_a_fault(trigger: date, days: int) -> None:
    for compute in (Rule6().after, Rule6().before):
        with suppress(OutOfReachError):
            done = compute(trigger, days)
            assert isinstance(done.rule_date, date)
            assert 1978 <= done.rule_date.year <= 2099
