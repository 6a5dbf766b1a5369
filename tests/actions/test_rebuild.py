"""Projections follow from facts alone, and the database from the vault alone."""

import os
import shutil
from pathlib import Path

import pytest
from django.db import models

from openhold.actions.add_member import add_member
from openhold.actions.audit import audit
from openhold.actions.collect.action import collect
from openhold.actions.disclose.action import disclose
from openhold.actions.disclose.contents import Selection
from openhold.actions.errors import StoppedError, StorageError
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.note_values import note_values
from openhold.actions.open_account import open_account
from openhold.actions.open_matter import open_matter
from openhold.actions.papers.values import Decided, Paper, Proposed
from openhold.actions.rebuild import rebuild, rebuild_from_vault
from openhold.actions.record import record
from openhold.actions.set_up import Instance
from openhold.facts.kinds import KINDS, PersonNamed
from openhold.projections import SCHEMA, fold
from openhold.projections.log import Log, LogRow
from openhold.projections.matter import Matter
from tests.actions.conftest import Watching
from tests.actions.holds.living import end_with_destruction, live_through
from tests.actions.living import with_people, with_things


@pytest.fixture
def lived(home: Home, instance: Instance, matter: Matter, folder: Path, tmp_path: Path) -> Home:
    """A home in which everything happened once that this floor can do."""
    source = name_source(home, instance.actor, matter.id, kind="directory", at=os.fsencode(folder), custodian="Alder")
    collect(home, instance.actor, source, reread=False, watch=Watching())
    (folder / "later").write_bytes(b"later")
    with pytest.raises(StoppedError):
        collect(home, instance.actor, source, reread=True, watch=Watching(stop_after=0))
    collect(home, instance.actor, source, reread=False, watch=Watching())
    audit(home, instance.actor, matter.id, sample=None, watch=Watching())
    audit(home, instance.actor, None, sample="50%", watch=Watching())
    disclose(home, instance.actor, matter.id, tmp_path / "bag", Selection(), Watching())
    judge = Proposed("judge", "Jo Alder", "JO ALDER", 1, None)
    note_values(home, instance.actor, matter.id, Paper("0" * 64, "order.pdf"), [Decided("judge", judge, "Jo Alder")])
    with_people(home, instance.actor, matter.id, source)
    with_things(home, instance.actor, matter.id)
    member = open_account(home, name="Noor Haddix", email="haddix@alder.example", invited_by=None, owner=False)
    add_member(home, instance.actor, matter.id, person=member, role="auditor")
    live_through(home, matter.id, folder)
    over = open_matter(home, instance.actor, title="Ridgeline v. County of Alder", court=None, number=None).matter
    (tmp_path / "road").mkdir()
    (tmp_path / "road" / "bids.txt").write_bytes(b"bids")
    end_with_destruction(home, over, tmp_path / "road")
    return home


def every_row() -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all folded tables, column by column."""
    tables: tuple[type[models.Model], ...] = fold.TABLES
    return {
        table.__name__: list(
            table._default_manager.order_by("pk").values_list(*[f.attname for f in table._meta.concrete_fields])
        )
        for table in tables
    }


def test_after_a_whole_case_every_row_is_equal_after_a_rebuild(lived: Home) -> None:
    before = every_row()
    assert all(before.values()), "the case must fill every table"
    sizes = dict(Log.objects.values_list("matter", "size"))
    rebuilt = rebuild(lived)
    assert every_row() == before
    assert rebuilt.same
    assert rebuilt.instance_facts == sizes.pop("instance")
    assert rebuilt.facts == sum(sizes.values())


def test_a_projection_that_was_tampered_with_is_put_right_and_told(lived: Home) -> None:
    before = every_row()
    Matter.objects.update(title="Another v. Other")
    assert not rebuild(lived).same
    assert every_row() == before


def test_the_vault_alone_gives_every_row_back(lived: Home) -> None:
    before = every_row()
    ledger = list(LogRow.objects.order_by("pk").values_list())
    LogRow.objects.all().delete()
    Log.objects.all().delete()
    fold.drop()
    rebuild_from_vault(lived)
    assert every_row() == before
    assert list(LogRow.objects.order_by("pk").values_list()) == ledger


def test_a_damaged_ledger_restores_nothing(lived: Home, matter: Matter) -> None:
    before = every_row()
    body = lived.folder / "vault" / "ledgers" / matter.id / "bodies" / "0.jsonl"
    body.write_bytes(body.read_bytes().replace(b"Quintrell", b"Quintrall"))
    with pytest.raises(StorageError, match="does not check"):
        rebuild_from_vault(lived)
    assert every_row() == before


@pytest.mark.parametrize("log", ["instance", "matter"])
def test_a_ledger_without_any_checkpoint_restores_nothing_and_nothing_is_written_over_it(
    lived: Home, matter: Matter, log: str
) -> None:
    ledger = lived.folder / "vault" / "ledgers" / (matter.id if log == "matter" else log)
    shutil.rmtree(ledger / "checkpoints")
    (ledger / "checkpoint").unlink()
    there = {file: file.read_bytes() for file in ledger.rglob("*") if file.is_file()}
    before = every_row()
    with pytest.raises(StorageError, match="no checkpoint is left"):
        rebuild_from_vault(lived)
    assert every_row() == before
    LogRow.objects.all().delete()
    Log.objects.all().delete()
    with pytest.raises(StorageError, match="rebuild --from-vault"):
        record(lived, ledger.name, "p1", PersonNamed(person="p1", account="new"))
    assert {file: file.read_bytes() for file in ledger.rglob("*") if file.is_file()} == there


def test_every_kind_of_fact_is_folded_or_known_to_change_nothing() -> None:
    unfolded = {kind.KIND for kind in KINDS.values()} - {kind.KIND for kind in fold.FOLDS}
    assert unfolded == {
        "disposal.refused/1",
        "evidence.read/1",
        "instance.opened/1",
        "privileged.read/1",
        "recovery.done/1",
    }


def test_the_named_schema_is_the_newest_migration() -> None:
    folder = Path(fold.__file__).parent / "migrations"
    assert max(path.stem for path in folder.glob("0*.py")) == SCHEMA
