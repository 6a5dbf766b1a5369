"""The command: exit codes, its two outputs, what it says to wrong arguments, and that it is safe to look at."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openhold.verify.main import main

from .bag_builder import CONTENTS, ORIGIN, Forge, Signer, sha, write_bag

VKEY = Signer().vkey


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return write_bag(Forge().files(), tmp_path / "bag")


def test_a_good_bag_ends_with_0_and_says_ten_steps(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(bag), "--key", VKEY]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    steps = [line.split()[0] for line in out.splitlines() if line[3:4] in {"✓", "?", "✕"}]
    assert steps == [str(n) for n in range(1, 11)]
    assert "Nothing was found wrong: 8 of 10 steps are right; 2 could not be checked." in out
    assert "What no check can tell:" in out
    assert "1 items failed" in out


def test_a_bad_bag_ends_with_1_and_names_the_steps(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bag / "data/items" / sha(CONTENTS["a"])).write_bytes(b"x")
    assert main([str(bag)]) == 1
    assert "This bag is NOT right: steps 1, 8, 10 of 10 failed." in capsys.readouterr().out


def test_json_is_one_document_with_ok_and_ten_steps(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(bag), "--json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert err == ""
    assert found["ok"] is True
    assert [step["n"] for step in found["steps"]] == list(range(1, 11))
    assert {step["verdict"] for step in found["steps"]} == {"holds", "not-checked"}
    assert all(set(step) >= {"n", "what", "verdict", "detail"} for step in found["steps"])
    assert (found["origin"], found["size"]) == (ORIGIN, 6)


def test_a_receipt_ends_with_0_or_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    receipt, item = tmp_path / "r.json", tmp_path / "item"
    receipt.write_text(json.dumps(Forge().receipt(0)))
    item.write_bytes(CONTENTS["a"])
    assert main([str(receipt), "--key", VKEY, "--item", str(item)]) == 0
    item.write_bytes(CONTENTS["b"])
    assert main([str(receipt), "--key", VKEY, "--item", str(item)]) == 1
    capsys.readouterr()


def test_keys_come_from_a_file_too(bag: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = tmp_path / "keys"
    keys.write_text(f"# from the letter of 3 March\n\n{VKEY}\n")
    assert main([str(bag), "--key", str(keys), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["steps"][1]["verdict"] == "holds"


@pytest.mark.parametrize("kind", ["checkpoint", "receipt", "bag"])
def test_the_older_checkpoint_may_be_a_checkpoint_a_receipt_or_a_bag(
    kind: str, bag: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    since = tmp_path / "since"
    if kind == "bag":
        write_bag(Forge().files(), since)
    else:
        since.write_bytes(Forge().checkpoint(2) if kind == "checkpoint" else json.dumps(Forge().receipt()).encode())
    assert main([str(bag), "--since", str(since)]) == 0
    assert "Your checkpoint fixed the first" in capsys.readouterr().out


WRONG: dict[str, list[str]] = {
    "nothing": [],
    "no such path": ["nowhere"],
    "a folder that is no bag": ["folder"],
    "a file that is no receipt": ["file"],
    "an unknown option": ["bag", "--force"],
    "a key that is none": ["bag", "--key", "a+b+c"],
    "a key file that is none": ["bag", "--key", "file"],
    "a key file that is missing": ["bag", "--key", "nowhere"],
    "a key file that is empty": ["bag", "--key", "empty"],
    "a key file that is a folder": ["bag", "--key", "folder"],
    "an older checkpoint that is none": ["bag", "--since", "file"],
    "an older checkpoint that is missing": ["bag", "--since", "nowhere"],
    "an older bag that is none": ["bag", "--since", "folder"],
    "an item that is missing": ["bag", "--item", "nowhere"],
    "an item that is a folder": ["bag", "--item", "folder"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_wrong_arguments_end_with_2_and_one_sentence(
    arguments: list[str],
    bag: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("file").write_text("hello\n")
    Path("empty").write_text("")
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "; " in err  # what to do next


def test_control_characters_from_the_bag_never_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = Forge().files()
    files["data/items/\x1b[2Jx"] = b"x"
    bag = write_bag(files, tmp_path / "bag")
    (bag / "\x1b]0;owned\x07").write_bytes(b"x")
    assert main([str(bag)]) == 1
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "\\x1b" in out


def test_an_origin_that_would_turn_the_terminal_round_is_escaped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(write_bag(Forge(signer=Signer("a\u202eb\x9b2J/quintrell")).files(), tmp_path / "bag"))])
    out, _ = capsys.readouterr()
    assert "\u202e" not in out
    assert "\x9b" not in out
    assert "\\u202e" in out


def test_what_the_reader_names_may_be_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in (("receipt", json.dumps(Forge().receipt(0)).encode()), ("item", CONTENTS["a"])):
        (tmp_path / f"real-{name}").write_bytes(data)
        (tmp_path / name).symlink_to(tmp_path / f"real-{name}")
    assert main([str(tmp_path / "receipt"), "--item", str(tmp_path / "item")]) == 0
    capsys.readouterr()


def test_a_reader_that_closes_the_pipe_gets_no_traceback(bag: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "openhold.verify", str(bag)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    child.stdout.close()
    assert child.stderr is not None
    assert child.stderr.read() == b""
    assert child.wait(timeout=30) == 0


def test_it_starts_without_the_heavy_parts_of_the_program() -> None:
    heavy = "{'django', 'cryptography', 'rfc3161_client'}"
    code = f"import openhold.verify.main, sys; print([m for m in sys.modules if m.split('.')[0] in {heavy}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_module_runs_as_a_command(bag: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "openhold.verify", str(bag), "--json"], capture_output=True, check=False
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["ok"] is True


def test_interrupted_it_ends_with_130_and_one_sentence(tmp_path: Path) -> None:
    bag = write_bag(Forge().files(), tmp_path / "bag")
    with (bag / "data/README.txt").open("r+b") as stream:
        stream.truncate(20 * 2**30)  # a hole that takes a while to read
    child = subprocess.Popen(
        [sys.executable, "-m", "openhold.verify", str(bag)], stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    deadline = time.monotonic() + 20
    while not any(str(bag) in name for name in _open_files(child.pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert out == b""
    assert b"Interrupted" in err


def _open_files(pid: int) -> list[str]:
    try:
        return [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    except FileNotFoundError:
        return []
