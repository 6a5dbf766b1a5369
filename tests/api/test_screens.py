"""What a page can do a program can: every address of the pages has its operation, for the same roles, or a reason."""

import pytest
from django.urls import get_resolver

from openhold.actions.roles import ROLES
from tests.api import test_walls as programs
from tests.web import test_walls as pages

SCREENS: dict[str, str] = {
    "front": "show_today list_matters",
    "matters-file": "list_matters",
    "reports": "show_report",
    "report": "show_report",
    "report-file": "show_report",
    "jobs": "list_jobs",
    "change-job": "change_job",
    "open-matter": "open_new_matter read_first",
    "open-by-hand": "open_new_matter",
    "open-read": "read_first",
    "open-from-paper": "open_from_paper",
    "matter": "show_matter list_collections list_kept show_audits",
    "receipt": "show_receipt",
    "receipt-file": "show_receipt",
    "item": "read_one",
    "people": "list_members",
    "add-member": "add_new_member",
    "change-role": "add_new_member",
    "remove-member": "remove_one_member",
    "papers": "list_values",
    "read-paper": "read_more",
    "note-paper": "note_taken",
    "parties": "list_parties",
    "say-side": "put_side",
    "name-party": "add_party add_counsel",
    "withdraw-party": "withdraw_named",
    "triggers": "list_triggers",
    "note-trigger": "add_trigger",
    "confirm-duty": "confirm_duty",
    "withdraw-trigger": "withdraw_one",
    "orders": "list_orders",
    "order": "list_orders",
    "note-order": "note_new_order",
    "amend-order": "amend_one_order",
    "lift-order": "lift_one_order",
    "designate": "designate_one",
    "withdraw-designation": "withdraw_one_designation",
    "timeline": "show_timeline",
    "calendar-file": "show_today list_sending",
    "audits": "show_audits show_checkpoint",
    "audits-file": "show_audits",
    "ask-audit": "ask_audit run_audit",
    "stop-audit": "stop_audit",
    "custodians": "list_custodians",
    "custodians-file": "list_custodians",
    "add-custodian": "add_custodian",
    "import-custodians": "import_many import_directory",
    "confirm-import": "import_many import_directory",
    "custodian": "show_custodian",
    "custodian-said": "read_said",
    "change-custodian": "change_one",
    "note-left": "note_left",
    "settle-alarm": "settle_one",
    "sources": "list_sources",
    "sources-file": "list_sources",
    "name-source": "add_source",
    "source": "show_source",
    "collect": "collect_source show_errand",
    "stop-collecting": "stop_collection",
    "describe-source": "describe_one",
    "things": "list_things",
    "things-file": "list_things",
    "new-thing": "add_thing keep_thing_scan",
    "thing": "show_thing",
    "give-thing": "note_handed",
    "see-thing": "note_seen keep_thing_scan",
    "seal-thing": "note_sealed keep_thing_scan",
    "thing-label": "give_label",
    "confirm-hand-over": "confirm_handed",
    "dispute-hand-over": "dispute_handed",
    "hand-over-sheet": "give_sheet",
    "tasks": "list_tasks",
    "tasks-file": "list_tasks",
    "task": "list_tasks",
    "finish-task": "finish_one",
    "give-task": "give_new_task",
    "sending": "list_sending",
    "propose-hold": "propose_new propose_next",
    "amend-hold": "propose_next",
    "hold": "show_hold",
    "answers-file": "show_hold",
    "acknowledge": "note_acknowledgement note_signed",
    "answer-question": "answer_one",
    "send-now": "send_now",
    "pause-reminders": "pause_reminders",
    "resume-reminders": "resume_reminders",
    "hold-version": "show_version",
    "version-preview": "show_as_sent",
    "version-as-sent": "show_as_sent",
    "approve-version": "approve_version",
    "return-version": "return_version",
    "issue-version": "issue_version",
    "hold-release": "show_preview",
    "propose-release": "propose_one",
    "approve-release": "approve_one",
    "return-release": "return_one",
    "matter-reports": "show_matter_report",
    "report-of": "show_matter_report",
    "report-of-file": "show_matter_report",
    "report-about": "show_matter_report",
    "report-about-file": "show_matter_report",
}
"""For every address of the pages by its name, the operations that show or do the same."""
SIGNING_IN = "How somebody signs in is theirs: no token can be what makes, shows or widens a way in."
DRAWN = "It is a part of the pages themselves."
LETTING_IN = "Who has an account outlives a token: an owner who signed in lets them in and closes it."
DRAFTED = "A form half filled in is kept for a person; a program proposes a whole version."
OF_CUSTODIANS = "The page of a notice's link is the custodian's own: nobody answers in their name."
OF_THE_TERMINAL = "What web.toml says is said, and read, by whoever has the terminal; the page repeats it."
WITHOUT: dict[str, str] = {
    **dict.fromkeys(("style", "script", "notice-style", "help"), DRAWN),
    **dict.fromkeys(("accounts", "close-account", "invited"), LETTING_IN),
    **dict.fromkeys(("new-hold", "hold-draft", "draft-preview", "draft-as-sent", "discard-draft"), DRAFTED),
    "notice": OF_CUSTODIANS,
    "settings": OF_THE_TERMINAL,
    **dict.fromkeys(("own", "end-session", "tokens", "new-token", "revoke-token"), SIGNING_IN),
    **dict.fromkeys(
        (name for name in pages.names(get_resolver("openhold.web.urls")) if name.startswith(("account_", "mfa_"))),
        SIGNING_IN,
    ),
}
"""The addresses that have none, each with the reason. A new one belongs here only if one of these is true of it."""
ALONE = (
    "make_disclosure give_bag list_errands list_proposed propose_destroyed "
    "approve_destroyed list_facts list_said list_holds reopen_one show_vault_audits run_vault_audit "
    "list_webhooks add_webhook resume_webhook remove_webhook"
)
"""The operations that no page has: what commands do, and what only programs need."""


def test_every_address_of_the_pages_has_an_operation_or_a_reason() -> None:
    assert set(pages.names(get_resolver("openhold.web.urls"))) == {*SCREENS, *WITHOUT}
    assert not set(SCREENS) & set(WITHOUT)


def test_every_operation_is_that_of_a_page_or_said_to_be_none() -> None:
    named = {one for them in SCREENS.values() for one in them.split()}
    assert named | set(ALONE.split()) == programs.operations()
    assert not named & set(ALONE.split())


DEEDS = sorted({row[0] for row in pages.TABLE if row[1] == "post" and "{matter}" in row[2]} & set(SCREENS))


@pytest.mark.parametrize("screen", DEEDS)
def test_a_deed_is_that_of_the_same_roles_on_a_page_and_by_a_program(screen: str) -> None:
    there = [answers for name, method, _, answers in pages.TABLE if (name, method) == (screen, "post")]
    them = [row for row in programs.TABLE if row[0] in SCREENS[screen].split() and row[1] != "GET"]
    assert them
    for row in them:
        may = {role for role in ROLES if programs.expected(row)[role] != 403}
        for answers in there:
            assert may == {role for role in ROLES if answers[role] != 403}, row[0]
