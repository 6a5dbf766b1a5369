"""Sources: name where evidence lives, describe what becomes of it, list them."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.rows.sources import source as source_row

if TYPE_CHECKING:
    from openhold.projections.source import Source

Rules = Annotated[tuple[str, ...], Parameter(name="--exclude", negative=(), consume_multiple=False)]


def add(
    matter: str,
    /,
    *,
    at: Path,
    kind: str = "directory",
    custodian: str | None = None,
    exclude: Rules = (),
) -> None:
    """Name where evidence lives; nothing is read yet.

    Example: `openhold source add quintrell --at /srv/export --custodian 'K. Alder' --exclude temporary='*.tmp'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    at: Path
        The folder.
    kind: str
        The kind of source; there is: directory.
    custodian: str
        Whose it is.
    exclude: tuple[str, ...]
        A named rule, NAME=PATTERN; what it leaves out is listed, but not read. Repeatable.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.find_custodian import custodians
    from openhold.actions.name_source import name_source

    named = name_source(home, actor, found.id, kind=kind, at=os.fsencode(at), custodian=custodian, excludes=exclude)
    if context.current.json:
        context.document({"source": named.id, "unit": named.unit, "matter": found.id, "custodian": named.custodian})
        return
    context.tell(f"The source is named: {named.id}, unit {named.unit}.")
    there = custodians(home, found.id)
    if custodian is not None and there and named.custodian not in {one.id for one in there}:
        context.tell(f"No custodian of this matter is {custodian!r}: openhold custodian list {found.id}")
    context.tell(f"Next: openhold collect {found.id} --source {named.id}")


def list_(matter: str, /) -> None:
    """List a matter's sources.

    Example: `openhold source list quintrell`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    """
    from openhold.cli.bootstrap import in_matter

    home, _, found = in_matter(matter)
    from openhold.actions.describe import sources as sources_of
    from openhold.actions.find_custodian import custodians

    there = sources_of(home, found.id)
    if context.current.json:
        context.document({"sources": [source_row(one) for one in there]})
        return
    if not there:
        context.tell("This matter has no source yet. Name one: openhold source add MATTER --at FOLDER")
        return
    show_places(there, {one.id: one.name for one in custodians(home, found.id)})


def describe(
    matter: str,
    source: str,
    /,
    *,
    retention: str,
    days: int | None = None,
    on: date | None = None,
    steward: str | None = None,
    words: str | None = None,
    learned_from: str | None = None,
) -> None:
    """Say who looks after a source, and what becomes of what it holds if nobody stops that.

    Example: `openhold source describe quintrell s-4k7t0z9xqd --retention overwritten --days 90 --steward paz`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    source: str
        The source, as `openhold source list` shows it.
    retention: str
        What becomes of it: "deleted after", "overwritten", "account closed on leaving", "device replaced",
        "scheduled destruction", "none known" (somebody asked) or "unknown".
    days: int
        After how many days, for the first three.
    on: date
        The day of a replacement or destruction.
    steward: str
        The custodian who looks after it: an id, an address or a name.
    words: str
        What becomes of it as somebody put it.
    learned_from: str
        Who or what said so.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.describe_source import describe_source
    from openhold.actions.find_custodian import find_custodian

    above = None if steward is None else find_custodian(home, found.id, steward).id
    described = describe_source(
        home,
        actor,
        found.id,
        source,
        steward=above,
        retention=retention,
        days=days,
        on=on,
        said=words,
        learned_from=learned_from,
    )
    if context.current.json:
        context.document(source_row(described))
        return
    context.tell(f"The source is described, fact {described.described}: {described.words}")


def show_places(sources: "Iterable[Source]", names: Mapping[str, str]) -> None:
    """Print sources as a table for people; `names` are those of the custodians by their ids."""
    from openhold.cli import tables

    shown = [
        (
            one.id,
            one.at or one.at_b64 or "",
            names.get(one.custodian or "", one.custodian or "not named"),
            names.get(one.steward or "", "nobody named"),
            one.words or "unknown",
            one.unit,
        )
        for one in sources
    ]
    tables.show(("source", "place", "custodian", "steward", "what becomes of it", "unit"), shown)
