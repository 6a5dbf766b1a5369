"""Runs a program and measures it: wall time from start to exit, and the memory of all its processes."""

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

SAMPLE_SECONDS = 0.02
_TOLD = 1 << 20
"""Of what a program prints, the last MiB is kept."""


class RunFailedError(Exception):
    """A program could not be run or did not end well: the row that needs it is not measured."""


class Run(NamedTuple):
    """One run. `seconds` is wall time; `largest` is the peak of the largest process, `together` of all, in bytes.

    `largest` is the kernel's own figure (wait4: the process and all descendants it waited for), so it misses no peak,
    but is never below what this program itself takes (25 MiB). `together` is the highest sum, over the processes of one
    moment, of their proportional share (Pss: a page that two processes share counts once); None unless sampled.
    """

    seconds: float
    largest: int
    together: int | None
    out: str


def run(
    argv: Sequence[str | Path], *, cwd: Path | None = None, env: Mapping[str, str] | None = None, sample: bool = False
) -> Run:
    """Run one program to its end; raise `RunFailedError` with its last line if it does not exit with 0."""
    words = [str(part) for part in argv[1:] if not str(part).startswith("-") and "/" not in str(part)]
    name = " ".join([Path(argv[0]).name, *words[:2]])
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        try:
            process = subprocess.Popen(
                argv,
                cwd=cwd,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        except OSError as failed:
            raise RunFailedError(f"{name}: {failed.strerror}") from failed
        sampler = _Sampler(process.pid) if sample else None
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        finally:
            together = sampler.stop() if sampler else None
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            lines = _tail(err).strip().splitlines() or ["it said nothing"]
            raise RunFailedError(f"{name} ended with {process.returncode}: {lines[-1][:200]}")
        return Run(seconds, usage.ru_maxrss * 1024, together, _tail(out))


class Contest(NamedTuple):
    """What a contestant does in a round: `prepare` is not measured, `deed` is."""

    deed: Callable[[], Run]
    prepare: Callable[[], None] = lambda: None


def alternate(rounds: int, contests: Mapping[str, Contest]) -> dict[str, list[Run]]:
    """Run A B A B A B (or A B C A B C ...): each contestant once a round, after all earlier writes have settled."""
    runs: dict[str, list[Run]] = {name: [] for name in contests}
    for _ in range(rounds):
        for name, contest in contests.items():
            contest.prepare()
            os.sync()
            runs[name].append(contest.deed())
    return runs


def ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    """Return the median of the wall ratios, each of two runs of the same round; below 1 is faster than the peer."""
    return statistics.median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the regular files below `folder`, holding one folder's names at a time.

    This program must stay small: the kernel counts its peak as the least that a program started by it can have.
    """
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if path.is_file() and not path.is_symlink():
                yield path


def apparent_bytes(folder: Path) -> int:
    """Return the bytes of all files below `folder`, by their lengths."""
    return sum(path.stat().st_size for path in files_below(folder))


class _Sampler:
    """Looks at a process and its descendants every 20 ms, in a thread of its own."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._peak: int | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int | None:
        self._done.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        while not self._done.is_set():
            shares = [_share(pid) for pid in _family(self._root)]
            if any(shares):
                self._peak = max(self._peak or 0, sum(shares))
            self._done.wait(SAMPLE_SECONDS)


def _family(root: int) -> list[int]:
    """Return the process and all descendants; a child may hang on any thread of its parent."""
    found, fresh = [root], [root]
    while fresh:
        parent = fresh.pop()
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            with suppress(OSError):
                born = [int(pid) for pid in children.read_text().split()]
                found += born
                fresh += born
    return found


def _share(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _tail(file: BinaryIO) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TOLD))
    return file.read().decode(errors="replace")
