"""What a collection will do with each thing it sees: carry over its old line, or look at it afresh."""

from collections.abc import Iterator

from openhold.actions.collect.carry import Alike, Cursor, Last, fingerprint
from openhold.actions.collect.scribe import Again, Carried, Thing
from openhold.sources.contract import File, NotRead
from openhold.vault import line as lines
from openhold.vault.store import Store

_PAGE = 1024

Walk = Iterator[list[File | NotRead]]


def plan(store: Store, unit: str, last: Last | None, alike: Alike | None, walk: Walk) -> Iterator[list[Thing]]:
    """Yield every thing in walk order, those that have not changed since `last` as their old lines.

    `alike` says how far `walk` was followed already and what it gave beyond the lines that are the same.
    """
    if last is None:
        for things in walk:
            yield list(things)
        return
    cursor = Cursor(store, unit, last)
    left = 0 if alike is None else alike.lines
    while left:
        taken = cursor.take(min(_PAGE, left))
        left -= len(taken)
        yield [Carried(line, lines.path_of(lines.quick(line)), print_) for line, print_ in taken]
    if alike is not None:
        yield _merge(cursor, alike.beyond)
    for things in walk:
        yield _merge(cursor, things)


def _merge(cursor: Cursor, things: list[File | NotRead]) -> list[Thing]:
    return [_line_or_thing(cursor, thing) for thing in things]


def _line_or_thing(cursor: Cursor, thing: File | NotRead) -> Thing:
    while (line := cursor.peek()) is not None:
        path = lines.path_of(lines.quick(line))
        if path == thing.path:
            print_ = cursor.print
            cursor.step()
            return _same_or_again(thing, line, print_)
        # The old walk stands before the new one as long as its paths sort first, folder by folder.
        if path.split(b"/") > thing.path.split(b"/"):
            break
        cursor.step()
    return thing


def _same_or_again(thing: File | NotRead, line: bytes, print_: bytes) -> Thing:
    now = fingerprint(thing)
    if isinstance(thing, File):
        return Carried(line, thing.path, print_) if print_ == now else Again(thing.path, thing.stat, line)
    stands = lines.other_line(thing.end, thing.path, lines.salt_of(line), thing.fields) == line
    return Carried(line, thing.path, now) if stands else thing
