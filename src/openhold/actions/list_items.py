"""List what a matter's collections saw, and find one item among it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openhold.actions.errors import UsageError, WantingError
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.collection import Collection
from openhold.vault import line as lines
from openhold.vault import manifest
from openhold.vault.errors import DamagedError

_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEPT = re.compile(rb'"sha256":"([0-9a-f]{64})"')
"""In canonical JSON nothing else can hold these bytes: a quotation mark in a name has a backslash before it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One manifest line: raw path, end, digest (hex) and size in bytes if it was kept, the rule or reason if not."""

    path: bytes
    end: str
    sha256: str | None
    size: int | None
    why: str | None
    collection: str
    unit: str


@dataclass(frozen=True, slots=True)
class Found:
    """A kept item: the line that names it, its number in the manifest, and the collection whose manifest that is."""

    line: bytes
    number: int
    path: bytes
    sha256: str
    size: int
    collection: Collection


def list_items(home: Home, matter: str, collection: str | None, *, every: bool = False) -> Iterator[Item]:
    """Yield the items of the newest collection of each source, or of `collection`, or (`every`) of all of them.

    Raises UsageError for an unknown collection, WantingError where a manifest is damaged.
    """
    for one in _chosen(home, matter, collection, every=every):
        for line in _lines(home, one):
            fields = lines.quick(line)
            read = lines.line_of(fields)
            why = fields.get("rule") or fields.get("reason")
            yield Item(read.path, read.end, read.sha256, read.size, str(why) if why else None, one.id, one.unit)


def find_item(home: Home, matter: str, item: bytes) -> Found:
    """Return the newest line of `matter` that keeps `item`, which is a SHA-256 in hex or a path.

    Raises UsageError where there is none, or where a path means different items in different sources.
    """
    text = item.decode("utf-8", "replace")
    by_digest = bool(_DIGEST.fullmatch(text))
    needle = f'"sha256":"{text}"'.encode() if by_digest else lines.path_needle(item)
    found: dict[str, Found] = {}
    for one in _chosen(home, matter, None, every=True):
        if one.unit not in found:
            hit = _first(home, one, needle)
            if hit is not None:
                found[one.unit] = hit
                if by_digest:
                    break
    digests = {hit.sha256 for hit in found.values()}
    if not found:
        raise UsageError(f"No item {text!r} is kept in this matter. `openhold item list` shows what is.")
    if len(digests) > 1:
        raise UsageError(
            f"{text!r} stands for different items in different sources; name one by its digest: {', '.join(digests)}."
        )
    return next(iter(found.values()))


def keeps(home: Home, matter: str, unit: str, sha256: str) -> bool:
    """Tell whether a collection of `unit` that was not destroyed kept the item `sha256` (hex); it reads until it is so.

    Raises WantingError where a manifest is damaged.
    """
    needle = f'"sha256":"{sha256}"'.encode()
    return any(needle in data for data in _blocks(home, matter, unit))


def digests_of(home: Home, matter: str, unit: str) -> frozenset[bytes]:
    """Return the SHA-256 (32 bytes each) of all items that collections of `unit` kept. Raises as `keeps`."""
    return frozenset(
        bytes.fromhex(found.decode()) for data in _blocks(home, matter, unit) for found in _KEPT.findall(data)
    )


def _blocks(home: Home, matter: str, unit: str) -> Iterator[bytes]:
    """Yield the lines of all manifests of a unit, the newest first, and those that several share once."""
    store, seen = home.vault.store, set()
    try:
        for one in _chosen(home, matter, None, every=True):
            if one.unit == unit:
                for name in manifest.read(store, unit, one.id).blocks:
                    if name not in seen:
                        seen.add(name)
                        yield manifest.block(store, unit, name)
    except DamagedError as error:
        raise WantingError(str(error)) from error


def _chosen(home: Home, matter: str, collection: str | None, *, every: bool) -> list[Collection]:
    with database_told(home):
        there = list(Collection.objects.filter(matter=matter).order_by("-seq"))
    if collection is not None:
        there = [one for one in there if one.id == collection]
        if not there:
            raise UsageError(
                f"There is no collection {collection!r} in this matter; `openhold matter show` lists them."
            )
        if there[0].disposed is not None:
            raise UsageError(f"What {collection} had collected was destroyed, as fact {there[0].disposed} says.")
        return there
    there = [one for one in there if one.disposed is None]
    if every:
        return there
    newest: dict[str, Collection] = {}
    for one in there:
        newest.setdefault(one.unit, one)
    return list(newest.values())


def _lines(home: Home, collection: Collection) -> Iterator[bytes]:
    try:
        store = home.vault.store
        for page in manifest.lines(store, collection.unit, manifest.read(store, collection.unit, collection.id)):
            yield from page
    except DamagedError as error:
        raise WantingError(str(error)) from error


def _first(home: Home, collection: Collection, needle: bytes) -> Found | None:
    store = home.vault.store
    try:
        number = 0
        for name in manifest.read(store, collection.unit, collection.id).blocks:
            data = manifest.block(store, collection.unit, name)
            if needle in data:
                for place, line in enumerate(data[:-1].split(b"\n")):
                    if needle in line:
                        read = lines.line_of(lines.quick(line))
                        if read.sha256 is not None and read.size is not None:
                            return Found(line, number + place, read.path, read.sha256, read.size, collection)
            number += data.count(b"\n")
    except DamagedError as error:
        raise WantingError(str(error)) from error
    return None


def shown_path(path: bytes) -> str:
    """Return a path as a person can read it on one line: JSON's spelling where it has control characters."""
    text = path.decode("utf-8", "backslashreplace")
    return text if text.isprintable() else json.dumps(text, ensure_ascii=False)[1:-1]
