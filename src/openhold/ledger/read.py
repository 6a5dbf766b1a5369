"""Read a published log back: entries, bodies, and both together as rows."""

from collections.abc import Iterator

from openhold.ledger.entry import BodyLine, commit, decode, parse_body_line
from openhold.ledger.errors import LedgerError
from openhold.ledger.files import Files
from openhold.ledger.row import Row
from openhold.ledger.tiles import WIDTH, read_bundle


def entries(files: Files, size: int) -> Iterator[bytes]:
    """Yield the first `size` entries in order; raise LedgerError where one is missing."""
    for number in range((size + WIDTH - 1) // WIDTH):
        yield from read_bundle(files, number, min(WIDTH, size - number * WIDTH))


def body_files(files: Files) -> list[tuple[int, str]]:
    """Return the bodies files as (first number, key), in order."""
    found = []
    for key in files.keys("bodies/"):
        name = key.removeprefix("bodies/").removesuffix(".jsonl")
        if not name.isdecimal() or key != f"bodies/{int(name)}.jsonl":
            raise LedgerError(f"{key} is no bodies file.")
        found.append((int(name), key))
    return sorted(found)


def bodies(files: Files, size: int) -> Iterator[BodyLine]:
    """Yield the first `size` lines of the bodies files; raise LedgerError at a gap, an overlap or a bad line."""
    expected = 0
    for first, key in body_files(files):
        if first >= size:
            break
        if first != expected:
            raise LedgerError(f"{key} does not follow the bodies file before it, which ends at {expected - 1}.")
        data = files.read(key)
        if not data.endswith(b"\n"):
            raise LedgerError(f"{key} is cut short.")
        for line in data[:-1].split(b"\n"):
            body = parse_body_line(line)
            if body.seq != expected:
                raise LedgerError(f"{key} holds body {body.seq} where {expected} belongs.")
            expected += 1
            if expected <= size:
                yield body
    if expected < size:
        raise LedgerError(f"The bodies files end at {expected - 1}; the log has {size} entries.")


def rows(files: Files, size: int) -> Iterator[Row]:
    """Yield the first `size` rows, each entry read and each body held against its commitment."""
    for seq, (entry, body) in enumerate(zip(entries(files, size), bodies(files, size), strict=True)):
        stated = decode(entry)
        if stated.seq != seq:
            raise LedgerError(f"Entry {stated.seq} stands where {seq} belongs.")
        if body.salt is None or body.body is None:
            yield Row(seq, entry, b"", b"", body.erased)
            continue
        if commit(body.salt, body.body).hex() != stated.body:
            raise LedgerError(f"The body of fact {seq} does not match its commitment.")
        yield Row(seq, entry, body.salt, body.body, None)
