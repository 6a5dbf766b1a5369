"""Every attack that the checker must name, as a table: what the adversary does, and the step that must fail.

Wherever it can be, the adversary has sealed the bag again, so that step 1 has nothing to say.
"""

import base64
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from openhold.verify import Report, Verdict, check_bag, parse_checkpoint, parse_key

from .bag_builder import (
    CONTENTS,
    ORIGIN,
    Forge,
    Signer,
    b64,
    checkpoint_text,
    content_line,
    jcs,
    leaf,
    ledger_files,
    note,
    other_line,
    root,
    sha,
    tag_files,
    tag_manifest,
    write_bag,
    write_files,
)

KEY = parse_key(Signer().vkey)
Files = dict[str, bytes]


def failing(report: Report) -> list[int]:
    return [step.n for step in report.steps if step.verdict is Verdict.FAILS]


def verdicts(report: Report) -> dict[int, str]:
    return {step.n: step.verdict.value for step in report.steps}


def check_files(files: Files, tmp_path: Path, **options: object) -> Report:
    return check_bag(write_bag(files, tmp_path / "bag"), [KEY], **options)


def test_a_good_bag_holds_in_every_step_that_can_be_checked(tmp_path: Path) -> None:
    report = check_files(Forge().files(), tmp_path)
    assert verdicts(report) == {
        **dict.fromkeys((1, 2, 3, 4, 7, 8, 9, 10), "holds"),
        **dict.fromkeys((5, 6), "not-checked"),
    }
    assert report.ok
    assert (report.origin, report.size, report.failed_lines, report.excluded_lines) == (ORIGIN, 6, 1, 1)


def test_a_good_bag_is_valid_to_the_bagit_package_too(tmp_path: Path) -> None:
    bagit = pytest.importorskip("bagit")
    assert bagit.Bag(str(write_bag(Forge().files(), tmp_path / "bag"))).is_valid()


@pytest.mark.parametrize("count", [0, 1, 250, 251, 252, 600])
def test_good_logs_of_many_sizes_hold(count: int, tmp_path: Path) -> None:
    case = Forge(facts=[("note.made/1", {"n": n}) for n in range(count)], withheld={}, erased={}, older=(1,))
    report = check_files(case.files(), tmp_path)
    assert failing(report) == []
    assert report.size == count + 3


def test_a_log_that_reaches_the_third_level_of_tiles_holds(tmp_path: Path) -> None:
    entries, files = many_entries(65_536 + 300)
    report = check_files(files, tmp_path)
    assert (report.size, failing(report)) == (len(entries), [])


def test_a_wrong_tile_of_the_third_level_is_named(tmp_path: Path) -> None:
    _, files = many_entries(65_536 + 300)
    files["data/ledger/tile/2/000.p/1"] = bytes(32)
    report = check_files(files, tmp_path)
    assert failing(report) == [3]
    assert "tile/2/000.p/1" in report.steps[2].detail


def many_entries(count: int) -> tuple[list[bytes], Files]:
    salt = bytes(32)
    body = sha(salt + b"{}")
    entries = [
        b'{"actor":"p","at":"2026-03-05T16:31:00.000000Z","body":"%s","kind":"a.b/1","seq":%d,"v":1}'
        % (body.encode(), seq)
        for seq in range(count)
    ]
    signed = note(checkpoint_text(count, root([leaf(entry) for entry in entries])), Signer())
    return entries, {
        "data/README.txt": b"x",
        "data/keys.txt": f"{Signer().vkey}\n".encode(),
        "data/facts.jsonl": b"".join(
            b'{"body":{},"salt":"%s","seq":%d}\n' % (salt.hex().encode(), seq) for seq in range(count)
        ),
        "data/withheld-items.jsonl": b"",
        "data/ledger/checkpoint": signed,
        f"data/ledger/checkpoints/{count}": signed,
        **ledger_files(entries),
    }


# --- Attacks on the bag itself: the files as they lie on the disk ----------------------------------------

BagAttack = Callable[[Path], object]


def retag(bag: Path) -> None:
    """Seal the tag files again after one of them was changed."""
    tags = {file.name: file.read_bytes() for file in bag.iterdir() if file.is_file()}
    (bag / "tagmanifest-sha256.txt").write_bytes(tag_manifest(tags))


def rewrite(name: str, change: Callable[[bytes], bytes], seal: bool = True) -> BagAttack:
    def attack(bag: Path) -> None:
        (bag / name).write_bytes(change((bag / name).read_bytes()))
        if seal:
            retag(bag)

    return attack


def also(name: str, data: bytes = b"x", seal: bool = False) -> BagAttack:
    def attack(bag: Path) -> None:
        write_files({name: data}, bag)
        if seal:
            retag(bag)

    return attack


def link(bag: Path) -> None:
    outside = bag.parent / "outside"
    outside.write_bytes((bag / "data/README.txt").read_bytes())
    (bag / "data/README.txt").unlink()
    (bag / "data/README.txt").symlink_to(outside)


def linked_folder(bag: Path) -> None:
    (bag / "data/ledger").rename(bag.parent / "ledger")
    (bag / "data/ledger").symlink_to(bag.parent / "ledger")


