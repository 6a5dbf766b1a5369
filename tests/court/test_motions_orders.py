"""How a whole order decides, and what the rest of it tells of the motions."""

import json

import pytest

from openhold.court.motions.reader import read_outcomes
from openhold.court.view import View
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal
from tests.court.outcomes import told

ORDER = """UNITED STATES DISTRICT COURT
JOHN DOE, Plaintiff, v. R. ROE, et al., Defendants.     ORDER AND FINDINGS AND RECOMMENDATIONS

On March 3, 2014, plaintiff filed a motion to compel (ECF No. 40). Defendants oppose.
The court previously denied plaintiff's motion for appointment of counsel. A motion for summary judgment may be
granted only if there is no genuine dispute. Poe v. Moe, 1 F.3d 2 (9th Cir. 1993) (motion to dismiss granted).
IT IS HEREBY ORDERED that:
1. Plaintiff's motion to compel (ECF No. 40) is denied;
2. Plaintiff's request for an extension of time (ECF No. 42) is granted; and
3. The Clerk shall serve a copy of this order.
IT IS HEREBY RECOMMENDED that:
1. Defendants' motion for summary judgment (ECF No. 45) be granted in part and denied in part.
Failure to file objections may waive the right to appeal.
"""


def test_in_a_whole_order_only_what_it_orders_decides() -> None:
    assert told(ORDER, "order") == [
        ("motion to compel", "plaintiff", "denied", 40),
        ("request for extension of time", "plaintiff", "granted", 42),
        ("motion for summary judgment", "defendant", "recommended granted in part, denied in part", 45),
    ]
    first = read_outcomes(View(plain(ORDER)), "order")[0]
    assert first.filed is not None
    assert first.filed.value == "2014-03-03"


def test_title_and_body_tell_of_one_motion() -> None:
    text = (
        "JOHN DOE, ORDER DENYING PLAINTIFF'S MOTION FOR A PROTECTIVE ORDER v. **IECF No. 921** R. ROE, Defendants. "
        "The motion was heard. Accordingly, Plaintiff's motion for a protective order is denied. IT IS SO ORDERED."
    )
    assert told(text, "order") == [("motion for protective order", "plaintiff", "denied", 92)]


def test_an_opinion_says_how_the_appeal_ended() -> None:
    text = "United States Court of Appeals for the Ninth Circuit. Appeal from the District. The judgment is AFFIRMED."
    assert told(text, "order") == [("appeal", None, "affirmed", None)]


OPINION = """UNITED STATES COURT OF APPEALS FOR THE NINTH CIRCUIT
Appeal from the United States District Court for the Eastern District of California
The judgment that the Board entered was AFFIRMED by a panel below. {more}
{end}
"""


@pytest.mark.parametrize(
    ("end", "result"),
    [
        ("AFFIRMED.", "affirmed"),
        ("AFFIRMED in part, VACATED in part, and REMANDED.", "affirmed in part, vacated in part, and remanded"),
        ("VACATED and REMANDED.", "vacated and remanded"),
    ],
)
def test_an_opinion_that_decides_a_motion_too_still_says_how_the_appeal_ended(end: str, result: str) -> None:
    text = OPINION.format(more="Roe's motion to supplement the record (Docket Entry No. 29) is denied.", end=end)
    assert told(text, "order") == [
        ("motion to supplement record", "Roe", "denied", 29),
        ("appeal", None, result, None),
    ]


def test_titles_of_motions_in_quotation_marks_are_read_and_other_quotations_are_not() -> None:
    text = """UNITED STATES DISTRICT COURT
    Pending is Plaintiff's "Motion to Compel" (Doc. 88), filed on January 19, 2016.
    IT IS ORDERED granting in part and denying in part Plaintiff's "Motion to Compel" (Doc. 88).
    IT IS FURTHER ORDERED denying as moot Defendants' \u201cSecond Motion for Protective Order\u201d (Doc. 94).
    Plaintiff wrote that "the motion is granted and nobody may ask why" (Doc. 95).
    """
    outcomes = read_outcomes(View(plain(text)), "order")
    assert told(text, "order") == [
        ("motion to compel", "plaintiff", "granted in part, denied in part", 88),
        ("second motion for protective order", "defendant", "denied as moot", 94),
    ]
    assert text[slice(*outcomes[0].motion.spans[0])] == "Motion to Compel"
    assert text[slice(*outcomes[1].motion.spans[0])] == "Second Motion for Protective Order"


