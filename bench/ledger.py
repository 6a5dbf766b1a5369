"""The ledger's row: facts made durable a second, beside the disk's own rate in the same minute."""

import importlib
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from openhold.cli import context
from openhold.facts.kinds import DisposalRefused

_BLOCK = bytes(4096)


class LedgerRates(NamedTuple):
    """Facts a second, one by one and in batches of 100, and how often the disk made 4 KiB durable in a second then."""

    one: float
    batch: float
    fdatasyncs: float


def fdatasync_rate(folder: Path, seconds: float = 1.0) -> float:
    """Return how often a second 4 KiB can be appended to a file in `folder` and made durable."""
    path = folder / "fdatasync.tmp"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        began = time.perf_counter()
        count = 0
        while (spent := time.perf_counter() - began) < seconds:
            os.write(handle, _BLOCK)
            os.fdatasync(handle)
            count += 1
        return count / spent
    finally:
        os.close(handle)
        path.unlink()


def ledger_rates(home: Path) -> LedgerRates | None:
    """Return the rates of a new matter in a new home at `home`.

    By `openhold.actions.record`, in a process of its own: one fact a call, then 100 facts a call, each for about two
    seconds, with `fdatasync_rate(home)` before, between and after; `fdatasyncs` is the median of the three.
    """
    done = subprocess.run(
        [sys.executable, "-m", "bench.ledger", str(home)], capture_output=True, text=True, check=False, timeout=120
    )
    return LedgerRates(*json.loads(done.stdout)) if done.returncode == 0 else None


def _measure(home: Path) -> LedgerRates:
    context.current = context.Context(home)
    bootstrap = importlib.import_module("openhold.cli.bootstrap")
    opened, instance = bootstrap.open_home()
    record = importlib.import_module("openhold.actions.record").record
    matter = importlib.import_module("openhold.actions.open_matter").open_matter(
        opened, instance.actor, title="bench", court=None, number=None
    )
    fact = DisposalRefused(unit="u-1", reasons=("a hold of this matter covers the unit",))

    def rate(count: int) -> float:
        began = time.perf_counter()
        calls = 0
        while (spent := time.perf_counter() - began) < 2:
            record(opened, matter.matter, instance.actor, *[fact] * count)
            calls += 1
        return calls * count / spent

    syncs = [fdatasync_rate(home)]
    one = rate(1)
    syncs.append(fdatasync_rate(home))
    batch = rate(100)
    syncs.append(fdatasync_rate(home))
    return LedgerRates(one, batch, statistics.median(syncs))


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]))))
