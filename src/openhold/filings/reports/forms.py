"""The forms that a report is saved in, a PDF, a table as CSV, a workbook, and its document for programs."""

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType

from openhold.filings.reports.pdf import pdf
from openhold.filings.reports.report import Report
from openhold.filings.table import csv_pieces, plain
from openhold.filings.workbook import write_workbook

PDF, CSV, XLSX = "pdf", "csv", "xlsx"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        PDF: "application/pdf",
        CSV: "text/csv; charset=utf-8",
        XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
"""Every form, with the media type of its files."""


def as_file(report: Report, form: str) -> bytes:
    """Return a report in one of the forms of `KINDS`."""
    if form == PDF:
        return pdf(report)
    if form == CSV:
        return b"".join(csv_pieces(report.data[0]))
    out = BytesIO()
    write_workbook(report.data, out, report.day)
    return out.getvalue()


def as_document(report: Report) -> dict[str, object]:
    """Return the report for programs: what it is, its headline, and the rows of its main table by their heads."""
    table = report.data[0]
    return {
        "report": report.name,
        "day": report.day.isoformat(),
        "matter": None if report.matter is None else report.matter.id,
        "title": report.title,
        "headline": list(report.headline),
        "rows": [dict(zip(table.heads, map(plain, row), strict=True)) for row in table.rows],
    }
