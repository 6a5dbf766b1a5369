"""Every address, asked by everybody: an owner, a member of each role, an outsider, nobody, a session that was ended."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from openhold.actions.add_member import add_member
from openhold.actions.collect.action import collect
from openhold.actions.give_task import give_task
from openhold.actions.holds.release import propose_release
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.open_matter import open_matter
from openhold.actions.orders.note import Stated, note_order
from openhold.actions.roles import ROLES
from openhold.actions.set_up import Instance
from openhold.actions.things.hand_over import Handing, hand_over
from openhold.actions.things.name_thing import Described, name_thing
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.workbench import tokens
from openhold.workbench.draft import begin
from openhold.workbench.token import Token
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, DAY, a_case
from tests.web.conftest import Visitor, browser, make_account

OWNER, OUTSIDER, NOBODY, ENDED = "owner", "outsider", "nobody", "a session that was ended"
COUNSEL, CASE_MANAGER, IT_STEWARD, REVIEWER, AUDITOR = MEMBERS = list(ROLES)
SIGN_IN = "to where one signs in"
"""Every address answers so to whoever is not signed in, whether it is there or not."""
ASKED_AGAIN = 302
"""What opens an account asks for the password again, however short ago it was given."""


def for_members(allowed: int, *, only: set[str] | None = None) -> dict[str, int | str]:
    """Return what each gets: `allowed` or, where `only` some roles may, 403; an outsider gets 404."""
    may = {OWNER, *(MEMBERS if only is None else only)}
    answers: dict[str, int | str] = {one: allowed if one in may else 403 for one in (OWNER, *MEMBERS)}
    return {**answers, OUTSIDER: 404, NOBODY: SIGN_IN, ENDED: SIGN_IN}


def for_signed_in(status: int, *, nobody: int | str = SIGN_IN) -> dict[str, int | str]:
    """Return what each gets who has an account, whatever they are a member of."""
    return {**dict.fromkeys((OWNER, *MEMBERS, OUTSIDER), status), NOBODY: nobody, ENDED: nobody}


def for_owners(status: int) -> dict[str, int | str]:
    return {OWNER: status, **dict.fromkeys((*MEMBERS, OUTSIDER), 404), NOBODY: SIGN_IN, ENDED: SIGN_IN}


def for_all(status: int) -> dict[str, int | str]:
    return dict.fromkeys((OWNER, *MEMBERS, OUTSIDER, NOBODY, ENDED), status)


TEAM = {COUNSEL, CASE_MANAGER, REVIEWER}
LAWYERS, HANDS = {COUNSEL, CASE_MANAGER}, {COUNSEL, CASE_MANAGER, IT_STEWARD}
HOLD, PERSON = "/matters/{matter}/holds/{hold}/", "/matters/{matter}/custodians/{custodian}/"
DRAFT = "/matters/{matter}/holds/drafts/{draft}/"
THING = "/matters/{matter}/things/{thing}/"
PROTECTIVE = Stated(paper="Protective order", on=date(2026, 1, 2), levels=[("CONFIDENTIAL", [COUNSEL])])
TABLE: list[tuple[str, str, str, dict[str, int | str]]] = [
    ("front", "get", "/", for_signed_in(200)),
    ("matters-file", "get", "/matters.csv", for_signed_in(200)),
    ("matters-file", "get", "/matters.xlsx", for_signed_in(200)),
    ("matters-file", "get", "/matters.doc", for_signed_in(404)),
    ("reports", "get", "/reports/", for_signed_in(200)),
    ("report", "get", "/reports/not-on/", for_signed_in(200)),
    ("report", "get", "/reports/stale/?days=1", for_signed_in(200)),
    ("report", "get", "/reports/stale/?days=-1&holds=x", for_signed_in(200)),
    ("report", "get", "/reports/history/", for_signed_in(404)),
    ("report-file", "get", "/reports/tasks.pdf", for_signed_in(200)),
    ("report-file", "get", "/reports/tasks.doc", for_signed_in(404)),
    ("style", "get", "/style.css", for_all(200)),
    ("script", "get", "/scripts/webauthn.js", for_all(200)),
    ("invited", "get", "/invited/nothing/", for_all(404)),
    ("notice", "get", "/n/nothing/", for_all(404)),
    ("notice-style", "get", "/n/style.css", for_all(200)),
    ("accounts", "get", "/accounts/", for_owners(200)),
    ("accounts", "post", "/accounts/?email=new@alder.example", for_owners(200)),
    ("close-account", "post", "/accounts/{extra_account}/close", for_owners(302)),
    ("help", "get", "/help/", for_signed_in(200)),
    ("settings", "get", "/settings/", for_owners(200)),
    ("jobs", "get", "/jobs/", for_owners(200)),
    ("change-job", "post", "/jobs/checkpoints/pause", for_owners(302)),
    ("change-job", "post", "/jobs/checkpoints/resume", for_owners(302)),
    ("change-job", "post", "/jobs/nothing/run", for_owners(404)),
    ("own", "get", "/account/", for_signed_in(200)),
    ("end-session", "post", "/account/sessions/{session}/end", for_signed_in(404)),
    ("tokens", "get", "/account/tokens/", for_signed_in(200)),
    ("new-token", "get", "/account/tokens/new", for_signed_in(ASKED_AGAIN)),
    ("new-token", "post", "/account/tokens/new?name=x", for_signed_in(ASKED_AGAIN)),
    ("revoke-token", "post", "/account/tokens/{token}/revoke", for_signed_in(404)),
    ("account_login", "get", "/account/login/", for_signed_in(302, nobody=200)),
    ("account_logout", "get", "/account/logout/", for_signed_in(200, nobody=302)),
    ("account_reauthenticate", "get", "/account/reauthenticate/", for_signed_in(200)),
    ("account_change_password", "get", "/account/password/", for_signed_in(200)),
    ("account_inactive", "get", "/account/inactive/", for_all(200)),
    ("mfa_index", "get", "/account/2fa/", for_signed_in(200)),
    ("mfa_authenticate", "get", "/account/2fa/authenticate/", for_signed_in(302, nobody=302)),
    ("mfa_reauthenticate", "get", "/account/2fa/reauthenticate/", for_signed_in(ASKED_AGAIN)),
    ("mfa_activate_totp", "get", "/account/2fa/totp/activate/", for_signed_in(ASKED_AGAIN)),
    ("mfa_deactivate_totp", "get", "/account/2fa/totp/deactivate/", for_signed_in(404)),
    ("mfa_view_recovery_codes", "get", "/account/2fa/recovery-codes/", for_signed_in(404)),
    ("mfa_generate_recovery_codes", "get", "/account/2fa/recovery-codes/generate/", for_signed_in(ASKED_AGAIN)),
    ("mfa_download_recovery_codes", "get", "/account/2fa/recovery-codes/download/", for_signed_in(404)),
    ("mfa_list_webauthn", "get", "/account/2fa/webauthn/", for_signed_in(200)),
    ("mfa_add_webauthn", "get", "/account/2fa/webauthn/add/", for_signed_in(ASKED_AGAIN)),
    ("mfa_reauthenticate_webauthn", "get", "/account/2fa/webauthn/reauthenticate/", for_signed_in(ASKED_AGAIN)),
    ("mfa_remove_webauthn", "get", "/account/2fa/webauthn/keys/1/remove/", for_signed_in(ASKED_AGAIN)),
    ("mfa_edit_webauthn", "get", "/account/2fa/webauthn/keys/1/edit/", for_signed_in(ASKED_AGAIN)),
    ("mfa_login_webauthn", "get", "/account/2fa/webauthn/login/", for_signed_in(302, nobody=302)),
    ("matter", "get", "/matters/{matter}/", for_members(200)),
    ("receipt", "get", "/matters/{matter}/receipt?item=zz.bin", for_members(200)),
    ("receipt-file", "get", "/matters/{matter}/receipt.json?item=zz.bin", for_members(200)),
    ("item", "post", "/matters/{matter}/item?item=zz.bin", for_members(200, only=TEAM)),
    ("people", "get", "/matters/{matter}/people/", for_members(200)),
    ("add-member", "post", "/matters/{matter}/people/add?email={email}&role=auditor", for_members(302, only={COUNSEL})),
    (
        "add-member",
        "post",
        "/matters/{matter}/people/add?email=x@y.example&role=auditor",
        for_members(200, only={COUNSEL}),
    ),
    ("change-role", "post", "/matters/{matter}/people/{extra}/role?role=reviewer", for_members(302, only={COUNSEL})),
    ("remove-member", "post", "/matters/{matter}/people/{extra}/remove", for_members(302, only={COUNSEL})),
    ("open-matter", "get", "/matters/new/", for_signed_in(200)),
    ("open-by-hand", "post", "/matters/new/open?title=", for_signed_in(422)),
    ("open-read", "post", "/matters/new/paper?x=", for_signed_in(422)),
    ("open-from-paper", "post", "/matters/new/from-paper?reading=x", for_signed_in(422)),
    ("papers", "get", "/matters/{matter}/papers/", for_members(200)),
    ("read-paper", "post", "/matters/{matter}/papers/read?x=", for_members(422, only=LAWYERS)),
    ("note-paper", "post", "/matters/{matter}/papers/note?reading=x", for_members(422, only=LAWYERS)),
    ("parties", "get", "/matters/{matter}/parties/", for_members(200)),
    ("say-side", "post", "/matters/{matter}/parties/side?side=x", for_members(422, only=LAWYERS)),
    ("name-party", "post", "/matters/{matter}/parties/name?name=", for_members(422, only=LAWYERS)),
    ("withdraw-party", "post", "/matters/{matter}/parties/withdraw?which=x&why=y", for_members(422, only=LAWYERS)),
    ("triggers", "get", "/matters/{matter}/triggers/", for_members(200)),
    ("note-trigger", "post", "/matters/{matter}/triggers/note?what=", for_members(422, only=LAWYERS)),
    ("confirm-duty", "post", "/matters/{matter}/triggers/confirm?trigger=x", for_members(422, only=LAWYERS)),
    ("withdraw-trigger", "post", "/matters/{matter}/triggers/withdraw?trigger=x&why=y", for_members(422, only=LAWYERS)),
    ("sources", "get", "/matters/{matter}/sources/?show=unknown&sort=place", for_members(200)),
    ("name-source", "post", "/matters/{matter}/sources/name?at=", for_members(422, only=HANDS)),
    ("source", "get", "/matters/{matter}/sources/{source}/", for_members(200)),
    ("source", "get", "/matters/{matter}/sources/s-nothing/", for_members(404)),
    (
        "describe-source",
        "post",
        "/matters/{matter}/sources/{source}/describe?retention=x",
        for_members(422, only=HANDS),
    ),
    ("describe-source", "post", "/matters/{matter}/sources/s-nothing/describe?x=", for_members(404, only=HANDS)),
    ("custodian-said", "post", "/matters/{matter}/custodians/{custodian}/said", for_members(404, only=LAWYERS)),
    ("orders", "get", "/matters/{matter}/orders/", for_members(200)),
    ("note-order", "post", "/matters/{matter}/orders/note?paper=", for_members(422, only={COUNSEL})),
    ("order", "get", "/matters/{matter}/orders/{order}/", for_members(200)),
    ("order", "get", "/matters/{matter}/orders/o-none/", for_members(404)),
    ("amend-order", "post", "/matters/{matter}/orders/{order}/amend?paper=", for_members(422, only={COUNSEL})),
    ("lift-order", "post", "/matters/{matter}/orders/{order}/lift?on=x", for_members(422, only={COUNSEL})),
    (
        "designate",
        "post",
        "/matters/{matter}/orders/designate?under=x&what=item&which=y",
        for_members(422, only=LAWYERS),
    ),
    ("withdraw-designation", "post", "/matters/{matter}/orders/{order}/withdraw?why=x", for_members(422, only=LAWYERS)),
    ("timeline", "get", "/matters/{matter}/timeline/", for_members(200)),
    ("custodians", "get", "/matters/{matter}/custodians/", for_members(200)),
    ("custodians-file", "get", "/matters/{matter}/custodians.csv", for_members(200)),
    ("custodians-file", "get", "/matters/{matter}/custodians.pdf", for_members(404)),
    ("custodian", "get", "/matters/{matter}/custodians/{custodian}/", for_members(200)),
    ("custodian", "get", "/matters/{matter}/custodians/k-nobody/", for_members(404)),
    ("add-custodian", "get", "/matters/{matter}/custodians/add/", for_members(200, only=LAWYERS)),
    ("add-custodian", "post", "/matters/{matter}/custodians/add/?name=", for_members(422, only=LAWYERS)),
    ("import-custodians", "get", "/matters/{matter}/custodians/import/", for_members(200, only=LAWYERS)),
    ("import-custodians", "post", "/matters/{matter}/custodians/import/?x=y", for_members(422, only=LAWYERS)),
    ("confirm-import", "get", "/matters/{matter}/custodians/import/none/", for_members(302, only=LAWYERS)),
    ("confirm-import", "post", "/matters/{matter}/custodians/import/none/", for_members(302, only=LAWYERS)),
    ("change-custodian", "post", PERSON + "change?name=", for_members(422, only=LAWYERS)),
    ("change-custodian", "post", "/matters/{matter}/custodians/k-nobody/change", for_members(404, only=LAWYERS)),
    ("note-left", "post", PERSON + "left?on=never", for_members(422, only=LAWYERS)),
    ("settle-alarm", "post", PERSON + "settle?done=x", for_members(422, only=LAWYERS)),
    ("sources-file", "get", "/matters/{matter}/sources.xlsx", for_members(200)),
    ("things", "get", "/matters/{matter}/things/", for_members(200)),
    ("things-file", "get", "/matters/{matter}/things.csv", for_members(200)),
    ("things-file", "get", "/matters/{matter}/things.doc", for_members(404)),
    ("new-thing", "get", "/matters/{matter}/things/new", for_members(200, only=HANDS)),
    ("new-thing", "post", "/matters/{matter}/things/new?what=&holder=x", for_members(422, only=HANDS)),
    ("thing", "get", THING, for_members(200)),
    ("thing", "get", "/matters/{matter}/things/s-none/", for_members(404)),
    ("thing", "get", "/matters/{matter}/things/telephone/", for_members(404)),
    ("give-thing", "get", THING + "hand-over", for_members(200, only=HANDS)),
    ("give-thing", "post", THING + "hand-over?taker=&why=x", for_members(422, only=HANDS)),
    ("see-thing", "get", THING + "seen", for_members(200, only=HANDS)),
    ("see-thing", "post", THING + "seen?by=x", for_members(422, only=HANDS)),
    ("seal-thing", "get", THING + "seal", for_members(200, only=HANDS)),
    ("seal-thing", "post", THING + "seal?by=x&seal=", for_members(422, only=HANDS)),
    ("thing-label", "get", THING + "label", for_members(200)),
    ("confirm-hand-over", "post", THING + "hand-overs/{handover}/confirm?side=giver", for_members(409)),
    ("confirm-hand-over", "post", THING + "hand-overs/g-none/confirm?side=giver", for_members(404)),
    ("dispute-hand-over", "post", THING + "hand-overs/{handover}/dispute?side=taker&why=x", for_members(409)),
    ("hand-over-sheet", "get", THING + "hand-overs/{handover}/sheet", for_members(200)),
    ("hand-over-sheet", "get", THING + "hand-overs/g-none/sheet", for_members(404)),
    ("tasks", "get", "/matters/{matter}/tasks/", for_members(200)),
    ("give-task", "post", "/matters/{matter}/tasks/give?to=x", for_members(422, only=LAWYERS)),
    ("tasks-file", "get", "/matters/{matter}/tasks.csv?show=open", for_members(200)),
    ("task", "get", "/matters/{matter}/tasks/{task}/", for_members(200, only=HANDS)),
    ("finish-task", "post", "/matters/{matter}/tasks/{task}/done?by=&proof=", for_members(422, only=HANDS)),
    ("new-hold", "get", "/matters/{matter}/holds/new/", for_members(200, only=LAWYERS)),
    ("new-hold", "post", "/matters/{matter}/holds/new/?draft=x", for_members(404, only=LAWYERS)),
    ("hold-draft", "get", DRAFT + "scope/", for_members(200, only=LAWYERS)),
    ("hold-draft", "get", DRAFT + "nowhere/", for_members(404, only=LAWYERS)),
    ("hold-draft", "post", DRAFT + "scope/?title=", for_members(422, only=LAWYERS)),
    ("draft-preview", "get", DRAFT + "preview/", for_members(200, only=LAWYERS)),
    ("draft-as-sent", "get", DRAFT + "preview/as-sent", for_members(404, only=LAWYERS)),
    ("propose-hold", "post", DRAFT + "propose", for_members(422, only=LAWYERS)),
    ("discard-draft", "post", "/matters/{matter}/holds/drafts/d-none/discard", for_members(404, only=LAWYERS)),
    ("amend-hold", "get", HOLD + "amend/", for_members(200, only=LAWYERS)),
    ("version-preview", "get", HOLD + "versions/1/preview/", for_members(200, only=LAWYERS)),
    ("version-as-sent", "get", HOLD + "versions/1/preview/as-sent", for_members(200, only=LAWYERS)),
    ("version-as-sent", "get", HOLD + "versions/9/preview/as-sent", for_members(404, only=LAWYERS)),
    ("hold", "get", HOLD, for_members(200)),
    ("answers-file", "get", HOLD + "answers.csv?show=open", for_members(200)),
    ("answers-file", "get", "/matters/{matter}/holds/force/answers.csv", for_members(404)),
    ("matter-reports", "get", "/matters/{matter}/reports/", for_members(200)),
    ("report-of", "get", "/matters/{matter}/reports/not-on/", for_members(200)),
    ("report-of", "get", "/matters/{matter}/reports/history/", for_members(404)),
    ("report-of-file", "get", "/matters/{matter}/reports/stale.xlsx", for_members(200)),
    ("report-about", "get", "/matters/{matter}/reports/history/{hold}/", for_members(200)),
    ("report-about", "get", "/matters/{matter}/reports/acknowledgement/{hold}/", for_members(200)),
    ("report-about", "get", "/matters/{matter}/reports/acknowledgement/force/", for_members(404)),
    ("report-about", "get", "/matters/{matter}/reports/custodian/{custodian}/", for_members(200)),
    ("report-about", "get", "/matters/{matter}/reports/custodian/k-nobody/", for_members(404)),
    ("report-about", "get", "/matters/{matter}/reports/not-on/{hold}/", for_members(404)),
    ("report-about-file", "get", "/matters/{matter}/reports/history/{hold}.pdf", for_members(200)),
    ("report-about-file", "get", "/matters/{matter}/reports/history/{hold}.doc", for_members(404)),
    ("hold", "get", "/matters/{matter}/holds/force/", for_members(404)),
    ("acknowledge", "post", HOLD + "acknowledge?custodian={custodian}", for_members(422, only=LAWYERS)),
    ("answer-question", "post", HOLD + "answer?question=q-none&text=x", for_members(422, only=LAWYERS)),
    ("calendar-file", "get", "/matters/{matter}/calendar.ics", for_members(200)),
    ("audits", "get", "/matters/{matter}/audits/", for_members(200)),
    ("audits-file", "get", "/matters/{matter}/audits.csv", for_members(200)),
    ("audits-file", "get", "/matters/{matter}/audits.xlsx", for_members(200)),
    ("ask-audit", "post", "/matters/{matter}/audits/ask", for_members(302, only={*HANDS, AUDITOR})),
    ("stop-audit", "post", "/matters/{matter}/audits/stop", for_members(302, only={*HANDS, AUDITOR})),
    ("collect", "post", "/matters/{matter}/sources/{source}/collect", for_members(302, only=HANDS)),
    ("collect", "post", "/matters/{matter}/sources/s-nothing/collect", for_members(404, only=HANDS)),
    ("stop-collecting", "post", "/matters/{matter}/sources/{source}/stop", for_members(302, only=HANDS)),
    ("sending", "get", "/matters/{matter}/sending/", for_members(200)),
    ("send-now", "post", HOLD + "send?what=everything", for_members(404, only=LAWYERS)),
    ("pause-reminders", "post", HOLD + "reminders/pause", for_members(302, only=LAWYERS)),
    ("resume-reminders", "post", HOLD + "reminders/resume", for_members(302, only=LAWYERS)),
    ("hold-version", "get", HOLD + "versions/1/", for_members(200, only=LAWYERS)),
    ("hold-version", "get", HOLD + "versions/9/", for_members(404, only=LAWYERS)),
    ("approve-version", "post", HOLD + "versions/1/approve?saw=x", for_members(409, only={COUNSEL})),
    ("return-version", "post", HOLD + "versions/1/return?why=x", for_members(409, only=LAWYERS)),
    ("issue-version", "post", HOLD + "versions/1/issue", for_members(409, only=LAWYERS)),
    ("hold-release", "get", HOLD + "release/", for_members(200)),
    ("hold-release", "get", HOLD + "release/?custodian={custodian}", for_members(200)),
    ("propose-release", "post", HOLD + "release/propose?why=x&typed=other", for_members(422, only=LAWYERS)),
    ("approve-release", "post", HOLD + "release/{release}/approve?typed=other", for_members(422, only={COUNSEL})),
    ("approve-release", "post", HOLD + "release/r-none/approve?typed=x", for_members(404, only={COUNSEL})),
    ("return-release", "post", HOLD + "release/{release}/return?why=", for_members(422, only=LAWYERS)),
]
"""Name, method and address of every page, and what each gets; what a form says stands behind the question mark."""


def names(resolver: URLResolver) -> list[str]:
    found: list[str] = []
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            found.append(str(one.name))
        elif one.namespace != "api":
            # The door for programs has a table of its own.
            found += names(one)
    return found


def test_the_table_has_every_address() -> None:
    assert {row[0] for row in TABLE} == set(names(get_resolver("openhold.web.urls")))


@dataclass(frozen=True)
class Everybody:
    home: Home
    actor: str
    matter: str
    clients: dict[str, Client]
    extra: Visitor
    told: dict[str, str]

    def ask(self, who: str, method: str, address: str) -> HttpResponseBase:
        path = address.format(
            matter=self.matter,
            **self.told,
            extra=self.extra.person,
            extra_account=self.extra.account.pk,
            email=self.extra.account.email,
            token=Token.objects.filter(account=self.extra.account).values_list("pk", flat=True).first() or 0,
            session=UserSession.objects.filter(user=self.extra.account).values_list("pk", flat=True).first() or 0,
        )
        client = self.clients[who]
        if method == "get":
            return client.get(path)
        where, _, form = path.partition("?")
        return client.post(where, form, content_type="application/x-www-form-urlencoded")


@pytest.fixture
def everybody(
    served: Home, instance: Instance, matter: Matter, folder: object, tmp_path: Path, visitor: Callable[..., Visitor]
) -> Everybody:
    source = name_source(
        served, instance.actor, matter.id, kind="directory", at=os.fsencode(str(folder)), custodian=None
    )
    collect(served, instance.actor, source, reread=False, watch=Watching())
    other = open_matter(served, instance.actor, title="Another v. Other", court=None, number=None)
    clients = {OWNER: visitor("Maren Tolliver", owner=True).client, NOBODY: browser()}
    for role in MEMBERS:
        clients[role] = visitor(f"The {role}", matter.id, role).client
    # Counsel in another matter is nobody in this one.
    clients[OUTSIDER] = visitor("Other Counsel", other.matter, COUNSEL).client
    ended = visitor("Gone Tomorrow", matter.id, COUNSEL)
    for session in UserSession.objects.filter(user=ended.account):
        session.end()
    clients[ENDED] = ended.client
    case = a_case(served, matter, tmp_path / "places")
    hold = case.issue()
    begin(matter.id, "d-0000000000", hold="h-0000000000", amends=False, said={}, by=instance.actor, now=served.clock())
    kept = Described(what="Telephone, black", holder="Paul Renwick", place="safe", since=served.clock())
    thing = name_thing(served, ANN, matter.id, kept).id
    handed = Handing(taker="R. Lang", at=served.clock(), why="To be read", place="room 12")
    told = {
        "source": source.id,
        "hold": hold,
        "draft": "d-0000000000",
        "thing": thing,
        "handover": hand_over(served, ANN, matter.id, thing, handed).handover,
        "custodian": case.custodians[0].id,
        "release": propose_release(served, ANN, matter.id, hold, what="whole", why="The case is over.").id,
        "order": note_order(served, ANN, matter.id, PROTECTIVE).id,
        "task": give_task(served, ANN, matter.id, steward=case.custodians[0].id, what="Stop deleting", due=DAY).id,
    }
    extra = visitor("Extra Person", matter.id, REVIEWER)
    tokens.make(served.clock(), extra.account, name="Theirs", scopes={tokens.EVERY: True})
    return Everybody(served, instance.actor, matter.id, clients, extra, told)


def got(answer: HttpResponseBase) -> int | str:
    if answer.status_code == 302 and answer["Location"].startswith("/account/login/?next="):
        return SIGN_IN
    return answer.status_code


def test_everybody_gets_of_every_address_what_the_table_says(everybody: Everybody) -> None:
    wrong = []
    for name, method, address, expected in TABLE:
        for who, wanted in expected.items():
            add_member(everybody.home, everybody.actor, everybody.matter, person=everybody.extra.person, role=REVIEWER)
            answer = everybody.ask(who, method, address)
            if got(answer) != wanted:
                wrong.append((name, method, who, wanted, got(answer)))
            answer.close()
    assert wrong == [], "\n".join(map(str, wrong))


def bare(answer: HttpResponseBase) -> str:
    """Return the page without what differs each time: the token of the form that signs out."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.content.decode())  # type: ignore[attr-defined]