def folder_for_file(bag: Path) -> None:
    (bag / "data/README.txt").unlink()
    (bag / "data/README.txt").mkdir()


def pipe(bag: Path) -> None:
    (bag / "data/facts.jsonl").unlink()
    os.mkfifo(bag / "data/facts.jsonl")


def name_that_is_no_text(bag: Path) -> None:
    (bag / os.fsdecode(b"data/items/\xff")).write_bytes(b"x")


MANIFEST = "manifest-sha256.txt"
BAG_ATTACKS: dict[str, BagAttack] = {
    "another version": rewrite("bagit.txt", lambda d: d.replace(b"1.0", b"0.97")),
    "another encoding": rewrite("bagit.txt", lambda d: d.replace(b"UTF-8", b"ISO-8859-1")),
    "a byte order mark": rewrite("bagit.txt", lambda d: b"\xef\xbb\xbf" + d),
    "bagit.txt missing": lambda bag: (bag / "bagit.txt").unlink(),
    "bag-info.txt missing": lambda bag: (bag / "bag-info.txt").unlink(),
    "bag-info.txt missing and unlisted": lambda bag: [(bag / "bag-info.txt").unlink(), retag(bag)],
    "wrong oxum": rewrite("bag-info.txt", lambda d: b"Payload-Oxum: 1.1\n"),
    "oxum that is none": rewrite("bag-info.txt", lambda d: b"Payload-Oxum: many\n"),
    "bag-info not text": rewrite("bag-info.txt", lambda d: d + b"\xff"),
    "manifest missing": lambda bag: (bag / MANIFEST).unlink(),
    "tag manifest missing": lambda bag: (bag / "tagmanifest-sha256.txt").unlink(),
    "tag file unlisted": rewrite(
        "tagmanifest-sha256.txt", lambda d: b"".join(line for line in d.splitlines(True) if b"info" not in line), False
    ),
    "tag manifest in upper case": rewrite("tagmanifest-sha256.txt", lambda d: d[:64].upper() + d[64:], False),
    "payload file missing": lambda bag: (bag / "data/README.txt").unlink(),
    "extra payload file": also("data/items/" + "0" * 64),
    "extra tag file": also("notes.txt"),
    "extra file in a folder of its own": also("more/notes.txt"),
    "payload file that the formats do not know": rewrite(MANIFEST, lambda d: d + f"{sha(b'x')}  data/x\n".encode()),
    "fetch.txt": also("fetch.txt", b"https://example.com 1 data/x\n", seal=True),
    "file changed": rewrite("data/README.txt", lambda d: d + b"!", False),
    "file shortened": rewrite("data/README.txt", lambda d: d[:-1], False),
    "link": link,
    "folder that is a link": linked_folder,
    "folder for a file": folder_for_file,
    "pipe": pipe,
    "name that is no text": name_that_is_no_text,
    "name with a newline": also("data/items/a\nb"),
    "path upward": rewrite(MANIFEST, lambda d: d + f"{sha(b'x')}  data/../../outside\n".encode()),
    "path from the root": rewrite(MANIFEST, lambda d: d + f"{sha(b'x')}  /etc/passwd\n".encode()),
    "path percent-encoded": rewrite(MANIFEST, lambda d: d + f"{sha(b'x')}  data/items/a%0Ab\n".encode()),
    "path with a NUL": rewrite(MANIFEST, lambda d: d + f"{sha(b'x')}  data/items/\0\n".encode()),
    "path of a tag file": rewrite(MANIFEST, lambda d: d + f"{sha(b'x')}  bagit.txt\n".encode()),
    "line twice": rewrite(MANIFEST, lambda d: d + d.splitlines(True)[0]),
    "line twice in other case": rewrite(MANIFEST, lambda d: d + d.splitlines(True)[0].replace(b"README", b"readme")),
    "line with a star": rewrite(MANIFEST, lambda d: d.replace(b"  data/README", b" *data/README")),
    "digest in upper case": rewrite(MANIFEST, lambda d: d[:64].upper() + d[64:]),
    "digest too short": rewrite(MANIFEST, lambda d: d[1:]),
    "line without a newline": rewrite(MANIFEST, lambda d: d[:-1]),
    "empty line": rewrite(MANIFEST, lambda d: d + b"\n"),
    "manifest that is no text": rewrite(MANIFEST, lambda d: d + b"\xff  data/README.txt\n"),
    "other digests that contradict": also("manifest-sha512.txt", b"0" * 128 + b"  data/README.txt\n", seal=True),
    "other digests of missing files": also("manifest-md5.txt", b"0" * 32 + b"  data/keys.old\n", seal=True),
}


@pytest.mark.parametrize("attack", BAG_ATTACKS.values(), ids=BAG_ATTACKS.keys())
def test_step_1_names_what_is_wrong_with_the_bag(attack: BagAttack, tmp_path: Path) -> None:
    bag = write_bag(Forge().files(), tmp_path / "bag")
    attack(bag)
    assert 1 in failing(check_bag(bag, [KEY]))


def test_other_digests_that_agree_are_held_against_the_files_too(tmp_path: Path) -> None:
    files = Forge().files()
    bag = write_bag(files, tmp_path / "bag")
    lines = "".join(f"{hashlib.sha512(data).hexdigest()}  {name}\n" for name, data in files.items())
    also("manifest-sha512.txt", lines.encode(), seal=True)(bag)
    assert failing(check_bag(bag, [KEY])) == []


