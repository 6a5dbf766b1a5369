"""Rule 6 on days that are known: each sentence of the interface page, and the worked examples."""

import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from openhold.law.asking import answer
from openhold.law.deadline import Deadline
from openhold.law.filing import filed_electronically, filed_on_paper, handed_over_in_prison
from openhold.law.serving import last_day_to_serve
from openhold.law.time import Rule6
from tests.court.legal import LEGAL, needs_legal

PACIFIC = ZoneInfo("America/Los_Angeles")
CALIFORNIA = Rule6(state="CA", zone=PACIFIC)
COLUMBIA = Rule6(state="DC", zone=ZoneInfo("America/New_York"))
PLAIN = Rule6()


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def codes(done: Deadline) -> list[str]:
    return [flag.code for flag in done.flags]


def cites(done: Deadline) -> dict[str, bool]:
    return {one.cite: one.checked for one in done.authorities}


@needs_legal
def test_the_worked_examples() -> None:
    for row in json.loads((LEGAL / "rule6_examples.json").read_text(encoding="utf-8")):
        asked = {name: row[name] for name in ("service", "hours", "tz") if name in row} | {"from": row["trigger"]}
        if "days" in row:
            asked |= {"days": abs(row["days"]), "before": row["days"] < 0}
        assert answer(asked).json()["rule_date"] == row["expect"], row["id"]


def test_three_days_are_added_behind_the_first_roll() -> None:
    # The note of 2005: the period ends on Saturday the 30th, Monday is a holiday, so it ends on Tuesday; then Friday.
    done = Rule6().after(day("2009-12-02"), 30, "mail")
    assert done.rule_date == day("2010-01-07")
    done = PLAIN.after(day("2020-04-23"), 30, "mail")
    assert [step.date for step in done.steps] == [
        *(day("2020-04-23"), day("2020-05-23"), day("2020-05-26"), day("2020-05-29"), day("2020-05-29"))
    ]
    assert [step.rule for step in done.steps] == [
        "Fed. R. Civ. P. 6(a)(1)(A)",
        "Fed. R. Civ. P. 6(a)(1)(B)",
        "Fed. R. Civ. P. 6(a)(1)(C)",
        "Fed. R. Civ. P. 6(d), Fed. R. Civ. P. 5(b)(2)(C)",
        "Fed. R. Civ. P. 6(a)(1)(C)",
    ]
    assert "Memorial Day" in done.steps[2].why


@pytest.mark.parametrize(
    ("served", "service", "due"),
    [
        ("2016-11-30", "cmecf", "2016-12-19"),
        ("2016-12-01", "cmecf", "2016-12-15"),
        ("2016-11-30", "email", "2016-12-19"),
        ("2016-12-01", "email", "2016-12-15"),
        ("2016-12-01", "mail", "2016-12-19"),
        ("2016-12-01", "clerk", "2016-12-19"),
        ("2016-12-01", "other", "2016-12-19"),
        ("2016-11-30", "personal", "2016-12-14"),
        ("2016-12-01", "personal", "2016-12-15"),
    ],
)
def test_electronic_service_lost_its_days_in_2016(served: str, service: str, due: str) -> None:
    assert PLAIN.after(day(served), 14, service).rule_date == day(due)


def test_the_version_of_6d_is_named() -> None:
    old, new = "Fed. R. Civ. P. 6(d), as in force before Dec. 1, 2016", "Fed. R. Civ. P. 6(d)"
    for service in ("mail", "cmecf", "personal"):
        assert old in cites(PLAIN.after(day("2016-11-30"), 14, service))
        assert new in cites(PLAIN.after(day("2016-12-01"), 14, service))
        assert new in cites(last_day_to_serve(PLAIN, day("2017-08-25"), 30, service))
    assert not {old, new} & set(cites(PLAIN.after(day("2016-12-01"), 14)))
    assert "Service by mail adds 3 days" in PLAIN.after(day("2016-12-01"), 14, "mail").steps[3].why


def test_the_version_of_the_rules_can_be_chosen() -> None:
    assert Rule6(as_of=day("2016-11-30")).after(day("2020-03-02"), 14, "cmecf").rule_date == day("2020-03-19")
    assert Rule6(as_of=day("2020-01-01")).after(day("2023-06-05"), 14).rule_date == day("2023-06-19")
    assert Rule6(as_of=day("2023-06-05")).after(day("2023-06-05"), 14).rule_date == day("2023-06-20")
    assert "before-2009" in codes(Rule6(as_of=day("2005-01-01")).after(day("2020-03-02"), 14))


