"""How long the server takes for each screen, beside a plain Django list view over the same rows.

``python -m bench.screens HOME ROUNDS`` asks a home that `bench.crowd` filled, in one process, through every middleware
that the server has, and prints the `Figures` by screen.
"""

import json
import statistics
import sys
import time
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from bench import crowd

_WARM = 3


class Screen(NamedTuple):
    """A screen: its address, and the table of which a plain list shows the same matter's rows."""

    address: str
    rows: str

    def of(self, number: int) -> str:
        """Return the address for the matter with this number."""
        return self.address.format(matter=f"/matters/m-bench{number:05}", number=number)


SCREENS = {
    "front page": Screen("/", "Matter"),
    "matter": Screen("{matter}/", "Collection"),
    "people": Screen("{matter}/people/", "Member"),
    "parties": Screen("{matter}/parties/", "Party"),
    "triggers": Screen("{matter}/triggers/", "Trigger"),
    "timeline": Screen("{matter}/timeline/", "Trigger"),
    "papers": Screen("{matter}/papers/", "PaperValue"),
    "custodians": Screen("{matter}/custodians/", "Custodian"),
    "custodian": Screen("{matter}/custodians/k-{number:05}x0003/", "Notice"),
    "sources": Screen("{matter}/sources/", "Source"),
    "source": Screen("{matter}/sources/s-{number:05}x03/", "Collection"),
    "things": Screen("{matter}/things/", "Thing"),
    "tasks": Screen("{matter}/tasks/", "Task"),
    "task": Screen("{matter}/tasks/t-{number:05}x0/", "Task"),
    "hold": Screen("{matter}/holds/h-1/", "Notice"),
    "hold, release": Screen("{matter}/holds/h-1/release/", "Cover"),
    "sending": Screen("{matter}/sending/", "Sending"),
    "reports": Screen("/reports/", "Matter"),
    "reports of a matter": Screen("{matter}/reports/", "Custodian"),
    "accounts": Screen("/accounts/", "Person"),
    "settings": Screen("/settings/", "Person"),
    "own account": Screen("/account/", "Person"),
    "audits": Screen("{matter}/audits/", "Audit"),
    "jobs": Screen("/jobs/", "Person"),
}
"""Every screen that shows what is on record, and those of an instance and one's own account.

Not a version of a hold: whoever reads its words is written into the ledger, and these matters have none.
"""


class Figures(NamedTuple):
    """What one screen took: seconds that 95 in 100 requests did not pass, bytes, and questions to the database.

    `work` are such seconds of the processor alone; `ratio` is how many times as much of it as the plain list of the
    same turn it took, the median of all turns: what else runs on the machine counts less then.
    """

    seconds: float
    work: float
    ratio: float
    size: int
    questions: int


def people(count: int) -> list[Any]:
    """Return so many owners' accounts, the same ones each time."""
    from openhold.actions.home import Home
    from openhold.actions.open_account import open_account
    from openhold.workbench.account import Account

    home = Home(context_home())
    found = []
    for number in range(count):
        email = f"user{number}@alder.example"
        account = Account.objects.filter(email=email).first()
        if account is None:
            account = Account(email=email, name=f"User {number}")
            account.person = open_account(home, name=account.name, email=email, invited_by=None, owner=True)
            account.save()
        found.append(account)
    return found


def members_account(number: int) -> Any:
    """Return the account of one of the crowd's members, the same one each time."""
    from openhold.workbench.account import Account

    email = f"member{number}@alder.example"
    found, _ = Account.objects.get_or_create(
        email=email, defaults={"name": f"Member {number}", "person": f"p-bench{number:03}"}
    )
    return found


def context_home() -> Path:
    """Return the folder of the home that Django was started on."""
    from django.conf import settings

    return Path(settings.HOME)


def measure(rounds: int, matters: int) -> dict[str, Figures]:
    """Ask for every screen, of matters drawn by lot, and for the plain list of the same matter after each."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ROOT_URLCONF = "bench.plain"
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(people(1)[0])
    found = {}
    for name, screen in SCREENS.items():
        random = Random(20260305)
        took: list[_Took] = []
        plain: list[_Took] = []
        for turn in range(_WARM + rounds):
            number = random.randrange(matters)
            answers = [
                _ask(browser, address) for address in (screen.of(number), f"/plain/{screen.rows}/m-bench{number:05}/")
            ]
            if turn >= _WARM:
                took.append(answers[0])
                plain.append(answers[1])
        with CaptureQueriesContext(connection) as asked:
            _ask(browser, screen.of(1))
        found[name] = Figures(
            seconds=_p95([one.seconds for one in took]),
            work=_p95([one.work for one in took]),
            ratio=statistics.median(one.work / other.work for one, other in zip(took, plain, strict=True)),
            size=max(one.size for one in took),
            questions=len(asked),
        )
    return found


class _Took(NamedTuple):
    seconds: float
    work: float
    size: int


def _ask(browser: Any, address: str) -> _Took:
    began, worked = time.perf_counter(), time.process_time()
    answer = browser.get(address)
    took, work = time.perf_counter() - began, time.process_time() - worked
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return _Took(took, work, len(answer.content))


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def main() -> None:
    """Print the figures as JSON."""
    crowd.start(Path(sys.argv[1]))
    from openhold.projections.matter import Matter
    from openhold.workbench import tables

    tables.prepare()
    matters = Matter.objects.filter(id__startswith="m-bench").count()
    found = measure(int(sys.argv[2]), matters)
    json.dump({name: one._asdict() for name, one in found.items()}, sys.stdout)


if __name__ == "__main__":
    main()
