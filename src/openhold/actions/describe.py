"""Describe a matter, or all of them: what is kept, what was re-read and what was not, how to check the ledger."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Collection as Some
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db.models import Exists, Max, OuterRef, QuerySet, Sum

from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.audit import Audit
from openhold.projections.collection import Collection
from openhold.projections.custodian import Custodian
from openhold.projections.disclosure import Disclosure
from openhold.projections.interruption import Interruption
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.projections.paper import PaperValue
from openhold.projections.source import Source

VAULT = "vault"
WHOLE = "all"
"""What an audit says of its scope and of its sample where it read everything."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What audits say of what is kept.

    `last` is the newest audit that covered it, `whole` the newest that read all of it and not a sample, `wrong` the
    newest with findings that no later whole audit refutes; each None where there is none. `behind` counts the
    collections that ended after `whole`: those that no whole audit has read.
    """

    last: Audit | None
    whole: Audit | None
    wrong: Audit | None
    behind: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Items and bytes that are kept, each content once per unit, and when the newest collection was sealed.

    What an interrupted collection kept is among them; `sealed_at` is None where no collection was sealed.
    """

    items: int
    bytes: int
    sealed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Described:
    """A matter with its counts (items and bytes are what is kept, each content once per unit).

    `collections` are those that were sealed, or the newest of them alone where only those were asked for; `ended`
    counts all that were not destroyed, interrupted ones that kept something too. `kept` and `latest`, the last
    collection, are by the source's id, and so is `whose`: the custodian's name, where anybody said whose it is.
    Disclosures, like sources, collections and the values accepted from papers, are in the order of the ledger.
    """

    matter: Matter
    origin: str
    key: str
    size: int
    counts: dict[str, int]
    sources: tuple[Source, ...]
    collections: tuple[Collection, ...]
    disclosures: tuple[Disclosure, ...]
    values: tuple[PaperValue, ...]
    kept: Mapping[str, Kept]
    latest: Mapping[str, Collection]
    whose: Mapping[str, str]
    ended: int
    reread: Reread


def describe(home: Home, matter: Matter, *, newest: int | None = None) -> Described:
    """Return what the record holds of `matter`; with `newest` so many of the collections, not all."""
    with database_told(home):
        told = Matter.objects.get(id=matter.id)
        sources = tuple(Source.objects.filter(matter=matter.id).order_by("seq"))
        sealed = Collection.objects.filter(matter=matter.id)
        cut = Interruption.objects.filter(matter=matter.id, disposed=None)
        listed = tuple(sealed.order_by("-seq")[:newest])[::-1]
        last = sealed.order_by().values("source").annotate(last=Max("seq")).values("last")
        disclosures = tuple(Disclosure.objects.filter(matter=matter.id).order_by("seq"))
        size = Log.objects.get(matter=matter.id).size
        audits = audits_of([matter.id, VAULT])
        return Described(
            matter=matter,
            origin=home.origin(matter.id),
            key=home.verifier(matter.id).text(),
            size=size,
            counts={
                "facts": size,
                "sources": len(sources),
                "units": len({source.unit for source in sources}),
                "collections": len(listed) if newest is None else sealed.count(),
                "items": told.items,
                "bytes": told.bytes,
                "audits": Audit.objects.filter(log=matter.id).count(),
                "disclosures": len(disclosures),
            },
            sources=sources,
            collections=listed,
            disclosures=disclosures,
            values=tuple(PaperValue.objects.filter(matter=matter.id).order_by("seq")),
            kept=MappingProxyType(_kept(sealed.filter(disposed=None), cut, sources)),
            latest=MappingProxyType({one.source: one for one in sealed.filter(seq__in=last)}),
            whose=MappingProxyType(_whose(matter.id, sources)),
            ended=told.collections,
            reread=reread([*audits[matter.id], *audits[VAULT]], lambda whole: _behind(told, whole)),
        )


def _kept(sealed: "QuerySet[Collection]", cut: Iterable[Interruption], sources: Iterable[Source]) -> dict[str, Kept]:
    """Return what is kept of each source, with what interrupted collections kept."""
    counted = (
        sealed.order_by()
        .values("source")
        .annotate(items=Sum("new_items"), size=Sum("new_bytes"), last=Max("sealed_at"))
    )
    kept = {one["source"]: Kept(one["items"], one["size"], one["last"]) for one in counted}
    source_of = {source.unit: source.id for source in sources}
    for one in cut:
        before = kept.get(source_of[one.unit], Kept(0, 0, None))
        kept[source_of[one.unit]] = Kept(before.items + one.items, before.bytes + one.bytes, before.sealed_at)
    return kept


def _behind(matter: Matter, whole: datetime | None) -> int:
    """Return how many collections of a matter ended after its newest whole audit."""
    if whole is None:
        return matter.collections
    cut = Interruption.objects.filter(matter=matter.id, disposed=None, followed=False, items__gt=0, at__gt=whole)
    return Collection.objects.filter(matter=matter.id, disposed=None, sealed_at__gt=whole).count() + cut.count()


def _whose(matter: str, sources: Iterable[Source]) -> dict[str, str]:
    """Return the custodian's name of each source, by the source's id; what names no custodian stands for itself."""
    said = {one.id: one.custodian for one in sources if one.custodian}
    there = Custodian.objects.filter(matter=matter, id__in=set(said.values()))
    names = dict(there.values_list("id", "name"))
    return {source: names.get(custodian, custodian) for source, custodian in said.items()}


def audits_of(scopes: Some[str]) -> defaultdict[str, list[Audit]]:
    """Return, by scope, the audits that tell something, newest first: the newest of all, whole ones, those that found.

    What is older than the newest whole one tells nothing any more. Call it where the database is told.
    """
    later = Audit.objects.filter(scope=OuterRef("scope"), sample=WHOLE, at__gt=OuterRef("at"))
    found: defaultdict[str, list[Audit]] = defaultdict(list)
    for one in Audit.objects.filter(~Exists(later), scope__in=scopes).order_by("-at", "-seq"):
        if not found[one.scope] or one.sample == WHOLE or one.findings:
            found[one.scope].append(one)
    return found


def reread(audits: Iterable[Audit], behind: Callable[[datetime | None], int]) -> Reread:
    """Return what audits say; `behind` counts the collections that ended after a moment, all where that is None."""
    newest = sorted(audits, key=lambda one: one.at, reverse=True)
    whole = next((one for one in newest if one.sample == WHOLE), None)
    return Reread(
        last=newest[0] if newest else None,
        whole=whole,
        wrong=next((one for one in newest if one.findings and (whole is None or one.at >= whole.at)), None),
        behind=behind(None if whole is None else whole.at),
    )


def sources(home: Home, matter: str) -> tuple[Source, ...]:
    """Return the sources of a matter, in the order in which they were named."""
    with database_told(home):
        return tuple(Source.objects.filter(matter=matter).order_by("seq"))


def matters(home: Home) -> tuple[Matter, ...]:
    """Return all matters, oldest first."""
    with database_told(home):
        return tuple(Matter.objects.order_by("opened_at", "id"))
