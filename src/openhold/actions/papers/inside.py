"""Read papers in a process with limits: open the bytes there, ask the readers there, answer with plain values."""

from typing import Any

from openhold.court.numbered import numbered
from openhold.court.read import read
from openhold.court.said import Given
from openhold.extract.opening import open_paper
from openhold.extract.text import Form, plain

Answer = dict[str, Any]


def read_bytes(data: bytes, *, name: str, said: dict[str, str | None], with_text: bool, with_noise: bool) -> Answer:
    """Open a paper's bytes and read it; `name` is for sentences to people, `said` what the caller says about it.

    The answer has `paper`, with the text among its keys where `with_text`, and `noise` where `with_noise`: the spans of
    line numbers, stamps and footers. Raises NotAPaperError for bytes that are none.
    """
    text = open_paper(data, name)
    return _answer(text, said, with_text=with_text, with_noise=with_noise)


def read_text(data: bytes, *, said: dict[str, str | None], with_text: bool) -> Answer:
    """Read a paper that is text already; `data` is its UTF-8."""
    return _answer(plain(data.decode()), said, with_text=with_text, with_noise=False)


def _answer(text: Any, said: dict[str, str | None], *, with_text: bool, with_noise: bool) -> Answer:
    paper = read(text, Given(**{key: value for key, value in said.items() if value is not None}))
    answer: Answer = {"paper": paper}
    if with_text:
        paper["text"] = text.text
    if with_noise:
        pieces = (numbered(text) if text.form is Form.TEXT else text).pieces
        answer["noise"] = [(piece.start, piece.end) for piece in pieces]
    return answer
