"""Checking a disclosure bag. What is checked, in the numbers of the formats page:

 1. the bag is complete and unaltered (RFC 8493, regular files only, no file that no manifest lists)
 2. the checkpoint is signed by a key that the reader trusts
 3. every entry stands under the signed root; every tile is what the entries lead to; no other tile is there
 4. the log grew consistently from every checkpoint in the bag, and from an older one if the reader holds one
 5. witnesses: every cosignature whose key is at hand
 6. timestamps: every RFC 3161 token whose authority's root certificate is at hand
 7. every disclosed body matches its commitment
 8. nothing is skipped: every entry, every named content is shown or has a ground
 9. every manifest matches the fact that sealed it (where lines are withheld: the root alone)
10. every disclosed item matches its manifest line

What the caller still owes: keys obtained elsewhere (without them step 2 is `not-checked`), an older checkpoint
(without one nobody notices a past that was rewritten and signed again), and the judgement whether a ground is good.
The bag must not be written to meanwhile.
"""

from collections.abc import Sequence
from pathlib import Path

from .bag import MAX_NOTE, Bag
from .bagit_rules import check_complete
from .errors import RuleError
from .facts import ShownFact, check_facts
from .growth import check_growth, read_checkpoints
from .hashing import Hasher, Progress
from .items import check_items, check_own_item
from .log import Log
from .manifests import Manifests
from .note import Checkpoint, VerifierKey, parse_checkpoint
from .report import BAG_TITLES, Report, Tally, shown
from .signatures import StatedKeys, check_signature, check_witnesses, parse_stated_keys
from .timestamps import check_timestamps

CHECKPOINT = "data/ledger/checkpoint"
KEYS = "data/keys.txt"


def check_bag(
    path: Path,
    keys: Sequence[VerifierKey] = (),
    since: Checkpoint | None = None,
    *,
    item: Path | None = None,
    certificates: Sequence[bytes] = (),
    progress: Progress | None = None,
) -> Report:
    """Check the bag in the folder `path` in ten steps and report all of them, whatever fails.

    `keys` are verifier keys obtained elsewhere, `since` an older checkpoint, `item` a file to be found among the lines,
    `certificates` (PEM) trusted roots of time stamp authorities; `progress(files, bytes)` is called after each file.
    Raises UnreadableError where `path` is no bag, UsageError where `item` cannot be read.
    """
    bag = Bag(path)
    tallies = [Tally(n) for n in range(1, 11)]
    complete, signed, entries, growth, witnesses, stamps, bodies, order, lists, items = tallies
    check_complete(bag, Hasher(progress), complete)
    checkpoint = _checkpoint(bag, signed)
    stated = _stated(bag, signed)
    kept = read_checkpoints(bag, checkpoint, growth)
    known = [*kept, *([checkpoint] if checkpoint is not None else [])]
    check_witnesses(known, keys, stated.witnesses, witnesses)
    check_timestamps(bag, {one.size: one for one in known}, certificates, stamps)
    manifests = Manifests(bag, lists, order)
    if checkpoint is None:
        for tally, said in (
            (entries, "There is no signed root to hold the entries against."),
            (growth, "There is no checkpoint from which the ledger could be counted."),
            (bodies, "There is no ledger to hold the facts against."),
            (order, "There is no ledger to count the facts by."),
        ):
            tally.wrong(said)
        log, sealed = Log(0, frozenset()), list[ShownFact]()
        lists.lacks("Without a checkpoint no fact is known, and so no list; a complete bag is needed.")
    else:
        signer = check_signature(checkpoint, keys, stated.log, signed)
        sizes = frozenset(one.size for one in [*kept, *([since] if since is not None else [])])
        log = Log(checkpoint.size, sizes)
        log.read(bag, checkpoint, entries)
        check_growth(checkpoint, kept, since, signer, log, growth)
        sealed = check_facts(bag, log, bodies, order)
        manifests.check(log, sealed)
    check_items(bag, items, order)
    if item is not None:
        check_own_item(bag, item, items)
    bag.database.close()
    return Report(
        kind="bag",
        subject=shown(str(path)),
        origin=checkpoint.origin if checkpoint is not None else None,
        size=checkpoint.size if checkpoint is not None else None,
        root=checkpoint.root.hex() if checkpoint is not None else None,
        failed_lines=manifests.total.ends["failed"],
        excluded_lines=manifests.total.ends["excluded"],
        steps=tuple(tally.step(BAG_TITLES) for tally in tallies),
    )


def _checkpoint(bag: Bag, tally: Tally) -> Checkpoint | None:
    try:
        return parse_checkpoint(bag.read(CHECKPOINT, MAX_NOTE))
    except RuleError as error:
        said = str(error)
        tally.wrong(f"{said}." if CHECKPOINT in said else f"{CHECKPOINT}: {said}.")
        return None


def _stated(bag: Bag, tally: Tally) -> StatedKeys:
    try:
        return parse_stated_keys(bag.read(KEYS, MAX_NOTE))
    except RuleError as error:
        tally.wrong(f"{error}.")
        return StatedKeys(None, ())