def test_the_first_juneteenth_was_a_holiday_for_periods_under_way() -> None:
    done = PLAIN.after(day("2021-06-04"), 14)
    assert (done.rule_date, done.cautious_date) == (day("2021-06-21"), day("2021-06-18"))
    assert codes(done) == ["in-lieu-friday"]
    assert PLAIN.after(day("2020-06-05"), 14).rule_date == day("2020-06-19")


def test_a_friday_in_lieu() -> None:
    done = PLAIN.after(day("2021-12-17"), 14)
    assert (done.rule_date, done.cautious_date, done.arguable_date) == (day("2022-01-03"), day("2021-12-31"), None)
    assert codes(done) == ["in-lieu-friday"]
    assert cites(done)["5 U.S.C. 6103(b)"]
    back = PLAIN.before(day("2022-01-07"), 7)
    assert back.rule_date == back.cautious_date == day("2021-12-30")
    assert codes(back) == ["in-lieu-friday"]


def test_a_monday_in_lieu_counts_for_the_cautious_too() -> None:
    done = PLAIN.after(day("2021-06-21"), 14)
    assert done.rule_date == done.cautious_date == day("2021-07-06")
    assert codes(done) == []
    assert "Exec. Order No. 11582" in cites(done)


def test_a_closure_is_arguable_forward_and_cautious_backward() -> None:
    done = PLAIN.after(day("2025-12-10"), 14)
    assert (done.rule_date, done.cautious_date) == (day("2025-12-24"), day("2025-12-24"))
    assert done.arguable_date == day("2025-12-29")
    assert codes(done) == ["closure-order", "closure-order"]
    back = PLAIN.before(day("2026-01-07"), 14)
    assert (back.rule_date, back.cautious_date, back.arguable_date) == (day("2025-12-24"), day("2025-12-23"), None)
    assert codes(back) == ["closure-order"]


@pytest.mark.parametrize(
    ("rule6", "trigger", "days", "due", "cautious"),
    [
        (CALIFORNIA, "2021-01-29", 14, "2021-02-16", "2021-02-12"),  # Lincoln Day, a Friday; then Washington's Birthday
        (CALIFORNIA, "2022-03-17", 14, "2022-04-01", "2022-03-31"),  # Cesar Chavez Day
        (CALIFORNIA, "2019-03-18", 14, "2019-04-02", "2019-04-01"),  # the same on a Sunday: the Monday
        (CALIFORNIA, "2018-08-27", 14, "2018-09-11", "2018-09-10"),  # Admission Day on a Sunday: the Monday
        (CALIFORNIA, "2014-09-12", 14, "2014-09-26", "2014-09-26"),  # no Native American Day yet
        (CALIFORNIA, "2015-09-11", 14, "2015-09-28", "2015-09-25"),  # Native American Day
        (CALIFORNIA, "2022-04-11", 14, "2022-04-25", "2022-04-25"),  # 24 April is not yet a holiday
        (CALIFORNIA, "2023-04-10", 14, "2023-04-25", "2023-04-24"),  # Genocide Remembrance Day
        (CALIFORNIA, "2025-01-15", 14, "2025-01-30", "2025-01-29"),  # Lunar New Year
        (CALIFORNIA, "2023-11-10", 14, "2023-11-24", "2023-11-24"),  # the day after Thanksgiving does not count
        (COLUMBIA, "2024-04-02", 14, "2024-04-17", "2024-04-16"),  # Emancipation Day
        (COLUMBIA, "2022-04-01", 14, "2022-04-18", "2022-04-15"),  # the same on a Saturday: the Friday
        (COLUMBIA, "2023-04-03", 14, "2023-04-18", "2023-04-17"),  # the same on a Sunday: the Monday
        (COLUMBIA, "2021-01-06", 14, "2021-01-21", "2021-01-20"),  # Inauguration Day
        (COLUMBIA, "2022-01-06", 14, "2022-01-20", "2022-01-20"),  # no Inauguration Day
        (COLUMBIA, "2029-01-05", 14, "2029-01-19", "2029-01-19"),  # the same on a Saturday is not moved
    ],
)
def test_state_holidays_count_forward(rule6: Rule6, trigger: str, days: int, due: str, cautious: str) -> None:
    done = rule6.after(day(trigger), days)
    assert (done.rule_date, done.cautious_date) == (day(due), day(cautious))
    assert ("state-holiday" in codes(done)) == (due != cautious)


