"""What somebody asked for on a page: done in their name, seen while it goes on, stopped, and never lost by a worker."""

from pathlib import Path

import pytest

from openhold.actions.errors import RefusedError, StoppedError, UsageError
from openhold.actions.home import Home
from openhold.actions.record import rows
from openhold.jobs import errands
from openhold.jobs.asking import run_here
from openhold.jobs.errands import Followed
from openhold.jobs.work import Outcome, Work
from openhold.projections.audit import Audit
from openhold.projections.collection import Collection
from openhold.projections.matter import Matter
from openhold.projections.source import Source
from openhold.workbench.errand import COLLECT, Errand
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, BOB, Case, a_case


@pytest.fixture
def case(home: Home, instance: object, matter: Matter, tmp_path: Path) -> Case:
    return a_case(home, matter, tmp_path / "places")


def run(case: Case, stop_after: int | None = None) -> Outcome:
    return run_here(Work(case.home, ANN, Watching(stop_after)), "errands")


def test_a_source_is_collected_and_a_matter_re_read_in_the_name_of_whoever_asked(case: Case) -> None:
    one = case.sources[0]
    assert errands.ask_to_collect(case.home, case.matter, BOB, one.id, reread=False)
    errands.ask_to_reread(case.home, case.matter, BOB)
    errands.ask_to_reread(case.home, case.matter, BOB)
    assert Errand.objects.count() == 2, "what waits is not asked for twice"
    done = run(case)
    assert (done.said, done.error) == ("Done: 2.", "")
    assert not Errand.objects.filter(ended_at=None).exists()
    assert Collection.objects.get().source == one.id
    assert Audit.objects.get().checked == 1
    assert all(BOB.encode() in row.entry for row in list(rows(case.matter))[-2:])
    assert run(case).said == "Done: 0."


def test_one_that_cannot_be_done_does_not_keep_the_others_and_waits_for_a_person(case: Case) -> None:
    gone, there = case.sources[:2]
    Path(gone.at or "").rename(case.home.folder / "gone")
    for one in (gone, there):
        errands.ask_to_collect(case.home, case.matter, BOB, one.id, reread=False)
    done = run(case)
    assert done.said == "Done: 1."
    left = errands.unfinished(case.matter, COLLECT, gone.id)
    assert left is not None
    assert left.error == done.error != ""
    assert run(case).error == "", "nobody asked again"
    (case.home.folder / "gone").rename(Path(gone.at or ""))
    errands.ask_to_collect(case.home, case.matter, BOB, gone.id, reread=False)
    assert run(case).said == "Done: 1."


def test_a_worker_that_ends_leaves_it_to_the_next(case: Case) -> None:
    errands.ask_to_collect(case.home, case.matter, BOB, case.sources[0].id, reread=False)
    with pytest.raises(StoppedError):
        run(case, stop_after=0)
    left = errands.unfinished(case.matter, COLLECT, case.sources[0].id)
    assert left is not None
    assert left.error == ""
    assert run(case).said == "Done: 1."


def test_what_is_stopped_says_so_and_what_has_not_begun_is_not_begun(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = case.sources[0].id
    errands.ask_to_collect(case.home, case.matter, BOB, source, reread=False)
    errands.stop(case.home, case.matter, COLLECT, source)
    left = errands.unfinished(case.matter, COLLECT, source)
    assert left is not None
    assert left.error == "It was stopped before it began."
    assert run(case).said == "Done: 0."

    def collect(home: Home, actor: str, *_: object, watch: Followed, **__: object) -> None:
        watch.progress(12, 3_400, 1)
        assert not watch.stopped()
        errands.stop(case.home, case.matter, COLLECT, source)
        watch.progress(13, 3_500, 1)
        if watch.stopped():
            raise StoppedError("Stopped after 13 items.")

    monkeypatch.setattr(errands, "collect", collect)
    monkeypatch.setattr(errands, "_LOOK", 0.0)
    errands.ask_to_collect(case.home, case.matter, BOB, source, reread=False)
    assert run(case).error == "", "a person wanted it"
    left = errands.unfinished(case.matter, COLLECT, source)
    assert left is not None
    assert (left.items, left.bytes, left.failed, left.error) == (13, 3_500, 1, "Stopped after 13 items.")


def test_how_far_it_is_is_noted_once_a_second(case: Case) -> None:
    errands.ask_to_reread(case.home, case.matter, BOB)
    now = [10.0]
    there = Errand.objects.filter(matter=case.matter)
    watch = Followed(Watching(), there, lambda: now[0])
    for second, items, noted in ((10.0, 1, 1), (10.5, 2, 1), (11.0, 3, 3), (11.9, 4, 3)):
        now[0] = second
        watch.progress(items, items * 10, 0)
        assert there.get().items == noted


def test_a_thing_and_what_was_destroyed_are_not_asked_for(case: Case) -> None:
    one = case.sources[0]
    Source.objects.filter(id=one.id).update(disposed=99)
    with pytest.raises(RefusedError, match="was destroyed"):
        errands.ask_to_collect(case.home, case.matter, BOB, one.id, reread=False)
    Source.objects.filter(id=one.id).update(disposed=None, kind="thing")
    with pytest.raises(RefusedError, match="looked after, not collected"):
        errands.ask_to_collect(case.home, case.matter, BOB, one.id, reread=False)
    with pytest.raises(UsageError):
        errands.ask_to_collect(case.home, case.matter, BOB, "s-nothing", reread=False)
    assert not Errand.objects.exists()
