"""Who people are to a matter: whom the words at a source mean, and who of another matter may be the same person."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from openhold.projections.alike import folded
from openhold.projections.custodian import Custodian
from openhold.projections.source import THING, Source
from openhold.projections.thing import Thing

_What = TypeVar("_What")
_Key = tuple[str, str]
_AT_ONCE = 10_000
"""So many values are asked for in one question: SQLite takes no more than some thirty thousand."""
COLUMNS = ("matter", "id", "by_name", "by_email", "by_external")
"""What has to be read of a custodian to know who it is."""


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a matter knows them: names (folded), e-mail (folded), id in the directory."""

    names: frozenset[str]
    email: str = ""
    external: str = ""

    def same(self, other: "Who") -> bool:
        """Whether the two may be one person: by directory or e-mail, else by name unless the directory parts them."""
        if self.external and other.external:
            return self.external == other.external
        return (self.email != "" and self.email == other.email) or bool(self.names & other.names)


class People(Generic[_What]):
    """What is known of people, found by whatever may make two of them the same."""

    def __init__(self) -> None:
        self._by: dict[_Key, list[tuple[Who, _What]]] = defaultdict(list)

    def add(self, who: Who, what: _What) -> None:
        """Note something of a person."""
        for key in _keys(who):
            self._by[key].append((who, what))

    def of(self, who: Who) -> Iterator[_What]:
        """Yield what was noted of people who may be `who`, perhaps more than once."""
        for key in _keys(who):
            yield from (what for other, what in self._by.get(key, ()) if who.same(other))


class Meant:
    """Whom the words at `sources`, of any matters, mean: whose each is, and of a thing who has it too."""

    def __init__(self, sources: Sequence[Source]) -> None:
        things = {(one.matter, one.id) for one in sources if one.kind == THING}
        holders = {
            (matter, which): holder
            for some in at_once({which for _, which in things})
            for matter, which, holder in Thing.objects.filter(id__in=some).values_list("matter", "id", "holder")
        }
        self._texts = {
            (one.matter, one.id): [
                text
                for text in dict.fromkeys(
                    text.strip() for text in (one.custodian or "", holders.get((one.matter, one.id), ""))
                )
                if text
            ]
            for one in sources
        }
        self._by_id: dict[_Key, Who] = {}
        self._by_name: dict[_Key, dict[str, Who]] = defaultdict(dict)
        self._read({(matter, text) for (matter, _), texts in self._texts.items() for text in texts})

    def of(self, source: Source) -> list[tuple[str, Who]]:
        """Return whom the source's words may mean: custodians of its matter by ids, a bare name by ``""``."""
        found: list[tuple[str, Who]] = []
        for text in self._texts[source.matter, source.id]:
            known = self._by_id.get((source.matter, text))
            if known is not None:
                found.append((text, known))
                continue
            name = folded(text)
            found.append(("", Who(frozenset({name}))))
            found += self._by_name.get((source.matter, name), {}).items()
        return found

    def people(self, source: Source) -> tuple[str, ...]:
        """Return the ids of the custodians of its matter whom the source's words may mean."""
        return tuple(which for which, _ in self.of(source) if which)

    def _read(self, texts: set[_Key]) -> None:
        matters = {matter for matter, _ in texts}
        there = Custodian.objects.filter(matter=min(matters)) if len(matters) == 1 else Custodian.objects.all()
        for some in at_once({text for _, text in texts}):
            for matter, which, *who in there.filter(id__in=some).values_list(*COLUMNS):
                if (matter, which) in texts:
                    self._by_id[matter, which] = named(*who)
        names = {(matter, folded(text)) for matter, text in texts - self._by_id.keys()}
        for some in at_once({name for _, name in names}):
            for matter, which, *who in there.filter(by_name__in=some).order_by("seq").values_list(*COLUMNS):
                if (matter, who[0]) in names:
                    self._by_name[matter, who[0]][which] = named(*who)


def others_like(matter: str, known: Sequence[Who]) -> dict[_Key, Who]:
    """Return the custodians of other matters who may be one of those `known`, by matter and id; some may be nobody of
    them, as `Who.same` says."""
    wanted = {
        "by_name": {name for who in known for name in who.names},
        "by_email": {who.email for who in known},
        "by_external": {who.external for who in known},
    }
    there = Custodian.objects.exclude(matter=matter)
    return {
        (of, which): named(*who)
        for column, values in wanted.items()
        for some in at_once(values - {""})
        for of, which, *who in there.filter(**{f"{column}__in": some}).values_list(*COLUMNS)
    }


def named(name: str, email: str, external: str) -> Who:
    """Return who has these columns."""
    return Who(frozenset({name}), email, external)


def at_once(values: Collection[str]) -> Iterator[list[str]]:
    """Yield the values, sorted, as many at a time as one question to the database may name."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _keys(who: Who) -> list[_Key]:
    """Return all by which two people may be the same; each kind has a sign of its own before it."""
    said = [("d", who.external), ("e", who.email), *(("n", name) for name in who.names)]
    return [(kind, value) for kind, value in said if value]
