"""A second implementation, installed from a registry, checks our notes, tiles and proofs: Go's sumdb/note and tlog."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from openhold.ledger import prove, publish
from openhold.vault.store import DirectoryStore
from openhold.vault.vault import LedgerFiles
from tests.ledger.logs import KEY, ORIGIN, SIGNER, leaves, log

_LIBRARY = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
HERE = shutil.which("go") is not None and _LIBRARY.exists()
pytestmark = pytest.mark.skipif(
    not HERE and not os.environ.get("CI"), reason="needs Debian's golang-go and golang-golang-x-mod-dev"
)

ROWS = log(70_000)
SIZES = [1, 2, 3, 7, 8, 255, 256, 257, 511, 1000, 65_535, 65_536, 65_537, 70_000]


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("go") / "checklog"
    environment = {
        **os.environ,
        "GO111MODULE": "off",
        "GOPATH": "/usr/share/gocode",
        "GOCACHE": str(tmp_path_factory.mktemp("gocache")),
        "GOFLAGS": "",
    }
    source = Path(__file__).with_name("checklog.go")
    subprocess.run(["go", "build", "-o", program, source], env=environment, check=True, capture_output=True)
    return program


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("vault")
    files = LedgerFiles(DirectoryStore(root), "m-1")
    for size in SIZES:
        publish.publish(files, ORIGIN, SIGNER, lambda start, size=size: ROWS[start:size])  # type: ignore[misc]
    return root / "ledgers" / "m-1"


def proofs(folder: Path) -> dict[str, list[dict[str, object]]]:
    files = LedgerFiles(DirectoryStore(folder.parents[1]), "m-1")
    hashes = leaves(ROWS)
    inclusion = [
        {
            "Index": index,
            "Size": size,
            "Leaf": hashes[index].hex(),
            "Path": [digest.hex() for digest in prove.inclusion(files, index, size)],
        }
        for size in SIZES
        for index in sorted({0, 1, size // 3, size // 2, size - 2, size - 1} & set(range(size)))
    ]
    growth = [
        {"Old": old, "New": new, "Path": [digest.hex() for digest in prove.consistency(files, old, new)]}
        for new in SIZES
        for old in SIZES
        if old < new
    ]
    return {"Inclusion": inclusion, "Consistency": growth}


def check(checker: Path, folder: Path, given: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checker, folder, KEY.text()], input=json.dumps(given), capture_output=True, text=True, check=False
    )


def test_go_accepts_every_checkpoint_tile_and_proof(checker: Path, folder: Path) -> None:
    done = check(checker, folder, proofs(folder))
    assert done.stdout.startswith("ok: 14 checkpoints, 70000 entries"), done.stdout + done.stderr
    assert done.returncode == 0


def test_go_refuses_what_was_altered(checker: Path, folder: Path, tmp_path: Path) -> None:
    given = proofs(folder)
    given["Consistency"][5]["Path"] = ["00" * 32, *given["Consistency"][5]["Path"][1:]]  # type: ignore[index]
    assert "growth from" in check(checker, folder, given).stdout
    for number, key in enumerate(("tile/0/001", "tile/1/000", "tile/entries/001", "checkpoints/257", "checkpoint")):
        copy = tmp_path / str(number)
        shutil.copytree(folder, copy)
        path = copy / key
        data = bytearray(path.read_bytes())
        data[100] ^= 1
        path.chmod(0o600)
        path.write_bytes(data)
        assert check(checker, copy, {"Inclusion": [], "Consistency": []}).returncode == 1
