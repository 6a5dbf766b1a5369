"""Deadlines, settings and periods in whole orders, tables of dates and sloppy docket texts; all papers are made up."""

import pytest

from openhold.court.calendar.reader import read_calendar
from openhold.court.said import Calendar
from openhold.court.view import View
from openhold.extract.text import plain

_SIGNED = "ORDER signed by Magistrate Judge Ann B. Quill on 3/4/2013"


def _read(text: str, kind: str = "docket-text") -> Calendar:
    return read_calendar(View(plain(text)), kind)


def _told(found: Calendar) -> dict[str, object]:
    """What a calendar says, in plain values; of a period the name, length and trigger."""
    return {
        "dates": {one.what: one.at.value for one in found.dates},
        "events": [(one.what.value, one.at.value) for one in found.events],
        "vacated": [(one.what.value, one.at.value) for one in found.vacated],
        "periods": [(one.what.value, one.length.value, one.trigger) for one in found.periods],
    }


def _only(**said: object) -> dict[str, object]:
    return {"dates": {}, "events": [], "vacated": [], "periods": []} | said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "RECOMMENDING that the discovery cutoff date of 5/18/2013 be extended for one purpose.",
            {},
        ),
        (
            "plaintiff has until April 26, 2013 to file his opposition, after which defendants have seven days to file "
            "a reply.",
            {"dates": {"opposition": "2013-04-26"}, "periods": [("reply", 7, "filing")]},
        ),
        (
            "Plaintiff shall file a stipulation of dismissal within 90 days of this order; and if the stipulation "
            "cannot be filed within 90 days, plaintiff shall ask for more time.",
            {"periods": [("stipulation of dismissal", 90, "order")]},
        ),
        (
            "the hearing on defendant Roe's Motion to Dismiss the Indictment 96 is RESET for 5/15/2013 at 10:00 AM.",
            {"events": [("hearing on motion to dismiss the indictment", "2013-05-15T10:00")]},
        ),
        (
            "Mid-Discovery Status Conference set for 6/12/2013 at 10:00 AM.",
            {"events": [("mid-discovery status conference", "2013-06-12T10:00")]},
        ),
        (
            "In-Camera Hearing as to John Roe set for 5/2/2013 at 03:00 PM.",
            {"events": [("in-camera hearing", "2013-05-02T15:00")]},
        ),
        (
            "dft Roe shall pay to the US Marshal the sum of $98.13 within 14 days of this order and the clerk is "
            "directed to serve a copy of this order.",
            {"periods": [("pay sum of $98.13", 14, "order")]},
        ),
        (
            "Plaintiff shall pay an initial partial filing fee of $13.60 by April 23, 2013.",
            {"dates": {"pay initial partial filing fee of $13.60": "2013-04-23"}},
        ),
        (
            "Plaintiff is to submit either the filing fee or an application within 30 days.",
            {"periods": [("filing fee or an application", 30, "unstated")]},
        ),
        (
            "the hearing on the 70 Ex Parte Application is CONTINUED to 4/11/2013 at 10:00 AM. Roe SHALL APPEAR at the "
            "4/11/13 Hearing.",
            {"events": [("hearing on the ex parte application", "2013-04-11T10:00")]},
        ),
        (
            "telephone conference: ORDER setting telephone conference reset for 4/30/13 at 3:00 pm.",
            {"events": [("telephone conference", "2013-04-30T15:00")]},
        ),
        (
            "Plaintiff may file a motion for leave to amend by 4/5/2013.",
            {"dates": {"motion for leave to amend": "2013-04-05"}},
        ),
        (
            "Pretrial Conference set for 8/27/2013 at 08:30 AM (previously set 5/1/2013). Jury Trial set for "
            "10/22/2013 at 8:30 AM (previously set for 6/18/2013).",
            {
                "events": [("pretrial conference", "2013-08-27T08:30"), ("jury trial", "2013-10-22T08:30")],
                "vacated": [("pretrial conference", "2013-05-01"), ("jury trial", "2013-06-18")],
            },
        ),
        (
            "AND RECOMMENDING that the motion be granted; the claim be dismissed; and defendants be ordered to file a "
            "response within 20 days of the adoption of these findings and recommendations. Objections due within 14 "
            "days.",
            {"periods": [("objections", 14, "unstated")]},
        ),
        (
            "Within 30 days of the filing date of this order, petitioner shall: 1)pay the filing fee, or 2) file an "
            "affidavit.",
            {"periods": [("pay filing fee", 30, "order")]},
        ),
        (
            "IT IS ORDERED that Roe has until April1, 2013 to file a brief. The government may have untilApril 7, 2013 "
            "to respond.",
            {"dates": {"brief": "2013-04-01", "response": "2013-04-07"}},
        ),
        (
            "The hearing on the motions, currently scheduled for April 15, 2013, is adjourned, as is the trial "
            "currently scheduled for May 16, 2013.",
            {"vacated": [("hearing on the motions", "2013-04-15"), ("trial", "2013-05-16")]},
        ),
        (
            "April 10, 2013, Plaintiffs shall file a memorandum. April 17, 2013, Defendants shall file a joint "
            "response.",
            {"dates": {"memorandum": "2013-04-10", "joint response": "2013-04-17"}},
        ),
        (
            "the parties shall confer within 10 days of the summary judgment ruling.",
            {"periods": [("confer", 10, "ruling")]},
        ),
        (
            "THE PARTIES SHALL FILE CROSS-MOTIONS FOR SUMMARY JUDGMENT BEFORE 10:00 ON 4/22/13.",
            {"dates": {"cross-motions for summary judgment": "2013-04-22T10:00"}},
        ),
        (
            "Plaintiff SHALL file the First Amended Complaint lodged with its motion, within 2 court days of service "
            "of this order.",
            {"periods": [("amended complaint", 2, "service of order")]},
        ),
        (
            "directing Personal Service of Subpoena within Seven Days.",
            {"periods": [("personal service of subpoena", 7, "unstated")]},
        ),
        (
            "VACATING 9 Order Directing Plaintiff to Submit Service Documents; ORDER REQUIRING Plaintiff to Either: "
            "File Amended Complaint or Notify Court (30) Day Deadline",
            {"periods": [("amended complaint or notify court", 30, "unstated")]},
        ),
        (
            "within 30 days, plaintiff shall complete and return the Notice of Amendment.",
            {"periods": [("complete and return notice of amendment", 30, "unstated")]},
        ),
        (
            "defendant may file, within 30 days, a motion for summary judgment based on the alleged failure.",
            {"periods": [("motion for summary judgment", 30, "unstated")]},
        ),
        (
            "hearing on the motion to withdraw 26 and on the motion 28, with sentencing to follow, is rescheduled to "
            "Tuesday, April 21, 2013, at 12:00 p.m.",
            {"events": [("hearing on the motion to withdraw and on the motion", "2013-04-21T12:00")]},
        ),
        (
            "Violation of Supervised Release Hearing set for 4/19/2013 09:00 AM in Courtroom 5.",
            {"events": [("violation of supervised release hearing", "2013-04-19T09:00")]},
        ),
        (
            "The Clerk is directed to set a Pro Se Case Management Deadline for 4/16/2013.",
            {"dates": {"pro se case management": "2013-04-16"}},
        ),
    ],
)
def test_docket_texts(words: str, said: dict[str, object]) -> None:
    assert _told(_read(f"{_SIGNED}: {words}")) == _only(**said)


