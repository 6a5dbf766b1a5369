"""What readers look at: the flow without noise, the way back to each place, and how well it was recognised."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.court.view import View
from openhold.extract.text import Form, Noise, Piece, Text, Word, lines_of, plain


def pdf(text: str, *pieces: Piece, words: tuple[Word, ...] = ()) -> Text:
    return Text(text, Form.PDF, lines_of(text), pages=1, pieces=pieces, words=words)


def test_noise_is_left_out_and_every_word_leads_back() -> None:
    text = "12 The motion is\n13 denied.\n"
    numbers = [Piece(0, 2, Noise.LINE_NUMBER), Piece(17, 19, Noise.LINE_NUMBER)]
    view = View(pdf(text, *numbers))
    assert view.flow.strip() == "The motion is denied."
    at = view.flow.index("is denied")
    assert view.quote(view.span(at, at + 9)) == "is\n13 denied"


@given(st.text(alphabet="ab .\n\t\f", max_size=80))
def test_the_flow_has_the_letters_of_the_text_in_their_order_and_each_in_its_place(text: str) -> None:
    view = View(plain(text))
    assert "".join(view.flow.split()) == "".join(text.split())
    assert "  " not in view.flow
    for at, letter in enumerate(view.flow):
        if letter != " ":
            assert view.quote(view.span(at, at + 1)) == letter


@pytest.mark.parametrize(("confidence", "well"), [(0.95, True), (0.2, False)])
def test_words_that_were_recognised_badly_are_not_sure(confidence: float, well: bool) -> None:
    text = "The motion is denied."
    view = View(pdf(text, words=(Word(0, 3, 0.1), Word(4, 10, 0.9), Word(14, 20, confidence))))
    assert view.recognised((4, 20)) is well
    assert view.recognised((4, 10))
    assert View(replace(view.text, words=())).recognised((0, 20))
