"""How motions were decided: whose, which, how, and what decides nothing."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.court.motions.reader import read_outcomes
from openhold.court.view import View
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal
from tests.court.outcomes import BY, Told, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"ORDER DENYING 61 Motion to Appoint Counsel {BY}", [("motion to appoint counsel", None, "denied", 61)]),
        (
            f"ORDER Granting Defendant Roe's Motion For Seven-Day Extension OF Time To File Motion (Doc.64), {BY}",
            [("motion for extension of time", "defendant", "granted", 64)],
        ),
        (
            "ORDERING that plf's 121 Second Request for an Extension of Time is GRANTED; plf has 30 days.",
            [("second request for extension of time", "plaintiff", "granted", 121)],
        ),
        (
            "ORDER granting in part and denying in part 19 Motion in Limine, denying 20 Motion in Limine, "
            "finding as moot 24 Motion in Limine.",
            [
                ("motion in limine", None, "granted in part, denied in part", 19),
                ("motion in limine", None, "denied", 20),
                ("motion in limine", None, "denied as moot", 24),
            ],
        ),
        (
            f"ORDER DENYING Plaintiff's Motion for Judgment on the Pleadings 37, {BY}: Motion is DENIED AS MOOT.",
            [("motion for judgment on pleadings", "plaintiff", "denied as moot", 37)],
        ),
        (
            "Defendants' motion to dismiss (Dkt. 12) is GRANTED as to count I and DENIED as to count II.",
            [("motion to dismiss", "defendant", "granted in part, denied in part", 12)],
        ),
        (
            "The 139 Motion to Dismiss is GRANTED as to Roe. The Motion is DENIED as to Poe.",
            [("motion to dismiss", None, "granted in part, denied in part", 139)],
        ),
        (
            f"ORDER Denying Plaintiff's Motion For Summary Judgment And Denying Parties' Motions To "
            f"Strike (Docs. 18, 27), {BY}",
            [
                ("motion for summary judgment", "plaintiff", "denied", None),
                ("motion to strike", "parties", "denied", None),
            ],
        ),
        (
            "ORDER signed by Judge Ann Poe on 8/3/2006 Pltf's 26 Request for a Preliminary Injunction is DENIED.",
            [("request for preliminary injunction", "plaintiff", "denied", 26)],
        ),
        (
            "ORDER granting in part 19 Motion for Order; Plaintiff's claims are DISMISSED; DENYING 19 "
            "Motion for Order as to Roe.",
            [
                ("motion for order", None, "granted in part, denied in part", 19),
                ("dismissal", "court", "dismissed", None),
            ],
        ),
        (
            f"ORDER denying 59, 60 Motions to Appoint Counsel {BY}",
            [("motion to appoint counsel", None, "denied", 59), ("motion to appoint counsel", None, "denied", 60)],
        ),
        (
            "ORDERING that 64 Plaintiffs motion to file an amended complaint and 49 Motion for entry of "
            "default is DENIED.",
            [
                ("motion to file amended complaint", "plaintiff", "denied", 64),
                ("motion for entry of default", None, "denied", 49),
            ],
        ),
        (
            "ORDER that filing 7, the motion to dismiss filed by defendants Roe, is denied; that filing No. "
            "13, the Motion to Stay is denied as moot.",
            [("motion to dismiss", "defendant", "denied", 7), ("motion to stay", None, "denied as moot", 13)],
        ),
        (
            "ORDER denying as moot the following motions: 22 Motion for Release; 23 Motion for Notice.",
            [("motion for release", None, "denied as moot", 22), ("motion for notice", None, "denied as moot", 23)],
        ),
        (
            "MEMORANDUM AND ORDER THAT ACME'S MOTION FOR SUMMARY JUDGMENT IS GRANTED.",
            [("motion for summary judgment", "ACME", "granted", None)],
        ),
        (
            f"ORDER GRANTING the Parties' Joint Stipulation to Extend Reply Deadline {BY}",
            [("stipulation to extend reply deadline", "parties", "granted", None)],
        ),
        (
            f"ORDERING that the parties Joint Stipulation and [Proposed] Order 27 is not approved. {BY}",
            [("stipulation", "parties", "denied", 27)],
        ),
        (
            f"ORDER dismissing without prejudice Motion for compensation (Related Doc # 10). {BY}",
            [("motion for compensation", None, "dismissed without prejudice", 10)],
        ),
    ],
)
def test_each_motion_decided_is_one_outcome(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"FINDINGS and RECOMMENDATIONS {BY} recommending that 58 MOTION for DEFAULT JUDGMENT filed by "
            f"Max Roe be DENIED, without prejudice.",
            [("motion for default judgment", "Max Roe", "recommended denied", 58)],
        ),
        (
            f"ORDER AND FINDINGS and RECOMMENDATIONS {BY} DENYING plaintiff's 14 request for counsel; and "
            f"RECOMMENDING that "
            "plaintiff's 14 motion for preliminary injunction be denied.",
            [
                ("request for counsel", "plaintiff", "denied", 14),
                ("motion for preliminary injunction", "plaintiff", "recommended denied", 14),
            ],
        ),
        (
            f"ORDER ADOPTING 30 FINDINGS AND RECOMMENDATIONS; defendant's 29 Motion to Dismiss is DENIED. {BY}",
            [("motion to dismiss", "defendant", "denied", 29)],
        ),
        (
            f"FINDINGS and RECOMMENDATIONS Recommending that the Court Dismiss this Action, without Prejudice, {BY}",
            [("dismissal", "court", "recommended dismissed", None)],
        ),
        (
            f"REPORT AND RECOMMENDATION to grant 21 MOTION for Attorney Fees {BY}",
            [("motion for attorney fees", None, "recommended granted", 21)],
        ),
        (
            "tiff's motion to stay be denied. Objections due in 14 days.FINDINGS and RECOMMENDATIONS signed "
            "by Judge Ann Poe on 1/2/13.",
            [("motion to stay", None, "recommended denied", None)],
        ),
    ],
)
def test_what_is_only_recommended_says_so(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"ORDER {BY} AFFIRMING nothing but vacating hearing date re: 45 MOTION to COMPEL.",
        "If defendant Roe's motion for summary judgment is denied, the parties have 21 days.",
        "Failure to respond will result in a recommendation that this action be dismissed.",
        f"ORDER to SHOW CAUSE why this action should not be dismissed {BY}",
        "Plaintiff shall respond to the motion to dismiss. The motion may be granted if unopposed.",
        "No further requests for extension of time will be granted.",
        "Should defendants fail to respond, plaintiff's request will be granted.",
        f"STIPULATION and ORDER {BY}: Status Conference RESET for 4/11/2013.",
        "Defendants shall file their opposition to the order denying the motion to compel.",
        f"ORDER Requiring Plaintiff to File In Forma Pauperis Application or Pay Filing Fee {BY}",
        "The court previously denied these motions.",
        "JUDGMENT as to John Roe (1), time served on Count 1; defendant is remanded.",
        "",
        f"ORDER Regarding Denial of 48 Motion for Bread; the clerk shall serve it. {BY}",
    ],
)
def test_a_motion_only_mentioned_is_no_outcome(text: str) -> None:
    assert told(text) == []


def test_every_value_has_its_words() -> None:
    view = View(plain("ORDER DENYING\nPlaintiff's 11 Motion\nto Remand, signed by Judge Ann Poe."))
    (one,) = read_outcomes(view, "docket-text")
    assert one.by is not None
    assert one.ecf is not None
    assert view.quote(one.motion.spans[0]) == "Motion\nto Remand"
    assert view.quote(one.result.spans[0]) == "DENYING"
    assert view.quote(one.by.spans[0]) == "Plaintiff's"
    assert view.quote(one.ecf.spans[0]) == "11"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                "ORDER",
                "granting",
                "denying",
                "12",
                "Motion to dismiss",
                "is",
                "GRANTED",
                "and",
                ",",
                ";",
                ".",
                "plaintiff's",
                "(Doc. 3)",
                "in part",
            )
        ),
        max_size=25,
    )
)
def test_any_words_give_outcomes_with_quotes(words: list[str]) -> None:
    view = View(plain(" ".join(words)))
    for one in read_outcomes(view, "docket-text"):
        for said in (one.motion, one.result, one.by, one.ecf, one.filed):
            assert said is None or all(view.quote(span).strip() for span in said.spans)


def test_long_and_repetitive_texts_are_read_in_good_time() -> None:
    start = time.process_time()
    for part in (
        "motion to dismiss the request for the application is granted and ",
        "A ",
        "granting ",
        "[12] (12 Doc. 12, ",
    ):
        told(part * 2000)
    assert time.process_time() - start < 10


@needs_legal
def test_labelled_docket_texts() -> None:
    rows = json.loads((LEGAL / "docket_text/labelled.json").read_text())
    for row in rows:
        # The interface page names a side in the singular.
        truth = [
            (one["motion"], one["by"] and one["by"].rstrip("s"), one["result"]) for one in row["truth"]["outcomes"]
        ]
        text = row["text"][: len(row["text"]) // 2] if "DUPLICATED" in row["truth"]["note"] else row["text"]
        found = [(motion, by and by.rstrip("s"), result) for motion, by, result, _ in told(text)]
        assert found == truth, row["id"]
