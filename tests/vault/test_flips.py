"""One-bit flips anywhere in a vault: each is named, and nothing else is accused."""

from hashlib import sha256
from random import Random

from openhold.vault.pack import members

from .making import UNIT, overwrite

FLIPS = 2000


def _expected(small, key, offset):
    """Return the code and subject that a flip at `offset` of `key` must be named with; None: any of that file."""
    kind = key.removeprefix(f"units/{UNIT}/").partition("/")[0]
    if kind == "packs" and key.endswith(".tar"):
        with small.store.open(key) as file:
            for member in members(file):
                if member.at <= offset < member.at + member.size:
                    return "vault-member-altered", f"{key}#{member.digest.hex()}"
                if member.at - 512 <= offset < member.at:
                    return "vault-member-altered", f"{key}#{member.digest.hex()}"
        return "vault-pack-altered", None
    codes = {
        "packs": "vault-seal-altered",
        "large": "vault-large-altered",
        "manifests": "vault-manifest-altered",
        "blocks": "vault-block-altered",
        "vault.json": "vault-json-altered",
        "README.txt": "vault-readme-altered",
    }
    return codes[kind], key


def test_every_one_of_two_thousand_flipped_bits_is_named_with_its_subject(small):
    rng = Random(2024)
    assert small.findings() == []
    keys = small.all_keys()
    wholes = {key: small.store.read(key) for key in keys}
    wrong = []
    for _ in range(FLIPS):
        key = rng.choice(keys)
        bit = rng.randrange(8 * len(wholes[key]))
        code, subject = _expected(small, key, bit // 8)
        path = small.store.path(key)
        data = bytearray(wholes[key])
        data[bit // 8] ^= 1 << bit % 8
        overwrite(path, data)
        found = small.findings()
        overwrite(path, wholes[key])
        named = [f for f in found if f.code == code and (f.subject == subject or f.subject.partition("#")[0] == key)]
        if subject is not None:
            named = [f for f in named if f.subject == subject]
        others = [f for f in found if f.subject.partition("#")[0] != key and f.code != "vault-block-missing"]
        if len(named) != 1 or others:
            wrong.append((key, bit, found))
    assert not wrong, f"{len(wrong)} of {FLIPS} flips were not named alone, the first: {wrong[0]}"
    assert small.findings() == []


def test_every_flip_in_one_header_names_the_same_member(small):
    key = f"units/{UNIT}/packs/0.tar"
    whole = small.store.read(key)
    with small.store.open(key) as file:
        member = list(members(file))[4]
    for byte in range(member.at - 512, member.at):
        data = bytearray(whole)
        data[byte] ^= 1 << byte % 8
        overwrite(small.store.path(key), data)
        found = small.audit().findings
        assert [(f.code, f.subject) for f in found] == [("vault-member-altered", f"{key}#{member.digest.hex()}")], byte
    assert sha256(whole[member.at : member.at + member.size]).digest() == member.digest
