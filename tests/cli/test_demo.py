"""The worked case: it goes as it must, on the invented case and on a person's own folder."""

import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import run_program


@pytest.mark.parametrize("own", [False, True], ids=["invented case", "own folder"])
def test_the_demo_ends_in_a_verified_disclosure_and_three_caught_forgeries(tmp_path: Path, own: bool) -> None:
    words = ["demo", "--json"]
    if own:
        folder = tmp_path / "mine"
        folder.mkdir()
        (folder / "a letter.txt").write_bytes(b"Dear Sir or Madam\n")
        before = sorted(folder.rglob("*"))
        words += ["--on", str(folder)]
    done = run_program(*words)
    assert done.code == 0, done.err
    assert (done.json["ok"], done.json["wrong"]) == (True, [])
    home, bag = Path(done.json["home"]), Path(done.json["bag"])
    assert (home / "vault/vault.json").exists()
    assert (bag / "bagit.txt").exists()
    assert "step 10 fails" in done.err
    assert "Fact 1 is missing" in done.err
    assert "step 4 fails" in done.err
    assert run_program("verify", str(bag)).code == 0
    told = (
        "cannot approve",
        "is an item now",
        "1 of 3 have acknowledged",
        "Refused, and the refusal",
        "1 unit would lose",
    )
    assert [one for one in told if one in done.err] == ([] if own else list(told))
    if own:
        assert sorted(folder.rglob("*")) == before
    shutil.rmtree(home.parent)


def test_a_demo_on_no_folder_says_so(tmp_path: Path) -> None:
    done = run_program("demo", "--on", str(tmp_path / "none"))
    assert (done.code, done.out) == (2, "")
    assert "is not a folder" in done.err


def test_a_demo_on_a_folder_with_nothing_to_keep_stops_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    done = run_program("demo", "--json", "--on", str(tmp_path / "mine"))
    assert (done.code, done.json["ok"]) == (1, False)
    assert "Name a folder with files in it" in done.err
    assert "Traceback" not in done.err
    shutil.rmtree(Path(done.json["home"]).parent)
