"""Things on pages: named and handed over by forms, confirmed by account and by an uploaded sheet; what is refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.holds.propose import Plan, Words, propose_hold
from openhold.actions.home import Home
from openhold.actions.keep_scan import LARGEST
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.things.describe_thing import describe_thing, things
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.projections.notice import Notice
from openhold.web.custody_picture import Held, Mark, custody_over_time
from tests.actions.holds.conftest import ANN, BOB, DAY
from tests.actions.living import SCAN
from tests.web.conftest import Visitor

FORM = {
    "what": "Telephone, black",
    "place": "safe 1",
    "seal": "A-1",
    "since": "2026-03-02 09:00",
    "zone": "America/Phoenix",
}
GIVEN = {
    "why": "To be read",
    "place": "room 12",
    "at": "2026-03-03 09:00",
    "zone": "UTC",
    "seal": "A-1",
    "state": "whole",
}


def scan(data: bytes = SCAN, name: str = "<b>sheet</b>.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/html")


class Keeping:
    """A thing on the pages of somebody who looks after it, handed to a custodian who has an account too."""

    def __init__(self, home: Home, matter: str, visitor: Callable[..., Visitor]) -> None:
        self.home, self.matter = home, matter
        self.paz = name_custodian(home, ANN, matter, Known("Winifred Paz")).id
        self.sund = name_custodian(home, ANN, matter, Known("Harriet Sund", "harriet.sund@alder.example")).id
        self.steward = visitor("Ravi Osterman", matter, "IT steward").client
        self.auditor = visitor("Harriet Sund", matter, "auditor").client
        self.base = f"/matters/{matter}/things/"

    def named(self) -> str:
        answer = self.steward.post(self.base + "new", {**FORM, "holder": self.paz, "photograph": scan()})
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def handed(self) -> tuple[str, str]:
        address = self.named()
        answer = self.steward.post(address + "hand-over", {**GIVEN, "taker": self.sund})
        assert answer.status_code == 302, answer.content.decode()
        (one,) = things(self.home, self.matter)
        event = describe_thing(self.home, self.matter, one.thing.id).events[-1]
        return address, f"{address}hand-overs/{event.handover}/"

    def gaps(self) -> list[str]:
        (one,) = things(self.home, self.matter)
        return [gap.code for gap in one.custody.gaps]


@pytest.fixture
def keeping(served: Home, matter: Matter, visitor: Callable[..., Visitor]) -> Keeping:
    return Keeping(served, matter.id, visitor)


def test_a_thing_is_named_by_a_form_in_the_zone_of_the_clock_that_was_read(keeping: Keeping) -> None:
    address = keeping.named()
    page = keeping.steward.get(address).content.decode()
    assert "<span>Winifred Paz has it.</span> <span>Its record has no gap.</span>" in page
    (one,) = things(keeping.home, keeping.matter)
    assert one.thing.since == datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert describe_thing(keeping.home, keeping.matter, one.thing.id).events[0].photographs == [
        sha256(SCAN).hexdigest()
    ]
    file = keeping.steward.get(f"/matters/{keeping.matter}/things.csv")
    assert b"Telephone, black" in b"".join(file.streaming_content)  # type: ignore[attr-defined]


def test_nobody_is_guessed_where_nobody_was_chosen(keeping: Keeping) -> None:
    page = keeping.steward.get(keeping.base + "new").content.decode()
    assert 'value="None"' not in page
    answer = keeping.steward.post(keeping.base + "new", {**FORM, "holder": "", "holder-typed": ""})
    assert answer.status_code == 422
    assert "Say who has it in words" in answer.content.decode()
    typed = keeping.steward.post(keeping.base + "new", {**FORM, "holder": keeping.paz, "holder-typed": "R. Lang"})
    assert typed.status_code == 302
    assert [one.holder for one in things(keeping.home, keeping.matter)] == ["R. Lang"]


def test_each_side_confirms_by_account_or_by_the_sheet_that_is_uploaded(keeping: Keeping) -> None:
    address, handed = keeping.handed()
    assert keeping.gaps() == ["nobody-confirmed"]
    assert "Yes, I took it" in keeping.auditor.get(address).content.decode()
    assert "Yes, I" not in keeping.steward.get(address).content.decode()
    assert keeping.auditor.post(handed + "confirm", {"side": "giver"}).status_code == 409
    assert keeping.auditor.post(handed + "confirm", {"side": "taker"}).status_code == 302
    without = keeping.steward.post(handed + "confirm", {"side": "giver", "sheet": "yes"})
    assert (without.status_code, "Choose the scan" in without.content.decode()) == (422, True)
    nobody = keeping.steward.post(handed + "confirm", {"sheet": "yes", "scan": scan()})
    assert (nobody.status_code, "Say who signed the sheet" in nobody.content.decode()) == (422, True)
    assert keeping.gaps() == ["one-side-confirmed"]
    assert (
        keeping.steward.post(handed + "confirm", {"side": "giver", "sheet": "yes", "scan": scan()}).status_code == 302
    )
    assert keeping.gaps() == []
    said = describe_thing(keeping.home, keeping.matter, "Telephone").events[-1]
    assert (said.giver_way, said.taker_way) == ("signed sheet", "own account")


def test_a_side_that_says_it_is_not_so_is_shown_in_its_words(keeping: Keeping) -> None:
    address, handed = keeping.handed()
    assert keeping.auditor.post(handed + "dispute", {"side": "taker", "why": "<i>Never</i>"}).status_code == 302
    page = keeping.auditor.get(address).content.decode()
    assert "\u201c<bdi>&lt;i&gt;Never&lt;/i&gt;</bdi>\u201d" in page
    assert keeping.gaps() == ["disputed"]


def test_what_is_no_scan_or_too_large_is_refused_and_records_nothing(keeping: Keeping) -> None:
    _, handed = keeping.handed()
    before = Log.objects.get(matter=keeping.matter).size
    for data, says in ((b"<html>", "no PDF, JPEG or PNG"), (SCAN + b" " * LARGEST, "there is room for 20,000,000")):
        answer = keeping.steward.post(handed + "confirm", {"side": "giver", "sheet": "yes", "scan": scan(data)})
        assert (answer.status_code, says in answer.content.decode()) == (422, True)
    assert Log.objects.get(matter=keeping.matter).size == before
    too_large = keeping.steward.post(handed + "confirm", {"scan": scan(SCAN + b" " * (LARGEST + 600_000))})
    assert (too_large.status_code, "more than is taken here" in too_large.content.decode()) == (413, True)


def test_uploads_are_counted_by_who_sends_them(keeping: Keeping) -> None:
    _, handed = keeping.handed()
    answers = [
        keeping.steward.post(handed + "confirm", {"side": "nobody", "scan": scan(b"GIF89a")}).status_code
        for _ in range(30)
    ]
    assert set(answers[:29]) == {422}
    assert answers[-1] == 429
    assert keeping.auditor.post(handed + "confirm", {"side": "taker"}).status_code == 302


def test_a_photograph_is_given_back_only_as_a_download(keeping: Keeping, insider: Client) -> None:
    page = insider.get(keeping.named()).content.decode()
    assert "Save photograph 1" in page
    form = f"item={sha256(SCAN).hexdigest()}"
    address = f"/matters/{keeping.matter}/item"
    answer = insider.post(address, form, content_type="application/x-www-form-urlencoded")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    answer.close()


def test_a_signed_notice_is_uploaded_where_it_is_noted(keeping: Keeping, insider: Client) -> None:
    plan = Plan(title="Force", acknowledge_by=DAY, custodians=(keeping.paz,))
    hold = propose_hold(keeping.home, ANN, keeping.matter, plan, [Words("en", "Keep", "Keep it.")]).hold
    approve_hold(keeping.home, BOB, keeping.matter, hold, 1)
    issue_hold(keeping.home, ANN, keeping.matter, hold)
    form = {"custodian": keeping.paz, "version": "1"}
    address = f"/matters/{keeping.matter}/holds/{hold}/acknowledge"
    assert insider.post(address, {**form, "scan": scan(b"x")}).status_code == 422
    assert insider.post(address, {**form, "scan": scan(), "evidence": "0" * 64}).status_code == 422
    assert insider.post(address, {**form, "scan": scan()}).status_code == 302
    assert Notice.objects.get(matter=keeping.matter, custodian=keeping.paz).evidence == sha256(SCAN).hexdigest()


def test_the_picture_is_to_scale_and_says_in_words_what_it_shows() -> None:
    at = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 6, 11)]
    spans = [Held("<b>Paz</b>", at[0], at[1], sure=True), Held("Lang", at[1], None, sure=False)]
    picture = custody_over_time(spans, [Mark("sealed", at[1])], at[2])
    assert 'class="had" x1="0.0%" x2="50.0%"' in picture
    assert 'class="had unsure" x1="50.0%" x2="100.0%"' in picture
    assert "Lang from Fri 6 March 2026 until now, not confirmed by both." in picture
    assert "<b>" not in picture
    assert custody_over_time([], [], at[0]) == ""
    assert custody_over_time([Held(str(n), at[0], at[0], sure=True) for n in range(25)], [], at[0]) == ""
