"""The program serving a real home: a process, its link, its end; and people who come in to it by a browser."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.cli.conftest import run_program
from tests.web.conftest import PASSWORD


@dataclass(frozen=True)
class Served:
    """A server that answers: its process, its address, and the first owner's link where it printed one."""

    process: subprocess.Popen[str]
    base: str
    link: str | None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def serving(home: Path, *words: str) -> Iterator[Served]:
    """Start `openhold serve` on a free port, wait for its link, and stop it in the end."""
    port = words or ("--port", str(free_port()))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENHOLD_")}
    environment["TMPDIR"] = str(home.parent)
    process = subprocess.Popen(
        [sys.executable, "-m", "openhold", "serve", "--json", "--home", str(home), *port],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env=environment,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.communicate(timeout=10)[1]
        said = json.loads(line)
        yield Served(process, said["address"], said["link"])
    finally:
        process.terminate()
        process.communicate(timeout=20)


def come_in(tab: Page, link: str, *, name: str = "Maren Tolliver", email: str = "maren@alder.example") -> None:
    """Make the account that a link opens, as a person does."""
    tab.goto(link)
    tab.get_by_label("Your name").fill(name)
    if tab.get_by_label("Your e-mail address").count():
        tab.get_by_label("Your e-mail address").fill(email)
    tab.get_by_label("A password", exact=True).fill(PASSWORD)
    tab.get_by_label("The password again").fill(PASSWORD)
    tab.get_by_role("button", name="Make the account").click()
    tab.wait_for_url("**/account/")


def sign_out(tab: Page) -> None:
    """Sign out on a phone, where that stands in the menu."""
    tab.locator(".bar summary").click()
    tab.get_by_role("button", name="Sign out").click()


def hostile_home(folder: Path) -> tuple[Path, str]:
    """Make a home with three matters, whose names are hostile and whose audits lag; return it and one matter's id."""
    home, root = folder / "home", folder / "evidence"
    root.mkdir()
    (root / os.fsdecode(b"x\xff<script>")).write_bytes(b"1")
    (root / "evil\u202etxt.exe").write_bytes(b"2")
    (root / "link").symlink_to("/etc/passwd")
    title = "<script>document.title='owned'</script> v. \u202eeluR \"A & B\""
    opened = run_program("matter", "open", "--title", title, "--number", "<b>1</b>", "--json", home=home)
    matter: str = opened.json["matter"]
    assert run_program("collect", matter, str(root), home=home).code == 0
    assert run_program("audit", home=home).code == 0
    (root / "later").write_bytes(b"3")
    assert run_program("collect", matter, str(root), home=home).code == 0
    assert run_program("disclose", matter, "--to", str(folder / "bag"), home=home).code == 0
    assert run_program("matter", "open", "--title", "Long" * 240, home=home).code == 0
    assert run_program("matter", "open", "--title", "Fennimore claim", home=home).code == 0
    return home, matter
