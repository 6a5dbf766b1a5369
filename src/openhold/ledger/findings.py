"""What a check of a ledger can find."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

CODES: Mapping[str, str] = MappingProxyType(
    {
        "ledger-checkpoint-missing": "A ledger has entries but no checkpoint.",
        "ledger-checkpoint-signature": "A checkpoint is not signed by the ledger's key, or is not a checkpoint.",
        "ledger-checkpoint-root": "A signed root does not follow from the entries.",
        "ledger-checkpoint-older": "The current checkpoint is not the newest that was signed.",
        "ledger-entry-altered": "An entry bundle does not lead to the signed root.",
        "ledger-entry-missing": "An entry bundle that the signed size needs is not there.",
        "ledger-tile-altered": "A hash tile does not follow from the entries.",
        "ledger-tile-missing": "A hash tile that the signed size needs is not there.",
        "ledger-body-altered": "A bodies file holds a body that its entry does not commit to.",
        "ledger-body-gap": "The bodies files leave facts out, or overlap.",
        "ledger-file-unknown": "A file stands in the ledger that no format knows.",
        "ledger-rows-differ": "The database holds another fact than the one that was signed.",
        "ledger-rows-behind": "The database holds fewer facts than were signed.",
    }
)
"""Every code of this room, with what it means; `docs/findings.md` says what to do."""


class Finding(NamedTuple):
    """One thing that is not right: a code of `CODES`, the key in the ledger's folder, and why."""

    code: str
    subject: str
    detail: str
