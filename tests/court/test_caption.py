"""Captions in the shapes in which courts print them; all of them made up."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.court.caption.reader import read_caption
from openhold.court.said import Caption, Said
from openhold.court.view import View
from openhold.extract.text import plain

SPACED = """IN THE UNITED STATES DISTRICT COURT
FOR THE EASTERN DISTRICT OF CALIFORNIA

JORGE MENDEZ-RUIZ,
          Plaintiff,                    No. CIV S-10-0032 FCD EFB P
     vs.
K. DOLAN, et al.,
          Defendants.                   ORDER
                                   /
     Plaintiff is a state prisoner proceeding pro se and in forma pauperis.
"""
BRACKETS = """                     UNITED STATES DISTRICT COURT
                    CENTRAL DISTRICT OF CALIFORNIA

ACME WIDGETS, INC., a California         )  Case No.: 8:16-cv-1261 DOC (KESx)
corporation; and JOHN Q. PUBLIC, an      )
individual,                              )  ORDER GRANTING STIPULATION
                                         )  FOR PRESERVATION
               Plaintiffs,               )
                                         )
          v.                             )
                                         )
BETA LOGISTICS, LLC, a Delaware limited  )
liability company; GAMMA BANK, N.A.;     )
and DOES 1 through 10, inclusive,        )
                                         )
               Defendants.               )
_________________________________________)
AND RELATED COUNTERCLAIMS                )
_________________________________________)
"""
SECTIONS = """                 IN THE UNITED STATES DISTRICT COURT
                  FOR THE SOUTHERN DISTRICT OF TEXAS
                          HOUSTON DIVISION

MARIA LOPEZ, Individually and as          §
Representative of the Estate of Juan      §
Lopez, Deceased,                          §
        Plaintiff,                        §
                                          §
VS.                                       §    CIVIL ACTION NO. H-10-1234
                                          §
CITY OF BAYTOWN, et al,                   §
        Defendants.                       §
"""
AGAINST = """UNITED STATES DISTRICT COURT
SOUTHERN DISTRICT OF NEW YORK
------------------------------------------------------------x
SECURITIES TRADERS LLC, individually and on behalf
of all others similarly situated,

                              Plaintiff,                       09 Civ. 7491 (JSR)

               -against-                                       MEMORANDUM ORDER

MEGABANK CORP., ALAN SMITHEE, JANE ROE, Jr., and
ROBERT DOE, M.D.,

                              Defendants.
------------------------------------------------------------x
"""
ONE_LINE = (
    "1 2 3 4 5 6 7 UNITED STATES DISTRICT COURT 8 EASTERN DISTRICT OF CALIFORNIA 9 10 11 IRMA VALE, Case No.: "
    "1:16-cv-00321-LJO-SKO (PC) 12 Plaintiff, ORDER DENYING PLAINTIFF'S MOTION TO COMPEL 13 v. [ECF No. 31] 14 "
    "OTTO KRAUSE, et al., 15 Defendants. 16 Plaintiff Irma Vale is appearing pro se and in forma pauperis in this 17 "
    "action. On May 8, 2017, Plaintiff 18 filed a motion. The motion of Plaintiff, which 19 Defendants oppose, "
    "is premature. 20 In Case No. 2:10-cv-00001 the court held 21 otherwise. It is denied, since nothing 22 was "
    "served. 23 The clerk shall send 24 a copy of this order 25 to both parties."
)
NINTH = """FOR PUBLICATION
UNITED STATES COURT OF APPEALS
FOR THE NINTH CIRCUIT

CHESTER RAY WISEMAN,                      No. 08-15123
          Petitioner-Appellant,
                                             D.C. No.
              v.                          2:05-cv-00123-KJM

JAMES YATES, Warden,
          Respondent-Appellee.               OPINION

Appeal from the United States District Court
for the Eastern District of California
Kimberly J. Mueller, District Judge, Presiding
"""
SEVENTH = """                In the
       United States Court of Appeals
              For the Seventh Circuit
                  ____________________
Nos. 10-1234, 10-1235 & 10-1236

