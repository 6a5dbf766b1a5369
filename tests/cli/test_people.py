"""Custodians, triggers, tasks and descriptions of sources, as a person types them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Case

PEOPLE = (
    "id;name;e-mail;title;office;manager\n"
    "1;Harriet Sund;sund@alder.example;jail commander;Jail;\n"
    "2;Joanna Prewitt RN;prewitt@alder.example;contract nurse;Unit C;1\n"
)


@pytest.fixture
def peopled(make_case: Callable[[], Case], tmp_path: Path) -> Case:
    """A case with two custodians from a file, and one without an e-mail address."""
    case = make_case()
    (tmp_path / "people.csv").write_text(PEOPLE)
    assert case.run("custodian", "import", case.matter, str(tmp_path / "people.csv")).code == 0
    done = case.run("custodian", "add", case.matter, "--name", "Calvin Strand", "--manager", "sund")
    assert "printed, handed over and signed" in done.out
    return case


def listed(case: Case) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in case.run("custodian", "list", case.matter, "--json").json["custodians"]}


def test_custodians_come_from_a_file_and_by_hand(peopled: Case) -> None:
    there = listed(peopled)
    assert set(there) == {"Harriet Sund", "Joanna Prewitt RN", "Calvin Strand"}
    assert there["Calvin Strand"]["email"] is None
    assert there["Joanna Prewitt RN"]["manager"] == there["Harriet Sund"]["custodian"]
    shown = peopled.run("custodian", "list", peopled.matter).out
    assert "paper, handed over" in shown
    assert "contract nurse, Unit C" in shown


def test_an_import_tells_what_it_did_and_what_it_would_do(peopled: Case, tmp_path: Path) -> None:
    (tmp_path / "again.csv").write_text(PEOPLE.replace("Unit C", "Transport") + "3;Beth Arroway;;;;\n")
    words = ("custodian", "import", peopled.matter, str(tmp_path / "again.csv"))
    preview = peopled.run(*words, "--preview", "--json").json
    assert (preview["named"], preview["moved"], preview["same"], preview["recorded"]) == (1, 1, 1, False)
    assert "Beth Arroway" not in listed(peopled)
    assert "1 named, 0 corrected, 1 moved, 0 left; 1 as known before" in peopled.run(*words).out
    assert "Nothing new" in peopled.run(*words).out


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (PEOPLE.encode() + b'4;"Bro"ken;;;;\n5;Short\n', "2 of 4 rows"),
        (b"", "is empty"),
        (b"shoe size\n38\n", "no column for the name"),
        (b"name\n\x81\x00\n", "Windows-1252"),
    ],
)
def test_a_file_that_is_not_right_records_nothing(peopled: Case, tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "bad.csv").write_bytes(data)
    before = listed(peopled)
    for more in ([], ["--json"]):
        done = peopled.run("custodian", "import", peopled.matter, str(tmp_path / "bad.csv"), *more)
        assert (done.code, done.out) == (2, "")
        assert says in done.err
        assert "Traceback" not in done.err
    assert listed(peopled) == before


def test_a_broken_row_is_told_with_its_line_and_can_be_left_out(peopled: Case, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(PEOPLE + "5;Short\n6;Ravi Osterman;;;;\n")
    words = ("custodian", "import", peopled.matter, str(tmp_path / "bad.csv"))
    assert "line 4, row 3: it has 2 cells" in peopled.run(*words).err
    done = peopled.run(*words, "--skip-broken", "--json").json
    assert [one["where"] for one in done["broken"]] == ["line 4, row 3"]
    assert "Ravi Osterman" in listed(peopled)


def test_a_part_of_a_directory_is_refused_as_the_whole(peopled: Case, tmp_path: Path) -> None:
    many = "".join(f"{n};Officer {n};;;;\n" for n in range(10, 30))
    (tmp_path / "many.csv").write_text(PEOPLE + many)
    assert peopled.run("custodian", "import", peopled.matter, str(tmp_path / "many.csv")).code == 0
    done = peopled.run("custodian", "import", peopled.matter, str(tmp_path / "people.csv"), "--leavers")
    assert (done.code, "part of it" in done.err) == (3, True)
    assert (
        peopled.run("custodian", "import", peopled.matter, str(tmp_path / "many.csv"), "--on", "2026-03-04").code == 2
    )


def test_a_leaver_is_an_alarm_until_it_is_settled(peopled: Case) -> None:
    matter = peopled.matter
    assert (
        "last day: Fri 13 March 2026" in peopled.run("custodian", "left", matter, "prewitt", "--on", "2026-03-13").out
    )
    assert "1 with an alarm" in peopled.run("matter", "show", matter).out
    assert peopled.run("matter", "show", matter, "--json").json["counts"]["alarms"] == 1
    first = peopled.run("custodian", "list", matter).out
    assert "1 of 3 left or moved" in first
    assert first.index("Prewitt") < first.index("Strand")
    alone = peopled.run("custodian", "list", matter, "--alarms").out
    assert ("Prewitt" in alone, "Strand" in alone, "1 of 3" in alone) == (True, False, True)
    assert peopled.run("custodian", "settle", matter, "prewitt", "--done", "Mailbox collected.").code == 0
    assert "0 with an alarm" in peopled.run("matter", "show", matter).out
    assert "None of the 3 custodians" in peopled.run("custodian", "list", matter, "--alarms").out
    assert peopled.run("custodian", "list", matter, "--alarms", "--json").json == {"custodians": []}
    assert "settled; left 13 Mar 2026" in peopled.run("custodian", "list", matter).out
    assert peopled.run("custodian", "settle", matter, "prewitt", "--done", "again").code == 2


def test_what_is_known_can_be_changed_and_taken_back(peopled: Case) -> None:
    def change(*words: str) -> dict[str, object]:
        return dict(peopled.run("custodian", "change", peopled.matter, "sund", *words, "--json").json)

    assert change("--place", "Annex", "--moved")["alarm"] == "moved from jail commander, Jail to jail commander, Annex"
    assert (change("--without", "email", "--without", "title")["email"], change()["title"]) == (None, None)
    peopled.run("custodian", "left", peopled.matter, "sund", "--on", "2026-03-13")
    assert (change("--stays")["left"], change()["alarm"]) == (None, "")
    for wrong in (["--without", "name"], ["--place", "x", "--without", "place"], ["--language", "fr"]):
        assert peopled.run("custodian", "change", peopled.matter, "sund", *wrong).code == 2


def test_two_who_name_the_same_person_at_once_name_them_once(peopled: Case) -> None:
    words = ["custodian", "add", peopled.matter, "--name", "Winifred Paz", "--email", "paz@alder.example"]
    environment = {**os.environ, "OPENHOLD_HOME": str(peopled.home)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "openhold", *words], env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    ends = [(one.communicate()[1].decode(), one.returncode) for one in running]
    assert sorted(code for _, code in ends) == [0, 2, 2], ends
    assert "Winifred Paz" in listed(peopled)


def test_the_duty_begins_on_the_day_that_a_person_confirms(peopled: Case) -> None:
    matter = peopled.matter
    assert "no trigger is noted" in peopled.run("matter", "show", matter).out
    how = ("--learned-by", "Noor Haddix", "--learned-how", "at the counter")
    later = peopled.run("trigger", "add", matter, "--what", "Claim", "--on", "2025-10-14", *how, "--json").json
    first = peopled.run("trigger", "add", matter, "--what", "Grievance", "--on", "2025-09-22", *how, "--json").json
    assert peopled.run("trigger", "list", matter, "--json").json["proposed"] == first["trigger"]
    assert "proposed is Mon 22 September 2025" in peopled.run("trigger", "list", matter).out
    assert peopled.run("trigger", "confirm", matter, later["trigger"], "--on", "2025-10-20").code == 2
    told = peopled.run("trigger", "confirm", matter, later["trigger"]).out
    assert "since Tue 14 October 2025" in told
    assert f"{first['trigger']} was learned of" in told
    peopled.run("trigger", "confirm", matter, first["trigger"])
    assert peopled.run("matter", "show", matter, "--json").json["duty"]["on"] == "2025-09-22"
    assert peopled.run("trigger", "withdraw", matter, first["trigger"], "--why", "wrong").code == 2
    assert peopled.run("trigger", "withdraw", matter, later["trigger"], "--why", "Another matter's.").code == 0
    assert "Another matter's." in peopled.run("trigger", "list", matter).out
    assert peopled.run("trigger", "add", matter, "--what", "x", "--on", "2999-01-01", *how).code == 2


def test_a_source_says_who_looks_after_it_and_what_becomes_of_it(peopled: Case) -> None:
    source = peopled.run("source", "list", peopled.matter, "--json").json["sources"][0]
    assert (source["retention"], source["steward"]) == ("unknown", None)
    words = ("source", "describe", peopled.matter, source["source"], "--retention", "deleted after", "--days", "90")
    done = peopled.run(*words, "--steward", "sund", "--learned-from", "H. Sund, by phone", "--json").json
    assert (done["retention"], done["days"], done["words"]) == ("deleted after", 90, "deleted after 90 days")
    for shown in (peopled.run("source", "list", peopled.matter).out, peopled.run("matter", "show", peopled.matter).out):
        assert "deleted after 90 days" in shown
        assert "Harriet Sund" in shown
    assert peopled.run(*words[:4], "--retention", "eaten").code == 2


def test_a_source_is_collected_again_by_whatever_its_custodian_is_called(peopled: Case, tmp_path: Path) -> None:
    (tmp_path / "phone").mkdir()
    words = ("collect", peopled.matter, str(tmp_path / "phone"), "--custodian")
    assert peopled.run(*words, "Joanna Prewitt RN").code == 0
    assert peopled.run(*words, "prewitt@alder.example").code == 0
    assert peopled.run(*words, "Harriet Sund").code == 2
    told = peopled.run("source", "add", peopled.matter, "--at", str(tmp_path), "--custodian", "Nobody")
    assert "No custodian of this matter is 'Nobody'" in told.out
    assert "Joanna Prewitt RN" in peopled.run("source", "list", peopled.matter).out


def test_today_says_what_is_about_to_be_lost_what_is_due_and_who_has_not_answered(peopled: Case) -> None:
    told = peopled.run("today").out
    for words in ("Of 1 source nobody knows", "Nothing.", "Everybody who was asked has."):
        assert words in told
    source = peopled.run("source", "list", peopled.matter, "--json").json["sources"][0]["source"]
    described = ("source", "describe", peopled.matter, source, "--retention", "deleted after", "--days", "180")
    assert peopled.run(*described).code == 0
    told = peopled.run("today").out
    assert "deleted after 180 days" in told
    assert "no task yet" in told
    given = ("task", "give", peopled.matter, "--to", "sund", "--what", "Suspend MAIL-180", "--due", "2026-03-06")
    task = peopled.run(*given, "--source", source, "--json").json["task"]
    found = peopled.run("today", "--json").json
    assert [(one["source"], one["task"]) for one in found["lost"]] == [(source, task)]
    assert [(one["task"], one["overdue"] > 0) for one in found["due"]] == [(task, True)]
    assert f"task {task} of Harriet Sund" in peopled.run("today").out
    done = peopled.run("task", "done", peopled.matter, task, "--by", "sund", "--proof", "The rule is off.")
    assert done.code == 0
    found = peopled.run("today", "--json").json
    assert (found["lost"], found["due"], found["unanswered"]) == ([], [], [])
    assert "as far as is known" in peopled.run("today", peopled.matter).out
    assert peopled.run("today", "nowhere").code == 2


def test_a_task_is_given_done_and_opened_again(peopled: Case) -> None:
    matter = peopled.matter
    words = ("task", "give", matter, "--to", "sund", "--what", "Stop deleting", "--due", "2026-03-06")
    task = peopled.run(*words, "--json").json["task"]
    assert "overdue by" in peopled.run("task", "list", matter).out
    assert peopled.run("matter", "show", matter, "--json").json["counts"]["tasks_overdue"] == 1
    proof = ("--by", "H. Sund", "--proof", "letter of the office")
    assert peopled.run("task", "done", matter, task, *proof, "--item", "nothing.txt").code == 2
    assert peopled.run("task", "done", matter, task, *proof, "--item", "letter.txt").code == 0
    done = peopled.run("task", "list", matter, "--json").json["tasks"][0]
    assert (done["done_by"], len(done["proof_sha256"]), done["overdue"]) == ("H. Sund", 64, 0)
    assert "done " in peopled.run("task", "list", matter).out
    assert peopled.run("task", "reopen", matter, task, "--why", "The rule was on again.").code == 0
    assert "opened again: The rule was on again." in peopled.run("task", "list", matter).out


@pytest.mark.parametrize("command", ["custodian", "trigger", "task"])
def test_an_empty_list_says_what_to_do_next(make_case: Callable[[], Case], command: str) -> None:
    case = make_case()
    told = case.run(command, "list", case.matter).out
    assert f"openhold {command} " in told
