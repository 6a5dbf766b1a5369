"""What a paper cites: each once a form, with its words, and never through a line number."""

import json
import subprocess
import sys
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.court.citations.reader import read_citations
from openhold.court.said import Citations
from openhold.court.view import View
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal

TEXT = """He proceeds under 42 U.S.C. § 1983. On May 8, 2017, plaintiff filed a motion. Under Federal Rule of Civil
Procedure 26(c)(1), (2), and Rule 37(a), he asks for an order. Rule 34 of the Federal Rules of Civil Procedure provides
so. See Green v. Baker Corp., 464 F.3d 951, 959 (9th Cir. 2006); Stone v. Marsh, 673 F. Supp. 2d 1063, 1071 (C.D. Cal.
2009) (quoting Hill v. United States, 60 Fed. Cl. 133, 135-36 (2004)). See also Ashley v. Brown, 556 U.S. 662, 678, 129
S. Ct. 1937, 173 L. Ed. 2d 868 (2009); 28 U.S.C. § 1915(e)(2); 18 U.S.C. § 1001; Fed. R. Civ. P. 12(b)(6); Local Rule
230(l). Green, 464 F.3d at 960. Doe v. Acme Tool Co., No. 2:10-cv-00321, 2013 WL 123456, at *3 (E.D. Cal. Jan. 5, 2013).
42 C.F.R. § 404.1520(c); 18 U.S.C. §§ 4241 and 4247; 18 U.S.C. § 3161(h)(7)(A) and (B)(iv); Cal. Gov't Code § 945.4. In
re Napier, Inc., 37 F.R.D. 125 (N.D. Cal. 1955)."""
CITED = TEXT.split()
LISTS = """He moves under Rules 59(e) and 60(b), the court's inherent power, and the Federal Rules of Civil Procedure as
amended. Relief under Rules 59(e) and 60(b) and the statute is rare. The Federal Rules govern; the Rule requires
notice, and that Rule was met. See Fed. R. Civ. P. 59(e); Fed. R. Civ. P. 60(b)(1), (6). Under 28 U.S.C. §§ 1331,
1343, and the common law, and 18 U.S.C. §§ 4241 and 4247, this court has jurisdiction. In Ashley v. Brown, 556 U.S.
662, the Court held so, and in Green v. Baker Corp., 464 F.3d 951 and Stone v. Marsh, 673 F. Supp. 2d 1063, as well.
The Local Rules say so; see Local Rules 110 and 183(a), the General Order, and Local Rule 230(l). Rules 26, 33, and
36 of the Federal Rules of Civil Procedure apply, and Rules 8 and 12 do too. Federal Rules of Criminal Procedure 29
and 33 do not. Fed. R. Evid. 401, 402, and 403 and Federal Rule of Evidence 702 are met. Title 42 U.S.C. § 1983 and
42 U.S.C. § 1997e(a) and 42 U.S.C. section 12101 et seq. govern; Hill v. United States, 60 Fed. Cl. 133, and 8
C.F.R. § 214.2(h) do not. Cal. Penal Code §§ 187 and 189, the state law, and Cal. Gov't Code § 945.4 follow. Id. at
663. Green, 464 F.3d at 960. Rule 37(a), (b) of the Federal Rules of Civil Procedure and L.R. 141 end it."""
LISTED = LISTS.split()
"""Lists, and words behind which a number could stand."""


def cited(text: str) -> Citations:
    return read_citations(View(plain(text)))


def cases(found: Citations) -> list[tuple[str, str | None, str | None, str | None, int | None, bool]]:
    return [(case.cite.value, case.name, case.pin, case.court, case.year, case.short) for case in found.cases]


def statutes(text: str) -> list[str]:
    return [said.value for said in cited(text).statutes]


def rules(text: str) -> list[str]:
    return [said.value for said in cited(text).rules]


WHOLE, WHOLE_LISTS = cited(" ".join(CITED)), cited(" ".join(LISTED))


def wrong(text: str, whole: Citations = WHOLE) -> list[object]:
    """Return whatever is found in `text` that is not cited in the undisturbed one; a part left out is not wrong."""
    found = cited(text)
    right = {case[0]: case for case in cases(whole)}
    bad: list[object] = []
    for case in cases(found):
        known = right.get(case[0])
        if known is None or any(part is not None and part != true for part, true in zip(case, known, strict=True)):
            bad.append(case)
    for said, true in ((found.statutes, whole.statutes), (found.rules, whole.rules)):
        bad += {one.value for one in said} - {one.value for one in true}
    return bad


