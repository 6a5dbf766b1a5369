"""Case numbers in every form in which courts print them."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.court import numbers

FORMS = {
    "1:15-cv-01292-AWI-SAB (PC)": ("1:15-cv-01292", True, ("AWI", "SAB")),
    "2:12-cv-2000 KJM CKD P": ("2:12-cv-02000", True, ("KJM", "CKD")),
    "2: 17-cv-2366 TLN KJN": ("2:17-cv-02366", None, ("TLN", "KJN")),
    "21-cv-1178 DJC KJN P": ("21-cv-01178", True, ("DJC", "KJN")),
    "CIV S-10-0032 FCD EFB P": ("10-cv-00032", True, ("FCD", "EFB")),
    "CIV. NO. S-10-0032 FCD EFB": ("10-cv-00032", None, ("FCD", "EFB")),
    "CIV. NO. 2:10-1234 WBS EFB": ("2:10-cv-01234", None, ("WBS", "EFB")),
    "8:16-cv-1261 DOC (KESx)": ("8:16-cv-01261", None, ("DOC", "KESx")),
    "22cv284-DMS(LR)": ("22-cv-00284", None, ("DMS", "LR")),
    "09 Civ. 7491 (JSR)": ("09-cv-07491", None, ("JSR",)),
    "CV17-00016-CAS(JCx)": ("17-cv-00016", None, ("CAS", "JCx")),
    "CV-10-01234-PHX-GMS": ("10-cv-01234", None, ("GMS",)),
    "1:14-cv-01450-NONE-SAB": ("1:14-cv-01450", None, ("SAB",)),
    "2:10-cv-02349-JAM -CMK": ("2:10-cv-02349", None, ("JAM", "CMK")),
    "1:13-cv-00012-AWI-BAM (HC)": ("1:13-cv-00012", None, ("AWI", "BAM")),
    "1:05-CV-F-1411 OWW LJO": ("1:05-cv-01411", None, ("OWW", "LJO")),
    "CR-S-05-0240 FCD": ("05-cr-00240", None, ("FCD",)),
    "Cr.S-05-240-GEB": ("05-cr-00240", None, ("GEB",)),
    "1:08-cr-00259": ("1:08-cr-00259", None, ()),
    "2:10-mc-00012 KJM": ("2:10-mc-00012", None, ("KJM",)),
    "10mj1234": ("10-mj-01234", None, ()),
    "3:20-CV-257": ("3:20-cv-00257", None, ()),
    "2-15-cv-00180": ("2:15-cv-00180", None, ()),
    "4:18CV00123 JLH": ("4:18-cv-00123", None, ("JLH",)),
    "6:09-cv-1002-Orl-31GJK": ("6:09-cv-01002", None, ("GJK",)),
    "CIV-10-123-C": ("10-cv-00123", None, ("C",)),
    "09-60123-CIV-COHN/SELTZER": ("09-cv-60123", None, ()),
    "1:CV-10-0123": ("1:10-cv-00123", None, ()),
    "CIVIL ACTION NO. H-10-1234": ("10-cv-01234", None, ()),
    "Civil Action No. ELH-10-1234": ("10-cv-01234", None, ("ELH",)),
    "Civil Action No. 08-1234 (RMU)": ("08-cv-01234", None, ("RMU",)),
    "C.A. No. 10-1234-LPS": ("10-cv-01234", None, ("LPS",)),
    "10 C 1234": ("10-cv-01234", None, ()),
    "C10-1234RSM": ("10-cv-01234", None, ("RSM",)),
    "9:10-CV-0123 (GTS/DEP)": ("9:10-cv-00123", None, ("GTS", "DEP")),
    "1:15\u2013cv\u201301292\u2013AWI": ("1:15-cv-01292", None, ("AWI",)),
    "3:10-cv-1234-P": ("3:10-cv-01234", None, ("P",)),
    "1:24-bk-01377": ("1:24-bk-01377", None, ()),
    "6:21-ap-01071": ("6:21-ap-01071", None, ()),
    "1:02-cr-05210-REC-1": ("1:02-cr-05210", None, ("REC",)),
    "NYS/1:22-cv-10283": ("1:22-cv-10283", None, ()),
    "2:10-cv-1234-ODW(Ex)": ("2:10-cv-01234", None, ("ODW", "Ex")),
    "10-12345-B-7": ("10-12345", None, ("B",)),
    "22-7": ("22-7", None, ()),
    "20-1507": ("20-1507", None, ()),
    "21-50498": ("21-50498", None, ()),
    "10-1234-cv(L)": ("10-1234", None, ()),
}


@pytest.mark.parametrize("printed", FORMS)
def test_every_form_has_its_normal_form_its_suffix_and_its_initials(printed: str) -> None:
    """What is printed in some fifty ways comes down to one form."""
    assert (numbers.normal(printed), numbers.prisoner(printed), numbers.initials(printed)) == FORMS[printed]


@pytest.mark.parametrize(
    "words", ["", "2017-05-30", "42 U.S.C. 1983", "5/30/2017", "(916) 555-0100", "SBN 123456", "P"]
)
def test_what_is_no_number_has_no_normal_form(words: str) -> None:
    """Dates, statutes and telephone numbers are no case numbers."""
    assert numbers.normal(words) is None
    assert numbers.prisoner(words) is None
    assert numbers.initials(words) == ()


@given(
    office=st.integers(1, 9),
    year=st.integers(0, 99),
    kind=st.sampled_from(["cv", "cr", "mc", "mj"]),
    serial=st.integers(1, 99999),
    short=st.booleans(),
)
def test_a_normal_form_is_its_own_normal_form(office: int, year: int, kind: str, serial: int, short: bool) -> None:
    """However many zeros are printed, the serial has five digits, and normalising twice changes nothing."""
    wanted = f"{office}:{year:02}-{kind}-{serial:05}"
    printed = f"{office}:{year:02}-{kind}-{serial}" if short else wanted
    assert numbers.normal(printed) == wanted
    assert numbers.normal(wanted) == wanted


@given(st.lists(st.sampled_from(["AWI", "SAB", "KJM", "CKD", "LJO", "EFB"]), max_size=3, unique=True), st.booleans())
def test_initials_come_back_in_their_order(judges: list[str], suffix: bool) -> None:
    """Hyphens or spaces, with the suffix or without."""
    for mark in ("-", " "):
        printed = "1:15-cv-01292" + "".join(mark + judge for judge in judges) + (" (PC)" if suffix else "")
        assert numbers.initials(printed) == tuple(judges)
        assert numbers.prisoner(printed) is (True if suffix else None)


def test_a_number_in_a_sentence_ends_with_its_initials() -> None:
    """The words behind it are no part of it."""
    words = "The new number is 1:14-cv-1450 LJO-GSA, signed by JUDGE DOE. No. 2:12-cv-2000 KJM CKD P ORDER ON MOTION"
    assert [match[0] for match in numbers.found(words)] == ["1:14-cv-1450 LJO-GSA", "2:12-cv-2000 KJM CKD P"]


def test_spaces_are_tidied_and_nothing_else() -> None:
    """As printed means: every character but the spaces that belong nowhere."""
    assert numbers.tidy(" 2: 17-cv-2366  TLN\n KJN ") == "2:17-cv-2366 TLN KJN"
    assert numbers.tidy("8:16-cv-01261 - DOC (KESx)") == "8:16-cv-01261-DOC (KESx)"


def test_a_long_row_of_digits_and_capitals_costs_no_time() -> None:
    """No input makes the search explode."""
    began = perf_counter()
    rows = {"1:15-cv-": 2500, "AB ": 0, "10-": 0, "CIV S-": 0, "AWI-": 0, "C 10-": 2500}
    for words, count in rows.items():
        assert len(list(numbers.found(words * 5000))) == count, words
    assert perf_counter() - began < 5
