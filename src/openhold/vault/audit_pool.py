"""Worker processes that read packs and large objects while this process looks at manifests.

Items are small, and hashing them holds Python's interpreter lock, so processes are faster than threads.
They are started as plain programs, not forked, because the caller may have threads.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from openhold.vault.check_pack import Checked
from openhold.vault.errors import VaultError
from openhold.vault.findings import Finding
from openhold.vault.pack import Sealable

_PROGRAM = "from openhold.vault.audit_worker import run; run()"
# Started by -c and without `site`: the search path is handed over, and it is there 20 ms sooner.


class Task(NamedTuple):
    """A pack (with what its seal states) or a large object to check, and its size in bytes."""

    key: str
    stated: Sealable | None
    size: int


class Pool:
    """As many processes as there are processors, and tasks to hand out; the largest are begun first."""

    def __init__(self, root: Path, tasks: Sequence[Task]) -> None:
        self._waiting = iter(sorted(tasks, key=lambda task: -task.size))
        self._left = len(tasks)
        self._answers: queue.SimpleQueue[tuple[dict[str, Any], bytes] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        count = min(
            os.process_cpu_count() if hasattr(os, "process_cpu_count") else len(os.sched_getaffinity(0)), len(tasks)
        )
        path = os.pathsep.join(entry for entry in sys.path if entry)
        self._children = [
            subprocess.Popen(
                [sys.executable, "-S", "-c", _PROGRAM, os.fsdecode(root)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": path},
                process_group=0,  # Ctrl-C on the terminal is for the parent, which ends its workers in order
            )
            for _ in range(count)
        ]
        for child in self._children:
            threading.Thread(target=self._serve, args=(child.stdin, child.stdout), daemon=True).start()

    def results(self, progress: Callable[[int, int], None]) -> Iterator[Checked]:
        """Yield what each task came to, as it is done; VaultError if a worker ended before its work was."""
        while self._left:
            answer = self._answers.get()
            if answer is None:
                raise VaultError("A part of the audit ended early, perhaps for want of memory; run the audit again.")
            line, payload = answer
            progress(line["items"], line["bytes"])
            if "findings" in line:
                self._left -= 1
                findings = [Finding(*finding) for finding in line["findings"]]
                items, read = line["total"]
                yield Checked(findings, items, read, payload)

    def close(self) -> None:
        """End the processes, at once: they only read."""
        for child in self._children:
            child.terminate()
        for child in self._children:
            child.wait()

    def _serve(self, tasks: IO[bytes], answers: IO[bytes]) -> None:
        """Hand one process its tasks, one after another, and take in what it answers."""
        while (task := self._next()) is not None:
            stated = task.stated and [
                task.stated.size,
                task.stated.members,
                task.stated.root.hex(),
                task.stated.digest.hex(),
            ]
            try:
                tasks.write(json.dumps([task.key, stated]).encode() + b"\n")
                tasks.flush()
                ended = False
                while not ended:
                    line = json.loads(answers.readline())
                    ended = "findings" in line
                    self._answers.put((line, answers.read(line["records"]) if ended else b""))
            except (OSError, ValueError):
                self._answers.put(None)
                break
        tasks.close()

    def _next(self) -> Task | None:
        with self._lock:
            return next(self._waiting, None)