def test_whose_period_it_is() -> None:
    for words, who in (
        ("Any reply from defendant is due 7 days thereafter.", "defendant"),
        ("Directing Plaintiff To File Status Report On Remaining Defendant, Twenty-One Day Deadline", "plaintiff"),
        ("claims against defendant Roe are DISMISSED with leave to amend within 30 days", None),
    ):
        (one,) = _read(f"{_SIGNED}: {words}").periods
        assert (one.who.value if one.who else None) == who
    for words in (
        "The remaining dfts (Able, Baker and Carr) have 21 days to file their Pre-Trial Statement.",
        "ORDER For Defendant Roe To Respond To Plaintiff's Motion To Dismiss Within Twenty Days.",
    ):
        (one,) = _read(f"{_SIGNED}: {words}").periods
        assert one.who is not None
        assert one.who.value.startswith("defendant")
    (one,) = _read(
        f"{_SIGNED}: All Other Claims And Defendants Be Dismissed, Objections, If Any, Due In 30 Days"
    ).periods
    assert one.who is None


_TABLE = """The Court sets these dates:

  Last day to amend pleadings              July 12, 2019
  Close of fact discovery                  December 20, 2019
  Opening expert reports                   January 24, 2020
  Last day to file dispositive motions     April 17, 2020
  Final pretrial conference                August 6, 2020 at 2:00 p.m.
  Jury trial (5 days)                      August 24, 2020 at 8:30 a.m.

The joint statement is due by November 7, 2019.

Dated: May 9, 2019
"""


