"""Audits packs and large objects in a process of its own, for `audit_pool`.

A task is one line of JSON on standard input: the key, and what its seal states or null. The answers are
lines of JSON on standard output: `{"items", "bytes"}` while at work, and at the end of a task one with
`findings` and `records`, the number of bytes of records that follow the line. Input that ends, ends it.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from openhold.vault.check_pack import Checked, check_large, check_pack
from openhold.vault.errors import StorageFailedError
from openhold.vault.findings import Finding
from openhold.vault.pack import Sealable
from openhold.vault.store import DirectoryStore, Store

_TELL = 16 << 20
"""Bytes between two reports of progress (16 MiB)."""


def check(store: Store, key: str, stated: Sealable | None, progress: Callable[[int, int], None]) -> Checked:
    """Return what checking one pack or large object found; bytes that cannot be read are a finding too."""
    try:
        return check_pack(store, key, stated, progress) if key.endswith(".tar") else check_large(store, key, progress)
    except (FileNotFoundError, OSError, StorageFailedError) as error:
        return Checked([Finding("vault-unreadable", key, str(error))], 0, 0, b"")


def main(root: Path, tasks: BinaryIO, answers: BinaryIO) -> None:
    """Work through `tasks` on the vault in `root`."""
    store = DirectoryStore(root)
    for task in tasks:
        key, seal = json.loads(task)
        done = [0, 0]

        def progress(items: int, count: int, done: list[int] = done) -> None:
            done[0] += items
            done[1] += count
            if done[1] >= _TELL:
                _answer(answers, {"items": done[0], "bytes": done[1]})
                done[:] = [0, 0]

        stated = Sealable(seal[0], seal[1], bytes.fromhex(seal[2]), bytes.fromhex(seal[3])) if seal else None
        checked = check(store, key, stated, progress)
        ended = {
            "items": done[0],
            "bytes": done[1],
            "findings": checked.findings,
            "total": [checked.items, checked.read],
        }
        _answer(answers, {**ended, "records": len(checked.records)}, checked.records)


def _answer(answers: BinaryIO, line: dict[str, object], payload: bytes = b"") -> None:
    answers.write(json.dumps(line).encode() + b"\n" + payload)
    answers.flush()


def run() -> None:
    """Be the process that `audit_pool` starts: the vault's folder is the one argument."""
    # An interruption is for the process that asked; this one ends with its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        main(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        os._exit(1)  # nobody is there any more to be told
