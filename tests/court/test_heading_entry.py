"""Docket entries as clerks write them: who signed the paper, when, and what it is."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.court import kinds
from openhold.court.answer import Answer
from openhold.court.heading.reader import read_heading
from openhold.court.heading.types import entry_type
from openhold.court.said import Given, Heading
from openhold.court.turned import turned
from openhold.court.view import View
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal


def read(text: str) -> tuple[View, Heading]:
    """Return the view of a docket entry and its heading."""
    view = turned(View(kinds.once(plain(text))))
    return view, read_heading(view, "docket-text")


def signature(text: str) -> tuple[str | None, str | None, str | None]:
    """Return judge, title and signature date."""
    found = read(text)[1]
    judge, title, signed = (
        said.value if said is not None else None for said in (found.judge, found.judge_title, found.signed)
    )
    return judge, title, signed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ORDER signed by Magistrate Judge Marta T. Mallory on 8/17/10 ORDERING that 14 Motion is denied. (Vole, M)",
            ("Marta T. Mallory", "Magistrate Judge", "2010-08-17"),
        ),
        (
            "SCHEDULING ORDER; Hearing set for 5/30/2014 before District Judge Olin P. Quist, signed by Senior Judge "
            "Percy C. O'Dowd, Jr., on 1/5/2014. (Vole, M)",
            ("Percy C. O'Dowd, Jr.", "Senior Judge", "2014-01-05"),
        ),
        (
            "ORDER denying motion. SIGNED BY HONORABLE OTTILIE B. McVANCE ON 1/26/10. 1/27/10 ENTERED.(ti, )",
            ("Ottilie B. McVance", None, "2010-01-26"),
        ),
        (
            "ORDER granting 9 Motion. (Ordered by Judge Jo J Vance on 1/2/2014) (tln)",
            ("Jo J Vance", "Judge", "2014-01-02"),
        ),
        (
            "RESPONSE to Note #3 from the Jury, by Judge Ann A. Olmo on 6/17/13. 1. Yes.",
            ("Ann A. Olmo", "Judge", "2013-06-17"),
        ),
        ("ORDER signed by Judge Ann A. Olmo onApril 3, 2012. (Vole, M)", ("Ann A. Olmo", "Judge", "2012-04-03")),
        (
            "Order granting 3 Motion. Signed by U.S. District Senior Judge Ann S.W. Olmo on 1/10/08. (b)",
            ("Ann S.W. Olmo", "U.S. District Senior Judge", "2008-01-10"),
        ),
        ("ORDER signed by Chief Circuit Judge Al Korn on 7/8/2010.", ("Al Korn", "Chief Circuit Judge", "2010-07-08")),
        (
            "ORDER by Chief Judge Ann A. Olmo; It is REASSIGNED from Judge Bo B. Bly to Judge Cy C. Cole.",
            ("Ann A. Olmo", "Chief Judge", None),
        ),
        ("Judge Ann A. Olmo: ORDER entered granting 5 Motion to Compel. (Pip, Jo)", ("Ann A. Olmo", "Judge", None)),
        (
            "Order Adopting 7 Report and Recommendation. Judge Lea Wels on 1/3/11 (C,KA)",
            ("Lea Wels", "Judge", "2011-01-03"),
        ),
        (
            "OPINION FILED - THE COURT: ANN A. OLMO and CY COLE. Cy Cole, Authoring Judge [1] [06-2]",
            ("Cy Cole", None, None),
        ),
        (
            "PER CURIAM OPINION FILED - THE COURT: ANN A. OLMO, BO BLY and CY COLE (UNPUBLISHED) [33] [06-2]",
            (None, None, None),
        ),
        (
            "ORDER signed by Judge Ann A. Olmo on 9/13/ ORDERING the hearing reset for 10/30/2012.",
            ("Ann A. Olmo", "Judge", None),
        ),
        ("ORDER signed by Judge Ann A. Olmo on 2/30/2012 re 4.", ("Ann A. Olmo", "Judge", None)),
        ("Order by Magistrate Judge Ann A. Olmo granting 4 Motion.", ("Ann A. Olmo", "Magistrate Judge", None)),
        (
            "FINDINGS and RECOMMENDATIONS signed by Judge Ann A. Olmo. Referred to Judge Bo Bly.",
            ("Ann A. Olmo", "Judge", None),
        ),
        ("ORDER signed by Judge Cy C. Cole Jr., signed on 1/6/14 ORDERING", ("Cy C. Cole Jr.", "Judge", "2014-01-06")),
        ("JUDGMENT dated *10/8/2015* in favor of Defendant (Vole, M)", (None, None, "2015-10-08")),
        ("Memorandum Decision signed on 1/5/2007. (Vole, Stacey)", (None, None, "2007-01-05")),
        ("ORDER THAT THE REPORT OF U.S. MAGISTRATE JUDGE CY COLE DATED 1/2/09 IS APPROVED. (fb)", (None, None, None)),
        ("JUDGMENT and COMMITMENT as to Rolf Roe (Vine, H)", (None, None, None)),
        ("ORDER REASSIGNING CASE. Case reassigned to Judge Ann A. Olmo. (Vole, M)", (None, None, None)),
        ("ORDER that the clerk not accept filings signed by Rolf R. Roe on 1/2/2012.", (None, None, None)),
        (
            "OPINION FILED - THE COURT: Bo B. Bly and Ann A. Olmo<br> AUTHORING JUDGE:Ann A. Olmo (PUBLISHED)",
            ("Ann A. Olmo", None, None),
        ),
        (
            "Minute entry for plea held in Elmtown on 02/14/2006 before Magistrate Judge Marta T. Mallory as to Roe",
            ("Marta T. Mallory", "Magistrate Judge", None),
        ),
        ("ORDER re hearing held on 2/14/2006 before Magistrate Judge Marta T. Mallory as to Roe", (None, None, None)),
        ("ORDER signed by Judge Ann A. Olmo on 03/25//2014. (Vole, M)", ("Ann A. Olmo", "Judge", "2014-03-25")),
        (
            "ORDER signed by Magistrate Judge Marta T. Mallory on 5/3/2099. (Vole, M)",
            ("Marta T. Mallory", "Magistrate Judge", "2099-05-03"),
        ),
    ],
)
def test_who_signed_and_when(text: str, expected: tuple[str | None, ...]) -> None:
    assert signature(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORDER signed by Judge Ann A. Olmo on 1/2/10 GRANTING 4 Motion.", "order"),
        ("STIPULATION and ORDER 17 signed by", "stipulation and order"),
        ("STIPULATION To Continue Hearing; ORDER, signed by Judge Ann A. Olmo", "stipulation and order"),
        ("Stipulation to continue hearing; Order Thereon as to Ralph Roe", "stipulation and order"),
        (
            "ORDER with FINDINGS and RECOMMENDATIONS signed by Magistrate Judge",
            "order with findings and recommendations",
        ),
        ("ORDER with respect to FINDINGS and RECOMMENDATIONS signed by", "order"),
        ("FINDINGS and RECOMMENDATION recommending that", "findings and recommendations"),
        ("FINDINGS & RECOMMENDATIONS that", "findings and recommendations"),
        ("ORDER AND FINDINGS AND RECOMMENDATIONS signed by", "order and findings and recommendations"),
        ("ORDER to Assign; FINDINGS and RECOMMENDATIONS", "order and findings and recommendations"),
        (
            "ORDER adopting in full 31 FINDINGS AND RECOMMENDATIONS, signed",
            "order adopting findings and recommendations",
        ),
        ("ORDER to Plaintiff to SHOW CAUSE Why", "order to show cause"),
        ("ORDER DISCHARGING Order to Show Cause", "order"),
        ("SCREENING ORDER DISMISSING COMPLAINT", "screening order"),
        ("PRELIMINARY ORDER OF FORFEITURE as to", "preliminary order of forfeiture"),
        ("JUDGMENT and COMMITMENT as to", "judgment and commitment"),
        ("ORDER & WRIT OF HABEAS CORPUS AD TESTIFICANDUM ISSUED", "order and writ of habeas corpus ad testificandum"),
        ("STATUS (PRETRIAL SCHEDULING) ORDER signed by", "status (pretrial scheduling) order"),
        ("SECOND SCHEDULING ORDER; ORDER Requiring Parties", "second scheduling order"),
        ("MEMORANDUM-DECISION and ORDER - that", "memorandum-decision and order"),
        ("***VACATED per Order 13*** ORDER Finding", "order"),
        ("[DISREGARD - ENTERED IN ERROR]ORDER signed", "order"),
        ("RESPONSE to Note #2 from the Jury, by Judge", "response to jury note"),
        ("Order for extension of time", "order"),
        ("MINUTE ORDER: The hearing is vacated", "minute order"),
        ("Memorandum of Opinion and Order granting 4", "memorandum of opinion and order"),
        ("MEMORANDUM AND/OR OPINION THAT", "memorandum and/or opinion"),
        ("FINDINGS, CONCLUSIONS, AND RECOMMENDATION re", "findings, conclusions, and recommendation"),
        ("FINDINGS AND RECOMMENDATION Motion to suppress", "findings and recommendations"),
        ("STIPULATION AND [PROPOSED] ORDER RE: EXTENSION", "stipulation and order"),
        ("SECOND ORDER to SHOW CAUSE", "order to show cause"),
        ("ORDERED that the stay is lifted", "order"),
        ("Bank is CONTINUED. On or beforeORDER signed by Judge Ann A. Olmo on 5/5/11", "order"),
        ("is filed. (Vole, M)as. The ORDER and FINDINGS signed by Judge Olmo", "order and findings"),
        ("TRANSPORTATION ORDER as to Ralph Roe signed by", "transportation order"),
        ("ORDER AND BENCH WARRANT as to Ralph Roe", "order and bench warrant"),
        ("SENTENCING MEMORANDUM OPINION as to", "sentencing memorandum opinion"),
        ("Discovery/Scheduling ORDER signed by", "discovery/scheduling order"),
        ("Clerk's Judgment, IT IS ORDERED AND ADJUDGED", "clerk's judgment"),
        ("Clerk\u2019s Judgment, Judgment is hereby entered", "clerk's judgment"),
        ("OPINION, PETITION FOR REHEARING DENIED", "opinion"),
        ("RULE 32.1 ORDER as to Ralph Roe", "rule 32.1 order"),
        ("ORDER AND AMENDED FINDINGS AND RECOMMENDATINS signed by", "order and amended findings and recommendations"),
        ("MEMORANDUM OPINON AND ORDER", "memorandum opinion and order"),
        ("MEMO and ORDER denying Motion", "memo and order"),
        ("ODER VACATING 4 JUDGMENT", "order"),
        ("Ex Parte Application to Seal: Application And ORDER", "ex parte application and order"),
        ("VOLUNTARY DISMISSAL of Action, signed by", "voluntary dismissal"),
        ("Dismissal of Action, signed by", None),
        ("Courtroom Decorum. (Vole, M)", None),
    ],
)
def test_types(text: str, expected: str | None) -> None:
    assert entry_type(text) == expected


def test_filed_and_entered_are_read_where_the_clerk_notes_them() -> None:
    found = read("ORDER OF TRANSFER. (Olmo, Ann) (Filed on 9/12/2012) Modified on 9/13/2012 (abC)")[1]
    assert (found.filed and found.filed.value, found.entered, found.signed) == ("2012-09-12", None, None)
    found = read("ORDER IS DENIED. SIGNED BY HONORABLE ANN OLMO ON 1/26/10. 1/27/10 ENTERED AND COPIES MAILED.")[1]
    assert found.entered is not None
    assert (found.entered.value, found.filed) == ("2010-01-27", None)


def test_an_entry_whose_end_stands_before_its_beginning() -> None:
    text = "y on 5/3/2011. (Vole, M)ORDER to SHOW CAUSE, signed by Magistrate Judge Marta T. Mallor"
    view, found = read(text)
    assert found.judge is not None
    assert found.signed is not None
    assert (found.judge.value, found.doc_type, found.signed.value) == (
        "Marta T. Mallory",
        "order to show cause",
        "2011-05-03",
    )
    assert [view.quote(span) for span in found.judge.spans] == ["Marta T. Mallor", "y"]


def test_a_motion_at_the_start_may_be_the_end_of_the_sentence() -> None:
    found = read("Motion due by 5/7/2012. (Vole, M)ORDER Denying 4 Motion, signed by Judge Ann A. Olmo on 4/4/12; ")[1]
    assert found.doc_type == "order"


def test_a_value_falls_silent_with_its_words() -> None:
    head = "ORDER GRANTING 4 Motion before Judge Bo B. Bly"
    assert signature(f"{head}, signed by Judge Ann A. Olmo on 1/2/2012. (Vole, M)")[0] == "Ann A. Olmo"
    assert signature(f"{head}. (Vole, M)") == (None, None, None)


@given(st.text(alphabet="ORDERsignedbyJudgeMrTA.,;:()[]*-0123456789/ \n", max_size=300))
def test_any_text_is_answered_with_quotes_from_it(text: str) -> None:
    view, found = read(text)
    for said in (found.judge, found.judge_title, found.signed, found.filed, found.entered):
        for start, end in said.spans if said is not None else ():
            assert view.text.text[start:end].strip()


@needs_legal
def test_the_labelled_entries() -> None:
    rows = json.loads((LEGAL / "docket_text/labelled.json").read_text(encoding="utf-8"))
    wrong = []
    for row in rows:
        found = (*signature(row["text"]), read(row["text"])[1].doc_type)
        truth = tuple(row["truth"][field] for field in ("judge", "judge_type", "signed", "doc_type"))
        if found != truth:
            wrong.append((row["id"], found, truth))
    assert wrong == []


@needs_legal
def test_nearly_every_entry_that_says_who_signed_it_is_read() -> None:
    with (LEGAL / "docket_text/caed.jsonl").open(encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row in rows]
    said = [text for text in texts[::7] if "igned by" in text]
    read_ones = [text for text in said if None not in signature(text)[:2]]
    assert len(read_ones) >= 0.995 * len(said) > 500


@pytest.mark.parametrize(
    ("signed", "entered", "warned"),
    [
        ("5/29/2013", "2014-05-29", True),
        ("12/30/12", "2014-01-02", True),
        ("3/10/04", "2014-03-11", True),
        ("1/14/2020", "2010-01-14", True),
        ("1/8/2014", "2014-01-09", False),
        ("12/30/13", "2014-01-02", False),
        ("5/16/12", "2012-06-20", False),
        ("9/14/2007", "2008-02-15", False),
    ],
)
def test_a_signature_about_a_year_from_the_entry_is_told(signed: str, entered: str, warned: bool) -> None:
    view, heading = read(f"ORDER GRANTING 5 Motion signed by Judge Ann A. Olmo on {signed}. (Vole, M)")
    answer = Answer(view, "docket-text")
    answer.heading(heading)
    codes = {warning["code"] for warning in answer.end(Given(entered=entered))["warnings"]}
    assert ("signed-before-entered" in codes) is warned


@pytest.mark.parametrize(
    "text",
    [
        "signed by Judge " + "A. " * 20_000,
        "Judge " * 10_000,
        "ORDER " * 10_000,
        "[a " * 20_000,
        "(" * 50_000,
        "*a" * 20_000,
    ],
)
def test_endless_text_is_answered_at_once(text: str) -> None:
    start = time.monotonic()
    read(text)
    assert time.monotonic() - start < 5


def test_a_date_before_a_clerk_who_signed() -> None:
    found = read_heading(
        View(plain("JUDGMENT. Dated January 17, 2008, signed by Deputy Clerk, M. Vole.")), "docket-text"
    )
    assert (found.judge, found.signed and found.signed.value) == (None, "2008-01-17")


def test_a_form_that_gives_only_a_judge_s_initials_names_no_judge() -> None:
    text = "Order Granting. Judge Entering Opinion: RDD (RE: related document(s) 7 Motion for Remand). (Foo, A)"
    assert read_heading(View(plain(text)), "docket-text").judge is None
