"""Other entries that a paper refers to, and the numbers that are none."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.court import refs
from openhold.court.view import View
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal


def said(text: str, kind: str = "docket-text") -> list[int | str]:
    """Return the entries that a text refers to."""
    return [one.value for one in refs.read_refs(View(plain(text)), kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORDER DENYING 61 Motion to Appoint Counsel signed by Magistrate Judge Ann Poe on 2/18/2014. (Roe, A)", [61]),
        (
            "ORDER ADOPTING 137 FINDINGS and RECOMMENDATIONS, in full, DENYING plaintiff's 127 Motion for Judgment.",
            [127, 137],
        ),
        (
            "ORDER Granting Defendant's Motion For Seven-Day Extension OF Time To File Motion (Doc.64), "
            "Deadline: 09/09/2015",
            [64],
        ),
        ("ORDER DENYING Plaintiff's Motion to Remand 11, signed by District Judge Ann Poe on 7/11/13.", [11]),
        ("ORDER that143 Motion for a protective orderi s denied", [143]),
        ("ORDER granting 25the plaintiff's Motion to Amend", [25]),
        ("Application for Writ of Habeas Corpus Ad Prosequendum 68GRANTED.", [68]),
        ("motions to dismiss (Dkt. Nos. 76, 77, 101) are GRANTED", [76, 77, 101]),
        ("ORDER denying Motions 39 ; 41 ; 15 and 22 - Signed by Magistrate Judge Ann Poe.", [15, 22, 39, 41]),
        ("Defendants' Motion for Judicial Notice [61-3] is GRANTED; Motion to Declare 61 is DENIED.", [61, "61-3"]),
        ("ORDER re Docs. 19798-1, -2 signed by Judge Ann Poe", ["19798-1", "19798-2"]),
        ("ORDER (ECF Nos. 12-14) signed by Judge Ann Poe", [12, 13, 14]),
        ("STIPULATION and ORDER 24 for continuance signed by Senior Judge Ann Poe on 4/1/2010.", [24]),
        ("ORDER, The First Order, filed on November 6, 2013 2, is VACATED.", [2]),
        ("ORDER re 18, 19 signed by Judge Ann Poe", [18, 19]),
        ("ORDERED that plaintiff's (13) Motion for Temporary Restraining Order is denied", [13]),
        ("ORDER GRANTING IN PART AND DENYING IN PART 29 Defendant's Motion for Summary Judgment", [29]),
        ("Motion for Summary Judgment is DENIED. 67 (Roe, A)", [67]),
        ("ORDER as to defendant Discovery Request No. 6 601 & 709, signed by Judge Ann Poe", [601, 709]),
        ("ORDER on 12 Motion to Dismiss and Dkt. # 14", [12, 14]),
        ("[All other dates remain as set by 47 Status (Pretrial Scheduling) Order](Roe, A)", [47]),
        ("denying 26 Motion for Notice of FRE Rule 608; 27 Motion for Hearing", [26, 27]),
        ("ORDER granting Leave to Depose Plaintiff 24, signed by Magistrate Judge Ann Poe", [24]),
        ("ORDER DISMISSING Doe Defendant from action, as to 94, signed by Judge Ann Poe", [94]),
        ("Hearing reset for 2/6/2006 before Judge Ann Poe Jr 239. signed by Judge Ann Poe Jr.", [239]),
        ("ORDER re RESENTENCING of defendants Ann Roe and Bob Roe 154. For the reasons stated", [154]),
        ("the second claim of the amended complaint #12 is DISMISSED", [12]),
        ("Order Denying Motion To Reconsider # 36 (Roe, Ann)", [36]),
        ("RELATED CASE 52 ORDER signed by Judge Ann Poe", [52]),
        ("This order is a duplicate of 254.", [254]),
        ("VACATING the hearing set in the 5 Minute Order", [5]),
        ("Motion to Stay, Fil. #59, is denied", [59]),
        ("under Section 523)(a)(6) (related document(s)1, 10) THE COURT IS TO SERVE", [1, 10]),
        ("The motion and attachments 531 shall be sealed", [531]),
        ("the Amended Complaint (Filing No. 5, attach. 1) as a separate document", ["5-1"]),
    ],
)
def test_numbers_of_entries_are_found(text: str, expected: list[int | str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ORDER for release of Ralph Roe. (Roe, A) (Main Document 9 replaced on 4/10/2012) (Roe, A).",
        "ORDERED: 1) Documents Nos. 1a, 1b, 2&3 of Exhibit C are protected and shall not be produced.",
        "The areas are Areas 7, 8 and portions of Areas 6 and 9. Signed by Judge Ann Poe on 1/2/2013.",
        "Copies mailed to the Treasurer's Office.(ABCD, 4). (Attachments: # (1) Errata)",
        "FINDINGS And RECOMMENDATION To: 1) Deny Motion to Strike, 2) Deny Motion for Judgment, signed",
        "no later than 14 days after either 1) the Order following the hearing or 2) this Courts Order",
        "ORDER regarding Release as to Ralph Roe-Vole (1 ); The Order is hereby revoked",
        "The Affidavit of counsel filed as Attachment 1 is substituted for the statement of counsel",
        "MOTION FOR SANCTIONS PURSUANT TO FED.R.CIV,P. 11 FILED BY DEFENDANT ROE",
        "ORDER to produce documents within 5 minutes, signed by Judge Ann Poe in courtroom 9, signed by the clerk",
        "RESPONSE to Note #3 from the Jury, by Judge Ann Poe on 6/17/13. 1. The court will read nos. 16 "
        "and 17. 2. It is so.",
        "ORDER as to John Roe (2), Count 1, signed by Judge Ann Poe. (Attachments: # (1) Complaint Form)",
        "The clerk shall send plaintiff 1 USM-285 form, 1 summons and 2 copies of the complaint; the fee is $350.00.",
        "Conference in Courtroom 3 on the 7th floor at 2500 Oak Street, Suite 200, Springfield CA 95814 "
        "on May 30, 2014.",
        "Plaintiff has 30 days; 15-Day Deadline; within fourteen (14) days of service, Rule 12(b)(6), 28 U.S.C. 2254.",
        "ORDER GRANTING Motion to Compel Further Responses to Interrogatories 5 and 6, signed by Judge Ann Poe.",
        "Excludable Time T4 Start: 4/11/2014; XT2, new case number is: 1:14-cv-1450 ABC-DEF; pursuant to FRCP 41.",
        "OPINION FILED (UNPUBLISHED) [3867764] [11-1830]",
        "ORDER in case no. 2:09-cv-01234, ECF No. 12 there.",
        "(IT IS HEREBY ORDERED: 1. Plaintiff's motion is denied; 2. The action is closed; and 3. "
        "Judgment shall enter.)",
        "the response to the 2254 petition shall be filed by 6/28/06",
        "Plaintiff shall show cause or 2) file an amended complaint.",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert said(text) == []


def test_a_damaged_label_is_read_and_said_to_be_unsure() -> None:
    view = View(plain("ORDER DENYING PLAINTIFF'S MOTION v. **IECF No. 921** JOHN ROE"))
    (one,) = refs.read_refs(view, "order")
    assert (one.value, one.sure, view.quote(one.spans[0])) == (92, False, "921")


def test_in_a_whole_order_bare_numbers_are_none() -> None:
    text = (
        "The court heard 12 motions and 3 requests. See 57 Motion. The motion to compel [40] is denied. (ECF No. 41.)"
    )
    assert said(text, "order") == [40, 41]


def test_every_place_is_quoted() -> None:
    view = View(plain("ORDER granting 2 Motion to Stay (Filing No. 2) and 15 Motion to Amend"))
    found = refs.read_refs(view, "docket-text")
    assert [[view.quote(span) for span in one.spans] for one in found] == [["2", "2"], ["15"]]


def test_an_entry_whose_number_is_taken_away_is_gone() -> None:
    assert said("ORDER denying 13 Motion to Amend; denying 14 Motion to Stay") == [13, 14]
    assert said("ORDER denying 13 Motion to Amend; denying Motion to Stay") == [13]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="Doc. No[]()#,;-&12 motionORDER\n'/$", max_size=120))
def test_any_text_gives_quotes_that_hold_the_number(text: str) -> None:
    view = View(plain(text))
    for one in refs.read_refs(view, "docket-text"):
        for span in one.spans:
            assert view.quote(span).strip()
            assert str(one.value).rpartition("-")[2] in view.quote(span) or "-" in view.quote(span)


@needs_legal
def test_labelled_docket_texts() -> None:
    rows = json.loads((LEGAL / "docket_text/labelled.json").read_text())
    wrong = [row["id"] for row in rows if said(row["text"]) != row["truth"]["ecf_refs"]]
    assert not wrong


@needs_legal
def test_the_first_paper() -> None:
    truth = json.loads((LEGAL / "seed.truth.json").read_text())
    (one,) = refs.read_refs(View(plain((LEGAL / "seed.txt").read_text())), "order")
    assert (one.value, one.sure) == (truth["motion_ecf"], False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORDERING that the motion for a restraining order,53 is DENIED.", [53]),
        ("Order sustaining objection to claim of exemption (Re: # 32).", [32]),
        ("OPINION AND ORDER that 1 Bankruptcy Appeal is DISMISSED.", [1]),
        ("ORDERING Roe's motion #108 to continue the hearing is GRANTED.", [108]),
        ("He has asked for counsel. [ECF No. 5.1 There is no right to it. See Roe v. Poe, 1 F.3d 2.1.", [5]),
        ("ORDER (Attachments: # (1) Pgs. 1-5 of First Amended Complaint)", []),
        (
            "ORDER - That filing no. 26 is granted; relief is barred by the decisions in Doe v. Roe, 512 U.S. 477 "
            "(1994), and Poe v. Doe, 520 U.S. 641 (1997); That filing no. 29, the plaintiff's Opposition to Motion to "
            "Dismiss, is granted.",
            [26, 29],
        ),
    ],
)
def test_numbers_beside_unusual_papers(text: str, expected: list[int | str]) -> None:
    """Numbers that a comma, a sign or another paper's name goes before."""
    assert said(text) == expected
