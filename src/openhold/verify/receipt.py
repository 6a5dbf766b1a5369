"""Checking a receipt for one item, in the numbers of the bag's steps where they apply:

 1. the receipt is complete: every part is there in its form
 2. its checkpoint is signed by a key that the reader trusts
 3. its entry stands under the signed root, at its own place
 4. an older checkpoint of the reader: compared where it has the same size; a receipt shows no growth
 5. witnesses: every cosignature whose key is at hand
 6. timestamps: a receipt carries none
 7. its fact is the one that was logged
 8. nothing skipped: a receipt shows one fact of many
 9. the item's line stands under the root in that fact
10. the item's bytes, where the reader gives them, are those of the line

What the caller still owes: the key from elsewhere, and the item's bytes.
"""

from collections.abc import Sequence
from pathlib import Path

from .errors import RuleError
from .items import digest_of
from .lines import Line
from .merkle import leaf_hash, root_by_path
from .note import Checkpoint, VerifierKey
from .receipt_parts import Parts, Proof, read_receipt
from .report import RECEIPT_TITLES, Report, Tally, shown
from .sealed import KIND, parse_sealed
from .signatures import check_signature, check_witnesses


def check_receipt(
    path: Path,
    keys: Sequence[VerifierKey] = (),
    since: Checkpoint | None = None,
    *,
    item: Path | None = None,
) -> Report:
    """Check the receipt in the file `path` and report all ten steps; what a receipt cannot show is `not-checked`.

    Raises UnreadableError where `path` is no receipt, UsageError where `item` cannot be read.
    """
    tallies = [Tally(n) for n in range(1, 11)]
    complete, signed, under, growth, witnesses, stamps, logged, order, listed, bytes_ = tallies
    parts = Parts(read_receipt(path), tallies)
    complete.note("Line, fact, entry, both proofs and checkpoint are there.")
    stamps.lacks("A receipt carries no time stamp; the bag of a disclosure may.")
    order.lacks("A receipt shows one fact; the bag of a disclosure is needed to see that none is skipped.")
    checkpoint = parts.checkpoint
    if checkpoint is None:
        signed.wrong("There is no checkpoint that could be signed.")
        witnesses.lacks("There is no checkpoint that a witness could have signed; a whole receipt is needed.")
        growth.lacks("There is no checkpoint to compare; a whole receipt is needed.")
    else:
        check_signature(checkpoint, keys, None, signed)
        check_witnesses([checkpoint], keys, (), witnesses)
        _growth(checkpoint, since, growth)
    _entry(parts, under)
    _fact(parts, logged)
    _line(parts, listed)
    _item(parts.line, item, bytes_)
    return Report(
        kind="receipt",
        subject=shown(str(path)),
        origin=checkpoint.origin if checkpoint is not None else None,
        size=checkpoint.size if checkpoint is not None else None,
        root=checkpoint.root.hex() if checkpoint is not None else None,
        failed_lines=0,
        excluded_lines=0,
        steps=tuple(tally.step(RECEIPT_TITLES) for tally in tallies),
    )


def _growth(checkpoint: Checkpoint, since: Checkpoint | None, tally: Tally) -> None:
    if since is None:
        tally.lacks("A receipt shows no growth; a bag and an older checkpoint are needed (--since).")
    elif since.origin != checkpoint.origin:
        tally.wrong(f"Your checkpoint is of the ledger {shown(since.origin)}, not of {shown(checkpoint.origin)}.")
    elif since.size != checkpoint.size:
        tally.lacks(
            f"Your checkpoint has {since.size:,} entries, the receipt's {checkpoint.size:,};"
            " the bag of a disclosure is needed to compare them."
        )
    elif since.root != checkpoint.root:
        tally.wrong("Your checkpoint has the same size and another root: the past was rewritten. Keep both files.")
    else:
        tally.note("Your checkpoint and the receipt's are the same.")


def _entry(parts: Parts, tally: Tally) -> None:
    """Step 3."""
    proof, checkpoint, entry = parts.proofs["entry_proof"], parts.checkpoint, parts.entry
    if proof is None or checkpoint is None or entry is None:
        tally.wrong("Entry, its proof and checkpoint are not all there.")
        return
    if proof.size != checkpoint.size:
        tally.wrong(f"The proof is for {proof.size:,} entries, the checkpoint for {checkpoint.size:,}.")
    if proof.index != entry.seq:
        tally.wrong(f"The proof is for entry {proof.index:,}; the entry says it is {entry.seq:,}.")
    _under(parts.raw["entry"], proof, checkpoint.root, "The entry does not stand under the signed root", tally)
    tally.note(f"Entry {entry.seq:,} of {checkpoint.size:,}, dated {entry.at}, stands under the signed root.")


def _under(data: bytes, proof: Proof, root: bytes, said: str, tally: Tally) -> None:
    try:
        if root_by_path(leaf_hash(data), proof.index, proof.size, proof.path) != root:
            tally.wrong(f"{said}.")
    except RuleError as error:
        tally.wrong(f"{said}: {error}.")


def _fact(parts: Parts, tally: Tally) -> None:
    """Step 7."""
    if parts.fact is None or parts.entry is None:
        tally.wrong("Fact and entry are not both there.")
        return
    if parts.fact.seq != parts.entry.seq:
        tally.wrong(f"The fact is number {parts.fact.seq:,}, the entry {parts.entry.seq:,}.")
    if parts.fact.commitment != parts.entry.body:
        tally.wrong("The fact is not the one that was logged: its body does not match its commitment.")
    tally.note(f"Fact {parts.fact.seq:,} matches its commitment.")


def _line(parts: Parts, tally: Tally) -> None:
    """Step 9."""
    proof, fact, entry, line = parts.proofs["line_proof"], parts.fact, parts.entry, parts.line
    if proof is None or fact is None or entry is None or line is None:
        tally.wrong("Line, its proof and fact are not all there.")
        return
    if entry.kind != KIND:
        tally.wrong(f"The entry is {entry.kind}; only {KIND} seals a list of items.")
        return
    try:
        sealed = parse_sealed(fact.seq, fact.body)
    except RuleError as error:
        tally.wrong(f"The fact is malformed: {error}.")
        return
    if proof.size != sealed.lines:
        tally.wrong(f"The proof is for {proof.size:,} lines; the fact says {sealed.lines:,}.")
    if line.sha256 is None:
        tally.wrong(f"The line says {line.end}: nothing was kept of which this could be a receipt.")
    elif not sealed.ends[line.end] or line.size > sealed.total:
        tally.wrong("The line does not fit the numbers of its fact.")
    _under(parts.raw["line"], proof, sealed.root, "The line does not stand in the list that the fact seals", tally)
    path = shown(line.order.replace(b"\x00", b"/").decode("utf-8", "backslashreplace"))
    tally.note(f"Line {proof.index + 1:,} of {sealed.lines:,} of collection {sealed.collection}: {path}.")


def _item(line: Line | None, item: Path | None, tally: Tally) -> None:
    """Step 10."""
    if item is None:
        tally.lacks("You gave no item; its file is needed to compare its bytes (--item).")
        return
    sha256, size = digest_of(item)
    if line is None or line.sha256 is None:
        tally.wrong("There is no line with a content that the item could match.")
    elif (sha256, size) != (line.sha256, line.size):
        tally.wrong(
            f"Your file {shown(str(item))} ({size:,} bytes, {sha256.hex()}) is not the item of the line"
            f" ({line.size:,} bytes, {line.sha256.hex()})."
        )
    else:
        tally.note(f"Your file {shown(str(item))} is the item, to the last of its {size:,} bytes.")
