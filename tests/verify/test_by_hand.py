"""What docs/verify.md tells a person to type is typed here, as it stands there."""

import shutil
import subprocess
from pathlib import Path

import pytest

from .bag_builder import Forge, Signer, write_bag

PAGE = Path(__file__).resolve().parents[2] / "docs/verify.md"
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")


def commands() -> str:
    """The indented lines of the section `By hand`."""
    section = PAGE.read_text(encoding="utf-8").split("## By hand")[1]
    return "\n".join(line.strip() for line in section.splitlines() if line.startswith("    "))


def typed(bag: Path, key: str) -> subprocess.CompletedProcess[str]:
    keys = bag.parent / "key"
    keys.write_text(f"{key}\n")
    script = "set -e\n" + commands().replace("KEYFILE", str(keys))
    return subprocess.run(["sh", "-c", script], cwd=bag, capture_output=True, text=True, check=False)


def test_the_commands_find_a_good_bag_right(tmp_path: Path) -> None:
    done = typed(write_bag(Forge().files(), tmp_path / "bag"), Signer().vkey)
    assert done.returncode == 0, done.stderr
    assert "data/README.txt: OK" in done.stdout
    assert "Signature Verified Successfully" in done.stdout


def test_the_commands_find_a_changed_file_and_another_key(tmp_path: Path) -> None:
    bag = write_bag(Forge().files(), tmp_path / "bag")
    assert typed(bag, Signer(seed=9).vkey).returncode != 0
    (bag / "data/README.txt").write_bytes(b"changed")
    assert "data/README.txt: FAILED" in typed(bag, Signer().vkey).stdout
