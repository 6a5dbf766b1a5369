"""List the custodians of a matter, and find one by what a person types."""

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.known_person import known_of
from openhold.actions.record import database_told
from openhold.actions.roster import Entry, Roster
from openhold.projections.custodian import Custodian

_SHOWN = 8


def custodians(home: Home, matter: str) -> tuple[Custodian, ...]:
    """Return the custodians of a matter by name, those with an alarm first."""
    with database_told(home):
        there = Custodian.objects.filter(matter=matter)
        return tuple(sorted(there, key=lambda one: (not one.alarm, one.name.casefold(), one.seq)))


def alarms(home: Home, matter: str) -> int:
    """Return how many custodians of a matter left or moved without anybody having looked after their evidence."""
    with database_told(home):
        return Custodian.objects.filter(matter=matter).exclude(alarm="").count()


def roster(home: Home, matter: str) -> Roster:
    """Return the custodians of a matter, to be searched for who is who."""
    with database_told(home):
        return Roster(
            Entry(one.id, known_of(one), one.left) for one in Custodian.objects.filter(matter=matter).order_by("seq")
        )


def find_custodian(home: Home, matter: str, wanted: str) -> Custodian:
    """Return the custodian with this id, id in the directory, e-mail address or name, or with this in the name.

    Raises UsageError where there is none or more than one, naming the candidates.
    """
    there = _there(home, matter)
    part = wanted.strip().casefold()
    fits = _exactly(there, wanted) or [one for one in there if part and part in one.name.casefold()]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise UsageError(f"{wanted!r} fits {len(fits)} custodians. Say which one: {_named(fits)}.")
    if not there:
        raise UsageError(
            f"This matter has no custodian {wanted!r}, nor any other yet. Name one: openhold custodian add"
        )
    raise UsageError(f"This matter has no custodian {wanted!r}. There are: {_named(there)}.")


def known_as(home: Home, matter: str, text: str) -> str:
    """Return the id of the one custodian whose id, id in the directory, address or name `text` is; else `text` itself.

    So what is said of somebody stays theirs when their name or address changes.
    """
    fits = _exactly(_there(home, matter), text)
    return fits[0].id if len(fits) == 1 else text


def _there(home: Home, matter: str) -> list[Custodian]:
    with database_told(home):
        return list(Custodian.objects.filter(matter=matter).order_by("seq"))


def _exactly(there: list[Custodian], wanted: str) -> list[Custodian]:
    """Return those whose id `wanted` is, else whose id in the directory, else whose address, else whose name."""
    tidy = " ".join(wanted.split()).casefold()
    return (
        [one for one in there if one.id == wanted]
        or [one for one in there if one.external and one.external == wanted.strip()]
        or [one for one in there if tidy and (one.email or "").casefold() == tidy]
        or [one for one in there if one.name.casefold() == tidy]
    )


def _named(them: list[Custodian]) -> str:
    more = f"; and {len(them) - _SHOWN} more" if len(them) > _SHOWN else ""
    return "; ".join(f"{one.id} ({one.name})" for one in them[:_SHOWN]) + more
