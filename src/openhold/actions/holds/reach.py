"""What holds reach: which of them, of any matter, cover a unit; and who else knows its custodian or its place.

A hold covers a unit by naming its source, or its custodian. It also reaches what is the same thing by another name:
a source at the same place, or inside it or around it; a thing with the same mark; a custodian of another matter who
is the same person. A thing belongs to whose it is and to who has it. Where that is not certain it counts as covered: a
hold too many is put right, a destruction is not.
"""

from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from openhold.assess.release import Protection
from openhold.projections.custodian import Custodian
from openhold.projections.hold import APPROVED, CUSTODIAN, PROPOSED, SOURCE, Cover, Hold, HoldVersion
from openhold.projections.source import THING, Source
from openhold.projections.thing import Thing

_What = TypeVar("_What")
_Place = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _Who:
    """A person as a matter knows them: names (folded), e-mail (folded), id in the directory."""

    names: frozenset[str]
    email: str = ""
    external: str = ""

    def same(self, other: "_Who") -> bool:
        """Whether the two may be one person: by directory or e-mail, else by name unless the directory parts them."""
        if self.external and other.external:
            return self.external == other.external
        return (self.email != "" and self.email == other.email) or bool(self.names & other.names)


class _People(Generic[_What]):
    """What is known of people, found by whatever may make two of them the same."""

    def __init__(self) -> None:
        self._by: dict[str, list[tuple[_Who, _What]]] = defaultdict(list)

    def add(self, who: _Who, what: _What) -> None:
        """Note something of a person."""
        for key in _keys(who):
            self._by[key].append((who, what))

    def of(self, who: _Who) -> Iterator[_What]:
        """Yield what was noted of people who may be `who`, perhaps more than once."""
        for key in _keys(who):
            yield from (what for other, what in self._by.get(key, ()) if who.same(other))


class _Places(Generic[_What]):
    """What is known of places, found by those that are the same, inside or around."""

    def __init__(self) -> None:
        self._at: dict[_Place, list[_What]] = defaultdict(list)
        self._inside: dict[_Place, list[_What]] = defaultdict(list)

    def add(self, place: _Place, what: _What) -> None:
        """Note something of a place."""
        self._at[place].append(what)
        for end in range(1, len(place)):
            self._inside[place[:end]].append(what)

    def of(self, place: _Place) -> Iterator[_What]:
        """Yield what was noted of `place`, of places inside it and of those around it."""
        yield from self._inside.get(place, ())
        for end in range(1, len(place) + 1):
            yield from self._at.get(place[:end], ())


