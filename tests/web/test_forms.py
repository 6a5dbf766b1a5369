"""Every form of every page, filled with what nobody should type: no fault, nothing half-written, nothing let through.

The forms are found on the pages, and the pages by the table of addresses: a form that is added is filled too, and an
address that takes a form which no page shows makes a test fail.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import islice, product
from urllib.parse import urlencode

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from openhold.actions.check_ledgers import check_ledgers
from openhold.actions.home import Home
from openhold.actions.orders.designate import designate
from openhold.actions.orders.note import Stated, note_order
from openhold.actions.rebuild import rebuild
from openhold.projections.custodian import Custodian
from openhold.projections.log import Log
from openhold.projections.source import Source
from openhold.workbench import tokens
from openhold.workbench.draft import begin
from tests.actions.holds.conftest import ANN, Case
from tests.actions.living import SCAN
from tests.court.test_read import ORDER
from tests.web.conftest import PASSWORD, Visitor, browser, sign_in
from tests.web.filling import FREE, Field, Form, forms_on
from tests.web.living import Lived
from tests.web.test_holds import lived  # noqa: F401 -- a fixture
from tests.web.test_portal import address, case, claim, issue_from_fields  # noqa: F401 -- with a fixture

SCRIPT = "<script>fuzzed()</script>\"'><b onmouseover=fuzzed()>"
RAW = ("<script>fuzzed", "<b onmouseover")
"""What must never stand on a page: the script as it was typed."""
VALUES = {
    "empty": "",
    "a space": " ",
    "long": "Long " * 4000 + "W" * 4000,
    "right to left": "\u202e\u05de\u05e9\u05e8\u05d3 \u0627\u0644\u0642\u0636\u0627\u0621\u2066",
    "script": SCRIPT,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308 e\u0301\u0301",
    "no sign": "a\0b",
    "formula": "=cmd|'/c calc'!A1",
    "number": "-99999999999999999999",
    "day": "9999-12-31",
    "lines": "a\r\nBcc: all@alder.example\r\n\r\nb",
}
FITTING = {
    "date": "2026-02-12", "number": "30", "time": "09:00", "datetime-local": "2026-02-12T09:00",
    "email": "new@alder.example", "password": PASSWORD,
}  # fmt: skip
"""What a person could type into a field of that kind, where nothing stands in it yet."""
DEVICE = "only somebody who holds a device sends it"
ELSEWHERE = {
    "notice": "the portal below",
    "account_login": "tests/web/test_accounts.py",
    "mfa_authenticate": "tests/web/test_accounts.py",
    "mfa_login_webauthn": DEVICE,
    "mfa_reauthenticate": DEVICE,
    "mfa_reauthenticate_webauthn": DEVICE,
    "mfa_add_webauthn": DEVICE,
    "mfa_edit_webauthn": DEVICE,
    "mfa_remove_webauthn": DEVICE,
    "mfa_deactivate_totp": DEVICE,
}
"""Addresses that take a form which an owner with a password does not see, and why; or where they are tried."""
LAST = [
    "lift-order", "discard-draft", "approve-version", "approve-release", "remove-member", "close-account",
    "account_change_password",
]  # fmt: skip
"""What ends something that other forms need is filled last."""
PEOPLE = "id,name,email\n1,Jo Alder,jo@alder.example\n"
NAMED = {
    "at": "/usr/share/doc", "kind": "directory", "role": "reviewer", "paper": ORDER,
    "item": sha256(b"camera 4").hexdigest(), "taker-typed": "R. Lang", "before": "Seal 1",
    "photograph": SCAN.decode(), "scan": SCAN.decode(),
    **dict.fromkeys(("manager", "evidence", "custodian", "whose", "giver", "to", "holder-typed", "by-typed"), ""),
    **dict.fromkeys(("giver-typed", "whose-typed", "taker"), ""),
}  # fmt: skip
"""What fits a field of that name, where its kind does not say it. Alone each is filled like every other."""
UNTAKEN = {
    "approve-version", "issue-version", "approve-release", "propose-hold", "custodian-said", "end-session",
    "mfa_activate_totp", "mfa_add_webauthn", "withdraw-trigger", "describe-source", "invited",
    "name-source", "designate", "withdraw-designation", "give-task",
}  # fmt: skip
"""What is refused here whatever is typed: it needs a device, a second person or another state of the case."""
PROTECTIVE = Stated(paper="Protective order", on=date(2026, 1, 2), levels=[("CONFIDENTIAL", ["counsel"])])
BUTTONS = ("propose-hold", "custodian-said", "issue-version", "resume-reminders", "stop-audit", "stop-collecting")
"""Addresses that take nothing but the press of a button, which stands on a page at another time of the case."""
ALONE = 1
"""So many of the values are typed into each field alone, others into the next."""
EVERYWHERE = ("empty", "long", "script", "number")
"""Values that stand for what a browser sends by itself too: hidden fields, boxes, choices."""
MOST = 30
"""So many fields of one form are filled alone."""
LOOKED_AT = ("as it should be", "script")


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str, list[str]]]:
    """Give name, address and the names in it of every page."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver) and one.namespace != "api":
            yield from patterns(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            address = before + str(one.pattern)
            yield str(one.name), address, re.findall(r"<\w+:(\w+)>", address)


@dataclass
class Building:
    """An owner who walks through all pages and fills each form once: the forms that were found, and those filled."""

    home: Home
    owner: Visitor
    there: dict[str, list[object]]
    waiting: list[tuple[str, Form]] = field(default_factory=list)
    filled: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    @property
    def client(self) -> Client:
        return self.owner.client

    def by(self, path: str) -> Client:
        """Return the browser in which somebody is at that page: who is invited is not in yet."""
        return browser() if path.startswith(("/invited/", "/n/")) else self.client

    def pages(self) -> Iterator[tuple[str, str]]:
        """Give the name of each page of the table of addresses, and paths at which it stands."""
        for name, route, named in patterns(get_resolver("openhold.web.urls")):
            unknown = set(named) - self.there.keys()
            assert not unknown, f"say in tests/web/test_forms.py what {unknown} may be in an address"
            for values in islice(product(*(self.there[one] for one in named)), 6):
                path = re.sub(r"\^|\(\?P<token>.*", "", route)
                for one, value in zip(named, values, strict=True):
                    path = re.sub(rf"<\w+:{one}>", str(value), path)
                yield name, "/" + path

    def look(self, path: str) -> HttpResponseBase:
        answer = self.by(path).get(path)
        self.heed(path, "looked at", answer)
        return answer

    def heed(self, path: str, what: str, answer: HttpResponseBase) -> None:
        """Check what came, and keep in mind the forms on it."""
        assert answer.status_code < 500, (path, what, answer.status_code)
        if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
            return
        page = answer.content.decode()  # type: ignore[attr-defined]
        assert not any(raw in page for raw in RAW), (path, what)
        for form in forms_on(path, page) if answer.status_code == 200 else ():
            name = str(resolve(form.path.partition("?")[0]).url_name)
            if form.shape not in self.filled.setdefault(name, set()):
                self.filled[name].add(form.shape)
                self.waiting.append((name, form))
        for link in re.findall(r'id="link"[^>]*>http://[^/]+(/[^<]+)<', page):
            self.look(link)

    def fill(self, name: str, form: Form, number: int) -> None:
        """Send a form in all the ways in which it is filled."""
        cache.clear()
        self.come_back()
        for what, said in fillings(form, number):
            before = facts()
            answer = self.send(form, said)
            if answer.status_code == 429:
                cache.clear()
                answer = self.send(form, said)
            self.heed(form.path, what, answer)
            if answer.status_code < 400:
                self.taken.add(name)
            else:
                assert facts() == before, (form.path, what, answer.status_code)
            if answer.status_code in (302, 303) and what in LOOKED_AT:
                self.look(answer["Location"])

    def press(self, name: str, path: str) -> None:
        """Keep in mind a button of an address, wherever it stands."""
        self.filled.setdefault(name, set()).add(())
        self.waiting.append((name, Form(path)))

    def fill_all(self) -> None:
        """Fill each form that was found, and what is found by that; what ends something comes last."""
        number = 0
        while self.waiting:
            self.waiting.sort(key=lambda one: LAST.index(one[0]) if one[0] in LAST else -1)
            number += 1
            self.fill(*self.waiting.pop(0), number)

    def send(self, form: Form, said: dict[str, object]) -> HttpResponseBase:
        client = self.by(form.path)
        if form.parts:
            return client.post(form.path, said)
        return client.post(form.path, urlencode(said), content_type="application/x-www-form-urlencoded")

    def come_back(self) -> None:
        """Sign in again where a form has ended the session or changed the password."""
        if self.client.get("/account/tokens/new").status_code == 200:
            return
        self.owner.account.set_password(PASSWORD)
        self.owner.account.save()
        self.client.logout()
        sign_in(self.owner.account, self.client)
        assert self.client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302


def facts() -> int:
    return int(Log.objects.aggregate(all=Sum("size"))["all"])


def fitting(form: Form, name: str, one: Field, number: int) -> object:
    """Return what somebody could say in a field."""
    if one.kind == "file":
        return SimpleUploadedFile("sent.txt", NAMED.get(name, PEOPLE).encode())
    if name == "typed":
        return form.path.split("/holds/")[-1].partition("/")[0]
    if one.value.strip() or one.kind in ("hidden", "checkbox", "radio"):
        return one.value
    if name in NAMED:
        return NAMED[name]
    if one.choices:
        return next((choice for choice in one.choices if choice), "")
    return FITTING.get(one.kind, f"Said {number}")


def hostile(one: Field, value: str) -> object:
    if one.kind == "file":
        return SimpleUploadedFile(value.replace("\0", "")[:200] or "x", value.encode())
    return value


def fillings(form: Form, number: int) -> Iterator[tuple[str, dict[str, object]]]:
    """Give ways to fill a form: each value in all fields, in each field alone some of them; and at last as it fits."""

    def usual() -> dict[str, object]:
        return {name: fitting(form, name, one, number) for name, one in form.fields.items()}

    typed = {name: one for name, one in form.fields.items() if one.kind in FREE and name not in NAMED}
    yield "nothing", {}
    for what, value in VALUES.items() if typed else ():
        yield what, usual() | {name: hostile(one, value) for name, one in typed.items()}
    for what in EVERYWHERE if form.fields else ():
        yield f"everywhere {what}", {name: hostile(one, VALUES[what]) for name, one in form.fields.items()}
    turns = list(VALUES.items())
    for place, (name, one) in enumerate(islice(form.fields.items(), MOST)):
        for step in range(ALONE):
            what, value = turns[(place * ALONE + step + len(form.fields)) % len(turns)]
            yield f"{name}: {what}", usual() | {name: hostile(one, value)}
    if form.fields:
        yield "as it should be", usual()


@pytest.fixture
def building(served: Home, lived: Lived, visitor: Callable[..., Visitor]) -> Building:  # noqa: F811
    owner = visitor("Maren Tolliver", owner=True)
    other = visitor("Noor Haddix", lived.matter, "reviewer")
    tokens.make(served.clock(), owner.account, name="Theirs", scopes={tokens.EVERY: True})
    draft = "d-0000000000"
    begin(lived.matter, draft, hold="h-0000000000", amends=False, said={}, by=owner.person, now=served.clock())
    of_matter = {"matter": lived.matter}
    order = note_order(served, ANN, lived.matter, PROTECTIVE).id
    chat = sha256(b"chat C-Housing").hexdigest()
    designate(served, ANN, lived.matter, order, "CONFIDENTIAL", what="item", which=chat, why="It names patients.")
    left = Custodian.objects.filter(**of_matter).exclude(alarm="").values_list("id", flat=True)
    return Building(
        served,
        owner,
        {
            "matter": [lived.matter],
            "hold": [lived.hold, lived.waiting],
            "version": [3, 2],
            "release": [lived.release],
            "custodian": [lived.renwick, *left],
            "source": list(Source.objects.filter(**of_matter).values_list("id", flat=True)[:1]),
            "thing": [lived.telephone, lived.box],
            "handover": [lived.handed],
            "task": [lived.task],
            "order": [order],
            "draft": [draft],
            "step": ["scope", "who", "where", "tasks", "notice", "en", "es", "look"],
            "person": [other.person],
            "account": [other.account.pk],
            "session": list(UserSession.objects.filter(user=other.account).values_list("pk", flat=True)),
            "job": ["checkpoints"],
            "deed": ["pause", "resume"],
            "report": ["not-on", "stale", "tasks", "history", "acknowledgement", "custodian"],
            "which": [lived.hold, lived.renwick],
            "form": ["csv", "xlsx"],
            "name": ["webauthn.js"],
            "pk": [1],
            "token": ["none"],
            "waiting": ["none"],
        },
    )


def test_no_form_can_be_filled_so_that_anything_fails(building: Building) -> None:
    taking = set()
    for name, path in building.pages():
        methods = building.client.options(path).get("Allow", "")
        if "POST" in methods:
            taking.add(name)
        if "GET" in methods:
            building.look(path)
        elif name in BUTTONS:
            building.press(name, path)
    building.fill_all()
    building.come_back()
    missing = taking - building.filled.keys() - ELSEWHERE.keys()
    assert not missing, f"no page shows a form for {missing}: let one stand on a page of the lived case"
    refused = building.filled.keys() - building.taken - UNTAKEN
    assert not refused, f"nothing was typed into {refused} that is taken: say in NAMED what fits"
    # What was taken stands on the pages and in the files now.
    for _, path in building.pages():
        if "GET" in building.client.options(path).get("Allow", ""):
            harmless(path, building.look(path))
    sound(building.home)


def test_no_form_of_the_portal_can_be_filled_so_that_anything_fails(
    served: Home,
    case: Case,  # noqa: F811
    visitor: Callable[..., Visitor],
) -> None:
    building = Building(served, visitor("Maren Tolliver", owner=True), {})
    at = address(claim(case, issue_from_fields(case)))
    building.look(at)
    building.fill_all()
    assert len(building.filled["notice"]) >= 4
    assert building.taken == {"notice"}
    building.look(f"/matters/{case.matter}/custodians/{case.custodians[0].id}/")
    sound(served)


def harmless(path: str, answer: HttpResponseBase) -> None:
    """Check that no cell of a file begins as a formula does that a person typed."""
    if path.endswith(".csv"):
        text = b"".join(answer).decode("utf-8-sig") if answer.streaming else answer.content.decode("utf-8-sig")  # type: ignore[attr-defined]
        assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(text)) for cell in row), path


def sound(home: Home) -> None:
    """Check that the tables follow from the facts, and the facts from nothing but the raw entries."""
    assert rebuild(home).same
    assert check_ledgers(home, None) == ()
