"""What custodians said, on the command line: read, answered, and hostile signs shown as codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import run_program


def test_what_was_said_is_shown_and_a_question_answered(tmp_path: Path) -> None:
    home, root = tmp_path / "home", Path(__file__).parents[2]
    made = subprocess.run(
        [sys.executable, str(root / "tests/web/noticing.py"), str(home)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    hold = json.loads(made.stdout)["done"].split(".")[1]
    them = run_program("hold", "said", "quintrell", hold, "--json", home=home).json["said"]
    assert [one["kind"] for one in them] == ["question", "question", "places", "loss"] * 2
    assert them[2]["words"]["phones, computers and other devices"] == "My own phone"
    shown = run_program("hold", "said", "quintrell", hold, home=home)
    assert "Until when?" in shown.out
    assert "\u202e" not in shown.out
    asked = them[1]["id"]
    assert run_program("hold", "answer", "quintrell", asked, "Until we write.", home=home).code == 0
    assert run_program("hold", "answer", "quintrell", asked, "Again.", home=home).code == 3
    assert run_program("hold", "answer", "quintrell", "q-none", "x", home=home).code == 2
    assert "Until we write." in run_program("hold", "said", "quintrell", hold, home=home).out
    empty = run_program("hold", "said", "quintrell", "Hard", home=home)
    assert (empty.code, empty.out) == (0, "No custodian has said anything yet.\n")
