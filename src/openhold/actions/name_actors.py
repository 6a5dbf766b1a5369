"""Say who stands behind the actors of the record."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.custodian import Custodian
from openhold.projections.person import Person


def name_actors(home: Home, matter: str, actors: Iterable[str | None]) -> Mapping[str, str]:
    """Return what people and custodians of `matter` are called, by their ids; an id that nobody has is left out."""
    asked = [one for one in dict.fromkeys(actors) if one]
    with database_told(home):
        people = {one.id: one.shown for one in Person.objects.filter(id__in=asked)}
        named = Custodian.objects.filter(matter=matter, id__in=asked).values_list("id", "name")
        return MappingProxyType({**dict(named), **people})
