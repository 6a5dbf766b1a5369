"""How a report is given on the command line: as words, as a document, and as the files that were asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

from openhold.cli import context
from openhold.cli.files import write_new

if TYPE_CHECKING:
    from openhold.filings.reports.report import Report, Section, Shown


def give(report: "Report", *, pdf: Path | None, csv: Path | None, xlsx: Path | None) -> None:
    """Write the files that were asked for, all of them or none, and answer as `answer` does."""
    answer(report, write(report, pdf=pdf, csv=csv, xlsx=xlsx))


def write(report: "Report", *, pdf: Path | None, csv: Path | None, xlsx: Path | None) -> list[Path]:
    """Write the files that were asked for, all of them or none, and return them."""
    files = dict(_files(report, pdf, csv, xlsx))
    write_new(files)
    return list(files)


def answer(report: "Report", files: list[Path], **more: object) -> None:
    """Print where the report was written, or all of it where it was not.

    With ``--json`` the document has the rows of the main table by the heads of its columns, and `more`.
    """
    if context.current.json:
        from openhold.filings.reports.forms import as_document

        context.document({**as_document(report), "files": [str(file) for file in files], **more})
        return
    if not files:
        _tell(report)
    for file in files:
        context.tell(f"{report.what}: written to {file}")


def _files(report: "Report", pdf: Path | None, csv: Path | None, xlsx: Path | None) -> list[tuple[Path, bytes]]:
    if len({one for one in (pdf, csv, xlsx) if one is not None}) < sum(one is not None for one in (pdf, csv, xlsx)):
        raise context.MisuseError("Two of the files have one name; name as many files as you ask for.")
    asked = [(name, file) for name, file in (("pdf", pdf), ("csv", csv), ("xlsx", xlsx)) if file is not None]
    if not asked:
        return []
    from openhold.filings.reports.forms import as_file

    return [(file, as_file(report, form)) for form, file in asked]


def _tell(report: "Report") -> None:
    context.tell(f"{report.what}: {report.title}")
    context.tell(" ".join(report.headline))
    for one in report.lead:
        context.tell(one)
    for head, value, small in report.facts:
        context.tell(f"  {head:<18} {value}{f', {small}' if small else ''}")
    for section in report.sections:
        _tell_section(section)


def _tell_section(section: "Section") -> None:
    context.tell(f"\n{section.title}")
    for one in section.words:
        context.tell(f"  {one}")
    if section.table is not None and section.table.rows:
        from openhold.cli import tables

        heads = [head.lower() for head, _ in section.table.heads]
        tables.show(heads, [[_cell(one) for one in row] for row in section.table.rows])
    elif section.none:
        context.tell(f"  {section.none}")
    for line in section.code:
        context.tell(f"  {line}")


def _cell(one: "Shown") -> str:
    return "; ".join((one.words, *one.small))
