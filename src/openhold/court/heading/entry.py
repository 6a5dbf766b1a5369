"""The heading of a docket entry as a clerk wrote it: who signed the paper, when, and what it is."""

import re
from dataclasses import dataclass

from openhold.court.heading.types import entry_type
from openhold.court.judges import ANY_NAME, COURTESY, TITLE, usual
from openhold.court.said import Heading, Said
from openhold.court.view import View
from openhold.court.when import When, whens

_WHO = (
    rf"(?:(?i:{COURTESY})\s*,?\s*)?(?:(?i:the)\s+)?(?P<title>(?i:{TITLE}))?\s*,?\s*(?:(?i:{COURTESY})\s*)?"
    rf"(?P<name>{ANY_NAME})(?:\s*,\s*(?P<after>(?i:{TITLE})))?"
)
_SIGNED = re.compile(rf"(?i:signed\s*(?P<early>on\s[^()]{{4,24}}\s)?by)\s*:?\s*(?:and\s+)?{_WHO}")
_ORDERED = re.compile(rf"(?i:\b(?:ordered|approved|entered|issued|recommended|executed|signed)\s*by)\s*:?\s*{_WHO}")
_FIRST = re.compile(rf"\s*(?i:(?:\w+\s+){{0,3}}(?:order|opinion|judgment))\s+(?i:by)\s+{_WHO}")
_DATED = re.compile(
    r"(?i:^\W*(?:\w+\s+){0,3}?(?:order|judgment)\s+dated\b|\bsigned\s+on\b|\bdated\b(?=[^.;]{6,24}?\bsigned\s+by\b))"
)
_BY = re.compile(rf"(?i:\bby)\s+{_WHO}")
_LEAD = re.compile(rf"\s*(?:(?i:{COURTESY})\s*)?(?P<title>(?i:{TITLE}))\s*(?P<name>{ANY_NAME})\s*:")
_ALONE = re.compile(
    rf"(?:(?<=[.;)] )|(?<=[.;)]))(?<!U\.S\.)(?<!U\.S\. )(?<!U\. S\. )"
    rf"(?:(?i:{COURTESY})\s*)?(?P<title>(?i:{TITLE}))\s*(?P<name>{ANY_NAME})"
)
_AUTHOR = re.compile(rf"(?<![A-Za-z.])(?P<name>{ANY_NAME})(?:,\s*|\s*\()(?i:author(?:ing)?\b)")
_AUTHORING = re.compile(rf"\b(?i:authoring\s+judge)\s*:\s*(?P<name>{ANY_NAME})")
_HELD = re.compile(rf"\s*(?i:minute\s+entry|(?:civil\s+|criminal\s+)?minutes)\b[^;]{{0,160}}?\b(?i:before)\s+{_WHO}")
"""In minutes, who presided: nobody signs them."""
_ANOTHERS = re.compile(
    r"(?:\b(?:as|previously|been|was|were|otherwise|filings?|documents?|papers?|forms?|declarations?|affidavits?|"
    r"letters?|request|agreement)\s*|\bnot\s*)$",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\s*[,.;:]?\s*\(?(?:(?:signed\s+)?on|dated|dtd|date|this|at|effective)?\s*:?\s*(?:the\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*)?[*]*",
    re.IGNORECASE,
)
_END = re.compile(r"\s*(?:[;:]|[.,]?\s*(?:$|\(|\[))")
_FILED = re.compile(r"\(Filed on (?P<date>[^()]{6,20})\)|\bDate Filed:?\s(?P<other>[\d/]{6,10})", re.IGNORECASE)
_ENTERED = re.compile(
    r"(?P<before>\d{1,2}/\d{1,2}/\d{2,4})\.?\s?ENTERED\b|(?<!-)\[?\bEntered:?\s(?:on\s)?(?P<date>[\d/]{6,10})",
    re.IGNORECASE,
)
_COURTEOUS = re.compile(COURTESY, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Signature:
    """A judge's name in a text, with title and date where they are printed."""

    name: re.Match[str]
    title: str | None
    when: When | None


def read_entry(view: View) -> Heading:
    """Return what a docket entry says of the paper that it enters."""
    words = view.flow
    judge = title = signed = None
    signature = _signature(words)
    if signature is not None:
        name = signature.name
        judge = _said(view, usual(name["name"]), *name.span("name"))
        if signature.title is not None:
            title = _said(view, usual(name[signature.title]), *name.span(signature.title))
    when = signature.when if signature is not None else _dated(words)
    if when is not None and when.day is not None:
        signed = _said(view, when.day.isoformat(), when.start, when.end)
    return Heading(
        judge=judge,
        judge_title=title,
        doc_type=entry_type(words),
        signed=signed,
        filed=_stamped(view, _FILED),
        entered=_stamped(view, _ENTERED),
    )


def _said(view: View, value: str, start: int, end: int) -> Said[str]:
    return Said(value, view.spans(start, end))


def _signature(words: str) -> _Signature | None:
    for pattern in (_SIGNED, _ORDERED):
        for match in pattern.finditer(words):
            found = _judge(match, words, titled=False)
            if found is not None:
                return found
    lead = _LEAD.search(words, 0, 120)
    if lead is not None:
        return _Signature(lead, "title", _when(words, lead.end()))
    first = _FIRST.match(words)
    if first is not None and first["title"]:
        return _Signature(first, "title", _when(words, first.end()))
    for pattern in (_BY, _ALONE):
        for match in pattern.finditer(words):
            found = _judge(match, words, titled=True)
            if found is not None and (found.when is not None or _END.match(words, match.end())):
                return found
    return _unsigned(words)


def _unsigned(words: str) -> _Signature | None:
    """Return who presided over what minutes tell of, or who wrote an opinion."""
    held = _HELD.match(words)
    if held is not None and held["title"]:
        return _Signature(held, "title", None)
    if "uthor" not in words and "AUTHOR" not in words:
        return None
    author = _AUTHORING.search(words) or _AUTHOR.search(words)
    return _Signature(author, None, None) if author is not None else None


def _judge(match: re.Match[str], words: str, *, titled: bool) -> _Signature | None:
    title = next((name for name in ("title", "after") if match.groupdict().get(name)), None)
    if _ANOTHERS.search(words, max(0, match.start() - 30), match.start()):
        return None
    when = _when(words, match.end()) or _early(match)
    if title is None and (
        titled
        or " " not in match["name"]
        or not (when or _END.match(words, match.end()) or _COURTEOUS.search(match[0]))
    ):
        return None
    return _Signature(match, title, when)


def _when(words: str, at: int) -> When | None:
    gap = _ON.match(words, at)
    start = gap.end() if gap else at
    for when in whens(words[start : start + 34]):
        if when.start == 0:
            return When(when.day, None, start, start + when.end, start + when.end)
        return None
    return None


def _dated(words: str) -> When | None:
    match = _DATED.search(words)
    return _when(words, match.end()) if match is not None else None


def _early(match: re.Match[str]) -> When | None:
    if not match.groupdict().get("early"):
        return None
    at = match.start("early")
    return next(
        (When(when.day, None, at + when.start, at + when.end, at + when.end) for when in whens(match["early"])), None
    )


def _stamped(view: View, pattern: re.Pattern[str]) -> Said[str] | None:
    for match in pattern.finditer(view.flow):
        group = match.lastgroup or 0
        for when in whens(match[group]):
            if when.day is not None:
                at = match.start(group)
                return _said(view, when.day.isoformat(), at + when.start, at + when.end)
    return None
