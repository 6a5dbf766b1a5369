"""A real LDAP server (OpenLDAP's slapd) on the loopback address, with a tree of its own that tests fill."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from ldap3 import Connection, Server

from tests.mailserver import self_signed

SUFFIX = "dc=alder,dc=example"
READER, LIMITED, ROOT = (f"cn={name},{SUFFIX}" for name in ("reader", "limited", "root"))
PASSWORD = "a password of the directory"
PROGRAM = shutil.which("slapd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

CONFIG = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include /etc/ldap/schema/nis.schema
include /etc/ldap/schema/msuser.schema
# What old systems keep there: bytes of whatever encoding.
attributetype ( 1.3.6.1.4.1.32473.1 NAME 'legacyOffice' SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 )
objectclass ( 1.3.6.1.4.1.32473.2 NAME 'legacyPerson' SUP top AUXILIARY MAY legacyOffice )
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/pid
TLSCertificateFile {folder}/certificate.pem
TLSCertificateKeyFile {folder}/certificate.pem
TLSCACertificateFile {folder}/certificate.pem
database mdb
suffix "{suffix}"
rootdn "cn=root,{suffix}"
rootpw "{password}"
directory {folder}/data
dbnosync
maxsize 268435456
index objectClass eq
access to attrs=userPassword by anonymous auth
access to * by dn.exact="cn=reader,{suffix}" read by dn.exact="cn=limited,{suffix}" read by anonymous auth
# Without this it gives 500 entries in all, in however many pages.
limits dn.exact="cn=reader,{suffix}" size=unlimited
limits dn.exact="cn=limited,{suffix}" size.soft=100 size.hard=100 size.prtotal=100
"""
ENTRY = """dn: cn={name},{suffix}
objectClass: device
objectClass: simpleSecurityObject
cn: {name}
userPassword: {password}

"""

Attributes = Mapping[str, str | bytes | Sequence[str | bytes]]


@dataclass
class Slapd:
    """A server that answers: its process, its two ports, the certificate by which it shows who it is."""

    process: "subprocess.Popen[bytes]"
    port: int
    tls_port: int
    certificate: Path
    units: Iterator[int] = field(default_factory=count)

    def toml(self, folder: Path, unit: str, **more: str) -> str:
        """Return the table that makes a home read people from `unit`; the password is put into `folder`."""
        secret = folder / "directory.secret"
        secret.write_text(f"{PASSWORD}\n")
        secret.chmod(0o600)
        values = {
            "id": "county",
            "server": "127.0.0.1",
            "tls": "tls",
            "ca_file": str(self.certificate),
            "user": READER,
            "password_file": secret.name,
            "base": unit,
            **more,
        }
        port = self.tls_port if values["tls"] == "tls" else self.port
        lines = "".join(f"{name} = '{value}'\n" for name, value in values.items())
        return f"[[directory]]\nport = {port}\n{lines}"

    def unit(self) -> str:
        """Make an empty part of the tree and return its name."""
        dn = f"ou=unit {next(self.units)},{SUFFIX}"
        with self.root() as root:
            assert root.add(dn, "organizationalUnit"), root.result
        return dn

    def add(self, dn: str, classes: Sequence[str], attributes: Attributes) -> None:
        """Add an entry."""
        with self.root() as root:
            assert root.add(dn, list(classes), dict(attributes)), root.result

    def load(self, entries: Sequence[tuple[str, Attributes]], *classes: str) -> None:
        """Add many entries of the same classes by one connection."""
        with self.root() as root:
            for dn, attributes in entries:
                assert root.add(dn, list(classes), dict(attributes)), (dn, root.result)

    def remove(self, dn: str) -> None:
        """Take an entry out."""
        with self.root() as root:
            assert root.delete(dn), root.result

    def change(self, dn: str, changes: dict[str, list[tuple[str, list[str]]]]) -> None:
        """Change an entry, as ldap3 writes it."""
        with self.root() as root:
            assert root.modify(dn, changes), root.result

    def root(self) -> Connection:
        """Return a connection that may do everything."""
        return Connection(Server("127.0.0.1", self.port), ROOT, PASSWORD, auto_bind=True, check_names=False)


@contextmanager
def running(folder: Path, ldif: str = "") -> Iterator[Slapd]:
    """Run a server in `folder` that holds the entries of `ldif`, wait until it answers, and stop it in the end."""
    if PROGRAM is None:
        # A machine on which nobody may install programs; in CI that is a failure.
        assert not os.environ.get("CI"), "slapd is not installed: scripts/system-packages test"
        pytest.skip("slapd is not installed: scripts/system-packages test")
    (folder / "data").mkdir(parents=True)
    certificate = self_signed(folder / "certificate.pem")
    config = folder / "slapd.conf"
    config.write_text(CONFIG.format(folder=folder, suffix=SUFFIX, password=PASSWORD))
    top = f"dn: {SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\no: County of Alder\ndc: alder\n\n"
    people = "".join(ENTRY.format(name=name, suffix=SUFFIX, password=PASSWORD) for name in ("reader", "limited"))
    (folder / "top.ldif").write_text(top + people + ldif)
    add = [PROGRAM, "-Tadd", "-q", "-f", str(config), "-l", str(folder / "top.ldif")]
    subprocess.run(add, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        port, tls_port = one.getsockname()[1], other.getsockname()[1]
    addresses = f"ldap://127.0.0.1:{port} ldaps://127.0.0.1:{tls_port}"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([PROGRAM, "-d", "0", "-f", str(config), "-h", addresses], stdout=log, stderr=log)
    try:
        for each in (port, tls_port):
            _wait(process, each, folder / "log")
        yield Slapd(process, port, tls_port, certificate)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, "slapd does not listen"
            time.sleep(0.02)
        else:
            return
