"""Let somebody read an item, and record that they did: before its bytes are given, or they are not given."""

from collections.abc import Callable
from pathlib import Path

from openhold.actions.get_item import Got, check_absent, get_item, get_item_to
from openhold.actions.home import Home
from openhold.actions.list_items import find_item
from openhold.actions.orders.admit import check_admitted
from openhold.actions.record import database_told, publish, record
from openhold.actions.roles import check_may
from openhold.facts.members import EvidenceRead


def read_item(home: Home, actor: str, matter: str, item: bytes, write: Callable[[bytes], object]) -> Got:
    """Hand the bytes of `item` (a digest in hex or a path) to `write`, piece by piece, once it is recorded.

    Raises UsageError where no such item is kept, RefusedError where `actor` may not read it or is not
    admitted by what it is designated, WantingError where the
    bytes are not those that were kept.
    """
    return get_item(home, matter, _noted(home, actor, matter, item), write)


def read_item_to(home: Home, actor: str, matter: str, item: bytes, file: Path) -> Got:
    """Write `item` to `file`, which must not exist, once it is recorded. Raises as `read_item`."""
    check_absent(file)
    return get_item_to(home, matter, _noted(home, actor, matter, item), file)


def _noted(home: Home, actor: str, matter: str, item: bytes) -> bytes:
    """Record that an item is read, and return its digest in hex."""
    with database_told(home):
        check_may(matter, actor, "read what was collected")
    found = find_item(home, matter, item)
    check_admitted(home, matter, actor, found.sha256)
    record(home, matter, actor, EvidenceRead(items=(found.sha256,)))
    publish(home, matter)
    return found.sha256.encode()
