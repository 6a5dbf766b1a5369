"""Derive every tile and root of a ledger again from the raw entries, and name what does not fit.

Shares no code with the writer: it has its own hashing, its own reading of bundles, tiles, checkpoints and
bodies lines, its own idea of which files a ledger has. Where two files disagree, the one that does not lead
to the signed root is the one at fault.

1. Every file has a name that a ledger knows.
2. Every checkpoint is signed by the ledger's key; the newest is the current one.
3. Every tile and bundle leads to the newest signed root, and every older signed root follows from them.
4. Every body is there, in order, and is what its entry commits to.
5. The database holds the same facts.

The caller still owes: that the key is the right one, and that nobody holds a newer checkpoint.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import count

from openhold.formats.notes import VerifierKey
from openhold.ledger.files import Files
from openhold.ledger.findings import CODES, Finding
from openhold.ledger.fsck_forms import (
    FULL,
    Line,
    Signed,
    first_body,
    is_known,
    kept_size,
    parse_tile_key,
    read_line,
    read_signed,
    stated_commitment,
    tile_key,
)
from openhold.ledger.fsck_rows import Database, Fact
from openhold.ledger.fsck_tree import Peaks, Tree
from openhold.ledger.row import Row

__all__ = ["CODES", "Finding", "check"]

_SPARE = 1_000
"""A log that lacks more bundles than it has, and so many more, is not walked through."""


def check(files: Files, origin: str, key: VerifierKey, rows: Iterable[Row] | None = None) -> list[Finding]:
    """Return everything that is wrong with the ledger named `origin`, and with `rows`, what the database holds.

    Streams: memory grows with the number of files and not with that of entries. What stands beyond the last
    signed size is the leftover of an interrupted publication and no finding.
    """
    checker = _Checker(files, origin, key)
    checker.run(rows)
    return checker.found


class _Checker:
    def __init__(self, files: Files, origin: str, key: VerifierKey) -> None:
        self._files = files
        self._origin = origin
        self._key = key
        self._size = 0
        self._stated: dict[str, Signed] = {}
        self.found: list[Finding] = []

    def run(self, rows: Iterable[Row] | None) -> None:
        # Read first, so that what it needs is there when the files are listed, whatever is published meanwhile.
        current = self._signed("checkpoint") if self._files.exists("checkpoint") else None
        keys = set(self._files.keys(""))
        for key in sorted(keys):
            if not is_known(key):
                self._say("ledger-file-unknown", key, "No file of a ledger is called so.")
        self._checkpoints(keys)
        self._current(keys, current)
        if not self._size:
            self._unsigned(keys)
        elif not self._is_gone(keys):
            database = None if rows is None else Database(rows, self._say)
            self._bodies(keys, self._facts(keys), database)
            if database is not None:
                database.end()

    def _say(self, code: str, subject: str, detail: str) -> None:
        self.found.append(Finding(code, subject, detail))

    # --- checkpoints -------------------------------------------------------------------------------

    def _checkpoints(self, keys: set[str]) -> None:
        for size, key in sorted((size, key) for key in keys if (size := kept_size(key)) is not None):
            signed = self._signed(key)
            if signed is not None and signed.size != size:
                self._say("ledger-checkpoint-signature", key, f"It states size {signed.size}.")
            elif signed is not None:
                self._stated[key] = signed
        self._size = max((signed.size for signed in self._stated.values()), default=0)

    def _current(self, keys: set[str], current: Signed | None) -> None:
        if "checkpoint" not in keys and self._size:
            self._say("ledger-checkpoint-missing", "checkpoint", f"The newest signed one is checkpoints/{self._size}.")
        if current is not None and current.size < self._size:
            current = self._signed("checkpoint")
            if current is not None and current.size > self._size:
                return
        if current is None:
            return
        if current.size < self._size:
            self._say("ledger-checkpoint-older", "checkpoint", f"checkpoints/{self._size} was signed after it.")
        kept = f"checkpoints/{current.size}"
        if kept not in keys:
            self._say("ledger-checkpoint-missing", kept, "Every signed checkpoint is kept there.")
        self._stated["checkpoint"] = current
        self._size = max(self._size, current.size)

    def _signed(self, key: str) -> Signed | None:
        signed = read_signed(self._files.read(key), self._origin, self._key)
        if signed is None:
            self._say("ledger-checkpoint-signature", key, f"It is not a checkpoint signed by {self._key.name}.")
        return signed

    def _unsigned(self, keys: set[str]) -> None:
        """Say that nothing was signed, where a publication began. Rows alone are those of one that is yet to begin."""
        if any(kept_size(key) or key == "checkpoint" for key in keys):
            return
        if any(key.startswith(("tile/", "bodies/")) for key in keys):
            detail = "There are entries, but none was signed: it was lost, or the first publication was cut off."
            self._say("ledger-checkpoint-missing", "checkpoint", detail)

    # --- entries and tiles ---------------------------------------------------------------------------

    def _is_gone(self, keys: set[str]) -> bool:
        """Tell, and say, whether there is so little of the log that a walk through it would lead nowhere."""
        needed = -(-self._size // FULL)
        places = (parse_tile_key(key) for key in keys)
        bundles = [place for place in places if place is not None and place[0] == "entries" and place[1] < needed]
        there = {number for _, number, width in bundles if width >= min(FULL, self._size - number * FULL)}
        missing = needed - len(there)
        if missing <= len(there) + _SPARE:
            return False
        first = next(number for number in count() if number not in there)
        key = tile_key("entries", first, min(FULL, self._size - first * FULL))
        self._say("ledger-entry-missing", key, f"So are {missing} of {needed} bundles; nothing more was checked.")
        return True

    def _facts(self, keys: set[str]) -> Iterator[Fact]:
        """Yield what is believed of the log, place by place; at its end say what is wrong with tiles and roots."""
        sizes = sorted({signed.size for signed in self._stated.values()})
        newest = [signed.root for signed in self._stated.values() if signed.size == self._size]
        roots: dict[int, bytes | None] = {}
        tree = Tree(self._files, keys, self._size, newest)
        peaks = Peaks()
        for block in tree.blocks():
            behind = block.first + block.width
            due = sizes[bisect_right(sizes, block.first) : bisect_right(sizes, behind)]
            for width, root in peaks.within(block.leaves, [size - block.first for size in due]):
                roots[block.first + width] = root
            peaks.add(8, block.root)
            for at, entry in enumerate(block.entries):
                yield Fact(block.first + at, block.leaves[at] if block.leaves is not None else None, entry)
        self.found += tree.found
        for key, signed in self._stated.items():
            if roots[signed.size] not in (None, signed.root):
                self._say("ledger-checkpoint-root", key, "Its root does not follow from the entries.")

    # --- bodies ----------------------------------------------------------------------------------------

    def _bodies(self, keys: set[str], facts: Iterator[Fact], database: Database | None) -> None:
        """Check the bodies files: their names say where each begins, so a damaged one accuses no other."""

        def take(line: Line | None = None) -> Fact:
            fact = next(facts)
            row = database.check(fact, line) if database is not None else None
            return fact._replace(entry=row) if fact.entry is None else fact

        firsts = sorted(first for key in keys if (first := first_body(key)) is not None and first < self._size)
        firsts.append(self._size)
        expected = 0
        for first, behind in zip(firsts, [*firsts[1:], self._size], strict=True):
            if expected < first:
                detail = f"Facts {expected} to {first - 1} have no bodies; it is missing, or the one before cut short."
                self._say("ledger-body-gap", f"bodies/{expected}.jsonl", detail)
            for _ in range(expected, first):
                take()
            expected = self._file(first, behind, take) if first < behind else first
        next(facts, None)

    def _file(self, first: int, behind: int, take: Callable[[Line | None], Fact]) -> int:
        """Check the bodies file that begins at `first`; return where the facts go on that it should not have held."""
        key = f"bodies/{first}.jsonl"
        lines = self._files.read(key).split(b"\n")
        cut = lines.pop() != b"" or len(lines) > behind - first
        wrong = None
        for seq, data in zip(range(first, behind), lines, strict=False):
            line = read_line(data)
            fact = take(line if line is not None and line.seq == seq else None)
            if wrong is None and not _fits(line, fact):
                wrong = seq
        ended = min(first + len(lines), behind)
        if wrong is None and not cut:
            return ended
        detail = "It is cut short or too long." if wrong is None else f"Fact {wrong} does not match its commitment."
        self._say("ledger-body-altered", key, detail)
        for _ in range(ended, behind):
            take(None)
        return behind


def _fits(line: Line | None, fact: Fact) -> bool:
    if line is None or line.seq != fact.seq:
        return False
    committed = stated_commitment(fact.entry) if fact.entry is not None else None
    return line.erased is not None or committed is None or line.commitment == committed
