"""The mail server: how it is named in web.toml, and what becomes of its answers; a real one on the loopback address."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from openhold.workbench import configuration
from openhold.workbench.errors import ConfigurationError, OutgoingError
from openhold.workbench.outgoing import Mail, MailServer
from tests.mailserver import Server, mail_server, self_signed

DATA = b"From: holds@alder.example\r\nSubject: x\r\n\r\n.\r\n..\r\nKeep it.\r\n"


def mail_of(server: Server, folder: Path, **more: str) -> Mail:
    (folder / "web.toml").write_text(server.toml(**more))
    found = configuration.read(folder).mail
    assert found is not None
    return found


def test_the_server_gets_the_exact_bytes_by_one_connection(tmp_path: Path) -> None:
    with mail_server() as server, MailServer(mail_of(server, tmp_path)) as mail:
        for name in "abc":
            assert mail.carry(f"{name}@alder.example", DATA) == ("accepted", "")
        assert [one[0] for one in server.came] == ["holds@alder.example"] * 3
        assert {one[2] for one in server.came} == {DATA}
        assert server.connections == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_the_way_is_secured_and_the_password_said(tmp_path: Path, tls: str) -> None:
    certificate = self_signed(tmp_path / "server.pem")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "mail").write_text("Unit C\n")
    (tmp_path / "keys" / "mail").chmod(0o600)
    with mail_server(certificate=certificate, tls=tls, password="Unit C") as server:
        more = {"tls": tls, "user": "holds", "password_file": "keys/mail", "ca_file": "server.pem"}
        with MailServer(mail_of(server, tmp_path, **more)) as mail:
            assert mail.carry("a@alder.example", DATA) == ("accepted", "")
        del more["ca_file"]
        with (
            MailServer(mail_of(server, tmp_path, **more)) as mail,
            pytest.raises(OutgoingError, match=r"not to be reached.*certificate"),
        ):
            mail.carry("a@alder.example", DATA)
        more["ca_file"] = "server.pem"
        (tmp_path / "keys" / "mail").write_text("Unit D\n")
        with (
            MailServer(mail_of(server, tmp_path, **more)) as mail,
            pytest.raises(OutgoingError, match="does not accept user and password"),
        ):
            mail.carry("a@alder.example", DATA)
        (tmp_path / "keys" / "mail").chmod(0o644)
        with (
            MailServer(mail_of(server, tmp_path, **more)) as mail,
            pytest.raises(OutgoingError, match="can be read by others"),
        ):
            mail.carry("a@alder.example", DATA)
    assert len(server.came) == 1


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("550 5.1.1 no such mailbox", "refused"),
        ("552 mailbox full for good", "refused"),
        ("450 4.2.1 come back later", "later"),
        ("550 5.7.1 relaying denied", "later"),
        ("554 Relay access denied", "later"),
    ],
)
def test_a_refused_recipient_is_told_apart_from_a_server_that_takes_nothing(
    tmp_path: Path, said: str, answer: str
) -> None:
    with mail_server() as server, MailServer(mail_of(server, tmp_path)) as mail:
        server.recipient = lambda address: said if address.startswith("b") else None
        assert mail.carry("b@alder.example", DATA) == (answer, said)
        assert mail.carry("a@alder.example", DATA) == ("accepted", "")
        server.message = lambda _server, _data: said
        assert mail.carry("a@alder.example", DATA) == (answer, said)


def test_a_server_that_ends_the_connection_after_some_gets_the_rest_by_a_new_one(tmp_path: Path) -> None:
    with mail_server() as server, MailServer(mail_of(server, tmp_path)) as mail:
        ended: list[int] = []

        def recipient(address: str) -> str | None:
            if len(server.came) == 2 and not ended:
                ended.append(1)
                return "421 too many by this connection"
            return None

        server.recipient = recipient
        for name in "abcd":
            assert mail.carry(f"{name}@alder.example", DATA) == ("accepted", "")
        assert server.addresses == [f"{name}@alder.example" for name in "abcd"]
        assert server.connections == 2
        server.recipient = lambda _: "421 closing for the night"
        with pytest.raises(OutgoingError, match="closing for the night"):
            mail.carry("e@alder.example", DATA)


def test_a_server_that_is_not_there_is_named_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = Server(port=taken.getsockname()[1])
        with MailServer(mail_of(nobody, tmp_path)) as mail, pytest.raises(OutgoingError, match=r"127.0.0.1:.*refused"):
            mail.carry("a@alder.example", DATA)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_sender_whom_the_server_does_not_take_stops_it(tmp_path: Path) -> None:
    with (
        mail_server(password="Unit C") as server,
        MailServer(mail_of(server, tmp_path)) as mail,
        pytest.raises(OutgoingError, match=r"takes no mail from holds@alder\.example: 530"),
    ):
        mail.carry("a@alder.example", DATA)


def test_without_a_table_there_is_no_mail_and_ports_follow_from_tls(tmp_path: Path) -> None:
    assert configuration.read(tmp_path).mail is None
    for tls, port in (("starttls", 587), ("tls", 465), ("none", 25)):
        (tmp_path / "web.toml").write_text(
            f'[mail]\nserver = "mail.alder.example"\ntls = "{tls}"\nfrom = "holds@alder.example"\n'
        )
        found = configuration.read(tmp_path).mail
        assert found is not None
        assert found == replace(found, port=port, tls=tls, sender=("", "holds@alder.example"), user=None)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "from in"),
        ('from = "holds@alder.example"', "needs the server"),
        ('server = "mail example"\nfrom = "holds@alder.example"', "needs the server"),
        ('server = "m.example"\nfrom = "holds"', "from in"),
        ('server = "m.example"\nfrom = "holds@alder.example\\r\\nBcc: all@alder.example"', "from in"),
        ('server = "m.example"\nfrom = "h@a.example"\nport = "25"', "port in"),
        ('server = "m.example"\nfrom = "h@a.example"\nport = 0', "port in"),
        ('server = "m.example"\nfrom = "h@a.example"\ntls = "ssl"', "tls in"),
        ('server = "m.example"\nfrom = "h@a.example"\nuser = "h"', "go together"),
        ('server = "m.example"\nfrom = "h@a.example"\nuser = "h"\npassword_file = "p"\ntls = "none"', "could be read"),
        ('server = "m.example"\nfrom = "h@a.example"\npassword = "p"', "no 'password'"),
        ('server = 3\nfrom = "h@a.example"', "server in"),
    ],
)
def test_what_the_table_may_not_say_is_refused_in_a_sentence(tmp_path: Path, lines: str, said: str) -> None:
    (tmp_path / "web.toml").write_text(f"[mail]\n{lines}\n")
    with pytest.raises(ConfigurationError, match=said):
        configuration.read(tmp_path)
    (tmp_path / "web.toml").write_text('mail = "m.example"\n')
    with pytest.raises(ConfigurationError, match="mail is a table"):
        configuration.read(tmp_path)
