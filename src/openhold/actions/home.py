"""The home: where one instance keeps its vault, its database and its key."""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from openhold.actions.database import EMBEDDED, stated
from openhold.actions.errors import StorageError
from openhold.formats import notes
from openhold.formats.errors import FormatError
from openhold.vault.vault import Vault

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""What ids are made of: digits and letters that are not mistaken for one another."""


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Home:
    """One instance's folder, with the clock and the randomness that its facts are made with."""

    folder: Path
    clock: Callable[[], datetime] = now
    random: Callable[[int], bytes] = field(default=secrets.token_bytes)

    @cached_property
    def vault(self) -> Vault:
        """The vault of this home."""
        return Vault.at(self.folder / "vault", self.folder / "cache")

    @property
    def database(self) -> Path:
        """Where the embedded database stands."""
        return self.folder / EMBEDDED

    @property
    def embedded(self) -> bool:
        """Whether the records stand in the embedded database."""
        return stated(self.folder) is None

    @property
    def records(self) -> str:
        """Where the records stand, as a sentence names it: a path, or an address without a password."""
        server = stated(self.folder)
        return str(self.database) if server is None else server.url

    @cached_property
    def instance(self) -> str:
        """The instance's name, as it stands in every origin."""
        return self._key[0]

    @cached_property
    def signer(self) -> notes.SigningKey:
        """The instance's key."""
        return self._key[1]

    def origin(self, matter: str) -> str:
        """Return the origin of a matter's ledger, which is also the name of its verifier key."""
        return f"{self.instance}/{matter}"

    def verifier(self, matter: str) -> notes.VerifierKey:
        """Return the verifier key of a matter's ledger."""
        return self.signer.verifier(self.origin(matter))

    def new_id(self, letter: str) -> str:
        """Return a new opaque id such as ``m-4k7t0z9xqd`` (50 random bits)."""
        number = int.from_bytes(self.random(8), "big")
        return f"{letter}-" + "".join(_LETTERS[number >> 5 * n & 31] for n in range(10))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the whole home alone, while it is set up or rebuilt."""
        fd = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            yield
        finally:
            os.close(fd)

    @property
    def key_file(self) -> Path:
        """Where the signing key stands: outside the vault."""
        return self.folder / "keys" / "instance.key"

    @cached_property
    def _key(self) -> tuple[str, notes.SigningKey]:
        try:
            return notes.SigningKey.parse(self.key_file.read_text(encoding="ascii"))
        except FileNotFoundError as error:
            raise StorageError(
                f"{self.key_file} is missing: put it back from your copy. Without it nothing new can be signed."
            ) from error
        except (FormatError, UnicodeDecodeError) as error:
            raise StorageError(f"{self.key_file} is not a signing key: put it back from your copy.") from error
        except OSError as error:
            raise StorageError(f"{self.key_file} cannot be read: {error.strerror}.") from error
