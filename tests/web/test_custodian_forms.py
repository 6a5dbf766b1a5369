"""Custodians by form: named, changed, leaving, looked after; and many at once, shown first and recorded once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from openhold.actions.find_custodian import custodians, find_custodian
from openhold.actions.home import Home
from openhold.actions.known_person import Known, known_of
from openhold.actions.name_custodian import name_custodian
from openhold.actions.set_up import Instance
from openhold.projections.custodian import Custodian
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.web import imports
from openhold.workbench import configuration
from tests.slapd import LIMITED, Slapd, running
from tests.web.conftest import Visitor
from tests.web.test_pages import words

HEAD = "id,name,email,title,place,manager\n"
SUND, PAZ = "1,Harriet Sund,sund@alder.example,jail commander,Jail,\n", "2,Winifred Paz,,jail records,Jail,1\n"
HOSTILE = "<script>alert(1)</script> \u202eeluR \U0001f4a5"


class Desk:
    """A case manager at the pages about custodians."""

    def __init__(self, home: Home, matter: str, client: Client) -> None:
        self.home, self.matter, self.client = home, matter, client
        self.base = f"/matters/{matter}/custodians/"

    def post(self, where: str, status: int, **fields: object) -> str:
        answer = self.client.post(self.base + where, fields)
        assert answer.status_code == status, words(answer.content)
        return words(answer.content)

    def upload(self, data: bytes | str, status: int = 302, **more: str) -> str:
        """Send a file, and return the address of what would be recorded, or the page that says why not."""
        body = data.encode() if isinstance(data, str) else data
        answer = self.client.post(f"{self.base}import/", {"file": SimpleUploadedFile("people.csv", body), **more})
        assert answer.status_code == status, words(answer.content)
        return answer["Location"] if status == 302 else words(answer.content)

    def see(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200
        return words(answer.content)

    def confirm(self, address: str, **fields: str) -> str:
        return words(self.client.post(address, fields, follow=True).content)

    def size(self) -> int:
        return Log.objects.get(matter=self.matter).size

    def one(self, who: str) -> Custodian:
        return find_custodian(self.home, self.matter, who)


@pytest.fixture
def desk(served: Home, instance: Instance, matter: Matter, visitor: Callable[..., Visitor]) -> Desk:
    return Desk(served, matter.id, visitor("Case Manager", matter.id, "case manager").client)


@pytest.fixture
def paz(desk: Desk, instance: Instance) -> Custodian:
    sund = name_custodian(desk.home, instance.actor, desk.matter, Known("Harriet Sund", "sund@alder.example"))
    known = Known("Winifred Paz", "paz@alder.example", "es", "jail records", "Jail", sund.id, "2")
    return name_custodian(desk.home, instance.actor, desk.matter, known)


def form_of(one: Custodian, **more: str) -> dict[str, str]:
    """Return what the form about somebody sends when nothing was typed."""
    fields = {name: getattr(one, name) or "" for name in ("name", "email", "language", "title", "place", "external")}
    return {**fields, "manager": "sund@alder.example", "cause": "corrected", "saw": str(one.said), **more}


def test_a_custodian_is_named_by_hand(desk: Desk) -> None:
    desk.post("add/", 302, name=HOSTILE, language="es", title="nurse")
    desk.post("add/", 302, name="Winifred Paz", email="paz@alder.example", language="en", manager=desk.one("script").id)
    assert (desk.one("paz").manager, desk.one("script").language) == (desk.one("script").id, "es")
    size = desk.size()
    for wrong, said in (
        ({"name": ""}, "This field is required"),
        ({"name": "X", "email": "no address"}, "valid email"),
        ({"name": "X" * 400}, "at most 300"),
        ({"name": "X", "language": "fr"}, "not one of the available choices"),
        ({"name": "X", "manager": "Nobody"}, "has no custodian 'Nobody'"),
        ({"name": "W. Paz", "email": "PAZ@alder.example"}, "is that custodian already"),
        ({"name": "a\0b"}, "holds the sign U+0000"),
    ):
        assert said in desk.post("add/", 422, **{"language": "en", **wrong})
    assert desk.size() == size


def test_what_is_known_is_changed_by_form_and_a_mover_raises_an_alarm(desk: Desk, paz: Custodian) -> None:
    where = f"{paz.id}/"
    assert "known of Winifred Paz already" in words(
        desk.client.post(f"{desk.base}{where}change", form_of(paz), follow=True).content
    )
    desk.post(where + "change", 302, **form_of(paz, place="Annex", cause="moved"))
    now = desk.one(paz.id)
    assert (known_of(now), now.alarm) == (
        replace(known_of(paz), place="Annex"),
        "moved from jail records, Jail to jail records, Annex",
    )
    desk.post(where + "settle", 422, done=" ")
    desk.post(where + "settle", 302, done="The boxes were sealed.")
    assert desk.one(paz.id).alarm == ""
    assert "There is no alarm about Winifred Paz" in desk.post(where + "settle", 422, done="Again.")
    desk.post(where + "change", 302, **form_of(desk.one(paz.id), manager="", email=""))
    assert (desk.one(paz.id).manager, desk.one(paz.id).email) == (None, None)


def test_nobody_writes_over_what_was_said_meanwhile(desk: Desk, paz: Custodian) -> None:
    desk.post(f"{paz.id}/change", 302, **form_of(paz, title="court records"))
    size = desk.size()
    assert "said something new of Winifred Paz meanwhile" in desk.post(
        f"{paz.id}/change", 409, **form_of(paz, place="X")
    )
    assert "meanwhile" in desk.post(f"{paz.id}/left", 409, on="2026-03-13", saw=str(paz.said))
    assert (desk.size(), desk.one(paz.id).place) == (size, "Jail")


def test_a_last_day_is_noted_and_taken_back(desk: Desk, paz: Custodian) -> None:
    desk.post(f"{paz.id}/left", 422, on="soon", saw=str(paz.said))
    desk.post(f"{paz.id}/left", 302, on="2026-03-13", saw=str(paz.said))
    gone = desk.one(paz.id)
    assert (gone.left, gone.alarm) == (date(2026, 3, 13), "last day: Fri 13 March 2026")
    desk.post(f"{paz.id}/left", 302, on="", saw=str(gone.said))
    assert (desk.one(paz.id).left, desk.one(paz.id).alarm) == (None, "")


def test_a_file_is_shown_first_and_recorded_once_however_often_it_is_confirmed(desk: Desk) -> None:
    size = desk.size()
    address = desk.upload(HEAD + SUND + PAZ)
    shown = desk.see(address)
    assert "2 people are new." in shown
    assert "Winifred Paz jail records Jail notices on paper" in shown
    assert desk.size() == size
    assert "Recorded: 2 named; 0 as known before." in desk.confirm(address)
    after = desk.size()
    assert after == size + 2
    assert "was recorded already" in desk.confirm(address)
    assert desk.client.get(address).status_code == 302
    assert "Nothing in people.csv is new." in desk.see(desk.upload(HEAD + SUND + PAZ))
    assert desk.size() == after


def test_what_changes_and_who_leaves_is_shown_before_it_is_recorded(desk: Desk) -> None:
    desk.confirm(desk.upload(HEAD + SUND + PAZ))
    address = desk.upload(HEAD + SUND.replace("Jail,", "Annex,").replace("Harriet Sund", HOSTILE), leavers="on")
    shown = desk.see(address)
    assert "1 person has left, 1 person moved." in shown
    assert "place" not in shown or "does: " not in shown
    assert "place: Jail \u2192 Annex" in shown
    assert "<script>alert" not in desk.client.get(address).content.decode()
    assert desk.one("paz").left is None
    assert "Recorded: 1 moved, 1 left; 0 as known before." in desk.confirm(address)
    assert desk.one("paz").alarm


def test_rows_that_cannot_be_used_are_shown_and_left_out_only_by_a_tick(desk: Desk) -> None:
    address = desk.upload(HEAD + SUND + "2,Paz\n" + PAZ + SUND + "3,,,,,\n")
    shown = desk.see(address)
    assert "2 rows cannot be used" in shown
    assert "line 3, row 2 : it has 2 cells" in shown or "line 3, row 2: it has 2 cells" in shown
    assert "1 row says what another said before" in shown
    size = desk.size()
    assert "so nothing was recorded" in desk.confirm(address)
    assert desk.size() == size
    assert "Recorded: 2 named" in desk.confirm(address, skip="on")
    refused = desk.see(desk.upload(HEAD + SUND + "2,Paz\n", leavers="on"))
    assert "nobody can tell who is missing" in refused
    assert "1 row cannot be used" in refused
    assert "Record all of this" not in refused


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n\n", "is empty"),
        (b"mail\nx@y.example\n", "no column for the name"),
        (b"name\n\x81\n", "fits none"),
        (b"\xff\xfen\0a", "Save it as UTF-8"),
        (b"PK\x03\x04" + bytes(range(256)) * 4, "people.csv"),
    ],
)
def test_a_file_that_is_no_list_of_people_is_told(desk: Desk, data: bytes, said: str) -> None:
    assert said in desk.upload(data, 422)


def test_names_in_other_encodings_arrive(desk: Desk) -> None:
    for encoding in ("cp1252", "utf-16"):
        shown = desk.see(desk.upload("name\nÍñigo Álvarez\n".encode(encoding)))
        assert "Íñigo Álvarez" in shown
    damaged = desk.see(desk.upload("name\nÁlvarez\n".encode() + b"Pe\xf1a\n"))
    assert "1 row cannot be used" in damaged


def test_fifty_thousand_rows_are_shown_on_a_small_page(desk: Desk) -> None:
    lines = "".join(f"{n},Person {n},p{n}@alder.example,officer,Unit {n % 40},{n // 20}\n" for n in range(50_000))
    address = desk.upload(HEAD + lines + "broken\n" * 2000 + lines[:200_000].rpartition("\n")[0])
    page = desk.client.get(address)
    assert len(page.content) < 150_000
    assert "50,000 people are new" in words(page.content)
    assert "2,000 rows cannot be used" in words(page.content)
    assert "and 49,950 more" in words(page.content)
    assert custodians(desk.home, desk.matter) == ()


def test_more_than_is_taken_is_refused_before_it_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports.begin, "largest", 3_000_000)
    large = HEAD + "x" * 3_000_000
    assert "That is more than is taken here." in desk.upload(large, 413)
    monkeypatch.setattr(imports.begin, "largest", 4_000_000)
    monkeypatch.setattr(imports, "LARGEST", 1_000_000)
    assert "is larger than 1 MB" in desk.upload(large, 422)


def test_too_many_files_are_refused_for_a_while(desk: Desk) -> None:
    for _ in range(20):
        desk.upload("", 422)
    assert "That was tried too often." in desk.upload("", 429)


def test_what_waits_is_there_for_nobody_else(desk: Desk, visitor: Callable[..., Visitor], served: Home) -> None:
    address = desk.upload(HEAD + SUND)
    others = [visitor("Other Counsel", desk.matter, "counsel"), visitor("The Owner", owner=True)]
    size = desk.size()
    for other in (one.client for one in others):
        assert other.get(address).status_code == 302
        assert "was recorded already, or waited for too long" in words(other.post(address, follow=True).content)
    assert desk.size() == size
    assert "Recorded: 1 named" in desk.confirm(address)


def test_without_a_directory_the_page_says_so_and_a_made_up_one_is_refused(desk: Desk) -> None:
    assert "No directory is configured" in desk.see(f"{desk.base}import/")
    desk.post("import/", 422, directory="county")


@pytest.fixture(scope="module")
def slapd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with running(tmp_path_factory.mktemp("slapd") / "run") as server:
        yield server


def test_people_come_from_a_directory_that_is_chosen(
    desk: Desk, slapd: Slapd, settings: Settings, tmp_path: Path
) -> None:
    unit = slapd.unit()
    slapd.load([(f"uid=p{n},{unit}", {"cn": f"Person {n}", "sn": str(n % 2)}) for n in range(120)], "inetOrgPerson")

    def configured(**more: str) -> None:
        (tmp_path / "web.toml").write_text(slapd.toml(tmp_path, unit, **more))
        settings.CONFIGURED = configuration.read(tmp_path)

    def choose(status: int, **fields: str) -> HttpResponseBase:
        answer = desk.client.post(f"{desk.base}import/", {"directory": "county", **fields})
        assert answer.status_code == status, words(answer.content)
        return answer

    configured()
    assert "county (127.0.0.1)" in desk.see(f"{desk.base}import/")
    for half in ({"attribute": "sn"}, {"value": "1"}, {"attribute": "sn", "value": "1", "leavers": "on"}):
        choose(422, **half)
    assert "60 people are new" in desk.see(choose(302, attribute="sn", value="1")["Location"])
    assert "120 people are new" in desk.see(address := choose(302)["Location"])
    slapd.remove(f"uid=p0,{unit}")
    assert "Recorded: 120 named" in desk.confirm(address), "what is recorded is what was shown"
    shown = desk.see(choose(302, leavers="on")["Location"])
    assert re.search(r"1 person has left\.", shown)
    size = desk.size()
    configured(user=LIMITED)
    assert "answered only in part (its size limit)" in words(choose(422, leavers="on").content)  # type: ignore[attr-defined]
    configured(server="localhost")
    assert "is not trusted" in words(choose(422).content)  # type: ignore[attr-defined]
    configured(password_file="nowhere")
    assert "cannot be read" in words(choose(422).content)  # type: ignore[attr-defined]
    assert desk.size() == size
