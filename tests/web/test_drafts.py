"""The form that proposes a hold: nothing typed is lost, what is missing is told where it belongs, one is proposed."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.open_matter import open_matter
from openhold.actions.set_up import Instance
from openhold.projections.hold import Hold, HoldVersion
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.projections.notice import NoticeText
from openhold.projections.task import Task
from openhold.workbench.draft import HoldDraft
from tests.actions.conftest import Ticking
from tests.actions.holds.conftest import ANN, BOB, Case, a_case
from tests.web.conftest import Visitor
from tests.web.living import HOSTILE, LONG

SCOPE = {
    "title": "Use of force",
    "why": "A claim came in.",
    "from": "2025-09-16",
    "to": "",
    "topics-0-what": "The evening in Unit C",
    "topics-0-examples": "text messages\ncalls",
}
ENGLISH = {
    "dispute": "Marisol Quintrell has sued the County.",
    "trigger": "the County was served",
    "trigger_on": "2026-02-12",
    "places_chat": "the group of the shift",
    "do": "Keep it.",
    "do_not": "delete anything",
    "suspensions-0-steward": "Dana Whitcomb",
    "suspensions-0-what": "chat older than 90 days",
    "leaving": "Tell us.",
    "consequences": "A court can punish it.",
    "contact_name": "Maren Tolliver",
    "contact_email": "maren@alder.example",
    "contact_phone": "",
    "reminders": "Every three months.",
    "release": "In writing.",
    "sender": "Maren Tolliver",
    "sender_role": "County Counsel",
}
NOTICE = {"acknowledge_by": "2100-03-20", "way_en": "elements", "way_es": "none"}


@pytest.fixture
def case(served: Home, instance: Instance, matter: Matter, tmp_path: Path) -> Case:
    clock = served.clock
    assert isinstance(clock, Ticking)
    clock.moment = datetime.now(UTC)
    return a_case(served, matter, tmp_path / "places")


@pytest.fixture
def counsel(case: Case, visitor: Callable[..., Visitor]) -> Visitor:
    return visitor("Gideon Achterberg", case.matter, "counsel")


class Form:
    """The form of one draft, as a browser sends it."""

    def __init__(self, client: Client, matter: str, begin: str = "new/") -> None:
        self.client, self.base = client, f"/matters/{matter}/holds/"
        self.page = client.get(self.base + begin).content.decode()
        (self.key,) = re.findall(r'name="draft" value="(d-\w+)"', self.page)
        self.begin = self.base + begin
        self.draft = f"{self.base}drafts/{self.key}/"

    def first(self, **said: str) -> int:
        answer = self.client.post(self.begin, {"draft": self.key, "then": "go", **SCOPE, **said})
        self.page = answer.content.decode()
        return answer.status_code

    def step(self, step: str, said: dict[str, object], do: str = "go") -> int:
        answer = self.client.post(f"{self.draft}{step}/", {"then": do, **said})
        self.page = answer.content.decode()
        self.led = answer.headers.get("Location", "")
        return answer.status_code

    def see(self, step: str) -> str:
        answer = self.client.get(f"{self.draft}{step}/")
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    def fill(self, case: Case) -> None:
        who = [one.id for one in case.custodians]
        assert self.first() == 302
        assert self.step("who", {"shown": " ".join(who), "covers": who[:2], "silent": [who[1]]}) == 302
        assert self.step("where", {"shown": case.sources[2].id, "covers": [case.sources[2].id]}) == 302
        task = {"what": "Suspend CHAT-90", "steward": "Calvin", "due": "2100-02-20", "source": case.sources[2].id}
        assert self.step("tasks", {f"tasks-0-{name}": value for name, value in task.items()}) == 302
        assert self.step("notice", dict(NOTICE)) == 302
        assert self.led.endswith("/en/")
        assert self.step("en", dict(ENGLISH)) == 302
        assert self.led.endswith("/look/")

    def propose(self) -> str:
        answer = self.client.post(f"{self.draft}propose")
        assert answer.status_code == 302, answer.content.decode()
        return answer.headers["Location"]


def test_a_hold_is_proposed_step_by_step_and_its_tasks_are_given_at_the_issue(case: Case, counsel: Visitor) -> None:
    before = Log.objects.get(matter=case.matter).size
    form = Form(counsel.client, case.matter)
    form.fill(case)
    assert Log.objects.get(matter=case.matter).size == before
    look = form.see("look")
    assert (
        "From here on nothing that it covers can be destroyed; nobody is told before a second person approves." in look
    )
    assert look.index("From here on nothing") < look.index("Propose the hold")
    where = form.propose()
    hold = Hold.objects.get()
    assert where == f"/matters/{case.matter}/holds/{hold.id}/versions/1/"
    version = HoldVersion.objects.get()
    assert (version.title, version.topics, version.why) == (
        "Use of force",
        ["The evening in Unit C"],
        "A claim came in.",
    )
    assert version.custodians == [case.custodians[1].id, case.custodians[0].id]
    assert version.silent == [case.custodians[1].id]
    assert (version.sources, version.proposed_by) == ([case.sources[2].id], counsel.person)
    text = NoticeText.objects.get()
    assert "Marisol Quintrell has sued the County." in text.text
    assert all(one in text.text for one in ("The evening in Unit C", "text messages", "calls"))
    assert HoldDraft.objects.get().said == {}
    approve_hold(case.home, BOB, case.matter, hold.id, 1)
    issue_hold(case.home, ANN, case.matter, hold.id)
    assert [(one.what, one.steward) for one in Task.objects.all()] == [("Suspend CHAT-90", case.custodians[2].id)]


def test_a_form_that_is_sent_twice_begins_one_draft_and_proposes_one_hold(case: Case, counsel: Visitor) -> None:
    form = Form(counsel.client, case.matter)
    form.fill(case)
    form.first()
    assert HoldDraft.objects.count() == 1
    assert form.propose() == form.propose()
    assert Hold.objects.count() == 1
    # The second press may come before the first has said that it is done.
    HoldDraft.objects.update(version=None, said=HoldDraft.objects.get().said)
    assert form.step("scope", dict(SCOPE)) == 302
    assert Hold.objects.count() == 1


def test_a_press_that_was_slower_than_another_proposes_nothing_more(case: Case, counsel: Visitor) -> None:
    form = Form(counsel.client, case.matter)
    form.fill(case)
    said = HoldDraft.objects.get().said
    where = form.propose()
    HoldDraft.objects.update(version=None, said=said)
    assert form.propose() == where
    assert (Hold.objects.count(), HoldVersion.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        ("dispute", "what the dispute is about (name the matter and tell in one paragraph"),
        ("trigger_on", "why now (write what happened that started the duty, and on which day)"),
        ("places_chat", "where it may be (name at least one source"),
        ("do", "what to do (write at least one thing that the custodian shall do)"),
        ("do_not", "what not to do (write at least one thing that the custodian shall not do)"),
        ("suspensions-0-what", "routine deletion suspended, and by whom (name the steward"),
        ("leaving", "leaving, or a new phone (write what to do before"),
        ("consequences", "consequences (write what can happen"),
        ("contact_email", "whom to ask (name a person, with an e-mail address or a telephone number)"),
        ("reminders", "reminders (write how often you remind)"),
        ("release", "release in writing (write that only a written release ends the hold)"),
        ("sender_role", "the date, and who wrote it (give the day"),
    ],
)
def test_a_missing_element_is_named_at_its_field_and_the_rest_stays(
    case: Case, counsel: Visitor, left_out: str, missing: str
) -> None:
    form = Form(counsel.client, case.matter)
    form.first()
    form.step("notice", dict(NOTICE))
    assert form.step("en", {**ENGLISH, left_out: " - "}) == 422
    page = unescape(form.page)
    assert page.count("Missing: ") == (1 if left_out != "contact_email" else page.count("Missing: "))
    if left_out != "contact_email":
        assert f"Missing: {missing}" in page
    kept = HoldDraft.objects.get().said["en"]
    assert kept["contact_phone"] == ""
    assert all(kept[name] == value for name, value in ENGLISH.items() if name in kept and name != left_out)
    assert form.client.post(f"{form.draft}propose").status_code == 422
    assert not Hold.objects.exists()


def test_topics_and_the_day_are_missed_where_they_are_asked(case: Case, counsel: Visitor) -> None:
    form = Form(counsel.client, case.matter)
    assert form.first(**{"topics-0-examples": ""}) == 422
    assert "Missing: what to keep, with examples (write at least one topic" in unescape(form.page)
    assert form.step("notice", {**NOTICE, "acknowledge_by": ""}) == 422
    assert "Missing: the day to acknowledge by (choose a day)." in unescape(form.page)
    assert form.step("notice", {**NOTICE, "acknowledge_by": "2026-13-45"}) == 422
    assert "is no day. Write it as 2026-03-06. You typed: <bdi>2026-13-45</bdi>" in unescape(form.page).replace(
        "  ", " "
    )
    assert form.first(title="", **{"from": "soon"}) == 422
    assert "Say the hold's title in words: it is empty." in unescape(form.page)
    assert form.step("tasks", {"tasks-0-what": "Look", "tasks-0-steward": "Nobody Here"}) == 422
    assert "This matter has no custodian 'Nobody Here'." in unescape(form.page)


@pytest.mark.parametrize(
    "text",
    [
        LONG * 20,
        HOSTILE,
        "  ",
        "\U0001f468\u200d\U0001f469 \u0639\u0631\u0628\u064a\u0629",
        "a\r\nc",
        "{% x %}{{ y }}",
    ],
)
def test_whatever_is_typed_is_kept_shown_as_typed_and_harms_nothing(case: Case, counsel: Visitor, text: str) -> None:
    form = Form(counsel.client, case.matter)
    assert form.first(title=text, why=text, to=text, **{"topics-0-what": text, "topics-0-examples": text}) in (302, 422)
    form.step("tasks", {"tasks-0-what": text, "tasks-0-steward": text, "tasks-0-due": text, "tasks-0-source": text})
    form.step("notice", {**NOTICE, "acknowledge_by": text, "way_es": "own"})
    form.step("en", dict.fromkeys(ENGLISH, text))
    form.step("es", {"subject": text, "text": text})
    kept = text.replace("\r\n", "\n")
    assert HoldDraft.objects.get().said["en"]["dispute"] == kept
    for step in ("scope", "who", "where", "tasks", "notice", "en", "es", "look"):
        page = form.client.get(f"{form.draft}{step}/?check=1").content.decode()
        assert "<script>document.title" not in page
        if step == "en":
            assert kept.strip() in unescape(page)
    assert form.client.get(f"{form.draft}preview/").status_code == 200
    assert counsel.client.get(f"/matters/{case.matter}/").status_code == 200
    assert form.client.post(f"{form.draft}propose").status_code in (302, 422)


def test_many_custodians_are_chosen_page_by_page_and_by_search(case: Case, counsel: Visitor) -> None:
    for number in range(240):
        name_custodian(case.home, ANN, case.matter, Known(f"Officer {number:03}", f"o{number}@alder.example"))
    form = Form(counsel.client, case.matter)
    form.first()

    def shown(query: str = "") -> list[str]:
        page = form.client.get(f"{form.draft}who/{query}").content.decode()
        return re.findall(r'name="shown" value="([^"]*)"', page)[0].split()

    first, last = shown(), shown("?page=3")
    assert (len(first), len(last)) == (100, 43)
    assert form.step("who", {"shown": " ".join(first)}, do="all") == 302
    assert form.step("who", {"shown": " ".join(last), "covers": last[:3]}, do="page-2") == 302
    assert form.led.endswith("page=2")
    assert len(HoldDraft.objects.get().said["custodians"]) == 103
    found = shown("?q=Officer+23")
    assert len(found) == 10
    assert form.step("who", {"shown": " ".join(found), "q": "Officer 23"}, do="none") == 302
    assert "q=Officer+23" in form.led
    # Whoever is not shown stays as chosen, and an id of nobody is never taken.
    assert form.step("who", {"shown": " ".join([*found, "k-nobody"]), "covers": [found[0], "k-nobody"]}) == 302
    chosen = HoldDraft.objects.get().said["custodians"]
    assert found[0] in chosen
    assert "k-nobody" not in chosen
    assert len(form.client.get(f"{form.draft}who/").content) < 150_000


def test_an_amendment_begins_with_all_that_stands_and_lets_go_of_nothing(case: Case, counsel: Visitor) -> None:
    form = Form(counsel.client, case.matter)
    form.fill(case)
    form.propose()
    hold = Hold.objects.get().id
    approve_hold(case.home, BOB, case.matter, hold, 1)
    issue_hold(case.home, ANN, case.matter, hold)
    again = Form(counsel.client, case.matter, f"{hold}/amend/")
    assert 'value="Use of force"' in again.page
    assert "text messages\ncalls" in again.page
    assert again.first(why="It adds chat.") == 302
    assert "by the version in force" in again.see("who")
    assert again.step("who", {"shown": " ".join(one.id for one in case.custodians), "covers": []}) == 302
    assert "Marisol Quintrell has sued the County." in again.see("en")
    assert again.propose().endswith(f"{hold}/versions/2/")
    second = HoldVersion.objects.get(version=2)
    assert second.custodians == HoldVersion.objects.get(version=1).custodians
    assert (second.why, second.tasks) == ("It adds chat.", HoldVersion.objects.get(version=1).tasks)
    assert "(litigation hold, version 2)" in NoticeText.objects.get(version=2).subject
    approve_hold(case.home, BOB, case.matter, hold, 2)
    assert issue_hold(case.home, ANN, case.matter, hold).tasks == ()
    page = counsel.client.get(f"/matters/{case.matter}/holds/{hold}/").content.decode()
    assert f"/holds/{hold}/release/?source={case.sources[2].id}" in page


def test_a_draft_is_the_teams_and_of_its_matter_alone(
    case: Case, counsel: Visitor, visitor: Callable[..., Visitor], insider: Client
) -> None:
    form = Form(counsel.client, case.matter)
    form.first()
    manager = visitor("Case Manager", case.matter, "case manager").client
    other = a_matter_of_its_own(case)
    for client in (manager, insider):
        assert client.get(f"{form.draft}scope/").status_code == 200
        assert "Use of force" in client.get(f"/matters/{case.matter}/").content.decode()
    assert insider.get(f"/matters/{other}/holds/drafts/{form.key}/scope/").status_code == 404
    reviewer = visitor("Rey Viewer", case.matter, "reviewer").client
    assert reviewer.get(f"{form.draft}scope/").status_code == 403
    assert "Use of force" not in reviewer.get(f"/matters/{case.matter}/").content.decode()
    assert manager.post(f"{form.draft}discard").status_code == 302
    assert counsel.client.get(f"{form.draft}scope/").status_code == 404
    assert not HoldDraft.objects.exists()


def a_matter_of_its_own(case: Case) -> str:
    return open_matter(case.home, ANN, title="Another v. Other", court=None, number=None).matter
