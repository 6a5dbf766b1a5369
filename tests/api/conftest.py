"""Programs that ask the API in this process, each with a token of its own."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from openhold.actions.add_member import add_member
from openhold.actions.collect.action import collect
from openhold.actions.give_task import give_task
from openhold.actions.holds.propose import Plan, Words, propose_hold
from openhold.actions.holds.questions import ask
from openhold.actions.holds.release import propose_release
from openhold.actions.home import Home, now
from openhold.actions.name_source import name_source
from openhold.actions.note_trigger import note_trigger
from openhold.actions.open_matter import open_matter
from openhold.actions.set_up import Instance
from openhold.actions.things.hand_over import Handing, hand_over
from openhold.actions.things.name_thing import Described, name_thing
from openhold.projections.matter import Matter
from openhold.workbench import tokens
from openhold.workbench.account import Account
from tests.actions.conftest import Watching, folder, home, instance, matter, new_home  # noqa: F401 -- fixtures
from tests.actions.holds.conftest import ANN, a_case
from tests.web.conftest import browser, make_account, served  # noqa: F401 -- a fixture

LATER = date(2100, 1, 1)
API = "/api/v1"


@dataclass(frozen=True)
class Answer:
    """What a program was answered."""

    status: int
    json: Any
    headers: Mapping[str, str]
    content: bytes

    @property
    def code(self) -> str:
        return str(self.json["error"]["code"])

    @property
    def message(self) -> str:
        return str(self.json["error"]["message"])


@dataclass(frozen=True)
class Program:
    """Whoever asks by a token; `account` is whom it acts for."""

    secret: str | None
    account: Account | None = None
    client: Client | None = None

    @property
    def person(self) -> str:
        assert self.account is not None
        return self.account.person

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        named = {f"HTTP_{name.upper()}": value for name, value in headers.items() if name != "content_type"}
        if self.secret is not None:
            named["HTTP_AUTHORIZATION"] = f"Bearer {self.secret}"
        content_type = headers.get("content_type", "application/json")
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        client = self.client or browser(enforce_csrf_checks=True)
        answer = client.generic(method, API + path, data, content_type=content_type, **named)  # type: ignore[arg-type]
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        answer.close()
        told = json.loads(content) if answer["Content-Type"].startswith("application/json") else None
        return Answer(answer.status_code, told, answer.headers, content)


@pytest.fixture
def program(served: Home, instance: Instance) -> Callable[..., Program]:  # noqa: F811
    """Make an account with a role in a matter, and a token of it."""

    def make(
        name: str,
        of: str | None = None,
        role: str = "",
        *,
        owner: bool = False,
        scopes: Mapping[str, bool] | None = None,
        days: int = 90,
    ) -> Program:
        account = make_account(served, name, owner=owner)
        if of is not None:
            add_member(served, instance.actor, of, person=account.person, role=role)
        said = {tokens.EVERY: True} if scopes is None else scopes
        made = tokens.make(now(), account, name="test", scopes=said, days=days)
        return Program(made.secret, account)

    return make


@dataclass(frozen=True)
class Lived:
    """A matter in which something of everything is there, by its ids."""

    home: Home
    actor: str
    matter: str
    other: str
    ids: dict[str, str]


@pytest.fixture
def lived(served: Home, instance: Instance, matter: Matter, folder: Path, tmp_path: Path) -> Lived:  # noqa: F811
    place = os.fsencode(str(folder))
    source = name_source(served, instance.actor, matter.id, kind="directory", at=place, custodian=None)
    collect(served, instance.actor, source, reread=False, watch=Watching())
    other = open_matter(served, instance.actor, title="Another v. Other", court=None, number=None)
    case = a_case(served, matter, tmp_path / "places")
    hold = case.issue(acknowledge_by=LATER)
    first, second, _ = case.custodians
    plan = Plan(title="Road 7", acknowledge_by=LATER, custodians=(first.id,))
    waiting = propose_hold(served, ANN, matter.id, plan, [Words("en", "Keep", "Keep it.")])
    due = now().date() + timedelta(days=3)
    trigger = note_trigger(
        served, ANN, matter.id, what="A claim", on=date(2026, 1, 2), learned_by="Ann", learned_how="by letter",
        learned_on=date(2026, 1, 3),
    )  # fmt: skip
    kept = Described(what="Telephone, black", holder="Paul Renwick", place="safe", since=served.clock())
    thing = name_thing(served, ANN, matter.id, kept).id
    handed = Handing(taker="R. Lang", at=served.clock(), why="To be read", place="room 12")
    ids = {
        "hold": hold,
        "thing": thing,
        "handover": hand_over(served, ANN, matter.id, thing, handed).handover,
        "waiting": waiting.hold,
        "saw": waiting.saw,
        "custodian": first.id,
        "second": second.id,
        "source": case.sources[0].id,
        "release": propose_release(served, ANN, matter.id, hold, what="whole", why="The case is over.").id,
        "task": give_task(served, ANN, matter.id, steward=first.id, what="Stop deleting", due=due).id,
        "trigger": trigger.id,
        "question": ask(served, first.id, matter.id, hold, first.id, "My phone too?").id,
    }
    return Lived(served, instance.actor, matter.id, other.matter, ids)
