"""How much a unit holds: items by what its seals state, bytes by the headers of its packs. No item is read.

The caller holds the unit's lock and has recovered it. Where something is damaged nothing is counted: the audit
says what is wrong.
"""

from openhold.formats.notes import VerifierKey
from openhold.vault import seal
from openhold.vault.errors import DamagedError
from openhold.vault.pack import members
from openhold.vault.store import Store


def count_items(store: Store, unit: str, key: VerifierKey) -> int | None:
    """Return how many items `unit` holds in its packs and as large objects; None where `key` did not seal each pack."""
    names = list(store.keys(f"units/{unit}/packs/"))
    packs = {name.removesuffix(".tar") for name in names if name.endswith(".tar")}
    if packs != {name.removesuffix(".seal") for name in names if name.endswith(".seal")}:
        return None
    items = sum(1 for _ in store.keys(f"units/{unit}/large/"))
    for pack in packs:
        try:
            sealed = seal.read(store.read(f"{pack}.seal"), key)
        except DamagedError:
            return None
        if sealed.pack != f"{pack}.tar":
            return None
        items += sealed.members
    return items


def count_bytes(store: Store, unit: str, items: int) -> int | None:
    """Return how many bytes those `items` of `unit` have; None where its packs do not show so many.

    Reads every header, so it is asked only where the number of items says that it must be.
    """
    sizes = [store.size(key) for key in store.keys(f"units/{unit}/large/")]
    shown, total = len(sizes), sum(sizes)
    for key in store.keys(f"units/{unit}/packs/"):
        if key.endswith(".tar"):
            with store.open(key) as file:
                for member in members(file):
                    shown += 1
                    total += member.size
    return total if shown == items else None
