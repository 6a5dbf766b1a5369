"""Which sources can be collected in the background, and which are by themselves: those that a hold in force covers."""

from itertools import groupby
from operator import attrgetter

from openhold.actions.holds.reach import Reach
from openhold.actions.home import Home
from openhold.actions.name_source import KINDS
from openhold.actions.record import database_told
from openhold.projections.collection import Collection
from openhold.projections.source import Source


def to_collect_again(home: Home) -> tuple[Source, ...]:
    """Return them by matter. What no hold wants is left alone, and so is what nobody ever collected."""
    with database_told(home):
        collected = set(Collection.objects.values_list("matter", "unit").distinct())
        there = Source.objects.filter(kind__in=KINDS, disposed=None).order_by("matter", "seq")
        them = [one for one in there if (one.matter, one.unit) in collected]
        by_matter = {matter: list(its) for matter, its in groupby(them, key=attrgetter("matter"))}
        reach = {matter: Reach(matter, its) for matter, its in by_matter.items()}
        return tuple(one for one in them if any(each.in_force for each in reach[one.matter].protections(one)))


def why_not_collectable(source: Source) -> str:
    """Return in a sentence why `source` cannot be collected, empty where it is a folder whose unit still stands."""
    if source.kind not in KINDS:
        return f"{source.id} is no folder: it is looked after, not collected."
    if source.disposed is not None:
        return f"The unit of {source.id} was destroyed; name the source again to collect from it."
    return ""
