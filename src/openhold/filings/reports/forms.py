"""The forms that a report is saved in: a PDF, a table as CSV, a workbook."""

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType

from openhold.filings.reports.pdf import pdf
from openhold.filings.reports.report import Report
from openhold.filings.table import csv_pieces
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
