"""Step 4: the log of the bag contains the log of every older checkpoint, in the bag and in the reader's hands."""

from collections.abc import Sequence

from .bag import MAX_NOTE, Bag
from .errors import RuleError
from .log import Log
from .merkle import EMPTY_ROOT
from .note import Checkpoint, VerifierKey, parse_checkpoint, signed_by
from .report import Tally, shown

FOLDER = "data/ledger/checkpoints/"


def read_checkpoints(bag: Bag, current: Checkpoint | None, tally: Tally) -> list[Checkpoint]:
    """Every well-formed checkpoint kept in the bag; what is malformed or misnamed is a finding."""
    found = []
    for path in bag.names_under(FOLDER):
        try:
            checkpoint = parse_checkpoint(bag.read(path, MAX_NOTE))
        except RuleError as error:
            tally.wrong(f"{shown(path)}: {error}.")
            continue
        if path != f"{FOLDER}{checkpoint.size}":
            tally.wrong(f"{shown(path)} is a checkpoint of {checkpoint.size:,} entries.")
        else:
            found.append(checkpoint)
    if current is not None and all(checkpoint.size != current.size for checkpoint in found):
        tally.wrong(f"{FOLDER}{current.size} is missing: every signed checkpoint is kept, the current one too.")
    return found


def check_growth(
    current: Checkpoint,
    older: Sequence[Checkpoint],
    since: Checkpoint | None,
    signer: VerifierKey | None,
    log: Log,
    tally: Tally,
) -> None:
    """Hold each older checkpoint against the root that the log had at its size."""
    for checkpoint in older:
        _check(checkpoint, f"The checkpoint of {checkpoint.size:,} entries in the bag", current, signer, log, tally)
    tally.note(f"{len(older):,} checkpoints in the bag agree with it.")
    if since is None:
        tally.note(
            "You gave no older checkpoint of your own (--since); only one from elsewhere shows a rewritten past."
        )
        return
    _check(since, f"Your checkpoint of {since.size:,} entries", current, signer, log, tally)
    tally.note(f"Your checkpoint fixed the first {since.size:,} entries; they are the same today.")


def _check(
    older: Checkpoint, name: str, current: Checkpoint, signer: VerifierKey | None, log: Log, tally: Tally
) -> None:
    if older.origin != current.origin:
        tally.wrong(f"{name} is of the ledger {shown(older.origin)}, not of {shown(current.origin)}.")
        return
    if signer is not None and not signed_by(older, signer):
        tally.wrong(f"{name} is not signed by {shown(signer.short)}.")
    if older.size > current.size:
        tally.wrong(f"{name} is newer than this bag of {current.size:,}: entries were dropped, or ask for a newer bag.")
        return
    if older.size == current.size:
        root: bytes | None = current.root
    else:
        root = EMPTY_ROOT if older.size == 0 else log.roots.get(older.size)
    if root is None:
        tally.wrong(f"{name} cannot be held against the entries, which could not all be read.")
    elif root != older.root:
        tally.wrong(
            f"{name} has another root than the ledger had at that size: its past was rewritten. Keep both files."
        )
    elif older.size == current.size and older.text != current.text:
        tally.wrong(f"{name} has another text than the current one.")
