"""Tell of the audits: when what is kept of a matter was re-read, what was found, and how far its ledger is signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Q

from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.formats.notes import VerifierKey
from openhold.ledger import findings as of_ledgers
from openhold.ledger.checkpoint import open_checkpoint
from openhold.ledger.errors import LedgerError
from openhold.projections.audit import Audit
from openhold.projections.log import Log
from openhold.vault import findings as of_the_vault

_VAULT = "vault"
MEANINGS: Mapping[str, str] = MappingProxyType({**of_the_vault.CODES, **of_ledgers.CODES})
"""What each code of a finding means, in a sentence; `docs/findings.md` says what to do."""


@dataclass(frozen=True, slots=True)
class Audits:
    """The audits that covered a matter, newest first, its own and those of the whole vault; and its ledger.

    `size` counts the ledger's entries, `signed` those under its newest checkpoint, null where that one is not signed by
    `key`, the verifier key of the ledger.
    """

    runs: tuple[Audit, ...]
    size: int
    signed: int | None
    key: str

    @property
    def met(self) -> tuple[str, ...]:
        """The codes that any of these audits found, in the order of the alphabet."""
        return tuple(sorted({code for one in self.runs for code in one.codes}))


def tell_audits(home: Home, matter: str) -> Audits:
    """Return every audit that covered `matter`. Raises StorageError where the database cannot be read."""
    with database_told(home):
        runs = tuple(Audit.objects.filter(Q(scope=matter) | Q(scope=_VAULT)).order_by("-at", "-seq"))
        log = Log.objects.get(matter=matter)
    verifier = home.verifier(matter)
    return Audits(runs, log.size, _signed(bytes(log.signed), verifier), verifier.text())


def _signed(note: bytes, verifier: VerifierKey) -> int | None:
    if not note:
        return 0
    try:
        return open_checkpoint(note, verifier).size
    except LedgerError:
        return None