def test_digests_of_an_unknown_kind_are_said_to_be_unchecked(tmp_path: Path) -> None:
    bag = write_bag(Forge().files(), tmp_path / "bag")
    also("manifest-whirl.txt", b"00  data/README.txt\n", seal=True)(bag)
    report = check_bag(bag, [KEY])
    assert failing(report) == []
    assert "manifest-whirl.txt uses a digest that this program does not compute" in report.steps[0].detail


# --- Attacks on the payload, sealed again ----------------------------------------------------------------------------

CHECKPOINT = "data/ledger/checkpoint"
CURRENT = "data/ledger/checkpoints/6"
FACTS = "data/facts.jsonl"
LIST = "data/manifests/desk-1.jsonl"
WITHHELD = "data/withheld-items.jsonl"
BUNDLE = "data/ledger/tile/entries/000.p/6"
TILE = "data/ledger/tile/0/000.p/6"
PayloadAttack = Callable[[Files], object]


def on(name: str, change: Callable[[bytes], bytes]) -> PayloadAttack:
    return lambda files: files.update({name: change(files[name])})


def without(name: str) -> PayloadAttack:
    return lambda files: files.pop(name)


def line_of(name: str, number: int, change: Callable[[bytes], bytes]) -> PayloadAttack:
    """Change one line (given without newline); an empty answer takes it away."""

    def attack(files: Files) -> None:
        lines = files[name].splitlines()
        lines[number] = change(lines[number])
        files[name] = b"".join(line + b"\n" for line in lines if line)

    return attack


def resign(text: Callable[[bytes], bytes], signer: Signer = Signer()) -> PayloadAttack:  # noqa: B008
    """Sign another checkpoint text with the log's own key, and keep it where the current one is kept."""

    def attack(files: Files) -> None:
        signed = note(text(files[CHECKPOINT].split(b"\n\n")[0] + b"\n"), signer)
        files.update({CHECKPOINT: signed, CURRENT: signed})

    return attack


def second_size(digits: bytes) -> Callable[[bytes], bytes]:
    return lambda text: text.replace(b"\n6\n", b"\n" + digits + b"\n")


def fork(files: Files) -> None:
    files["data/ledger/checkpoints/3"] = note(checkpoint_text(3, bytes(32)), Signer())