UNITED STATES OF AMERICA,
                                   Plaintiff-Appellee,
                          v.
JOHN SMITH and JANE SMITH,
                                Defendants-Appellants.
                  ____________________
      Appeals from the United States District Court for the
        Northern District of Illinois, Eastern Division.
       No. 10 CR 123 \u2014 John W. Darrah, Judge.
"""
MINUTES = """                                    UNITED STATES DISTRICT COURT
                                   CENTRAL DISTRICT OF CALIFORNIA
                                        CIVIL MINUTES - GENERAL
 Case No.          CV17-00017-CAS(JCx)                                             Date: May 1, 2017
 Title             ROBERT ROE v. BIG TELECOM, INC., ETC.; ET AL.

 Present: The Honorable              CHRISTINE ADAMS, UNITED STATES DISTRICT JUDGE
"""
LETTER = """                          UNITED STATES COURT OF APPEALS
                              FOR THE SIXTH CIRCUIT

                Re: Case No. 17-1111, Deep Mine Company v. Mary Hill, et al
                    Originating Case No. : 16-0777

Dear Counsel:
   This case has been docketed as number 17-1111.
"""
NOTICE = """                    United States Court of Appeals for the Second Circuit

Date: October 31, 2017                                          DC Docket #: 17-cv-6761
Docket #: 17-3510                                               DC Court: SDNY (NEW YORK
Short Title: National Baseball League Manag v. National         CITY)
Baseball League Playe                                           DC Judge: Fontaine

                                    DOCKETING NOTICE
"""
CRIMINAL = """UNITED STATES DISTRICT COURT
DISTRICT OF CONNECTICUT

UNITED STATES OF AMERICA      :
                              :     CRIMINAL NO. 3:08-cr-00123 (JCH)
v.                            :
                              :
PETER JONES                   :     MAY 3, 2010
"""
IN_RE = """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA
SAN JOSE DIVISION

IN RE: WIDGET PRIVACY LITIGATION          Case No. 5:12-md-02314-EJD

This Document Relates To: All Actions     ORDER
"""


STAMPED = """                     NOT FOR PUBLICATION                    FILED
                    UNITED STATES COURT OF APPEALS           MAY 3 2017
                        FOR THE NINTH CIRCUIT            MOLLY DOE, CLERK

ZACH ZORN,                               No.   15-16123

              Plaintiff-Appellant,       D.C. No. 2:12-cv-02000-KJM-CKD

 v.
                                         MEMORANDUM*
M. MARTEL, Warden; et al.,

              Defendants-Appellees.

                  Appeal from the United States District Court
                      for the Eastern District of California
"""
ADVERSARY = """UNITED STATES BANKRUPTCY COURT
EASTERN DISTRICT OF CALIFORNIA
FRESNO DIVISION

In re                                  Case No. 10-12345-B-7
PAUL PINE,
              Debtor.                  Adv. Proc. No. 10-02345
______________________________/
RUTH REED, Chapter 7 Trustee,
              Plaintiff,
v.                                     MEMORANDUM DECISION
SILVIA SAGE,
              Defendant.
"""
NO_ROLES = """IN THE UNITED STATES DISTRICT COURT
FOR THE EASTERN DISTRICT OF PENNSYLVANIA

TINA TEAL,                        :       CIVIL ACTION
                                  :
          v.                      :
                                  :
