"""Whole papers: who signed or wrote them, when, what they are called, and what is stamped on them."""

import json
import time

import pytest

from openhold.court.heading.reader import read_heading
from openhold.court.said import Heading
from openhold.court.view import View
from openhold.extract.opening import open_paper
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal

FRESNO = """Case 1:13-cv-00123-ABC-DEF   Document 40   Filed 06/20/14   Page 1 of 3

 1
 2                       UNITED STATES DISTRICT COURT
 3                      EASTERN DISTRICT OF CALIFORNIA
 4
 5   RALPH ROE,                         Case No. 1:13-cv-00123-ABC-DEF (PC)
 6                  Plaintiff,          ORDER DENYING PLAINTIFF'S MOTION
 7          v.                          TO COMPEL
 8   W. WARDEN, et al.,                 (ECF No. 31)
 9                  Defendants.
10   _____________________________/
11
12          Plaintiff Ralph Roe is a state prisoner. On May 2, 2014, the Honorable Quentin Quist,
13   United States District Judge, referred the matter.
14   IT IS SO ORDERED.
15
16       Dated:   June 19, 2014                    /s/ Marta T. Mallory
17                                            UNITED STATES MAGISTRATE JUDGE
"""
SACRAMENTO = """IN THE UNITED STATES DISTRICT COURT
FOR THE EASTERN DISTRICT OF CALIFORNIA

RALPH ROE,
              Plaintiff,           No. CIV S-10-0032 ABC DEF P
       vs.
W. WARDEN, et al.,
              Defendants.          FINDINGS AND RECOMMENDATIONS
                              /
       These findings and recommendations are submitted to the United States District
Judge assigned to the case. Within twenty-one days any party may file objections.
DATED: August 3, 2011.

                              ____________________________________
                              IGNATIUS P. McSWEEN
                              UNITED STATES MAGISTRATE JUDGE
"""
CHIEF = """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF CALIFORNIA

RALPH ROE,                            No. 2:12-cv-00077-XYZ-DEF
              Plaintiff,
       v.                             MEMORANDUM AND ORDER
ACME, INC.,
              Defendant.

       Defendant moves to dismiss. The motion is GRANTED.
       IT IS SO ORDERED.
Dated:  March 1, 2013

                     _______________________________________
                     PERCIVAL C. O'DOWD, JR., CHIEF JUDGE
                     UNITED STATES DISTRICT COURT
"""
NEW_YORK = """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF NEW YORK
------------------------------x
RALPH ROE,
              Plaintiff,                       09 Civ. 1234 (ABC)
     -v-                                       MEMORANDUM ORDER
ACME BANK,
              Defendant.
------------------------------x
OTTILIE B. VANCE, U.S.D.J.

     Before the Court is a motion to dismiss.
     SO ORDERED.

Dated: New York, New York
       April 3, 2010                      ____________________________
                                          OTTILIE B. VANCE, U.S.D.J.
"""
JUDGMENT = """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF CALIFORNIA

                    JUDGMENT IN A CIVIL CASE

RALPH ROE,
                                        CASE NO: 1:11-CV-00321-ABC-DEF
       v.
ACME, INC.,

Decision by the Court. This action came before the Court.

IT IS ORDERED AND ADJUDGED
  THAT JUDGMENT IS HEREBY ENTERED IN ACCORDANCE WITH THE COURT'S ORDER OF 5/3/2013

                                            Wilhelmina Strand
                                            Clerk of Court

ENTERED:  May 3, 2013

                                       by:__/s/  A. Deputy__________________
                                                  Deputy Clerk
"""
OPINION = """Case: 19-1234     Document: 00117000001     Page: 1    Date Filed: 11/03/2020    Entry ID: 6390000

              United States Court of Appeals
                    For the First Circuit
No. 19-1234
                         RALPH ROE,
                    Plaintiff, Appellant,
                             v.
                     ACME COMPANY,
                    Defendant, Appellee.

            APPEAL FROM THE UNITED STATES DISTRICT COURT
                  FOR THE DISTRICT OF MAINE
            [Hon. Lower T. Judgely, U.S. District Judge]

                          Before
                    Quist, Chief Judge,
              Vance and Mallory, Circuit Judges.

          VANCE, Circuit Judge.  This appeal arises from a lease.
          Affirmed.

          MALLORY, Circuit Judge, dissenting.  I would reverse.
"""


def read(text: str) -> dict[str, object]:
    """Return what the heading of a plain-text paper says, without the places; nulls left out."""
    return values(read_heading(View(plain(text)), "order"))