@pytest.mark.parametrize("gap", ["   ", " ..... "])
def test_a_table_of_dates(gap: str) -> None:
    table = _TABLE if gap == "   " else "\n".join(part.replace("    ", gap, 1) for part in _TABLE.split("\n"))
    found = _told(_read(table, "order"))
    assert found["dates"] == {
        "amend pleadings": "2019-07-12",
        "discovery": "2019-12-20",
        "opening expert reports": "2020-01-24",
        "dispositive motions": "2020-04-17",
        "joint statement": "2019-11-07",
    }
    assert found["events"] == [
        ("final pretrial conference", "2020-08-06T14:00"),
        ("jury trial", "2020-08-24T08:30"),
    ]


def test_a_table_with_labels_of_many_shapes() -> None:
    found = _told(
        _read(
            """ORDER SETTING TRIAL DATE AND RELATED DATES

    TRIAL DATE (5 day jury trial)                       October 15, 2018
    Deadline for amended pleadings                      January 12, 2018
    All motions related to discovery must be filed by   May 18, 2018
    Mediation held no later than                        August 16, 2018
    Agreed neutral statement of the case                September 3, 2018
    Agreed pretrial order due                           October 1, 2018
    Trial briefs and proposed jury
    questions due                                       October 9, 2018

These are firm dates.

DATED this 26th day of October, 2017.
""",
            "order",
        )
    )
    assert found["dates"] == {
        "amended pleadings": "2018-01-12",
        "motions related to discovery": "2018-05-18",
        "mediation": "2018-08-16",
        "agreed neutral statement of the case": "2018-09-03",
        "agreed pretrial order": "2018-10-01",
        "trial briefs and proposed jury questions": "2018-10-09",
    }
    assert found["events"] == [("trial", "2018-10-15")]


def test_a_table_with_colons_on_lines_of_their_own() -> None:
    table = """SCHEDULING ORDER

Fact discovery cutoff: May 1, 2020
Expert disclosures: June 1, 2020
Dispositive motion deadline: July 1, 2020
Settlement conference: July 9, 2020 at 10:00 a.m.

Dated: January 6, 2020
"""
    found = _told(_read(table, "order"))
    assert found["dates"] == {
        "discovery": "2020-05-01",
        "expert designation": "2020-06-01",
        "dispositive motions": "2020-07-01",
    }
    assert found["events"] == [("settlement conference", "2020-07-09T10:00")]


def test_a_date_that_is_taken_away_and_the_one_in_its_place() -> None:
    found = _told(
        _read("IT IS ORDERED that the discovery deadline of May 1, 2013 is vacated and reset to June 3, 2013.", "order")
    )
    assert found["dates"] == {"discovery": "2013-06-03"}
    assert found["vacated"] == [("discovery", "2013-05-01")]


def _periods(words: str) -> list[tuple[str, int, str, str | None]]:
    """Name, length, trigger and actor of each period."""
    return [
        (one.what.value, one.length.value, one.trigger, one.who.value if one.who else None)
        for one in _read(f"{_SIGNED}: {words}").periods
    ]


