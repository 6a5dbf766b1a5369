"""File systems that are too small, or may only be read."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .running import not_possible


@contextlib.contextmanager
def mounted(place: Path, *what: str) -> Iterator[Path]:
    """Mount something at `place`, which is made; where that is not permitted, skip (in CI: fail)."""
    place.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *what, str(place)], capture_output=True, text=True, check=False)
    if done.returncode:
        not_possible(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def remount(place: Path, options: str) -> None:
    """Change the options of what is mounted at `place`."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True, capture_output=True)
