"""Sending, reports, parties and jobs by programs: what leaves, what is shown, and to whom."""

from collections.abc import Callable
from typing import Any

import pytest

from openhold.actions.add_member import add_member
from openhold.actions.holds.questionnaire import answer_questionnaire
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.record import rows
from openhold.jobs.asking import run_here
from openhold.jobs.work import Work
from openhold.ledger.entry import decode
from openhold.projections.notice import Notice
from openhold.workbench.schedule import Job, Pause, Wish
from tests.actions.conftest import Watching
from tests.api.conftest import Lived, Program
from tests.api.test_deeds import done


@pytest.fixture
def counsel(lived: Lived, program: Callable[..., Program]) -> Program:
    return program("Dana Whitfield", lived.matter, "counsel")


def hold_of(lived: Lived) -> str:
    return f"/matters/{lived.matter}/holds/{lived.ids['hold']}"


def ahead(lived: Lived, who: Program) -> Any:
    return done(who, "GET", f"/matters/{lived.matter}/sending")["holds"][0]


def test_what_was_issued_is_sent_again_and_reminded_of(lived: Lived, counsel: Program) -> None:
    told = done(counsel, "POST", f"{hold_of(lived)}/send", {})["told"]
    assert "Nothing leaves by mail" in told
    assert ahead(lived, counsel)["waiting"][0] | {"asked_at": ""} == {
        "sending": "first", "custodian": None, "version": 1, "asked_at": "", "waits": None,
    }  # fmt: skip
    run_here(Work(lived.home, lived.actor, Watching()), "notices")
    first, second = (lived.ids[one] for one in ("custodian", "second"))
    assert set(Notice.objects.exclude(sent_at=None).values_list("custodian", flat=True)) >= {first, second}
    done(counsel, "POST", f"{hold_of(lived)}/send", {"what": "again", "custodian": first})
    assert Wish.objects.filter(sending="again", custodian=first, asked_by=counsel.person).exists()
    for wrong in ({"what": "again"}, {"what": "reminder", "custodian": first}, {"what": "release"}):
        assert counsel.ask("POST", f"{hold_of(lived)}/send", wrong).status == 422
    assert done(counsel, "POST", f"{hold_of(lived)}/reminders/pause")["paused"] is True
    assert Pause.objects.get(hold=lived.ids["hold"]).by == counsel.person
    assert done(counsel, "POST", f"{hold_of(lived)}/reminders/resume")["paused"] is False


def test_issuing_has_the_notice_sent_and_a_release_has_it_told(
    lived: Lived, counsel: Program, program: Callable[..., Program]
) -> None:
    path = f"/matters/{lived.matter}/holds/{lived.ids['waiting']}"
    done(counsel, "POST", f"{path}/versions/1/approve", {"saw": lived.ids["saw"]})
    assert counsel.ask("POST", f"{path}/reminders/pause").status == 409
    issued = done(counsel, "POST", f"{path}/versions/1/issue")
    assert "Nothing leaves by mail" in issued["told"]
    assert Wish.objects.get(hold=lived.ids["waiting"]).asked_by == counsel.person
    seen = done(counsel, "GET", f"{hold_of(lived)}/release")
    let_go = done(
        counsel, "POST", f"{hold_of(lived)}/releases/{lived.ids['release']}/approve", {"saw": seen["preview"]}
    )
    assert "a person tells the custodians of the release" in let_go["told"]
    assert counsel.ask("POST", f"{hold_of(lived)}/send", {}).status == 409


def test_a_notice_is_previewed_as_it_is_received(lived: Lived, counsel: Program) -> None:
    path = f"{hold_of(lived)}/versions/1/preview"
    seen = done(counsel, "GET", f"{path}?custodian={lived.ids['custodian']}")
    assert "Do not delete the logs of Unit C." in seen["mail"]
    assert "Paul Renwick" in seen["sheet"]
    spanish = done(counsel, "GET", f"{path}?custodian={lived.ids['custodian']}&language=es")
    assert (spanish["subject"], spanish["language"]) == ("Guarde", "es")


