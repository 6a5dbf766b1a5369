"""What the pages say of a home with no matter, one, and many; and that no name in them can mislead."""

import hashlib
import json
import os
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from openhold.actions import audit as audits
from openhold.actions.collect.action import collect
from openhold.actions.disclose.action import disclose
from openhold.actions.disclose.contents import Selection
from openhold.actions.errors import StoppedError
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.open_matter import find_matter, open_matter
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.actions.write_receipt import collection_number
from openhold.projections.collection import Collection
from openhold.projections.interruption import Interruption
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.verify.main import main as verify
from openhold.web import refusals
from tests.actions.conftest import Watching
from tests.web.conftest import Visitor

SHIFT = hashlib.sha256(b"shift report\n").hexdigest()


def words(page: bytes) -> str:
    """Return what a person reads: no marks, one space between words."""
    body = page.decode().partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def title(page: bytes) -> str:
    found = re.findall(rb"<h1>(.*?)</h1>", page, re.DOTALL)
    assert len(found) == 1
    return words(b"<body>" + found[0])


def gathered(home: Home, actor: str, matter: str, folder: Path) -> None:
    source = name_source(home, actor, matter, kind="directory", at=os.fsencode(folder), custodian="Sgt. Renwick")
    collect(home, actor, source, reread=False, watch=Watching())


def audited(home: Home, actor: str, matter: str | None = None, sample: str | None = None) -> None:
    audits.audit(home, actor, matter, sample=sample, watch=Watching())


@pytest.fixture
def collected(home: Home, instance: Instance, matter: Matter, folder: Path) -> Matter:
    gathered(home, instance.actor, matter.id, folder)
    return matter


def test_a_home_without_a_matter_says_how_to_open_one(insider: Client, instance: Instance) -> None:
    page = insider.get("/").content
    assert title(page) == "No matter is open yet."
    assert b'href="/matters/new/"' in page
    assert b"<table" not in page


def test_a_matter_with_nothing_in_it_says_what_comes_next(insider: Client, matter: Matter) -> None:
    assert title(insider.get("/").content) == "1 matter is open. Nothing is kept yet."
    page = insider.get(f"/matters/{matter.id}/").content
    assert title(page) == "Nothing is kept yet: no source was named."
    assert f"openhold collect {matter.id} FOLDER" in words(page)
    for absent in (b"<table", b'class="ask"', b'id="disclosures"', b'id="whole"'):
        assert absent not in page


def test_a_source_that_was_never_collected_is_said(
    insider: Client, home: Home, instance: Instance, matter: Matter, folder: Path
) -> None:
    name_source(home, instance.actor, matter.id, kind="directory", at=os.fsencode(folder), custodian=None)
    page = insider.get(f"/matters/{matter.id}/").content
    assert title(page) == "Nothing is kept yet: 1 source was named, none was collected."
    assert f"{folder} directory" in words(page)
    assert "none yet" in words(page)


def test_what_was_kept_stands_in_the_title_and_what_was_never_audited_is_named(
    insider: Client, collected: Matter
) -> None:
    page = insider.get("/").content
    assert title(page) == "3 items are kept in 1 matter. None of them was ever re-read."
    assert "The whole vault was never re-read." in words(page)
    assert "Quintrell v. County of Alder : 1 of 1 collection" in words(page)
    page = insider.get(f"/matters/{collected.id}/").content
    assert title(page) == "3 items are kept from 1 source. None of them was ever re-read."
    assert "Nothing of this matter was ever re-read." in words(page)


