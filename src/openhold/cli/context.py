"""What the options before or after the command said, and the two ways to answer: a document, or words."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

GLOBALS = ("--home", "--json", "--debug")


class MisuseError(Exception):
    """The command line makes no sense (exit code 2)."""


@dataclass(slots=True)
class Context:
    """The options that every command knows."""

    home: Path
    json: bool = False
    debug: bool = False
    web: bool = False
    """Whether the command has to do with the web pages' accounts, and needs what only they need."""


def split(argv: list[str]) -> tuple[Context, list[str]]:
    """Take the options that every command knows out of `argv`, wherever they stand before a bare ``--``."""
    context = Context(Path(os.environ.get("OPENHOLD_HOME") or Path.home() / ".openhold"))
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif name == "--home":
            value = value if equals else next(words, "")
            if not value:
                raise MisuseError("--home needs a folder: --home DIR.")
            context.home = Path(value)
        elif word == "--json":
            context.json = True
        elif word == "--debug":
            context.debug = True
        else:
            rest.append(word)
    return context, rest


current = Context(Path())
"""The context of the command that runs; `main` sets it."""


def document(value: Mapping[str, object]) -> None:
    """Print the one JSON document of a command."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def stream(name: str, values: Iterable[Mapping[str, object]]) -> None:
    """Print ``{"<name>": […]}`` piece by piece, so that the number of values does not matter."""
    sys.stdout.write(f'{{"{name}": [')
    for number, value in enumerate(values):
        sys.stdout.write((",\n " if number else "\n ") + json.dumps(value, ensure_ascii=False))
    sys.stdout.write("]}\n")


def say(text: str) -> None:
    """Tell a person something that is not the answer, on standard error."""
    # Where nobody can be told, the exit code still says it.
    with suppress(OSError):
        sys.stderr.write(printable(text) + "\n")


def tell(text: str = "") -> None:
    """Tell a person a part of the answer, on standard output."""
    sys.stdout.write(printable(text) + "\n")


def console() -> "Console":
    """Return the console for tables, plain where it is no terminal."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 200
    # No markup, no emoji: a title such as "[Sealed] v. Doe" is printed as it is.
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True, width=width)


def shown(path: bytes) -> str:
    """Return a path on one line: control characters and what is not UTF-8 are escaped."""
    return one_line(path.decode("utf-8", "backslashreplace"))


def one_line(text: str) -> str:
    """Return a text with everything escaped that would not print as one line, or could steer a terminal."""
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def printable(text: str) -> str:
    """Return a text of lines with everything else escaped that could steer a terminal."""
    return "\n".join(one_line(line) for line in text.split("\n"))


def size_text(size: int) -> str:
    """Return a number of bytes as a person says it: ``16.8 MB``."""
    value = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if value < 1000:
            return f"{size:,} bytes" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} TB"
