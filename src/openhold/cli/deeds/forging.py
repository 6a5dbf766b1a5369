"""The demo's adversary: changes a bag with care, as somebody would who has the producer's key."""

import json
from hashlib import file_digest
from pathlib import Path

from openhold.formats import merkle, notes
from openhold.ledger.checkpoint import Checkpoint, parse


def flip_a_byte(bag: Path, key_file: Path) -> None:
    """Change one byte of the smallest item that has any, and make the bag's checksums fit again."""
    del key_file
    items = [file for file in (bag / "data/items").iterdir() if file.stat().st_size]
    item = min(items, key=lambda file: (file.stat().st_size, file.name))
    data = bytearray(item.read_bytes())
    data[len(data) // 2] ^= 1
    # The file may be a link to the one in the true bag, so a new one takes its place.
    item.unlink()
    item.write_bytes(data)
    seal_again(bag)


def drop_a_fact(bag: Path, key_file: Path) -> None:
    """Leave one fact out of the list, as if it had never been, and make the checksums fit again."""
    del key_file
    facts = bag / "data/facts.jsonl"
    lines = facts.read_bytes().splitlines(keepends=True)
    facts.write_bytes(b"".join(lines[:1] + lines[2:]))
    seal_again(bag)


def fork_the_log(bag: Path, key_file: Path) -> None:
    """Rewrite the first entry with an earlier time, derive every hash again and sign the new history with the key."""
    _, key = notes.SigningKey.parse(key_file.read_text(encoding="ascii"))
    ledger = bag / "data/ledger"
    old = parse((ledger / "checkpoint").read_text().split("\n\n")[0] + "\n")
    (bundle,) = (ledger / "tile/entries").rglob(f"000.p/{old.size}")
    entries = _entries(bundle.read_bytes())
    first = json.loads(entries[0])
    entries[0] = entries[0].replace(first["at"].encode(), b"2020" + first["at"][4:].encode())
    bundle.write_bytes(b"".join(len(one).to_bytes(2, "big") + one for one in entries))
    leaves = [merkle.leaf_hash(one) for one in entries]
    (ledger / f"tile/0/000.p/{old.size}").write_bytes(b"".join(leaves))
    for file in [ledger / "checkpoint", *(ledger / "checkpoints").iterdir()]:
        size = parse(file.read_text().split("\n\n")[0] + "\n").size
        new = Checkpoint(old.origin, size, merkle.root_of(leaves[:size]))
        file.write_bytes(key.sign(old.origin, new.text()))
    seal_again(bag)


def seal_again(bag: Path) -> None:
    """Make the checksums of a changed bag anew, so that its own lists have nothing to say."""
    payload = [path.stat().st_size for path in (bag / "data").rglob("*") if path.is_file()]
    info = bag / "bag-info.txt"
    lines = [line for line in info.read_text().splitlines() if not line.startswith("Payload-Oxum")]
    info.write_text("\n".join([*lines, f"Payload-Oxum: {sum(payload)}.{len(payload)}"]) + "\n")
    for name, below in (("manifest-sha256.txt", "data"), ("tagmanifest-sha256.txt", "")):
        if below:
            files = sorted(path for path in (bag / below).rglob("*") if path.is_file())
        else:
            files = sorted(path for path in bag.iterdir() if path.is_file() and path.name != name)
        lines = [f"{_digest(path)}  {path.relative_to(bag)}\n" for path in files]
        (bag / name).write_text("".join(lines))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _entries(data: bytes) -> list[bytes]:
    entries = []
    while data:
        end = 2 + int.from_bytes(data[:2], "big")
        entries.append(data[2:end])
        data = data[end:]
    return entries
