"""Makes vaults with the room's own writers, and disks that fail."""

import errno
import io
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from openhold.formats.notes import SigningKey
from openhold.vault import audit, large, line, unit
from openhold.vault.disk import Disk
from openhold.vault.manifest import ManifestWriter
from openhold.vault.pack import PackWriter
from openhold.vault.store import DirectoryStore
from openhold.vault.vault import Stated, Vault

KEY = SigningKey(bytes(range(32)))
NAME = "example.org"
UNIT = "estrada.macis.share"
OWNER = line.owner_texts(line.Owner(1000, 100, "macis", "staff"))


def add_pack(store, number, contents, unit_name=UNIT, key=KEY):
    """Write and seal pack `number` with `contents`."""
    stage = store.stage(unit.pack_key(unit_name, number, "tar.open"))
    writer = PackWriter(stage)
    for data in contents:
        writer.add(sha256(data).digest(), data)
    unit.seal_pack(store, unit_name, number, writer.finish(), key, NAME)
    stage.publish(unit.pack_key(unit_name, number))


def add_large(store, data, unit_name=UNIT):
    """Store `data` as a large object, whatever its size."""
    stage = store.stage(f"units/{unit_name}/large/incoming.tmp")
    digest, _ = large.copy(io.BytesIO(data).readinto, stage)
    large.make_durable(stage, digest)
    stage.publish(unit.large_key(unit_name, digest))
    return digest


def content(end, path, data, salt, **more):
    """Return a content line of a file of the example."""
    values = {"mode": 0o644, "mtime_ns": 1_500_000_000_123_456_789, "size": len(data), "owner": OWNER, **more}
    return line.content_line(end, path, sha256=sha256(data).hexdigest(), salt=salt, **values)


def add_manifest(store, collection, lines, unit_name=UNIT, cut_every=7):
    """Write `lines` as the manifest of `collection`, a block for every few lines; return what a fact states of it."""
    writer = ManifestWriter(store, unit_name)
    for at in range(0, len(lines), cut_every):
        writer.add(lines[at : at + cut_every])
        writer.cut()
    sealed = writer.seal(collection)
    read = [line.parse_line(one) for one in lines]
    ends = {end: sum(one.end == end for one in read) for end in ("stored", "duplicate", "excluded", "failed")}
    size = sum(one.size or 0 for one in read)
    return audit.Expected(sealed.lines, sealed.root, sealed.sha256, size, ends)


@dataclass
class SmallVault:
    """A vault with two packs, a large object and two manifests, small enough to be audited in milliseconds."""

    root: Path
    store: DirectoryStore = field(init=False)
    vault: Vault = field(init=False)
    expected: dict[str, audit.Expected] = field(default_factory=dict)

    def __post_init__(self):
        rng = Random(7)
        self.vault = Vault.at(self.root, self.root.parent / "caches")
        self.store = self.vault.store
        self.vault.create("example-vault", KEY.verifier(NAME))
        self.vault.add_ledger("estrada", KEY.verifier(f"{NAME}/estrada"))
        self.contents = [rng.randbytes(size) for size in (0, 1, 511, 512, 513, 1024, 4000, 9000, 64, 65)]
        self.more = [rng.randbytes(size) for size in (100, 3000)]
        self.big = rng.randbytes(50_000)
        add_pack(self.store, 0, self.contents)
        add_pack(self.store, 1, self.more)
        add_large(self.store, self.big)
        salts = iter(lambda: rng.randbytes(16).hex(), None)
        lines = [content("stored", b"a/file-%02d" % n, data, next(salts)) for n, data in enumerate(self.contents)]
        lines.append(content("duplicate", b"b/copy", self.contents[3], next(salts)))
        lines.append(content("stored", b"b/film.mp4", self.big, next(salts)))
        lines.append(line.other_line("excluded", b"b/link", next(salts), {"rule": "special:symlink", "target": "/etc"}))
        lines.append(line.other_line("failed", b"b/secret\xff", next(salts), {"reason": "permission"}))
        self.lines = lines
        self.expected["first"] = add_manifest(self.store, "first", lines)
        later = [*lines, *(content("stored", b"c/%d" % n, data, next(salts)) for n, data in enumerate(self.more))]
        self.expected["second"] = add_manifest(self.store, "second", later)

    @property
    def known(self):
        """What the facts state about the vault as a whole."""
        return Stated("example-vault", KEY.verifier(NAME), {"estrada": KEY.verifier(f"{NAME}/estrada")})

    def audit(self, sample=None, progress=lambda items, count: None):
        """Audit the unit."""
        key = KEY.verifier(NAME)
        return audit.audit_unit(self.store, UNIT, key, self.expected, sample=sample, progress=progress)

    def findings(self):
        """Audit unit and vault; return all findings."""
        return [*self.audit().findings, *audit.audit_vault(self.store, self.known)]

    def all_keys(self):
        """Return every key of the vault."""
        return sorted(self.store.keys(""))


def overwrite(path, data):
    """Put other bytes into a file of the vault, as a failing disk or an intruder would."""
    path.chmod(0o600)
    path.write_bytes(data)


class FaultyDisk(Disk):
    """A disk that fails at its n-th changing call (counted from 1), once. `calls` counts them."""

    def __init__(self, fail_at=0, number=errno.EIO):
        self.fail_at, self.number, self.calls, self.failed = fail_at, number, 0, None

    def _count(self, name):
        self.calls += 1
        if self.calls == self.fail_at:
            self.failed = name
            raise OSError(self.number, "made to fail", name)

    def create(self, path):
        self._count("create")
        return super().create(path)

    def write(self, fd, data):
        self.calls += 1
        if self.calls == self.fail_at:
            super().write(fd, bytes(data)[: len(data) // 2])
            self.failed = "write"
            raise OSError(self.number, "made to fail")
        super().write(fd, data)


def _failing(name):
    def call(self, *arguments):
        self._count(name)
        return getattr(Disk, name)(self, *arguments)

    return call


for _name in ("sync", "link", "rename", "unlink", "chmod", "mkdir", "sync_folder", "truncate"):
    setattr(FaultyDisk, _name, _failing(_name))
