"""The fact `collection.sealed/1`: what it must say, and what its numbers must agree on among themselves."""

from collections.abc import Mapping
from typing import NamedTuple

from .canonical import is_count, is_hex, is_id
from .errors import RuleError
from .lines import ENDS

KIND = "collection.sealed/1"
_COUNTS = ("bytes", "carried", "lines", "new_bytes", "new_items", "read")


class Sealed(NamedTuple):
    """What the ledger says of a collection's manifest. `root` is 32 bytes, `manifest_sha256` hex."""

    seq: int
    collection: str
    unit: str
    lines: int
    total: int  # bytes of all stored and duplicate lines
    ends: Mapping[str, int]
    root: bytes
    manifest_sha256: str


def parse_sealed(seq: int, body: Mapping[str, object]) -> Sealed:
    """The fact in typed form; RuleError where a key is missing or the numbers contradict one another."""
    numbers: dict[str, int] = {}
    for key in _COUNTS:
        value = body.get(key)
        if not is_count(value) or not isinstance(value, int):
            raise RuleError(f"its {key} is not a count")
        numbers[key] = value
    if not is_id(body.get("collection")) or not is_id(body.get("unit")):
        raise RuleError("its collection or unit is not an id")
    if not is_hex(body.get("root"), 64) or not is_hex(body.get("manifest_sha256"), 64):
        raise RuleError("its root or manifest_sha256 is not 64 lower-case hex digits")
    ends = body.get("ends")
    if not isinstance(ends, dict) or sorted(ends) != list(ENDS) or not all(is_count(ends[end]) for end in ENDS):
        raise RuleError("its ends are not the counts of duplicate, excluded, failed, stored")
    if sum(ends.values()) != numbers["lines"]:
        raise RuleError("its ends do not add up to its lines")
    if numbers["read"] + numbers["carried"] != ends["stored"] + ends["duplicate"]:
        raise RuleError("read and carried do not add up to stored and duplicate")
    if numbers["new_items"] > ends["stored"] or numbers["new_bytes"] > numbers["bytes"]:
        raise RuleError("it says that more was new than was there")
    return Sealed(
        seq,
        str(body["collection"]),
        str(body["unit"]),
        numbers["lines"],
        numbers["bytes"],
        ends,
        bytes.fromhex(str(body["root"])),
        str(body["manifest_sha256"]),
    )
