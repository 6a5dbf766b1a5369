"""Every address that shows privileged words or evidence records that they were read, before they are given."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponseBase

from openhold.actions.holds.questionnaire import answer_questionnaire
from openhold.actions.holds.questions import ask
from openhold.actions.record import rows
from openhold.facts.body import from_body
from openhold.facts.members import EvidenceRead, PrivilegedRead
from openhold.ledger.entry import decode
from openhold.projections.log import Log
from openhold.projections.reading import Reading
from openhold.workbench.draft import HoldDraft
from tests.web.test_walls import COUNSEL, DRAFT, HOLD, TABLE, Everybody, everybody  # noqa: F401 -- a fixture

PRIVILEGED = {
    "Do not delete the logs of Unit C.": "notice",
    "Must I keep my own telephone?": "questions",
    "Two phones in the locker": "questionnaires",
    "Nobody has approved these words.": "draft",
}
"""Words that stand in the case once each, and as what they are recorded where somebody is shown them."""
SHOWN = {
    "answer-question": {"questions"},
    "acknowledge": {"questions"},
    "custodian": {"questions"},
    "custodian-said": {"questionnaires"},
    "hold": {"questions"},
    "hold-draft": {"draft"},
    "draft-as-sent": {"draft"},
    "hold-version": {"notice"},
    "version-as-sent": {"notice"},
    "approve-version": {"notice"},
    "return-version": {"notice"},
    "issue-version": {"notice"},
    "settle-alarm": {"questions"},
    "note-left": {"questions"},
    "change-custodian": {"questions"},
}
"""What each address shows of it to counsel; no other shows any."""
BYTES = bytes(range(256))
"""What stands in an item that was collected, and nowhere else."""
SOURCE = Path(__file__).parents[2] / "src" / "openhold"


@pytest.fixture
def told(everybody: Everybody) -> Everybody:  # noqa: F811
    """The case of everybody, in which a custodian asked and answered, and a draft has words."""
    home, matter, hold, who = everybody.home, everybody.matter, everybody.told["hold"], everybody.told["custodian"]
    question, places = list(PRIVILEGED)[1:3]
    ask(home, who, matter, hold, who, question)
    answer_questionnaire(home, who, matter, hold, who, {"devices": places})
    words = {"subject": "Words", "text": list(PRIVILEGED)[3]}
    said = {"title": "Use of force", "custodians": [who], "way_en": "own", "en": words, "acknowledge_by": "2100-01-01"}
    HoldDraft.objects.update(said=said)
    return everybody


def content(answer: HttpResponseBase) -> bytes:
    got = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    answer.close()
    return got


def since(matter: str, size: int) -> list[object]:
    return [from_body(decode(row.entry).kind, row.body) for row in rows(matter, size)]


def test_whatever_shows_privileged_words_records_it(told: Everybody) -> None:
    found: dict[str, set[str]] = {}
    steps = [("hold-draft", "get", f"{DRAFT}{step}/", {}) for step in ("notice", "en", "look")]
    english = ("version-as-sent", "get", HOLD + "versions/1/preview/as-sent?language=en", {})
    for name, method, address, _ in [*TABLE, *steps, english]:
        Reading.objects.all().delete()
        before = Log.objects.get(matter=told.matter).size
        page = content(told.ask(COUNSEL, method, address)).decode("utf-8", "replace")
        shown = {what for words, what in PRIVILEGED.items() if words in page}
        recorded = {one.what for one in since(told.matter, before) if isinstance(one, PrivilegedRead)}
        assert shown <= recorded, f"{method} {address} shows {shown - recorded} and does not record it"
        found[name] = found.get(name, set()) | shown
    assert {name: what for name, what in found.items() if what} == SHOWN


def test_whatever_gives_evidence_records_it(told: Everybody) -> None:
    given = set()
    for name, method, address, _ in TABLE:
        before = Log.objects.get(matter=told.matter).size
        if BYTES in content(told.ask(COUNSEL, method, address)):
            assert any(isinstance(one, EvidenceRead) for one in since(told.matter, before)), address
            given.add(name)
    assert given == {"item"}


def test_the_same_words_are_recorded_once_a_day_for_each_person(told: Everybody) -> None:
    address = f"/matters/{told.matter}/holds/{told.told['hold']}/"
    client = told.clients[COUNSEL]

    def size() -> int:
        return int(Log.objects.get(matter=told.matter).size)

    client.get(address)
    before = size()
    client.get(address)
    assert size() == before
    told.clients["case manager"].get(address)
    assert size() == before + 1
    Reading.objects.update(at=told.home.clock() - timedelta(days=1))
    client.get(address)
    assert size() == before + 2


def test_whoever_wrote_all_of_a_draft_reads_nothing_of_others(told: Everybody) -> None:
    client = told.clients[COUNSEL]
    person = Reading.objects.values_list("person", flat=True)
    HoldDraft.objects.update(begun_by="p-one", changed_by="p-two")
    address = f"/matters/{told.matter}/holds/drafts/{told.told['draft']}/en/"
    client.get(address)
    assert Reading.objects.filter(what="draft", which=told.told["draft"]).count() == 1
    mine = person.get(what="draft")
    Reading.objects.all().delete()
    HoldDraft.objects.update(begun_by=mine, changed_by=mine)
    client.get(address)
    assert not Reading.objects.filter(what="draft").exists()


RAW = {"open_questions", "words_of", "heard", "get_item", "get_item_to"}
"""What loads privileged words or evidence without recording it; the custodian's own page has a loader of its own."""


@pytest.mark.parametrize("door", ["web", "api", "cli"])
def test_no_door_loads_them_past_the_record(door: str) -> None:
    past = [
        f"{file.relative_to(SOURCE)}: {alias.name}"
        for file in (SOURCE / door).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("openhold.actions")
        for alias in node.names
        if alias.name in RAW
    ]
    assert past == []
