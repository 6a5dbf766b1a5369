"""Checkpoints: what is signed about a log, its origin, size and root."""

import base64
import re
from dataclasses import dataclass

from openhold.formats import notes
from openhold.formats.errors import FormatError
from openhold.ledger.errors import LedgerError

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's state: `origin` names it, `size` counts its entries, `root` is 32 bytes."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def parse(text: str) -> Checkpoint:
    """Return the checkpoint that `text` states; raise LedgerError unless it has exactly the published form."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0] or not _SIZE.fullmatch(lines[1]):
        raise LedgerError("A checkpoint must have three lines: origin, size and root.")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except ValueError as error:
        raise LedgerError("The root in a checkpoint is not base64.") from error
    if len(root) != 32 or base64.b64encode(root).decode() != lines[2]:
        raise LedgerError("The root in a checkpoint is not 32 bytes in plain base64.")
    return Checkpoint(lines[0], int(lines[1]), root)


def open_checkpoint(note: bytes, key: notes.VerifierKey) -> Checkpoint:
    """Return the checkpoint in `note` if `key` signed it for the log that the key names; LedgerError otherwise."""
    try:
        checkpoint = parse(notes.open_note(note, key))
    except FormatError as error:
        raise LedgerError(str(error)) from error
    if checkpoint.origin != key.name:
        raise LedgerError(f"A checkpoint of {checkpoint.origin} was signed by the key of {key.name}.")
    return checkpoint