def values(heading: Heading) -> dict[str, object]:
    """Return a heading's values without their places."""
    named = {
        field: getattr(heading, field)
        for field in (
            "judge", "judge_title", "issued_by", "doc_type", "title",
            "signed", "filed", "entered", "ecf_no", "document_id",
        )
    }  # fmt: skip
    return {field: getattr(said, "value", said) for field, said in named.items() if said is not None}


def test_a_fresno_order_is_read_from_signature_caption_and_stamp() -> None:
    assert read(FRESNO) == {
        "judge": "Marta T. Mallory",
        "judge_title": "United States Magistrate Judge",
        "doc_type": "order",
        "title": "ORDER DENYING PLAINTIFF'S MOTION TO COMPEL",
        "signed": "2014-06-19",
        "filed": "2014-06-20",
        "ecf_no": 40,
    }


def test_the_judge_that_objections_go_to_has_not_signed() -> None:
    assert read(SACRAMENTO) == {
        "judge": "Ignatius P. McSween",
        "judge_title": "United States Magistrate Judge",
        "doc_type": "findings and recommendations",
        "title": "FINDINGS AND RECOMMENDATIONS",
        "signed": "2011-08-03",
    }


def test_a_title_may_follow_the_name_on_its_line() -> None:
    found = read(CHIEF)
    assert (found["judge"], found["judge_title"]) == ("Percival C. O'Dowd, Jr.", "Chief Judge")
    assert (found["doc_type"], found["title"], found["signed"]) == (
        "memorandum and order",
        "MEMORANDUM AND ORDER",
        "2013-03-01",
    )


def test_a_short_office_is_an_office() -> None:
    found = read(NEW_YORK)
    assert (found["judge"], found["judge_title"]) == ("Ottilie B. Vance", "U.S.D.J.")
    assert (found["doc_type"], found["signed"]) == ("memorandum order", "2010-04-03")


def test_a_clerks_judgment_has_a_clerk_and_no_judge() -> None:
    found = read(JUDGMENT)
    assert found["issued_by"] == "Wilhelmina Strand"
    assert (found["doc_type"], found["entered"]) == ("judgment", "2013-05-03")
    assert not {"judge", "judge_title"} & set(found)


def test_the_author_of_an_opinion_is_neither_on_the_panel_line_nor_below_nor_dissenting() -> None:
    found = read(OPINION)
    assert (found["judge"], found["judge_title"], found["doc_type"]) == ("Vance", "Circuit Judge", "opinion")
    assert (found["filed"], found["document_id"]) == ("2020-11-03", "00117000001")
    assert not {"ecf_no", "signed"} & set(found)


def test_an_opinion_of_the_court_has_no_author() -> None:
    found = read(OPINION.replace("VANCE, Circuit Judge.", "PER CURIAM."))
    assert (found.get("judge"), found["doc_type"]) == (None, "opinion")


def test_a_title_without_a_name_leaves_the_name_silent() -> None:
    text = FRESNO.replace("/s/ Marta T. Mallory", "")
    found = read(text)
    assert "judge" not in found
    assert found["judge_title"] == "United States Magistrate Judge"


def test_an_unreadable_day_is_silent_and_no_other_date_steps_in() -> None:
    assert "signed" not in read(FRESNO.replace("June 19, 2014", "June __, 2014"))


def test_everything_in_one_line_as_a_scan_gives_it() -> None:
    flat = " ".join(FRESNO.split("Page 1 of 3")[1].split()).replace(" IT IS SO", "\n\nIT IS SO")
    found = read(flat)
    assert found["title"] == "ORDER DENYING PLAINTIFF'S MOTION" or str(found["title"]).startswith(
        "ORDER DENYING PLAINTIFF'S MOTION"
    )
    assert (found["judge"], found["signed"]) == ("Marta T. Mallory", "2014-06-19")


STIPULATED = """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF CALIFORNIA

RALPH ROE,                    Case No. 2:12-CV-02349 ABC-DEF
        Plaintiff,            STIPULATION AND ORDER TO CONTINUE
   v.                         THE DISCOVERY CUT-OFF
ACME,
        Defendant.

Dated: June 1, 2013      By: /s/ Abe Lawyer, Attorney for Plaintiff

PURSUANT TO STIPULATION, the conference set on July 3, 2013 is moved. IT IS SO ORDERED.
Dated: June 5, 2013
                         /s/ Otto A. Mand
                         UNITED STATES DISTRICT COURT JUDGE
"""


