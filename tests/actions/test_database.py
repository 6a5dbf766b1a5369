"""The tests run on the database that was asked for, and the embedded one is durable."""

import pytest
from django.conf import settings
from django.db import connection

from openhold.actions import move_records
from openhold.actions.errors import RefusedError, StorageError


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for(pytestconfig: pytest.Config) -> None:
    assert connection.vendor == pytestconfig.getoption("--db")


@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="about the embedded database")
def test_the_embedded_database_waits_its_turn_and_syncs_every_commit() -> None:
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 20
    assert "synchronous=FULL" in options["init_command"]
    assert "journal_mode=WAL" in options["init_command"]


@pytest.mark.skipif("postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="about a server")
@pytest.mark.django_db
def test_a_server_that_is_too_old_or_not_empty_is_no_target(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RefusedError, match="there is not empty"):
        move_records.check_target("there")
    monkeypatch.setattr(move_records, "OLDEST", (99, 0))
    with pytest.raises(StorageError, match=r"there is PostgreSQL 1\d\.\d+; Openhold needs 99 or newer"):
        move_records.check_target("there")
