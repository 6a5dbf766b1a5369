"""Every day of forty-one years against the plain reading of the rule."""

from datetime import date, timedelta

import pytest

from openhold.law.serving import last_day_to_serve
from openhold.law.time import Rule6
from tests.law import plain

EVERY_DAY = [date(2000, 1, 1) + timedelta(n) for n in range((date(2041, 1, 1) - date(2000, 1, 1)).days)]


@pytest.mark.parametrize(("state", "days", "service"), [(None, 14, "none"), ("CA", 30, "mail"), ("DC", 21, "cmecf")])
def test_forward(state: str | None, days: int, service: str) -> None:
    rule6 = Rule6(state=state)
    for trigger in EVERY_DAY:
        added = 3 if service == "mail" or (service == "cmecf" and trigger < date(2016, 12, 1)) else 0
        done = rule6.after(trigger, days, service)
        assert done.rule_date == plain.after(trigger, days, added, state), trigger
        assert done.cautious_date == plain.after(trigger, days, added, None, fridays=False), trigger
        later = plain.after(trigger, days, added, state, closures=True)
        assert done.arguable_date == (later if later > done.rule_date else None), trigger
        assert done.steps[-1].date == done.rule_date
        assert ("before-2009" in {flag.code for flag in done.flags}) == (trigger < date(2009, 12, 1))


@pytest.mark.parametrize("state", [None, "CA"])
def test_backward(state: str | None) -> None:
    rule6 = Rule6(state=state)
    for event in EVERY_DAY:
        done = rule6.before(event, 14)
        assert done.rule_date == plain.before(event, 14), event
        assert done.cautious_date == plain.before(event, 14, closures=True), event
        assert done.arguable_date is None
        assert done.steps[-1].date == done.rule_date


def test_the_last_day_to_serve_is_the_last_that_is_in_time() -> None:
    rule6 = Rule6(state="CA")
    for due in EVERY_DAY[::7]:
        served = last_day_to_serve(rule6, due, 30, "mail").rule_date
        assert isinstance(served, date)
        assert plain.after(served, 30, 3, "CA") <= due
        assert all(plain.after(served + timedelta(n), 30, 3, "CA") > due for n in range(1, 8))


def test_a_date_certain() -> None:
    rule6 = Rule6(state="CA")
    for due in EVERY_DAY[::3]:
        done = rule6.certain(due)
        is_closed = plain.closed(due, "CA", fridays=True, closures=True)
        assert done.rule_date == due
        assert done.cautious_date == plain.on_to_open(due, -plain.DAY, "CA", fridays=True, closures=True)
        assert ("date-certain" in {flag.code for flag in done.flags}) == is_closed
