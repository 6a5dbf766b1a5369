"""What was read from a paper, as a page to look at or print: the paper's text with every value marked at its words.

One HTML file, no script, nothing loaded from elsewhere. Numbers lead from a mark to its value and back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from openhold.filings.document import count, document
from openhold.filings.reading_rows import Part, Row, rows
from openhold.filings.reading_style import STYLE

Span = tuple[int, int]
_LINE_END = re.compile(r"([^\S\n]*\n\s*)")


def page(
    answer: Mapping[str, Any],
    text: str,
    noise: Sequence[Span],
    *,
    name: str,
    calendar: str | None,
    computed: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """Return the page as one HTML document; every value is escaped.

    `answer` is what `openhold read --json` prints, `text` the text that its offsets count in, `noise` the spans of
    line numbers, stamps and footers in order, `name` the paper's file name, `calendar` that of the calendar file,
    `computed` a sentence on the date that a period ends on, by the period's place in the answer.
    """
    table = rows(answer, computed)
    marked = [part for row in table for part in row.parts if part.spans]
    unsure = sum(not part.sure for part in marked)
    confirmed = sum(part.confirmed for part in marked)
    pages = text.split("\f")
    body = f"""<main>
<p class="kicker">Read a paper · <bdi>{escape(name)}</bdi>, {count(len(pages), "page", "pages")}</p>
<h1>{_headline(len(marked), unsure)}</h1>
<p class="lead">Every value shows the words it was read from. What the paper does not say stays empty; nothing is
guessed, and nothing was kept.{_confirmed(confirmed)}</p>
{_warnings(answer)}
<div class="reading">
<section aria-labelledby="paper">
<h2 id="paper">The paper</h2>
{_leaves(pages, marked, noise)}
<p class="meta">A number beside a mark leads to its value. A dashed line under a mark means: not sure.</p>
</section>
<section aria-labelledby="values">
<h2 id="values">What it says</h2>
<table>
<thead><tr><th scope="col">What</th><th scope="col">Value</th></tr></thead>
<tbody>
{"".join(map(_row, table))}</tbody>
</table>
{_calendar(calendar)}
</section>
</div>
</main>
<footer>Read by a program. Before you rely on a value, look at its words. Openhold is not legal advice.</footer>"""
    return document(f"{name} · read", STYLE, body)


def _headline(marked: int, unsure: int) -> str:
    if not marked:
        return "Nothing was found."
    found = f"{count(marked, 'value', 'values')} found."
    if not unsure:
        return f"{found} Each stands in plain words."
    return f"{found} {'One needs' if unsure == 1 else f'{unsure} need'} your eyes."


def _confirmed(values: int) -> str:
    if not values:
        return ""
    return f" A second reading, by another reader, agrees on {count(values, 'value', 'values')}."


def _warnings(answer: Mapping[str, Any]) -> str:
    if not answer["warnings"]:
        return ""
    told = "".join(f"<li>{escape(one['detail'])}</li>" for one in answer["warnings"])
    return f'<div class="note"><h2>Look at this first</h2><ul>{told}</ul></div>'


def _calendar(name: str | None) -> str:
    if name is None:
        return '<p class="meta">No live date with a day was found, so there is no calendar file.</p>'
    return f'<p class="meta">The live dates are also in <bdi>{escape(name)}</bdi>, for a calendar program.</p>'


def _row(row: Row) -> str:
    if not row.parts:
        return f'<tr class="off"><th scope="row">{escape(row.label)}</th><td>not in the paper</td></tr>\n'
    cells = "".join(map(_part, row.parts))
    eye = "" if all(part.sure for part in row.parts) else ' class="eye"'
    return f'<tr{eye}><th scope="row">{escape(row.label)}</th><td>{cells}</td></tr>\n'


def _part(part: Part) -> str:
    value = f"<bdi>{escape(part.text)}</bdi>"
    if not part.spans:
        return f'<div><i></i><p>{value} <span class="meta">{escape(part.where)}</span></p></div>'
    link = f'<a id="v{part.number}" href="#q{part.number}">{part.number}</a>'
    sure = "" if part.sure else ' <b class="ask">? Not sure</b>'
    return f'<div>{link}<p>{value}{sure} <span class="meta">{escape(part.where)}</span></p></div>'


def _leaves(pages: Sequence[str], marked: Iterable[Part], noise: Sequence[Span]) -> str:
    marks = sorted((span, part) for part in marked for span in part.spans)
    leaves = []
    start = 0
    for number, text in enumerate(pages, 1):
        end = start + len(text)
        head = f'<p class="page">Page {number} of {len(pages)}</p>' if len(pages) > 1 else ""
        there = [(span, part) for span, part in marks if span[0] < end and span[1] > start]
        dim = [span for span in noise if span[0] < end and span[1] > start]
        leaves.append(f'<div class="leaf">{head}<div class="words">{_words(text, start, there, dim)}</div></div>\n')
        start = end + 1
    return "".join(leaves)


def _words(text: str, offset: int, marks: Sequence[tuple[Span, Part]], dim: Sequence[Span]) -> str:
    """Return one page's text, cut where a mark begins or ends, each piece marked by all that cover it."""
    end = offset + len(text)
    cuts = {offset, end}
    for span in (*(span for span, _ in marks), *dim):
        cuts.update(min(max(place, offset), end) for place in span)
    waiting = list(reversed(marks))
    covering: list[tuple[Span, Part]] = []
    pieces = []
    for begin, stop in pairwise(sorted(cuts)):
        covering = [(span, part) for span, part in covering if span[1] > begin]
        while waiting and waiting[-1][0][0] <= begin:
            covering.append(waiting.pop())
        words = escape(text[begin - offset : stop - offset])
        if covering:
            pieces.append(_mark(words, begin, stop, covering))
        elif any(span[0] <= begin and stop <= span[1] for span in dim):
            pieces.append(f'<span class="dim">{words}</span>')
        else:
            pieces.append(words)
    return "".join(pieces)


def _mark(words: str, begin: int, stop: int, covering: Sequence[tuple[Span, Part]]) -> str:
    # Of a value that stands at several places only the first one carries the name that its row leads to.
    names = "".join(f'<i id="q{part.number}"></i>' for span, part in covering if span[0] == begin == part.spans[0][0])
    ends = "".join(
        f'<sup><a href="#v{part.number}">{part.number}</a></sup>' for span, part in covering if span[1] == stop
    )
    unsure = "" if all(part.sure for _, part in covering) else ' class="unsure"'
    # The space in which a line ends and the next one is set in is no part of what was read.
    marked = "".join(
        words if not words.strip() else f"<mark{unsure}>{words}</mark>" for words in _LINE_END.split(words) if words
    )
    return f"{names}{marked}{ends}"
