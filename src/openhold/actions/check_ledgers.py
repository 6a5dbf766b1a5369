"""Check the ledgers: derive every tile and root again from the raw entries, and compare with the database."""

from dataclasses import dataclass

from django.db import connection

from openhold.actions.home import Home
from openhold.actions.record import INSTANCE_LOG, database_told, rows
from openhold.ledger import fsck
from openhold.ledger.checkpoint import open_checkpoint
from openhold.ledger.errors import LedgerError


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not right: its code, the key in the vault that it concerns, and a sentence."""

    code: str
    subject: str
    detail: str


def check_ledgers(home: Home, matter: str | None) -> tuple[Finding, ...]:
    """Return what is wrong with the ledger of `matter`, or with all of them, and with the database file as such."""
    logs = [matter] if matter is not None else sorted({*home.vault.stated().ledgers, INSTANCE_LOG})
    return (*(finding for log in logs for finding in check_ledger(home, log)), *_check_database(home))


def check_ledger(home: Home, log: str) -> tuple[Finding, ...]:
    """Return what is wrong with one ledger: its files under the vault, and its rows in the database.

    The ledger is held meanwhile: a publication under way would look like one that was interrupted.
    """
    with database_told(home), home.vault.store.lock(f"ledgers/{log}"):
        found = fsck.check(home.vault.ledger(log), home.origin(log), home.verifier(log), rows(log))
        size, signed, held = _noted(log)
        if size != held:
            found.append(
                fsck.Finding("ledger-rows-differ", "database", f"It says that it holds {size} facts; it holds {held}.")
            )
        if not found and signed and not _kept(home, log, signed):
            detail = "The database remembers a checkpoint that is not here: an older copy of the vault was put back."
            found.append(fsck.Finding("ledger-checkpoint-missing", "checkpoint", detail))
    return tuple(Finding(one.code, f"ledgers/{log}/{one.subject}", one.detail) for one in found)


def _noted(log: str) -> tuple[int, bytes, int]:
    """Return how many facts the log's head notes, the checkpoint that it notes, and how many rows there are.

    One question, so that a fact recorded meanwhile is in both numbers or in neither.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT size FROM projections_log WHERE matter = %s), "
            "(SELECT signed FROM projections_log WHERE matter = %s), "
            "(SELECT COUNT(*) FROM projections_logrow WHERE matter = %s)",
            [log, log, log],
        )
        size, signed, held = cursor.fetchone()
    return size or 0, bytes(signed or b""), held


def _check_database(home: Home) -> list[Finding]:
    """Return what SQLite finds wrong with its file: where a row and its index differ, not every question shows it."""
    if connection.vendor != "sqlite":
        return []
    with database_told(home), connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(5)")
        said = [str(row[0]).replace("\n", " ") for row in cursor.fetchall()]
    return [Finding("ledger-rows-differ", "database", f"SQLite says: {text}.") for text in said if text != "ok"]


def _kept(home: Home, log: str, signed: bytes) -> bool:
    """Tell whether the vault still keeps the checkpoint that this database saw signed last."""
    try:
        size = open_checkpoint(signed, home.verifier(log)).size
    except LedgerError:
        return False
    return home.vault.ledger(log).exists(f"checkpoints/{size}")
