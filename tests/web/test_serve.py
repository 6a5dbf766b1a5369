"""`openhold serve` as a person runs it: a real server on this machine, started and stopped."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.conftest import run_program
from tests.web.serving import Served, free_port, serving


def ask(served: Served, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection(urlsplit(served.base).netloc, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


def workers(process: int) -> list[int]:
    """Return the servers among the children of `process`: not Python's own watcher of resources."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


def listens(port: int) -> set[str]:
    """Return the addresses of this machine, as the kernel spells them, on which somebody listens to `port`."""
    rows = [row.split() for table in ("tcp", "tcp6") for row in Path(f"/proc/net/{table}").read_text().splitlines()]
    return {row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("served") / "home"
    assert run_program("matter", "open", "--title", "Quintrell v. County of Alder", home=made).code == 0
    return made


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    with serving(home) as made:
        yield made


def test_the_link_opens_the_first_account_and_nobody_else_sees_anything(served: Served, home: Path) -> None:
    assert served.base == f"http://localhost:{urlsplit(served.base).port}"
    for path in ("/", "/nowhere", "/matters/x/", "/%ff", "/?a=%00"):
        status, body, headers = ask(served, path)
        assert (status, body) == (302, b"")
        assert headers["location"].startswith("/account/login/?next=/")
    status, page, headers = ask(served, urlsplit(served.link).path)  # type: ignore[arg-type]
    assert status == 200
    assert b"Make your account. This instance is yours then." in page
    assert "default-src 'none'" in headers["content-security-policy"]
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert ask(served, "/", Host="evil.example")[0] == 400
    # A worker that died is replaced, and the link still opens.
    before = workers(served.process.pid)
    os.kill(before[0], signal.SIGKILL)
    end = time.monotonic() + 20
    link = urlsplit(served.link).path  # type: ignore[type-var]
    opened, there = 0, before
    while time.monotonic() < end and (opened != 200 or len(there) != len(before) or before[0] in there):
        time.sleep(0.1)
        there = workers(served.process.pid)
        with suppress(OSError):
            opened = ask(served, str(link))[0]
    assert opened == 200
    assert len(there) == len(before)
    assert before[0] not in there


def test_every_command_works_beside_the_tables_of_the_accounts(served: Served, home: Path, tmp_path: Path) -> None:
    assert run_program("matter", "list", "--json", home=home).json["matters"][0]["title"].startswith("Quintrell")
    (tmp_path / "letter.txt").write_bytes(b"Keep the video.")
    assert run_program("collect", "quintrell", str(tmp_path), home=home).code == 0
    assert run_program("rebuild", "--json", home=home).json["same"]
    assert run_program("rebuild", "--from-vault", "--json", home=home).json["same"]
    # What is nobody's evidence is still there: the link that was handed out before.
    assert ask(served, urlsplit(served.link).path)[0] == 200  # type: ignore[arg-type]


def test_no_other_command_loads_what_accounts_need(served: Served, home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "openhold", "matter", "list", "--home", str(home)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "django.db" in done.stderr
    assert "allauth" not in done.stderr
    assert "workbench" not in done.stderr


def test_a_home_whose_database_was_lost_gives_the_case_back_without_accounts(tmp_path: Path) -> None:
    home = tmp_path / "home"
    opened = run_program("matter", "open", "--title", "Quintrell v. County of Alder", "--json", home=home)
    assert run_program("invite", "dana@alder.example", "--owner", home=home).code == 0
    for file in home.glob("openhold.sqlite3*"):
        file.unlink()
    assert run_program("rebuild", "--from-vault", home=home).code == 0
    assert run_program("matter", "show", opened.json["matter"], home=home).code == 0
    with serving(home) as served:
        assert served.link is not None


def test_a_database_that_was_damaged_meanwhile_is_a_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as served:
        cookie = next(iter(SimpleCookie(ask(served, urlsplit(served.link or "").path)[2]["set-cookie"]).values()))
        assert ask(served, "/account/login/")[0] == 200
        for file in home.glob("openhold.sqlite3*"):
            file.write_bytes(b"damaged" * 10_000)
        session = {"Cookie": f"{cookie.key.replace('-form', '')}={'a' * 32}"}
        status, page, _ = ask(served, "/", **session)
        assert status == 503
        assert b"The record cannot be read as it should be." in page
        assert b"rebuild --from-vault" in page
        assert b"Traceback" not in page


def test_an_invitation_is_made_on_the_terminal(served: Served, home: Path) -> None:
    made = run_program(
        "invite",
        "dana.whitfield@alder.example",
        "--matter",
        "quintrell",
        "--role",
        "counsel",
        "--address",
        served.base,
        "--json",
        home=home,
    )
    assert (made.code, made.json["email"], made.json["renews"]) == (0, "dana.whitfield@alder.example", False)
    status, page, _ = ask(served, urlsplit(made.json["link"]).path)
    assert status == 200
    assert b"Your role in the matter that you were invited to is counsel." in page
    said = run_program("invite", "rey@alder.example", home=home).out
    assert "opens an account, once, until" in said
    assert "http://localhost:8420/invited/" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dana",), "is no e-mail address"),
        (("d@a.example", "--role", "counsel"), "A role is a role in a matter"),
        (("d@a.example", "--matter", "quintrell", "--role", "judge"), "'judge' is no role"),
        (("d@a.example", "--matter", "nowhere", "--role", "counsel"), "There is no matter 'nowhere'"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(home: Path, words: tuple[str, ...], said: str) -> None:
    done = run_program("invite", *words, home=home)
    assert done.code == 2
    assert said in done.err


def test_nobody_else_on_this_machine_can_answer_by_the_same_name(served: Served) -> None:
    with socket.socket(socket.AF_INET6) as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with pytest.raises(OSError, match="Address already in use"):
            other.bind(("::1", urlsplit(served.base).port))


def test_a_wrong_configuration_is_said_before_anything_listens(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "web.toml").write_text('address = "http://openhold.example.org"\n')
    done = run_program("serve", "--port", str(free_port()), home=home)
    assert (done.code, done.out) == (2, "")
    assert 'address looks like "https://openhold.example.org"' in done.err


def test_the_address_of_a_proxy_is_what_is_printed_and_answered(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "web.toml").write_text('address = "https://openhold.example.org"\nsecond_factor = "required"\n')
    port = str(free_port())
    with serving(home, "--port", port) as served:
        assert served.base == "https://openhold.example.org"
        near = Served(served.process, f"http://localhost:{port}", served.link)
        asked = {"Host": "openhold.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
        status, _, headers = ask(near, urlsplit(served.link or "").path, **asked)
        assert status == 200
        assert "Secure" in headers["set-cookie"]
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert ask(near, "/", Host="other.example.org")[0] == 400


def test_it_listens_on_this_machine_only(served: Served) -> None:
    port = urlsplit(served.base).port or 0
    assert listens(port) == {f"0100007F:{port:04X}"}


def test_a_second_server_on_the_same_port_is_refused(served: Served, home: Path) -> None:
    port = str(urlsplit(served.base).port)
    done = run_program("serve", "--port", port, home=home)
    assert done.code == 2
    assert done.err.startswith(f"Port {port} on localhost cannot be used: Address already in use.")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_it_and_leaves_nothing_behind(tmp_path: Path, sign: int) -> None:
    # A home is made on first use by this command too.
    with serving(tmp_path / "home") as served:
        key = tmp_path / "home" / "keys" / "web.key"
        assert (key.stat().st_mode & 0o777, len(key.read_text())) == (0o600, 67)
        # A terminal sends its signals to the whole group.
        os.killpg(served.process.pid, sign)
        assert served.process.wait(timeout=20) == 0
    assert not listens(urlsplit(served.base).port or 0)
    assert sorted(file.name for file in key.parent.iterdir()) == ["instance.key", "web.key"]
    before = key.read_text()
    with serving(tmp_path / "home") as later:
        # Sessions outlive the server: their key is the same. The link that nobody used is void.
        assert key.read_text() == before
        assert ask(later, urlsplit(served.link or "").path)[0] == 404


def test_a_server_whose_starter_was_killed_ends_too(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as served:
        served.process.kill()
        port, end = urlsplit(served.base).port, time.monotonic() + 20
        assert port is not None
        while listens(port) and time.monotonic() < end:
            time.sleep(0.05)
        assert not listens(port)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "example.org", "127.0.0.2"])
def test_a_host_that_others_can_reach_is_refused(tmp_path: Path, host: str) -> None:
    done = run_program("serve", "--host", host, "--port", str(free_port()), home=tmp_path / "home")
    assert done.code == 2
    assert "passwords would cross the network in the clear" in done.err
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "web"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    done = run_program("serve", "--port", port, home=tmp_path / "home")
    assert done.code == 2
    assert "Traceback" not in done.err


def test_a_home_that_cannot_be_used_is_said_before_anything_listens(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    done = run_program("serve", "--port", str(free_port()), home=tmp_path / "home")
    assert (done.code, done.out) == (4, "")
