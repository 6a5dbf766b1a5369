"""Keep a worker running beside the pages: start it, start it again where it ended, end it with us."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PATIENCE = 12.0
"""Seconds that it may take to end: a little more than it gives a run."""
_AGAIN = (0.5, 2.0, 10.0, 60.0)
"""Seconds until it is started again, after it ended by itself once, twice and more."""


@contextmanager
def a_worker(home: Path) -> Iterator[None]:
    """Have the jobs of `home` run while this lasts."""
    keeper = _Keeper(home)
    keeper.start()
    try:
        yield
    finally:
        keeper.end()


class _Keeper:
    def __init__(self, home: Path) -> None:
        self._home = home
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._watching = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._watching.start()

    def end(self) -> None:
        with self._lock:
            self._ending.set()
            process = self._process
        if process is None:
            return
        assert process.stdin is not None  # noqa: S101 -- it was started with a pipe
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            # What it did not end is taken up again by the next one.
            process.kill()
            process.wait()

    def _keep(self) -> None:
        for times in range(sys.maxsize):
            with self._lock:
                if self._ending.is_set():
                    return
                self._process = self._spawn()
            self._process.wait()
            if self._ending.wait(_AGAIN[min(times, len(_AGAIN) - 1)]):
                return

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "openhold.jobs.worker"],
            env={**os.environ, "OPENHOLD_HOME": str(self._home)},
            stdin=subprocess.PIPE,
            # Standard output has the answer of the command and nothing else.
            stdout=subprocess.DEVNULL,
            # Ctrl-C reaches every process of a terminal's group; this one is told by its pipe.
            start_new_session=True,
        )
