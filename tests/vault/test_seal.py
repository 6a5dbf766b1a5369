import json

import pytest

from openhold.formats import notes
from openhold.vault import seal
from openhold.vault.errors import DamagedError
from openhold.vault.pack import Sealable

from .making import KEY, NAME

MEASURED = Sealable(10_240, 7, bytes(range(32)), bytes(reversed(range(32))))
PACK = "units/a.b.c/packs/0.tar"


def test_a_seal_states_what_was_measured_in_one_canonical_line():
    note = seal.sign(PACK, MEASURED, KEY, NAME)
    text = notes.open_note(note, KEY.verifier(NAME))
    assert text == (
        f'{{"bytes":10240,"members":7,"pack":"{PACK}","root":"{MEASURED.root.hex()}",'
        f'"sha256":"{MEASURED.digest.hex()}","v":1}}\n'
    )
    assert seal.read(note, KEY.verifier(NAME)) == seal.Seal(PACK, 10_240, 7, MEASURED.root.hex(), MEASURED.digest.hex())


def test_no_flipped_bit_of_a_seal_is_trusted():
    note = seal.sign(PACK, MEASURED, KEY, NAME)
    for bit in range(len(note) * 8):
        altered = bytearray(note)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(DamagedError):
            seal.read(bytes(altered), KEY.verifier(NAME))


@pytest.mark.parametrize("key", [KEY.verifier("other.org"), notes.SigningKey(bytes(32)).verifier(NAME)])
def test_a_seal_by_another_name_or_key_is_not_trusted(key):
    with pytest.raises(DamagedError, match="cannot be trusted"):
        seal.read(seal.sign(PACK, MEASURED, KEY, NAME), key)


@pytest.mark.parametrize(
    "change",
    [{"v": 2}, {"more": 1}, {"bytes": "10240"}, {"pack": 5}, {"members": None}],
)
def test_a_signed_seal_of_another_form_is_refused(change):
    text = notes.open_note(seal.sign(PACK, MEASURED, KEY, NAME), KEY.verifier(NAME))
    values = {**json.loads(text), **change}
    note = KEY.sign(NAME, json.dumps(values, sort_keys=True, separators=(",", ":")) + "\n")
    with pytest.raises(DamagedError):
        seal.read(note, KEY.verifier(NAME))
