"""One unit of the vault: its lock, what an interruption left, sealing its packs, giving an item back."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from openhold.formats import notes
from openhold.vault import seal
from openhold.vault.errors import DamagedError, NotKeptError
from openhold.vault.pack import BLOCK, PLACE, Member, PackWriter, Sealable, members, padded, parse_header
from openhold.vault.store import CHUNK, Store


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done with a pack that an interruption left open: its key, whole members kept, bytes cut off."""

    pack: str
    members: int
    cut_bytes: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bytes of an item stand: a key in the vault, an offset and a size in bytes."""

    key: str
    at: int
    size: int


def pack_key(unit: str, number: int, ending: str = "tar") -> str:
    """Return the key of pack `number`, its seal or its working name."""
    return f"units/{unit}/packs/{number}.{ending}"


def large_key(unit: str, digest: bytes) -> str:
    """Return the key of a large object."""
    return f"units/{unit}/large/{digest.hex()}"


def next_pack(store: Store, unit: str) -> int:
    """Return the smallest number above those of all packs and seals of `unit`."""
    numbers = [int(key.rpartition("/")[2].split(".")[0]) for key in store.keys(f"units/{unit}/packs/")]
    return max(numbers, default=-1) + 1


def seal_pack(store: Store, unit: str, number: int, measured: Sealable, key: notes.SigningKey, name: str) -> None:
    """Write the seal of a finished pack. It stands before the pack gets its final name: see `recover`."""
    store.put(pack_key(unit, number, "seal"), seal.sign(pack_key(unit, number), measured, key, name))


def recover(store: Store, unit: str, key: notes.SigningKey, name: str) -> list[Recovery]:
    """Bring `unit` back to a whole state; the caller holds its lock. Returns what was cut and sealed.

    The order of writing is: members into `<n>.tar.open` - finish and read back - `<n>.seal` - the final
    name. So an open pack without a seal is cut after its last whole, verified member and sealed by the
    same routine that writes; one with a seal only lacks its name; one beside `<n>.tar` is a second name.
    """
    store.sweep(f"units/{unit}")
    done = []
    for open_key in [k for k in store.keys(f"units/{unit}/packs/") if k.endswith(".tar.open")]:
        number = int(open_key.rpartition("/")[2].split(".")[0])
        final = pack_key(unit, number)
        if store.exists(final):
            store.remove(open_key)
        elif store.exists(pack_key(unit, number, "seal")):
            _name_sealed(store, unit, number, key.verifier(name))
        else:
            done += _seal_open(store, unit, number, key, name)
    return done


def locate(store: Store, unit: str, digest: bytes, cache: Path) -> Place:
    """Return where the content `digest` (32 bytes) stands in `unit`; raise NotKeptError if it does not.

    Asks the packs' cached places first; a cache that is missing or does not fit costs a look at every header.
    """
    key = large_key(unit, digest)
    if store.exists(key):
        return Place(key, 0, store.size(key))
    packs = [pack for pack in store.keys(f"units/{unit}/packs/") if pack.endswith(".tar")]
    for find in (partial(_find_cached, cache), _find):
        for pack in packs:
            with store.open(pack) as file:
                member = find(pack, file, digest)
            if member is not None:
                return Place(pack, member.at, member.size)
    raise NotKeptError(f"The vault holds no item {digest.hex()} in {unit}.")


def chunks(store: Store, place: Place, digest: bytes) -> Iterator[bytes]:
    """Yield the bytes at `place`, 1 MiB at a time; raise DamagedError at the end if they are not those of `digest`."""
    with store.open(place.key) as file:
        yield from chunks_of(file, place, digest)


def chunks_of(file: BinaryIO, place: Place, digest: bytes) -> Iterator[bytes]:
    """Do what `chunks` does with a file that is open already."""
    seen = sha256()
    left = place.size
    file.seek(place.at)
    while left:
        data = file.read(min(CHUNK, left))
        if not data:
            break
        left -= len(data)
        seen.update(data)
        yield data
    if left or seen.digest() != digest:
        raise DamagedError(f"{place.key}#{digest.hex()} is not what was stored; run `openhold audit`.")


def _find_cached(cache: Path, pack: str, file: BinaryIO, digest: bytes) -> Member | None:
    try:
        places = (cache / f"{pack.rpartition('/')[2].removesuffix('.tar')}.idx").read_bytes()
    except OSError:
        return None
    found = places.find(digest)
    while found % PLACE and found != -1:
        found = places.find(digest, found + 1)
    if found == -1:
        return None
    at = int.from_bytes(places[found + 32 : found + PLACE], "big") - BLOCK
    file.seek(at)
    member = parse_header(file.read(BLOCK), at)
    return member if member is not None and member.digest == digest else None


def _find(pack: str, file: BinaryIO, digest: bytes) -> Member | None:  # noqa: ARG001 -- the form of `_find_cached`
    return next((member for member in members(file) if member.digest == digest), None)


def _name_sealed(store: Store, unit: str, number: int, key: notes.VerifierKey) -> None:
    stated = seal.read(store.read(pack_key(unit, number, "seal")), key)
    stage = store.resume(pack_key(unit, number, "tar.open"))
    size, digest = stage.read_back()
    if size != stated.size or digest.hex() != stated.sha256:
        stage.close()
        raise DamagedError(f"{pack_key(unit, number, 'tar.open')} does not fit its seal; the disk changed it.")
    stage.publish(pack_key(unit, number))


def _seal_open(store: Store, unit: str, number: int, key: notes.SigningKey, name: str) -> list[Recovery]:
    working = pack_key(unit, number, "tar.open")
    stage = store.resume(working)
    before = stage.size
    with store.open(working) as file:
        whole = list(_whole_members(file))
        if not whole:
            stage.discard()
            return [Recovery(pack_key(unit, number), 0, before)] if before else []
        stage.truncate(whole[-1].at - BLOCK + padded(whole[-1].size))
        writer = PackWriter(stage)
        writer.take_over(file, whole)
    cut = before - stage.size
    seal_pack(store, unit, number, writer.finish(), key, name)
    stage.publish(pack_key(unit, number))
    return [Recovery(pack_key(unit, number), len(whole), cut)]


def _whole_members(file: BinaryIO) -> Iterator[Member]:
    for member in members(file):
        file.seek(member.at)
        left = member.size
        seen = sha256()
        while left and (data := file.read(min(CHUNK, left))):
            seen.update(data)
            left -= len(data)
        padding = file.read(-member.size % BLOCK)
        if left or seen.digest() != member.digest or padding != bytes(-member.size % BLOCK):
            return
        yield member
