"""Read court papers: what they say, with the words; keeps nothing."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError

if TYPE_CHECKING:
    from openhold.cli.computing import Computed
    from openhold.extract.sandbox import Reader

_Kind = Literal["auto", "order", "docket", "docket-text", "notice"]
_LARGEST = 256 << 20
"""Bytes of a paper at most (256 MiB)."""
_OPTIONS = ("path", "text", "kind", "court", "case", "entered", "with_text")


def read(
    paper: Path | None = None,
    /,
    *,
    kind: _Kind = "auto",
    court: str | None = None,
    case: str | None = None,
    entered: str | None = None,
    with_text: Annotated[bool, Parameter(negative=())] = False,
    show: Annotated[bool, Parameter(negative=())] = False,
    to: Path | None = None,
    batch: Annotated[Path | None, Parameter(allow_leading_hyphen=True)] = None,
) -> int:
    """Read a court paper and say what it says, each value with its words. Nothing is kept.

    Example: `openhold read scheduling-order.pdf --show`

    Parameters
    ----------
    paper: Path
        The paper: PDF, scan, text, HTML docket, or mail.
    kind: str
        What it is: order, docket, docket-text (one docket entry as a clerk wrote it), notice. Default: told by content.
    court: str
        The court's id, such as caed, where the paper does not say it.
    case: str
        The case number, where the paper does not say it.
    entered: str
        The day on which it was entered (YYYY-MM-DD), where the paper does not say it.
    with_text: bool
        With --json: the text that was read, which the places count in, as well.
    show: bool
        Write a page with every value marked at its words, and a calendar file of the live dates.
    to: Path
        With --show: the folder for the two files. Default: the current folder.
    batch: Path
        Read many papers: a file (or -) with a JSON object a line; needs --json.
    """
    if batch is not None and paper is None:
        return _batch(batch, show=show)
    if paper is None or batch is not None:
        raise MisuseError("Say what to read: openhold read PAPER, or openhold read --batch FILE --json.")
    said = _said(kind, court, case, entered)
    if to is not None and not show:
        raise MisuseError("--to is the folder for what --show writes; say --show too.")
    data = bytes_of(paper)
    from openhold.actions.papers.read import ask

    with _reader() as reader:
        answer = ask(reader, paper.name, data, said, with_text=with_text or show, with_noise=show)
    found = answer["paper"]
    ends = _ends(found) if show or not context.current.json else {}
    written = _write(found, ends, answer["noise"], paper, to or Path()) if show else []
    if context.current.json:
        if not with_text:
            found.pop("text", None)
        context.document(found)
        return 0
    _tell(found, ends)
    for file in written:
        context.tell(f"Written: {file}")
    if not written:
        context.tell(f"Next: openhold read {paper} --show, for a page with every value marked at its words.")
    return 0


def bytes_of(paper: Path) -> bytes:
    """Return the bytes of a paper; MisuseError where it is not there, no file, too large, or may not be read."""
    try:
        # Looked at first: opening a pipe would wait for somebody to write to it.
        found = paper.stat()
        if not stat.S_ISREG(found.st_mode):
            raise MisuseError(f"{paper} is not a file; give one paper, or --batch FILE for many.")
        if found.st_size > _LARGEST:
            raise MisuseError(f"{paper} is larger than {context.size_text(_LARGEST)}; give the paper alone.")
        return paper.read_bytes()
    except OSError as error:
        raise MisuseError(f"{paper} cannot be read: {error.strerror}. Check the path and its permissions.") from error
    except ValueError as error:
        raise MisuseError(f"{str(paper)!r} is not a path: {error}.") from error


@contextmanager
def _reader() -> Iterator["Reader"]:
    from openhold.extract.errors import NotAPaperError
    from openhold.extract.sandbox import Reader

    try:
        with Reader() as reader:
            yield reader
    except NotAPaperError as error:
        raise MisuseError(str(error)) from error


def _said(kind: str, court: str | None, case: str | None, entered: str | None) -> dict[str, str | None]:
    if kind not in get_args(_Kind):
        raise MisuseError(f"{kind!r} is no kind of paper; there are: {', '.join(get_args(_Kind))}.")
    if court is not None:
        from openhold.court import courts

        if not courts.known(court.lower()):
            raise MisuseError(f"{court!r} is no court's id; give one such as caed, or leave it out.")
        court = court.lower()
    if case is not None and not any(sign.isdigit() for sign in case):
        raise MisuseError(f"{case!r} is no case number; give one such as 1:15-cv-01292, or leave it out.")
    if entered is not None:
        try:
            entered = date.fromisoformat(entered).isoformat()
        except ValueError as error:
            raise MisuseError(f"{entered!r} is no day; give one such as 2017-05-30.") from error
    return {"kind": kind, "court": court, "case": case, "entered": entered}


def _batch(file: Path, *, show: bool) -> int:
    from openhold.actions.papers.read import ask
    from openhold.cli.batch import Row, RowError, options, run
    from openhold.extract.errors import NotAPaperError
    from openhold.extract.sandbox import Reader

    if show or not context.current.json:
        raise MisuseError("A batch answers in JSON, one object a line: openhold read --batch FILE --json.")
    with Reader() as reader:

        def answer(row: Row) -> Row:
            options(row, _OPTIONS)
            with_text = row.pop("with_text", False)
            words = {key: row.get(key) for key in ("path", "text", "court", "case", "entered")}
            if any(value is not None and not isinstance(value, str) for value in words.values()):
                raise RowError("misuse", f"{', '.join(words)} are texts.")
            if (words["path"] is None) == (words["text"] is None):
                raise RowError("misuse", 'A row has either "path" or "text".')
            try:
                said = _said(row.get("kind", "auto"), words["court"], words["case"], words["entered"])
                if words["text"] is not None:
                    data = words["text"].encode()
                    told = reader.call(
                        "openhold.actions.papers.inside:read_text", data, said=said, with_text=bool(with_text)
                    )
                else:
                    path = Path(str(words["path"]))
                    told = ask(reader, path.name, bytes_of(path), said, with_text=bool(with_text))
            except (MisuseError, UnicodeError) as error:
                raise RowError("misuse", str(error)) from error
            except NotAPaperError as error:
                raise RowError("unreadable", str(error)) from error
            paper: Row = told["paper"]
            return paper

        return run(file, "paper", answer)


def _write(
    found: dict[str, Any], ends: "dict[int, Computed]", noise: list[tuple[int, int]], paper: Path, folder: Path
) -> list[Path]:
    from openhold.cli.files import write_new
    from openhold.filings.calendar_file import calendar
    from openhold.filings.reading_page import page
    from openhold.law.tables import TABLES, known

    if not folder.is_dir():
        raise MisuseError(f"{folder} is not a folder; give one that is there.")
    court = found["court"]
    zone = TABLES.court(court).zone.key if court is not None and known(court, TABLES.courts) else None
    dates = calendar(found, name=paper.name, zone=zone, moment=datetime.now(UTC), computed=ends)
    shown, kept = folder / f"{paper.stem}.read.html", folder / f"{paper.stem}.ics"
    named = None if dates is None else kept.name
    html = page(found, found["text"], noise, name=paper.name, calendar=named, computed=_sentences(ends))
    files = {shown: html.encode("utf-8", "backslashreplace")}
    if dates is not None:
        files[kept] = dates
    write_new(files)
    return list(files)


def _ends(found: dict[str, Any]) -> "dict[int, Computed]":
    from openhold.cli.computing import computed

    return computed(found)


def _sentences(ends: "dict[int, Computed]") -> dict[int, str]:
    return {place: one.sentence for place, one in ends.items()}


def _tell(found: dict[str, Any], ends: "dict[int, Computed]") -> None:
    from openhold.filings.reading_rows import rows

    table = rows(found, _sentences(ends))
    values = [part for row in table for part in row.parts if part.spans]
    unsure = sum(not part.sure for part in values)
    if not values:
        context.tell(
            f"Nothing was found: this is {'no court paper' if found['kind'] == 'other' else 'a ' + found['kind']}."
        )
    else:
        eyes = "" if not unsure else f" {unsure} of them {'needs' if unsure == 1 else 'need'} your eyes."
        context.tell(f"{len(values)} {'value' if len(values) == 1 else 'values'} found.{eyes}")
        if confirmed := sum(part.confirmed for part in values):
            context.tell(f"A second reading agrees on {confirmed} of them.")
    for one in found["warnings"]:
        context.tell(f"  ! {one['detail']}")
    width = min(40, max((len(row.label) for row in table), default=0))
    for row in table:
        label = f"{context.one_line(row.label):<{width}}"
        if not row.parts:
            context.tell(f"  {label}  not in the paper")
        for part in row.parts:
            notes = ", ".join(filter(None, (part.where, "" if part.sure else "not sure")))
            context.tell(f"  {label}  {context.one_line(part.text)}{f'  ({notes})' if notes else ''}")
            label = " " * width
