"""Seals: the signed statement of what a pack holds, one per pack."""

from dataclasses import dataclass

from openhold.formats import canonical, notes
from openhold.formats.errors import FormatError
from openhold.vault.errors import DamagedError
from openhold.vault.pack import Sealable


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal says: the pack's key, its size in bytes, its members, their root and the file's SHA-256 (hex)."""

    pack: str
    size: int
    members: int
    root: str
    sha256: str


def sign(pack: str, measured: Sealable, key: notes.SigningKey, name: str) -> bytes:
    """Return the signed note for `<n>.seal`; `pack` is the pack's key in the vault, `name` the instance's."""
    text = canonical.dumps(
        {
            "bytes": measured.size,
            "members": measured.members,
            "pack": pack,
            "root": measured.root.hex(),
            "sha256": measured.digest.hex(),
            "v": 1,
        }
    )
    return key.sign(name, text.decode() + "\n")


def read(note: bytes, key: notes.VerifierKey) -> Seal:
    """Return what `note` states if `key` signed it; raise DamagedError otherwise."""
    try:
        text = notes.open_note(note, key)
        values = canonical.loads_object(text.removesuffix("\n").encode())
    except FormatError as error:
        raise DamagedError(f"The seal cannot be trusted: {error}") from error
    if set(values) != {"bytes", "members", "pack", "root", "sha256", "v"} or values["v"] != 1:
        raise DamagedError("The seal does not state what a seal of version 1 states.")
    size, count = values["bytes"], values["members"]
    pack, root, digest = values["pack"], values["root"], values["sha256"]
    if not (isinstance(size, int) and isinstance(count, int)):
        raise DamagedError("The seal's counts are not numbers.")
    if not (isinstance(pack, str) and isinstance(root, str) and isinstance(digest, str)):
        raise DamagedError("The seal's names and digests are not texts.")
    return Seal(pack, size, count, root, digest)
