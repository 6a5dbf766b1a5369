"""Each command does what the interface page says, and its JSON has the keys that the page names."""

import hashlib
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Case, run_program

from openhold.cli.commands import app

KEYS = {
    "matter list": {"matters"},
    "matter show {m}": {"matter", "title", "court", "number", "counts", "origin", "key", "size"},
    "source add {m} --at {folder}": {"source", "unit"},
    "source list {m}": {"sources"},
    "custodian list {m}": {"custodians"},
    "trigger list {m}": {"triggers", "proposed", "duty", "earlier"},
    "task list {m}": {"tasks"},
    "collect {m} {folder}": {
        "collection", "unit", "lines", "ends", "bytes", "read", "carried", "new_items", "new_bytes", "root", "seq",
        "checkpoint_size", "seconds",
    },
    "item list {m}": {"items"},
    "item get {m} letter.txt --to {new}": {"sha256", "bytes"},
    "audit": {"checked", "bytes", "findings"},
    "audit --sample 10%": {"checked", "bytes", "findings", "sample"},
    "fsck": {"findings"},
    "receipt {m} letter.txt": {"v", "line", "line_proof", "fact", "entry", "entry_proof", "checkpoint", "number"},
    "disclose {m} --to {new}": {"bag", "facts", "items", "withheld"},
    "rebuild": {"facts", "seconds", "same"},
    "rebuild --from-vault": {"facts", "seconds", "same"},
    "init": {"home", "instance", "key"},
}  # fmt: skip


@pytest.mark.parametrize("words", KEYS)
def test_the_json_of_a_command_is_one_document_with_its_keys(case: Case, tmp_path: Path, words: str) -> None:
    names = {"m": case.matter, "folder": str(case.evidence), "new": str(tmp_path / "new")}
    done = case.run(*(word.format(**names) for word in words.split(" ")), "--json")
    assert done.code == 0, done.err
    assert done.err == ""
    assert KEYS[words] <= set(done.json)


@pytest.mark.parametrize(
    "words", ["matter list", "matter show {m}", "item list {m}", "audit", "fsck", "source list {m}"]
)
def test_people_get_words_and_no_json(case: Case, words: str) -> None:
    done = case.run(*(word.format(m=case.matter) for word in words.split(" ")))
    assert done.code == 0
    assert done.out.strip()
    with pytest.raises(json.JSONDecodeError):
        json.loads(done.out)


def test_the_common_options_may_stand_anywhere(case: Case) -> None:
    for words in (
        ["--home", str(case.home), "--json", "matter", "list"],
        ["matter", "--json", "list", f"--home={case.home}"],
        ["matter", "list", "--json", "--debug", "--home", str(case.home)],
    ):
        done = run_program(*words)
        assert done.json["matters"][0]["matter"] == case.matter


def test_what_was_collected_comes_back(case: Case, tmp_path: Path) -> None:
    listed = {item["path"]: item for item in case.run("item", "list", case.matter, "--json").json["items"]}
    assert {path: item["end"] for path, item in listed.items()} == {
        "letter.txt": "stored",
        "link": "excluded",
        "logs/again.csv": "stored",
        "logs/badge reader.csv": "duplicate",
    }
    assert listed["link"]["why"] == "special:symlink"
    data = (case.evidence / "letter.txt").read_bytes()
    by_digest = case.run("item", "get", case.matter, hashlib.sha256(data).hexdigest())
    assert by_digest.out.encode() == data
    assert case.run("item", "get", case.matter, "letter.txt", "--to", str(tmp_path / "out")).code == 0
    assert (tmp_path / "out").read_bytes() == data


def test_init_is_implied_on_first_use_and_tells_the_key_once(tmp_path: Path) -> None:
    first = run_program("matter", "list", "--json", home=tmp_path / "home")
    assert first.json == {"matters": []}
    key = re.search(r"^\s+(\S+\+[0-9a-f]{8}\+\S+)$", first.err, re.MULTILINE)
    assert key is not None
    again = run_program("init", "--json", home=tmp_path / "home")
    assert (again.err, again.json["key"], again.json["new"]) == ("", key[1], False)
    named = run_program("init", "--name", "alder-county", "--json", home=tmp_path / "other")
    assert named.json["instance"] == "alder-county"


def test_a_receipt_has_a_page_to_print(case: Case, tmp_path: Path) -> None:
    done = case.run(
        "receipt", case.matter, "letter.txt", "--to", str(tmp_path / "r.json"), "--html", str(tmp_path / "r.html")
    )
    assert done.code == 0
    number = json.loads((tmp_path / "r.json").read_text())["number"]
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}", number)
    assert number in done.out
    assert number.split("-")[0] in (tmp_path / "r.html").read_text()


def test_collecting_without_a_folder_takes_the_only_source(case: Case) -> None:
    first = case.run("collect", case.matter, str(case.evidence), "--json").json
    if len(case.run("source", "list", case.matter, "--json").json["sources"]) == 1:
        assert case.run("collect", case.matter, "--json").json["unit"] == first["unit"]
    else:
        assert case.run("collect", case.matter).code == 2
    assert case.run("collect", case.matter, "--source", first["source"], "--json").json["unit"] == first["unit"]


def test_a_request_for_disposal_is_refused_and_recorded(case: Case) -> None:
    shown = case.run("matter", "show", case.matter, "--json").json
    done = case.run("dispose", case.matter, shown["sources"][0]["unit"])
    assert (done.code, "was not destroyed" in done.err) == (3, True)
    assert case.run("matter", "show", case.matter, "--json").json["size"] == shown["size"] + 1


def commands() -> list[list[str]]:
    """Return every command as the words that call it."""
    found = []
    for name in app:
        if not name.startswith("-"):
            below = [[name, sub] for sub in app[name] if not sub.startswith("-")]
            found += below or [[name]]
    return found


@pytest.mark.parametrize("words", [words for words in commands() if words != ["verify"]], ids=" ".join)
def test_every_command_has_help_with_an_example_that_parses(words: list[str]) -> None:
    done = run_program(*words, "--help")
    assert done.code == 0
    text = " ".join(done.out.split())
    example = re.search(r"Example: openhold (.+?)(?: ╭|$)", text)
    assert example is not None, text
    parsed = app.parse_args(shlex.split(example[1]), exit_on_error=False, print_error=False)
    assert parsed is not None


@pytest.mark.parametrize("words", [["--help"], ["matter", "--help"], ["--version"]])
def test_help_goes_to_standard_output(words: list[str]) -> None:
    done = run_program(*words)
    assert (done.code, done.err) == (0, "")
    assert done.out


def test_shell_completion_can_be_made() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from openhold.cli.commands import app; print(app.generate_completion(shell='bash'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "collect" in done.stdout
