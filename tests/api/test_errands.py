"""Collections, disclosures and dispositions by programs: asked for, done in the background as whoever asked."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from openhold.actions.record import rows
from openhold.actions.remove_member import remove_member
from openhold.jobs import errands
from openhold.jobs.asking import pause, run_here
from openhold.jobs.work import Outcome, Work
from openhold.ledger.entry import decode
from openhold.projections.collection import Collection
from openhold.projections.disclosure import Disclosure
from openhold.projections.source import Source
from openhold.verify.main import main as verify
from openhold.workbench.errand import Errand
from openhold.workbench.schedule import Job
from tests.actions.conftest import Watching
from tests.api.conftest import Lived, Program
from tests.api.test_deeds import done


@pytest.fixture
def counsel(lived: Lived, program: Callable[..., Program]) -> Program:
    return program("Dana Whitfield", lived.matter, "counsel")


@pytest.fixture
def bags(lived: Lived, tmp_path: Path) -> Path:
    place = tmp_path / "bags"
    place.mkdir()
    (lived.home.folder / "web.toml").write_text(f'disclosures = "{place}"\n')
    return place


def run(lived: Lived) -> Outcome:
    return run_here(Work(lived.home, lived.actor, Watching()), errands.JOB)


def last(lived: Lived) -> tuple[str, str]:
    entry = decode([*rows(lived.matter)][-1].entry)
    return entry.kind, entry.actor


def test_a_source_is_collected_as_whoever_asked(lived: Lived, counsel: Program) -> None:
    of = f"/matters/{lived.matter}"
    asked = done(counsel, "POST", f"{of}/sources/{lived.ids['source']}/collections", {})
    assert (asked["state"], asked["found"]) == ("waiting", None)
    again = done(counsel, "POST", f"{of}/sources/{lived.ids['source']}/collections", {})
    assert again["errand"] == asked["errand"]
    assert run(lived).said == "Done: 1."
    ended = done(counsel, "GET", f"{of}/errands/{asked['errand']}")
    assert (ended["state"], ended["found"]["new_items"]) == ("done", 1)
    made = Collection.objects.get(id=ended["found"]["collection"])
    assert made.source == lived.ids["source"]
    assert last(lived) == ("collection.sealed/1", counsel.person)
    # What ended is not done again; what is asked for again is.
    assert run(lived).said == "Done: 0."
    done(counsel, "POST", f"{of}/sources/{lived.ids['source']}/collections", {"reread": True})
    assert [one["state"] for one in done(counsel, "GET", f"{of}/errands")["errands"]] == ["waiting", "done"]


def test_one_that_cannot_be_done_says_why_and_is_not_tried_again(lived: Lived, counsel: Program) -> None:
    of = f"/matters/{lived.matter}"
    thing = counsel.ask("POST", f"{of}/sources/{lived.ids['thing']}/collections", {})
    assert thing.status == 409
    assert "looked after, not collected" in str(thing.json)
    place = Path(Source.objects.get(id=lived.ids["source"]).at or "")
    away = place.rename(place.with_name("away"))
    asked = done(counsel, "POST", f"{of}/sources/{lived.ids['source']}/collections", {})
    assert "cannot be read" in run(lived).error
    away.rename(place)
    failed = done(counsel, "GET", f"{of}/errands/{asked['errand']}")
    assert (failed["state"], failed["found"]) == ("failed", None)
    assert "cannot be read" in failed["error"]
    assert run(lived).error == ""
    # Whoever asked and lost their part meanwhile has nothing done for them.
    source = f"{of}/sources/{lived.ids['source']}/collections"
    before = Collection.objects.count()
    asked = done(counsel, "POST", source, {})
    remove_member(lived.home, lived.actor, lived.matter, person=counsel.person)
    assert "you have no role" in run(lived).error
    assert Collection.objects.count() == before


def test_what_waits_for_a_paused_job_is_done_once_it_goes_on(lived: Lived, counsel: Program) -> None:
    pause(lived.home, errands.JOB, lived.actor)
    done(counsel, "POST", f"/matters/{lived.matter}/sources/{lived.ids['source']}/collections", {})
    assert Errand.objects.get().tries == 0
    assert Job.objects.get(name=errands.JOB).next_run is not None


def test_a_disclosure_is_made_and_checked_by_a_stranger(
    lived: Lived, counsel: Program, bags: Path, tmp_path: Path
) -> None:
    of = f"/matters/{lived.matter}"
    one = next(each for each in done(counsel, "GET", f"{of}/items")["items"] if each["path"] == "zz.bin")
    asked = done(counsel, "POST", f"{of}/disclosures", {"withhold": {one["sha256"]: "work product", "1": "privacy"}})
    assert counsel.ask("GET", f"{of}/errands/{asked['errand']}/bag").status == 404
    assert run(lived).error == ""
    ended = done(counsel, "GET", f"{of}/errands/{asked['errand']}")
    assert (ended["state"], ended["found"]["items"]) == ("done", 2)
    assert last(lived) == ("disclosure.made/1", counsel.person)
    given = counsel.ask("GET", f"{of}/errands/{asked['errand']}/bag")
    assert given.headers["Content-Disposition"] == f'attachment; filename="{ended["found"]["bag"]}.tar"'
    out = tmp_path / "given"
    with tarfile.open(fileobj=io.BytesIO(given.content)) as archive:
        archive.extractall(out, filter="data")
    bag = out / ended["found"]["bag"]
    key = done(counsel, "GET", of)["key"]
    assert verify([str(bag), "--key", key]) == 0
    assert Disclosure.objects.get().bag == bag.name
    assert not (bag / "data" / "items" / one["sha256"]).exists()
    for file in bags.iterdir():
        file.rename(tmp_path / "taken")
    assert "was taken away" in counsel.ask("GET", f"{of}/errands/{asked['errand']}/bag").message


def test_the_history_of_a_hold_is_disclosed_alone(lived: Lived, counsel: Program, bags: Path) -> None:
    of = f"/matters/{lived.matter}"
    asked = done(counsel, "POST", f"{of}/disclosures", {"hold": lived.ids["hold"]})
    assert counsel.ask("POST", f"{of}/disclosures", {"hold": lived.ids["hold"], "items": "none"}).status == 422
    assert counsel.ask("POST", f"{of}/disclosures", {"hold": "h-none"}).status == 404
    assert run(lived).error == ""
    found = done(counsel, "GET", f"{of}/errands/{asked['errand']}")["found"]
    assert (found["items"], found["withheld_facts"] > 10) == (0, True)
    assert (bags / found["bag"] / "data" / "facts.jsonl").exists()


def test_a_try_whose_worker_was_killed_is_made_anew(lived: Lived, counsel: Program, bags: Path) -> None:
    of = f"/matters/{lived.matter}"
    asked = done(counsel, "POST", f"{of}/disclosures", {"items": "none"})
    # The bag stood, and nothing was recorded yet.
    (bags / f"{asked['errand']}-1" / "data").mkdir(parents=True)
    Errand.objects.update(tries=1)
    assert done(counsel, "GET", f"{of}/errands/{asked['errand']}")["state"] == "running"
    assert run(lived).error == ""
    found = done(counsel, "GET", f"{of}/errands/{asked['errand']}")["found"]
    assert found["bag"] == f"{asked['errand']}-2"
    assert Disclosure.objects.count() == 1


def test_whoever_may_not_disclose_any_more_has_nothing_written_for_them(
    lived: Lived, counsel: Program, bags: Path
) -> None:
    done(counsel, "POST", f"/matters/{lived.matter}/disclosures", {})
    remove_member(lived.home, lived.actor, lived.matter, person=counsel.person)
    assert "to disclose is for" in run(lived).error
    assert list(bags.iterdir()) == []


@pytest.mark.parametrize(
    "body",
    [{"withhold": {"x": "ground"}}, {"withhold": {"3": " "}}, {"hide": {"a" * 64: ""}}, {"items": ["zz.bin"]}],
)
def test_what_cannot_be_selected_is_told_at_once(lived: Lived, counsel: Program, bags: Path, body: object) -> None:
    assert counsel.ask("POST", f"/matters/{lived.matter}/disclosures", body).status == 422
    assert not Errand.objects.exists()


def test_without_a_folder_for_disclosures_none_is_made(lived: Lived, counsel: Program) -> None:
    answer = counsel.ask("POST", f"/matters/{lived.matter}/disclosures", {})
    assert (answer.status, "names one by disclosures" in answer.message) == (409, True)


def test_a_disposition_is_proposed_and_approved_by_two(
    lived: Lived, counsel: Program, program: Callable[..., Program]
) -> None:
    unit = Source.objects.get(id=lived.ids["source"]).unit
    path = f"/matters/{lived.matter}/units/{unit}/disposition"
    assert done(counsel, "POST", path, {"why": "The case is over."})["state"] == "proposed"
    assert counsel.ask("POST", f"{path}/approve").status == 409
    other = program("Bob Birch", lived.matter, "counsel")
    assert done(other, "POST", f"{path}/approve")["approved_by"] == other.person
    (listed,) = done(other, "GET", f"/matters/{lived.matter}/dispositions")["dispositions"]
    assert (listed["unit"], listed["state"], listed["disposed"]) == (unit, "approved", False)
