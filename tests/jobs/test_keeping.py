"""The jobs that keep: sources under hold are collected again, a sample is re-read, every fact gets its checkpoint."""

from pathlib import Path

import pytest

from openhold.actions import record
from openhold.actions.collect.action import collect
from openhold.actions.home import Home
from openhold.facts.kinds import SourceNamed
from openhold.jobs.asking import run_here
from openhold.jobs.work import Outcome, Work
from openhold.projections.audit import Audit
from openhold.projections.collection import Collection
from openhold.projections.matter import Matter
from openhold.projections.source import Source
from openhold.workbench.schedule import Job
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, Case, a_case


@pytest.fixture
def case(home: Home, instance: object, matter: Matter, tmp_path: Path) -> Case:
    made = a_case(home, matter, tmp_path / "places")
    for source in made.sources[:2]:
        collect(home, ANN, source, reread=False, watch=Watching())
    return made


def run(home: Home, name: str) -> Outcome:
    return run_here(Work(home, ANN, Watching()), name)


def place(source: Source) -> Path:
    return Path(source.at or "")


def test_what_a_hold_covers_is_collected_again_and_nothing_else(case: Case) -> None:
    assert run(case.home, "collections").said == "Collected again: 0 sources; new items: 0."
    case.issue(custodians=(case.custodians[0].id, case.custodians[2].id))
    (place(case.sources[0]) / "new.txt").write_bytes(b"the next day's")
    # The first is covered and was collected; the second is not covered; the third was never collected.
    assert run(case.home, "collections").said == "Collected again: 1 source; new items: 1."
    assert Collection.objects.filter(unit=case.sources[0].unit).count() == 2
    assert Collection.objects.filter(unit=case.sources[1].unit).count() == 1


def test_a_place_that_is_away_tonight_is_counted_and_the_others_are_collected(case: Case, tmp_path: Path) -> None:
    case.issue()
    place(case.sources[0]).rename(tmp_path / "in a drawer")
    done = run(case.home, "collections")
    assert (done.said, done.error) == ("Collected again: 1 source; new items: 0; 1 not reachable.", "")
    (tmp_path / "in a drawer").rename(place(case.sources[0]))
    assert run(case.home, "collections").said.startswith("Collected again: 2 sources")


def test_a_released_hold_collects_nothing_any_more(case: Case) -> None:
    case.release(case.issue())
    assert run(case.home, "collections").said.startswith("Collected again: 0 sources")


def test_a_sample_is_re_read_and_recorded_and_what_is_wrong_waits_for_a_person(case: Case) -> None:
    assert run(case.home, "audit").error == ""
    assert Audit.objects.get(scope="vault").sample == "5%"
    (case.home.folder / "vault" / "stranger").write_bytes(b"x")
    pack = next((case.home.folder / "vault" / "units").rglob("*.seal"))
    pack.chmod(0o600)
    pack.write_bytes(b"broken")
    done = run(case.home, "audit")
    assert "wrong; the first: " in done.error
    assert done.again is False
    row = Job.objects.get(name="audit")
    assert row.error == done.error
    assert row.next_run is None, "re-reading it again in a minute would find the same"


def test_what_was_recorded_and_not_signed_gets_its_checkpoint(case: Case) -> None:
    home = case.home
    assert run(home, "checkpoints").said == "Every fact is under a checkpoint."
    # Killed between the commit and its checkpoint: the fact stands, and no checkpoint covers it.
    late = SourceNamed(
        source="s-late", source_kind="directory", at="/srv", at_b64=None, custodian=None, unit="u-late", excludes=()
    )
    facts = record.record(home, case.matter, ANN, late)
    done = run(home, "checkpoints")
    assert done.said == "1 ledger signed."
    assert run(home, "checkpoints").said == "Every fact is under a checkpoint."
    assert record.publish(home, case.matter).size == facts.size
