"""The outbox: every message stands there in its exact bytes before anything is said to have left.

A message is written once, whole and durable, before it is handed on; which ones the mail server took is noted beside
them at once. So a run that was killed between two steps is gone on with by the next: what stands there is not written
again, and what was taken is not handed over again, but for the one message whose answer was still on its way. (Where
the power failed, for what was handed over since the last record: the same bytes once more.)
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Literal

from openhold.actions.collect.pipeline import Watch
from openhold.actions.errors import RefusedError, StoppedError, StorageError, UsageError
from openhold.actions.holds.notices import Addressee, Sent, note_sent, waiting
from openhold.actions.home import Home
from openhold.projections.notice import FIRST, REMINDER

FOLDER = "outbox"
"""Where messages stand in the home."""

_HANDS = 16

Compose = Callable[[Addressee, str, datetime], bytes | str]
"""Writes a message with this Message-ID and time, a sheet to print where there is no address; or says why it cannot."""
Carry = Callable[[str, bytes], tuple[Literal["accepted", "refused", "later"], str]]
"""Hands bytes to a mail server for one address; raises where the server is not there."""


class Outbox:
    """Sends one message after the other: what `actions.holds.notices` asks for.

    `sent` is what left; `mailed` and `bounced` count what a server took and refused, `written` what only stands here,
    because there is no server; `sheets` are the files to print and hand over, `left` says who stays waiting, and why,
    of whom the server `put_off` so many.
    """

    def __init__(
        self,
        home: Home,
        matter: str,
        sending: str,
        compose: Compose,
        carry: Carry | None,
        sender: str,
        watch: Watch,
        journal: int,
    ) -> None:
        self.folder = home.folder / FOLDER / matter
        self.sheets: list[Path] = []
        self.left: list[tuple[Addressee, str]] = []
        self.sent: list[Sent] = []
        self.mailed = self.bounced = self.written = self.put_off = self._bytes = 0
        self._home, self._sending, self._watch, self._journal = home, sending, watch, journal
        self._compose, self._carry, self._sender = compose, carry, sender
        self._taken = set(_lines(journal))
        self._ready: dict[Path, bytes | str] = {}

    def ready(self, them: Sequence[Addressee]) -> None:
        """Let the messages of `them` stand in the outbox, durable; what stands there already stays as it is."""
        self._ready.clear()
        new = {}
        for one in them:
            address = one.custodian.email
            file = self._file(one, address)
            data: bytes | str | None = _read(file)
            if data is None:
                data = self._compose(one, self._message_id(one, address), self._home.clock())
                if isinstance(data, bytes):
                    new[file] = data
            self._ready[file] = data
        _write(new)

    def __call__(self, one: Addressee) -> Sent | None:
        """Write the message, hand it on, and return what left; None where nothing did."""
        if self._watch.stopped():
            raise StoppedError("Stopped. What left is on record; run the command again to go on.")
        address = one.custodian.email
        file = self._file(one, address)
        if file not in self._ready:
            self.ready([one])
        data = self._ready.pop(file)
        if isinstance(data, str):
            self.left.append((one, data))
            return None
        self._bytes += len(data)
        done = None
        if address is None:
            self.sheets.append(file)
        else:
            done = self._mail(one, address, data)
        if done is not None:
            self.sent.append(done)
        self._watch.progress(self.mailed + self.written + len(self.sheets), self._bytes, self.bounced + len(self.left))
        return done

    def _mail(self, one: Addressee, address: str, data: bytes) -> Sent | None:
        digest = sha256(data).hexdigest()
        if self._carry is None:
            self.written += 1
            return Sent(one.custodian.id, self._sending, "folder", address, digest)
        answer, why = ("accepted", "") if digest in self._taken else self._carry(address, data)
        if answer == "later":
            self.put_off += 1
            self.left.append((one, why))
            return None
        if answer == "refused":
            self.bounced += 1
            return Sent(one.custodian.id, self._sending, "mail", address, digest, why or "refused")
        if digest not in self._taken:
            # The system keeps what a killed program wrote; that the power fails too is worth no wait for each message.
            os.write(self._journal, f"{digest}\n".encode())
        self.mailed += 1
        return Sent(one.custodian.id, self._sending, "mail", address, digest)

    def _file(self, one: Addressee, address: str | None) -> Path:
        if address is None:
            return _sheet(self._home, one, self._sending)
        return self.folder / one.notice.hold / f"{self._name(one, address)}.eml"

    def _message_id(self, one: Addressee, address: str | None) -> str:
        host = self._sender.rpartition("@")[2] or "openhold.invalid"
        # What is random in it shows, when it comes back, that whoever says so got the message.
        return f"<{one.notice.hold}.{self._name(one, address)}.{self._home.random(5).hex()}@{host}>"

    def _name(self, one: Addressee, address: str | None) -> str:
        # Another address, or another sender, makes another message.
        to = sha256(f"{self._sender}\n{address}".encode()).hexdigest()[:8]
        return f"{_named(one, self._sending)}.{to}"


@contextmanager
def opened(
    home: Home, matter: str, sending: str, compose: Compose, *, carry: Carry | None, sender: str, watch: Watch
) -> Iterator[Outbox]:
    """Yield the outbox of a matter for messages of one kind; nobody else sends for that matter meanwhile.

    `sender` is the address that mails are from, empty where nobody is named. Raises RefusedError where somebody sends.
    """
    place = home.folder / FOLDER
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        journal = os.open(place / f"{matter}.taken", os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(f"{place} cannot be written to: {error.strerror}.") from error
    try:
        try:
            fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RefusedError("Messages of this matter are being sent just now. Wait until that has ended.") from error
        yield Outbox(home, matter, sending, compose, carry, sender, watch, journal)
    finally:
        os.close(journal)


def note_handed_over(home: Home, actor: str, matter: str, hold: str, custodian: str) -> bool:
    """Record that a custodian was handed the sheet that stands in the outbox; False where that is recorded already.

    It is the sheet of the notice, or of the next reminder. Raises UsageError where none was written.
    """
    them = [one for one in waiting(home, matter, hold) if one.custodian.id == custodian]
    if not them:
        raise UsageError(f"{custodian} is not asked to acknowledge anything now, so there is no sheet to hand over.")
    one = them[0]
    sending = FIRST if one.notice.sent_at is None else REMINDER
    data = _read(_sheet(home, one, sending))
    if data is None:
        if sending == REMINDER:
            return False
        raise UsageError(
            f"No sheet was written for {one.custodian.name}. Write it: openhold hold send {matter} {one.notice.hold}"
        )
    sent = Sent(custodian, sending, "by hand", None, sha256(data).hexdigest())
    return note_sent(home, actor, matter, one.notice.hold, one.notice.version, [sent]) > 0


def _named(one: Addressee, sending: str) -> str:
    number = "" if sending == FIRST else str(one.notice.reminders + 1 if sending == REMINDER else one.number)
    return f"v{one.notice.version}.{one.custodian.id}.{sending}{number}"


def _sheet(home: Home, one: Addressee, sending: str) -> Path:
    return home.folder / FOLDER / one.notice.matter / one.notice.hold / f"{_named(one, sending)}.html"


def _lines(journal: int) -> Iterator[str]:
    """Yield the digests that are noted; the last line may be torn, and then names nothing."""
    with os.fdopen(os.dup(journal), "rb") as file:
        file.seek(0)
        for line in file:
            if len(line) == 65:
                yield line[:64].decode("ascii", "replace")


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _write(new: Mapping[Path, bytes]) -> None:
    """Write new files, each of them there whole or not at all, and durable on return."""
    try:
        for file in new:
            for folder in (file.parent.parent, file.parent):
                folder.mkdir(mode=0o700, exist_ok=True)
        # The disk takes many at once in hardly more time than one.
        with ThreadPoolExecutor(_HANDS) as hands:
            list(hands.map(_write_one, new, new.values(), count()))
        for folder in {file.parent for file in new}:
            _sync(folder)
    except OSError as error:
        raise StorageError(f"{error.filename}: {error.strerror}. Check permissions and space.") from error


def _write_one(file: Path, data: bytes, number: int) -> None:
    # Beside the folder that is collected, so that a torn one is never kept.
    temporary = file.parent.parent.with_suffix(f".{number}.tmp")
    temporary.unlink(missing_ok=True)
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(fd, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(fd)
    # A link, not a rename: what stands there is never written over.
    file.hardlink_to(temporary)
    temporary.unlink()


def _sync(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
