"""Measures the table of how fast and how big: ``python -m bench [--only GROUP ...] [--full] [--save] [--keep]``."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

from bench.contestants import install_missing
from bench.data import GROWTH_BASE
from bench.large_hold import ISSUED
from bench.load import RATE, USERS
from bench.measure import RunFailedError
from bench.rows import GROUPS, Plan
from bench.table import Findings

_FULL = 1_000_000


def main() -> int:
    """Run the groups; return 0, 1 if a figure lies beyond its must, or 130 if interrupted."""
    asked = _arguments()
    if asked.install:
        install_missing()
    work = asked.work.resolve() / "openhold-bench"
    work.mkdir(parents=True, exist_ok=True)
    many = _FULL if asked.full else asked.many
    matters, custodians, events = asked.crowd
    plan = Plan(
        work,
        asked.program,
        asked.rounds,
        asked.small,
        asked.few,
        int(asked.large_gb * 1e9),
        many,
        (str(matters), str(custodians), str(events)),
    )
    found = Findings(
        {
            "small": plan.small,
            "few": plan.few,
            "large": f"{asked.large_gb:g} GB",
            "base": GROWTH_BASE,
            "many": many,
            "issued": ISSUED,
            "users": USERS,
            "rate": RATE,
            "crowd": f"{matters:,} matters, {custodians:,} custodians, {events:,}",
        }
    )
    disk = _disk(work)
    console = Console(stderr=True)
    console.print(f"{plan.rounds} alternating rounds, caches warm unless a row says cold; disk: {disk}.")
    if disk == "tmpfs":
        console.print("This folder lies in memory: durable figures mean nothing. Name another with --work.")
    interrupted = False
    try:
        for name in asked.only or GROUPS:
            _measure(name, plan, found, console)
    except KeyboardInterrupt:
        interrupted = True
        console.print("Interrupted: what was measured so far is shown.")
    finally:
        if not asked.keep:
            shutil.rmtree(work, ignore_errors=True)
    found.show(Console(width=None if sys.stdout.isatty() else 150))
    if asked.save:
        console.print(f"Saved: {os.path.relpath(found.save(disk))}")
    return 130 if interrupted else int(found.missed)


def _measure(name: str, plan: Plan, found: Findings, console: Console) -> None:
    began = time.perf_counter()
    group = GROUPS[name]
    try:
        group.measure(plan, found)
    except RunFailedError as failed:
        for key in group.keys:
            if key not in found.figures:
                found.tell(key, None, str(failed))
        console.print(f"{name}: {failed}", markup=False)
    console.print(f"{name}: {time.perf_counter() - began:.0f} s")


def _disk(work: Path) -> str:
    told = subprocess.run(["findmnt", "-n", "-o", "FSTYPE", "-T", work], capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition(":")[0])
    parser.add_argument("--only", nargs="+", choices=GROUPS, help="measure these groups alone")
    parser.add_argument("--full", action="store_true", help=f"growth up to {_FULL:,} items (about 10 GB of disk)")
    parser.add_argument("--save", action="store_true", help="write bench/results/<date>.json")
    parser.add_argument("--keep", action="store_true", help="keep the work folder: the next run need not make the data")
    parser.add_argument("--install", action="store_true", help="install the peers that are missing (apt-get, pip)")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()), help="where data and results go")
    parser.add_argument(
        "--program", type=Path, default=Path(sys.executable).with_name("openhold"), help="what is measured"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", type=int, default=60_000, help="how many small files")
    parser.add_argument("--few", type=int, default=10_000, help="how many for the growth of memory")
    parser.add_argument("--large-gb", type=float, default=3.0, help="size of the large files together")
    parser.add_argument("--many", type=int, default=2 * GROWTH_BASE, help="how many tiny files for growth")
    parser.add_argument(
        "--crowd",
        nargs=3,
        type=int,
        default=[500, 20_000, 2_000_000],
        metavar=("MATTERS", "CUSTODIANS", "EVENTS"),
        help="how many of each the screens are asked about; notices and the messages that left count as events",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