def test_state_holidays_do_not_count_backward_and_are_told() -> None:
    done = CALIFORNIA.before(day("2021-02-26"), 14)
    assert done.rule_date == done.cautious_date == day("2021-02-12")
    assert codes(done) == ["state-holiday"]
    assert "does not count here" in done.flags[0].detail


def test_days_that_are_only_told() -> None:
    done = CALIFORNIA.after(day("2023-11-09"), 14)
    assert (done.rule_date, codes(done)) == (day("2023-11-24"), ["state-court-holiday"])
    done = CALIFORNIA.after(day("2024-03-15"), 14)
    assert (done.rule_date, codes(done)) == (day("2024-03-29"), ["state-part-day"])
    assert codes(PLAIN.after(day("2024-03-15"), 14)) == []


def test_what_is_not_checked_says_so() -> None:
    assert cites(CALIFORNIA.after(day("2025-01-15"), 14))["Cal. Gov. Code 6700"] is False
    assert cites(CALIFORNIA.after(day("2021-01-29"), 14))["Cal. Gov. Code 6700"] is True
    assert cites(PLAIN.after(day("2024-06-05"), 14))["5 U.S.C. 6103(a), Pub. L. 117-17"] is False


def test_before_2009_is_told() -> None:
    assert "before-2009" in codes(PLAIN.after(day("2009-11-30"), 14))
    assert "before-2009" not in codes(PLAIN.after(day("2009-12-01"), 14))


def test_an_inaccessible_clerk() -> None:
    rule6 = Rule6(clerk_closed=[day("2023-09-01"), day("2023-09-05")])
    done = rule6.after(day("2023-08-18"), 14)
    assert done.rule_date == done.cautious_date == day("2023-09-06")
    assert done.steps[-1].rule == "Fed. R. Civ. P. 6(a)(3)(A)"
    assert "Fed. R. Civ. P. 6(a)(3)" in cites(done)
    late = Rule6(clerk_closed=[day("2023-09-05")], zone=PACIFIC).hours(at("2023-09-04T09:00"), 24)
    assert late.rule_date == at("2023-09-06T09:00")
    assert late.steps[-1].rule == "Fed. R. Civ. P. 6(a)(3)(B)"


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2007-11-02T10:23", 72, "2007-11-05T09:23"),  # the clocks go back in between
        ("2024-03-08T17:00", 72, "2024-03-11T18:00"),  # the clocks go forward in between
        ("2024-03-08T17:00", 24, "2024-03-11T17:00"),  # ends on a Saturday: the same time on Monday
        ("2023-08-31T12:00", 48, "2023-09-05T12:00"),  # ends on a Saturday, and Monday is Labor Day
        ("2024-11-03T01:30", 24, "2024-11-04T00:30"),  # from the first of two half past ones
    ],
)
def test_hours(start: str, hours: int, end: str) -> None:
    done = CALIFORNIA.hours(datetime.fromisoformat(start), hours)
    assert done.json()["rule_date"] == done.json()["steps"][-1]["date"] == end  # type: ignore[index]


def test_hours_backward() -> None:
    done = CALIFORNIA.hours(at("2024-03-11T09:00"), 72, backward=True)
    assert (done.rule_date, done.cautious_date) == (at("2024-03-08T08:00"), at("2024-03-08T08:00"))
    done = CALIFORNIA.hours(at("2024-03-12T09:00"), 48, backward=True)
    assert (done.rule_date, done.cautious_date) == (at("2024-03-08T09:00"), at("2024-03-08T09:00"))


def test_an_hour_that_the_clocks_skip_is_no_time() -> None:
    with pytest.raises(ValueError, match="skip 02:30"):
        CALIFORNIA.hours(at("2024-03-10T02:30"), 24)


@pytest.mark.parametrize(
    ("service", "served", "business"),
    [("mail", "2017-07-23", "2017-07-21"), ("cmecf", "2017-07-26", "2017-07-26"), ("none", "2017-07-26", "2017-07-26")],
)
def test_the_last_day_to_serve(service: str, served: str, business: str) -> None:
    done = last_day_to_serve(CALIFORNIA, day("2017-08-25"), 30, service)
    assert (done.rule_date, done.last_business_day, done.timely) == (day(served), day(business), None)
    assert done.steps[-1].date == day(served)


