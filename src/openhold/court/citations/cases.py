"""Decisions and state codes that a paper cites: eyecite tells where, our own grammar what is said around them.

eyecite knows the reporters and the codes. What it says of names, pages and years is not used: it takes them from
neighbouring citations. It is loaded only where something in the words may be a citation, and is shown only the words
around that.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openhold.court.citations import suspect
from openhold.court.citations.names import case_name
from openhold.court.citations.statutes import MORE, SUBDIVISION, tidy
from openhold.court.said import CaseCited, Said
from openhold.court.view import View
from openhold.court.when import MONTHS_SHORT
from openhold.extract.text import Span

if TYPE_CHECKING:
    from eyecite.models import CitationToken

_PLACE = re.compile(
    r"(?<![\w$/-])[1-9]\d{0,3}\s(?!U\.\s?S\.\s?C|C\.\s?F\.\s?R|Fed\.\s?R\.)(?:[A-Z][A-Za-z'\u2019]{0,9}\.|WL\b|F\s?\dd\b|US\b|[A-Z]\.)"
    r"(?=[^;:()]{0,30}?[.\sa-z](?:at\s)?\*?\d)|\b(?:Code|Stat\.|Law)\s(?:[A-Za-z]{2,6}\.\s)?(?:tit\.\s\d{1,3},\s)?§"
)
_BEFORE, _AFTER = 60, 80
_PINS = r"(?:\*{0,2}\d{1,6}(?:[-\u2013]\*?\d{1,6})?(?:\s?(?:&\s)?nn?\.\s?\d{1,3}(?:[-\u2013]\d{1,3})?)?)"
_PIN = re.compile(
    rf"(?:,|\sat)\s(?:at\s)?(?P<pin>{_PINS}(?:(?:,\s?|\s&\s){_PINS}){{0,5}})"
    r"(?=\s?[;.)\]\"\u201d]|\s[(\[]|,\s(?!\d)|,$|\s(?!at\s)[a-z]|$)"
)
_PAGE = re.compile(r"\d+")
_GAP = re.compile(rf"(?:,?\s(?:at\s)?{_PINS}(?:(?:,\s?|\s&\s){_PINS}){{0,5}})?,\s?$")
_DECIDED = re.compile(
    r",?\s?\((?P<court>(?:\d{1,2}(?:st|nd|rd|th|d)\s)?(?:[A-Z][A-Za-z.'\u2019\u2014-]*(?:\s|,\s(?=[A-Z][a-z]{2,8}\.?\s\d)|(?=\d)))*)"
    r"(?:(?:" + MONTHS_SHORT + r")[a-z]*\.?\s\d{1,2},\s?)?(?P<year>(?:1[789]|20)\d{2})(?:\)|,\s(?:no\s)?(?:writ|pet\.))"
)
_MONTH_LAST = re.compile(r",?\s?(?:" + MONTHS_SHORT + r")[a-z]*\.?$")


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation that eyecite found: where it stands in the flow, and its parts."""

    start: int
    end: int
    groups: dict[str, str]
    short: bool


def cases_and_codes(view: View) -> tuple[tuple[CaseCited, ...], list[Said[str]]]:
    """Return the decisions cited, each once a form, and the sections of state codes."""
    words = view.flow
    if not any(character in words for character in ".§W") or _PLACE.search(words) is None:
        return (), []
    cases: list[_Cited] = []
    codes: list[Said[str]] = []
    for token, at in _tokens(words):
        start, end = at + token.start, at + token.end
        source = _source(token)
        if source == "laws":
            code = _code(view, start, end, token)
            if code is not None:
                codes.append(code)
        elif source == "reporters" and (not cases or start >= cases[-1].end):
            cases.append(_Cited(start, end, token.groups, token.short))
    return tuple(_decisions(view, cases)), codes


def _tokens(words: str) -> "Iterator[tuple[CitationToken, int]]":
    """Yield what eyecite finds around each place that may be a citation, with the offset of the words it was shown."""
    from eyecite.models import CitationToken  # noqa: PLC0415
    from eyecite.tokenizers import default_tokenizer  # noqa: PLC0415

    logging.getLogger("eyecite").setLevel(logging.ERROR)
    for start, end in _windows(words):
        for _, token in default_tokenizer.tokenize(words[start:end])[1]:
            if isinstance(token, CitationToken):
                yield token, start


