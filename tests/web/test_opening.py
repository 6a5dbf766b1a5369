"""Open a matter on the page: by hand, and from a paper of which each value is accepted, corrected or left out."""

import re
from hashlib import sha256

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from openhold.actions.home import Home
from openhold.actions.name_party import parties
from openhold.actions.papers.reading import LARGEST
from openhold.actions.record import rows
from openhold.facts.body import from_body
from openhold.facts.kinds import ValueAccepted, ValueCorrected
from openhold.facts.members import MemberAdded
from openhold.facts.parties import SideSaid
from openhold.ledger.entry import decode
from openhold.projections.matter import Matter
from openhold.projections.paper import PaperValue
from tests.court.test_read import ORDER
from tests.web.conftest import Visitor
from tests.web.test_pages import words

NEW = "/matters/new/"


def sent(client: Client, data: bytes, name: str = "order.txt", address: str = NEW + "paper") -> HttpResponse:
    return client.post(address, {"paper": SimpleUploadedFile(name, data)})  # type: ignore[return-value]


def fields(page: HttpResponse) -> dict[str, str]:
    """Return the form on the page as a browser would send it unchanged."""
    text = page.content.decode()
    found = re.findall(r'<input type="\w+"(?: id="[\w-]+")? name="(reading|value-\d+)" value="([^"]*)"', text)
    ticks = re.findall(r'<input type="checkbox" id="[\w-]+" name="(take-\d+)" checked', text)
    return {**dict(found), **dict.fromkeys(ticks, "on")}


def place(page: HttpResponse, label: str) -> str:
    found = re.search(rf'name="take-(\d+)"[^>]*> <bdi>{re.escape(label)}</bdi>', page.content.decode())
    assert found, label
    return found[1]


def facts(matter: str) -> list[object]:
    return [from_body(decode(row.entry).kind, row.body) for row in rows(matter)]


def only() -> Matter:
    return Matter.objects.get()


def test_a_matter_is_opened_by_hand_once_however_often_the_form_is_sent(visitor, served: Home) -> None:
    who = visitor("Dana Whitfield")
    page = who.client.get(NEW).content.decode()
    number = re.findall(r'name="form" value="(\w+)"', page)[0]
    form = {"form": number, "title": " Smith v. Jones ", "court": "caed", "number": "", "side": "plaintiffs"}
    first, again = who.client.post(NEW + "open", form), who.client.post(NEW + "open", form)
    opened = only()
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"] == f"/matters/{opened.id}/"
    assert (opened.title, opened.court, opened.number) == ("Smith v. Jones", "caed", None)
    assert parties(served, opened.id).ours == "plaintiffs"
    assert [type(one) for one in facts(opened.id)][1:] == [MemberAdded, SideSaid]
    assert who.client.get(first["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"title": "  "}, "A matter needs a title, such as: Smith v. Jones."),
        ({"title": "x" * 1001}, "longer than 1000 signs"),
        ({"title": "A v. B", "side": "<script>"}, "is no side of a matter"),
    ],
)
def test_what_does_not_fit_opens_nothing_and_is_said(insider: Client, form: dict[str, str], says: str) -> None:
    refused = insider.post(NEW + "open", {"form": "ab", **form})
    assert (refused.status_code, Matter.objects.count()) == (422, 0)
    assert says in words(refused.content)
    mended = insider.post(NEW + "open", {"form": "ab", "title": "A v. B"})
    assert (mended.status_code, Matter.objects.count()) == (302, 1)


def test_a_paper_is_read_and_shown_with_its_words_and_nothing_is_kept(insider: Client, served: Home) -> None:
    page = sent(insider, ORDER.encode())
    text = words(page.content)
    assert page.status_code == 200
    assert re.search(r"\d+ values found\.", text)
    assert "2026-08-14" in page.content.decode()
    assert "page 1, line 16" in text
    assert Matter.objects.count() == 0
    line = max(ORDER.splitlines(), key=len).strip().encode()
    assert not [file for file in served.folder.rglob("*") if file.is_file() and line in file.read_bytes()]
    assert page["Content-Type"].startswith("text/html")


def test_accepted_and_corrected_values_become_the_first_facts_and_what_has_no_tick_does_not(insider: Client) -> None:
    page = sent(insider, ORDER.encode())
    form = fields(page)
    number, judge, title = place(page, "Case number"), place(page, "Judge"), place(page, "Title")
    left = place(page, "Plaintiff 1")
    form |= {f"value-{judge}": "Rosalind Varga", f"value-{title}": "Quintrell v. Alder", f"take-{title}": "on"}
    form |= {f"take-{judge}": "on"}
    form.pop(f"take-{left}", None)
    done = insider.post(NEW + "from-paper", {**form, "side": "defendants"})
    opened = only()
    assert (done.status_code, done["Location"]) == (302, f"/matters/{opened.id}/")
    assert opened.title == "Quintrell v. Alder"
    assert opened.number is not None
    assert form[f"value-{number}"].startswith(opened.number)
    stands = {one.field: one for one in PaperValue.objects.filter(matter=opened.id)}
    assert stands["judge"].value == "Rosalind Varga"
    assert stands["case"].value == stands["case"].read
    assert stands["case"].paper == sha256(ORDER.encode()).hexdigest()
    assert "plaintiffs[0]" not in stands
    made = facts(opened.id)
    assert any(isinstance(one, ValueAccepted) for one in made)
    assert any(isinstance(one, ValueCorrected) and one.field == "judge" for one in made)
    assert SideSaid(side="defendants") in made
    # The same form sent again leads to the same matter.
    again = insider.post(NEW + "from-paper", form)
    assert (again["Location"], Matter.objects.count()) == (done["Location"], 1)


