"""Write the receipt of one item: its manifest line, the fact, the entry and the checkpoint, with both proofs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from openhold.actions.errors import StorageError, WantingError
from openhold.actions.home import Home
from openhold.actions.list_items import find_item
from openhold.actions.record import database_told, publish, rows_of
from openhold.formats.merkle import leaf_hash
from openhold.ledger import prove as ledger_proofs
from openhold.ledger.entry import body_line
from openhold.ledger.errors import LedgerError
from openhold.ledger.row import Row
from openhold.projections.matter import Matter
from openhold.vault import manifest
from openhold.vault import prove as line_proofs
from openhold.vault.errors import DamagedError

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt: the published document, its short number, and what a page about it says in words."""

    document: dict[str, object]
    number: str
    matter: Matter
    path: bytes
    sha256: str
    size: int
    sealed_at: datetime
    entry: int
    checkpoint_size: int
    key: str


def make_receipt(home: Home, matter: Matter, item: bytes) -> Receipt:
    """Return the receipt of `item` (a SHA-256 in hex, or a path) under the newest checkpoint of the matter.

    Raises UsageError where no such item is kept, WantingError where the record does not lead to it any more.
    """
    found = find_item(home, matter.id, item)
    checkpoint = publish(home, matter.id)
    store, files = home.vault.store, home.vault.ledger(matter.id)
    collection = found.collection
    try:
        document = manifest.read(store, collection.unit, collection.id)
        line_path = line_proofs.line_path(store, collection.unit, document, found.number)
        entry_path = ledger_proofs.inclusion(files, collection.seq, checkpoint.size)
    except (DamagedError, LedgerError) as error:
        raise WantingError(f"{error} No receipt was written.") from error
    with database_told(home):
        row = _row(matter.id, collection.seq)
    published = {
        "v": 1,
        "line": found.line.decode(),
        "line_proof": {"index": found.number, "path": [d.hex() for d in line_path], "size": document.lines},
        "fact": body_line(row.seq, row.salt, row.body).decode().removesuffix("\n"),
        "entry": row.entry.decode(),
        "entry_proof": {
            "index": collection.seq,
            "path": [digest.hex() for digest in entry_path],
            "size": checkpoint.size,
        },
        "checkpoint": files.read("checkpoint").decode(),
        "number": receipt_number(leaf_hash(found.line), leaf_hash(row.entry)),
    }
    return Receipt(
        document=published,
        number=str(published["number"]),
        matter=matter,
        path=found.path,
        sha256=found.sha256,
        size=found.size,
        sealed_at=collection.sealed_at,
        entry=collection.seq,
        checkpoint_size=checkpoint.size,
        key=home.verifier(matter.id).text(),
    )


def receipt_number(*leaves: bytes) -> str:
    """Return the number of a receipt: the first 100 bits of SHA-256 over its leaf hashes, as four groups of five.

    An item's receipt takes the leaf of its manifest line, then the leaf of the entry; a collection's receipt
    the leaf of the entry alone. The letters are those that are not mistaken for one another when read aloud.
    """
    number = int.from_bytes(sha256(b"".join(leaves)).digest()[:13], "big") >> 4
    text = "".join(_LETTERS[number >> 5 * place & 31] for place in range(19, -1, -1))
    return "-".join(text[at : at + 5] for at in range(0, 20, 5))


def collection_number(home: Home, matter: str, seq: int) -> str:
    """Return the number of the receipt of the collection whose fact is `seq`."""
    return collection_numbers(home, matter, [seq])[seq]


def collection_numbers(home: Home, matter: str, seqs: Collection[int]) -> dict[int, str]:
    """Return the numbers of the receipts of collections, by their facts."""
    with database_told(home):
        there = {row.seq: row for row in rows_of(matter, seqs)}
        return {seq: receipt_number(leaf_hash(_there(there.get(seq), matter, seq).entry)) for seq in seqs}


def _row(matter: str, seq: int) -> Row:
    return _there(next(iter(rows_of(matter, [seq])), None), matter, seq)


def _there(row: Row | None, matter: str, seq: int) -> Row:
    if row is None or row.erased is not None:
        raise StorageError(f"Fact {seq} of {matter} is not in the database; run `openhold rebuild --from-vault`.")
    return row
