"""The calendar file: what a calendar program makes of it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from openhold.filings.calendar_file import calendar
from tests.filings.answers import answer

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)


def entries(data: bytes | None) -> dict[str, object]:
    assert data is not None
    return {str(one["summary"]): one.decoded("dtstart") for one in Calendar.from_ical(data).walk("VEVENT")}


def test_every_live_date_is_an_entry_on_its_day_and_times_stand_in_the_courts_zone() -> None:
    made = calendar(answer(), name="order.pdf", zone="America/Los_Angeles", moment=NOW)
    assert entries(made) == {
        "Due: discovery (2:25-cv-01847-RMV-TLH)": date(2026, 8, 14),
        "Final pretrial conference (2:25-cv-01847-RMV-TLH)": datetime(
            2026, 10, 16, 10, 0, tzinfo=ZoneInfo("America/Los_Angeles")
        ),
    }


def test_without_a_known_court_a_time_of_day_floats() -> None:
    made = calendar(answer(), name="order.pdf", zone=None, moment=NOW)
    assert datetime(2026, 10, 16, 10, 0) in entries(made).values()  # noqa: DTZ001


def test_an_entry_says_its_words_and_is_the_same_one_in_every_file_of_that_paper() -> None:
    first = calendar(answer(), name="order.pdf", zone=None, moment=NOW)
    second = calendar(answer(), name="order.pdf", zone=None, moment=NOW.replace(year=2027))
    assert first is not None
    assert second is not None
    events = [Calendar.from_ical(data).walk("VEVENT") for data in (first, second)]
    assert [one["uid"] for one in events[0]] == [one["uid"] for one in events[1]]
    assert "August 14, 2026" in events[0][0]["description"]


def test_a_paper_without_live_dates_makes_no_file() -> None:
    silent = answer() | {"dates": {}, "events": []}
    assert calendar(silent, name="order.pdf", zone=None, moment=NOW) is None


def test_the_computed_end_of_a_period_is_an_entry_that_says_so() -> None:
    ends = {0: ("2026-03-13", "Fri 13 March 2026, counted from the signature.")}
    data = calendar(answer(), name="order.pdf", zone=None, moment=NOW, computed=ends)
    assert entries(data)["Due, as computed: respond (2:25-cv-01847-RMV-TLH)"] == date(2026, 3, 13)
    assert b"counted from the signature" in data.replace(b"\r\n ", b"") if data else False