def test_the_undisturbed_text() -> None:
    assert cases(WHOLE) == [
        ("464 F.3d 951", "Green v. Baker Corp.", "959", "9th Cir.", 2006, False),
        ("673 F. Supp. 2d 1063", "Stone v. Marsh", "1071", "C.D. Cal.", 2009, False),
        ("60 Fed. Cl. 133", "Hill v. United States", "135-36", None, 2004, False),
        ("556 U.S. 662", "Ashley v. Brown", "678", None, 2009, False),
        ("129 S. Ct. 1937", "Ashley v. Brown", None, None, 2009, False),
        ("173 L. Ed. 2d 868", "Ashley v. Brown", None, None, 2009, False),
        ("464 F.3d at 960", "Green", None, None, None, True),
        ("2013 WL 123456", "Doe v. Acme Tool Co.", "*3", "E.D. Cal.", 2013, False),
        ("37 F.R.D. 125", "In re Napier, Inc.", None, "N.D. Cal.", 1955, False),
    ]
    assert [said.value for said in WHOLE.statutes] == [
        "42 U.S.C. § 1983",
        "28 U.S.C. § 1915(e)(2)",
        "18 U.S.C. § 1001",
        "42 C.F.R. § 404.1520(c)",
        "18 U.S.C. § 4241",
        "18 U.S.C. § 4247",
        "18 U.S.C. § 3161(h)(7)(A) and (B)(iv)",
        "Cal. Gov't Code § 945.4",
    ]
    assert [said.value for said in WHOLE.rules] == [
        "Fed. R. Civ. P. 26(c)(1), (2)",
        "Fed. R. Civ. P. 37(a)",
        "Fed. R. Civ. P. 34",
        "Fed. R. Civ. P. 12(b)(6)",
        "Local Rule 230(l)",
    ]


@pytest.mark.parametrize("number", ["1", "9", "18", "28"])
def test_one_number_anywhere_makes_no_wrong_citation(number: str) -> None:
    for place in range(len(CITED) + 1):
        assert wrong(" ".join([*CITED[:place], number, *CITED[place:]])) == [], CITED[max(0, place - 3) : place + 3]


def test_the_undisturbed_lists() -> None:
    assert [said.value for said in WHOLE_LISTS.statutes] == [
        "28 U.S.C. § 1331",
        "28 U.S.C. § 1343",
        "18 U.S.C. § 4241",
        "18 U.S.C. § 4247",
        "42 U.S.C. § 1983",
        "42 U.S.C. § 1997e(a)",
        "42 U.S.C. § 12101",
        "8 C.F.R. § 214.2(h)",
        "Cal. Penal Code § 187",
        "Cal. Penal Code § 189",
        "Cal. Gov't Code § 945.4",
    ]
    assert [said.value for said in WHOLE_LISTS.rules] == [
        *(f"Fed. R. Civ. P. {rule}" for rule in ("59(e)", "60(b)", "60(b)(1), (6)")),
        *("Local Rule 110", "Local Rule 183(a)", "Local Rule 230(l)"),
        *(f"Fed. R. Civ. P. {rule}" for rule in (26, 33, 36)),
        *("Fed. R. Crim. P. 29", "Fed. R. Crim. P. 33"),
        *(f"Fed. R. Evid. {rule}" for rule in (401, 402, 403, 702)),
        *("Fed. R. Civ. P. 37(a), (b)", "L.R. 141"),
    ]


@pytest.mark.parametrize("number", ["1", "12", "18", "28"])
def test_one_number_anywhere_in_a_list_makes_no_wrong_citation(number: str) -> None:
    for place in range(len(LISTED) + 1):
        text = " ".join([*LISTED[:place], number, *LISTED[place:]])
        assert wrong(text, WHOLE_LISTS) == [], LISTED[max(0, place - 3) : place + 3]