OTHER = Signer(seed=9)
PAYLOAD_ATTACKS: dict[str, tuple[int, PayloadAttack]] = {
    "checkpoint missing": (2, without(CHECKPOINT)),
    "checkpoint of four lines": (2, resign(lambda t: t + b"more\n")),
    "checkpoint of two lines": (2, resign(lambda t: b"\n".join(t.split(b"\n")[:2]) + b"\n")),
    "size with a leading zero": (2, resign(second_size(b"06"))),
    "size with a sign": (2, resign(second_size(b"+6"))),
    "size too large for an integer": (2, resign(second_size(b"9" * 30))),
    "origin without a matter": (2, resign(lambda t: t.replace(b"/quintrell", b""))),
    "origin of another matter": (2, resign(lambda t: t.replace(b"quintrell", b"another"))),
    "origin with a matter that is no id": (2, resign(lambda t: t.replace(b"quintrell", b"Quintrell"))),
    "root cut": (2, resign(lambda t: t[:-6] + b"\n")),
    "root in another spelling": (2, resign(lambda t: t[:-1] + b" \n")),
    "signature by another key": (2, resign(lambda t: t, OTHER)),
    "signature missing": (2, on(CHECKPOINT, lambda d: d.split(b"\n\n")[0] + b"\n\n")),
    "signature over another text": (2, on(CHECKPOINT, lambda d: d.replace(b"\n6\n", b"\n5\n"))),
    "signature of the witness kind": (2, resign(lambda t: t, Signer(algorithm=4))),
    "signature line malformed": (2, on(CHECKPOINT, lambda d: d.replace("— ".encode(), b"- "))),
    "control character in the note": (2, on(CHECKPOINT, lambda d: d + b"\x1b\n")),
    "keys.txt missing": (2, without("data/keys.txt")),
    "keys.txt empty": (2, on("data/keys.txt", lambda d: b"")),
    "keys.txt with a key of another": (2, on("data/keys.txt", lambda d: OTHER.vkey.encode() + b"\n")),
    "keys.txt with a key of another matter": (2, on("data/keys.txt", lambda d: Signer("a/b").vkey.encode() + b"\n")),
    "keys.txt malformed": (2, on("data/keys.txt", lambda d: d.replace(b"+", b"-"))),
    "keys.txt with a wrong key id": (2, on("data/keys.txt", lambda d: d.replace(d.split(b"+")[1], b"00000000"))),
    "keys.txt with a witness first": (
        2,
        on("data/keys.txt", lambda d: Signer("w", 7, 4).vkey.encode() + b"\n" + d),
    ),
    "keys.txt without its newline": (2, on("data/keys.txt", lambda d: d[:-1])),
    "size made up": (3, resign(second_size(b"9007199254740991"))),
    "size one too small": (3, resign(second_size(b"5"))),
    "root of another log": (3, resign(lambda t: checkpoint_text(6, bytes(32)))),
    "bundle missing": (3, without(BUNDLE)),
    "bundle with bytes after its end": (3, on(BUNDLE, lambda d: d + b"\0")),
    "bundle cut": (3, on(BUNDLE, lambda d: d[:-1])),
    "entry changed": (3, on(BUNDLE, lambda d: d.replace(b'"p-1"', b'"p-2"', 1))),
    "tile missing": (3, without(TILE)),
    "tile cut": (3, on(TILE, lambda d: d[:-32])),
    "tile changed": (3, on(TILE, lambda d: bytes([d[0] ^ 1]) + d[1:])),
    "tile of an older size kept": (3, lambda f: f.update({"data/ledger/tile/0/000.p/3": f[TILE][:96]})),
    "tile of a level that is not there": (3, lambda f: f.update({"data/ledger/tile/1/000.p/1": bytes(32)})),
    "bundle of an older size kept": (3, lambda f: f.update({"data/ledger/tile/entries/000.p/1": b"\0\0"})),
    "current checkpoint not kept": (4, without(CURRENT)),
    "kept checkpoint of another text": (4, on(CURRENT, lambda d: note(checkpoint_text(6, bytes(32)), Signer()))),
    "kept checkpoint under a wrong name": (
        4,
        lambda f: f.update({"data/ledger/checkpoints/2": f["data/ledger/checkpoints/3"]}),
    ),
    "kept checkpoint malformed": (4, on("data/ledger/checkpoints/3", lambda d: d[:-5])),
    "kept checkpoint of another root": (4, fork),
    "kept checkpoint of another key": (
        4,
        on("data/ledger/checkpoints/3", lambda d: note(d.split(b"\n\n")[0] + b"\n", OTHER)),
    ),
    "kept checkpoint of another matter": (
        4,
        on("data/ledger/checkpoints/3", lambda d: note(checkpoint_text(3, bytes(32), "a/b"), Signer("a/b"))),
    ),
    "kept checkpoint of a later log": (
        4,
        lambda f: f.update({"data/ledger/checkpoints/9": note(checkpoint_text(9, bytes(32)), Signer())}),
    ),
    "body changed": (7, on(FACTS, lambda d: d.replace(b"Quintrell", b"Quintrall"))),
    "salt of another fact": (
        7,
        line_of(FACTS, 0, lambda d: d.replace(Forge().salt(0).hex().encode(), Forge().salt(1).hex().encode())),
    ),
    "facts missing": (8, without(FACTS)),
    "facts empty": (8, on(FACTS, lambda d: b"")),
    "first fact missing": (8, line_of(FACTS, 0, lambda d: b"")),
    "fact in the middle missing": (8, line_of(FACTS, 3, lambda d: b"")),
    "last fact missing": (8, line_of(FACTS, 5, lambda d: b"")),
    "fact twice": (8, line_of(FACTS, 3, lambda d: d + b"\n" + d)),
    "facts in another order": (8, on(FACTS, lambda d: b"".join(sorted(d.splitlines(True), reverse=True)))),
    "fact of no entry": (8, on(FACTS, lambda d: d + jcs({"seq": 6, "withheld": "x"}) + b"\n")),
    "fact withheld without a ground": (8, line_of(FACTS, 1, lambda d: jcs({"seq": 1, "withheld": " \t"}))),
    "fact withheld on a ground that is no text": (8, line_of(FACTS, 1, lambda d: jcs({"seq": 1, "withheld": True}))),
    "fact erased without a ground": (8, line_of(FACTS, 2, lambda d: jcs({"erased": "", "seq": 2}))),
    "fact withheld and erased": (8, line_of(FACTS, 1, lambda d: jcs({"erased": "a", "seq": 1, "withheld": "b"}))),
    "fact not canonical": (8, line_of(FACTS, 1, lambda d: d.replace(b":", b": "))),
    "fact with a key more": (8, line_of(FACTS, 0, lambda d: d.replace(b'"seq"', b'"see":1,"seq"'))),
    "fact with a key twice": (8, line_of(FACTS, 1, lambda d: d.replace(b'"seq":1', b'"seq":1,"seq":1'))),
    "fact with a float": (8, line_of(FACTS, 1, lambda d: d.replace(b'"seq":1', b'"seq":1.0'))),
    "fact with a short salt": (8, line_of(FACTS, 0, lambda d: d.replace(Forge().salt(0).hex().encode(), b"00"))),
    "empty line among facts": (8, line_of(FACTS, 1, lambda d: d + b"\n")),
    "facts without the last newline": (8, on(FACTS, lambda d: d[:-1])),
    "manifest missing": (9, without(LIST)),
    "manifest of no fact": (9, lambda f: f.update({"data/manifests/desk-2.jsonl": f[LIST]})),
    "manifest with a line less": (9, line_of(LIST, 6, lambda d: b"")),
    "manifest with a line more": (9, line_of(LIST, 6, lambda d: d + b"\n" + jcs(other_line("zz", "failed")))),
    "manifest with a line changed": (9, on(LIST, lambda d: d.replace(b"permission", b"vanished"))),
    "manifest in another order": (9, on(LIST, lambda d: b"".join(reversed(d.splitlines(True))))),
    "manifest without the last newline": (9, on(LIST, lambda d: d[:-1])),
    "line withheld that was another": (9, line_of(LIST, 4, lambda d: jcs({"leaf": "0" * 64, "withheld": "x"}))),
    "line withheld as half a leaf": (9, line_of(LIST, 4, lambda d: jcs({"leaf": "00", "withheld": "x"}))),
    "line withheld with its name": (
        9,
        line_of(LIST, 4, lambda d: jcs({"leaf": leaf(d).hex(), "path": "c.txt", "withheld": "x"})),
    ),
    "line withheld without a ground": (8, line_of(LIST, 4, lambda d: jcs({"leaf": leaf(d).hex(), "withheld": ""}))),
    "withheld items missing": (8, without(WITHHELD)),
    "item neither disclosed nor withheld": (8, on(WITHHELD, lambda d: b"")),
    "item taken out": (8, without(f"data/items/{sha(CONTENTS['a'])}")),
    "item withheld without a ground": (8, on(WITHHELD, lambda d: d.replace(b"not selected", b" "))),
    "item withheld twice": (8, on(WITHHELD, lambda d: d + d)),
    "item withheld and disclosed": (
        8,
        on(WITHHELD, lambda d: d + jcs({"sha256": sha(CONTENTS["a"]), "withheld": "x"}) + b"\n"),
    ),
    "item withheld that no line names": (
        8,
        on(WITHHELD, lambda d: d + jcs({"sha256": "0" * 64, "withheld": "x"}) + b"\n"),
    ),
    "withheld item malformed": (8, on(WITHHELD, lambda d: d + jcs({"sha256": "00", "withheld": "x"}) + b"\n")),
    "withheld item not canonical": (8, on(WITHHELD, lambda d: d + b"{ }\n")),
    "item changed": (10, on(f"data/items/{sha(CONTENTS['a'])}", lambda d: d + b"!")),
    "item emptied": (10, on(f"data/items/{sha(CONTENTS['a'])}", lambda d: b"")),
    "items exchanged": (10, on(f"data/items/{sha(CONTENTS['a'])}", lambda d: CONTENTS["b"])),
    "item that no line names": (10, lambda f: f.update({f"data/items/{sha(b'new')}": b"new"})),
    "stamp of no checkpoint": (6, lambda f: f.update({"data/ledger/timestamps/2.tsr": b"x"})),
    "stamp that is none": (6, lambda f: f.update({"data/ledger/timestamps/6.tsr": b"x"})),
    "certificates without a stamp": (6, lambda f: f.update({"data/ledger/timestamps/6.pem": b"x"})),
}