UNIVERSAL UMBRELLA CO., et al.    :       NO. 10-1234
"""


def caption(text: str) -> Caption:
    """Read a paper of one caption."""
    return read_caption(View(plain(text)), "order")


def value(said: Said[str] | None) -> str | None:
    """What is said, if anything is."""
    return None if said is None else said.value


def sides(read: Caption) -> tuple[list[str], list[str], bool]:
    """Who sues, who is sued, and whether others do or are."""
    return [name.value for name in read.plaintiffs], [name.value for name in read.defendants], read.et_al


@pytest.mark.parametrize(
    ("text", "court", "case", "initials"),
    [
        (SPACED, "caed", "CIV S-10-0032 FCD EFB P", ["FCD", "EFB"]),
        (BRACKETS, "cacd", "8:16-cv-1261 DOC (KESx)", ["DOC", "KESx"]),
        (SECTIONS, "txsd", "CIVIL ACTION NO. H-10-1234", []),
        (AGAINST, "nysd", "09 Civ. 7491 (JSR)", ["JSR"]),
        (ONE_LINE, "caed", "1:16-cv-00321-LJO-SKO (PC)", ["LJO", "SKO"]),
        (NINTH, "ca9", "08-15123", []),
        (SEVENTH, "ca7", "10-1234", []),
        (MINUTES, "cacd", "CV17-00017-CAS(JCx)", ["CAS", "JCx"]),
        (LETTER, "ca6", "17-1111", []),
        (NOTICE, "ca2", "17-3510", []),
        (CRIMINAL, "ctd", "3:08-cr-00123 (JCH)", ["JCH"]),
        (IN_RE, "cand", "5:12-md-02314-EJD", ["EJD"]),
        (STAMPED, "ca9", "15-16123", []),
        (ADVERSARY, "caeb", "10-12345-B-7", ["B"]),
        (NO_ROLES, "paed", "CIVIL ACTION NO. 10-1234", []),
    ],
)
def test_court_and_number(text: str, court: str, case: str, initials: list[str]) -> None:
    """Each shape of caption gives its court, its number as printed and the judges' initials."""
    read = caption(text)
    assert (value(read.court), value(read.case)) == (court, case)
    assert [one.value for one in read.judge_initials] == initials


@pytest.mark.parametrize(
    ("text", "plaintiffs", "defendants", "et_al"),
    [
        (SPACED, ["JORGE MENDEZ-RUIZ"], ["K. DOLAN"], True),
        (
            BRACKETS,
            ["ACME WIDGETS, INC.", "JOHN Q. PUBLIC"],
            ["BETA LOGISTICS, LLC", "GAMMA BANK, N.A.", "DOES 1 through 10"],
            False,
        ),
        (SECTIONS, ["MARIA LOPEZ"], ["CITY OF BAYTOWN"], True),
        (
            AGAINST,
            ["SECURITIES TRADERS LLC"],
            ["MEGABANK CORP.", "ALAN SMITHEE", "JANE ROE, Jr.", "ROBERT DOE, M.D."],
            False,
        ),
        (ONE_LINE, ["IRMA VALE"], ["OTTO KRAUSE"], True),
        (NINTH, ["CHESTER RAY WISEMAN"], ["JAMES YATES"], False),
        (SEVENTH, ["UNITED STATES OF AMERICA"], ["JOHN SMITH", "JANE SMITH"], False),
        (MINUTES, ["ROBERT ROE"], ["BIG TELECOM, INC."], True),
        (CRIMINAL, ["UNITED STATES OF AMERICA"], ["PETER JONES"], False),
        (IN_RE, [], [], False),
        (STAMPED, ["ZACH ZORN"], ["M. MARTEL"], True),
        (ADVERSARY, ["RUTH REED"], ["SILVIA SAGE"], False),
        (NO_ROLES, ["TINA TEAL"], ["UNIVERSAL UMBRELLA CO."], True),
        (LETTER, [], [], True),
    ],
)
def test_who_sues_whom(text: str, plaintiffs: list[str], defendants: list[str], et_al: bool) -> None:
    """Names in caption order, without roles, descriptions and `et al`."""
    assert sides(caption(text)) == (plaintiffs, defendants, et_al)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ONE_LINE, "IRMA VALE v. OTTO KRAUSE, et al."),
        (SPACED, "JORGE MENDEZ-RUIZ v. K. DOLAN, et al."),
        (MINUTES, "ROBERT ROE v. BIG TELECOM, INC., ETC.; ET AL."),
        (LETTER, "Deep Mine Company v. Mary Hill, et al"),
        (NOTICE, "National Baseball League Manag v. National Baseball League Playe"),
        (IN_RE, "IN RE: WIDGET PRIVACY LITIGATION"),
        (ADVERSARY, "RUTH REED v. SILVIA SAGE"),
        (NO_ROLES, "TINA TEAL v. UNIVERSAL UMBRELLA CO., et al."),
        (CRIMINAL, "UNITED STATES OF AMERICA v. PETER JONES"),
    ],
)
def test_the_case_name(text: str, name: str) -> None:
    """As printed, the sides joined by `v.`."""
    assert value(caption(text).case_name) == name


