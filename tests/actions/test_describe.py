"""What is kept adds up, over sources and over matters, and what no whole audit has read is counted."""

import os
from pathlib import Path

import pytest

from openhold.actions.audit import audit
from openhold.actions.collect.action import collect
from openhold.actions.describe import Kept, Reread, describe
from openhold.actions.errors import StoppedError, StorageError
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.open_matter import open_matter
from openhold.actions.record import Recorded
from openhold.actions.set_up import Instance
from openhold.actions.survey_matters import overview
from openhold.projections.matter import Matter
from tests.actions.conftest import Watching


def gather(home: Home, actor: str, matter: str, folder: Path) -> str:
    source = name_source(home, actor, matter, kind="directory", at=os.fsencode(folder), custodian=None)
    collect(home, actor, source, reread=False, watch=Watching())
    return source.id


def test_nothing_kept_is_nothing_known(home: Home, instance: Instance, matter: Matter) -> None:
    assert (overview(home).items, overview(home).bytes) == (0, 0)
    assert overview(home).matters[0].kept == Kept(0, 0, None)
    told = describe(home, matter)
    assert (told.kept, told.collections, told.disclosures) == ({}, (), ())
    assert told.reread == Reread(None, None, None, 0)


def test_items_add_up_by_source_and_by_matter(home: Home, instance: Instance, matter: Matter, folder: Path) -> None:
    first = gather(home, instance.actor, matter.id, folder)
    second = gather(home, instance.actor, matter.id, folder / "logs")
    other = open_matter(home, instance.actor, title="Another", court=None, number=None).matter
    gather(home, instance.actor, other, folder)
    told = describe(home, matter)
    assert {source: (kept.items, kept.bytes) for source, kept in told.kept.items()} == {
        first: (3, 13 + 256 * 64),
        second: (2, 13),
    }
    assert [(one.kept.items, one.collections) for one in overview(home).matters] == [(5, 2), (3, 1)]
    assert (overview(home).items, overview(home).bytes) == (8, 2 * (13 + 256 * 64) + 13)
    assert [type(value) for value in (overview(home).items, overview(home).bytes)] == [int, int]


def many(root: Path) -> Path:
    root.mkdir()
    for number in range(3000):
        (root / f"{number:04d}").write_bytes(b"%04d" % number)
    return root


def adds_up(home: Home, matter: Matter, source: str) -> None:
    """Fail unless what is told to be kept is what an audit finds: 3,000 items of four bytes."""
    assert audit(home, "p-1", None, sample=None, watch=Watching()).checked == 3000
    told = describe(home, matter)
    assert (told.counts["items"], told.counts["bytes"]) == (3000, 12_000)
    assert (told.kept[source].items, told.kept[source].bytes) == (3000, 12_000)
    assert (overview(home).items, overview(home).bytes) == (3000, 12_000)


def test_what_a_person_stopped_and_ran_again_adds_up(
    home: Home, instance: Instance, matter: Matter, tmp_path: Path
) -> None:
    source = name_source(
        home, "p-1", matter.id, kind="directory", at=os.fsencode(many(tmp_path / "many")), custodian=None
    )
    with pytest.raises(StoppedError):
        collect(home, "p-1", source, reread=False, watch=Watching(stop_after=1))
    stopped = describe(home, matter)
    assert 0 < stopped.counts["items"] < 3000
    assert stopped.kept[source.id] == Kept(stopped.counts["items"], 4 * stopped.counts["items"], None)
    collect(home, "p-1", source, reread=False, watch=Watching())
    adds_up(home, matter, source.id)


