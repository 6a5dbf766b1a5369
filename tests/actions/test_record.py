"""The single gate: durable, in order, and never over an older past."""

from pathlib import Path

import pytest
from django.db import connection

from openhold.actions.errors import RefusedError, StorageError
from openhold.actions.home import Home
from openhold.actions.open_matter import find_matter, open_matter
from openhold.actions.record import commitments, decide, publish, record, rows
from openhold.actions.set_up import Instance, set_up
from openhold.facts.kinds import DisposalRefused, MatterOpened
from openhold.ledger import entry as entries
from openhold.projections.log import Log, LogRow
from openhold.projections.matter import Matter


def refusal(number: int) -> DisposalRefused:
    return DisposalRefused(unit="u-1", reasons=(f"hold {number}",))


def test_facts_are_numbered_without_gaps_from_zero(home: Home, matter: Matter) -> None:
    assert record(home, matter.id, "p-1", refusal(1)).first == 1
    recorded = record(home, matter.id, "p-1", refusal(2), refusal(3))
    assert (recorded.first, recorded.size) == (2, 4)
    read = [entries.decode(row.entry) for row in rows(matter.id)]
    assert [entry.seq for entry in read] == [0, 1, 2, 3]
    assert [entry.kind for entry in read] == ["matter.opened/1"] + ["disposal.refused/1"] * 3
    assert read[2].at == read[3].at > read[1].at


@pytest.mark.parametrize("alone", [False, True])
def test_a_decision_is_asked_with_the_log_held_and_may_decide_for_nothing(
    home: Home, matter: Matter, alone: bool
) -> None:
    seen: list[int] = []

    def decision() -> list[DisposalRefused]:
        seen.append(Log.objects.get(matter=matter.id).size)
        return [refusal(number) for number in range(len(seen) - 1)]

    sizes = [decide(home, matter.id, "p-1", decision, alone=alone) for _ in range(3)]
    assert [(one.first, one.size) for one in sizes] == [(1, 1), (1, 2), (2, 4)]
    assert seen == [1, 1, 2]
    assert len(list(rows(matter.id))) == 4


@pytest.mark.parametrize("alone", [False, True])
def test_a_decision_that_refuses_records_nothing_and_leaves_the_log_free(
    home: Home, matter: Matter, alone: bool
) -> None:
    def refuse() -> list[DisposalRefused]:
        Matter.objects.update(title="Half done")
        raise RefusedError("No.")

    with pytest.raises(RefusedError, match="No"):
        decide(home, matter.id, "p-1", refuse, alone=alone)
    assert Matter.objects.get().title != "Half done"
    assert decide(home, matter.id, "p-1", lambda: [refusal(1)], alone=alone).size == 2


def test_commitments_are_given_in_the_order_that_was_asked_for(home: Home, matter: Matter) -> None:
    record(home, matter.id, "p-1", refusal(1), refusal(2))
    bodies = [bytes.fromhex(entries.decode(row.entry).body) for row in rows(matter.id)]
    assert commitments(matter.id, [2, 0, 1]) == [bodies[2], bodies[0], bodies[1]]


def test_every_fact_has_a_salt_of_its_own_and_its_commitment_matches(home: Home, matter: Matter) -> None:
    record(home, matter.id, "p-1", refusal(1), refusal(1))
    found = list(rows(matter.id))
    assert found[1].body == found[2].body
    assert found[1].salt != found[2].salt
    for row in found:
        assert entries.decode(row.entry).body == entries.commit(row.salt, row.body).hex()


def test_two_matters_have_logs_of_their_own(home: Home, instance: Instance, matter: Matter) -> None:
    other = open_matter(home, instance.actor, title="Other", court=None, number=None)
    record(home, other.matter, "p-1", refusal(1))
    assert Log.objects.get(matter=matter.id).size == 1
    assert Log.objects.get(matter=other.matter).size == 2


def test_a_failure_leaves_neither_row_nor_projection(home: Home, matter: Matter) -> None:
    before = Log.objects.get(matter=matter.id).size
    again = MatterOpened(matter=matter.id, title="twice", court=None, number=None)
    with pytest.raises(StorageError):
        record(home, matter.id, "p-1", refusal(1), again)
    assert Log.objects.get(matter=matter.id).size == before
    assert LogRow.objects.filter(matter=matter.id).count() == before


def test_a_checkpoint_covers_what_was_recorded_before_it(home: Home, matter: Matter) -> None:
    record(home, matter.id, "p-1", refusal(1))
    assert publish(home, matter.id).size == 2
    assert publish(home, matter.id).size == 2


def test_an_older_database_is_noticed_and_nothing_is_recorded(home: Home, matter: Matter) -> None:
    record(home, matter.id, "p-1", refusal(1))
    publish(home, matter.id)
    LogRow.objects.filter(matter=matter.id, seq=1).delete()
    Log.objects.filter(matter=matter.id).update(size=1, signed=b"")
    with pytest.raises(StorageError, match="old copy of the database"):
        record(home, matter.id, "p-1", refusal(2))
    with pytest.raises(StorageError, match="old copy of the database"):
        find_matter(home, matter.id)
    assert LogRow.objects.filter(matter=matter.id).count() == 1


def test_an_older_database_that_went_on_is_noticed_too(home: Home, matter: Matter) -> None:
    record(home, matter.id, "p-1", refusal(1))
    publish(home, matter.id)
    old_signed = b""
    row = LogRow.objects.get(matter=matter.id, seq=1)
    forged = row.packed.replace(b"p-1", b"p-2")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projections_logrow SET packed = %s WHERE matter = %s AND seq = 1", [forged, matter.id])
    Log.objects.filter(matter=matter.id).update(signed=old_signed)
    with pytest.raises(StorageError):
        record(home, matter.id, "p-1", refusal(2))


def test_an_older_vault_is_noticed(home: Home, matter: Matter) -> None:
    ledger = home.folder / "vault" / "ledgers" / matter.id
    (ledger / "checkpoint").unlink()
    with pytest.raises(StorageError, match="older copy of the vault"):
        record(home, matter.id, "p-1", refusal(2))


def test_a_matter_that_only_the_vault_knows_is_refused_at_the_door(home: Home, matter: Matter) -> None:
    LogRow.objects.filter(matter=matter.id).delete()
    Log.objects.filter(matter=matter.id).delete()
    with pytest.raises(StorageError, match="rebuild --from-vault"):
        set_up(home)


def test_the_key_is_private_and_outside_the_vault(home: Home, instance: Instance) -> None:
    assert home.key_file.stat().st_mode & 0o777 == 0o600
    assert not home.key_file.is_relative_to(home.folder / "vault")
    secret = home.key_file.read_text()
    assert not any(secret in path.read_text("latin-1") for path in files(home.folder / "vault"))


def test_a_home_without_its_key_says_so(home: Home, instance: Instance) -> None:
    home.key_file.unlink()
    fresh = Home(home.folder, clock=home.clock, random=home.random)
    with pytest.raises(StorageError, match=r"instance\.key is missing"):
        set_up(fresh)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