@pytest.mark.parametrize(("step", "attack"), PAYLOAD_ATTACKS.values(), ids=PAYLOAD_ATTACKS.keys())
def test_a_bag_sealed_again_fails_in_the_step_that_was_attacked(
    step: int, attack: PayloadAttack, tmp_path: Path
) -> None:
    files = Forge().files()
    attack(files)
    report = check_files(files, tmp_path)
    assert step in failing(report)
    assert 1 not in failing(report)
    assert report.steps[step - 1].detail


# --- Attacks by the one who holds the key: the ledger itself says something that the formats forbid -------------------


def entry(key: str, value: object) -> Forge:
    return Forge(edit_entry=lambda seq, found: found.update({key: value}) if seq == 4 else None)


def raw_entry(change: Callable[[bytes], bytes]) -> Forge:
    return Forge(edit_bytes=lambda seq, data: change(data) if seq == 4 else data)


def lines(*found: object, **case: object) -> Forge:
    named = [line["sha256"] for line in found if isinstance(line, dict) and isinstance(line.get("sha256"), str)]
    withheld = [{"sha256": one, "withheld": "x"} for one in dict.fromkeys(named)]
    return Forge(lines={"desk-1": list(found)}, items={}, withheld_items=withheld, **case)


def sealed(**values: object) -> Forge:
    return Forge(sealed={"desk-1": values})


A, B = CONTENTS["a"], CONTENTS["b"]
STORED = content_line("a", A)


def stored(**values: object) -> Forge:
    return lines({**STORED, **values})


def lacking(key: str) -> Forge:
    return lines({name: value for name, value in STORED.items() if name != key})


