"""Run the server of the web pages until a signal stops it."""

import errno
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from openhold.actions.errors import StorageError
from openhold.cli.context import MisuseError

_MOST_WORKERS = 4
"""Each takes some 40 MB more."""
_PATIENCE = 30.0
"""Seconds that a server may take until it answers."""
_HANDLERS = {
    name: {"formatter": "generic", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"}
    for name in ("console", "access")
}
"""Standard output has the answer and nothing else."""


def check_free(host: str, port: int) -> None:
    """Raise MisuseError unless `port` of `host` can be listened on."""
    if not 1 <= port <= 65535:
        raise MisuseError(f"{port} is no port; choose one from 1 to 65535.")
    # The server shares its port among its processes, so it would not notice that another server has it.
    with socket.socket(socket.AF_INET6 if host == "::1" else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise MisuseError(
                f"Port {port} on {host} cannot be used: {error.strerror}. Choose another with --port."
            ) from error


@contextmanager
def kept_free(host: str, port: int) -> Iterator[None]:
    """Keep `port` of ::1 from everybody while the server listens to 127.0.0.1 by the name localhost.

    A browser asks both addresses for that name: another account of this machine must not answer in our place. Raises
    MisuseError where somebody listens there already.
    """
    if host != "localhost" or not socket.has_ipv6:
        yield
        return
    with socket.socket(socket.AF_INET6) as guard:
        try:
            # Bound, not shared and never listening: whoever asks is refused, and goes on to 127.0.0.1.
            guard.bind(("::1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise MisuseError(
                    f"Another program listens to port {port} of ::1, which a browser also calls localhost. "
                    "Choose another port with --port."
                ) from error
        yield


def address(host: str, port: int) -> str:
    """Return the address at which a browser on this machine finds the server."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(host: str, port: int, ready: Callable[[], None]) -> None:
    """Run the server until a signal stops it; call `ready` once it answers.

    Raises StorageError where it cannot be kept running.
    """
    # A forked worker would inherit the settings of the command line and the open database of this process.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "openhold.web.wsgi:application",
        address="127.0.0.1" if host == "localhost" else host,
        port=port,
        interface=Interfaces.WSGI,
        # A worker makes one page at a time, whatever its threads: the interpreter has one lock.
        workers=min(os.cpu_count() or 1, _MOST_WORKERS),
        blocking_threads=4,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=2,
        log_level=LogLevels.error,
        log_dictconfig={"handlers": _HANDLERS},
    )

    @server.on_startup
    def started() -> None:
        # Whoever closes the terminal means to stop it; the server would load itself anew.
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        threading.Thread(target=_when_it_answers, args=(host, port, ready), daemon=True).start()

    try:
        server.serve()
    except SystemExit as stopped:
        if stopped.code:
            raise StorageError("The server cannot be kept running; above stands what it said last.") from stopped


def _when_it_answers(host: str, port: int, ready: Callable[[], None]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            ready()
            return
