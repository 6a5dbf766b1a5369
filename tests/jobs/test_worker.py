"""The worker as a person has it: `openhold serve` runs it, a page asks for notices, and it is killed in the middle."""

import os
import re
import signal
import time
from collections import Counter
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.cli.conftest import case, evidence, first_case, make_case  # noqa: F401 -- fixtures
from tests.cli.test_drafts import EXAMPLE
from tests.cli.test_holds import Held, held  # noqa: F401 -- a fixture
from tests.jobs.conftest import read
from tests.mailserver import mail_server
from tests.web.conftest import PASSWORD
from tests.web.serving import Served, serving


class Visitor:
    """Somebody at a page: gets it, and sends its forms."""

    def __init__(self, served: Served) -> None:
        self._base = served.base
        self._open = build_opener(HTTPCookieProcessor(CookieJar())).open

    def get(self, path: str) -> str:
        return str(self._open(self._base + path, timeout=60).read().decode())

    def post(self, page: str, path: str, **form: str) -> str:
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(page))[-1]
        data = urlencode({"csrfmiddlewaretoken": token, **form}).encode()
        return str(self._open(self._base + path, data, timeout=60).read().decode())


def workers(starter: int) -> list[int]:
    """Return the worker processes that the server started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if b"openhold.jobs.worker" in words and parent == starter:
                found.append(int(folder.name))
    return found


def until(so: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not so() and time.monotonic() < end:
        time.sleep(0.05)
    assert so()


def owner(served: Served) -> Visitor:
    visitor = Visitor(served)
    path = (served.link or "").removeprefix(served.base)
    form = {"name": "Maren Tolliver", "email": "maren@alder.example", "password": PASSWORD, "again": PASSWORD}
    assert "Maren Tolliver" in visitor.post(path, path, **form)
    return visitor


def test_a_worker_killed_while_it_sends_loses_nothing_and_sends_nothing_twice(held: Held) -> None:  # noqa: F811
    assert held.run("ann", "propose", "M", str(EXAMPLE)).code == 0
    assert held.run("bob", "approve", "M", "force", "--version", "1").code == 0
    hold = held.run("ann", "list", "M", "--json").json["holds"][0]["hold"]
    page = f"/matters/{held.case.matter}/holds/{hold}/"
    with mail_server() as server:
        (held.case.home / "web.toml").write_text(server.toml())
        with serving(held.case.home) as served:
            killed: list[int] = []

            def kill(address: str) -> str | None:
                if len(server.came) == 1 and not killed:
                    killed.extend(workers(served.process.pid))
                    os.kill(killed[0], signal.SIGKILL)
                return None

            server.recipient = kill
            visitor = owner(served)
            said = visitor.post(f"{page}versions/1/", f"{page}versions/1/issue")
            assert "Version 1 is in force; 3 are asked. This page shows who was sent the notice." in said
            until(lambda: len(server.came) >= 2)
            until(lambda: "on time" in (row := jobs(held)["notices"])["state"] and row["last_run"])
            assert killed
            assert workers(served.process.pid) != killed
            assert jobs(held)["notices"]["error"] is None
            # Whoever looks sees it: the jobs are on time, and the hold says how its messages leave.
            assert "Every job is on time." in visitor.get("/jobs/")
            assert "Messages leave by mail through 127.0.0.1." in visitor.get(page)
    assert Counter(read(data)["To"].addresses[0].addr_spec for _, _, data in server.came) == {
        "renwick@alder.example": 1,
        "marchetti@alder.example": 1,
    }
    shown = held.run("ann", "show", "M", "force", "--json").json["custodians"]
    assert sum(1 for one in shown if one["sent_at"]) == 2
    assert held.program("ann", "fsck").code == 0


def jobs(held: Held) -> dict[str, dict[str, str]]:  # noqa: F811
    return {one["job"]: one for one in held.program("ann", "job", "list", "--json").json["jobs"]}


def test_jobs_are_run_paused_and_resumed_by_command_and_the_home_needs_no_server(held: Held) -> None:  # noqa: F811
    first = held.program("ann", "job", "list")
    assert first.code == 0, first.err
    assert "not begun" in first.out
    assert "while `openhold serve` runs" in first.out
    ran = held.program("ann", "job", "run", "checkpoints", "--json")
    assert (ran.code, ran.json) == (
        0, {"job": "checkpoints", "said": "Every fact is under a checkpoint.", "error": None}
    )  # fmt: skip
    assert "reminders is paused." in held.program("ann", "job", "pause", "reminders").out
    assert "was paused already" in held.program("ann", "job", "pause", "reminders").out
    assert jobs(held)["reminders"]["state"] == "paused"
    assert held.program("ann", "job", "resume", "reminders", "--json").json == {"job": "reminders", "changed": True}
    wrong = held.program("ann", "job", "run", "mail")
    assert (wrong.code, wrong.out) == (2, "")
    assert "There is no job 'mail'." in wrong.err


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("[reminders]\nbefore = -1", "before in [reminders] is a number of days from 0 to 60, not -1."),
        ('[reminders]\nzone = "Mars/Base"', 'zone in [reminders] is a time zone such as "America/Los_Angeles"'),
        ("[reminders]\nat = 8", "at in [reminders] is a time of day such as 08:00:00, not 8."),
        ("[reminders]\nweekly = true", "[reminders] has no 'weekly'."),
        ("reminders = 7", "reminders is a table"),
    ],
)
def test_what_the_file_says_wrongly_about_reminders_is_one_sentence(held: Held, said: str, wrong: str) -> None:  # noqa: F811
    (held.case.home / "web.toml").write_text(said)
    done = held.program("ann", "job", "list")
    assert (done.code, done.out) == (2, "")
    assert wrong in done.err
    assert len(done.err.strip().splitlines()) == 1
