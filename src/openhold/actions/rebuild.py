"""Rebuild the projections from the ledgers' rows, or the rows too from the vault alone."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction

from openhold.actions.errors import StorageError
from openhold.actions.home import Home
from openhold.actions.record import INSTANCE_LOG, check_fits, database_told, insert_rows, rows
from openhold.facts.body import from_body
from openhold.facts.errors import FactError
from openhold.formats import canonical
from openhold.ledger import entry as entries
from openhold.ledger import publish as publisher
from openhold.ledger import read
from openhold.ledger.errors import LedgerError
from openhold.ledger.row import Row
from openhold.projections import fold
from openhold.projections.log import Log, LogRow
from openhold.projections.noted import Noted
from openhold.vault.errors import VaultError


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was rebuilt: facts of all matters and of the instance's own log, seconds, and whether nothing changed.

    `same` is true unless something that was there differed; where no database could be read, nothing was there.
    """

    facts: int
    instance_facts: int
    seconds: float
    same: bool


def rebuild(home: Home) -> Rebuilt:
    """Drop every projection and fold all facts again, in one transaction.

    Raises StorageError where a fact cannot be read, or the rows are older than what was signed: nothing was changed.
    """
    begun = time.monotonic()
    with database_told(home):
        logs = list(Log.objects.values_list("matter", flat=True))
    for log in logs:
        check_fits(home, log)
    with database_told(home), transaction.atomic(durable=True):
        before = fold.digest()
        facts, own = fold_all()
        after = fold.digest()
    return Rebuilt(facts, own, time.monotonic() - begun, before == after)


def rebuild_from_vault(home: Home) -> Rebuilt:
    """Make the database anew from the vault's ledgers, every entry and body checked, and fold all facts.

    The old database file, if it can still be read, is compared with the new state and replaced.
    Raises StorageError where a ledger does not check: then the old database stays as it was.
    """
    begun = time.monotonic()
    before = _digest_of_old(home)
    # A database that no longer opens is set aside, not deleted: somebody may want to look at it.
    if before is None:
        _set_aside(home)
    try:
        facts, own, after = _restore_all(home)
    except StorageError as error:
        if before is None or not isinstance(error.__cause__, DatabaseError):
            raise
        # It could be read, but its own notes of its tables are damaged.
        _set_aside(home)
        facts, own, after = _restore_all(home)
    return Rebuilt(facts, own, time.monotonic() - begun, before in (None, after))


def _restore_all(home: Home) -> tuple[int, int, str]:
    """Restore every ledger and fold it; return the numbers of facts and the digest of all tables."""
    try:
        with database_told(home):
            call_command("migrate", "projections", verbosity=0, interactive=False, fake_initial=True)
            with transaction.atomic(durable=True):
                LogRow.objects.all().delete()
                Log.objects.all().delete()
                for matter in sorted(home.vault.stated().ledgers):
                    _restore(home, matter)
                facts, own = fold_all()
                return facts, own, fold.digest()
    except VaultError as error:
        raise StorageError(str(error)) from error


def _restore(home: Home, matter: str) -> None:
    files = home.vault.ledger(matter)
    try:
        checkpoint = publisher.state(files, home.verifier(matter))
        if checkpoint is None:
            if read.body_files(files):
                raise LedgerError("It has facts, but no checkpoint is left that says how many were signed.")
            return
        signed = files.read("checkpoint")
        Log.objects.create(matter=matter, size=checkpoint.size, signed=signed)
        insert_rows(matter, read.rows(files, checkpoint.size))
    except LedgerError as error:
        raise StorageError(
            f"The ledger of {matter} does not check, so nothing was restored from it: {error} Run `openhold fsck`."
        ) from error
    except FileNotFoundError as error:
        raise StorageError(f"The ledger of {matter} lacks {error.filename}, so nothing was restored.") from error


def fold_all() -> tuple[int, int]:
    """Empty every folded table and fold all facts, in the caller's transaction.

    Returns how many there are, of all matters and of the instance. Raises StorageError where one cannot be read.
    """
    fold.drop()
    facts = own = 0
    # The instance's log first: it names the people whom the others mention.
    for log in sorted(Log.objects.values_list("matter", flat=True), key=lambda log: (log != INSTANCE_LOG, log)):
        for noted in _noted(log):
            if noted is not None:
                fold.fold(noted)
            if log == INSTANCE_LOG:
                own += 1
            else:
                facts += 1
    return facts, own


def _noted(log: str) -> Iterator[Noted | None]:
    """Yield each fact of `log`; None for one whose body was erased or whose kind this program does not know."""
    for row in rows(log):
        yield _fact(log, row)


def _fact(log: str, row: Row) -> Noted | None:
    if row.erased is not None:
        return None
    try:
        entry = entries.decode(row.entry)
        fact = from_body(entry.kind, row.body)
    except (LedgerError, FactError) as error:
        raise StorageError(f"Fact {row.seq} of {log} cannot be read: {error} Run `openhold fsck`.") from error
    if fact is None:
        return None
    return Noted(log, row.seq, canonical.parse_time(entry.at), entry.actor, fact)


def _digest_of_old(home: Home) -> str | None:
    """Return the digest of all tables as they are; None where there is no database, or one that is not whole."""
    try:
        if connection.vendor == "sqlite":
            if not home.database.exists():
                return None
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA integrity_check(1)")
                if cursor.fetchone() != ("ok",):
                    return None
        return fold.digest()
    # A value that is not what its column holds, such as a time that is none, raises an error of its own.
    except (DatabaseError, ValueError, TypeError):
        return None


def _set_aside(home: Home) -> None:
    connections.close_all()
    if connection.vendor != "sqlite":
        return
    for ending in ("", "-wal", "-shm"):
        file = home.database.with_name(home.database.name + ending)
        with suppress(FileNotFoundError):
            file.rename(file.with_name(file.name + ".damaged"))