@pytest.mark.parametrize(
    ("words", "periods"),
    [
        (
            "If the response to the habeas petition is an answer, petitioner's reply, if any, shall be filed and "
            "served "
            "within thirty days after service of the answer.",
            [("reply", 30, "service", "petitioner")],
        ),
        (
            "If the response to the petition is a motion, petitioner's opposition or statement of non-opposition to "
            "the "
            "motion shall be filed and served within thirty days after service of the motion, and respondents' reply, "
            "if any, shall be filed within fifteen days thereafter.",
            [
                ("opposition or statement of non-opposition", 30, "service", "petitioner"),
                ("reply", 15, "filing", "respondents"),
            ],
        ),
        (
            "If Respondent files an Answer to the Petition, Petitioner MAY file a Traverse within THIRTY (30) days of "
            "the date Respondent's Answer is filed with the Court.",
            [("traverse", 30, "filing", "petitioner")],
        ),
        (
            "Respondent shall file a motion to dismiss within 30 days, and petitioner shall respond within 21 days "
            "thereafter.",
            [("motion to dismiss", 30, "unstated", "respondent"), ("response", 21, "filing", "petitioner")],
        ),
        (
            "If plaintiff opposes the motion, defendants may file a reply within seven days after the opposition is "
            "filed.",
            [("reply", 7, "filing", "defendants")],
        ),
        (
            "A document of that kind should be captioned \"Objections to Magistrate Judge's Findings and "
            'Recommendations." Any response to the objections shall be filed within fourteen days after service of the '
            "objections.",
            [("response", 14, "service", None)],
        ),
        (
            "within 14 days, defendant Roe shall pay the sum of $52.00 and defendants Vole and Poe shall each pay the "
            "sum of $10.00.",
            [("pay sum of $52.00", 14, "unstated", "defendant")],
        ),
        (
            "Within fourteen days of this order, plaintiff's counsel, Ann A. Vole, Jr., shall personally pay the "
            "Clerk of "
            "Court $60 in monetary sanctions for her failure to appear.",
            [("pay $60 in monetary sanctions", 14, "order", "plaintiff")],
        ),
        (
            "Within five days after serving a copy of this order on a defendant, plaintiff shall file with this Court "
            "a "
            "Certificate of Service.",
            [("certificate of service", 5, "service", "plaintiff")],
        ),
        (
            "Plaintiff shall have twenty days from the date of this Memorandum-Decision and Order to file an amended "
            "complaint.",
            [("amended complaint", 20, "order", "plaintiff")],
        ),
        (
            "All Remaining Claims and Defendants Be Dismissed 1 Objections, If Any, Due Within Thirty Days.",
            [("objections", 30, "unstated", None)],
        ),
        (
            "If the motion of Roe is denied, the parties are granted 21 days from the date the district court denies "
            "the motion to file any dispositive motions.",
            [("dispositive motions", 21, "ruling", "parties")],
        ),
        (
            "IF PLFF FILES WITH THE COURT WITHIN 20 DAYS OF THIS ORDER A NOTICE THAT HE WISHES TO PROCEED, THIS ACTION "
            "WILL BE REINSTATED.",
            [("notice", 20, "order", None)],
        ),
        (
            "both parties shall, within 21 days, either file the waiver form provided, or notify the court of a "
            "request "
            "for another judge to serve as settlement judge.",
            [("waiver form provided", 21, "unstated", "parties")],
        ),
        ("the complaint is DISMISSED with 30 days leave to amend.", [("amended complaint", 30, "unstated", None)]),
        ("pltf shall file a brief wthin 20 days.", [("brief", 20, "unstated", "plaintiff")]),
        (
            "Upon re-service of the motion to dismiss, plaintiff will have 28 days to file his opposition, after which "
            "defendants will have 7 days to file any reply.",
            [("opposition", 28, "service", "plaintiff"), ("reply", 7, "filing", "defendants")],
        ),
        (
            "The hearing is CONTINUED to the hour of 2:00 p.m. Within 14 days of this Order, counsel for Roe, Ann "
            "Vole, "
            "shall either file the requested information or a declaration.",
            [("requested information or a declaration", 14, "order", None)],
        ),
        (
            "the clerk to mail pltf docs for service on dft Roe to be completed and returned w/in 60 days.",
            [("docs for service on defendant roe", 60, "unstated", "plaintiff")],
        ),
        (
            "Plaintiff shall also submit, within 30 days, either a certified copy of his prison trust account "
            "statement "
            "for the six month period immediately preceding the filing of the complaint, or the like.",
            [
                (
                    "certified copy of his prison trust account statement for the six month period immediately "
                    "preceding the filing of the complaint",
                    30,
                    "unstated",
                    "plaintiff",
                )
            ],
        ),
        (
            "The defendants Roe shall serve an answer within thirty days of notice of an order on this stipulation.",
            [("answer", 30, "service of order", "defendants")],
        ),
        (
            "The Company shall have twenty days from the date of this order or from the date of the new complaint, "
            "whichever occurs first, to file an answer.",
            [("answer", 20, "order", "Company")],
        ),
        ("ORDERING plaintiff, within 30 days, to file an opposition.", [("opposition", 30, "unstated", "plaintiff")]),
        ("Status Report to be filed and served 14 days prior.", [("status report", 14, "event", None)]),
        (
            "The parties shall file a status report within 60 days of this order and every thirty days thereafter.",
            [("status report", 60, "order", "parties"), ("status report", 30, "filing", "parties")],
        ),
        (
            "UNLESS AN AMENDED PETITION IS FILED WITHIN 30 DAYS THIS ACTION WILL BE DISMISSED.",
            [("amended petition", 30, "unstated", None)],
        ),
        (
            "Defendants must re-serve their motion and file proof of such re- service, within 5 days.",
            [("proof of such re-service", 5, "unstated", "defendants")],
        ),
        (
            "WHY THIS ACTION SHOULD NOT BE DISMISSED FOR FAILURE TO PROSECUTE: RESPONSE DUE WITHIN FIVE DAYS.",
            [("response", 5, "unstated", None)],
        ),
        ("Objections Deadline: Thirty (30) Days. Referred to Judge Vole.", [("objections", 30, "unstated", None)]),
        (
            "Plaintiff's complaint is DISMISSED with 28 days to amend.",
            [("amended complaint", 28, "unstated", "plaintiff")],
        ),
        (
            "The County defendants are given no more than 30 days to find new counsel.",
            [("find new counsel", 30, "unstated", "defendants")],
        ),
        (
            "Plaintiff shall mail his statement not less than 7 days prior to the conference.",
            [("mail statement", 7, "event", "plaintiff")],
        ),
        (
            "Defendants shall answer the claims about the food at the Sutter County Main Jail within 30 days of this "
            "order.",
            [("answer", 30, "order", "defendants")],
        ),
        (
            "King Legal Clinic must inform Court, w/in 10 days, of its decision.",
            [("inform decision", 10, "unstated", "King Legal Clinic")],
        ),
        (
            "ORDERING plaintiff to file a declaration that such service was properly made within fourteen days.",
            [("declaration", 14, "unstated", "plaintiff")],
        ),
        (
            "ORDERING two day extension of time for lodging administrative record.",
            [("administrative record", 2, "unstated", None)],
        ),
        (
            "IT IS ORDERED that Roe respond to Plaintiffs' motion within 15 days of service.",
            [("response", 15, "service", None)],
        ),
        (
            "Plaintiff Vole Glass has 10 days from the date of thisOrder to amend the Complaint.",
            [("amended complaint", 10, "order", "plaintiff")],
        ),
        (
            "opposition to a motion due within 30 days after service; reply due within 14 days thereafter.",
            [("opposition", 30, "service", None), ("reply", 14, "filing", None)],
        ),
        (
            "If a motion is filed, petitioner shall have 30 days to oppose it and respondent 15 days to reply.",
            [("opposition", 30, "unstated", "petitioner"), ("reply", 15, "unstated", "respondent")],
        ),
        (
            "Traverse due Thirty (30) Days after Answer; Opposition due Twenty-One (21) Days after Motion.",
            [("traverse", 30, "filing", None), ("opposition", 21, "filing", None)],
        ),
        (
            "Plaintiff is granted 30 days to file his opposition, with defendants' reply due 7 days later.",
            [("opposition", 30, "unstated", "plaintiff"), ("reply", 7, "filing", "defendants")],
        ),
        (
            "The parties shall meet and confer within 14 days, file a joint statement within 21 days.",
            [("meet and confer", 14, "unstated", "parties"), ("joint statement", 21, "unstated", "parties")],
        ),
        (
            "Petitioner may file a response within ten (10) days of his receipt of the answer.",
            [("response", 10, "service", "petitioner")],
        ),
        (
            "Within fourteen days of this order, plaintiff shall submit a completed summons and three copies of the "
            "complaint to the clerk, and shall file a statement with the court that they have been submitted.",
            [
                ("completed summons and three copies of the complaint to the clerk", 14, "order", "plaintiff"),
                ("statement", 14, "order", "plaintiff"),
            ],
        ),
        (
            "the parties are REMINDED to file a joint report one full week prior to the conference and forward a copy.",
            [("joint report", 7, "event", None)],
        ),
        (
            "Plaintiff shall file an amended complaint, curing the deficiencies, within 9 days of service of this "
            "order.",
            [("amended complaint", 9, "service of order", "plaintiff")],
        ),
        (
            "Motions in limine shall be filed 21 days before trial and oppositions 14 days before trial.",
            [("motions in limine", 21, "event", None), ("opposition", 14, "event", None)],
        ),
        ("Pltf ordered to show cause within 14 days.", [("show cause", 14, "unstated", "plaintiff")]),
        ("plaintiff to submit within 30 days: a completed form.", [("completed form", 30, "unstated", "plaintiff")]),
        ("plfs reply is due 10 days after dfts response.", [("reply", 10, "filing", "plaintiffs")]),
        (
            "plaintiff may submit theNotice of Election within 9 days.",
            [("notice of election", 9, "unstated", "plaintiff")],
        ),
    ],
)
def test_a_period_is_named_from_its_own_part_of_the_sentence(
    words: str, periods: list[tuple[str, int, str, str | None]]
) -> None:
    assert _periods(words) == periods