def test_roles_are_printed_ones_without_their_number() -> None:
    """`Defendants` is the role `Defendant` of each; a role of two words stays one."""
    assert [value(party.role) for party in caption(BRACKETS).parties] == ["Plaintiff"] * 2 + ["Defendant"] * 3
    assert [value(party.role) for party in caption(NINTH).parties] == ["Petitioner-Appellant", "Respondent-Appellee"]
    assert [value(party.role) for party in caption(CRIMINAL).parties] == [None, None]


def test_a_side_without_role_sues_where_the_other_is_sued() -> None:
    """As the Eastern District of New York prints its criminal captions."""
    read = caption(
        "UNITED STATES DISTRICT COURT\nEASTERN DISTRICT OF NEW YORK\n-------------------------X\n"
        "UNITED STATES OF AMERICA,\n\n          - against -           05-CR-1234 (NGG)\n\nGEORGE GRANT,\n\n"
        "                      Defendant.\n-------------------------X\n"
    )
    assert sides(read) == (["UNITED STATES OF AMERICA"], ["GEORGE GRANT"], False)
    assert value(read.parties[0].role) is None


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("CITY OF MODESTO and MODESTO POLICE DEPARTMENT", ["CITY OF MODESTO", "MODESTO POLICE DEPARTMENT"]),
        ("A. BROWN, V. GREEN, and C. WHITE", ["A. BROWN", "V. GREEN", "C. WHITE"]),
        ("U.S. BANK, NATIONAL ASSOCIATION, and RED HILL, L.P.", ["U.S. BANK, NATIONAL ASSOCIATION", "RED HILL, L.P."]),
        ("BOARD OF HEALTH AND SAFETY; A. BROWN, Director,", ["BOARD OF HEALTH AND SAFETY", "A. BROWN"]),
        ("OFFICER B. BLUE, and WARDEN,", ["OFFICER B. BLUE"]),
        ("$12,345.00 IN U.S. CURRENCY and ONE BOAT", ["$12,345.00 IN U.S. CURRENCY", "ONE BOAT"]),
        ('A. BROWN, aka "Big Al," C. WHITE', ["A. BROWN", "C. WHITE"]),
        (
            "UNITED STATES OF AMERICA, ex rel. C. WHITE, and A. BROWN",
            ["UNITED STATES OF AMERICA, ex rel. C. WHITE", "A. BROWN"],
        ),
        ("RED HILL, INC., dba HILL, and A. BROWN", ["RED HILL, INC., dba HILL", "A. BROWN"]),
        ("RED HILL, INC., a corporation, dba HILL; A. BROWN", ["RED HILL, INC.", "A. BROWN"]),
        ("X. GRAY, by and through his Guardian ad Litem, Y. GRAY, and Z. BLACK", ["X. GRAY", "Z. BLACK"]),
    ],
)
def test_a_list_of_parties_is_split_where_a_party_ends(listed: str, names: list[str]) -> None:
    """Commas and `and` part names, but not what belongs to one."""
    read = caption(f"UNITED STATES DISTRICT COURT\nDISTRICT OF MAINE\n\nDOE,\nPlaintiff,\nv.\n{listed},\nDefendants.\n")
    assert [name.value for name in read.defendants] == names


def test_columns_that_ran_into_one() -> None:
    """A title behind names is cut away; a name that might have lost a word to it is left out, not guessed."""
    head = "UNITED STATES DISTRICT COURT\nDISTRICT OF MAINE\n\nIDA LOW, Case No. 1:12-cv-00034-ABC\nPlaintiff,\n"
    title = ("ORDER GRANTING MOTION TO", "COMPEL FURTHER RESPONSES", "WITHOUT PREJUDICE")
    read = caption(f"{head}v. {title[0]}\nA. BROWN, B. {title[1]}\nGREEN, and CITY OF {title[2]}\nBATH,\nDefendants.\n")
    assert sides(read) == (["IDA LOW"], ["A. BROWN", "B. GREEN"], False)
    assert value(read.case) == "1:12-cv-00034-ABC"


