"""A SHA-256 that is computed in a second thread, one buffer behind the one who reads."""

import threading
from hashlib import sha256
from queue import SimpleQueue
from types import TracebackType
from typing import Self


class Hasher:
    """Hashes what `update` hands over while the caller goes on; the buffer must not change before `wait` returns.

    Lighter than an executor: a process that audits starts in a third of the time without one.
    """

    def __init__(self) -> None:
        self._digest = sha256()
        self._todo: SimpleQueue[memoryview | None] = SimpleQueue()
        self._done: SimpleQueue[None] = SimpleQueue()
        self._under_way = False
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def update(self, data: memoryview) -> None:
        """Begin to hash `data`, when the one before is done."""
        self.wait()
        self._under_way = True
        self._todo.put(data)

    def wait(self) -> None:
        """Return when everything handed over is hashed."""
        if self._under_way:
            self._done.get()
            self._under_way = False

    def digest(self) -> bytes:
        """Return the SHA-256 (32 bytes) of everything handed over."""
        self.wait()
        return self._digest.digest()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._todo.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (data := self._todo.get()) is not None:
            self._digest.update(data)
            del data  # else the buffer could not grow
            self._done.put(None)
