"""The single gate: every fact comes into being here, in one database transaction, or not at all.

`record` locks the matter's log head, numbers the facts, computes entries and leaves, inserts the rows and
runs the projections. After its commit `publish` lets the ledger room write tiles and sign a checkpoint.
What a person who signs in may not do by the role table is not recorded for them either.
The two are apart because a fact is durable with the commit; a checkpoint may follow later, also after a
crash, from the same rows.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction

from openhold.actions.errors import StorageError, UsageError
from openhold.actions.home import Home
from openhold.actions.roles import check_kinds
from openhold.facts.body import to_body
from openhold.facts.fact import Fact
from openhold.formats.canonical import time_text
from openhold.formats.errors import FormatError
from openhold.formats.merkle import RootBuilder, leaf_hash
from openhold.ledger import entry as entries
from openhold.ledger import publish as publisher
from openhold.ledger.checkpoint import Checkpoint, open_checkpoint
from openhold.ledger.errors import LedgerError
from openhold.ledger.row import Row
from openhold.projections import fold
from openhold.projections.log import Log, LogRow
from openhold.projections.noted import Noted
from openhold.vault.errors import VaultError

INSTANCE_LOG = "instance"
"""The ledger beside the matters' ledgers: what concerns the whole instance."""

_ROWS = 500
"""So many rows are inserted by one statement; each has four values, and SQLite allows 32,766."""
_SALT = 32
_SIZE = "SELECT size, signed FROM projections_log WHERE matter = %s"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: the number of its first fact and the size of the log after it, equal where nothing was."""

    first: int
    size: int


def record(home: Home, log: str, actor: str, *facts: Fact) -> Recorded:
    """Append `facts` to `log` in one transaction, durable on return.

    Raises StorageError when the database is older than what was signed (an old copy was put back), or fails;
    UsageError when a fact holds what published JSON cannot; RefusedError where the role table says no.
    """
    return decide(home, log, actor, lambda: facts)


def decide(
    home: Home, log: str, actor: str, decision: Callable[[], Sequence[Fact]], *, alone: bool = False
) -> Recorded:
    """Ask `decision` for facts inside the transaction that holds the log's head, and append them; there may be none.

    So what it reads of this log stands still until its facts are recorded: two people cannot both be first. With
    `alone` nothing else that was asked for so runs meanwhile in any matter: holds and destruction, which must see each
    other. Whatever `decision` raises records nothing. Else as `record`.
    """
    try:
        with database_told(home), transaction.atomic(durable=True):
            return _append(home, log, actor, decision, alone=alone)
    except FormatError as error:
        raise UsageError(f"That cannot be recorded, so nothing was: {error}") from error


def publish(home: Home, log: str) -> Checkpoint:
    """Sign a checkpoint over everything recorded in `log`, and return it (or the present one, if nothing is new).

    Raises StorageError where the disk fails or the rows do not continue what was signed.
    """
    vault = home.vault
    with _vault_told(), database_told(home), vault.store.lock(f"ledgers/{log}"):
        vault.store.sweep(f"ledgers/{log}")
        try:
            checkpoint = publisher.publish(
                vault.ledger(log), home.origin(log), home.signer, lambda start: rows(log, start)
            )
        except LedgerError as error:
            raise StorageError(f"The ledger of {log} cannot be published: {error}") from error
        signed = vault.ledger(log).read("checkpoint")
        Log.objects.filter(matter=log).exclude(signed=signed).update(signed=signed)
    return checkpoint


def check_fits(home: Home, log: str) -> None:
    """Raise StorageError unless the rows of `log` lead to what was last signed for it."""
    with database_told(home), connection.cursor() as cursor:
        cursor.execute(_SIZE, [log])
        head = cursor.fetchone()
        signed = _signed(home, log)
        if head is None and signed:
            raise older(home, log)
        if head is not None and signed != bytes(head[1]):
            _compare(home, log, int(head[0]), signed)


def rows(log: str, start: int = 0, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[Row]:
    """Yield the rows of `log` from number `start` on, in order; `using` names the database, by its alias."""
    with connections[using].cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT seq, packed, erased FROM projections_logrow "
                "WHERE matter = %s AND seq >= %s ORDER BY seq LIMIT 1000",
                [log, start],
            )
            page = cursor.fetchall()
            for seq, packed, erased in page:
                yield _unpacked(seq, bytes(packed), erased)
            if len(page) < 1000:
                return
            start = page[-1][0] + 1


def rows_of(log: str, seqs: Collection[int]) -> list[Row]:
    """Return the rows of `log` with these numbers, as far as there are such, in order."""
    there = LogRow.objects.filter(matter=log, seq__in=seqs).order_by("seq").values_list("seq", "packed", "erased")
    return [_unpacked(seq, bytes(packed), erased) for seq, packed, erased in there]


def commitments(log: str, seqs: Sequence[int]) -> list[bytes]:
    """Return the body commitments (32 bytes each) of the facts with these numbers, in the order of `seqs`."""
    found = dict(LogRow.objects.filter(matter=log, seq__in=seqs).values_list("seq", "packed"))
    return [bytes.fromhex(entries.decode(_unpacked(seq, bytes(found[seq]), None).entry).body) for seq in seqs]


def insert_rows(log: str, restored: Iterable[Row]) -> None:
    """Insert rows of a log, inside the caller's transaction: new ones, or those read back from the vault."""
    them = iter(restored)
    with connection.cursor() as cursor:
        while page := list(islice(them, _ROWS)):
            values = [value for row in page for value in (log, row.seq, _packed(row), row.erased)]
            cursor.execute(_insert(len(page)), values)