def test_a_counterclaim_adds_parties_but_changes_no_side() -> None:
    """The sides are those of the case."""
    read = caption(
        "UNITED STATES DISTRICT COURT\nDISTRICT OF MAINE\n\nALPHA CO.,\nPlaintiff,\nv.\nBETA LLC,\nDefendant.\n"
        "BETA LLC,\nCounterclaimant,\nv.\nALPHA CO.,\nCounter-defendant.\n"
    )
    assert sides(read) == (["ALPHA CO."], ["BETA LLC"], False)
    assert [value(party.role) for party in read.parties] == [
        "Plaintiff", "Defendant", "Counterclaimant", "Counter-defendant"
    ]  # fmt: skip
    assert value(read.case_name) == "ALPHA CO. v. BETA LLC"


def test_a_damaged_name_is_taken_from_the_body_and_is_not_sure() -> None:
    """Where the body has nobody like it, the caption's name stays, not sure either."""
    head = "UNITED STATES DISTRICT COURT\nDISTRICT OF MAINE\n\nDAr-HEN JOHNSON,\nPlaintiff,\nv.\nROE,\nDefendant.\n"
    read = caption(head + "Plaintiff Darren Johnson moves to compel.")
    assert [(name.value, name.sure) for name in read.plaintiffs] == [("Darren Johnson", False)]
    read = caption(head + "Plaintiff moves to compel.")
    assert [(name.value, name.sure) for name in read.plaintiffs] == [("DAr-HEN JOHNSON", False)]
    assert [(name.value, name.sure) for name in read.defendants] == [("ROE", True)]


def test_several_appeals_have_several_numbers() -> None:
    """The first is the case's own; the trial court's is none of them."""
    assert [one.value for one in caption(SEVENTH).case_numbers] == ["10-1234", "10-1235", "10-1236"]
    assert [one.value for one in caption(LETTER).case_numbers] == ["17-1111"]


@pytest.mark.parametrize(
    ("text", "court", "case", "judge"),
    [
        (NINTH, "caed", "2:05-cv-00123-KJM", "Kimberly J. Mueller"),
        (SEVENTH, "ilnd", "10 CR 123", "John W. Darrah"),
        (NOTICE, "nysd", "17-cv-6761", "Fontaine"),
        (LETTER, None, "16-0777", None),
    ],
)
def test_the_court_below(text: str, court: str | None, case: str, judge: str | None) -> None:
    """Whose judgment an appeal is from."""
    lower = caption(text).lower
    assert lower is not None
    assert (value(lower.court), value(lower.case), value(lower.judge)) == (court, case, judge)


def test_a_trial_court_has_no_court_below() -> None:
    """Even where its order speaks of an appeal."""
    assert caption(SPACED + "Appeal from the United States District Court for the District of Maine.").lower is None


@pytest.mark.parametrize("text", [SPACED, BRACKETS, SECTIONS, AGAINST, ONE_LINE, NINTH, SEVENTH, MINUTES, NOTICE])
def test_every_value_shows_the_words_that_say_it(text: str) -> None:
    """Quoted words, put together, are the value."""
    view = View(plain(text))
    read = read_caption(view, "order")
    said = [read.case, *read.case_numbers, *read.judge_initials, *(party.name for party in read.parties)]
    for one in said:
        assert one is not None
        quoted = "".join(" ".join(view.quote(span) for span in one.spans).split())
        assert quoted == "".join(one.value.split())
    assert read.case_name is not None
    quoted = " ".join(view.quote(span) for span in read.case_name.spans)
    assert set("".join(read.case_name.value.split())) <= set(quoted) | set("v.,")


