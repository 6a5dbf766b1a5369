"""Deadlines, settings, periods and what is taken away, read from made-up papers and from the labelled ones."""

import json
import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.court.calendar.reader import read_calendar
from openhold.court.said import Calendar
from openhold.court.view import View
from openhold.court.when import whens
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal

_SIGNED = "ORDER signed by Magistrate Judge Ann B. Quill on 3/4/2013"


def _read(text: str, kind: str = "docket-text", entered: str | None = None) -> Calendar:
    return read_calendar(View(plain(text)), kind, entered)


def _dates(text: str, kind: str = "docket-text") -> dict[str, str]:
    return {due.what: due.at.value for due in _read(text, kind).dates}


def _events(text: str) -> list[tuple[str, str]]:
    return [(one.what.value, one.at.value) for one in _read(text).events]


def _vacated(text: str) -> list[tuple[str, str]]:
    return [(one.what.value, one.at.value) for one in _read(text).vacated]


def _periods(text: str, kind: str = "docket-text") -> list[tuple[str, int, str, str, str | None, str | None]]:
    return [
        (
            one.what.value,
            one.length.value,
            one.unit,
            one.trigger,
            one.trigger_text.value if one.trigger_text else None,
            one.who.value if one.who else None,
        )
        for one in _read(text, kind).periods
    ]


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        (
            "Discovery Deadline: 7/2/2013; Pretrial Dispositive Motions Deadline: 9/2/2013.",
            {"discovery": "2013-07-02", "dispositive motions": "2013-09-02"},
        ),
        ("Dispositive Motions are due by 5/1/2013.", {"dispositive motions": "2013-05-01"}),
        ("(Amended Complaint due by 5/13/2013).", {"amended complaint": "2013-05-13"}),
        ("SECOND Amended Complaint due by 7/17/2013.", {"amended complaint": "2013-07-17"}),
        ("Objections to F&R due by 4/11/2013.", {"objections": "2013-04-11"}),
        ("Show Cause Response due by 4/22/2013.", {"show cause response": "2013-04-22"}),
        ("Service Documents Due: 6/24/2013.", {"service documents": "2013-06-24"}),
        ("Dfts have until 3/14/13 to take Pltf's deposition.", {"take plaintiff deposition": "2013-03-14"}),
        (
            "GRANTING an extension of time to file proposed protective order; case management deadline set for "
            "3/9/2013 for receipt of same.",
            {"proposed protective order": "2013-03-09"},
        ),
        (
            "granting Motion For Seven-Day Extension Of Time To File Motion, Deadline: 03/11/2013.",
            {"file motion": "2013-03-11"},
        ),
        ("Plaintiff shall file his opening brief on or before March 31, 2013.", {"opening brief": "2013-03-31"}),
        (
            "By no later than 4:00 p.m. on 3/29/13, counsel shall file a joint report.",
            {"joint report": "2013-03-29T16:00"},
        ),
        ("Any reply shall be filed no later than March 21, 2013.", {"reply": "2013-03-21"}),
        ("All discovery shall be completed by July 1, 2013.", {"discovery": "2013-07-01"}),
        ("Motions to compel filed by 6/7/2013.", {"motions to compel": "2013-06-07"}),
        ("the discovery deadline is currently set for August 25, 2013.", {"discovery": "2013-08-25"}),
        ("The discovery deadline is extended from 4/1/2013 to 6/3/2013.", {"discovery": "2013-06-03"}),
        ("The 4/12/2013 expert disclosure deadline is continued to 5/3/2013.", {"expert designation": "2013-05-03"}),
        ("Plaintiff's time to respond to the motion is EXTENDED to 4/1/2013.", {"response": "2013-04-01"}),
        ("Designation of Expert Witnesses ddl 12/23/2013.", {"expert designation": "2013-12-23"}),
        (
            "Plaintiffs' Designation of Expert Witnesses due by 8/15/2013; Defendants' Designation of Expert Witnesses "
            "due by 8/31/2013.",
            {"expert designation (plaintiffs)": "2013-08-15", "expert designation (defendants)": "2013-08-31"},
        ),
        ("Motion to dismiss for failure to exhaust remedies due by 6/4/2013.", {"exhaustion": "2013-06-04"}),
        (
            "GRANTING defendant an extension of time through 4/19/2013 to file a responsive pleading.",
            {"responsive pleading": "2013-04-19"},
        ),
        (
            "The Non-Expert Discovery Deadline, which is currently set for August 29, 2013, should be extended to "
            "September 30, 2013.",
            {"non-expert discovery": "2013-09-30"},
        ),
        (
            "Each side is referred for a settlement conference, to be held by October 31, 2013.",
            {"settlement conference": "2013-10-31"},
        ),
        ("The motions shall be set for a hearing to be conducted no later than 5/7/2013.", {"hearing": "2013-05-07"}),
        ("The parties shall set a conference to be held on or before 5/7/2013.", {"conference": "2013-05-07"}),
        ("A settlement conference is to be set not later than 5/7/2013.", {"settlement conference": "2013-05-07"}),
        (
            "The Clerk is to set a pro se case management deadline with the following text: July 29, 2013: Check for "
            "completion of service of summons.",
            {"service of summons": "2013-07-29"},
        ),
        (
            "The deadline for filing motions for summary judgment under Federal Rule of Civil Procedure 56 for failure "
            "to exhaust administrative remedies is January 14, 2014.",
            {"exhaustion": "2014-01-14"},
        ),
        (
            "Dispositive Motion Filing Deadline: 7/1/2013, Dispositive Motion Hearing CONTINUED to 8/5/2013 at 10 AM.",
            {"dispositive motions": "2013-07-01"},
        ),
        (
            "Plaintiff shall file his opposition to the 2/12/13 motion to dismiss 36 no later than 4/21/13.",
            {"opposition": "2013-04-21"},
        ),
        ("ORDER: April 10, 2013, Plaintiffs shall file a memorandum.", {"memorandum": "2013-04-10"}),
        ("Roe's is given to April 30, 2013 to file its reply in support of its motion.", {"reply": "2013-04-30"}),
        (
            "***Pro Se Case Management Deadline set for 4/22/2013: deadline for payment of the filing fee.",
            {"payment of the filing fee": "2013-04-22"},
        ),
        ("Reply due by 5/1/2013. On or before 5/1/2013ORDER.", {"reply": "2013-05-01"}),
        (
            "Plaintiff shall identify expert witnesses by May 1, 2013; defendant, by June 3, 2013.",
            {"expert designation (plaintiff)": "2013-05-01", "expert designation (defendant)": "2013-06-03"},
        ),
        (
            "The last day for hearing dispositive motions is July 22, 2013.",
            {"dispositive motions hearing": "2013-07-22"},
        ),
        (
            "All defendants shall file pretrial motions by 9/3/2013. (Pretrial Motion Deadline set for 9/3/2013)",
            {"pretrial motions": "2013-09-03"},
        ),
        ('Counsel said "no." Reply due by 5/1/2013.', {"reply": "2013-05-01"}),
        ("Responses due by 9/12/2013. Replies due by 10/3/2013.", {"response": "2013-09-12", "reply": "2013-10-03"}),
    ],
)
def test_what_falls_due_is_named_and_dated(words: str, dates: dict[str, str]) -> None:
    assert _dates(f"{_SIGNED}: {words} (Doe, J)") == dates


