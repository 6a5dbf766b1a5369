"""`strace` around the program: to count its system calls, to make one of them fail, or to end it at one of them."""

import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

from .running import PROGRAM, Done, not_possible, run

CALLS = (
    "chmod",
    "fdatasync",
    "fsync",
    "ftruncate",
    "link",
    "mkdir",
    "preadv",
    "pwrite64",
    "rename",
    "syncfs",
    "unlink",
    "write",
)
"""Every call by which the program and SQLite write here, and the one that reads back."""


@cache
def strace() -> str:
    """Return the path of strace; where it is missing or may not trace, skip (in CI: fail)."""
    program = shutil.which("strace")
    if program is None:
        not_possible("strace, which makes system calls fail, is not installed")
    tried = subprocess.run([program, "-f", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    if tried.returncode:
        not_possible(f"strace may not trace here: {tried.stderr.decode().strip()}")
    return program


def counted(folder: Path, home: Path, *words: str, program: tuple[str, ...] = PROGRAM) -> dict[str, int]:
    """Run the program, which must end well, and return how often the busiest of its threads makes each call."""
    log = folder / "calls"
    before = (strace(), "-f", "-qq", "--seccomp-bpf", "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    done = run(home, *words, before=before, program=program)
    assert done.code == 0, done.err
    calls = Counter(re.findall(r"^(\d+) +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE))
    assert calls, "strace saw no call"
    return {call: max((n for (_, name), n in calls.items() if name == call), default=0) for call in CALLS}


def injected(home: Path, call: str, what: str, *words: str, program: tuple[str, ...] = PROGRAM) -> Done:
    """Run the program while `call` does `what`, which strace spells: ``error=EIO:when=3``, ``signal=KILL:when=3``."""
    which = ("-e", f"trace={call}", "-e", f"inject={call}:{what}")
    # With a filter strace never delivers a signal; without one it stops at every call, which takes longer.
    quick = () if what.startswith("signal") else ("--seccomp-bpf",)
    return run(home, *words, before=(strace(), "-f", "-qq", *quick, "-o", "/dev/null", *which), program=program)


def spread(count: int, most: int) -> list[int]:
    """Return at most `most` numbers from 1 to `count`, evenly, both ends among them."""
    if count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round(step * (count - 1) / (most - 1)) for step in range(most)})
