"""Matters: open one, list them, show one."""

import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError
from openhold.cli.deeds.sources import show_places
from openhold.cli.deeds.triggers import duty_words
from openhold.cli.held import show_weak
from openhold.rows import matters as rows

if TYPE_CHECKING:
    from openhold.actions.open_matter import Opened
    from openhold.projections.paper import PaperValue


def open_(
    *,
    title: str = "",
    court: str | None = None,
    number: str | None = None,
    side: str | None = None,
    paper: Annotated[Path | None, Parameter(name="--from")] = None,
    accept: Annotated[bool, Parameter(negative=())] = False,
) -> None:
    """Open a matter, with a ledger and a verifier key of its own.

    Example: `openhold matter open --from complaint-order.pdf`

    Parameters
    ----------
    title: str
        What the matter is called.
    court: str
        The court, where there is one.
    number: str
        The court's number, where there is one.
    side: str
        Ours: plaintiffs, defendants or neither.
    paper: Path
        A court paper to read these from. Each value is proposed with its words, to accept, correct or leave out.
    accept: bool
        With --from: accept what was read without being asked, but for what is not sure. Without a terminal, or with
        --json, nobody is asked either.
    """
    if paper is not None:
        _open_from(paper, title=title.strip(), court=court, number=number, side=side, accept=accept)
        return
    if accept:
        raise MisuseError("--accept accepts what was read from a paper; name it with --from PAPER.")
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.open_matter import open_matter

    opened = open_matter(home, instance.actor, title=title, court=court, number=number, side=side)
    if context.current.json:
        context.document(
            {"matter": opened.matter, "title": title.strip(), "court": court, "number": number, "key": opened.key}
        )
        return
    _tell_opened(opened, title.strip())


def _open_from(
    paper: Path, *, title: str, court: str | None, number: str | None, side: str | None, accept: bool
) -> None:
    from openhold.actions.papers.read import read_paper
    from openhold.cli.deeds.reading import bytes_of

    data = bytes_of(paper)
    found = read_paper(data, paper.name)
    # The home is opened last: a paper that cannot be read makes none.
    from openhold.cli.bootstrap import open_home
    from openhold.cli.proposing import decide

    # A script has nobody to ask: what is sure is accepted, what is not is left out and named.
    ask = not accept and not context.current.json and sys.stdin.isatty()
    chosen = decide(found, {"title": title or None, "court": court, "number": number}, ask=ask)
    home, instance = open_home()
    from openhold.actions.note_values import open_matter_from
    from openhold.actions.papers.values import Paper, label

    source, called = Paper(sha256(data).hexdigest(), paper.name), chosen.named
    opened = open_matter_from(
        home,
        instance.actor,
        source,
        chosen.values,
        title=called.title,
        court=called.court,
        number=called.number,
        side=side,
    )
    accepted = sum(one.proposed is not None and one.proposed.value == one.value for one in chosen.values)
    corrected = len(chosen.values) - accepted
    if context.current.json:
        context.document(
            {
                "matter": opened.matter,
                "title": called.title,
                "court": called.court,
                "number": called.number,
                "key": opened.key,
                "paper": source.sha256,
                "accepted": accepted,
                "corrected": corrected,
                "left": chosen.left,
            }
        )
        return
    _tell_opened(opened, called.title)
    context.tell(
        f"From {paper.name}: {accepted} values accepted, {corrected} corrected; each is a fact with its words."
    )
    if chosen.left:
        unsure = ", ".join(map(label, chosen.left))
        context.tell(f"Not sure, so left out: {unsure}. Look at them: openhold read {paper} --show")


def _tell_opened(opened: "Opened", title: str) -> None:
    context.tell(f"The matter is open: {opened.matter}  {title}")
    context.tell(f"Its verifier key, to give to whoever is to check it:\n  {opened.key}")
    context.tell(f"Next: openhold collect {opened.matter} FOLDER")


def list_() -> None:
    """List all matters.

    Example: `openhold matter list`
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.describe import matters

    found = matters(home)
    if context.current.json:
        context.document({"matters": [rows.matter(one) for one in found]})
        return
    if not found:
        context.tell("There is no matter yet. Open one: openhold matter open --title 'Smith v. Jones'")
        return
    from openhold.cli import tables

    tables.show(
        ("matter", "title", "court", "number", "opened"),
        [(one.id, one.title, one.court or "-", one.number or "-", f"{one.opened_at:%d %b %Y}") for one in found],
    )


def show(matter: str, /) -> None:
    """Show a matter: its sources, its collections, and the key to check it with.

    Example: `openhold matter show quintrell`

    Parameters
    ----------
    matter: str
        Its id, or a part of its number or title.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.describe import describe
    from openhold.actions.describe_people import describe_people
    from openhold.actions.find_custodian import custodians
    from openhold.actions.holds.look import holds, weak_holds
    from openhold.actions.open_matter import find_matter

    found = describe(home, find_matter(home, matter))
    people = describe_people(home, found.matter.id)
    there, weak = holds(home, found.matter.id), weak_holds(home, found.matter.id)
    if context.current.json:
        context.document(rows.described(found, people, there, weak))
        return
    from openhold.cli import tables

    context.tell(f"{found.matter.title}")
    context.tell(f"  matter   {found.matter.id}")
    context.tell(f"  court    {found.matter.court or 'not said'}, number {found.matter.number or 'not said'}")
    context.tell(f"  ledger   {found.origin}, {found.size:,} facts")
    context.tell(f"  key      {found.key}")
    kept = found.counts
    context.tell(f"  kept     {kept['items']:,} items, {context.size_text(kept['bytes'])}")
    context.tell(f"  duty     {duty_words(people.triggers)}")
    context.tell(f"  people   {people.custodians:,} custodians, {people.alarms:,} with an alarm")
    context.tell(f"  tasks    {people.open:,} open, {people.overdue:,} overdue")
    in_force = sum(one.hold.in_force > 0 and one.hold.released_at is None for one in there)
    context.tell(f"  holds    {in_force:,} in force, {len({one.hold for one in weak}):,} not really on")
    show_weak(weak)
    context.tell()
    if found.values:
        _show_values(found.values)
        context.tell()
    if not found.sources:
        context.tell(f"No source was named yet. Next: openhold collect {found.matter.id} FOLDER")
        return
    show_places(found.sources, {one.id: one.name for one in custodians(home, found.matter.id)})
    if not found.collections:
        context.tell(f"No collection was sealed yet. Next: openhold collect {found.matter.id}")
        return
    context.tell()
    tables.show(
        ("collection", "sealed (UTC)", "items", "stored", "duplicate", "excluded", "failed"),
        [
            (
                one.id,
                f"{one.sealed_at:%d %b %Y %H:%M}",
                f"{one.lines:,}",
                f"{one.stored:,}",
                f"{one.duplicate:,}",
                f"{one.excluded:,}",
                f"{one.failed:,}",
            )
            for one in found.collections
        ],
        right=(2, 3, 4, 5, 6),
    )


def _show_values(values: "Sequence[PaperValue]") -> None:
    from openhold.cli import tables

    def where(one: "PaperValue") -> str:
        if one.page is None:
            return f"not read from {one.name}"
        line = "" if one.line is None else f", line {one.line}"
        return f"{one.name}, page {one.page}{line}"

    tables.show(
        ("from papers", "value", "read as", "where"),
        [
            (
                one.field,
                "not in the paper" if one.value is None else one.value,
                "the same" if one.read == one.value else one.read or "-",
                where(one),
            )
            for one in values
        ],
    )
