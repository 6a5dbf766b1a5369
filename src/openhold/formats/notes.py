"""C2SP signed notes with Ed25519 keys (signature type 0x01), as checkpoints and seals use them.

One key pair may sign under several names; the key hash binds the name, so every name has a verifier
key line of its own.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from openhold.formats.errors import FormatError

_ED25519 = b"\x01"
_NAME = re.compile(r"[^\s+\x00-\x1f\ud800-\udfff]+")
_SIGNATURE_LINE = re.compile(f"\u2014 ({_NAME.pattern}) ([A-Za-z0-9+/=]+)")
MAX_NOTE = 1_000_000
"""A note longer than this many bytes is refused unread."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A name and a public key: what a stranger needs to check a signed note."""

    name: str
    public: bytes

    @property
    def hash(self) -> bytes:
        """The four bytes that name this key in a signature line."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def text(self) -> str:
        """Return the C2SP verifier key line, ``name+hash+b64``."""
        return f"{self.name}+{self.hash.hex()}+{_b64(_ED25519 + self.public)}"

    @classmethod
    def parse(cls, line: str) -> "VerifierKey":
        """Return the key that `line` spells; raise FormatError for anything else."""
        parts = line.strip().split("+", 2)
        if len(parts) != 3 or not _NAME.fullmatch(parts[0]):
            raise FormatError(f"Not a verifier key line: {line!r}.")
        raw = _unb64(parts[2])
        if len(raw) != 33 or raw[:1] != _ED25519:
            raise FormatError(f"Not an Ed25519 verifier key: {line!r}.")
        key = cls(parts[0], raw[1:])
        if parts[1] != key.hash.hex():
            raise FormatError(f"The key hash in {line!r} does not belong to its key.")
        return key


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """An Ed25519 private key (32-byte seed). Its text form is a secret."""

    seed: bytes

    def verifier(self, name: str) -> VerifierKey:
        """Return the verifier key of this pair under `name`."""
        _check_name(name)
        return VerifierKey(name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def sign(self, name: str, text: str) -> bytes:
        """Return the signed note over `text` (which must end in a newline), signed as `name`."""
        key = self.verifier(name)
        body = check_text(text)
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(body)
        return body + f"\n\u2014 {name} {_b64(key.hash + signature)}\n".encode()

    def text(self, name: str) -> str:
        """Return the key as ``PRIVATE+KEY+name+hash+b64``, the encoding of Go's sumdb/note."""
        return f"PRIVATE+KEY+{name}+{self.verifier(name).hash.hex()}+{_b64(_ED25519 + self.seed)}"

    @classmethod
    def parse(cls, text: str) -> tuple[str, "SigningKey"]:
        """Return the name and key that `text` spells; raise FormatError for anything else."""
        parts = text.strip().split("+", 4)
        if len(parts) != 5 or parts[:2] != ["PRIVATE", "KEY"]:
            raise FormatError("Not a signing key.")
        raw = _unb64(parts[4])
        if len(raw) != 33 or raw[:1] != _ED25519:
            raise FormatError("Not an Ed25519 signing key.")
        key = cls(raw[1:])
        if key.verifier(parts[2]).hash.hex() != parts[3]:
            raise FormatError("The key hash does not belong to the signing key.")
        return parts[2], key


def split(note: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    """Return a note's text and its signatures as (name, key hash + signature bytes), unchecked.

    Raises FormatError when `note` is not a signed note.
    """
    if len(note) > MAX_NOTE:
        raise FormatError("The signed note is too long.")
    try:
        whole = note.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError("The signed note is not UTF-8.") from error
    text, blank, signatures = whole.rpartition("\n\n")
    text += "\n"
    if not blank or not signatures.endswith("\n"):
        raise FormatError("Not a signed note: no blank line before the signatures, or no newline at the end.")
    check_text(text)
    found = []
    for line in signatures[:-1].split("\n"):
        match = _SIGNATURE_LINE.fullmatch(line)
        raw = _unb64(match[2]) if match else b""
        if match is None or len(raw) < 5:
            raise FormatError(f"Not a signature line: {line!r}.")
        found.append((match[1], raw))
    return text, found


def open_note(note: bytes, key: VerifierKey) -> str:
    """Return the text of `note` if `key` signed it; raise FormatError otherwise."""
    text, signatures = split(note)
    for name, raw in signatures:
        if name == key.name and raw[:4] == key.hash:
            try:
                Ed25519PublicKey.from_public_bytes(key.public).verify(raw[4:], text.encode())
            except InvalidSignature as error:
                raise FormatError(f"The signature of {name} over the note is wrong.") from error
            return text
    raise FormatError(f"The note carries no signature of {key.name} by the expected key.")


def check_text(text: str) -> bytes:
    """Return `text` as UTF-8 if a note may carry it: ends in a newline, no control character but newline."""
    if not text.endswith("\n") or any(ord(c) < 32 and c != "\n" for c in text):
        raise FormatError("The text of a note must end in a newline and hold no control characters.")
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise FormatError("The text of a note must be UTF-8.") from error


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise FormatError(f"A key name may hold no space, no plus sign and no control character: {name!r}.")


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _unb64(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise FormatError(f"Not base64: {text!r}.") from error
    if _b64(raw) != text:
        raise FormatError(f"Not the one spelling of these bytes in base64: {text!r}.")
    return raw
