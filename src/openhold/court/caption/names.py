"""Names where no caption with roles stands: a title line (`Title: A v. B`), `In re`; and names that a scan damaged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from openhold.court.caption import parties, party_names
from openhold.court.caption.columns import Cell, Head, Strip, strip
from openhold.court.said import Caption, Party, Said
from openhold.court.view import View

_LABEL = re.compile(r"(?:Short\s+Title|Case\s+(?:Name|Title|Caption)|Title|TITLE|Re|RE|Style|Caption)\s*:?(?:\s+|$)")
_NUMBER_FIRST = re.compile(r"\s*(?:Case\s+)?(?:Nos?\.|Number:?)\s*[\w:-]+\s*[,:;]?\s*", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"(?:Case\s+)?(?:Nos?\.|\#)\s*\d[\w:.-]*,?", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(
    r"\s*[,;(]\s*(?:(?:case|docket|civil|criminal|index|appeal|cr?\.?v?\.?)\s+(?:action\s+)?)?(?:nos?\.|number|\#)?\s*:?\s*"
    r"(?:[A-Z]{1,2}-)?(?:\d{1,2}:)?(?:\d{2,4}\s?-?\s?(?:civ|cv|cr)|\d{2}-\d{3,5}\b)",
    re.IGNORECASE,
)
_ANOTHER_LABEL = re.compile(
    r"[A-Z][\w .#]{1,30}:|(?:Case|Docket|No|Nos|Originating|Civil|Dear|Judge|Present|District)\b"
)
_ET_AL = re.compile(r"\bet\.?\s?al\b", re.IGNORECASE)
_IN_RE = re.compile(
    r"(?:IN\s+RE|In\s+[Rr]e|IN\s+THE\s+MATTER\s+OF|In\s+the\s+Matter\s+of|In\s+Re)\b:?\s*(?=[A-Z\"\u201c])"
)
_ONE_LINE = re.compile(r"(?P<left>[A-Z][^\n]{2,90}?)\s+(?P<versus>[vV]s?\.)\s+(?P<right>[A-Z][^\n]{2,90})")
_SENTENCE = re.compile(
    r"\b(?:the|is|was|are|has|have|filed|court|this|that|motion|case)\b|\d\s+(?:F\.|U\.S\.|S\.\s?Ct)|\(\d{4}\)"
)
_DAMAGED = re.compile(
    r"[A-Z]{2}[a-z]{1,3}-?[A-Z]|[A-Z][0-9][A-Z]|[{}|~^\\\ufffd*<>]|[a-z][A-Z]{2,}[a-z]|[A-Z]{2,}[0-9]\b"
)
_MORE_LINES = 3
_LIKE = 0.55
"""A name of the body is that of the caption if they have so much in common (0 to 1)."""


@dataclass(frozen=True, slots=True)
class Title:
    """A case's name in running text, the two sides of it (empty for `In re`), and where it ends in the paper."""

    name: Said[str]
    left: tuple[Said[str], ...]
    right: tuple[Said[str], ...]
    end: int

    @property
    def et_al(self) -> bool:
        """Whether the name says `et al`."""
        return _ET_AL.search(self.name.value) is not None

    def into(self, caption: Caption, *, sides: bool) -> Caption:
        """Return `caption` with this name; with `sides`, who stands before `v.` sues who stands behind it."""
        if not sides:
            return replace(caption, case_name=self.name, et_al=self.et_al)
        return replace(
            caption,
            case_name=self.name,
            et_al=self.et_al,
            parties=tuple(Party(name, None) for name in (*self.left, *self.right)),
            plaintiffs=self.left,
            defendants=self.right,
        )


def run_title(view: View, head: Head) -> Title | None:
    """Return the case's name as one line has it, behind a label or alone, or as `In re`."""
    return labelled_title(view, head) or _stacked(view, head.left) or _in_re(view, head.left)


def labelled_title(view: View, head: Head) -> Title | None:
    """Return the case's name as a letter or a form has it: `Short Title: A v. B`, `Re: A v. B`."""
    for cells in _labelled(view, head.rows):
        title = _title(view, strip(cells))
        if title:
            return title
    return None


def _labelled(view: View, rows: Sequence[Sequence[Cell]]) -> Iterator[list[Cell]]:
    for at, row in enumerate(rows):
        for cell in row:
            label = _LABEL.match(cell.text) or _NUMBER_ALONE.fullmatch(cell.text)
            if label is None:
                continue
            if label.end() < len(cell.text):
                value = Cell(cell.line, cell.start + label.end(), cell.end)
                column = cell.start
            elif cell is not row[-1]:
                value = row[row.index(cell) + 1]
                column = value.start
            else:
                continue
            number = _NUMBER_FIRST.match(value.text)
            if number:
                value = Cell(value.line, value.start + number.end(), value.end)
            yield [value, *_going_on(view, value, column, rows[at + 1 : at + _MORE_LINES])]


