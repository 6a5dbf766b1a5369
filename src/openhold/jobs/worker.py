"""The worker's process: runs the jobs beside the pages, and ends with whoever started it.

It is started as ``python -m openhold.jobs.worker`` with the home in `OPENHOLD_HOME` and a pipe as its standard input,
whose end is the end of the starter, however that came.
"""

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

from openhold.actions import database

stopping = threading.Event()
_ready = threading.Event()


def main() -> None:
    """Work until standard input ends."""
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    with suppress(ImportError):
        # The system's SQLite may be one that can damage a write-ahead log, as decision 3 tells.
        import pysqlite3  # noqa: PLC0415 -- before anything of Django's

        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    # It may outlive its starter by the run that it ends: the records are not moved meanwhile.
    database.use(Path(os.environ["OPENHOLD_HOME"]).absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "openhold.web.settings"
    import django  # noqa: PLC0415

    django.setup()
    from openhold.jobs import lanes  # noqa: PLC0415 -- Django must be ready

    _ready.set()
    lanes.work(stopping)
    # Lanes that sleep, or that do not hear, do not keep the process: what they did not end is taken up again.
    os._exit(0)


def _end_with_the_starter() -> None:
    # By the descriptor: a thread in a buffered read would keep the interpreter from ending.
    while os.read(0, 4096):
        pass
    if not _ready.is_set():
        os._exit(0)
    stopping.set()


if __name__ == "__main__":
    main()