@pytest.mark.parametrize(
    "words",
    [
        "(Doe, J) Modified on 3/5/2013 (Doe, J).",
        "ORDERING that the 03/05/13 Motion to Compel is DENIED.",
        "The June 24, 2013 order is VACATED.",
        "(E,P) Modified filing date on 4/1/2013 (E,P).",
        "Modified to correct filing date on 4/1/2013 (Doe, J).",
        "Excludable started as to Roe: XT4 Start: 4/1/2013 Stop: 5/1/2013.",
        "The time between 4/1/2013 and 5/1/2013 shall be deemed excludable time.",
        "Time is EXCLUDED from 4/1/2013 through 5/1/2013.",
        "This action is STAYED until 5/1/13.",
        "Plaintiff fell on 2/1/2013 and was treated by 2/9/2013.",
        "Discovery, which was to close on 7/1/2013, remains open.",
        "The opposition was due by 1/5/2013.",
        "interest at 6% from April 1, 2013.",
        "[Transferred from cand on 3/8/2013.]",
    ],
)
def test_other_days_are_no_deadlines_and_no_settings(words: str) -> None:
    found = _read(f"{_SIGNED}. {words}")

    assert found.dates == ()
    assert found.events == ()


def test_a_deadline_before_the_day_of_signature_is_past() -> None:
    assert _dates(f"{_SIGNED}. Reply due by 3/1/2013.") == {}
    assert _dates(f"{_SIGNED}. Reply due by 3/4/2013.") == {"reply": "2013-03-04"}


