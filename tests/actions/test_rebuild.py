"""Projections follow from facts alone, and the database from the vault alone."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.db import models

from openhold.actions.errors import StorageError
from openhold.actions.home import Home
from openhold.actions.rebuild import rebuild, rebuild_from_vault
from openhold.actions.record import record, rows
from openhold.actions.set_up import Instance
from openhold.facts.kinds import KINDS, PersonNamed
from openhold.jobs.sending import post
from openhold.ledger.entry import decode
from openhold.projections import SCHEMA, fold
from openhold.projections.answering import count
from openhold.projections.collection import add_up
from openhold.projections.hold import Hold
from openhold.projections.log import Log, LogRow
from openhold.projections.matter import Matter
from tests.actions.conftest import Watching
from tests.actions.holds.living import ANN
from tests.actions.whole_case import CROWD, live_everything, with_a_crowd
from tests.mailserver import mail_server


@pytest.fixture
def lived(home: Home, instance: Instance, matter: Matter, folder: Path, tmp_path: Path) -> Home:
    live_everything(home, instance, matter.id, folder, tmp_path)
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


def every_kind() -> Counter[str]:
    """Return how often each kind of fact was recorded, in any ledger."""
    return Counter(decode(row.entry).kind for log in Log.objects.values_list("matter", flat=True) for row in rows(log))


def test_after_a_whole_case_every_row_is_equal_after_a_rebuild_and_no_mail_is_sent_again(
    lived: Home, instance: Instance
) -> None:
    with mail_server() as server:
        (lived.folder / "web.toml").write_text(server.toml())
        matter, hold = with_a_crowd(lived, instance.actor)
        assert len(server.came) == CROWD + CROWD // 3
        kinds = every_kind()
        missing = sorted(KINDS.keys() - kinds.keys())
        assert not missing, f"{', '.join(missing)} never happens: let it happen in tests/actions/whole_case.py."
        assert kinds.total() >= 300
        before = every_row()
        assert all(before.values()), "the case must fill every table"
        for one in Matter.objects.all():
            add_up(one.id)
        for held in Hold.objects.all():
            count(held.matter, held.id)
        assert every_row() == before, "what is counted fact by fact is what counting anew finds"
        sizes = dict(Log.objects.values_list("matter", "size"))
        ledger = list(LogRow.objects.order_by("pk").values_list())

        rebuilt = rebuild(lived)
        assert every_row() == before
        assert rebuilt.same
        assert rebuilt.instance_facts == sizes.pop("instance")
        assert rebuilt.facts == sum(sizes.values())
        assert post(lived, ANN, matter, hold, "first", Watching()).sent == ()

        LogRow.objects.all().delete()
        Log.objects.all().delete()
        fold.drop()
        rebuild_from_vault(lived)
        assert every_row() == before
        assert list(LogRow.objects.order_by("pk").values_list()) == ledger
        assert post(lived, ANN, matter, hold, "first", Watching()).sent == ()
        assert len(server.came) == CROWD + CROWD // 3


def test_a_projection_that_was_tampered_with_is_put_right_and_told(lived: Home) -> None:
    before = every_row()
    Matter.objects.update(title="Another v. Other")
    assert not rebuild(lived).same
    assert every_row() == before


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
        "recovery.done/1",
    }


def test_the_named_schema_is_the_newest_migration() -> None:
    folder = Path(fold.__file__).parent / "migrations"
    assert max(path.stem for path in folder.glob("0*.py")) == SCHEMA
