"""The real server over a home, and whoever asks it: `openhold serve` on a free port, sessions, and timed requests."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

_PATIENCE = 60
_FORM = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer(NamedTuple):
    """What came back, and after how many seconds it was there whole."""

    status: int
    body: bytes
    seconds: float


class Browser:
    """One person's browser: one connection that is kept, and the cookies of a session (`session` and `form`)."""

    def __init__(self, base: str, cookies: Mapping[str, str]) -> None:
        address = urlsplit(base)
        self._cookies = dict(cookies)
        self._host = address.netloc
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=_PATIENCE)

    def get(self, path: str) -> Answer:
        """Ask for a page; redirects are not followed."""
        return self._ask("GET", path, None)

    def post(self, path: str, form: Mapping[str, str], page: bytes = b"") -> Answer:
        """Send a form; `page` is the one it stands on, where it carries a proof of its own."""
        proof = _FORM.search(page.decode())
        values = {**form, **({"csrfmiddlewaretoken": proof[1]} if proof else {})}
        return self._ask("POST", path, urlencode(values))

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Host": self._host, "Origin": f"http://{self._host}"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        told = answer.read()
        took = time.perf_counter() - began
        for set_cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = set_cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(answer.status, told, took)


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Run `openhold serve` over a home, with its jobs, while this lasts; yield the address of its pages."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "openhold", "serve", "--json", "--home", str(home), "--port", str(port)],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("OPENHOLD_")},
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise SystemExit("openhold serve did not start")
        yield json.loads(line)["address"]
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def session(account: Any) -> dict[str, str]:
    """Return the cookies by which the server knows an account as signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(account)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