def _going_on(view: View, value: Cell, column: int, rows: Sequence[Sequence[Cell]]) -> Iterator[Cell]:
    last = value
    for row in rows:
        more = next((cell for cell in row if abs(cell.start - column) <= 2), None)
        if more is None or _ANOTHER_LABEL.match(more.text):
            return
        between = view.quote((last.line.places[-1] + 1, more.line.places[0]))
        if between.count("\n") > 1:
            return
        yield more
        last = more


def _title(view: View, words: Strip) -> Title | None:
    versus = parties.VERSUS.search(words.text)
    if versus is None or not versus.start():
        return None
    number = _NUMBER_BEHIND.search(words.text, versus.end())
    last = len(words.text.rstrip(" \n,;"))
    end = number.start() if number else last
    if _SENTENCE.search(words.text[:end]):
        return None
    sides = (words.text[: versus.start()], words.text[versus.end() : end])
    joined = " v. ".join(" ".join(side.split()).rstrip(",;: ") for side in sides)
    return Title(
        Said(joined, words.spans(view, 0, end)),
        _names(view, words, 0, versus.start()),
        _names(view, words, versus.end(), end),
        words.places[last - 1] + 1,
    )


def _stacked(view: View, left: Strip) -> Title | None:
    """Return `A v. B` on one line, or `A`, `v.`, `B` on three: a caption without roles."""
    words = parties.masked(left.text)
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", words)][:40]
    for at, (start, end) in enumerate(lines):
        line = words[start:end]
        one = _ONE_LINE.fullmatch(line.strip(" ,;"))
        if one and not _SENTENCE.search(line.replace("UNITED STATES OF AMERICA", "")) and line == line.upper():
            return _title(view, Strip(left.text[start:end] + "\n", left.places[start : end + 1]))
        alone = parties.VERSUS.fullmatch(line.strip())
        if alone and 0 < at < len(lines) - 1:
            above, below = lines[at - 1], lines[at + 1]
            if all(_ET_AL.sub("", words[slice(*place)]).isupper() for place in (above, below)):
                return _title(view, Strip(words[above[0] : below[1]] + "\n", left.places[above[0] : below[1] + 1]))
    return None


def _in_re(view: View, left: Strip) -> Title | None:
    words = parties.masked(left.text)
    match = re.compile(rf"(?:(?<=\n)|^){_IN_RE.pattern}").search(words[:2500])
    if match is None:
        return None
    end = match.end()
    for line in re.finditer(r"[^\n]+\n{1,2}", words[match.end() : match.end() + 400]):
        stop = match.end() + line.end()
        if parties.is_title(line[0]) or parties.ROLE.match(line[0].strip()):
            break
        end = stop
        if not line[0].rstrip().isupper() or line[0].rstrip().endswith((".", ",", ")")):
            break
    start = match.start()
    end = start + len(words[start:end].rstrip(" \n,.;"))
    if end <= match.end():
        return None
    return Title(
        Said(" ".join(words[start:end].split()), left.spans(view, start, end)), (), (), left.places[end - 1] + 1
    )


def _names(view: View, words: Strip, start: int, end: int) -> tuple[Said[str], ...]:
    places, _ = party_names.names(words.text, start, end)
    return tuple(Said(" ".join(words.text[slice(*one)].split()), words.spans(view, *one)) for one in places)


def bodied(view: View, name: Said[str], role: str) -> Said[str]:
    """Return a party's name, that of the body where a scan damaged it in the caption; then it is not sure."""
    if not _DAMAGED.search(name.value):
        return name
    flow = view.flow
    best: tuple[float, Said[str]] | None = None
    word = re.escape(re.split(r"[^A-Za-z]", role, maxsplit=1)[0])
    called = re.compile(rf"\b(?i:{word})s?,?\s+(?P<name>[A-Z][\w.'\u2019-]+(?:\s+[A-Z][\w.'\u2019-]*){{0,4}})")
    for match in called.finditer(flow):
        likeness = SequenceMatcher(None, name.value.lower(), match["name"].lower()).ratio()
        if likeness >= _LIKE and (best is None or likeness > best[0]):
            best = likeness, view.said(match["name"].rstrip("."), match, "name", sure=False)
    return Said(name.value, name.spans, sure=False) if best is None else best[1]
