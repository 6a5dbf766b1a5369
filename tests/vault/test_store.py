"""The promises of a store, as a suite that every kind of store must pass; and what only a directory can break."""

import errno
import os
import subprocess
import sys
import threading
from contextlib import suppress

import pytest

from openhold.vault.errors import BusyError, StorageFailedError
from openhold.vault.store import CHUNK, DirectoryStore

from .making import FaultyDisk


class StoreContract:
    """What every store promises. A subclass gives the fixture `store`, and another kind of store is a new subclass."""

    def test_what_was_put_is_read_at_once(self, store):
        store.put("units/u/blocks/a", b"bytes")
        assert store.read("units/u/blocks/a") == b"bytes"
        assert (store.size("units/u/blocks/a"), store.exists("units/u/blocks/a")) == (5, True)
        with store.open("units/u/blocks/a") as file:
            file.seek(2)
            assert file.read(2) == b"te"

    def test_the_same_bytes_again_are_no_error_and_others_are_refused(self, store):
        store.put("a", b"first")
        store.put("a", b"first")
        with pytest.raises(FileExistsError):
            store.put("a", b"other")
        with pytest.raises(FileExistsError):
            store.put("a", b"firsT")
        assert store.read("a") == b"first"

    def test_empty_values_are_values(self, store):
        store.put("a/b", b"")
        assert store.read("a/b") == b""

    def test_replace_sets_a_key_whether_or_not_it_is_there(self, store):
        store.replace("checkpoint", b"1")
        store.replace("checkpoint", b"22")
        assert store.read("checkpoint") == b"22"

    def test_an_absent_key_is_told_as_such(self, store):
        assert not store.exists("a/b")
        for ask in (store.read, store.size, store.open):
            with pytest.raises(FileNotFoundError):
                ask("a/b")

    def test_keys_are_listed_by_prefix_without_temporary_files(self, store):
        for key in ("u/packs/10.tar", "u/packs/1.tar", "u/large/x", "v/packs/1.tar", "top"):
            store.put(key, b"x")
        store.stage("u/packs/3.tmp").close()
        assert sorted(store.keys("u/packs/1")) == ["u/packs/1.tar", "u/packs/10.tar"]
        assert sorted(store.keys("u/")) == ["u/large/x", "u/packs/1.tar", "u/packs/10.tar"]
        assert sorted(store.keys("")) == ["top", "u/large/x", "u/packs/1.tar", "u/packs/10.tar", "v/packs/1.tar"]
        assert list(store.keys("nothing/")) == []
        assert store.folders("u") == ["large", "packs"]
        assert store.folders("nothing") == []

    def test_a_removed_key_is_gone_and_free(self, store):
        store.put("a", b"1")
        store.remove("a")
        assert not store.exists("a")
        store.put("a", b"2")
        assert store.read("a") == b"2"

    def test_a_stage_becomes_a_key_when_it_is_published(self, store):
        stage = store.stage("u/0.tar.open")
        stage.write(b"abc")
        stage.write_zeros(5)
        stage.write(memoryview(b"def"))
        assert stage.size == 11
        stage.sync()
        size, digest = stage.read_back()
        assert (size, len(digest)) == (11, 32)
        stage.publish("u/0.tar")
        assert store.read("u/0.tar") == b"abc" + bytes(5) + b"def"
        assert not store.exists("u/0.tar.open")

    def test_publishing_over_a_key_is_refused(self, store):
        store.put("u/0.tar", b"old")
        stage = store.stage("u/0.tar.open")
        stage.write(b"new")
        stage.sync()
        with pytest.raises(FileExistsError):
            stage.publish("u/0.tar")
        stage.close()
        assert store.read("u/0.tar") == b"old"

    def test_a_stage_is_taken_up_again_and_cut(self, store):
        stage = store.stage("u/0.tar.open")
        stage.write(b"0123456789")
        stage.close()
        again = store.resume("u/0.tar.open")
        assert again.size == 10
        again.truncate(4)
        again.write(b"X")
        again.sync()
        again.publish("u/0.tar")
        assert store.read("u/0.tar") == b"0123X"

    def test_a_discarded_stage_leaves_nothing(self, store):
        stage = store.stage("u/0.tar.open")
        stage.write(b"x")
        stage.discard()
        assert list(store.keys("u/")) == []

    def test_a_stage_ends_in_a_hole_of_the_right_length(self, store):
        stage = store.stage("u/big.tmp")
        stage.write_zeros(3 * CHUNK)
        stage.sync()
        stage.publish("u/big")
        assert store.read("u/big") == bytes(3 * CHUNK)

    def test_a_lock_excludes_others_until_it_is_given_back(self, store):
        with store.lock("units/u"), pytest.raises(BusyError), store.lock("units/u", wait=False):
            pass
        with store.lock("units/u", wait=False), store.lock("units/v", wait=False):
            pass

    def test_sweep_removes_what_interrupted_writers_left_and_nothing_else(self, store):
        store.put("u/packs/0.tar", b"x")
        store.stage("u/packs/1.tar.open").close()
        store.stage("u/packs/2.tmp").close()
        store.stage("v/2.tmp").close()
        store.sweep("u")
        assert sorted(store.keys("u/")) == ["u/packs/0.tar", "u/packs/1.tar.open"]
        with pytest.raises(FileNotFoundError):
            store.resume("u/packs/2.tmp")
        store.resume("v/2.tmp").close()

    def test_of_many_writers_of_one_key_one_wins_and_the_others_are_told(self, store):
        told = []

        def write(number):
            try:
                store.put("a/key", b"%d" % number)
            except FileExistsError:
                told.append(number)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted([*told, int(store.read("a/key"))]) == list(range(8))


class TestDirectoryStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        return DirectoryStore(tmp_path / "vault")

    def test_folders_are_0700_files_0600_and_published_ones_0444(self, store):
        store.put("units/u/blocks/a", b"x")
        store.replace("vault.json", b"{}")
        stage = store.stage("units/u/packs/0.tar.open")
        assert _mode(store, "units/u/packs/0.tar.open") == 0o600
        stage.publish("units/u/packs/0.tar")
        modes = [_mode(store, key) for key in ("", "units", "units/u/blocks", "units/u/blocks/a", "vault.json")]
        assert modes == [0o700, 0o700, 0o700, 0o600, 0o600]
        assert _mode(store, "units/u/packs/0.tar") == 0o444

    def test_a_hole_takes_no_room(self, store):
        stage = store.stage("a.tmp")
        stage.write_zeros(8 << 20)
        stage.sync()
        stage.publish("a")
        assert store.path("a").stat().st_blocks * 512 < 1 << 20

    def test_a_lock_holds_against_another_process(self, store):
        program = (
            "import sys; from pathlib import Path; from openhold.vault.store import DirectoryStore\n"
            "from openhold.vault.errors import BusyError\n"
            "try:\n    with DirectoryStore(Path(sys.argv[1])).lock('units/u', wait=False): print('held')\n"
            "except BusyError: print('busy')"
        )

        def ask():
            args = [sys.executable, "-c", program, str(store.root)]
            return subprocess.run(args, check=True, capture_output=True, text=True).stdout.strip()

        with store.lock("units/u"):
            assert ask() == "busy"
        assert ask() == "held"

    def test_a_temporary_file_left_by_an_earlier_process_of_the_same_number_is_no_obstacle(self, store):
        store.put("a", b"1")
        for number in range(3):
            store.path(f"b.{os.getpid()}-{number}.tmp").write_bytes(b"left")
        store.put("b", b"2")
        assert store.read("b") == b"2"

    def test_storage_that_fails_is_told_with_the_path_and_what_to_do(self, tmp_path):
        store = DirectoryStore(tmp_path / "vault", FaultyDisk(fail_at=6, number=errno.ENOSPC))
        with pytest.raises(StorageFailedError, match=r"vault/a.*Make room there"):
            store.put("a/b", b"x")

    def test_the_same_bytes_put_again_sync_the_name_that_may_not_be_durable(self, tmp_path):
        counting = FaultyDisk()
        DirectoryStore(tmp_path / "vault", counting).put("a", b"x")
        failing = FaultyDisk(fail_at=counting.calls)
        store = DirectoryStore(tmp_path / "other", failing)
        with pytest.raises(StorageFailedError):
            store.put("a", b"x")
        assert (failing.failed, store.exists("a")) == ("sync_folder", True)
        before = failing.calls
        store.put("a", b"x")
        assert failing.calls == before + 1


def _mode(store, key):
    return store.path(key).stat().st_mode & 0o7777


def _put(store):
    store.put("u/blocks/a", b"bytes" * 1000)


def _replace(store):
    store.replace("u/checkpoint", b"new" * 1000)


def _publish(store):
    with suppress(FileNotFoundError):
        store.resume("u/large/x.tmp").discard()
    if store.exists("u/large/x"):
        return
    stage = store.stage("u/large/x.tmp")
    try:
        stage.write(b"bytes" * 1000)
        stage.write_zeros(5000)
        stage.write(b"end")
        stage.sync()
        stage.publish("u/large/x")
    finally:
        stage.close()


STEPS = {
    _put: ("u/blocks/a", {None, b"bytes" * 1000}),
    _replace: ("u/checkpoint", {b"old", b"new" * 1000}),
    _publish: ("u/large/x", {None, b"bytes" * 1000 + bytes(5000) + b"end"}),
}


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("step", STEPS)
def test_whichever_call_fails_the_key_is_absent_or_whole_and_a_retry_succeeds(tmp_path, step, number):
    key, allowed = STEPS[step]
    names = set()
    for fail_at in range(1, 100):
        root = tmp_path / str(fail_at)
        if b"old" in allowed:
            DirectoryStore(root).replace(key, b"old")
        disk = FaultyDisk(fail_at, number)
        store = DirectoryStore(root, disk)
        if disk.calls >= fail_at:
            pytest.fail("making a store writes nothing")
        try:
            step(store)
        except StorageFailedError:
            assert disk.failed
        else:
            assert disk.failed is None, f"{disk.failed} failed and nobody was told"
            break
        names.add(disk.failed)
        there = DirectoryStore(root)
        assert (there.read(key) if there.exists(key) else None) in allowed
        step(store)
        assert there.read(key) == max(allowed, key=lambda value: len(value or b""))
        there.sweep("")
        assert list(there.keys("")) == [key]
    else:
        pytest.fail("the step never ends")
    assert names >= {"create", "write", "sync", "sync_folder"}