SIGNED_ATTACKS: dict[str, tuple[int, Forge]] = {
    "entry with a gap in seq": (3, entry("seq", 5)),
    "entry with a seq that is text": (3, entry("seq", "4")),
    "entry of a day that does not exist": (3, entry("at", "2026-02-30T00:00:00.000000Z")),
    "entry with a time of another zone": (3, entry("at", "2026-03-05T16:31:00.000000+00:00")),
    "entry with a time in milliseconds": (3, entry("at", "2026-03-05T16:31:00.000Z")),
    "entry without a version in its kind": (3, entry("kind", "hold.issued")),
    "entry with a kind of one word": (3, entry("kind", "hold/1")),
    "entry with version 0 in its kind": (3, entry("kind", "hold.issued/0")),
    "entry of another version": (3, entry("v", 2)),
    "entry with a truth for a version": (3, entry("v", True)),
    "entry with a blank actor": (3, entry("actor", " ")),
    "entry with a short commitment": (3, entry("body", "00")),
    "entry with a commitment in upper case": (3, entry("body", "A" * 64)),
    "entry with a key more": (3, entry("note", "x")),
    "entry with spaces": (3, raw_entry(lambda d: d.replace(b",", b", "))),
    "entry with a key twice": (3, raw_entry(lambda d: d.replace(b'"v":1', b'"v":1,"v":1'))),
    "entry with keys in another order": (3, raw_entry(lambda d: b'{"v":1,' + d[1:].replace(b',"v":1', b""))),
    "entry with a needless escape": (3, raw_entry(lambda d: d.replace(b"p-1", b"p\\u002d1"))),
    "entry with a lone surrogate": (3, raw_entry(lambda d: d.replace(b"p-1", b"\\ud800"))),
    "entry that is not UTF-8": (3, raw_entry(lambda d: d.replace(b"p-1", b"\xff"))),
    "entry nested without end": (3, raw_entry(lambda d: b"[" * 60_000)),
    "entry with bytes after it": (3, raw_entry(lambda d: d + b"{}")),
    "entry that is empty": (3, raw_entry(lambda d: b"")),
    "fact without its root": (9, sealed(root=None)),
    "fact with a root of another list": (9, sealed(root="0" * 64)),
    "fact with too many lines": (9, sealed(lines=8)),
    "fact with too few bytes": (9, sealed(bytes=1)),
    "fact with other ends": (9, sealed(ends={"duplicate": 2, "excluded": 1, "failed": 1, "stored": 3})),
    "fact with an end less": (9, sealed(ends={"duplicate": 1, "excluded": 1, "stored": 4})),
    "fact with another manifest digest": (9, sealed(manifest_sha256="0" * 64)),
    "fact with too much carried": (9, sealed(carried=1)),
    "fact with more new than there is": (9, sealed(new_items=5)),
    "fact with a count below 0": (9, sealed(read=-1, carried=6)),
    "fact with a count that is a truth": (9, sealed(new_items=True)),
    "fact with a collection that is no id": (9, sealed(collection="../../etc")),
    "fact with a collection of another name": (9, sealed(collection="desk-9")),
    "fact with a unit that is no id": (9, sealed(unit="a b")),
    "path twice": (9, lines(STORED, content_line("a", A, "duplicate"))),
    "path twice, far apart": (9, lines(STORED, content_line("b", B), content_line("a", A, "duplicate"))),
    "lines out of walk order": (9, lines(content_line("b", B), STORED)),
    "folder after a name that only looks smaller": (9, lines(content_line("b.txt", A), content_line("b/c", B))),
    "stored twice": (9, lines(STORED, content_line("b", A))),
    "duplicate of nothing": (9, lines(content_line("a", A, "duplicate"))),
    "duplicate before stored": (9, lines(content_line("a", A, "duplicate"), content_line("b", A))),
    "one content, two sizes": (9, lines(STORED, {**content_line("b", A, "duplicate"), "size": 1})),
    "absolute path": (9, stored(path="/etc/passwd")),
    "path upward": (9, stored(path="../a")),
    "path with an empty name": (9, stored(path="a//b")),
    "path that is empty": (9, stored(path="")),
    "path with a NUL": (9, stored(path="a\0b")),
    "path in both forms": (9, stored(path_b64=b64(b"\xff"))),
    "path in base64 without need": (9, lines({**{k: v for k, v in STORED.items() if k != "path"}, "path_b64": "YQ=="})),
    "path in odd base64": (9, lines({**{k: v for k, v in STORED.items() if k != "path"}, "path_b64": "/x=="})),
    "no path": (9, lacking("path")),
    "no salt": (9, lacking("salt")),
    "no size": (9, lacking("size")),
    "no mtime_ns": (9, lacking("mtime_ns")),
    "short salt": (9, stored(salt="00")),
    "mtime_ns as a number": (9, stored(mtime_ns=15)),
    "mtime_ns with a leading zero": (9, stored(mtime_ns="015")),
    "mtime_ns of minus zero": (9, stored(mtime_ns="-0")),
    "mode of three digits": (9, stored(mode="644")),
    "mode that is not octal": (9, stored(mode="0888")),
    "size below 0": (9, stored(size=-1)),
    "digest in upper case": (9, stored(sha256=sha(A).upper())),
    "unchanged mark": (9, stored(changed=False)),
    "unknown end": (9, stored(end="lost")),
    "excluded without a rule": (9, lines(other_line("a", "excluded"))),
    "excluded by a blank rule": (9, lines(other_line("a", "excluded", rule=" "))),
    "excluded by an unknown special rule": (9, lines(other_line("a", "excluded", rule="special:moon"))),
    "link without a target": (9, lines(other_line("a", "excluded", rule="special:symlink"))),
    "excluded with a content": (9, lines(content_line("a", A, "excluded", rule="x"))),
    "failed without a reason": (9, lines(other_line("a", "failed"))),
    "failed for an unknown reason": (9, lines(other_line("a", "failed", reason="mood"))),
    "line not canonical": (9, lines(jcs(STORED).replace(b":", b": "))),
    "line with a key twice": (9, lines(jcs(STORED).replace(b'"size"', b'"size":1,"size"'))),
    "line that is not UTF-8": (9, lines(jcs(STORED).replace(b'"a"', b'"\xff"'))),
    "same collection sealed twice": (
        9,
        Forge(tail=[("collection.sealed/1", Forge().all_facts()[3][1]), ("audit.run/1", {})]),
    ),
}