@pytest.mark.parametrize(("words", "whole", "least"), [(CITED, WHOLE, len(WHOLE.cases) - 2), (LISTED, WHOLE_LISTS, 0)])
@settings(max_examples=80, deadline=None)
@given(st.integers(1, 2).flatmap(lambda n: st.lists(st.floats(0, 1), min_size=28 * n, max_size=28 * n)))
def test_pages_of_numbers_anywhere_make_no_wrong_citation_and_lose_hardly_any(
    words: list[str], whole: Citations, least: int, places: list[float]
) -> None:
    tokens, at = [], 0
    places.sort()
    for index in range(len(words) + 1):
        while at < len(places) and round(places[at] * len(words)) == index:
            tokens.append(str(at % 28 + 1))
            at += 1
        tokens += words[index : index + 1]
    assert wrong(" ".join(tokens), whole) == []
    if len(places) == 28:
        assert len(cited(" ".join(tokens)).cases) >= least


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("under Rule 41(a)(1)(A)(ii) of the Federal Rules of Civil Procedure", ["Fed. R. Civ. P. 41(a)(1)(A)(ii)"]),
        ("pursuant to Rule 4(m), Fed.R.Civ.P.,", ["Fed. R. Civ. P. 4(m)"]),
        ("FED.R.CIV.P. 12 (b)(6)", ["Fed. R. Civ. P. 12(b)(6)"]),
        ("under F.R.Cv.P. Rule 15(a)", ["Fed. R. Civ. P. 15(a)"]),
        ("Fed. R. Civ.P. Rule 41(a) (1)(A)", ["Fed. R. Civ. P. 41(a)(1)(A)"]),
        (
            "FRCP 41(b) and Local Rules 110 and 183(a).",
            ["Fed. R. Civ. P. 41(b)", "Local Rule 110", "Local Rule 183(a)"],
        ),
        ("Fed.R.Civ.P. Rules 59(e) and 60(b) are", ["Fed. R. Civ. P. 59(e)", "Fed. R. Civ. P. 60(b)"]),
        ("copies of Rules 26, 33 and 36 of the FRCP", [f"Fed. R. Civ. P. {rule}" for rule in (26, 33, 36)]),
        ("Fed. R. Civ. P. 12(b)(1) and (6).", ["Fed. R. Civ. P. 12(b)(1) and (6)"]),
        ("Fed. R. Civ. P. 60(a) & (b) is denied", ["Fed. R. Civ. P. 60(a) & (b)"]),
        ("(1) under Fed. R. Civ. P. 41(a)(1), (2) The clerk shall close it", ["Fed. R. Civ. P. 41(a)(1)"]),
        ("Rule 4(M) of the Federal Rules of Civil Procedure", ["Fed. R. Civ. P. 4(m)"]),
        ("Federal Rule of Evidence 404(b); FRE 502(d)", ["Fed. R. Evid. 404(b)", "Fed. R. Evid. 502(d)"]),
        ("FRAP 24 and Fed. R. App. P. 22(b)", ["Fed. R. App. P. 24", "Fed. R. App. P. 22(b)"]),
        ("Federal Rules of Criminal Procedure 29 and 33.", ["Fed. R. Crim. P. 29", "Fed. R. Crim. P. 33"]),
        (
            "see L.R. 141.1; E.D. Cal. L.R. 251(b); Civil L.R. 7-2",
            ["L.R. 141.1", "E.D. Cal. L.R. 251(b)", "Civil L.R. 7-2"],
        ),
        ("Rule 4 of the Rules Governing Section 2254 Cases", ["Rule 4 of the Rules Governing Section 2254 Cases"]),
        ("as provided by Ninth Circuit Rule 36-3.", ["Ninth Circuit Rule 36-3"]),
        ("Fed. R. App. P. 32 and 5th Cir. R. 28.2.1.", ["Fed. R. App. P. 32", "5th Cir. R. 28.2.1"]),
        ("UNDER LOCAL CIVIL RULE 9.3(b) AND LOCAL RULE 41.1(a).", ["Local Civil Rule 9.3(b)", "Local Rule 41.1(a)"]),
        ("under D. Kan. Rule 56.1(b), he", ["D. Kan. Rule 56.1(b)"]),
        ("(2) Rule 4 FRCP)", ["Fed. R. Civ. P. 4"]),
        ("and Fed.R.Crim.Pro 32.2IT IS; under Rule 35(b)and", ["Fed. R. Crim. P. 32.2", "Fed. R. Crim. P. 35(b)"]),
        ("Fed. R. Civ. P. 26 applies. Rule 37 does too.", ["Fed. R. Civ. P. 26", "Fed. R. Civ. P. 37"]),
        ("the Rule 12(b)(6) motion", []),
        (
            "Fed. R. Civ. P. 26(c) says so; under Rule 26(c) and Rule 37, ",
            ["Fed. R. Civ. P. 26(c)", "Fed. R. Civ. P. 37"],
        ),
        ("Fed. R. Civ. P. 26; Fed. R. Evid. 502; under Rule 37, ", ["Fed. R. Civ. P. 26", "Fed. R. Evid. 502"]),
        ("Fed. R. Civ. P. 26 governs; Local Rule 230 and Standing Rule 4", ["Fed. R. Civ. P. 26", "Local Rule 230"]),
        ("Fed. R. Civ. P. 12 and 14 days later", ["Fed. R. Civ. P. 12"]),
        ("Fed. R. Civ. P. 12, 42 U.S.C. § 1983", ["Fed. R. Civ. P. 12"]),
        ("Fed. R. Civ. P. 230", []),
    ],
)
def test_rules(text: str, found: list[str]) -> None:
    assert rules(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("28 USC 1915(g)", ["28 U.S.C. § 1915(g)"]),
        ("18 U.S.C. SECTION 3161 (h) (7) (A)", ["18 U.S.C. § 3161(h)(7)(A)"]),
        ("Title 18, United States Code, Section 3161(h)", ["18 U.S.C. § 3161(h)"]),
        ("28 U.S.C.§§ 1331 & 1343", ["28 U.S.C. § 1331", "28 U.S.C. § 1343"]),
        ("42 U.S.C. § 2000e-5(f); 42 U.S.C. § 12101 et seq.", ["42 U.S.C. § 2000e-5(f)", "42 U.S.C. § 12101"]),
        ("18 USC 6002-6003", ["18 U.S.C. §§ 6002-6003"]),
        ("28 U.S.C. ? 1915(a)(3)", ["28 U.S.C. § 1915(a)(3)"]),
        ("28 USC 2255 58 referred", ["28 U.S.C. § 2255"]),
        ("(1) by 28 USC 1915(G), and (3) DIRECTING", ["28 U.S.C. § 1915(G)"]),
        ("a § 1983 claim; 512 USC 477", []),
        ("28 U.S.C. § 1915A(b)(1), (2)", ["28 U.S.C. § 1915A(b)(1), (2)"]),
        ("28 U.S.C. SEC. 2241; 11 USC Sec 1129(e)", ["28 U.S.C. § 2241", "11 U.S.C. § 1129(e)"]),
        ("California Code of Civil Procedure § 699.080", ["California Code of Civil Procedure § 699.080"]),
        ("Neb. Rev. Stat. § 24-222", ["Neb. Rev. Stat. § 24-222"]),
        ("28 U.S.C. ' 636(c)", ["28 U.S.C. § 636(c)"]),
        ("42 U.S.C. 1983Plaintiff", ["42 U.S.C. § 1983"]),
        ("California Penal Code section 3501(h)", ["California Penal Code § 3501(h)"]),
        ("Cal. Civ. Proc. Code § 2025.480(a)", ["Cal. Civ. Proc. Code § 2025.480(a)"]),
    ],
)
def test_statutes(text: str, found: list[str]) -> None:
    assert statutes(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "It failed. Bible & Tract Soc'y of N.Y., Inc. v. Colby, 712 F.3d 6",
            "Bible & Tract Soc'y of N.Y., Inc. v. Colby",
        ),
        ("See also United States v. $40,000 in Currency, 712 F.3d 6", "United States v. $40,000 in Currency"),
        ("The court in Hill v. County of Kern, 712 F.3d 6", "Hill v. County of Kern"),
        ("Quist v. Casal (In re Casal), 712 F.3d 6", "In re Casal"),
        ("Accordingly, Doe ex rel. Roe v. Bd. of Educ., 712 F.3d 6", "Doe ex rel. Roe v. Bd. of Educ."),
        ("LegalNet, Inc., 712 F.3d at 9", "LegalNet, Inc."),
        ("was held at 712 F.3d 6", None),
        ("Cole v. Roe, No. 2:90-cv-0520 LKK DAD (PC), 28 F. Supp. 3d 1068", "Cole v. Roe"),
        (
            "He cites Doe v. County of Kern, No. 1:10-cv-01234, 2011 WL 12345 (E.D. Cal. Feb. 3, 2011)",
            "Doe v. County of Kern",
        ),
        ("the prisoner (PC), 712 F.3d 6", None),
        ("Zed v. Roe, S. Ct., 2006 WL 1519 (U.S., June 5, 2006)", None),
        ("Wolf v McDonald, 418 US 539 (1974)", "Wolf v McDonald"),
        ("Green v. 18 Baker Corp., 712 F.3d 6", None),
    ],
)
def test_names(text: str, name: str | None) -> None:
    assert [case.name for case in cited(text).cases] == [name]


