"""Fifty people at once: members looking at their matters, custodians opening their links and acknowledging.

``python -m bench.load HOME MATTER HOLD SECONDS`` asks the real server over a home that `bench.crowd` and
`bench.large_hold` filled, a hundred times a second, and prints the `Figures`. Each request has its moment, whether or
not those before it were answered: what waits for its turn counts as time that the person waited.
"""

import json
import re
import statistics
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench import crowd
from bench.served import Browser, serving, session

USERS, RATE = 50, 100
"""So many people, and so many requests a second by all of them."""
_WEIGHTS = {
    "front page": 15,
    "matter": 15,
    "hold": 15,
    "custodians": 10,
    "custodian": 10,
    "tasks": 5,
    "source": 5,
    "notice by its link": 20,
    "acknowledgement": 5,
}
"""Of a hundred requests."""
_PATHS = {
    "front page": "/",
    "matter": "/matters/{matter}/",
    "hold": "/matters/{matter}/holds/h-1/",
    "custodians": "/matters/{matter}/custodians/",
    "custodian": "/matters/{matter}/custodians/k-{number}x0003/",
    "tasks": "/matters/{matter}/tasks/",
    "source": "/matters/{matter}/sources/s-{number}x03/",
}
_PROOF = re.compile(r'name="proof" value="([^"]+)"')


class Figures(NamedTuple):
    """How many requests were answered, how many went wrong and the first reason; how many a second were answered.

    `half` and `most` are the seconds that 50 and 95 in 100 did not wait longer than, `slowest` the longest; `by_kind`
    is `most` for each kind of request. `processor` is the share of one core that the asking itself took.
    """

    requests: int
    errors: int
    reason: str
    rate: float
    half: float
    most: float
    slowest: float
    by_kind: dict[str, float]
    processor: float


class _User(threading.Thread):
    """One member with a browser, and custodians who use the same machine."""

    def __init__(self, base: str, number: int, seconds: float, matters: list[str], links: Iterator[str]) -> None:
        super().__init__(daemon=True)
        from bench.screens import members_account

        self._random = Random(number)
        self._number, self._seconds = number, seconds
        self._matters, self._links = matters, links
        self._signed_in = Browser(base, session(members_account(number)))
        self._custodian = Browser(base, {})
        self.waited: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []
        self.start_at = 0.0
        self.last = 0.0

    def run(self) -> None:
        each = USERS / RATE
        for turn in range(int(self._seconds / each)):
            due = self.start_at + self._number / RATE + turn * each
            time.sleep(max(0.0, due - time.perf_counter()))
            if time.perf_counter() > self.start_at + self._seconds:
                # The server is behind by more than a turn; the time is over all the same.
                break
            kind = self._random.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
            try:
                self._ask(kind)
            except Exception as error:
                self.wrong.append(f"{kind}: {error!r}")
            self.last = time.perf_counter()
            self.waited[kind].append(self.last - due)

    def _ask(self, kind: str) -> None:
        if kind in _PATHS:
            matter = self._random.choice(self._matters)
            path = _PATHS[kind].format(matter=matter, number=matter.removeprefix("m-bench"))
            self._expect(kind, self._signed_in.get(path).status, 200)
            return
        link = next(self._links)
        page = self._custodian.get(link)
        self._expect(kind, page.status, 200)
        if kind == "acknowledgement":
            proof = _PROOF.search(page.body.decode())
            if proof is None:
                self.wrong.append(f"{kind}: the page has no form")
                return
            self._expect(kind, self._custodian.post(link, {"proof": proof[1]}).status, 303)

    def _expect(self, kind: str, status: int, wanted: int) -> None:
        if status != wanted:
            self.wrong.append(f"{kind}: answered {status}")


def load(base: str, matter: str, hold: str, seconds: float) -> Figures:
    """Ask for so many seconds and return what came of it."""
    links = _Shared(_links(matter, hold))
    users = [_User(base, number, seconds, _matters_of(number), links) for number in range(USERS)]
    began = time.perf_counter() + 0.5
    used = time.process_time()
    for one in users:
        one.start_at = began
        one.start()
    for one in users:
        one.join()
    took = max(one.last for one in users) - began
    by_kind: dict[str, list[float]] = defaultdict(list)
    for one in users:
        for kind, them in one.waited.items():
            by_kind[kind] += them
    waited = [each for them in by_kind.values() for each in them]
    wrong = [each for one in users for each in one.wrong]
    twentieths = statistics.quantiles(waited, n=20)
    return Figures(
        requests=len(waited),
        errors=len(wrong),
        reason=wrong[0] if wrong else "",
        rate=len(waited) / took,
        half=twentieths[9],
        most=twentieths[-1],
        slowest=max(waited),
        by_kind={kind: statistics.quantiles(them, n=20)[-1] for kind, them in by_kind.items() if len(them) > 1},
        processor=(time.process_time() - used) / took,
    )


class _Shared:
    """An iterator that many threads take from."""

    def __init__(self, them: Iterator[str]) -> None:
        self._them, self._lock = them, threading.Lock()

    def __iter__(self) -> "_Shared":
        return self

    def __next__(self) -> str:
        with self._lock:
            return next(self._them)


def _links(matter: str, hold: str) -> Iterator[str]:
    """Yield the paths of custodians' links, each custodian once and then again."""
    from bench.screens import context_home
    from openhold.actions.home import Home
    from openhold.projections.notice import Notice
    from openhold.workbench.links import LOOPBACK, Claim, Links

    home = Home(context_home())
    links = Links.of(home.folder)
    who = list(
        Notice.objects.filter(matter=matter, hold=hold).order_by("custodian").values_list("custodian", flat=True)
    )
    made = [links.notice_link(Claim(matter, hold, 1, one), home.clock()).removeprefix(LOOPBACK) for one in who]
    while True:
        yield from made


def _matters_of(number: int) -> list[str]:
    from openhold.projections.member import Member

    return list(Member.objects.filter(person=f"p-bench{number:03}").order_by("matter").values_list("matter", flat=True))


def main() -> None:
    """Print the figures as JSON."""
    home, matter, hold, seconds = Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])
    crowd.start(home)
    from openhold.workbench import tables

    tables.prepare()
    with serving(home) as base:
        json.dump(load(base, matter, hold, seconds)._asdict(), sys.stdout)


if __name__ == "__main__":
    main()
