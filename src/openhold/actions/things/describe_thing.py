"""Describe the things of a matter: who has each, its chain of custody, and where the record has a gap."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openhold.actions.holds.reach import Reach
from openhold.actions.home import Home
from openhold.actions.name_actors import name_actors
from openhold.actions.record import database_told
from openhold.actions.things.find import find_thing
from openhold.assess.custody import CODES, Custody, Event, Gap, custody
from openhold.assess.release import Protection
from openhold.facts.things import BROKEN
from openhold.projections.source import THING, Source
from openhold.projections.thing import Thing, ThingEvent

__all__ = ["CODES", "Gap", "Listed", "Told", "describe_thing", "things"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing as a list shows it: its chain, what its people are called, and whether two people let it go."""

    thing: Thing
    custody: Custody
    names: Mapping[str, str]
    gone: bool

    @property
    def holder(self) -> str:
        """What whoever has it by the chain is called."""
        last = self.custody.spans[-1].holder
        return self.names.get(last, last)


@dataclass(frozen=True, slots=True)
class Told:
    """A thing with all that is known of it: its source, what happened by time, its chain, and what covers it."""

    thing: Thing
    source: Source
    events: tuple[ThingEvent, ...]
    custody: Custody
    names: Mapping[str, str]
    protections: tuple[Protection, ...]

    def named(self, who: str | None) -> str:
        """Return what somebody is called."""
        return "" if who is None else self.names.get(who, who)


def things(home: Home, matter: str) -> tuple[Listed, ...]:
    """Return the things of a matter: those whose record has a gap first, then in the order in which they were named."""
    with database_told(home):
        there = list(Thing.objects.filter(matter=matter).order_by("seq"))
        happened: defaultdict[str, list[ThingEvent]] = defaultdict(list)
        for one in ThingEvent.objects.filter(matter=matter):
            happened[one.thing].append(one)
        gone = set(Source.objects.filter(matter=matter, kind=THING).exclude(disposed=None).values_list("id", flat=True))
    names = _names(home, matter, [each for them in happened.values() for each in them])
    listed = [Listed(one, _custody(happened[one.id], names), names, one.id in gone) for one in there]
    return tuple(sorted(listed, key=lambda one: not one.custody.gaps))


def describe_thing(home: Home, matter: str, thing: str) -> Told:
    """Return all that is known of a thing; raise UsageError where there is no such thing."""
    found = find_thing(home, matter, thing)
    with database_told(home):
        events = tuple(ThingEvent.objects.filter(matter=matter, thing=found.id).order_by("at", "seq"))
        source = Source.objects.get(matter=matter, id=found.id)
        protections = () if source.disposed is not None else Reach(matter, [source]).protections(source)
    names = _names(home, matter, events, [source.custodian])
    return Told(found, source, events, _custody(events, names), names, protections)


def _custody(events: Sequence[ThingEvent], names: Mapping[str, str]) -> Custody:
    return custody(
        [
            Event(
                seq=one.seq,
                kind=one.kind,
                at=one.at,
                by=one.by,
                to=one.to,
                seal=one.seal,
                before=one.before,
                broken=None if one.state is None else one.state == BROKEN,
                giver=one.giver_said,
                taker=one.taker_said,
            )
            for one in events
        ],
        names,
    )


def _names(home: Home, matter: str, events: Sequence[ThingEvent], more: Sequence[str | None] = ()) -> Mapping[str, str]:
    return name_actors(home, matter, [*more, *(who for one in events for who in (one.by, one.to, one.noted_by))])
