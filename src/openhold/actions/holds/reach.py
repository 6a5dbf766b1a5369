"""What holds reach: which of them, of any matter, cover a unit; and who else knows its custodian or its place.

A hold covers a unit by naming its source, or its custodian. It also reaches what is the same thing by another name:
a source at the same place, or inside it or around it; a thing with the same mark; a custodian of another matter who
is the same person. A thing belongs to whose it is and to who has it. Where that is not certain it counts as covered: a
hold too many is put right, a destruction is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from openhold.actions.holds.meant import COLUMNS, Meant, People, Who, at_once, named, others_like
from openhold.assess.release import Protection
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, SOURCE, Cover, Waiting
from openhold.projections.source import Source, SourcePlace

_Key = tuple[str, str]
_COLUMNS = ("matter", "hold", "what", "which", "by_name")
"""What has to be read of what a hold names."""


class _Row(NamedTuple):
    """What a hold names; `name` is a custodian's name of then, folded. `released` stands for a source let go of."""

    one: Protection
    name: str
    released: bool


class Reach:
    """What reaches the units of `sources`, all of one matter: use it within one transaction, or for one picture.

    What is read grows with them and with what may reach them, not with how many matters there are. With `own` only the
    matter's own holds are looked at: enough to say what one of them covers, never to let go.
    """

    def __init__(self, matter: str, sources: Sequence[Source], *, own: bool = False) -> None:
        self._matter = matter
        self._meant = Meant(sources)
        self._near = _near(matter, [one.id for one in sources], own=own)
        meant = [pair for source in sources for pair in self._meant.of(source)]
        known = {(matter, which): who for which, who in meant if which}
        others = {} if own else others_like(matter, list(dict.fromkeys(who for _, who in meant)))
        self._others: People[str] = People()
        for (of, _), who in others.items():
            self._others.add(who, of)
        self._let_go: set[tuple[str, str, str]] = set()
        self._by_source: dict[_Key, list[Protection]] = defaultdict(list)
        self._by_custodian: dict[str, list[Protection]] = defaultdict(list)
        self._by_name: dict[str, list[Protection]] = defaultdict(list)
        self._elsewhere: People[Protection] = People()
        near = {which for them in self._near.values() for _, which in them}
        ids = near | {which for _, which in (*known, *others)}
        names = {name for _, who in meant for name in who.names}
        rows = list(dict.fromkeys(_named(matter, ids, names, own=own)))
        self._note(rows, _whole({**known, **others}, rows))

    def protections(self, source: Source) -> tuple[Protection, ...]:
        """Return what covers the unit of `source`, one of the sources asked about, sorted."""
        found = {one for place in self._near[source.id] for one in self._by_source.get(place, ())}
        for which, known in self._meant.of(source):
            found.update(self._by_custodian.get(which, ()) if which else self._by_bare_name(known))
            found.update(self._elsewhere.of(known))
        return tuple(
            sorted(one for one in found if not one.in_force or (one.matter, one.hold, source.id) not in self._let_go)
        )

    def wanted_by(self, source: Source) -> tuple[str, ...]:
        """Return the other matters that know the custodian or the place of `source`, sorted."""
        found = {of for of, _ in self._near[source.id] if of != self._matter}
        for _, known in self._meant.of(source):
            found.update(self._others.of(known))
        return tuple(sorted(found))

    def people(self, source: Source) -> tuple[str, ...]:
        """Return the ids of the matter's custodians that the source's custodian may be."""
        return self._meant.people(source)

    def _note(self, rows: Iterable[_Row], people: dict[_Key, Who]) -> None:
        for one, name, released in rows:
            if released:
                self._let_go.add((one.matter, one.hold, one.which))
            elif one.what == SOURCE:
                self._by_source[one.matter, one.which].append(one)
            else:
                known = people.get((one.matter, one.which), Who(frozenset()))
                who = Who(known.names | {name} - {""}, known.email, known.external)
                if one.matter != self._matter:
                    self._elsewhere.add(who, one)
                    continue
                self._by_custodian[one.which].append(one)
                for each in who.names:
                    self._by_name[each].append(one)

    def _by_bare_name(self, known: Who) -> Iterator[Protection]:
        for name in known.names:
            yield from self._by_name.get(name, ())


def _near(matter: str, sources: Sequence[str], *, own: bool) -> dict[str, set[_Key]]:
    """Return, for each of a matter's sources, those at the same place, inside and around, itself among them."""
    at: dict[str, str] = {}
    around: dict[str, set[str]] = defaultdict(set)
    for some in at_once(sources):
        mine = SourcePlace.objects.filter(matter=matter, source__in=some)
        for source, digest, itself in mine.values_list("source", "digest", "itself"):
            around[source].add(digest)
            if itself:
                at[source] = digest
    there = SourcePlace.objects.filter(**({"matter": matter} if own else {}))
    within = _by_digest(there, set(at.values()))
    exactly = _by_digest(there.filter(itself=True), {one for them in around.values() for one in them})
    return {
        source: {
            *within.get(at.get(source, ""), ()),
            *(one for digest in around[source] for one in exactly.get(digest, ())),
        }
        for source in sources
    }


def _by_digest(places: "QuerySet[SourcePlace]", digests: set[str]) -> dict[str, list[_Key]]:
    found: dict[str, list[_Key]] = defaultdict(list)
    for some in at_once(digests):
        for digest, of, which in places.filter(digest__in=some).values_list("digest", "matter", "source"):
            found[digest].append((of, which))
    return found


def _named(matter: str, ids: set[str], names: set[str], *, own: bool) -> Iterator[_Row]:
    """Yield what holds name by one of `ids`, or as a custodian who had one of `names` then."""
    within = {"matter": matter} if own else {}
    covers, waiting = Cover.objects.filter(**within), Waiting.objects.filter(**within)
    for column, values in (("which", ids), ("by_name", names - {""})):
        for some in at_once(values):
            asked = {f"{column}__in": some}
            rows = covers.filter(**asked).values_list(*_COLUMNS, "released_at")
            for of, hold, what, which, name, released_at in rows:
                if released_at is None or what == SOURCE:
                    yield _Row(Protection(of, hold, what, which, in_force=True), name, released_at is not None)
            for of, hold, what, which, name in waiting.filter(**asked).values_list(*_COLUMNS):
                yield _Row(Protection(of, hold, what, which, in_force=False), name, released=False)


def _whole(people: dict[_Key, Who], rows: Iterable[_Row]) -> dict[_Key, Who]:
    """Return `people` with those whom `rows` name by a name of then, as they are known now."""
    named_then = {(row.one.matter, row.one.which) for row in rows if row.one.what == CUSTODIAN} - people.keys()
    found = dict(people)
    for some in at_once({which for _, which in named_then}):
        for matter, which, *who in Custodian.objects.filter(id__in=some).values_list(*COLUMNS):
            if (matter, which) in named_then:
                found[matter, which] = named(*who)
    return found
