"""Read strangers' papers in a process of their own: whatever they do to it costs one sentence."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from types import TracebackType
from typing import Any, Self

from openhold.extract.errors import NotAPaperError
from openhold.extract.packing import unpack
from openhold.extract.text import Text

SECONDS = 240.0
"""A paper may take so long by the clock; recognising pictures takes most of it."""
COMPUTING = 90
"""Seconds that reading one paper may compute, programs that it starts not counted."""
ANSWER = 256 << 20
"""An answer with more bytes than this is not taken."""
KEPT = ("PATH", "TESSDATA_PREFIX")
"""Variables of the environment that the process gets."""


class Reader:
    """A process that reads paper after paper, used with `with`. It is started when needed, again when it died."""

    def __init__(self, seconds: float = SECONDS, computing: int = COMPUTING) -> None:
        self._seconds, self._computing = seconds, computing
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._end()

    def open(self, data: bytes, name: str) -> Text:
        """Return what `open_paper` gives. Raises `NotAPaperError`."""
        return unpack(self.call("openhold.extract.opening:open_paper", data, name=name))

    def call(self, function: str, data: bytes, /, **args: object) -> Any:
        """Return what `function`, named "module:function", answers for `data` and `args`, which must fit into JSON.

        Everything that can go wrong raises `NotAPaperError` with one sentence; a note on it has the trace, if any.
        """
        task = {"function": function, "args": args, "size": len(data), "seconds": self._computing}
        ends = time.monotonic() + self._seconds
        if self._process is not None and self._process.poll() is not None:
            self._end()
        process = self._process or self._start()
        try:
            _send(process, json.dumps(task).encode("ascii") + b"\n" + data, ends)
            answer = json.loads(_receive(process, ends))
            if not isinstance(answer, dict):
                raise ValueError
        except TimeoutError:
            self._end()
            raise NotAPaperError(f"The paper cannot be read: it takes more than {self._seconds:g} seconds.") from None
        except (OSError, EOFError, ValueError, RecursionError):
            raise NotAPaperError(f"The paper cannot be read: {self._died()}.") from None
        except BaseException:
            self._end()
            raise
        if "ok" in answer:
            return answer["ok"]
        if "refused" in answer:
            raise NotAPaperError(str(answer["refused"]))
        error = NotAPaperError(f"The paper cannot be read: {answer.get('failed')}.")
        if answer.get("trace"):
            error.add_note(str(answer["trace"]))
        raise error

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-m", "openhold.extract.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
            start_new_session=True,
        )
        return self._process

    def _end(self) -> None:
        """End the process and those that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()

    def _died(self) -> str:
        """Return what became of a process that stopped answering, for a sentence; end what is left of it."""
        process = self._process
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1)
        self._end()
        code = process.returncode if process is not None else 0
        if code == -signal.SIGXCPU:
            return f"it takes more than {self._computing} seconds to compute"
        if code < 0:
            return f"its reader broke down ({signal.Signals(-code).name})"
        return "its reader stopped"


def _send(process: "subprocess.Popen[bytes]", data: bytes, ends: float) -> None:
    if process.stdin is None:
        raise EOFError
    pipe = process.stdin.fileno()
    os.set_blocking(pipe, False)
    rest = memoryview(data)
    while rest:
        _wait(pipe, selectors.EVENT_WRITE, ends)
        rest = rest[os.write(pipe, rest[: 1 << 20]) :]


def _receive(process: "subprocess.Popen[bytes]", ends: float) -> bytes:
    if process.stdout is None:
        raise EOFError
    pipe = process.stdout.fileno()
    length = int.from_bytes(_exactly(pipe, 8, ends), "big")
    if length > ANSWER:
        raise ValueError
    return _exactly(pipe, length, ends)


def _exactly(pipe: int, length: int, ends: float) -> bytes:
    parts, missing = [], length
    while missing:
        _wait(pipe, selectors.EVENT_READ, ends)
        part = os.read(pipe, min(missing, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _wait(pipe: int, event: int, ends: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, ends - time.monotonic())):
            raise TimeoutError