@cache
def _insert(count: int) -> str:
    rows = ", ".join(["(%s, %s, %s, %s)"] * count)
    return f"INSERT INTO projections_logrow (matter, seq, packed, erased) VALUES {rows}"  # noqa: S608


def _packed(row: Row) -> bytes:
    """Return what `LogRow.packed` holds. One value per row, because each value costs more than its bytes do."""
    return len(row.entry).to_bytes(2, "big") + row.entry + row.salt + row.body


def _unpacked(seq: int, packed: bytes, erased: str | None) -> Row:
    entry_end = 2 + int.from_bytes(packed[:2], "big")
    salt_end = entry_end + (0 if erased is not None else _SALT)
    return Row(seq, packed[2:entry_end], packed[entry_end:salt_end], packed[salt_end:], erased)


def _append(home: Home, log: str, actor: str, decision: Callable[[], Sequence[Fact]], *, alone: bool) -> Recorded:
    moment = home.clock()
    at = time_text(moment)
    with connection.cursor() as cursor:
        if alone:
            # The instance's own head comes before any matter's, so that nobody waits for another in a circle.
            _locked(INSTANCE_LOG, cursor)
        first = _lock_head(home, log, cursor)
        facts = decision()
        if not facts:
            return Recorded(first, first)
        check_kinds(log, actor, [fact.KIND for fact in facts], first=first == 0)
        salts = home.random(_SALT * len(facts))
        new = []
        for place, fact in enumerate(facts):
            salt, body = salts[_SALT * place : _SALT * (place + 1)], to_body(fact)
            commitment = entries.commit(salt, body).hex()
            entry = entries.Entry(seq=first + place, at=at, actor=actor, kind=fact.KIND, body=commitment)
            new.append(Row(entry.seq, entries.encode(entry), salt, body))
        insert_rows(log, new)
        size = first + len(facts)
        cursor.execute("UPDATE projections_log SET size = %s WHERE matter = %s", [size, log])
    for seq, fact in enumerate(facts, first):
        if type(fact) in fold.FOLDS:
            fold.fold(Noted(log, seq, moment, actor, fact))
    return Recorded(first, size)


def _locked(log: str, cursor: Any) -> Any:
    # On SQLite the transaction itself (IMMEDIATE) is the lock; elsewhere the row is locked.
    cursor.execute(_SIZE + (" FOR UPDATE" if connection.features.has_select_for_update else ""), [log])
    return cursor.fetchone()


def _lock_head(home: Home, log: str, cursor: Any) -> int:
    head = _locked(log, cursor)
    signed = _signed(home, log)
    if head is None:
        # Bodies are written after the commit that makes the head: where they stand, the head was there.
        if signed or home.vault.ledger(log).exists("bodies/0.jsonl"):
            raise older(home, log)
        cursor.execute("INSERT INTO projections_log (matter, size, signed) VALUES (%s, 0, %s)", [log, b""])
        return 0
    size, known = int(head[0]), bytes(head[1])
    if signed != known:
        _compare(home, log, size, signed)
    return size


def _signed(home: Home, log: str) -> bytes:
    try:
        return home.vault.ledger(log).read("checkpoint")
    except FileNotFoundError:
        return b""


def _compare(home: Home, log: str, size: int, signed: bytes) -> None:
    """Raise unless the rows lead to the signed root: the vault may be ahead only of an old database."""
    if not signed:
        raise StorageError(
            f"The ledger of {log} has facts in {home.records} but no checkpoint in the vault: "
            "an older copy of the vault was put back, or the checkpoint was lost. Put the newer copy back."
        )
    try:
        checkpoint = open_checkpoint(signed, home.verifier(log))
    except LedgerError as error:
        raise StorageError(f"The checkpoint of {log} cannot be trusted: {error} Run `openhold fsck`.") from error
    if checkpoint.size > size:
        raise older(home, log)
    builder = RootBuilder()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT packed FROM projections_logrow WHERE matter = %s AND seq < %s ORDER BY seq", [log, checkpoint.size]
        )
        while page := cursor.fetchmany(4096):
            builder.extend([leaf_hash(_unpacked(0, bytes(row[0]), None).entry) for row in page])
    if builder.root() != checkpoint.root:
        raise older(home, log)


def older(home: Home, log: str) -> StorageError:
    """Return the error that says that the database does not fit the vault."""
    return StorageError(
        f"{home.records} does not fit what was signed for {log}: an old copy of the database was put back, or it "
        "is gone. Nothing was recorded. Run `openhold rebuild --from-vault` to restore it from the vault."
    )


@contextmanager
def database_told(home: Home) -> Iterator[None]:
    """Turn what the database says into a sentence that names it."""
    try:
        yield
    except (DatabaseError, UnicodeDecodeError) as error:
        # A damaged file can hold what is no text where SQLite, or what it says of the damage, expects some.
        told = said(error) if isinstance(error, DatabaseError) else "a text in it cannot be read"
        raise StorageError(
            f"{home.records}: {told}. Check {'the disk and the file' if home.embedded else 'that it runs'}; "
            "`openhold rebuild --from-vault` restores it."
        ) from error


def said(error: DatabaseError) -> str:
    """Return what the database says as the beginning of a sentence; PostgreSQL says it in several lines."""
    return " ".join(str(error).split()).rstrip(".?")


@contextmanager
def _vault_told() -> Iterator[None]:
    """Turn what the vault says into an error of the actions."""
    try:
        yield
    except VaultError as error:
        raise StorageError(str(error)) from error