def test_what_an_interrupted_collection_kept_is_said_and_is_not_taken_for_re_read(
    insider: Client, home: Home, instance: Instance, matter: Matter, folder: Path
) -> None:
    for number in range(3000):
        (folder / f"{number:04d}").write_bytes(b"%04d" % number)
    source = name_source(home, instance.actor, matter.id, kind="directory", at=os.fsencode(folder), custodian=None)
    with pytest.raises(StoppedError):
        collect(home, instance.actor, source, reread=False, watch=Watching(stop_after=1))
    items = f"{Interruption.objects.get().items:,}"
    page = insider.get("/").content
    assert title(page) == f"{items} items are kept in 1 matter. None of them was ever re-read."
    assert "Quintrell v. County of Alder : 1 of 1 collection" in words(page)
    page = insider.get(f"/matters/{matter.id}/").content
    assert title(page) == f"{items} items are kept from 1 source. None of them was ever re-read."
    assert "Nothing of this matter was ever re-read." in words(page)
    assert f"none yet {items} " in words(page)
    audited(home, instance.actor, matter.id)
    assert title(insider.get("/").content).endswith("All were re-read; nothing is wrong.")
    assert "nothing to re-read" not in words(insider.get("/").content)


def test_the_last_audit_is_told_in_words(
    insider: Client, home: Home, instance: Instance, collected: Matter, folder: Path
) -> None:
    audited(home, instance.actor)
    page = insider.get("/").content
    assert title(page) == "3 items are kept in 1 matter. All were re-read; nothing is wrong."
    assert "All 3 items were re-read on Thu 5 March 2026. Nothing wrong." in words(page)
    assert "never re-read" not in words(page)
    (folder / "new").write_bytes(b"new")
    gathered(home, instance.actor, collected.id, folder)
    page = insider.get("/").content
    assert title(page).endswith("1 collection was not yet re-read as a whole.")
    assert "Quintrell v. County of Alder : 1 of 2 collections" in words(page)
    audited(home, instance.actor, sample="50%")
    assert "A sample of 50%," in words(insider.get("/").content)
    assert title(insider.get("/").content).endswith("1 collection was not yet re-read as a whole.")
    audited(home, instance.actor, collected.id)
    assert title(insider.get("/").content).endswith("All were re-read; nothing is wrong.")


def test_findings_come_first(insider: Client, home: Home, instance: Instance, collected: Matter) -> None:
    pack = next((home.folder / "vault").rglob("*.tar"))
    pack.chmod(0o600)
    data = bytearray(pack.read_bytes())
    data[data.index(b"shift report")] ^= 1
    pack.write_bytes(data)
    audited(home, instance.actor)
    for at in ("/", f"/matters/{collected.id}/"):
        page = insider.get(at).content
        assert re.search(r"An audit of the whole vault found \d+ things? wrong\.$", title(page))
        assert re.search(r"\d+ findings?: 1 \u00d7 [a-z-]+", words(page))
        assert "docs/findings.md" in words(page)
    # What an audit of the whole vault found says nothing of a matter in which nothing is kept.
    open_matter(home, instance.actor, title="Empty", court=None, number=None)
    row = insider.get("/").content.partition(b"Empty</bdi>")[2].partition(b"</tr>")[0]
    assert "nothing to re-read" in words(b"<body>" + row)
    audited(home, instance.actor, collected.id)
    assert re.search(r"An audit found \d+ things? wrong\.$", title(insider.get(f"/matters/{collected.id}/").content))
    audited(home, instance.actor)
    audited(home, instance.actor, sample="1%")
    assert re.search(r"An audit of the whole vault found \d+ things? wrong\.$", title(insider.get("/").content))


def test_the_matters_page_has_what_can_be_handed_out(
    insider: Client, home: Home, instance: Instance, collected: Matter, tmp_path: Path
) -> None:
    made = disclose(home, instance.actor, collected.id, tmp_path / "bag", Selection("all", {}, {}, {}), Watching())
    said = words(insider.get(f"/matters/{collected.id}/").content)
    sealed = Collection.objects.get(matter=collected.id)
    assert collection_number(home, collected.id, sealed.seq) in said
    assert home.verifier(collected.id).text() in said
    assert made.tagmanifest_sha256 in said
    for fact in ("No. 2:26-cv-00417", "caed", "Sgt. Renwick", "4 entries", home.origin(collected.id)):
        assert fact in said


