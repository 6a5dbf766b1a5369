"""Every operation, asked by everybody: no token, bad ones, an outsider, each role, an owner, one that only reads."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from openhold.actions.add_member import add_member
from openhold.actions.home import now
from openhold.actions.roles import ROLES
from openhold.api.urls import api
from openhold.projections.log import Log
from openhold.workbench import tokens
from openhold.workbench.token import Token
from tests.api.conftest import Answer, Lived, Program
from tests.web.conftest import make_account, sign_in

OWNER, OUTSIDER, NOBODY, READER = "owner", "outsider", "nobody", "a token that only reads"
ELSEWHERE, BAD, EXPIRED = "a token of another matter", "a bad one", "an expired one"
REVOKED, CLOSED = "one that was revoked", "one of a closed account"
COUNSEL, CASE_MANAGER, IT_STEWARD, REVIEWER, AUDITOR = MEMBERS = list(ROLES)
TEAM, HANDS, LAWYERS = {COUNSEL, CASE_MANAGER}, {COUNSEL, CASE_MANAGER, IT_STEWARD}, {COUNSEL}
WITHOUT = (NOBODY, BAD, EXPIRED, REVOKED, CLOSED)
"""Whoever has no token that is good."""

M = "/matters/{matter}"
C, H, W, T = M + "/custodians", M + "/holds/{hold}", M + "/holds/{waiting}", M + "/things/{thing}"
NOTHING: dict[str, Any] = {}
WHY = {"why": "The dates are wrong."}
OWNERS = ("/audits", "/jobs")
"""What concerns the whole instance."""
Row = tuple[str, str, str, object, set[str], int]
TABLE: list[Row] = [
    ("list_matters", "GET", "/matters", None, set(), 200),
    ("open_new_matter", "POST", "/matters", {"title": " "}, set(), 422),
    ("show_today", "GET", "/today", None, set(), 200),
    ("show_vault_audits", "GET", "/audits", None, set(), 200),
    ("run_vault_audit", "POST", "/audits", {"sample": "no"}, set(), 422),
    ("show_report", "GET", "/reports/tasks", None, set(), 200),
    ("list_jobs", "GET", "/jobs", None, set(), 200),
    ("change_job", "POST", "/jobs/checkpoints/pause", None, set(), 200),
    ("read_first", "POST", "/papers/read", b"", set(), 422),
    ("open_from_paper", "POST", "/papers/open", {"reading": "x", "take": []}, set(), 422),
    ("show_matter", "GET", M, None, set(MEMBERS), 200),
    ("show_checkpoint", "GET", M + "/checkpoint", None, set(MEMBERS), 200),
    ("list_facts", "GET", M + "/facts", None, set(MEMBERS), 200),
    ("list_members", "GET", M + "/members", None, set(MEMBERS), 200),
    ("add_new_member", "POST", M + "/members", {"email": "{extra}@alder.example", "role": "auditor"}, LAWYERS, 200),
    ("remove_one_member", "DELETE", M + "/members/{person}", None, LAWYERS, 200),
    ("list_parties", "GET", M + "/parties", None, set(MEMBERS), 200),
    ("put_side", "PUT", M + "/side", {"side": "x"}, TEAM, 422),
    ("add_party", "POST", M + "/parties", {"name": " ", "side": "plaintiffs"}, TEAM, 422),
    ("add_counsel", "POST", M + "/counsel", {"name": "x", "side": "x"}, TEAM, 422),
    ("withdraw_named", "POST", M + "/parties/x-none/withdraw", WHY, TEAM, 404),
    ("show_timeline", "GET", M + "/timeline", None, set(MEMBERS), 200),
    ("list_values", "GET", M + "/papers", None, set(MEMBERS), 200),
    ("read_more", "POST", M + "/papers/read", b"", TEAM, 422),
    ("note_taken", "POST", M + "/papers", {"reading": "x", "take": []}, TEAM, 422),
    ("list_custodians", "GET", C + "?alarms=true", None, set(MEMBERS), 200),
    ("add_custodian", "POST", C, {"name": " "}, TEAM, 422),
    ("import_many", "POST", C + "/import?preview=true", b"name\nNoor Haddix\n", TEAM, 200),
    ("import_directory", "POST", C + "/import/directory", {"directory": "none"}, TEAM, 422),
    ("show_custodian", "GET", C + "/{custodian}", None, set(MEMBERS), 200),
    ("show_custodian", "GET", C + "/k-none", None, set(MEMBERS), 404),
    ("change_one", "PATCH", C + "/{custodian}", {"place": "Annex"}, TEAM, 200),
    ("note_left", "POST", C + "/{second}/left", {"on": "2026-03-13"}, TEAM, 200),
    ("settle_one", "POST", C + "/{custodian}/settle", {"done": "Collected."}, TEAM, 422),
    ("read_said", "POST", C + "/{custodian}/questionnaires/read", None, TEAM, 422),
    ("list_sources", "GET", M + "/sources", None, set(MEMBERS), 200),
    ("add_source", "POST", M + "/sources", {"at": "/nowhere"}, HANDS, 409),
    ("show_source", "GET", M + "/sources/{source}", None, set(MEMBERS), 200),
    ("show_source", "GET", M + "/sources/s-none", None, set(MEMBERS), 404),
    ("describe_one", "PUT", M + "/sources/{source}/description", {"retention": "unknown"}, HANDS, 200),
    ("list_things", "GET", M + "/things", None, set(MEMBERS), 200),
    ("add_thing", "POST", M + "/things", {"what": " ", "holder": "x", "place": "x"}, HANDS, 422),
    ("keep_thing_scan", "POST", M + "/things/scans", b"none", HANDS, 422),
    ("show_thing", "GET", T, None, set(MEMBERS), 200),
    ("show_thing", "GET", M + "/things/phone", None, set(MEMBERS), 404),
    ("give_label", "GET", T + "/label", None, set(MEMBERS), 200),
    ("note_seen", "POST", T + "/seen", {}, HANDS, 422),
    ("note_sealed", "POST", T + "/seals", {"seal": " ", "why": "x"}, HANDS, 422),
    ("note_handed", "POST", T + "/handovers", {"to": " ", "why": "x", "place": "x"}, HANDS, 422),
    ("give_sheet", "GET", T + "/handovers/{handover}/sheet", None, set(MEMBERS), 200),
    ("confirm_handed", "POST", T + "/handovers/{handover}/confirm", {"sides": ["giver"]}, set(MEMBERS), 409),
    ("confirm_handed", "POST", T + "/handovers/g-none/confirm", {"sides": ["giver"]}, set(MEMBERS), 404),
    ("dispute_handed", "POST", T + "/handovers/{handover}/dispute", {"side": "taker", "why": "No."}, set(MEMBERS), 409),
    ("list_triggers", "GET", M + "/triggers", None, set(MEMBERS), 200),
    ("add_trigger", "POST", M + "/triggers", {"what": "x", "on": "2099-01-01", "learned_by": "x", "learned_how": "x"},
     TEAM, 422),
    ("withdraw_one", "POST", M + "/triggers/t-none/withdraw", WHY, TEAM, 404),
    ("confirm_duty", "PUT", M + "/duty", {"trigger": "{trigger}"}, TEAM, 200),
    ("list_tasks", "GET", M + "/tasks", None, set(MEMBERS), 200),
    ("give_new_task", "POST", M + "/tasks", {"to": "nobody", "what": "x", "due": "2026-03-06"}, TEAM, 422),
    ("finish_one", "POST", M + "/tasks/{task}/done", {"by": "", "proof": ""}, HANDS, 422),
    ("reopen_one", "POST", M + "/tasks/{task}/reopen", WHY, TEAM, 422),
    ("list_holds", "GET", M + "/holds", None, set(MEMBERS), 200),
    ("propose_new", "POST", M + "/holds", {"title": "x", "acknowledge_by": "2100-01-01"}, TEAM, 422),
    ("show_hold", "GET", H, None, set(MEMBERS), 200),
    ("show_hold", "GET", M + "/holds/force", None, set(MEMBERS), 404),
    ("propose_next", "POST", H + "/versions", {"title": "x", "acknowledge_by": "2100-01-01"}, TEAM, 422),
    ("show_version", "GET", H + "/versions/1", None, TEAM, 200),
    ("show_version", "GET", H + "/versions/9", None, TEAM, 404),
    ("show_as_sent", "GET", H + "/versions/1/preview?custodian={custodian}", None, TEAM, 200),
    ("show_as_sent", "GET", H + "/versions/1/preview?custodian=k-none", None, TEAM, 404),
    ("approve_version", "POST", H + "/versions/1/approve", {"saw": "x"}, LAWYERS, 409),
    ("return_version", "POST", H + "/versions/1/return", WHY, TEAM, 409),
    ("issue_version", "POST", W + "/versions/1/issue", None, TEAM, 409),
    ("note_acknowledgement", "POST", H + "/acknowledgements", {"custodian": "{custodian}"}, TEAM, 200),
    ("note_signed", "POST", H + "/acknowledgements/scan?custodian={custodian}", b"none", TEAM, 422),
    ("list_said", "GET", H + "/said", None, TEAM, 200),
    ("answer_one", "POST", H + "/questions/q-none/answer", {"text": "Yes."}, TEAM, 404),
    ("list_sending", "GET", M + "/sending", None, set(MEMBERS), 200),
    ("send_now", "POST", W + "/send", {"what": "first"}, TEAM, 409),
    ("pause_reminders", "POST", H + "/reminders/pause", None, TEAM, 200),
    ("resume_reminders", "POST", H + "/reminders/resume", None, TEAM, 200),
    ("show_preview", "GET", H + "/release", None, set(MEMBERS), 200),
    ("propose_one", "POST", W + "/releases", WHY, TEAM, 409),
    ("approve_one", "POST", H + "/releases/{release}/approve", {"saw": "x"}, LAWYERS, 409),
    ("return_one", "POST", H + "/releases/r-none/return", WHY, TEAM, 404),
    ("list_collections", "GET", M + "/collections", None, set(MEMBERS), 200),
    ("list_orders", "GET", M + "/orders", None, set(MEMBERS), 200),
    ("note_new_order", "POST", M + "/orders", {"paper": "x", "on": "2099-01-01", "levels": []}, LAWYERS, 422),
    ("amend_one_order", "PUT", M + "/orders/o-none", {"paper": "x", "on": "2026-01-02", "levels": [], "why": "x"},
     LAWYERS, 404),
    ("lift_one_order", "POST", M + "/orders/o-none/lift", {"on": "2026-01-02", "why": "x"}, LAWYERS, 404),
    ("designate_one", "POST", M + "/orders/o-none/designations", {"which": "x", "level": "x", "why": "x"}, TEAM, 404),
    ("withdraw_one_designation", "POST", M + "/orders/o-none/designations/withdraw", {"which": "x", "why": "x"}, TEAM,
     404),
    ("list_kept", "GET", M + "/items?limit=2", None, set(MEMBERS), 200),
    ("read_one", "POST", M + "/items/read", {"item": "zz.bin"}, {COUNSEL, CASE_MANAGER, REVIEWER}, 200),
    ("show_receipt", "GET", M + "/receipt?item=zz.bin", None, set(MEMBERS), 200),
    ("show_audits", "GET", M + "/audits", None, set(MEMBERS), 200),
    ("show_matter_report", "GET", M + "/reports/not-on", None, set(MEMBERS), 200),
    ("show_matter_report", "GET", M + "/reports/history?of={hold}&form=csv", None, set(MEMBERS), 200),
    ("show_matter_report", "GET", M + "/reports/history", None, set(MEMBERS), 422),
    ("show_matter_report", "GET", M + "/reports/none", None, set(MEMBERS), 404),
    ("list_errands", "GET", M + "/errands", None, set(MEMBERS), 200),
    ("show_errand", "GET", M + "/errands/e-none", None, set(MEMBERS), 404),
    ("collect_source", "POST", M + "/sources/s-none/collections", {}, HANDS, 404),
    ("make_disclosure", "POST", M + "/disclosures", {"withhold": {"x": "x"}}, TEAM, 422),
    ("give_bag", "GET", M + "/errands/e-none/bag", None, TEAM, 404),
    ("list_proposed", "GET", M + "/dispositions", None, set(MEMBERS), 200),
    ("propose_destroyed", "POST", M + "/units/u-none/disposition", WHY, TEAM, 404),
    ("approve_destroyed", "POST", M + "/units/u-none/disposition/approve", None, LAWYERS, 404),
    ("stop_audit", "POST", M + "/audits/stop", None, {*HANDS, AUDITOR}, 200),
    ("stop_collection", "POST", M + "/sources/{source}/collections/stop", None, HANDS, 200),
    ("ask_audit", "POST", M + "/audits/ask", None, {*HANDS, AUDITOR}, 200),
    ("list_webhooks", "GET", M + "/webhooks", None, set(MEMBERS), 200),
    ("add_webhook", "POST", M + "/webhooks", {"url": "https://elsewhere.example/"}, LAWYERS, 422),
    ("resume_webhook", "POST", M + "/webhooks/0/resume", None, LAWYERS, 404),
    ("remove_webhook", "DELETE", M + "/webhooks/0", None, LAWYERS, 404),
    ("run_audit", "POST", M + "/audits", {"sample": "no"}, {*HANDS, AUDITOR}, 422),
]  # fmt: skip
"""Name, method, address, body, the roles whose deed it is, and what whoever may do it is answered."""


def expected(row: Row) -> dict[str, int]:
    """Return what each is answered: 401 without a token, 404 without a part in the matter, 403 without the deed."""
    _, method, address, _, roles, allowed = row
    if "{matter}" in address:
        may = {OWNER, *roles}
        answers = {one: allowed if one in may else 403 for one in (OWNER, *MEMBERS)}
        answers |= {OUTSIDER: 404, ELSEWHERE: 404, READER: allowed if method == "GET" else 403}
    else:
        everybody = 403 if address.startswith(OWNERS) else allowed
        answers = {OWNER: allowed, **dict.fromkeys((*MEMBERS, OUTSIDER), everybody)}
        answers |= dict.fromkeys((READER, ELSEWHERE), everybody if method == "GET" else 403)
    return {**answers, **dict.fromkeys(WITHOUT, 401)}


def operations() -> set[str]:
    return {
        operation.view_func.__name__
        for _, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    }


def test_the_table_has_every_operation() -> None:
    assert {row[0] for row in TABLE} == operations()


@pytest.fixture
def everybody(lived: Lived, program: Callable[..., Program]) -> dict[str, Program]:
    them = {OWNER: program("Maren Tolliver", owner=True), NOBODY: Program(None), BAD: Program("openhold_none")}
    for role in MEMBERS:
        them[role] = program(f"The {role}", lived.matter, role)
    # Counsel in another matter is nobody in this one.
    them[OUTSIDER] = program("Other Counsel", lived.other, COUNSEL)
    them[READER] = program("Only Reads", lived.matter, COUNSEL, scopes={lived.matter: False})
    them[ELSEWHERE] = program("Elsewhere", lived.matter, COUNSEL, scopes={lived.other: True})
    them[EXPIRED] = program("Too Late", lived.matter, COUNSEL)
    Token.objects.filter(account=them[EXPIRED].account).update(ends_at=now())
    them[REVOKED] = program("Taken Back", lived.matter, COUNSEL)
    tokens.revoke_all(now(), them[REVOKED].account)  # type: ignore[arg-type]
    closed = them[CLOSED] = program("Gone Tomorrow", lived.matter, COUNSEL)
    assert closed.account is not None
    closed.account.is_active = False
    closed.account.save()
    return them


def filled(value: object, ids: dict[str, str]) -> object:
    if isinstance(value, dict):
        return {key: one.format(**ids) if isinstance(one, str) else one for key, one in value.items()}
    return value


def asked(who: Program, row: Row, ids: dict[str, str]) -> Answer:
    name, method, address, body, _, _ = row
    files = {"import_many": "text/csv"}
    content_type = files.get(name, "image/png") if isinstance(body, bytes) else "application/json"
    return who.ask(method, address.format(**ids), filled(body, ids), content_type=content_type)


def test_everybody_is_answered_by_every_operation_what_the_table_says(
    lived: Lived, everybody: dict[str, Program]
) -> None:
    extra = make_account(lived.home, "extra")
    ids = {**lived.ids, "matter": lived.matter, "extra": "extra", "person": extra.person}
    wrong = []
    for row in TABLE:
        # Tries that open nothing are counted, which is another test's.
        cache.clear()
        for who, wanted in expected(row).items():
            if row[0] == "remove_one_member":
                add_member(lived.home, lived.actor, lived.matter, person=extra.person, role=REVIEWER)
            answer = asked(everybody[who], row, ids)
            if answer.status != wanted:
                wrong.append((row[0], row[2], who, wanted, answer.status, answer.content[:200]))
            elif wanted >= 400:
                assert set(answer.json) == {"error"}
                assert set(answer.json["error"]) == {"code", "message"}
    assert wrong == [], "\n".join(map(str, wrong))


def test_to_an_outsider_a_matter_is_as_one_that_never_was(lived: Lived, everybody: dict[str, Program]) -> None:
    before = Log.objects.get(matter=lived.matter).size
    for who in (OUTSIDER, ELSEWHERE):
        for row in TABLE:
            if "{matter}" in row[2]:
                ids = {**lived.ids, "person": "p-none", "extra": "x"}
                there = asked(everybody[who], row, {**ids, "matter": lived.matter})
                never = asked(everybody[who], row, {**ids, "matter": "m-0000000000"})
                assert (there.status, there.content, dict(there.headers)) == (404, never.content, dict(never.headers))
    assert Log.objects.get(matter=lived.matter).size == before


def test_a_session_opens_nothing(lived: Lived) -> None:
    account = make_account(lived.home, "Maren Tolliver", owner=True)
    signed_in = Program(None, account, sign_in(account, Client(SERVER_NAME="127.0.0.1")))
    for row in TABLE:
        ids = {**lived.ids, "matter": lived.matter, "person": "p-none", "extra": "x"}
        assert asked(signed_in, row, ids).status == 401


def test_a_token_shows_no_more_matters_than_its_scope_and_its_person_have(
    lived: Lived, everybody: dict[str, Program]
) -> None:
    def shown(who: str) -> list[str]:
        return [one["matter"] for one in everybody[who].ask("GET", "/matters").json["matters"]]

    assert shown(OWNER) == [lived.matter, lived.other]
    assert shown(COUNSEL) == [lived.matter]
    assert shown(OUTSIDER) == [lived.other]
    # The person is counsel in one matter, the token is for the other alone.
    assert shown(ELSEWHERE) == []
    for who, said in ((COUNSEL, {lived.matter}), (OUTSIDER, set()), (ELSEWHERE, set())):
        today = everybody[who].ask("GET", "/today").json
        assert {one["matter"] for one in today["due"]} == {one["matter"] for one in today["unanswered"]} == said
