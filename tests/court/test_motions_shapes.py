"""Shapes in which clerks of many courts write what was decided."""

import pytest

from tests.court.outcomes import BY, Told, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ORDERING that pltf's 2 request for leave to proceed ifp is GRANTED; pltf's 1 cmplt is DISMISSED.",
            [
                ("request for leave to proceed ifp", "plaintiff", "granted", 2),
                ("dismissal", "court", "dismissed", None),
            ],
        ),
        (
            "ORDER granting 51 Motion for Summary Judgment. The amended complaint (dkt no. 7) is DISMISSED WITHOUT "
            "PREJUDICE as to Roe.",
            [
                ("motion for summary judgment", None, "granted", 51),
                ("dismissal", "court", "dismissed without prejudice", None),
            ],
        ),
        (
            "FINDINGS and RECOMMENDATIONS recommending that ground two, alleging a bad witness, be dismissed.",
            [("dismissal", "court", "recommended dismissed", None)],
        ),
        (
            "ORDER that the indictment 1 is dismissed with prejudice.",
            [("dismissal", "court", "dismissed with prejudice", None)],
        ),
        (
            "The Court grants Motions for Judgment on the Pleadings (doc 26&25) and denies pltf's request for leave.",
            [
                ("motion for judgment on pleadings", None, "granted", 26),
                ("motion for judgment on pleadings", None, "granted", 25),
                ("request for leave", "plaintiff", "denied", None),
            ],
        ),
        (
            "OPINION AND ORDER denying 3 Motion to Dismiss and Motion to Transfer.",
            [("motion to dismiss", None, "denied", 3), ("motion to transfer", None, "denied", 3)],
        ),
        (
            "ORDERING Roe's motion #108 to continue the hearing on Mills's #79 motion for sanctions, is GRANTED.",
            [("motion to continue hearing", "Roe", "granted", 108)],
        ),
        (
            "ORDER granting [31-2] motion to withdraw as counsel.",
            [("motion to withdraw as counsel", None, "granted", "31-2")],
        ),
        ("ORDER granting [] Oral Motion to extend time.", [("oral motion to extend time", None, "granted", None)]),
        (
            "AMENDED FINAL PROGRESSION ORDER granting 78 Motion to Extend Deadline.",
            [("motion to extend deadline", None, "granted", 78)],
        ),
        (
            f"ORDER GRANTING plaintiff's 8 MOTION to Amend; motions terminated; {BY}",
            [("motion to amend", "plaintiff", "granted", 8)],
        ),
        (
            f"STIPULATION and ORDER of Partial Dismissal with Prejudice {BY}",
            [("dismissal", "parties", "dismissed with prejudice", None)],
        ),
        (f"STIPULATION and ORDER for DISMISSAL of Roe {BY}", [("dismissal", "parties", "dismissed", None)]),
        (f"ORDER Requiring Plaintiff to Pay Within Thirty Days or this Action Will be Dismissed, {BY}", []),
        (
            f"ORDER GRANTING an extension of time to 1/17/2013 for defendant to file a brief. {BY}",
            [("extension of time", None, "granted", None)],
        ),
        (
            f"ORDER: Respondent is GRANTED an additional extension of time of 60 days. {BY}",
            [("extension of time", None, "granted", None)],
        ),
        (
            "ORDER granting 4 Oral Motion to extend time. Defendants are granted an extension of time to 12/1/2005.",
            [("oral motion to extend time", None, "granted", 4)],
        ),
        ("ORDER. Petitioner is GRANTED leave to file a reply.", []),
        ("ORDER. Plaintiff was granted an extension of time on 1/2/2013.", []),
        (
            f"ORDER. The Court hereby GRANTS dft John Roe permission to travel to Mexico. {BY}",
            [("permission to travel to mexico", None, "granted", None)],
        ),
        (f"ORDER To Deny Reconsideration (Doc. 120). {BY}", [("reconsideration", None, "denied", 120)]),
        (f"ORDER DENYING 13 Letter/Motion to Reconsider. {BY}", [("letter/motion to reconsider", None, "denied", 13)]),
        (
            "OPINION. We grant Defendant Roe's motion to dismiss 24, and we deny the motion to stay 25.",
            [("motion to dismiss", "defendant", "granted", 24), ("motion to stay", None, "denied", 25)],
        ),
        ("ORDER to show cause why we grant the motion to stay 25 or whether we deny the motion to stay 26.", []),
        (
            "ORDER denying 10 Motion for Leave to Appeal in forma pauperis.",
            [("motion for leave to appeal in forma pauperis", None, "denied", 10)],
        ),
        (
            "REPORT AND RECOMMENDATION re 21 MOTION for Order PLAINTIFF'S MOTION FOR AN ORDER HOLDING ROE LIABLE.",
            [("motion for order holding roe liable", None, "unstated", 21)],
        ),
        (
            "Order that the motion for summary judgment is granted and this case is dismissed (Related Doc # 22).",
            [("motion for summary judgment", None, "granted", 22), ("dismissal", "court", "dismissed", None)],
        ),
        (
            "ORDER DENYING 128 motion for an extension of time to oppose it and motion for an extension of the exam.",
            [
                ("motion for extension of time", None, "denied", 128),
                ("motion for extension of exam", None, "denied", 128),
            ],
        ),
        (
            "ORDER denying 30 Motion to Dismiss Counterclaims or, alternatively, Motion for More Definite Statement.",
            [("motion to dismiss", None, "denied", 30), ("motion for more definite statement", None, "denied", 30)],
        ),
        (
            f"ORDER on Motions in Limine (Docs. 222 and 223). {BY}",
            [("motion in limine", None, "unstated", 222), ("motion in limine", None, "unstated", 223)],
        ),
        (
            "REPORT AND RECOMMENDATION re 19 MOTION to Dismiss filed by Roe Bank, 20 MOTION to Strike filed by Poe.",
            [("motion to dismiss", "Roe Bank", "unstated", 19), ("motion to strike", "Poe", "unstated", 20)],
        ),
        (
            "ORDER GRANTING 186 Roe Department of Bread's Request to Seal.",
            [("request to seal", "Roe Department of Bread", "granted", 186)],
        ),
        (
            f"ORDER ADOPTING 15 Report and Recommendation for 12 Motion to Dismiss, filed by Poe. {BY}",
            [("motion to dismiss", "Poe", "unstated", 12)],
        ),
        (
            f"ORDER ON STIPULATION to Continue Hearing on Defendants' Motions to Dismiss (Docs. 13, 14), {BY} "
            "The hearing is CONTINUED to 4/29/2015.",
            [("stipulation to continue hearing on motions to dismiss", "parties", "continued", None)],
        ),
        (
            "ORDER Responding To Notice To Correct The Record (Doc. 17), ORDER Denying Plaintiff's Request To Stop",
            [("request to stop", "plaintiff", "denied", None)],
        ),
        (
            "ORDER (2) DENYING MOTION FOR IN CAMERA REVIEW, (3) DENYING MOTION FOR ORDER RE MAIL LOG AS MOOT",
            [
                ("motion for in camera review", None, "denied", None),
                ("motion for order", None, "denied as moot", None),
            ],
        ),
        (
            "ORDER that the first claims are DISMISSED with prejudice; other claims are DISMISSED without prejudice.",
            [
                ("dismissal", "court", "dismissed with prejudice", None),
                ("dismissal", "court", "dismissed without prejudice", None),
            ],
        ),
        (
            "MEMORANDUM AND ORDER - The Magistrate Judge's Order 23 is affirmed.",
            [("decision of magistrate judge", None, "affirmed", 23)],
        ),
        (
            "OPINION FILED. [14-30211 Dismissed as Frivolous] denying motion to proceed pro se [14-30211]",
            [("motion to proceed pro se", None, "denied", None), ("appeal", None, "dismissed as frivolous", None)],
        ),
    ],
)
def test_shapes_of_docket_texts(text: str, expected: list[Told]) -> None:
    """Shapes in which clerks of many courts write what was decided."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ORDER DENYING Plaintiff's Requests to Seal Papers Without Prejudice 26, 27, signed by Judge Ann Poe.",
            [
                ("request to seal papers", "plaintiff", "denied without prejudice", 26),
                ("request to seal papers", "plaintiff", "denied without prejudice", 27),
            ],
        ),
        (
            "ORDER GRANTING Plaintiff's Motions For Status Re Settlement (Docs. 15 and 16), signed by Judge Ann Poe.",
            [("motion for status", "plaintiff", "granted", 15), ("motion for status", "plaintiff", "granted", 16)],
        ),
        (
            "ORDER granting 3, 4 Motion to Proceed IFP.",
            [("motion to proceed ifp", None, "granted", 3), ("motion to proceed ifp", None, "granted", 4)],
        ),
        (
            "ORDER granting in part 27 Motion for Summary Judgment and Roe's remaining claims (Counts I and II) are "
            "DISMISSED WITH PREJUDICE.",
            [
                ("motion for summary judgment", None, "granted in part", 27),
                ("dismissal", "court", "dismissed with prejudice", None),
            ],
        ),
        (
            "ORDER Granting Plaintiff's 48 Motion to Reopen Discovery in Part.",
            [("motion to reopen discovery", "plaintiff", "granted in part", 48)],
        ),
        (
            "Defendant's 3 Motion to Stay is DENIED w/o prejudice.",
            [("motion to stay", "defendant", "denied without prejudice", 3)],
        ),
        (
            "ORDERING that Roe's request to appear by telephone at the hearing 12 GRANTED, and counsel shall call.",
            [("request to appear", "Roe", "granted", 12)],
        ),
        (
            "ORDER - Defendants' motion for summary judgment (Case No. 8:09CV157, filing 62; Case No. 4:10CV3020, "
            "filing 34) is granted.",
            [("motion for summary judgment", "defendant", "granted", 62)],
        ),
        (
            "ORDER ON MOTION FOR MORE TIME - Roe's Motion for Extension of Time (filing no. 19) is granted.",
            [("motion for extension of time", "Roe", "granted", 19)],
        ),
        (
            "ORDER. Treating the response as a motion for reconsideration, the motion shall be denied.",
            [("motion for reconsideration", None, "denied", None)],
        ),
        (
            "The government's motion for forfeiture 13 is denied as to the boat. Otherwise, the government's motion "
            "13 is granted.",
            [("motion for forfeiture", "government", "granted in part, denied in part", 13)],
        ),
        (
            "ORDER on Defendant's F.R. Civ.P.12(b)(6) Motions to Dismiss; Roe terminated.",
            [("motion to dismiss", "defendant", "unstated", None)],
        ),
        (
            "ORDER that plaintiffs' Rule 41(a)(2) motion for voluntary dismissal (Doc. No. 75) is GRANTED.",
            [("motion for voluntary dismissal", "plaintiff", "granted", 75)],
        ),
        ("ORDER that this matter be and hereby is dismissed.", [("dismissal", "court", "dismissed", None)]),
        ("ORDER THAT DEFT'S. MOTION FOR ACQUITTAL IS DENIED.", [("motion for acquittal", "defendant", "denied", None)]),
        (
            "ORDER. PETITION FOR WRIT OF HABEAS CORPUS FILED BY MAX ROE IS DISMISSED.",
            [("petition for writ of habeas corpus", "MAX ROE", "dismissed", None)],
        ),
        (
            "ORDER - The motion of Ann J. Poe and Max M. Roe to withdraw as counsel, filing 35 is granted.",
            [("motion to withdraw as counsel", "Ann J. Poe and Max M. Roe", "granted", 35)],
        ),
        (
            "ORDER denying as moot the following motions: 26 Motion for Notice of FRE Rule 608; 27 Motion for Relief.",
            [
                ("motion for notice of fre rule 608", None, "denied as moot", 26),
                ("motion for relief", None, "denied as moot", 27),
            ],
        ),
        ("CONSENT ORDER GRANTING 44 Substitution of Attorney.", [("substitution of attorney", None, "granted", 44)]),
        (
            "ORDER DENYING Defendants' 64 Objection requesting a separate trial; APPROVING Plaintiff's 65 Corrections "
            "to the Pretrial Order; OVERRULING Defendants' 67 Objections to the exhibits.",
            [
                ("objection requesting separate trial", "defendant", "denied", 64),
                ("corrections to pretrial order", "plaintiff", "approved", 65),
            ],
        ),
        (
            "ORDER: Plaintiff's Objection to Defendants' Failure to File a Statement and Request for Sanctions 66 is "
            "DENIED; Defendants' Motion for Extension of Time 67 is GRANTED.",
            [
                ("objection to failure to file statement", "plaintiff", "denied", 66),
                ("request for sanctions", "plaintiff", "denied", 66),
                ("motion for extension of time", "defendant", "granted", 67),
            ],
        ),
        ("Order denying 88 Bill of Costs pursuant to stipulation.", [("bill of costs", None, "denied", 88)]),
        (
            "ORDER Denying Plaintiff's Social Security Appeal.",
            [("social security appeal", "plaintiff", "denied", None)],
        ),
        (
            "ORDER APPROVING 56 Waiver of Appearance filed by Max Roe.",
            [("waiver of appearance", "Max Roe", "approved", 56)],
        ),
        (
            "ORDER Granting Defendants Roe&Poe (U.S.) Inc., and Home Mills U.S.A., Inc.'s 19 Ex Parte Application for "
            "an Order Shortening Time.",
            [("ex parte application for order shortening time", "defendant", "granted", 19)],
        ),
        (
            "ORDER GRANTING Grassland Defendants' Motion to Stay (Doc. 47).",
            [("motion to stay", "defendant", "granted", 47)],
        ),
        ("ORDER as to Max Roe, DENIED 87 MOTION to stay filed by USA.", [("motion to stay", "USA", "denied", 87)]),
        ("ORDER GRANTING-IN-PART 3 Motion for Bread.", [("motion for bread", None, "granted in part", 3)]),
        (
            "ORDER Granting Defendant Leave to File Amended Answer.",
            [("leave to file amended answer", None, "granted", None)],
        ),
        (
            f"ORDER DISMISSING complaint and GRANTING leave to file an amended complaint {BY}",
            [("dismissal", "court", "dismissed with leave to amend", None)],
        ),
        (
            "STIPULATION and ORDER GRANTING defendant an extension of time through 12/19/2012 to file a brief.",
            [("extension of time", "parties", "granted", None)],
        ),
        (
            "ORDER Denying Plaintiff's 22 Motion for Relief and 23 Motion for Bread.",
            [("motion for relief", "plaintiff", "denied", 22), ("motion for bread", "plaintiff", "denied", 23)],
        ),
        (
            "ORDERING plaintiff's motion in response to the order and request to discharge the order 25 is granted.",
            [
                ("motion in response to order", "plaintiff", "granted", 25),
                ("request to discharge order", "plaintiff", "granted", 25),
            ],
        ),
        (
            "ORDER re 45 MOTION for Judgment on the first Claim and 54 MOTION for Judgment on all Claims; ORDERED that "
            "the motions are GRANTED.",
            [
                ("motion for judgment on first claim", None, "granted", 45),
                ("motion for judgment on claims", None, "granted", 54),
            ],
        ),
        (
            "ORDER IN PART GRANTING Defendants' 23 Motion for Summary Judgment; ORDER GRANTS Summary Judgment for Roe.",
            [("motion for summary judgment", "defendant", "granted", 23)],
        ),
        (
            "ORDER Granting Plaintiff's 33 Motion to Seal Exhibits to 35 Motion to Compel.",
            [("motion to seal exhibits to motion to compel", "plaintiff", "granted", 33)],
        ),
        ("ORDER GRANTING Stay of Discovery Pending Resolution of Defendants' Motion for Summary Judgment 53.", []),
        (
            "Plaintiff's Motion 52 and Amended Motion 58 to extend the deadline are granted.",
            [
                ("motion to extend deadline", "plaintiff", "granted", 52),
                ("amended motion to extend deadline", "plaintiff", "granted", 58),
            ],
        ),
        (
            "ORDER on 22 Application for Order Shortening Time, signed by Judge Ann Poe. The Motion is GRANTED.",
            [("application for order shortening time", None, "granted", 22)],
        ),
        (
            "REPORT re 49 MOTION to Dismiss filed by Roe : Recommended that defts' motion to dismiss be granted.",
            [("motion to dismiss", "defendant", "recommended granted", 49)],
        ),
        (
            "REPORT REGARDING MAX ROE'S PETITION FOR WRIT OF HABEAS CORPUS. IT IS RECOMMENDED THAT THE PETITION FOR "
            "A WRIT OF HABEAS CORPUS BE DENIED.",
            [("petition for writ of habeas corpus", "MAX ROE", "recommended denied", None)],
        ),
        (
            "ORDER granting 66 Motion to Extend as to Roe. The defendant's motion for extension of time (filing 66) is "
            "granted.",
            [("motion to extend", "defendant", "granted", 66)],
        ),
        (
            "ORDER RESPONDING to Plaintiff's 41 Motion for Status; ORDER DENYING Request for Copies.",
            [("request for copies", None, "denied", None)],
        ),
        (
            "ORDER. The time is excluded under the Speedy Act. Roe's request to talk is denied.",
            [("request to talk", "Roe", "denied", None)],
        ),
        (
            "ORDERING that plaintiff's request that the court hold a hearing is DENIED.",
            [("request that court hold hearing", "plaintiff", "denied", None)],
        ),
        (
            "STIPULATION and ORDER GRANTING 67 Stipulation to take 34 MOTION to Supplement off calendar.",
            [("stipulation to take motion to supplement off calendar", "parties", "granted", 67)],
        ),
        ("Order: QSIX motion for sanctions is overruled.", [("motion for sanctions", "QSIX", "denied", None)]),
        (
            "ORDERED: motion of the plaintiff-intervenor Roe to stay, be, and the same hereby is granted.",
            [("motion to stay", "plaintiff", "granted", None)],
        ),
        (
            "ORDER. The motion to stay will be denied on Monday, unless counsel for the defendant arranges a call.",
            [],
        ),
        (
            "ORDER THAT THE APPLICATION FOR AN ORDER TO SHOW CAUSE WHY A SUBPOENA SHOULD NOT BE ENFORCED IS GRANTED.",
            [("application for order to show cause", None, "granted", None)],
        ),
        (
            "ORDER GRANTING Plaintiff's Motion to Modify December 4, 2013 Scheduling Order 35.",
            [("motion to modify scheduling order", "plaintiff", "granted", 35)],
        ),
        (
            "STIPULATION and ORDER as to Max Roe GRANTING the parties' request for a continuance of the Trial.",
            [("request for continuance of trial", "parties", "granted", None)],
        ),
        ("Order: ( re 4) QSIX's motion for judgment is granted.", [("motion for judgment", "QSIX", "granted", 4)]),
        (
            "ORDERING for the reasons stated, 58 Request for release as to Max Roe (5) is DENIED.",
            [("request for release", None, "denied", 58)],
        ),
        (
            "ORDER DISMISSING Max Roe from this action subject to the terms.",
            [("dismissal", "court", "dismissed", None)],
        ),
        (
            "OPINION Denying Leave to Proceed On Appeal In Forma Pauperis - Three Strikes.",
            [("leave to proceed on appeal in forma pauperis", None, "denied", None)],
        ),
        (
            "REPORT: It is RECOMMENDED that Plaintiffs'Complaint [Docket No. 1] be DISMISSED.",
            [("dismissal", "court", "recommended dismissed", None)],
        ),
    ],
)
def test_several_motions_and_verbs_far_from_them(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"ORDER {BY} that Dft's request for an extension of time to oppose Pltf's 32 motion to stay is GRANTED.",
            [("request for extension of time", "defendant", "granted", 32)],
        ),
        (
            "ORDER: Pltf's 33 request for the court to schedule a hearing on Dft's 29 motion is GRANTED.",
            [("request for court to schedule hearing", "plaintiff", "granted", 33)],
        ),
        (f"ORDER to Dismiss and Close Action {BY}", [("dismissal", "court", "dismissed", None)]),
        (
            f"FINDINGS and RECOMMENDATIONS to (1) Dismiss 1 Complaint for Failure to State a Claim {BY}",
            [("dismissal", "court", "recommended dismissed", None)],
        ),
        (
            "ORDER affirming decision of U.S. Bankruptcy Court.",
            [("decision of bankruptcy court", None, "affirmed", None)],
        ),
        (
            "ORDER granting 2 Application to Proceed Without Prepayment of Fees.",
            [("application to proceed without prepayment of fees", None, "granted", 2)],
        ),
        (
            "ORDER granting 11 Motion to Hold Petition for Writ of Habeas Corpus in Abeyance and Closing Case.",
            [("motion to hold petition for writ of habeas corpus in abeyance", None, "granted", 11)],
        ),
        (
            f"STIPULATION and ORDER to Continue Hearing {BY} Sentencing set for 10/28/2013.",
            [("stipulation to continue hearing", "parties", "continued", None)],
        ),
        (
            f"STIPULATION and ORDER 20 to advance hearing {BY} Bail Review Hearing is RE-SCHEDULED for 3/2/2010.",
            [("stipulation to advance hearing", "parties", "granted", 20)],
        ),
    ],
)
def test_requests_about_other_motions_and_acts_named_in_titles(text: str, expected: list[Told]) -> None:
    assert told(text) == expected
