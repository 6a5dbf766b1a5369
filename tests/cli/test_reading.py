"""`openhold read`, `openhold matter open --from` and their batches, as a person and a script run them."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.cli.conftest import Case, Done, run_program
from tests.court.test_read import ENTRY, KEYS, ORDER

LOOK = """
import runpy, sys
sys.argv = ["openhold", "read", sys.argv[1], "--json"]
try:
    runpy.run_module("openhold", run_name="__main__")
except SystemExit as ended:
    assert not ended.code
assert not [name for name in sys.modules if name.partition(".")[0] == "django"]
"""
"""Reads a paper in this process, and looks at what that imported."""


@pytest.fixture
def order(tmp_path: Path) -> Path:
    file = tmp_path / "order.txt"
    file.write_text(ORDER, encoding="utf-8")
    return file


def batch(tmp_path: Path, *rows: Any) -> Done:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return run_program("read", "--batch", str(file), "--json")


def test_a_paper_is_read_without_a_home_and_nothing_is_kept(order: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = run_program("read", str(order), "--json", home=home)
    assert (done.code, done.err) == (0, "")
    assert list(done.json) == KEYS
    assert not home.exists()
    assert list(tmp_path.iterdir()) == [order]


def test_with_text_gives_the_text_that_places_count_in(order: Path) -> None:
    read = run_program("read", str(order), "--json", "--with-text").json
    assert read["text"] == ORDER
    assert all(read["text"][one["start"] : one["end"]] == one["quote"] for one in read["found"])


def test_a_person_sees_values_with_their_places_and_what_to_do_next(order: Path) -> None:
    done = run_program("read", str(order))
    assert re.search(r"^\d+ values found", done.out)
    assert "Fri 14 August 2026  (line 16)" in done.out
    assert "--show" in done.out


def test_show_writes_a_page_and_a_calendar_and_never_over_another(order: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert run_program("read", str(order), "--show", "--to", str(folder)).code == 0
    page, dates = folder / "order.read.html", folder / "order.ics"
    assert "<mark>August 14, 2026</mark>" in page.read_text()
    assert b"DTSTART;VALUE=DATE:20260814" in dates.read_bytes()
    again = run_program("read", str(order), "--show", "--to", str(folder))
    assert again.code == 2
    assert "exists already" in again.err


def test_a_period_that_runs_from_the_order_gets_its_date_and_one_that_runs_from_service_gets_none(
    tmp_path: Path,
) -> None:
    words = "Plaintiff shall file an amended complaint within thirty days of the date of this order."
    served = "Plaintiff shall file an amended complaint within thirty days of the date of service of this order."
    for text, expected in ((words, True), (served, False)):
        file = tmp_path / "order.txt"
        file.write_text(ORDER.replace(served, text), encoding="utf-8")
        shown = run_program("read", str(file)).out
        assert ("Fri 13 March 2026, counted from Wed 11 February 2026 under Fed. R. Civ. P. 6(a)" in shown) is expected
        assert served in ORDER


def test_what_the_caller_says_fills_only_what_the_paper_leaves_open(order: Path) -> None:
    said = ("--court", "cand", "--entered", "2026-02-12")
    read = run_program("read", str(order), *said, "--json").json
    assert (read["court"], read["entered"], read["given"]) == ("caed", "2026-02-12", ["entered"])
    assert [one["code"] for one in read["warnings"]] == ["court-differs"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["read"], "Say what to read"),
        (["read", "/no/such/paper.pdf"], "/no/such/paper.pdf cannot be read"),
        (["read", "{folder}"], "is not a file"),
        (["read", "{fifo}"], "is not a file"),
        (["read", "{empty}"], "is empty"),
        (["read", "{broken}"], "broken.pdf cannot be read"),
        (["read", "{order}", "--kind", "novel"], "novel"),
        (["read", "{order}", "--court", "nowhere"], "'nowhere' is no court's id"),
        (["read", "{order}", "--case", "x"], "'x' is no case number"),
        (["read", "{order}", "--entered", "2026-02-30"], "'2026-02-30' is no day"),
        (["read", "{order}", "--to", "{folder}"], "say --show too"),
        (["read", "{order}", "--show", "--to", "/no/such/folder"], "is not a folder"),
        (["read", "{order}", "--batch", "{order}", "--json"], "Say what to read"),
        (["read", "--batch", "{order}"], "answers in JSON"),
        (["read", "--batch", "/no/such/file", "--json"], "/no/such/file cannot be read"),
        (["matter", "open", "--from", "/no/such/paper.pdf"], "cannot be read"),
        (["matter", "open", "--from", "{diary}"], "who is against whom"),
        (["matter", "open", "--accept", "--title", "A v. B"], "--from PAPER"),
    ],
)
def test_bad_input_costs_one_sentence_and_makes_nothing(
    words: list[str], said: str, order: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    places = {"folder": folder, "order": order, "fifo": tmp_path / "fifo", "empty": tmp_path / "empty.txt"}
    places |= {"broken": tmp_path / "broken.pdf", "diary": tmp_path / "diary.txt"}
    subprocess.run(["mkfifo", places["fifo"]], check=True)
    places["empty"].touch()
    places["broken"].write_bytes(b"%PDF-1.7\nnothing more")
    places["diary"].write_text("Dear diary, today it rained.\n")
    home = tmp_path / "home"
    done = run_program(*[word.format(**places) for word in words], home=home)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.strip().splitlines()) == 1, done.err
    assert not home.exists()


def test_a_batch_answers_every_row_in_order_and_a_bad_one_stops_nothing(tmp_path: Path, order: Path) -> None:
    entry = {"kind": "docket-text", "text": ENTRY, "court": "caed", "case": "2:25-cv-01847", "entered": "2026-02-12"}
    done = batch(
        tmp_path,
        {"id": "a", **entry},
        "not json",
        {"id": 2, "path": "/no/such/paper"},
        {"id": "three", "text": ENTRY, "kind": "novel"},
        {"text": ENTRY},
        {"id": "odd", "text": ENTRY, "colour": "blue"},
        {"id": "both", "text": ENTRY, "path": str(order)},
        {"id": "z", "path": str(order), "with_text": True},
    )
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert [(row["id"], row["ok"]) for row in rows] == [
        ("a", True),
        (None, False),
        (2, False),
        ("three", False),
        (None, False),
        ("odd", False),
        ("both", False),
        ("z", True),
    ]
    assert rows[0]["paper"]["court"] == "caed"
    assert rows[-1]["paper"]["text"] == ORDER
    assert all(set(row["error"]) == {"code", "message"} for row in rows if not row["ok"])


def test_a_batch_of_good_rows_ends_with_0_and_reads_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "openhold", "read", "--batch", "-", "--json"],
        input=json.dumps({"id": "1", "kind": "docket-text", "text": ENTRY}).encode() + b"\n\n",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    [row] = done.stdout.splitlines()
    assert json.loads(row)["paper"]["judge"] == "Jo T. Halloran"


def test_a_batch_answers_the_same_as_a_single_reading(tmp_path: Path, order: Path) -> None:
    [line] = batch(tmp_path, {"id": "1", "path": str(order)}).out.splitlines()
    assert json.loads(line)["paper"] == run_program("read", str(order), "--json").json


def test_reading_imports_no_django(order: Path) -> None:
    subprocess.run([sys.executable, "-c", LOOK, str(order)], check=True, stdout=subprocess.DEVNULL)


def facts(case: Case, bag: Path) -> list[dict[str, Any]]:
    assert case.run("disclose", case.matter, "--to", str(bag)).code == 0
    lines = [line for file in sorted((bag / "data").rglob("*.jsonl")) for line in file.read_text().splitlines()]
    return [json.loads(line) for line in lines if '"paper.' in line or '"quote"' in line]


def test_a_matter_is_opened_from_a_paper_and_what_was_accepted_are_facts(order: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    opened = run_program("matter", "open", "--from", str(order), "--json", home=home)
    assert opened.code == 0
    matter = opened.json
    assert (matter["court"], matter["number"]) == ("caed", "2:25-cv-01847")
    assert "QUINTRELL" in matter["title"]
    assert matter["accepted"] > 5
    assert matter["corrected"] == 0
    shown = run_program("matter", "show", matter["matter"], "--json", home=home).json
    assert shown["size"] == 1 + matter["accepted"]
    assert run_program("fsck", home=home).code == 0


def test_what_the_caller_says_corrects_the_paper_and_that_is_a_fact_too(order: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    words = ("--title", "Quintrell v. County of Alder", "--json")
    matter = run_program("matter", "open", "--from", str(order), *words, home=home).json
    assert matter["title"] == "Quintrell v. County of Alder"
    assert matter["corrected"] == 1


def test_a_long_paper_in_pdf_is_read(tmp_path: Path) -> None:
    file = tmp_path / "order.pdf"
    canvas = Canvas(str(file))
    for number, line in enumerate(ORDER.splitlines()):
        canvas.setFont("Courier", 8)
        canvas.drawString(30, 800 - 14 * number, line)
    canvas.save()
    read = run_program("read", str(file), "--json").json
    assert (read["pages"], read["court"], read["dates"]) == (1, "caed", {"discovery": "2026-08-14"})