def test_counsels_date_is_never_the_judges() -> None:
    assert read(STIPULATED)["signed"] == "2013-06-05"
    assert "signed" not in read(STIPULATED.replace("Dated: June 5, 2013\n", ""))


@pytest.mark.parametrize(
    "closing",
    [
        "DONE AND ORDERED in Chambers at Fort Lyle, Florida, this 3rd day of May, 2010.",
        "It is so ordered this 3rd day of May, 2010.",
        "DATED this 3rd day of May 2010.",
        "SIGNED this the 3rd day of May, 2010.",
        "IT IS SO ORDERED.  Date: 5/3/10",
        "SO ORDERED.\nDated: New York, New York\n       May 3, 2010",
    ],
)
def test_ways_to_date_a_signature(closing: str) -> None:
    text = f"UNITED STATES DISTRICT COURT\n\n     ORDER\n\nThe hearing of May 9, 2010 stands.\n{closing}\n\n"
    found = read(f"{text}     ________________\n     ANN A. OLMO\n     United States District Judge\n")
    assert (found["judge"], found["signed"]) == ("Ann A. Olmo", "2010-05-03")


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("Case 2:12-cv-00077-ABC Document 12-1 Filed 03/04/13 Page 1 of 2", ("12-1", None, "2013-03-04", None)),
        ("Case: 11-15000 07/30/2012 ID: 8268001 DktEntry: 28-1 Page: 1 of 3", ("28-1", "8268001", "2012-07-30", None)),
        ("Case: 11-15000 07/30/2012 ID: 8268001 DktEntry: 28.1 Page: 1 of 3", ("28.1", "8268001", "2012-07-30", None)),
        ("Case 17-3000, Document 1-1, 10/31/2017, 2161301, Page1 of 2", ("1-1", "2161301", "2017-10-31", None)),
        ("Case: 17-3900 Document: 1-3 Filed: 09/20/2017 Page: 1", ("1-3", None, "2017-09-20", None)),
        (
            "Case 0:10-cv-60001-ABC Document 5 Entered on FLSD Docket 03/03/2010 Page 1 of 5",
            (5, None, None, "2010-03-03"),
        ),
        ("Case: 1:09-cv-01234 Document #: 23 Filed: 03/03/10 Page 1 of 5 PageID #:123", (23, None, "2010-03-03", None)),
        ("2:07-cv-12345-AC-RSW Doc # 12 Filed 03/03/10 Pg 1 of 3 Pg ID 22", (12, None, "2010-03-03", None)),
        ("The case of Document 40 was Filed 13/45/99 by nobody", (None, None, None, None)),
    ],
)
def test_stamps(stamp: str, expected: tuple[object, ...]) -> None:
    found = read(f"{stamp}\n\nUNITED STATES DISTRICT COURT\n\n     ORDER\n\nThe motion is denied.\n")
    assert (found.get("ecf_no"), found.get("document_id"), found.get("filed"), found.get("entered")) == expected


def test_every_value_is_quoted_from_its_place() -> None:
    view = View(plain(FRESNO))
    found = read_heading(view, "order")
    quotes = {
        field: [view.quote(span) for span in getattr(found, field).spans]
        for field in ("judge", "signed", "title", "ecf_no")
    }
    assert quotes == {
        "judge": ["Marta T. Mallory"],
        "signed": ["June 19, 2014"],
        "title": ["ORDER DENYING PLAINTIFF'S MOTION", "TO COMPEL"],
        "ecf_no": ["Document 40"],
    }


@pytest.mark.parametrize(
    "text", ["\n" * 50_000, " " * 100_000 + "x", "Filed " * 20_000, "FILED\n" * 10_000, "Dated " * 20_000]
)
def test_endless_text_is_answered_at_once(text: str) -> None:
    start = time.monotonic()
    read(text)
    assert time.monotonic() - start < 10


def test_two_thousand_pages_do_not_hang() -> None:
    page = "The court has read the papers and orders as follows, Judge.\n" * 40 + "UNITED STATES DISTRICT JUDGE\n\f"
    assert read_heading(View(plain(FRESNO + page * 400)), "order").ecf_no is not None


@needs_legal
def test_the_order_that_the_project_starts_from() -> None:
    truth = json.loads((LEGAL / "seed.truth.json").read_text(encoding="utf-8"))
    found = read((LEGAL / "seed.txt").read_text(encoding="utf-8"))
    assert found["judge_title"] == truth["judge_title"]
    assert found["signed"] == truth["dated"]
    assert found["doc_type"] == truth["doc_type"]
    assert str(found["title"]).lower() == truth["title"].lower()
    assert "judge" not in found


