"""The entries of a docket sheet and of its history, out of the tables in the page's markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_UNSEEN = ("script", "style", "noscript", "template")
_LEADING_NUMBER = re.compile(r"\s*(\d+)\s+(?:\(\s*\d+\s*pgs?(?:;\s*\d+\s*docs?)?\s*\)\s*)?(.*)", re.DOTALL)
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")
_FILED = re.compile(r"(?<![A-Za-z])Filed(?:\s*&\s*Entered)?:\s*([\d/-]+)", re.IGNORECASE)
_ENTERED = re.compile(r"(?<![A-Za-z])Entered:\s*([\d/-]+)", re.IGNORECASE)
_LABEL = "Docket Text: "
_COLUMNS = ("Docket Text", "Description")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in the words of its cells: `date` is the sheet's only one, `filed` and `entered` are a history's."""

    number: str
    text: str
    date: str = ""
    filed: str = ""
    entered: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The entries of a page, and what stands over the column of dates."""

    dates: str
    rows: tuple[Row, ...]


def tree(source: str) -> HtmlElement | None:
    """Return the tree of a page without what nobody sees, or None for a page that has nothing in it."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(source.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    for element in list(page.iter(*_UNSEEN)):
        element.drop_tree()
    return page


def sheet(page: HtmlElement) -> Table:
    """Return the entries of a docket sheet, in the order of the page; none where it has no table of them."""
    head, rows = _table(page, "Docket Text")
    if head is None:
        return Table("", ())
    merged = not any(shown(cell) == "#" for cell in head)
    return Table(shown(head[0]), tuple(entry for row in rows if (entry := _entry(row, merged)) is not None))


def history(page: HtmlElement) -> Table:
    """Return the entries of a history: their short names, or their whole text where the page shows it."""
    head, rows = _table(page, "Description")
    if head is None:
        return Table("", ())
    found: list[Row] = []
    for row in rows:
        cells = _cells(row)
        if len(cells) == 3:
            number, dates, text = (shown(cell) for cell in cells)
            filed, entered = _FILED.search(dates), _ENTERED.search(dates)
            found.append(Row(number, text, "", filed[1] if filed else "", entered[1] if entered else ""))
        elif cells and found:
            text = shown(cells[-1]).removeprefix(_LABEL.strip()).strip()
            last = found[-1]
            found[-1] = Row(last.number, text or last.text, "", last.filed, last.entered)
    return Table("Dates", tuple(row for row in found if not row.number or row.number.isdigit()))


def is_history(page: HtmlElement) -> bool:
    """Tell whether the page is a history: it names what was filed and has no column of docket text."""
    return _table(page, "Docket Text")[0] is None and _table(page, "Description")[0] is not None


def _table(page: HtmlElement, column: str) -> tuple[list[HtmlElement] | None, Iterator[HtmlElement]]:
    """Return the cells over the columns, and an iterator over the rows below them.

    A long sheet is cut into several tables, and only the first has its columns named.
    """
    for row in page.iter("tr"):
        cells = [cell for cell in row.iterchildren("td", "th") if _own(cell)]
        if len(cells) < 2 or not any(shown(cell) == column for cell in cells):
            continue
        return cells, _rows(row)
    return None, iter(())


def _rows(head: HtmlElement) -> Iterator[HtmlElement]:
    table = next(head.iterancestors("table"), None)
    if table is None:
        return
    for one in (table, *table.itersiblings("table")):
        behind = one is not table
        for part in [one, *one.iterchildren("tbody", "thead", "tfoot")]:
            for row in part.iterchildren("tr"):
                if behind:
                    yield row
                behind = behind or row is head


def _entry(row: HtmlElement, merged: bool) -> Row | None:
    cells = _cells(row)
    if len(cells) < 2 or not _DATE.match(date := shown(cells[0])):
        return None
    text = cells[-1].text_content()
    if merged and len(cells) == 2:
        # One bankruptcy court puts number and pages before the text, in its cell.
        leading = _LEADING_NUMBER.match(text)
        return Row(leading[1], leading[2], date) if leading else Row("", text, date)
    between = " ".join(shown(cell) for cell in cells[1:-1]).split()
    number = between[0] if between else ""
    if number and not number.isdigit():
        # "doc" stands for what is not on the docket itself.
        return None
    return Row(number, text, date)


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row.iterchildren("td") if _own(cell)]


def _own(cell: HtmlElement) -> bool:
    """Tell whether a cell holds words: one with a box to tick does not."""
    return cell.find("input") is None


def shown(element: HtmlElement) -> str:
    """Return the words of an element, in one line."""
    return " ".join(element.text_content().split())
