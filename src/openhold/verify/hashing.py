"""Reading every file once, 1 MiB at a time, large ones on two cores, and telling how far it got."""

import hashlib
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from .bag import open_handle
from .errors import RuleError

CHUNK = 1024 * 1024
# Below this a second thread only gets in the way: opening the file costs more than hashing it.
LARGE = 4 * CHUNK

Digests = dict[str, bytes] | RuleError
Progress = Callable[[int, int], None]


def hash_file(path: Path, size: int, algorithms: frozenset[str], stop: threading.Event) -> Digests:
    """The digests of one file by algorithm; a RuleError (returned) where it cannot be read, is not `size`
    bytes, or `stop` was set meanwhile.
    """
    states = {name: hashlib.new(name, usedforsecurity=name == "sha256") for name in algorithms}
    length = 0
    try:
        # One buffer for the whole file: the system need not find and clear new memory for every chunk.
        buffer = memoryview(bytearray(min(CHUNK, size + 1)))
        handle = open_handle(path)
        try:
            while not stop.is_set() and (got := os.readv(handle, [buffer])):
                length += got
                for state in states.values():
                    state.update(buffer[:got])
        finally:
            os.close(handle)
    except RuleError as error:
        return error
    except OSError as error:
        return RuleError(f"it cannot be read ({error.strerror})")
    if length != size:
        return RuleError("it changed while it was read; check again when nothing writes into the bag")
    return {name: state.digest() for name, state in states.items()}


class Hasher:
    """Hashes files and reports progress: `progress(files, bytes)` after each."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._stop = threading.Event()
        self.files = 0
        self.bytes = 0

    def digests(
        self, root: Path, wanted: Iterable[tuple[str, int]], algorithms: frozenset[str]
    ) -> Iterator[tuple[str, int, Digests]]:
        """(path, size, digests) for each (path, size) wanted, in the same order."""
        waiting: deque[tuple[str, int, Future[Digests] | None]] = deque()
        pool = ThreadPoolExecutor(min(4, os.cpu_count() or 1))
        try:
            for path, size in wanted:
                large = size >= LARGE
                future = pool.submit(hash_file, root / path, size, algorithms, self._stop) if large else None
                waiting.append((path, size, future))
                # A few large files may be under way while small ones after them wait for their turn.
                while waiting and (waiting[0][2] is None or len(waiting) > 8):
                    yield self._done(root, waiting.popleft(), algorithms)
            while waiting:
                yield self._done(root, waiting.popleft(), algorithms)
        finally:
            # An interrupted check must not go on reading what is under way.
            self._stop.set()
            pool.shutdown(cancel_futures=True)

    def _done(
        self, root: Path, job: tuple[str, int, Future[Digests] | None], algorithms: frozenset[str]
    ) -> tuple[str, int, Digests]:
        path, size, future = job
        digests = hash_file(root / path, size, algorithms, self._stop) if future is None else future.result()
        self.files += 1
        self.bytes += size
        if self._progress is not None:
            self._progress(self.files, self.bytes)
        return path, size, digests