@needs_legal
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ca1_20-1507", {"judge": "author", "filed": "filed"}),
        ("ca2_17-3510_1-1", {"signed": "dated", "doc_type": "doc_type"}),
        ("ca3_17-2678", {"signed": "dated"}),
        ("ca5_21-50498", {"filed": "filed"}),
        ("ca6_17-3994_1-3", {"filed": "filed"}),
        ("cacd_17-00016_minutes", {"judge": "judge", "judge_title": "judge_title", "signed": "dated"}),
    ],
)
def test_court_papers(name: str, expected: dict[str, str]) -> None:
    truth = json.loads((LEGAL / f"court_pdfs/{name}.truth.json").read_text(encoding="utf-8"))
    text = open_paper((LEGAL / f"court_pdfs/{name}.pdf").read_bytes(), name)
    found = values(read_heading(View(text), "order"))
    assert {field: found.get(field) for field in expected} == {field: truth[named] for field, named in expected.items()}


@pytest.mark.parametrize(
    ("closing", "judge", "title"),
    [
        (
            "BY THE COURT:\n\ns/Ann A. Olmo\nANN A. OLMO\nUnited States District Judge",
            "Ann A. Olmo",
            "United States District Judge",
        ),
        ("/s/ Ann A. Olmo\nAnn A. Olmo, Judge\nUnited States District Court", "Ann A. Olmo", "Judge"),
        ("____________\nHON. ANN A. OLMO\nUNITED STATES DISTRICT JUDGE", "Ann A. Olmo", "United States District Judge"),
        ("/s/ Ann A. Olmo, U.S.D.J.", "Ann A. Olmo", "U.S.D.J."),
        ("____________\nUNITED STATES DISTRICT JUDGE ANN A. OLMO", "Ann A. Olmo", "United States District Judge"),
        ("____________\nANN A. OLMO United States District Judge", "Ann A. Olmo", "United States District Judge"),
        ("/s/ Ann A. Olmo\n____________\nU.S. DISTRICT JUDGE\n14\nroe1234.ord", "Ann A. Olmo", "U.S. District Judge"),
        ("____________\nUNITED STATES DISTRICT JUDGE", None, "United States District Judge"),
    ],
)
def test_ways_to_sign(closing: str, judge: str | None, title: str) -> None:
    text = "UNITED STATES DISTRICT COURT\n\n     ORDER\n\nThe motion before Judge Bo B. Bly is denied.\n\n"
    found = read(f"{text}Dated: May 3, 2010\n\n{closing}\n")
    assert (found.get("judge"), found["judge_title"], found["signed"]) == (judge, title, "2010-05-03")


def test_the_date_of_a_hearing_is_no_signature() -> None:
    text = "UNITED STATES DISTRICT COURT\n\n     ORDER\n\nDate: May 9, 2010\nTime: 9:00 a.m.\n\nThe motion is denied.\n"
    assert "signed" not in read(f"{text}\n/s/ Ann A. Olmo\nUNITED STATES DISTRICT JUDGE\n")


def test_a_date_alone_above_a_signature_is_its_date() -> None:
    text = "UNITED STATES DISTRICT COURT\n\n     ORDER\n\nThe motion is denied.\n\n"
    assert read(f"{text}May 3, 2010\n\n/s/ Ann A. Olmo\nUNITED STATES DISTRICT JUDGE\n")["signed"] == "2010-05-03"


