"""What changed between two versions of a notice, so that a person can read it: paragraphs, and words within them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openhold.filings.notice.fields import Language
from openhold.filings.notice.words import speaking

Kind = Literal["added", "removed", "changed"]
Part = tuple[Literal["same", "old", "new"], str]

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.5
"""Two paragraphs of which less is the same are one removed and one added: marks in them would only confuse."""
_LONGEST = 2_000
"""Words of a paragraph up to which words are compared; the work grows with the square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One paragraph that is not as it was. `under` is the heading that it stands under, empty before the first."""

    kind: Kind
    under: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All changes in the order of the newer version; `text` and `html` (a fragment without script) tell them."""

    changes: tuple[Change, ...]
    text: str
    html: str


def difference(old: str, new: str, language: Language = "en") -> Difference:
    """Return what is different between the texts of two versions, told in `language`."""
    changes = tuple(_changes(list(_paragraphs(old)), list(_paragraphs(new))))
    with speaking(language):
        return Difference(changes=changes, text=_text(changes), html=_html(changes, language))


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Give every paragraph with the heading that it stands under; a heading comes first in a group of lines."""
    for group in text.split("\n\n"):
        lines = [line for line in group.split("\n") if line]
        if len(lines) == 1:
            yield "", lines[0]
        for line in lines[1:]:
            yield lines[0], line


def _changes(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Change]:
    for code, start, end, other, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if code != "equal":
            yield from _replaced(old[start:end], new[other:stop])


def _replaced(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Change]:
    """Give a passage's changes in order; what was removed stands before what was added in its place."""
    pairs = _pairs(old, new)
    done = 0
    for place, paragraph in enumerate(new):
        pair = pairs.get(place)
        until = pair[0] if pair else min((there for at, (there, _) in pairs.items() if at > place), default=len(old))
        yield from (_whole("removed", one) for one in old[done:until])
        done = max(done, until)
        if pair:
            yield Change(kind="changed", under=paragraph[0], parts=pair[1])
            done += 1
        else:
            yield _whole("added", paragraph)
    yield from (_whole("removed", one) for one in old[done:])


def _pairs(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> dict[int, tuple[int, tuple[Part, ...]]]:
    """Return for each new paragraph, by its place, the first old one left that is like it under the same heading."""
    pairs = {}
    start = 0
    for place, (under, paragraph) in enumerate(new):
        for there in range(start, len(old)):
            parts = _words(old[there][1], paragraph) if old[there][0] == under else None
            if parts is not None:
                pairs[place] = (there, parts)
                start = there + 1
                break
    return pairs


def _whole(kind: Literal["added", "removed"], paragraph: tuple[str, str]) -> Change:
    under, words = paragraph
    return Change(kind=kind, under=under, parts=(("new" if kind == "added" else "old", words),))


def _words(old: str, new: str) -> tuple[Part, ...] | None:
    """Return `new` with its words marked against `old`, or None where the two are not alike."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > _LONGEST:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    parts: list[Part] = []
    taken, put = "", ""
    same = 0
    for code, start, end, other, stop in matcher.get_opcodes():
        words = "".join(after[other:stop])
        # A space alone between two changes belongs to both: marks that are torn at every word are hard to read.
        if code == "equal" and not (words.isspace() and (taken or put) and stop < len(after)):
            parts += _told(taken, put)
            parts.append(("same", words))
            taken, put = "", ""
            same += _count(after[other:stop])
        else:
            taken += "".join(before[start:end])
            put += words
    parts += _told(taken, put)
    return tuple(parts) if same >= _ALIKE * max(_count(before), _count(after)) else None


def _count(tokens: list[str]) -> int:
    """Return how many of `tokens` are words; commas and spaces make no two paragraphs alike."""
    return sum(token[0].isalnum() for token in tokens)


def _told(taken: str, put: str) -> list[Part]:
    parts: list[Part] = [("old", taken), ("new", put)]
    return [part for part in parts if part[1]]


def _headline(changes: tuple[Change, ...]) -> str:
    if not changes:
        return _("Nothing has changed.")
    return ngettext("{count} paragraph is different.", "{count} paragraphs are different.", len(changes)).format(
        count=len(changes)
    )


def _label(kind: Kind) -> str:
    return {"added": _("Added"), "removed": _("Removed"), "changed": _("Changed")}[kind]


def _heading(change: Change) -> str:
    return change.under.capitalize() if change.under.isupper() else change.under


def _text(changes: tuple[Change, ...]) -> str:
    """Tell the changes with signs that survive any program: [-removed-] and {+added+}."""
    told = [_headline(changes)]
    for change in changes:
        head = f"{_label(change.kind)}, {_heading(change)}:" if change.under else f"{_label(change.kind)}:"
        told.append(f"{head}\n{''.join(_MARKS[kind].format(words) for kind, words in change.parts)}")
    return "\n\n".join(told) + "\n"


_MARKS = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}


def _html(changes: tuple[Change, ...], language: Language) -> str:
    told = "".join(
        f'<div class="change"><p class="quiet">{escape(_label(change.kind))}'
        f"{f' · <bdi>{escape(_heading(change))}</bdi>' if change.under else ''}</p>"
        f'<p dir="auto">{"".join(map(_part, change.parts))}</p></div>\n'
        for change in changes
    )
    return f'<div class="notice" lang="{language}"><p class="lead">{escape(_headline(changes))}</p>\n{told}</div>'


def _part(part: Part) -> str:
    kind, words = part
    return {"same": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}[kind].format(escape(words))
