"""The pages of a hold: the title is the answer; deeds of two people; nobody gets more than the role table gives."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from openhold.actions.holds.approve import approve_hold, issue_hold, return_hold
from openhold.actions.holds.notices import acknowledge
from openhold.actions.holds.propose import propose_hold
from openhold.actions.holds.release import propose_release
from openhold.actions.home import Home
from openhold.actions.set_up import Instance
from openhold.projections.hold import Hold, HoldVersion
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.projections.notice import Notice, Question
from openhold.projections.release import Release
from openhold.projections.task import Task
from tests.actions.conftest import Ticking
from tests.actions.holds.conftest import ANN, BOB, WORDS, Case, a_case
from tests.web.conftest import Visitor
from tests.web.living import LONG, NEW, Lived, live
from tests.web.test_pages import title, words


@pytest.fixture
def lived(served: Home, instance: Instance, tmp_path: Path) -> Lived:
    clock = served.clock
    assert isinstance(clock, Ticking)
    # The pages have the clock of the machine.
    clock.moment = datetime.now(UTC) - timedelta(days=17, hours=1)

    def forward(days: int) -> None:
        clock.moment += timedelta(days=days)

    return live(served, forward, tmp_path / "places")


@pytest.fixture
def case(served: Home, instance: Instance, matter: Matter, tmp_path: Path) -> Case:
    return a_case(served, matter, tmp_path / "places")


@pytest.fixture
def counsel(case: Case, visitor: Callable[..., Visitor]) -> Visitor:
    return visitor("Gideon Achterberg", case.matter, "counsel")


def over(task: str) -> int:
    """Return by how many days a task is overdue at this hour: a day ends when it ends everywhere on earth."""
    return ((datetime.now(UTC) - timedelta(hours=12)).date() - Task.objects.get(id=task).due).days


def seen(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return words(answer.content)


def test_the_title_says_who_has_answered(case: Case, insider: Client) -> None:
    hold = case.propose()
    address = f"/matters/{case.matter}/holds/{hold}/"

    def says() -> str:
        return title(insider.get(address).content)

    assert says() == "Version 1 waits for a second person to approve it. Nobody was told yet."
    approve_hold(case.home, BOB, case.matter, hold, 1)
    assert says() == "Version 1 is approved, and nobody has issued it. Nobody was told yet."
    issue_hold(case.home, ANN, case.matter, hold)
    assert says() == "None of the 2 custodians has acknowledged."
    acknowledge(case.home, ANN, case.matter, hold, case.custodians[1].id)
    assert says() == "1 of 2 custodians have acknowledged. 1 has not."
    page = seen(insider, address)
    assert page.index("Paul Renwick") < page.index("Lucia Marchetti"), "whoever has not answered comes first"
    acknowledge(case.home, ANN, case.matter, hold, case.custodians[0].id)
    assert says() == "All 2 custodians have acknowledged."
    case.release(hold, "custodian", case.custodians[0].id)
    assert says() == "The one custodian has acknowledged."
    case.release(hold)
    assert says().startswith("This hold was released on ")
    silent = case.issue(silent=(case.custodians[0].id, case.custodians[1].id), title="Quiet")
    assert title(insider.get(f"/matters/{case.matter}/holds/{silent}/").content) == (
        "This hold is in force. Nobody is asked to acknowledge it."
    )
    returned = case.propose(title="Once more")
    return_hold(case.home, BOB, case.matter, returned, 1, "The dates are wrong.")
    page = insider.get(f"/matters/{case.matter}/holds/{returned}/").content
    assert title(page) == "Version 1 was returned: it goes no further. Nothing of this hold is in force."
    assert "The dates are wrong." in words(page)


def test_a_version_is_approved_by_a_second_person_as_it_was_shown(case: Case, counsel: Visitor) -> None:
    hold = case.propose()
    address = f"/matters/{case.matter}/holds/{hold}/versions/1/"
    page = seen(counsel.client, address)
    assert "Do not delete the logs of Unit C." in page
    assert "No borre nada." in page
    saw = re.findall(r'name="saw" value="(\w{64})"', counsel.client.get(address).content.decode())[0]
    other = counsel.client.post(address + "approve", {"saw": "0" * 64})
    assert other.status_code == 409
    assert f"Nothing was recorded. That is not what version 1 of {hold} says." in words(other.content)
    assert HoldVersion.objects.get(hold=hold).state == "proposed"
    done = counsel.client.post(address + "approve", {"saw": saw}, follow=True)
    assert "You approved version 1." in words(done.content)
    assert HoldVersion.objects.get(hold=hold).approved_by == counsel.person
    again = counsel.client.post(address + "approve", {"saw": saw})
    assert again.status_code == 409
    assert "was approved already, by Gideon Achterberg" in words(again.content)
    issued = counsel.client.post(address + "issue", follow=True)
    said = words(issued.content)
    assert "Version 1 is in force; 2 are asked. This page shows who was sent the notice." in said
    assert "It goes on in the background." in said
    assert "Nothing leaves by mail, because no mail server is set up" in said
    assert Hold.objects.get(id=hold).in_force == 1


def test_whoever_proposed_a_version_cannot_approve_it(case: Case, counsel: Visitor) -> None:
    hold = propose_hold(case.home, counsel.person, case.matter, case.plan(), WORDS).hold
    address = f"/matters/{case.matter}/holds/{hold}/versions/1/"
    page = counsel.client.get(address)
    assert "You proposed it, so somebody else approves it." in words(page.content)
    assert b"Approve version 1</button>" not in page.content
    refused = counsel.client.post(address + "approve", {"saw": ""})
    assert refused.status_code == 409
    assert "A second person must approve" in words(refused.content)
    assert HoldVersion.objects.get(hold=hold).state == "proposed"


def test_a_version_is_returned_with_a_reason_that_is_kept_when_it_is_refused(case: Case, counsel: Visitor) -> None:
    hold = case.propose()
    address = f"/matters/{case.matter}/holds/{hold}/versions/1/"
    empty = counsel.client.post(address + "return", {"why": "  "})
    assert empty.status_code == 422
    assert "Nothing was recorded." in words(empty.content)
    done = counsel.client.post(address + "return", {"why": "The dates are wrong."}, follow=True)
    assert "You returned version 1" in words(done.content)
    late = counsel.client.post(address + "return", {"why": "Once <more>"})
    assert late.status_code == 409


def test_what_a_version_says_otherwise_is_shown_word_by_word(lived: Lived, insider: Client) -> None:
    page = insider.get(f"/matters/{lived.matter}/holds/{lived.hold}/versions/2/")
    assert "new: Beth Arroway" in words(page.content)
    assert "new: chat and personal phones" in words(page.content)
    assert "<ins> and the chat of the shift</ins>" in page.content.decode()
    assert "<del>Keep your notes of the night of 16 September 2025.</del>" in page.content.decode()


def test_the_words_are_only_for_whom_the_role_table_names(lived: Lived, visitor: Callable[..., Visitor]) -> None:
    reviewer = visitor("Rey Viewer", lived.matter, "reviewer").client
    hold = f"/matters/{lived.matter}/holds/{lived.hold}/"
    for address in ("", f"/matters/{lived.matter}/", hold, f"/matters/{lived.matter}/custodians/{lived.thiele}/"):
        page = seen(reviewer, address or "/")
        assert "Are drafts included?" not in page
        assert NEW.splitlines()[2] not in page
    refused = reviewer.get(hold + "versions/2/")
    assert refused.status_code == 403
    assert "propose a hold" in words(refused.content)
    counsel = visitor("Gideon Achterberg", lived.matter, "counsel").client
    assert "Are drafts included?" in seen(counsel, hold)


def test_a_question_is_answered_once_and_what_was_typed_is_kept(lived: Lived, visitor: Callable[..., Visitor]) -> None:
    manager = visitor("Maren Tolliver", lived.matter, "case manager")
    hold = f"/matters/{lived.matter}/holds/{lived.hold}/"
    question = Question.objects.get(matter=lived.matter)
    long = manager.client.post(hold + "answer", {"question": question.id, "text": "x" * 10_001})
    assert long.status_code == 422
    assert "x" * 10_001 in long.content.decode()
    done = manager.client.post(hold + "answer", {"question": question.id, "text": "Yes,\nall of them."}, follow=True)
    assert "The answer is recorded." in words(done.content)
    question = Question.objects.get(matter=lived.matter)
    assert (question.answer, question.answered_by) == ("Yes,\nall of them.", manager.person)
    assert "Answered" in seen(manager.client, f"/matters/{lived.matter}/custodians/{lived.thiele}/")
    late = manager.client.post(hold + "answer", {"question": question.id, "text": "No."})
    assert late.status_code == 422
    assert "may have been answered just now" in words(late.content)


def test_a_question_is_answered_only_where_its_hold_is(lived: Lived, insider: Client) -> None:
    question = Question.objects.get(matter=lived.matter)
    other = f"/matters/{lived.matter}/holds/{lived.waiting}/"
    assert insider.post(other + "answer", {"question": question.id, "text": "Yes."}).status_code == 422
    assert Question.objects.get(matter=lived.matter).answer is None


def test_a_signed_paper_is_noted(lived: Lived, visitor: Callable[..., Visitor]) -> None:
    manager = visitor("Maren Tolliver", lived.matter, "case manager")
    person = f"/matters/{lived.matter}/custodians/{lived.arroway}/"
    assert title(manager.client.get(person).content) == "Beth Arroway has not answered 1 notice."
    address = f"/matters/{lived.matter}/holds/{lived.hold}/acknowledge"
    said = {"custodian": lived.arroway, "version": "2"}
    assert manager.client.post(address, {**said, "evidence": "a scan"}).status_code == 422
    assert manager.client.post(address, {**said, "version": "two"}).status_code == 422
    assert manager.client.post(address, {**said, "version": "1"}).status_code == 422
    done = manager.client.post(address, said, follow=True)
    assert "Noted: acknowledged on paper." in words(done.content)
    assert title(done.content) == "Beth Arroway is under 1 hold; no answer is missing."
    look = f"/matters/{lived.matter}/holds/{lived.hold}/release/?custodian={lived.arroway}"
    assert f'href="{look}"' in done.content.decode()
    assert title(manager.client.get(look).content).startswith("If Beth Arroway is released from this hold")
    notice = Notice.objects.get(hold=lived.hold, version=2, custodian=lived.arroway)
    assert (notice.acknowledged_way, notice.evidence) == ("by hand", None)
    before = Log.objects.get(matter=lived.matter).size
    again = manager.client.post(address, said, follow=True)
    assert "That was acknowledged already." in words(again.content)
    assert Log.objects.get(matter=lived.matter).size == before


def test_a_release_takes_two_people_the_name_and_what_was_seen(
    case: Case, counsel: Visitor, visitor: Callable[..., Visitor]
) -> None:
    hold = case.issue()
    manager = visitor("Maren Tolliver", case.matter, "case manager").client
    address = f"/matters/{case.matter}/holds/{hold}/release/"
    page = manager.get(address)
    assert title(page.content) == "If this hold is released, 2 of 2 units lose their last protection."
    assert manager.post(address + "propose", {"why": "Over.", "typed": "Use"}).status_code == 422
    assert not Release.objects.exists()
    done = manager.post(address + "propose", {"why": "Over.", "typed": " use OF  force "}, follow=True)
    assert "Nothing is let go of before a second person approves it." in words(done.content)
    release = Release.objects.get()
    deed = f"{address}{release.id}/approve"
    assert manager.post(deed, {"typed": hold, "saw": "0" * 64}).status_code == 403
    saw = re.findall(r'name="saw" value="(\w{64})"', counsel.client.get(address).content.decode())[0]
    assert counsel.client.post(deed, {"typed": "Use", "saw": saw}).status_code == 422
    changed = counsel.client.post(deed, {"typed": hold, "saw": "0" * 64})
    assert changed.status_code == 409
    assert "is not what that preview showed" in words(changed.content)
    done = counsel.client.post(deed, {"typed": hold, "saw": saw}, follow=True)
    assert title(done.content).startswith("This hold was released on")
    assert "2 units lost their last protection; nothing was destroyed." in words(done.content)
    assert title(counsel.client.get(address).content) == "There is nothing to release."


def test_whoever_proposed_a_release_cannot_approve_it_and_anybody_of_the_team_returns_it(
    case: Case, counsel: Visitor
) -> None:
    hold = case.issue()
    who = case.custodians[0].id
    release = propose_release(case.home, counsel.person, case.matter, hold, what="custodian", which=who, why="Gone.").id
    address = f"/matters/{case.matter}/holds/{hold}/release/"
    page = counsel.client.get(f"{address}?custodian={who}")
    assert title(page.content) == ("If Paul Renwick is released from this hold, 1 of 1 unit loses its last protection.")
    assert "You proposed it, so somebody else approves it." in words(page.content)
    refused = counsel.client.post(f"{address}{release}/approve", {"typed": hold, "saw": "0" * 64})
    assert refused.status_code == 409
    assert "A second person must approve" in words(refused.content)
    done = counsel.client.post(f"{address}{release}/return", {"why": "He came back."}, follow=True)
    assert "The hold stays as it is." in words(done.content)
    assert Release.objects.get().state == "returned"


def test_a_preview_names_no_matter_that_is_not_shown_to_whoever_looks(
    lived: Lived, insider: Client, visitor: Callable[..., Visitor]
) -> None:
    address = f"/matters/{lived.matter}/holds/{lived.hold}/release/"
    assert "Fennimore claim knows it and holds nothing of it" in seen(insider, address)
    counsel = visitor("Gideon Achterberg", lived.matter, "counsel")
    page = seen(counsel.client, address)
    assert "Fennimore" not in page
    assert "a matter that is not shown to you knows it" in page


def test_a_preview_says_when_the_rule_of_its_source_would_destroy_it(lived: Lived, insider: Client) -> None:
    page = insider.get(f"/matters/{lived.matter}/holds/{lived.hold}/release/").content
    assert title(page) == "If this hold is released, 4 of 6 units lose their last protection."
    text = words(page)
    assert "deleted after 180 days" in text
    assert "nobody knows what becomes of it" in text
    assert "device replaced, planned for" in text
    assert re.findall(r"1 unit from \w{3} \d+ \w+ \d{4} on; 1 unit from", page.decode()), "the picture says it in words"
    assert f"hold {lived.waiting} of Quintrell v. County of Alder" in text


def test_only_holds_of_the_matter_and_their_exact_ids_are_found(lived: Lived, insider: Client) -> None:
    for address in (f"{lived.matter}/holds/force", f"{lived.matter}/holds/{lived.hostile_hold}"):
        assert insider.get(f"/matters/{address}/").status_code == 404
        assert insider.get(f"/matters/{address}/release/").status_code == 404
        assert insider.get(f"/matters/{address}/versions/1/").status_code == 404
    assert insider.get(f"/matters/{lived.matter}/holds/{lived.hold}/release/?source=s-none").status_code == 404
    assert insider.get(f"/matters/{lived.matter}/holds/{lived.hold}/release/?custodian=k-none").status_code == 404


def test_the_matter_and_the_front_page_say_who_has_not_answered(
    lived: Lived, insider: Client, visitor: Callable[..., Visitor]
) -> None:
    page = seen(insider, "/")
    assert "Who has not answered? 6 answers are missing." in page
    assert page.index(LONG) < page.index("Use of force"), "what is due first comes first"
    page = seen(insider, f"/matters/{lived.matter}/")
    assert "12 custodians , 1 with an alarm; 2 open tasks , 1 overdue." in page
    assert "version 2 in force version 3 proposed 3 1 not told" in page
    assert "The notice to Beth Arroway came back: 550 mailbox does not exist" in page
    member = visitor("Gideon Achterberg", lived.matter, "counsel").client
    assert "5 answers are missing." in seen(member, "/")
    outsider = visitor("Other Counsel").client
    assert "answer" not in seen(outsider, "/")


def test_the_front_page_says_what_is_about_to_be_lost_and_what_is_due(
    lived: Lived, insider: Client, visitor: Callable[..., Visitor]
) -> None:
    page = insider.get("/").content
    assert title(page) == "2 things are about to be lost. The first goes today."
    told = words(page)
    order = [told.index(f"{one}?") for one in ("What is about to be lost", "What is due", "Who has not answered")]
    assert order == sorted(order)
    assert "mailbox Thiele Quintrell v. County of Alder deleted after 180 days what is older than" in told
    assert "No task yet" in told
    assert "Of 1 source nobody knows what becomes of it." in told
    assert f"overdue by {over(lived.task)} days Stop deleting: chat rule CHAT-90 Task for Ravi Osterman" in told
    assert "1 thing is lost on" in told, "the picture stands in words too"
    outsider = visitor("Other Counsel").client
    assert title(outsider.get("/").content) == "You are a member of no matter yet."
    assert "about to be lost" not in seen(outsider, "/")
    assert "CHAT-90" not in seen(outsider, "/")


def test_a_task_is_done_with_its_proof(lived: Lived, visitor: Callable[..., Visitor]) -> None:
    steward = visitor("Ivy Steward", lived.matter, "IT steward").client
    tasks = f"/matters/{lived.matter}/tasks/"
    assert title(steward.get(tasks).content) == "2 of 3 tasks are open. 1 is overdue."
    task = f"{tasks}{lived.task}/"
    assert title(steward.get(task).content) == f"Stop deleting: chat rule CHAT-90 : {over(lived.task)} days overdue."
    wrong = steward.post(task + "done", {"by": "Ravi Osterman", "proof": "a <screen>", "item": "nowhere.png"})
    assert wrong.status_code == 422
    assert 'value="a &lt;screen&gt;"' in wrong.content.decode()
    done = steward.post(task + "done", {"by": "Ravi Osterman", "proof": "a screen", "item": ""}, follow=True)
    assert title(done.content) == "1 of 3 tasks is open."
    assert Task.objects.get(id=lived.task).proof == "a screen"
    assert steward.post(task + "done", {"by": "Ravi Osterman", "proof": "again"}).status_code == 422
    assert "done on" in title(steward.get(task).content)
    assert steward.get(tasks + "j-none/").status_code == 404


def test_a_task_is_given_on_the_page(lived: Lived, visitor: Callable[..., Visitor]) -> None:
    give = f"/matters/{lived.matter}/tasks/give"
    client = visitor("Gideon", lived.matter, "counsel").client
    said = {"what": "Stop overwriting <b>camera 4</b>", "to": "Lucia Marchetti", "due": "2100-03-20"}
    before = Task.objects.count()
    for wrong in ({"what": " "}, {"to": "nobody here"}, {"due": "soon"}, {"source": "s-nothing"}):
        page = client.post(give, {**said, **wrong})
        assert page.status_code == 422
        assert "Nothing was recorded." in words(page.content)
    assert "Say on which day it is due" in words(client.post(give, {**said, "due": ""}).content)
    assert Task.objects.count() == before
    given = client.post(give, said)
    task = Task.objects.get(what=said["what"])
    assert given["Location"] == f"/matters/{lived.matter}/tasks/{task.id}/"
    assert str(task.due) == "2100-03-20"
    assert "Lucia Marchetti has the task." in words(client.get(given["Location"]).content)
