"""Release and destruction: what is shown first, who must agree, and that the gate opens for nothing less."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from openhold.actions.audit import audit
from openhold.actions.collect.action import collect
from openhold.actions.dispose_unit import approve_disposition, dispose_unit, propose_disposition
from openhold.actions.errors import RefusedError, StorageError, UsageError
from openhold.actions.get_item import get_item
from openhold.actions.holds.approve import issue_hold
from openhold.actions.holds.release import (
    approve_release,
    covered_by,
    pending_releases,
    preview_release,
    propose_release,
    return_release,
)
from openhold.actions.list_items import list_items
from openhold.actions.name_source import find_source, name_source
from openhold.actions.record import rows
from openhold.facts.body import from_body
from openhold.facts.dispositions import UnitDisposed
from openhold.facts.kinds import DisposalRefused
from openhold.ledger.entry import decode
from openhold.projections.collection import Collection
from openhold.projections.disposition import Disposition
from openhold.projections.hold import Cover, Hold, HoldVersion
from openhold.projections.release import Release
from openhold.projections.source import Source
from openhold.vault.errors import StorageFailedError
from openhold.vault.store import DirectoryStore
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, BOB, Case


def kinds(case: Case) -> list[str]:
    return [decode(row.entry).kind for row in rows(case.matter)]


def files(case: Case, unit: str) -> list[Path]:
    return [one for one in (case.home.folder / "vault/units" / unit).rglob("*") if one.is_file()]


def agree(case: Case, source: Source) -> None:
    """Two people want the unit destroyed."""
    propose_disposition(case.home, ANN, case.matter, source.unit, "The case is over.")
    approve_disposition(case.home, BOB, case.matter, source.unit)


@pytest.fixture
def over(case: Case) -> Case:
    """A case that was collected, held and released, and in which two people want the first unit destroyed."""
    for source in case.sources:
        collect(case.home, ANN, source, reread=False, watch=Watching())
    case.release(case.issue())
    agree(case, case.sources[0])
    return case


def test_a_release_shows_what_loses_its_last_protection(case: Case) -> None:
    first, second, third = case.custodians
    collect(case.home, ANN, case.sources[0], reread=False, watch=Watching())
    everybody = case.issue(custodians=(first.id, second.id, third.id))
    case.issue(custodians=(second.id,), title="Second")
    seen = preview_release(case.home, case.matter, everybody, what="whole")
    assert {one.unit.source for one in seen.losing} == {case.sources[0].id, case.sources[2].id}
    assert [one.unit.source for one in seen.staying] == [case.sources[1].id]
    assert (seen.items, seen.bytes) == (1, len("Paul Renwick"))
    assert kinds(case).count("release.proposed/1") == 0, "looking records nothing"


def test_another_matter_that_knows_the_custodian_is_named_and_its_hold_protects(case: Case, other: Case) -> None:
    hold = case.issue()
    seen = preview_release(case.home, case.matter, hold, what="whole")
    assert {one.unit.wanted_by for one in seen.losing} == {(other.matter,)}
    theirs = other.issue()
    seen = preview_release(case.home, case.matter, hold, what="whole")
    assert seen.losing == ()
    assert {by.hold for one in seen.staying for by in one.by} == {theirs}


def test_a_release_needs_two_people_and_the_preview_that_was_seen(case: Case) -> None:
    hold = case.issue()
    asked = propose_release(case.home, ANN, case.matter, hold, what="whole", why="Judgment.")
    assert propose_release(case.home, ANN, case.matter, hold, what="whole", why="Again.").id == asked.id
    seen = preview_release(case.home, case.matter, hold, what="whole")
    with pytest.raises(RefusedError, match="A second person must approve"):
        approve_release(case.home, ANN, case.matter, asked.id, seen.digest)
    for wrong in ("", seen.digest[:11], "0" * 64):
        with pytest.raises(RefusedError, match="Look again"):
            approve_release(case.home, BOB, case.matter, asked.id, wrong)
    collect(case.home, ANN, case.sources[0], reread=False, watch=Watching())
    with pytest.raises(RefusedError, match="is not what that preview showed"):
        approve_release(case.home, BOB, case.matter, asked.id, seen.digest)
    assert Hold.objects.get().released_at is None
    seen = preview_release(case.home, case.matter, hold, what="whole")
    approve_release(case.home, BOB, case.matter, asked.id, seen.digest[:12])
    assert Hold.objects.get().released_at is not None
    done = Release.objects.get()
    assert (done.state, done.approved_by, done.preview) == ("done", BOB, seen.digest)
    assert set(done.units) == {case.sources[0].unit, case.sources[1].unit}
    assert kinds(case)[-2:] == ["release.approved/1", "hold.released/1"]
    with pytest.raises(RefusedError, match="was done already"):
        approve_release(case.home, BOB, case.matter, asked.id, seen.digest)


def test_a_returned_release_goes_no_further(case: Case) -> None:
    hold = case.issue()
    asked = propose_release(case.home, ANN, case.matter, hold, what="whole", why="Judgment.")
    return_release(case.home, BOB, case.matter, asked.id, "The time to appeal is open.")
    assert pending_releases(case.home, case.matter) == ()
    seen = preview_release(case.home, case.matter, hold, what="whole")
    with pytest.raises(RefusedError, match="was returned already"):
        approve_release(case.home, BOB, case.matter, asked.id, seen.digest)
    assert propose_release(case.home, ANN, case.matter, hold, what="whole", why="It is closed.").id != asked.id


def test_one_custodian_and_one_source_are_released_and_the_rest_stays(case: Case) -> None:
    first, second, _ = case.custodians
    hold = case.issue()
    case.release(hold, "custodian", first.id)
    assert covered_by(case.home, case.matter, case.sources[0].unit) == ()
    assert covered_by(case.home, case.matter, case.sources[1].unit) != ()
    case.release(hold, "source", case.sources[1].id)
    assert covered_by(case.home, case.matter, case.sources[1].unit) == ()
    assert Cover.objects.get(which=second.id).released_at is None
    for what, which in (("custodian", first.id), ("source", case.sources[1].id), ("source", case.sources[2].id)):
        with pytest.raises(UsageError, match="does not cover"):
            propose_release(case.home, ANN, case.matter, hold, what=what, which=which, why="Again.")
    case.issue(hold, custodians=(second.id,))
    assert covered_by(case.home, case.matter, case.sources[1].unit) == (), "an amendment does not undo it by the way"
    case.issue(hold, custodians=(second.id,), sources=(case.sources[1].id,))
    assert covered_by(case.home, case.matter, case.sources[1].unit) != (), "naming it does"


def test_what_is_released_is_said_and_must_be_in_force(case: Case) -> None:
    hold = case.propose()
    with pytest.raises(RefusedError, match="is not in force"):
        preview_release(case.home, case.matter, hold, what="whole")
    case.issue(hold)
    for what, which in (("whole", "x"), ("custodian", None), ("everything", None)):
        with pytest.raises(UsageError, match="Release the whole hold, or name"):
            preview_release(case.home, case.matter, hold, what=what, which=which)
    case.release(hold)
    with pytest.raises(RefusedError, match="was released already"):
        propose_release(case.home, ANN, case.matter, hold, what="whole", why="Again.")


def test_with_the_whole_hold_go_its_waiting_versions(case: Case) -> None:
    hold = case.issue()
    case.propose(hold)
    case.release(hold)
    assert covered_by(case.home, case.matter, case.sources[0].unit) == ()
    with pytest.raises(RefusedError, match="was released"):
        issue_hold(case.home, BOB, case.matter, hold)
    assert HoldVersion.objects.get(version=2).state == "proposed"


def test_a_unit_is_destroyed_and_the_record_says_what_it_was(over: Case) -> None:
    source = over.sources[0]
    others = [files(over, one.unit) for one in over.sources[1:]]
    done = dispose_unit(over.home, "p-eve", over.matter, source.unit)
    assert files(over, source.unit) == []
    assert [files(over, one.unit) for one in over.sources[1:]] == others
    assert kinds(over)[-2:] == ["disposal.begun/1", "unit.disposed/1"]
    *_, last = rows(over.matter)
    fact = from_body("unit.disposed/1", last.body)
    assert isinstance(fact, UnitDisposed)
    manifest = Collection.objects.get(unit=source.unit).manifest_sha256
    assert (fact.source, fact.items, fact.bytes, fact.manifests) == (source.id, 1, len("Paul Renwick"), (manifest,))
    assert (fact.proposed_by, fact.approved_by, fact.released) == (ANN, BOB, (Hold.objects.get().id,))
    assert (done.state, done.disposed_by) == ("disposed", "p-eve")
    with pytest.raises(UsageError, match="was destroyed on"):
        dispose_unit(over.home, ANN, over.matter, source.unit)


def test_what_was_destroyed_is_missed_by_nobody_and_collected_by_nobody(over: Case) -> None:
    source = over.sources[0]
    digest = sha256(b"Paul Renwick").hexdigest().encode()
    assert get_item(over.home, over.matter, digest, lambda _: None).size == len("Paul Renwick")
    dispose_unit(over.home, ANN, over.matter, source.unit)
    assert audit(over.home, ANN, over.matter, sample=None, watch=Watching()).findings == ()
    assert audit(over.home, ANN, None, sample=None, watch=Watching()).findings == ()
    assert {one.unit for one in list_items(over.home, over.matter, None)} == {one.unit for one in over.sources[1:]}
    with pytest.raises(UsageError, match="was destroyed, as fact"):
        list(list_items(over.home, over.matter, Collection.objects.get(unit=source.unit).id))
    with pytest.raises(UsageError, match="is kept in this matter"):
        get_item(over.home, over.matter, digest, lambda _: None)
    with pytest.raises(RefusedError, match="was destroyed"):
        collect(over.home, ANN, find_source(over.home, over.matter, source.id), reread=False, watch=Watching())
    again = name_source(
        over.home, ANN, over.matter, kind="directory", at=os.fsencode(source.at or ""), custodian="Paul Renwick"
    )
    assert again.unit != source.unit
    collect(over.home, ANN, again, reread=False, watch=Watching())


@pytest.mark.parametrize("missing", ["proposal", "approval", "release", "other matter", "waiting version", "new hold"])
def test_the_gate_stays_shut_while_one_thing_is_missing(case: Case, other: Case, missing: str) -> None:
    source = case.sources[0]
    collect(case.home, ANN, source, reread=False, watch=Watching())
    hold = case.issue()
    before = files(case, source.unit)
    if missing != "release":
        case.release(hold)
    if missing not in ("proposal", "approval"):
        agree(case, source)
    if missing == "approval":
        propose_disposition(case.home, ANN, case.matter, source.unit, "It is over.")
    if missing == "other matter":
        other.issue()
    if missing == "waiting version":
        case.propose(title="Again")
    if missing == "new hold":
        case.issue(title="Again", custodians=(case.custodians[2].id,))
    with pytest.raises(RefusedError, match="was not destroyed"):
        dispose_unit(case.home, BOB, case.matter, source.unit)
    assert files(case, source.unit) == before
    *_, last = rows(case.matter)
    refused = from_body(DisposalRefused.KIND, last.body)
    assert isinstance(refused, DisposalRefused)
    # What was agreed to before a hold was proposed in the matter is no agreement any more.
    assert len(refused.reasons) == (2 if missing in ("waiting version", "new hold") else 1)
    assert "disposal.begun/1" not in kinds(case)


def test_nobody_approves_the_destruction_that_they_proposed(case: Case) -> None:
    unit = case.sources[0].unit
    with pytest.raises(RefusedError, match="Nobody proposed"):
        approve_disposition(case.home, BOB, case.matter, unit)
    one = propose_disposition(case.home, ANN, case.matter, unit, "It is over.")
    assert propose_disposition(case.home, BOB, case.matter, unit, "Yes.").id == one.id
    with pytest.raises(RefusedError, match="A second person must approve"):
        approve_disposition(case.home, ANN, case.matter, unit)
    approve_disposition(case.home, BOB, case.matter, unit)
    with pytest.raises(RefusedError, match="approved already"):
        approve_disposition(case.home, BOB, case.matter, unit)


def test_a_destruction_that_was_cut_off_is_on_record_and_is_finished_by_asking_again(
    over: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = over.sources[0]
    remove, calls = DirectoryStore.remove, []

    def fail(self: DirectoryStore, key: str) -> None:
        calls.append(key)
        if len(calls) == 2:
            raise StorageFailedError(f"{key}: no such luck.")
        remove(self, key)

    monkeypatch.setattr(DirectoryStore, "remove", fail)
    with pytest.raises(StorageError, match=r"Some of .* may be gone, as the record says"):
        dispose_unit(over.home, ANN, over.matter, source.unit)
    assert kinds(over)[-1] == "disposal.begun/1"
    assert Disposition.objects.get().state == "begun"
    assert Source.objects.get(id=source.id).disposed is not None
    dispose_unit(over.home, ANN, over.matter, source.unit)
    assert files(over, source.unit) == []
    assert kinds(over)[-1] == "unit.disposed/1"
    assert kinds(over).count("disposal.begun/1") == 1


def test_a_hold_that_comes_between_keeps_what_is_left_and_says_that_it_came_late(
    over: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = over.sources[0]
    monkeypatch.setattr(DirectoryStore, "remove", lambda *_: (_ for _ in ()).throw(StorageFailedError("no.")))
    with pytest.raises(StorageError):
        dispose_unit(over.home, ANN, over.matter, source.unit)
    monkeypatch.undo()
    before = files(over, source.unit)
    late = over.issue(title="Late")
    assert HoldVersion.objects.get(hold=late).gone == [source.unit]
    with pytest.raises(RefusedError, match="was not destroyed"):
        dispose_unit(over.home, ANN, over.matter, source.unit)
    assert files(over, source.unit) == before != []


def test_what_was_agreed_to_before_a_later_hold_does_not_count_after_it(over: Case) -> None:
    source = over.sources[0]
    over.release(over.issue(title="Later"))
    with pytest.raises(RefusedError, match="Two different people must authorise it"):
        dispose_unit(over.home, BOB, over.matter, source.unit)
    with pytest.raises(RefusedError, match="Nobody proposed"):
        approve_disposition(over.home, BOB, over.matter, source.unit)
    agree(over, source)
    assert dispose_unit(over.home, BOB, over.matter, source.unit).state == "disposed"
    assert files(over, source.unit) == []


def test_a_unit_that_somebody_writes_to_or_reads_is_not_waited_for(over: Case) -> None:
    source = over.sources[0]
    with (
        over.home.vault.store.lock(f"units/{source.unit}"),
        pytest.raises(RefusedError, match="being collected or read"),
    ):
        dispose_unit(over.home, ANN, over.matter, source.unit)
    assert files(over, source.unit) != []
    dispose_unit(over.home, ANN, over.matter, source.unit)
    assert files(over, source.unit) == []
