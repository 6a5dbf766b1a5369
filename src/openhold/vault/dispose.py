"""The one door to destruction. Nothing else in Openhold takes evidence away.

Order of the deed, under the unit's lock, and what a crash leaves: manifests go first, then blocks, then each
seal, then its pack, then large objects. Whatever is left is without a manifest, so nobody takes it for a whole
collection, and a second call takes the rest away. An empty unit is no error.
"""

import re
from dataclasses import dataclass

from openhold.vault.errors import VaultError
from openhold.vault.store import Store

_UNIT = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_ORDER = ("manifests", "blocks", "packs", "large")


class DisposalRefusedError(VaultError):
    """A unit may not be destroyed; `reasons` says why, one sentence each."""

    def __init__(self, unit: str, reasons: tuple[str, ...]) -> None:
        super().__init__(f"{unit} was not destroyed. {' '.join(reasons)}")
        self.unit = unit
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Permit:
    """What the predicate says about one unit: active holds that cover it, and the ids of those who authorised.

    None stands for what could not be found out, and refuses.
    """

    unit: str
    holds: tuple[str, ...] | None
    authorised_by: tuple[str, ...] | None


def reasons_against(unit: str, permit: Permit) -> tuple[str, ...]:
    """Return every reason why `permit` does not allow the destruction of `unit`; empty if it does."""
    reasons = [] if _UNIT.fullmatch(unit) else ["That is not the name of a unit."]
    if permit.unit != unit:
        reasons.append(f"The permit is for {permit.unit}, not for this unit.")
    if permit.holds is None:
        reasons.append("It is not known which holds cover it; rebuild the record and ask again.")
    else:
        reasons += [f"Hold {hold} covers it; release that hold first." for hold in permit.holds]
    if permit.authorised_by is None:
        reasons.append("It is not known who authorised it; rebuild the record and ask again.")
    elif len({person.strip() for person in permit.authorised_by} - {""}) < 2:
        reasons.append("Two different people must authorise it.")
    return tuple(reasons)


def dispose(store: Store, unit: str, permit: Permit) -> None:
    """Destroy everything kept in `unit`; DisposalRefusedError, with every reason, unless `permit` allows it.

    The caller evaluates the predicate in the transaction that locks the unit, and records the deed or the
    refusal. An interrupted call is finished by calling again. BusyError where somebody writes to the unit or reads
    it again: whoever holds a transaction must not wait for somebody who may be waiting for it.
    """
    reasons = reasons_against(unit, permit)
    if reasons:
        raise DisposalRefusedError(unit, reasons)
    with store.lock(f"units/{unit}", wait=False):
        for folder in _ORDER:
            for key in list(store.keys(f"units/{unit}/{folder}/")):
                store.remove(key)
        store.sweep(f"units/{unit}")