def test_many_matters_add_up(insider: Client, home: Home, instance: Instance, folder: Path) -> None:
    for number in range(30):
        opened = open_matter(home, instance.actor, title=f"Claim {number}", court=None, number=None)
        if number < 2:
            gathered(home, instance.actor, opened.matter, folder)
    page = insider.get("/").content
    assert title(page).startswith("6 items are kept in 30 matters.")
    assert page.count(b'<th scope="row"><a') == 30
    assert re.search(r"30 matters 6 \d", words(page))


def test_of_many_collections_the_newest_are_shown_and_the_rest_counted(
    insider: Client, home: Home, instance: Instance, collected: Matter
) -> None:
    first = Collection.objects.get(matter=collected.id)
    for number in range(60):
        first.pk = (collected.id, f"c-{number:010}")
        first.matter, first.id = first.pk
        first.save(force_insert=True)
    page = insider.get(f"/matters/{collected.id}/").content
    assert "The newest 50." in words(page)
    assert "lists 11 more." in words(page)
    assert len(re.findall(rb'class="mono nb"', page)) == 50


@pytest.mark.parametrize("item", ["logs/report.txt", SHIFT])
def test_a_receipt_is_shown_by_path_and_by_digest(insider: Client, collected: Matter, item: str) -> None:
    answer = insider.get(f"/matters/{collected.id}/receipt", {"item": item})
    assert answer.status_code == 200
    assert "Receipt for one preserved item" in title(answer.content)
    assert b"<script" not in answer.content
    assert re.fullmatch(
        r"'self' 'sha256-[\w+/]+='", re.search(r"style-src ([^;]*)", answer["Content-Security-Policy"])[1]
    )


def test_the_receipt_file_is_one_that_the_checker_accepts(
    insider: Client, home: Home, collected: Matter, folder: Path, tmp_path: Path
) -> None:
    answer = insider.get(f"/matters/{collected.id}/receipt.json", {"item": "zz.bin"})
    number = json.loads(answer.content)["number"]
    assert answer["Content-Disposition"] == f'attachment; filename="receipt-{number}.json"'
    (tmp_path / "r.json").write_bytes(answer.content)
    words = [str(tmp_path / "r.json"), "--item", str(folder / "zz.bin"), "--key", home.verifier(collected.id).text()]
    assert verify(words) == 0


@pytest.mark.parametrize("page", ["receipt", "receipt.json"])
@pytest.mark.parametrize(
    ("item", "said"),
    [("nothing.txt", "No item 'nothing.txt' is kept"), ("", "Write the item's path"), ("0" * 64, "is kept")],
)
def test_an_item_that_is_not_kept_is_said_beside_the_field(
    insider: Client, collected: Matter, page: str, item: str, said: str
) -> None:
    answer = insider.get(f"/matters/{collected.id}/{page}", {"item": item})
    assert answer.status_code == 404
    assert said in words(answer.content)
    assert b'aria-invalid="true"' in answer.content


@pytest.mark.parametrize("address", ["/nowhere", "/matters/m-0000000000/", "/matters/Quintrell/", "/matters/x/receipt"])
def test_an_unknown_page_leads_back(insider: Client, collected: Matter, address: str) -> None:
    answer = insider.get(address)
    assert answer.status_code == 404
    assert title(answer.content) == "There is no such page."
    assert b'href="/"' in answer.content


def test_a_record_that_is_not_right_is_a_sentence_and_no_page_of_half_truths(
    insider: Client, home: Home, collected: Matter
) -> None:
    file = home.vault.ledger(collected.id)
    path = next(p for p in (home.folder / "vault").rglob("checkpoint") if collected.id in str(p))
    before = file.read("checkpoint")
    path.chmod(0o600)
    path.write_bytes(before.replace(b"\n", b"x\n", 1))
    answer = insider.get(f"/matters/{collected.id}/")
    assert answer.status_code == 503
    assert title(answer.content) == "The record cannot be read as it should be."
    assert b"Traceback" not in answer.content


EVIL = "<script>alert(1)</script>\"'&\u202egnp.exe\u200b"


