"""The box to which mail comes back, as `[returned]` of the home's `web.toml` says: a folder, a Maildir, or by IMAP.

What was read is marked as read in the box itself, once something became of it: so a run that broke off goes on.
"""

import imaplib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openhold.workbench.errors import ConfigurationError, OutgoingError
from openhold.workbench.secret_file import secret

READ = "read"
"""The folder beside the files into which a file goes that was read."""
_TEXTS = ("folder", "server", "user", "password_file", "mailbox", "ca_file")
_KEYS = (*_TEXTS, "port")
_PORT, _TIMEOUT = 993, 30

Mail = tuple[bytes, Callable[[], object]]
"""The bytes of a mail, and what marks it as read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedBox:
    """Where mail comes back to: a `folder` of .eml files, or a Maildir; or a `mailbox` of a `server`, always by TLS.

    `ca_file` has the certificates to trust instead of the machine's.
    """

    folder: Path | None
    server: str
    port: int
    user: str
    password_file: Path | None
    mailbox: str
    ca_file: Path | None

    def unread(self) -> Iterator[Mail]:
        """Yield each mail that nobody has read; raise OutgoingError where the box cannot be read."""
        if self.folder is None:
            yield from self._by_imap()
        elif (self.folder / "new").is_dir() and (self.folder / "cur").is_dir():
            yield from _maildir(self.folder)
        else:
            yield from _files(self.folder)

    def _by_imap(self) -> Iterator[Mail]:
        place = f"The mailbox {self.mailbox} of {self.user} at {self.server}:{self.port}"
        try:
            password = secret(self.password_file or Path(), "the mailbox")
        except ConfigurationError as error:
            raise OutgoingError(str(error)) from error
        try:
            context = ssl.create_default_context(cafile=None if self.ca_file is None else str(self.ca_file))
            with imaplib.IMAP4_SSL(self.server, self.port, ssl_context=context, timeout=_TIMEOUT) as imap:
                imap.login(self.user, password)
                status, said = imap.select(_quoted(self.mailbox))
                if status != "OK":
                    raise OutgoingError(f"{place} cannot be opened: {_words(said)}")
                _, found = imap.uid("SEARCH", "UNSEEN")
                for number in (found[0] or b"").split():
                    uid = number.decode("ascii", "replace")
                    _, got = imap.uid("FETCH", uid, "(BODY.PEEK[])")
                    data = next((one[1] for one in got if isinstance(one, tuple)), b"")
                    yield data, lambda uid=uid: _seen(imap, uid)  # type: ignore[misc]
        except (imaplib.IMAP4.error, OSError) as error:
            raise OutgoingError(f"{place} cannot be read: {_words(error)}") from error


def read_returned(home: Path, file: Path, value: object) -> ReturnedBox | None:
    """Return what the table `[returned]` of `file` says, None where there is none; else raise ConfigurationError."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ConfigurationError(f"{file}: returned is a table: [returned] with folder, or with server and user.")
    if unknown := sorted(value.keys() - {*_KEYS}):
        raise ConfigurationError(f"{file}: [returned] has no {unknown[0]!r}. There is: {', '.join(_KEYS)}.")
    for key in _TEXTS:
        said = value.get(key, "x")
        if not isinstance(said, str) or not said.isprintable() or not said:
            raise ConfigurationError(f"{file}: {key} in [returned] is a text on one line, not {said!r}.")
    port = value.get("port", _PORT)
    if type(port) is not int or not 0 < port < 65536:
        raise ConfigurationError(f"{file}: port in [returned] is a number from 1 to 65535, not {port!r}.")
    by_imap = {"server", "user", "password_file"}
    if not (set(value) == {"folder"} or ("folder" not in value and by_imap <= value.keys())):
        raise ConfigurationError(f"{file}: [returned] has folder alone, or server, user and password_file.")
    return ReturnedBox(
        # A relative name is beside `web.toml`.
        folder=home / value["folder"] if "folder" in value else None,
        server=value.get("server", ""),
        port=port,
        user=value.get("user", ""),
        password_file=home / value["password_file"] if "password_file" in value else None,
        mailbox=value.get("mailbox", "INBOX"),
        ca_file=home / value["ca_file"] if "ca_file" in value else None,
    )


def _files(folder: Path) -> Iterator[Mail]:
    try:
        for file in sorted(folder.iterdir()):
            if file.suffix.lower() == ".eml" and file.is_file():
                yield file.read_bytes(), lambda file=file: _put_away(file)  # type: ignore[misc]
    except OSError as error:
        raise OutgoingError(f"The folder {folder} cannot be read: {error.strerror}.") from error


def _put_away(file: Path) -> None:
    away = file.parent / READ
    away.mkdir(mode=0o700, exist_ok=True)
    file.replace(away / file.name)


def _maildir(folder: Path) -> Iterator[Mail]:
    try:
        for file in sorted((folder / "new").iterdir()):
            away = folder / "cur" / f"{file.name.partition(':')[0]}:2,S"
            yield file.read_bytes(), lambda file=file, away=away: file.replace(away)  # type: ignore[misc]
    except OSError as error:
        raise OutgoingError(f"The Maildir {folder} cannot be read: {error.strerror}.") from error


def _seen(imap: imaplib.IMAP4, uid: str) -> None:
    imap.uid("STORE", uid, "+FLAGS", r"(\Seen)")


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(said: object) -> str:
    line = " ".join(str(said).split())
    return line if len(line) <= 200 else f"{line[:197]}..."
