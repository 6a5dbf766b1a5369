"""Step 10, and of step 8 what concerns items: each is named by a line, each named one is there or withheld."""

import hashlib
from pathlib import Path

from .bag import Bag, open_regular
from .canonical import is_ground, is_hex, parse_object
from .errors import RuleError, UsageError
from .hashing import CHUNK
from .report import Tally, shown

FOLDER = "data/items/"
WITHHELD = "data/withheld-items.jsonl"


def check_items(bag: Bag, items: Tally, order: Tally) -> None:
    """Hold the items against the shown lines, and the withheld ones against both."""
    for name in bag.names_under(FOLDER):
        if not is_hex(name.removeprefix(FOLDER), 64):
            items.wrong(f"{shown(name)} is not named by a digest.")
            continue
        wanted = bytes.fromhex(name.removeprefix(FOLDER))
        if bag.database.execute("SELECT 1 FROM item WHERE sha256=?", (wanted,)).fetchone() is None:
            items.wrong(f"{shown(name)} has not the content that its name says.")
            continue
        row = bag.database.execute("SELECT size FROM content WHERE sha256=?", (wanted,)).fetchone()
        if row is None:
            items.wrong(f"{shown(name)} is named by no shown line.")
        elif row[0] != bag.size_of(name):
            items.wrong(f"{shown(name)} has {bag.size_of(name):,} bytes; its line says {row[0]:,}.")
    _withheld(bag, order)
    (count,) = bag.database.execute("SELECT count(*) FROM item").fetchone()
    (withheld,) = bag.database.execute("SELECT count(*) FROM withheld").fetchone()
    also = f" {withheld:,} are listed and not disclosed." if withheld else ""
    items.note(f"{count:,} items read to the last byte; each matches its line.{also}")


def _withheld(bag: Bag, order: Tally) -> None:
    database = bag.database
    try:
        for number, data in enumerate(bag.lines(WITHHELD), 1):
            where = f"{WITHHELD}, line {number:,}"
            try:
                found = parse_object(data)
            except RuleError as error:
                order.wrong(f"{where}: {error}.")
                continue
            if list(found) != ["sha256", "withheld"] or not is_hex(found["sha256"], 64):
                order.wrong(f"{where}: it is not a sha256 and a ground.")
                continue
            if not is_ground(found["withheld"]):
                order.wrong(f"{where}: the item is withheld without a ground.")
            sha256 = bytes.fromhex(str(found["sha256"]))
            if database.execute("INSERT OR IGNORE INTO withheld VALUES(?)", (sha256,)).rowcount == 0:
                order.wrong(f"{where}: the item stands there twice.")
    except RuleError as error:
        order.wrong(f"{error}.")
    for said, query in (
        ("is withheld and yet disclosed", "SELECT sha256 FROM withheld WHERE sha256 IN (SELECT sha256 FROM item)"),
        (
            "is withheld, but no shown line names it",
            "SELECT sha256 FROM withheld WHERE sha256 NOT IN (SELECT sha256 FROM content)",
        ),
        (
            "is named by a shown line and is neither disclosed nor withheld with a ground",
            "SELECT sha256 FROM content WHERE sha256 NOT IN (SELECT sha256 FROM item)"
            " AND sha256 NOT IN (SELECT sha256 FROM withheld)",
        ),
    ):
        for (sha256,) in database.execute(query):
            order.wrong(f"The item {sha256.hex()} {said}.")


def digest_of(path: Path) -> tuple[bytes, int]:
    """SHA-256 (32 bytes) and size of a file that the reader holds; UsageError where it cannot be read."""
    state, size = hashlib.sha256(), 0
    try:
        with open_regular(path, follow=True) as stream:
            while chunk := stream.read(CHUNK):
                state.update(chunk)
                size += len(chunk)
    except (RuleError, OSError) as error:
        raise UsageError(f"The item {shown(str(path))} cannot be read: {error}; name a file after --item.") from None
    return state.digest(), size


def check_own_item(bag: Bag, path: Path, items: Tally) -> None:
    """Whether the content of a file that the reader holds is named by a shown line of the bag."""
    sha256, _ = digest_of(path)
    if bag.database.execute("SELECT 1 FROM content WHERE sha256=?", (sha256,)).fetchone() is None:
        items.wrong(f"Your file {shown(str(path))} ({sha256.hex()}) is named by no shown line of this bag.")
    else:
        items.note(f"Your file {shown(str(path))} is one of the listed items.")
