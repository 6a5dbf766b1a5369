"""Scans: what is taken, what is not, kept once; a notice that came back signed names its own."""

from hashlib import sha256

import pytest

from openhold.actions.disclose.action import disclose
from openhold.actions.disclose.contents import Selection
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.get_item import get_item
from openhold.actions.holds.acknowledge_on_paper import acknowledge_on_paper
from openhold.actions.keep_scan import LARGEST, check_scan, keep_scan
from openhold.actions.open_account import open_account
from openhold.projections.collection import Collection
from openhold.projections.notice import Notice
from openhold.projections.source import SCANS, SIGNED_NOTICES, Source
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, Case
from tests.actions.living import SCAN

JPEG = b"\xff\xd8\xff\xe0 JFIF \xff\xd9 what a telephone adds"
PNG = b"\x89PNG\r\n\x1a\n....IHDR....IEND\xaeB`\x82"
DIGEST = sha256(SCAN).hexdigest()


@pytest.mark.parametrize(("data", "ending"), [(SCAN, "pdf"), (b"\n junk " + SCAN, "pdf"), (JPEG, "jpg"), (PNG, "png")])
def test_a_scan_is_known_by_its_content(data: bytes, ending: str) -> None:
    assert check_scan(data) == ending


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"<html>%PDF</html>", "no PDF, JPEG or PNG"),
        (b"GIF89a", "no PDF, JPEG or PNG"),
        (b"MZ\x90", "no PDF, JPEG or PNG"),
        (SCAN[:-7], "cut off"),
        (JPEG[:6], "cut off"),
        (PNG[:12], "cut off"),
        (SCAN + b" " * LARGEST, "there is room for 20,000,000"),
    ],
)
def test_what_is_no_scan_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        check_scan(data)


def test_the_same_scan_is_kept_once_and_comes_back(case: Case) -> None:
    for _ in range(2):
        assert keep_scan(case.home, ANN, case.matter, SCAN, SCANS) == DIGEST
    assert keep_scan(case.home, ANN, case.matter, PNG, SCANS) == sha256(PNG).hexdigest()
    source = Source.objects.get(matter=case.matter, kind=SCANS)
    assert Collection.objects.filter(unit=source.unit).count() == 2
    back: list[bytes] = []
    get_item(case.home, case.matter, DIGEST.encode(), back.append)
    assert b"".join(back) == SCAN
    (file,) = (case.home.folder / "scans").rglob("*.pdf")
    assert oct(file.stat().st_mode)[-3:] == "600"


def test_who_may_not_collect_keeps_no_scan(case: Case) -> None:
    stranger = open_account(case.home, name="A Stranger", email="s@alder.example", invited_by=None, owner=False)
    with pytest.raises(RefusedError):
        keep_scan(case.home, stranger, case.matter, SCAN, SCANS)
    assert not (case.home.folder / "scans").exists()


def test_a_signed_notice_is_acknowledged_by_its_scan(case: Case) -> None:
    hold, who = case.issue(), case.custodians[0].id
    assert acknowledge_on_paper(case.home, ANN, case.matter, hold, who, SCAN)
    notice = Notice.objects.get(matter=case.matter, hold=hold, custodian=who)
    assert (notice.acknowledged_way, notice.evidence) == ("by hand", DIGEST)
    assert Source.objects.filter(matter=case.matter, kind=SIGNED_NOTICES).count() == 1
    assert not acknowledge_on_paper(case.home, ANN, case.matter, hold, who, PNG)
    assert not list((case.home.folder / "scans").rglob("*.png"))


def test_where_nobody_was_asked_no_scan_is_kept(case: Case) -> None:
    hold, silent = case.issue(), case.custodians[2].id
    with pytest.raises(UsageError, match="gets no notice"):
        acknowledge_on_paper(case.home, ANN, case.matter, hold, silent, SCAN)
    case.release(hold)
    with pytest.raises(RefusedError, match="was released"):
        acknowledge_on_paper(case.home, ANN, case.matter, hold, case.custodians[0].id, SCAN)
    assert not (case.home.folder / "scans").exists()


def test_a_disclosure_withholds_a_signed_notice_and_shows_a_sheet_of_a_thing(case: Case, tmp_path: object) -> None:
    hold = case.issue()
    acknowledge_on_paper(case.home, ANN, case.matter, hold, case.custodians[0].id, SCAN)
    sheet = keep_scan(case.home, ANN, case.matter, PNG, SCANS)
    bag = tmp_path / "bag"  # type: ignore[operator]
    disclose(case.home, ANN, case.matter, bag, Selection(), Watching())
    given = {one.name for one in (bag / "data/items").iterdir()}
    assert sheet in given
    assert DIGEST not in given
    assert (
        f'"sha256":"{DIGEST}","withheld":"privileged: notice text"' in (bag / "data/withheld-items.jsonl").read_text()
    )
