"""Reports as people type them: words, files, a document; and the bag that proves a hold's history."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from tests.cli.conftest import Case
from tests.cli.test_holds import Held, held  # noqa: F401 -- a fixture


@pytest.fixture
def issued(held: Held) -> Held:  # noqa: F811
    assert held.run("ann", "propose", "M", str(held.folder / "force.toml")).code == 0
    assert held.run("bob", "approve", "M", "force", "--version", "1").code == 0
    assert held.run("ann", "issue", "M", "force").code == 0
    assert held.run("ann", "acknowledge", "M", "force", "renwick@alder.example", "--by-hand").code == 0
    return held


def words(file: Path) -> str:
    with pypdfium2.PdfDocument(file.read_bytes()) as document:
        return " ".join("".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_a_history_comes_with_a_bag_that_the_opponent_finds_right(issued: Held) -> None:
    pdf, bag = issued.folder / "history.pdf", issued.folder / "bag"
    done = issued.program("ann", "report", "history", "M", "force", "--pdf", str(pdf), "--bag", str(bag))
    assert done.code == 0
    assert f"openhold verify {bag} --key {issued.case.key}" in done.out
    text = words(pdf)
    for said in (
        "Quintrell v. County of Alder, No. 2:26-cv-00417",
        "Version 1 was proposed: Use of force, 16 September 2025.",
        "Version 1 was approved by a person who had not proposed it.",
        "Paul Renwick acknowledged version 1, signed on paper.",
        "Withheld: privileged: notice text.",
    ):
        assert said in text
    assert "Thank you" not in text
    checked = issued.program("eve", "verify", str(bag), "--key", issued.case.key, "--json")
    assert (checked.code, checked.json["ok"]) == (0, True)
    facts = (bag / "data/facts.jsonl").read_text()
    assert '"withheld":"privileged: notice text"' in facts
    assert '"withheld":"not selected"' in facts
    assert "Thank you" not in facts
    size = next(step["detail"] for step in checked.json["steps"] if step["n"] == 3)
    assert f"{len(facts.splitlines())} entries" in size
    last = issued.program("ann", "report", "history", "M", "force", "--json").json
    assert next(row["kind"] for row in last["rows"]) == "hold.proposed/2"
    assert last["key"] == issued.case.key


def test_files_are_written_all_or_none_and_never_over_another(issued: Held) -> None:
    pdf, bag, table = (issued.folder / name for name in ("h.pdf", "bag", "h.csv"))
    table.write_text("mine")
    asked = ("report", "history", "M", "force", "--pdf", str(pdf), "--csv", str(table), "--bag", str(bag))
    refused = issued.program("ann", *asked)
    assert (refused.code, pdf.exists(), bag.exists(), table.read_text()) == (2, False, False, "mine")
    assert f"{table} exists already" in refused.err
    bag.mkdir()
    (bag / "mine").write_text("mine")
    refused = issued.program("ann", "report", "history", "M", "force", "--pdf", str(pdf), "--bag", str(bag))
    assert (refused.code, pdf.exists()) == (2, False)
    twice = issued.program("ann", "report", "not-on", "--pdf", str(pdf), "--csv", str(pdf))
    assert (twice.code, pdf.exists()) == (2, False)
    assert "Two of the files have one name" in twice.err


def test_each_report_is_told_in_words_as_a_document_and_as_files(issued: Held) -> None:
    for number, (asked, said) in enumerate(
        (
            (("acknowledgement", "M", "force"), "1 of 3 custodians have acknowledged. 2 have not."),
            (("not-on",), "The one hold that stands is not really on."),
            (("not-on", "M"), "The one hold that stands is not really on."),
            (("stale", "M", "--days", "500"), "Nothing to look at among the one hold in force."),
            (("custodian", "M", "renwick@alder.example"), "1 hold covers this person."),
            (("tasks",), "1 task of a steward is open. None is overdue."),
        )
    ):
        told = issued.program("ann", "report", *asked)
        assert (told.code, said in told.out) == (0, True), told.out + told.err
        files = {form: issued.folder / f"{number}.{form}" for form in ("pdf", "csv", "xlsx")}
        more = [word for form, file in files.items() for word in (f"--{form}", str(file))]
        document = issued.program("ann", "report", *asked, *more, "--json").json
        assert " ".join(document["headline"]).startswith(said[:20])
        assert said in words(files["pdf"])
        with_mark = files["csv"].read_bytes().decode("utf-8-sig")
        saved = list(csv.DictReader(StringIO(with_mark, newline="")))
        assert len(saved) == len(document["rows"])
        sheet = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
        assert sheet.max_row == len(saved) + 1


def test_what_is_asked_for_wrongly_is_told_in_one_sentence(issued: Held) -> None:
    for asked in (
        ("history", "M", "nothing like it"),
        ("acknowledgement", "elsewhere", "force"),
        ("custodian", "M", "Nobody"),
        ("stale", "--days", "0"),
        ("tasks", "elsewhere"),
    ):
        done = issued.program("ann", "report", *asked)
        assert (done.code, done.out) == (2, "")
        assert "Traceback" not in done.err


def test_there_may_be_nothing_to_report(make_case: Callable[[], Case]) -> None:
    case = make_case()
    for asked, said in (("not-on", "No hold stands."), ("stale", "No hold is in force."), ("tasks", "No task of")):
        assert said in case.run("report", asked).out