@pytest.mark.parametrize(
    "words",
    [
        "The court's order of January 11, 2013 (Dckt. No. 6) required the parties to file a joint status report not "
        "later than fourteen days before the conference.",
        "By order filed February 1, 2013, plaintiff was granted thirty days to file an amended complaint.",
        "The complaint was dismissed and plaintiff was given thirty days leave to file an amended complaint.",
        "The prior order directed defendant to answer within 14 days.",
        "The court previously ordered plaintiff to submit an affidavit within 30 days.",
        "Failure to file objections to these findings and recommendations within fourteen days may waive the right to "
        "appeal.",
        "Defendant shall answer within the 60-day period prescribed by the Rule.",
        "Upon the expiration of the 15 days from service of this order, it goes into effect.",
        "The Court STAYS this order for 15 court days from the date of service of this order.",
        "The court has set aside two hours for this hearing.",
        "RECOMMENDING that: a. The motion be denied; and Defendants be directed to file an answer within 30 days of "
        "any "
        "order adopting these findings.",
        "The defendant is placed in the 500 hour drug abuse program.",
        "Plaintiff was held in the county jail for 30 days.",
        "Thirty days from that date have passed, and plaintiff has not responded.",
        "Twenty days after the conference, plaintiff filed a motion to compel.",
        "Plaintiff filed his motion within 28 days of the judgment.",
        "Under Rule 59(e), a motion must be filed within 28 days of the entry of judgment.",
    ],
)
def test_what_was_set_before_or_elsewhere_is_no_period_of_this_paper(words: str) -> None:
    assert _periods(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Plaintiff shall file an opposition within 21 days of this order, i.e. by June 3, 2013.",
        "Plaintiff shall file an opposition within 21 days, that is, by June 3, 2013.",
        "Plaintiff shall file an opposition no later than June 3, 2013 (21 days).",
        "Plaintiff shall file an opposition no later than June 3, 2013, twenty-one days from the date of this order.",
        "GRANTING plaintiff a 21-day extension of time to file an opposition. Opposition due by 6/3/2013.",
    ],
)
def test_of_a_period_whose_end_is_given_only_the_day_is_live(words: str) -> None:
    assert _told(_read(f"{_SIGNED}: {words}")) == _only(dates={"opposition": "2013-06-03"})


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("Any reply by plaintiff will be due 4/6/2013.", {"reply": "2013-04-06"}),
        (
            "Counsel shall confer and schedule the plaintiff's deposition on or before 4/6/2013.",
            {"confer and schedule plaintiff deposition": "2013-04-06"},
        ),
        ("requesting Notice of Settlement. (Filing Deadline: 4/6/2013).", {"notice of settlement": "2013-04-06"}),
        (
            "ordering Defendant B. Roe to file a responsive pleading. (Filing Deadline: 4/6/2013).",
            {"responsive pleading": "2013-04-06"},
        ),
        (
            "Plaintiffs' motion for class certification shall be filed by 4/6/2013, and set for hearing.",
            {"motion for class certification": "2013-04-06"},
        ),
        (
            "To avoid dismissal, on or before 4/6/2013, Plaintiffs shall file proof of service.",
            {"proof of service": "2013-04-06"},
        ),
        (
            "Defendant shall admit or deny the Requests for Admissions by 4/6/2013.",
            {"admit or deny requests for admissions": "2013-04-06"},
        ),
        (
            "Each party is to submit to the chambers of Judge Ann A. Vole settlement statements by 4/6/2013.",
            {"settlement statements": "2013-04-06"},
        ),
        (
            "All Pretrial Motions, except motions to compel discovery, due by 4/6/2013.",
            {"pretrial motions": "2013-04-06"},
        ),
        (
            "plaintiff shall FORTHWITH, but no later than 4/6/2013, propound interrogatories.",
            {"propound interrogatories": "2013-04-06"},
        ),
        (
            "discovery is left open, except that it shall be so conducted as to be completed by 4/6/2013.",
            {"discovery": "2013-04-06"},
        ),
        ("The Expert Disclosure and Report deadline is EXTENDED to 4/6/2013.", {"expert designation": "2013-04-06"}),
        ("Plaintiff Ann Vole shall have his affidavit filed with the court by 4/6/2013.", {"affidavit": "2013-04-06"}),
        ("Failure to object to this R&R by 4/6/2013 will preclude review.", {"objections": "2013-04-06"}),
        ("The proposed answer, filing no. [24-1], shall be filed by 4/6/2013.", {"proposed answer": "2013-04-06"}),
        (
            "The amended complaint, a copy of which is attached to the motion, shall be filed by 4/6/2013.",
            {"amended complaint": "2013-04-06"},
        ),
        ("IFP Application or filing fee due by 4/6/2013.", {"ifp application or filing fee": "2013-04-06"}),
        ("the deadline for the Rule 26(f) report shall be EXTENDED to 4/6/2013.", {"rule 26(f) report": "2013-04-06"}),
        (
            "ORDERED TO SHOW CAUSE why the case should not be DISMISSED, by filing a writing by 4/6/2013.",
            {"show cause": "2013-04-06"},
        ),
        (
            'Both are designated as "Member Cases." Any motion for separate trials shall be filed by 4/6/2013.',
            {"motion for separate trials": "2013-04-06"},
        ),
    ],
)
def test_a_deadline_is_named_from_its_own_words(words: str, dates: dict[str, str]) -> None:
    assert _told(_read(f"{_SIGNED}: {words}")) == _only(dates=dates)


