"""Docket entries that a system handed on with their end before their beginning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.court.read import read
from openhold.court.said import Given
from openhold.court.turned import turned
from openhold.court.view import View
from openhold.extract.text import plain

ENTRY = "ORDER signed by Judge Ann A. Olmo on 5/3/2011 DENYING 9 Motion to Strike; reply due by 6/20/2011. (Vole, M)"


def flow(text: str) -> str:
    """Return the words of a docket entry in the order in which they are read."""
    return turned(View(plain(text))).flow


@pytest.mark.parametrize("cut", range(6, len(ENTRY) - 8))
def test_an_entry_cut_anywhere_reads_as_if_it_were_whole(cut: int) -> None:
    if ENTRY[cut - 1] != " " and ENTRY[cut] != " ":
        assert flow(ENTRY[cut:] + ENTRY[:cut]) == ENTRY


@pytest.mark.parametrize(
    ("tail", "head", "joined"),
    [
        ("are denied. (Vole, M)", "ORDER that the motions be, and the same hereby", "hereby are denied"),
        ("in 9 days pay. (Vole, M)", "ORDER that plaintiff must, with", "with" + "in 9 days"),
        ("5/23/2014. (Vole, M)", "ORDER that the answer be filed no later than", "than 5/23/2014"),
        ("5, 2006. (MKR)", "ORDER that a reply be filed by July 2", "July 25, 2006"),
        ("Ann Olmo on 1/2/2014. (M,M).", "Memorandum Opinion and Order. Signed by Judge", "Judge Ann Olmo"),
        ("ion be DENIED. (Vole, Norma)", "Judge Ann A. Olmo: ORDER entered. JUDGMENT that the mot", "the motion be"),
        (": Ten-Day Deadline. (Vole, M)", "ORDER dismissing complaint, signed on 2/12/13", "2/12/13: Ten-Day"),
        ("due. (Vole, M) Modified (Owl, B).", "ORDER that fees are", "fees are due."),
    ],
)
def test_the_space_that_a_cut_lost_is_found_again(tail: str, head: str, joined: str) -> None:
    assert joined in flow(tail + head)
    assert flow(tail + head).startswith(head[:5])


@pytest.mark.parametrize(
    "text", [ENTRY, "Letter from the jury. (Vole, M)", "(Vole, M)", "", "MOTION (Vole, M) by Olmo"]
)
def test_what_has_its_beginning_first_stays_as_it_is(text: str) -> None:
    view = View(plain(text))
    assert turned(view) is view


def test_what_stands_on_both_sides_of_the_cut_is_read_and_quoted() -> None:
    text = "ed with prejudice. (Vole, M)ORDER signed by Judge Ann A. Olmo on 5/3/2011 that the complaint is dismiss"
    answer = read(plain(text), Given("docket-text"))
    assert [(one["motion"], one["result"]) for one in answer["outcomes"]] == [("dismissal", "dismissed with prejudice")]
    for found in answer["found"]:
        assert text[found["start"] : found["end"]] == found["quote"] != ""


@given(st.text(alphabet="ORDERordenm (Vole, M)<*0123456789./", max_size=120))
def test_no_letter_is_lost(text: str) -> None:
    view = View(plain(text))
    assert sorted("".join(turned(view).flow.split())) == sorted("".join(view.flow.split()))
