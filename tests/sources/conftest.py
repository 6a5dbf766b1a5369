"""Folders for the tests of this room."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def public() -> Iterator[Path]:
    """Yield a folder that another user can reach."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def pit(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder that is removed by `rm`, which gets to the bottom of any depth."""
    folder = tmp_path / "pit"
    folder.mkdir()
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=True)
