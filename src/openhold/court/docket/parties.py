"""The parties of a docket sheet, out of the tables in the page's markup.

In a district court a role is underlined and bold and stands over the party's bold name; in a bankruptcy case it is
bold inside italics, in the name's own cell; in an adversary proceeding dashes follow it. Counts, offences and their
dispositions stand in the same tables and look much alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from openhold.court.docket.rows import shown

_DASHES = re.compile(r"-{4,}")
_ANY_ROLE = ".//b/u | .//i/b | .//b[contains(., '-----')]"
_UNDER = ".//b/u"
_NAME = ".//b[not(./parent::i)][not(./u)][not(contains(., '------'))]"


@dataclass(frozen=True, slots=True)
class Named:
    """A party in the words of its cells: name, and the role over it with its number, or "" where none stands there."""

    name: str
    role: str


def parties(page: HtmlElement) -> tuple[Named, ...]:
    """Return all parties of a page in its order, each once."""
    found: dict[tuple[Named, str], None] = {}
    role, before = "", ""
    several = _several(page)
    for row, following in pairwise([*_rows(page), None]):
        if row is None:
            break
        words = shown(row)
        cells = list(row.iter("td"))
        above, before = before, words
        if not cells or words.lower() in ("", "v.") or not _of_a_party(row, cells, following):
            continue
        here = _role(cells, words)
        role = role if here is None else here
        if len(cells) == 1 and here is not None:
            continue
        names = cells[0].xpath(_NAME)
        if names and "Disposition" not in above and (name := shown(names[0])):
            found[Named(name, role), words] = None
        if not several:
            role = ""
    return tuple(party for party, _ in found)


def _role(cells: list[HtmlElement], words: str) -> str | None:
    """Return the role that a row names, or None where it names none."""
    first = cells[0]
    if len(cells) == 1 and first.xpath(_UNDER):
        return shown(first)
    if _DASHES.search(words):
        return _DASHES.split(shown(first))[0].strip()
    if len(cells) == 3 and (own := first.xpath(".//i/b")):
        return shown(own[0])
    if len(cells) == 3 and "service list" in words.lower():
        return "Service List"
    return None


def _rows(page: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the rows of every table part in which some row's first cell has a role."""
    seen = set()
    for row in page.iter("tr"):
        part = row.getparent()
        if part in seen:
            continue
        first = row.find("td")
        if first is not None and first.xpath(_ANY_ROLE):
            seen.add(part)
            yield from part.iterchildren("tr")


def _of_a_party(row: HtmlElement, cells: list[HtmlElement], following: HtmlElement | None) -> bool:
    """Tell whether a row can be about a party: not over something else, and not without anything bold."""
    if not cells[0].xpath(_UNDER):
        return bool(row.xpath(".//b"))
    counts = len(cells) == 3 and shown(cells[2]) == "Disposition"
    return following is not None and bool(following.xpath(".//b")) and not counts


def _several(page: HtmlElement) -> bool:
    """Tell whether several parties stand under one role: so it is in an adversary proceeding."""
    return bool(page.xpath("boolean(//*[text()[contains(., 'Adversary Proceeding')]])"))
