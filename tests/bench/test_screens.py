"""The crowd that screens are measured with: every screen answers for it, and none is heavy."""

import json
import subprocess
import sys
from pathlib import Path

from bench.screens import SCREENS


def run(*words: str | Path) -> str:
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_screen_answers_in_a_crowd_and_is_no_heavier_than_it_may_be(tmp_path: Path) -> None:
    run("bench.crowd", tmp_path / "home", "3", "36", "900")
    told = json.loads(run("bench.screens", tmp_path / "home", "1"))
    assert told.keys() == SCREENS.keys()
    assert all(one["size"] < 150_000 for one in told.values())
    assert all(0 < one["questions"] < 80 for one in told.values())
