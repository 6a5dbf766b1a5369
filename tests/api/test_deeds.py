"""A case lived by programs alone: every deed by the API, and what the record holds of it afterwards."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from pytest_django import Settings

from openhold.actions.holds.questions import ask
from openhold.actions.home import Home, now
from openhold.actions.record import rows
from openhold.ledger.entry import decode
from openhold.projections.log import Log
from openhold.workbench import tokens
from openhold.workbench.configuration import Configuration
from openhold.workbench.token import Token
from tests.api.conftest import Lived, Program


def done(who: Program, method: str, path: str, body: object = None, **headers: str) -> Any:
    answer = who.ask(method, path, body, **headers)
    assert answer.status == 200, answer.content
    return answer.json


def test_a_case_is_lived_by_programs_and_the_record_names_their_people(
    served: Home, program: Callable[..., Program], settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("offered")
    settings.CONFIGURED = Configuration(folders=(str(place),))
    ann, bob = program("Ann Alder"), program("Bob Birch")
    opened = done(ann, "POST", "/matters", {"title": "Smith v. Jones", "number": "2:26-cv-1"})
    of = f"/matters/{opened['matter']}"
    assert done(ann, "GET", f"{of}/members")["members"][0]["role"] == "counsel"
    done(ann, "POST", f"{of}/members", {"email": "bob.birch@alder.example", "role": "counsel"})

    paul = done(ann, "POST", f"{of}/custodians", {"name": "Paul Renwick", "email": "renwick@alder.example"})
    file = "name;email;manager\nLucía Marchetti;lucia@alder.example;Paul Renwick\n".encode()
    assert done(ann, "POST", f"{of}/custodians/import", file, content_type="text/csv")["named"] == 1
    lucia = next(one for one in done(ann, "GET", f"{of}/custodians")["custodians"] if one["name"] != paul["name"])
    assert lucia["manager"] == paul["custodian"]
    changed = {"title": "records", "manager": None, "moved": True}
    lucia = done(ann, "PATCH", f"{of}/custodians/{lucia['custodian']}", changed)
    assert (lucia["title"], lucia["manager"], lucia["email"]) == ("records", None, "lucia@alder.example")
    assert lucia["alarm"]
    late = ann.ask("PATCH", f"{of}/custodians/{lucia['custodian']}", {"place": "Annex", "saw": lucia["seq"]})
    assert (late.status, late.code) == (409, "refused")
    settled = done(ann, "POST", f"{of}/custodians/{lucia['custodian']}/settle", {"done": "Mailbox collected."})
    assert settled["alarm"] == ""

    source = done(ann, "POST", f"{of}/sources", {"at": str(place), "custodian": "Paul Renwick"})
    said = {"retention": "overwritten", "days": 30, "steward": "renwick@alder.example", "learned_from": "the maker"}
    described = done(ann, "PUT", f"{of}/sources/{source['source']}/description", said)
    assert (described["custodian"], described["steward"]) == (paul["custodian"], paul["custodian"])

    trigger = {"what": "A claim came in", "on": "2026-01-02", "learned_by": "Noor Haddix", "learned_how": "by letter"}
    noted = done(ann, "POST", f"{of}/triggers", trigger)
    assert done(ann, "PUT", f"{of}/duty", {"trigger": noted["trigger"]})["on"] == "2026-01-02"
    assert done(ann, "GET", f"{of}/triggers")["duty"]["trigger"] == noted["trigger"]

    listed = {"what": "Send the list", "steward": "Paul Renwick", "due": "2100-01-01"}
    plan = {
        "title": "Use of force", "acknowledge_by": "2100-01-01", "from": "2025-09-16", "topics": ["Unit C"],
        "sources": [source["source"]], "custodians": ["Paul Renwick"], "silent": [lucia["custodian"]],
        "tasks": ["Stop overwriting", listed], "why": "A claim.",
        "notice": {"en": {"subject": "Keep", "text": "Keep it."}},
    }  # fmt: skip
    proposed = done(ann, "POST", f"{of}/holds", plan)
    hold = f"{of}/holds/{proposed['hold']}"
    own = ann.ask("POST", f"{hold}/versions/1/approve", {"saw": proposed["saw"]})
    assert (own.status, own.code) == (409, "refused")
    assert "A second person must approve" in own.message
    assert done(bob, "GET", f"{hold}/versions/1")["notice"]["en"]["text"] == "Keep it."
    assert done(bob, "POST", f"{hold}/versions/1/return", {"why": "The dates are wrong."})["state"] == "returned"
    proposed = done(ann, "POST", f"{hold}/versions", {**plan, "to": "2026-03-01"})
    assert done(bob, "POST", f"{hold}/versions/2/approve", {"saw": proposed["saw"]})["from"] == "2025-09-16"
    assert done(ann, "POST", f"{hold}/versions/2/issue")["custodians"] == [paul["custodian"]]
    assert done(ann, "POST", f"{hold}/acknowledgements", {"custodian": paul["custodian"]})["recorded"] is True
    assert done(ann, "POST", f"{hold}/acknowledgements", {"custodian": paul["custodian"]})["recorded"] is False
    assert (shown := done(bob, "GET", hold))["asked"] == shown["acknowledged"] == 1

    assert [one["what"] for one in done(bob, "GET", f"{of}/tasks")["tasks"]] == ["Send the list"]

    asked = ask(served, paul["custodian"], opened["matter"], proposed["hold"], paul["custodian"], "My phone too?")
    done(bob, "POST", f"{hold}/questions/{asked.id}/answer", {"text": "Yes."})
    assert done(bob, "GET", f"{hold}/said")["said"][0]["words"] == {"asked": "My phone too?", "answered": "Yes."}

    task = {"to": "Paul Renwick", "what": "Stop overwriting", "due": "2100-01-01", "hold": proposed["hold"]}
    given = done(ann, "POST", f"{of}/tasks", {**task, "source": source["source"]})
    finished = done(ann, "POST", f"{of}/tasks/{given['task']}/done", {"by": "Paul Renwick", "proof": "a screen"})
    assert finished["proof"] == "a screen"
    assert done(ann, "POST", f"{of}/tasks/{given['task']}/reopen", {"why": "It came on again."})["proof"] is None

    wanted = done(ann, "POST", f"{hold}/releases", {"custodian": lucia["custodian"], "why": "She has nothing."})
    done(bob, "POST", f"{hold}/releases/{wanted['release']}/return", {"why": "Not yet."})
    wanted = done(ann, "POST", f"{hold}/releases", {"why": "The case is over."})
    seen = done(bob, "GET", f"{hold}/release")
    assert [one["unit"] for one in seen["losing"]] == [source["unit"]]
    let_go = done(bob, "POST", f"{hold}/releases/{wanted['release']}/approve", {"saw": seen["preview"]})
    assert let_go["preview"] == seen["preview"]
    assert done(ann, "GET", hold)["released_at"] is not None

    done(bob, "DELETE", f"{of}/members/{bob.person}")
    assert bob.ask("GET", of).status == 404
    actors = {decode(row.entry).actor for row in rows(opened["matter"])}
    assert actors == {ann.person, bob.person, paul["custodian"]}


def test_what_is_kept_is_listed_read_receipted_and_audited(lived: Lived, program: Callable[..., Program]) -> None:
    who, of = program("Dana Whitfield", lived.matter, "counsel"), f"/matters/{lived.matter}"
    first = done(who, "GET", f"{of}/items?limit=3")
    rest = done(who, "GET", f"{of}/items?limit=3&after={first['next']}")
    assert rest["next"] is None
    paths = [one["path"] for one in [*first["items"], *rest["items"]]]
    assert paths == ["a copy.txt", "logs/empty", "logs/report.txt", "zz.bin"]
    assert {one["end"] for one in done(who, "GET", f"{of}/items?end=duplicate")["items"]} == {"duplicate"}
    read = who.ask("POST", f"{of}/items/read", {"item": "zz.bin"})
    assert sha256(read.content).hexdigest() == next(o["sha256"] for o in rest["items"] if o["path"] == "zz.bin")
    assert read.headers["Content-Disposition"].startswith("attachment")
    assert done(who, "GET", f"{of}/facts?after={Log.objects.get(matter=lived.matter).size - 1}")["facts"][0] == {
        "matter": lived.matter,
        "seq": Log.objects.get(matter=lived.matter).size - 1,
        "at": done(who, "GET", f"{of}/facts?after=0&limit=1000")["facts"][-1]["at"],
        "kind": "evidence.read/1",
        "actor": who.person,
    }
    assert done(who, "GET", f"{of}/receipt?item=zz.bin")["number"].count("-") == 3
    assert done(who, "GET", f"{of}/audits")["last"] is None
    assert done(who, "POST", f"{of}/audits", {})["findings"] == []
    assert done(who, "GET", f"{of}/audits")["whole"]["checked"] == 3
    assert done(program("Maren", owner=True), "POST", "/audits", {"sample": "50%"})["sample"]["population"] == 3
    said = done(who, "GET", f"{of}/checkpoint")
    assert said["checkpoint"].startswith(f"{said['origin']}\n{said['size']}\n")
    assert said["key"] == done(who, "GET", of)["key"]


def test_a_source_is_named_only_in_a_folder_that_was_offered(
    lived: Lived, program: Callable[..., Program], settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    who, offered = program("Maren Tolliver", owner=True), tmp_path_factory.mktemp("offered")
    settings.CONFIGURED = Configuration(folders=(str(offered),))
    (offered / "inside").mkdir()
    (offered / "out").symlink_to("/etc")
    for at, status in ((offered / "inside", 200), (offered / "out", 409), ("/etc", 409), (f"{offered}/../..", 409)):
        assert who.ask("POST", f"/matters/{lived.matter}/sources", {"at": str(at)}).status == status


def test_another_matter_is_not_named_in_a_preview_to_whom_it_is_not_shown(
    lived: Lived, program: Callable[..., Program]
) -> None:
    owner, counsel = program("Maren", owner=True), program("Dana Whitfield", lived.matter, "counsel")
    path = f"/matters/{lived.matter}/holds/{lived.ids['hold']}/release"
    for who in (owner, counsel):
        # The other hold of the same matter keeps the first custodian's unit.
        stays = done(who, "GET", path)["staying"]
        assert {one["matter"] for unit in stays for one in unit["by"]} == {lived.matter}
    done(owner, "POST", f"/matters/{lived.other}/custodians", {"name": "Lucia M", "email": "marchetti@alder.example"})
    said = {"title": "Other", "acknowledge_by": "2100-01-01", "custodians": ["Lucia M"]}
    done(owner, "POST", f"/matters/{lived.other}/holds", {**said, "silent": ["Lucia M"]})
    everything = str(done(owner, "GET", path))
    assert lived.other in everything
    assert lived.other not in str(done(counsel, "GET", path))


def test_a_repeated_request_with_a_key_is_answered_as_the_first_was_and_done_once(
    lived: Lived, program: Callable[..., Program]
) -> None:
    who, other = program("Maren Tolliver", owner=True), program("Second Owner", owner=True)
    path, body = f"/matters/{lived.matter}/custodians", {"name": "Noor Haddix"}
    first = who.ask("POST", path, body, idempotency_key="a-1")
    size = Log.objects.get(matter=lived.matter).size
    again = who.ask("POST", path, body, idempotency_key="a-1")
    assert (again.status, again.json) == (200, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert Log.objects.get(matter=lived.matter).size == size
    mistaken = who.ask("POST", path, {"name": "Somebody Else"}, idempotency_key="a-1")
    assert (mistaken.status, mistaken.code) == (422, "repeated")
    # Without a key, and by another token, it is a request of its own.
    assert who.ask("POST", path, body).status == 422
    assert other.ask("POST", path, body, idempotency_key="a-1").message.startswith("Noor Haddix")
    refused = who.ask("POST", path, body, idempotency_key="a-2")
    assert who.ask("POST", path, body, idempotency_key="a-2").json == refused.json
    for key in ("", "x" * 201, "é"):
        assert who.ask("POST", path, body, idempotency_key=key).status == 422
    assert who.ask("POST", f"/matters/{lived.matter}/items/read", {"item": "zz.bin"}, idempotency_key="r").status == 422
    assert Log.objects.get(matter=lived.matter).size == size


def test_a_repeated_request_whose_first_was_broken_off_is_not_done_again(
    lived: Lived, program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    who, path = program("Maren Tolliver", owner=True), f"/matters/{lived.matter}/custodians"

    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("openhold.workbench.repeating.end", broken_off)
        with pytest.raises(KeyboardInterrupt):
            who.ask("POST", path, {"name": "Noor Haddix"}, idempotency_key="k")
    answer = who.ask("POST", path, {"name": "Noor Haddix"}, idempotency_key="k")
    assert (answer.status, answer.code) == (409, "repeated")


def test_a_replay_needs_the_token_to_be_good_still(lived: Lived, program: Callable[..., Program]) -> None:
    who, path = program("Maren Tolliver", owner=True), f"/matters/{lived.matter}/custodians"
    assert who.ask("POST", path, {"name": "Noor Haddix"}, idempotency_key="k").status == 200
    assert who.account is not None
    tokens.revoke_all(now(), who.account)
    assert who.ask("POST", path, {"name": "Noor Haddix"}, idempotency_key="k").status == 401


def test_guessing_and_asking_without_end_are_stopped(lived: Lived, program: Callable[..., Program], settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    codes = [Program("openhold_guess").ask("GET", "/matters").status for _ in range(32)]
    assert codes == [401] * 30 + [429] * 2
    monkeypatch.setattr("openhold.api.door._LIMITS", {"token": "2/m/key", "token-guess": "30/m/ip"})
    who = program("Maren Tolliver", owner=True)
    assert [who.ask("GET", "/matters").status for _ in range(3)] == [200, 200, 429]


def test_a_token_keeps_no_secret_and_notes_when_it_was_used(lived: Lived, program: Callable[..., Program]) -> None:
    who = program("Maren Tolliver", owner=True)
    token = Token.objects.get(account=who.account)
    assert token.used_at is None
    assert who.secret not in str(Token.objects.values().get(pk=token.pk))
    assert token.digest == sha256((who.secret or "").encode()).hexdigest()
    who.ask("GET", "/matters")
    token.refresh_from_db()
    assert token.used_at is not None


def test_a_required_second_factor_is_required_of_a_tokens_person_too(
    lived: Lived, program: Callable[..., Program], settings: Settings
) -> None:
    who = program("Maren Tolliver", owner=True)
    settings.CONFIGURED = Configuration(second_factor_required=True)
    assert (who.ask("GET", "/matters").status, who.ask("GET", "/matters").code) == (403, "not-yours")


def test_a_webhook_is_made_listed_resumed_and_taken_away(
    lived: Lived, program: Callable[..., Program], settings: Settings
) -> None:
    settings.CONFIGURED = Configuration(webhook_hosts=("cases.example",))
    who, path = program("Dana Whitfield", lived.matter, "counsel"), f"/matters/{lived.matter}/webhooks"
    made = done(who, "POST", path, {"url": "https://cases.example/told", "kinds": ["hold.issued/1"]})
    assert made["secret"].startswith("whsec_")
    assert made["position"] == Log.objects.get(matter=lived.matter).size
    listed = done(who, "GET", path)["webhooks"]
    assert [one["webhook"] for one in listed] == [made["webhook"]]
    assert "secret" not in listed[0]
    assert done(who, "POST", f"{path}/{made['webhook']}/resume")["off"] is None
    # One of another matter is not there.
    other = program("Other Counsel", lived.other, "counsel")
    assert other.ask("DELETE", f"/matters/{lived.other}/webhooks/{made['webhook']}").status == 404
    done(who, "DELETE", f"{path}/{made['webhook']}")
    assert done(who, "GET", path)["webhooks"] == []
    for wrong in ({"url": "https://elsewhere.example/"}, {"url": "https://cases.example/", "kinds": ["none/1"]}):
        assert who.ask("POST", path, wrong).status == 422
