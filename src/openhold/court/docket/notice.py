"""Notices of electronic filing: which entries of which cases a mail of the courts' filing system announces.

One layout serves all courts, in HTML and in plain text: a table for each case (`Case Name:`, `Case Number:`, `Document
Number:`), and one docket text for all of them. It is read from the text; the markup is asked for links alone.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from openhold.court import numbers
from openhold.court.docket import court as docket_court
from openhold.court.docket import head as docket_head
from openhold.court.docket import notice_short
from openhold.court.docket import rows as docket_rows
from openhold.court.docket.head import day, tidied
from openhold.court.docket.placing import Places
from openhold.court.said import Announced, AnnouncedCase, Said
from openhold.court.view import View
from openhold.extract.text import Text

_LABEL = r"^[^\S\n]*[A-Z][A-Za-z]*(?: [A-Z][a-z]+)?(?:\(s\))?:"
_NAME = re.compile(rf"^[^\S\n]*Case\s+Name:[^\S\n]*(?P<name>\S[^\t]{{0,600}}?)?\s*(?={_LABEL})", re.MULTILINE)
_CASE = re.compile(r"^[^\S\n]*Case\s+Number:[^\S\n]*(?:[A-Z]{2,4}/)?(?P<case>[^\n\t]*)", re.MULTILINE)
_FILED = re.compile(r"\bfiled\s+on\s+(?P<date>\d[\d/-]*)", re.IGNORECASE)
_DOCUMENT = re.compile(r"^[^\S\n]*Document\s+Number:[^\S\n]*(?P<number>\d+)", re.MULTILINE)
_TEXT = re.compile(r"^[^\S\n]*Docket\s+Text:", re.MULTILINE)
_BEHIND_TEXT = re.compile(
    r"^(?:[^\S\n]*|[^\n]{0,40}\d[\w-]*[^\S\n]+)"
    r"Notice (?:has been|will be|will not be|was) (?:not )?(?:electronically|delivered|stored|sent)\b"
    r"|^[^\S\n]*The following (?:documents?\b|document\(s\))|^[^\S\n]*Document:[^\S\n]|^[^\S\n]*Case\s+Name:",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"\s*https?://\S*")
_TO_DOCUMENT = re.compile(r"view\s+the\s+document:\s+(https?://\S+)")
_CLAIM = re.compile(r"\bNotice of Electronic Claims Filing\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:a|b|br|em|font|i|p|span|strong|u)\b[^<>]{0,300}>", re.IGNORECASE)
_QUOTES = str.maketrans(
    {"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'"}
) | str.maketrans({"\N{RIGHT DOUBLE QUOTATION MARK}": '"', "\N{LEFT DOUBLE QUOTATION MARK}": '"'})
_EDGES = "-\N{EN DASH}_/;, "
_LINK_WORDS = re.compile(r"\bDocument\(s\)|\bDocument:[^\n]*")
_NEAR = 5000
"""The links to documents begin within so many characters behind a case's table."""
_TELLING = 4
"""A name that is shorter than this stands in many words."""
_LABELS = frozenset(("Document Number:", "Document(s):"))


