"""What a collection does first: bring the unit back to a whole state, and count what an ended program had kept."""

from django.db.models import Sum

from openhold.actions.home import Home
from openhold.actions.record import database_told, record
from openhold.facts.fact import Fact
from openhold.facts.kinds import CollectionStopped, RecoveryDone
from openhold.projections.collection import Collection
from openhold.projections.interruption import Interruption
from openhold.projections.source import Source
from openhold.vault.held import count_bytes, count_items
from openhold.vault.unit import recover

ENDED = "the program was ended"
BEGUN_ANEW = "what was known of the last collection did not fit; everything was read again"
"""Why a collection left something open."""


def recover_unit(home: Home, actor: str, source: Source, cause: str = ENDED) -> int:
    """Bring the unit back to a whole state; returns how many packs were cut or sealed. The caller holds its lock.

    `cause` is recorded where what was left is more than the facts count.
    """
    store, unit = home.vault.store, source.unit
    done = recover(store, unit, home.signer, home.instance)
    with database_told(home):
        known = set(Collection.objects.filter(unit=unit).values_list("id", flat=True))
    for key in list(store.keys(f"units/{unit}/manifests/")):
        if key.rpartition("/")[2].removesuffix(".json") not in known:
            store.remove(key)
    facts: list[Fact] = [
        RecoveryDone(unit=unit, pack=one.pack, members=one.members, cut_bytes=one.cut_bytes) for one in done
    ]
    facts += _unaccounted(home, unit, cause)
    if facts:
        record(home, source.matter, actor, *facts)
    return len(done)


def _unaccounted(home: Home, unit: str, cause: str) -> list[Fact]:
    """Return the fact that accounts for what the unit holds and no fact counts yet; none in the ordinary case.

    A unit that holds less than its facts count needs no fact: what is missing is for the audit to find.
    """
    store = home.vault.store
    held = count_items(store, unit, home.signer.verifier(home.instance))
    counted, size = _counted(home, unit)
    if held is None or held <= counted:
        return []
    held_bytes = count_bytes(store, unit, held)
    if held_bytes is None:
        return []
    return [
        CollectionStopped(
            collection=home.new_id("c"),
            unit=unit,
            lines=0,
            new_items=held - counted,
            new_bytes=max(0, held_bytes - size),
            cause=cause,
        )
    ]


def _counted(home: Home, unit: str) -> tuple[int, int]:
    """Return how many items and bytes of the unit the facts count."""
    with database_told(home):
        sealed = Collection.objects.filter(unit=unit).aggregate(i=Sum("new_items"), b=Sum("new_bytes"))
        stopped = Interruption.objects.filter(unit=unit).aggregate(i=Sum("items"), b=Sum("bytes"))
    return (sealed["i"] or 0) + (stopped["i"] or 0), (sealed["b"] or 0) + (stopped["b"] or 0)
