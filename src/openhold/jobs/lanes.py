"""What a worker does: look at the clock, and run what the queue holds, in two lanes.

One worker works for a home at a time. It holds a lock that the system takes back whatever ends the process, so the next
one knows that a run which is still said to be under way is nobody's, and takes it up again at once.
"""

import fcntl
import os
import sys
import threading
import time
import traceback

from django.conf import settings
from django_tasks_db.management.commands.db_worker import Worker

from openhold.actions.home import now
from openhold.jobs import tasks
from openhold.jobs.queueing import take_up, tick
from openhold.jobs.standing import KEEPING, SENDING
from openhold.workbench import configuration

_TICK = 1.0
"""Seconds between two looks at the clock."""
_POLL = 0.5
"""Seconds until a lane looks for the next run."""
_PATIENCE = 10.0
"""Seconds that a run may take to stop."""
_AGAIN = 5.0
"""Seconds until the clock or a lane tries again, after the database or the file of settings failed it."""


def work(stopping: threading.Event) -> None:
    """Run jobs until `stopping` is set, and let what runs then stop where it can be gone on with."""
    lock = _lock(stopping)
    if lock is None:
        return
    tasks.stopping = stopping
    lanes: list[_Lane] = []
    told = ""
    while not stopping.is_set():
        try:
            if not lanes:
                take_up(now())
                lanes = [_Lane(SENDING), _Lane(KEEPING)]
            tick(now(), configuration.read(settings.HOME).reminders)
            told = ""
        except Exception as error:  # -- it may be mended while the pages are served
            if told != (told := f"The jobs wait: {type(error).__name__}: {error}"):
                sys.stderr.write(f"{told}\n")
            stopping.wait(_AGAIN)
        stopping.wait(_TICK)
    end = time.monotonic() + _PATIENCE
    while any(one.busy for one in lanes) and time.monotonic() < end:
        time.sleep(0.02)
    os.close(lock)


def _lock(stopping: threading.Event) -> int | None:
    """Return the lock on the home, as soon as no other worker has it; None where it is time to end before."""
    lock = os.open(settings.HOME / "home.json", os.O_RDONLY | os.O_CLOEXEC)
    while not stopping.is_set():
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stopping.wait(_TICK)
        else:
            return lock
    os.close(lock)
    return None


class _Lane:
    """A thread that runs one job after the other."""

    def __init__(self, name: str) -> None:
        self._worker = Worker(
            queue_names=[name],
            interval=_POLL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{os.getpid()}-{name}",
            excluded_queue_names=[],
        )
        threading.Thread(target=self._run, daemon=True).start()

    @property
    def busy(self) -> bool:
        """Whether a job is being run."""
        return bool(self._worker.running_task)

    def _run(self) -> None:
        while True:
            try:
                self._worker.run()
            except Exception:  # -- the lane is opened again: what is wrong with the database may be mended meanwhile
                traceback.print_exc(limit=1, file=sys.stderr)
                time.sleep(_AGAIN)
