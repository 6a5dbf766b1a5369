"""Publish: from rows to files to a signed checkpoint, in this order.

1. The last signed checkpoint is read: the newest of `checkpoint` and `checkpoints/*` that our key signed.
2. Bodies, entry bundles and hash tiles of the new rows are written.
3. What was written is read again, and the new root and the old root are computed from what was read.
4. Only if the old root is the one last signed is the new one signed: a log never forks under this key.
5. `checkpoints/<size>` is written, then `checkpoint` is replaced, then partial tiles go that full ones replace.

The first new row must follow the last signed fact as it was published: facts of another history, or of an old
copy that was put back, are refused before anything is written. So are rows for a log of which only the facts of
another history are left, and no checkpoint.

What a crash leaves: after 2, files beyond the last signed size, the first of them `bodies/<last signed size>`.
Nothing signed covers them. The next publication knows them by that file, removes the others first and writes
them anew; a bodies file that begins the rows is kept and the next one follows it. After `checkpoints/<size>`, a
signed checkpoint that `checkpoint` does not name yet: step 1 finds it. After that, needless partial tiles.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from openhold.formats import notes
from openhold.formats.merkle import leaf_hash, node_hash
from openhold.ledger import leftovers
from openhold.ledger.checkpoint import Checkpoint, open_checkpoint
from openhold.ledger.entry import BodyLine, Entry, body_line, commit, decode, erased_line, parse_body_line
from openhold.ledger.errors import LedgerError
from openhold.ledger.files import Files
from openhold.ledger.read import body_files
from openhold.ledger.row import Row
from openhold.ledger.tiles import WIDTH, Tiles, encode_bundle, read_bundle, tile_path

_KEPT = re.compile(r"checkpoints/([1-9][0-9]{0,18})")


def publish(files: Files, origin: str, signer: notes.SigningKey, rows: Callable[[int], Iterable[Row]]) -> Checkpoint:
    """Publish all rows beyond the last signed checkpoint and return the newest checkpoint.

    `rows` gives the rows from a number on, in order. The caller holds the ledger alone. Raises LedgerError
    where the rows do not continue what was signed, or there is nothing to sign at all.
    """
    key = signer.verifier(origin)
    last = state(files, key)
    start = last.size if last is not None else 0
    them = _beyond(files, start, rows)
    if last is None:
        _check_unsigned(files, rows)
    else:
        _keep(files, key, last)
    size = _write(files, start, them)
    if size == start:
        if last is None:
            raise LedgerError("There is nothing to publish yet.")
        return last
    tiles = _read_again(files, start, size)
    new = Checkpoint(origin, size, tiles.range_root(0, size))
    if last is not None and tiles.range_root(0, last.size) != last.root:
        raise LedgerError(f"The facts do not continue what was signed at size {last.size}; nothing was signed.")
    note = signer.sign(origin, new.text())
    try:
        files.put(f"checkpoints/{size}", note)
    except FileExistsError as error:
        raise LedgerError(f"Another checkpoint of size {size} was signed before; nothing was signed now.") from error
    files.replace("checkpoint", note)
    leftovers.remove_partials(files, start, size)
    return new


def state(files: Files, key: notes.VerifierKey) -> Checkpoint | None:
    """Return the last checkpoint that `key` signed, or None; raise LedgerError where a newest one is not ours."""
    current = _current(files, key)
    # Every publication begins with the bodies file named by the size before it: without one, nothing came after.
    if current is not None and not files.exists(f"bodies/{current.size}.jsonl"):
        return current
    size = max((int(match[1]) for k in files.keys("checkpoints/") if (match := _KEPT.fullmatch(k))), default=0)
    if current is not None and size <= current.size:
        return current
    if not size:
        return None
    newest = open_checkpoint(files.read(f"checkpoints/{size}"), key)
    if newest.size != size:
        raise LedgerError(f"checkpoints/{size} states size {newest.size}: run fsck.")
    return newest


def _current(files: Files, key: notes.VerifierKey) -> Checkpoint | None:
    try:
        note = files.read("checkpoint")
    except FileNotFoundError:
        return None
    return open_checkpoint(note, key)


def _keep(files: Files, key: notes.VerifierKey, last: Checkpoint) -> None:
    """Let the last signed checkpoint stand under both its names, where a crash came between them or one was lost."""
    kept = f"checkpoints/{last.size}"
    current = _current(files, key)
    if current is None or current.size < last.size:
        files.replace("checkpoint", files.read(kept))
    elif not files.exists(kept):
        files.put(kept, files.read("checkpoint"))


def _beyond(files: Files, start: int, rows: Callable[[int], Iterable[Row]]) -> Iterator[Row]:
    """Return the rows from `start` on, having seen that they follow the last fact that was signed."""
    if not start:
        return iter(rows(0))
    number, within = divmod(start - 1, WIDTH)
    signed = read_bundle(files, number, within + 1)[within]
    them = iter(rows(start - 1))
    row = next(them, None)
    if row is None:
        raise LedgerError(f"Fact {start - 1} was signed and is gone: an old copy was put back. Nothing was signed.")
    if row.seq != start - 1 or row.entry != signed:
        raise LedgerError(f"Fact {start - 1} is not the one that was signed: another history. Nothing was signed.")
    return them


def _check_unsigned(files: Files, rows: Callable[[int], Iterable[Row]]) -> None:
    """Raise LedgerError where bodies stand without any checkpoint and are not those of `rows`.

    A first publication that was cut off leaves bodies of these rows, to be written anew. Bodies of other facts are
    all that is left of a log whose checkpoints were lost: nothing may be cleared away for them.
    """
    for first, name in body_files(files):
        lines = files.read(name).splitlines(keepends=True)
        if lines != [_line(row) for row in islice(rows(first), len(lines))]:
            raise LedgerError(
                f"{name} holds facts that no checkpoint covers and that are not these: its checkpoints were lost, "
                "or an old database was put back. Nothing was changed."
            )


def _write(files: Files, start: int, rows: Iterator[Row]) -> int:
    """Write bodies, bundles and tiles for the rows from `start` on; return the size of the log then."""
    bundle = read_bundle(files, start // WIDTH, start % WIDTH) if start % WIDTH else []
    edge = _Edge(files, start)
    size = start
    for page in _pages(rows, WIDTH - start % WIDTH):
        if size == start:
            leftovers.clear(files, start)
        for row in page:
            if row.seq != size:
                raise LedgerError(f"Fact {row.seq} stands where {size} belongs.")
            bundle.append(row.entry)
            size += 1
        _write_bodies(files, page)
        _put(files, tile_path("entries", (size - 1) // WIDTH, len(bundle)), encode_bundle(bundle))
        edge.add(0, [leaf_hash(row.entry) for row in page])
        if len(bundle) == WIDTH:
            bundle = []
    if size > start:
        edge.write_partials()
    return size


class _Edge:
    """The tiles that grow: on each level the hashes of the last one that is not full."""

    def __init__(self, files: Files, size: int) -> None:
        self._files = files
        self._rows: list[list[bytes]] = []
        self._numbers: list[int] = []
        tiles = Tiles(files, size)
        level = 0
        while size >> 8 * level:
            number, count = divmod(size >> 8 * level, WIDTH)
            self._rows.append([tiles.node(8 * level, number * WIDTH + at) for at in range(count)])
            self._numbers.append(number)
            level += 1

    def add(self, level: int, hashes: list[bytes]) -> None:
        """Add hashes that fit into the last tile of `level`; one that is full is written and counted one level up."""
        if level == len(self._rows):
            self._rows.append([])
            self._numbers.append(0)
        row = self._rows[level]
        row += hashes
        if len(row) == WIDTH:
            _put(self._files, tile_path(level, self._numbers[level], WIDTH), b"".join(row))
            self._rows[level] = []
            self._numbers[level] += 1
            self.add(level + 1, [_root_of_full(row)])

    def write_partials(self) -> None:
        """Write the last tile of each level where it is not full."""
        for level, row in enumerate(self._rows):
            if row:
                _put(self._files, tile_path(level, self._numbers[level], len(row)), b"".join(row))


def _pages(rows: Iterator[Row], first: int) -> Iterator[list[Row]]:
    page = list(islice(rows, first))
    while page:
        yield page
        page = list(islice(rows, WIDTH))


def _write_bodies(files: Files, page: list[Row]) -> None:
    lines = [_line(row) for row in page]
    at = 0
    while at < len(page):
        key = f"bodies/{page[at].seq}.jsonl"
        try:
            there = files.read(key)
        except FileNotFoundError:
            files.put(key, b"".join(lines[at:]))
            return
        # Left by a publication that did not end: it is kept if these rows begin with it.
        count = there.count(b"\n")
        if not count or there != b"".join(lines[at : at + count]):
            files.replace(key, b"".join(lines[at:]))
            return
        at += count


def _line(row: Row) -> bytes:
    if row.erased is not None:
        return erased_line(row.seq, row.erased)
    return body_line(row.seq, row.salt, row.body)


def _put(files: Files, key: str, data: bytes) -> None:
    """Write a tile or bundle that reaches beyond the last signed size, where nothing stands now."""
    try:
        files.put(key, data)
    except FileExistsError as error:
        raise LedgerError(f"{key} stands there already with other content: run fsck. Nothing was signed.") from error


def _read_again(files: Files, start: int, size: int) -> Tiles:
    """Check every new file against the entries as they stand now; return the tiles that were read for it."""
    tiles = Tiles(files, size)
    bodies = _bodies_again(files, start)
    for number in range(start // WIDTH, (size + WIDTH - 1) // WIDTH):
        entries = read_bundle(files, number, min(WIDTH, size - number * WIDTH))
        for seq, data in enumerate(entries, number * WIDTH):
            if tiles.node(0, seq) != leaf_hash(data):
                raise LedgerError(f"Entry {seq} reads back differently from what was hashed; nothing was signed.")
            if seq >= start and not _body_fits(decode(data), seq, next(bodies)):
                raise LedgerError(f"The body of fact {seq} reads back differently; nothing was signed.")
    for level in range(8, size.bit_length(), 8):
        for number in range(start >> level, size >> level):
            if tiles.node(level, number) != _root_of_full(tiles.row(level // 8 - 1, number)):
                raise LedgerError(
                    f"A tile on level {level // 8} does not follow from the one below; nothing was signed."
                )
    return tiles


def _bodies_again(files: Files, start: int) -> Iterator[BodyLine]:
    while True:
        try:
            data = files.read(f"bodies/{start}.jsonl")
        except FileNotFoundError as error:
            raise LedgerError(f"bodies/{start}.jsonl was written and is gone; nothing was signed.") from error
        for line in data.removesuffix(b"\n").split(b"\n"):
            yield parse_body_line(line)
            start += 1


def _body_fits(entry: Entry, seq: int, line: BodyLine) -> bool:
    if line.seq != seq or entry.seq != seq:
        return False
    return line.body is None or line.salt is None or commit(line.salt, line.body).hex() == entry.body


def _root_of_full(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = [node_hash(a, b) for a, b in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]
