"""Collect: preserve a folder and print a receipt."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError
from openhold.cli.deeds.sources import Rules

if TYPE_CHECKING:
    from openhold.actions.collect.action import Collected
    from openhold.actions.home import Home
    from openhold.actions.set_up import Instance
    from openhold.projections.source import Source


def collect(
    matter: str,
    path: Path | None = None,
    /,
    *,
    source: str | None = None,
    custodian: str | None = None,
    exclude: Rules = (),
    reread: Annotated[bool, Parameter(negative=())] = False,
) -> None:
    """Preserve a folder: every item ends as stored, duplicate, excluded by a named rule, or failed with a reason.

    Example: `openhold collect quintrell /srv/export --custodian 'K. Alder'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    path: Path
        The folder. The matter's source there is used, or one is added.
    source: str
        A source named before, instead of a folder.
    custodian: str
        Whose folder it is, where a source is added.
    exclude: tuple[str, ...]
        A named rule, NAME=PATTERN, where a source is added. Repeatable.
    reread: bool
        Read every file again, also where size, times and inode say that nothing changed.
    """
    from openhold.cli.bootstrap import open_home
    from openhold.cli.watching import watching

    home, instance = open_home()
    from openhold.actions.collect import action
    from openhold.actions.open_matter import find_matter

    found = find_matter(home, matter)
    chosen = _source(home, instance, found.id, path, source, custodian, exclude)
    with watching("Collecting") as watch:
        done = action.collect(home, instance.actor, chosen, reread=reread, watch=watch)
    _print(home, found.id, done)


def _source(
    home: "Home",
    instance: "Instance",
    matter: str,
    path: Path | None,
    source: str | None,
    custodian: str | None,
    exclude: tuple[str, ...],
) -> "Source":
    from openhold.actions.describe import sources
    from openhold.actions.find_custodian import known_as
    from openhold.actions.name_source import find_source, name_source, source_at
    from openhold.projections.source import INSIDE_HOME, THING

    if source is not None:
        if path is not None:
            raise MisuseError("Name a folder or a source, not both.")
        return find_source(home, matter, source)
    if path is None:
        # What was sent or scanned is kept by the commands that write it.
        there = [one for one in sources(home, matter) if one.kind not in (*INSIDE_HOME, THING)]
        if len(there) != 1:
            names = "; ".join(f"--source {one.id} ({one.at or one.at_b64})" for one in there) or "none yet"
            raise MisuseError(f"Which source? Name a folder, or one of: {names}.")
        return there[0]
    known = source_at(home, matter, os.fsencode(path))
    if known is None:
        return name_source(
            home, instance.actor, matter, kind="directory", at=os.fsencode(path), custodian=custodian, excludes=exclude
        )
    if exclude and tuple(known.excludes) != exclude:
        raise MisuseError(
            f"The source at {path} ({known.id}) has other rules. Add one with `openhold source add` to change them."
        )
    if custodian is not None and known.custodian not in (custodian, known_as(home, matter, custodian)):
        said = f"the custodian {known.custodian}" if known.custodian else "no custodian"
        raise MisuseError(
            f"The source at {path} ({known.id}) has {said}. Add one with `openhold source add` for another custodian."
        )
    return known


def _print(home: "Home", matter: str, done: "Collected") -> None:
    from openhold.actions.write_receipt import collection_number

    fact = done.fact
    number = collection_number(home, matter, done.seq)
    ends = {
        "duplicate": fact.ends.duplicate,
        "excluded": fact.ends.excluded,
        "failed": fact.ends.failed,
        "stored": fact.ends.stored,
    }
    if context.current.json:
        context.document(
            {
                "collection": fact.collection,
                "unit": fact.unit,
                "matter": matter,
                "source": fact.source,
                "lines": fact.lines,
                "ends": ends,
                "bytes": fact.bytes,
                "read": fact.read,
                "carried": fact.carried,
                "new_items": fact.new_items,
                "new_bytes": fact.new_bytes,
                "root": fact.root,
                "manifest_sha256": fact.manifest_sha256,
                "seq": done.seq,
                "checkpoint_size": done.checkpoint_size,
                "number": number,
                "key": home.verifier(matter).text(),
                "recovered": done.recovered,
                "seconds": round(done.seconds, 3),
            }
        )
        return
    if done.recovered:
        context.tell(
            f"An earlier run was interrupted; {done.recovered} packs were brought back to a whole state first."
        )
    # What was not read has no rate.
    rate = "" if fact.carried or not done.seconds else f" ({context.size_text(int(fact.bytes / done.seconds))}/s)"
    context.tell(f"RECEIPT  {number}")
    context.tell(f"{fact.lines:,} items were seen, {context.size_text(fact.bytes)}, in {done.seconds:.1f} s{rate}.")
    context.tell(f"  stored     {fact.ends.stored:>12,}")
    context.tell(f"  duplicate  {fact.ends.duplicate:>12,}")
    context.tell(f"  excluded   {fact.ends.excluded:>12,}")
    context.tell(f"  failed     {fact.ends.failed:>12,}")
    context.tell(f"{fact.new_items:,} of them are new to the vault, {context.size_text(fact.new_bytes)}.")
    context.tell(f"{fact.read:,} files were read; {fact.carried:,} were unchanged by size, times and inode.")
    context.tell(f"  matter     {matter}")
    context.tell(f"  collection {fact.collection}, unit {fact.unit}")
    context.tell(f"  root       {fact.root}")
    context.tell(f"  entry      {done.seq}, under a signed checkpoint of {done.checkpoint_size}")
    context.tell(f"  key        {home.verifier(matter).text()}")
    if fact.ends.failed:
        context.tell(
            f"{fact.ends.failed:,} items failed. See which and why: "
            f"openhold item list {matter} --collection {fact.collection} --end failed"
        )
