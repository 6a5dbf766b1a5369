"""Progress that is honest, and Ctrl-C that stops cleanly."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from openhold.cli import context

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Watcher:
    """What an action tells how far it is: shows it on a terminal, and passes on that a person wants to stop."""

    def __init__(self, bar: "Progress | None", task: "TaskID | None") -> None:
        self._bar = bar
        self._task = task
        self._stop = False

    def progress(self, items: int, size: int, failed: int) -> None:
        """Show where the work stands."""
        if self._bar is not None and self._task is not None:
            words = f"{items:,} items, {context.size_text(size)} so far" + (f", {failed:,} failed" if failed else "")
            self._bar.update(self._task, completed=size, words=words)

    def stopped(self) -> bool:
        """Tell whether a person said stop."""
        return self._stop

    def stop(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002 -- a signal handler's form
        """Stop after what is under way; the second time at once."""
        if self._stop:
            raise KeyboardInterrupt
        self._stop = True
        context.say("Stopping after what is under way. Press Ctrl-C again to break off at once.")


@contextmanager
def watching(doing: str) -> Iterator[Watcher]:
    """Yield a watcher for long work that `doing` names; shows progress where standard error is a terminal."""
    bar = task = None
    if sys.stderr.isatty() and not context.current.json:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TransferSpeedColumn

        bar = Progress(
            SpinnerColumn(),
            TextColumn(doing),
            TextColumn("{task.fields[words]}"),
            TransferSpeedColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            refresh_per_second=5,
        )
        task = bar.add_task(doing, total=None, words="")
        bar.start()
    watcher = Watcher(bar, task)
    before = {one: signal.signal(one, watcher.stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield watcher
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        if bar is not None:
            bar.stop()
