"""A notice as plain text: one paragraph a line, so that no program wraps it badly and two versions "
"can be compared."""

import unicodedata

from openhold.filings.notice.content import Answer, Block, Document
from openhold.filings.notice.words import Line, Run


def text(document: Document) -> str:
    """Return the whole text with line feeds, ending in one."""
    parts = [spoken(document.kicker), spoken(document.title), spoken(document.lead)]
    if document.answer is not None:
        parts.append(_answer(document.answer))
    parts += [
        "\n".join([section.heading.upper(), *(paragraph for block in section.blocks for paragraph in _block(block))])
        for section in document.sections
    ]
    return "\n\n".join(parts) + "\n"


def spoken(line: Line) -> str:
    """Return the words of `line`; a value written from right to left is kept from turning the rest around."""
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    turned = (
        run.value
        and not run.text.isascii()
        and any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in run.text)
    )
    return f"\u2068{run.text}\u2069" if turned else run.text


def _block(block: Block) -> list[str]:
    sign = "- " if block.kind in ("keep", "not", "list") else ""
    return [sign + spoken(line) for line in block.lines]


def _answer(answer: Answer) -> str:
    lines = [answer.heading.upper(), spoken(answer.promise), spoken(answer.by)]
    if answer.link is None:
        lines.append(spoken(answer.to_whom))
    else:
        lines += [f"{answer.open}:", answer.link, answer.note]
    return "\n".join(lines)