def test_an_emptied_value_is_one_that_the_paper_does_not_say(insider: Client) -> None:
    page = sent(insider, ORDER.encode())
    form, judge, title = fields(page), place(page, "Judge"), place(page, "Title")
    form |= {f"value-{judge}": " ", f"take-{judge}": "on", f"take-{title}": "on", f"value-{title}": "A v. B"}
    insider.post(NEW + "from-paper", form)
    found = PaperValue.objects.get(matter=only().id, field="judge")
    assert found.value is None
    assert found.read


def test_a_date_that_is_none_is_refused_beside_its_field_and_the_rest_stays_typed(insider: Client) -> None:
    page = sent(insider, ORDER.encode())
    form = fields(page)
    due = re.findall(r'name="take-(\d+)"[^>]*> <bdi>Due: ', page.content.decode())[0]
    form |= {f"value-{due}": "next week", f"take-{due}": "on"}
    again = insider.post(NEW + "from-paper", form)
    assert again.status_code == 422
    assert "A date is written YYYY-MM-DD" in words(again.content)
    assert 'value="next week"' in again.content.decode()
    assert Matter.objects.count() == 0


def test_without_a_title_nothing_is_opened_and_the_field_for_it_is_there(insider: Client) -> None:
    page = sent(insider, b"Dear Dana, this is a letter about nothing much.\n", "letter.txt")
    assert "Nothing was found in this paper." in words(page.content)
    form = fields(page)
    refused = insider.post(NEW + "from-paper", form)
    assert refused.status_code == 422
    assert "No value says who is against whom" in words(refused.content)
    title = place(page, "Title")
    form |= {f"value-{title}": "Whitfield claim", f"take-{title}": "on"}
    assert insider.post(NEW + "from-paper", form).status_code == 302
    assert only().title == "Whitfield claim"


@pytest.mark.parametrize("name", ["x.pdf", "\u202efdp.exe", "<script>alert(1)</script>.txt", "a" * 300])
def test_what_is_no_paper_costs_one_sentence(insider: Client, name: str) -> None:
    refused = sent(insider, b"\x00\x01\x02\xff" * 40, name)
    assert refused.status_code == 422
    assert "Nothing was recorded." in words(refused.content)
    assert "<script>alert" not in refused.content.decode()


def test_no_paper_and_an_empty_one_are_asked_for(insider: Client) -> None:
    for answer in (insider.post(NEW + "paper"), sent(insider, b"")):
        assert answer.status_code == 422
        assert "No paper was sent, or it is empty." in words(answer.content)


def test_a_hostile_paper_is_shown_as_text(insider: Client) -> None:
    hostile = ORDER.replace("QUINTRELL", "<SCRIPT>DOCUMENT.TITLE='OWNED'</SCRIPT>\u202e")
    page = sent(insider, hostile.encode(), "<b>order</b>.txt")
    assert page.status_code == 200
    assert "<SCRIPT>" not in page.content.decode()
    assert "\u202e" not in re.sub(r'value="[^"]*"', "", page.content.decode())
    assert "<b>order</b>" not in page.content.decode()


def test_what_was_read_is_taken_from_nobody_else_and_not_when_altered(visitor, insider: Client) -> None:
    form = fields(sent(insider, ORDER.encode()))
    other: Visitor = visitor("Other Counsel")
    for client, reading in ((other.client, form["reading"]), (insider, form["reading"][:-2] + "xx"), (insider, "")):
        refused = client.post(NEW + "from-paper", {**form, "reading": reading})
        assert refused.status_code == 422
        assert "Send the paper again." in words(refused.content)
    assert Matter.objects.count() == 0


def test_a_body_that_is_too_large_is_refused_unread(insider: Client, outsider: Client) -> None:
    for client in (insider, outsider):
        refused = client.generic("POST", NEW + "paper", b"x", CONTENT_LENGTH=str(LARGEST + (1 << 20)))
        assert refused.status_code == 413
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > LARGEST


def test_papers_are_not_sent_without_end(visitor) -> None:
    who = visitor("Dana Whitfield").client
    answers = [who.post(NEW + "paper").status_code for _ in range(12)]
    assert answers[:10] == [422] * 10
    assert set(answers[10:]) == {429}
    # Somebody else is not kept waiting by that.
    assert visitor("Other Counsel").client.post(NEW + "paper").status_code == 422


def test_another_paper_is_noted_in_a_matter_by_those_who_may(visitor, matter: Matter, served: Home) -> None:
    counsel = visitor("Dana Whitfield", matter.id, "counsel").client
    at = f"/matters/{matter.id}/papers/"
    assert "Nothing was accepted from a paper yet." in words(counsel.get(at).content)
    page = sent(counsel, ORDER.encode(), address=at + "read")
    assert page.status_code == 200
    form = fields(page)
    # A reading for a matter opens none, and one for a new matter is not noted here.
    assert counsel.post(NEW + "from-paper", form).status_code == 422
    assert counsel.post(at + "note", fields(sent(counsel, ORDER.encode()))).status_code == 422
    done = counsel.post(at + "note", form)
    assert (done.status_code, done["Location"]) == (302, at)
    shown = words(counsel.get(at).content)
    assert "accepted from 1 paper." in shown
    assert "2026-08-14" in shown
    assert sha256(ORDER.encode()).hexdigest() in shown
    auditor = visitor("The Auditor", matter.id, "auditor").client
    assert "2026-08-14" in words(auditor.get(at).content)
    assert 'type="file"' not in auditor.get(at).content.decode()
    assert sent(auditor, ORDER.encode(), address=at + "read").status_code == 403