def _windows(words: str) -> Iterator[Span]:
    """Yield pieces of the text that hold whole citations, in order, apart from each other."""
    start = end = 0
    for place in _PLACE.finditer(words):
        first = max(end, place.start() - _BEFORE)
        if end and first <= end and end - start < 20_000:
            end = place.end() + _AFTER
            continue
        if end:
            yield start, end
        start, end = first, place.end() + _AFTER
    if end:
        yield start, end


def _source(token: "CitationToken") -> str:
    """Return which list of eyecite's the abbreviation stands in: `reporters`, `laws` or `journals`."""
    editions = (*token.exact_editions, *token.variation_editions)
    return str(editions[0].reporter.source) if editions else ""


def _code(view: View, start: int, end: int, token: "CitationToken") -> Said[str] | None:
    """Return a section of a state's code; the federal ones have a grammar of their own."""
    words = view.flow
    printed = words[start:end]
    section = token.groups.get("section", "")
    if (
        "§" not in printed
        or "U.S.C" in printed
        or "C.F.R" in printed
        or not section
        or suspect.trails(words, end, section)
    ):
        return None
    rest = _SUBDIVISIONS.match(words, end)
    tail = rest[0] if rest else ""
    if suspect.cut_off(words, end + len(tail)):
        return None
    return Said(_SIGNS.sub("§", printed) + tidy(tail), (view.span(start, end + len(tail)),))


_SIGNS = re.compile(r"§\s?§(?=\s?[\d.]+$)")
"""Before one section one sign stands, though the list that it begins has two."""
_SUBDIVISIONS = re.compile(rf"{SUBDIVISION}{{0,5}}{MORE}{{0,3}}")


def _decisions(view: View, cited: list[_Cited]) -> Iterator[CaseCited]:
    """Yield each form once, with all places where it stands."""
    words = view.flow
    found: dict[str, CaseCited] = {}
    parallel: str | None = None
    for index, one in enumerate(cited):
        after = cited[index + 1].start if index + 1 < len(cited) else len(words)
        joined = index > 0 and _GAP.fullmatch(words, cited[index - 1].end, one.start) is not None
        name = parallel if joined else case_name(words[max(0, one.start - 240) : one.start], short=one.short)
        parallel = name
        if _unsure(words, one) or (name is None and _both_small(one)):
            continue
        cite = words[one.start : one.end]
        place = view.span(one.start, one.end)
        held = found.get(cite)
        if held is not None:
            found[cite] = _with(held, place, name)
            continue
        court, year = (None, None) if one.short else _decided(words, cited, index)
        pin = None if one.short else _pin(words, one, after)
        found[cite] = CaseCited(Said(cite, (place,)), name, pin, court, year, one.short)
    yield from found.values()


def _with(held: CaseCited, place: Span, name: str | None) -> CaseCited:
    cite = Said(held.cite.value, (*held.cite.spans, place))
    return CaseCited(cite, held.name or name, held.pin, held.court, held.year, held.short)


def _unsure(words: str, one: _Cited) -> bool:
    volume, page = one.groups.get("volume", ""), one.groups.get("page", "")
    return not volume or not page or suspect.leads(words, one.start, volume) or suspect.trails(words, one.end, page)


def _both_small(one: _Cited) -> bool:
    """Tell whether volume and page may both be line numbers, around a word that is a reporter's too: `8 Cal. 26`."""
    return all(suspect.may_be_line_number(one.groups.get(part, "")) for part in ("volume", "page"))


def _pin(words: str, one: _Cited, until: int) -> str | None:
    """Return the page that the paper points to, where no line number can be in it: a page before the first is none."""
    match = _PIN.match(words[one.end : min(until, one.end + 120)].removesuffix(", "))
    first = _PAGE.match(match["pin"]) if match else None
    if match is None or (first and one.groups["page"].isdigit() and int(first[0]) < int(one.groups["page"])):
        return None
    return match["pin"]


def _decided(words: str, cited: list[_Cited], index: int) -> tuple[str | None, int | None]:
    """Return court and year from the parenthesis behind a citation, or behind the parallel ones that follow it."""
    last = index
    while last + 1 < len(cited) and _GAP.fullmatch(words, cited[last].end, cited[last + 1].start):
        last += 1
    end = cited[last].end
    pin = _PIN.match(words, end)
    match = _DECIDED.match(words, pin.end() if pin else end) or _DECIDED.match(words, end)
    if match is None:
        return None, None
    court = _MONTH_LAST.sub("", match["court"].strip()).strip(", ")
    return court or None, int(match["year"])
