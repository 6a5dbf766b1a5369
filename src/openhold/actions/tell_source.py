"""Tell what the record holds of one source: whose it is, what becomes of it, what was collected, what covers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from openhold.actions.holds.reach import Reach
from openhold.actions.home import Home
from openhold.actions.name_source import find_source
from openhold.actions.record import database_told
from openhold.facts.retention import BEHAVIOURS
from openhold.projections.collection import Collection
from openhold.projections.custodian import Custodian
from openhold.projections.hold import Hold
from openhold.projections.source import Source

RETENTIONS = BEHAVIOURS
"""What can become of a source, for the doors to offer."""


@dataclass(frozen=True, slots=True)
class Told:
    """A source with the custodian and steward whom the matter knows (None: nobody, or a name that is no custodian's).

    `collections` are the sealed ones, oldest first.
    """

    source: Source
    custodian: Custodian | None
    steward: Custodian | None
    collections: tuple[Collection, ...]
    holds: tuple[Hold, ...]


def tell_source(home: Home, matter: str, source: str) -> Told:
    """Return what is known of the source whose id is `source`; raise UsageError where there is none."""
    one = find_source(home, matter, source)
    with database_told(home):
        people = {each.id: each for each in Custodian.objects.filter(matter=matter, id__in=_ids(one))}
        collections = tuple(Collection.objects.filter(matter=matter, source=one.id).order_by("seq"))
    (holds,) = covering(home, matter, [one])
    return Told(one, people.get(one.custodian or ""), people.get(one.steward or ""), collections, holds)


def covering(home: Home, matter: str, them: Sequence[Source]) -> list[tuple[Hold, ...]]:
    """Return, for each source, the holds of its matter that are in force and cover it, oldest first."""
    with database_told(home):
        holds = {one.id: one for one in Hold.objects.filter(matter=matter).order_by("seq")}
        reach = Reach(matter, them, own=True)
        found = []
        for one in them:
            named = {each.hold for each in reach.protections(one) if each.in_force and each.matter == matter}
            found.append(tuple(hold for which, hold in holds.items() if which in named))
        return found


def _ids(one: Source) -> list[str]:
    return [which for which in (one.custodian, one.steward) if which]
