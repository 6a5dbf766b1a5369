"""Step 9: the manifest of every disclosed collection, line by line, against the fact that sealed it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from .bag import Bag
from .canonical import is_ground, is_hex, parse_object
from .errors import RuleError
from .facts import ShownFact
from .lines import ENDS, Line, check_fields
from .log import Log
from .merkle import GrowingRoot, leaf_hash
from .report import Tally, shown
from .sealed import KIND, Sealed, parse_sealed

FOLDER = "data/manifests/"
_BATCH = 4096


@dataclass(slots=True)
class Seen:
    """What one pass over a manifest has counted."""

    ends: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ENDS, 0))
    lines: int = 0
    hidden: int = 0
    bytes: int = 0
    malformed: int = 0


class Manifests:
    """Reads the manifests of a bag; leaves every content that a shown line names in the table `content`."""

    def __init__(self, bag: Bag, lists: Tally, grounds: Tally) -> None:
        self._bag, self._lists, self._grounds = bag, lists, grounds
        self.total = Seen()
        self._checked = 0
        self._expected: set[str] = set()

    def check(self, log: Log, facts: Iterable[ShownFact]) -> None:
        """Every sealed fact that is shown has its manifest, every manifest its fact.

        The manifests of a unit that was destroyed, as a later fact says, are gone with it.
        """
        told = list(facts)
        gone = {str(fact.body.get("unit")): fact.seq for fact in told if fact.seq in log.gone}
        for fact in told:
            if fact.seq in log.gone:
                continue
            kind = log.sealed[fact.seq]
            if kind != KIND:
                self._lists.lacks(
                    f"Fact {fact.seq:,} is {kind}; a newer version of this program is needed to check it."
                )
                name = fact.body.get("collection")
                self._expected.add(f"{FOLDER}{name}.jsonl")
                continue
            try:
                sealed = parse_sealed(fact.seq, fact.body)
            except RuleError as error:
                self._lists.wrong(f"Fact {fact.seq:,} ({KIND}): {error}.")
                continue
            path = f"{FOLDER}{sealed.collection}.jsonl"
            if path in self._expected:
                self._lists.wrong(f"Fact {fact.seq:,}: collection {sealed.collection} was sealed twice.")
            self._expected.add(path)
            if gone.get(sealed.unit, -1) > sealed.seq and self._bag.size_of(path) is None:
                self._lists.lacks(
                    f"What collection {sealed.collection} had collected was destroyed, as fact {gone[sealed.unit]:,} "
                    "says; its list is gone."
                )
                continue
            self._manifest(sealed, path)
        for path in self._bag.names_under(FOLDER):
            if path not in self._expected:
                self._lists.wrong(f"{shown(path)} belongs to no disclosed fact.")
        hidden = f" {self.total.hidden:,} lines are withheld; of their lists the root alone was checked."
        lines = (
            f"{self._checked:,} collections with {self.total.lines:,} lines; each list leads to the root in its fact."
        )
        self._lists.note(lines + (hidden if self.total.hidden else ""))

    def _manifest(self, sealed: Sealed, path: str) -> None:
        seen, growing, digest = Seen(), GrowingRoot(), hashlib.sha256()
        rows: list[tuple[int, bytes, int, int]] = []
        last = None
        database = self._bag.database
        database.execute("DELETE FROM line")
        try:
            for data in self._bag.lines(path):
                seen.lines += 1
                digest.update(data + b"\n")
                where = f"{path}, line {seen.lines:,}"
                leaf, line = self._line(data, where, seen)
                growing.add(leaf)
                if line is None:
                    continue
                seen.ends[line.end] += 1
                seen.bytes += line.size
                if last is not None and line.order <= last:
                    self._lists.wrong(
                        f"{where}: its path stands twice."
                        if line.order == last
                        else f"{where}: it is out of walk order, or its path stands twice."
                    )
                last = line.order
                if line.sha256 is not None:
                    rows.append((seen.lines, line.sha256, line.size, line.end == "stored"))
                    if len(rows) == _BATCH:
                        database.executemany("INSERT INTO line VALUES(?, ?, ?, ?)", rows)
                        rows.clear()
        except RuleError as error:
            self._lists.wrong(f"{error}.")
            return
        database.executemany("INSERT INTO line VALUES(?, ?, ?, ?)", rows)
        self._against_fact(sealed, path, seen, growing.root(), digest.hexdigest())
        self._contents(path, seen)
        self._add(seen)

    def _line(self, data: bytes, where: str, seen: Seen) -> tuple[bytes, Line | None]:
        """The leaf of one line as it stands in the bag, and what it says where it is shown and well formed."""
        leaf = leaf_hash(data)
        try:
            found = parse_object(data)
            if "leaf" not in found:
                return leaf, check_fields(found)
            seen.hidden += 1
            if list(found) != ["leaf", "withheld"] or not is_hex(found["leaf"], 64):
                raise RuleError("it is withheld, but not as a leaf of 64 hex digits and a ground")
            if not is_ground(found["withheld"]):
                self._grounds.wrong(f"{where} is withheld without a ground.")
            return bytes.fromhex(str(found["leaf"])), None
        except RuleError as error:
            seen.malformed += 1
            self._lists.wrong(f"{where}: {error}.")
            return leaf, None

    def _against_fact(self, sealed: Sealed, path: str, seen: Seen, root: bytes, digest: str) -> None:
        wrong = self._lists.wrong
        if seen.lines != sealed.lines:
            wrong(f"{path} has {seen.lines:,} lines; its fact {sealed.seq:,} says {sealed.lines:,}.")
        if root != sealed.root:
            wrong(f"{path} does not lead to the root in its fact {sealed.seq:,}.")
        if seen.hidden or seen.malformed:
            # Withheld lines may bring more, never less.
            if seen.bytes > sealed.total or any(seen.ends[end] > sealed.ends[end] for end in ENDS):
                wrong(f"{path} shows more than its fact {sealed.seq:,} counts.")
            return
        if digest != sealed.manifest_sha256:
            wrong(f"{path} has not the manifest_sha256 in its fact {sealed.seq:,}.")
        if seen.bytes != sealed.total:
            wrong(f"{path} adds up to {seen.bytes:,} bytes; its fact {sealed.seq:,} says {sealed.total:,}.")
        for end in ENDS:
            if seen.ends[end] != sealed.ends[end]:
                wrong(f"{path} has {seen.ends[end]:,} lines {end}; its fact {sealed.seq:,} says {sealed.ends[end]:,}.")

    def _contents(self, path: str, seen: Seen) -> None:
        """`stored` is the first line that names a content, `duplicate` a later one; one content has one size."""
        query = (
            "SELECT number, stored, turn FROM (SELECT number, stored,"
            " row_number() OVER (PARTITION BY sha256 ORDER BY number) AS turn FROM line)"
            " WHERE (turn=1)<>stored ORDER BY number"
        )
        for number, stored, _ in self._bag.database.execute(query):
            if stored:
                self._lists.wrong(f"{path}, line {number:,}: it is stored, but an earlier line names the same content.")
            elif not seen.hidden:
                self._lists.wrong(f"{path}, line {number:,}: it is a duplicate, but no earlier line names its content.")
        self._bag.database.execute(
            "INSERT OR IGNORE INTO content SELECT sha256, size FROM line ORDER BY sha256, number"
        )
        query = "SELECT number FROM line JOIN content USING(sha256) WHERE line.size<>content.size ORDER BY number"
        for (number,) in self._bag.database.execute(query):
            self._lists.wrong(f"{path}, line {number:,}: another line gives the same content another size.")

    def _add(self, seen: Seen) -> None:
        self._checked += 1
        self.total.lines += seen.lines
        self.total.hidden += seen.hidden
        for end in ENDS:
            self.total.ends[end] += seen.ends[end]
