"""What a person makes of a court paper that was read: values accepted or corrected, as facts of a matter."""

from collections.abc import Iterable

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.open_matter import Opened, open_matter
from openhold.actions.papers.values import Decided, Paper, Proposed, named
from openhold.actions.record import database_told, publish, record
from openhold.facts.fact import Fact
from openhold.facts.kinds import ValueAccepted, ValueCorrected
from openhold.projections.paper import PaperValue

__all__ = ["Decided", "Paper", "Proposed", "note_values", "open_matter_from", "open_matter_said", "values_of"]

_LONGEST = 255
"""Signs of a field's path at most, as the table of accepted values has room for."""


def open_matter_from(
    home: Home,
    actor: str,
    paper: Paper,
    decided: Iterable[Decided],
    *,
    title: str,
    court: str | None,
    number: str | None,
    side: str | None = None,
) -> Opened:
    """Open a matter from a paper: its first facts are what a person accepted and corrected of it.

    Raises UsageError where the matter cannot be opened so, before anything is recorded.
    """
    return open_matter(home, actor, title=title, court=court, number=number, side=side, known=_facts(paper, decided))


def open_matter_said(
    home: Home, actor: str, paper: Paper, decided: Iterable[Decided], *, side: str | None = None
) -> Opened:
    """Open a matter from a paper that is called by what was decided of it; raise UsageError where nothing names it."""
    said = list(decided)
    called = named(said)
    if not called.title:
        raise UsageError("No value says who is against whom. Write a title, such as Smith v. Jones, and take it.")
    return open_matter_from(
        home, actor, paper, said, title=called.title, court=called.court, number=called.number, side=side
    )


def note_values(home: Home, actor: str, matter: str, paper: Paper, decided: Iterable[Decided]) -> int:
    """Note for `matter` what a person accepted and corrected of a paper; return how many facts that made.

    A later word on the same field of the same paper takes the place of an earlier one; both stay on the record.
    Raises UsageError where a field cannot be noted, before anything is recorded.
    """
    facts = _facts(paper, decided)
    if facts:
        record(home, matter, actor, *facts)
        publish(home, matter)
    return len(facts)


def values_of(home: Home, matter: str) -> tuple[PaperValue, ...]:
    """Return what was accepted and corrected of a matter's papers, paper by paper, each in the order of its facts."""
    with database_told(home):
        found = list(PaperValue.objects.filter(matter=matter).order_by("seq"))
    first: dict[str, int] = {}
    for one in found:
        first.setdefault(one.paper, one.seq)
    return tuple(sorted(found, key=lambda one: (first[one.paper], one.seq)))


def _facts(paper: Paper, decided: Iterable[Decided]) -> list[Fact]:
    return [_fact(paper, one) for one in decided if one.proposed is not None or one.value is not None]


def _fact(paper: Paper, one: Decided) -> Fact:
    if len(one.field) > _LONGEST:
        raise UsageError(f"The field {one.field[:40]!r}… is longer than {_LONGEST} signs; leave it out.")
    read = one.proposed
    if read is not None and read.value == one.value:
        return ValueAccepted(
            paper=paper.sha256,
            name=paper.name,
            field=one.field,
            value=read.value,
            quote=read.quote,
            page=read.page,
            line=read.line,
        )
    return ValueCorrected(
        paper=paper.sha256,
        name=paper.name,
        field=one.field,
        read=read.value if read else None,
        value=one.value,
        quote=read.quote if read else None,
        page=read.page if read else None,
        line=read.line if read else None,
    )
