"""The program as a person runs it: a process, a home, a folder of evidence."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Done:
    """What a run of the program left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run_program(*words: str, home: Path | None = None, **options: Any) -> Done:
    environment = {name: value for name, value in os.environ.items() if name != "OPENHOLD_HOME"}
    if home is not None:
        environment["OPENHOLD_HOME"] = str(home)
    done = subprocess.run(
        [sys.executable, "-m", "openhold", *words],
        capture_output=True,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        **options,
    )
    return Done(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("evidence")
    (root / "logs").mkdir()
    (root / "logs" / "badge reader.csv").write_bytes(b"time,door\n09:00,B\n")
    (root / "logs" / "again.csv").write_bytes(b"time,door\n09:00,B\n")
    (root / "letter.txt").write_bytes(b"Keep the video of camera 4.\n")
    (root / "link").symlink_to("/etc/passwd")
    return root


@dataclass(frozen=True)
class Case:
    """A home with one matter in it and one collection."""

    home: Path
    matter: str
    key: str
    evidence: Path

    def run(self, *words: str, **options: Any) -> Done:
        return run_program(*words, home=self.home, **options)


@pytest.fixture(scope="session")
def first_case(tmp_path_factory: pytest.TempPathFactory, evidence: Path) -> Case:
    """A case that no test touches: the others are copies of it."""
    home = tmp_path_factory.mktemp("first") / "home"
    words = ("--title", "Quintrell v. County of Alder", "--number", "2:26-cv-00417", "--json")
    opened = run_program("matter", "open", *words, home=home).json
    case = Case(home, opened["matter"], opened["key"], evidence)
    assert case.run("collect", case.matter, str(evidence)).code == 0
    return case


@pytest.fixture(scope="session")
def make_case(tmp_path_factory: pytest.TempPathFactory, first_case: Case) -> Callable[[], Case]:
    def make() -> Case:
        home = tmp_path_factory.mktemp("case") / "home"
        shutil.copytree(first_case.home, home)
        return replace(first_case, home=home)

    return make


@pytest.fixture(scope="session")
def case(make_case: Callable[[], Case]) -> Case:
    """A case that tests only read from, or add to."""
    return make_case()
