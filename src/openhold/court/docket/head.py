"""What stands over a docket's parties and entries: court, case, title, judge, the day it was filed and closed."""

import re

from lxml.html import HtmlElement

from openhold.court import numbers
from openhold.court.docket import court as docket_court
from openhold.court.docket.parties import Named
from openhold.court.docket.placing import Places
from openhold.court.said import Caption, Heading, Party, Said
from openhold.court.when import whens
from openhold.extract.text import Span

_CASE = re.compile(
    r"(?:DOCKET\s+FOR\s+CASE|Petition|Proceeding|Case)\s*#:?\s*(?:[A-Z]{2,4}/)?(?P<case>\d[\w:.-]*)[^\S\n]*",
    re.IGNORECASE,
)
_HISTORY_CASE = re.compile(
    r"^(?P<case>(?:\d{1,2}:)?\d\d-(?:[a-z]{2,4}-)?\d{4,6}(?:-[\w-]+)?)(?:\s+All\s+Defendants)?[^\S\n]+(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_CELL = r"\S[^\n\t]*?(?=[^\S\n]{3}|[^\S\n]*(?:[\n\t]|$))"
"""The words of one cell; where there are no cells, a wide gap ends them."""
_TITLE = re.compile(rf"\s*(?:Case\s+title:\s*)?(?P<name>{_CELL})", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"Assigned\s+to|Referred\s+to|Date\s+filed|Chapter\b|Demand:|Cause:|Case\s+type|Lead\b|Related|Magistrate\s+judge|Previous\b",
    re.IGNORECASE,
)
_LEAD_TITLE = re.compile(r"\bLead\s+BK\s+Title:\s*(?P<name>[^\n\t]*[^\s])")
_FILED = re.compile(r"\b(?:Date\s+filed|Filed\s+Date):\s*(?P<date>[\d/-]+)", re.IGNORECASE)
_TERMINATED = re.compile(r"\bDate\s+terminated:\s*(?P<date>[\d/-]+)", re.IGNORECASE)
_ASSIGNED = re.compile(rf"\bAssigned\s+to:[^\S\n]*(?P<judge>{_CELL})", re.IGNORECASE)
_PRESIDING = re.compile(r"^(?P<judge>[^\n\t]*\S),\s+presiding\b", re.IGNORECASE | re.MULTILINE)
_BY_TITLE = re.compile(r"(?P<title>(?:Chief\s+|Senior\s+)?Judge):\s*(?P<judge>[^\n\t]*\S)")
_OFFICE = re.compile(
    r"(?:(?:The\s+)?Hon(?:orable\b|\.|\b)\s*)*"
    r"(?P<title>(?:(?:Chief|Senior|Visiting|U\.?\s?S\.?|United\s+States|District|Magistrate|Bankruptcy|Circuit)\s+)*"
    r"(?:Judge|Justice)\b)?\s*(?:Hon(?:orable\b|\.)\s*)?(?P<name>[^\n\t(]*[^\s(])",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:un-?assigned|no\s+judge|none|vacant)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\(\d+\)\s*$|\s+\d+$")
_SUES = re.compile(r"(?:lead|consol(?:idated)?)?[\s-]*(?:plaintiff|petitioner)s?", re.IGNORECASE)
_SUED = re.compile(r"(?:lead|consol(?:idated)?)?[\s-]*(?:defendant|respondent)s?", re.IGNORECASE)
_DEBTOR = re.compile(r"debtor\b", re.IGNORECASE)
_SPACE_BEFORE_COMMA = re.compile(r"\s+,")
_ET_AL = re.compile(r"\bet\.?\s*al\b", re.IGNORECASE)


class Head:
    """The head of one docket: `words` is the text up to its entries, `places` the places of the whole text."""

    def __init__(self, words: str, places: Places, page: HtmlElement | None) -> None:
        self.words = words
        self._places = places
        self._page = page
        self._case = _CASE.search(words) or _HISTORY_CASE.search(words)
        self._behind = self._case.end() if self._case else 0

    def caption(self, parties: tuple[Party, ...]) -> Caption:
        """Return the caption, with the parties as they were read."""
        case = said(self._case, "case")
        name = self._name() or next((one.name for one in parties if one.role and _DEBTOR.match(one.role.value)), None)
        return Caption(
            court=court(self.words[: self._behind], self._page, self._places),
            case=case,
            case_numbers=(case,) if case else (),
            case_name=name,
            judge_initials=self._initials(),
            parties=parties,
            plaintiffs=side(parties, _SUES),
            defendants=side(parties, _SUED),
            et_al=bool(name and _ET_AL.search(name.value)),
        )

    def heading(self) -> Heading:
        """Return who the case is assigned to, and the day it was filed and the day it was closed."""
        judge, title = self._judge()
        filed = day(_FILED.search(self.words, self._behind))
        terminated = day(_TERMINATED.search(self.words, self._behind))
        return Heading(judge=judge, judge_title=title, filed=filed, terminated=terminated)

    def _name(self) -> Said[str] | None:
        if self._case is None:
            return None
        title = _TITLE.match(self.words, self._behind)
        if title is not None and not _NO_TITLE.match(title["name"]):
            return said(title, "name")
        return said(_LEAD_TITLE.search(self.words, self._behind), "name")

    def _initials(self) -> tuple[Said[str], ...]:
        if self._case is None:
            return ()
        found = []
        at = self._case.start("case")
        for initials in numbers.initials(self._case["case"]):
            start = self.words.index(initials, at)
            at = start + len(initials)
            found.append(Said(initials, ((start, at),)))
        return tuple(found)

    def _judge(self) -> tuple[Said[str] | None, Said[str] | None]:
        match = _ASSIGNED.search(self.words, self._behind)
        if match is None:
            match = _PRESIDING.search(self.words, self._behind) or _BY_TITLE.search(self.words, self._behind)
            if match is None:
                return None, None
        office = _OFFICE.match(self.words, *match.span("judge"))
        if office is None or _NOBODY.match(office["name"]):
            return None, None
        title = said(office, "title")
        if title is None and "title" in match.re.groupindex:
            title = said(match, "title")
        return said(office, "name"), title


def placed(named: tuple[Named, ...], places: Places, end: int, *, role_first: bool = True) -> tuple[Party, ...]:
    """Place parties, each behind the one before, all of them before the offset `end`; roles over or under names."""
    found = []
    at = 0
    for one in named:
        role = _NUMBER.sub("", one.role)
        both = places.find(one.role + one.name, at, end) if role_first else None
        name = both or places.find(one.name, at, end) or places.nearest(one.name, at)
        if name is None:
            continue
        first = places.last(one.name, *name) or name
        found.append(Party(Said(tidied(one.name), (first,)), _role(role, one, places, both, first, role_first)))
        at = first[1]
    return tuple(found)


def _role(role: str, one: Named, places: Places, both: Span | None, name: Span, role_first: bool) -> Said[str] | None:
    if both is not None:
        span = places.find(role, both[0])
    elif one.role == one.name:  # "Service List" is both.
        span = name
    elif role_first:
        span = places.last(role, 0, name[0])
    else:
        span = places.find(role, name[1])
    return Said(role, (span,)) if span else None


def tidied(words: str) -> str:
    """Return words with every run of white space one space, and none before a comma."""
    return _SPACE_BEFORE_COMMA.sub(",", " ".join(words.split()))


def dated(words: str, span: Span) -> Said[str] | None:
    """Return the day that `words`, which stand in `span`, name; None where they name none that exists."""
    one = next(whens(words), None)
    return Said(one.iso, (span,)) if one is not None and one.iso is not None else None


def said(match: re.Match[str] | None, group: str) -> Said[str] | None:
    """Return what a group of a match says, tidied; None where it says nothing."""
    return Said(tidied(match[group]), (match.span(group),)) if match and match[group] and match[group].strip() else None


def day(match: re.Match[str] | None) -> Said[str] | None:
    """Return the day that the group `date` of a match names."""
    return None if match is None else dated(match["date"], match.span("date"))


def side(parties: tuple[Party, ...], roles: re.Pattern[str]) -> tuple[Said[str], ...]:
    """Return the names of the parties whose whole role `roles` matches, each once."""
    found: dict[str, Said[str]] = {}
    for one in parties:
        if one.role is not None and roles.fullmatch(one.role.value):
            found.setdefault(one.name.value, one.name)
    return tuple(found.values())


def court(words: str, page: HtmlElement | None, places: Places) -> Said[str] | None:
    """Return the court that `words`, the beginning of the text, name, or else the one to which the links lead.

    A link says it by its words: of the first that leads to a filing system.
    """
    named = docket_court.heading(words)
    if named is not None:
        return Said(named.court, ((named.start, named.end),))
    for link in page.iter("a") if page is not None else ():
        for address in link.attrib.values():
            linked = docket_court.linked(address)
            if linked is not None and (span := places.find(link.text_content())):
                return Said(linked, (span,))
    return None
