"""What a ledger asks of the place where its files stand. Keys are relative to the ledger's folder."""

from collections.abc import Iterator
from typing import Protocol


class Files(Protocol):
    """Promises: durable on return, create-only, readable at once; nothing is ever seen in part."""

    def put(self, key: str, data: bytes) -> None:
        """Create `key`. The same bytes again are no error; other bytes raise FileExistsError."""

    def replace(self, key: str, data: bytes) -> None:
        """Set `key` in one step."""

    def read(self, key: str) -> bytes:
        """Return the bytes of `key`; FileNotFoundError if there is none."""

    def exists(self, key: str) -> bool:
        """Tell whether `key` stands."""

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield every key that begins with `prefix`."""

    def remove(self, key: str) -> None:
        """Take `key` away: a partial tile that a full one replaces, or what no signed checkpoint covers."""
