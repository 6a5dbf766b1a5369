"""What bad input gets: one sentence that says what, which and what to do; the right exit code; nothing half-written."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Case, Done, run_program


def one_sentence(done: Done) -> None:
    assert done.out == ""
    assert "Traceback" not in done.err
    assert "fault of Openhold" not in done.err
    assert 1 <= len(done.err.strip().splitlines()) <= 2, done.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["collect", "{m}", "/no/such/folder"], 2, "/no/such/folder cannot be read"),
        (["collect", "{m}", "{file}"], 2, "is not a folder"),
        (["collect", "{m}", "{home}/vault"], 3, "inside the home"),
        (["collect", "nobody", "/tmp"], 2, "There is no matter 'nobody'"),
        (["collect", "{m}", "--source", "s-none"], 2, "no source 's-none'"),
        (["collect", "{m}", "/tmp", "--source", "s-none"], 2, "not both"),
        (["collect", "{m}", "{folder}", "--exclude", "x=y"], 2, "other rules"),
        (["collect"], 2, "MATTER"),
        (["matter", "show", "nobody"], 2, "There is no matter"),
        (["matter", "open", "--title", "  "], 2, "needs a title"),
        (["source", "add", "{m}", "--at", "{folder}", "--kind", "bucket"], 2, "no kind of source"),
        (["source", "add", "{m}", "--at", "{folder}", "--exclude", "nameless"], 2, "needs a name and a pattern"),
        (["item", "get", "{m}", "no/such/item", "--to", "{new}"], 2, "is kept in this matter"),
        (["item", "get", "{m}", "letter.txt", "--to", "{file}"], 2, "exists already"),
        (["item", "list", "{m}", "--collection", "c-none"], 2, "no collection"),
        (["item", "list", "{m}", "--end", "eaten"], 2, "eaten"),
        (["receipt", "{m}", "letter.txt", "--to", "{file}"], 2, "exists already"),
        (["receipt", "{m}", "nothing"], 2, "is kept in this matter"),
        (["disclose", "{m}", "--to", "{folder}"], 2, "not an empty folder"),
        (["disclose", "{m}", "--to", "{home}/bag"], 3, "inside the home"),
        (["disclose", "{m}", "--to", "{new}", "--withhold", "1"], 2, "needs a ground"),
        (["disclose", "{m}", "--to", "{new}", "--withhold", "1= "], 2, "needs a ground"),
        (["disclose", "{m}", "--to", "{new}", "--withhold", "99=x"], 2, "no fact 99"),
        (["disclose", "{m}", "--to", "{new}", "--items", "abc"], 2, "is no SHA-256"),
        (["audit", "--sample", "200%"], 2, "no share"),
        (["audit", "--matter", "nobody"], 2, "There is no matter"),
        (["dispose", "{m}", "u-none"], 2, "no unit"),
        (["verify", "/no/such/bag"], 2, "/no/such/bag"),
        (["verify", "{file}"], 2, ""),
        (["verify", "{folder}"], 2, ""),
        (["bewilder"], 2, "bewilder"),
        (["bewilder"], 2, "`openhold --help` shows how"),
        (["source", "list"], 2, "`openhold source list --help` shows how"),
        (["collect", "{m}", ""], 2, "One of the words is empty"),
        (["collect", "{m}", "{folder}", "--custodian", "K. Alder"], 2, "has no custodian"),
        (["receipt", "{m}", "letter.txt", "--html", "{file}"], 2, "exists already"),
        (["receipt", "{m}", "letter.txt", "--to", "{new}", "--html", "{new}"], 2, "name two files"),
        (
            ["receipt", "{m}", "letter.txt", "--to", "{new}", "--html", "{none}/page.html"],
            4,
            "{none}/page.html: No such",
        ),
        (["item", "get", "{m}", "letter.txt", "--to", "{none}/letter"], 4, "{none}/letter cannot be written"),
        (["--home"], 2, "--home needs a folder"),
        (["init", "--name", "Not A Name"], 2, "cannot name an instance"),
    ],
)
def test_each_bad_input_gets_one_sentence_and_its_code(
    case: Case, tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"{}")
    names = {
        "m": case.matter,
        "home": str(case.home),
        "folder": str(case.evidence),
        "file": str(file),
        "new": str(tmp_path / "new"),
        "none": str(tmp_path / "none"),
    }
    done = case.run(*(word.format(**names) for word in words))
    one_sentence(done)
    assert done.code == code
    assert said.format(**names) in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_an_ambiguous_matter_names_the_candidates(make_case: Callable[[], Case]) -> None:
    case = make_case()
    case.run("matter", "open", "--title", "Quintrell v. Somebody Else")
    done = case.run("matter", "show", "quintrell")
    one_sentence(done)
    assert done.code == 2
    assert case.matter in done.err
    assert "Somebody Else" in done.err
    assert case.run("matter", "show", "26-cv-00417").code == 0


def test_a_home_that_is_a_file_is_storage_failed(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"")
    done = run_program("matter", "list", home=tmp_path / "home")
    one_sentence(done)
    assert (done.code, str(tmp_path / "home") in done.err) == (4, True)


def test_a_folder_with_other_things_in_it_does_not_become_a_home(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_bytes(b"mine")
    done = run_program("init", home=tmp_path)
    one_sentence(done)
    assert done.code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_home_of_a_newer_version_is_left_alone(make_case: Callable[[], Case]) -> None:
    case = make_case()
    (case.home / "home.json").write_text(json.dumps({"format": 99}))
    done = case.run("matter", "list")
    one_sentence(done)
    assert (done.code, "newer Openhold" in done.err) == (4, True)


def test_a_damaged_database_names_its_path_and_the_way_out(make_case: Callable[[], Case]) -> None:
    case = make_case()
    database = case.home / "openhold.sqlite3"
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    database.write_bytes(b"not a database at all" * 500)
    done = case.run("matter", "list")
    one_sentence(done)
    assert done.code == 4
    assert str(database) in done.err
    assert "rebuild --from-vault" in done.err
    assert case.run("rebuild", "--from-vault").code == 0
    assert case.run("matter", "list", "--json").json["matters"][0]["matter"] == case.matter
    assert case.run("audit").code == 0


def test_a_database_whose_damage_is_no_text_names_its_path_and_the_way_out(make_case: Callable[[], Case]) -> None:
    case = make_case()
    database = case.home / "openhold.sqlite3"
    data = database.read_bytes()
    assert b"CREATE TABLE" in data
    database.write_bytes(data.replace(b"CREATE TABLE", b"CREATE\xa0TABLE"))
    for words in (("matter", "list"), ("fsck",), ("rebuild",)):
        done = case.run(*words)
        assert done.code == 4
        one_sentence(done)
        assert str(database) in done.err
        assert "openhold rebuild --from-vault" in done.err
    assert case.run("rebuild", "--from-vault").code == 0
    assert case.run("fsck").code == 0


def test_a_deleted_database_loses_no_key_and_no_evidence(make_case: Callable[[], Case], tmp_path: Path) -> None:
    case = make_case()
    for file in case.home.glob("openhold.sqlite3*"):
        file.unlink()
    done = case.run("matter", "show", case.matter)
    one_sentence(done)
    assert (done.code, "rebuild --from-vault" in done.err) == (4, True)
    assert case.run("rebuild", "--from-vault", "--json").json["facts"] == 3
    assert case.run("matter", "show", case.matter, "--json").json["key"] == case.key
    assert case.run("item", "get", case.matter, "letter.txt", "--to", str(tmp_path / "l")).code == 0
    assert (tmp_path / "l").read_bytes() == (case.evidence / "letter.txt").read_bytes()


def test_an_older_database_beside_a_newer_vault_is_refused(make_case: Callable[[], Case], tmp_path: Path) -> None:
    case = make_case()
    for file in case.home.glob("openhold.sqlite3*"):
        shutil.copy(file, tmp_path / file.name)
    case.run("collect", case.matter, str(case.evidence))
    for file in case.home.glob("openhold.sqlite3*"):
        file.unlink()
    for file in tmp_path.glob("openhold.sqlite3*"):
        shutil.copy(file, case.home / file.name)
    for words in (["collect", case.matter, str(case.evidence)], ["matter", "show", case.matter]):
        done = case.run(*words)
        one_sentence(done)
        assert (done.code, "old copy of the database" in done.err) == (4, True)
    assert case.run("rebuild", "--from-vault").code == 0
    assert case.run("collect", case.matter, str(case.evidence)).code == 0


def test_a_missing_key_says_where_it_belongs(make_case: Callable[[], Case]) -> None:
    case = make_case()
    (case.home / "keys" / "instance.key").unlink()
    done = case.run("matter", "list")
    one_sentence(done)
    assert (done.code, "instance.key is missing" in done.err) == (4, True)


@pytest.mark.skipif(os.getuid() != 0, reason="needs root to become somebody who may not write")
def test_a_home_that_may_not_be_written_to_is_storage_failed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    parent = tmp_path / "shut"
    parent.mkdir(mode=0o755)
    # Everything is imported before the change of person, who may not be able to read the environment.
    code = (
        "import os, sys, pathlib, traceback; from openhold.cli import context, main\n"
        "context.current = context.Context(pathlib.Path(sys.argv[1]))\n"
        "import openhold.cli.commands, openhold.cli.bootstrap, openhold.actions.describe\n"
        "os.setgid(65534); os.setuid(65534); main.main(['--home', sys.argv[1], 'matter', 'list'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(parent / "home")], capture_output=True, text=True, check=False, cwd="/"
    )
    one_sentence(Done(done.returncode, done.stdout, done.stderr))
    assert (done.returncode, str(parent / "home") in done.stderr) == (4, True)


def test_a_damaged_item_is_found_wanting_and_leaves_no_file(make_case: Callable[[], Case], tmp_path: Path) -> None:
    case = make_case()
    pack = next((case.home / "vault/units").rglob("*.tar"))
    pack.chmod(0o600)
    pack.write_bytes(pack.read_bytes().replace(b"camera 4", b"camera 5"))
    done = case.run("item", "get", case.matter, "letter.txt", "--to", str(tmp_path / "l"))
    one_sentence(done)
    assert done.code == 1
    assert not list(tmp_path.iterdir())
    audited = case.run("audit", "--json")
    assert audited.code == 1
    assert any("#" in finding["subject"] for finding in audited.json["findings"])


def test_the_debug_option_shows_the_traceback(case: Case) -> None:
    done = case.run("matter", "show", "nobody", "--debug")
    assert (done.code, "Traceback" in done.err) == (2, True)


def test_a_reader_that_has_enough_is_no_fault(case: Case) -> None:
    command = f"{sys.executable} -m openhold item list {case.matter} --all --json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, env={**os.environ, "OPENHOLD_HOME": str(case.home)}, check=False
    )
    assert done.stdout == b"{"
    assert done.stderr == b""


def test_the_database_is_private(case: Case) -> None:
    assert (case.home / "openhold.sqlite3").stat().st_mode & 0o777 == 0o600
    assert case.home.stat().st_mode & 0o777 == 0o700
    with sqlite3.connect(f"file:{case.home / 'openhold.sqlite3'}?mode=ro", uri=True) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize("title", ["[Sealed] v. [/Doe] :smile:", "a\x1b[31m red", "two\nlines"])
def test_a_title_is_printed_as_it_is_and_cannot_steer_the_terminal(make_case: Callable[[], Case], title: str) -> None:
    case = make_case()
    opened = case.run("matter", "open", "--title", title)
    assert opened.code == 0, opened.err
    matter = case.run("matter", "list", "--json").json["matters"][-1]
    assert matter["title"] == title
    told = [
        opened,
        case.run("matter", "list"),
        case.run("matter", "show", matter["matter"]),
        case.run("matter", "show", "nobody"),
    ]
    for done in told:
        assert "\x1b" not in done.out + done.err
        assert "fault of Openhold" not in done.err
        assert title.splitlines()[0].replace("\x1b", "\\x1b") in done.out + done.err


def test_a_name_that_is_not_utf_8_is_escaped_and_the_document_stays_one(case: Case, tmp_path: Path) -> None:
    target = os.fsencode(tmp_path) + b"/out\xff"
    done = case.run("item", "get", case.matter, "letter.txt", "--to", os.fsdecode(target), "--json")
    assert done.code == 0, done.err
    assert os.fsencode(done.json["to"]) == target
    said = case.run("collect", case.matter, "/no/such/\udcff\x1b[31m")
    one_sentence(said)
    assert (said.code, "/no/such/\\udcff\\x1b[31m cannot be read" in said.err) == (2, True)


def test_a_standard_error_that_takes_nothing_does_not_change_the_exit_code(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "openhold", "--home", str(tmp_path / "home"), "matter", "list", "--json"],
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
    assert (done.returncode, done.stdout) == (0, b'{"matters": []}\n')