@pytest.mark.parametrize(
    ("first", "second", "title", "kind"),
    [
        ("ORDER REMANDING CASE TO THE SUPERIOR", "COURT OF CALIFORNIA", None, "order"),
        ("Order re Defendant's Motion to", "Compel Discovery", None, "order"),
        ("ORDER GRANTING MOTION (Doc. 45)", "(Docs. 45, 46)", "ORDER GRANTING MOTION", "order"),
        ("ORDER TO SHOW CAUSE WHY ACTION", "SHOULD NOT BE DISMISSED", None, "order to show cause"),
        ("STIPULATION AND [PROPOSED] ORDER", "RE: DISCOVERY", None, "stipulation and order"),
        ("SCHEDULING ORDER", "Discovery Deadline: March 3, 2013", "SCHEDULING ORDER", "scheduling order"),
        ("ORDER (1) GRANTING MOTION AND", "(2) DENYING REQUEST", None, "order"),
        ("ORDER DENYING WITHOUT PREJUDICE", "PLAINTIFF'S MOTION TO COMPEL", None, "order"),
        (
            "FINDINGS AND RECOMMENDATIONS TO",
            "DENY IT [ECF No. 4]",
            "FINDINGS AND RECOMMENDATIONS TO DENY IT",
            "findings and recommendations",
        ),
    ],
)
def test_titles_in_the_right_half_of_a_caption(first: str, second: str, title: str | None, kind: str) -> None:
    found = read(
        "UNITED STATES DISTRICT COURT\nEASTERN DISTRICT OF CALIFORNIA\n\n"
        "RALPH ROE,                         Case No. 1:13-cv-00123-ABC\n"
        f"            Plaintiff,             {first}\n"
        f"      v.                           {second}\n"
        "ACME,\n           Defendant.\n\n  Plaintiff moves to compel.\n"
    )
    assert (found["title"], found["doc_type"]) == (title or f"{first} {second}", kind)


@pytest.mark.parametrize("field", ["judge", "judge_title", "title", "signed", "filed", "ecf_no"])
def test_a_value_falls_silent_with_its_words(field: str) -> None:
    view = View(plain(FRESNO))
    said = getattr(read_heading(view, "order"), field)
    cut = FRESNO
    for start, end in sorted(said.spans, reverse=True):
        cut = cut[:start] + cut[end:]
    assert field not in read(cut)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("v. ORDER 13 R. HATHERSAGE, et al., 14 Defendants.", "ORDER"),
        ("v. ORDER 13 SANDFORD COUNTY JAIL, 14 Defendant.", "ORDER"),
        (
            "v. ORDER DENYING 13 MOTION TO COMPEL 14 R. HATHERSAGE, Warden, Respondent.",
            "ORDER DENYING MOTION TO COMPEL",
        ),
        ("Dept: E 13 ORDER GRANTING MOTION 14 The Motion was heard.", "ORDER GRANTING MOTION"),
    ],
)
def test_a_title_before_a_name_where_all_is_one_line(words: str, title: str) -> None:
    before = " ".join(f"{number}" for number in range(1, 8))
    after = " ".join(f"{number} so it is said that the court may" for number in range(15, 29))
    found = read(f"{before} UNITED STATES DISTRICT COURT 8 EASTERN DISTRICT 9 10 11 RALPH ROE, 12 {words} {after}")
    assert found["title"] == title


def test_a_letter_that_the_judge_endorsed() -> None:
    letter = "Hon. Quincy L. Quist\n\nDear Judge Quist:\n\nWe ask for time.\n\n"
    assert read(letter)["doc_type"] == "letter"
    assert read(f"{letter}MEMO ENDORSED\n\nGRANTED.\n")["doc_type"] == "memo endorsement"


def test_an_entry_stamp_at_the_right_edge() -> None:
    words = f"{' ' * 90}ENTERED\n{' ' * 88}November 05, 2020\n   UNITED STATES DISTRICT COURT\n   ORDER\n"
    assert read(words)["entered"] == "2020-11-05"


def test_a_judge_of_the_bankruptcy_court() -> None:
    found = read(
        "UNITED STATES BANKRUPTCY COURT\nORDER\nIT IS SO ORDERED.\n"
        "Dated: September 16, 2013 /s/ Marta T. Mallory, Judge United States Bankruptcy Court"
    )
    assert (found["judge"], found["judge_title"]) == ("Marta T. Mallory", "Judge")


@pytest.mark.parametrize(
    "between",
    ["\n      3b142a                 ", " 21 ", "\n 21   3b142a                 ", "\n 21 \n"],
)
@pytest.mark.parametrize("behind", ["", "\nABC:076", " 22 ABC:nt", "\n/roe0123.ord"])
def test_signs_of_chambers_around_a_signature(between: str, behind: str) -> None:
    found = read(
        "UNITED STATES DISTRICT COURT\nORDER\nIT IS SO ORDERED.\n"
        f"Dated: December 14, 2011     /s/ Marta T. Mallory{between}UNITED STATES MAGISTRATE JUDGE{behind}"
    )
    assert (found["judge"], found["signed"]) == ("Marta T. Mallory", "2011-12-14")


def test_a_day_that_opens_the_order() -> None:
    found = read(
        "UNITED STATES DISTRICT COURT\nORDER\nAND NOW, this 14th day of May, 2009, the Motion is GRANTED.\n"
        "BY THE COURT:\n/s/ Marta T. Mallory\nUnited States District Judge\n"
    )
    assert found["signed"] == "2009-05-14"


