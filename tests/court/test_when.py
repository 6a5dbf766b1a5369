"""Dates and times of day as papers write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.court.when import whens

_DAYS = st.dates(date(1971, 1, 1), date(2068, 12, 31))
_WRITTEN = (
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day.month:02}/{day.day:02}/{day.year % 100:02}",
    lambda day: f"{day.month}-{day.day}-{day.year}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%b}. {day.day}, {day.year}",
    lambda day: f"{day:%B} {day.day},{day.year}",
    lambda day: f"{day.day} {day:%B} {day.year}",
    lambda day: f"{day.day}th day of {day:%B}, {day.year}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day.month}/{day.day}//{day.year}",
    lambda day: f"{day:%B} {day.day}, {day.year}".upper(),
)


@given(_DAYS, st.sampled_from(range(len(_WRITTEN))))
def test_a_day_is_read_however_it_is_written(day: date, form: int) -> None:
    written = _WRITTEN[form](day)
    words = f"The reply is due by {written}. (Doe, J)"

    (found,) = whens(words)

    assert found.day == day
    assert found.time is None
    assert words[found.start : found.end] == written


@given(st.lists(_DAYS, min_size=2, max_size=6), st.sampled_from((" and ", "; ", " to ", ", ")))
def test_every_day_of_several_is_read_in_order(days: list[date], between: str) -> None:
    words = between.join(f"{day.month}/{day.day}/{day.year}" for day in days)

    assert [found.day for found in whens(words)] == days


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("5/30/2014 at 10:00 AM", "2014-05-30T10:00"),
        ("5/30/2014, at 01:30 PM", "2014-05-30T13:30"),
        ("5/30/2014 10:30 AM", "2014-05-30T10:30"),
        ("October 8, 2015, at 8:00A.M.", "2015-10-08T08:00"),
        ("August 4, 2006, at 10 a.m.", "2006-08-04T10:00"),
        ("November 2, 2005, at the hour of 9:00 a.m.", "2005-11-02T09:00"),
        ("10/17/13 @ 9:15 am", "2013-10-17T09:15"),
        ("March 4, 2011 at 12:00 noon", "2011-03-04T12:00"),
        ("at 2:00 p.m. on Friday, March 4, 2011", "2011-03-04T14:00"),
        ("by 4:00 p.m. Friday, February 15, 2013", "2013-02-15T16:00"),
        ("9:30 AM on 8/20/09", "2009-08-20T09:30"),
        ("12:15 AM on 8/20/09", "2009-08-20T00:15"),
    ],
)
def test_the_time_beside_a_day_is_read(words: str, iso: str) -> None:
    assert [found.iso for found in whens(words)] == [iso]


@pytest.mark.parametrize("words", ["2/30/2014", "February 30, 2014", "13/1/2014", "June 31, 2012"])
def test_a_day_that_does_not_exist_is_no_day(words: str) -> None:
    assert [found.iso for found in whens(f"due by {words}")] == [None]


@pytest.mark.parametrize(
    "words",
    [
        "No. 1:15-cv-01292",
        "Local Rule 230(l)",
        "docket 19798-1",
        "12/34/56/78",
        "555-12-3456",
        "pages 12-14",
        "Rule 26(a)(2)",
        "a May 2015 order",
        "the sum of $1,350.00",
    ],
)
def test_what_is_no_date_is_left_alone(words: str) -> None:
    assert list(whens(words)) == []


@given(st.text(max_size=200))
def test_any_text_is_read_without_complaint(words: str) -> None:
    at = 0
    for found in whens(words):
        assert at <= found.start < found.end <= found.time_end <= len(words)
        at = found.end


@given(_DAYS)
def test_two_digits_of_a_year_mean_the_nearer_century(day: date) -> None:
    (found,) = whens(f"{day.month}/{day.day}/{day.year % 100:02}")

    assert found.day == day
    assert found.day is not None
    assert abs(found.day - date(2019, 12, 31)) <= timedelta(days=366 * 50)
