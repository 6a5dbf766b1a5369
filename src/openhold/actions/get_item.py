"""Give one item back, its digest checked while it is written."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openhold.actions.errors import StorageError, UsageError, WantingError
from openhold.actions.home import Home
from openhold.actions.list_items import find_item
from openhold.vault import unit
from openhold.vault.errors import DamagedError, NotKeptError


@dataclass(frozen=True, slots=True)
class Got:
    """An item that was given back: its digest (hex) and size in bytes."""

    sha256: str
    size: int


def get_item(home: Home, matter: str, item: bytes, write: Callable[[bytes], object]) -> Got:
    """Hand the bytes of `item` (a digest in hex or a path) to `write`, piece by piece, and check their digest.

    Raises UsageError where no such item is kept; WantingError, after the last piece, where the bytes are not
    those that were kept.
    """
    found = find_item(home, matter, item)
    store, cache = home.vault.store, home.vault.cache(found.collection.unit)
    digest = bytes.fromhex(found.sha256)
    try:
        for data in unit.chunks(store, unit.locate(store, found.collection.unit, digest, cache), digest):
            write(data)
    except (DamagedError, NotKeptError) as error:
        raise WantingError(str(error)) from error
    return Got(found.sha256, found.size)


def check_absent(file: Path) -> None:
    """Raise UsageError where `file`, into which an item is to go, exists."""
    if file.exists():
        raise UsageError(f"{file} exists already; name a file that does not.")


def get_item_to(home: Home, matter: str, item: bytes, file: Path) -> Got:
    """Write `item` to `file`, which must not exist; nothing is left behind where that fails."""
    check_absent(file)
    try:
        # A name of our own, in the same folder: a link then gives the file its name without replacing another.
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name[:100]}.", suffix=".tmp") as out:
            got = get_item(home, matter, item, out.write)
            out.flush()
            os.fsync(out.fileno())
            os.link(out.name, file)
    except FileExistsError as error:
        raise UsageError(f"{file} exists already; name a file that does not.") from error
    except OSError as error:
        raise StorageError(f"{file} cannot be written: {error.strerror}. Check the folder and the disk.") from error
    return got
