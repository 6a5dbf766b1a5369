"""One value of a table, with the file and the key where it stands, so that a broken table is told apart to the key."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class TableError(Exception):
    """A table of the law is missing or broken; the text names the file, the key and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a table; every reader raises TableError where the value is not what it asks for."""

    file: str
    key: str
    value: object

    def wrong(self, problem: str) -> TableError:
        """Return the error that says `problem` of this place."""
        return TableError(f"{self.file}: {self.key or 'the table'}: {problem}")

    def named(self, needed: str, optional: str = "") -> dict[str, "Field"]:
        """Return the fields of an object that has all `needed` names and no others but the `optional` ones."""
        if not isinstance(self.value, dict):
            raise self.wrong("must be an object")
        needs = needed.split()
        unknown = sorted(set(self.value) - {*needs, *optional.split()})
        if unknown:
            raise self.wrong(f"has the unknown key {unknown[0]!r}")
        missing = [name for name in needs if name not in self.value]
        if missing:
            raise self.wrong(f"has no {missing[0]!r}")
        return self.entries()

    def entries(self) -> dict[str, "Field"]:
        """Return the fields of an object, whatever their names."""
        if not isinstance(self.value, dict):
            raise self.wrong("must be an object")
        dot = "." if self.key else ""
        return {name: Field(self.file, f"{self.key}{dot}{name}", value) for name, value in self.value.items()}

    def each(self) -> list["Field"]:
        """Return the fields of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("must be a list")
        return [Field(self.file, f"{self.key}[{n}]", value) for n, value in enumerate(self.value)]

    def text(self) -> str:
        """Return a text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("must be a text")
        return self.value

    def one_of(self, words: tuple[str, ...]) -> str:
        """Return one of `words`."""
        if self.value not in words or not isinstance(self.value, str):
            raise self.wrong(f"must be one of {', '.join(words)}")
        return self.value

    def whole(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not least <= self.value <= most:
            raise self.wrong(f"must be a whole number from {least} to {most}")
        return self.value

    def truth(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self.wrong("must be true or false")
        return self.value

    def day(self) -> date:
        """Return a day such as `2016-12-01`."""
        try:
            return date.fromisoformat(self.text())
        except ValueError as error:
            raise self.wrong("must be a day such as 2016-12-01") from error

    def clock(self) -> time:
        """Return a time of day such as `16:00`."""
        try:
            return time.fromisoformat(self.text())
        except ValueError as error:
            raise self.wrong("must be a time such as 16:00") from error


def maybe(field: Field | None, read: Callable[[Field], T]) -> T | None:
    """Return what `read` makes of a field, None where there is no field or it is null."""
    return None if field is None or field.value is None else read(field)


def open_table(root: Path, name: str) -> Field:
    """Return the whole of the table `name` below `root`."""
    try:
        return Field(name, "", json.loads((root / name).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise TableError(f"{name}: cannot be read ({error})") from error