def test_each_form_once_with_all_its_places() -> None:
    text = "Green v. Baker, 464 F.3d 951 (9th Cir. 2006). 42 U.S.C. § 1983. Again 464 F.3d 951, under 42 USC 1983."
    found = cited(text)
    assert [[text[slice(*span)] for span in case.cite.spans] for case in found.cases] == [["464 F.3d 951"] * 2]
    assert [[text[slice(*span)] for span in said.spans] for said in found.statutes] == [
        ["42 U.S.C. § 1983", "42 USC 1983"]
    ]


def test_the_words_of_a_citation_are_found_around_the_number_inside_it() -> None:
    lines = [f"{number} the words of a line" for number in range(1, 29)]
    lines[17] = "Green v. Baker Corp., 464 F.3d 18 951, 959 (9th Cir. 2006)"
    text = " ".join(lines)
    case = cited(text).cases[0]
    assert case.cite.value == "464 F.3d 951"
    assert text[slice(*case.cite.spans[0])] == "464 F.3d 18 951"


def test_eyecite_is_loaded_only_for_what_may_be_a_case() -> None:
    script = (
        "import sys; from openhold.court.citations.reader import read_citations; from openhold.court.view import View;"
        "from openhold.extract.text import plain;"
        "read_citations(View(plain('ORDER denying 57 Motion under Fed. R. Civ. P. 12(b)(6) and 28 U.S.C. 1915.')));"
        "print('eyecite' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"
    )


