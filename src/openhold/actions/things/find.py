"""Find a thing, or one of its hand-overs, again by what a person types."""

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.source import Source
from openhold.projections.thing import Thing, ThingEvent

_SHOWN = 8


def find_thing(home: Home, matter: str, wanted: str) -> Thing:
    """Return the thing whose id or mark is `wanted`, or the one that has it as a part of what it is.

    Raises UsageError where there is none or more than one, naming the candidates.
    """
    with database_told(home):
        there = list(Thing.objects.filter(matter=matter).order_by("seq"))
    part = " ".join(wanted.split()).casefold()
    found = [one for one in there if one.id == wanted] or [one for one in there if part and one.mark.casefold() == part]
    found = found or [one for one in there if part and part in one.what.casefold()]
    if len(found) == 1:
        return found[0]
    if not there:
        raise UsageError(f"This matter has no thing yet. Name one: openhold thing add {matter} --what … --holder WHO")
    listed = "; ".join(f"{one.id} ({one.what[:60]})" for one in (found or there)[:_SHOWN])
    if found:
        raise UsageError(f"{wanted!r} fits {len(found)} things. Say which one: {listed}.")
    raise UsageError(f"There is no thing {wanted!r} in this matter. There is: {listed}.")


def find_handover(home: Home, matter: str, wanted: str) -> ThingEvent:
    """Return the hand-over whose id is `wanted`; raise UsageError where there is none."""
    with database_told(home):
        found = ThingEvent.objects.filter(matter=matter, handover=wanted).first() if wanted else None
    if found is None:
        raise UsageError(f"There is no hand-over {wanted!r} in this matter. `openhold thing show` lists a thing's.")
    return found


def check_stands(thing: Thing) -> None:
    """Raise RefusedError where two people let the thing go; inside the transaction that records something about it."""
    disposed = Source.objects.filter(matter=thing.matter, id=thing.id).values_list("disposed", flat=True).first()
    if disposed is not None:
        raise RefusedError(f"{thing.what} was let go of, as fact {disposed} says. Nothing more is recorded about it.")
