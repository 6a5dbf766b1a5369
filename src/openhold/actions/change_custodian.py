"""State anew what is known of a custodian: corrected, moved, or left; and settle the alarm that follows."""

from datetime import date

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.find_custodian import find_custodian, roster
from openhold.actions.home import Home
from openhold.actions.known_person import Known, changing, checked
from openhold.actions.record import decide, publish
from openhold.actions.wording import words
from openhold.facts.custodians import AlarmSettled
from openhold.facts.fact import Fact
from openhold.projections.custodian import Custodian

CAUSES = ("corrected", "moved", "left")
"""Why something about a custodian is stated anew. Whoever moves or leaves raises an alarm."""


def change_custodian(
    home: Home,
    actor: str,
    matter: str,
    custodian: str,
    known: Known,
    *,
    cause: str,
    left: date | None,
    saw: int | None = None,
) -> Custodian:
    """Record what is known of `custodian` (an id) from now on and return it; what was known already records nothing.

    `left` is the last day of somebody who leaves; None for somebody who stays, or comes back. `saw` is the newest fact
    about them that whoever asks had before their eyes, where that is known. Raises UsageError where something cannot
    be recorded, or where `known` is another custodian too, and RefusedError where something newer was said meanwhile.
    """
    if cause not in CAUSES:
        raise UsageError(f"{cause!r} is no cause of a change. There is: {', '.join(CAUSES)}.")
    if cause == "left" and left is None:
        raise UsageError("Say the last day of whoever leaves: openhold custodian left MATTER WHO --on DATE.")
    known = checked(known)

    def decision() -> list[Fact]:
        there = roster(home, matter)
        before = there.entries.get(custodian)
        if before is None:
            raise UsageError(f"This matter has no custodian {custodian!r}; `openhold custodian list` names them.")
        if (before.known, before.left) == (known, left):
            return []
        if saw is not None and find_custodian(home, matter, custodian).said != saw:
            raise RefusedError(
                f"Somebody said something new of {before.known.name} meanwhile. Look at it, then change what is left."
            )
        others = [one for one in there.same(known) if one is not before]
        if others:
            raise UsageError(
                f"That would make {known.name} the same person as {others[0].known.name} ({others[0].custodian}). Tell "
                "them apart by the address or the id in the directory."
            )
        there.check_manager(custodian, known.manager)
        return [changing(custodian, known, cause=cause, left=None if left is None else left.isoformat())]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_custodian(home, matter, custodian)


def settle_alarm(home: Home, actor: str, matter: str, custodian: str, *, done: str) -> Custodian:
    """Record what was `done` about the evidence of a custodian (an id) who left or moved; the alarm ends.

    Raises UsageError where there is no alarm about that custodian, or no word of what was done.
    """
    said = words(done, "what was done")

    def decision() -> list[Fact]:
        found = find_custodian(home, matter, custodian)
        if not found.alarm:
            raise UsageError(f"There is no alarm about {found.name}: nothing has to be settled.")
        return [AlarmSettled(custodian=found.id, alarm=found.alarm, words=said)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_custodian(home, matter, custodian)
