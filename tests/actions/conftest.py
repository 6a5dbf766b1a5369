"""A home on a real disk, a clock that ticks when asked, randomness from a seed."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from openhold.actions.home import Home
from openhold.actions.open_matter import find_matter, open_matter
from openhold.actions.set_up import Instance, set_up
from openhold.projections.matter import Matter


class Ticking:
    """A clock that moves one second each time it is read."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


class Watching:
    """Looks on, and says stop after so many reports."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.reports: list[tuple[int, int, int]] = []
        self.stop_after = stop_after

    def progress(self, items: int, size: int, failed: int) -> None:
        self.reports.append((items, size, failed))

    def stopped(self) -> bool:
        return self.stop_after is not None and len(self.reports) >= self.stop_after


def settle() -> None:
    """Wait until the files just written are older than what a file clock can tell apart."""
    time.sleep(0.05)


@pytest.fixture
def new_home(tmp_path: Path, transactional_db: None) -> Callable[..., Home]:
    def make(name: str = "home", seed: int = 1) -> Home:
        return Home(tmp_path / name, clock=Ticking(), random=Random(seed).randbytes)

    return make


@pytest.fixture
def home(new_home: Callable[..., Home]) -> Home:
    return new_home()


@pytest.fixture
def instance(home: Home) -> Instance:
    return set_up(home, "alder")


@pytest.fixture
def matter(home: Home, instance: Instance) -> Matter:
    opened = open_matter(
        home, instance.actor, title="Quintrell v. County of Alder", court="caed", number="2:26-cv-00417"
    )
    return find_matter(home, opened.matter)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A custodian's folder: two files of the same content, one in a folder, one empty."""
    root = tmp_path / "custodian"
    (root / "logs").mkdir(parents=True)
    (root / "a copy.txt").write_bytes(b"shift report\n")
    (root / "logs" / "report.txt").write_bytes(b"shift report\n")
    (root / "logs" / "empty").write_bytes(b"")
    (root / "zz.bin").write_bytes(bytes(range(256)) * 64)
    return root