class Reach:
    """All holds and what each names, read once: use it within one transaction, or for one picture.

    With `own` only the matter's own holds are looked at: enough to say what one of them covers, never to let go.
    """

    def __init__(self, matter: str, *, own: bool = False) -> None:
        self._matter = matter
        self._within = {"matter": matter} if own else {}
        self._let_go: set[tuple[str, str, str]] = set()
        self._people = {(one.matter, one.id): _who(one) for one in Custodian.objects.filter(**self._within)}
        things = Thing.objects.filter(**self._within).values_list("matter", "id", "mark", "holder")
        self._things = {(of, which): (mark, holder) for of, which, mark, holder in things}
        self._places = {(one.matter, one.id): self._place(one) for one in Source.objects.filter(**self._within)}
        self._own: dict[str, list[str]] = defaultdict(list)
        self._wanted: tuple[_Places[str], _People[str]] = _Places(), _People()
        self._by_source: _Places[Protection] = _Places()
        self._by_custodian: dict[str, list[Protection]] = defaultdict(list)
        self._by_name: dict[str, list[Protection]] = defaultdict(list)
        self._elsewhere: _People[Protection] = _People()
        for (of, which), who in self._people.items():
            if of == matter:
                for name in who.names:
                    self._own[name].append(which)
            else:
                self._wanted[1].add(who, of)
        for (of, _), place in self._places.items():
            if of != matter:
                self._wanted[0].add(place, of)
        for one, name in self._named():
            self._note(one, _folded(name))

    def protections(self, source: Source) -> tuple[Protection, ...]:
        """Return what covers the unit of `source`, a source of the matter, sorted."""
        found = set(self._by_source.of(self._place(source)))
        for which, known in self._of(source):
            found.update(self._by_custodian.get(which, ()) if which else self._by_bare_name(known))
            found.update(self._elsewhere.of(known))
        return tuple(
            sorted(one for one in found if not one.in_force or (one.matter, one.hold, source.id) not in self._let_go)
        )

    def wanted_by(self, source: Source) -> tuple[str, ...]:
        """Return the other matters that know the custodian or the place of `source`, sorted."""
        places, people = self._wanted
        found = set(places.of(self._place(source)))
        for _, known in self._of(source):
            found.update(people.of(known))
        return tuple(sorted(found))

    def people(self, source: Source) -> tuple[str, ...]:
        """Return the ids of the matter's custodians that the source's custodian may be."""
        return tuple(which for which, _ in self._of(source) if which)

    def _named(self) -> Iterator[tuple[Protection, str]]:
        """Yield everything that a hold names, with a custodian's name of then; note what was let go of by the way."""
        released = set(Hold.objects.exclude(released_at=None).values_list("matter", "id"))
        for one in Cover.objects.filter(**self._within):
            if one.released_at is None:
                yield Protection(one.matter, one.hold, one.what, one.which, in_force=True), one.name
            elif one.what == SOURCE:
                self._let_go.add((one.matter, one.hold, one.which))
        for version in HoldVersion.objects.filter(state__in=(PROPOSED, APPROVED), **self._within):
            if (version.matter, version.hold) not in released:
                yield from _pending(version)

    def _note(self, one: Protection, name: str) -> None:
        if one.what == SOURCE:
            place = self._places.get((one.matter, one.which))
            if place is not None:
                self._by_source.add(place, one)
            return
        known = self._people.get((one.matter, one.which), _Who(frozenset()))
        who = _Who(known.names | {name} - {""}, known.email, known.external)
        if one.matter != self._matter:
            self._elsewhere.add(who, one)
            return
        self._by_custodian[one.which].append(one)
        for each in who.names:
            self._by_name[each].append(one)

    def _by_bare_name(self, known: _Who) -> Iterator[Protection]:
        for name in known.names:
            yield from self._by_name.get(name, ())

    def _of(self, source: Source) -> list[tuple[str, _Who]]:
        """Return who the custodian of `source` may be, and who has it where it is a thing."""
        _, holder = self._things.get((source.matter, source.id), ("", ""))
        texts = dict.fromkeys(text.strip() for text in (source.custodian or "", holder))
        return [who for text in texts if text for who in self._meant(text)]

    def _meant(self, text: str) -> list[tuple[str, _Who]]:
        """Return whom a text may mean: custodians of the matter by id or name, and the bare name."""
        if (self._matter, text) in self._people:
            return [(text, self._people[self._matter, text])]
        ids = self._own.get(_folded(text), [])
        return [("", _Who(frozenset({_folded(text)}))), *((which, self._people[self._matter, which]) for which in ids)]

    def _place(self, source: Source) -> _Place:
        """Return a source's kind, and its place as the names from the root on; of a thing its mark, else its id."""
        if source.kind == THING:
            mark, _ = self._things.get((source.matter, source.id), ("", ""))
            return (THING.encode(), (f"no. {_folded(mark)}" if mark else source.id).encode())
        at = source.at.encode() if source.at is not None else b64decode(source.at_b64 or "")
        return (source.kind.encode(), *(name for name in at.split(b"/") if name))


def _pending(version: HoldVersion) -> Iterable[tuple[Protection, str]]:
    """Yield what a version names that was not issued yet."""
    for which in version.sources:
        yield Protection(version.matter, version.hold, SOURCE, which, in_force=False), ""
    for which, name in zip(version.custodians, version.names, strict=True):
        yield Protection(version.matter, version.hold, CUSTODIAN, which, in_force=False), name


def _keys(who: _Who) -> list[str]:
    """Return all by which two people may be the same; each kind has a sign of its own before it."""
    said = [("d", who.external), ("e", who.email), *(("n", name) for name in who.names)]
    return [kind + value for kind, value in said if value]


def _who(one: Custodian) -> _Who:
    return _Who(frozenset({_folded(one.name)}), _folded(one.email or ""), (one.external or "").strip())


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
