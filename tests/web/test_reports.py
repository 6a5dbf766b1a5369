"""Reports and saved lists on the pages: the same words on page and paper, filter and order in force."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from django.test import Client

from openhold.actions.add_member import add_member
from openhold.actions.finish_task import finish_task
from openhold.actions.give_task import give_task
from openhold.actions.holds.notices import acknowledge, send_first
from openhold.actions.holds.propose import propose_hold
from openhold.actions.holds.questions import ask
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.open_matter import find_matter, open_matter
from openhold.actions.set_up import Instance
from openhold.projections.matter import Matter
from tests.actions.holds.conftest import ANN, DAY, WORDS, Case, a_case, by_folder
from tests.web.conftest import Visitor
from tests.web.test_pages import words


@pytest.fixture
def case(served: Home, instance: Instance, matter: Matter, tmp_path: Path) -> Case:
    return a_case(served, matter, tmp_path / "places")


@pytest.fixture
def hold(case: Case) -> str:
    made = case.issue(silent=(case.custodians[0].id,), custodians=tuple(one.id for one in case.custodians))
    send_first(case.home, ANN, case.matter, made, by_folder())  # type: ignore[arg-type]
    acknowledge(case.home, ANN, case.matter, made, case.custodians[1].id)
    ask(case.home, case.custodians[1].id, case.matter, made, case.custodians[1].id, "Is my diary private?")
    return made


@pytest.fixture
def other(served: Home, instance: Instance, tmp_path: Path) -> Case:
    """A matter that a member of the first does not see, with the same people."""
    opened = open_matter(served, instance.actor, title="Okoro-Lind v. County of Alder", court=None, number=None)
    found = a_case(served, find_matter(served, opened.matter), tmp_path / "others")
    found.issue(title="Roof of Unit C")
    return found


def data(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert "attachment" in answer["Content-Disposition"]
    return answer.getvalue()


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data(client, address).decode("utf-8-sig"), newline="")))


def cells(client: Client, address: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(BytesIO(data(client, address)))
    return list(book.worksheets[0].iter_rows(values_only=True))


def paper(client: Client, address: str) -> str:
    made = data(client, address)
    with pypdfium2.PdfDocument(made) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        assert document.get_metadata_dict()["Title"]
    assert b"pdfaid" in made
    assert b"pdfuaid" in made
    return " ".join(text.split())


def test_every_report_says_the_same_on_page_and_paper(case: Case, hold: str, insider: Client) -> None:
    who = case.custodians[1].id
    one = f"/matters/{case.matter}/reports"
    for base, said in (
        (f"{one}/acknowledgement/{hold}", "1 of 2 custodians have acknowledged. 1 has not."),
        (
            f"{one}/history/{hold}",
            "9 facts are recorded about this hold. Of 3 the words are withheld, with the ground.",
        ),
        (f"{one}/custodian/{who}", "1 hold covers this person. Nothing is left to acknowledge."),
        (f"{one}/not-on", "The one hold that stands is not really on."),
        (f"{one}/stale", "1 hold to look at, of the one hold in force."),
        (f"{one}/tasks", "No task of a steward is open."),
        ("/reports/not-on", "The one hold that stands is not really on."),
        ("/reports/stale", "1 hold to look at, of the one hold in force."),
        ("/reports/tasks", "No task of a steward is open."),
    ):
        page = insider.get(f"{base}/")
        assert page.status_code == 200
        assert said in words(page.content), base
        assert said in paper(insider, f"{base}.pdf"), base
        assert data(insider, f"{base}.pdf") == data(insider, f"{base}.pdf"), base
        heads = cells(insider, f"{base}.xlsx")[0]
        assert data(insider, f"{base}.csv").decode("utf-8-sig").splitlines()[0] == ",".join(map(str, heads))


def test_a_history_tells_that_a_question_was_asked_and_not_what_it_was(
    case: Case, hold: str, visitor: Callable[..., Visitor]
) -> None:
    one = f"/matters/{case.matter}/reports/history/{hold}"
    for role in ("counsel", "auditor"):
        client = visitor(f"The {role}", case.matter, role).client
        text = paper(client, f"{one}.pdf")
        page = words(client.get(f"{one}/").content)
        for said in (text, page):
            assert "A custodian asked a question about a notice." in said
            assert "Withheld: privileged: a custodian's question to counsel." in said
            assert "diary" not in said
            assert "Do not delete the logs" not in said
            assert f"openhold verify BAG --key {case.home.verifier(case.matter).text()}".replace(
                " ", ""
            ) in said.replace(" ", "")
        told = rows(client, f"{one}.csv")
        assert [row["kind"] for row in told][:2] == ["hold.proposed/2", "notice.written/1"]
        assert {row["withheld because"] for row in told if row["kind"] == "notice.written/1"} == {
            "privileged: notice text"
        }


def test_a_report_across_matters_names_none_that_is_not_shown(
    case: Case, hold: str, other: Case, visitor: Callable[..., Visitor], insider: Client
) -> None:
    member = visitor("Gideon Achterberg", case.matter, "counsel")
    own = f"/matters/{case.matter}/reports/custodian/{case.custodians[1].id}"
    addresses = ["/reports/not-on", "/reports/stale", own]
    for base in addresses:
        assert "Roof of Unit C" in words(insider.get(f"{base}/").content)
        for said in (words(member.client.get(f"{base}/").content), paper(member.client, f"{base}.pdf")):
            assert "Roof of Unit C" not in said
            assert "Okoro" not in said
        assert other.matter not in data(member.client, f"{base}.csv").decode()
    assert [row["title"] for row in rows(member.client, "/matters.csv")] == ["Quintrell v. County of Alder"]
    add_member(case.home, ANN, other.matter, person=member.person, role="auditor")
    assert all("Roof of Unit C" in words(member.client.get(f"{base}/").content) for base in addresses)
    assert len(rows(member.client, "/matters.csv")) == 2


def test_answers_are_saved_as_they_are_shown(case: Case, hold: str, insider: Client) -> None:
    base = f"/matters/{case.matter}/holds/{hold}/answers"
    assert [(row["name"], row["answer"]) for row in rows(insider, f"{base}.csv")] == [
        ("Calvin Strand", "No answer"),
        ("Lucia Marchetti", "Acknowledged"),
        ("Paul Renwick", "Gets no notice"),
    ]
    assert [row["name"] for row in rows(insider, f"{base}.csv?show=open")] == ["Calvin Strand"]
    head, row = cells(insider, f"{base}.xlsx?show=acknowledged")
    saved = dict(zip(head, row, strict=True))
    assert (saved["name"], saved["way"], saved["acknowledged by"]) == (
        "Lucia Marchetti", "written to the outbox", "signed on paper",
    )  # fmt: skip
    assert saved["acknowledged (UTC)"].year == 2026  # type: ignore[union-attr]


def test_tasks_and_custodians_are_saved_with_the_filter_and_the_order_in_force(case: Case, insider: Client) -> None:
    first, second, _ = (one.id for one in case.custodians)
    done = give_task(case.home, ANN, case.matter, steward=first, what="Suspend CHAT-90", due=DAY)
    give_task(case.home, ANN, case.matter, steward=second, what="=Take out the boxes", due=DAY.replace(day=1))
    give_task(case.home, ANN, case.matter, steward=first, what="Stop camera 4", due=DAY.replace(month=2))
    finish_task(case.home, ANN, case.matter, done.id, by="Paul", proof="@screen")
    base = f"/matters/{case.matter}/tasks"

    def what(asked: str) -> list[str]:
        return [row["what"] for row in rows(insider, f"{base}.csv{asked}")]

    assert what("") == ["Stop camera 4", "'=Take out the boxes", "Suspend CHAT-90"]
    assert what("?sort=due&show=all") == ["Stop camera 4", "'=Take out the boxes", "Suspend CHAT-90"]
    assert what("?sort=steward") == ["'=Take out the boxes", "Stop camera 4", "Suspend CHAT-90"]
    assert what("?show=done") == ["Suspend CHAT-90"]
    assert [row[1] for row in cells(insider, f"{base}.xlsx?show=open")[1:]] == ["Stop camera 4", "=Take out the boxes"]
    page = insider.get(f"{base}/?show=done").content.decode()
    assert f"{base}.csv?show=done" in page
    assert "Stop camera 4" not in page
    name_custodian(case.home, ANN, case.matter, Known("Zoe Adler", "adler@alder.example", place="Annex"))
    people = f"/matters/{case.matter}/custodians"
    assert next(row["name"] for row in rows(insider, f"{people}.csv?sort=place")) == "Zoe Adler"
    assert rows(insider, f"{people}.csv?show=alarm") == []
    assert f"{people}.xlsx?sort=place" in insider.get(f"{people}/?sort=place&page=1").content.decode()


def test_sources_and_matters_are_saved_with_what_is_kept(case: Case, insider: Client) -> None:
    saved = rows(insider, f"/matters/{case.matter}/sources.csv")
    assert [(row["custodian"], row["retention"], row["items kept"]) for row in saved] == [
        (one.name, "unknown", "0") for one in case.custodians
    ]
    assert [row["number"] for row in rows(insider, "/matters.csv")] == ["2:26-cv-00417"]


def test_a_long_report_shows_a_page_at_a_time_and_its_files_have_all(case: Case, insider: Client) -> None:
    hold = case.issue()
    for number in range(60):
        give_task(case.home, ANN, case.matter, steward=case.custodians[0].id, what=f"Task {number}", due=DAY, hold=hold)
    base = f"/matters/{case.matter}/reports/history/{hold}"
    first, second = (words(insider.get(f"{base}/?page={n}").content) for n in (1, 2))
    assert "The page shows rows 1 to 50 of 65; the files have all of them." in first
    assert ("Task 59" in first, "Task 59" in second) == (False, True)
    assert "Task 59" in paper(insider, f"{base}.pdf?page=1")
    assert len(rows(insider, f"{base}.csv?page=1")) == 65


def test_a_hold_that_is_not_issued_has_reports_too(case: Case, insider: Client) -> None:
    hold = propose_hold(case.home, ANN, case.matter, case.plan(), WORDS).hold
    base = f"/matters/{case.matter}/reports"
    assert "Nobody was told yet." in paper(insider, f"{base}/acknowledgement/{hold}.pdf")
    assert "Version 1 was proposed: Use of force." in paper(insider, f"{base}/history/{hold}.pdf")
    assert insider.get(f"{base}/").status_code == 200
