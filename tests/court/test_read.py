"""Reading as a whole: every key, every value with its words, and nothing that the words do not say."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from openhold.court.read import read
from openhold.court.said import Given
from openhold.extract.opening import open_paper
from openhold.extract.text import Text, plain
from tests.court.legal import LEGAL, needs_legal

KEYS = [
    "kind",
    "court",
    "case",
    "number",
    "case_numbers",
    "case_name",
    "prisoner",
    "judge",
    "judge_title",
    "judge_initials",
    "issued_by",
    "lower",
    "doc_type",
    "title",
    "parties",
    "plaintiffs",
    "defendants",
    "et_al",
    "status",
    "signed",
    "filed",
    "entered",
    "terminated",
    "ecf_no",
    "document_id",
    "ecf_refs",
    "outcomes",
    "dates",
    "events",
    "periods",
    "vacated",
    "preservation",
    "showing",
    "citations",
    "pages",
    "entries",
    "dockets",
    "given",
    "warnings",
    "found",
]
"""The keys of the interface page, which are always there."""
WORDLESS = {"kind", "doc_type", "number", "et_al", "pages", "prisoner", "given", "warnings", "found"}
"""Keys whose values need no words: they are told by the whole of the paper, or follow from another value."""

ORDER = """1
2                      UNITED STATES DISTRICT COURT
3                     EASTERN DISTRICT OF CALIFORNIA
4
5  MARISOL QUINTRELL,                    No. 2:25-cv-01847-RMV-TLH P
6            Plaintiff,
7       v.                               ORDER DENYING PLAINTIFF'S MOTION TO COMPEL
8  COUNTY OF ALDER, et al.,
9            Defendants.
10
11      Plaintiff is a state prisoner proceeding pro se. On January 9, 2026, plaintiff filed a motion to compel
12 (ECF No. 31). Defendants opposed it (ECF No. 35). A motion to compel lies under Federal Rule of Civil Procedure
13 37(a). See Doe v. Roe, 101 F.3d 202, 204 (9th Cir. 1996).
14      Accordingly, IT IS HEREBY ORDERED that:
15      1. Plaintiff's motion to compel (ECF No. 31) is DENIED.
16      2. Discovery shall be completed by August 14, 2026.
17      3. Plaintiff shall file an amended complaint within thirty days of the date of service of this order.
18      IT IS SO ORDERED.
19 Dated: February 11, 2026
20                                         ____________________
21                                         JO T. HALLORAN
22                                         UNITED STATES MAGISTRATE JUDGE
"""
ENTRY = (
    "ORDER signed by Magistrate Judge Jo T. Halloran on 2/11/26 GRANTING 31 Motion to Compel and DENYING as moot 33 "
    "Motion for Sanctions. Discovery due by 8/14/2026. Status Conference set for 9/3/2026 at 10:00 AM in Courtroom 9. "
    "Defendants shall serve responses within 21 days of this order. (Marsh, K)"
)


def paper_of(name: str) -> tuple[Text, Given]:
    if name == "order":
        return plain(ORDER), Given()
    return plain(ENTRY), Given("docket-text", court="caed", case="2:25-cv-01847", entered="2026-02-12")


def at(answer: Mapping[str, Any], path: str) -> Any:
    """Return what stands at a path of `found[]`; a name of `dates` may hold any sign."""
    if path.startswith("dates."):
        return answer["dates"][path.removeprefix("dates.")]
    value: Any = answer
    for name, number in re.findall(r"([a-z_]+)|\[(\d+)\]", path):
        value = value[name] if name else value[int(number)]
    return value


def leaves(value: Any, path: str) -> Iterator[str]:
    """Yield the path of every value below `value`, those that are null or empty left out."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, f"{path}.{name}")
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from leaves(one, f"{path}[{n}]")
    elif value is not None:
        yield path


def check(answer: Mapping[str, Any], text: str) -> None:
    """Fail unless the answer keeps what the interface page promises about every answer."""
    assert list(answer) == KEYS
    json.dumps(answer)
    said = set()
    for one in answer["found"]:
        assert text[one["start"] : one["end"]] == one["quote"]
        assert one["quote"].strip()
        assert one["page"] >= 1
        assert one["value"] == at(answer, one["field"])
        said.add(one["field"])
    for key in KEYS:
        if key in WORDLESS or key in answer["given"]:
            continue
        for path in leaves(answer[key], key):
            above = [path[:cut] for cut in range(len(path) + 1)]
            silent = re.search(r"\.number$|\.trigger$", path)
            assert silent or said.intersection(above), f"{path} has no words"


@pytest.mark.parametrize("name", ["order", "entry"])
def test_every_key_is_there_and_every_value_has_its_words(name: str) -> None:
    text, given = paper_of(name)
    check(read(text, given), text.text)


