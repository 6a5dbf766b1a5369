"""Named rules that leave part of a source out: what they match, and which of them is the one that counts.

A pattern is a glob over the path relative to the source, compared by characters, upper and lower case apart:

- `*.tmp`, without a slash inside, matches a name at any depth; `/notes` only at the top, as does `a/b.txt`;
- `cache/`, with a slash at its end, matches folders only; what lies below a matched folder is left out with it;
- `*` stands for any characters of one name, `?` for one, `[a-z]` and `[!a-z]` for one of or outside a set;
- `**` stands, as a whole name, for any number of folders (`a/**/b`), at the end for everything below (`a/**`);
- a backslash takes the next character as it is.
"""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openhold.sources.errors import RuleError

Match = Callable[[bytes, bool], str | None]

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
# One piece of a glob: an escape, a set, a run of stars, a question mark, or a plain character.
_PIECE = re.compile(
    r"\\(?P<escaped>.)|\[(?P<outside>!?)(?P<set>\]?[^\]]*)\]|(?P<stars>\*+)|(?P<one>\?)|(?P<plain>.)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Exclude:
    """A rule called `name` that leaves out what `pattern` matches; several rules may share a name.

    Raises RuleError where `name` is not 1 to 64 of `a-z 0-9 . _ -`, or the pattern has no meaning.
    """

    name: str
    pattern: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise RuleError(
                f"The exclude rule {self.name!r} needs another name: 1 to 64 small letters, digits, dots, dashes or "
                "underscores, the first a letter or digit."
            )
        _compiled(self)


def matcher(excludes: Sequence[Exclude]) -> Match | None:
    """Return a function from path and "is it a folder" to the name of the first rule that matches it, or None.

    None instead of the function where there are no rules, so that a walk without rules pays nothing.
    """
    if not excludes:
        return None
    rules = [(exclude.name, *_compiled(exclude)) for exclude in excludes]

    def match(path: bytes, folder: bool) -> str | None:
        text = os.fsdecode(path)
        for name, matches, folders_only in rules:
            if (folder or not folders_only) and matches(text):
                return name
        return None

    return match


def _compiled(exclude: Exclude) -> tuple[Callable[[str], re.Match[str] | None], bool]:
    pattern = exclude.pattern
    folders_only = pattern.endswith("/")
    body = pattern.removesuffix("/")
    anchored = "/" in body
    names = body.removeprefix("/").split("/")
    if "\0" in body or not all(names) or "." in names or ".." in names:
        raise _meaningless(exclude, "it has an empty name, a dot or two dots alone, or a zero byte between its slashes")
    expression = "" if anchored else "(?:.*/)?"
    for place, name in enumerate(names):
        last = place == len(names) - 1
        if name == "**":
            expression += ".+" if last else "(?:[^/]+/)*"
        else:
            expression += _name_expression(exclude, name) + ("" if last else "/")
    try:
        return re.compile(expression, re.DOTALL).fullmatch, folders_only
    except re.error as error:
        raise _meaningless(exclude, f"{error.msg}") from None


def _name_expression(exclude: Exclude, name: str) -> str:
    expression = ""
    for piece in _PIECE.finditer(name):
        match piece.lastgroup:
            case "escaped":
                expression += re.escape(piece["escaped"])
            case "set":
                # The dash keeps its meaning, all else stands for itself. A set never matches the slash between
                # names, not even one that lists what it does not match.
                inside = "-".join(re.escape(part) for part in piece["set"].split("-"))
                expression += f"(?!/)[{'^' if piece['outside'] else ''}{inside}]"
            case "stars":
                if len(piece["stars"]) > 1:
                    raise _meaningless(exclude, "** must stand alone between slashes")
                expression += "[^/]*"
            case "one":
                expression += "[^/]"
            case _:
                if piece["plain"] in "[\\":
                    raise _meaningless(exclude, "a [ needs its ] and a backslash needs a character after it")
                expression += re.escape(piece["plain"])
    return expression


def _meaningless(exclude: Exclude, why: str) -> RuleError:
    return RuleError(f"The pattern {exclude.pattern!r} of the exclude rule {exclude.name!r} has no meaning: {why}.")
