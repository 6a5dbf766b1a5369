"""Let somebody read an item, and record that they did."""

from typing import IO

from openhold.actions.get_item import Got, get_item
from openhold.actions.home import Home
from openhold.actions.list_items import find_item
from openhold.actions.record import database_told, publish, record
from openhold.actions.roles import check_may
from openhold.facts.members import EvidenceRead


def read_item(home: Home, actor: str, matter: str, item: bytes, out: IO[bytes]) -> Got:
    """Write the bytes of `item` (a digest in hex or a path) to `out`; that they were read is recorded before.

    Raises UsageError where no such item is kept, RefusedError where `actor` may not read it, WantingError where the
    bytes are not those that were kept.
    """
    with database_told(home):
        check_may(matter, actor, "read what was collected")
    found = find_item(home, matter, item)
    record(home, matter, actor, EvidenceRead(items=(found.sha256,)))
    publish(home, matter)
    return get_item(home, matter, found.sha256.encode(), out.write)
