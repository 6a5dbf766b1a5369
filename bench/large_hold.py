"""A hold over thousands of custodians: proposed and approved by actions, then issued on its page by the real server.

``python -m bench.large_hold HOME CUSTODIANS``, over a home that `bench.crowd` made, prints the hold's ids and the
`Figures`: how long the page took that issued it, until when every notice stood in the outbox and on the record, and how
other pages answered meanwhile.
"""

import json
import statistics
import sys
import time
import tomllib
from pathlib import Path
from typing import NamedTuple

from bench import crowd
from bench.screens import context_home, people
from bench.served import Browser, serving, session

_EXAMPLE = Path(__file__).parent.parent / "docs" / "hold.example.toml"
ISSUED = 5000
"""So many custodians the hold has that is measured."""
_ROUNDS = 20
_LONGEST = 300
"""Seconds that the notices may take until it is given up."""


class Figures(NamedTuple):
    """Seconds that the issue's own answer took, and that it took until all was sent; of other pages meanwhile the
    p95 and the slowest, and how many answered. Of the hold's page afterwards the p95 of its seconds, and its bytes.
    """

    issued: float
    sent: float
    meanwhile: float
    slowest: float
    answers: int
    page: float
    size: int


def approved(count: int) -> tuple[str, str]:
    """Open a matter with so many custodians, and propose and approve a hold of all; return the ids of both."""
    from openhold.actions.holds.approve import approve_hold
    from openhold.actions.holds.propose import Plan, propose_hold
    from openhold.actions.home import Home
    from openhold.actions.import_custodians import csv_directory, import_custodians
    from openhold.actions.open_matter import find_matter, open_matter
    from openhold.cli.planning import texts_of, words_of
    from openhold.projections.custodian import Custodian

    home = Home(context_home())
    matter = open_matter(home, "p-first", title="Large v. County of Alder", court="caed", number=None).matter
    lines = "".join(f"{n},Officer {n},officer{n}@large.example\n" for n in range(count))
    import_custodians(home, "p-first", matter, csv_directory(f"id,name,email\n{lines}".encode(), "people.csv"))
    who = tuple(Custodian.objects.filter(matter=matter).order_by("seq").values_list("id", flat=True))
    said = tomllib.loads(_EXAMPLE.read_text(encoding="utf-8"))
    plan = Plan(
        title="Everybody", acknowledge_by=said["acknowledge_by"], scope_from=said["from"], scope_to=said["to"],
        topics=("Radio log",), custodians=who,
    )  # fmt: skip
    words = words_of(texts_of(said, ()), find_matter(home, matter), plan, 1, home.clock().date())
    made = propose_hold(home, "p-first", matter, plan, words)
    approve_hold(home, "p-second", matter, made.hold, 1, made.saw)
    return matter, made.hold


def issue(base: str, matter: str, hold: str, count: int) -> Figures:
    """Issue the hold on its page, and ask for other pages until all notices are sent."""
    from openhold.projections.notice import Notice

    browser = Browser(base, session(people(1)[0]))
    top = f"/matters/{matter}/"
    version = f"{top}holds/{hold}/versions/1/"
    page = browser.get(version)
    began = time.perf_counter()
    done = browser.post(f"{version}issue", {}, page.body)
    if done.status != 302:
        raise SystemExit(f"the issue answered {done.status}")
    took, sent = [], 0
    pages = (top, f"{top}holds/{hold}/", f"{top}custodians/", "/account/")
    while sent < count:
        if time.perf_counter() - began > _LONGEST:
            raise SystemExit(f"{sent} of {count} notices were sent in {_LONGEST} seconds")
        answer = browser.get(pages[len(took) % len(pages)])
        if answer.status != 200:
            raise SystemExit(f"a page answered {answer.status} meanwhile")
        took.append(answer.seconds)
        sent = Notice.objects.filter(matter=matter, hold=hold).exclude(sent_at=None).count()
        time.sleep(0.1)
    whole = time.perf_counter() - began
    after = [browser.get(f"{top}holds/{hold}/") for _ in range(_ROUNDS)]
    return Figures(
        issued=done.seconds,
        sent=whole,
        meanwhile=_p95(took),
        slowest=max(took),
        answers=len(took),
        page=_p95([one.seconds for one in after]),
        size=max(len(one.body) for one in after),
    )


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def main() -> None:
    """Print the figures as JSON."""
    home, count = Path(sys.argv[1]), int(sys.argv[2])
    crowd.start(home)
    from openhold.workbench import tables

    tables.prepare()
    matter, hold = approved(count)
    with serving(home) as base:
        json.dump({"matter": matter, "hold": hold, **issue(base, matter, hold, count)._asdict()}, sys.stdout)


if __name__ == "__main__":
    main()