@pytest.mark.parametrize(("step", "case"), SIGNED_ATTACKS.values(), ids=SIGNED_ATTACKS.keys())
def test_what_the_formats_forbid_fails_although_it_is_signed(step: int, case: Forge, tmp_path: Path) -> None:
    report = check_files(case.files(), tmp_path)
    assert step in failing(report)
    assert 1 not in failing(report)
    assert 2 not in failing(report)


def test_an_item_of_another_size_than_its_line_says_fails(tmp_path: Path) -> None:
    case = Forge(lines={"desk-1": [{**STORED, "size": 1}]}, items={sha(A): A}, withheld_items=[])
    assert failing(check_files(case.files(), tmp_path)) == [10]


def test_the_order_of_a_walk_is_by_names_not_by_whole_paths(tmp_path: Path) -> None:
    case = lines(content_line("b/c", A), content_line("b.txt", B))
    assert failing(check_files(case.files(), tmp_path)) == []


def test_withheld_lines_leave_the_root_and_nothing_to_fail(tmp_path: Path) -> None:
    case = Forge(hidden={("desk-1", 0): "privilege"})
    report = check_files(case.files(), tmp_path)
    assert failing(report) == []
    assert "1 lines are withheld" in report.steps[8].detail


def test_an_item_whose_every_line_is_withheld_must_not_be_disclosed(tmp_path: Path) -> None:
    case = Forge(hidden={("desk-1", 1): "privilege"})
    assert failing(check_files(case.files(), tmp_path)) == [10]


def test_shown_lines_may_not_exceed_what_the_fact_counts(tmp_path: Path) -> None:
    case = Forge(hidden={("desk-1", 6): "privilege"}, sealed={"desk-1": {"bytes": 3}})
    case.items.pop(sha(CONTENTS["d"]))
    assert failing(check_files(case.files(), tmp_path)) == [9]


def test_the_manifest_of_a_withheld_fact_does_not_belong_into_the_bag(tmp_path: Path) -> None:
    case = Forge(withheld={3: "work product"}, items={}, withheld_items=[])
    files = case.files()
    assert failing(check_files(files, tmp_path / "good")) == []
    files[LIST] = Forge().files()[LIST]
    assert 9 in failing(check_files(files, tmp_path / "bad"))


def test_a_sealed_fact_of_an_unknown_version_is_not_checked_and_said(tmp_path: Path) -> None:
    case = Forge(
        edit_entry=lambda seq, found: found.update({"kind": "collection.sealed/2"}) if seq == 3 else None,
        items={},
        withheld_items=[],
    )
    report = check_files(case.files(), tmp_path)
    assert verdicts(report)[9] == "not-checked"
    assert "newer version of this program is needed" in report.steps[8].detail


def test_a_clock_that_goes_backward_is_told_and_does_not_fail(tmp_path: Path) -> None:
    report = check_files(entry("at", "2020-01-01T00:00:00.000000Z").files(), tmp_path)
    assert failing(report) == []
    assert "went backward at 1 entries" in report.steps[2].detail


def test_of_entries_and_tiles_the_one_that_misses_the_root_is_named(tmp_path: Path) -> None:
    files = Forge().files()
    on(BUNDLE, lambda d: d.replace(b'"p-1"', b'"p-2"', 1))(files)
    assert f"{BUNDLE} (entry 0)" in check_files(files, tmp_path / "bundle").steps[2].detail
    files = Forge().files()
    on(TILE, lambda d: bytes(32) + d[32:])(files)
    assert f"{TILE} does not hold" in check_files(files, tmp_path / "tile").steps[2].detail


