"""Dockets of the courts of appeals: another layout than the trial courts', with nothing over the entries' columns."""

import re

from lxml.html import HtmlElement

from openhold.court.docket import court as docket_court
from openhold.court.docket.head import day, said, side, tidied
from openhold.court.docket.parties import Named
from openhold.court.docket.rows import Row, Table
from openhold.court.said import Caption, Heading, Lower, Party, Said

_CASE = re.compile(r"\b(?:Docket|Case)\s*(?:#|Number):\s*(?P<case>\d{2}-\d{1,6})\b")
_DOCKETED = re.compile(r"\bDocketed:\s*(?P<date>\d[\d/-]*)")
_TERMED = re.compile(r"\bTermed:\s*(?P<date>\d[\d/-]*)")
_NAME = re.compile(r"^[^\S\n]*(?P<name>\S[^\n\t]*)\s*^[^\S\n]*Appeal\s+From:[^\S\n]*(?P<below>[^\n\t]*)", re.MULTILINE)
_LABEL = re.compile(r"[A-Z][\w ]{2,30}:")
_BELOW = re.compile(r"\b(?:District|Lower Court|Agency):[^\S\n]*[\w-]+\s*:\s*(?P<case>[^\s]+)")
_TRIAL_JUDGE = re.compile(r"\bTrial\s+Judge:\s*(?P<judge>[^\n\t,]*[^\s,])")
_FIRST_ENTRY = re.compile(r"^\s*\d{2}/\d{2}/\d{4}\t", re.MULTILINE)
_DATE = re.compile(r"\d{2}/\d{2}/\d{4}")
_ROLE = re.compile(
    r"\b(?:Appell(?:ant|ee)|Petitioner|Respondent|Plaintiff|Defendant|Intervenor|Amicus|Movant|Debtor|Trustee|Party|"
    r"Claimant|Creditor|Witness)s?\b",
    re.IGNORECASE,
)

_SUES = re.compile(r"(?:plaintiff|petitioner).*", re.IGNORECASE | re.DOTALL)
_SUED = re.compile(r"(?:defendant|respondent).*", re.IGNORECASE | re.DOTALL)


def is_appeal(text: str) -> bool:
    """Tell whether a text is a docket of a court of appeals: only there a case is docketed, not filed."""
    case = _CASE.search(text)
    court = docket_court.heading(text[: case.start()]) if case else None
    return court is not None and court.court in docket_court.CIRCUITS and _DOCKETED.search(text) is not None


def head(text: str) -> str:
    """Return the part of a text that stands before its entries."""
    first = _FIRST_ENTRY.search(text)
    return text[: first.start()] if first else text


def sheet(page: HtmlElement) -> Table:
    """Return the entries: every row of three cells that begins with a date."""
    found = []
    for row in page.iter("tr"):
        cells = list(row.iterchildren("td"))
        if len(cells) < 3 or not _DATE.fullmatch(date := tidied(cells[0].text_content())):
            continue
        # How many pages a document has stands in small print beside its number.
        words = [word.strip() for word in cells[1].xpath(".//text()[not(parent::font)]")]
        number = next((word for word in words if word.isdigit()), "")
        found.append(Row(number, cells[2].text_content(), date))
    return Table("", tuple(found))


def parties(page: HtmlElement) -> tuple[Named, ...]:
    """Return all parties: in the left cell of two, the name comes first and the role last."""
    found: dict[Named, None] = {}
    for row in page.iter("tr"):
        cells = list(row.iterchildren("td"))
        if len(cells) != 2 or cells[0].find(".//table") is not None:
            continue
        words = [piece for part in cells[0].itertext() if (piece := tidied(part))]
        if len(words) > 1 and ":" not in words[0] and _ROLE.search(words[-1]) and len(words[-1]) < 80:
            found[Named(words[0].rstrip(","), words[-1].rstrip(","))] = None
    return tuple(found)


def caption(words: str, placed: tuple[Party, ...]) -> Caption:
    """Return the caption of a head, with its parties as they were placed."""
    court = docket_court.heading(words)
    case = said(_CASE.search(words), "case")
    name = _NAME.search(words)
    if name is not None and _LABEL.match(name["name"]):
        name = None
    return Caption(
        court=Said(court.court, ((court.start, court.end),)) if court else None,
        case=case,
        case_numbers=(case,) if case else (),
        case_name=said(name, "name"),
        parties=placed,
        plaintiffs=side(placed, _SUES),
        defendants=side(placed, _SUED),
        et_al=bool(name and re.search(r"\bet\.?\s*al\b", name["name"], re.IGNORECASE)),
        lower=_lower(words, name),
    )


def heading(words: str) -> Heading:
    """Return the day a case was docketed and the day it ended. A panel is no single judge: there is none."""
    return Heading(filed=day(_DOCKETED.search(words)), terminated=day(_TERMED.search(words)))


def _lower(words: str, name: re.Match[str] | None) -> Lower | None:
    court = None
    if name is not None and (below := docket_court.heading(name["below"])):
        start = name.start("below")
        court = Said(below.court, ((start + below.start, start + below.end),))
    lower = Lower(court, said(_BELOW.search(words), "case"), said(_TRIAL_JUDGE.search(words), "judge"))
    return lower if lower != Lower() else None