def test_minutes_with_a_judge_without_title() -> None:
    found = read(
        "UNITED STATES DISTRICT COURT\nCIVIL MINUTES - GENERAL\nPresent: The Honorable   MARTA T. MALLORY\n"
        "     Olin Quist          Not Reported\n"
    )
    assert (found["judge"], found.get("judge_title")) == ("Marta T. Mallory", None)


def test_the_author_signs_with_the_whole_name() -> None:
    found = read(
        "UNITED STATES DISTRICT COURT\n\nMALLORY, D.J.\n\nMEMORANDUM AND ORDER\n\nThe motion is ALLOWED. SO ORDERED.\n"
        "        /s/ Marta T. Mallory\n        MARTA T. MALLORY\n        DISTRICT JUDGE\n"
    )
    assert (found["judge"], found["judge_title"]) == ("Marta T. Mallory", "District Judge")


@pytest.mark.parametrize(
    ("third", "fourth", "title"),
    [
        ("WITH LEAVE TO AMEND", "(Docs. 21, 24)", "ORDER GRANTING MOTION TO DISMISS WITH LEAVE TO AMEND"),
        ("(Doc. 55)", "DENYING MOTION TO STRIKE", "ORDER GRANTING MOTION TO DISMISS DENYING MOTION TO STRIKE"),
        ("(Doc. 55)", "FOURTEEN-DAY DEADLINE", "ORDER GRANTING MOTION TO DISMISS"),
    ],
)
def test_a_title_that_goes_on_beside_names(third: str, fourth: str, title: str) -> None:
    found = read(
        "UNITED STATES DISTRICT COURT\n\nRALPH ROE,                         Case No. 1:13-cv-00123-ABC\n"
        "            Plaintiff,\n                                   ORDER GRANTING MOTION TO DISMISS\n"
        f"      v.                           {third}\nACME,                              {fourth}\n"
        "           Defendant.\n\n  Plaintiff moves.\n"
    )
    assert found["title"] == title


def test_a_title_is_not_ruled_off_in_its_words() -> None:
    dashes = "-" * 40
    found = read(f"UNITED STATES DISTRICT COURT\n{dashes}X\nIN RE CEDAR        :   OPINION AND ORDER\n{dashes}X\n")
    assert found["title"] == "OPINION AND ORDER"


def test_a_title_goes_on_to_the_right_of_versus_where_all_is_one_line() -> None:
    before = " ".join(f"{number}" for number in range(1, 8))
    after = " ".join(f"{number} so it is said that the court may" for number in range(15, 29))
    found = read(
        f"{before} UNITED STATES DISTRICT COURT 8 EASTERN DISTRICT 9 10 RALPH ROE, CASE NO. 2:09-cr-0321 11 Plaintiff, "
        f"STIPULATION TO CONTINUE 12 v. HEARING; ORDER 13 JANE ROE, 14 Defendant. {after}"
    )
    assert (found["title"], found["doc_type"]) == ("STIPULATION TO CONTINUE HEARING; ORDER", "stipulation and order")


def test_a_place_beside_the_signature_before_the_day() -> None:
    found = read(
        "UNITED STATES DISTRICT COURT\nORDER\nSO ORDERED.\n"
        "Dated: Brooklyn, New York                         /s/ Marta T. Mallory\n"
        "       January 3, 2015                            MARTA T. MALLORY\n"
        "                                                  United States District Judge\n"
    )
    assert (found["judge"], found["signed"]) == ("Marta T. Mallory", "2015-01-03")


@pytest.mark.parametrize(("words", "kind"), [("IT IS SO ORDERED.", "order"), ("The parties agree.", None)])
def test_a_paper_without_a_title_that_orders(words: str, kind: str | None) -> None:
    found = read(
        f"UNITED STATES DISTRICT COURT\n\n{words}\n\nDated: January 3, 2015\n/s/ Marta T. Mallory\n"
        "United States District Judge\n"
    )
    assert found.get("doc_type") == kind


def test_a_title_alone_on_the_page_behind_the_signature() -> None:
    text = (
        "ORDER\n\nIT IS SO ORDERED.\n\nDated: May 3, 2016        /s/ Jane B. Roe\n\n\n\n\n\n\f\n\n"
        "                    UNITED STATES MAGISTRATE JUDGE\n"
    )
    found = read(text)
    assert (found["judge"], found["judge_title"]) == ("Jane B. Roe", "United States Magistrate Judge")
