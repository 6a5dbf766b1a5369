"""Several pairs of hands: one in this process for small work, worker processes when there is more."""

import os
import queue
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from openhold.actions.collect.hands import Finished, Hands, Read, Unread
from openhold.actions.collect.worker import receive, send
from openhold.vault.errors import StorageFailedError


@dataclass(frozen=True, slots=True)
class Setting:
    """What a worker process needs to know: folders, the unit, and the descriptor that carries the unit's lock."""

    vault: Path
    unit: str
    cache: Path
    root: bytes
    lock: int


class Worker(Protocol):
    """Hands that may be elsewhere: `read` begins, `results` waits for the oldest batch."""

    def read(self, paths: Sequence[bytes]) -> None:
        """Begin to read a batch."""

    def results(self) -> list[Read | Unread]:
        """Return what the oldest batch became."""

    def keep(self, pack: int, wanted: Sequence[int]) -> None:
        """Store the wanted files of the oldest batch whose results were taken."""

    def finish(self, pack: int) -> None:
        """Begin to finish a pack."""

    def finished(self, *, wait: bool) -> Finished | None:
        """Return a pack that was finished, if one is; with `wait`, when one is."""

    def publish(self, pack: int) -> None:
        """Give a finished pack its final name, durable on return."""

    def close(self) -> None:
        """End; unfinished packs stay open for recovery."""


class Inline:
    """The hands in this process."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._results: list[list[Read | Unread]] = []
        self._finished: list[Finished] = []

    def read(self, paths: Sequence[bytes]) -> None:
        """See `Worker`."""
        self._results.append(self._hands.read(paths))

    def results(self) -> list[Read | Unread]:
        """See `Worker`."""
        return self._results.pop(0)

    def keep(self, pack: int, wanted: Sequence[int]) -> None:
        """See `Worker`."""
        self._hands.keep(pack, wanted)

    def finish(self, pack: int) -> None:
        """See `Worker`."""
        self._finished.append(self._hands.finish(pack))

    def finished(self, *, wait: bool) -> Finished | None:  # noqa: ARG002 -- here nothing is ever under way
        """See `Worker`."""
        return self._finished.pop(0) if self._finished else None

    def publish(self, pack: int) -> None:
        """See `Worker`."""
        self._hands.publish(pack)

    def close(self) -> None:
        """See `Worker`."""
        self._hands.close()


class Process:
    """Hands in a process of their own. A thread takes in its answers, so that neither end waits for the other."""

    def __init__(self, setting: Setting) -> None:
        places = (os.fsencode(setting.vault), setting.unit.encode(), os.fsencode(setting.cache), setting.root)
        self._child = subprocess.Popen(
            [sys.executable, "-m", "openhold.actions.collect.worker", *(b64encode(p).decode() for p in places)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=(setting.lock,),
            # Ctrl-C on the terminal is for the collecting process, which ends its workers in order.
            process_group=0,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        self._reads: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
        self._others: queue.SimpleQueue[tuple[Any, ...]] = queue.SimpleQueue()
        threading.Thread(target=self._take_in, daemon=True).start()

    def read(self, paths: Sequence[bytes]) -> None:
        """See `Worker`."""
        self._send(("read", list(paths)))

    def results(self) -> list[Read | Unread]:
        """See `Worker`."""
        answer = self._take(self._reads)
        return [Read(*result) if len(result) == 5 else Unread(*result) for result in answer[1]]

    def keep(self, pack: int, wanted: Sequence[int]) -> None:
        """See `Worker`."""
        self._send(("keep", pack, list(wanted)))

    def finish(self, pack: int) -> None:
        """See `Worker`."""
        self._send(("finish", pack))

    def finished(self, *, wait: bool) -> Finished | None:
        """See `Worker`."""
        if not wait and self._others.empty():
            return None
        return Finished(*self._take(self._others)[1:])

    def publish(self, pack: int) -> None:
        """See `Worker`."""
        self._send(("publish", pack))
        self._take(self._others)

    def close(self) -> None:
        """See `Worker`."""
        if self._child.stdin is not None:
            with suppress(OSError):  # it may have ended before us; its exit is all that matters now
                self._child.stdin.close()
        self._child.wait()

    def _send(self, message: tuple[Any, ...]) -> None:
        assert self._child.stdin is not None  # noqa: S101 -- Popen was given a pipe
        try:
            send(self._child.stdin, message)  # type: ignore[arg-type]
        except OSError:
            # Its last words, if any, say more than a broken pipe does.
            self._take(self._others)

    def _take_in(self) -> None:
        assert self._child.stdout is not None  # noqa: S101 -- Popen was given a pipe
        while (message := receive(self._child.stdout)) is not None:  # type: ignore[arg-type]
            if message[0] == "error":
                break
            (self._reads if message[0] == "read" else self._others).put(message)
        last = message or ("error", "A worker process ended before its work was done. Run the command again.")
        self._reads.put(last)
        self._others.put(last)

    @staticmethod
    def _take(answers: "queue.SimpleQueue[tuple[Any, ...]]") -> tuple[Any, ...]:
        message = answers.get()
        if message[0] == "error":
            answers.put(message)  # whoever asks again hears it again
            raise StorageFailedError(f"{message[1]} Nothing was acknowledged.")
        return message