@pytest.mark.parametrize(
    ("words", "events"),
    [
        (
            "Status Conference set for 5/30/2013 at 10:00 AM in Courtroom 3 before Judge Ann B. Quill.",
            [("status conference", "2013-05-30T10:00")],
        ),
        ("Status Conference set for 5/30/2013 at 10:00 AM in Courtroom 3. The settlement conference is vacated.",
         [("status conference", "2013-05-30T10:00")]),
        ("Jury Trial RESET for 8/28/2013 at 09:30 AM.", [("jury trial", "2013-08-28T09:30")]),
        ("Sentencing is CONTINUED to 6/10/2013 at 9:00 AM.", [("sentencing", "2013-06-10T09:00")]),
        (
            "(Roe's (2) presence at the 5/16/2013 hearing on motion to compel discovery is excused.)",
            [("hearing on motion to compel discovery", "2013-05-16")],
        ),
        ("VACATING the hearing set for 4/2/2013 and RESETTING it for 5/2/2013.", [("hearing", "2013-05-02")]),
        ("A settlement conference will be held on May 7, 2013, in Courtroom 2, at 1:30 p.m.",
         [("settlement conference", "2013-05-07T13:30")]),
        ("This matter is set for jury trial before the Honorable C. Roe on May 19, 2013, at 9:00 a.m.",
         [("jury trial", "2013-05-19T09:00")]),
        ("Pretrial Conference set for 7/8/2013 at 2:00 PM and Bench Trial set for 9/9/2013 at 9:00 AM.",
         [("pretrial conference", "2013-07-08T14:00"), ("bench trial", "2013-09-09T09:00")]),
        ("Status Conference, as to Ann Roe; Ben Roe; and Cal Roe, is RE-SET for 8/23/2013 at 9:00 AM.",
         [("status conference", "2013-08-23T09:00")]),
        ("Deposition of John Roe set for 4/9/2013 at 10:00 AM.", [("deposition of john roe", "2013-04-09T10:00")]),
        ("The Pretrial Conference and Trial Date shall remain scheduled for 5/6/2013 and 6/3/2013.",
         [("pretrial conference", "2013-05-06"), ("trial", "2013-06-03")]),
        ("to produce Terry Roe to testify by video before Judge Quill on 5/6/2013 at 10:00 AM.",
         [("testimony", "2013-05-06T10:00")]),
        ("The Rule 35 Motion Hearing is set for 5/6/2013.", [("rule 35 motion hearing", "2013-05-06")]),
        ("Hearing on Defendants' 71 and 72 Motions to Dismiss set for 5/6/2013.",
         [("hearing on motions to dismiss", "2013-05-06")]),
        ("The court sets 5/6/2013 as the date for a bellwether trial.", [("bellwether trial", "2013-05-06")]),
        ("regarding oral arguments at the April 3, 2013 Motion Hearing.", [("motion hearing", "2013-04-03")]),
        ("The Non-Dispositive Motion Hearing set 5/20/2013 at 8:30 AM, Dispositive Motion Hearing set for 6/3/2013.",
         [("non-dispositive motion hearing", "2013-05-20T08:30"), ("dispositive motion hearing", "2013-06-03")]),
        ("Trial is SET for 6/3/2013 at 9:00 a.m.. Pretrial Conference is SET for 5/6/2013 at 2:00 p.m..",
         [("trial", "2013-06-03T09:00"), ("pretrial conference", "2013-05-06T14:00")]),
        ("Sentencing is rescheduled to Friday, May 17, 2013, from 11:00 a.m. to 12:00 noon.",
         [("sentencing", "2013-05-17T11:00")]),
        ("RESET for Change of Plea and Judgment & Sentencing on 5/20/2013 at 9:30 AM.",
         [("change of plea and judgment & sentencing", "2013-05-20T09:30")]),
    ],
)  # fmt: skip
def test_settings_are_named_and_dated(words: str, events: list[tuple[str, str]]) -> None:
    text = f"{_SIGNED}. {words} (Doe, J)"

    assert _events(text) == events
    assert _dates(text) == {}