def test_an_item_of_the_reader_is_found_among_the_lines_or_not(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    mine.write_bytes(CONTENTS["c"])
    other.write_bytes(b"never seen")
    files = Forge().files()
    assert failing(check_files(files, tmp_path / "1", item=mine)) == []
    assert failing(check_files(files, tmp_path / "2", item=other)) == [10]


# --- Keys and older checkpoints ------------------------------------------------------------------------------------


def test_without_a_key_the_signature_is_not_checked_and_nothing_fails(tmp_path: Path) -> None:
    report = check_bag(write_bag(Forge().files(), tmp_path / "bag"))
    assert verdicts(report)[2] == "not-checked"
    assert report.ok


def test_without_a_key_a_signature_that_even_the_stated_key_denies_fails(tmp_path: Path) -> None:
    files = Forge().files()
    files[CHECKPOINT] = files[CURRENT] = Forge(signer=OTHER).checkpoint()
    assert 2 in failing(check_bag(write_bag(files, tmp_path / "bag")))


@pytest.mark.parametrize(
    ("signer", "said"), [(OTHER, "not signed by your key"), (Signer("alder-counsel/other"), "You gave a key of")]
)
def test_the_key_of_another_or_of_another_matter_fails(signer: Signer, said: str, tmp_path: Path) -> None:
    report = check_bag(write_bag(Forge().files(), tmp_path / "bag"), [parse_key(signer.vkey)])
    assert failing(report) == [2]
    assert said in report.steps[1].detail


def test_a_replaced_key_fails_although_the_whole_bag_agrees_with_it(tmp_path: Path) -> None:
    bag = write_bag(Forge(signer=OTHER).files(), tmp_path / "bag")
    assert failing(check_bag(bag)) == []
    assert failing(check_bag(bag, [KEY])) == [2]


SINCE: dict[str, tuple[bytes, bool, str]] = {
    "of the same log": (Forge().checkpoint(2), True, "fixed the first 2 entries"),
    "of the same size": (Forge().checkpoint(), True, "fixed the first 6 entries"),
    "of the empty log": (Forge().checkpoint(0), True, "fixed the first 0 entries"),
    "of a fork": (note(checkpoint_text(2, bytes(32)), Signer()), False, "past was rewritten"),
    "of a fork of the same size": (note(checkpoint_text(6, bytes(32)), Signer()), False, "past was rewritten"),
    "of a longer log": (note(checkpoint_text(7, bytes(32)), Signer()), False, "newer than this bag"),
    "of another matter": (note(checkpoint_text(2, bytes(32), "a/b"), Signer("a/b")), False, "is of the ledger a/b"),
    "of another key": (Forge(signer=OTHER).checkpoint(2), False, "is not signed by"),
}


@pytest.mark.parametrize(("since", "holds", "said"), SINCE.values(), ids=SINCE.keys())
def test_an_older_checkpoint_shows_whether_the_past_is_the_same(
    since: bytes, holds: bool, said: str, tmp_path: Path
) -> None:
    report = check_files(Forge().files(), tmp_path, since=parse_checkpoint(since))
    assert failing(report) == ([] if holds else [4])
    assert said in report.steps[3].detail


def test_history_rewritten_and_signed_again_is_seen_only_by_an_older_checkpoint(tmp_path: Path) -> None:
    rewritten = Forge(facts=[("matter.opened/1", {"title": "Another"})] * 3)
    bag = write_bag(rewritten.files(), tmp_path / "bag")
    assert failing(check_bag(bag, [KEY])) == []
    assert failing(check_bag(bag, [KEY], parse_checkpoint(Forge().checkpoint(3)))) == [4]


# --- Witnesses -----------------------------------------------------------------------------------------------------

WITNESS = Signer("witness.example/w1", 7, 4)


def test_a_witness_holds_with_its_key_from_elsewhere_alone(tmp_path: Path) -> None:
    bag = write_bag(Forge(witnesses=(WITNESS,)).files(), tmp_path / "bag")
    report = check_bag(bag, [KEY])
    assert verdicts(report)[5] == "not-checked"
    assert "producer's word" in report.steps[4].detail
    report = check_bag(bag, [KEY, parse_key(WITNESS.vkey)])
    assert verdicts(report)[5] == "holds"
    assert "saw 6 entries on 2023-11-14 22:13:20 UTC" in report.steps[4].detail


def recoded(line: bytes, change: Callable[[bytes], bytes]) -> bytes:
    value = base64.b64decode(line.split()[-1])
    return f"— {WITNESS.name} {b64(change(value))}\n".encode()


TEXT = Forge().checkpoint().split(b"\n\n")[0] + b"\n"


@pytest.mark.parametrize(
    "line",
    [
        WITNESS.line(b"another text\n"),
        recoded(WITNESS.line(TEXT), lambda value: value[:11] + bytes([value[11] ^ 1]) + value[12:]),
        recoded(WITNESS.line(TEXT), lambda value: value[:-1]),
        recoded(WITNESS.line(TEXT), lambda value: value[:4] + value[12:]),
    ],
    ids=["over another text", "with another time", "cut", "without a time"],
)
def test_a_witness_line_that_is_not_right_fails(line: bytes, tmp_path: Path) -> None:
    files = Forge().files()
    files[CHECKPOINT] += line
    report = check_bag(write_bag(files, tmp_path / "bag"), [KEY, parse_key(WITNESS.vkey)])
    assert failing(report) == [5]


def test_a_witness_whose_key_is_nowhere_is_not_checked_and_named(tmp_path: Path) -> None:
    files = Forge(witnesses=(WITNESS,)).files()
    files["data/keys.txt"] = f"{Signer().vkey}\n".encode()
    report = check_files(files, tmp_path)
    assert verdicts(report)[5] == "not-checked"
    assert f"{WITNESS.name}+{WITNESS.key_id.hex()}" in report.steps[4].detail


def test_a_witness_that_did_not_sign_is_told(tmp_path: Path) -> None:
    report = check_bag(write_bag(Forge().files(), tmp_path / "bag"), [KEY, parse_key(WITNESS.vkey)])
    assert verdicts(report)[5] == "not-checked"
    assert "no line of the witness" in report.steps[4].detail


def test_the_seal_of_the_forger_is_itself_a_good_one() -> None:
    assert tag_files({"data/a": b"x"})["bag-info.txt"] == b"Payload-Oxum: 1.1\n"
