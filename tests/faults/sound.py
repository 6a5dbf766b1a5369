"""Whether a home is sound: everything acknowledged is there, nothing is found, every log only grew."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openhold.formats.merkle import RootBuilder, leaf_hash
from openhold.vault.store import DirectoryStore
from openhold.vault.vault import LedgerFiles

from .running import Done, Server


@dataclass
class Promises:
    """What one home has acknowledged so far, and every checkpoint that was ever seen in it."""

    home: Path
    server: Server
    collections: dict[str, dict[str, Any]] = field(default_factory=dict)
    checkpoints: dict[tuple[str, int], str] = field(default_factory=dict)
    checked: int = 0

    def acknowledge(self, done: Done) -> None:
        """Note a collection that was printed as done."""
        self.collections[done.json["collection"]] = done.json

    def look(self) -> None:
        """Note every checkpoint that stands now; none may have changed, and none may say another thing of a size."""
        for ledger in (self.home / "vault" / "ledgers").glob("*"):
            for file in [ledger / "checkpoint", *(ledger / "checkpoints").glob("*")]:
                if file.suffix == ".tmp" or not file.exists():
                    continue
                text = file.read_text().partition("\n\n")[0]
                size = int(text.split("\n")[1])
                known = self.checkpoints.setdefault((ledger.name, size), text)
                assert known == text, f"{file} says another thing of size {size} than was seen before"

    def kept(self) -> None:
        """Everything acknowledged is in the record; every checkpoint ever seen is a beginning of its log."""
        self.look()
        for ledger in {name for name, _ in self.checkpoints}:
            self._grew(ledger)
        shown: dict[str, dict[str, Any]] = {}
        for matter in {one["matter"] for one in self.collections.values()}:
            shown |= {
                one["collection"]: one for one in self.run("matter", "show", matter, "--json").json["collections"]
            }
        for name, one in self.collections.items():
            assert name in shown, f"the acknowledged collection {name} is lost"
            assert all(shown[name][key] == one[key] for key in ("lines", "ends", "bytes", "root", "seq"))

    def sound(self) -> None:
        """Nothing acknowledged is lost, and neither an audit of everything nor fsck finds anything."""
        self.kept()
        for words in (("fsck", "--json"), ("audit", "--json")):
            done = self.run(*words)
            assert done.code == 0, f"{words[0]}: exit {done.code} {done.err}{done.out}"
            assert done.json["findings"] == []
            self.checked = done.json.get("checked", 0)

    def run(self, *words: str) -> Done:
        """Run a command in this home that must not fail for want of storage."""
        done = self.server.run(self.home, *words)
        assert done.code in (0, 1), f"{words}: exit {done.code}: {done.err}"
        return done

    def _grew(self, ledger: str) -> None:
        """Derive the root at every size ever seen from the entries as they stand now."""
        sizes = {size: text for (name, size), text in self.checkpoints.items() if name == ledger}
        newest = max(sizes)
        roots = dict(roots_of(self.home, ledger, newest))
        for size, text in sizes.items():
            stated = text.split("\n")[2]
            assert roots[size] == stated, f"{ledger}: the checkpoint of size {size} is no beginning of size {newest}"


def entries_of(home: Path, ledger: str, size: int) -> list[bytes]:
    """Return the first `size` published entries of a ledger, read by a few lines of this test alone."""
    files = LedgerFiles(DirectoryStore(home / "vault"), ledger)
    entries: list[bytes] = []
    while len(entries) < size:
        number, width = len(entries) // 256, min(256, size - len(entries))
        assert number < 1000
        data = files.read(f"tile/entries/{number:03d}" + ("" if width == 256 else f".p/{width}"))
        before = len(entries)
        while data:
            length = int.from_bytes(data[:2], "big")
            entries.append(data[2 : 2 + length])
            data = data[2 + length :]
        assert len(entries) == before + width
    return entries


def roots_of(home: Path, ledger: str, size: int) -> Iterable[tuple[int, str]]:
    """Yield every size up to `size` with the base64 root that its entries have."""
    builder = RootBuilder()
    for count, entry in enumerate(entries_of(home, ledger, size), 1):
        builder.extend([leaf_hash(entry)])
        yield count, b64encode(builder.root()).decode()
