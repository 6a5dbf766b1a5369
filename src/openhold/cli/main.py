"""The program: takes out what every command knows, runs one command, turns what went wrong into a sentence."""

import os
import sys
import traceback
from io import TextIOWrapper

from openhold.cli import context
from openhold.cli.context import MisuseError

DONE, WANTING, MISUSED, REFUSED, STORAGE, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""The exit codes of the interface page."""

_STORAGE_FAMILIES = ("VaultError", "LedgerError", "SourceError", "FormatError", "FactError", "OSError")


def main(argv: list[str] | None = None) -> None:
    """Run the command that `argv` (default: the process's own) spells, and exit with its code."""
    _open_standard_files()
    code = run(sys.argv[1:] if argv is None else argv)
    for stream, descriptor in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
        except OSError:
            _silence(descriptor)
    sys.exit(code)


def run(argv: list[str]) -> int:
    """Run one command and return its exit code; nothing but its answer goes to standard output."""
    try:
        context.current, words = context.split(argv)
        if "" in words:
            # An unset variable must not become the current folder, or nobody's name.
            raise MisuseError("One of the words is empty: a variable may be unset. Say what it is to be.")
        code = _verify(words[1:]) if words[:1] == ["verify"] else _command(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output had enough; that is no fault.
        _silence()
        return DONE
    except KeyboardInterrupt:
        context.say("Broken off. What was kept so far stays; run the command again to go on.")
        return INTERRUPTED
    except Exception as error:
        if context.current.debug:
            traceback.print_exc()
        code, text = _told(error)
        context.say(text)
        if isinstance(error, OSError) and error.filename is None:
            _silence()
    return code


def _open_standard_files() -> None:
    """Let the first three descriptors be open: where one is not, the next file of the vault would take its place."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    sys.stdout = sys.stdout or os.fdopen(1, "w")
    sys.stderr = sys.stderr or os.fdopen(2, "w")
    for one in (sys.stdout, sys.stderr):
        if isinstance(one, TextIOWrapper):
            # A name that is not UTF-8 is escaped, which in a JSON document is JSON's own escape for it.
            one.reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence(descriptor: int = 1) -> None:
    """Let nothing that is still buffered reach its end: Python would try again at exit, and make the code 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def _command(words: list[str]) -> int:
    from cyclopts import CycloptsError

    from openhold.cli.commands import app

    try:
        code = app(words, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        wrong = " ".join(str(error).split()).partition(" Available commands:")[0].rstrip(".")
        command = " ".join(("openhold", *(error.command_chain or ())))
        raise MisuseError(f"{wrong}. `{command} --help` shows how.") from error
    return code if isinstance(code, int) else DONE


def _verify(words: list[str]) -> int:
    from openhold.verify.main import main as verify

    return verify(words + (["--json"] if context.current.json else []))


def _told(error: Exception) -> tuple[int, str]:
    """Return the exit code and the sentence for what was raised."""
    families = {cls.__name__ for cls in type(error).__mro__}
    for family, code in (
        ("MisuseError", MISUSED),
        ("ConfigurationError", MISUSED),
        ("UsageError", MISUSED),
        ("SampleCaseError", MISUSED),
        ("RefusedError", REFUSED),
        ("WantingError", WANTING),
        ("StoppedError", INTERRUPTED),
        ("StorageError", STORAGE),
    ):
        if family in families:
            return code, str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return (
            STORAGE,
            f"{os.fsdecode(error.filename)}: {error.strerror}. Check path, permissions and disk.",
        )
    if isinstance(error, OSError) and error.errno is not None:
        # A file that was open already, or standard output itself: the system does not say which.
        return STORAGE, f"{context.current.home}: {error.strerror}. Check the disk, and where the answer goes."
    if families & set(_STORAGE_FAMILIES):
        return STORAGE, str(error)
    return STORAGE, (
        f"This is a fault of Openhold, not yours ({type(error).__name__}: {error}). What was recorded before stays. "
        "Run the command again with --debug and report what it prints."
    )
