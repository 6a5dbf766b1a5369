"""Keep a scan or photograph that somebody hands in: as an item, by the digest of its very bytes."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from openhold.actions.errors import StorageError, UsageError
from openhold.actions.home import Home
from openhold.actions.keep_inside import keep_inside
from openhold.actions.record import database_told
from openhold.actions.roles import check_may
from openhold.projections.source import SCANS, SIGNED_NOTICES

FOLDER = "scans"
"""Where scans stand in the home: a folder per matter, and in it one per kind of source."""
LARGEST = 20_000_000
"""Bytes of a scan at most: a page at 300 dots an inch is far below."""

_PLACES = MappingProxyType({SIGNED_NOTICES: "notices", SCANS: "things"})
_PDF_HEAD, _PDF_TAIL = 1024, 2048


def keep_scan(home: Home, actor: str, matter: str, data: bytes, kind: str) -> str:
    """Keep `data` (a PDF, JPEG or PNG) as an item of the matter's source of that `kind`, and return its SHA-256 (hex).

    `kind` is `SIGNED_NOTICES` or `SCANS`. The same bytes again are kept once. Raises UsageError where it is none of the
    three, empty, cut off or too large; RefusedError where `actor` may not collect.
    """
    ending = check_scan(data)
    with database_told(home):
        check_may(matter, actor, "collect")
    digest = sha256(data).hexdigest()
    at = f"{FOLDER}/{matter}/{_PLACES[kind]}"
    with _alone(home.folder / FOLDER / matter):
        _write(home.folder / at / f"{digest}.{ending}", data)
        keep_inside(home, actor, matter, kind, at, _Unwatched())
    return digest


def check_scan(data: bytes) -> str:
    """Return the ending of the name of a scan by its content: ``pdf``, ``jpg`` or ``png``; raise UsageError if none."""
    if not data:
        raise UsageError("The scan is empty: there is not one byte in it. Choose the file again.")
    if len(data) > LARGEST:
        raise UsageError(
            f"The scan has {len(data):,} bytes; there is room for {LARGEST:,}. Scan it in grey, or at 200 dots an inch."
        )
    if b"%PDF-" in data[:_PDF_HEAD]:
        ending, ended = "pdf", b"%%EOF" in data[-_PDF_TAIL:]
    elif data.startswith(b"\xff\xd8\xff"):
        # Telephones write more after the picture's end.
        ending, ended = "jpg", b"\xff\xd9" in data[3:]
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        ending, ended = "png", b"IEND" in data
    else:
        raise UsageError("That is no PDF, JPEG or PNG. Scan it, or photograph it, as one of these.")
    if not ended:
        raise UsageError(f"The scan is cut off: its end is missing from the {len(data):,} bytes. Send the file again.")
    return ending


class _Unwatched:
    """Nobody looks on."""

    def progress(self, items: int, size: int, failed: int) -> None:
        """See `Watch`."""

    def stopped(self) -> bool:
        """See `Watch`."""
        return False


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a matter's scans alone, among threads and processes."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise StorageError(f"{folder} cannot be written to: {error.strerror}.") from error
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def _write(file: Path, data: bytes) -> None:
    """Write a new file, there whole or not at all, and durable on return; one that stands there stays as it is."""
    # Beside the folder that is collected, so that a torn one is never kept.
    temporary = file.parent.parent / f"{file.parent.name}.tmp"
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        if file.exists():
            return
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as out:
            os.fchmod(out.fileno(), 0o600)
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.rename(file)
        fd = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
    except OSError as error:
        raise StorageError(f"{file}: {error.strerror}. Check permissions and space.") from error
