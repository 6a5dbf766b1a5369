"""Checks the files of a unit's packs and seals against each other: which stand, and what the seals state."""

import re
from dataclasses import dataclass, field

from openhold.formats import notes
from openhold.formats.notes import VerifierKey
from openhold.vault import seal
from openhold.vault.errors import DamagedError, StorageFailedError
from openhold.vault.findings import Finding
from openhold.vault.pack import Sealable
from openhold.vault.store import Store

_FILES = (
    ("pack", re.compile(r"packs/(?:0|[1-9]\d*)\.tar")),
    ("seal", re.compile(r"packs/(?:0|[1-9]\d*)\.seal")),
    ("open", re.compile(r"packs/(?:0|[1-9]\d*)\.tar\.open")),
    ("large", re.compile(r"large/[0-9a-f]{64}")),
    ("manifest", re.compile(r"manifests/[a-z0-9][a-z0-9._-]{0,63}\.json")),
    ("block", re.compile(r"blocks/[0-9a-f]{64}\.jsonl")),
)


@dataclass(frozen=True, slots=True)
class Files:
    """The keys of a unit by what they are; `other` are files that no format knows."""

    pack: list[str] = field(default_factory=list)
    seal: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    manifest: list[str] = field(default_factory=list)
    block: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def files_of(store: Store, unit: str) -> Files:
    """Return all files of `unit`, sorted into their kinds."""
    files = Files()
    prefix = f"units/{unit}/"
    for key in store.keys(prefix):
        rest = key.removeprefix(prefix)
        kind = next((kind for kind, form in _FILES if form.fullmatch(rest)), "other")
        getattr(files, kind).append(key)
    return files


def check_seals(store: Store, files: Files, key: VerifierKey) -> tuple[list[Finding], dict[str, Sealable | None]]:
    """Return what is wrong with the seals, and for each pack what its seal states (None: nothing to be trusted)."""
    findings = [Finding("vault-file-unknown", name, "it has no place in a vault") for name in files.other]
    findings += [Finding("vault-pack-open", name, "collect into this unit once more") for name in files.open]
    stated: dict[str, Sealable | None] = dict.fromkeys(files.pack)
    seals = set(files.seal)
    for name in files.seal:
        pack = name.removesuffix("seal") + "tar"
        found, sealed = _check_seal(store, name, pack, key)
        findings += found
        if pack in stated:
            stated[pack] = sealed
        elif f"{pack}.open" not in files.open:
            findings.append(Finding("vault-pack-missing", pack, f"{name} stands without it"))
    for pack in files.pack:
        name = pack.removesuffix("tar") + "seal"
        if name not in seals:
            findings.append(Finding("vault-seal-missing", name, f"{pack} stands without it"))
    return findings, stated


def _check_seal(store: Store, name: str, pack: str, key: VerifierKey) -> tuple[list[Finding], Sealable | None]:
    try:
        if store.size(name) > notes.MAX_NOTE:
            raise DamagedError("It is far too long for a seal.")
        sealed = seal.read(store.read(name), key)
        if sealed.pack != pack:
            raise DamagedError(f"It is the seal of {sealed.pack}.")
        digests = bytes.fromhex(sealed.root), bytes.fromhex(sealed.sha256)
    except StorageFailedError as error:
        return [Finding("vault-unreadable", name, str(error))], None
    except (DamagedError, ValueError) as error:
        return [Finding("vault-seal-altered", name, str(error))], None
    return [], Sealable(sealed.size, sealed.members, *digests)
