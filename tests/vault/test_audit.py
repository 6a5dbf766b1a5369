"""What an audit says of everything that can be wrong in a unit, besides single bits (`test_flips.py`)."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from math import comb
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.formats.notes import SigningKey
from openhold.vault import audit, audit_pool, seal, unit
from openhold.vault.errors import VaultError
from openhold.vault.pack import Sealable, header, members
from openhold.vault.store import DirectoryStore

from .making import KEY, NAME, UNIT, add_large, add_manifest, add_pack, content, overwrite

PACK = f"units/{UNIT}/packs/0.tar"
SEAL = f"units/{UNIT}/packs/0.seal"
FIRST = f"units/{UNIT}/manifests/first.json"


def found(small, **options):
    return [(finding.code, finding.subject) for finding in small.audit(**options).findings]


@pytest.fixture(params=["here", "processes"])
def anywhere(request, monkeypatch):
    """Run a test with the packs read in this process, and again in processes of their own."""
    if request.param == "processes":
        monkeypatch.setattr(audit, "ALONE", 0)


def test_a_whole_unit_has_no_findings_and_everything_was_read(small, anywhere):
    told = [0, 0]

    def progress(items, count):
        told[0] += items
        told[1] += count

    result = small.audit(progress=progress)
    assert result.findings == ()
    assert result.items == result.population == told[0] == len(small.contents) + len(small.more) + 1
    kinds = ("packs/0.tar", "packs/1.tar", "large/", "blocks/")
    sizes = [small.store.size(key) for key in small.all_keys() if any(kind in key for kind in kinds)]
    assert result.bytes == told[1] == sum(sizes)


def test_a_member_a_large_item_and_a_seal_are_each_named(small, anywhere):
    for key, place in ((PACK, 1024), (unit.large_key(UNIT, sha256(small.big).digest()), 77), (SEAL, 5)):
        data = bytearray(small.store.read(key))
        data[place] ^= 4
        overwrite(small.store.path(key), data)
    one = sha256(small.contents[1]).hexdigest()
    assert sorted(found(small)) == [
        ("vault-large-altered", unit.large_key(UNIT, sha256(small.big).digest())),
        ("vault-member-altered", f"{PACK}#{one}"),
        ("vault-seal-altered", SEAL),
    ]


def test_an_empty_unit_is_right_and_one_whose_manifest_is_recorded_is_not(small):
    store, key = small.store, KEY.verifier(NAME)
    nothing = audit.audit_unit(store, "empty", key, {}, sample=None, progress=lambda i, b: None)
    assert nothing == audit.Result(0, 0, 0, ())
    result = audit.audit_unit(store, "empty", key, small.expected, sample=None, progress=lambda i, b: None)
    assert [one.code for one in result.findings] == ["vault-manifest-missing"] * 2


def test_a_pack_without_seal_and_a_seal_without_pack_are_told(small):
    small.store.remove(SEAL)
    assert found(small) == [("vault-seal-missing", SEAL)]
    other = f"units/{UNIT}/packs/1"
    small.store.remove(f"{other}.tar")
    assert ("vault-pack-missing", f"{other}.tar") in found(small)


def test_items_of_a_pack_that_is_gone_are_named_one_by_one(small):
    small.store.remove(SEAL)
    small.store.remove(PACK)
    missing = [subject for code, subject in found(small) if code == "vault-item-missing"]
    assert {subject.partition("#")[2] for subject in missing} == {sha256(data).hexdigest() for data in small.contents}
    assert all(small.store.exists(subject.partition("#")[0]) for subject in missing)


def test_many_missing_items_are_told_in_one_sentence_at_the_end(small, monkeypatch):
    monkeypatch.setattr(audit, "MOST", 4)
    small.store.remove(SEAL)
    small.store.remove(PACK)
    findings = [one for one in small.audit().findings if one.code == "vault-item-missing"]
    assert len(findings) == 5
    assert findings[-1][1:] == (f"units/{UNIT}", "6 more items are missing")


def test_an_open_pack_is_told(small):
    stage = small.store.stage(f"units/{UNIT}/packs/2.tar.open")
    stage.close()
    assert found(small) == [("vault-pack-open", f"units/{UNIT}/packs/2.tar.open")]


def test_files_that_no_format_knows_are_told(small):
    names = ("packs/00.tar", "packs/x", "large/abc", "notes.txt", "blocks/a.jsonl", "manifests/A.json", "packs/0.idx")
    for name in names:
        small.store.put(f"units/{UNIT}/{name}", b"x")
    assert sorted(found(small)) == sorted(("vault-file-unknown", f"units/{UNIT}/{name}") for name in names)


def test_a_seal_of_another_pack_is_no_seal(small):
    small.store.remove(SEAL)
    small.store.put(SEAL, small.store.read(f"units/{UNIT}/packs/1.seal"))
    assert found(small) == [("vault-seal-altered", SEAL)]


def test_two_packs_that_change_places_are_both_named(small):
    one, two = small.store.read(PACK), small.store.read(f"units/{UNIT}/packs/1.tar")
    overwrite(small.store.path(PACK), two)
    overwrite(small.store.path(f"units/{UNIT}/packs/1.tar"), one)
    assert found(small) == [("vault-pack-altered", PACK), ("vault-pack-altered", f"units/{UNIT}/packs/1.tar")]


def _reseal(small, count=10, root=None):
    """Seal pack 0 as it stands, as one who holds the key can."""
    data = small.store.read(PACK)
    stated = seal.read(small.store.read(SEAL), KEY.verifier(NAME))
    measured = Sealable(len(data), count, root or bytes.fromhex(stated.root), sha256(data).digest())
    small.store.remove(SEAL)
    small.store.put(SEAL, seal.sign(PACK, measured, KEY, NAME))


def test_a_wrong_pack_that_a_key_holder_sealed_is_named_by_its_members(small):
    data = bytearray(small.store.read(PACK))
    data[1024] ^= 1
    overwrite(small.store.path(PACK), data)
    _reseal(small)
    assert found(small) == [("vault-member-altered", f"{PACK}#{sha256(small.contents[1]).hexdigest()}")]


def test_a_seal_that_states_another_root_or_count_than_its_pack_has_is_named(small):
    for count, root in ((9, None), (10, bytes(32))):
        _reseal(small, count, root)
        assert found(small) == [("vault-seal-wrong", SEAL)]


@pytest.mark.parametrize("cut", [1, 511, 512, 1024, 1025, 1536, 5000])
def test_a_cut_pack_is_named(small, cut):
    overwrite(small.store.path(PACK), small.store.read(PACK)[:-cut])
    result = found(small)
    assert ("vault-pack-altered", PACK) in result
    assert {subject.partition("#")[0] for code, subject in result if code != "vault-item-missing"} == {PACK}


def test_a_pack_with_more_behind_its_end_is_named(small):
    overwrite(small.store.path(PACK), small.store.read(PACK) + bytes(512))
    assert found(small) == [("vault-pack-altered", PACK)]


def test_a_zeroed_sector_is_named_wherever_it_is(small):
    whole = small.store.read(PACK)
    for at in range(0, len(whole) - 1024, 512):
        if whole[at : at + 512] == bytes(512):
            continue
        overwrite(small.store.path(PACK), whole[:at] + bytes(512) + whole[at + 512 :])
        subjects = {subject.partition("#")[0] for code, subject in found(small) if code != "vault-item-missing"}
        assert subjects == {PACK}, at
        overwrite(small.store.path(PACK), whole)


def test_garbage_in_place_of_a_pack_is_named(small):
    for data in (b"", b"x" * 3000, bytes(4096), Random(3).randbytes(100_000)):
        overwrite(small.store.path(PACK), data)
        assert ("vault-pack-altered", PACK) in found(small)


def test_behind_a_damaged_header_every_other_member_is_still_checked(small):
    data = bytearray(small.store.read(PACK))
    with small.store.open(PACK) as file:
        places = list(members(file))
    data[places[2].at - 500] ^= 1
    data[places[7].at + 100] ^= 1
    overwrite(small.store.path(PACK), data)
    assert found(small) == [("vault-member-altered", f"{PACK}#{places[n].digest.hex()}") for n in (2, 7)]


def test_a_kept_pack_inside_a_pack_is_one_member(small):
    inner = small.store.read(PACK)
    add_pack(small.store, 2, [inner, b"after"])
    assert found(small) == []


def test_a_member_of_the_largest_size_is_checked_across_windows(small):
    data = Random(5).randbytes((16 << 20) - 1)
    add_pack(small.store, 2, [b"before", data, b"after"])
    assert found(small) == []
    key = f"units/{UNIT}/packs/2.tar"
    altered = bytearray(small.store.read(key))
    altered[12 << 20] ^= 1
    overwrite(small.store.path(key), altered)
    assert found(small) == [("vault-member-altered", f"{key}#{sha256(data).hexdigest()}")]


def test_a_header_that_claims_more_than_a_pack_may_hold_is_not_believed(small):
    data = bytearray(small.store.read(PACK))
    data[:512] = header(sha256(b"").hexdigest(), 8**11 - 1)
    overwrite(small.store.path(PACK), data)
    assert {subject.partition("#")[0] for _, subject in found(small)} == {PACK}


def test_content_stored_twice_is_told_with_its_second_place(small):
    add_pack(small.store, 2, [b"new", small.contents[6]])
    add_large(small.store, small.more[1])
    assert found(small) == [
        ("vault-item-twice", f"units/{UNIT}/packs/1.tar#{sha256(small.more[1]).hexdigest()}"),
        ("vault-item-twice", f"units/{UNIT}/packs/2.tar#{sha256(small.contents[6]).hexdigest()}"),
    ]


def test_a_removed_block_and_the_manifests_that_name_it_are_told(small):
    block = next(key for key in small.all_keys() if "/blocks/" in key)
    small.store.remove(block)
    result = found(small)
    assert ("vault-block-missing", block) in result
    assert {code for code, _ in result} == {"vault-block-missing", "vault-manifest-altered"}


def test_a_block_that_no_manifest_names_is_no_finding_unless_it_is_altered(small):
    data = content("stored", b"left", b"over", "00" * 16) + b"\n"
    key = f"units/{UNIT}/blocks/{sha256(data).hexdigest()}.jsonl"
    small.store.put(key, data)
    assert found(small) == []
    overwrite(small.store.path(key), data + b"\n")
    assert found(small) == [("vault-block-altered", key)]


def test_a_manifest_that_the_record_does_not_know_or_that_is_gone_is_told(small):
    del small.expected["second"]
    assert found(small) == [("vault-manifest-unknown", f"units/{UNIT}/manifests/second.json")]
    small.store.remove(FIRST)
    assert ("vault-manifest-missing", FIRST) in found(small)


@pytest.mark.parametrize(
    "change",
    [{"lines": 13}, {"root": "00" * 32}, {"manifest_sha256": "00" * 32}, {"bytes": 1}, {"ends": {"stored": 14}}],
)
def test_a_manifest_that_does_not_lead_to_what_the_record_states_is_told(small, change):
    small.expected["first"] = replace(small.expected["first"], **change)
    [finding] = small.audit().findings
    assert (finding.code, finding.subject) == ("vault-manifest-altered", FIRST)
    name = {"manifest_sha256": "SHA-256"}.get(next(iter(change)), next(iter(change)))
    assert finding.detail == f"the record states other {name} for it"


def test_a_manifest_in_place_of_another_is_told(small):
    overwrite(
        small.store.path(FIRST),
        small.store.read(f"units/{UNIT}/manifests/second.json").replace(b'"second"', b'"first"'),
    )
    assert found(small) == [("vault-manifest-altered", FIRST)]


def _with_lines(small, lines):
    """Record a third collection with these lines and return the findings about it."""
    small.expected["third"] = add_manifest(small.store, "third", lines, cut_every=2)
    return found(small)


THIRD = f"units/{UNIT}/manifests/third.json"


def test_ends_that_do_not_follow_from_the_manifest_are_told(small):
    data = small.contents[4]
    digest = sha256(data).hexdigest()
    for ends in (("stored", "stored"), ("duplicate", "stored"), ("duplicate", "duplicate")):
        lines = [content(end, b"x/%d" % n, data, f"{n:032x}") for n, end in enumerate(ends)]
        assert _with_lines(small, lines) == [("vault-ends-wrong", f"{THIRD}#{digest}")]
        small.store.remove(THIRD)


def test_content_with_another_size_than_its_line_says_is_told(small):
    data = small.contents[4]
    [(code, subject)] = _with_lines(small, [content("stored", b"x", data, "00" * 16, size=len(data) + 1)])
    assert (code, subject.partition("#")[2]) == ("vault-item-missing", sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("paths", "where"),
    [
        ([b"b", b"a"], "blocks"),
        ([b"a", b"a"], "blocks"),
        ([b"a", b"b", b"b", b"c"], "manifests"),
        ([b"a", b"c", b"b", b"d"], "manifests"),
        ([b"a/b", b"a"], "blocks"),
        ([b"a-b", b"a/b"], "blocks"),
        ([b"\xff", b"\xfe"], "blocks"),
    ],
)
def test_paths_out_of_walk_order_or_twice_are_told(small, paths, where):
    ends = ["stored", *["duplicate"] * len(paths)]
    lines = [content(end, path, b"", f"{n:032x}") for n, (end, path) in enumerate(zip(ends, paths, strict=False))]
    [(code, subject)] = _with_lines(small, lines)
    assert code == "vault-line-wrong"
    assert subject.split("/")[2] == where


@pytest.mark.parametrize(
    "paths", [[b"a/b", b"a-b"], [b"a", b"a\xff", b"b"], ["é".encode(), "\U0001f600".encode(), b"\xff"]]
)
def test_paths_in_walk_order_are_right(small, paths):
    ends = ["stored", *["duplicate"] * len(paths)]
    lines = [content(end, path, b"", f"{n:032x}") for n, (end, path) in enumerate(zip(ends, paths, strict=False))]
    assert _with_lines(small, lines) == []


@pytest.mark.parametrize(
    "bad",
    [
        content("stored", b"x", b"", "00" * 16).replace(b'","', b'", "', 1),
        content("stored", b"x", b"", "00" * 16).replace(b'"mode":"0644",', b""[:0])[:-1] + b',"mode":"0644"}',
        b"",
        b"{}",
        b"\xff",
        b'{"end":"stored","path":"x","salt":"0","sha256":"' + b"z" * 64 + b'","size":1}',
    ],
)
def test_lines_without_the_published_form_are_told(small, bad):
    data = bad + b"\n"
    name = sha256(data).hexdigest()
    small.store.put(f"units/{UNIT}/blocks/{name}.jsonl", data)
    small.store.put(THIRD, b'{"blocks":["%s"],"collection":"third","lines":1,"v":1}' % name.encode())
    small.expected["third"] = audit.Expected(1, "", "", 0, {})
    assert found(small) == [("vault-line-wrong", f"units/{UNIT}/blocks/{name}.jsonl")]


def test_bytes_that_the_disk_cannot_give_are_a_finding(small):
    class Unreadable(DirectoryStore):
        def open(self, key):
            if key == PACK:
                raise OSError(5, "Input/output error")
            return super().open(key)

    small.store = Unreadable(small.root)
    assert ("vault-unreadable", PACK) in found(small)


def test_everything_signed_by_another_key_is_told(small):
    key = SigningKey(bytes(32)).verifier(NAME)
    result = audit.audit_unit(small.store, UNIT, key, small.expected, sample=None, progress=lambda i, b: None)
    assert [one.code for one in result.findings] == ["vault-seal-altered"] * 2


def test_the_vault_as_a_whole_is_held_against_the_record(small):
    store = small.store
    assert audit.audit_vault(store, small.known) == []
    other = replace(small.known, vault="another")
    assert [one.code for one in audit.audit_vault(store, other)] == ["vault-json-altered"]
    store.put("stray.txt", b"x")
    store.remove("vault.json")
    store.remove("README.txt")
    assert [(one.code, one.subject) for one in audit.audit_vault(store, small.known)] == [
        ("vault-json-altered", "vault.json"),
        ("vault-readme-altered", "README.txt"),
        ("vault-file-unknown", "stray.txt"),
    ]


@pytest.mark.parametrize(("percent", "items"), [(100, 13), (50, 7), (1, 1), (0.01, 1)])
def test_a_sample_reads_its_share_of_the_items_and_checks_the_rest_by_name(small, percent, items):
    result = small.audit(sample=audit.Sample(percent, Random(1)))
    assert (result.items, result.population, result.findings) == (items, 13, ())


def test_a_sample_finds_what_it_draws_and_the_same_seed_draws_the_same(small):
    data = bytearray(small.store.read(PACK))
    with small.store.open(PACK) as file:
        member = list(members(file))[7]
    data[member.at] ^= 1
    overwrite(small.store.path(PACK), data)
    seen = [bool(small.audit(sample=audit.Sample(30, Random(seed))).findings) for seed in range(300)]
    again = [bool(small.audit(sample=audit.Sample(30, Random(seed))).findings) for seed in range(50)]
    assert seen[:50] == again
    expected = audit.detection(13, 4, 1)
    assert abs(sum(seen) / 300 - expected) < 0.1


@pytest.mark.parametrize("place", [100, 13, -1, -1500])
def test_a_sample_sees_every_header_and_the_end_of_each_pack(small, place):
    data = bytearray(small.store.read(PACK))
    with small.store.open(PACK) as file:
        last = list(members(file))[-1]
    data[place if place != -1500 else last.at - 400] ^= 1
    overwrite(small.store.path(PACK), data)
    assert ("vault-pack-altered", PACK) in found(small, sample=audit.Sample(0.01, Random(1)))


@given(population=st.integers(0, 60), sampled=st.integers(0, 60), damaged=st.integers(0, 60))
def test_the_chance_of_detection_is_that_of_drawing_without_replacement(population, sampled, damaged):
    sampled, damaged = min(sampled, population), min(damaged, population)
    exact = 1 - Fraction(comb(population - damaged, sampled), comb(population, sampled))
    assert audit.detection(population, sampled, damaged) == pytest.approx(float(exact), abs=1e-9)


def test_a_worker_that_dies_is_told_and_never_taken_for_a_whole_audit(small, monkeypatch):
    monkeypatch.setattr(audit, "ALONE", 0)
    monkeypatch.setattr("openhold.vault.audit_pool._PROGRAM", "import sys; sys.stdin.readline()")
    with pytest.raises(VaultError, match="ended early"):
        small.audit()


def test_a_worker_whose_parent_is_gone_ends_without_a_word(small):
    args = [sys.executable, "-c", audit_pool._PROGRAM, str(small.root)]
    child = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdout.close()
    child.stdin.write(b'["%s", null]\n' % PACK.encode())
    child.stdin.close()
    assert (child.stderr.read(), child.wait(10)) == (b"", 1)
    child.stderr.close()


def test_an_interrupted_audit_leaves_no_process_behind(small, tmp_path):
    add_pack(small.store, 2, [Random(1).randbytes(4096) for _ in range(2000)])
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path; from openhold.vault import audit, audit_pool\n"
        "from openhold.vault.store import DirectoryStore; from vault.making import KEY, NAME, UNIT\n"
        "audit.ALONE = 0; audit_pool._PROGRAM = 'import time; time.sleep(60)'\n"
        "print('begun', flush=True)\n"
        "try: audit.audit_unit(DirectoryStore(Path(sys.argv[2])), UNIT, KEY.verifier(NAME), {}, sample=None,"
        " progress=lambda i, b: None)\n"
        "except KeyboardInterrupt: print('ended', flush=True)\n"
    )
    args = [sys.executable, "-c", program, str(Path(__file__).parents[1]), str(small.root)]
    child = subprocess.Popen(args, stdout=subprocess.PIPE, start_new_session=True)
    assert child.stdout.readline() == b"begun\n"
    deadline = time.monotonic() + 10
    while len(_processes(child.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.2)
    os.killpg(child.pid, signal.SIGINT)
    assert child.communicate(timeout=10)[0] == b"ended\n"
    assert _processes(child.pid) == []


def _processes(session):
    """Return the ids of the processes of a session that have not ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found
