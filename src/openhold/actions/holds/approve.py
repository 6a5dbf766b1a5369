"""A second person approves a version as that person saw it, or returns it; then it is issued."""

from collections.abc import Sequence
from dataclasses import dataclass

from openhold.actions.errors import RefusedError
from openhold.actions.holds.find import find_hold, find_version, reread
from openhold.actions.holds.propose import saw as names
from openhold.actions.holds.reach import Reach
from openhold.actions.home import Home
from openhold.actions.record import decide, publish
from openhold.actions.wording import words
from openhold.facts.fact import Fact
from openhold.facts.holds import HoldApproved, HoldIssued, HoldReturned
from openhold.facts.tasks import TaskGiven
from openhold.projections.disposition import BEGUN, DISPOSED, Disposition
from openhold.projections.hold import APPROVED, ISSUED, PROPOSED, HoldVersion
from openhold.projections.person import Person
from openhold.projections.source import Source
from openhold.projections.task import Task


@dataclass(frozen=True, slots=True)
class Issued:
    """A version in force: who gets a notice, units that were gone before, and the tasks that were given by it."""

    hold: str
    version: int
    custodians: tuple[str, ...]
    gone: tuple[str, ...]
    tasks: tuple[str, ...]


def approve_hold(home: Home, actor: str, matter: str, hold: str, version: int, saw: str | None = None) -> HoldVersion:
    """Approve exactly `version` of `hold`, and return it. `saw`, where said, must name what was read.

    Raises RefusedError where `actor` proposed it, or it is not (or no longer) the one to be approved.
    """
    found = find_hold(home, matter, hold)

    def decision() -> Sequence[Fact]:
        one = find_version(reread(found), version)
        _check_open(home, one, PROPOSED)
        if one.version != reread(found).newest:
            raise RefusedError(
                f"Version {reread(found).newest} of {found.id} was proposed after version {version}. Look at that one."
            )
        if one.proposed_by == actor:
            raise RefusedError(
                f"A second person must approve: you ({shown(actor)}) proposed version {version} of {found.id}. "
                f"Somebody else does it with `openhold hold approve {matter} {found.id} --version {version}`."
            )
        name = names(home, matter, found.id, version)
        if saw not in (None, name):
            raise RefusedError(
                f"That is not what version {version} of {found.id} says. Look at it again: it is {name}."
            )
        return [HoldApproved(hold=found.id, version=version, saw=name)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_version(found, version)


def return_hold(home: Home, actor: str, matter: str, hold: str, version: int, why: str) -> HoldVersion:
    """Return a version that was not issued, with a reason: it goes no further. Its proposer may take it back so."""
    found = find_hold(home, matter, hold)
    reason = words(why, "why it is returned")

    def decision() -> Sequence[Fact]:
        _check_open(home, find_version(reread(found), version), PROPOSED, APPROVED)
        return [HoldReturned(hold=found.id, version=version, why=reason)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_version(found, version)


def issue_hold(home: Home, actor: str, matter: str, hold: str, version: int | None = None) -> Issued:
    """Put an approved version (the newest) in force; from then on every custodian of it is asked to acknowledge it.

    What it asks of stewards is given to them as tasks, but for what an earlier version gave them in the same words.
    Whoever is asked has not been told by that: the notices are sent by `holds.notices`. Raises RefusedError where the
    version is not approved.
    """
    found = find_hold(home, matter, hold)
    issued: list[Issued] = []

    def decision() -> Sequence[Fact]:
        one = find_version(reread(found), version)
        _check_open(home, one, APPROVED)
        asked = tuple(who for who in one.custodians if who not in set(one.silent))
        gone = _gone(matter, one)
        given = _new_tasks(home, one)
        issued.append(Issued(found.id, one.version, asked, gone, tuple(task.task for task in given)))
        return [HoldIssued(hold=found.id, version=one.version, custodians=asked, gone=gone), *given]

    decide(home, matter, actor, decision, alone=True)
    publish(home, matter)
    return issued[0]


def _new_tasks(home: Home, one: HoldVersion) -> tuple[TaskGiven, ...]:
    """Return what is to be given to stewards by the issue of a version: nothing twice."""
    there = Task.objects.filter(matter=one.matter, hold=one.hold)
    given = set(there.values_list("what", "steward", "source"))
    return tuple(
        TaskGiven(
            task=home.new_id("j"),
            hold=one.hold,
            source=task["source"],
            steward=task["steward"],
            what=task["what"],
            due=task["due"],
        )
        for task in one.tasks
        if task["steward"] is not None and (task["what"], task["steward"], task["source"]) not in given
    )


def shown(actor: str) -> str:
    """Return an actor as people read it: the name or account with the id beside it."""
    person = Person.objects.filter(id=actor).first()
    return actor if person is None else f"{person.shown}, {actor}"


def _check_open(home: Home, one: HoldVersion, *states: str) -> None:
    """Raise RefusedError unless the version is in one of `states`, and its hold not released."""
    name = f"Version {one.version} of {one.hold}"
    if reread(find_hold(home, one.matter, one.hold)).released_at is not None:
        raise RefusedError(f"Hold {one.hold} was released; propose a new hold.")
    if one.state in states:
        return
    if one.state == PROPOSED:
        raise RefusedError(
            f"{name} is not approved yet. A person other than {shown(one.proposed_by)} does it with "
            f"`openhold hold approve {one.matter} {one.hold} --version {one.version}`."
        )
    if one.state == APPROVED:
        raise RefusedError(f"{name} was approved already, by {shown(one.approved_by or '')}. Issue it.")
    if one.state == ISSUED:
        raise RefusedError(
            f"{name} was issued already, by {shown(one.issued_by or '')}. Amend it, or release the hold."
        )
    raise RefusedError(f"{name} was returned: {one.returned_why}. Propose the next version.")


def _gone(matter: str, one: HoldVersion) -> tuple[str, ...]:
    """Return the units of the matter that the version covers and whose destruction had begun."""
    units = set(Disposition.objects.filter(matter=matter, state__in=(BEGUN, DISPOSED)).values_list("unit", flat=True))
    if not units:
        return ()
    sources = list(Source.objects.filter(matter=matter, unit__in=units).order_by("seq"))
    reach = Reach(matter, sources)
    return tuple(
        source.unit
        for source in sources
        if any((by.matter, by.hold) == (matter, one.hold) for by in reach.protections(source))
    )