def test_hostile_names_are_shown_and_do_nothing(
    insider: Client, home: Home, instance: Instance, tmp_path: Path
) -> None:
    root = tmp_path / os.fsdecode(b"caf\xe9<b>")
    root.mkdir()
    (root / os.fsdecode(b"x\xff<script>")).write_bytes(b"1")
    (root / "evil\u202etxt.exe").write_bytes(b"2")
    opened = open_matter(home, instance.actor, title=EVIL, court=EVIL, number=EVIL)
    source = name_source(
        home, instance.actor, opened.matter, kind="directory", at=os.fsencode(root), custodian=EVIL, excludes=("a=<i>",)
    )
    collect(home, instance.actor, source, reread=False, watch=Watching())
    address = f"/matters/{opened.matter}/"
    shown = [insider.get("/"), insider.get(address)]
    shown += [insider.get(address + "receipt", {"item": EVIL})]
    shown += [
        insider.get(address + "receipt?item=x%FF%3Cscript%3E"),
        insider.get(address + "receipt?item=evil%E2%80%AEtxt.exe"),
    ]
    assert [page.status_code for page in shown] == [200, 200, 404, 200, 200]
    for page in shown:
        text = page.content.decode()
        # What was typed into the field comes back in the field alone.
        text = re.sub(r'<input [^>]*value="[^"]*"', "", text)
        assert "<script" not in text
        assert "<b>0" not in text
        assert "<i>" not in text.replace("<bdi><i>", "")
        for sign in ("\u202e", "\u200b", "\ufffd", "\udcff"):
            assert sign not in text
    assert r"\u202egnp.exe\u200b" in words(shown[0].content)
    assert r"caf\xe9<b>" in words(shown[1].content)
    assert r"x\xff<script>" in words(shown[3].content)
    assert r"evil\u202etxt.exe" in words(shown[4].content)


def test_the_bytes_of_an_item_are_at_one_address_which_records_it(
    visitor: Callable[..., Visitor], home: Home, collected: Matter
) -> None:
    reader = visitor("Rey Viewer", collected.id, "reviewer")
    address = f"/matters/{collected.id}/"
    for at in ("", "receipt?item=zz.bin", f"receipt?item={SHIFT}", f"receipt.json?item={SHIFT}"):
        assert b"shift report" not in reader.client.get(address + at).content
    for at in (f"/vault/{SHIFT}", f"{address}items/{SHIFT}", f"{address}{SHIFT}", "/static/../vault/vault.json"):
        assert reader.client.get(at).status_code == 404
    before = Log.objects.get(matter=collected.id).size
    form = "application/x-www-form-urlencoded"
    answer = reader.client.post(address + "item", "item=a+copy.txt", content_type=form)
    assert b"".join(answer.streaming_content) == b"shift report\n"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{SHIFT}"'
    assert "sandbox" in answer["Content-Security-Policy"]
    last = list(rows(collected.id, before))
    assert [json.loads(row.body) for row in last] == [{"items": [SHIFT]}]
    assert json.loads(last[0].entry)["actor"] == reader.person
    assert reader.client.get(address + "item").status_code == 405
    assert reader.client.post(address + "item", "item=nowhere", content_type=form).status_code == 404
    assert Log.objects.get(matter=collected.id).size == before + 1


def test_a_home_that_lost_its_key_is_a_sentence(insider: Client, home: Home, collected: Matter) -> None:
    (home.folder / "keys" / "instance.key").unlink()
    answer = insider.get("/")
    assert answer.status_code == 503
    assert "instance.key is missing" in words(answer.content)


def test_a_fault_of_ours_is_told_without_its_innards(insider: Client, rf: RequestFactory) -> None:
    answer = refusals.failed(rf.get("/"))
    assert answer.status_code == 500
    assert "This is a fault of Openhold, not yours." in words(answer.content)


def test_an_address_takes_an_id_and_never_a_part_of_a_title(insider: Client, home: Home, instance: Instance) -> None:
    first = open_matter(home, instance.actor, title="m-0000000000", court=None, number=None)
    assert find_matter(home, "m-0000000000").id == first.matter
    assert insider.get("/matters/m-0000000000/").status_code == 404
