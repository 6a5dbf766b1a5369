"""Audit: re-read what the vault keeps and name everything that is not right.

1. The seals are signed by the seal key, each for its own pack, and every file has a place in a vault.
2. Every pack is the file its seal states; every member and every large object is what its name says.
3. Every block is what its name says, its lines have the published form, each path stands once, in walk order.
4. Every manifest of the record is there, no other is, and each leads to the root, digest and counts that
   the record states; `end` follows from the manifest alone.
5. Every content that a manifest names is in the unit, with that size, and once.
The caller still owes: the ledgers (`ledger.fsck`), that the facts handed over come from them, the unit's
lock (else a collection that is under way shows as an open pack), and units that no fact names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from openhold.formats import canonical
from openhold.formats.notes import VerifierKey
from openhold.vault.audit_pool import Pool, Task
from openhold.vault.audit_worker import check
from openhold.vault.buckets import Buckets
from openhold.vault.check_manifest import Expected, Manifests
from openhold.vault.check_pack import RECORD, Checked
from openhold.vault.check_sample import Sample, check_sample, detection
from openhold.vault.check_seal import Files, check_seals, files_of
from openhold.vault.findings import CODES, Finding
from openhold.vault.manifest import block_key
from openhold.vault.pack import Sealable, members
from openhold.vault.readme import README
from openhold.vault.store import DirectoryStore, Store
from openhold.vault.unit import large_key
from openhold.vault.vault import Stated

__all__ = ["CODES", "Expected", "Finding", "Progress", "Result", "Sample", "audit_unit", "audit_vault", "detection"]

Progress = Callable[[int, int], None]
"""Called with items and bytes done since the last call."""

ALONE = 64 << 20
"""With fewer bytes to read than this (64 MiB), starting processes costs more than it saves."""
MOST = 1000
"""At most this many missing contents, and as many that are stored twice, are named one by one."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an audit did: items re-read, items there are, bytes read from the vault, and what was found."""

    items: int
    population: int
    bytes: int
    findings: tuple[Finding, ...]


def audit_unit(
    store: Store,
    unit: str,
    seal_key: VerifierKey,
    collections: Mapping[str, Expected],
    *,
    sample: Sample | None,
    progress: Progress,
) -> Result:
    """Return what re-reading `unit`, all of it or `sample`, found; `collections` is what the facts state.

    Seals, manifests and blocks are always checked whole. Bytes are asked from the device, not from the
    kernel's copy. Findings are values: the only errors are of this machine (VaultError: a process was ended).
    """
    files = files_of(store, unit)
    findings, seals = check_seals(store, files, seal_key)
    held = Buckets(RECORD)
    manifests = Manifests(store, unit, progress)
    items = population = read = 0
    try:
        for checked in _contents(store, files, seals, manifests, collections, sample, progress):
            held.add(checked.records)
            findings += checked.findings
            items += checked.items
            read += checked.read
            population += len(checked.records) // RECORD
        findings += manifests.findings
        findings += _join(store, unit, files, held, manifests)
    finally:
        held.close()
        manifests.close()
    return Result(items, population, read + manifests.bytes, tuple(findings))


def audit_vault(store: Store, known: Stated) -> list[Finding]:
    """Return what is wrong with `vault.json`, `README.txt` and the top folder; `known` is what the facts state."""
    findings = []
    stated = {
        "format": 1,
        "ledgers": {matter: key.text() for matter, key in known.ledgers.items()},
        "seal_key": known.seal_key.text(),
        "vault": known.vault,
    }
    for key, code, text, detail in (
        ("vault.json", "vault-json-altered", canonical.dumps(stated), "it is not what the record leads to"),
        ("README.txt", "vault-readme-altered", README.encode(), "it is another text than this program writes"),
    ):
        try:
            there = store.read(key)
        except FileNotFoundError:
            findings.append(Finding(code, key, "it is not there"))
        else:
            if there != text:
                findings.append(Finding(code, key, detail))
    findings += [
        Finding("vault-file-unknown", key, "it has no place in a vault")
        for key in store.keys("")
        if key not in ("vault.json", "README.txt") and not key.startswith(("ledgers/", "units/"))
    ]
    return findings


def _contents(
    store: Store,
    files: Files,
    seals: Mapping[str, Sealable | None],
    manifests: Manifests,
    collections: Mapping[str, Expected],
    sample: Sample | None,
    progress: Progress,
) -> Iterator[Checked]:
    """Check packs, large objects and, meanwhile, manifests; yield what each pack and large object came to."""
    if sample is not None:
        _manifests(manifests, files, collections)
        yield from check_sample(store, seals, files.large, sample, progress)
        return
    tasks = [Task(key, seals.get(key), store.size(key)) for key in (*files.pack, *files.large)]
    if not isinstance(store, DirectoryStore) or sum(task.size for task in tasks) < ALONE:
        _manifests(manifests, files, collections)
        for task in tasks:
            yield check(store, task.key, task.stated, progress)
        return
    pool = Pool(store.root, tasks)
    try:
        _manifests(manifests, files, collections)
        yield from pool.results(progress)
    finally:
        pool.close()


def _manifests(manifests: Manifests, files: Files, collections: Mapping[str, Expected]) -> None:
    there = [key.rpartition("/")[2].removesuffix(".json") for key in files.manifest]
    for collection in there:
        manifests.check(collection, collections.get(collection))
    manifests.unaccounted(there, collections)
    for key in files.block:
        manifests.check_leftover(key.rpartition("/")[2].removesuffix(".jsonl"))


def _join(store: Store, unit: str, files: Files, held: Buckets, manifests: Manifests) -> list[Finding]:
    """Hold what the manifests name against what is there, one first byte of the digest after another."""
    missing: dict[bytes, None] = {}
    twice: set[bytes] = set()
    left_out = 0
    for first in range(256):
        there: set[bytes] = set()
        for record in held.bucket(first):
            if record in there and len(twice) < MOST:
                twice.add(record[:32])
            there.add(record)
        gone = set(manifests.named.bucket(first)) - there
        named = sorted(gone)[: MOST - len(missing)]
        missing.update(dict.fromkeys(named))
        left_out += len(gone) - len(named)
    findings = [
        Finding("vault-item-missing", f"{block_key(unit, block)}#{digest.hex()}", "this block's lines name it")
        for block, digest in manifests.lines_naming(missing)
    ]
    if left_out:
        findings.append(Finding("vault-item-missing", f"units/{unit}", f"{left_out} more items are missing"))
    return findings + (_twice(store, unit, files, twice) if twice else [])


def _twice(store: Store, unit: str, files: Files, digests: set[bytes]) -> list[Finding]:
    """Name the places of contents that are stored more than once, all but the first."""
    large = {large_key(unit, digest) for digest in digests}.intersection(files.large)
    seen = {bytes.fromhex(key.rpartition("/")[2]) for key in large}
    findings = []
    for key in files.pack:
        with store.open(key) as file:
            for member in members(file):
                if member.digest in digests:
                    if member.digest in seen:
                        subject = f"{key}#{member.digest.hex()}"
                        findings.append(Finding("vault-item-twice", subject, "the unit holds it elsewhere too"))
                    seen.add(member.digest)
    return findings
