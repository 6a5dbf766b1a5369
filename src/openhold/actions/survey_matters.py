"""Survey the matters: how much is kept in all of them, which were not re-read, and a page of them at a time."""

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, overload

from django.db.models import Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Lower

from openhold.actions.describe import VAULT, WHOLE, Kept, Reread, audits_of, reread
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.audit import Audit
from openhold.projections.collection import Collection
from openhold.projections.interruption import Interruption
from openhold.projections.matter import Matter

SHOWS = ("all", "behind", "empty")
"""Which matters can be asked for: all, those with collections that no whole audit has read, those without any."""
SORTS = MappingProxyType(
    {
        "opened": ("opened_at", "id"),
        "newest": ("-opened_at", "-id"),
        "title": (Lower("title"), "opened_at", "id"),
        "collected": (F("sealed_at").desc(nulls_last=True), "opened_at", "id"),
        "size": ("-bytes", "opened_at", "id"),
    }
)
"""By what they can be sorted; the oldest come first unless somebody says otherwise."""
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_FEW = 12
"""So many matters that are behind are named."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a matter stands. `collections` are those that ended, sealed or interrupted with something kept."""

    matter: Matter
    kept: Kept
    collections: int
    reread: Reread


@dataclass(frozen=True, slots=True)
class Overview:
    """All matters that are shown; `reread` is wrong or behind where any of them is.

    `matters` are those that were asked for, in the order asked for, read when they are looked at. `counts` says how
    many each of `SHOWS` has, and `behind` names the first with collections that no whole audit has read.
    """

    matters: Sequence[Standing]
    counts: Mapping[str, int]
    behind: tuple[Standing, ...]
    items: int
    bytes: int
    reread: Reread

    @property
    def number(self) -> int:
        """How many matters there are."""
        return self.counts["all"]


def overview(home: Home, only: Some[str] | None = None, *, show: str = "all", sort: str = "opened") -> Overview:
    """Return where all matters stand, or those alone whose ids are in `only`; `show` and `sort` choose the listed."""
    with database_told(home):
        them = Matter.objects.all() if only is None else Matter.objects.filter(id__in=list(only))
        audits = audits_of([VAULT])[VAULT]
        vault = reread(audits, partial(_only, 0))
        there = _counted(them, vault.whole)
        late, empty = Q(late__gt=0), Q(collections=0)
        told = there.aggregate(
            all=Count("*"),
            behind=Count("id", filter=late),
            empty=Count("id", filter=empty),
            kept=Coalesce(Sum("items"), 0),
            size=Coalesce(Sum("bytes"), 0),
            ends=Coalesce(Sum("late"), 0),
        )
        chosen = {"all": there, "behind": there.filter(late), "empty": there.filter(empty)}
        few = chosen["behind"].order_by("opened_at", "id")[:_FEW] if told["behind"] else ()
        return Overview(
            matters=_Chosen(home, chosen[show].order_by(*SORTS[sort]), told[show], audits),
            counts=MappingProxyType({name: told[name] for name in SHOWS}),
            behind=tuple(_standings(few, audits)),
            items=told["kept"],
            bytes=told["size"],
            reread=Reread(vault.last, vault.whole, _wrong(only, vault.whole), told["ends"]),
        )


def titles_of(home: Home, matters: Some[str]) -> Mapping[str, str]:
    """Return the titles of some matters, by their ids."""
    with database_told(home):
        return MappingProxyType(dict(Matter.objects.filter(id__in=list(matters)).values_list("id", "title")))


class _Chosen(Sequence[Standing]):
    """The matters that somebody asked for, each read when it is looked at."""

    def __init__(self, home: Home, rows: "QuerySet[Matter]", number: int, audits: Sequence[Audit]) -> None:
        self._home, self._rows, self._number, self._audits = home, rows, number, audits

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Standing]:
        return iter(self._read(self._rows))

    @overload
    def __getitem__(self, place: int) -> Standing: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Standing]: ...
    def __getitem__(self, place: int | slice) -> Standing | Sequence[Standing]:
        if isinstance(place, slice):
            return self._read(self._rows[place])
        return self._read(self._rows[place : place + 1])[0]

    def _read(self, rows: "QuerySet[Matter]") -> list[Standing]:
        with database_told(self._home):
            return _standings(rows, self._audits)


def _standings(rows: Iterable[Any], vault: Sequence[Audit]) -> list[Standing]:
    """Return where matters stand that carry `late`, by one question for the audits of all of them."""
    there = list(rows)
    audits = audits_of([one.id for one in there])
    return [
        Standing(
            matter=one,
            kept=Kept(one.items, one.bytes, one.sealed_at),
            collections=one.collections,
            reread=reread([*audits[one.id], *vault], partial(_only, one.late)),
        )
        for one in there
    ]


def _only(late: int, _: datetime | None) -> int:
    return late


def _counted(them: "QuerySet[Matter]", vault: Audit | None) -> "QuerySet[Matter]":
    """Return matters with `late`: how many of their collections ended after the newest whole audit of them."""
    since = Value(_NEVER if vault is None else vault.at, output_field=DateTimeField())
    newest = Audit.objects.filter(scope=OuterRef("id"), sample=WHOLE).order_by("-at").values("at")[:1]
    sealed = Collection.objects.filter(sealed_at__gt=OuterRef("whole"))
    cut = Interruption.objects.filter(at__gt=OuterRef("whole"), items__gt=0, followed=False)
    return them.annotate(whole=Greatest(Coalesce(Subquery(newest), since), since)).annotate(
        late=_number(sealed) + _number(cut)
    )


def _number(rows: "QuerySet[Collection] | QuerySet[Interruption]") -> Coalesce:
    """Return the expression that counts the rows of a matter."""
    of = rows.filter(matter=OuterRef("id"), disposed=None).order_by().values("matter")
    return Coalesce(Subquery(of.annotate(number=Count("*")).values("number")), 0)


def _wrong(only: Some[str] | None, vault: Audit | None) -> Audit | None:
    """Return the newest audit with findings that no later whole one refutes, of the vault or of a matter shown."""
    later = Audit.objects.filter(scope=OuterRef("scope"), sample=WHOLE, at__gt=OuterRef("at"))
    found = Audit.objects.filter(~Exists(later), findings__gt=0).order_by("-at", "-seq")
    if only is not None:
        found = found.filter(scope__in=[VAULT, *only])
    return (found if vault is None else found.filter(at__gte=vault.at)).first()
