"""What may be removed: what an interrupted publication left, and partial tiles that full ones replace."""

import re

from openhold.ledger.files import Files
from openhold.ledger.tiles import WIDTH, tile_path

_BODIES = re.compile(r"bodies/(0|[1-9][0-9]{0,18})\.jsonl")
_TILE = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([0-9]{1,3}))?")


def clear(files: Files, start: int) -> None:
    """Remove what an interrupted publication left beyond `start`, the last signed size; `bodies/<start>.jsonl` stays.

    That is its first file: the interruption is known by it, and so is one of this removal.
    """
    first = f"bodies/{start}.jsonl"
    if not files.exists(first):
        return
    for key in [*files.keys("bodies/"), *files.keys("tile/")]:
        if key != first and _is_beyond(key, start):
            files.remove(key)


def _is_beyond(key: str, size: int) -> bool:
    """Tell whether `key` is a bodies file, tile or bundle that reaches beyond a log of `size` entries."""
    if match := _BODIES.fullmatch(key):
        return int(match[1]) >= size
    if match := _TILE.fullmatch(key):
        level = 0 if match[1] == "entries" else int(match[1])
        number = int(match[2].replace("x", "").replace("/", ""))
        return number * WIDTH + int(match[3] or WIDTH) > size >> 8 * level
    return False


def remove_partials(files: Files, start: int, size: int) -> None:
    """Remove the partial tiles and bundles of every tile that became full between `start` and `size`."""
    for number in range(start // WIDTH, size // WIDTH):
        _remove_below(files, tile_path("entries", number, WIDTH))
    level = 0
    while size >> 8 * level:
        for number in range((start >> 8 * level) // WIDTH, (size >> 8 * level) // WIDTH):
            _remove_below(files, tile_path(level, number, WIDTH))
        level += 1


def _remove_below(files: Files, full: str) -> None:
    for key in list(files.keys(f"{full}.p/")):
        files.remove(key)