@pytest.mark.parametrize(
    ("words", "vacated", "events"),
    [
        (
            "Status Conference CONTINUED from 5/3/13 to 6/28/2013 at 9:00 AM.",
            [("status conference", "2013-05-03")],
            [("status conference", "2013-06-28T09:00")],
        ),
        (
            "Sentencing currently set for 9/3/2013 has been CONTINUED to 10/15/2013 at 08:30 AM.",
            [("sentencing", "2013-09-03")],
            [("sentencing", "2013-10-15T08:30")],
        ),
        ("The 4/20/13, hearing date currently set for Roe's 20 Motion for Default Judgment is hereby VACATED.",
         [("hearing", "2013-04-20")], []),
        ("The previously ordered self-surrender date of April 5, 2013, is delayed until May 26, 2013.",
         [("self-surrender", "2013-04-05")], [("self-surrender", "2013-05-26")]),
        ("The Motion Hearing set for 4/9/2013 is VACATED.", [("motion hearing", "2013-04-09")], []),
        ("ORDER VACATING hearing date of April 8, 2013 and taking matter under submission.",
         [("hearing", "2013-04-08")], []),
        ("The court vacates the May 20, 2013 trial confirmation hearing and the July 16, 2013 jury trial.",
         [("trial confirmation hearing", "2013-05-20"), ("jury trial", "2013-07-16")], []),
        ("The May 20, 2013 trial confirmation hearing and the July 16, 2013 jury trial are VACATED.",
         [("trial confirmation hearing", "2013-05-20"), ("jury trial", "2013-07-16")], []),
        ("The 4/10/13 hearing on the motion to dismiss, filed 2/2/2013, is taken off calendar.",
         [("hearing on the motion to dismiss", "2013-04-10")], []),
        ("vacating 4/7/2013, 4/28/2013 and 5/4/2013 hearing dates and referring the motion.",
         [("hearing", "2013-04-07"), ("hearing", "2013-04-28"), ("hearing", "2013-05-04")], []),
        ("The April 1, 2013 trial confirmation hearing, and the June 10, 2013 jury trial, set before me, are VACATED.",
         [("trial confirmation hearing", "2013-04-01"), ("jury trial", "2013-06-10")], []),
        ("VACATING Trial Confirmation Hearing on 8/6/13 and Jury Trial on 8/28/13.",
         [("trial confirmation hearing", "2013-08-06"), ("jury trial", "2013-08-28")], []),
        ("The pretrial conference scheduled for May 3, 2013, and trial scheduled for June 3, 2013, are vacated.",
         [("pretrial conference", "2013-05-03"), ("trial", "2013-06-03")], []),
        ("The Status Conference set for 5/12/2013 is VACATED and RESET for 6/2/2013 at 10:00 AM.",
         [("status conference", "2013-05-12")], [("status conference", "2013-06-02T10:00")]),
        ("ORDER to continue the hearing currently set for 4/10/2013 and 4/11/2013 to 7/11/2013 and 7/12/2013.",
         [("hearing", "2013-04-10"), ("hearing", "2013-04-11")],
         [("hearing", "2013-07-11"), ("hearing", "2013-07-12")]),
    ],
)  # fmt: skip
def test_what_is_taken_away_is_never_live(
    words: str, vacated: list[tuple[str, str]], events: list[tuple[str, str]]
) -> None:
    text = f"{_SIGNED}. {words}"

    assert _vacated(text) == vacated
    assert _events(text) == events
    assert _dates(text) == {}


