"""Captions of the real papers, against what was read from them by hand."""

import json
from typing import Any

import pytest

from openhold.court import numbers
from openhold.court.caption.reader import read_caption
from openhold.court.said import Caption
from openhold.court.view import View
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal

PAPERS = LEGAL / "court_pdfs"


def paper(name: str) -> tuple[Caption, dict[str, Any]]:
    """Return what is read from a paper, and its truth."""
    text = (PAPERS / f"{name}.layout.txt").read_text(encoding="utf-8")
    truth: dict[str, Any] = json.loads((PAPERS / f"{name}.truth.json").read_text(encoding="utf-8"))
    return read_caption(View(plain(text)), "order"), truth


@needs_legal
def test_the_seed() -> None:
    """Every field of its truth that a caption has."""
    read = read_caption(View(plain((LEGAL / "seed.txt").read_text(encoding="utf-8"))), "order")
    truth = json.loads((LEGAL / "seed.truth.json").read_text(encoding="utf-8"))
    assert read.court is not None
    assert read.case is not None
    assert (read.court.value, read.case.value) == (truth["court"], truth["case"])
    assert [one.value for one in read.judge_initials] == truth["judge_initials"]
    assert [name.value for name in read.plaintiffs] == [truth["plaintiff"].upper()]
    assert [name.value for name in read.defendants] == [truth["defendants"][0].upper()]
    assert read.et_al
    assert [one.value for one in read.status] == ["pro se", "in forma pauperis"]


@needs_legal
@pytest.mark.parametrize("name", sorted(path.name.partition(".")[0] for path in PAPERS.glob("*.truth.json")))
def test_court_number_and_names_of_a_paper(name: str) -> None:
    """Court and number of each, and whatever its truth says of parties, title and the court below."""
    read, truth = paper(name)
    assert read.court is not None
    assert read.case is not None
    assert (read.court.value, read.case.value) == (truth["court"], truth["case"])
    if "title" in truth:
        assert read.case_name is not None
        assert read.case_name.value.lower() == truth["title"].lower()
    named = {party.name.value.lower() for party in read.parties}
    wanted = [truth[key] for key in ("appellant", "appellee") if key in truth] + truth.get("appellees", [])
    assert {one.lower() for one in wanted} <= named
    below = truth.get("dc_docket") or truth.get("district_case") or truth.get("originating_case")
    if below:
        assert read.lower is not None
        assert read.lower.case is not None
        assert read.lower.case.value == below
    judge = truth.get("dc_judge") or truth.get("lower_judge")
    if judge:
        assert read.lower is not None
        assert read.lower.judge is not None
        assert read.lower.judge.value == judge


@needs_legal
def test_a_new_number_in_a_docket_text_is_that_of_its_case() -> None:
    """In thousands of docket texts, none gives its case a number that it has not."""
    checked = 0
    for line in (LEGAL / "docket_text/caed.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "ew " not in row["text"]:
            continue
        said = read_caption(View(plain(row["text"])), "docket-text").case
        if said is not None:
            checked += 1
            assert numbers.normal(said.value) == row["case"]
    assert checked > 5
