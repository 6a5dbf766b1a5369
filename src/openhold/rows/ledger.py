"""A matter's ledger: what was signed of it, and its facts as anybody may know them."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.describe_ledger import Ledger, PublicEntry


class LedgerRow(TypedDict):
    """The newest signed checkpoint, as a signed note (docs/formats.md), and the verifier key of the ledger."""

    matter: str
    origin: str
    key: str
    size: int
    root: str
    checkpoint: str


class EntryRow(TypedDict):
    """A fact without its body: its number, when, of which kind, by whom."""

    matter: str
    seq: int
    at: str
    kind: str
    actor: str


def ledger(one: "Ledger") -> LedgerRow:
    """Return what was signed of a ledger."""
    return {
        "matter": one.matter,
        "origin": one.origin,
        "key": one.key,
        "size": one.size,
        "root": one.root,
        "checkpoint": one.checkpoint,
    }


def entry(one: "PublicEntry") -> EntryRow:
    """Return a fact without its body."""
    return {"matter": one.matter, "seq": one.seq, "at": one.at, "kind": one.kind, "actor": one.actor}
