"""A folder of evidence that is made from a seed, changed between two collections, and knows what is in it."""

from hashlib import sha256
from pathlib import Path
from random import Random

LARGE = 17 << 20
"""Bytes of the one item that is too large for a pack."""


class Tree:
    """A folder of `folders` times `files` small files and, if wanted, a large one; `digests` says what it holds."""

    def __init__(self, root: Path, seed: int, folders: int, files: int, *, large: bool) -> None:
        self.root = root
        self.digests: dict[str, str] = {}
        self._random = Random(seed)
        self._small = [f"{folder:02d}/{file:02d}.txt" for folder in range(folders) for file in range(files)]
        for folder in range(folders):
            (root / f"{folder:02d}").mkdir(parents=True)
        self.change(1, large=large)

    def change(self, share: float, *, large: bool) -> None:
        """Write a share of the small files anew, and the large one if wanted."""
        for name in self._random.sample(self._small, int(share * len(self._small))):
            self._write(name, 100 + int(self._random.expovariate(1 / 1500)))
        if large:
            self._write("zz film.bin", LARGE)

    def _write(self, name: str, size: int) -> None:
        data = self._random.randbytes(size)
        (self.root / name).write_bytes(data)
        self.digests[name] = sha256(data).hexdigest()