@pytest.mark.parametrize("text", [SPACED, BRACKETS, SECTIONS, AGAINST, NINTH, MINUTES, CRIMINAL, STAMPED])
def test_without_its_words_a_value_is_gone(text: str) -> None:
    """Nothing else is taken for it."""
    view = View(plain(text))
    read = read_caption(view, "order")
    for field, one in (("court", read.court), ("case", read.case)):
        assert one is not None
        for start, end in sorted(one.spans, reverse=True):
            text_without = text[:start] + text[end:]
        assert value(getattr(caption(text_without), field)) is None, field


@pytest.mark.parametrize(
    "text",
    [
        "ORDER\nThe motion in Smith v. Jones, 12 F.3d 3, filed in the United States District Court for the Northern "
        "District of California, No. 3:10-cv-12345, is not before the Court.",
        "It is ORDERED. Plaintiff, a person, v. the world, shall pay. Defendant, too.",
        "Dear Sir,\n\nplease find our invoice No. 17-3510 of 5/30/2017.",
        "",
        "v.",
    ],
)
def test_a_paper_without_caption_has_none(text: str) -> None:
    """What a body mentions is no caption."""
    read = caption(text)
    assert (read.court, read.case, read.case_name, read.parties, read.plaintiffs) == (None, None, None, (), ())


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Plaintiff is proceeding pro se.", ["pro se"]),
        (
            "Plaintiff, a state prisoner proceeding pro se and in forma pauperis, filed this.",
            ["pro se", "in forma pauperis"],
        ),
        ("Plaintiff, who is proceeding pro se, brings this action.", ["pro se"]),
        ("Petitioner has been granted leave to proceed in forma pauperis.", ["in forma pauperis"]),
        ("the clerk to note that pltf now proceeds pro se.", ["pro se"]),
        ("(Copy mailed to pro se party)", ["pro se"]),
        ("(copy of order sent to pro se party)", ["pro se"]),
        ("denying plaintiff's pro se 109 Motion for Dismissal", ["pro se"]),
        ("DEFT'S PRO-SE MOTION TO RECONSIDER IS DENIED", ["pro se"]),
        ("72 (PRO SE) MOTION TO VACATE", ["pro se"]),
        ("who files a pro se motion", []),
        ("Plaintiff is not proceeding pro se.", []),
        ("Plaintiff is no longer proceeding pro se.", []),
        ("ORDER denying Motion to Proceed in forma pauperis.", []),
        ("ORDER to Submit Application to Proceed In Forma Pauperis or Pay Filing Fee", []),
        ("The court must construe the pleadings of a plaintiff proceeding pro se liberally.", []),
        ("The clerk shall set a pro se case management deadline.", []),
        ("dismissed for the purpose of proceeding in forma pauperis", []),
    ],
)
def test_standing_is_what_the_paper_says_of_a_party(words: str, status: list[str]) -> None:
    """A wish, a denial, a rule of law or a form is no standing."""
    assert [one.value for one in read_caption(View(plain(words)), "docket-text").status] == status


def test_a_docket_text_gives_only_the_number_that_it_gives_its_case() -> None:
    """A reassigned case has new initials; a moved one has two numbers, and either can be meant."""
    said = read_caption(
        View(plain("ORDER to Reassign Case; new case number is: 1:14-cv-1450 LJO-GSA, signed.")), "docket-text"
    )
    assert value(said.case) == "1:14-cv-1450 LJO-GSA"
    assert [one.value for one in said.judge_initials] == ["LJO", "GSA"]
    moved = "CASE TRANSFERRED. New Case Number 2:14-CV-13 EFB PC. Old Case Number 1:13-CV-2072 GSA PC."
    assert read_caption(View(plain(moved)), "docket-text").case is None
    assert read_caption(View(plain("ORDER in case 1:13-CV-2072 as to Defendant X.")), "docket-text") == Caption()


WORDS = ("Plaintiff,", "v.", "DOE,", "et al.,", "Defendants.", "and", ";", "Case No.", "1:15-cv-01292", ")", "IN RE:")
LINES = st.lists(st.sampled_from([*WORDS, "Title:", "UNITED STATES DISTRICT COURT", "", "   ", "ORDER"]), max_size=30)


