"""An instance moves to PostgreSQL and back by the real program: every row, or nothing at all."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.cli.conftest import Done, run_program
from tests.faults.tracing import counted, injected
from tests.moving.looking import EMAIL, PASSWORD
from tests.postgresql import Postgres, postgresql
from tests.web.serving import serving

TITLE = "Quintrell v. County of Alder"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with postgresql() as server:
        yield server


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a case was lived, with accounts, second factors and an invitation; tests copy it."""
    folder = tmp_path_factory.mktemp("lived")
    for words in (["tests.web.living", str(folder)], ["tests.moving.looking", str(folder / "home"), "people"]):
        done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    done = run_program("invite", "noor@alder.example", "--matter", TITLE, "--role", "auditor", home=folder / "home")
    assert done.code == 0, done.err
    return folder / "home"


@pytest.fixture
def home(lived: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(lived, tmp_path / "home"))


def every_row(home: Path) -> dict[str, list[str]]:
    """Return each row of each table, as the program reads them from wherever they stand."""
    words = [sys.executable, "-m", "tests.moving.looking", str(home), "rows"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def right(home: Path, *words: str) -> Done:
    done = run_program(*words, home=home)
    assert done.code == 0, (words, done.out, done.err)
    return done


def refused(home: Path, *words: str, code: int) -> str:
    """Return the one sentence with which a move is refused, after which the records stand where they stood."""
    before = (home / "home.json").read_bytes()
    done = run_program("migrate", *words, home=home)
    assert (done.code, done.out) == (code, ""), done
    assert (home / "home.json").read_bytes() == before
    assert done.err.endswith(".\n")
    assert "\n" not in done.err.strip()
    return done.err


def test_every_row_moves_there_and_back_and_every_command_works_there(
    home: Path, postgres: Postgres, tmp_path: Path
) -> None:
    before = every_row(home)
    assert len(before["workbench.Account"]) == 2
    assert len(before["mfa.Authenticator"]) == 2
    assert len(before["workbench.Invitation"]) == 1
    assert len(before["projections.LogRow"]) > 100
    moved = right(home, "migrate", "--to", postgres.made("there"), "--json").json
    after = every_row(home)
    assert after == before
    assert sum(one["size"] for one in moved["logs"]) == len(before["projections.LogRow"])
    assert all((one["size"], one["root"]) == (one["new_size"], one["new_root"]) for one in moved["logs"])
    assert not (home / "openhold.sqlite3").exists()
    _use(home, tmp_path)
    there = every_row(home)
    assert there != before
    back = right(home, "migrate", "--to", "sqlite")
    assert "Every ledger has the same size and root there" in back.out
    assert every_row(home) == there
    right(home, "fsck")
    assert right(home, "rebuild", "--json").json["same"]


def _use(home: Path, folder: Path) -> None:
    """Do what people do, in a home that stands on PostgreSQL: by commands, and by its pages."""
    (folder / "more").mkdir()
    (folder / "more" / "mail.txt").write_text("Keep this.")
    matter = next(one for one in right(home, "matter", "list", "--json").json["matters"] if one["title"] == TITLE)
    named = matter["matter"]
    for words in (
        ("collect", named, str(folder / "more")), ("custodian", "list", named), ("hold", "list", named),
        ("task", "list", named), ("trigger", "list", named), ("source", "list", named), ("member", "list", named),
        ("member", "add", named, EMAIL, "--role", "counsel"), ("item", "list", named), ("audit",), ("fsck",),
        ("matter", "open", "--title", "Fennimore claim"), ("invite", "late@alder.example"),
        ("disclose", named, "--to", str(folder / "bag")), ("verify", str(folder / "bag")),
    ):  # fmt: skip
        right(home, *words)
    for words in (("rebuild",), ("rebuild", "--from-vault")):
        assert right(home, *words, "--json").json["same"]
    with serving(home) as served:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        form = browser.open(f"{served.base}/account/login/").read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        assert token is not None
        values = {"csrfmiddlewaretoken": token[1], "login": EMAIL, "password": PASSWORD}
        answer = browser.open(f"{served.base}/account/login/", urlencode(values).encode())
        assert "Fennimore claim" in answer.read().decode()
        assert "stop its pages" in refused(home, "--to", "sqlite", code=3)


def test_a_user_with_a_password_is_known_by_the_file_in_which_it_stands(home: Path, postgres: Postgres) -> None:
    postgres.with_password("holder", "a secret of tests")
    postgres.made("secret")
    url = postgres.url("secret", user="holder")
    file = home.parent / "password"
    assert "cannot be read" in refused(home, "--to", url, "--password-file", str(file), code=4)
    file.write_text("another\n")
    assert "does not answer" in refused(home, "--to", url, "--password-file", str(file), code=4)
    file.write_text("a secret of tests\n")
    right(home, "migrate", "--to", url, "--password-file", str(file))
    assert "secret of tests" not in (home / "home.json").read_text()
    right(home, "matter", "list")
    file.unlink()
    done = run_program("matter", "list", home=home)
    assert (done.code, done.out) == (4, "")
    assert str(file) in done.err


def test_a_target_that_does_not_fit_is_refused_in_one_sentence(home: Path, postgres: Postgres) -> None:
    full = postgres.made("filled")
    postgres.ask("filled", "CREATE TABLE ours (id int)")
    assert "is not empty" in refused(home, "--to", full, code=3)
    assert "already" in refused(home, "--to", "sqlite", code=3)
    assert "does not answer" in refused(home, "--to", "postgresql://postgres@127.0.0.1:1/nobody", code=4)
    assert "does not answer" in refused(home, "--to", postgres.url("nowhere"), code=4)
    latin = postgres.made("latin", "ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    assert "UTF8" in refused(home, "--to", latin, code=4)
    assert "names no database" in refused(home, "--to", "postgresql://postgres@localhost", code=2)
    assert "not 'mysql://there'" in refused(home, "--to", "mysql://there", code=2)
    assert "--password-file" in refused(home, "--to", "postgresql://me:secret@localhost/x", code=2)
    assert postgres.tables("filled") == 1


def test_tables_that_are_not_what_the_facts_say_are_not_moved(home: Path, postgres: Postgres) -> None:
    import sqlite3

    with sqlite3.connect(home / "openhold.sqlite3") as there:
        there.execute("UPDATE projections_matter SET title = 'Another v. Other'")
    there.close()
    assert "openhold rebuild" in refused(home, "--to", postgres.made("untrue"), code=4)
    assert postgres.tables("untrue") == 0
    right(home, "rebuild")
    right(home, "migrate", "--to", postgres.url("untrue"))


def test_a_move_that_is_killed_in_the_middle_leaves_the_old_records_in_force(home: Path, postgres: Postgres) -> None:
    before = every_row(home)
    url = postgres.made("middle")
    watched = (
        "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) JOIN pg_database d ON d.oid = l.database "
        "WHERE d.datname = 'middle' AND a.application_name = 'openhold' AND l.mode = 'AccessExclusiveLock'"
    )
    for locks in (1, 60, 130):
        program = [sys.executable, "-m", "openhold", "migrate", "--to", url, "--home", str(home)]
        process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # Each table and index that it makes is locked until its transaction ends, so this says how far it is.
        while process.poll() is None and postgres.ask("middle", watched)[0][0] < locks:
            time.sleep(0.002)
        process.kill()
        out, err = process.communicate()
        assert (process.returncode, out) == (-signal.SIGKILL, ""), (out, err)
        postgres.when_nobody_is_in("middle")
        assert postgres.tables("middle") == 0, "what was made there before the kill is gone"
        assert every_row(home) == before
    right(home, "migrate", "--to", url)
    assert every_row(home) == before


@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_a_move_that_is_killed_at_a_rename_leaves_one_of_the_two_in_force(
    home: Path, postgres: Postgres, tmp_path: Path, back: bool
) -> None:
    def words(name: str) -> tuple[str, ...]:
        return ("migrate", "--to", "sqlite" if back else postgres.made(f"at_{name}"))

    if back:
        right(home, "migrate", "--to", postgres.made("at_first"))
    before = every_row(home)
    (tmp_path / "calls").mkdir()
    stay = Path(shutil.copytree(home, tmp_path / "counted"))
    renames = counted(tmp_path / "calls", stay, *words("counted"))["rename"]
    said = set()
    # Back, the last two are the new file and what the home says; there, what it says and the first of the old files.
    for when in (renames - 1, renames) if back else (renames - 3, renames - 2):
        copy = Path(shutil.copytree(home, tmp_path / f"home {when}"))
        done = injected(copy, "rename", f"signal=KILL:when={when}", *words(str(when)))
        assert done.code == -signal.SIGKILL, done
        said.add((copy / "home.json").read_bytes())
        assert every_row(copy) == before
        right(copy, "fsck")
    assert (home / "home.json").read_bytes() in said
    # Back, the last one is that by which the home says so; there, the old file is set aside after it.
    assert len(said) == (1 if back else 2)
