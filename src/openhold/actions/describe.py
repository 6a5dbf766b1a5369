"""Describe a matter, or all of them: what is kept, what was re-read and what was not, how to check the ledger."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

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

_VAULT = "vault"
_ALL = "all"
"""What an audit says of its scope and of its sample where it read everything."""

_End = tuple[str, int, datetime]
"""How a collection was sealed: its unit, the number of the fact, and when."""


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
class Standing:
    """Where a matter stands. `collections` are those that ended: see `_ends`."""

    matter: Matter
    kept: Kept
    collections: int
    reread: Reread


@dataclass(frozen=True, slots=True)
class Overview:
    """All matters, oldest first, and the audits of the whole vault; `reread` is wrong or behind where any matter is."""

    matters: tuple[Standing, ...]
    items: int
    bytes: int
    reread: Reread


@dataclass(frozen=True, slots=True)
class Described:
    """A matter with its counts (items and bytes are what is kept, each content once per unit).

    `collections` are those that were sealed; `ended` counts those that were interrupted too, see `_ends`. `kept` is by
    the source's id, and so is `whose`: the custodian's name, where anybody said whose it is. Disclosures, like sources,
    collections and the values accepted from papers, are in the order of the ledger.
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
    whose: Mapping[str, str]
    ended: int
    reread: Reread


def describe(home: Home, matter: Matter) -> Described:
    """Return what the record holds of `matter`."""
    with database_told(home):
        sources = tuple(Source.objects.filter(matter=matter.id).order_by("seq"))
        collections = tuple(Collection.objects.filter(matter=matter.id).order_by("seq"))
        stopped = tuple(Interruption.objects.filter(matter=matter.id, disposed=None).order_by("seq"))
        there = [one for one in collections if one.disposed is None]
        disclosures = tuple(Disclosure.objects.filter(matter=matter.id).order_by("seq"))
        values = tuple(PaperValue.objects.filter(matter=matter.id).order_by("seq"))
        size = Log.objects.get(matter=matter.id).size
        counts = {
            "facts": size,
            "sources": len(sources),
            "units": len({source.unit for source in sources}),
            "collections": len(collections),
            "items": sum(one.new_items for one in there) + sum(one.items for one in stopped),
            "bytes": sum(one.new_bytes for one in there) + sum(one.bytes for one in stopped),
            "audits": Audit.objects.filter(log=matter.id).count(),
            "disclosures": len(disclosures),
        }
        audits = _audits()
        names = dict(Custodian.objects.filter(matter=matter.id).values_list("id", "name"))
    kept: dict[str, Kept] = {}
    for one in there:
        kept[one.source] = _more(kept.get(one.source), one.new_items, one.new_bytes, one.sealed_at)
    source_of = {source.unit: source.id for source in sources}
    for cut in stopped:
        source = source_of[cut.unit]
        kept[source] = _more(kept.get(source), cut.items, cut.bytes)
    ends = _ends([(one.unit, one.seq, one.sealed_at) for one in there], stopped)
    return Described(
        matter=matter,
        origin=home.origin(matter.id),
        key=home.verifier(matter.id).text(),
        size=size,
        counts=counts,
        sources=sources,
        collections=collections,
        disclosures=disclosures,
        values=values,
        kept=MappingProxyType(kept),
        whose=MappingProxyType({one.id: names.get(one.custodian, one.custodian) for one in sources if one.custodian}),
        ended=len(ends),
        reread=_reread([*audits[matter.id], *audits[_VAULT]], ends),
    )


def overview(home: Home, only: Container[str] | None = None) -> Overview:
    """Return where every matter stands, or those alone whose ids are in `only`."""
    with database_told(home):
        there = [one for one in Matter.objects.order_by("opened_at", "id") if only is None or one.id in only]
        kept: dict[str, Kept] = {}
        sealed: defaultdict[str, list[_End]] = defaultdict(list)
        rows = Collection.objects.filter(disposed=None).order_by("seq")
        for matter, unit, seq, at, items, size in rows.values_list(
            "matter", "unit", "seq", "sealed_at", "new_items", "new_bytes"
        ):
            kept[matter] = _more(kept.get(matter), items, size, at)
            sealed[matter].append((unit, seq, at))
        stopped: defaultdict[str, list[Interruption]] = defaultdict(list)
        for cut in Interruption.objects.filter(disposed=None).order_by("seq"):
            kept[cut.matter] = _more(kept.get(cut.matter), cut.items, cut.bytes)
            stopped[cut.matter].append(cut)
        audits = _audits()
    ends = {one.id: _ends(sealed[one.id], stopped[one.id]) for one in there}
    standings = tuple(
        Standing(
            matter=one,
            kept=kept.get(one.id, Kept(0, 0, None)),
            collections=len(ends[one.id]),
            reread=_reread([*audits[one.id], *audits[_VAULT]], ends[one.id]),
        )
        for one in there
    )
    vault = _reread(audits[_VAULT], [])
    wrong = [one for one in (vault.wrong, *(one.reread.wrong for one in standings)) if one is not None]
    return Overview(
        matters=standings,
        items=sum(one.kept.items for one in standings),
        bytes=sum(one.kept.bytes for one in standings),
        reread=Reread(
            last=vault.last,
            whole=vault.whole,
            wrong=max(wrong, key=lambda one: one.at, default=None),
            behind=sum(one.reread.behind for one in standings),
        ),
    )


def _more(kept: Kept | None, items: int, size: int, sealed_at: datetime | None = None) -> Kept:
    """Return `kept` with so many items and bytes more; collections are added in the order in which they were sealed."""
    if kept is None:
        return Kept(items, size, sealed_at)
    return Kept(kept.items + items, kept.bytes + size, sealed_at or kept.sealed_at)


def _ends(sealed: Iterable[_End], stopped: Iterable[Interruption]) -> list[datetime]:
    """Return when each collection of a matter ended; both are given in the order of the ledger.

    One that was interrupted is among them where it kept something and no later one of its unit was sealed or
    interrupted: a later one went on from there.
    """
    done = list(sealed)
    last = {unit: seq for unit, seq, _ in done}
    cut = {one.unit: one.at for one in stopped if one.items and one.seq > last.get(one.unit, -1)}
    return [*(at for _, _, at in done), *cut.values()]


def _audits() -> defaultdict[str, list[Audit]]:
    """Return, by scope, the audits since the newest whole one and that one itself, newest first."""
    found: defaultdict[str, list[Audit]] = defaultdict(list)
    done = set()
    for one in Audit.objects.order_by("-at", "-seq").iterator():
        if one.scope not in done:
            found[one.scope].append(one)
            if one.sample == _ALL:
                done.add(one.scope)
    return found


def _reread(audits: Sequence[Audit], ends: Sequence[datetime]) -> Reread:
    newest = sorted(audits, key=lambda one: one.at, reverse=True)
    whole = next((one for one in newest if one.sample == _ALL), None)
    return Reread(
        last=newest[0] if newest else None,
        whole=whole,
        wrong=next((one for one in newest if one.findings and (whole is None or one.at >= whole.at)), None),
        behind=sum(1 for at in ends if whole is None or at > whole.at),
    )


def sources(home: Home, matter: str) -> tuple[Source, ...]:
    """Return the sources of a matter, in the order in which they were named."""
    with database_told(home):
        return tuple(Source.objects.filter(matter=matter).order_by("seq"))


def matters(home: Home) -> tuple[Matter, ...]:
    """Return all matters, oldest first."""
    with database_told(home):
        return tuple(Matter.objects.order_by("opened_at", "id"))
