"""What every report is, before it becomes a page, a file or a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openhold.filings.reports.picture import Answered
from openhold.filings.table import Table
from openhold.projections.matter import Matter


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell for a reader: the words, smaller lines beneath, a shape and how loud it is.

    `sign` and `tone` are those of `State`. `link` names the page that it leads to: the address's name, then its parts.
    `whole` cells are never broken into more lines than they have.
    """

    words: str
    small: tuple[str, ...] = ()
    sign: str = ""
    tone: str = ""
    link: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table for a reader: the heads with the share of the width that each column has, and the rows."""

    heads: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[Shown]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: sentences, then a table. `none` is said where the table has no row."""

    title: str
    words: tuple[str, ...] = ()
    table: Rows | None = None
    none: str = ""
    code: tuple[str, ...] = ()
    """Lines that a reader types or compares sign by sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report of a day: `what` kind it is, what its `title` is, what it answers (`headline`), and the rest.

    `matter` is None across matters. `facts` are a head, what is said, and a smaller line. `data` are its tables with
    typed cells, the main one first.
    """

    name: str
    what: str
    title: str
    matter: Matter | None
    day: date
    headline: tuple[str, ...]
    lead: tuple[str, ...] = ()
    facts: tuple[tuple[str, str, str], ...] = ()
    picture: Answered | None = None
    sections: tuple[Section, ...] = ()
    data: tuple[Table, ...] = ()


def file_name(report: Report) -> str:
    """Return the name of a report's file, without what says its form."""
    return f"{report.name}-{report.matter.id}" if report.matter else report.name
