"""Webhooks: a real program on loopback is told each fact once, signed; what it does not take is tried later."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from openhold.actions.holds.approve import approve_hold
from openhold.actions.home import Home
from openhold.actions.rebuild import rebuild
from openhold.actions.roles import DEED_OF_KIND
from openhold.facts.holds import HoldProposed
from openhold.jobs.webhooks import deliver, job
from openhold.jobs.work import Work
from openhold.projections.log import Log
from openhold.workbench import configuration, webhooks
from openhold.workbench.errors import HookError
from openhold.workbench.webhook import Webhook
from tests.actions.conftest import Watching, home, instance, matter, new_home  # noqa: F401 -- fixtures
from tests.actions.holds.conftest import ANN, BOB, Case, case  # noqa: F401 -- a fixture


@dataclass
class Heard:
    """What a program was told, and what it answers."""

    base: str = ""
    status: int = 204
    messages: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def seqs(self) -> list[int]:
        return [json.loads(body)["data"]["seq"] for _, body in self.messages]


@pytest.fixture
def program() -> Iterator[Heard]:
    heard = Heard()

    class Program(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.messages.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(heard.status)
            if heard.status == 302:
                self.send_header("Location", f"{heard.base}/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Program)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    heard.base = f"http://127.0.0.1:{server.server_port}"
    yield heard
    server.shutdown()
    thread.join()
    server.server_close()


def add(case: Case, heard: Heard, *kinds: str, url: str = "", position: int = 0) -> Webhook:  # noqa: F811
    hosts = ("127.0.0.1",)
    (case.home.folder / "web.toml").write_text('webhook_hosts = ["127.0.0.1"]\n')
    configuration.make_key(case.home.folder)
    return webhooks.add(
        case.home.clock(),
        matter=case.matter,
        url=url or heard.base,
        kinds=kinds,
        known=DEED_OF_KIND,
        hosts=hosts,
        by=ANN,
        position=position,
    )


def size(case: Case) -> int:  # noqa: F811
    return Log.objects.get(matter=case.matter).size


def later(case: Case, **by: int) -> None:  # noqa: F811
    case.home.clock.moment += timedelta(**by)  # type: ignore[attr-defined]


def test_each_fact_is_told_once_in_order_signed_and_without_what_it_says(case: Case, program: Heard) -> None:  # noqa: F811
    made = add(case, program)
    hold = case.propose()
    assert deliver(case.home).messages == size(case)
    assert program.seqs == list(range(size(case)))
    key = base64.b64decode(webhooks.secret_of(case.home.folder, made).removeprefix("whsec_"))
    for headers, body in program.messages:
        said = json.loads(body)
        assert set(said["data"]) == {"matter", "seq", "at", "kind"}
        assert headers["webhook-id"] == f"{case.matter}.{said['data']['seq']}"
        content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        signed = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{signed}"
    assert b"Use of force" not in b"".join(body for _, body in program.messages)
    before = len(program.messages)
    approve_hold(case.home, BOB, case.matter, hold, 1)
    assert deliver(case.home).messages == 1
    # Rebuilding folds every fact again, and tells nobody.
    rebuild(case.home)
    assert deliver(case.home).messages == 0
    assert len(program.messages) == before + 1


def test_only_the_kinds_that_were_asked_for_are_told_and_only_from_the_place_on(case: Case, program: Heard) -> None:  # noqa: F811
    made = add(case, program, HoldProposed.KIND, position=size(case))
    case.propose()
    assert deliver(case.home).messages == 1
    assert json.loads(program.messages[0][1])["type"] == HoldProposed.KIND
    made.refresh_from_db()
    assert made.position == size(case)


@pytest.mark.parametrize("status", [500, 404, 302])
def test_what_is_not_taken_is_tried_again_later_and_then_from_there(case: Case, program: Heard, status: int) -> None:  # noqa: F811
    made = add(case, program)
    program.status = status
    assert deliver(case.home).failed == {made.pk: f"It answered {status}."}
    # Only one was tried, nobody was followed elsewhere, and it is not its time yet.
    assert program.seqs == [0]
    assert deliver(case.home).failed == {}
    program.status = 200
    later(case, minutes=2)
    assert deliver(case.home).messages == size(case)
    assert program.seqs == [0, *range(size(case))]
    made.refresh_from_db()
    assert (made.failures, made.error) == (0, "")


def test_after_twelve_failures_it_is_off_which_is_said_until_somebody_lets_it_go_on(
    case: Case,  # noqa: F811
    program: Heard,
) -> None:
    made = add(case, program, url="http://127.0.0.1:1/")
    for _ in range(webhooks.MOST_FAILURES):
        assert made.pk in deliver(case.home).failed
        later(case, hours=4)
    assert deliver(case.home).failed == {}
    outcome = job(Work(case.home, ANN, Watching()))
    assert f"Webhook {made.pk} of {case.matter} is off: It cannot be reached" in outcome.error
    Webhook.objects.filter(pk=made.pk).update(url=program.base)
    webhooks.resume(case.home.clock(), made)
    assert deliver(case.home).messages == size(case)
    assert job(Work(case.home, ANN, Watching())).error == ""


def test_two_who_tell_at_once_tell_nothing_twice(case: Case, program: Heard) -> None:  # noqa: F811
    add(case, program)
    now = case.home.clock()
    assert len(webhooks.due(now)) == 1
    assert webhooks.due(now) == ()


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/", "http://cases.example/", "ftp://cases.example/", "https://cases.example@10.0.0.1/",
        "https://10.0.0.1/", "http://169.254.169.254/latest", "file:///etc/passwd", "https://", "", "https://[::1",
        "https://cases.example.evil.example/", "https://cases.example:x/", "https://cases.example/\u05d0", "http://[::1]/",
    ],
)  # fmt: skip
def test_no_address_is_told_that_nobody_offered(url: str) -> None:
    with pytest.raises(HookError):
        webhooks.check(url, ("cases.example", "127.0.0.1"))


def test_an_offered_host_is_told_by_https_and_this_machine_by_http_too(home: Home) -> None:  # noqa: F811
    for url in ("https://cases.example/a?b=c", "https://cases.example:8443/", "http://127.0.0.1:9/"):
        webhooks.check(url, ("cases.example", "127.0.0.1"))
    webhooks.check("https://cases.example:8443/", ("cases.example:8443",))
    with pytest.raises(HookError):
        webhooks.check("https://cases.example/", ("cases.example:8443",))


def test_a_host_that_is_offered_no_more_is_told_nothing(case: Case, program: Heard) -> None:  # noqa: F811
    made = add(case, program)
    (case.home.folder / "web.toml").write_text("")
    assert "webhook_hosts" in deliver(case.home).failed[made.pk]
    assert program.messages == []
