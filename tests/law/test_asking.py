"""Questions as options spell them: what goes together, and one sentence for what does not."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.law.asking import OPTIONS, AskError, answer
from openhold.law.tables import TABLES

PERIOD = {"days": 30, "from": "2017-05-26"}
HOURS = {"hours": 72, "from": "2017-05-26T09:00", "tz": "America/Los_Angeles"}
EFILE = {"due": "2024-03-04", "method": "efile", "filed": "2024-03-04T23:10-08:00", "court": "caed"}
PAPER = {"due": "2024-03-04", "method": "paper", "filed": "2024-03-04T15:00", "court": "caed"}
PRISON = {"due": "2024-03-04", "method": "mailbox", "handed_over": "2024-03-04"}
SERVE = {"last_day_to_serve": True, "days": 30, "due": "2017-08-25"}


@pytest.mark.parametrize(
    ("asked", "rule_date"),
    [
        (PERIOD, "2017-06-26"),
        ({**PERIOD, "days": "30", "service": "none", "before": False, "clerk_closed": []}, "2017-06-26"),
        ({**PERIOD, "from": "2017-05-26T10:00"}, "2017-06-26"),
        ({**PERIOD, "days": 0}, "2017-05-26"),
        ({**PERIOD, "clerk_closed": "2017-06-26"}, "2017-06-27"),
        ({**PERIOD, "clerk_closed": ["2017-06-26", "2017-06-27"]}, "2017-06-28"),
        ({**PERIOD, "before": True}, "2017-04-26"),
        ({**HOURS, "service": "none"}, "2017-05-30T09:00"),
        ({**HOURS, "before": True, "from": "2017-05-25T09:00"}, "2017-05-22T09:00"),
        ({"due": "2020-09-20"}, "2020-09-20"),
        ({**SERVE, "service": "mail", "court": "caed"}, "2017-07-23"),
        ({"days": 14, "from": "2022-03-17", "court": "caed"}, "2022-04-01"),
        ({"days": 14, "from": "2022-03-17", "court": "caed", "state": "none"}, "2022-03-31"),
        ({"days": 14, "from": "2022-03-17", "state": "ca"}, "2022-04-01"),
        ({"days": 14, "from": "2022-03-17", "court": "dcd"}, "2022-03-31"),
        ({"hours": 24, "from": "2024-03-06T12:00", "court": "dcd"}, "2024-03-07T12:00"),
    ],
)
def test_questions_that_are_answered(asked: dict[str, object], rule_date: str) -> None:
    assert answer(asked).json()["rule_date"] == rule_date


@pytest.mark.parametrize(
    ("asked", "timely"),
    [
        (EFILE, True),
        ({**EFILE, "filed": "2024-03-05T00:10-08:00"}, False),
        ({**EFILE, "filed": "2024-03-05T07:59Z"}, True),
        ({**EFILE, "filed": "2024-03-05T08:00Z"}, False),
        ({**EFILE, "filed": "2024-03-05T02:10-0500"}, True),
        ({**EFILE, "filed": "2024-03-05T02:10[America/New_York]"}, True),
        ({**EFILE, "filed": "2024-03-05T02:10 America/New_York"}, True),
        ({**EFILE, "filed": "2024-03-05T03:10+America/New_York"}, False),
        ({**EFILE, "court": "dcd"}, False),
        ({**EFILE, "tz": "Pacific/Honolulu", "filed": "2024-03-05T00:10-08:00"}, True),
        (PAPER, True),
        ({**PAPER, "filed": "2024-03-04T16:00"}, True),
        ({**PAPER, "filed": "2024-03-04T16:01"}, False),
        ({**PAPER, "filed": "2024-03-04T16:01", "clerk_closes": "17:00"}, True),
        ({**PAPER, "filed": "2024-03-04T18:30-05:00"}, True),
        ({**PAPER, "court": None}, True),
        ({**PAPER, "court": None, "filed": "2024-03-04T16:01"}, False),
        (PRISON, True),
        ({**PRISON, "handed_over": "2024-03-05"}, False),
        ({**PRISON, "postmarked": "2024-03-06", "received": "2024-03-09"}, True),
        (PERIOD, None),
    ],
)
def test_what_was_in_time(asked: dict[str, object], timely: bool | None) -> None:
    done = answer(asked)
    assert done.timely is timely
    assert done.steps[-1].date == done.rule_date


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ({}, "missing-option", "Say what to compute"),
        ({"from": "2017-05-26"}, "missing-option", "Say what to compute"),
        ({"days": 30}, "missing-option", "--days needs --from"),
        ({**PERIOD, "hours": 3}, "contradiction", "--days does not go with --hours"),
        ({**PERIOD, "days": -1}, "negative-period", "add --before"),
        ({**PERIOD, "days": "-1"}, "negative-period", "--days cannot be negative"),
        ({**HOURS, "hours": -1}, "negative-period", "--hours cannot be negative"),
        ({**PERIOD, "days": "soon"}, "bad-number", "whole number, not 'soon'"),
        ({**PERIOD, "days": 1.5}, "bad-number", "not 1.5"),
        ({**PERIOD, "days": True}, "bad-number", "--days is a whole number"),
        ({**PERIOD, "days": [30]}, "bad-number", "not 'list'"),
        ({**PERIOD, "days": 10**30}, "out-of-range", "at most 40,000"),
        ({**PERIOD, "from": "9999-12-01"}, "out-of-range", "cover"),
        ({**PERIOD, "from": "1066-10-14"}, "out-of-range", "cover the years 1978 to 2099, not 1066"),
        ({**PERIOD, "from": "2017-02-30"}, "bad-date", "there is no day 2017-02-30"),
        ({**PERIOD, "from": "26 May 2017"}, "bad-date", "--from is a day such as"),
        ({**PERIOD, "from": "2017-W21-5"}, "bad-date", "--from is a day such as"),
        ({**PERIOD, "from": "20170526"}, "bad-date", "--from is a day such as"),
        ({**PERIOD, "from": 20170526}, "bad-date", "--from is a day such as"),
        ({**PERIOD, "from": "2017-05-26T25:00"}, "bad-date", "there is no time 2017-05-26T25:00"),
        ({**PERIOD, "court": "zzz"}, "unknown-court", "no table for the court 'zzz'"),
        ({**PERIOD, "court": "../states/CA"}, "unknown-court", "no table for the court"),
        ({**PERIOD, "court": 3}, "unknown-court", "no table for the court"),
        ({**PERIOD, "state": "Zenda"}, "unknown-state", "Known are CA, DC, none"),
        ({**PERIOD, "tz": "Mars/Olympus"}, "unknown-zone", "no time zone 'Mars/Olympus'"),
        ({**PERIOD, "tz": "../../etc/passwd"}, "unknown-zone", "no time zone"),
        ({**PERIOD, "tz": "America"}, "unknown-zone", "no time zone"),
        ({**PERIOD, "tz": "\0"}, "unknown-zone", "no time zone"),
        ({**PERIOD, "service": "pigeon"}, "unknown-service", "not 'pigeon'"),
        ({**PERIOD, "service": ["mail"]}, "unknown-service", "not 'list'"),
        ({**PERIOD, "as_of": "yesterday"}, "bad-date", "--as-of is a day"),
        ({**PERIOD, "clerk_closed": ["2017-06-26", 3]}, "bad-date", "--clerk-closed is a day"),
        ({**PERIOD, "before": "yes"}, "bad-value", "--before is true or false"),
        ({**PERIOD, "before": True, "service": "mail"}, "contradiction", "--service does not go with --before"),
        ({**HOURS, "service": "mail"}, "contradiction", "--service does not go with --hours"),
        ({**HOURS, "from": "2017-05-26"}, "bad-date", "a day and a time such as"),
        ({**HOURS, "from": "2017-03-12T02:30"}, "bad-date", "skip 02:30"),
        ({**HOURS, "tz": None}, "missing-option", "--hours needs a time zone"),
        ({"due": "2020-09-20", **PERIOD}, "contradiction", "add --last-day-to-serve"),
        ({"due": "2020-09-20", "service": "mail"}, "contradiction", "--service does not go with --due"),
        ({"due": "2020-09-20", "clerk_closed": "2020-09-20"}, "contradiction", "--clerk-closed does not go"),
        ({"due": "2020-09-20", "filed": "2020-09-20T10:00"}, "contradiction", "--filed does not go with --due"),
        ({"due": "2020-09-31"}, "bad-date", "there is no day 2020-09-31"),
        ({**SERVE, "due": None}, "missing-option", "--last-day-to-serve needs --due"),
        ({**SERVE, "days": None}, "missing-option", "--last-day-to-serve needs --days"),
        ({**SERVE, "from": "2017-05-26"}, "contradiction", "--from does not go with --last-day-to-serve"),
        ({**EFILE, "filed": None}, "missing-option", "--method efile needs --filed"),
        ({**EFILE, "due": None}, "missing-option", "--method efile needs --due"),
        ({**EFILE, "court": None}, "missing-option", "needs the court's time zone"),
        ({**EFILE, "filed": "2024-03-04T23:10"}, "bad-time", "needs its time zone"),
        ({**EFILE, "filed": "2024-03-04"}, "bad-time", "--filed is a day and a time"),
        ({**EFILE, "filed": "2024-03-04T23:10-99:00"}, "bad-date", "there is no time"),
        ({**EFILE, "filed": "2024-03-04T23:10 Mars/Olympus"}, "unknown-zone", "no time zone 'Mars/Olympus'"),
        ({**EFILE, "filed": "0001-01-01T00:00+14:00"}, "out-of-range", "the year 1 is too far away"),
        ({**HOURS, "from": "0001-01-01T00:00"}, "out-of-range", "the year 1 is too far away"),
        ({**HOURS, "from": "2150-01-01T00:00"}, "out-of-range", "cover the years 1978 to 2099"),
        ({**EFILE, "handed_over": "2024-03-04"}, "contradiction", "--handed-over does not go with --method efile"),
        ({**PAPER, "clerk_closes": "4 pm"}, "bad-time", "--clerk-closes is a time such as 16:00"),
        ({**PAPER, "clerk_closes": "25:00"}, "bad-time", "--clerk-closes is a time such as 16:00"),
        ({**PRISON, "handed_over": None}, "missing-option", "--method mailbox needs --handed-over"),
        ({**PRISON, "postmarked": "2024-03-01"}, "contradiction", "cannot have been postmarked"),
        ({**PRISON, "received": "2024-03-01"}, "contradiction", "cannot have been received"),
        ({**PRISON, "method": "pigeon"}, "unknown-method", "efile, paper, mailbox, not 'pigeon'"),
        ({**PERIOD, "form": "2017-05-26"}, "unknown-option", "There is no option 'form'"),
    ],
)
def test_questions_that_are_refused(asked: dict[str, object], code: str, words: str) -> None:
    with pytest.raises(AskError) as error:
        answer(asked)
    assert error.value.code == code
    assert words in str(error.value)
    assert "\n" not in str(error.value)


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 50_000),
    st.floats(),
    st.text(max_size=12),
    st.dates().map(date.isoformat),
    st.sampled_from(["mail", "cmecf", "caed", "dcd", "CA", "UTC", "efile", "paper", "mailbox", "2024-03-04T10:00Z"]),
    st.lists(st.text(max_size=4), max_size=2),
)


def test_hours_of_the_clerk_that_nobody_gave_are_not_checked() -> None:
    taken = {one.cite: one.checked for one in answer({**PAPER, "court": None}).authorities}
    assert taken["Hours of the clerk's office, taken to end at 16:00"] is False
    given_hours = answer({**PAPER, "court": None, "clerk_closes": "16:00"}).authorities
    assert not [one for one in given_hours if one.cite.startswith("Hours")]


@given(st.dictionaries(st.sampled_from(OPTIONS), values, max_size=6))
def test_any_question_is_answered_or_refused(asked: dict[str, object]) -> None:
    with suppress(AskError):
        done = answer(asked)
        assert done.steps[-1].date == done.rule_date
        assert done.cautious_date <= done.rule_date


def test_every_way_of_service_of_the_page_is_known() -> None:
    assert set(TABLES.services) == {"mail", "clerk", "other", "cmecf", "email", "personal", "none"}