def test_a_condition_is_no_name_of_a_deadline_either() -> None:
    words = "Upon notice of settlement, on or before 4/3/2013, the parties shall electronically file a stipulation."
    assert _told(_read(f"{_SIGNED}: {words}")) == _only(dates={"stipulation": "2013-04-03"})


@pytest.mark.parametrize(
    "words",
    [
        "An inmate must submit an appeal within 30 calendar days of the event being appealed.",
        "A motion to alter a judgment must be filed no later than 28 days after its entry. Fed. R. Civ. P. 59(e).",
        "Federal Rule of Civil Procedure 6(d) adds three days after service by mail.",
        "The statute gives a prisoner 30 days to file.",
        "Defendants removed the action within 30 days of service of the complaint.",
        "Defendants argue that plaintiff must exhaust within 30 days.",
        "Plaintiff requests an extension of 30 days to file his opposition.",
        "Plaintiff seeks thirty days in which to file his opposition.",
        "In that order, the court directed plaintiff to file an amended complaint within thirty days.",
        "As set forth in the court's June 1, 2012 order, plaintiff must file a response within 14 days.",
        "The pleading is deemed filed 14 days after the prisoner delivers it.",
    ],
)
def test_law_facts_and_what_is_asked_for_are_no_periods_of_an_order(words: str) -> None:
    assert _read(f"The motion is before the court.\n\n{words}\n\nIT IS SO ORDERED.\n", "order").periods == ()