@pytest.mark.parametrize(
    ("words", "vacated", "events"),
    [
        ("GRANTING the continuance of the motions hearing currently set for 5/6/2013 before Judge Roe.",
         [("motions hearing", "2013-05-06")], []),
        ("The request to continue the trial, presently set for May 6, 2013, is GRANTED.",
         [("trial", "2013-05-06")], []),
        ("GRANTING defendant's motion to continue the hearing set for 5/6/2013.",
         [("hearing", "2013-05-06")], []),
        ("The motion to dismiss, presently scheduled for hearing on 5/6/2013, is taken off the Court's calendar.",
         [("hearing", "2013-05-06")], []),
        ("Vacating the May 20, 2013 hearing and the July 16, 2013 jury trial remains as set.",
         [("hearing", "2013-05-20")], [("jury trial", "2013-07-16")]),
        ("DENYING the motion to continue the trial currently set for 5/6/2013.", [], [("trial", "2013-05-06")]),
        ("The motion to continue the trial currently set for 5/6/2013 is DENIED.", [], [("trial", "2013-05-06")]),
        ("Counsel asks to continue the trial currently set for 5/6/2013.", [], []),
        ("A status conference about rescheduling the trial set for 5/6/2013.", [], []),
        ("The deposition of Ann Roe, set for 5/6/2013, has already been taken off calendar.", [], []),
        ("The deposition of Ann Roe, set for 5/6/2013, was taken off calendar by the parties.", [], []),
        ("Counsel set the motion for a hearing on 5/6/2013, any such hearing is VACATED.",
         [("hearing", "2013-05-06")], []),
        ("Pretrial Conference set for 5/6/2013 at 8:30 AM before Judge Ann Roe (previously set 4/1/2013).",
         [("pretrial conference", "2013-04-01")], [("pretrial conference", "2013-05-06T08:30")]),
        ("Counsel shall explain the failure to file a statement or appear at the 3/4/2013 hearing.", [], []),
    ],
)  # fmt: skip
def test_what_is_moved_or_only_asked_to_be_moved(
    words: str, vacated: list[tuple[str, str]], events: list[tuple[str, str]]
) -> None:
    text = f"{_SIGNED}. {words}"

    assert _vacated(text) == vacated
    assert _events(text) == events


@pytest.mark.parametrize("mark", ["[VACATED PURSUANT TO 12 ORDER]", "**WITHDRAWN PER ORDER 19**", "***DISREGARD***"])
def test_nothing_stands_of_an_entry_that_was_undone(mark: str) -> None:
    found = _read(
        f"{mark} {_SIGNED}. Reply due by 4/1/2013. Jury Trial set for 5/1/2013. Answer due within 14 days. (Doe, J)"
    )

    assert found.dates == found.events == found.periods == ()
    assert [(one.what.value, one.at.value) for one in found.vacated] == [
        ("jury trial", "2013-05-01"),
        ("reply", "2013-04-01"),
    ]


@pytest.mark.parametrize("word", ["STRICKEN", "WITHDRAWN", "VACATED"])
def test_nothing_stands_of_an_entry_that_begins_with_stricken(word: str) -> None:
    found = _read(f"{word} - {_SIGNED}. Arraignment set for 5/1/2013 at 9:30 AM.")

    assert found.events == ()
    assert [(one.what.value, one.at.value) for one in found.vacated] == [("arraignment", "2013-05-01T09:30")]


def test_a_signature_dated_after_its_entry_does_not_make_deadlines_past() -> None:
    text = "ORDER signed by Judge Ann B. Quill on 12/22/2013. Objections due by 1/5/2013."

    assert _dates(text) == {}
    assert {due.what: due.at.value for due in _read(text, entered="2012-12-22").dates} == {"objections": "2013-01-05"}
    assert _read(text, entered="2013-12-23").dates == ()


def test_a_label_under_the_heading_of_a_paper_is_named_without_it() -> None:
    text = (
        "DISCOVERY AND SCHEDULING ORDER\n\nDiscovery Cut-Off Date: May 6, 2013\n\nDispositive Motion Deadline: 7/1/2013"
    )

    assert _dates(text, "order") == {"discovery": "2013-05-06", "dispositive motions": "2013-07-01"}


def test_a_numbered_heading_is_no_part_of_what_falls_due() -> None:
    text = """III.  Discovery Plan and Cut-Off Date
      The parties shall complete all discovery pertaining to experts on or before May 8, 2015.

IV.   Pre-Trial Motion Schedule
      All non-dispositive pre-trial motions shall be filed no later than May 15, 2015.

e. Motions for summary judgment shall be filed by June 5, 2015.
"""

    assert _dates(text, "order") == {
        "expert discovery": "2015-05-08",
        "non-dispositive motions": "2015-05-15",
        "motions for summary judgment": "2015-06-05",
    }


