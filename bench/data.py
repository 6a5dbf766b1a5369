"""The data: trees of files made from a seed, once, and kept for the next run. ``python -m bench.data KIND TREE COUNT``.

`small`: lognormal sizes (median 4 KiB), one file in ten a copy of an earlier one, hostile names, folders of a hundred.
`large`: fourteen files. `tiny`: files of 64 to 256 bytes, for growth; the first 50,000 lie in `first/`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter

SEED = 20260305
GROWTH_BASE = 50_000
_IN_FOLDER = 100
_MEDIAN, _SPREAD, _MOST = 4096, 1.2, 4 << 20
_OLDEST, _NEWEST = 1_546_300_800, 1_759_276_800
"""Files were last changed between 1 January 2019 and 1 October 2025."""
_WORDS = [
    "the",
    "cell",
    "door",
    "was",
    "opened",
    "at",
    "count",
    "and",
    "nobody",
    "wrote",
    "why",
    "a",
    "report",
    "came",
    "in",
    "the",
    "morning",
    "of",
    "that",
    "day",
    "about",
    "keys",
]
_LARGE_SHARES = (20, 14, 12, 10, 9, 8, 7, 6, 5, 4, 2, 1, 1, 1)
_PIECE = 8 << 20


def tree(work: Path, kind: str, count: int) -> Path:
    """Return the folder of a tree, made by a process of its own if it is not there.

    `count` is files; for `large` it is bytes.
    """
    folder = work / "data" / f"{kind}-{count}-{SEED}"
    done = folder.with_suffix(".done")
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        began = perf_counter()
        subprocess.run([sys.executable, "-m", "bench.data", kind, folder, str(count)], check=True)
        os.sync()
        print(f"made {kind} data ({count:,}) in {perf_counter() - began:.0f} s", file=sys.stderr)
        done.touch()
    return folder


def make_small(folder: Path, files: int) -> None:
    """Write `files` small files; half of them are text, half are bytes that do not compress."""
    chance = Random(SEED)
    text = " ".join(chance.choice(_WORDS) for _ in range(800_000)).encode()
    earlier: list[bytes] = []
    for number in range(files):
        if number % 10 == 9:
            content = chance.choice(earlier)
        else:
            content = _content(chance, text, number)
            if len(earlier) < 1000:
                earlier.append(content)
            else:
                earlier[chance.randrange(1000)] = content
        parent = folder / f"{number // _IN_FOLDER % 20:02}" / f"{number // _IN_FOLDER:05}"
        if number % _IN_FOLDER == 0:
            parent.mkdir(parents=True)
        _write(parent / os.fsdecode(_name(number)), content, chance)


def make_large(folder: Path, size: int) -> None:
    """Write fourteen files of `size` bytes together."""
    chance = Random(SEED)
    for number, share in enumerate(_LARGE_SHARES):
        left = size * share // sum(_LARGE_SHARES)
        path = folder / f"recording-{number:02}.bin"
        with path.open("wb") as file:
            while left:
                left -= file.write(chance.randbytes(min(left, _PIECE)))
        os.utime(path, (_NEWEST, _NEWEST))


def make_tiny(folder: Path, files: int) -> None:
    """Write `files` files of 64 to 256 bytes, no two alike."""
    chance = Random(SEED)
    for number in range(files):
        parent = folder / ("first" if number < GROWTH_BASE else "rest") / f"{number // _IN_FOLDER:05}"
        if number % _IN_FOLDER == 0:
            parent.mkdir(parents=True)
        content = b"%d " % number + chance.randbytes(chance.randrange(64, 240))
        _write(parent / f"{number:07}.txt", content, chance)


def _content(chance: Random, text: bytes, number: int) -> bytes:
    size = min(int(chance.lognormvariate(0, _SPREAD) * _MEDIAN) + 1, _MOST)
    if number % 2:
        return chance.randbytes(size)
    start = chance.randrange(len(text) - _PIECE // 4) if len(text) > _PIECE // 4 else 0
    return (b"%d " % number + text[start : start + size])[:size]


def _name(number: int) -> bytes:
    hostile = (
        b"new\nline",
        b"caf\xe9",
        b"-rf",
        b"two  spaces ",
        b"quo\"te'",
        b"back\\slash",
        "\u05d0\u202e".encode(),
        b"x" * 200,
    )
    stem = hostile[number // 50 % len(hostile)] + b"-" if number % 50 == 0 else b""
    return stem + b"%06d.%s" % (number, (b"txt", b"bin")[number % 2])


def _write(path: Path, content: bytes, chance: Random) -> None:
    path.write_bytes(content)
    changed = chance.randrange(_OLDEST, _NEWEST)
    os.utime(path, (changed, changed))


_KINDS: dict[str, Callable[[Path, int], None]] = {"small": make_small, "large": make_large, "tiny": make_tiny}

if __name__ == "__main__":
    _KINDS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
