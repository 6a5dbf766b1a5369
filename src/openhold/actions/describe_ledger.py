"""Describe a ledger as anybody may know it: what was signed, and entries without their bodies."""

from dataclasses import dataclass
from itertools import islice

from openhold.actions.errors import StorageError
from openhold.actions.home import Home
from openhold.actions.record import database_told, rows
from openhold.ledger.checkpoint import open_checkpoint
from openhold.ledger.entry import decode
from openhold.ledger.errors import LedgerError


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was last signed of a ledger: the note as it was published, and what it says; `root` is hex."""

    matter: str
    origin: str
    key: str
    size: int
    root: str
    checkpoint: str


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """An entry: number, time (as it was recorded), kind and actor of a fact. Its body is only committed to."""

    matter: str
    seq: int
    at: str
    kind: str
    actor: str


def describe_ledger(home: Home, matter: str) -> Ledger:
    """Return what was last signed; raise StorageError where that cannot be read or trusted."""
    key = home.verifier(matter)
    try:
        note = home.vault.ledger(matter).read("checkpoint")
        said = open_checkpoint(note, key)
    except FileNotFoundError as error:
        raise StorageError(f"No checkpoint of {matter} is in the vault. Run `openhold fsck`.") from error
    except LedgerError as error:
        raise StorageError(f"The checkpoint of {matter} cannot be trusted: {error} Run `openhold fsck`.") from error
    return Ledger(matter, said.origin, key.text(), said.size, said.root.hex(), note.decode())


def entries(home: Home, matter: str, after: int, limit: int) -> tuple[PublicEntry, ...]:
    """Return at most `limit` entries of a ledger from number `after` on."""
    with database_told(home):
        found = [decode(row.entry) for row in islice(rows(matter, after), limit)]
    return tuple(PublicEntry(matter, one.seq, one.at, one.kind, one.actor) for one in found)
