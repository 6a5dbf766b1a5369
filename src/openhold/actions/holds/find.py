"""Find a hold, or a version of it, again by what a person types."""

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.hold import Hold, HoldVersion


def find_hold(home: Home, matter: str, wanted: str) -> Hold:
    """Return the hold of `matter` whose id is `wanted`, or the one whose title has it as a part.

    Raises UsageError where there is none or more than one, naming the candidates.
    """
    with database_told(home):
        there = list(Hold.objects.filter(matter=matter).order_by("seq"))
    found = [one for one in there if one.id == wanted]
    if not found and wanted.strip():
        found = [one for one in there if wanted.strip().casefold() in one.title.casefold()]
    if len(found) == 1:
        return found[0]
    if not there:
        raise UsageError("There is no hold in this matter yet. Propose one with `openhold hold propose`.")
    listed = "; ".join(f"{one.id} ({one.title})" for one in found or there)
    if found:
        raise UsageError(f"{wanted!r} fits {len(found)} holds. Say which one: {listed}.")
    raise UsageError(f"There is no hold {wanted!r} in this matter. There is: {listed}.")


def hold_in_force(home: Home, matter: str, wanted: str) -> Hold:
    """Return what `find_hold` does; raise RefusedError unless it is in force: nobody is told of another."""
    found = find_hold(home, matter, wanted)
    if found.in_force == 0 or found.released_at is not None:
        state = "was released" if found.released_at is not None else "was not issued yet"
        raise RefusedError(f"Nobody is told of hold {found.id} now: it {state}.")
    return found


def find_version(hold: Hold, version: int | None) -> HoldVersion:
    """Return a version of `hold`, the newest where none is said; raise UsageError where there is no such."""
    found = HoldVersion.objects.filter(matter=hold.matter, hold=hold.id, version=version or hold.newest).first()
    if found is None:
        raise UsageError(f"Hold {hold.id} has no version {version}; its newest is {hold.newest}.")
    return found


def reread(hold: Hold) -> Hold:
    """Return the hold as it stands now, inside a transaction."""
    return Hold.objects.get(matter=hold.matter, id=hold.id)
