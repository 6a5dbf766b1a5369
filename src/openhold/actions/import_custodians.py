"""Name and change many custodians at once, from a directory of people: one transaction, one publication."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from openhold.actions.comparing import Comparison, Told
from openhold.actions.errors import UsageError
from openhold.actions.find_custodian import roster
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.record import decide, publish
from openhold.actions.wording import past_day
from openhold.facts.custodians import CustodianChanged, CustodianNamed
from openhold.facts.fact import Fact
from openhold.sources.errors import DirectoryError
from openhold.sources.people.contract import Directory, Taken, taken
from openhold.sources.people.csv_file import CsvDirectory
from openhold.sources.people.ldap_place import LdapPlace

LARGEST = 20_000_000
"""Bytes of a file that somebody sends over the network: more than a hundred thousand people have."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is new of one person: `cause` is named, corrected, moved or left; `old` is None for who is named."""

    cause: str
    new: Known
    old: Known | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do: numbers of people, and what somebody should look at.

    `same` are people of whom nothing new was said. `broken` rows were left out, `repeated` ones say what another row
    said before. `changes` has everybody of whom something is new. `recorded` is false for a preview, and where nothing
    was new.
    """

    named: int
    corrected: int
    moved: int
    left: int
    same: int
    broken: tuple[Told, ...]
    repeated: tuple[Told, ...]
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    recorded: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """An import that waits for a person's yes: a directory that was read, what it is called, and the day of leavers."""

    directory: Directory
    whence: str
    leavers: date | None


def csv_directory(data: bytes, name: str) -> Directory:
    """Return the people in the bytes of a CSV file called `name`; raise UsageError where it is no such file."""
    try:
        return CsvDirectory(data, name)
    except DirectoryError as error:
        raise UsageError(str(error)) from error


def ldap_directory(
    place: LdapPlace, password: str | None, only: Sequence[tuple[str, str]] = (), *, leavers: bool = False
) -> Directory:
    """Return the people at `place`, those alone whose attributes have the values of `only` where that is given.

    Nothing is asked of the server yet. Raises UsageError where an attribute cannot be one, or where a part of a
    directory is to tell who left (`leavers`).
    """
    if only and leavers:
        raise UsageError("A part of a directory tells nobody who left. Leave out the condition, or the leavers.")
    # The library takes a fifth of a second to start, which nobody pays who has people from a file.
    from openhold.sources.people.ldap_server import LdapDirectory  # noqa: PLC0415

    try:
        return LdapDirectory(place, password, only)
    except DirectoryError as error:
        raise UsageError(str(error)) from error


def read_directory(directory: Directory) -> Taken:
    """Read a directory to its end; raise UsageError where that is not possible: no part may stand for the whole."""
    try:
        return taken(directory)
    except DirectoryError as error:
        raise UsageError(f"{error} Nothing was recorded.") from error


def import_custodians(
    home: Home,
    actor: str,
    matter: str,
    directory: Directory,
    *,
    leavers: date | None = None,
    skip_broken: bool = False,
    preview: bool = False,
) -> Imported:
    """Record everybody in `directory` who is new, and what is new of the others; return what that was.

    `leavers` is the day of a whole directory: whoever has an id in it and is missing is recorded as having left then.
    With `preview` nothing is recorded. Raises BrokenRowsError where rows cannot be used and `skip_broken` is false,
    UsageError for a directory without people or one that cannot be read to its end, RefusedError where most people
    would be recorded as having left.
    """
    left = None if leavers is None else past_day(home, leavers, "somebody had left")
    read = read_directory(directory)
    comparison = Comparison(lambda: home.new_id("k"))

    def decision() -> list[Fact]:
        return comparison.facts(roster(home, matter), read.rows, left, skip_broken=skip_broken)

    return imported(home, actor, matter, comparison, decision, notes=read.notes, preview=preview)


def imported(
    home: Home,
    actor: str,
    matter: str,
    comparison: Comparison,
    decision: Callable[[], list[Fact]],
    *,
    notes: Sequence[str],
    preview: bool,
) -> Imported:
    """Record what `decision` finds by `comparison`, or with `preview` nothing, and return what it found."""
    if preview:
        decision()
    else:
        decide(home, matter, actor, decision)
        publish(home, matter)
    causes = [getattr(fact, "cause", "named") for fact in comparison.made]
    return Imported(
        named=causes.count("named"),
        corrected=causes.count("corrected"),
        moved=causes.count("moved"),
        left=causes.count("left"),
        same=len(comparison.touched) + causes.count("left") - len(causes),
        broken=tuple(comparison.broken),
        repeated=tuple(comparison.repeated),
        notes=(*notes, *comparison.notes()),
        changes=tuple(
            Change(
                cause,
                comparison.roster.entries[fact.custodian].known,
                comparison.before.get(fact.custodian),
            )
            for fact, cause in zip(comparison.made, causes, strict=True)
            if isinstance(fact, CustodianNamed | CustodianChanged)
        ),
        recorded=bool(causes) and not preview,
    )
