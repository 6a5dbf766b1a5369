"""The direction of imports between the rooms, each rule with its reason; and what no room may import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "openhold"
ROOMS = {path.name for path in SOURCE.iterdir() if any(path.rglob("*.py"))}

MAY = {
    "formats": (set(), "it is the leaf that every writer of published bytes stands on"),
    "law": (set(), "it must be readable by a lawyer without the rest"),
    "facts": ({"formats"}, "it must be readable by a verifier without the rest"),
    "court": ({"law", "facts", "extract"}, "it is pure: the same answer on every machine and in every year"),
    "assess": ({"law", "facts"}, "it is pure: the same answer on every machine and in every year"),
    "ledger": ({"formats"}, "it moves bytes; a case must not leak into it"),
    "vault": ({"formats"}, "it moves bytes; a case must not leak into it"),
    "sources": (set(), "a new kind of source is one new module"),
    "extract": (set(), "a new kind of document is one new module"),
    "verify": (set(), "it must not share state or code paths with the writer it checks"),
    "projections": ({"facts", "law", "formats"}, "it folds facts and never writes them"),
    "actions": (
        {"law", "court", "facts", "formats", "ledger", "vault", "sources", "extract", "assess", "projections"},
        "it loads, asks a pure room, appends a fact and returns",
    ),
    "filings": ({"law", "facts", "projections"}, "a paper states what the record holds"),
    "production": ({"law", "facts", "projections"}, "a production states what the record holds"),
    "workbench": ({"facts", "law"}, "only the doors may import it, and it holds nobody's evidence"),
    "rows": ({"actions", "projections", "assess"}, "a row is made of what an action returned"),
    "web": (
        {"actions", "projections", "workbench", "filings", "production", "jobs"},
        "doors hold no rules; what takes longer than a page may is handed over to jobs",
    ),
    "api": (
        {"actions", "projections", "workbench", "filings", "production", "rows", "jobs"},
        "doors hold no rules; what takes longer than an answer may is handed over to jobs",
    ),
    "jobs": ({"actions", "projections", "workbench", "filings", "production"}, "doors hold no rules"),
    "cli": (
        {"actions", "projections", "workbench", "filings", "production", "rows"}
        | {"extract", "court", "law", "verify", "jobs"},
        "doors hold no rules; reading and computing keep nothing; one room sends, whoever asks for it",
    ),
}
"""For every room: which rooms it may import, and why no others."""

EXCEPTIONS = {
    ("cli/deeds/forging.py", "formats"): "the demo's adversary makes published bytes by hand",
    ("cli/deeds/forging.py", "ledger"): "the demo's adversary makes published bytes by hand",
}
"""Single files that may import one more room, with the reason."""

FRAMEWORK_FREE = {"law", "court", "facts", "formats", "ledger", "vault", "sources", "extract", "assess", "verify"}
VERIFY_MAY = {"cryptography", "rfc3161_client"}


def imported(file: Path, package: str) -> set[str]:
    """Return the full names of all modules that `file`, a module of `package`, imports anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")
                base = ".".join([*parents[: len(parents) - node.level + 1], *([base] if base else [])])
            names |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return names


def broken(source: Path, rooms: set[str]) -> list[str]:
    """Return a sentence for every import below `source` that goes in a direction it may not."""
    found = []
    for file in sorted(source.rglob("*.py")):
        inside = file.relative_to(source)
        room = inside.parts[0]
        if len(inside.parts) == 1 or room not in rooms:
            continue
        allowed, reason = MAY[room]
        package = ".".join(["openhold", *inside.parts[:-1]])
        for name in sorted(imported(file, package)):
            parts = name.split(".")
            other = parts[1] if parts[0] == "openhold" and len(parts) > 1 else None
            if other in rooms and other not in allowed | {room} and (inside.as_posix(), other) not in EXCEPTIONS:
                found.append(f"{inside} imports {name}, but {room} may not import {other}: {reason}.")
    return found


def test_every_import_goes_in_an_allowed_direction() -> None:
    assert not (found := broken(SOURCE, ROOMS)), "\n".join(found)


def test_every_room_has_a_rule() -> None:
    assert set(MAY) >= ROOMS


def test_a_forbidden_import_is_caught(tmp_path: Path) -> None:
    for room, text in {
        "vault": "def late():\n    from openhold.facts import kinds\n",
        "facts": "import openhold.ledger.entry\n",
        "web": "from ..vault import store\n",
        "ledger": "from openhold.formats import merkle\n",
    }.items():
        (tmp_path / room).mkdir()
        (tmp_path / room / "module.py").write_text(text)
    found = broken(tmp_path, {"vault", "facts", "web", "ledger"})
    assert len(found) == 5
    assert any("vault may not import facts: it moves bytes" in one for one in found)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_says_what_lives_there_and_is_not_empty(room: str) -> None:
    docstring = ast.get_docstring(ast.parse((SOURCE / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    docstring = " ".join(docstring.split())
    assert "Lives here" in docstring
    assert "Never here" in docstring
    assert [path for path in (SOURCE / room).rglob("*.py") if path.name != "__init__.py"]


@pytest.mark.parametrize("room", sorted(ROOMS & FRAMEWORK_FREE))
def test_a_framework_free_room_brings_no_django(room: str) -> None:
    modules = [
        ".".join(["openhold", *path.relative_to(SOURCE).with_suffix("").parts])
        for path in sorted((SOURCE / room).rglob("*.py"))
        if path.name not in ("__init__.py", "__main__.py")
    ]
    code = (
        "import sys, importlib\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, *modules], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("words", [["--help"], ["verify", "--help"], ["collect", "--help"], ["--version"]])
def test_help_and_verify_bring_no_django(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "openhold", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "openhold.cli.main" in done.stderr
    assert " django" not in done.stderr


@pytest.mark.skipif(not (SOURCE / "verify").exists(), reason="the room verify is not there")
def test_verify_imports_nothing_but_the_standard_library_and_cryptography() -> None:
    for file in (SOURCE / "verify").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            for name in names:
                top = name.split(".")[0]
                assert top in sys.stdlib_module_names or top in VERIFY_MAY, f"{file.name} imports {name}"


def test_no_module_is_a_box_of_odds_and_ends() -> None:
    boxes = {"utils", "helpers", "common", "manager", "misc"}
    assert not [path for path in SOURCE.rglob("*.py") if path.stem in boxes]


def test_nothing_is_left_to_do_in_the_code() -> None:
    marks = ("TODO", "FIXME", "XXX", "NotImplementedError")
    left = [
        f"{path.relative_to(SOURCE)}: {mark}"
        for path in SOURCE.rglob("*.py")
        for mark in marks
        if mark in path.read_text(encoding="utf-8")
    ]
    assert not left
