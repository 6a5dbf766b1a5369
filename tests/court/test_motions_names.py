"""How a motion is called, and the day on which it was filed."""

import pytest

from openhold.court.motions.reader import read_outcomes
from openhold.court.view import View
from openhold.extract.text import plain
from tests.court.outcomes import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORDER DENYING 15 Stipulation to modify the 12 Scheduling Order.", "stipulation to modify scheduling order"),
        (
            "ORDER GRANTING the parties' request for a continuance of the hearing currently set for 1/8/2013.",
            "~hearing",
        ),
        ("ORDER denying Petitioner's 5 Motion for a Cease and Desist Order.", "motion for cease and desist order"),
        ("ORDER denying 8 MOTION to be Physically Present.", "motion to be physically present"),
        ("ORDER denying 14 Motion to file documents under seal.", "motion to file documents under seal"),
        ("The motion to alter, or amend the judgment is DENIED.", "motion to alter, or amend judgment"),
        ("ORDERING that the 22 Rule 60(b) Motion is DENIED.", "rule 60(b) motion"),
        ("ORDER that Roe's habeas petition is dismissed.", "habeas petition"),
        ("ORDER that the 7 Motion under 28 U.S.C. 2255 to Vacate is denied.", "motion to vacate"),
        (
            "ORDERING plaintiff's 3 Application for OSC why Roe should pay the whole fee is DENIED.",
            "application for osc",
        ),
        ("ORDER GRANTING the request to permit defendants to travel.", "request to permit defendants to travel"),
        ("The motion of defendant Ann Poe for early discovery is denied.", "motion for early discovery"),
        ("ORDER denying 33 Motion for Misc. Relief ; adopting 35 Report.", "motion for misc. relief"),
        ("57 Motion for Extension of timeis DENIED.", "motion for extension of time"),
        ("ORDER granting 5 Stipulation and Proposed Order of Waiver of presence.", "stipulation of waiver of presence"),
        (
            "THE MOTION TO VACATE, SET ASIDE OR CORRECT SENTENCE IS DENIED.",
            "motion to vacate, set aside or correct sentence",
        ),
        (
            "ORDER GRANTING 8 Request to Seal Opposition to Elm Department of Bread and Butter's Motion to Quash.",
            "request to seal opposition to elm department of bread and butter's motion to quash",
        ),
    ],
)
def test_a_name_ends_where_its_sense_ends(text: str, expected: str) -> None:
    (one,) = told(text)
    assert one[0] == expected or (expected[0] == "~" and one[0].endswith(expected[1:]))


def test_the_day_of_filing_is_taken_from_the_name() -> None:
    (one,) = read_outcomes(
        View(plain("Plaintiff's August 21, 2008 motion for injunctive relief is denied.")), "docket-text"
    )
    assert one.filed is not None
    assert one.filed.value == "2008-08-21"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORDER DENYING 4 Request for Bread filed by Max Roe, signed by Judge Ann Poe on 5/2/14.", None),
        ("ORDER granting 11 MOTION to Stay filed by Roe Mills. Signed by Judge Ann Poe on 1/3/2011.", None),
        ("recommending that the Motion to Stay filed by Max Roe on 4/4/14 27 be denied.", "2014-04-04"),
        ("ORDER. The motion to amend filed 11/4/2013, is DENIED.", "2013-11-04"),
    ],
)
def test_the_day_of_filing_is_not_the_day_of_the_order(text: str, expected: str | None) -> None:
    (one,) = read_outcomes(View(plain(text)), "docket-text")
    assert (one.filed and one.filed.value) == expected


def test_two_days_before_two_motions_go_with_their_numbers() -> None:
    text = "ORDER that defendants' 07/07/10 and 08/09/10 requests to travel 55, 61 are granted."
    found = [
        (one.ecf and one.ecf.value, one.filed and one.filed.value, one.by and one.by.value)
        for one in read_outcomes(View(plain(text)), "docket-text")
    ]
    assert found == [(55, "2010-07-07", "defendant"), (61, "2010-08-09", "defendant")]
