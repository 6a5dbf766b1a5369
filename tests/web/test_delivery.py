"""What a page asks of the jobs: send now, send again, pause, go on; and what owners see of the jobs."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from openhold.actions.home import Home
from openhold.actions.set_up import Instance
from openhold.jobs.asking import run_here
from openhold.jobs.queueing import tick
from openhold.jobs.work import Outcome, Work
from openhold.projections.matter import Matter
from openhold.projections.notice import Sending
from openhold.workbench.reminding import Reminders
from openhold.workbench.schedule import Job, Pause, Wish
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, Case, a_case
from tests.web.conftest import Visitor


@pytest.fixture
def case(served: Home, instance: Instance, matter: Matter, tmp_path: Path) -> Case:
    return a_case(served, matter, tmp_path / "places")


def run(case: Case, name: str) -> Outcome:
    return run_here(Work(case.home, ANN, Watching()), name)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_notices_are_asked_for_and_sent_in_the_background_and_again_to_one(case: Case, insider: Client) -> None:
    hold = case.issue()
    page = f"/matters/{case.matter}/holds/{hold}/"
    assert "Nothing leaves by mail, because no mail server is set up" in text(insider, page)
    answer = insider.post(f"{page}send", {"what": "first"}, follow=True)
    assert "Asked for: the notice." in answer.content.decode()
    assert not Sending.objects.exists(), "the page answers, and the job sends"
    assert Wish.objects.get().asked_by != ""
    assert run(case, "notices").said.startswith("2 written to the outbox")
    first = case.custodians[0].id
    assert "Send again" in text(insider, f"/matters/{case.matter}/custodians/{first}/")
    again = insider.post(f"{page}send", {"what": "again", "custodian": first})
    assert (again.status_code, again["Location"]) == (302, f"/matters/{case.matter}/custodians/{first}/")
    assert "Being sent: the notice once more." in text(insider, page)
    run(case, "notices")
    assert "Being sent" not in text(insider, page)
    assert [one.custodian for one in Sending.objects.filter(sending="again")] == [first]


def test_while_an_owner_has_paused_sending_what_is_asked_for_waits(case: Case, insider: Client) -> None:
    hold = case.issue()
    page = f"/matters/{case.matter}/holds/{hold}/"
    insider.post("/jobs/notices/pause")
    answer = insider.post(f"{page}send", {"what": "first"}, follow=True)
    assert "It waits, because an owner of this instance has paused the job notices." in answer.content.decode()
    assert not DBTaskResult.objects.exists()
    insider.post("/jobs/notices/resume")
    assert "notices" in tick(case.home.clock() + timedelta(days=10_000), Reminders())


def test_reminders_are_paused_and_go_on_and_the_page_says_which_day(case: Case, insider: Client) -> None:
    hold = case.issue(acknowledge_by=date(2100, 3, 20))
    page = f"/matters/{case.matter}/holds/{hold}/"
    insider.post(f"{page}send", {"what": "first"})
    run(case, "notices")
    seen = text(insider, page)
    assert "Sat 13 March 2100" in seen
    assert "a reminder" in seen
    insider.post(f"{page}reminders/pause")
    assert "nobody is reminded by itself" in text(insider, page)
    assert Pause.objects.get().hold == hold
    insider.post(f"{page}reminders/resume")
    assert not Pause.objects.exists()
    # The words of this notice are a person's own.
    assert "The letter to a manager" in seen


@pytest.mark.parametrize(
    "form",
    [
        {"what": "release"},
        {"what": "again"},
        {"what": "first", "custodian": "k-nobody"},
        {"what": "again", "custodian": "k-nobody"},
    ],
)
def test_what_makes_no_sense_is_not_there(case: Case, insider: Client, form: dict[str, str]) -> None:
    hold = case.issue()
    assert insider.post(f"/matters/{case.matter}/holds/{hold}/send", form).status_code == 404
    assert not Wish.objects.exists()


def test_of_a_released_hold_nothing_more_is_asked(case: Case, insider: Client) -> None:
    hold = case.issue()
    case.release(hold)
    assert insider.post(f"/matters/{case.matter}/holds/{hold}/send", {"what": "first"}).status_code == 404


def test_an_owner_sees_what_went_wrong_and_runs_pauses_and_resumes(case: Case, visitor: Callable[..., Visitor]) -> None:
    owner = visitor("Maren Tolliver", owner=True)
    assert "The clock starts nothing now." in text(owner.client, "/jobs/")
    answer = owner.client.post("/jobs/audit/run", follow=True)
    assert "audit runs as soon as its turn comes." in answer.content.decode()
    assert "waiting" in text(owner.client, "/jobs/")
    owner.client.post("/jobs/reminders/pause")
    assert Job.objects.get(name="reminders").paused_by == owner.person
    assert "Maren Tolliver" in text(owner.client, "/jobs/")
    owner.client.post("/jobs/reminders/resume")
    assert Job.objects.get(name="reminders").paused_at is None
    Job.objects.filter(name="notices").delete()
    Job.objects.create(name="notices", error="<b>down</b>", ended_at=case.home.clock())
    seen = text(owner.client, "/jobs/")
    assert "1 job could not do all of it." in seen
    assert "&lt;b&gt;down" in seen
    assert owner.client.post("/jobs/audit/delete").status_code == 404
