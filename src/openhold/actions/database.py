"""Where an instance's records stand: the embedded database, or PostgreSQL where the home's `home.json` says so.

Django's settings are made of this, so nothing here needs Django. A process holds the home while it runs (`use`), so
that whoever moves the records (`alone`) knows that nobody reads or writes the old ones.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openhold.actions.errors import RefusedError, StorageError, UsageError

EMBEDDED_FORMAT, FORMAT = 1, 2
"""The version of a home on the embedded database, which every Openhold knows; and of one that says where else."""
MARKER = "home.json"
EMBEDDED = "openhold.sqlite3"
_SCHEMES = ("postgresql://", "postgres://")
_PATIENCE = 10
"""Seconds that a server may take until it answers."""
_held: dict[Path, int] = {}


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL database: `url` is its address without a password, which stands in `password_file` (absolute)."""

    url: str
    password_file: Path | None = None

    def parts(self) -> dict[str, str]:
        """Return what the address says, by libpq's names. Raises UsageError where it is none."""
        try:
            from psycopg import ProgrammingError  # noqa: PLC0415 -- who stays with the embedded database has no psycopg
            from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415
        except ImportError as error:
            raise StorageError(
                "PostgreSQL needs the package psycopg, which is not installed: pip install 'openhold[postgresql]'."
            ) from error
        wanted = "An address of a database looks like postgresql://USER@HOST/DATABASE"
        if not self.url.startswith(_SCHEMES):
            raise UsageError(f"{wanted}, not {self.url!r}.")
        try:
            parts = {name: str(value) for name, value in conninfo_to_dict(self.url).items() if value is not None}
        except ProgrammingError as error:
            raise UsageError(f"{wanted}: {' '.join(str(error).split())}.") from error
        if "password" in parts:
            raise UsageError(f"{wanted}, without the password: write that into a file and name it by --password-file.")
        if not parts.get("dbname"):
            raise UsageError(f"{wanted}; {self.url} names no database.")
        return parts


def read_marker(folder: Path) -> dict[str, Any] | None:
    """Return what the home's marker says, None where the folder is no home yet. Raises StorageError where it is bad."""
    marker = folder / MARKER
    try:
        values = json.loads(marker.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise StorageError(f"{marker} cannot be read: {error}. Is {folder} a home of Openhold?") from error
    if not isinstance(values, dict) or not isinstance(values.get("format"), int):
        raise StorageError(f"{marker} is not what Openhold wrote there. Put it back from your copy.")
    if values["format"] > FORMAT:
        raise StorageError(
            f"{folder} was made by a newer Openhold (format {values['format']}); this one knows {FORMAT}. "
            "Install the newer version."
        )
    return values


def stated(folder: Path) -> Server | None:
    """Return where the home says that its records stand; None for the embedded database."""
    values = read_marker(folder) or {}
    url, file = values.get("database"), values.get("password_file")
    if url is None:
        return None
    if not isinstance(url, str) or not isinstance(file, str | None):
        raise StorageError(f"{folder / MARKER} is not what Openhold wrote there. Put it back from your copy.")
    return Server(url, None if file is None else Path(file))


def state(folder: Path, server: Server | None) -> None:
    """Say durably, in one step, where the records stand from now on."""
    values: dict[str, object] = {"format": EMBEDDED_FORMAT}
    if server is not None:
        values = {"format": FORMAT, "database": server.url}
        if server.password_file is not None:
            values["password_file"] = str(server.password_file)
    write_durably(folder / MARKER, json.dumps(values).encode())


def configuration(folder: Path, server: Server | None) -> dict[str, Any]:
    """Return Django's settings of that database.

    Embedded: one writer at a time waits its turn (IMMEDIATE), a commit is on the device when it returns (WAL with
    synchronous FULL).
    """
    if server is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / EMBEDDED,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                    "PRAGMA journal_size_limit=67108864"
                ),
            },
        }
    parts = server.parts()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "PASSWORD": "" if server.password_file is None else _password(server.password_file),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": _PATIENCE, "application_name": "openhold", **parts},
    }


def use(folder: Path) -> None:
    """Keep this home's records from being moved while this process runs; wait where they are moved just now."""
    # Its keys never move, and are there as soon as it is a home. Where there are none there is nothing to move.
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        fd = os.open(folder / "keys", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(fd, fcntl.LOCK_SH)
        _held[folder] = fd


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the home alone, with no other process that uses it. Raises RefusedError where there is one."""
    if folder not in _held:
        use(folder)
    try:
        fcntl.flock(_held[folder], fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise RefusedError(
            f"Another program of Openhold works with {folder}: stop its pages and whatever else runs, then try again."
        ) from error
    try:
        yield
    finally:
        fcntl.flock(_held[folder], fcntl.LOCK_SH)


def write_durably(path: Path, data: bytes) -> None:
    """Write a file whole and durable, or not at all, in place of what stood there."""
    temporary = path.with_name(path.name + ".tmp")
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        os.write(fd, data)
        os.fsync(fd)
    finally:
        os.close(fd)
    temporary.rename(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _password(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"{file}, which has the password of the database, cannot be read: {error}.") from error