def test_what_a_paper_only_tells_sets_nothing() -> None:
    text = """On January 8, 2017, the Court issued an order, setting the discovery deadline for September 8, 2017, and
the dispositive motion deadline for November 17, 2017. Defendants seek to extend the discovery deadline from
September 8, 2017 to October 23, 2017. Defendants noticed a deposition for September 5, 2017. Plaintiff's opposition was
due on or before September 15, 2017.
      1. The discovery deadline is extended from September 8, 2017 to October 16, 2017;
      2. The hearing set for September 20, 2017, at 10:00 a.m. is VACATED.

Dated: August 29, 2017
"""
    found = _read(text, "order")

    assert _dates(text, "order") == {"discovery": "2017-10-16"}
    assert found.events == ()
    assert {(one.what.value, one.at.value) for one in found.vacated} == {
        ("discovery", "2017-09-08"),
        ("hearing", "2017-09-20T10:00"),
    }


_TWO_COLUMNS = """
   Event                          {head}
   Fact Discovery Cut-Off         April 1, 2019        June 3, 2019
   Last Day to Hear Motions       May 20, 2019         August 5, 2019
   Final Pretrial Conference      July 8, 2019         September 23, 2019

Dated: March 4, 2019
"""


def test_of_two_columns_the_new_one_counts() -> None:
    text = _TWO_COLUMNS.format(head="Current Date         New Date")
    found = _read(text, "order")

    assert _dates(text, "order") == {"discovery": "2019-06-03", "motions hearing": "2019-08-05"}
    assert [(one.what.value, one.at.value) for one in found.events] == [("final pretrial conference", "2019-09-23")]
    assert {one.at.value for one in found.vacated} == {"2019-04-01", "2019-05-20", "2019-07-08"}


def test_of_two_columns_without_a_head_nothing_is_said() -> None:
    found = _read(_TWO_COLUMNS.format(head="Defendant's          Plaintiff's"), "order")

    assert found.dates == found.events == found.vacated == ()


def test_what_stood_is_gone_when_a_later_sentence_moves_it() -> None:
    text = """The jury trial is currently scheduled to begin on October 5, 2020, with a pretrial conference on September
21, 2020. The trial date of October 5, 2020 is stricken, and trial is reset for April 12, 2021, at 9:00 a.m. The
pretrial conference is rescheduled to March 29, 2021. Pretrial documents previously due on September 8, 2020, are now
due not later than March 15, 2021. The final pretrial is set for October 8, 2021, at noon.
DATED this 3rd day of August, 2020.
"""
    found = _read(text, "order")

    assert _dates(text, "order") == {"pretrial documents": "2021-03-15"}
    assert [(one.what.value, one.at.value) for one in found.events] == [
        ("trial", "2021-04-12T09:00"),
        ("pretrial conference", "2021-03-29"),
        ("final pretrial", "2021-10-08T12:00"),
    ]
    assert {one.at.value for one in found.vacated} == {"2020-10-05", "2020-09-21", "2020-09-08"}


def test_a_setting_that_is_moved_is_told_once() -> None:
    text = (
        "STIPULATION and ORDER to Continue April 13, 2015 Sentencing to May 11, 2015, signed by Judge Roe on 4/8/2015. "
        "(Sentencing as to Ann Roe previously set for 4/13/2015, has been CONTINUED to 5/11/2015, at 01:30 PM.)"
    )

    assert _events(text) == [("sentencing", "2015-05-11T13:30")]
    assert _vacated(text) == [("sentencing", "2015-04-13")]


