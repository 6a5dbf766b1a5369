"""What an ended program had kept is recorded by the next collection, once, and only where it is certain."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from openhold.actions.audit import audit
from openhold.actions.collect import action, recovering
from openhold.actions.collect.action import collect
from openhold.actions.collect.plan import plan
from openhold.actions.collect.scribe import Thing
from openhold.actions.describe import describe
from openhold.actions.errors import StorageError
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.open_matter import find_matter
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.facts.body import from_body
from openhold.facts.kinds import CollectionStopped, Fact, RecoveryDone
from openhold.ledger import entry
from openhold.projections.matter import Matter
from openhold.projections.source import Source
from openhold.vault.errors import DamagedError
from tests.actions.conftest import Watching


@pytest.fixture
def source(home: Home, instance: Instance, matter: Matter, folder: Path) -> Source:
    return name_source(home, instance.actor, matter.id, kind="directory", at=os.fsencode(folder), custodian=None)


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch, home: Home, source: Source) -> Callable[[str], None]:
    """Collect, and end where the function of that name is called."""

    def ended(*_: object) -> NoReturn:
        raise StorageError("The power is gone.")

    def run(where: str) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(f"openhold.actions.collect.{where}", ended)
            with pytest.raises(StorageError):
                gather(home, source)

    return run


def gather(home: Home, source: Source, *, reread: bool = False) -> None:
    collect(home, "p-1", source, reread=reread, watch=Watching())


def facts(home: Home, source: Source, *kinds: type[Fact]) -> list[Fact]:
    there = [from_body(entry.decode(row.entry).kind, row.body) for row in rows(source.matter)]
    return [fact for fact in there if isinstance(fact, kinds)]


@contextmanager
def damaged(file: Path) -> Iterator[None]:
    before = file.read_bytes()
    file.chmod(0o600)
    file.write_bytes(before.replace(b'"members":3', b'"members":9'))
    assert file.read_bytes() != before
    yield
    file.write_bytes(before)


@pytest.mark.parametrize("reread", [False, True])
def test_an_ordinary_second_collection_reads_no_headers_and_records_nothing(
    home: Home, source: Source, monkeypatch: pytest.MonkeyPatch, folder: Path, reread: bool
) -> None:
    def unasked(*_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(recovering, "count_bytes", unasked)
    gather(home, source)
    (folder / "large").write_bytes(bytes(16 << 20))
    gather(home, source, reread=reread)
    gather(home, source, reread=reread)
    assert facts(home, source, CollectionStopped, RecoveryDone) == []


def test_an_open_pack_is_brought_back_and_counted_in_one_go(
    home: Home, source: Source, cut_off: Callable[[str], None]
) -> None:
    cut_off("pipeline.seal_pack")
    gather(home, source)
    recovered, stopped = facts(home, source, CollectionStopped, RecoveryDone)
    assert isinstance(recovered, RecoveryDone)
    assert isinstance(stopped, CollectionStopped)
    assert (recovered.members, stopped.lines, stopped.new_items, stopped.new_bytes) == (3, 0, 3, 13 + 256 * 64)
    assert stopped.cause == "the program was ended"
    gather(home, source, reread=True)
    assert facts(home, source, CollectionStopped) == [stopped]


def test_each_ended_program_is_counted_by_itself(
    home: Home, source: Source, folder: Path, cut_off: Callable[[str], None]
) -> None:
    gather(home, source)
    for name in ("one", "another"):
        (folder / name).write_bytes(name.encode())
        cut_off("action.record")
    (folder / "large").write_bytes(bytes(16 << 20))
    cut_off("action.record")
    gather(home, source)
    stopped = [fact for fact in facts(home, source, CollectionStopped) if isinstance(fact, CollectionStopped)]
    assert [(fact.new_items, fact.new_bytes) for fact in stopped] == [(1, 3), (1, 7), (1, 16 << 20)]
    assert len({fact.collection for fact in stopped}) == 3


def test_a_damaged_seal_stops_no_collection_and_nothing_is_counted_before_it_is_mended(
    home: Home, matter: Matter, source: Source, folder: Path, cut_off: Callable[[str], None]
) -> None:
    cut_off("action.record")
    with damaged(home.folder / "vault" / "units" / source.unit / "packs" / "0.seal"):
        (folder / "new").write_bytes(b"new")
        gather(home, source)
        assert facts(home, source, CollectionStopped) == []
        assert describe(home, matter).counts["items"] == 1
        found = audit(home, "p-1", None, sample=None, watch=Watching()).findings
        assert {finding.code for finding in found} == {"vault-seal-altered"}
    gather(home, source)
    assert describe(home, matter).counts["items"] == 4


def test_a_unit_that_holds_less_than_was_recorded_is_left_to_the_audit(home: Home, source: Source) -> None:
    gather(home, source)
    for file in (home.folder / "vault" / "units" / source.unit / "packs").iterdir():
        file.unlink()
    gather(home, source, reread=True)
    assert facts(home, source, CollectionStopped) == []


def test_what_a_first_try_kept_before_an_old_block_turned_out_damaged_is_not_kept_twice(
    home: Home, source: Source, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gather(home, source)
    for number in range(3000):
        (folder / f"new {number:04d}").write_bytes(b"%04d" % number * 1024)
    tries = []

    def broken_off(*asked: Any) -> Iterator[list[Thing]]:
        tries.append(asked)
        yield from plan(*asked)
        if len(tries) == 1:
            raise DamagedError("An old block is damaged.")

    monkeypatch.setattr(action, "plan", broken_off)
    gather(home, source, reread=True)
    assert len(tries) == 2
    done = audit(home, "p-1", None, sample=None, watch=Watching())
    assert done.findings == ()
    assert done.checked == describe(home, find_matter(home, source.matter)).counts["items"] == 3003
    (stopped,) = facts(home, source, CollectionStopped)
    assert isinstance(stopped, CollectionStopped)
    assert stopped.new_items > 0
    assert stopped.cause == "what was known of the last collection did not fit; everything was read again"
