"""A hold whose notice is written from fields, people with a manager, a real mail server, and a clock to move."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.holds.notices import acknowledge
from openhold.actions.holds.propose import Plan, Words, propose_hold
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.set_up import Instance
from openhold.filings.notice.draft import to_json
from openhold.filings.notice.write import write
from openhold.jobs.asking import ask_to_send, run_here
from openhold.jobs.work import Outcome, Work
from openhold.projections.custodian import Custodian
from openhold.projections.matter import Matter
from openhold.projections.notice import Sending
from tests.actions.conftest import Watching, folder, home, instance, matter, new_home  # noqa: F401 -- fixtures
from tests.filings.notices import english, spanish
from tests.mailserver import Server, mail_server

ANN, BOB = "p-ann", "p-bob"
ISSUED, DUE = datetime(2026, 3, 1, 17, tzinfo=UTC), date(2026, 3, 20)


@dataclass(frozen=True)
class Held:
    """A hold in force over Paul, Lucia and Calvin, who has no address; Harriet is the manager of the first two."""

    home: Home
    matter: str
    hold: str
    paul: Custodian
    lucia: Custodian
    calvin: Custodian
    harriet: Custodian
    server: Server

    def run(self, name: str, *, on: str = "") -> Outcome:
        """Run a job, `on` a day at five in the afternoon where one is said."""
        if on:
            self.at(on)
        return run_here(Work(self.home, ANN, Watching()), name)

    def at(self, day: str, hour: int = 17) -> None:
        self.home.clock.moment = datetime.fromisoformat(f"{day}T{hour:02}:00+00:00")  # type: ignore[attr-defined]

    def send(self) -> Outcome:
        ask_to_send(self.home, self.matter, self.hold, ANN)
        return self.run("notices")

    def answer(self, who: Custodian) -> None:
        acknowledge(self.home, ANN, self.matter, self.hold, who.id)

    def came(self) -> list[tuple[str, str]]:
        """Return what came to the mail server since the last look, as address and subject."""
        them = [(to, subject(data)) for _, to, data in self.server.came]
        self.server.came.clear()
        return them

    def sent(self) -> list[tuple[str, str, str]]:
        rows = Sending.objects.filter(matter=self.matter).order_by("seq")
        return [(one.custodian, one.sending, one.way) for one in rows]


def read(data: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(data, policy=default))


def subject(data: bytes) -> str:
    return str(read(data)["Subject"])


def plain(data: bytes) -> str:
    part = read(data).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def server() -> Iterator[Server]:
    with mail_server() as made:
        yield made


@pytest.fixture
def held(home: Home, instance: Instance, matter: Matter, server: Server) -> Held:  # noqa: F811
    (home.folder / "web.toml").write_text(server.toml())
    made = {"harriet": name_custodian(home, ANN, matter.id, Known("Harriet Sund", "sund@alder.example"))}
    for name, known in (
        ("paul", Known("Paul Renwick", "renwick@alder.example", manager=made["harriet"].id)),
        ("lucia", Known("Lucia Marchetti", "marchetti@alder.example", language="es", manager=made["harriet"].id)),
        ("calvin", Known("Calvin Strand", None)),
    ):
        made[name] = name_custodian(home, ANN, matter.id, known)
    home.clock.moment = ISSUED - timedelta(minutes=1)  # type: ignore[attr-defined]
    them = tuple(made[name].id for name in ("paul", "lucia", "calvin"))
    plan = Plan(title="Use of force", acknowledge_by=DUE, custodians=them)
    words = []
    for said in (english(), spanish()):
        fields = replace(said, version=1, recipient=None, link=None)
        written = write(fields)
        words.append(Words(fields.language, written.subject, written.text, to_json(fields)))
    proposed = propose_hold(home, ANN, matter.id, plan, words)
    approve_hold(home, BOB, matter.id, proposed.hold, 1)
    issue_hold(home, ANN, matter.id, proposed.hold)
    return Held(home, matter.id, proposed.hold, server=server, **made)