def test_an_order_on_numbered_paper() -> None:
    answer = read(plain(ORDER), Given())
    assert (answer["kind"], answer["court"], answer["number"]) == ("order", "caed", "2:25-cv-01847")
    assert answer["prisoner"] is True
    assert answer["judge_initials"] == ["RMV", "TLH"]
    assert (answer["plaintiffs"], answer["defendants"]) == (["MARISOL QUINTRELL"], ["COUNTY OF ALDER"])
    assert answer["et_al"] is True
    assert answer["status"] == ["pro se"]
    assert (answer["judge"], answer["signed"]) == ("Jo T. Halloran", "2026-02-11")
    assert answer["doc_type"] == "order"
    assert answer["ecf_refs"] == [31, 35]
    [outcome] = answer["outcomes"]
    assert outcome == {
        "motion": "motion to compel",
        "by": "plaintiff",
        "result": "denied",
        "ecf": 31,
        "filed": "2026-01-09",
    }
    assert answer["dates"] == {"discovery": "2026-08-14"}
    [period] = answer["periods"]
    assert (period["what"], period["days"], period["trigger"]) == ("amended complaint", 30, "service of order")
    assert [one["cite"] for one in answer["citations"]["cases"]] == ["101 F.3d 202"]
    [line] = {one["line"] for one in answer["found"] if one["field"] == "dates.discovery"}
    assert line == 16


def test_a_docket_entry() -> None:
    answer = read(*paper_of("entry"))
    assert (answer["judge"], answer["judge_title"], answer["signed"]) == (
        "Jo T. Halloran",
        "Magistrate Judge",
        "2026-02-11",
    )
    assert answer["given"] == ["court", "case", "entered"]
    assert [(one["motion"], one["result"], one["ecf"]) for one in answer["outcomes"]] == [
        ("motion to compel", "granted", 31),
        ("motion for sanctions", "denied as moot", 33),
    ]
    assert answer["dates"] == {"discovery": "2026-08-14"}
    assert [(one["what"], one["at"]) for one in answer["events"]] == [("status conference", "2026-09-03T10:00")]
    [period] = answer["periods"]
    assert (period["days"], period["trigger"]) == (21, "order")


def without_sentence(text: str, start: int, end: int) -> str:
    """Return `text` without the sentence, or the line of a caption, in which the words from `start` to `end` stand."""
    breaks = [0, *(m.end() for m in re.finditer(r"(?:(?<=\w\w[.;])|(?<=\)[.;]))\s+(?=[A-Z0-9])|\n", text)), len(text)]
    begin = max(one for one in breaks if one <= start)
    stop = min(one for one in breaks if one >= end)
    return text[:begin] + text[stop:]


def alone(answer: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[int, int]], Any]]:
    """Yield each simple value of an answer with all the places where it is said."""
    for field in ("judge", "signed", "court", "case", "title"):
        spans = [(one["start"], one["end"]) for one in answer["found"] if one["field"] == field]
        if spans:
            yield field, spans, answer[field]
    for what, day in answer["dates"].items():
        field = f"dates.{what}"
        yield field, [(one["start"], one["end"]) for one in answer["found"] if one["field"] == field], day


def taken_away(text: Text, given: Given) -> None:
    answer = read(text, given)
    for field, spans, value in alone(answer):
        less = text.text
        for start, end in sorted(spans, reverse=True):
            less = without_sentence(less, start, end)
        again = read(plain(less), given)
        if field.startswith("dates."):
            assert again["dates"].get(field.removeprefix("dates.")) in (None, value), (field, less)
            assert set(again["dates"].values()) <= set(answer["dates"].values()), (field, less)
        else:
            assert again[field] in (None, value) or again[field] in again["given"] or field in again["given"], (
                field,
                again[field],
                less,
            )


@pytest.mark.parametrize("name", ["order", "entry"])
def test_where_the_words_of_a_value_are_taken_away_no_other_value_takes_its_place(name: str) -> None:
    taken_away(*paper_of(name))


def entries(name: str, step: int) -> Iterator[tuple[str, Given]]:
    for line in (LEGAL / "docket_text" / name).read_text().splitlines()[::step]:
        row = json.loads(line)
        yield row["text"], Given("docket-text", court=row["court"], case=row["case"], entered=row["entered"])


@needs_legal
@pytest.mark.parametrize("name", ["caed.jsonl", "other_courts_sample.jsonl"])
def test_every_value_of_real_docket_entries_has_its_words(name: str) -> None:
    for text, given in entries(name, 7):
        check(read(plain(text), given), text)


@needs_legal
def test_real_papers_keep_every_promise() -> None:
    files = [LEGAL / "seed.txt", *sorted((LEGAL / "court_pdfs").glob("*.pdf"))]
    for folder in ("pacer_dockets", "docket_history", "nef_email", "nda_email", "attachment_pages"):
        files += [one for one in sorted((LEGAL / folder).iterdir()) if one.suffix != ".json"][::9]
    for file in files:
        text = open_paper(file.read_bytes(), file.name)
        check(read(text, Given()), text.text)


@needs_legal
def test_what_is_taken_away_from_real_docket_entries_comes_back_as_nothing() -> None:
    for text, given in entries("caed.jsonl", 29):
        taken_away(plain(text), given)
