"""Judges' names and titles, and names in capitals turned to usual writing."""

import re

import pytest

from openhold.court.judges import ANY_NAME, TITLE, usual


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("OTTILIE B. VANCE", "Ottilie B. Vance"),
        ("PERCY C. O'DOWD, JR.", "Percy C. O'Dowd, Jr."),
        ("IGNATIUS P. McSWEEN", "Ignatius P. McSween"),
        ("IGNATIUS MCSWEEN", "Ignatius McSween"),
        ("ROY ROE III", "Roy Roe III"),
        ("ANN   KOLL-KOTT", "Ann Koll-Kott"),
        ("UNITED STATES MAGISTRATE JUDGE", "United States Magistrate Judge"),
        ("Ann de la Olmo", "Ann de la Olmo"),
        ("U.S.D.J.", "U.S.D.J."),
    ],
)
def test_usual_writing(printed: str, expected: str) -> None:
    assert usual(printed) == expected


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Marta T. Mallory on 3/4/12", "Marta T. Mallory"),
        ("Marta T. Mallory ORDERING that", "Marta T. Mallory"),
        ("Percy C. O'Dowd, Jr. on", "Percy C. O'Dowd, Jr."),
        ("Percy C. O'Dowd, Jr, on", "Percy C. O'Dowd, Jr"),
        ("Ann S.W. Olmo. The hearing", "Ann S.W. Olmo"),
        ("A.B. Olmo (cc: all)", "A.B. Olmo"),
        ("OTTILIE B. VANCE ON 1/2/10", "OTTILIE B. VANCE"),
        ("Ann Olmo The hearing", "Ann Olmo"),
        ("the clerk", None),
        ("ORDER", None),
    ],
)
def test_a_name_ends_where_the_sentence_goes_on(words: str, name: str | None) -> None:
    match = re.match(ANY_NAME, words)
    assert (match[0] if match else None) == name


@pytest.mark.parametrize(
    "title",
    [
        "Judge",
        "Magistrate Judge",
        "Chief United States District Judge",
        "U.S. District Senior Judge",
        "Chief Circuit Judge",
        "US Mag Judge",
        "SENIOR JUDGE",
        "United States Magistrate Judge",
    ],
)
def test_titles(title: str) -> None:
    assert re.fullmatch(TITLE, title, re.IGNORECASE)
