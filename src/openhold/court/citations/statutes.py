"""Federal statutes and regulations that a paper cites, in one form: `42 U.S.C. § 1983`."""

import re
from collections.abc import Iterator

from openhold.court.citations import suspect
from openhold.court.said import Said
from openhold.court.view import View

SUBDIVISION = r"(?:\s?\((?:\d{1,2}|[A-Za-z]|[ivxlIVXL]{1,5})\))"
_SECTION = (
    r"\d{1,5}(?:\.\d{1,5})?(?:[a-z]{1,2}|[A-Z](?![a-z]))?(?![a-z\d])(?:-\d{1,2}[a-z]?(?!\d))?"
    r"(?:[-\u2013]\d{3,5}[a-z]{0,2}(?:-\d{1,2})?(?![\w-]))?"
    rf"{SUBDIVISION}{{0,6}}"
)
_JOIN = r"(?:,\s?(?:(?:and|or)\s?)?|\s?&\s?|\s?-\s?|\s(?:and|or)\s?)"
_NO_LIST = (
    r"(?!\s(?:(?-i:[A-Z][A-Za-z])|(?:the|that|this|any|all|an?|plaintiffs?|defendants?|within|no|if|[a-z]+ing)\b))"
)
_LETTER, _DIGIT = r"\((?:[A-Za-z]|[ivxIVX]{1,5})\)", r"\(\d{1,2}\)"
MORE = (
    rf"(?:(?:(?<=[a-zA-Z]\)){_JOIN}{_LETTER}|(?<=\d\)){_JOIN}{_DIGIT}|{_JOIN}{_LETTER}\s?{_DIGIT})"
    rf"{SUBDIVISION}{{0,4}}{_NO_LIST})"
)
_WHERE = rf"(?P<section>{_SECTION})(?P<more>{MORE}{{0,4}})"
_SIGN = r"(?:\s?,?\s?(?:§\s?§?|\?|['\u2019\u2018](?=\s\d)|\ufffd|(?i:sections?|sect?s?\b\.?)))?"
_CITED = re.compile(
    rf"(?<![\w.$/-])(?:(?:[Tt]itle|TITLE)\s)?(?P<title>\d{{1,2}}),?\s"
    rf"(?P<code>U\.?\s?S\.?\s?C\.?(?:\s?A\.(?=\s?§))?|C\.?\s?F\.?\s?R\.?|[Uu]nited [Ss]tates [Cc]ode|UNITED STATES CODE"
    rf"|[Cc]ode of [Ff]ederal [Rr]egulations)(?![A-Za-z]){_SIGN},?\s?{_WHERE}(?!\d)"
)
_CALIFORNIA = re.compile(
    r"\b(?P<code>(?:California|Cal\.)\s(?:(?:[A-Z][A-Za-z.'\u2019]{1,15}|and|&|of)\s){0,5}"
    r"Code(?:\sof\s(?:Civil|Criminal)\sProcedure)?),?\s(?:§\s?§?|[Ss]ections?)\s?"
    rf"{_WHERE}(?!\d)"
)
_NEXT = re.compile(rf"(?:,\s?|,?\s(?:and|or|&)\s|\s?&\s?)(?:§\s?§?\s?)?{_WHERE}(?![\d\w/])")
_PLURAL = re.compile(r"§\s?§|(?i:sections|secs\.)")
_OTHER_WORD = re.compile(r"\s?(?:U\.?\s?S\.?|C\.?\s?F\.?\s?R|F\.|S\.\s?Ct|days?\b|[A-Z][a-z]*\.\s?[A-Z\d])")
_TITLES = {"U": 54, "C": 50}
_RANGE = re.compile(r"[-\u2013]\d{3,5}")


def statutes(view: View) -> Iterator[Said[str]]:
    """Yield every citation of the United States Code, the Code of Federal Regulations and California's codes."""
    words = view.flow
    yield from _california(view)
    for match in _CITED.finditer(words):
        kind = match["code"][0].upper()
        if kind == "C" and "." not in match["section"] and "art" not in match["code"]:
            continue
        if not 1 <= int(match["title"]) <= _TITLES[kind] or suspect.leads(words, match.start("title"), match["title"]):
            continue
        code = f"{int(match['title'])} {'U.S.C.' if kind == 'U' else 'C.F.R.'}"
        yield from _each(view, code, match)


def _each(view: View, code: str, match: re.Match[str]) -> Iterator[Said[str]]:
    """Yield the section that is cited, and behind `§§` the further ones of the list."""
    words = view.flow
    if not _unsure(words, match):
        yield view.said(_form(code, match), match)
    if not _PLURAL.search(match[0]):
        return
    further = _NEXT.match(words, match.end())
    while further is not None and not _OTHER_WORD.match(words, further.end()):
        alone = suspect.stands_alone(words, further.end("section"), further["section"])
        if not alone and not _unsure(words, further):
            yield Said(_form(code, further), (view.of(further, "section"), view.of(match)))
        further = _NEXT.match(words, further.end())


def _california(view: View) -> Iterator[Said[str]]:
    """Yield sections of California's codes, by their full names too: `California Penal Code § 3501(h)`."""
    words = view.flow
    if "Code" not in words:
        return
    for match in _CALIFORNIA.finditer(words):
        yield from _each(view, match["code"], match)


def tidy(subdivisions: str) -> str:
    """Return subdivisions with their spaces as they should be: `(h)(7)(A)`, `(1), (2)`, `(A) and (B)`."""
    closed = re.sub(r"\s*\(", "(", subdivisions)
    return re.sub(r",?\s*(,|&|-|\band|\bor)\(", lambda part: _JOINS[part[1].lower()] + "(", closed, flags=re.IGNORECASE)


_JOINS = {",": ", ", "&": " & ", "-": "-", "and": " and ", "or": " or "}


def _form(code: str, match: re.Match[str]) -> str:
    section = match["section"].replace(" ", "")
    sign = "§§" if _RANGE.search(section) else "§"
    return f"{code} {sign} {section}{tidy(match['more'])}"


def _unsure(words: str, match: re.Match[str]) -> bool:
    section = match["section"]
    return suspect.trails(words, match.end("section"), section) or suspect.cut_off(words, match.end())
