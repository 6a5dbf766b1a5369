"""Many questions in one process: a JSON object a line in, a JSON object a line out, in the same order."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from openhold.cli.context import MisuseError

Row = dict[str, Any]


class RowError(Exception):
    """One row cannot be answered: a code, and a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def run(file: Path, name: str, answer: Callable[[Row], Row]) -> int:
    """Answer every row of `file` (`-`: standard input) under the key `name`; return the exit code.

    `answer` gets the row without its id and raises RowError for one that it cannot answer, which never stops the rest.
    Raises MisuseError where the file cannot be read at all.
    """
    code = 0
    for line in _lines(file):
        row_id: object = None
        try:
            row = _parse(line)
            row_id = row.pop("id", None)
            if not isinstance(row_id, str | int) or isinstance(row_id, bool):
                row_id = None
                raise RowError("misuse", 'The row has no "id": give each row one, a text or a number.')
            told: Row = {"id": row_id, "ok": True, name: answer(row)}
        except RowError as error:
            code = 1
            told = {"id": row_id, "ok": False, "error": {"code": error.code, "message": str(error)}}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return code


def options(row: Row, known: Iterable[str]) -> Row:
    """Return the row if it has only `known` keys; RowError names the first other one."""
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise RowError("misuse", f"The row has {unknown[0]!r}, which is no option; there are: {', '.join(known)}.")
    return row


def _lines(file: Path) -> Iterator[bytes]:
    try:
        if str(file) == "-":
            yield from _said(sys.stdin.buffer)
        else:
            with file.open("rb") as opened:
                yield from _said(opened)
    except OSError as error:
        raise MisuseError(
            f"{file} cannot be read: {error.strerror}. Give a file with one JSON object a line."
        ) from error


def _said(lines: Iterable[bytes]) -> Iterator[bytes]:
    for line in lines:
        if line.strip():
            yield line


def _parse(line: bytes) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RowError("misuse", f"The line is not JSON: {error}.") from error
    if not isinstance(row, dict):
        raise RowError("misuse", "The line is not a JSON object.")
    return row