def test_what_was_interrupted_is_behind_until_it_was_re_read(
    home: Home, instance: Instance, matter: Matter, tmp_path: Path
) -> None:
    source = name_source(
        home, "p-1", matter.id, kind="directory", at=os.fsencode(many(tmp_path / "many")), custodian=None
    )

    def stop(after: int) -> None:
        with pytest.raises(StoppedError):
            collect(home, "p-1", source, reread=not after, watch=Watching(stop_after=after))

    def behind() -> list[tuple[int, int]]:
        told, all_told = describe(home, matter), overview(home)
        return [
            (told.reread.behind, told.ended),
            (all_told.matters[0].reread.behind, all_told.matters[0].collections),
        ]

    stop(1)
    assert behind() == [(1, 1)] * 2
    stop(1)
    assert behind() == [(1, 1)] * 2, "the second one went on from where the first was stopped"
    audit(home, "p-1", None, sample=None, watch=Watching())
    assert behind() == [(0, 1)] * 2
    collect(home, "p-1", source, reread=False, watch=Watching())
    assert behind() == [(1, 1)] * 2, "as the collection did from where both were"
    stop(0)
    assert behind() == [(1, 1)] * 2, "nothing was kept"


def test_what_was_cut_off_before_it_was_recorded_adds_up(
    home: Home, instance: Instance, matter: Matter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = name_source(
        home, "p-1", matter.id, kind="directory", at=os.fsencode(many(tmp_path / "many")), custodian=None
    )

    def cut_off(*_: object) -> Recorded:
        raise StorageError("The power is gone.")

    with monkeypatch.context() as patch:
        patch.setattr("openhold.actions.collect.action.record", cut_off)
        with pytest.raises(StorageError):
            collect(home, "p-1", source, reread=False, watch=Watching())
    assert describe(home, matter).counts["items"] == 0
    collect(home, "p-1", source, reread=False, watch=Watching())
    adds_up(home, matter, source.id)
    collect(home, "p-1", source, reread=True, watch=Watching())
    adds_up(home, matter, source.id)


def test_what_no_whole_audit_has_read_is_behind(home: Home, instance: Instance, matter: Matter, folder: Path) -> None:
    gather(home, instance.actor, matter.id, folder)
    assert overview(home).reread.behind == 1
    other = open_matter(home, instance.actor, title="Another", court=None, number=None).matter
    late = overview(home, show="behind")
    assert [one.matter.id for one in late.matters] == [one.matter.id for one in late.behind] == [matter.id]
    assert (late.counts, late.number) == ({"all": 2, "behind": 1, "empty": 1}, 2)
    assert [one.matter.id for one in overview(home, show="empty").matters] == [other]
    assert overview(home, {other}).reread.behind == 0
    audit(home, instance.actor, None, sample="50%", watch=Watching())
    sampled = describe(home, matter).reread
    assert (sampled.whole, sampled.behind) == (None, 1)
    assert sampled.last is not None
    audit(home, instance.actor, matter.id, sample=None, watch=Watching())
    told = describe(home, matter).reread
    assert told.whole is not None
    assert (told.whole.scope, told.last, told.wrong, told.behind) == (matter.id, told.whole, None, 0)
    # The audit of one matter is none of the whole vault.
    assert (overview(home).reread.whole, overview(home).reread.behind) == (None, 0)
    gather(home, instance.actor, matter.id, folder)
    assert overview(home).matters[0].reread.behind == 1
    audit(home, instance.actor, None, sample=None, watch=Watching())
    assert overview(home).reread.behind == 0


def test_a_finding_stands_until_a_whole_audit_finds_nothing(
    home: Home, instance: Instance, matter: Matter, folder: Path
) -> None:
    gather(home, instance.actor, matter.id, folder)
    pack = next((home.folder / "vault").rglob("*.tar"))
    before = pack.read_bytes()
    pack.chmod(0o600)
    pack.write_bytes(before.replace(b"shift report", b"shift repart"))
    audit(home, instance.actor, None, sample=None, watch=Watching())
    pack.write_bytes(before)
    audit(home, instance.actor, None, sample="100%", watch=Watching())
    for one in (overview(home).reread, overview(home).matters[0].reread, describe(home, matter).reread):
        assert one.wrong is not None
        assert one.wrong.findings
    audit(home, instance.actor, matter.id, sample=None, watch=Watching())
    assert describe(home, matter).reread.wrong is None
    assert overview(home).reread.wrong is not None
    audit(home, instance.actor, None, sample=None, watch=Watching())
    assert overview(home).reread.wrong is None
