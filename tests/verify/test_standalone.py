"""The checker as a distribution of its own: built, installed into an empty environment, run without Openhold."""

import json
import os
import subprocess
import sys
from pathlib import Path

import cryptography
import pytest

from .bag_builder import Forge, Signer, write_bag

REPOSITORY = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [str(argument) for argument in arguments], check=check, capture_output=True, text=True, env=environment
    )


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment with the built wheel, and `cryptography` borrowed from this one."""
    place = tmp_path_factory.mktemp("standalone")
    built = run(
        sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet",
        "--wheel-dir", place / "wheels", REPOSITORY / "verifier", check=False,
    )  # fmt: skip
    assert not built.returncode, built.stderr
    run(sys.executable, "-m", "venv", "--without-pip", place / "venv")
    interpreter = place / "venv/bin/python"
    run(
        sys.executable, "-m", "pip", "--python", interpreter, "install", "--no-deps", "--no-index", "--quiet",
        next((place / "wheels").glob("openhold_verify-*.whl")),
    )  # fmt: skip
    site = Path(run(interpreter, "-c", "import site; print(site.getsitepackages()[0])").stdout.strip())
    # Only what `cryptography` needs, linked one by one: neither Openhold nor Django comes along.
    home = Path(cryptography.__file__).parent.parent
    for name in home.glob("*"):
        if name.name.split(".")[0] in {"cryptography", "_cffi_backend", "cffi", "pycparser"}:
            (site / name.name).symlink_to(name)
    return interpreter


def test_neither_openhold_nor_django_can_be_imported_beside_it(python: Path) -> None:
    for name in ("openhold", "django", "rfc8785", "rfc3161_client"):
        assert "No module named" in run(python, "-c", f"import {name}", check=False).stderr


def test_it_checks_a_good_and_a_bad_bag_alone(python: Path, tmp_path: Path) -> None:
    command = python.parent / "openhold-verify"
    bag = write_bag(Forge().files(), tmp_path / "bag")
    done = run(command, bag, "--key", Signer().vkey, "--json")
    assert json.loads(done.stdout)["ok"] is True
    (bag / "data/README.txt").write_bytes(b"changed")
    assert run(command, bag, check=False).returncode == 1
    assert run(python, "-m", "openhold_verify", tmp_path, check=False).returncode == 2


def test_it_checks_a_receipt_alone(python: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(Forge().receipt()))
    assert run(python, "-m", "openhold_verify", receipt, "--key", Signer().vkey).returncode == 0


def test_without_the_timestamp_package_a_stamp_is_not_checked_and_said(python: Path, tmp_path: Path) -> None:
    files = Forge().files() | {"data/ledger/timestamps/6.tsr": b"x"}
    done = run(python, "-m", "openhold_verify", write_bag(files, tmp_path / "bag"), "--json")
    step = json.loads(done.stdout)["steps"][5]
    assert step["verdict"] == "not-checked"
    assert "install the package rfc3161-client" in step["detail"]