def test_what_a_rule_allows_is_no_period_of_the_paper() -> None:
    text = (
        "Defendants answered on {}, within the thirty days that Fed. R. Civ. P. 33(b)(2) allows. IT IS ORDERED: denied."
    )
    assert _read(text.format("December 2, 2015"), "order").periods == ()
    allowed = "IT IS ORDERED that Defendants shall answer within the 30 days allowed by Rule 33. Dated: May 1, 2015"
    assert _read(allowed, "order").periods == ()


def test_a_deadline_whose_old_day_is_named_in_passing_keeps_its_name() -> None:
    text = (
        "The discovery deadline, previously March 25, 2016 (Doc. 71), is extended to May 27, 2016. Dated: May 1, 2015."
    )
    found = _told(_read(text, "order"))
    assert found["dates"] == {"discovery": "2016-05-27"}
    assert found["vacated"] == [("discovery", "2016-03-25")]


def test_what_was_moved_before_the_paper_was_made_is_not_taken_away_by_it() -> None:
    text = (
        "A status conference set for November 15, 2021, was continued at the request of counsel to December 6, 2021. "
        "It is ordered that the motion hearing set for December 20, 2021, is vacated. DATED: December 8, 2021"
    )
    assert _told(_read(text, "order"))["vacated"] == [("motion hearing", "2021-12-20")]