def test_to_an_outsider_a_matter_is_as_one_that_never_was(everybody: Everybody) -> None:
    outsider = everybody.clients[OUTSIDER]
    before = Log.objects.get(matter=everybody.matter).size
    for _, method, address, expected in TABLE:
        if expected[OUTSIDER] != 404 or "{matter}" not in address:
            continue
        there = everybody.ask(OUTSIDER, method, address)
        never = everybody.ask(OUTSIDER, method, address.replace("{matter}", "m-0000000000"))
        assert (there.status_code, bare(there)) == (never.status_code, bare(never))
        assert {**there.headers} == {**never.headers}
    nowhere = outsider.get("/nowhere")
    assert bare(nowhere) == bare(outsider.get(f"/matters/{everybody.matter}/"))
    assert "Quintrell" not in bare(outsider.get("/"))
    assert Log.objects.get(matter=everybody.matter).size == before


def test_every_form_needs_its_token(everybody: Everybody) -> None:
    owner = browser(enforce_csrf_checks=True)
    page = owner.get("/account/login/").content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    account = make_account(everybody.home, "Second Owner", owner=True)
    answer = owner.post(
        "/account/login/",
        {"login": account.email, "password": "four words nobody guesses", "csrfmiddlewaretoken": token},
    )
    assert answer.status_code == 302
    everybody.clients["strict"] = owner
    before = Log.objects.get(matter=everybody.matter).size
    for _, method, address, _ in TABLE:
        if method == "post":
            answer = everybody.ask("strict", method, address)
            assert answer.status_code == 403
            assert "This form could not be taken." in answer.content.decode()
    assert Log.objects.get(matter=everybody.matter).size == before


def test_an_owner_who_is_no_member_is_told_so(everybody: Everybody) -> None:
    said = "You see this matter as an owner of this instance"
    assert said in everybody.clients[OWNER].get(f"/matters/{everybody.matter}/").content.decode()
    assert said not in everybody.clients[COUNSEL].get(f"/matters/{everybody.matter}/").content.decode()


def test_whoever_is_taken_out_sees_nothing_at_their_next_step(everybody: Everybody) -> None:
    address = f"/matters/{everybody.matter}/"
    assert everybody.extra.client.get(address).status_code == 200
    gone = everybody.clients[COUNSEL].post(f"{address}people/{everybody.extra.person}/remove")
    assert (gone.status_code, gone["Location"]) == (302, f"{address}people/")
    assert everybody.extra.client.get(address).status_code == 404
    assert "member of no matter" in everybody.extra.client.get("/").content.decode()
