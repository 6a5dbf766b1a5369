"""Custodians from a directory of people: name and change many at once, and check who of them left or moved."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError
from openhold.cli.deeds.reading import bytes_of
from openhold.rows import people

if TYPE_CHECKING:
    from openhold.actions.check_directory import Checked
    from openhold.actions.home import Home
    from openhold.actions.import_custodians import Imported
    from openhold.workbench.directories import DirectoryServer

Flag = Annotated[bool, Parameter(negative=())]
Pairs = Annotated[tuple[str, ...], Parameter(negative=(), consume_multiple=False)]

_WANTING = 1
"""Exit code: a matter was refused, the others were checked."""


def import_(
    matter: str,
    file: Path | None = None,
    /,
    *,
    directory: str | None = None,
    only: Pairs = (),
    leavers: Flag = False,
    on: date | None = None,
    skip_broken: Flag = False,
    preview: Flag = False,
) -> None:
    """Name and change many custodians at once, from a CSV file with headings or from a directory (LDAP).

    Who is who goes by the id in the directory, else by the e-mail address, else by the name. What is not said
    stays as it is known. Headings: name (or given name and surname), id, e-mail, title, place, manager, language.

    Example: `openhold custodian import quintrell people.csv --preview`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    file: Path
        The CSV file: UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs.
    directory: str
        Instead of a file: the id of a [[directory]] in the home's web.toml.
    only: tuple[str, ...]
        With --directory: ATTRIBUTE=VALUE, such as --only departmentNumber=12. All of them must hold. Repeatable.
    leavers: bool
        The whole directory is there: who has an id in it and is missing has left.
    on: date
        With --leavers and a file: the day of the file; without it today.
    skip_broken: bool
        Leave out rows that cannot be used, instead of recording nothing.
    preview: bool
        Tell what would be recorded, and record nothing.
    """
    if (file is None) == (directory is None):
        raise MisuseError("Say from where: a CSV file, or --directory ID of one that web.toml names.")
    if on is not None and not leavers:
        raise MisuseError("--on is the day on which people are missing from a whole directory; it goes with --leavers.")
    if on is not None and directory is not None:
        raise MisuseError("--on is the day of a file; a directory is read today.")
    if only and directory is None:
        raise MisuseError("--only narrows a directory; it goes with --directory.")
    if only and leavers:
        raise MisuseError("With --only it is not the whole directory, so nobody could tell who left: leave one out.")
    data = None if file is None else bytes_of(file)
    pairs = _pairs(only)
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.import_custodians import csv_directory, import_custodians, ldap_directory

    if data is not None and file is not None:
        read_from = csv_directory(data, file.name)
    else:
        read_from = ldap_directory(*_place(home, directory or ""), pairs)
    day = (on or home.clock().date()) if leavers else None
    done = import_custodians(home, actor, found.id, read_from, leavers=day, skip_broken=skip_broken, preview=preview)
    if context.current.json:
        context.document(people.imported(done))
        return
    _tell(done, found.id, preview=preview)


def check(*, directory: str, matter: str | None = None, preview: Flag = False) -> int:
    """Hold a whole directory against the custodians who are known: who left, who moved. Nobody new is named.

    Made to be run each night: a run that finds nothing new records nothing. Exit code 1 where a matter was refused.

    Example: `openhold custodian check --directory county`

    Parameters
    ----------
    directory: str
        The id of a [[directory]] in the home's web.toml, from which the ids of the custodians come.
    matter: str
        One matter alone: its id, or a part of its number or title. Without it all.
    preview: bool
        Tell what would be recorded, and record nothing.
    """
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.check_directory import check_directory
    from openhold.actions.import_custodians import ldap_directory
    from openhold.actions.open_matter import find_matter

    matters = None if matter is None else [find_matter(home, matter).id]
    read_from = ldap_directory(*_place(home, directory))
    done = check_directory(home, instance.actor, read_from, matters, preview=preview)
    if context.current.json:
        context.stream("matters", (people.checked(one) for one in done))
    else:
        _tell_checked(done, preview=preview)
    return _WANTING if any(one.done is None for one in done) else 0


def _place(home: "Home", wanted: str) -> "tuple[DirectoryServer, str | None]":
    """Return the directory that is called so, and the password of its user."""
    from openhold.workbench import configuration
    from openhold.workbench.directories import named

    place = named(configuration.read(home.folder).directories, wanted)
    return place, place.password()


def _pairs(only: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [(attribute, value) for attribute, equals, value in (one.partition("=") for one in only) if equals]
    if len(pairs) < len(only) or any(not value for _, value in pairs):
        raise MisuseError("--only is ATTRIBUTE=VALUE, such as --only departmentNumber=12.")
    return pairs


def _tell(done: "Imported", matter: str, *, preview: bool) -> None:
    began = "Would be recorded" if preview else "Recorded" if done.recorded else "Nothing new"
    context.tell(
        f"{began}: {done.named:,} named, {done.corrected:,} corrected, {done.moved:,} moved, {done.left:,} left; "
        f"{done.same:,} as known before."
    )
    for head, them in (("Left out", done.broken), ("Said twice", done.repeated)):
        if them:
            context.tell(f"{head}: {len(them):,}")
        for one in them[:20]:
            context.tell(f"  {one.where}: {one.what}")
        if len(them) > 20:
            context.tell(f"  and {len(them) - 20:,} more: use --json")
    for note in done.notes:
        context.tell(note)
    if done.moved or done.left:
        context.tell(f"Who moves or leaves raises an alarm: openhold custodian list {matter}")


def _tell_checked(done: "Sequence[Checked]", *, preview: bool) -> None:
    if not done:
        context.tell("No matter has a custodian with an id in a directory who has not left. Nothing was checked.")
    for one in done:
        context.tell(f"{one.matter}:")
        if one.done is None:
            context.tell(f"Refused. {one.refused}")
        else:
            _tell(one.done, one.matter, preview=preview)
