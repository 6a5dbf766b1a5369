"""Which court a heading names."""

import courts_db
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.court import courts

TITLES = {
    "UNITED STATES DISTRICT COURT\nEASTERN DISTRICT OF CALIFORNIA": "caed",
    "IN THE UNITED STATES DISTRICT COURT\n\nFOR THE EASTERN DISTRICT OF CALIFORNIA": "caed",
    "UNITED STATES DISTRICT COURT 8 EASTERN DISTRICT OF CALIFORNIA": "caed",
    "United States District Court, E.D. California": "caed",
    "UNITED STATES BANKRUPTCY COURT\nEASTERN DISTRICT OF CALIFORNIA": "caeb",
    "UNITED STATES DISTRICT COURT\nDISTRICT OF NEW JERSEY": "njd",
    "UNITED STATES DISTRICT COURT\nSOUTHERN DISTRICT OF WEST VIRGINIA": "wvsd",
    "UNITED STATES DISTRICT COURT\nWESTERN DISTRICT OF VIRGINIA": "vawd",
    "UNITED STATES DISTRICT COURT\nFOR THE DISTRICT OF COLUMBIA": "dcd",
    "U N I T E D  S T A T E S  D I S T R I C T  C O U R T\nSOUTHERN DISTRICT OF NEW YORK": "nysd",
    "U.S. DISTRICT COURT FOR THE DISTRICT OF PUERTO RICO": "prd",
    "DISTRICT COURT OF THE VIRGIN ISLANDS": "vid",
    "IN THE DISTRICT COURT OF THE UNITED STATES\nFOR THE MIDDLE DISTRICT OF ALABAMA": "almd",
    "UNITED STATES COURT OF APPEALS\nFOR THE NINTH CIRCUIT": "ca9",
    "In the\nUnited States Court of Appeals\nFor the Seventh Circuit": "ca7",
    "UNITED STATES COURT OF APPEALS FOR THE DISTRICT OF COLUMBIA CIRCUIT": "cadc",
    "United States Court of Appeals for the Federal Circuit": "cafc",
    "IN THE UNITED STATES COURT OF FEDERAL CLAIMS": "uscfc",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_names_its_court_and_no_other(title: str) -> None:
    """Over two lines, with a line number in it, letter by letter, for every kind of court."""
    (named,) = courts.headings(title)
    assert named.court == TITLES[title]
    assert title[named.end - 1 :].strip() == title[-1]


@pytest.mark.parametrize(
    "words",
    [
        "an appeal from the United States District Court for the Eastern District of California",
        "APPEAL FROM THE UNITED STATES DISTRICT COURT FOR THE DISTRICT OF MAINE",
        "The United States District Court for the District of Maine held otherwise.",
        "The mandate of the United States Court of Appeals for the Eighth Circuit having issued today, it is ordered.",
        "was filed in the United States District Court for the District of Maine",
        "UNITED STATES DISTRICT COURT",
        "SUPERIOR COURT OF CALIFORNIA, COUNTY OF FRESNO",
        "EASTERN DISTRICT OF CALIFORNIA",
        "UNITED STATES DISTRICT COURT, DISTRICT OF CALIFORNIA",
    ],
)
def test_what_is_no_title_of_one_court_names_none(words: str) -> None:
    """A sentence that speaks of a court heads no paper, and half a title says too little."""
    assert list(courts.headings(words)) == []


def test_a_court_below_is_found_wherever_it_stands() -> None:
    """There the sentence is what is asked for."""
    words = "Appeal from the United States District Court\nfor the Western District of Texas"
    named = courts.below(words)
    assert named is not None
    assert (named.court, words[named.start : named.end].split("\n")[1]) == ("txwd", "for the Western District of Texas")
    assert courts.below("no court at all") is None


@pytest.mark.parametrize(
    ("words", "court"),
    [
        ("(D. Colo.)", "cod"),
        ("(E.D. Cal.)", "caed"),
        ("SDNY (NEW YORK CITY)", "nysd"),
        ("D. Minn.", "mnd"),
        ("D.N.J.", "njd"),
        ("W.D. Wash.", "wawd"),
        ("Dr. Smith", None),
        ("D.C. No. 2", None),
    ],
)
def test_short_forms(words: str, court: str | None) -> None:
    """As courts are cited."""
    named = courts.cited(words)
    assert (named.court if named else None) == court


def test_sites() -> None:
    """An appeals court's letter may name its circuit only in the address of its site."""
    named = courts.site("Website: www.ca3.uscourts.gov")
    assert named is not None
    assert named.court == "ca3"
    assert courts.site("www.uscourts.gov") is None


@given(st.data())
def test_every_sitting_district_court_is_found_by_its_title(data: st.DataObject) -> None:
    """Whatever stands between the words: spaces, line ends, a line number."""
    place = data.draw(st.sampled_from(PLACES))
    gap = data.draw(st.sampled_from([" ", "\n", "\n\n        ", " 8 ", "\n9\n"]))
    side, court = place
    words = f"UNITED STATES DISTRICT COURT{gap}{side}"
    assert [named.court for named in courts.headings(words)] == [court]


SIDES = {"nd": "NORTHERN", "sd": "SOUTHERN", "ed": "EASTERN", "wd": "WESTERN", "md": "MIDDLE", "cd": "CENTRAL"}
STATES = {
    "al": "ALABAMA", "ar": "ARKANSAS", "ca": "CALIFORNIA", "fl": "FLORIDA", "ga": "GEORGIA", "il": "ILLINOIS",
    "in": "INDIANA", "ia": "IOWA", "ky": "KENTUCKY", "la": "LOUISIANA", "mi": "MICHIGAN", "ms": "MISSISSIPPI",
    "mo": "MISSOURI", "ny": "NEW YORK", "nc": "NORTH CAROLINA", "oh": "OHIO", "ok": "OKLAHOMA", "pa": "PENNSYLVANIA",
    "tn": "TENNESSEE", "tx": "TEXAS", "va": "VIRGINIA", "wa": "WASHINGTON", "wv": "WEST VIRGINIA", "wi": "WISCONSIN",
}  # fmt: skip
UNDIVIDED = {
    "akd": "ALASKA", "azd": "ARIZONA", "cod": "COLORADO", "ctd": "CONNECTICUT", "ded": "DELAWARE", "hid": "HAWAII",
    "idd": "IDAHO", "ksd": "KANSAS", "med": "MAINE", "mdd": "MARYLAND", "mad": "MASSACHUSETTS", "mnd": "MINNESOTA",
    "mtd": "MONTANA", "ned": "NEBRASKA", "nvd": "NEVADA", "nhd": "NEW HAMPSHIRE", "njd": "NEW JERSEY",
    "nmd": "NEW MEXICO", "ndd": "NORTH DAKOTA", "ord": "OREGON", "prd": "PUERTO RICO", "rid": "RHODE ISLAND",
    "scd": "SOUTH CAROLINA", "sdd": "SOUTH DAKOTA", "utd": "UTAH", "vtd": "VERMONT", "wyd": "WYOMING",
    "dcd": "COLUMBIA",
}  # fmt: skip
PLACES = [
    (f"{side} DISTRICT OF {name}", state + code)
    for state, name in STATES.items()
    for code, side in SIDES.items()
    if any(court["id"] == state + code and court["dates"][-1]["end"] is None for court in courts_db.courts)
] + [(f"DISTRICT OF {name}", court) for court, name in UNDIVIDED.items()]


def test_a_court_has_a_title_for_people_and_unknown_words_stay() -> None:
    assert courts.title_of("caed") == "United States District Court for the Eastern District of California"
    assert courts.title_of("Superior Court, Alder County") == "Superior Court, Alder County"
