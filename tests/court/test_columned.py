"""A caption in two columns flows column by column, and every word keeps its place."""

from openhold.court.caption.columned import columned
from openhold.court.view import View
from openhold.extract.text import plain

PAPER = """                 UNITED STATES DISTRICT COURT
                EASTERN DISTRICT OF CALIFORNIA

MARISOL QUINTRELL,                    No. 2:25-cv-01847-RMV-TLH
          Plaintiff,
     v.                               ORDER GRANTING MOTION
COUNTY OF ALDER, et al.,              TO COMPEL (ECF No. 31)
          Defendants.

     Plaintiff is a state prisoner. She filed a motion to compel.
"""


def test_the_left_column_comes_first_and_then_the_right_one_whole() -> None:
    flow = columned(View(plain(PAPER))).flow
    assert "ORDER GRANTING MOTION TO COMPEL (ECF No. 31)" in flow
    assert flow.index("Defendants.") < flow.index("ORDER GRANTING") < flow.index("Plaintiff is a state")
    assert sorted(flow.split()) == sorted(PAPER.split())


def test_every_word_keeps_its_place() -> None:
    view = columned(View(plain(PAPER)))
    for word in ("QUINTRELL", "GRANTING", "31", "prisoner"):
        at = view.flow.index(word)
        assert view.quote(view.span(at, at + len(word))) == word


def test_words_that_run_over_two_lines_of_a_column_are_quoted_with_what_stands_between() -> None:
    view = columned(View(plain(PAPER)))
    at = view.flow.index("GRANTING MOTION TO COMPEL")
    quote = view.quote(view.span(at, at + 25))
    assert quote.startswith("GRANTING MOTION")
    assert quote.endswith("TO COMPEL")


def test_a_paper_without_columns_flows_as_it_stands() -> None:
    view = View(plain("ORDER\n\nThe motion is denied.\n"))
    assert columned(view).flow == "ORDER The motion is denied."
