"""What a person can type, and what a check can say, is documented; the pages that are linked are there."""

import re
from pathlib import Path

from openhold.cli.commands import app
from openhold.facts.kinds import KINDS
from openhold.ledger import fsck
from openhold.vault import audit

ROOT = Path(__file__).parents[2]


def every_command() -> set[str]:
    found = set()
    for name in app:
        if not name.startswith("-"):
            below = {f"{name} {sub}" for sub in app[name] if not sub.startswith("-")}
            found |= below or {name}
    return found


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    missing = {command for command in every_command() if f"`openhold {command}" not in page}
    assert not missing


def test_every_finding_code_is_documented() -> None:
    page = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    missing = {code for code in [*audit.CODES, *fsck.CODES] if f"`{code}`" not in page}
    assert not missing


def test_every_kind_of_fact_is_documented() -> None:
    page = (ROOT / "docs/facts.md").read_text(encoding="utf-8")
    missing = {kind for kind in KINDS if f"`{kind}`" not in page}
    assert not missing


def test_every_local_link_leads_somewhere() -> None:
    links = [
        (page, target)
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    ]
    dead = [f"{page.relative_to(ROOT)}: {target}" for page, target in links if not (page.parent / target).exists()]
    assert not dead


def test_the_make_targets_that_the_readme_names_exist() -> None:
    named = set(re.findall(r"`?make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= targets
