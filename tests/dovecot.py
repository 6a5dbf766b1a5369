"""A real mail server with a mailbox (Dovecot) on the loopback address: by IMAP over TLS alone."""

import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.mailserver import self_signed

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "a-password-of-the-mailbox"
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = required
auth_failure_delay = 0
ssl_cert = <{certificate}
ssl_key = <{certificate}
disable_plaintext_auth = yes
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
mail_location = maildir:~/mail
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service auth {{
  chroot =
}}
service anvil {{
  chroot =
}}
"""


@dataclass
class Dovecot:
    """A server that answers: its port, and the certificate by which it shows who it is."""

    port: int
    certificate: Path

    def toml(self, folder: Path, **more: str) -> str:
        """Return the table that makes a home read the mailbox; the password is put into `folder`."""
        (folder / "imap.secret").write_text(f"{PASSWORD}\n")
        (folder / "imap.secret").chmod(0o600)
        values = {"server": "127.0.0.1", "user": "holds", "password_file": "imap.secret", **more}
        values.setdefault("ca_file", str(self.certificate))
        lines = "".join(f'{name} = "{value}"\n' for name, value in values.items())
        return f"[returned]\nport = {self.port}\n{lines}"

    def deliver(self, *mails: bytes) -> None:
        """Put mails into the mailbox, unread."""
        with self._connected() as imap:
            for one in mails:
                status, said = imap.append("INBOX", "", None, one)  # type: ignore[arg-type]
                assert status == "OK", said

    def unread(self) -> int:
        """Return how many mails nobody has read."""
        with self._connected() as imap:
            imap.select("INBOX", readonly=True)
            return len(imap.search(None, "UNSEEN")[1][0].split())

    @contextmanager
    def _connected(self) -> Iterator[imaplib.IMAP4]:
        context = ssl.create_default_context(cafile=str(self.certificate))
        with imaplib.IMAP4_SSL("127.0.0.1", self.port, ssl_context=context, timeout=10) as imap:
            imap.login("holds", PASSWORD)
            yield imap


@contextmanager
def running() -> Iterator[Dovecot]:
    """Run a server in a folder of its own until this ends, as a user who is not root."""
    if PROGRAM is None or os.geteuid() != 0:
        # A machine on which nobody may install programs or become another user; in CI that is a failure.
        assert not os.environ.get("CI"), "dovecot is not installed or not root: scripts/system-packages test"
        pytest.skip("dovecot needs to be installed (scripts/system-packages test) and started by root")
    with TemporaryDirectory(prefix="openhold-mail") as made:
        yield from _running(Path(made))


def _running(folder: Path) -> Iterator[Dovecot]:
    folder.chmod(0o755)
    user = pwd.getpwnam("dovecot")
    (folder / "home").mkdir()
    os.chown(folder / "home", user.pw_uid, user.pw_gid)
    certificate = self_signed(folder / "certificate.pem")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = folder / "dovecot.conf"
    config.write_text(
        CONFIG.format(
            folder=folder, certificate=certificate, port=port, password=PASSWORD, user="dovecot",
            group="dovecot", uid=user.pw_uid, gid=user.pw_gid,
        )
    )  # fmt: skip
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _wait(process, port)
        yield Dovecot(port, certificate)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert process.poll() is None, process.stderr and process.stderr.read().decode()
            assert time.monotonic() < until, "dovecot does not listen"
            time.sleep(0.02)
        else:
            return
