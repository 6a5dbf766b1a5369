"""The parts of a receipt, each in its form; what is missing or malformed is a finding of the step that it serves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .bag import open_regular
from .canonical import is_count, is_hex, parse_any_spacing
from .errors import RuleError, UnreadableError
from .facts import ShownFact, parse_fact
from .lines import Line, check_line
from .note import Checkpoint, parse_checkpoint
from .report import Tally, shown
from .tiles import Entry, check_entry

MAX_RECEIPT = 16 * 1024 * 1024
_STRINGS = ("line", "fact", "entry", "checkpoint")
_PROOFS = ("line_proof", "entry_proof")


@dataclass(frozen=True, slots=True)
class Proof:
    """An inclusion proof: the place, the hashes from the leaf upwards, the leaves of the tree."""

    index: int
    path: tuple[bytes, ...]
    size: int


def read_receipt(path: Path) -> Mapping[str, object]:
    """The receipt in the file `path` as JSON, its parts not yet looked at; UnreadableError where it is none."""
    name = shown(str(path))
    try:
        with open_regular(path, follow=True) as stream:
            data = stream.read(MAX_RECEIPT + 1)
    except (RuleError, OSError) as error:
        raise UnreadableError(f"{name} cannot be read: {error}; name a bag or a receipt.") from None
    try:
        if len(data) > MAX_RECEIPT:
            raise ValueError
        found = parse_any_spacing(data)
    except RuleError as error:
        raise UnreadableError(f"{name} is not a receipt: {error}; ask for it again.") from None
    except ValueError:
        raise UnreadableError(
            f"{name} is neither the folder of a bag nor a receipt (JSON); if it is an archive, unpack it first."
        ) from None
    if not any(key in found for key in (*_STRINGS, *_PROOFS)):
        raise UnreadableError(f"{name} is not a receipt: it has none of a receipt's parts; name another file.")
    if type(found.get("v", 1)) is not int or found.get("v", 1) != 1:
        raise UnreadableError(f"{name} is a receipt of another version; a newer version of this program is needed.")
    return found


class Parts:
    """The parts of a receipt, each None where it is missing or wrong, which is then a finding of the step it serves."""

    def __init__(self, found: Mapping[str, object], tallies: Sequence[Tally]) -> None:
        complete = tallies[0]
        if "v" not in found:
            complete.wrong("It has no version (v).")
        raw = {key: text for key in _STRINGS if (text := _text(found, key, complete)) is not None}
        self.proofs = {key: _proof(found.get(key), key, complete) for key in _PROOFS}
        self.raw = raw
        self.checkpoint: Checkpoint | None = None
        self.entry: Entry | None = None
        self.fact: ShownFact | None = None
        self.line: Line | None = None
        try:
            self.checkpoint = parse_checkpoint(raw["checkpoint"]) if "checkpoint" in raw else None
        except RuleError as error:
            tallies[1].wrong(f"Its checkpoint is malformed: {error}.")
        try:
            self.entry = check_entry(raw["entry"], None) if "entry" in raw else None
        except RuleError as error:
            tallies[2].wrong(f"Its entry is malformed: {error}.")
        try:
            fact = parse_fact(raw["fact"]) if "fact" in raw else None
            if fact is not None and not isinstance(fact, ShownFact):
                raise RuleError("it shows no body")
            self.fact = fact
        except RuleError as error:
            tallies[6].wrong(f"Its fact is malformed: {error}.")
        try:
            self.line = check_line(raw["line"]) if "line" in raw else None
        except RuleError as error:
            tallies[8].wrong(f"Its line is malformed: {error}.")


def _text(found: Mapping[str, object], key: str, complete: Tally) -> bytes | None:
    value = found.get(key)
    try:
        if isinstance(value, str):
            return value.encode("utf-8")
        complete.wrong(f"It has no {key}.")
    except UnicodeEncodeError:
        complete.wrong(f"Its {key} is no text.")
    return None


def _proof(value: object, key: str, complete: Tally) -> Proof | None:
    if not isinstance(value, dict):
        complete.wrong(f"It has no {key}.")
        return None
    index, path, size = value.get("index"), value.get("path"), value.get("size")
    if not isinstance(index, int) or not isinstance(size, int) or not is_count(index) or not is_count(size):
        complete.wrong(f"Its {key} has not index and size.")
        return None
    if not isinstance(path, list) or len(path) > 64 or not all(is_hex(step, 64) for step in path):
        complete.wrong(f"Its {key} has no path that is made of digests.")
        return None
    return Proof(index, tuple(bytes.fromhex(step) for step in path), size)
