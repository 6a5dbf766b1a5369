"""The page of audits: what was re-read and found, how far the ledger is signed, and a button to have it read again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from openhold.actions.home import Home
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.jobs import errands
from openhold.jobs.asking import run_here
from openhold.jobs.work import Outcome, Work
from openhold.projections.audit import Audit
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.workbench.errand import REREAD, Errand
from tests.actions.conftest import Watching
from tests.web.conftest import Visitor
from tests.web.test_pages import audited, gathered, title, words


@pytest.fixture
def collected(served: Home, instance: Instance, matter: Matter, folder: Path) -> Matter:
    gathered(served, instance.actor, matter.id, folder)
    return matter


def at(matter: Matter) -> str:
    return f"/matters/{matter.id}/audits/"


def run(home: Home, actor: str) -> Outcome:
    return run_here(Work(home, actor, Watching()), "errands")


def test_a_matter_that_holds_nothing_says_so_and_offers_nothing(insider: Client, matter: Matter) -> None:
    page = insider.get(at(matter)).content
    assert title(page) == "Nothing is kept yet, so there is nothing to re-read."
    assert b"Re-read all" not in page
    assert "Nothing of this matter was ever re-read." in words(page)


def test_somebody_asks_and_the_job_reads_all_of_it_in_their_name(
    insider: Client, collected: Matter, served: Home, instance: Instance
) -> None:
    page = insider.get(at(collected)).content
    assert title(page) == "3 items are kept. None of them was ever re-read."
    assert "Re-read all 3 items now" in words(page)
    answer = insider.post(f"{at(collected)}ask", follow=True)
    assert "It goes on in the background" in words(answer.content)
    assert "It waits for its turn." in words(answer.content)
    assert "Re-read all" not in words(answer.content), "asked for already"
    assert not Audit.objects.exists(), "the page answers, and the job reads"
    asked_by = Errand.objects.get().asked_by
    assert run(served, instance.actor).said == "Done: 1."
    assert errands.unfinished(collected.id, REREAD) is None
    page = insider.get(at(collected)).content
    assert title(page) == "3 items are kept. All were re-read; nothing is wrong."
    assert "everything of this matter" in words(page)
    assert asked_by.encode() in list(rows(collected.id))[-1].entry
    assert run(served, instance.actor).said == "Done: 0."


def test_what_was_found_wrong_is_said_in_words_and_as_a_file(
    insider: Client, collected: Matter, served: Home, instance: Instance
) -> None:
    audited(served, instance.actor, collected.id)
    seal = next((served.folder / "vault" / "units").rglob("*.seal"))
    seal.chmod(0o600)
    seal.write_bytes(b"broken")
    insider.post(f"{at(collected)}ask")
    done = run(served, instance.actor)
    assert done.error == f"1 wrong in {collected.id}; its audits say what."
    page = words(insider.get(at(collected)).content)
    assert "An audit found 1 thing wrong." in page
    assert "A seal is not what the seal key signed for this pack." in page
    only = words(insider.get(f"{at(collected)}?show=wrong").content)
    assert ("nothing wrong" in page, "nothing wrong" in only) == (True, False)
    lines = b"".join(insider.get(f"/matters/{collected.id}/audits.csv?show=wrong")).decode().splitlines()  # type: ignore[arg-type]
    assert len(lines) == 2
    assert "vault-seal-altered 1" in lines[1]


def test_what_cannot_be_read_again_says_why_and_waits_for_a_person(
    insider: Client, collected: Matter, served: Home, instance: Instance
) -> None:
    insider.post(f"{at(collected)}ask")
    units = served.folder / "vault" / "units"
    moved = units.rename(units.with_name("away"))
    units.write_bytes(b"no folder")
    assert run(served, instance.actor).error != ""
    page = words(insider.get(at(collected)).content)
    assert "It ended before it was done." in page
    assert run(served, instance.actor).error == "", "nobody asked again"
    units.unlink()
    moved.rename(units)
    assert "Re-read all 3 items now" in page
    insider.post(f"{at(collected)}ask")
    assert run(served, instance.actor).said == "Done: 1."


def test_while_an_owner_has_paused_the_job_the_page_says_so(insider: Client, collected: Matter) -> None:
    insider.post("/jobs/errands/pause")
    assert "It waits, because an owner of this instance has paused the job errands." in words(
        insider.post(f"{at(collected)}ask", follow=True).content
    )


def test_a_reviewer_sees_the_audits_and_cannot_ask(
    visitor: Callable[..., Visitor], collected: Matter, served: Home
) -> None:
    reviewer = visitor("Rhea", collected.id, "reviewer").client
    page = words(reviewer.get(at(collected)).content)
    assert "Counsel, case managers, IT stewards and auditors can ask for it." in page
    assert "Re-read all" not in page
    assert reviewer.post(f"{at(collected)}ask").status_code == 403
    assert errands.unfinished(collected.id, REREAD) is None


def test_how_far_the_ledger_is_signed_is_said_and_a_checkpoint_of_another_key_is_noticed(
    insider: Client, collected: Matter
) -> None:
    log = Log.objects.get(matter=collected.id)
    assert f"signed checkpoint: {log.size} of {log.size}" in words(insider.get(at(collected)).content)
    Log.objects.filter(matter=collected.id).update(signed=b"")
    assert f"0 of {log.size} entries stand under a signed checkpoint" in words(insider.get(at(collected)).content)
    Log.objects.filter(matter=collected.id).update(
        signed=bytes(log.signed).replace(b"\xe2\x80\x94 ", b"\xe2\x80\x94 x")
    )
    assert "is not signed by the key of this ledger" in words(insider.get(at(collected)).content)
