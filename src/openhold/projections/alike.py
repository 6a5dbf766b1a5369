"""By what a person or a place of one matter is recognised in another: kept beside them, so that it can be looked up."""

from collections.abc import Iterator
from hashlib import sha256


def folded(text: str | None) -> str:
    """Return a text without what does not tell two of them apart: white space, capitals. Empty for None."""
    return " ".join((text or "").split()).casefold()


def digests(kind: str, names: tuple[bytes, ...]) -> Iterator[str]:
    """Yield the digest (hex) of every place around the one that `names` lead to from the root on, and its own last."""
    seen = sha256(sha256(kind.encode()).digest())
    yield seen.hexdigest()
    for name in names:
        # No name of a folder holds a slash.
        seen.update(b"/" + name)
        yield seen.hexdigest()
