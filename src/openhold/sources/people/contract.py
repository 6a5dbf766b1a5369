"""What every directory of people promises, and the values that it yields."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Person(NamedTuple):
    """A person as the directory has them. `where` says where it stands there, e.g. ``line 7, row 6``.

    Texts are as written, without white space at their ends; None where the directory is silent. `external` is the
    person's id in the directory, `manager` the manager's id, address or name; `language` is a name or a code in any
    spelling.
    """

    where: str
    name: str | None
    external: str | None = None
    email: str | None = None
    title: str | None = None
    place: str | None = None
    manager: str | None = None
    language: str | None = None


class Broken(NamedTuple):
    """A row that cannot be read as a person: where it stands, and why as a clause without a full stop.

    `external` is the person's id in the directory where at least that could be read.
    """

    where: str
    why: str
    external: str | None = None


class Directory(Protocol):
    """A directory of people. `notes` are sentences on how it was read, which a person should look at.

    They are whole once everybody was read.
    """

    @property
    def notes(self) -> tuple[str, ...]:
        """Return the sentences."""

    def people(self) -> Iterator[Person | Broken]:
        """Yield everybody, in the directory's own order; a row that cannot be read never ends it.

        A part of a directory is never yielded as if it were the whole. Raises DirectoryError where it cannot be read
        to its end; whoever has taken somebody by then must let go of them.
        """


class Taken(NamedTuple):
    """A directory that was read to its end: everybody in it, kept as they were then."""

    rows: tuple[Person | Broken, ...]
    notes: tuple[str, ...]

    def people(self) -> Iterator[Person | Broken]:
        """Yield everybody."""
        yield from self.rows


def taken(directory: Directory) -> Taken:
    """Read a directory to its end; raise DirectoryError where that is not possible."""
    rows = tuple(directory.people())
    return Taken(rows, directory.notes)
