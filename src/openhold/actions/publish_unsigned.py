"""Sign what was recorded and not signed: a crash between a commit and its checkpoint leaves such facts."""

from openhold.actions.home import Home
from openhold.actions.record import database_told, publish
from openhold.ledger.checkpoint import open_checkpoint
from openhold.ledger.errors import LedgerError
from openhold.projections.log import Log


def publish_unsigned(home: Home) -> tuple[str, ...]:
    """Publish every ledger whose rows go beyond its last checkpoint, and return their names.

    Raises StorageError as `publish` does.
    """
    with database_told(home):
        there = [(one.matter, one.size, bytes(one.signed)) for one in Log.objects.order_by("matter")]
    behind = tuple(log for log, size, signed in there if size > _signed_size(home, log, signed))
    for log in behind:
        publish(home, log)
    return behind


def _signed_size(home: Home, log: str, signed: bytes) -> int:
    if not signed:
        return 0
    try:
        return open_checkpoint(signed, home.verifier(log)).size
    except LedgerError:
        # Not to be trusted: `publish` says what is wrong.
        return 0