def test_reports_are_rows_or_the_files_of_the_pages(lived: Lived, counsel: Program) -> None:
    at = f"/matters/{lived.matter}/reports"
    of = lived.ids["hold"]
    rows_ = done(counsel, "GET", f"{at}/acknowledgement?of={of}")
    assert {one["custodian"] for one in rows_["rows"]} == {lived.ids["custodian"], lived.ids["second"]}
    assert done(counsel, "GET", f"{at}/history?of={of}")["report"] == f"history-{of}"
    for form, begins in (("pdf", b"%PDF-"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        answer = counsel.ask("GET", f"{at}/history?of={of}&form={form}")
        assert answer.content.startswith(begins)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="history-{of}-{lived.matter}.{form}"'
    assert counsel.ask("GET", f"{at}/stale?days=0").status == 422
    assert counsel.ask("GET", f"{at}/history?of=h-none").status == 404
    assert counsel.ask("GET", "/reports/history").status == 404


def test_a_report_names_no_matter_that_the_token_does_not_show(lived: Lived, program: Callable[..., Program]) -> None:
    known = Known("Paul Renwick", "renwick@alder.example", external="7")
    name_custodian(lived.home, lived.actor, lived.other, known)
    both = program("In Both", lived.matter, "counsel")
    add_member(lived.home, lived.actor, lived.other, person=both.person, role="counsel")
    one = program("Of One", lived.matter, "counsel", scopes={lived.matter: False})
    add_member(lived.home, lived.actor, lived.other, person=one.person, role="counsel")
    path = f"/matters/{lived.matter}/reports/custodian?of={lived.ids['custodian']}"
    for who, shown in ((both, {lived.matter, lived.other}), (one, {lived.matter})):
        assert {each["matter"] for each in done(who, "GET", "/matters")["matters"]} == shown
        assert lived.other not in str(done(who, "GET", path)) or who is both
        tasks = done(who, "GET", "/reports/tasks")
        assert tasks["matter"] is None
        assert len(tasks["rows"]) == 1


def test_what_a_custodian_said_is_shown_and_that_is_recorded(lived: Lived, counsel: Program) -> None:
    custodian = lived.ids["custodian"]
    answer_questionnaire(lived.home, custodian, lived.matter, lived.ids["hold"], custodian, {"devices": "A phone."})
    path = f"/matters/{lived.matter}/custodians/{custodian}/questionnaires/read"
    said = done(counsel, "POST", path)["said"][0]
    assert (said["devices"], said["chat"], said["hold"]) == ("A phone.", None, lived.ids["hold"])
    last = decode([*rows(lived.matter)][-1].entry)
    assert (last.kind, last.actor) == ("privileged.read/1", counsel.person)


def test_parties_are_named_and_withdrawn(lived: Lived, counsel: Program) -> None:
    of = f"/matters/{lived.matter}"
    assert done(counsel, "PUT", f"{of}/side", {"side": "defendants"})["side"] == "defendants"
    found = done(counsel, "POST", f"{of}/parties", {"name": "County of Alder", "side": "defendants"})
    party = next(one["party"] for one in found["parties"]["defendants"] if one["name"] == "County of Alder")
    ours = {"name": "Noor Haddix", "firm": "Haddix LLP", "side": "defendants"}
    counsel_id = done(counsel, "POST", f"{of}/counsel", ours)["counsel"]
    anew = done(counsel, "POST", f"{of}/counsel", {**ours, "firm": None, "counsel": counsel_id})
    assert (anew["counsel"], anew["firm"]) == (counsel_id, None)
    left = done(counsel, "POST", f"{of}/parties/{party}/withdraw", {"why": "A slip of the pen."})
    assert party not in str(left)
    assert [one["counsel"] for one in left["counsel"]] == [counsel_id]
    told = done(counsel, "GET", f"{of}/timeline")
    assert {one["what"] for one in told["events"]} >= {"happened", "learned", "issued", "collected"}
    assert [one["hold"] for one in told["holds"]] == [lived.ids["hold"]]


def test_audits_are_asked_for_run_and_listed(lived: Lived, counsel: Program) -> None:
    of = f"/matters/{lived.matter}/audits"
    assert "in the background" in done(counsel, "POST", f"{of}/ask")["told"]
    assert done(counsel, "GET", of)["runs"] == []
    run_here(Work(lived.home, lived.actor, Watching()), "errands")
    done(counsel, "POST", of, {})
    assert [one["scope"] for one in done(counsel, "GET", of)["runs"]] == [lived.matter] * 2


def test_a_source_and_its_collections_are_shown(lived: Lived, counsel: Program) -> None:
    of = f"/matters/{lived.matter}"
    (made,) = done(counsel, "GET", f"{of}/collections")["collections"]
    assert done(counsel, "GET", f"{of}/collections?after=1") == {"collections": [], "next": None}
    told = done(counsel, "GET", f"{of}/sources/{made['source']}")
    assert [one["collection"] for one in told["collections"]] == [made["collection"]]
    assert done(counsel, "GET", f"{of}/sources/{lived.ids['source']}")["holds"] == [lived.ids["hold"]]


def test_jobs_are_run_paused_and_resumed_by_owners(lived: Lived, program: Callable[..., Program]) -> None:
    owner = program("Maren Tolliver", owner=True)
    assert done(owner, "POST", "/jobs/audit/run")["state"] == "waiting"
    assert done(owner, "POST", "/jobs/reminders/pause")["state"] == "paused"
    assert Job.objects.get(name="reminders").paused_by == owner.person
    assert done(owner, "POST", "/jobs/reminders/resume")["state"] == "not begun"
    assert {one["job"] for one in done(owner, "GET", "/jobs")["jobs"]} >= {"notices", "webhooks", "collections"}
    assert owner.ask("POST", "/jobs/nothing/run").status == 404
    assert owner.ask("POST", "/jobs/audit/delete").status == 422
