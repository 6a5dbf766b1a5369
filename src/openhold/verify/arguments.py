"""What the reader brings along: keys, trusted certificates, an older checkpoint."""

from pathlib import Path
from typing import NamedTuple

from .bag import MAX_NOTE, open_regular
from .canonical import parse_any_spacing
from .errors import RuleError, UsageError
from .note import Checkpoint, VerifierKey, parse_checkpoint, parse_key
from .report import shown

_PEM = b"-----BEGIN CERTIFICATE-----"


class Trust(NamedTuple):
    """Keys to check signatures with, and roots (PEM) of time stamp authorities."""

    keys: tuple[VerifierKey, ...]
    certificates: tuple[bytes, ...]


def read_trust(arguments: list[str]) -> Trust:
    """The keys and certificates that `--key` names, each a verifier key or a file of them; UsageError where not."""
    keys: list[VerifierKey] = []
    certificates: list[bytes] = []
    for argument in arguments:
        if argument.count("+") >= 2 and not _is_file(argument):
            keys.append(_key(argument.strip(), "The key you gave"))
            continue
        data = _read(Path(argument), "key")
        if _PEM in data:
            certificates.append(data)
            continue
        lines = [line.strip() for line in data.decode("utf-8", "replace").splitlines()]
        found = [line for line in lines if line and not line.startswith("#")]
        if not found:
            raise UsageError(f"{shown(argument)} holds no key; name a file with verifier keys, one a line.")
        keys += [_key(line, f"A line of {shown(argument)}") for line in found]
    return Trust(tuple(keys), tuple(certificates))


def _is_file(argument: str) -> bool:
    try:
        return Path(argument).is_file()
    except (OSError, ValueError):
        return False


def _key(text: str, what: str) -> VerifierKey:
    try:
        return parse_key(text)
    except RuleError as error:
        raise UsageError(f"{what} ({shown(text, 60)}) cannot be used: {error}; copy the whole line.") from None


def _read(path: Path, what: str) -> bytes:
    try:
        with open_regular(path, follow=True) as stream:
            data = stream.read(16 * MAX_NOTE + 1)
    except (RuleError, OSError, ValueError) as error:
        raise UsageError(f"The {what} {shown(str(path))} cannot be read: {error}; name a file.") from None
    if len(data) > 16 * MAX_NOTE:
        raise UsageError(f"The {what} {shown(str(path))} is too long to be one; name another file.")
    return data


def read_since(path: Path) -> Checkpoint:
    """The older checkpoint in `path`: a checkpoint, a receipt or an older bag; UsageError where there is none."""
    data = _read(path / "data/ledger/checkpoint" if path.is_dir() else path, "checkpoint")
    if data.lstrip()[:1] == b"{":
        try:
            inner = parse_any_spacing(data).get("checkpoint")
            data = inner.encode("utf-8") if isinstance(inner, str) else b""
        except (ValueError, RuleError):
            data = b""
    try:
        return parse_checkpoint(data)
    except RuleError as error:
        raise UsageError(
            f"{shown(str(path))} holds no checkpoint: {error}; name a checkpoint, a receipt or an older bag."
        ) from None
