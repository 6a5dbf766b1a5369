"""Running the program: quickly for checks, as a process of its own where it is to be killed or made to fail."""

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import pytest

T = TypeVar("T")
R = TypeVar("R")
DRIVER = Path(__file__).with_name("driver.py")
PROGRAM = (sys.executable, "-m", "openhold")
WRITER = (sys.executable, str(DRIVER), "record")
"""Appends facts and publishes them: matter, how many, how many at a time."""


def not_possible(reason: str) -> NoReturn:
    """Skip with a reason; in CI, where everything must run, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"in CI this must run: {reason}")
    pytest.skip(reason)


@dataclass(frozen=True)
class Done:
    """What a run of the program left: its exit code (negative: the signal that ended it) and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def refused_well(self) -> bool:
        """Tell whether it is exit 4 with one sentence and nothing that looks like an acknowledgement."""
        sentence = self.err.strip()
        return (
            self.code == 4
            and not self.out
            and "\n" not in sentence
            and sentence.endswith(".")
            and "Traceback" not in sentence
            and "a fault of Openhold" not in sentence
        )


class Server:
    """Commands in forks of one process that has everything imported."""

    def __init__(self, folder: Path) -> None:
        self._out, self._err = folder / "out", folder / "err"
        self._process = subprocess.Popen(
            [sys.executable, DRIVER, "serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(None),
            start_new_session=True,
        )
        assert self._stdout.readline() == "ready\n"

    @property
    def _stdout(self) -> Any:
        return self._process.stdout

    def run(self, home: Path, *words: str) -> Done:
        """Run one command and return what it left."""
        assert self._process.stdin is not None
        request = {"home": str(home), "words": words, "out": str(self._out), "err": str(self._err)}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        code = json.loads(self._stdout.readline())
        return Done(code, self._out.read_text(errors="replace"), self._err.read_text(errors="replace"))

    def close(self) -> None:
        """End the server."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        self._stdout.close()


class InTwos:
    """Two servers, and a thread for each: where many runs do not depend on one another."""

    def __init__(self, *servers: Server) -> None:
        self._servers = servers

    def do(self, work: Callable[[Server, T], R], things: Sequence[T]) -> list[R]:
        """Return what `work` returns for each of `things`; raise what it raises."""
        free: queue.SimpleQueue[Server] = queue.SimpleQueue()
        for server in self._servers:
            free.put(server)

        def one(thing: T) -> R:
            server = free.get()
            try:
                return work(server, thing)
            finally:
                free.put(server)

        with ThreadPoolExecutor(len(self._servers)) as pool:
            return list(pool.map(one, things))


def environment(home: Path | None) -> dict[str, str]:
    """Return an environment with this home, or with none."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENHOLD_")}
    return kept if home is None else {**kept, "OPENHOLD_HOME": str(home)}


def start(
    home: Path, *words: str, before: tuple[str, ...] = (), program: tuple[str, ...] = PROGRAM, **options: Any
) -> "subprocess.Popen[bytes]":
    """Start the program as a group of processes of its own; `before` stands before it on the command line."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(
        [*before, *program, *words],
        stdin=subprocess.DEVNULL,
        env=environment(home),
        start_new_session=True,
        **options,
    )


def ended(process: "subprocess.Popen[bytes]", seconds: float = 60) -> Done:
    """Wait for the end of `process` and return what it left."""
    out, err = process.communicate(timeout=seconds)
    return Done(process.returncode, (out or b"").decode(errors="replace"), (err or b"").decode(errors="replace"))


def run(home: Path, *words: str, **options: Any) -> Done:
    """Run the program as a process of its own; options as for `start`."""
    return ended(start(home, *words, **options))


def copied(home: Path, to: Path) -> Path:
    """Copy a home byte for byte, modes and times too."""
    shutil.copytree(home, to)
    return to


def killed(
    folder: Path,
    home: Path,
    words: tuple[str, ...],
    delay: float,
    *,
    group: bool,
    begun: Callable[[], bool] = lambda: True,
) -> Done:
    """Start the program and end it `delay` seconds after it has `begun`, by SIGKILL: all processes or the first alone.

    Its output goes to files: whoever outlives the first process would keep a pipe open.
    """
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = start(home, *words, stdout=out, stderr=err)
        while not begun() and process.poll() is None:
            time.sleep(0.001)
        time.sleep(delay)
        with suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        code = process.wait()
    return Done(code, (folder / "out").read_text(), (folder / "err").read_text())
