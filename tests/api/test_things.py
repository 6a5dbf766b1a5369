"""Things, scans and papers by programs: what is sent as a file, how much of it, and what the record then holds."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from openhold.actions.home import Home
from openhold.actions.papers.reading import opened
from openhold.projections.log import Log
from openhold.projections.notice import Notice
from openhold.projections.paper import PaperValue
from tests.api.conftest import Answer, Lived, Program
from tests.api.test_deeds import done
from tests.court.test_read import ORDER

SCAN = b"%PDF-1.7\nsigned\n%%EOF\n"
DIGEST = sha256(SCAN).hexdigest()


def scanned(who: Program, path: str, data: bytes = SCAN, **headers: str) -> Answer:
    return who.ask("POST", path, data, content_type="application/pdf", **headers)


def test_a_thing_lives_by_programs(lived: Lived, program: Callable[..., Program]) -> None:
    who, of = program("Dana Whitfield", lived.matter, "counsel"), f"/matters/{lived.matter}/things"
    kept = scanned(who, f"{of}/scans").json["sha256"]
    assert kept == DIGEST
    new = {"what": "Recorder", "holder": who.person, "place": "safe 2", "mark": "R-7", "photographs": [kept]}
    made = done(who, "POST", of, {**new, "at": "2026-03-01T14:00", "zone": "America/Los_Angeles"})
    assert (made["since"], made["holder_name"]) == ("2026-03-01T22:00:00+00:00", "Dana Whitfield")
    at = f"{of}/{made['thing']}"
    assert who.ask("POST", of, {**new, "mark": "R-8", "at": "2026-03-01T14:00"}).status == 422
    seen = done(who, "POST", f"{at}/seen", {"condition": "scratched", "photographs": [kept]})
    assert (seen["events"][-1]["kind"], seen["events"][-1]["by"]) == ("looked at", who.person)
    assert done(who, "POST", f"{at}/seals", {"seal": "A-1", "why": "To be kept"})["seal"] == "A-1"
    handed = done(who, "POST", f"{at}/handovers", {"to": "R. Lang", "why": "To be imaged", "place": "laboratory"})
    number = handed["events"][-1]["handover"]
    over = f"{at}/handovers/{number}"
    assert b"To be imaged" in who.ask("GET", f"{over}/sheet").content
    label = who.ask("GET", f"{at}/label")
    assert b"R-7" in label.content
    assert label.headers["Content-Disposition"].startswith("attachment")
    mine = done(who, "POST", f"{over}/confirm", {"sides": ["giver"]})["events"][-1]
    assert (mine["giver"]["said"], mine["giver"]["way"]) == ("confirmed", "own account")
    # Nobody speaks for somebody else without the sheet that they signed.
    assert who.ask("POST", f"{over}/confirm", {"sides": ["taker"]}).status == 409
    theirs = done(who, "POST", f"{over}/dispute", {"side": "taker", "why": "Never.", "item": kept})["events"][-1]
    assert (theirs["taker"]["said"], theirs["taker"]["evidence"]) == ("disputed", kept)
    assert [one["thing"] for one in done(who, "GET", of)["things"]][-1] in (made["thing"], lived.ids["thing"])
    # A hand-over of another thing is not there.
    assert who.ask("POST", f"{of}/{lived.ids['thing']}/handovers/{number}/confirm", {"sides": ["giver"]}).status == 404


def test_a_signed_notice_is_kept_and_acknowledges(lived: Lived, program: Callable[..., Program]) -> None:
    who = program("Dana Whitfield", lived.matter, "counsel")
    path = f"/matters/{lived.matter}/holds/{lived.ids['hold']}/acknowledgements/scan?custodian={lived.ids['custodian']}"
    assert scanned(who, path).json == {"custodian": lived.ids["custodian"], "recorded": True}
    assert Notice.objects.get(hold=lived.ids["hold"], custodian=lived.ids["custodian"]).evidence == DIGEST
    assert scanned(who, path).json["recorded"] is False
    assert scanned(who, path.replace(lived.ids["custodian"], "k-none")).status == 404


def test_files_are_limited_as_on_pages(lived: Lived, program: Callable[..., Program]) -> None:
    who, path = program("Dana Whitfield", lived.matter, "counsel"), f"/matters/{lived.matter}/things/scans"
    before = Log.objects.get(matter=lived.matter).size
    assert scanned(who, path, b"%PDF-" + b"x" * 20_000_000).status == 422
    assert who.ask("POST", path, SCAN, content_type="text/html").status == 422
    assert (
        scanned(who, path, b"<html>").message
        == "That is no PDF, JPEG or PNG. Scan it, or photograph it, as one of these."
    )
    statuses = [scanned(who, path, b"x").status for _ in range(30)]
    # Thirty a minute: those above that were of the right kind count too.
    assert statuses == [422] * 28 + [429] * 2
    assert Log.objects.get(matter=lived.matter).size == before


def test_a_file_that_is_repeated_by_its_key_is_known_by_its_bytes(
    lived: Lived, program: Callable[..., Program]
) -> None:
    who, path = program("Dana Whitfield", lived.matter, "counsel"), f"/matters/{lived.matter}/custodians/import"

    def sent(data: bytes) -> Answer:
        return who.ask("POST", path, data, content_type="text/csv", idempotency_key="7f3a")

    first = sent(b"name\nNoor Haddix\n")
    assert first.json["named"] == 1
    again = sent(b"name\nNoor Haddix\n")
    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    assert (sent(b"name\nSomebody Else\n").status, sent(b"name\nSomebody Else\n").code) == (422, "repeated")
    # A body that is no JSON, where there should be one, is told.
    wrong = who.ask("POST", f"/matters/{lived.matter}/tasks", b"x", content_type="text/plain", idempotency_key="other")
    assert (wrong.status, wrong.code) == (422, "usage")


def read(who: Program, path: str) -> Any:
    answer = who.ask("POST", path, ORDER.encode(), content_type="text/plain")
    assert answer.status == 200, answer.content
    return answer.json


def test_a_matter_is_opened_from_a_paper_and_more_is_noted(served: Home, program: Callable[..., Program]) -> None:
    who = program("Ann Alder")
    found = read(who, "/papers/read?name=order.txt")
    fields = {one["field"]: one for one in found["fields"]}
    assert (found["paper"], found["name"]) == (sha256(ORDER.encode()).hexdigest(), "order.txt")
    sure = [{"place": one["place"]} for one in found["fields"] if one["sure"] and one["field"] != "court"]
    taken = [*sure, {"place": fields["court"]["place"], "value": "Superior Court"}]
    body = {"reading": found["reading"], "take": taken, "side": "plaintiffs"}
    made = done(who, "POST", "/papers/open", body)
    of = f"/matters/{made['matter']}"
    values = {one["field"]: one for one in done(who, "GET", f"{of}/papers")["values"]}
    assert values["court"]["value"] == made["court"] == "Superior Court"
    assert values["court"]["read"] == fields["court"]["value"]
    assert values["case"]["quote"] == fields["case"]["quote"]
    assert done(who, "GET", f"{of}/parties")["side"] == "plaintiffs"
    # What was read for a matter to be opened is none for this one, nor anybody else's, nor may a sign of it differ.
    assert who.ask("POST", f"{of}/papers", {"reading": found["reading"], "take": sure}).status == 422
    more = read(who, f"{of}/papers/read")
    assert who.ask("POST", f"{of}/papers", {"reading": more["reading"] + "x", "take": sure}).status == 422
    assert (
        program("Maren", owner=True).ask("POST", f"{of}/papers", {"reading": more["reading"], "take": []}).status == 422
    )
    assert opened(more["reading"], who.person, made["matter"]).paper.sha256 == more["paper"]
    before = PaperValue.objects.filter(matter=made["matter"]).count()
    noted = done(who, "POST", f"{of}/papers", {"reading": more["reading"], "take": [{"place": 0, "value": None}]})
    assert noted == {"paper": more["paper"], "recorded": 1}
    assert PaperValue.objects.filter(matter=made["matter"]).count() == before
    assert PaperValue.objects.get(matter=made["matter"], field=more["fields"][0]["field"]).value is None


@pytest.mark.parametrize("take", [{"place": 99}, {"place": -1}])
def test_a_place_that_the_reading_has_not_is_told(served: Home, program: Callable[..., Program], take: object) -> None:
    who = program("Ann Alder")
    found = read(who, "/papers/read")
    answer = who.ask("POST", "/papers/open", {"reading": found["reading"], "take": [take]})
    assert (answer.status, "has no field at the place" in answer.message) == (422, True)
