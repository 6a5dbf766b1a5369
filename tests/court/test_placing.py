"""Where words that were read from markup stand in the text that was made from it."""

from hypothesis import given
from hypothesis import strategies as st

from openhold.court.docket.placing import Places, squeezed

TEXT = st.text(alphabet="ab c\n\té", max_size=60)


def test_white_space_does_not_matter() -> None:
    text = "one\ttwo\nthree  two three"
    places = Places(text)
    assert places.find("two three") == (4, 13)
    assert text[4:13] == "two\nthree"
    assert places.find("twothree", 5) == (15, 24)
    assert places.last("two", 0, len(text)) == (15, 18)
    assert places.find("two", 5, 14) is None
    assert places.find("") is None
    assert places.find("four") is None


def test_as_long_a_beginning_as_can_be_found_is_the_nearest() -> None:
    text = "MINUTE ORDER setting hearing (Entered: 1/2/2020)"
    span = Places(text).nearest("MINUTE ORDER setting hearing and something that is hidden on the page")
    assert span is not None
    assert text[slice(*span)].startswith("MINUTE ORDER")
    assert Places(text).nearest("Nothing of the kind") is None


@given(TEXT, TEXT, TEXT)
def test_what_stands_in_a_text_is_found_and_says_itself(before: str, words: str, after: str) -> None:
    text = before + words + after
    span = Places(text).find(words)
    if not squeezed(words):
        assert span is None
        return
    assert span is not None
    assert squeezed(text[slice(*span)]) == squeezed(words)
    assert not text[span[0]].isspace()
    assert not text[span[1] - 1].isspace()


@given(TEXT, TEXT, st.integers(0, 60), st.integers(0, 60))
def test_nothing_is_found_outside_the_bounds(text: str, words: str, start: int, end: int) -> None:
    for span in (Places(text).find(words, start, end), Places(text).last(words, start, end)):
        if span is not None:
            assert start <= span[0] < span[1] <= max(end, start)
