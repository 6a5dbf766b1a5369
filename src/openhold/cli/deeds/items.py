"""Items: what is kept, and one of them back."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError
from openhold.rows.items import item as item_row

if TYPE_CHECKING:
    from openhold.actions.list_items import Item
    from openhold.actions.orders.admit import Marks

_End = Literal["stored", "duplicate", "excluded", "failed"]


def list_(
    matter: str,
    /,
    *,
    collection: str | None = None,
    every: Annotated[bool, Parameter(name="--all", negative=())] = False,
    end: _End | None = None,
) -> None:
    """List what a matter's collections saw: the newest collection of each source, one, or all of them.

    Example: `openhold item list quintrell --end failed`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    collection: str
        This collection only.
    every: bool
        Every collection, not only the newest of each source.
    end: str
        Only items that ended so.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.list_items import list_items
    from openhold.actions.open_matter import find_matter
    from openhold.actions.orders.admit import Marks

    found = find_matter(home, matter)
    marks = Marks(home, found.id)
    items = (one for one in list_items(home, found.id, collection, every=every) if end in (None, one.end))
    if context.current.json:
        context.stream("items", (item_row(one, marks) for one in items))
        return
    _print(items, marks)


def _print(items: "Iterator[Item]", marks: "Marks") -> None:
    count = 0
    for item in items:
        count += 1
        detail = f"{item.size:>15,}  {item.sha256}" if item.size is not None else f"{'':>15}  {item.why}"
        levels = marks.levels(item.sha256) if item.sha256 is not None else []
        designated = f"  [{context.printable('; '.join(levels))}]" if levels else ""
        sys.stdout.write(f"{item.end:<9}  {detail:<81}  {context.shown(item.path)}{designated}\n")
    context.say(f"{count:,} items." if count else "No item was seen. Collect first: openhold collect MATTER FOLDER")


def get(matter: str, item: str, /, *, to: Path | None = None) -> None:
    """Give one item back; its digest is checked while it is written, and that you read it is recorded.

    Example: `openhold item get quintrell 'logs/badge reader.csv' --to badge.csv`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    item: str
        The item's SHA-256, or its path.
    to: Path
        The file to write, which must not exist. Default: standard output.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.orders.admit import Marks
    from openhold.actions.read_item import read_item, read_item_to

    if to is not None:
        got = read_item_to(home, actor, found.id, os.fsencode(item), to)
    elif context.current.json:
        got = read_item(home, actor, found.id, os.fsencode(item), len)
    else:
        if sys.stdout.isatty():
            raise MisuseError("The item's bytes would go to your terminal. Name a file: --to FILE.")
        got = read_item(home, actor, found.id, os.fsencode(item), sys.stdout.buffer.write)
    for one in Marks(home, found.id).of_one(got.sha256):
        context.say(f"This item is {context.printable(one.sentence)}.")
    if context.current.json:
        context.document({"sha256": got.sha256, "bytes": got.size, "to": None if to is None else str(to)})
    elif to is not None:
        context.tell(f"{to}: {got.size:,} bytes, SHA-256 {got.sha256}, checked.")
