"""Races on a real database, in a process of their own: `racing.py HOME COUNT SEED` prints how each ended, as JSON.

Ann and Bob add a hold while Eve destroys what it is to cover. The file is run, not imported, by the test beside it.
"""

import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from random import Random
from threading import Barrier, Thread

import pysqlite3

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
os.environ["OPENHOLD_HOME"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402

django.setup()

from django.db import connections  # noqa: E402

from openhold.actions.dispose_unit import dispose_unit  # noqa: E402
from openhold.actions.errors import ActionError, RefusedError  # noqa: E402
from openhold.actions.holds.approve import approve_hold, issue_hold  # noqa: E402
from openhold.actions.holds.propose import Plan, propose_hold  # noqa: E402
from openhold.actions.home import Home  # noqa: E402
from openhold.actions.open_matter import open_matter  # noqa: E402
from openhold.actions.record import publish, record, rows  # noqa: E402
from openhold.actions.set_up import set_up  # noqa: E402
from openhold.facts.custodians import CustodianNamed  # noqa: E402
from openhold.facts.dispositions import DispositionApproved, DispositionProposed  # noqa: E402
from openhold.facts.holds import HoldApproved, HoldIssued, HoldProposed, HoldReleased  # noqa: E402
from openhold.facts.kinds import SourceNamed  # noqa: E402
from openhold.ledger.entry import decode  # noqa: E402
from openhold.projections.disposition import Disposition  # noqa: E402
from openhold.projections.hold import Hold, HoldVersion  # noqa: E402
from openhold.vault.store import DirectoryStore  # noqa: E402

ANN, BOB, EVE = "p-ann", "p-bob", "p-eve"
DAY = date(2100, 1, 1)


def named(number: int) -> CustodianNamed:
    return CustodianNamed(
        custodian=f"k-{number}", name=f"Person {number}", email=None, language="en",
        title=None, place=None, manager=None, external=None,
    )  # fmt: skip


def let_go(home: Home, number: int) -> str:
    """Open a matter whose only hold was released and whose only unit two people want destroyed; return its id."""
    matter = open_matter(home, ANN, title=f"Case {number}", court=None, number=None).matter
    source = SourceNamed(
        source=f"s-{number}", source_kind="directory", at=f"/places/{number}", at_b64=None,
        custodian=f"Person {number}", unit=f"u-{number}", excludes=(),
    )  # fmt: skip
    proposed = HoldProposed(
        hold="h-old", version=1, title="Old", why=None, scope_from=None, scope_to=None, topics=(),
        sources=(source.source,), custodians=(), names=(), silent=(), acknowledge_by="2100-01-01", tasks=(),
    )  # fmt: skip
    wanted = DispositionProposed(disposition="d-1", unit=source.unit, why="It is over.")
    record(home, matter, ANN, source, named(number), proposed, wanted)
    record(
        home, matter, BOB,
        HoldApproved(hold="h-old", version=1, saw="0" * 64),
        HoldIssued(hold="h-old", version=1, custodians=(), gone=()),
        HoldReleased(release="r-1", hold="h-old", version=1, what="whole", which=None),
        DispositionApproved(disposition="d-1", unit=source.unit),
    )  # fmt: skip
    publish(home, matter)
    for key in keys(number):
        home.vault.store.put(key, b"evidence")
    return matter


def keys(number: int) -> list[str]:
    return [f"units/u-{number}/packs/{name}" for name in ("0.tar", "1.tar", "2.tar")]


def race(home: Home, number: int, elsewhere: str, random: Random) -> dict[str, object]:
    """Run one race and say how it ended. In even ones the hold is of another matter and names the custodian."""
    matter = let_go(home, number)
    of = elsewhere if number % 2 == 0 else matter
    named_by = (
        {"sources": (f"s-{number}",)} if of == matter else {"custodians": (f"k-{number}",), "silent": (f"k-{number}",)}
    )
    start = Barrier(2)
    # Recording takes a few thousandths of a second, so the two meet in every order.
    # In one of ten the hold is late, however busy the machine is, so that this order is met too.
    waits = 0.25 if number % 20 in (0, 1) else random.random() / 50, random.random() / 50
    ended: dict[str, object] = {"same": of == matter, "hold": "", "disposal": ""}

    def left() -> int:
        return sum(home.vault.store.exists(key) for key in keys(number))

    def hold() -> None:
        start.wait()
        time.sleep(waits[0])
        plan = Plan(title=f"Race {number}", acknowledge_by=DAY, **named_by)  # type: ignore[arg-type]
        made = propose_hold(home, ANN, of, plan)
        # From here on nothing more may go.
        ended["left at hold"] = left()
        ended["state at hold"] = Disposition.objects.get(matter=matter).state
        approve_hold(home, BOB, of, made.hold, 1)
        issue_hold(home, ANN, of, made.hold)
        ended["hold"] = made.hold

    def disposal() -> None:
        start.wait()
        time.sleep(waits[1])
        try:
            dispose_unit(home, EVE, matter, f"u-{number}")
            ended["disposal"] = "done"
        except RefusedError:
            ended["disposal"] = "refused"

    def run(deed) -> None:  # type: ignore[no-untyped-def]
        try:
            deed()
        except ActionError as error:
            ended[deed.__name__] = f"{type(error).__name__}: {error}"
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(deed,)) for deed in (hold, disposal)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    version = HoldVersion.objects.filter(matter=of, hold=ended["hold"]).first()
    held = Hold.objects.filter(matter=of, id=ended["hold"], in_force=1, released_at=None).exists()
    ended |= {
        "left": left(),
        "state": Disposition.objects.get(matter=matter).state,
        "in force": held,
        "gone": [] if version is None else version.gone,
        "kinds": [decode(row.entry).kind for row in rows(matter)][9:],
    }
    return ended


def approvals(home: Home, matter: str) -> list[str]:
    """Let two people approve one version at once; return how each of them ended."""
    plan = Plan(title="At once", acknowledge_by=DAY, custodians=("k-0",), silent=("k-0",))
    hold = propose_hold(home, ANN, matter, plan).hold
    start = Barrier(2)
    ended: list[str] = []

    def approve(person: str) -> None:
        try:
            start.wait()
            approve_hold(home, person, matter, hold, 1)
            ended.append("approved")
        except ActionError as error:
            ended.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [Thread(target=approve, args=(person,)) for person in (BOB, EVE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    facts = [decode(row.entry).kind for row in rows(matter)]
    return [*sorted(ended), *facts[-1:]]


def slow_down() -> None:
    """Take files away slowly, so that a hold that does not wait comes between."""
    remove = DirectoryStore.remove

    def slowly(store: DirectoryStore, key: str) -> None:
        time.sleep(0.004)
        remove(store, key)

    DirectoryStore.remove = slowly  # type: ignore[method-assign]


def main() -> None:
    slow_down()
    home = Home(Path(sys.argv[1]))
    set_up(home, "alder")
    elsewhere = open_matter(home, ANN, title="Elsewhere", court=None, number=None).matter
    count = int(sys.argv[2])
    record(home, elsewhere, ANN, *(named(number) for number in range(count)))
    random = Random(int(sys.argv[3]))
    races = [race(home, number, elsewhere, random) for number in range(count)]
    json.dump({"races": races, "approvals": [approvals(home, elsewhere) for _ in range(20)]}, sys.stdout)


main()
