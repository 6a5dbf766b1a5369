"""Name a custodian of a matter."""

from openhold.actions.errors import UsageError
from openhold.actions.find_custodian import find_custodian, roster
from openhold.actions.home import Home
from openhold.actions.known_person import Known, checked, naming
from openhold.actions.record import decide, publish
from openhold.facts.fact import Fact
from openhold.projections.custodian import Custodian


def name_custodian(home: Home, actor: str, matter: str, known: Known) -> Custodian:
    """Record a new custodian of `matter` and return them. `known.manager` is a custodian's id, or None.

    Raises UsageError where something in `known` cannot be recorded, or where that person is a custodian already.
    """
    known = checked(known)
    custodian = home.new_id("k")

    def decision() -> list[Fact]:
        there = roster(home, matter)
        same = there.same(known)
        if same:
            raise UsageError(
                f"{same[0].known.name} ({same[0].custodian}) is that custodian already. Change what is known with "
                "`openhold custodian change`, or tell two people apart by the address or the id in the directory."
            )
        there.check_manager(custodian, known.manager)
        return [naming(custodian, known)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_custodian(home, matter, custodian)
