"""The forger: makes any good or bad bag or receipt in two lines, from the formats page alone.

`Forge()` is a good case; change its parts, take `files()` (path -> bytes), change those too, and `write_bag` seals
whatever is there with fresh manifests: an adversary who can do everything but forge a signature or find a collision.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN = "alder-counsel/quintrell"
CONTENTS = {name: f"the content of {name}\n".encode() for name in ("a", "b", "c", "d")}


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def jcs(value: object) -> bytes:
    return rfc8785.dumps(value)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def root(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, as it is written there: split at the largest power of two below the size."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\1" + root(leaves[:split]) + root(leaves[split:])).digest()


def path(index: int, leaves: list[bytes]) -> list[str]:
    """RFC 6962, 2.1.1: the inclusion path from the leaf upwards."""
    if len(leaves) == 1:
        return []
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    if index < split:
        return [*path(index, leaves[:split]), root(leaves[split:]).hex()]
    return [*path(index - split, leaves[split:]), root(leaves[:split]).hex()]


@dataclass(frozen=True)
class Signer:
    name: str = ORIGIN
    seed: int = 1
    algorithm: int = 1

    @property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32)

    @property
    def material(self) -> bytes:
        return bytes([self.algorithm]) + self.private.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + self.material).digest()[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64(self.material)}"

    def line(self, text: bytes, seconds: int = 1_700_000_000) -> bytes:
        if self.algorithm == 4:
            signed = self.private.sign(b"cosignature/v1\ntime %d\n" % seconds + text)
            value = seconds.to_bytes(8, "big") + signed
        else:
            value = self.private.sign(text)
        return f"— {self.name} {b64(self.key_id + value)}\n".encode()


def note(text: bytes, *signers: Signer) -> bytes:
    return text + b"\n" + b"".join(signer.line(text) for signer in signers)


def checkpoint_text(size: int, root_: bytes, origin: str = ORIGIN) -> bytes:
    return f"{origin}\n{size}\n{b64(root_)}\n".encode()


def spell(n: int) -> str:
    last = f"{n % 1000:03}"
    return last if n < 1000 else "/".join(f"x{g:03}" for g in _groups(n // 1000)) + f"/{last}"


def _groups(n: int) -> list[int]:
    return [n] if n < 1000 else [*_groups(n // 1000), n % 1000]


def ledger_files(entries: list[bytes]) -> dict[str, bytes]:
    """Tiles and bundles of C2SP tlog-tiles, height 8, for exactly these entries."""
    files = {}
    for first in range(0, len(entries), 256):
        part = entries[first : first + 256]
        suffix = "" if len(part) == 256 else f".p/{len(part)}"
        data = b"".join(len(entry).to_bytes(2, "big") + entry for entry in part)
        files[f"data/ledger/tile/entries/{spell(first // 256)}{suffix}"] = data
    level, hashes = 0, [leaf(entry) for entry in entries]
    while hashes:
        above = []
        for first in range(0, len(hashes), 256):
            part = hashes[first : first + 256]
            suffix = "" if len(part) == 256 else f".p/{len(part)}"
            files[f"data/ledger/tile/{level}/{spell(first // 256)}{suffix}"] = b"".join(part)
            if len(part) == 256:
                above.append(root(part))
        level, hashes = level + 1, above
    return files


def content_line(name: str, content: bytes, end: str = "stored", **more: object) -> dict[str, object]:
    return {
        "end": end,
        "mode": "0644",
        "mtime_ns": "1500000000123456789",
        "path": name,
        "salt": sha(b"line salt" + name.encode())[:32],
        "sha256": sha(content),
        "size": len(content),
        **more,
    }


def other_line(name: str, end: str, **more: object) -> dict[str, object]:
    return {"end": end, "path": name, "salt": sha(b"line salt" + name.encode())[:32], **more}


def good_lines() -> list[object]:
    """A walk with every end, a name that is not UTF-8, a folder between files, and a content twice."""
    odd = content_line("x", CONTENTS["d"])
    del odd["path"]
    odd["path_b64"] = b64(b"z\xff")
    return [
        content_line("a.txt", CONTENTS["a"]),
        content_line("b/c.txt", CONTENTS["b"]),
        content_line("b/d.txt", CONTENTS["a"], "duplicate"),
        other_line("b.lnk", "excluded", rule="special:symlink", target="a.txt"),
        content_line("c.txt", CONTENTS["c"], changed=True),
        other_line("locked", "failed", reason="permission"),
        odd,
    ]


def sealed_body(collection: str, lines: list[bytes]) -> dict[str, object]:
    """What `collection.sealed/1` says of these lines, counted afresh."""
    ends = dict.fromkeys(("duplicate", "excluded", "failed", "stored"), 0)
    total = 0
    for data in lines:
        found = json.loads(data.decode("utf-8", "replace"))
        if found.get("end") in ends:
            ends[found["end"]] += 1
        total += found.get("size", 0) if "sha256" in found else 0
    kept = ends["stored"] + ends["duplicate"]
    return {
        "bytes": total,
        "carried": 0,
        "collection": collection,
        "ends": ends,
        "lines": len(lines),
        "manifest_sha256": sha(b"".join(line + b"\n" for line in lines)),
        "new_bytes": 0,
        "new_items": 0,
        "read": kept,
        "root": root([leaf(line) for line in lines]).hex(),
        "unit": "quintrell.paz.desk",
    }


@dataclass
class Forge:
    """A case. Lines may be dicts (made canonical) or bytes (taken as they are)."""

    lines: dict[str, list[object]] = field(default_factory=lambda: {"desk-1": good_lines()})
    sealed: dict[str, dict[str, object]] = field(default_factory=dict)  # overrides of what a sealed fact says
    facts: list[tuple[str, object]] = field(default_factory=lambda: [("matter.opened/1", {"title": "Quintrell"})] * 3)
    tail: list[tuple[str, object]] = field(default_factory=lambda: [("hold.issued/1", {"n": 1}), ("audit.run/1", {})])
    withheld: dict[int, object] = field(default_factory=lambda: {1: "attorney-client"})
    erased: dict[int, object] = field(default_factory=lambda: {2: "order of 3 March"})
    hidden: dict[tuple[str, int], object] = field(default_factory=dict)
    items: dict[str, bytes] = field(default_factory=lambda: {sha(CONTENTS[n]): CONTENTS[n] for n in "abd"})
    withheld_items: list[object] = field(
        default_factory=lambda: [{"sha256": sha(CONTENTS["c"]), "withheld": "not selected"}]
    )
    older: tuple[int, ...] = (1, 3)
    signer: Signer = Signer()
    witnesses: tuple[Signer, ...] = ()
    edit_entry: Callable[[int, dict[str, object]], None] = lambda seq, entry: None
    edit_bytes: Callable[[int, bytes], bytes] = lambda seq, data: data

    def manifest(self, name: str) -> list[bytes]:
        return [line if isinstance(line, bytes) else jcs(line) for line in self.lines[name]]

    def all_facts(self) -> list[tuple[str, object]]:
        sealed = [
            ("collection.sealed/1", {**sealed_body(n, self.manifest(n)), **self.sealed.get(n, {})}) for n in self.lines
        ]
        return [*self.facts, *sealed, *self.tail]

    def salt(self, seq: int) -> bytes:
        return hashlib.sha256(b"fact salt %d" % seq).digest()

    def entries(self) -> list[bytes]:
        entries = []
        for seq, (kind, body) in enumerate(self.all_facts()):
            entry: dict[str, object] = {
                "actor": "p-1",
                "at": f"2026-03-05T16:31:{seq % 60:02}.000000Z",
                "body": sha(self.salt(seq) + jcs(body)),
                "kind": kind,
                "seq": seq,
                "v": 1,
            }
            self.edit_entry(seq, entry)
            entries.append(self.edit_bytes(seq, jcs(entry)))
        return entries

    def fact_line(self, seq: int, body: object) -> bytes:
        return jcs({"body": body, "salt": self.salt(seq).hex(), "seq": seq})

    def fact_lines(self) -> list[bytes]:
        lines = []
        for seq, (_, body) in enumerate(self.all_facts()):
            if seq in self.withheld:
                lines.append(jcs({"seq": seq, "withheld": self.withheld[seq]}))
            elif seq in self.erased:
                lines.append(jcs({"erased": self.erased[seq], "seq": seq}))
            else:
                lines.append(self.fact_line(seq, body))
        return lines

    def checkpoint(self, size: int | None = None) -> bytes:
        leaves = [leaf(entry) for entry in self.entries()][:size]
        return note(checkpoint_text(len(leaves), root(leaves), self.signer.name), self.signer, *self.witnesses)

    def files(self) -> dict[str, bytes]:
        entries = self.entries()
        files = {
            "data/README.txt": b"How to check this by hand.\n",
            "data/keys.txt": "".join(f"{key.vkey}\n" for key in (self.signer, *self.witnesses)).encode(),
            "data/facts.jsonl": b"".join(line + b"\n" for line in self.fact_lines()),
            "data/withheld-items.jsonl": b"".join(jcs(line) + b"\n" for line in self.withheld_items),
            "data/ledger/checkpoint": self.checkpoint(),
            **ledger_files(entries),
        }
        for size in {*self.older, len(entries)}:
            files[f"data/ledger/checkpoints/{size}"] = self.checkpoint(size)
        for at, name in enumerate(self.lines, len(self.facts)):
            if at in self.withheld or at in self.erased:
                continue
            lines = self.manifest(name)
            for (where, number), ground in self.hidden.items():
                if where == name:
                    lines[number] = jcs({"leaf": leaf(lines[number]).hex(), "withheld": ground})
            files[f"data/manifests/{name}.jsonl"] = b"".join(line + b"\n" for line in lines)
        files.update({f"data/items/{name}": data for name, data in self.items.items()})
        return files

    def receipt(self, number: int = 0) -> dict[str, object]:
        """The receipt of one line of the first collection."""
        name = next(iter(self.lines))
        lines, entries, seq = self.manifest(name), self.entries(), len(self.facts)
        leaves, logged = [leaf(line) for line in lines], [leaf(entry) for entry in entries]
        return {
            "v": 1,
            "line": lines[number].decode(),
            "line_proof": {"index": number, "path": path(number, leaves), "size": len(lines)},
            "fact": self.fact_line(seq, self.all_facts()[seq][1]).decode(),
            "entry": entries[seq].decode(),
            "entry_proof": {"index": seq, "path": path(seq, logged), "size": len(entries)},
            "checkpoint": self.checkpoint().decode(),
        }


def tag_files(payload: dict[str, bytes]) -> dict[str, bytes]:
    """The tag files of BagIt 1.0 for this payload, the tag manifest last."""
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}\n".encode(),
        "manifest-sha256.txt": "".join(f"{sha(payload[name])}  {name}\n" for name in sorted(payload)).encode(),
    }
    return tags | {"tagmanifest-sha256.txt": tag_manifest(tags)}


def tag_manifest(tags: dict[str, bytes]) -> bytes:
    listed = sorted(name for name in tags if not name.startswith("tagmanifest-"))
    return "".join(f"{sha(tags[name])}  {name}\n" for name in listed).encode()


def write_files(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def write_bag(payload: dict[str, bytes], folder: Path) -> Path:
    """A bag whose manifests are right for whatever the payload is."""
    return write_files({**payload, **tag_files(payload)}, folder)
