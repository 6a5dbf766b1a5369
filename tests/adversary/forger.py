"""The adversary: an operator with home, key, database, vault and clock, who makes any bad history in two lines.

Two hands. `Operator` works inside: it takes a matter's history out of the vault, lets it be changed, signs whatever
became of it with the instance's key (or another), and has the program itself disclose it, so that the bag is as good
as an honest one. `Bag` works outside: it changes what the program disclosed and makes the checksums fit again.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from openhold.actions.home import Home
from openhold.actions.record import INSTANCE_LOG
from openhold.cli.deeds.forging import seal_again
from openhold.formats import canonical
from openhold.formats.merkle import leaf_hash
from openhold.formats.notes import SigningKey
from openhold.ledger import entry as entries
from openhold.ledger import read, tiles
from openhold.ledger.publish import publish
from openhold.ledger.row import Row
from tests.faults.running import Done


@dataclass
class Fact:
    """One fact of a history, open to change. The salt is the operator's to choose, so it need not be kept."""

    kind: str
    actor: str
    at: str
    body: dict[str, Any]
    salt: bytes

    def row(self, seq: int) -> Row:
        body = canonical.dumps(self.body)
        commitment = entries.commit(self.salt, body).hex()
        entry = entries.Entry(seq=seq, at=self.at, actor=self.actor, kind=self.kind, body=commitment)
        return Row(seq, entries.encode(entry), self.salt, body)


Program = Callable[..., Done]
"""Runs a command in a home: `program(home, *words)`."""


class Operator:
    """Who runs an instance: everything in it can be changed, only not what others were given."""

    def __init__(self, program: Program, folder: Path, title: str) -> None:
        """Open a matter, in a new home or in one that is there."""
        self.program, self.folder = program, folder
        opened = self.do("matter", "open", "--title", title)
        self.matter: str = opened["matter"]
        self.key: str = opened["key"]

    @property
    def home(self) -> Home:
        return Home(self.folder)

    @property
    def ledger(self) -> Path:
        return self.folder / "vault/ledgers" / self.matter

    def twin(self, folder: Path) -> "Operator":
        """The same operator with a copy of the home at `folder`."""
        twin = copy(self)
        twin.folder = shutil.copytree(self.folder, folder)
        return twin

    def run(self, *words: str) -> Done:
        """Run the program in this home."""
        return self.program(self.folder, *words)

    def do(self, *words: str) -> Any:
        """Run the program in this home; it must do what it is told. Returns its document."""
        done = self.run(*words, "--json")
        assert done.code == 0, done.err
        return done.json

    def disclose(self, to: Path, *words: str) -> Path:
        """Let the program write the bag."""
        self.do("disclose", self.matter, "--to", str(to), *words)
        return to

    def receipt(self, item: str, to: Path) -> Path:
        """Let the program write the receipt."""
        assert self.run("receipt", self.matter, item, "--to", str(to)).code == 0
        return to

    def history(self, log: str | None = None) -> list[Fact]:
        """The history of the matter (or of another log) as it stands under the last signed checkpoint."""
        files = self.home.vault.ledger(log or self.matter)
        facts = []
        for row in read.rows(files, max(self._sizes(log))):
            entry = entries.decode(row.entry)
            facts.append(Fact(entry.kind, entry.actor, entry.at, json.loads(row.body), row.salt))
        return facts

    def sign(self, history: Sequence[Fact], log: str | None = None) -> None:
        """Make `history` the only one there is: ledger, checkpoints of all sizes, signatures, database."""
        self._publish(history, log or self.matter)
        self.do("rebuild", "--from-vault")

    def change_key(self) -> None:
        """Sign all that is there with a new key of the same name."""
        histories = {log: self.history(log) for log in (INSTANCE_LOG, self.matter)}
        text = SigningKey(sha256(b"another key").digest()).text(self.home.instance)
        self.home.key_file.write_text(text + "\n")
        for log, history in histories.items():
            self._publish(history, log)
        self.do("rebuild", "--from-vault")

    def _sizes(self, log: str | None) -> list[int]:
        return [int(file.name) for file in (self.ledger.with_name(log or self.matter) / "checkpoints").iterdir()]

    def _publish(self, history: Sequence[Fact], log: str) -> None:
        sizes = sorted({size for size in self._sizes(log) if size < len(history)} | {len(history)})
        shutil.rmtree(self.ledger.with_name(log))
        rows = [fact.row(seq) for seq, fact in enumerate(history)]
        home = self.home
        for size in sizes:
            publish(home.vault.ledger(log), home.origin(log), home.signer, lambda start, end=size: rows[start:end])


def entries_of(bundle: bytes) -> list[bytes]:
    """The entries of a bundle, taken apart as the formats page says."""
    found = []
    while bundle:
        end = 2 + int.from_bytes(bundle[:2], "big")
        found.append(bundle[2:end])
        bundle = bundle[end:]
    return found


class Bag:
    """A copy of a disclosure, to be changed; its checksums are made again after every change."""

    def __init__(self, disclosed: Path, to: Path) -> None:
        self.folder = shutil.copytree(disclosed, to)
        self.data = to / "data"

    def seal(self) -> None:
        seal_again(self.folder)

    @contextmanager
    def lines(self, name: str) -> Iterator[list[bytes]]:
        """The lines of a file of the payload, without their newlines."""
        lines = (self.data / name).read_bytes().splitlines()
        yield lines
        (self.data / name).write_bytes(b"".join(line + b"\n" for line in lines))
        self.seal()

    @contextmanager
    def manifest(self) -> Iterator[list[bytes]]:
        """The lines of the manifest that names most."""
        largest = max((self.data / "manifests").iterdir(), key=lambda file: file.stat().st_size)
        with self.lines(f"manifests/{largest.name}") as lines:
            yield lines

    @contextmanager
    def entries(self, *, tiles_too: bool) -> Iterator[list[bytes]]:
        """The entries of a log that fits into one tile; the checkpoints stay as they were signed."""
        bundle, tile = (next((self.data / "ledger/tile" / kind).rglob("000.p/*")) for kind in ("entries", "0"))
        found = entries_of(bundle.read_bytes())
        yield found
        bundle.write_bytes(tiles.encode_bundle(found))
        if tiles_too:
            tile.write_bytes(b"".join(leaf_hash(entry) for entry in found))
        self.seal()

    def items(self) -> list[Path]:
        """The items, the smallest first."""
        return sorted((self.data / "items").iterdir(), key=lambda file: (file.stat().st_size, file.name))
