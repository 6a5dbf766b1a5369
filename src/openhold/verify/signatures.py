"""Steps 2 and 5: who signed the checkpoint, and which witnesses did, by the reader's keys and by the stated ones."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from .errors import RuleError
from .note import LOG_KEY, WITNESS_KEY, Checkpoint, Signature, VerifierKey, cosigned_at, parse_key, signed_by
from .report import Tally, shown


class StatedKeys(NamedTuple):
    """What the producer says in keys.txt: the log's key (None where it is missing or wrong), and the witnesses'."""

    log: VerifierKey | None
    witnesses: tuple[VerifierKey, ...]


def parse_stated_keys(data: bytes) -> StatedKeys:
    """The keys of a keys.txt, the log's first; RuleError where a line is none or the first is no log's."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise RuleError("data/keys.txt is not UTF-8") from None
    if not text.endswith("\n"):
        raise RuleError("data/keys.txt does not end with a newline")
    keys = []
    for number, line in enumerate(text[:-1].split("\n"), 1):
        try:
            keys.append(parse_key(line))
        except RuleError as error:
            raise RuleError(f"data/keys.txt, line {number}: {error}") from None
    if keys[0].algorithm != LOG_KEY or any(key.algorithm != WITNESS_KEY for key in keys[1:]):
        raise RuleError("data/keys.txt does not hold the log's key first and then witnesses' keys")
    return StatedKeys(keys[0], tuple(keys[1:]))


def trusted_log_keys(keys: Iterable[VerifierKey], origin: str) -> list[VerifierKey]:
    """Those of the reader's keys that may sign a log of this origin."""
    return [key for key in keys if key.algorithm == LOG_KEY and key.name == origin]


def check_signature(
    checkpoint: Checkpoint, keys: Sequence[VerifierKey], stated: VerifierKey | None, tally: Tally
) -> VerifierKey | None:
    """Step 2. Returns the key that signed the checkpoint: the reader's, else the one that the producer states."""
    if stated is not None and stated.name != checkpoint.origin:
        tally.wrong(f"The stated key is named {shown(stated.name)}, the ledger {shown(checkpoint.origin)}.")
    own = trusted_log_keys(keys, checkpoint.origin)
    logs = [key for key in keys if key.algorithm == LOG_KEY]
    if logs and not own:
        names = ", ".join(shown(key.name) for key in logs)
        tally.wrong(f"You gave a key of {names}; this ledger is {shown(checkpoint.origin)}.")
        return None
    if not own:
        return _stated_only(checkpoint, stated, tally)
    signer = next((key for key in own if signed_by(checkpoint, key)), None)
    if signer is None:
        claimed = any(signed_by(checkpoint, key) is False for key in own)
        why = "the signature in its name is wrong" if claimed else "no signature in its name is there"
        tally.wrong(f"The checkpoint is not signed by your key {shown(own[0].short)}: {why}.")
        return None
    if stated is not None and stated.name == checkpoint.origin and stated != signer:
        tally.wrong(
            f"The producer states the key {shown(stated.short)}; yours, which signed, is {shown(signer.short)}."
        )
    tally.note(f"You gave the key {shown(signer.short)}, and it signed this ledger of {checkpoint.size:,} entries.")
    return signer


def _stated_only(checkpoint: Checkpoint, stated: VerifierKey | None, tally: Tally) -> VerifierKey | None:
    if stated is None:
        tally.lacks("You gave no key; its verifier key, obtained from somewhere else, is needed (--key).")
        return None
    if not signed_by(checkpoint, stated):
        tally.wrong(f"The checkpoint is not signed by the key that the producer states, {shown(stated.short)}.")
        return None
    tally.lacks(
        f"The key that the producer states, {shown(stated.short)}, signed it; whether that is the right key, only a key"
        " from somewhere else can tell (--key)."
    )
    return stated


def _is_witness(line: Signature, checkpoint: Checkpoint) -> bool:
    return line.name != checkpoint.origin


def check_witnesses(
    checkpoints: Iterable[Checkpoint], keys: Sequence[VerifierKey], stated: Sequence[VerifierKey], tally: Tally
) -> None:
    """Step 5, over the lines of all checkpoints given. A line counts once, wherever it stands."""
    own = {(key.name, key.key_id): key for key in keys if key.algorithm == WITNESS_KEY}
    told = {(key.name, key.key_id): key for key in stated}
    seen: set[tuple[bytes, Signature]] = set()
    right: set[tuple[str, bytes]] = set()
    for checkpoint in checkpoints:
        for line in checkpoint.signatures:
            mark = (checkpoint.text, line)
            if not _is_witness(line, checkpoint) or mark in seen:
                continue
            seen.add(mark)
            name = (line.name, line.key_id)
            key = own.get(name) or told.get(name)
            if key is None:
                tally.lacks(f"The key of the witness {shown(line.short)} is needed to check its line (--key).")
                continue
            seconds = cosigned_at(checkpoint, line, key)
            if seconds is None:
                tally.wrong(f"The line of the witness {shown(line.short)} over {checkpoint.size:,} entries is wrong.")
                continue
            right.add(name)
            said = f"The witness {shown(line.short)} saw {checkpoint.size:,} entries on {_day(seconds)}."
            if name in own:
                tally.note(said)
            else:
                tally.lacks(f"{said} Its key is the producer's word; that key from somewhere else is needed (--key).")
    for name, key in own.items():
        if name not in right:
            tally.lacks(f"There is no line of the witness {shown(key.short)} whose key you gave.")
    if not seen and not own:
        tally.lacks("No witness has signed; a line of one would be needed.")


def _day(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (OverflowError, ValueError, OSError):
        return f"second {seconds}"
