"""The vault as a whole: `vault.json`, the keys it states, and the folders of its ledgers and units."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from openhold.formats import canonical, notes
from openhold.formats.errors import FormatError
from openhold.vault.errors import DamagedError, NotAVaultError
from openhold.vault.readme import README
from openhold.vault.store import DirectoryStore, Store


@dataclass(frozen=True, slots=True)
class Stated:
    """What `vault.json` states: the vault's id, the key of its seals, and each ledger's verifier key."""

    vault: str
    seal_key: notes.VerifierKey
    ledgers: dict[str, notes.VerifierKey]


class LedgerFiles:
    """The files of one ledger, keys relative to its folder: what the ledger room works on."""

    def __init__(self, store: Store, matter: str) -> None:
        self._store = store
        self._folder = f"ledgers/{matter}/"

    def put(self, key: str, data: bytes) -> None:
        """See `Store.put`."""
        self._store.put(self._folder + key, data)

    def replace(self, key: str, data: bytes) -> None:
        """See `Store.replace`."""
        self._store.replace(self._folder + key, data)

    def read(self, key: str) -> bytes:
        """See `Store.read`."""
        return self._store.read(self._folder + key)

    def exists(self, key: str) -> bool:
        """See `Store.exists`."""
        return self._store.exists(self._folder + key)

    def keys(self, prefix: str) -> Iterator[str]:
        """See `Store.keys`."""
        for key in self._store.keys(self._folder + prefix):
            yield key.removeprefix(self._folder)

    def remove(self, key: str) -> None:
        """See `Store.remove`."""
        self._store.remove(self._folder + key)


class Vault:
    """A vault in a store, with a folder for caches outside it."""

    def __init__(self, store: Store, caches: Path) -> None:
        self.store = store
        self.caches = caches

    @classmethod
    def at(cls, folder: Path, caches: Path) -> "Vault":
        """Return the vault that stands, or is to stand, in a directory."""
        return cls(DirectoryStore(folder), caches)

    def create(self, vault: str, seal_key: notes.VerifierKey) -> None:
        """Make an empty vault: its README and `vault.json`. The same again is no error."""
        if not self.store.exists("README.txt"):
            self.store.put("README.txt", README.encode())
        if not self.store.exists("vault.json"):
            self._write(Stated(vault, seal_key, {}))

    def stated(self) -> Stated:
        """Return what `vault.json` states; raise NotAVaultError or DamagedError."""
        try:
            values = canonical.loads_object(self.store.read("vault.json"))
        except FileNotFoundError as error:
            raise NotAVaultError("There is no vault.json here, so this is no vault.") from error
        except FormatError as error:
            raise DamagedError(f"vault.json cannot be read: {error}") from error
        if values.get("format") != 1:
            raise NotAVaultError(f"This vault has format {values.get('format')!r}; this program knows format 1.")
        vault, seal_key, ledgers = values.get("vault"), values.get("seal_key"), values.get("ledgers")
        if not (isinstance(vault, str) and isinstance(seal_key, str) and isinstance(ledgers, dict)):
            raise DamagedError("vault.json lacks the vault's id, the seal key or the ledgers.")
        try:
            keys = {matter: notes.VerifierKey.parse(str(line)) for matter, line in ledgers.items()}
            return Stated(vault, notes.VerifierKey.parse(seal_key), keys)
        except FormatError as error:
            raise DamagedError(f"vault.json states a key that is none: {error}") from error

    def add_ledger(self, matter: str, key: notes.VerifierKey) -> None:
        """State the verifier key of a new ledger. The same again is no error; another key raises DamagedError."""
        with self.store.lock("ledgers"):
            self.store.sweep("", deep=False)
            stated = self.stated()
            known = stated.ledgers.get(matter)
            if known is not None and known != key:
                raise DamagedError(f"vault.json states another key for the ledger of {matter}.")
            if known is None:
                self._write(replace(stated, ledgers={**stated.ledgers, matter: key}))

    def ledger(self, matter: str) -> LedgerFiles:
        """Return the files of a matter's ledger."""
        return LedgerFiles(self.store, matter)

    def units(self) -> list[str]:
        """Return the ids of all units that have anything in the vault, sorted."""
        return sorted(self.store.folders("units"))

    def cache(self, unit: str) -> Path:
        """Return the folder for this unit's caches, which may not exist yet."""
        return self.caches / unit

    def _write(self, stated: Stated) -> None:
        document = {
            "format": 1,
            "ledgers": {matter: key.text() for matter, key in stated.ledgers.items()},
            "seal_key": stated.seal_key.text(),
            "vault": stated.vault,
        }
        self.store.replace("vault.json", canonical.dumps(document))