def test_the_prior_day_in_parentheses_has_the_name_of_the_deadline_beside_it() -> None:
    text = (
        "Fact discovery shall be completed by September 30, 2020 (the prior deadline of July 15, 2020 is adjourned). "
        "Dated: June 17, 2020"
    )
    found = _told(_read(text, "order"))
    assert found["dates"] == {"discovery": "2020-09-30"}
    assert found["vacated"] == [("discovery", "2020-07-15")]


def test_a_bare_conference_is_the_fuller_named_one_of_the_same_time() -> None:
    text = (
        "The parties agree that the conference be continued to April 22, 2021 at 11:00 a.m. IT IS SO ORDERED. "
        "The Case Management Conference is CONTINUED to April 22, 2021 at 11:00 a.m. Dated: January 27, 2021"
    )
    assert _told(_read(text, "order"))["events"] == [("case management conference", "2021-04-22T11:00")]


def test_one_deadline_to_amend_is_named_once() -> None:
    text = (
        "The deadline for amending the pleadings is November 3, 2017. Amended Pleadings Deadline: November 3, 2017. "
        "Dated: May 1, 2017"
    )
    assert _told(_read(text, "order"))["dates"] == {"amended pleadings": "2017-11-03"}


def test_the_bars_of_a_table_are_no_words_of_its_labels() -> None:
    text = (
        "| Fact discovery cut-off | May 1, 2018 |\n| Dispositive motions due no later than | August 3, 2018 |\n"
        "| Settlement conference | September 5, 2018 at 9:30 a.m. |\n\nDATED: December 1, 2017\n"
    )
    found = _told(_read(text, "order"))
    assert found["dates"] == {"discovery": "2018-05-01", "dispositive motions": "2018-08-03"}
    assert found["events"] == [("settlement conference", "2018-09-05T09:30")]
