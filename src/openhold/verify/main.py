"""The command `verify`: reads the arguments, hands over to the checker, prints the report."""

import argparse
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import NoReturn

from .arguments import read_since, read_trust
from .checker import check_bag
from .errors import UsageError, VerifyError
from .receipt import check_receipt
from .report import Report, shown
from .words import as_json, as_text

_QUIET_SECONDS = 1.0
_TELL_SECONDS = 0.2


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one sentence of this room."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"Wrong usage: {shown(message)}; `{self.prog} --help` shows how.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="verify",
        description="Checks a disclosure bag or a receipt, offline, in ten numbered steps.",
        epilog="Exit code: 0 nothing fails, 1 something fails, 2 not a bag or receipt, or wrong usage.",
    )
    parser.add_argument("subject", metavar="BAG_or_RECEIPT", help="the folder of a bag, or the file of a receipt")
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="VKEY|FILE",
        help="a verifier key obtained elsewhere, a file of them, or a root certificate (PEM) of a time stamp authority",
    )
    parser.add_argument("--since", metavar="CHECKPOINT", help="an older checkpoint, receipt or bag that you hold")
    parser.add_argument("--item", metavar="FILE", help="a file to compare with the receipt, or to find in the bag")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


class _Terminal:
    """Progress on standard error, only on a terminal and only when the check takes longer than a second."""

    def __init__(self) -> None:
        self._start = self._last = time.monotonic()
        self._told = False

    def __call__(self, files: int, size: int) -> None:
        now = time.monotonic()
        if now - self._start > _QUIET_SECONDS and now - self._last > _TELL_SECONDS:
            self._last, self._told = now, True
            sys.stderr.write(f"\r{files:,} files, {size / 1e6:,.0f} MB read …")
            sys.stderr.flush()

    def close(self) -> None:
        """Wipe the line."""
        if self._told:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _check(arguments: argparse.Namespace) -> Report:
    subject = Path(arguments.subject)
    item = None if arguments.item is None else Path(arguments.item)
    trust = read_trust(arguments.key)
    since = None if arguments.since is None else read_since(Path(arguments.since))
    if not subject.is_dir():
        return check_receipt(subject, trust.keys, since, item=item)
    terminal = _Terminal() if sys.stderr.isatty() else None
    try:
        return check_bag(subject, trust.keys, since, item=item, certificates=trust.certificates, progress=terminal)
    finally:
        if terminal is not None:
            terminal.close()


def main(argv: list[str] | None = None) -> int:
    """Run the command with `argv` (default: those of the process); returns the exit code 0, 1, 2 or 130."""
    try:
        arguments = _parser().parse_args(argv)
        report = _check(arguments)
    except VerifyError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (sqlite3.Error, MemoryError, OSError, ValueError) as error:
        sys.stderr.write(f"The check could not be finished ({shown(str(error))}); free some space and start again.\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted; nothing was changed, start again when you like.\n")
        return 130
    out = as_json(report) if arguments.json else as_text(report)
    encoding = sys.stdout.encoding or "ascii"
    try:
        sys.stdout.write(out.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has seen enough; the exit code still says what was found.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0 if report.ok else 1
