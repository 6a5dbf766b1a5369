"""What must be true of every `Text`, whatever it was made of."""

from openhold.extract.errors import NotAPaperError
from openhold.extract.opening import open_paper
from openhold.extract.text import Text, lines_of


def check(text: Text) -> None:
    """Fail unless lines, pieces and words are in order, inside the text and free of overlaps."""
    whole = text.text
    whole.encode("utf-8")
    places = [(line.start, line.end, line.page) for line in text.lines]
    assert places == [(line.start, line.end, line.page) for line in lines_of(whole)]
    for spans in (text.pieces, text.words):
        at = 0
        for span in spans:
            assert at <= span.start < span.end <= len(whole)
            assert "\n" not in whole[span.start : span.end]
            assert "\f" not in whole[span.start : span.end]
            at = span.end
    assert all(0 <= word.confidence <= 1 for word in text.words)
    if text.pages is not None:
        assert whole.count("\f") == text.pages - 1
        assert text.lines[-1].page == text.pages


def opened(data: bytes) -> Text | None:
    """Return the text of bytes, checked, or nothing where they are refused in one sentence as they should be."""
    try:
        text = open_paper(data, "x")
    except NotAPaperError as error:
        said = str(error)
    else:
        check(text)
        return text
    assert said.startswith("x ")
    assert said.endswith(".")
    assert "\n" not in said
    return None