def announces(text: Text) -> bool:
    """Tell whether a mail announces at least one entry of one case."""
    words = text.text
    return not _CLAIM.search(words) and all(label.search(words) for label in (_NAME, _CASE, _TEXT))


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: the court that it comes from, and every case that it announces an entry in."""

    court: Said[str] | None
    cases: tuple[AnnouncedCase, ...]


def read_notice(view: View) -> Notice:
    """Return what a notice announces; the court by its heading, or by where its links lead."""
    text = view.text.text
    page = docket_rows.tree(view.text.source) if view.text.source else None
    first = _NAME.search(text)
    court = docket_head.court(text[: first.start()] if first else text, page, Places(text))
    return Notice(court, tuple(_cases(view, page, court)) if announces(view.text) else ())


def _cases(view: View, page: HtmlElement | None, court: Said[str] | None) -> Iterator[AnnouncedCase]:
    text = view.text.text
    tables = list(_tables(text))
    headers = dict(view.text.headers)
    links = _links(page) if page is not None else []
    texts = _docket_texts(text)
    filed = day(_FILED.search(text, 0, tables[0].start))
    called = _Called(text, headers.get("subject", ""), tables, court.value if court else "")
    for n, table in enumerate(tables):
        # All cases of a notice share the docket text that follows them.
        at = bisect_left(texts, table.end, key=lambda one: one[0])
        words = texts[at][1] if at < len(texts) else None
        number = _number(text, table) or called.number(words)
        entry = Announced(
            number=number,
            filed=filed,
            text=words,
            short=called.short(words),
            url=_url(text, links[n] if n < len(links) else None, table, number),
        )
        yield AnnouncedCase(table.case, numbers.normal(table.case.value) if table.case else None, table.name, (entry,))


@dataclass(frozen=True, slots=True)
class _Table:
    """What a notice says of one case, from `start` to `end` of the text."""

    start: int
    end: int
    name: Said[str] | None
    case: Said[str] | None


def _tables(text: str) -> Iterator[_Table]:
    matches = list(_NAME.finditer(text))
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        end = following.start() if following else len(text)
        if begins := _TEXT.search(text, match.end(), end):
            end = begins.start()
        name = Said(tidied(match["name"]), (match.span("name"),)) if match["name"] else None
        yield _Table(match.start(), end, name, _case(text, match.end(), end))


def _case(text: str, start: int, end: int) -> Said[str] | None:
    match = _CASE.search(text, start, end)
    if match is None:
        return None
    case = _ADDRESS.sub("", match["case"]).strip()
    start = match.start("case")
    return Said(tidied(case), ((start, start + len(case)),)) if case else None


def _number(text: str, table: _Table) -> Said[str] | None:
    match = _DOCUMENT.search(text, table.start, table.end)
    return Said(match["number"], (match.span("number"),)) if match else None


def _docket_texts(text: str) -> list[tuple[int, Said[str] | None]]:
    """Return the docket texts in order, each with the place where its label stands."""
    found: list[tuple[int, Said[str] | None]] = []
    for begins in _TEXT.finditer(text):
        behind = _BEHIND_TEXT.search(text, begins.end())
        words = text[begins.end() : behind.start() if behind else len(text)]
        start, end = begins.end() + len(words) - len(words.lstrip()), begins.end() + len(words.rstrip())
        found.append((begins.start(), Said(_plain(words), ((start, end),)) if start < end else None))
    return found


def _plain(words: str) -> str:
    """Return a docket text as the system's own feeds have it: no markup, no signs of emphasis, straight quotes."""
    words = _TAG.sub("", words).translate(_QUOTES).replace("*", "").replace("#", "")
    return " v. ".join(part.strip(_EDGES) for part in " ".join(words.split()).split(" v. "))


def _links(page: HtmlElement) -> list[str | None]:
    """Return where the document of each case's table can be had, in order."""
    found: list[str | None] = []
    for cell in page.iter("td", "b", "strong"):
        label = " ".join(cell.text_content().split())
        if cell.tag == "td" and label in _LABELS:
            value = cell.getnext()
            link = value.find(".//a") if value is not None else None
        elif cell.tag != "td" and label == "Document:":
            link = cell.getnext()
        else:
            continue
        found.append(link.get("href") if link is not None and link.tag == "a" else None)
    return found


def _url(text: str, link: str | None, table: _Table, number: Said[str] | None) -> Said[str] | None:
    """Return where the document can be had, said by the words of the link, or by the address itself."""
    plain = _TO_DOCUMENT.search(text, table.start, table.end)
    if plain is not None:
        return Said(plain[1], (plain.span(1),))
    if link is None:
        return None
    words = _LINK_WORDS.search(text, table.start, table.end + _NEAR)
    span = number.spans if number else ((words.span(),) if words else ())
    return Said(link.split("#")[0], span) if span else None


class _Called:
    """What the subject calls the entry, and how it numbers it where nothing else does."""

    def __init__(self, text: str, subject: str, tables: list[_Table], court: str) -> None:
        names = [table.name.value for table in tables if table.name]
        printed = [table.case.value for table in tables if table.case]
        subject = _plain(subject)
        self._number = ""
        if court in docket_court.CIRCUITS:
            self._short = notice_short.appellate(subject, text)
            if not self._short and printed:
                self._number, self._short = notice_short.numbered(subject, printed[0])
        elif court.endswith("b"):
            self._short = notice_short.bankruptcy(subject, names, printed)
        else:
            self._short = notice_short.district(subject, names, printed)
        pattern = r"\s+".join(re.escape(word) for word in self._short.split())
        self._same = re.search(pattern, text, re.IGNORECASE) if len(self._short) >= _TELLING else None

    def short(self, words: Said[str] | None) -> Said[str] | None:
        """Return the short name, said by the same words in the text, else by the docket text that it is short for."""
        if not self._short or words is None:
            return None
        return Said(self._short, (self._same.span(),) if self._same else words.spans)

    def number(self, words: Said[str] | None) -> Said[str] | None:
        """Return the document's number, if the subject has one, as the number of what the docket text tells of."""
        return Said(self._number, words.spans) if self._number and words else None
