"""The reader: checks with the real program, and says in the words of docs/threat-model.md what came of it."""

import io
import json
import re
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from openhold.verify.main import main

PAGE = Path(__file__).parents[2] / "docs/threat-model.md"
NOT_NOTICED = "\N{EN DASH}"
_NUMBER = re.compile(r"\b(?!0\b)\d[\d,]*\b")
_KEY_ID = re.compile(r"\+[0-9a-f]{8}\b")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_TIME = re.compile(r"\b\d{4}-\d\d-\d\dT[\d:.]+Z")
_ID = re.compile(r"\b[cm]-[0-9a-z]{10}\b")

Report = Mapping[str, Any]


def check(subject: Path, *words: str) -> Report:
    """The document that ``openhold verify --json`` prints about a bag or a receipt."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = main([str(subject), *words, "--json"])
    report: Report = json.loads(out.getvalue())
    assert code == (0 if report["ok"] else 1)
    return report


def failing(report: Report) -> list[int]:
    return [step["n"] for step in report["steps"] if step["verdict"] == "fails"]


def outcome(report: Report, honest: Report) -> str:
    """What a reader makes of `report`, who knows what an honest one says.

    ``✓ step 3`` where steps fail; ``told, step 8`` where nothing fails but a step reads differently from the honest
    one, numbers, times and digests apart; a dash where it reads the same in all ten steps.
    """
    if steps := failing(report):
        return f"✓ {_steps(steps)}"
    pairs = zip(report["steps"], honest["steps"], strict=True)
    if told := [ours["n"] for ours, theirs in pairs if _words(ours) != _words(theirs)]:
        return f"told, {_steps(told)}"
    return NOT_NOTICED


def _steps(numbers: list[int]) -> str:
    return f"step{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"


def _words(step: Mapping[str, Any]) -> tuple[str, str]:
    """A step without what differs between any two honest cases; nothing at all (0) stays apart from something."""
    text: str = step["detail"]
    for pattern in (_DIGEST, _KEY_ID, _TIME, _ID, _NUMBER):
        text = pattern.sub("#", text)
    return step["verdict"], text


def table(heading: str) -> dict[str, tuple[str, ...]]:
    """The table under `heading` of the page: the first cell of each row, and the others."""
    part = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return {row[0]: tuple(row[1:]) for row in rows[2:]}


def printed(rows: Mapping[str, tuple[str, ...]], head: tuple[str, ...]) -> str:
    """The table as the page would have it."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join(lines + [f"| {' | '.join((name, *cells))} |" for name, cells in rows.items()])
