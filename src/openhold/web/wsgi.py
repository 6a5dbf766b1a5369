"""What the server runs: Django's application, on the bundled SQLite, in a process that ends with its starter."""

import multiprocessing
import os
import sys
import threading
from contextlib import suppress

with suppress(ImportError):
    # The system's SQLite may be one that can damage a write-ahead log, as decision 3 tells.
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

os.environ["DJANGO_SETTINGS_MODULE"] = "openhold.web.settings"

from django.core.wsgi import get_wsgi_application


def _obey_the_starter_alone() -> None:
    """Let this process hear its starter alone, and end when that has died."""
    starter = multiprocessing.parent_process()
    if starter is None:
        return
    with suppress(OSError):
        # Ctrl-C reaches every process of a terminal's group, and the starter then tells its workers to stop as well:
        # at the second signal they hang. This one has a group of its own.
        os.setpgid(0, 0)

    def wait() -> None:
        starter.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


_obey_the_starter_alone()
application = get_wsgi_application()