def test_a_deadline_that_is_moved_away_is_vacated_under_its_name() -> None:
    assert _vacated(f"{_SIGNED}. The discovery deadline is extended from 4/1/2013 to 6/3/2013.") == [
        ("discovery", "2013-04-01")
    ]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Amended Complaint due within thirty (30) days.", ("amended complaint", 30, "days", "unstated", None, None)),
        (
            "Plaintiff is given an additional 28 days from the date of this order in which to file his opposition or "
            "statement of non-opposition to the motion.",
            (
                "opposition or statement of non-opposition",
                28,
                "days",
                "order",
                "from the date of this order",
                "plaintiff",
            ),
        ),
        (
            "Defendants optional reply is due 14 days after the opposition is filed.",
            ("reply", 14, "days", "filing", "after the opposition is filed", "defendants"),
        ),
        ("plf has 21 days to file a reply to dfts' opposition.", ("reply", 21, "days", "unstated", None, "plaintiff")),
        (
            "Within twenty one days after being served with these findings and recommendations, any party may file "
            "written objections.",
            (
                "objections",
                21,
                "days",
                "service of order",
                "after being served with these findings and recommendations",
                "party",
            ),
        ),
        (
            "Plaintiff may file a response within seven (7) days of service of the declaration.",
            ("response", 7, "days", "service", "of service of the declaration", "plaintiff"),
        ),
        (
            "Defendant shall file an answer within 28 days of any order adopting these findings.",
            ("answer", 28, "days", "ruling", "of any order adopting these findings", "defendant"),
        ),
        (
            "Each party shall file a status report no later than 14 days prior to the conference.",
            ("status report", 14, "days", "event", "prior to the conference", "party"),
        ),
        (
            "Defendant shall produce the video within 48 hours of this order.",
            ("produce video", 48, "hours", "order", "of this order", "defendant"),
        ),
        ("Defendants shall answer within two weeks.", ("answer", 14, "days", "unstated", None, "defendants")),
        ("Twenty-One Day Objection Deadline.", ("objections", 21, "days", "unstated", None, None)),
        (
            "DISMISSING the complaint with leave to amend within one hundred and twenty days.",
            ("amended complaint", 120, "days", "unstated", None, None),
        ),
    ],
)
def test_periods_are_read_with_their_trigger(words: str, period: tuple[Any, ...]) -> None:
    found = _periods(f"{_SIGNED}. {words} (Doe, J)")

    assert len(found) == 1
    assert found[0][:5] == period[:5]
    assert found[0][5] == period[5]


def test_the_second_of_two_periods_runs_from_the_first() -> None:
    words = (
        "DIRECTING Defendant to File Notice of Reasonable Expenses within Twenty Days, and GRANTING Plaintiff Thirty "
        "Days thereafter to File Response"
    )

    assert _periods(f"ORDER {words} signed by Judge Ann B. Quill on 3/4/2013.") == [
        ("notice of reasonable expenses", 20, "days", "unstated", None, "defendant"),
        ("response", 30, "days", "filing", "thereafter", "plaintiff"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Plaintiff spent 42 days in segregation.",
        "the term of imprisonment is reduced to a term of 58 days.",
        "Defendants are granted 35 days to and including 04/20/13 to file their reply.",
        "The deadline is extended by 29 days to 5/1/2013.",
        "A notice of appeal is timely if filed no later than 28 days after the entry of judgment.",
        "Plaintiff's motion for a 30-day extension of time is DENIED.",
        "This action is stayed for 60 days.",
        "If plaintiff fails to amend within this 10-day period, the claims may be dismissed.",
        "No more than three days are allocated to the trial.",
        "Under Rule 33, a responding party must answer within 30 days.",
    ],
)
def test_no_period_is_made_of_law_or_facts_or_lengths(words: str) -> None:
    assert _periods(f"{_SIGNED}. {words}") == []


def test_a_label_that_repeats_a_period_is_no_second_one() -> None:
    words = "ORDER to file an amended complaint within thirty days, signed by Judge Roe on 3/4/13. (30-Day Deadline)"

    assert [period[1] for period in _periods(words)] == [30]


def test_a_scheduling_order_in_prose_is_read() -> None:
    order = """IT IS HEREBY ORDERED that:
1.  The deadline for amending the pleadings is September 1, 2014;
2.  All discovery shall be
    completed by November 3, 2014;
3.  The deadline for filing all dispositive motions is January 5,
    2015; and
4.  A telephonic trial confirmation hearing is set for April 6, 2015, at 1:30 p.m. in Courtroom 6.
On May 1, 2014, plaintiff filed a motion to continue these dates.
IT IS SO ORDERED.
Dated: June 2, 2014
"""

    assert _dates(order, "order") == {
        "amend pleadings": "2014-09-01",
        "discovery": "2014-11-03",
        "dispositive motions": "2015-01-05",
    }
    assert [(one.what.value, one.at.value) for one in _read(order, "order").events] == [
        ("telephonic trial confirmation hearing", "2015-04-06T13:30")
    ]


_PAPER = (
    "ORDER signed by Magistrate Judge Ann B. Quill on 3/4/2013. Plaintiff has until 4/1/2013 to file an opposition. "
    "Defendants shall file a reply within 7 days of service of the opposition. The hearing set for 4/3/2013 is "
    "VACATED. "
    "Status Conference set for 5/30/2013 at 10:00 AM in Courtroom 3. Discovery due by 7/1/2013. (Doe, J)"
)


