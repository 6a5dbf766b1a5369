"""A mail server on the loopback address that keeps what it is given, and answers as a test says."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Server:
    """What came in, as (from, to, exact bytes), and what is answered: None takes it."""

    port: int = 0
    came: list[tuple[str, str, bytes]] = field(default_factory=list)
    connections: int = 0
    recipient: Callable[[str], str | None] = lambda address: None
    message: Callable[["Server", bytes], str | None] = lambda server, data: None

    @property
    def addresses(self) -> list[str]:
        return [to for _, to, _ in self.came]

    def toml(self, **more: str) -> str:
        """Return the table that makes a home send by this server."""
        values = {"server": "127.0.0.1", "tls": "none", "from": "Alder Legal Holds <holds@alder.example>", **more}
        lines = "".join(f'{name} = "{value}"\n' for name, value in values.items())
        return f"[mail]\nport = {self.port}\n{lines}"

    # What aiosmtpd calls.
    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        said = self.recipient(address)
        if said is not None:
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        # In a thread, which ends what it does also where the program that sends is gone meanwhile.
        return await asyncio.to_thread(self._take, envelope)

    def _take(self, envelope: Any) -> str:
        said = self.message(self, envelope.original_content)
        if said is not None:
            return said
        self.came += [(envelope.mail_from, to, envelope.original_content) for to in envelope.rcpt_tos]
        return "250 taken"


@contextmanager
def mail_server(*, certificate: Path | None = None, tls: str = "none", password: str | None = None) -> Iterator[Server]:
    """Run a server while this lasts; with a certificate it wants TLS, with a password that of the user ``holds``."""
    server = Server()
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)

    def authenticate(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(handled=False, success=(data.login, data.password) == (b"holds", (password or "").encode()))

    controller = Controller(
        server,
        hostname="127.0.0.1",
        port=_free_port(),
        ssl_context=context if tls == "tls" else None,
        tls_context=context if tls == "starttls" else None,
        require_starttls=tls == "starttls",
        authenticator=authenticate,
        auth_required=password is not None,
        # Over TLS from the first byte aiosmtpd does not see that there is TLS.
        auth_require_tls=tls == "starttls",
    )
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()


def self_signed(file: Path) -> Path:
    """Write a key and a certificate of 127.0.0.1 into one file, and return it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
