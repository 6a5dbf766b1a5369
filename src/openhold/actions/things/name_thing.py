"""Name a physical thing or paper: what it is, who has it, where, its seal; it is a source from then on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.list_items import find_item
from openhold.actions.record import decide, publish
from openhold.actions.things.find import find_thing
from openhold.actions.things.who import who_is
from openhold.actions.wording import words, words_or_none
from openhold.facts.fact import Fact
from openhold.facts.kinds import SourceNamed
from openhold.facts.things import ThingNamed
from openhold.formats.canonical import time_text
from openhold.projections.source import THING
from openhold.projections.thing import NAMED, Thing, ThingEvent

LONGEST_NUMBER = 100
"""Signs of a mark or a seal number at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What somebody says of a thing. `whose` it is may differ from who has it (`holder`): holds go by both.

    `since` is when the holder got it, `photographs` are SHA-256 digests or paths of kept items.
    """

    what: str
    holder: str
    place: str
    since: datetime
    whose: str | None = None
    mark: str | None = None
    condition: str | None = None
    seal: str | None = None
    photographs: Sequence[str] = ()


def name_thing(home: Home, actor: str, matter: str, said: Described) -> Thing:
    """Record a thing and return it; said twice with the same words, holder, place and moment, it is named once.

    Raises UsageError where something is not said, a photograph is not kept, or another thing bears that mark.
    """
    tidy = _tidy(home, matter, said)
    new, unit = home.new_id("s"), home.new_id("u")
    named: list[str] = []

    def decision() -> Sequence[Fact]:
        same = _same(matter, tidy)
        if same is not None:
            named.append(same)
            return []
        if tidy.mark and (other := Thing.objects.filter(matter=matter, mark=tidy.mark).first()):
            raise UsageError(f"{other.id} ({other.what}) bears the mark {tidy.mark} already. One thing is named once.")
        named.append(new)
        return [_source(tidy, new, unit), _fact(tidy, new)]

    # A new source is covered by holds that name its custodian: it must not come beside a destruction.
    decide(home, matter, actor, decision, alone=True)
    publish(home, matter)
    return find_thing(home, matter, named[-1])


def kept(home: Home, matter: str, items: Sequence[str]) -> tuple[str, ...]:
    """Return the digests of kept items, each named by its SHA-256 or path; raise UsageError where one is not kept."""
    said = [one.strip() for one in items if one.strip()]
    found = [find_item(home, matter, one.encode(errors="surrogateescape")).sha256 for one in said]
    return tuple(dict.fromkeys(found))


def _tidy(home: Home, matter: str, said: Described) -> Described:
    holder = who_is(home, matter, said.holder, "who has it")
    return replace(
        said,
        what=words(said.what, "what it is"),
        holder=holder,
        place=words(said.place, "where it is kept"),
        whose=holder if not (said.whose or "").strip() else who_is(home, matter, said.whose or "", "whose it is"),
        mark=words_or_none(said.mark, "the mark on it", LONGEST_NUMBER),
        condition=words_or_none(said.condition, "its condition"),
        seal=words_or_none(said.seal, "the seal's number", LONGEST_NUMBER),
        photographs=kept(home, matter, said.photographs),
    )


def _same(matter: str, said: Described) -> str | None:
    there = Thing.objects.filter(matter=matter, what=said.what, mark=said.mark or "").values_list("id", flat=True)
    return (
        ThingEvent.objects.filter(
            matter=matter, kind=NAMED, thing__in=list(there), at=said.since, by=said.holder, place=said.place
        )
        .values_list("thing", flat=True)
        .first()
    )


def _source(said: Described, thing: str, unit: str) -> SourceNamed:
    return SourceNamed(
        source=thing,
        source_kind=THING,
        at=f"{said.what} (no. {said.mark})" if said.mark else said.what,
        at_b64=None,
        custodian=said.whose,
        unit=unit,
        excludes=(),
    )


def _fact(said: Described, thing: str) -> ThingNamed:
    return ThingNamed(
        thing=thing,
        what=said.what,
        mark=said.mark,
        condition=said.condition,
        holder=said.holder,
        since=time_text(said.since),
        place=said.place,
        seal=said.seal,
        photographs=tuple(said.photographs),
    )
