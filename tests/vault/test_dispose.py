import itertools
import re
import shutil
from pathlib import Path

import pytest

import openhold
from openhold.vault.dispose import DisposalRefusedError, Permit, dispose, reasons_against
from openhold.vault.errors import BusyError, StorageFailedError
from openhold.vault.store import DirectoryStore

from .making import UNIT, FaultyDisk, add_pack

ALLOWED = Permit(UNIT, (), ("ann", "bob"))

REFUSED = {
    "a hold": Permit(UNIT, ("h1",), ("ann", "bob")),
    "two holds and nobody": Permit(UNIT, ("h1", "h2"), ()),
    "nobody": Permit(UNIT, (), ()),
    "one person": Permit(UNIT, (), ("ann",)),
    "one person twice": Permit(UNIT, (), ("ann", "ann", " ann ")),
    "a nameless second": Permit(UNIT, (), ("ann", "")),
    "holds unknown": Permit(UNIT, None, ("ann", "bob")),
    "persons unknown": Permit(UNIT, (), None),
    "another unit": Permit("other.unit", (), ("ann", "bob")),
}


@pytest.mark.parametrize("permit", REFUSED.values(), ids=REFUSED)
def test_nothing_is_destroyed_unless_everything_allows_it(small, permit):
    before = {key: small.store.read(key) for key in small.all_keys()}
    with pytest.raises(DisposalRefusedError) as refused:
        dispose(small.store, UNIT, permit)
    assert refused.value.reasons == reasons_against(UNIT, permit) != ()
    assert all(reason in str(refused.value) for reason in refused.value.reasons)
    assert {key: small.store.read(key) for key in small.all_keys()} == before


def test_a_refusal_gives_every_reason():
    reasons = reasons_against(UNIT, Permit("other", ("h1", "h2"), ("ann",)))
    assert len(reasons) == 4
    assert reasons_against(UNIT, ALLOWED) == ()


@pytest.mark.parametrize("unit", ["", ".", "..", "../units/x", "a/b", "A", "a" * 65])
def test_what_is_no_units_name_is_refused(small, unit):
    with pytest.raises(DisposalRefusedError):
        dispose(small.store, unit, Permit(unit, (), ("ann", "bob")))
    assert small.findings() == []


def test_a_disposed_unit_is_gone_and_its_neighbours_are_whole(small):
    add_pack(small.store, 0, [b"a neighbour's"], f"{UNIT}x")
    small.store.stage(f"units/{UNIT}/packs/2.tar.open").close()
    small.store.stage(f"units/{UNIT}/large/incoming.tmp").close()
    before = [key for key in small.all_keys() if not key.startswith(f"units/{UNIT}/")]
    dispose(small.store, UNIT, ALLOWED)
    assert small.all_keys() == before
    assert [path for path in (small.root / "units" / UNIT).rglob("*") if path.is_file()] == []
    dispose(small.store, UNIT, ALLOWED)


def test_a_unit_in_use_is_not_waited_for(small):
    with small.store.lock(f"units/{UNIT}"), pytest.raises(BusyError):
        dispose(small.store, UNIT, ALLOWED)
    assert small.findings() == []
    dispose(small.store, UNIT, ALLOWED)


def test_wherever_it_is_cut_off_no_manifest_outlives_its_content_and_a_second_call_finishes(small, tmp_path):
    for fail_at in itertools.count(1):
        root = tmp_path / str(fail_at)
        shutil.copytree(small.root, root)
        disk = FaultyDisk(fail_at)
        try:
            dispose(DirectoryStore(root, disk), UNIT, ALLOWED)
        except StorageFailedError:
            assert disk.failed
        else:
            break
        store = DirectoryStore(root)
        left = {key.split("/")[2] for key in store.keys(f"units/{UNIT}/")}
        assert "manifests" not in left or left == {"manifests", "blocks", "packs", "large"}
        dispose(store, UNIT, ALLOWED)
        assert list(store.keys(f"units/{UNIT}/")) == []
    assert fail_at > 10


# Who may take a file away, and why that is no destruction of evidence. A new caller must be argued for here.
REMOVERS = {
    "vault/dispose.py": "the gate itself",
    "vault/disk.py": "the system call, which the store alone uses",
    "vault/store.py": "its own temporary and working names, and `remove`, which is the gate's last step",
    "vault/vault.py": "hands `remove` on to one ledger's folder: partial tiles whose full tile stands",
    "vault/unit.py": "the second name of a pack that has its final name; an open pack without a whole member",
    "vault/index.py": "caches outside the vault",
    "actions/collect/recovering.py": "manifests of collections that were never acknowledged",
    "actions/collect/hands.py": "a large item under its working name that the unit holds already, or that was not kept",
    "ledger/leftovers.py": "what no signed checkpoint covers, and partial tiles whose full tile stands",
    "actions/collect/carry.py": "caches outside the vault",
    "actions/holds/outbox.py": "the working name of a message that is written outside the vault",
    "actions/keep_scan.py": "the working name of a scan that it writes outside the vault",
    "actions/move_records.py": "a copy of the database that a move left half-written, or the move before last replaced",
    "actions/get_item.py": "the half-written copy that it makes outside the vault",
    "cli/deeds/forging.py": "an item in the demo's own forged copy of a bag",
    "web/door.py": "the one-time link, which is spent by it, outside the vault",
    "cli/deeds/reports.py": "the report that it wrote itself, where the bag beside it could not be written",
    "cli/files.py": "the working name of a file that it writes outside the vault",
    "actions/disclose/bag.py": "the half-written bag that it makes outside the vault",
    "workbench/configuration.py": "the working name of a key that it makes outside the vault",
}
_REMOVES = re.compile(r"\.remove\(|unlink|rmtree|rmdir|\.discard\(|os\.truncate|ftruncate")


def test_nothing_but_the_closed_list_takes_files_away():
    source = Path(openhold.__file__).parent
    callers = {
        str(path.relative_to(source)) for path in source.rglob("*.py") if _REMOVES.search(path.read_text("utf-8"))
    }
    assert callers - REMOVERS.keys() == set()
    assert {name for name in REMOVERS if not (source / name).exists()} == set()


def test_only_the_gate_and_recovery_call_the_stores_remove():
    source = Path(openhold.__file__).parent
    callers = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if re.search(r"store\.remove\(", path.read_text())
    }
    assert callers == {"vault/dispose.py", "vault/unit.py", "vault/vault.py", "actions/collect/recovering.py"}