def test_the_last_day_to_serve_around_the_change_of_2016() -> None:
    # Served on 30 November the answer would have three days more.
    done = last_day_to_serve(PLAIN, day("2016-12-15"), 14, "cmecf")
    assert done.rule_date == day("2016-12-01")
    assert last_day_to_serve(PLAIN, day("2016-12-14"), 14, "cmecf").rule_date == day("2016-11-25")


def test_the_cautious_last_day_to_serve_reckons_with_a_closure() -> None:
    done = last_day_to_serve(PLAIN, day("2024-12-24"), 14, "none")
    assert (done.rule_date, done.cautious_date) == (day("2024-12-10"), day("2024-12-09"))
    assert "closure-order" in codes(done)


def test_a_date_certain_stays() -> None:
    done = CALIFORNIA.certain(day("2020-09-20"))
    assert (done.rule_date, done.cautious_date, codes(done)) == (
        day("2020-09-20"),
        day("2020-09-18"),
        ["date-certain"],
    )
    done = PLAIN.certain(day("2021-07-05"))
    assert (done.rule_date, done.cautious_date, codes(done)) == (day("2021-07-05"), day("2021-07-02"), ["date-certain"])
    done = PLAIN.certain(day("2021-07-06"))
    assert (done.rule_date, done.cautious_date, codes(done)) == (day("2021-07-06"), day("2021-07-06"), [])
    assert codes(PLAIN.certain(day("2020-07-03"))) == ["date-certain", "in-lieu-friday"]


@pytest.mark.parametrize(
    ("filed", "in_time"),
    [
        ("2024-03-04T23:59:59-08:00", True),
        ("2024-03-05T00:00:00-08:00", False),
        ("2024-03-05T02:59:00-05:00", True),
        ("2024-03-05T07:59:59+00:00", True),
        ("2024-03-05T08:00:00+00:00", False),
        ("2024-02-01T12:00:00+00:00", True),
    ],
)
def test_electronic_filing_ends_at_midnight_at_the_court(filed: str, in_time: bool) -> None:
    done = filed_electronically(CALIFORNIA, day("2024-03-04"), datetime.fromisoformat(filed), PACIFIC)
    assert done.timely is in_time
    assert done.rule_date == done.steps[-1].date == day("2024-03-04")


@pytest.mark.parametrize(
    ("filed", "in_time"),
    [("2024-03-04T16:00", True), ("2024-03-04T16:01", False), ("2024-03-01T18:00", True), ("2024-03-05T09:00", False)],
)
def test_paper_ends_when_the_clerk_closes(filed: str, in_time: bool) -> None:
    done = filed_on_paper(CALIFORNIA, day("2024-03-04"), datetime.fromisoformat(filed), time(16), None)
    assert done.timely is in_time
    assert done.steps[-1].date == day("2024-03-04")


def test_handing_over_governs_in_a_prison() -> None:
    done = handed_over_in_prison(PLAIN, day("2024-03-04"), day("2024-03-04"), day("2024-03-07"), day("2024-03-11"))
    assert done.timely is True
    assert codes(done) == ["mailbox-rule"]
    assert "declaration under 28 U.S.C. 1746" in done.flags[0].detail
    assert "burden is the opponent's" in done.flags[0].detail
    assert "does not govern" in done.steps[-2].why
    assert cites(done)["Faile v. Upjohn Co., 988 F.2d 985 (9th Cir. 1993)"]
    assert handed_over_in_prison(PLAIN, day("2024-03-04"), day("2024-03-05")).timely is False


def test_the_answer_has_every_key() -> None:
    assert set(PLAIN.after(day("2024-03-04"), 14).json()) == {
        *("rule_date", "cautious_date", "arguable_date", "last_business_day"),
        *("timely", "flags", "steps", "authorities"),
    }


def test_twenty_thousand_computations_take_less_than_a_second() -> None:
    import time as clock
    from datetime import timedelta

    CALIFORNIA.after(day("2024-03-04"), 14)
    triggers = [day("2010-01-01") + timedelta(n % 9000) for n in range(20_000)]
    begin = clock.process_time()
    for trigger in triggers:
        CALIFORNIA.after(trigger, 30, "mail")
    assert clock.process_time() - begin < 1
