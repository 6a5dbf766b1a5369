"""The check's comparison of the database with the log.

Shares no code with the writer, see `fsck`.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple

from openhold.ledger.fsck_forms import Line, leaf_hash, stated_commitment
from openhold.ledger.row import Row


class Fact(NamedTuple):
    """What is believed of one place in the log; None where no file tells it."""

    seq: int
    leaf: bytes | None
    entry: bytes | None


class Database:
    """Holds the rows of the database against what is believed of the log; rows beyond the log's end are no fault."""

    def __init__(self, rows: Iterable[Row], say: Callable[[str, str, str], None]) -> None:
        self._rows = iter(rows)
        self._row = next(self._rows, None)
        self._say = say
        self._differing: list[int] = []
        self._behind = False

    def check(self, fact: Fact, line: Line | None) -> bytes | None:
        """Take the next place of the log and what its bodies file says of it; return the entry if the row has it."""
        entry = None
        while self._row is not None and self._row.seq < fact.seq:
            self._differs(self._row.seq)
            self._row = next(self._rows, None)
        if self._row is None:
            if not self._behind:
                self._say("ledger-rows-behind", "database", f"It ends before fact {fact.seq}, which was signed.")
            self._behind = True
        elif self._row.seq > fact.seq or not _same(self._row, fact, line):
            self._differs(fact.seq)
        if self._row is not None and self._row.seq == fact.seq:
            entry = self._row.entry if leaf_hash(self._row.entry) == fact.leaf else None
            self._row = next(self._rows, None)
        return entry

    def end(self) -> None:
        """Say which facts differ, one finding for those that follow one another."""
        if self._differing:
            first, last = self._differing
            others = "" if first == last else f" Nor are those up to {last}."
            self._say("ledger-rows-differ", f"database#{first}", f"It is not the fact that was published.{others}")
        self._differing = []

    def _differs(self, seq: int) -> None:
        if not self._differing or seq > self._differing[1] + 1:
            self.end()
            self._differing = [seq, seq]
        self._differing[1] = max(seq, self._differing[1])


def _same(row: Row, fact: Fact, line: Line | None) -> bool:
    if fact.leaf is not None and leaf_hash(row.entry) != fact.leaf:
        return False
    if row.erased is None and stated_commitment(row.entry) != sha256(row.salt + row.body).hexdigest():
        return False
    return line is None or line.erased == row.erased
