import pytest

from openhold.formats import notes
from openhold.vault.errors import DamagedError, NotAVaultError
from openhold.vault.vault import Stated, Vault

from .making import KEY, NAME

SEAL = KEY.verifier(NAME)
LEDGER = KEY.verifier(f"{NAME}/m1")


@pytest.fixture
def vault(tmp_path):
    vault = Vault.at(tmp_path / "vault", tmp_path / "caches")
    vault.create("v1", SEAL)
    return vault


def test_a_new_vault_states_its_id_and_key_and_no_ledger(vault):
    assert vault.stated() == Stated("v1", SEAL, {})
    assert sorted(vault.store.keys("")) == ["README.txt", "vault.json"]
    assert vault.units() == []


def test_making_it_again_changes_nothing_even_beside_an_older_readme(vault):
    vault.add_ledger("m1", LEDGER)
    vault.store.replace("README.txt", b"what an older program wrote")
    vault.create("v1", SEAL)
    assert vault.stated().ledgers == {"m1": LEDGER}
    assert vault.store.read("README.txt") == b"what an older program wrote"


def test_a_ledger_is_stated_once_and_never_under_another_key(vault):
    vault.add_ledger("m1", LEDGER)
    vault.add_ledger("m1", LEDGER)
    with pytest.raises(DamagedError, match="another key"):
        vault.add_ledger("m1", notes.SigningKey(bytes(32)).verifier(f"{NAME}/m1"))
    assert vault.stated().ledgers == {"m1": LEDGER}


def test_a_ledgers_files_are_keys_below_its_folder(vault):
    files = vault.ledger("m1")
    files.put("tile/0/000", b"x")
    files.replace("checkpoint", b"y")
    assert vault.store.read("ledgers/m1/tile/0/000") == files.read("tile/0/000") == b"x"
    assert sorted(files.keys("")) == ["checkpoint", "tile/0/000"]
    files.remove("checkpoint")
    assert not files.exists("checkpoint")


def test_units_are_the_folders_that_have_anything(vault):
    vault.store.put("units/b/blocks/x", b"")
    vault.store.put("units/a/blocks/x", b"")
    assert vault.units() == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (None, NotAVaultError),
        (b"{}", NotAVaultError),
        (b'{"format":2}', NotAVaultError),
        (b'{"format":1}', DamagedError),
        (b'{"format":1, "vault":"v1"}', DamagedError),
        (b"not json", DamagedError),
        (b'{"format":1,"ledgers":{},"seal_key":"x","vault":"v1"}', DamagedError),
        (b'{"format":1,"ledgers":{"m":5},"seal_key":"%s","vault":"v1"}' % SEAL.text().encode(), DamagedError),
    ],
)
def test_what_is_no_vault_is_refused_with_a_sentence(vault, data, error):
    vault.store.remove("vault.json")
    if data is not None:
        vault.store.put("vault.json", data)
    with pytest.raises(error, match=r"\w+.*\."):
        vault.stated()