@needs_legal
def test_the_scanned_order() -> None:
    truth = json.loads((LEGAL / "seed.truth.json").read_text())
    found = cited((LEGAL / "seed.txt").read_text())
    assert [said.value for said in found.rules] == truth["rules"]
    assert [said.value for said in found.statutes] == truth["statutes"]
    assert cases(found) == [
        (case["cite"], case["name"], case.get("pin"), case.get("court"), case.get("year"), case.get("short", False))
        for case in truth["cases"]
    ]


@pytest.mark.parametrize("unit", ["Rules 1 and 2 and ", "12 F.3d 34, ", "28 U.S.C. §§ 1, 2, ", "(a)", "Inc. v. "])
def test_endless_lists_are_read_in_time(unit: str) -> None:
    view = View(plain(unit * (60_000 // len(unit))))
    started = perf_counter()
    read_citations(view)
    assert perf_counter() - started < 5


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        (
            "Requests under Fed. R. Civ. P. 31, 33, 34 or 36 shall be served by May 3.",
            ["Fed. R. Civ. P. 31", "Fed. R. Civ. P. 33", "Fed. R. Civ. P. 34", "Fed. R. Civ. P. 36"],
        ),
        ("Under Fed. R. Civ. P. 6 and 14 days of grace he is late.", ["Fed. R. Civ. P. 6"]),
        ("Counsel must meet. LCR 37(a).", ["LCR 37(a)"]),
        ("He is sanctioned under LR IA 11-8.", ["LR IA 11-8"]),
        ("He must keep his address. See CivLR 83.11(b).", ["CivLR 83.11(b)"]),
        ("The motion is late. LRCiv 7.2(d).", ["LRCiv 7.2(d)"]),
        ("It is stricken under D. Ariz. LRCiv 7.2(d).", ["D. Ariz. LRCiv 7.2(d)"]),
    ],
)
def test_lists_of_rules_and_local_rules_of_other_courts(text: str, cites: list[str]) -> None:
    assert rules(text) == cites
