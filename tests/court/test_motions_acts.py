"""What the court does of its own, and what a title says that it orders."""

import pytest

from tests.court.outcomes import BY, Told, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"ORDER {BY} DISMISSING CASE without prejudice. CASE CLOSED.",
            [("dismissal", "court", "dismissed without prejudice", None)],
        ),
        (
            f"SCREENING ORDER DISMISSING COMPLAINT WITH LEAVE TO AMEND {BY}",
            [("screening", "court", "dismissed with leave to amend", None)],
        ),
        (
            f"SECOND SCREENING ORDER DISMISSING COMPLAINT AND GRANTING LEAVE TO AMEND {BY}",
            [("screening", "court", "dismissed with leave to amend", None)],
        ),
        (f"ORDER REMANDING the Matter to Kern County Superior Court {BY}", [("remand", "court", "remanded", None)]),
        (
            f"ORDER to Reassign Case; new case number is: 1:14-cv-1450 ABC-DEF, {BY}",
            [("reassign case", "court", "reassigned", None)],
        ),
        (f"ORDER Authorizing Under Seal Filing, {BY}", [("filing under seal", None, "authorized", None)]),
        (
            f"STIPULATION AND ORDER {BY} ORDERING that this action is DISMISSED with prejudice.",
            [("dismissal", "parties", "dismissed with prejudice", None)],
        ),
        (
            f"ORDER that defendant's motion to dismiss is GRANTED and this action is DISMISSED. {BY}",
            [("motion to dismiss", "defendant", "granted", None), ("dismissal", "court", "dismissed", None)],
        ),
        ("[10138218] Affirmed. Terminated on the merits. [13-2062]", [("appeal", None, "affirmed", None)]),
        (
            f"ORDER for extension of time to file motions, as to John Roe {BY}",
            [("extension of time to file motions", None, "unstated", None)],
        ),
        (
            f"ORDER FOR WAIVER of Appearance By Defendant Roe, {BY} (His presence is excused.)",
            [("waiver of appearance", "defendant", "granted", None)],
        ),
        (
            f"STIPULATION and ORDER to Continue Sentencing Hearing, {BY} Sentencing is CONTINUED to 3/10/2014.",
            [("stipulation to continue sentencing hearing", "parties", "continued", None)],
        ),
        (
            f"DEFENDANT'S WAIVER OF APPEARANCE AND ORDER {BY}",
            [("waiver of appearance", "defendant", "unstated", None)],
        ),
        (
            f"ORDER re 25 Joint Stipulation to Continue Scheduling Conference {BY} The conference is VACATED.",
            [("stipulation to continue scheduling conference", "parties", "continued", 25)],
        ),
        (
            f"MEMORANDUM, DECISION and ORDER RE Defendant's Motion to Dismiss 7; ORDERED Plaintiff to amend, {BY}",
            [("motion to dismiss", "defendant", "unstated", 7)],
        ),
        (
            "IT IS ORDERED that the Commissioner of Social Security's decision is affirmed.",
            [("decision of commissioner", None, "affirmed", None)],
        ),
        (
            f"STIPULATION and ORDER -GRANTED. Sentencing has been CONTINUED to 10/21/2013 {BY}",
            [("stipulation", "parties", "granted", None)],
        ),
        (
            "FINDINGS and RECOMMENDATIONS recommending that defendant Roe be dismissed without prejudice.",
            [("dismissal", "court", "recommended dismissed", None)],
        ),
        (f"ORDER on 77 Motion to Withdraw as Counsel {BY}", [("motion to withdraw as counsel", None, "unstated", 77)]),
        (
            f"FINDINGS and RECOMMENDATIONS Regarding Denial of 48 Motion for Bread {BY}",
            [("motion for bread", None, "recommended denied", 48)],
        ),
        (f"REQUEST and ORDER to EXONERATE BOND {BY}", [("request to exonerate bond", None, "unstated", None)]),
        (
            f"STIPULATION and ORDER 18, {BY}: The hearing is CONT'D to 4/1/2010.",
            [("stipulation", "parties", "continued", 18)],
        ),
        (
            f"STIPULATION and ORDER {BY} re 50 ORDERING that travel is permitted.",
            [("stipulation", "parties", "granted", 50)],
        ),
        (f"STIPULATION and ORDER {BY} extending discovery re 13 Scheduling Order.", []),
        (
            "ORDER as to Max Roe re 30 Stipulation and Proposed Order (CR) filed by Max Roe. The hearing is reset.",
            [("stipulation", "parties", "continued", 30)],
        ),
        (
            f"ORDER on Plaintiff's Request to CONTINUE Trial. The trial set for 1/7/2014, is CONTINUED. {BY}",
            [("request to continue trial", "plaintiff", "continued", None)],
        ),
        (
            f"ORDER on Motion for Summary Judgment by defendant County of Elm and Order on Motion to Strike, {BY}",
            [
                ("motion for summary judgment", "defendant", "unstated", None),
                ("motion to strike", None, "unstated", None),
            ],
        ),
        (
            f"DISMISSAL ORDER; ORDER Directing the Clerk to Close this Action, {BY}",
            [("dismissal", "court", "dismissed", None)],
        ),
        (f"VOLUNTARY DISMISSAL of Action, {BY} CASE CLOSED.", [("dismissal", None, "dismissed", None)]),
        (
            f"ORDER re Voluntary and Stipulated Dismissal of All Claims with Prejudice, {BY} CASE CLOSED.",
            [("dismissal", "parties", "dismissed with prejudice", None)],
        ),
        (
            "Order Adopting Report and Recommendation 22 and reversing and remanding the commissioner's decision.",
            [("remand", "court", "remanded", None)],
        ),
        (
            "JUDGMENT as to Max Roe. Count III of the Indictment is dismissed on the motion of the United States.",
            [("dismissal", "United States", "dismissed", None)],
        ),
        ("ORDER. Defendant Dr. Roe is DISMISSED from this action.", [("dismissal", "court", "dismissed", None)]),
        ("FILED OPINION (ANN POE and MAX ROE) AFFIRMED. [8671263]", [("appeal", None, "affirmed", None)]),
        (
            "Plaintiff's motion 60 construed as a motion for a preliminary injunction is denied.",
            [("motion for preliminary injunction", "plaintiff", "denied", 60)],
        ),
        (
            "ORDER denying 57 MOTION for Reconsideration Regarding Costs filed by Roe Mills LLC.",
            [("motion for reconsideration", "Roe Mills LLC", "denied", 57)],
        ),
        (f"ORDER re: Motions to be heard at the hearing {BY}", []),
        (
            "REPORT, RECOMMENDATION AND ORDER that the MOTION to Suppress 14 be denied in all respects.",
            [("motion to suppress", None, "recommended denied", 14)],
        ),
        (
            "ORDER signed by Magistrate Judge Ann Poe on 5/29/2013 regarding 66 Motion for Copies. (Roe, A)",
            [("motion for copies", None, "unstated", 66)],
        ),
        (f"ORDER WITHDRAWING FINDINGS AND RECOMMENDATIONS dismissing certain claims {BY}", []),
        (
            f"***VACATED PER ORDER 89***ORDER Denying as moot 86 Motion, {BY}",
            [("motion", None, "denied as moot", 86)],
        ),
        (
            f"ORDER Granting Plaintiff's 94 Motion to Modify the Discovery and Scheduling Order {BY}",
            [("motion to modify discovery and scheduling order", "plaintiff", "granted", 94)],
        ),
        (
            "JUDGMENT; Count 2 dismissed upon motion of the government.",
            [("dismissal", "government", "dismissed", None)],
        ),
        (
            "JUDGMENT. On the motion of the government, the Indictment is dismissed.",
            [("dismissal", "government", "dismissed", None)],
        ),
        ("It will be deemed as consent to have the: (a) action dismissed for lack of prosecution.", []),
        ("ORDER re 5 Response on claims dismissed against Roe.", []),
        (
            "MEMORANDUM sustaining in part 41 Motion to Stay. The Court dismisses Count III. The motion is otherwise "
            "overruled.",
            [
                ("motion to stay", None, "granted in part, denied in part", 41),
                ("dismissal", "court", "dismissed", None),
            ],
        ),
        (
            "ORDER that the motion to stay is granted 26, and this case is dismissed; all other motions are denied.",
            [
                ("motion to stay", None, "granted", 26),
                ("dismissal", "court", "dismissed", None),
                ("motion", None, "denied", None),
            ],
        ),
        (
            "REPORT AND RECOMMENDATION 1. Defendants' Motion to Stay [Docket No. 23] be GRANTED.",
            [("motion to stay", "defendant", "recommended granted", 23)],
        ),
        (
            "MEMORANDUM Plaintiff's objections to Report&Recommendation overruled. Report&Recommendation adopted. "
            "Motion to stay granted.",
            [("motion to stay", None, "granted", None)],
        ),
        ("ORDER denying 94 Motion for Hearing as to Roe.", [("motion for hearing", None, "denied", 94)]),
        (
            "REPORT THAT THE PETITION BE GRANTED IN PART AS TO THE PA. C.O.A. AND DENIED IN PART AS TO THE REST. A "
            "RECOMMENDATION.",
            [("petition", None, "granted in part, denied in part", None)],
        ),
        ("ORDER that Elm Prison is DISMISSED as immune.", [("dismissal", "court", "dismissed", None)]),
        (
            "FINDINGS and RECOMMENDATIONS RECOMMENDING that Dr. Roe be dismissed from this action.",
            [("dismissal", "court", "recommended dismissed", None)],
        ),
        (
            "ORDER dismissing with leave to amend 1 Prisoner Civil Rights Complaint.",
            [("dismissal", "court", "dismissed with leave to amend", None)],
        ),
        (
            "ORDER. The complaint is DISMISSED with 28 days to file an amended complaint.",
            [("dismissal", "court", "dismissed with leave to amend", None)],
        ),
        (
            f"ORDER Adopting Findings and Recommendations 54 to Deny Motion to Strike and Motion to Stay 47, {BY}",
            [("motion to strike", None, "denied", 47), ("motion to stay", None, "denied", 47)],
        ),
        ("l result in sanctions or in a recommendation that the action be dismissed. ORDER to SHOW CAUSE.", []),
        (
            "ORDER on a Petition for Offender 27. Allegations 2 and 3 are dismissed on the motion of the government.",
            [("dismissal", "government", "dismissed", None)],
        ),
        (
            "REPORT re 1 Petition for Writ of Habeas Corpus filed by Max Roe, be DENIED. RECOMMENDATION",
            [("petition for writ of habeas corpus", "Max Roe", "denied", 1)],
        ),
        (
            "ORDER on 2 Application to Proceed, signed by Magistrate Judge Ann Poe on 12/17/13. Granted. (Roe, A)",
            [("application to proceed", None, "granted", 2)],
        ),
        (
            "ORDER and WRIT OF HABEAS CORPUS AD PROSEQUENDUM 62 as to Max Roe, signed by Judge Ann Poe. Granted. (Roe)",
            [("writ of habeas corpus ad prosequendum", None, "granted", 62)],
        ),
        (
            "ORDER REGARDING PLAINTIFF'S MOTIONS TO COMPEL 49, 57, 63 AND MOTION FOR MORE BREAD 55.",
            [
                ("motion to compel", "plaintiff", "unstated", 49),
                ("motion to compel", "plaintiff", "unstated", 57),
                ("motion to compel", "plaintiff", "unstated", 63),
                ("motion for more bread", None, "unstated", 55),
            ],
        ),
        (
            "REPORT AND RECOMMENDATION re 29 MOTION to Dismiss Pursuant to Fed. R. Civ. P. 12(B)(6) and 42 U.S.C. "
            "Section 1997e filed by Roe, 27 MOTION for Summary Judgment.",
            [("motion to dismiss", "Roe", "unstated", 29), ("motion for summary judgment", None, "unstated", 27)],
        ),
        (
            "Findings, Conclusions, and Recommendation: The petition for relief should be DENIED.",
            [("petition for relief", None, "recommended denied", None)],
        ),
        ("ORDER, DENIED insofar as they recommend that the motion to dismiss be granted.", []),
        (
            f"ORDER ON DEFENDANT'S MOTION TO DISMISS 13 {BY} Motion Hearing currently set for 1/9/2013 is VACATED.",
            [("motion to dismiss", "defendant", "unstated", 13)],
        ),
        (
            f"ORDER ADOPTING 15 FINDINGS AND RECOMMENDATIONS recommending that Plaintiff's 3 Motion be Denied {BY}",
            [("motion", "plaintiff", "denied", 3)],
        ),
    ],
)
def test_acts_of_the_court_and_titles(text: str, expected: list[Told]) -> None:
    assert told(text) == expected