def _values(found: Calendar) -> list[tuple[str, object, tuple[tuple[int, int], ...]]]:
    values: list[tuple[str, object, tuple[tuple[int, int], ...]]] = [
        (f"dates.{due.what}", due.at.value, due.at.spans) for due in found.dates
    ]
    for field, events in (("events", found.events), ("vacated", found.vacated)):
        values += [(field, (one.what.value, one.at.value), one.at.spans) for one in events]
    values += [("periods", (one.what.value, one.length.value), one.length.spans) for one in found.periods]
    return values


def test_without_its_sentence_a_value_is_gone() -> None:
    all_values = _values(_read(_PAPER))
    assert len(all_values) == 5
    sentences = [match.span() for match in re.finditer(r"[^ ].*?\.(?= [A-Z(]|$)", _PAPER)]
    for field, value, spans in all_values:
        start, end = next(one for one in sentences if one[0] <= spans[0][0] < one[1])
        left = [(name, kept) for name, kept, _ in _values(_read(_PAPER[:start] + _PAPER[end:]))]

        assert (field, value) not in left
        assert [one for one in left if one[0] == field] == [
            (name, kept) for name, kept, _ in all_values if name == field and (name, kept) != (field, value)
        ]


def test_the_quoted_words_say_the_value() -> None:
    for field, value, spans in _values(_read(_PAPER)):
        quote = _PAPER[spans[0][0] : spans[0][1]]
        if field == "periods":
            assert quote == "7 days"
        else:
            iso = value[1] if isinstance(value, tuple) else value
            assert [when.iso for when in whens(quote)] == [iso]


@given(st.lists(st.sampled_from(re.findall(r"\S+|\s+", _PAPER)), max_size=60))
@settings(max_examples=200, deadline=None)
def test_shuffled_words_are_read_without_complaint(words: list[str]) -> None:
    text = "".join(words)
    for _, _, spans in _values(_read(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_very_long_paper_does_not_hang() -> None:
    text = (
        "The motion of the plaintiff to extend the time within which to reply to the order, if any, is denied " * 20_000
    )
    view = View(plain(text + "by 5/1/2013 " * 200))
    start = time.process_time()

    read_calendar(view, "order")

    assert time.process_time() - start < 10


@needs_legal
def test_the_live_dates_of_the_labelled_entries_are_found_and_no_others() -> None:
    for paper in json.loads((LEGAL / "docket_text/labelled.json").read_text()):
        found = _read(paper["text"])

        assert {due.what: due.at.value for due in found.dates} == paper["truth"]["dates"], paper["id"]
        assert [{"what": one.what.value, "at": one.at.value} for one in found.events] == paper["truth"]["events"]
        assert [one.length.value for one in found.periods] == [one["days"] for one in paper["truth"]["periods"]]


@needs_legal
def test_the_seed_order_has_one_live_date() -> None:
    truth = json.loads((LEGAL / "seed.truth.json").read_text())
    found = _read((LEGAL / "seed.txt").read_text(), "order")

    assert {due.what: due.at.value for due in found.dates} == truth["deadlines"]
    assert found.events == found.periods == found.vacated == ()


def test_what_lies_before_the_entry_is_past_where_no_signature_tells_the_day() -> None:
    text = "ORDER setting deadlines. Joint report due by {day}. Ordered by Judge Ada Alder. (JS)"
    assert _read(text.format(day="8/4/2008"), entered="2008-10-28").dates == ()
    later = _read(text.format(day="11/4/2008"), entered="2008-10-28").dates
    assert {due.what: due.at.value for due in later} == {"joint report": "2008-11-04"}


def test_the_signature_is_the_last_thing_done_before_the_entry() -> None:
    text = (
        "ORDER to comply with order filed September 2, 2011, signed by Judge Ada Alder on 9/18/11. Reply due by {day}."
    )
    assert _read(text.format(day="9/9/2011"), entered="2011-09-19").dates == ()
    assert [due.at.value for due in _read(text.format(day="9/30/2011"), entered="2011-09-19").dates] == ["2011-09-30"]


def test_discovery_that_is_completed_or_heard_by_a_day_is_no_hearing() -> None:
    text = (
        f"{_SIGNED}. All nonexpert discovery and related motions shall be completed or heard no later than 10/12/2013."
    )
    assert all("hearing" not in name for name in _dates(text))