@given(LINES, st.sampled_from(["\n", " ", "    "]))
def test_no_heap_of_caption_words_breaks_the_reader(words: list[str], joint: str) -> None:
    """Whatever stands where: no error, and every span inside the text."""
    text = joint.join(words)
    read = read_caption(View(plain(text)), "order")
    said = [
        read.court,
        read.case,
        read.case_name,
        *read.plaintiffs,
        *read.defendants,
        *(one.name for one in read.parties),
    ]
    for one in said:
        for start, end in one.spans if one else ():
            assert 0 <= start < end <= len(text)


def test_a_paper_of_two_thousand_pages_costs_no_time() -> None:
    """Only the head is searched for a caption."""
    text = SPACED + "\f".join("Plaintiff, DOE, and ROE, v. SMITH. " * 60 for _ in range(2000))
    view = View(plain(text))
    began = perf_counter()
    assert value(read_caption(view, "order").case) == "CIV S-10-0032 FCD EFB P"
    assert perf_counter() - began < 5


@pytest.mark.parametrize(
    "words",
    [
        "12 Plaintiff, 13 v. ORDER AND FINDINGS & 14 RECOMMENDATIONS 15 D. DOLAN, et al., 16 Defendants.",
        "12 Plaintiff, ORDER TO CONTINUE 13 vs. HEARING UNDER SPEEDY TRIAL ACT 14 D. DOLAN, et al., 15 16 Defendants.",
        "12 Plaintiff, 13 v. 14 D. DOLAN, et al., ORDER 15 16 Defendants.",
    ],
)
def test_a_title_among_the_names_where_all_is_one_line(words: str) -> None:
    before = " ".join(f"{number}" for number in range(1, 8))
    after = " ".join(f"{number} so it is said that the court may" for number in range(17, 29))
    read = caption(
        f"{before} UNITED STATES DISTRICT COURT 8 EASTERN DISTRICT OF CALIFORNIA 9 10 RALPH ROE, No. 2:12-cv-1177 11 "
        f"{words} {after}"
    )
    assert sides(read) == (["RALPH ROE"], ["D. DOLAN"], True)


def test_roles_that_stand_apart_from_their_names_give_nobody_the_wrong_side() -> None:
    read = caption(
        "RALPH ROE,\n\n     v.\n\nD. DOLAN, et al.,\n\n     Case No. 1:19-cv-00871-ABC\n"
        "UNITED STATES DISTRICT COURT\nEASTERN DISTRICT OF CALIFORNIA\n\n Plaintiff,\n   Defendants.\n\n     ORDER\n"
    )
    assert (sides(read), value(read.court)) == ((["RALPH ROE"], ["D. DOLAN"], True), "caed")


def test_a_date_and_a_time_are_no_number() -> None:
    words = "The conference of September 25, 2009 at 9:00 is off."
    assert [one.value for one in caption(f"{SPACED}\n{words}").case_numbers] == ["CIV S-10-0032 FCD EFB P"]
    assert not caption(words).case_numbers


@pytest.mark.parametrize("tail", [",\n                                    Sacramento", ""])
def test_the_court_below_under_its_number(tail: str) -> None:
    read = caption(
        "              UNITED STATES COURT OF APPEALS\n                  FOR THE NINTH CIRCUIT\n\n"
        "RALPH ROE,                          No. 14-15822\n\n"
        "         Petitioner - Appellant,    D.C. No. 2:11-cv-01234-ABC-DEF\n"
        f"   v.                               Eastern District of California{tail}\n\n"
        "D. DOLAN, Warden,                   ORDER\n\n         Respondent - Appellee.\n"
    )
    assert read.lower is not None
    assert (value(read.lower.court), value(read.lower.case)) == ("caed", "2:11-cv-01234-ABC-DEF")


def test_a_company_and_a_person_joined_over_a_line_are_two() -> None:
    text = (
        "UNITED STATES DISTRICT COURT\nSOUTHERN DISTRICT OF NEW YORK\n\nJANE ROE,\n          Plaintiff,\n"
        "     -against-\nHARBOR CAPITAL LP and\nJOHN BAKER,\n          Defendants.\n\nORDER\n"
    )
    assert sides(caption(text))[1] == ["HARBOR CAPITAL LP", "JOHN BAKER"]
