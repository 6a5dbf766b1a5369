"""The files of a ledger in memory, with a disk that can be told to fail."""

from collections.abc import Iterator


class FailureError(OSError):
    """The disk failed, as it was told to."""


class MemoryFiles:
    """Keeps the promises of `openhold.ledger.files.Files`.

    Call number `fail_at` fails: before it does anything, or, if `late`, after it did it and before it could say so.
    """

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}
        self.calls = 0
        self.fail_at: int | None = None
        self.late = False

    def put(self, key: str, data: bytes) -> None:
        fails = self._call()
        if key in self.data and self.data[key] != data:
            raise FileExistsError(key)
        self.data[key] = data
        self._done(fails)

    def replace(self, key: str, data: bytes) -> None:
        fails = self._call()
        self.data[key] = data
        self._done(fails)

    def read(self, key: str) -> bytes:
        self._done(self._call())
        if key not in self.data:
            raise FileNotFoundError(2, "no such file", key)
        return self.data[key]

    def exists(self, key: str) -> bool:
        self._done(self._call())
        return key in self.data

    def keys(self, prefix: str) -> Iterator[str]:
        self._done(self._call())
        return iter(sorted(key for key in self.data if key.startswith(prefix)))

    def remove(self, key: str) -> None:
        fails = self._call()
        del self.data[key]
        self._done(fails)

    def _call(self) -> bool:
        self.calls += 1
        fails = self.calls == self.fail_at
        self._done(fails and not self.late)
        return fails

    def _done(self, fails: bool) -> None:
        if fails:
            raise FailureError(5, "input/output error")