@pytest.mark.parametrize("sentence", [line for line in ORDER.splitlines() if line[:2] in ("1.", "2.")])
def test_an_outcome_goes_with_the_sentence_that_says_it(sentence: str) -> None:
    before, after = told(ORDER, "order"), told(ORDER.replace(sentence, ""), "order")
    kept = [one for one in before if f"ECF No. {one[3]}" not in sentence]
    assert [one for one in after if one[3] is not None] == kept


def test_a_title_that_runs_into_the_caption_keeps_the_name_that_the_body_gives() -> None:
    text = (
        "JOHN DOE, Plaintiff, v. ORDER DENYING PLAINTIFF'S MOTION TO COMPEL COUNTY OF ELM, et al., Defendants. "
        "IT IS HEREBY ORDERED that plaintiff's motion to compel (ECF No. 31) is denied."
    )
    assert told(text, "order") == [("motion to compel", "plaintiff", "denied", 31)]


def filed(text: str) -> list[tuple[str, str | None, str, int | str | None, str | None]]:
    """Return what `told` returns of an order, and the day on which each motion was filed."""
    outcomes = read_outcomes(View(plain(text)), "order")
    return [(*one, two.filed and two.filed.value) for one, two in zip(told(text, "order"), outcomes, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ORDER GRANTING IN PART AND DENYING IN PART PLAINTIFF'S MOTION TO COMPEL (Doc. 44) Before the court is "
            "plaintiff's motion to compel. IT IS HEREBY ORDERED that plaintiff's motion to compel is granted as to "
            "request nos. 3 and 4 and denied in all other respects.",
            [("motion to compel", "plaintiff", "granted in part, denied in part", 44, None)],
        ),
        (
            "ORDER DENYING MOTION TO APPOINT COUNSEL (Doc. 44) He wants help. Accordingly, plaintiff's motion for the "
            "appointment of "
            "counsel is HEREBY DENIED, without prejudice.",
            [("motion to appoint counsel", "plaintiff", "denied without prejudice", 44, None)],
        ),
        (
            "ORDER On March 3, 2016, Plaintiff Roe Mills, Inc. filed a motion for an order directing the prison to "
            "preserve tapes. Accordingly, the motion to preserve evidence is DENIED.",
            [("motion to preserve evidence", "plaintiff", "denied", None, "2016-03-03")],
        ),
        (
            "ORDER Pending are Defendant's Motion for Summary Judgment (Doc. # 44) and Plaintiff's Motion to Strike "
            "(Doc. # 52). The Court DENIES the Motion for Summary Judgment and DENIES AS MOOT the Motion to Strike.",
            [
                ("motion for summary judgment", "defendant", "denied", 44, None),
                ("motion to strike", "plaintiff", "denied as moot", 52, None),
            ],
        ),
        (
            "ORDER Petitioner has filed a petition for a writ of habeas corpus and a request to proceed in forma "
            "pauperis. ECF Nos. 1, 4. IT IS ORDERED that petitioner's request to proceed in forma pauperis is granted.",
            [("request to proceed in forma pauperis", "petitioner", "granted", None, None)],
        ),
        (
            "ORDER Plaintiff is a baker who sells bread and cakes in the town of Roe, where he lives with his family, "
            "and who says that the defendants took his oven away. On May 1, 2019, the court denied "
            "plaintiff's motion to compel (ECF No. 9). Now before the court "
            "is a second one. IT IS ORDERED that the motion to compel is granted.",
            [("motion to compel", None, "granted", None, None)],
        ),
        (
            "MEMORANDUM We review de novo. Roe's motion to file a late reply (Docket Entry No. 31) is granted. AFFIRM.",
            [("motion to file late reply", "Roe", "granted", 31, None)],
        ),
        (
            "ORDER IT IS ORDERED that: 1. The findings filed May 1, 2013, are adopted in full; 2. Defendants' motion "
            "to dismiss (Dckt. No. 31) is granted.",
            [("motion to dismiss", "defendant", "granted", 31, None)],
        ),
    ],
)
def test_the_rest_of_an_order_tells_whose_which_and_when(
    text: str, expected: list[tuple[str, str | None, str, int | str | None, str | None]]
) -> None:
    """What the words that decide leave out stands elsewhere in the order, or nowhere."""
    assert filed(text) == expected


@needs_legal
def test_the_first_paper() -> None:
    truth = json.loads((LEGAL / "seed.truth.json").read_text())
    (one,) = read_outcomes(View(plain((LEGAL / "seed.txt").read_text())), "order")
    assert one.ecf is not None
    assert one.filed is not None
    assert (one.result.value, one.ecf.value, one.filed.value) == (
        truth["disposition"],
        truth["motion_ecf"],
        truth["motion_filed"],
    )
