"""The mail server that notices leave by, as `[mail]` of the home's `web.toml` says; without it nothing leaves."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from types import TracebackType
from typing import Literal

from openhold.workbench.errors import ConfigurationError, OutgoingError
from openhold.workbench.secret_file import secret

TIMEOUT = 30
"""Seconds that a mail server may take for each answer."""

_SECURED = ("starttls", "tls", "none")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_KEYS = {"server", "port", "tls", "user", "password_file", "from", "ca_file"}
_HERE = ("localhost", "127.0.0.1", "::1")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]+\.)*[A-Za-z0-9-]+")
_CLOSING = 421
"""What a server says that will take no more by this connection."""
_POLICY = re.compile(r"\b5\.7\.\d+\b|relay", re.IGNORECASE)
"""A refusal that is not about this one recipient: what is wrong there is not that nobody has the address."""

Answered = tuple[Literal["accepted", "refused", "later"], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The server, how the way to it is secured, and whom mails are from (a name, which may be empty, and an address).

    `password_file` holds the password of `user`; `ca_file` the certificates to trust instead of the machine's.
    """

    server: str
    port: int
    tls: str
    user: str | None
    password_file: Path | None
    sender: tuple[str, str]
    ca_file: Path | None


def read_mail(home: Path, file: Path, value: object) -> Mail | None:
    """Return what the table `[mail]` of `file` says, None where there is none; else raise ConfigurationError."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ConfigurationError(f"{file}: mail is a table: [mail] with server and from.")
    if unknown := sorted(value.keys() - _KEYS):
        raise ConfigurationError(f"{file}: [mail] has no {unknown[0]!r}. There is: {', '.join(sorted(_KEYS))}.")
    for key in _KEYS - {"port"}:
        if not isinstance(value.get(key, ""), str):
            raise ConfigurationError(f"{file}: {key} in [mail] is a text, not {value[key]!r}.")
    name, address = parseaddr(value.get("from", ""))
    if not _ADDRESS.fullmatch(address) or not value["from"].isprintable():
        raise ConfigurationError(f'{file}: from in [mail] looks like "Legal Holds <holds@example.org>".')
    server, port, tls = _way(file, value)
    user, password = value.get("user"), value.get("password_file")
    if (user is None) != (password is None):
        raise ConfigurationError(f"{file}: user and password_file in [mail] go together; give both or neither.")
    if user is not None and tls == "none" and server not in _HERE:
        raise ConfigurationError(f'{file}: with tls = "none" the password could be read on its way; use starttls.')
    return Mail(
        server=server,
        port=port,
        tls=tls,
        user=user,
        # A relative name is beside `web.toml`.
        password_file=None if password is None else home / password,
        sender=(name, address),
        ca_file=home / value["ca_file"] if "ca_file" in value else None,
    )


def _way(file: Path, value: dict[str, object]) -> tuple[str, int, str]:
    """Return server, port, and how the way to it is secured."""
    server, tls = str(value.get("server", "")), str(value.get("tls", "starttls"))
    if not server or not server.isascii() or any(sign.isspace() for sign in server):
        raise ConfigurationError(f'{file}: [mail] needs the server, such as server = "mail.example.org".')
    if tls not in _SECURED:
        raise ConfigurationError(f"{file}: tls in [mail] is {', '.join(_SECURED)}, not {tls!r}.")
    port = value.get("port", _PORTS[tls])
    if type(port) is not int or not 0 < port < 65536:
        raise ConfigurationError(f"{file}: port in [mail] is a number from 1 to 65535, not {port!r}.")
    return server, port, tls


class MailServer:
    """One connection for many messages, made when the first one leaves."""

    def __init__(self, mail: Mail) -> None:
        self._mail = mail
        self._smtp: smtplib.SMTP | None = None
        self._taken = 0

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def carry(self, to: str, data: bytes) -> Answered:
        """Hand the exact bytes to the server for one recipient, and return what it answers.

        ``refused`` is for good, ``later`` may be tried again; both with what the server said. Raises OutgoingError
        where the server is not there, or does not take mail from us at all.
        """
        fresh = self._smtp is None or self._taken == 0
        try:
            return self._try(to, data)
        except _ClosedError as error:
            self._close()
            if fresh:
                raise self._down(str(error)) from error
        # It took some by this connection, and then ended it, as servers do after so many: once more by a new one.
        try:
            return self._try(to, data)
        except _ClosedError as error:
            self._close()
            raise self._down(str(error)) from error

    def _try(self, to: str, data: bytes) -> Answered:
        smtp = self._smtp or self._connect()
        try:
            smtp.sendmail(self._mail.sender[1], [to], data)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[to]
            return self._refusal(code, _words(said))
        except smtplib.SMTPSenderRefused as error:
            if error.smtp_code == _CLOSING:
                raise _ClosedError(_words(error.smtp_error)) from error
            raise OutgoingError(
                f"{self._name} takes no mail from {self._mail.sender[1]}: {error.smtp_code} {_words(error.smtp_error)}"
            ) from error
        except smtplib.SMTPDataError as error:
            return self._refusal(error.smtp_code, _words(error.smtp_error))
        except (smtplib.SMTPException, OSError) as error:
            raise _ClosedError(_words(error)) from error
        self._taken += 1
        return "accepted", ""

    def _refusal(self, code: int, said: str) -> Answered:
        if code == _CLOSING:
            raise _ClosedError(said)
        lasting = code >= 500 and not _POLICY.search(said)
        return "refused" if lasting else "later", f"{code} {said}".strip()

    def _connect(self) -> smtplib.SMTP:
        mail = self._mail
        smtp: smtplib.SMTP | None = None
        password = None if mail.password_file is None else _password(mail.password_file)
        try:
            context = None
            if mail.tls != "none":
                context = ssl.create_default_context(cafile=None if mail.ca_file is None else str(mail.ca_file))
            if mail.tls == "tls":
                smtp = smtplib.SMTP_SSL(mail.server, mail.port, timeout=TIMEOUT, context=context)
            else:
                smtp = smtplib.SMTP(mail.server, mail.port, timeout=TIMEOUT)
            if mail.tls == "starttls":
                smtp.starttls(context=context)
            if mail.user is not None and password is not None:
                smtp.login(mail.user, password)
        except smtplib.SMTPAuthenticationError as error:
            self._smtp = smtp
            self._close()
            raise OutgoingError(
                f"{self._name} does not accept user and password: {_words(error.smtp_error)}"
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            self._smtp = smtp
            self._close()
            raise self._down(_words(error)) from error
        self._smtp, self._taken = smtp, 0
        return smtp

    def _close(self) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp.close()
            self._smtp = None

    def _down(self, why: str) -> OutgoingError:
        return OutgoingError(f"{self._name} is not to be reached or broke off: {why}")

    @property
    def _name(self) -> str:
        return f"The mail server {self._mail.server}:{self._mail.port}"


class _ClosedError(Exception):
    """The connection ended."""


def _password(file: Path) -> str:
    try:
        return secret(file, "the mail server")
    except ConfigurationError as error:
        raise OutgoingError(str(error)) from error


def _words(said: object) -> str:
    """Return what a server or the system said on one line, cut where it is long; it came from outside."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= 200 else f"{line[:197]}..."
