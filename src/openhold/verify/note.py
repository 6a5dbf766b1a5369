"""Signed notes, verifier keys, checkpoints and cosignatures (C2SP signed-note, tlog-checkpoint, tlog-cosignature)."""

import hashlib
import re
from typing import NamedTuple

from .canonical import is_id, parse_b64, parse_decimal
from .errors import RuleError

LOG_KEY = 0x01
WITNESS_KEY = 0x04
_NAME = re.compile(r"[^\s+]+")
_KEY_ID = re.compile(r"[0-9a-f]{8}")
_SIGNATURE_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(rb"[\x00-\x09\x0b-\x1f]")


class VerifierKey(NamedTuple):
    """A key to check with: Ed25519, of a log (algorithm 0x01) or of a witness (0x04)."""

    name: str
    key_id: bytes  # 4 bytes
    algorithm: int
    public: bytes  # 32 bytes

    @property
    def short(self) -> str:
        """Name and key id, as a person compares them."""
        return f"{self.name}+{self.key_id.hex()}"


class Signature(NamedTuple):
    """One signature line of a note."""

    name: str
    key_id: bytes  # 4 bytes
    value: bytes

    @property
    def short(self) -> str:
        """Name and key id, as a person compares them."""
        return f"{self.name}+{self.key_id.hex()}"


class Checkpoint(NamedTuple):
    """A signed note of three lines: origin, size, root. `text` is what is signed, final newline included."""

    origin: str
    size: int
    root: bytes  # 32 bytes
    text: bytes
    signatures: tuple[Signature, ...]


def parse_key(text: str) -> VerifierKey:
    """The verifier key that a line `name+id+base64` spells; RuleError where it spells none."""
    parts = text.split("+", 2)
    if len(parts) != 3 or _NAME.fullmatch(parts[0]) is None or _KEY_ID.fullmatch(parts[1]) is None:
        raise RuleError("it is not a verifier key line (name+id+key)")
    name, key_id, material = parts[0], bytes.fromhex(parts[1]), parse_b64(parts[2])
    if len(material) != 33 or material[0] not in (LOG_KEY, WITNESS_KEY):
        raise RuleError("it is not an Ed25519 verifier key of a log or a witness")
    if hashlib.sha256(name.encode() + b"\n" + material).digest()[:4] != key_id:
        raise RuleError("the key's id does not belong to its name and bytes")
    return VerifierKey(name, key_id, material[0], material[1:])


def parse_note(data: bytes) -> tuple[bytes, tuple[Signature, ...]]:
    """The signed text (final newline included) and the signature lines of a note; RuleError where it is none."""
    head, blank, tail = data.rpartition(b"\n\n")
    if not blank or not tail.endswith(b"\n"):
        raise RuleError("it is not a signed note (text, blank line, signature lines)")
    if _CONTROL.search(data):
        raise RuleError("it holds a control character")
    try:
        data.decode("utf-8")
        lines = tail[:-1].decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise RuleError("it is not UTF-8") from None
    signatures = []
    for line in lines:
        match = _SIGNATURE_LINE.fullmatch(line)
        if match is None:
            raise RuleError("a signature line of the note is malformed")
        value = parse_b64(match[2])
        if len(value) < 5:
            raise RuleError("a signature line of the note is too short")
        signatures.append(Signature(match[1], value[:4], value[4:]))
    return head + b"\n", tuple(signatures)


def parse_checkpoint(data: bytes) -> Checkpoint:
    """The checkpoint in `data`: exactly three lines, signed; RuleError where it is none."""
    text, signatures = parse_note(data)
    lines = text.decode("utf-8").split("\n")
    if len(lines) != 4 or lines[3]:
        raise RuleError("a checkpoint has exactly three lines: origin, size, root")
    origin, size, root = lines[0], parse_decimal(lines[1]), parse_b64(lines[2])
    instance, slash, matter = origin.partition("/")
    if not slash or _NAME.fullmatch(instance) is None or not is_id(matter):
        raise RuleError("a checkpoint's first line is the instance's name, a slash and the matter's id")
    if len(root) != 32:
        raise RuleError("a checkpoint's root is 32 bytes long")
    return Checkpoint(origin, size, root, text, signatures)


def _verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    # Loaded here: the checker starts at once, and says what is wrong with its arguments before it needs this.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def signed_by(checkpoint: Checkpoint, key: VerifierKey) -> bool | None:
    """Whether the log's key signed: True, False where a line claims it and is wrong, None where no line claims it."""
    lines = [line.value for line in checkpoint.signatures if (line.name, line.key_id) == (key.name, key.key_id)]
    if not lines:
        return None
    return all(_verifies(key.public, value, checkpoint.text) for value in lines)


def cosigned_at(checkpoint: Checkpoint, line: Signature, key: VerifierKey) -> int | None:
    """The time (seconds since 1970) at which a witness's line was made, or None where the line is wrong."""
    if len(line.value) != 72:
        return None
    seconds = int.from_bytes(line.value[:8], "big")
    message = b"cosignature/v1\ntime %d\n" % seconds + checkpoint.text
    return seconds if _verifies(key.public, line.value[8:], message) else None
