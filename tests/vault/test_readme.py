"""The commands in README.txt, exactly as they stand there, on a whole vault and on damaged ones."""

import json
import shutil
import subprocess
from hashlib import sha256

import pytest

from openhold.vault.pack import members
from openhold.vault.readme import README

from .making import KEY, NAME, UNIT, SmallVault, overwrite

DONE = "Everything is as it was sealed."


def commands(text):
    """Return the indented lines after HOW TO CHECK: those of the check, and those that get a file back."""
    check, _, back = text.partition("HOW TO CHECK")[2].partition("HOW TO GET ONE FILE BACK")
    return tuple("\n".join(one[4:] for one in part.splitlines() if one.startswith("    ")) for part in (check, back))


def run(vault, script):
    """Run commands in bash with the vault as the current folder."""
    return subprocess.run(
        ["bash", "-c", script],
        check=False,
        cwd=vault,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin"},
    )


def add_record(small):
    """Give the vault a record as the ledger room writes it: the facts' bodies and a signed checkpoint."""
    store = small.store
    lines = [
        json.dumps({"body": {"collection": name, "manifest_sha256": fact.manifest_sha256}}, separators=(",", ":"))
        for name, fact in small.expected.items()
    ]
    store.put("ledgers/estrada/bodies/0.jsonl", "\n".join([*lines, ""]).encode())
    root = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    name = f"{NAME}/estrada"
    note = KEY.sign(name, f"{name}\n2\n{root}\n")
    store.put("ledgers/estrada/checkpoint", note + "\u2014 witness.example AAAAAAAAAAAA\n".encode())


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    small = SmallVault(tmp_path_factory.mktemp("readme") / "vault")
    add_record(small)
    return small


def test_the_readme_in_the_vault_is_the_text_of_this_program(whole):
    assert whole.store.read("README.txt").decode() == README


def test_the_commands_find_a_whole_vault_right(whole):
    ran = run(whole.root, commands(README)[0])
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == DONE
    assert KEY.verifier(NAME).text() in ran.stdout


@pytest.mark.parametrize("session", ["a new one", "the same"])
def test_the_commands_give_one_file_back(whole, session):
    check, back = commands(README)
    ran = run(whole.root, back if session == "a new one" else f"{check}\n{back}")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.endswith(": OK\n")


@pytest.mark.parametrize("which", ["small", "large"])
def test_any_item_is_given_back_when_its_digest_is_put_in(whole, which):
    data = whole.big if which == "large" else whole.more[0]
    digest = sha256(data).hexdigest()
    _, *rest = commands(README)[1].splitlines()
    ran = run(whole.root, "\n".join([f"sum={digest}", *rest, 'cat "$file" | sha256sum']))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1].split()[0] == digest


def _member_byte(small, which):
    with small.store.open(f"units/{UNIT}/packs/0.tar") as file:
        return list(members(file))[which].at


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (f"units/{UNIT}/packs/0.tar", lambda small: _member_byte(small, 6) + 5),
        (f"units/{UNIT}/packs/0.tar", lambda small: _member_byte(small, 6) - 500),
        (f"units/{UNIT}/packs/1.tar", lambda small: -1),
        (f"units/{UNIT}/packs/0.seal", lambda small: 12),
        (f"units/{UNIT}/packs/0.seal", lambda small: -20),
        (f"units/{UNIT}/manifests/first.json", lambda small: 30),
        (f"units/{UNIT}/manifests/first.json", lambda small: -9),
        ("ledgers/estrada/checkpoint", lambda small: 3),
        ("ledgers/estrada/checkpoint", lambda small: 30),
        ("ledgers/estrada/bodies/0.jsonl", lambda small: -10),
        ("vault.json", lambda small: -60),
    ],
)
def test_the_commands_stop_at_a_flipped_bit(whole, tmp_path, key, place):
    shutil.copytree(whole.root, tmp_path / "vault")
    path = tmp_path / "vault" / key
    data = bytearray(path.read_bytes())
    data[place(whole)] ^= 1
    overwrite(path, data)
    ran = run(tmp_path / "vault", commands(README)[0])
    assert ran.returncode != 0, ran.stdout
    assert DONE not in ran.stdout


@pytest.mark.parametrize("folder", ["large", "blocks"])
def test_the_commands_stop_at_a_flipped_bit_in_a_file_named_by_its_digest(whole, tmp_path, folder):
    shutil.copytree(whole.root, tmp_path / "vault")
    path = next((tmp_path / "vault/units" / UNIT / folder).iterdir())
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 16
    overwrite(path, data)
    ran = run(tmp_path / "vault", commands(README)[0])
    assert ran.returncode != 0
    assert "NOT RIGHT" in ran.stderr


def test_the_commands_stop_at_a_pack_sealed_by_another_key(whole, tmp_path):
    shutil.copytree(whole.root, tmp_path / "vault")
    path = tmp_path / "vault" / f"units/{UNIT}/packs/0.seal"
    text = path.read_bytes().partition(b"\n\n")[0] + b"\n"
    stranger = type(KEY)(sha256(b"a stranger").digest())
    overwrite(path, stranger.sign(NAME, text.decode()))
    ran = run(tmp_path / "vault", commands(README)[0])
    assert ran.returncode != 0
    assert "is not signed by" in ran.stderr
