"""Who may open what is designated under a protective order; and what of a matter is.

An item is under every designation of its own, and under those of each unit that keeps it: all of them must admit
whoever opens it. Whoever acts on the terminal is not bound by this, as by no table of roles (see `roles`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openhold.actions.errors import RefusedError
from openhold.actions.home import Home
from openhold.actions.list_items import digests_of, keeps
from openhold.actions.record import database_told
from openhold.actions.roles import standing
from openhold.facts.orders import ITEM
from openhold.projections.order import Designation, ProtectiveOrder
from openhold.projections.person import Person


@dataclass(frozen=True, slots=True)
class Marked:
    """A designation in force: its level, the roles that may open, and the order in words with its id."""

    level: str
    roles: tuple[str, ...]
    order: str
    named: str
    what: str
    which: str

    @property
    def sentence(self) -> str:
        """What it says of whoever may open, in words."""
        return f"designated {self.level} under {self.named}: only {_either(self.roles)} may open it"


class Marks:
    """All designations of a matter that are in force; what units keep is read once, and only where it has to be."""

    def __init__(self, home: Home, matter: str) -> None:
        self._home, self._matter = home, matter
        self._items: dict[str, list[Marked]] = {}
        self._units: dict[str, list[Marked]] = {}
        with database_told(home):
            orders = {one.id: one for one in ProtectiveOrder.objects.filter(matter=matter, lifted=None)}
            there = list(Designation.objects.filter(matter=matter, withdrawn=None, order__in=orders).order_by("seq"))
        for one in there:
            of = self._items if one.what == ITEM else self._units
            of.setdefault(one.which, []).append(_marked(orders[one.order], one))
        self._kept: Mapping[str, frozenset[bytes]] | None = None

    def of(self, sha256: str) -> tuple[Marked, ...]:
        """Return what an item (hex) is designated; for many items of one matter."""
        if self._kept is None:
            self._kept = {unit: digests_of(self._home, self._matter, unit) for unit in self._units}
        digest = bytes.fromhex(sha256) if self._kept else b""
        inside = [one for unit, kept in self._kept.items() if digest in kept for one in self._units[unit]]
        return (*self._items.get(sha256, ()), *inside)

    def levels(self, sha256: str) -> list[str]:
        """Return the names of the levels that an item (hex) is under, each once; for many items of one matter."""
        return list(dict.fromkeys(one.level for one in self.of(sha256))) if self else []

    def of_one(self, sha256: str) -> tuple[Marked, ...]:
        """Return what an item (hex) is designated; for one item, without reading all that units keep."""
        inside = [
            one for unit, them in self._units.items() if keeps(self._home, self._matter, unit, sha256) for one in them
        ]
        return (*self._items.get(sha256, ()), *inside)

    def of_unit(self, unit: str) -> tuple[Marked, ...]:
        """Return what all that is kept of a unit is designated."""
        return tuple(self._units.get(unit, ()))

    def __bool__(self) -> bool:
        """Whether anything is designated."""
        return bool(self._items or self._units)


def check_admitted(home: Home, matter: str, actor: str, sha256: str) -> None:
    """Raise RefusedError, saying why and who can, unless every level that an item (hex) is under admits `actor`.

    An owner of the instance is admitted by their role in the matter, as everybody is.
    """
    with database_told(home):
        person = Person.objects.filter(id=actor).first()
        if person is None or not person.email:
            return
        role = standing(matter, actor).role
    for one in Marks(home, matter).of_one(sha256):
        if role not in one.roles:
            raise RefusedError(f"This item is {one.sentence}. {_have(role)} Ask one of them.")


def admits(matter: str, actor: str, roles: Sequence[str]) -> bool:
    """Tell whether `actor` is among those whom a level admits, inside the caller's transaction."""
    person = Person.objects.filter(id=actor).first()
    return person is None or not person.email or standing(matter, actor).role in roles


def called(order: ProtectiveOrder) -> str:
    """Return how an order is spoken of: its paper, its day, and its number on the docket."""
    docket = f" (ECF No. {order.docket})" if order.docket else ""
    return f"{order.paper} of {order.on.day} {order.on:%B %Y}{docket}"


def _marked(order: ProtectiveOrder, one: Designation) -> Marked:
    roles = next((tuple(level["roles"]) for level in order.levels if level["name"] == one.level), ())
    return Marked(one.level, roles, order.id, called(order), one.what, one.which)


def _either(roles: Sequence[str]) -> str:
    if not roles:
        return "nobody"
    return roles[0] if len(roles) == 1 else f"{', '.join(roles[:-1])} or {roles[-1]}"


def _have(role: str | None) -> str:
    return f"Your role is {role}." if role else "You have no role in this matter."
